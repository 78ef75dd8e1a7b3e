//! 業務の分配: orders, units, yen and workers by town and month, and agreed beside actual shares.

use super::choice::{Choice, Chosen, chosen, name_of, names};
use super::town::drawn;
use super::words::provenance_line;
use crate::actions::{self, NewWorkShare};
use crate::distribution::{
    Cell, Distribution, Done as Work, TownRow, distribution, permille, twelve_months,
};
use crate::facts::too_large;
use crate::store::costs::{self, WorkShareRow};
use access::places::Municipality;
use access::{Act, Done, Form, MunicipalityId, PageError, Resource, Visit, places, shown};
use axum::extract::Query;
use axum::response::{IntoResponse, Response};
use base::{FiscalYear, Yen};
use db::{Conn, StoreError};
use papers::chart::{self, Chart, Series};
use std::collections::BTreeMap;
use webkit::formats;
use webkit::prelude::*;

const SEES: Act = Act::Read(Resource::Distribution);
const AGREES: Act = Act::Write(Resource::Distribution);

/// Everything accepted within a year, by worker and order.
async fn done_in(db: &Conn, year: FiscalYear) -> Result<Vec<Work>, StoreError> {
    let accepted = quality::read::accepted_between(db, year.first_day(), year.last_day()).await?;
    let towns: BTreeMap<_, _> = people::read::municipalities_on(db, year.last_day())
        .await?
        .into_iter()
        .map(|(id, town)| (id.0, town))
        .collect();
    let rows = accepted.into_iter().map(|it| {
        let adjusted = Yen::sum(it.adjustments.iter().map(|one| one.amount)).map_err(too_large)?;
        Ok(Work {
            town: towns.get(&it.worker).copied(),
            month: it.accepted_on.first_of_month(),
            worker: it.worker,
            order: it.client_order,
            units: it.units,
            amount: it.fee.plus(adjusted).map_err(too_large)?,
        })
    });
    rows.collect()
}

pub(super) async fn show(visit: Visit, Query(choice): Query<Choice>) -> Result<Page, PageError> {
    page(&visit, &choice, &Filled::default()).await
}

async fn page(visit: &Visit, choice: &Choice, filled: &Filled) -> Result<Page, PageError> {
    let chosen = chosen(visit, SEES, choice).await?;
    let towns = places::municipalities(visit.db()).await?;
    let keys: Vec<MunicipalityId> = towns.iter().map(|it| it.id).collect();
    let done = done_in(visit.db(), chosen.year).await?;
    let whole =
        distribution(&done, &keys, &twelve_months(chosen.year.first_day())).map_err(too_large)?;
    let agreed = costs::work_shares(visit.db(), chosen.year).await?;
    let names = names(visit, agreed.iter().map(|it| it.entered_by)).await?;
    let agrees = visit.may(AGREES).is_ok_and(|it| it.region);
    let body = html! {
        (chosen.form("/distribution", visit.today()))
        @if whole.whole.year.units == 0 { (empty(t!("region-no-work"), text(t!("region-no-work-why")))) }
        @else { (tables(&chosen, &whole, &towns)) }
        (section(t!("region-shares"), html! {
            (shares(&chosen, &whole, &towns, &agreed))
            @for it in agreed.iter().filter(|it| chosen.scope.covers_municipality(it.municipality)) {
                (note(html! { (it.municipality_name) " " (it.basis) " " (provenance_line(&it.source, it.entered_on, &name_of(&names, it.entered_by))) }))
            }
            @if agrees { (details(t!("region-share-enter"), share_form(&chosen, &towns, filled))) }
        }))
    };
    Ok(Page::titled(t!("region-distribution"))
        .lead(t!("region-distribution-lead"))
        .wide()
        .errors(filled)
        .body(body))
}

fn town_name(towns: &[Municipality], town: Option<MunicipalityId>) -> String {
    let found = towns.iter().find(|it| Some(it.id) == town);
    found.map_or_else(|| t!("region-no-record"), |it| it.name.clone())
}

/// The rows that the reader may see: every town for the region's staff, the own town for its officer.
fn visible<'a>(chosen: &'a Chosen, whole: &'a Distribution) -> impl Iterator<Item = &'a TownRow> {
    whole.towns.iter().filter(|row| match row.town {
        Some(town) => chosen.scope.covers_municipality(town),
        None => chosen.scope.region && 0 < row.year.units,
    })
}

struct YearLine {
    name: String,
    cell: Cell,
    told: bool,
}

struct MonthLine {
    month: String,
    cells: Vec<(Cell, bool)>,
}

fn tables(chosen: &Chosen, whole: &Distribution, towns: &[Municipality]) -> Markup {
    let told = |cell: &Cell| chosen.scope.region || cell.may_tell();
    let mut rows: Vec<YearLine> = visible(chosen, whole)
        .map(|row| YearLine {
            name: town_name(towns, row.town),
            cell: row.year,
            told: told(&row.year),
        })
        .collect();
    rows.push(YearLine {
        name: t!("region-whole"),
        cell: whole.whole.year,
        told: true,
    });
    let mut heads: Vec<String> = visible(chosen, whole)
        .map(|row| town_name(towns, row.town))
        .collect();
    heads.push(t!("region-whole"));
    let months: Vec<MonthLine> = whole
        .months
        .iter()
        .enumerate()
        .map(|(at, month)| {
            let mut cells: Vec<(Cell, bool)> = visible(chosen, whole)
                .map(|row| (row.months[at], told(&row.months[at])))
                .collect();
            cells.push((whole.whole.months[at], true));
            MonthLine {
                month: t!(
                    "region-month",
                    year = month.year().to_string(),
                    month = month.month()
                ),
                cells,
            }
        })
        .collect();
    let hides = rows.iter().any(|it| !it.told)
        || months.iter().any(|it| it.cells.iter().any(|cell| !cell.1));
    html! {
        (table(t!("region-by-town", year = chosen.year), &rows, [
            column(t!("region-town"), |it: &YearLine| text(&it.name)),
            number_column(t!("region-orders"), |it: &YearLine| number(it.cell.orders)),
            number_column(t!("region-units"), |it: &YearLine| number(it.cell.units)),
            number_column(t!("region-fees"), |it: &YearLine| amount(&it.cell, it.told)),
            number_column(t!("region-workers"), |it: &YearLine| number(it.cell.workers)),
        ]))
        (note(t!("region-counted-once")))
        @if hides { (note(t!("region-small-cell"))) }
        (month_table(t!("region-fees-by-month"), &months, &heads, |cell, told| amount(cell, told)))
        (details(t!("region-more-by-month"), html! {
            (month_table(t!("region-units-by-month"), &months, &heads, |cell, _| number(cell.units)))
            (month_table(t!("region-orders-by-month"), &months, &heads, |cell, _| number(cell.orders)))
            (month_table(t!("region-workers-by-month"), &months, &heads, |cell, _| number(cell.workers)))
        }))
    }
}

fn amount(cell: &Cell, told: bool) -> Markup {
    if told {
        yen(cell.amount)
    } else {
        text(t!("region-hidden"))
    }
}

fn month_table(
    caption: String,
    months: &[MonthLine],
    heads: &[String],
    figure: fn(&Cell, bool) -> Markup,
) -> Markup {
    let mut columns = vec![column(t!("region-month-head"), |it: &MonthLine| {
        text(&it.month)
    })];
    columns.extend(heads.iter().enumerate().map(|(at, head)| {
        number_column(head.clone(), move |it: &MonthLine| {
            figure(&it.cells[at].0, it.cells[at].1)
        })
    }));
    table(caption, months, columns).dense().markup()
}

struct ShareLine {
    name: String,
    agreed: Option<i64>,
    actual: i64,
}

/// Agreed and actual parts of the year's fees, in thousandths that always add up.
fn shares(
    chosen: &Chosen,
    whole: &Distribution,
    towns: &[Municipality],
    agreed: &[WorkShareRow],
) -> Markup {
    let amounts: Vec<Yen> = whole.towns.iter().map(|it| it.year.amount).collect();
    let parts = permille(&amounts);
    let lines: Vec<ShareLine> = whole
        .towns
        .iter()
        .zip(parts)
        .filter(|(row, _)| visible(chosen, whole).any(|it| it.town == row.town))
        .map(|(row, actual)| ShareLine {
            name: town_name(towns, row.town),
            agreed: agreed
                .iter()
                .find(|it| Some(it.municipality) == row.town)
                .map(|it| it.permille),
            actual,
        })
        .collect();
    let percent = |permille: i64| {
        t!(
            "region-percent",
            rate = format!("{}.{}", permille / 10, permille % 10)
        )
    };
    let rows = table(
        t!("region-shares-rows"),
        &lines,
        [
            column(t!("region-town"), |it: &ShareLine| text(&it.name)),
            number_column(t!("region-agreed"), move |it: &ShareLine| {
                it.agreed.map_or_else(dash, |it| text(percent(it)))
            }),
            number_column(t!("region-actual"), move |it: &ShareLine| {
                text(percent(it.actual))
            }),
        ],
    )
    .markup();
    // The picture shows whole percents; the table beside it is exact.
    let whole = |permille: i64| (permille + 5) / 10;
    let title = t!("region-shares-chart", year = chosen.year);
    let chart = Chart {
        title: title.clone(),
        unit: t!("region-unit-percent"),
        labels: lines.iter().map(|it| it.name.clone()).collect(),
        series: vec![
            Series {
                name: t!("region-agreed"),
                figures: lines.iter().map(|it| it.agreed.map(whole)).collect(),
            },
            Series {
                name: t!("region-actual"),
                figures: lines.iter().map(|it| Some(whole(it.actual))).collect(),
            },
        ],
    };
    match lines.is_empty() {
        true => empty(t!("region-no-shares"), text(t!("region-no-shares-next"))),
        false => html! { (drawn(chart::bars(&chart), title, rows)) },
    }
}

fn share_form(chosen: &Chosen, towns: &[Municipality], filled: &Filled) -> Markup {
    form("/distribution/shares").submit(t!("region-enter")).hidden("fiscal_year", chosen.year.to_string()).body(html! {
        p { (t!("region-share-year", year = formats::fiscal_year(chosen.year))) }
        (field_select("town", t!("region-town")).required().options(towns.iter().map(|it| (it.public_id.to_string(), it.name.clone()))).filled(filled))
        (field_number("permille", t!("region-share")).support(t!("region-share-support")).suffix(t!("region-unit-permille")).required().filled(filled))
        (field_text("basis", t!("region-basis")).required().max(200).filled(filled))
        (field_text("source", t!("region-source")).support(t!("region-source-support")).required().max(200).filled(filled))
    }).markup()
}

pub(super) async fn agree(visit: Visit, Form(posted): Form) -> Result<Response, PageError> {
    let towns = places::municipalities(visit.db()).await?;
    let codes: Vec<&str> = towns.iter().map(|it| it.public_id.as_str()).collect();
    let mut reader = posted.reader();
    let (year, town) = (
        reader.fiscal_year("fiscal_year"),
        reader.choice("town", &codes),
    );
    let share = reader.integer("permille", 0..=1_000);
    let (basis, source) = (reader.text("basis", 200), reader.text("source", 200));
    let filled = reader.filled();
    let choice = Choice {
        fiscal_year: year.map(|it| it.to_string()),
        ..Choice::default()
    };
    let town = towns
        .iter()
        .find(|it| Some(it.public_id.as_str()) == town.as_deref());
    let (Some(fiscal_year), Some(town), Some(permille), Some(basis), Some(source)) =
        (year, town, share, basis, source)
    else {
        return Ok(page(&visit, &choice, &filled).await?.into_response());
    };
    let new = NewWorkShare {
        municipality: town.id,
        fiscal_year,
        permille,
        basis,
        source,
    };
    match actions::agree_work_share(visit.db(), &visit.actor, &new).await {
        Ok(()) => Ok(Done::to(format!("/distribution?fiscal_year={fiscal_year}"))
            .saying(words!("region-entered"))
            .into_response()),
        Err(failure) => Ok(page(&visit, &choice, &shown(failure, filled)?)
            .await?
            .into_response()),
    }
}
