//! 登録した数値: the towns' projects, and a new one with the form that its council uses.

use super::words::indicator;
use crate::actions::{self, FormLineEdit, NewProject};
use crate::indicator::Indicator;
use crate::store::{self, Project};
use access::{Act, Done, Form, PageError, Resource, Scope, Visit, places, shown};
use axum::response::{IntoResponse, Response};
use webkit::prelude::*;

const SEES: Act = Act::Read(Resource::Indicators);
const ENTERS: Act = Act::Write(Resource::Indicators);
const WRITES: Act = Act::Write(Resource::Sheets);

pub(super) async fn list(visit: Visit) -> Result<Page, PageError> {
    list_page(&visit, &Filled::default()).await
}

async fn list_page(visit: &Visit, filled: &Filled) -> Result<Page, PageError> {
    let projects = store::projects(visit.db(), &visit.may(SEES)?).await?;
    let own = visit.may(WRITES).or_else(|_| visit.may(ENTERS)).ok();
    let towns = match &own {
        Some(scope) => options(visit, scope).await?,
        None => Vec::new(),
    };
    Ok(Page::titled(t!("region-projects")).lead(t!("region-projects-lead")).errors(filled).body(html! {
        @if projects.is_empty() { (empty(t!("region-no-project"), text(t!("region-no-project-next")))) }
        @else {
            (table(t!("region-projects"), &projects, [
                column(t!("region-project-title"), |it: &Project| link(format!("/projects/{}", it.public_id), &it.title)),
                column(t!("region-town"), |it: &Project| text(&it.municipality_name)),
                column(t!("region-form-years"), |it: &Project| text(t!("region-years", from = it.first_year, to = it.last_year))),
                column(t!("region-joined"), |it: &Project| fiscal_year(it.joined_year)),
            ]))
        }
        @if visit.may(WRITES).is_ok() { (section(t!("region-project-new"), new_form(&towns, filled))) }
    }))
}

pub(super) async fn options(
    visit: &Visit,
    scope: &Scope,
) -> Result<Vec<(String, String)>, PageError> {
    let towns = places::municipalities(visit.db()).await?;
    let own = towns
        .into_iter()
        .filter(|it| scope.covers_municipality(it.id));
    Ok(own.map(|it| (it.public_id.to_string(), it.name)).collect())
}

fn new_form(towns: &[(String, String)], filled: &Filled) -> Markup {
    let year = |name: &str, label: String| {
        field_text(name, label)
            .support(t!("region-year-support"))
            .required()
            .max(10)
            .filled(filled)
    };
    form("/projects").submit(t!("region-project-add")).draft().body(html! {
        (field_select("town", t!("region-town")).required().options(towns.to_vec()).filled(filled))
        (field_number("number", t!("region-project-number")).required().filled(filled))
        (field_text("short_name", t!("region-short-name")).support(t!("region-short-name-support")).required().max(20).filled(filled))
        (field_text("title", t!("region-project-title")).required().max(120).filled(filled))
        (field_text("grant_name", t!("region-form-grant")).required().max(80).filled(filled))
        (field_text("lead_body", t!("region-lead-body")).required().max(40).filled(filled))
        (field_text("department", t!("region-form-department")).required().max(40).filled(filled))
        (year("first_year", t!("region-first-year")))
        (year("last_year", t!("region-last-year")))
        (year("joined_year", t!("region-joined")))
        (field_text("operator_name", t!("region-operator")).required().max(80).filled(filled))
        (field_area("partners", t!("region-partners")).support(t!("region-partners-support")).optional().rows(3).filled(filled))
        (field_area("overview", t!("region-form-overview")).required().rows(10).filled(filled))
        (super::plan_fields(filled))
        (field_text("source", t!("region-source")).support(t!("region-source-support")).required().max(200).filled(filled))
    }).markup()
}

pub(super) async fn add(visit: Visit, Form(posted): Form) -> Result<Response, PageError> {
    let mut reader = posted.reader();
    let towns = places::municipalities(visit.db()).await?;
    let codes: Vec<&str> = towns.iter().map(|it| it.public_id.as_str()).collect();
    let town = reader.choice("town", &codes);
    let number = reader.integer("number", 1..=999);
    let years = [
        reader.fiscal_year("first_year"),
        reader.fiscal_year("last_year"),
        reader.fiscal_year("joined_year"),
    ];
    let mut line = |name: &str, max| reader.text(name, max).unwrap_or_default();
    let texts = [
        "short_name",
        "title",
        "grant_name",
        "lead_body",
        "department",
        "operator_name",
        "source",
    ]
    .map(|it| line(it, 200));
    let overview = line("overview", 4_000);
    let partners = reader.optional_text("partners", 400).unwrap_or_default();
    let (causes, initiatives) = super::plan_of(&mut reader);
    let filled = reader.filled();
    let town = towns
        .iter()
        .find(|it| Some(it.public_id.as_str()) == town.as_deref());
    let ([Some(first_year), Some(last_year), Some(joined_year)], Some(town), Some(number), true) =
        (years, town, number, reader.is_clean())
    else {
        return Ok(list_page(&visit, &filled).await?.into_response());
    };
    let [
        short_name,
        title,
        grant_name,
        lead_body,
        department,
        operator_name,
        source,
    ] = texts;
    let new = NewProject {
        municipality: town.id,
        number,
        short_name,
        title,
        grant_name,
        lead_body,
        department,
        first_year,
        last_year,
        joined_year,
        operator_name,
        partners: partners.lines().map(str::to_owned).collect(),
        overview,
        causes,
        initiatives,
        form: usual_form(),
        source,
    };
    match actions::new_project(visit.db(), &visit.actor, &new).await {
        Ok(id) => Ok(Done::to(format!("/projects/{id}"))
            .saying(words!("region-project-added"))
            .into_response()),
        Err(failure) => Ok(list_page(&visit, &shown(failure, filled)?)
            .await?
            .into_response()),
    }
}

/// The rows of the founding document's form, in its words.
fn usual_form() -> Vec<FormLineEdit> {
    let unit = |it: Indicator| match it {
        Indicator::Earners => words!("region-unit-people"),
        Indicator::Orders | Indicator::Profit => words!("region-unit-thousand-yen"),
        Indicator::Adopters => words!("region-unit-municipalities"),
    };
    let line = |it: Indicator| FormLineEdit {
        indicator: it,
        name: indicator(it).say_in(Lang::Ja),
        unit: unit(it).say_in(Lang::Ja),
        bracketed: it == Indicator::Orders,
        own_shown: it == Indicator::Earners,
    };
    Indicator::ALL.into_iter().map(line).collect()
}
