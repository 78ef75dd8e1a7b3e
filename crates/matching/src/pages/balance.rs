//! What a plan comes to: units by part, and the balance between towns.

use std::collections::BTreeSet;

use base::Yen;
use orders::PortionId;
use webkit::prelude::*;

use super::plan::{Shown, fee};
use super::region;
use crate::outcome::Planned;
use crate::sentences;
use crate::solved::PairOf;
use crate::store::PairRow;
use papers::chart::{self, Chart, Series};

/// A part of the order by its name.
pub(super) fn name_of(it: &Shown, id: PortionId) -> String {
    let found = it.portions.iter().find(|portion| portion.id == id);
    found
        .map(|it| sentences::portion(it.lot_no, &it.step_name, it.group).say())
        .unwrap_or_default()
}

/// The parts with what is left, given and short.
pub(super) fn portions(it: &Shown) -> Markup {
    let due = |id: PortionId| {
        it.portions
            .iter()
            .find(|portion| portion.id == id)
            .map(|it| it.due_on)
    };
    html! {
        (table(t!("matching-portions"), &it.plan.outcome.portions, [
            column(t!("matching-part"), |row: &Planned| text(name_of(it, row.portion))),
            column(t!("matching-due"), |row: &Planned| day_or_dash(due(row.portion))),
            number_column(t!("matching-left"), |row: &Planned| number(row.left)),
            number_column(t!("matching-given"), |row: &Planned| number(row.given)),
            number_column(t!("matching-short"), |row: &Planned| number(row.short())),
            number_column(t!("matching-waiting"), |row: &Planned| number(row.waiting())),
        ]).dense())
    }
}

struct Town {
    name: String,
    people: usize,
    fees: Yen,
    share: i64,
    wished: i64,
}

/// The balance between towns: shares of the fees beside shares of those who want work.
pub(super) fn balance(it: &Shown) -> Markup {
    let all: Yen = it
        .pairs
        .iter()
        .fold(Yen::new(0), |sum, row| sum.plus(fee(row)).unwrap_or(sum));
    let wanting = it.towns.values().sum::<i64>().max(1);
    let rows: Vec<Town> = it
        .towns
        .iter()
        .map(|(name, people)| {
            let here: Vec<&PairRow> = it.pairs.iter().filter(|row| row.town == *name).collect();
            let fees = here
                .iter()
                .fold(Yen::new(0), |sum, row| sum.plus(fee(row)).unwrap_or(sum));
            Town {
                name: name.clone(),
                people: here
                    .iter()
                    .map(|row| row.worker)
                    .collect::<BTreeSet<_>>()
                    .len(),
                fees,
                share: percent(fees.amount(), all.amount()),
                wished: percent(*people, wanting),
            }
        })
        .collect();
    html! {
        (table(t!("matching-balance"), &rows, [
            column(t!("matching-town"), |row: &Town| text(&row.name)),
            number_column(t!("matching-people"), |row: &Town| number(row.people as i64)),
            number_column(t!("matching-fee"), |row: &Town| yen(row.fees)),
            number_column(t!("matching-share"), |row: &Town| text(t!("matching-percent", percent = row.share))),
            number_column(t!("matching-wished-share"), |row: &Town| text(t!("matching-percent", percent = row.wished))),
        ]).dense())
    }
}

/// A town of the region's balance: what it has of the fees beside what was agreed (6.8).
struct Part {
    name: String,
    people: usize,
    fees: Yen,
    has: i64,
    wished: i64,
}

/// The balance between the towns of the region, as a chart and a table.
pub(super) fn of_region(it: &region::Shown) -> Markup {
    let sum = |rows: &mut dyn Iterator<Item = Yen>| {
        rows.fold(Yen::ZERO, |sum, fee| sum.plus(fee).unwrap_or(sum))
    };
    let all = sum(&mut it.board.pairs.iter().map(|row| it.fee(row)));
    let part = |(id, permille): &(access::MunicipalityId, i64)| {
        let name = it
            .towns
            .iter()
            .find(|town| town.0 == *id)
            .map(|town| town.1.clone())?;
        let lives = |row: &&PairOf| {
            it.people
                .get(&row.worker)
                .is_some_and(|card| card.municipality == *id)
        };
        let here: Vec<&PairOf> = it.board.pairs.iter().filter(lives).collect();
        let fees = sum(&mut here.iter().map(|row| it.fee(row)));
        Some(Part {
            name,
            people: here
                .iter()
                .map(|row| row.worker)
                .collect::<BTreeSet<_>>()
                .len(),
            fees,
            has: percent(fees.amount(), all.amount()),
            wished: percent(*permille, 1_000),
        })
    };
    let parts: Vec<Part> = it.board.shares.iter().filter_map(part).collect();
    let wished = match it.board.agreed {
        true => t!("matching-agreed-share"),
        false => t!("matching-wished-share"),
    };
    let farthest = parts.iter().max_by_key(|row| (row.has - row.wished).abs());
    let finding = match farthest.filter(|row| row.has != row.wished) {
        Some(row) => t!(
            "matching-balance-farthest",
            town = &row.name,
            has = row.has,
            wished = row.wished
        ),
        None => t!("matching-balance-even"),
    };
    let rows = table(
        t!("matching-balance"),
        &parts,
        [
            column(t!("matching-town"), |row: &Part| text(&row.name)),
            number_column(t!("matching-people"), |row: &Part| {
                number(row.people as i64)
            }),
            number_column(t!("matching-fee"), |row: &Part| yen(row.fees)),
            number_column(t!("matching-share"), |row: &Part| {
                text(t!("matching-percent", percent = row.has))
            }),
            number_column(wished.clone(), |row: &Part| {
                text(t!("matching-percent", percent = row.wished))
            }),
            number_column(t!("matching-difference"), |row: &Part| {
                text(difference(row.has - row.wished))
            }),
        ],
    )
    .markup();
    let chart = Chart {
        title: t!("matching-balance"),
        unit: t!("matching-percent-unit"),
        labels: parts.iter().map(|row| row.name.clone()).collect(),
        series: vec![
            Series::of(
                t!("matching-share"),
                &parts.iter().map(|row| row.has).collect::<Vec<_>>(),
            ),
            Series::of(
                wished,
                &parts.iter().map(|row| row.wished).collect::<Vec<_>>(),
            ),
        ],
    };
    let basis = match it.board.agreed {
        true => {
            html! { (t!("matching-balance-agreed")) " " (link("/distribution", t!("matching-to-shares"))) }
        }
        false => {
            html! { (t!("matching-balance-not-agreed")) " " (link("/distribution", t!("matching-to-shares"))) }
        }
    };
    section(
        t!("matching-balance"),
        html! {
            p { (basis) }
            (drawn(chart::bars(&chart), finding, rows))
        },
    )
}

fn difference(points: i64) -> String {
    match points {
        0 => t!("matching-points-none"),
        1.. => t!("matching-points-more", points = points),
        _ => t!("matching-points-less", points = -points),
    }
}

/// A chart with its figures; where it cannot be drawn, the figures alone.
pub(super) fn drawn(
    svg: Result<String, papers::PaperError>,
    finding: String,
    rows: Markup,
) -> Markup {
    match svg {
        Ok(svg) => chart_with_table(&svg, finding, rows),
        Err(error) => {
            tracing::warn!(%error, "a chart could not be drawn");
            rows
        }
    }
}

/// A share in hundredths, rounded half up; 0 of nothing.
fn percent(part: i64, all: i64) -> i64 {
    if all <= 0 {
        0
    } else {
        (part * 200 + all) / (2 * all)
    }
}
