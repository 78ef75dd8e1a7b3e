//! Writing a section of a sheet.

use super::sheet::suggestion;
use super::sheets::{WRITES, found};
use super::words::{indicator, remedy_state, text_field};
use crate::Refusal;
use crate::actions::{self, Letter, ProjectEdit, RemedyEdit};
use crate::grade::{Direction, Grade};
use crate::indicator::Indicator;
use crate::letters::Lettered;
use crate::remedy::RemedyState;
use crate::report;
use crate::sheet::{SheetDocument, TextField};
use crate::store::Project;
use crate::store::opinions::{self, RemedyRow};
use crate::store::sheets::SheetRow;
use access::{Done, Failure, Form, PageError, Visit, id_of, refused, shown};
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use webkit::prelude::*;

/// The longest text of a section; a printed page holds about 1,600 characters.
const LONGEST: usize = 4_000;

pub(super) async fn section(
    visit: Visit,
    Path((id, n)): Path<(String, u8)>,
) -> Result<Page, PageError> {
    page(&visit, &id, n, None).await
}

/// 「(4)事業の評価」, as the form heads it.
fn section_name(row: &SheetRow, n: u8) -> String {
    match n {
        1 => t!("region-form-1"),
        2 => t!(
            "region-form-2",
            year = row.fiscal_year.in_reiwa().to_string()
        ),
        3 => t!("region-form-3"),
        4 => t!("region-form-4"),
        _ => t!("region-form-5"),
    }
}

/// The texts of a section.
fn fields(n: u8) -> Vec<TextField> {
    TextField::ALL
        .into_iter()
        .filter(|it| it.section() == n)
        .collect()
}

async fn page(visit: &Visit, id: &str, n: u8, again: Option<Filled>) -> Result<Page, PageError> {
    let (project, row) = found(visit, WRITES, id).await?;
    if !(1..=5).contains(&n) {
        return Err(PageError(Failure::Absent));
    }
    if !row.stage().may_be_edited() {
        return Err(refused(Refusal::OutOfTurn { stage: row.stage() }).into());
    }
    let sheet = report::live(visit.db(), &project, row.fiscal_year, Some(&row)).await?;
    let filled = again.clone().unwrap_or_else(|| stored(&project, &sheet));
    let title = t!("region-write-section", section = section_name(&row, n));
    let of = t!(
        "region-sheet-of",
        town = &row.municipality_name,
        year = row.fiscal_year
    );
    let crumbs = [
        (t!("region-sheets"), "/sheets".to_owned()),
        (of, format!("/sheets/{id}")),
    ];
    let body = match n {
        1 => basics(&project, &row, &filled),
        3 => remedies(visit, &project, &row, &sheet, again.as_ref()).await?,
        _ => texts(&row, n, &sheet, &filled),
    };
    Ok(Page::titled(title)
        .crumbs(&crumbs)
        .errors(&filled)
        .body(body))
}

fn stored(project: &Project, sheet: &SheetDocument) -> Filled {
    let texts = sheet
        .texts
        .iter()
        .map(|(field, body)| (field.name().to_owned(), body.clone()));
    let letters = [
        ("grade", sheet.evaluation.grade.map(Grade::letter)),
        ("direction", sheet.direction.choice.map(Direction::letter)),
    ];
    let letters = letters
        .into_iter()
        .filter_map(|(name, letter)| Some((name.to_owned(), letter?.to_owned())));
    let frame = [
        ("title", &project.title),
        ("grant_name", &project.grant_name),
        ("lead_body", &project.lead_body),
        ("department", &project.department),
        ("overview", &project.overview),
        ("causes", &project.causes),
        ("initiatives", &project.initiatives),
        ("source", &project.source),
    ];
    let frame = frame
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value.clone()));
    Filled::of(texts.chain(letters).chain(frame))
}

fn basics(project: &Project, row: &SheetRow, filled: &Filled) -> Markup {
    form(format!("/sheets/{}/sections/1", row.public_id)).version(i64::from(project.version)).draft().submit(t!("region-save")).body(html! {
        (field_text("title", t!("region-project-title")).required().max(120).filled(filled))
        (field_text("grant_name", t!("region-form-grant")).required().max(80).filled(filled))
        (field_text("department", t!("region-form-department")).required().max(40).filled(filled))
        (field_text("lead_body", t!("region-lead-body")).required().max(40).filled(filled))
        (field_area("overview", t!("region-form-overview")).required().rows(14).filled(filled))
        (super::plan_fields(filled))
        (field_text("source", t!("region-source")).support(t!("region-source-support")).required().max(200).filled(filled))
    }).markup()
}

fn texts(row: &SheetRow, n: u8, sheet: &SheetDocument, filled: &Filled) -> Markup {
    let area = |field: TextField| match field {
        TextField::ApplicationYear | TextField::Initiative => {
            field_text(field.name(), text_field(field).say()).max(120)
        }
        _ => field_area(field.name(), text_field(field).say()).rows(8),
    };
    form(format!("/sheets/{}/sections/{n}", row.public_id)).version(i64::from(row.version)).draft().submit(t!("region-save")).body(html! {
        @if n == 2 { (note(t!("region-money-elsewhere"))) }
        @if n == 4 { (suggestion(sheet)) (letters("grade", t!("region-form-grade"), Grade::ALL, filled)) }
        @if n == 5 { (suggestion(sheet)) (letters("direction", t!("region-form-direction"), Direction::ALL, filled)) }
        @for field in fields(n) { (area(field).optional().filled(filled)) }
    }).markup()
}

fn letters<L: Lettered>(name: &str, label: String, all: &[L], filled: &Filled) -> Markup {
    let options = all.iter().map(|it| {
        (
            it.sign(),
            t!("region-form-letter", letter = it.sign(), words = it.long()),
        )
    });
    field_radios(name, label)
        .support(t!("region-person-decides"))
        .optional()
        .options(options)
        .filled(filled)
        .markup()
}

pub(super) async fn save(
    visit: Visit,
    Path((id, n)): Path<(String, u8)>,
    Form(posted): Form,
) -> Result<Response, PageError> {
    let mut reader = posted.reader();
    let seen = reader
        .version("_version")
        .and_then(|it| i32::try_from(it).ok());
    if n == 1 {
        return save_basics(&visit, &id, reader, seen).await;
    }
    let texts: Vec<(TextField, String)> = fields(n)
        .into_iter()
        .map(|it| {
            (
                it,
                reader.optional_text(it.name(), LONGEST).unwrap_or_default(),
            )
        })
        .collect();
    let grade = reader.optional_choice("grade", &["A", "B", "C", "D"]);
    let direction = reader.optional_choice("direction", &["A", "B", "C", "D", "E"]);
    let letter = match n {
        4 => Some(Letter::Grade(grade.as_deref().and_then(Grade::lettered))),
        5 => Some(Letter::Direction(
            direction.as_deref().and_then(Direction::lettered),
        )),
        _ => None,
    };
    let filled = reader.filled();
    let (Some(seen), true) = (seen, reader.is_clean()) else {
        return Ok(page(&visit, &id, n, Some(filled)).await?.into_response());
    };
    let done =
        actions::write_section(visit.db(), &visit.actor, &id_of(&id)?, &texts, letter, seen).await;
    saved(&visit, &id, n, done.map(drop), filled).await
}

async fn save_basics(
    visit: &Visit,
    id: &str,
    mut reader: Reader<'_>,
    seen: Option<i32>,
) -> Result<Response, PageError> {
    let (causes, initiatives) = super::plan_of(&mut reader);
    let mut line = |name: &str, max| reader.text(name, max).unwrap_or_default();
    let it = ProjectEdit {
        causes,
        initiatives,
        title: line("title", 120),
        grant_name: line("grant_name", 80),
        lead_body: line("lead_body", 40),
        department: line("department", 40),
        overview: line("overview", LONGEST),
        source: line("source", 200),
    };
    let filled = reader.filled();
    let (Some(seen), true) = (seen, reader.is_clean()) else {
        return Ok(page(visit, id, 1, Some(filled)).await?.into_response());
    };
    let (project, _) = found(visit, WRITES, id).await?;
    let done = actions::edit_project(visit.db(), &visit.actor, &project.public_id, &it, seen).await;
    saved(visit, id, 1, done.map(drop), filled).await
}

async fn saved(
    visit: &Visit,
    id: &str,
    n: u8,
    done: Result<(), Failure>,
    filled: Filled,
) -> Result<Response, PageError> {
    match done {
        Ok(()) => Ok(Done::to(format!("/sheets/{id}"))
            .saying(words!("region-saved", n = i64::from(n)))
            .into_response()),
        // Whoever comes second sees what the first has stored.
        Err(Failure::Stale) => {
            let (project, row) = found(visit, WRITES, id).await?;
            let sheet = report::live(visit.db(), &project, row.fiscal_year, Some(&row)).await?;
            let filled = filled.against(stored(&project, &sheet).values);
            Ok(page(visit, id, n, Some(filled)).await?.into_response())
        }
        Err(failure) => Ok(page(visit, id, n, Some(shown(failure, filled)?))
            .await?
            .into_response()),
    }
}

/// One form for each indicator: 原因・対策・担当・期限. Those that fell short come first.
async fn remedies(
    visit: &Visit,
    project: &Project,
    row: &SheetRow,
    sheet: &SheetDocument,
    again: Option<&Filled>,
) -> Result<Markup, PageError> {
    let rows = opinions::remedies(visit.db(), project.id, row.fiscal_year).await?;
    let mut all: Vec<(Indicator, bool)> = sheet
        .form
        .iter()
        .zip(&sheet.kpis)
        .map(|(line, kpi)| {
            (
                line.indicator,
                kpi.single_year.fell_short() || kpi.cumulative.fell_short(),
            )
        })
        .collect();
    all.sort_by_key(|(_, short)| !short);
    Ok(html! {
        p { (t!("region-remedies-lead")) }
        @for (it, short) in all {
            @let written = rows.iter().find(|row| row.indicator == it.number());
            (webkit::section(indicator(it).say(), html! {
                @match (short, written) {
                    (true, None) => (chip(Tone::Caution, t!("region-remedy-unwritten"))),
                    (_, Some(row)) => (chip(Tone::Info, RemedyState::named(&row.state).map(|it| remedy_state(it).say()).unwrap_or_default())),
                    (false, None) => (chip(Tone::Plain, t!("region-remedy-unneeded"))),
                }
                (remedy_form(row, it, written, again.filter(|filled| filled.value("indicator") == it.number().to_string())))
            }))
        }
    })
}

fn remedy_form(
    row: &SheetRow,
    it: Indicator,
    written: Option<&RemedyRow>,
    again: Option<&Filled>,
) -> Markup {
    let stored = || match written {
        Some(row) => Filled::of([
            ("cause", row.cause.clone()),
            ("measure", row.measure.clone()),
            ("owner", row.owner.clone()),
            ("due_on", row.due_on.to_string()),
            ("state", row.state.clone()),
            ("source", row.source.clone()),
        ]),
        None => Filled::of([("state", RemedyState::UnderWay.name())]),
    };
    let filled = &again.cloned().unwrap_or_else(stored);
    let n = it.number();
    let id = |name: &str| format!("{name}-{n}");
    form(format!("/sheets/{}/remedies/{n}", row.public_id)).hidden("indicator", n.to_string()).submit(t!("region-save")).body(html! {
        (field_area("cause", t!("region-remedy-cause")).id(id("cause")).required().rows(3).filled(filled))
        (field_area("measure", t!("region-remedy-measure")).id(id("measure")).required().rows(3).filled(filled))
        (field_text("owner", t!("region-remedy-owner")).id(id("owner")).required().max(60).filled(filled))
        (field_date("due_on", t!("region-remedy-due")).id(id("due_on")).required().filled(filled))
        (field_select("state", t!("region-state")).id(id("state")).required().filled(filled)
            .options(RemedyState::ALL.map(|it| (it.name(), remedy_state(it).say()))))
        (field_text("source", t!("region-source")).id(id("source")).support(t!("region-source-support")).required().max(200).filled(filled))
    }).markup()
}

pub(super) async fn remedy(
    visit: Visit,
    Path((id, n)): Path<(String, i64)>,
    Form(posted): Form,
) -> Result<Response, PageError> {
    let indicator = Indicator::numbered(n).ok_or(Failure::Absent)?;
    let mut reader = posted.reader();
    let (cause, measure) = (reader.text("cause", 1_000), reader.text("measure", 1_000));
    let (owner, due_on) = (reader.text("owner", 60), reader.day("due_on"));
    let state = reader
        .choice("state", &RemedyState::ALL.map(RemedyState::name))
        .as_deref()
        .and_then(RemedyState::named);
    let source = reader.text("source", 200);
    let filled = reader.filled();
    let (Some(cause), Some(measure), Some(owner), Some(due_on), Some(state), Some(source)) =
        (cause, measure, owner, due_on, state, source)
    else {
        return Ok(page(&visit, &id, 3, Some(filled)).await?.into_response());
    };
    let (project, row) = found(&visit, WRITES, &id).await?;
    let it = RemedyEdit {
        cause,
        measure,
        owner,
        due_on,
        state,
        source,
    };
    match actions::write_remedy(
        visit.db(),
        &visit.actor,
        &project.public_id,
        row.fiscal_year,
        indicator,
        &it,
    )
    .await
    {
        Ok(_) => Ok(Done::to(format!("/sheets/{id}/sections/3"))
            .saying(words!("region-saved", n = 3i64))
            .into_response()),
        Err(failure) => Ok(page(&visit, &id, 3, Some(shown(failure, filled)?))
            .await?
            .into_response()),
    }
}
