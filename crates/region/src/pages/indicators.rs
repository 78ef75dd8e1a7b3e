//! 指標: target, actual, rate and own part of each; and how one was counted.

use super::choice::{Choice, Chosen, chosen, no_project};
use super::traces;
use super::words::{definition, indicator, with_unit};
use crate::facts::{self, YearFacts};
use crate::increase::Column as Figures;
use crate::indicator::{Indicator, RULES, wanted_each_month};
use crate::report;
use crate::sheet::{Kpi, SheetDocument};
use access::{Act, Failure, PageError, Resource, Visit};
use axum::extract::{Path, Query};
use base::Day;
use webkit::formats;
use webkit::prelude::*;

struct Row<'a> {
    indicator: Indicator,
    kpi: &'a Kpi,
    query: String,
}

pub(super) async fn list(visit: Visit, Query(choice): Query<Choice>) -> Result<Page, PageError> {
    let chosen = chosen(&visit, Act::Read(Resource::Indicators), &choice).await?;
    let page = Page::titled(t!("region-indicators"))
        .lead(t!("region-indicators-lead"))
        .wide();
    let Some(project) = &chosen.project else {
        let facts = facts::of_year(visit.db(), chosen.year).await?;
        return Ok(page.body(html! { (no_project()) (levels(&facts, &chosen)) }));
    };
    let sheet = report::live(visit.db(), project, chosen.year, None).await?;
    let rows: Vec<Row<'_>> = sheet
        .form
        .iter()
        .zip(&sheet.kpis)
        .map(|(line, kpi)| Row {
            indicator: line.indicator,
            kpi,
            query: chosen.query(),
        })
        .collect();
    Ok(page.body(html! {
        (chosen.form("/indicators", visit.today()))
        @for row in &rows { p { (sentence(row, &sheet, visit.today(), &chosen)) } }
        (spanned(t!("region-indicators-cumulative", town = &project.municipality_name, year = chosen.year), &rows, |it| &it.cumulative))
        (spanned(t!("region-indicators-single", town = &project.municipality_name, year = chosen.year), &rows, |it| &it.single_year))
        (note(t!("region-indicators-note")))
        (actions([
            button_link(format!("/projects/{}", project.public_id), t!("region-to-entered")),
            button_link("/adoptions", t!("region-adoptions")),
        ]))
    }))
}

/// One span of time of the four indicators: this year alone, or everything since the baseline.
fn spanned(caption: String, rows: &[Row<'_>], of: fn(&Kpi) -> &Figures) -> Markup {
    let plain = |it: Option<i64>| it.map_or_else(dash, number);
    table(
        caption,
        rows,
        [
            column(t!("region-indicator"), |it: &Row| {
                link(
                    format!("/indicators/{}{}", it.indicator.number(), it.query),
                    &it.kpi.name,
                )
            }),
            column(t!("region-unit"), |it: &Row| text(&it.kpi.unit)),
            number_column(t!("region-target"), move |it: &Row| {
                plain(of(it.kpi).target)
            }),
            number_column(t!("region-actual"), move |it: &Row| {
                plain(of(it.kpi).actual)
            }),
            number_column(t!("region-own"), move |it: &Row| plain(of(it.kpi).own)),
            number_column(t!("region-rate"), move |it: &Row| {
                of(it.kpi)
                    .rate()
                    .map_or_else(dash, |it| text(t!("region-percent", rate = it.printed())))
            }),
        ],
    )
    .markup()
}

fn level(kpi: &Kpi) -> Option<i64> {
    Some(kpi.baseline? + kpi.cumulative.actual?)
}

/// One sentence for minutes, and what is still wanted each month while the year runs.
fn sentence(row: &Row<'_>, sheet: &SheetDocument, today: Day, chosen: &Chosen) -> String {
    let (kpi, it) = (row.kpi, row.indicator);
    let Some(actual) = kpi.cumulative.actual else {
        return t!("region-sentence-no-baseline", indicator = indicator(it));
    };
    let level = level(kpi).unwrap_or(actual);
    let own = kpi.cumulative.own.map(|own| {
        t!(
            "region-sentence-own",
            town = &sheet.document.reporting_municipality,
            own = with_unit(it, own)
        )
    });
    let key = match actual {
        ..0 => "region-sentence-fall",
        0 => "region-sentence-same",
        _ => "region-sentence",
    };
    let said = Words::new(key)
        .with("indicator", indicator(it))
        .with("year", chosen.year)
        .with("level", with_unit(it, level))
        .with("rise", with_unit(it, actual.abs()))
        .say();
    let reached = match (kpi.cumulative.target, kpi.cumulative.rate()) {
        (Some(target), Some(rate)) => t!(
            "region-sentence-rate",
            target = with_unit(it, target),
            rate = rate.printed()
        ),
        _ => t!("region-sentence-no-rate"),
    };
    let wanted = kpi
        .cumulative
        .target
        .zip(kpi.baseline)
        .and_then(|(target, base)| wanted_each_month(base + target, level, chosen.year, today));
    let wanted = wanted.map(|it_| t!("region-sentence-wanted", each = with_unit(it, it_)));
    [Some(said), own, Some(reached), wanted]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(&t!("region-sentence-gap"))
}

/// The four levels without any project: what the transactions of the year amount to.
fn levels(facts: &YearFacts, chosen: &Chosen) -> Markup {
    let rows: Vec<(Indicator, String)> = Indicator::ALL
        .into_iter()
        .map(|it| (it, level_words(facts, it)))
        .collect();
    table(
        t!("region-levels", year = facts.year),
        &rows,
        [
            column(t!("region-indicator"), |it: &(Indicator, String)| {
                link(
                    format!("/indicators/{}?fiscal_year={}", it.0.number(), chosen.year),
                    indicator(it.0).say(),
                )
            }),
            number_column(t!("region-level"), |it: &(Indicator, String)| text(&it.1)),
        ],
    )
    .markup()
}

fn level_words(facts: &YearFacts, it: Indicator) -> String {
    match it {
        Indicator::Earners => t!("region-people", count = facts.earners.region),
        Indicator::Orders => formats::yen(facts.orders),
        Indicator::Profit => facts
            .profit()
            .map_or_else(|_| t!("region-form-none"), formats::yen),
        Indicator::Adopters => t!("region-municipalities", count = facts.adopters),
    }
}

/// One indicator: its definition, period, edition of the rules, and what contributed.
pub(super) async fn show(
    visit: Visit,
    Path(n): Path<String>,
    Query(choice): Query<Choice>,
) -> Result<Page, PageError> {
    let it = n
        .parse()
        .ok()
        .and_then(Indicator::numbered)
        .ok_or(Failure::Absent)?;
    let chosen = chosen(&visit, Act::Read(Resource::Indicators), &choice).await?;
    let facts = facts::of_year(visit.db(), chosen.year).await?;
    let own = match (it, &chosen.project) {
        (Indicator::Earners, Some(project)) => {
            let count = facts
                .earners
                .by_town
                .get(&project.municipality)
                .copied()
                .unwrap_or(0);
            Some((
                project.municipality_name.clone(),
                t!("region-people", count = count),
            ))
        }
        _ => None,
    };
    let mut known = vec![
        (t!("region-definition"), text(definition(it).say())),
        (
            t!("region-period"),
            html! { (day(chosen.year.first_day())) (t!("region-until")) (day(chosen.year.last_day())) },
        ),
        (
            t!("region-rules"),
            text(t!("region-rules-edition", edition = RULES)),
        ),
        (t!("region-level-region"), text(level_words(&facts, it))),
    ];
    known.extend(own.map(|(town, count)| (t!("region-level-own", town = town), text(count))));
    let records = traces::records(&visit, &chosen, it, &facts).await?;
    Ok(Page::titled(indicator(it).say())
        .crumbs(&[(
            t!("region-indicators"),
            format!("/indicators{}", chosen.query()),
        )])
        .body(html! {
            (chosen.form(&format!("/indicators/{}", it.number()), visit.today()))
            (facts_list(&known))
            (records)
        }))
}

fn facts_list(known: &[(String, Markup)]) -> Markup {
    webkit::facts(known)
}
