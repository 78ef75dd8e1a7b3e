//! 市のようす: the own town beside the region, on the same scale, first as sentences.

use super::choice::{Choice, Chosen, chosen, no_project};
use crate::facts;
use crate::indicator::Paid;
use crate::store::Project;
use access::{Act, PageError, Resource, Visit};
use axum::extract::Query;
use base::{FiscalYear, Yen};
use db::StoreError;
use papers::chart::{self, Chart, Series};
use webkit::formats;
use webkit::prelude::*;

struct Line {
    what: String,
    own: String,
    region: String,
}

/// What one year brought to the town and the region.
struct YearOf {
    year: FiscalYear,
    earners: (i64, i64),
    paid: (Yen, Yen),
    /// Whether the town's sum may be told: ten people or more, none above half of it (safety §4.4).
    may_tell: bool,
}

pub(super) async fn show(visit: Visit, Query(choice): Query<Choice>) -> Result<Page, PageError> {
    let chosen = chosen(&visit, Act::Read(Resource::Indicators), &choice).await?;
    let Some(project) = &chosen.project else {
        return Ok(Page::titled(t!("region-town-title")).body(no_project()));
    };
    let mut years = Vec::new();
    for year in shown_years(&chosen, project) {
        years.push(year_of(&visit, project, year, chosen.scope.region).await?);
    }
    let registered =
        people::read::registered_on(visit.db(), chosen.year.last_day().min(visit.today())).await?;
    let own = registered
        .iter()
        .filter(|(town, _)| *town == project.municipality)
        .map(|(_, count)| *count)
        .sum();
    let region = registered.iter().map(|(_, count)| *count).sum();
    Ok(
        Page::titled(t!("region-town-of", town = &project.municipality_name))
            .lead(t!("region-town-lead"))
            .body(html! {
                (chosen.form("/town", visit.today()))
                (body(&chosen, project, &years, (own, region)))
            }),
    )
}

/// This year and up to two before it, but none before the project began.
fn shown_years(chosen: &Chosen, project: &Project) -> Vec<FiscalYear> {
    let years = [
        chosen.year.before().before(),
        chosen.year.before(),
        chosen.year,
    ];
    let begun = years
        .into_iter()
        .filter(|it| project.first_year <= *it || *it == chosen.year);
    begun.collect()
}

fn body(chosen: &Chosen, project: &Project, years: &[YearOf], registered: (i64, i64)) -> Markup {
    let Some(now) = years.last() else {
        return Markup::default();
    };
    let town = &project.municipality_name;
    let sentence = t!(
        "region-town-sentence",
        town = town,
        year = now.year,
        registered = registered.0,
        earned = now.earners.0,
        region = now.earners.1,
        all = registered.1
    );
    html! {
        p { (sentence) }
        (table(t!("region-town-caption", year = now.year), &lines(now, registered), [
            column(t!("region-what"), |it: &Line| text(&it.what)),
            number_column(town.clone(), |it: &Line| text(&it.own)),
            number_column(t!("region-region"), |it: &Line| text(&it.region)),
        ]))
        @if !now.may_tell { (note(t!("region-small-cell"))) }
        (drawing(town, years))
        (actions([
            button_primary(format!("/indicators{}", chosen.query()), t!("region-to-indicators")),
            button_link("/sheets", t!("region-to-sheets")),
            button_link(format!("/distribution{}", chosen.query()), t!("region-to-distribution")),
        ]))
    }
}

fn lines(now: &YearOf, registered: (i64, i64)) -> Vec<Line> {
    let share = |(part, whole): (i64, i64)| {
        crate::rate::Rate::of(part, whole).map_or_else(
            || t!("region-form-none"),
            |it| t!("region-percent", rate = it.printed()),
        )
    };
    let paid = if now.may_tell {
        formats::yen(now.paid.0)
    } else {
        t!("region-hidden")
    };
    vec![
        Line {
            what: t!("region-registered"),
            own: t!("region-people", count = registered.0),
            region: t!("region-people", count = registered.1),
        },
        Line {
            what: t!("region-indicator-earners"),
            own: t!("region-people", count = now.earners.0),
            region: t!("region-people", count = now.earners.1),
        },
        Line {
            what: t!("region-earning-share"),
            own: share((now.earners.0, registered.0)),
            region: share((now.earners.1, registered.1)),
        },
        Line {
            what: t!("region-paid"),
            own: paid,
            region: formats::yen(now.paid.1),
        },
    ]
}

fn drawing(town: &str, years: &[YearOf]) -> Markup {
    let figures = |of: fn(&YearOf) -> i64| years.iter().map(of).collect::<Vec<i64>>();
    let title = t!("region-chart-earners", town = town);
    let chart = Chart {
        title: title.clone(),
        unit: t!("region-unit-people"),
        labels: years
            .iter()
            .map(|it| formats::fiscal_year(it.year))
            .collect(),
        series: vec![
            Series::of(town, &figures(|it| it.earners.0)),
            Series::of(t!("region-region"), &figures(|it| it.earners.1)),
        ],
    };
    let rows = table(
        t!("region-chart-rows"),
        years,
        [
            column(t!("region-fiscal-year"), |it: &YearOf| fiscal_year(it.year)),
            number_column(town.to_owned(), |it: &YearOf| number(it.earners.0)),
            number_column(t!("region-region"), |it: &YearOf| number(it.earners.1)),
        ],
    );
    drawn(chart::bars(&chart), title, rows.markup())
}

/// A chart with its figures; where it cannot be drawn, the figures alone.
pub(super) fn drawn(
    svg: Result<String, papers::PaperError>,
    title: String,
    rows: Markup,
) -> Markup {
    match svg {
        Ok(svg) => chart_with_table(&svg, title, rows),
        Err(error) => {
            tracing::warn!(%error, "a chart could not be drawn");
            rows
        }
    }
}

async fn year_of(
    visit: &Visit,
    project: &Project,
    year: FiscalYear,
    sees_all: bool,
) -> Result<YearOf, StoreError> {
    let paid = facts::paid(visit.db(), year).await?;
    let earners = crate::indicator::earners(&paid).map_err(facts::too_large)?;
    let own: Vec<&Paid> = paid
        .iter()
        .filter(|it| it.town == Some(project.municipality))
        .collect();
    let sum = |rows: &mut dyn Iterator<Item = Yen>| Yen::sum(rows).map_err(facts::too_large);
    let own_sum = sum(&mut own.iter().map(|it| it.amount))?;
    let largest = own.iter().map(|it| it.amount).max().unwrap_or_default();
    Ok(YearOf {
        year,
        earners: (
            earners
                .by_town
                .get(&project.municipality)
                .copied()
                .unwrap_or(0),
            earners.region,
        ),
        paid: (own_sum, sum(&mut paid.iter().map(|it| it.amount))?),
        may_tell: sees_all || crate::distribution::may_tell(own.len(), own_sum, largest),
    })
}
