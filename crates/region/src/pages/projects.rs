//! 登録した数値: projects with their baselines, targets and form, and the adoptions; each with source, day and person.

use super::choice::{name_of, names, public_id, shown};
use super::words::{indicator, provenance, provenance_line};
use crate::actions::{self, FormLineEdit, NewAdoption, NewProject};
use crate::increase::Target;
use crate::indicator::Indicator;
use crate::store::{self, AdoptionRow, BaselineRow, LineRow, Part, Project, TargetRow};
use access::{AccountId, Act, Done, Failure, Form, PageError, Resource, Scope, Visit, places};
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use base::FiscalYear;
use std::collections::BTreeMap;
use webkit::prelude::*;

const SEES: Act = Act::Read(Resource::Indicators);
const ENTERS: Act = Act::Write(Resource::Indicators);
const WRITES: Act = Act::Write(Resource::Sheets);

type Names = BTreeMap<AccountId, String>;

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

async fn options(visit: &Visit, scope: &Scope) -> Result<Vec<(String, String)>, PageError> {
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

/// One project: what was entered, by whom, from which source.
pub(super) async fn show(visit: Visit, Path(id): Path<String>) -> Result<Page, PageError> {
    show_page(&visit, &id, &Filled::default()).await
}

async fn show_page(visit: &Visit, id: &str, filled: &Filled) -> Result<Page, PageError> {
    let project = store::project(visit.db(), &visit.may(SEES)?, &public_id(id)?).await?;
    let baselines = store::baselines(visit.db(), project.id).await?;
    let targets = store::targets(visit.db(), project.id).await?;
    let lines = store::form_lines(visit.db(), project.id).await?;
    let people = baselines
        .iter()
        .map(|it| it.entered_by)
        .chain(targets.iter().map(|it| it.entered_by));
    let names = names(visit, people.chain([project.entered_by])).await?;
    let enters = visit
        .may(ENTERS)
        .is_ok_and(|it| it.covers_municipality(project.municipality));
    let writes = visit
        .may(WRITES)
        .is_ok_and(|it| it.covers_municipality(project.municipality));
    let by = name_of(&names, project.entered_by);
    Ok(Page::titled(&project.title).crumbs(&[(t!("region-projects"), "/projects")]).wide().errors(filled)
        .lead(provenance_line(&project.source, project.entered_on, &by)).body(html! {
            (section(t!("region-baselines"), html! {
                (baseline_table(&baselines, &names))
                @if enters { (details(t!("region-baseline-enter"), baseline_form(&project, filled))) }
            }))
            (section(t!("region-targets"), html! {
                (target_table(&targets, &names))
                @if enters { (details(t!("region-target-enter"), target_form(&project, filled))) }
            }))
            (section(t!("region-form-lines"), html! {
                (line_table(&lines))
                @if writes { (details(t!("region-form-line-change"), line_form(&project, filled))) }
            }))
        }))
}

fn name(n: i64) -> String {
    Indicator::numbered(n)
        .map(|it| indicator(it).say())
        .unwrap_or_default()
}

fn baseline_table(rows: &[BaselineRow], names: &Names) -> Markup {
    if rows.is_empty() {
        return empty(
            t!("region-no-baselines"),
            text(t!("region-no-baselines-next")),
        );
    }
    let part = |it: &BaselineRow| {
        if it.part == Part::Own.name() {
            t!("region-part-own")
        } else {
            t!("region-region")
        }
    };
    table(
        t!("region-baselines"),
        rows,
        [
            column(t!("region-indicator"), |it: &BaselineRow| {
                text(name(it.indicator))
            }),
            column(t!("region-part"), move |it: &BaselineRow| text(part(it))),
            number_column(t!("region-baseline"), |it: &BaselineRow| number(it.level)),
            column(t!("region-source"), |it: &BaselineRow| {
                provenance(&it.source, it.entered_on, &name_of(names, it.entered_by))
            }),
        ],
    )
    .markup()
}

fn target_table(rows: &[TargetRow], names: &Names) -> Markup {
    if rows.is_empty() {
        return empty(t!("region-no-targets"), text(t!("region-no-targets-next")));
    }
    table(
        t!("region-targets"),
        rows,
        [
            column(t!("region-fiscal-year"), |it: &TargetRow| {
                fiscal_year(it.fiscal_year)
            }),
            column(t!("region-indicator"), |it: &TargetRow| {
                text(name(it.indicator))
            }),
            number_column(t!("region-single-target"), |it: &TargetRow| {
                number(it.single_year)
            }),
            number_column(t!("region-cumulative-target"), |it: &TargetRow| {
                number(it.cumulative)
            }),
            column(t!("region-source"), |it: &TargetRow| {
                provenance(&it.source, it.entered_on, &name_of(names, it.entered_by))
            }),
        ],
    )
    .markup()
}

fn line_table(rows: &[LineRow]) -> Markup {
    let yes = |it: bool| {
        text(if it {
            t!("region-yes")
        } else {
            t!("region-no")
        })
    };
    table(
        t!("region-form-lines"),
        rows,
        [
            column(t!("region-indicator"), |it: &LineRow| text(&it.name)),
            column(t!("region-unit"), |it: &LineRow| text(&it.unit)),
            column(
                t!("region-bracketed"),
                move |it: &LineRow| yes(it.bracketed),
            ),
            column(
                t!("region-own-shown"),
                move |it: &LineRow| yes(it.own_shown),
            ),
        ],
    )
    .markup()
}

fn choices() -> Vec<(String, String)> {
    Indicator::ALL
        .into_iter()
        .map(|it| (it.number().to_string(), indicator(it).say()))
        .collect()
}

fn source(filled: &Filled, id: &str) -> Markup {
    field_text("source", t!("region-source"))
        .id(id)
        .support(t!("region-source-support"))
        .required()
        .max(200)
        .filled(filled)
        .markup()
}

fn baseline_form(project: &Project, filled: &Filled) -> Markup {
    form(format!("/projects/{}/baselines", project.public_id)).submit(t!("region-enter")).body(html! {
        (field_select("indicator", t!("region-indicator")).id("baseline-indicator").required().options(choices()).filled(filled))
        (field_radios("part", t!("region-part")).id("baseline-part").required().filled(filled)
            .options([("region", t!("region-region")), ("own", t!("region-part-own"))]))
        (field_number("level", t!("region-baseline")).support(t!("region-in-unit")).required().filled(filled))
        (source(filled, "baseline-source"))
    }).markup()
}

fn target_form(project: &Project, filled: &Filled) -> Markup {
    let years = project
        .years()
        .into_iter()
        .map(|it| (it.to_string(), webkit::formats::fiscal_year(it)));
    form(format!("/projects/{}/targets", project.public_id)).submit(t!("region-enter")).body(html! {
        (field_select("indicator", t!("region-indicator")).id("target-indicator").required().options(choices()).filled(filled))
        (field_select("fiscal_year", t!("region-fiscal-year")).id("target-year").required().options(years).filled(filled))
        (field_number("single_year", t!("region-single-target")).support(t!("region-in-unit")).required().filled(filled))
        (field_number("cumulative", t!("region-cumulative-target")).support(t!("region-in-unit")).required().filled(filled))
        (source(filled, "target-source"))
    }).markup()
}

fn line_form(project: &Project, filled: &Filled) -> Markup {
    form(format!("/projects/{}/form-lines", project.public_id)).submit(t!("region-form-line-save")).body(html! {
        (field_select("indicator", t!("region-indicator")).id("line-indicator").required().options(choices()).filled(filled))
        (field_text("name", t!("region-line-name")).required().max(120).filled(filled))
        (field_text("unit", t!("region-unit")).required().max(10).filled(filled))
        (field_checks("bracketed", t!("region-bracketed")).options([("yes", t!("region-yes"))]).filled(filled))
        (field_checks("own_shown", t!("region-own-shown")).options([("yes", t!("region-yes"))]).filled(filled))
    }).markup()
}

const NUMBERS: [&str; 4] = ["1", "2", "3", "4"];

fn read_indicator(reader: &mut Reader<'_>) -> Option<Indicator> {
    reader
        .choice("indicator", &NUMBERS)
        .and_then(|it| it.parse().ok())
        .and_then(Indicator::numbered)
}

pub(super) async fn baseline(
    visit: Visit,
    Path(id): Path<String>,
    Form(posted): Form,
) -> Result<Response, PageError> {
    let mut reader = posted.reader();
    let it = read_indicator(&mut reader);
    let part = reader.choice("part", &["region", "own"]);
    let level = reader.integer("level", -1_000_000_000..=1_000_000_000);
    let source = reader.text("source", 200);
    let filled = reader.filled();
    let (Some(it), Some(part), Some(level), Some(source)) = (it, part, level, source) else {
        return Ok(show_page(&visit, &id, &filled).await?.into_response());
    };
    let part = if part == "own" {
        Part::Own
    } else {
        Part::Region
    };
    let done = actions::set_baseline(
        visit.db(),
        &visit.actor,
        &public_id(&id)?,
        it,
        part,
        level,
        &source,
    )
    .await;
    entered(&visit, &id, done.map(drop), filled).await
}

pub(super) async fn target(
    visit: Visit,
    Path(id): Path<String>,
    Form(posted): Form,
) -> Result<Response, PageError> {
    let mut reader = posted.reader();
    let it = read_indicator(&mut reader);
    let year: Option<FiscalYear> = reader.fiscal_year("fiscal_year");
    let single = reader.integer("single_year", 0..=1_000_000_000);
    let cumulative = reader.integer("cumulative", 0..=1_000_000_000);
    let source = reader.text("source", 200);
    let filled = reader.filled();
    let (Some(it), Some(year), Some(single_year), Some(cumulative), Some(source)) =
        (it, year, single, cumulative, source)
    else {
        return Ok(show_page(&visit, &id, &filled).await?.into_response());
    };
    let target = Target {
        single_year,
        cumulative,
    };
    let done = actions::set_target(
        visit.db(),
        &visit.actor,
        &public_id(&id)?,
        it,
        year,
        target,
        &source,
    )
    .await;
    entered(&visit, &id, done.map(drop), filled).await
}

pub(super) async fn form_line(
    visit: Visit,
    Path(id): Path<String>,
    Form(posted): Form,
) -> Result<Response, PageError> {
    let mut reader = posted.reader();
    let it = read_indicator(&mut reader);
    let (name, unit) = (reader.text("name", 120), reader.text("unit", 10));
    let (bracketed, own_shown) = (reader.checked("bracketed"), reader.checked("own_shown"));
    let filled = reader.filled();
    let (Some(indicator), Some(name), Some(unit)) = (it, name, unit) else {
        return Ok(show_page(&visit, &id, &filled).await?.into_response());
    };
    let line = FormLineEdit {
        indicator,
        name,
        unit,
        bracketed,
        own_shown,
    };
    let done = actions::set_form_line(visit.db(), &visit.actor, &public_id(&id)?, &line).await;
    entered(&visit, &id, done.map(drop), filled).await
}

async fn entered(
    visit: &Visit,
    id: &str,
    done: Result<(), Failure>,
    filled: Filled,
) -> Result<Response, PageError> {
    match done {
        Ok(()) => Ok(Done::to(format!("/projects/{id}"))
            .saying(words!("region-entered"))
            .into_response()),
        Err(failure) => Ok(show_page(visit, id, &shown(failure, filled)?)
            .await?
            .into_response()),
    }
}

/// 採用した自治体.
pub(super) async fn adoptions(visit: Visit) -> Result<Page, PageError> {
    adoptions_page(&visit, &Filled::default()).await
}

async fn adoptions_page(visit: &Visit, filled: &Filled) -> Result<Page, PageError> {
    let rows = store::adoptions(visit.db()).await?;
    let enters = visit.may(ENTERS).is_ok_and(|it| it.region);
    let towns = options(visit, &Scope::whole_region()).await?;
    Ok(Page::titled(t!("region-adoptions")).lead(t!("region-adoptions-lead")).crumbs(&[(t!("region-indicators"), "/indicators")]).errors(filled).body(html! {
        @if rows.is_empty() { (empty(t!("region-no-adoptions"), text(t!("region-no-adoptions-next")))) }
        @else { (table(t!("region-adoptions"), &rows, adoption_columns())) }
        @if enters {
            (section(t!("region-adoption-enter"), form("/adoptions").submit(t!("region-enter")).body(html! {
                (field_select("town", t!("region-town")).support(t!("region-adoption-town-support")).optional().options(towns).filled(filled))
                (field_text("name", t!("region-adopter")).required().max(40).filled(filled))
                (field_date("on_day", t!("region-adopted-on")).required().filled(filled))
                (field_date("began_on", t!("region-began-on")).optional().filled(filled))
                (field_date("coworking_on", t!("region-coworking-on")).optional().filled(filled))
                (source(filled, "source"))
            })))
        }
    }))
}

pub(super) fn adoption_columns<'a>() -> Vec<Column<'a, AdoptionRow>> {
    vec![
        column(t!("region-adopter"), |it: &AdoptionRow| text(&it.name)),
        column(t!("region-adopted-on"), |it: &AdoptionRow| day(it.on_day)),
        column(t!("region-began-on"), |it: &AdoptionRow| {
            day_or_dash(it.began_on)
        }),
        column(t!("region-coworking-on"), |it: &AdoptionRow| {
            day_or_dash(it.coworking_on)
        }),
        column(t!("region-source"), |it: &AdoptionRow| text(&it.source)),
    ]
}

pub(super) async fn adopt(visit: Visit, Form(posted): Form) -> Result<Response, PageError> {
    let towns = places::municipalities(visit.db()).await?;
    let codes: Vec<&str> = towns.iter().map(|it| it.public_id.as_str()).collect();
    let mut reader = posted.reader();
    let town = reader.optional_choice("town", &codes);
    let (name, on_day) = (reader.text("name", 40), reader.day("on_day"));
    let (began_on, coworking_on) = (
        reader.optional_day("began_on"),
        reader.optional_day("coworking_on"),
    );
    let source = reader.text("source", 200);
    let filled = reader.filled();
    let (Some(name), Some(on_day), Some(source), true) = (name, on_day, source, reader.is_clean())
    else {
        return Ok(adoptions_page(&visit, &filled).await?.into_response());
    };
    let municipality = towns
        .iter()
        .find(|it| Some(it.public_id.as_str()) == town.as_deref())
        .map(|it| it.id);
    let new = NewAdoption {
        municipality,
        name,
        on_day,
        began_on,
        coworking_on,
        source,
    };
    match actions::record_adoption(visit.db(), &visit.actor, &new).await {
        Ok(_) => Ok(Done::to("/adoptions")
            .saying(words!("region-entered"))
            .into_response()),
        Err(failure) => Ok(adoptions_page(&visit, &shown(failure, filled)?)
            .await?
            .into_response()),
    }
}
