//! 評価書: the list of versions, their files, and the acts on one.

use super::choice::sees_drafts;
use super::words::stage_chip;
use crate::actions;
use crate::report;
use crate::store::sheets::{self, SheetRow};
use crate::store::{self, Project};
use access::{Act, Done, Failure, Form, PageError, Resource, Visit, download, id_of, shown};
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Response};
use base::PublicId;
use serde::Deserialize;
use webkit::prelude::*;

pub(super) const SEES: Act = Act::Read(Resource::Sheets);
pub(super) const WRITES: Act = Act::Write(Resource::Sheets);
pub(super) const CONFIRMS: Act = Act::Approve(Resource::Sheets);

const PAGE: u64 = 30;

#[derive(Deserialize)]
pub(super) struct Turned {
    page: Option<u64>,
}

pub(super) async fn list(visit: Visit, Query(turned): Query<Turned>) -> Result<Page, PageError> {
    list_page(&visit, turned.page.unwrap_or(1).max(1), &Filled::default()).await
}

async fn list_page(visit: &Visit, page: u64, filled: &Filled) -> Result<Page, PageError> {
    let scope = visit.may(SEES)?;
    let mut rows = sheets::sheets(visit.db(), &scope, sees_drafts(visit), page, PAGE).await?;
    let has_next = rows.len() > PAGE as usize;
    rows.truncate(PAGE as usize);
    let projects = match visit.may(WRITES) {
        Ok(scope) => store::projects(visit.db(), &scope).await?,
        Err(_) => Vec::new(),
    };
    Ok(Page::titled(t!("region-sheets")).lead(t!("region-sheets-lead")).errors(filled).body(html! {
        @if rows.is_empty() { (empty(t!("region-no-sheets"), text(t!("region-no-sheets-why")))) }
        @else {
            (table(t!("region-sheets"), &rows, [
                column(t!("region-sheet"), |it: &SheetRow| link(format!("/sheets/{}", it.public_id), t!("region-sheet-of", town = &it.municipality_name, year = it.fiscal_year))),
                column(t!("region-sheet-version"), |it: &SheetRow| text(t!("region-sheet-no", no = it.no))),
                column(t!("region-state"), |it: &SheetRow| stage_chip(it.stage())),
                column(t!("region-published-on"), |it: &SheetRow| day_or_dash(it.published_on)),
            ]).paged(page, PAGE, has_next, None))
            (pagination_open(usize::try_from(page).unwrap_or(1), has_next, "/sheets"))
        }
        @if !projects.is_empty() { (section(t!("region-sheet-open"), open_form(&projects, filled))) }
    }))
}

fn open_form(projects: &[Project], filled: &Filled) -> Markup {
    let mut years: Vec<_> = projects.iter().flat_map(Project::joined_years).collect();
    years.sort();
    years.dedup();
    form("/sheets").submit(t!("region-sheet-open-do")).body(html! {
        (field_select("project", t!("region-project-title")).required().filled(filled)
            .options(projects.iter().map(|it| (it.public_id.to_string(), it.title.clone()))))
        (field_select("fiscal_year", t!("region-fiscal-year")).required().filled(filled)
            .options(years.into_iter().map(|it| (it.to_string(), webkit::formats::fiscal_year(it)))))
    }).markup()
}

pub(super) async fn open(visit: Visit, Form(posted): Form) -> Result<Response, PageError> {
    let mut reader = posted.reader();
    let (project, year) = (
        reader.text("project", 32),
        reader.fiscal_year("fiscal_year"),
    );
    let filled = reader.filled();
    let (Some(project), Some(year)) = (project, year) else {
        return Ok(list_page(&visit, 1, &filled).await?.into_response());
    };
    match actions::open_sheet(visit.db(), &visit.actor, &id_of(&project)?, year).await {
        Ok(id) => Ok(Done::to(format!("/sheets/{id}"))
            .saying(words!("region-sheet-opened"))
            .into_response()),
        Err(failure) => Ok(list_page(&visit, 1, &shown(failure, filled)?)
            .await?
            .into_response()),
    }
}

/// A version within the reader's reach, with its project.
pub(super) async fn found(
    visit: &Visit,
    act: Act,
    id: &str,
) -> Result<(Project, SheetRow), PageError> {
    let row = sheets::sheet(
        visit.db(),
        &visit.may(act)?,
        sees_drafts(visit),
        &id_of(id)?,
    )
    .await?;
    let project = store::project_by_key(visit.db(), row.project).await?;
    Ok((project, row))
}

/// `omachi-r4.pdf`; a correction names its number.
fn file_name(project: &Project, row: &SheetRow, extension: &str) -> String {
    let version = if 1 < row.no {
        format!("-{}", row.no)
    } else {
        String::new()
    };
    format!(
        "{}-{}{version}.{extension}",
        project.short_name,
        row.fiscal_year.to_string().to_lowercase()
    )
}

pub(super) async fn pdf(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let (project, row) = found(&visit, SEES, &id).await?;
    let paper = report::paper(visit.db(), &project, &row).await?;
    let bytes = drawn(move || papers::pdf::draw(&paper)).await?;
    Ok(download(
        bytes,
        &file_name(&project, &row, "pdf"),
        "application/pdf",
    ))
}

pub(super) async fn xlsx(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let (project, row) = found(&visit, SEES, &id).await?;
    let sheet = report::shown(visit.db(), &project, &row).await?;
    let bytes = drawn(move || report::to_xlsx(&sheet)).await?;
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    Ok(download(bytes, &file_name(&project, &row, "xlsx"), kind))
}

/// Draws off the threads that answer pages.
async fn drawn(
    draw: impl FnOnce() -> Result<Vec<u8>, papers::PaperError> + Send + 'static,
) -> Result<Vec<u8>, PageError> {
    let unreadable = |error: String| PageError(Failure::Store(db::StoreError::Unreadable(error)));
    let drawn = tokio::task::spawn_blocking(draw)
        .await
        .map_err(|error| unreadable(error.to_string()))?;
    drawn.map_err(|error| unreadable(error.to_string()))
}

pub(super) async fn submit(
    visit: Visit,
    Path(id): Path<String>,
    Form(posted): Form,
) -> Result<Response, PageError> {
    let mut reader = posted.reader();
    let seen = reader.version("_version");
    let filled = reader.filled();
    let Some(seen) = seen.and_then(|it| i32::try_from(it).ok()) else {
        return Ok(super::sheet::page(&visit, &id, &filled)
            .await?
            .into_response());
    };
    let done = actions::submit(visit.db(), &visit.actor, &id_of(&id)?, seen).await;
    acted(&visit, &id, done, words!("region-sheet-submitted"), filled).await
}

pub(super) async fn send_back(
    visit: Visit,
    Path(id): Path<String>,
    Form(posted): Form,
) -> Result<Response, PageError> {
    let mut reader = posted.reader();
    let reason = reader.text("reason", 500);
    let filled = reader.filled();
    let Some(reason) = reason else {
        return Ok(super::sheet::page(&visit, &id, &filled)
            .await?
            .into_response());
    };
    let done = actions::send_back(visit.db(), &visit.actor, &id_of(&id)?, &reason).await;
    acted(&visit, &id, done, words!("region-sheet-sent-back"), filled).await
}

pub(super) async fn confirm(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let done = actions::confirm(visit.db(), &visit.actor, &id_of(&id)?).await;
    acted(
        &visit,
        &id,
        done,
        words!("region-sheet-confirmed"),
        Filled::default(),
    )
    .await
}

pub(super) async fn publish(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let done = actions::publish(visit.db(), &visit.actor, &id_of(&id)?).await;
    acted(
        &visit,
        &id,
        done,
        words!("region-sheet-published"),
        Filled::default(),
    )
    .await
}

pub(super) async fn correct(
    visit: Visit,
    Path(id): Path<String>,
    Form(posted): Form,
) -> Result<Response, PageError> {
    let mut reader = posted.reader();
    let reason = reader.text("reason", 500);
    let filled = reader.filled();
    let Some(reason) = reason else {
        return Ok(super::sheet::page(&visit, &id, &filled)
            .await?
            .into_response());
    };
    let done = actions::correct(visit.db(), &visit.actor, &id_of(&id)?, &reason).await;
    acted(&visit, &id, done, words!("region-sheet-correcting"), filled).await
}

async fn acted(
    visit: &Visit,
    id: &str,
    done: Result<PublicId, Failure>,
    said: Words,
    filled: Filled,
) -> Result<Response, PageError> {
    match done {
        Ok(sheet) => Ok(Done::to(format!("/sheets/{sheet}"))
            .saying(said)
            .into_response()),
        Err(failure) => Ok(super::sheet::page(visit, id, &shown(failure, filled)?)
            .await?
            .into_response()),
    }
}
