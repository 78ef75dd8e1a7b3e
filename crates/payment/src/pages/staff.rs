//! 支払: one line of stages from 集計 to 振込済 for each period, exceptions first.

use super::parts::{Paged, batch_chip, cut, notice_chip, transfer_of};
use super::{holidays, id_of};
use crate::actions::{self};
use crate::store::closings::{self, ClosingRow, Stages};
use crate::store::notices::{self, NoticeRow, Shown};
use crate::store::transfers::{self, BatchRow};
use crate::words::period_words;
use crate::{Holidays, Period, latest_pay_day};
use access::{Act, Done, Form, PageError, Resource, Visit};
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Response};
use base::Day;
use webkit::prelude::*;

const CLOSINGS: u64 = 12;
const NOTICES: u64 = 50;

pub(super) async fn overview(visit: Visit, Query(paged): Query<Paged>) -> Result<Page, PageError> {
    let (rows, more) = cut(
        closings::stages(visit.db(), paged.at(), CLOSINGS).await?,
        CLOSINGS,
    );
    let waiting = transfers::waiting(visit.db()).await?;
    let balances = crate::read::balances(visit.db()).await?;
    let next = next_period(&visit).await?;
    let may_close = visit.may(Act::Write(Resource::PaymentNotices)).is_ok();
    Ok(Page::titled(t!("payment-payments")).lead(t!("payment-payments-lead")).wide().body(html! {
        @if paged.at() == 1 { (exceptions(&rows, &waiting)) (to_close(&next, &visit, may_close)) }
        @if rows.is_empty() { (empty(t!("payment-none"), t!("payment-none-next"))) }
        @else { (stages_table(&rows)) }
        (pagination_open(paged.at() as usize, more, "/payments"))
        @if visit.may(Act::Approve(Resource::Transfers)).is_ok() { p { (link("/payments/remitter", t!("payment-remitter"))) } }
        @if !balances.is_empty() {
            (details(t!("payment-books"), facts(&balances.iter().map(|it| (book(&it.book), yen(it.amount))).collect::<Vec<_>>())))
        }
    }))
}

/// 勘定科目 in words.
fn book(name: &str) -> String {
    t!(format!("payment-book-{}", name.replace('_', "-")))
}

/// What somebody has to do now, worst first; nothing where all is well.
fn exceptions(rows: &[Stages], waiting: &[BatchRow]) -> Markup {
    let odd: Vec<&Stages> = rows
        .iter()
        .filter(|it| it.questioned + it.reopened + without(it) > 0)
        .collect();
    html! {
        @if odd.is_empty() && waiting.is_empty() { (banner(Tone::Good, t!("payment-all-well"), Markup::default())) }
        @for it in odd {
            (banner(Tone::Caution, t!("payment-odd", period = period_words(it.from_day, it.to_day)), html! {
                (list(sentences(it)))
                p { (link(format!("/payments/closings/{}?show=exceptions", it.public_id), t!("payment-odd-look"))) }
            }))
        }
        @if !waiting.is_empty() { (batches_table(t!("payment-batches-waiting"), waiting)) }
    }
}

/// Workers without a usable account matter from the closing on.
fn without(it: &Stages) -> i64 {
    if it.state == "closed" {
        it.without_account
    } else {
        0
    }
}

fn sentences(it: &Stages) -> Vec<Markup> {
    let mut said = Vec::new();
    if it.reopened > 0 {
        said.push(text(t!("payment-odd-reopened", count = it.reopened)));
    }
    if it.questioned > 0 {
        said.push(text(t!("payment-odd-questioned", count = it.questioned)));
    }
    if without(it) > 0 {
        said.push(text(t!("payment-odd-account", count = it.without_account)));
    }
    said
}

pub(super) fn batches_table(caption: String, rows: &[BatchRow]) -> Markup {
    table(
        caption,
        rows,
        [
            column(t!("payment-batch"), |it: &BatchRow| {
                link(
                    format!("/payments/batches/{}", it.public_id),
                    t!("payment-batch-number", number = it.number.to_string()),
                )
            }),
            column(t!("payment-state"), |it: &BatchRow| batch_chip(it.state())),
            column(t!("payment-pay-on"), |it: &BatchRow| day(it.pay_on)),
            number_column(t!("payment-count"), |it: &BatchRow| number(it.lines)),
            number_column(t!("payment-total"), |it: &BatchRow| yen(it.total)),
            column(t!("payment-prepared-by"), |it: &BatchRow| {
                text(it.prepared_name.clone().unwrap_or_default())
            }),
        ],
    )
    .markup()
}

fn stages_table(rows: &[Stages]) -> Markup {
    table(
        t!("payment-closings"),
        rows,
        [
            column(t!("payment-period"), |it: &Stages| {
                link(
                    format!("/payments/closings/{}", it.public_id),
                    period_words(it.from_day, it.to_day).say(),
                )
            }),
            column(t!("payment-pay-on"), |it: &Stages| day(it.pay_on)),
            number_column(t!("payment-total"), |it: &Stages| yen(it.total)),
            number_column(t!("payment-notice-collecting"), |it: &Stages| {
                number(it.collecting)
            }),
            number_column(t!("payment-notice-asking"), |it: &Stages| number(it.asking)),
            number_column(t!("payment-notice-questioned"), |it: &Stages| {
                number(it.questioned)
            }),
            number_column(t!("payment-notice-confirmed"), |it: &Stages| {
                number(it.confirmed)
            }),
            number_column(t!("payment-transfer-prepared"), |it: &Stages| {
                number(it.prepared)
            }),
            number_column(t!("payment-transfer-approved"), |it: &Stages| {
                number(it.approved)
            }),
            number_column(t!("payment-transfer-settled"), |it: &Stages| {
                number(it.settled)
            }),
        ],
    )
    .dense()
    .markup()
}

/// The earliest period that nobody has closed and in which something was accepted, and its day of payment. Periods without
/// work are passed over up to the one that ended last.
async fn next_period(visit: &Visit) -> Result<Option<(Period, Option<Day>)>, PageError> {
    let ended = Period::last_ended(visit.today());
    let oldest = crate::claims::oldest(visit.db(), ended.to).await?;
    let waiting = oldest.map_or(ended, Period::containing);
    let open = closings::last_closed(visit.db())
        .await?
        .map(|it| it.period().next());
    let period = open.filter(|it| it.from > waiting.from).unwrap_or(waiting);
    let holidays = holidays(visit).unwrap_or_else(|_| Holidays::default());
    Ok(Some((period, period.pay_on(&holidays).ok())))
}

/// The one thing to do: close the period that has ended, or when that will be possible.
fn to_close(next: &Option<(Period, Option<Day>)>, visit: &Visit, may_close: bool) -> Markup {
    let Some((period, pay_on)) = next else {
        return Markup::default();
    };
    let over = period.to < visit.today();
    html! {
        (card_now(t!("payment-next-closing", period = period_words(period.from, period.to)), html! {
            @if let Some(pay_on) = pay_on { p { (t!("payment-next-pay-on", on = *pay_on)) } }
            @if over && may_close {
                (form("/payments/closings").hidden("from", period.from.to_string()).submit(t!("payment-close"))
                    .or_submit("then", "collect", t!("payment-collect")).body(note(t!("payment-close-note"))))
            } @else if over {
                p { (t!("payment-close-by-preparer")) }
            } @else {
                p { (t!("payment-close-later", on = period.to.plus_days(1))) }
            }
        }))
    }
}

pub(super) async fn close(visit: Visit, Form(posted): Form) -> Result<Response, PageError> {
    let from = posted
        .first("from")
        .and_then(Day::parse)
        .ok_or_else(|| Form::unchosen("from"))?;
    let (holidays, period) = (holidays(&visit)?, Period::containing(from));
    if posted.first("then") == Some("collect") {
        let done = actions::collect(visit.db(), &visit.actor, &holidays, period).await?;
        let said = words!(
            "payment-collected",
            count = done.notices,
            total = done.total
        );
        return Ok(Done::to(format!("/payments/closings/{}", done.closing))
            .saying(said)
            .into_response());
    }
    let done = actions::close(visit.db(), &visit.actor, &holidays, period).await?;
    let said = words!("payment-closed", count = done.notices, total = done.total);
    Ok(Done::to(format!("/payments/closings/{}", done.closing))
        .saying(said)
        .into_response())
}

pub(super) async fn closing(
    visit: Visit,
    Path(id): Path<String>,
    Query(paged): Query<Paged>,
) -> Result<Page, PageError> {
    let row = closings::by_public_id(visit.db(), &id_of(&id)?).await?;
    let stages = closings::stages_of(visit.db(), row.id).await?;
    let shown = if paged.show == "exceptions" {
        Shown::Exceptions
    } else {
        Shown::All
    };
    let (rows, more) = cut(
        notices::of_closing(visit.db(), row.id, shown, paged.at(), NOTICES).await?,
        NOTICES,
    );
    let batches = transfers::batches_of(visit.db(), row.id).await?;
    let open = unpaid_with(&visit, &row).await?;
    let here = format!("/payments/closings/{}", row.public_id);
    let odd = format!("{here}?show=exceptions");
    let page = Page::titled(t!(
        "payment-closing",
        period = period_words(row.from_day, row.to_day)
    ))
    .crumbs(&[(t!("payment-payments"), "/payments")])
    .wide();
    Ok(page.body(html! {
        (steps(&way(&stages)))
        (facts(&[
            (t!("payment-pay-on"), day(row.pay_on)),
            (t!("payment-total"), yen(stages.total)),
            (t!("payment-notices"), number(stages.notices)),
        ]))
        (next_step(&visit, &stages, open, &here))
        @if !batches.is_empty() { (batches_table(t!("payment-batches"), &batches)) }
        (tabs(&[(t!("payment-show-all"), here.clone(), shown == Shown::All), (t!("payment-show-exceptions"), odd.clone(), shown == Shown::Exceptions)]))
        @if rows.is_empty() {
            @if shown == Shown::Exceptions { (empty(t!("payment-no-exceptions"), t!("payment-no-exceptions-next"))) }
            @else { (empty(t!("payment-no-notices"), t!("payment-no-notices-next"))) }
        } @else { (notices_table(&rows)) }
        (pagination_open(paged.at() as usize, more, if shown == Shown::All { &here } else { &odd }))
    }))
}

/// 集計 → 確認 → 振込の準備 → 承認 → 振込済.
fn way(it: &Stages) -> Vec<(String, StepState)> {
    let closed = it.state == "closed";
    let paid = it.settled == it.notices && it.notices > 0;
    let approved = it.approved + it.settled > 0;
    let states = [
        (t!("payment-step-collect"), closed, true),
        (
            t!("payment-step-confirm"),
            closed
                && it.questioned == 0
                && (it.asking == 0 || it.prepared + it.approved + it.settled > 0),
            closed,
        ),
        (
            t!("payment-step-prepare"),
            it.prepared + it.approved + it.settled > 0,
            closed,
        ),
        (
            t!("payment-step-approve"),
            approved && it.prepared == 0,
            it.prepared > 0,
        ),
        (t!("payment-step-paid"), paid, approved),
    ];
    let mut now = false;
    let step = |(label, done, begun): (String, bool, bool)| {
        let state = match (done, begun && !now) {
            (true, _) => StepState::Done,
            (false, true) => StepState::Now,
            (false, false) => StepState::Later,
        };
        now |= state == StepState::Now;
        (label, state)
    };
    states.into_iter().map(step).collect()
}

/// Notices that a batch of this closing would pay: its own and, for the latest, whatever else is due, such as corrections.
async fn unpaid_with(visit: &Visit, row: &ClosingRow) -> Result<i64, PageError> {
    let latest = closings::last_closed(visit.db())
        .await?
        .is_some_and(|it| it.id == row.id);
    let due = notices::unpaid(visit.db(), row.pay_on.max(visit.today())).await?;
    Ok(due
        .iter()
        .filter(|it| latest || it.closing == row.id)
        .count() as i64)
}

/// Who does what next.
fn next_step(visit: &Visit, it: &Stages, open: i64, here: &str) -> Markup {
    let may_prepare = visit.may(Act::Write(Resource::Transfers)).is_ok();
    html! {
        @if it.state == "open" { (note(t!("payment-still-open"))) }
        @else if open > 0 && may_prepare {
            (form(format!("{here}/batches")).submit(t!("payment-prepare")).body(note(t!("payment-prepare-note", count = open, on = it.pay_on))))
        } @else if open > 0 { (note(t!("payment-prepare-by-preparer", count = open, on = it.pay_on))) }
    }
}

fn notices_table(rows: &[NoticeRow]) -> Markup {
    table(
        t!("payment-notices"),
        rows,
        [
            column(t!("payment-worker"), |it: &NoticeRow| {
                link(
                    format!("/payments/notices/{}", it.public_id),
                    t!(
                        "payment-worker-of",
                        name = &it.worker_name,
                        number = &it.worker_number
                    ),
                )
            }),
            column(t!("payment-state"), notice_chip),
            column(t!("payment-transfer"), transfer_of),
            number_column(t!("payment-gross"), |it: &NoticeRow| {
                yen(it.gross().unwrap_or(it.fee))
            }),
            number_column(t!("payment-withholding"), |it: &NoticeRow| {
                yen(it.withholding)
            }),
            number_column(t!("payment-total"), |it: &NoticeRow| yen(it.total)),
            column(t!("payment-exception"), |it: &NoticeRow| exception(it)),
        ],
    )
    .dense()
    .markup()
}

/// Why this notice would not be paid with the others.
pub(super) fn exception(it: &NoticeRow) -> Markup {
    let live = it.transfer().is_some_and(|state| state.is_live());
    if live || it.reversed_on.is_some() {
        return dash();
    }
    let late = it
        .received_on
        .map(latest_pay_day)
        .filter(|latest| *latest < it.pay_on);
    let why = actions::exception(it, it.pay_on).map(|why| why.words().say());
    match (late, why) {
        (None, None) => dash(),
        (late, why) => html! {
            @if let Some(latest) = late { p { (t!("payment-day-60", on = latest)) } }
            @if let Some(why) = why { p { (why) } }
        },
    }
}

pub(super) async fn prepare(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let done =
        actions::prepare_batch(visit.db(), &visit.actor, &holidays(&visit)?, &id_of(&id)?).await?;
    let said = words!(
        "payment-prepared",
        count = done.count,
        total = done.total,
        left = done.left_out
    );
    Ok(Done::to(format!("/payments/batches/{}", done.batch))
        .saying(said)
        .into_response())
}
