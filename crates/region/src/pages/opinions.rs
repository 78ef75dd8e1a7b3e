//! 意見: each opinion of the committee keeps its answer and its days.

use super::choice::{Choice, Chosen, chosen, no_project};
use crate::actions::{self, NewOpinion};
use crate::store::Project;
use crate::store::opinions::{self, OpinionRow};
use access::{Act, Done, Form, PageError, Resource, Visit, id_of, shown};
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Response};
use base::FiscalYear;
use webkit::prelude::*;

const SEES: Act = Act::Read(Resource::Opinions);
const GIVES: Act = Act::Write(Resource::Opinions);
const ANSWERS: Act = Act::Write(Resource::Sheets);

pub(super) async fn list(visit: Visit, Query(choice): Query<Choice>) -> Result<Page, PageError> {
    page(&visit, &choice, &Filled::default()).await
}

async fn page(visit: &Visit, choice: &Choice, filled: &Filled) -> Result<Page, PageError> {
    let mut chosen = chosen(visit, SEES, choice).await?;
    let base = Page::titled(t!("region-opinions"))
        .lead(t!("region-opinions-lead"))
        .errors(filled);
    let Some(project) = chosen.project.clone() else {
        return Ok(base.body(no_project()));
    };
    if choice.fiscal_year.is_none() {
        chosen.year = chosen.year.min(project.last_year);
    }
    let rows = opinions::opinions(visit.db(), project.id, chosen.year).await?;
    let may = |act: Act| {
        visit
            .may(act)
            .is_ok_and(|it| it.covers_municipality(project.municipality))
    };
    let (gives, answers) = (may(GIVES), may(ANSWERS));
    Ok(base.body(html! {
        (chosen.form("/opinions", visit.today()))
        @if rows.is_empty() { (empty(t!("region-opinions-none", year = chosen.year), text(t!("region-opinions-none-next")))) }
        @for it in &rows { (card(t!("region-opinion-no", no = it.no), opinion(it, answers, filled))) }
        @if gives { (section(t!("region-opinion-give"), give_form(&project, &chosen, visit, filled))) }
    }))
}

fn opinion(it: &OpinionRow, answers: bool, filled: &Filled) -> Markup {
    let id = format!("answer-{}", it.public_id);
    let own = if filled.value("opinion") == it.public_id.as_str() {
        filled.clone()
    } else {
        Filled::default()
    };
    let label = if it.answer.is_some() {
        t!("region-answer-again")
    } else {
        t!("region-answer-do")
    };
    html! {
        (lines(&it.body))
        (note(t!("region-given", who = &it.given_by, day = it.given_on, source = &it.source)))
        @match (&it.answer, it.answered_on) {
            (Some(answer), Some(on)) => { h3 { (t!("region-answer")) } (lines(answer)) (note(t!("region-answered-on", day = on))) }
            _ => (chip(Tone::Caution, t!("region-unanswered"))),
        }
        @if answers {
            (details(label.clone(), form(format!("/opinions/{}/answer", it.public_id)).hidden("opinion", it.public_id.to_string()).submit(label).body(html! {
                (field_area("body", t!("region-answer")).id(id).required().rows(4).filled(&own))
                (field_text("source", t!("region-source")).id(format!("source-{}", it.public_id)).support(t!("region-source-support")).required().max(200).filled(&own))
            }).markup()))
        }
    }
}

fn give_form(project: &Project, chosen: &Chosen, visit: &Visit, filled: &Filled) -> Markup {
    let filled = if filled.value("opinion").is_empty() {
        filled.clone()
    } else {
        Filled::default()
    };
    form("/opinions").hidden("project", project.public_id.to_string()).hidden("fiscal_year", chosen.year.to_string()).draft()
        .submit(t!("region-opinion-give-do")).body(html! {
            p { (t!("region-opinion-year", year = webkit::formats::fiscal_year(chosen.year))) }
            (field_area("body", t!("region-opinion")).required().rows(5).filled(&filled))
            (field_date("given_on", t!("region-given-on")).required().filled(&filled).value(visit.today().to_string()))
            (field_text("given_by", t!("region-given-by")).required().max(60).filled(&filled).value(t!("region-committee")))
            (field_text("source", t!("region-source")).support(t!("region-source-support")).required().max(200).filled(&filled))
        }).markup()
}

pub(super) async fn give(visit: Visit, Form(posted): Form) -> Result<Response, PageError> {
    let project = Form::named(&posted, "project")?;
    let mut reader = posted.reader();
    let year: Option<FiscalYear> = reader.fiscal_year("fiscal_year");
    let (body, given_on) = (reader.text("body", 2_000), reader.day("given_on"));
    let (given_by, source) = (reader.text("given_by", 60), reader.text("source", 200));
    let filled = reader.filled();
    let choice = Choice {
        project: Some(project.to_string()),
        fiscal_year: year.map(|it| it.to_string()),
        page: None,
    };
    let (Some(fiscal_year), Some(body), Some(given_on), Some(given_by), Some(source)) =
        (year, body, given_on, given_by, source)
    else {
        return Ok(page(&visit, &choice, &filled).await?.into_response());
    };
    let new = NewOpinion {
        fiscal_year,
        body,
        given_on,
        given_by,
        source,
    };
    match actions::give_opinion(visit.db(), &visit.actor, &project, &new).await {
        Ok(_) => {
            let next = format!("/opinions?fiscal_year={fiscal_year}&project={project}");
            Ok(Done::to(next)
                .saying(words!("region-opinion-given"))
                .into_response())
        }
        Err(failure) => Ok(page(&visit, &choice, &shown(failure, filled)?)
            .await?
            .into_response()),
    }
}

pub(super) async fn answer(
    visit: Visit,
    Path(id): Path<String>,
    Form(posted): Form,
) -> Result<Response, PageError> {
    let id = id_of(&id)?;
    let row = opinions::opinion(visit.db(), &visit.may(ANSWERS)?, &id).await?;
    let project = crate::store::project_by_key(visit.db(), row.project).await?;
    let mut reader = posted.reader();
    let (body, source) = (reader.text("body", 2_000), reader.text("source", 200));
    let filled = reader.filled();
    let choice = Choice {
        project: Some(project.public_id.to_string()),
        fiscal_year: Some(row.fiscal_year.to_string()),
        page: None,
    };
    let (Some(body), Some(source)) = (body, source) else {
        return Ok(page(&visit, &choice, &filled).await?.into_response());
    };
    match actions::answer_opinion(visit.db(), &visit.actor, &id, &body, &source).await {
        Ok(_) => {
            let next = format!(
                "/opinions?fiscal_year={}&project={}",
                row.fiscal_year, project.public_id
            );
            Ok(Done::to(next)
                .saying(words!("region-answer-kept"))
                .into_response())
        }
        Err(failure) => Ok(page(&visit, &choice, &shown(failure, filled)?)
            .await?
            .into_response()),
    }
}
