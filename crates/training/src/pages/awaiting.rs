//! 判定待ち: practical items to judge, the longest wait first.

use super::{id_of, shown, stage_chip};
use crate::Stage;
use crate::actions::{self, Judgement};
use crate::store::{self, Enrolment, PAGE};
use access::{Act, Done, Form, PageError, Resource, Visit};
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use webkit::prelude::*;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    page: u64,
}

pub(super) async fn list(visit: Visit, Query(asked): Query<Asked>) -> Result<Page, PageError> {
    let scope = visit.may(Act::Read(Resource::Judgements))?;
    let page = asked.page.max(1);
    let mut rows = store::awaiting(visit.db(), &scope, page).await?;
    let more = rows.len() as u64 > PAGE;
    rows.truncate(PAGE as usize);
    Ok(Page::titled(t!("training-awaiting")).crumbs(&[(t!("training-courses"), "/courses")]).body(html! {
        @if rows.is_empty() {
            (empty(t!("training-awaiting-none"), html! { p { (t!("training-awaiting-none-next")) } }))
        } @else {
            (table(t!("training-awaiting"), &rows, [
                column(t!("training-worker"), |it: &Enrolment| link(format!("/enrolments/{}", it.public_id), &it.worker_name)),
                column(t!("training-course"), |it: &Enrolment| text(&it.course_title)),
                column(t!("training-handed-in-at"), |it: &Enrolment| it.handed_in_at.map_or_else(dash, moment)),
            ]).paged(page, PAGE, more, None))
            (pagination_open(page as usize, more, &visit.path))
        }
    }))
}

pub(super) async fn show(visit: Visit, Path(id): Path<String>) -> Result<Page, PageError> {
    page(&visit, &id, &Filled::default()).await
}

async fn page(visit: &Visit, id: &str, filled: &Filled) -> Result<Page, PageError> {
    let it = store::enrolment(
        visit.db(),
        &visit.may(Act::Read(Resource::Judgements))?,
        &id_of(id)?,
    )
    .await?;
    let course = store::course_by_key(visit.db(), it.course).await?;
    let judges =
        visit.may(Act::Write(Resource::Judgements)).is_ok() && it.state == Stage::AwaitingJudgement;
    let title = t!(
        "training-judge-title",
        name = &it.worker_name,
        course = &course.title
    );
    Ok(Page::titled(title).crumbs(&[(t!("training-courses"), "/courses"), (t!("training-awaiting"), "/enrolments/awaiting")]).errors(filled).body(html! {
        (facts(&[
            (t!("training-worker"), link(format!("/workers/{}", it.worker_public_id), &it.worker_name)),
            (t!("training-state"), stage_chip(it.state)),
            (t!("training-handed-in-at"), it.handed_in_at.map_or_else(dash, moment)),
        ]))
        (section(t!("training-practical"), lines(&course.practical)))
        (section(t!("training-work"), lines(it.handed_in.as_deref().unwrap_or_default())))
        @if let Some(note) = &it.judgement { (section(t!("training-judgement"), lines(note))) }
        @if judges {
            (form(format!("/enrolments/{id}/judgement")).submit(t!("training-pass-do")).or_submit("then", "back", t!("training-give-back-do")).body(
                field_area("note", t!("training-note")).support(t!("training-note-support")).rows(4).filled(filled)
            ))
        }
    }))
}

pub(super) async fn judge(
    visit: Visit,
    Path(id): Path<String>,
    Form(posted): Form,
) -> Result<Response, PageError> {
    let mut reader = posted.reader();
    let note = reader.optional_text("note", 2_000).unwrap_or_default();
    let filled = reader.filled();
    let judgement = if posted.first("then") == Some("back") {
        Judgement::GivenBack
    } else {
        Judgement::Passed
    };
    match actions::judge(visit.db(), &visit.actor, &id_of(&id)?, judgement, &note).await {
        Ok(_) => {
            let said = match judgement {
                Judgement::Passed => words!("training-judged-passed"),
                Judgement::GivenBack => words!("training-judged-back"),
            };
            Ok(Done::to("/enrolments/awaiting")
                .saying(said)
                .into_response())
        }
        Err(failure) => Ok(page(&visit, &id, &shown(failure, filled)?)
            .await?
            .into_response()),
    }
}
