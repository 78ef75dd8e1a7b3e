//! Those who are not in a plan: whom the director left out, and everyone else with the first limit met.

use orders::read::OrderFacts;
use webkit::prelude::*;

use super::balance::name_of;
use super::path;
use super::plan::{LeftOut, Shown};
use crate::sentences;
use crate::store::{self, RestRow};

/// Pairs that the director left out, each with a way back.
pub(super) fn left_out(order: &OrderFacts, it: &Shown) -> Markup {
    let allow = |row: &LeftOut| {
        let portion = it.portions.iter().find(|portion| portion.id == row.portion);
        let portion = portion.map(|it| it.public_id.as_str()).unwrap_or_default();
        let hidden = [
            ("plan", it.plan.public_id.as_str()),
            ("worker", row.worker_public_id.as_str()),
            ("portion", portion),
        ];
        html! {
            @if it.may_plan { (post_button(format!("{}/allowed", path(&order.public_id)), t!("matching-allow"), hidden)) }
        }
    };
    html! {
        (table(t!("matching-left-out"), &it.left_out, [
            column(t!("matching-person"), |row: &LeftOut| text(&row.name)),
            column(t!("matching-part"), |row: &LeftOut| text(name_of(it, row.portion))),
            column(t!("matching-decide"), allow),
        ]).dense())
    }
}

/// Everyone else, who came nearest first.
pub(super) fn not_chosen(order: &OrderFacts, it: &Shown, here: &str) -> Markup {
    let more = it.rest.len() as u64 > store::PAGE;
    let rows = &it.rest[..it.rest.len().min(store::PAGE as usize)];
    if rows.is_empty() {
        return note(t!("matching-everyone"));
    }
    let mut columns = vec![
        column(t!("matching-person"), |row: &RestRow| {
            link(format!("/workers/{}", row.worker_public_id), &row.name)
        }),
        column(t!("matching-town"), |row: &RestRow| text(&row.town)),
        column(t!("matching-nearest"), |row: &RestRow| {
            text(sentences::portion(row.lot_no, &row.step_name, row.group).say())
        }),
        column(t!("matching-first-limit"), |row: &RestRow| {
            text(sentences::why(&row.why, &it.skills).say())
        }),
        column(t!("matching-least-change"), |row: &RestRow| {
            text(sentences::change(&row.why, &it.skills).say())
        }),
    ];
    if it.may_plan {
        columns.push(column(t!("matching-decide"), |row: &RestRow| {
            put_in(order, it, row)
        }));
    }
    html! {
        (table(t!("matching-not-chosen"), rows, columns).total(it.rest_count.max(0) as usize).dense())
        (pagination_open(it.page as usize, more, here))
    }
}

/// 入れる: fixes someone whom nothing but the plan as a whole speaks against.
fn put_in(order: &OrderFacts, it: &Shown, row: &RestRow) -> Markup {
    let hidden = [
        ("plan", it.plan.public_id.as_str()),
        ("worker", row.worker_public_id.as_str()),
        ("portion", row.portion_public_id.as_str()),
    ];
    html! {
        @if row.why.can_be_put_in() {
            (post_button(format!("{}/fixed", path(&order.public_id)), t!("matching-put-in"), hidden))
        } @else { (dash()) }
    }
}
