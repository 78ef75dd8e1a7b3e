//! What a plan comes to: units by part, and the balance between towns.

use std::collections::BTreeSet;

use base::Yen;
use orders::PortionId;
use webkit::prelude::*;

use super::plan::{Shown, fee};
use crate::outcome::Planned;
use crate::sentences;
use crate::store::PairRow;

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

/// A share in hundredths, rounded half up; 0 of nothing.
fn percent(part: i64, all: i64) -> i64 {
    if all <= 0 {
        0
    } else {
        (part * 200 + all) / (2 * all)
    }
}
