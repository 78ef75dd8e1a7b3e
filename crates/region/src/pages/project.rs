//! One project: its baselines, targets and form as they were entered; each with source, day and person.

use super::choice::{name_of, names};
use super::words::{indicator, provenance, provenance_line};
use crate::actions::{self, FormLineEdit};
use crate::increase::Target;
use crate::indicator::Indicator;
use crate::store::{self, BaselineRow, LineRow, Part, Project, TargetRow};
use access::{AccountId, Act, Done, Failure, Form, PageError, Resource, Visit, id_of, shown};
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use base::FiscalYear;
use std::collections::BTreeMap;
use webkit::prelude::*;

const SEES: Act = Act::Read(Resource::Indicators);
const ENTERS: Act = Act::Write(Resource::Indicators);
const WRITES: Act = Act::Write(Resource::Sheets);

type Names = BTreeMap<AccountId, String>;

/// One project: what was entered, by whom, from which source.
pub(super) async fn show(visit: Visit, Path(id): Path<String>) -> Result<Page, PageError> {
    show_page(&visit, &id, &Filled::default()).await
}

async fn show_page(visit: &Visit, id: &str, filled: &Filled) -> Result<Page, PageError> {
    let project = store::project(visit.db(), &visit.may(SEES)?, &id_of(id)?).await?;
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

pub(super) fn source(filled: &Filled, id: &str) -> Markup {
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
        &id_of(&id)?,
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
        &id_of(&id)?,
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
    let done = actions::set_form_line(visit.db(), &visit.actor, &id_of(&id)?, &line).await;
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
