//! 支払: what is odd first, then each closing on its way from 集計中 to 振込済.

use access::{Act, PageError, Resource, Visit};
use payment::read::{BatchRow, MoneyToday, Stages};
use webkit::prelude::*;

use super::Desk;

/// Closings shown; older ones are in the list.
const CLOSINGS: u64 = 6;

pub async fn desk(visit: &Visit) -> Result<Desk, PageError> {
    let (db, today) = (visit.db(), visit.today());
    let odd = payment::read::money_today(db, today).await?;
    let mut closings = payment::read::stages(db, 1, CLOSINGS).await?;
    // A page of a list comes with one row more, which tells that there is a next page.
    closings.truncate(CLOSINGS as usize);
    let batches = payment::read::batches_waiting(db).await?;
    let approves = visit.may(Act::Approve(Resource::Transfers)).is_ok();
    Ok(Desk::titled(
        t!("desks-money"),
        html! {
            (section(t!("desks-money-odd"), exceptions(&odd)))
            @if !batches.is_empty() { (batches_table(&batches, approves)) }
            (closings_table(&closings))
        },
    )
    .lead(day(today)))
}

/// What a person must look at; nothing else is listed.
pub fn exceptions(it: &MoneyToday) -> Markup {
    let lines = [
        (
            it.questioned,
            t!("desks-odd-questioned", count = it.questioned),
            "/payments",
        ),
        (
            it.reopened,
            t!("desks-odd-reopened", count = it.reopened),
            "/payments",
        ),
        (
            it.batches_to_approve,
            t!("desks-odd-to-approve", count = it.batches_to_approve),
            "/payments",
        ),
        (
            it.batches_to_send,
            t!("desks-odd-to-send", count = it.batches_to_send),
            "/payments",
        ),
        (
            it.overdue_invoices,
            t!("desks-odd-overdue", count = it.overdue_invoices),
            "/invoices",
        ),
    ];
    let shown: Vec<Markup> = lines
        .iter()
        .filter(|it| 0 < it.0)
        .map(|(_, words, href)| link(href, words))
        .collect();
    match shown.is_empty() {
        true => html! { p { (t!("desks-odd-none")) } },
        false => list(shown),
    }
}

fn batches_table(batches: &[BatchRow], approves: bool) -> Markup {
    table(
        t!("desks-batches"),
        batches,
        [
            column(t!("desks-batch"), |it: &BatchRow| {
                link(
                    format!("/payments/batches/{}", it.public_id),
                    t!("desks-batch-is", number = it.number.to_string()),
                )
            }),
            column(t!("desks-paid-on"), |it: &BatchRow| day(it.pay_on)),
            number_column(t!("desks-transfers"), |it: &BatchRow| number(it.lines)),
            number_column(t!("desks-sum"), |it: &BatchRow| yen(it.total)),
            column(t!("desks-next"), move |it: &BatchRow| {
                text(batch_next(it, approves))
            }),
        ],
    )
    .dense()
    .markup()
}

/// Who does what next with a batch.
fn batch_next(it: &BatchRow, approves: bool) -> String {
    match (it.state.as_str(), approves) {
        ("prepared", true) => t!("desks-batch-approve"),
        ("prepared", false) => t!("desks-batch-wait"),
        _ => t!("desks-batch-send"),
    }
}

fn closings_table(closings: &[Stages]) -> Markup {
    if closings.is_empty() {
        return empty(
            t!("desks-closings-none"),
            html! { p { (t!("desks-closings-none-why")) } (actions([button_link("/payments", t!("desks-menu-payments"))])) },
        );
    }
    table(
        t!("desks-closings"),
        closings,
        [
            column(t!("desks-closing"), |it: &Stages| {
                link(
                    format!("/payments/closings/{}", it.public_id),
                    t!("desks-closing-is", from = it.from_day, to = it.to_day),
                )
            }),
            column(t!("desks-paid-on"), |it: &Stages| day(it.pay_on)),
            number_column(t!("desks-notice-collecting"), |it: &Stages| {
                number(it.collecting)
            }),
            number_column(t!("desks-notice-asking"), |it: &Stages| number(it.asking)),
            number_column(t!("desks-notice-questioned"), |it: &Stages| {
                number(it.questioned)
            }),
            number_column(t!("desks-notice-confirmed"), |it: &Stages| {
                number(it.confirmed)
            }),
            number_column(t!("desks-transfer-approved"), |it: &Stages| {
                number(it.approved)
            }),
            number_column(t!("desks-transfer-settled"), |it: &Stages| {
                number(it.settled)
            }),
            number_column(t!("desks-sum"), |it: &Stages| yen(it.total)),
        ],
    )
    .dense()
    .markup()
}
