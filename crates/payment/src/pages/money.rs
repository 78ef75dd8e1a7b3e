//! お金: a worker's next payment, notices to confirm or question, the sum of the year.

use super::id_of;
use super::parts::{
    Paged, cut, lines_table, notice_chip, questions_list, shown, sums_facts, transfer_of,
};
use crate::actions;
use crate::read::{self, Expected, NextPayment};
use crate::stage::NoticeState;
use crate::store::accounts::{self, AccountRow};
use crate::store::notices::{self, NoticeRow};
use crate::store::questions;
use crate::words::period_words;
use access::{Act, Done, Failure, Form, PageError, Resource, Visit};
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Response};
use base::{Day, PublicId, Yen};
use people::read::WorkerCard;
use webkit::prelude::*;

const OWN: Act = Act::Approve(Resource::PaymentNotices);
const NOTICES: u64 = 24;

/// The worker who is signed in.
pub(super) async fn worker_of(visit: &Visit) -> Result<WorkerCard, PageError> {
    Ok(people::read::of_account(visit.db(), visit.actor.account)
        .await?
        .ok_or(Failure::Absent)?)
}

pub(super) async fn overview(visit: Visit, Query(paged): Query<Paged>) -> Result<Page, PageError> {
    let worker = worker_of(&visit).await?;
    let next = read::next_payment(visit.db(), worker.id).await?;
    let account = accounts::live(visit.db(), worker.id).await?;
    let (rows, more) = cut(
        notices::of_reach(visit.db(), &visit.may(OWN)?, paged.at(), NOTICES).await?,
        NOTICES,
    );
    let today = visit.today();
    let (first, last) = year_of(today);
    let earned = read::earned(visit.db(), worker.id, first, last).await?;
    let coming = rows
        .iter()
        .filter(|it| is_coming(it, last))
        .map(|it| it.gross().unwrap_or(it.fee));
    let coming = Yen::sum(coming).unwrap_or(Yen::ZERO);
    let expected = read::expected(visit.db(), worker.id, today).await?;
    let in_year = expected.iter().filter(|it| it.pay_on <= last);
    let in_hand = Yen::sum(in_year.map(|it| it.amount)).unwrap_or(Yen::ZERO);
    let forecast = Yen::sum([earned, coming, in_hand]).unwrap_or(earned);
    let ceiling = people::read::tax_facts(visit.db(), &[worker.id])
        .await?
        .into_iter()
        .next()
        .and_then(|it| it.ceiling_yen);
    let asking: Vec<&NoticeRow> = rows
        .iter()
        .filter(|it| it.state() == NoticeState::Asking && it.reversed_on.is_none())
        .collect();
    Ok(Page::titled(t!("payment-money")).body(html! {
        (next_card(next.as_ref(), &asking, expected.first()))
        (account_card(account.as_ref(), today))
        (section(t!("payment-year", year = today.year().to_string()), html! {
            (figures(&[
                (t!("payment-year-paid"), yen(earned), t!("payment-year-paid-note")),
                (t!("payment-year-coming"), yen(coming), t!("payment-year-coming-note")),
                (t!("payment-year-in-hand"), yen(in_hand), t!("payment-year-in-hand-note")),
            ]))
            @if let Some(ceiling) = ceiling { (meter(forecast, ceiling)) }
        }))
        @if rows.is_empty() { (empty(t!("payment-money-none"), t!("payment-money-none-next"))) }
        @else { (notices_table(&rows)) }
        (pagination_open(paged.at() as usize, more, "/money"))
    }))
}

fn year_of(today: Day) -> (Day, Day) {
    (
        Day::known(today.year(), 1, 1),
        Day::known(today.year(), 12, 31),
    )
}

/// Sent, to be paid within the year, and not yet settled.
fn is_coming(it: &NoticeRow, last: Day) -> bool {
    it.reversed_on.is_none()
        && it.pay_on <= last
        && it.transfer() != Some(crate::stage::TransferState::Settled)
}

/// The line that the worker chose: how near it is. It informs and never blocks.
fn meter(sum: Yen, ceiling: Yen) -> Markup {
    let words = t!("payment-meter", sum = sum, ceiling = ceiling);
    let (done, of) = (sum.amount().max(0), ceiling.amount().max(1));
    html! {
        div.progress { progress value=(done.min(of)) max=(of) aria-label=(words) {} }
        p { (words) }
        (note(t!("payment-meter-note")))
    }
}

/// The one thing to do, or the next day on which money comes.
fn next_card(
    next: Option<&NextPayment>,
    asking: &[&NoticeRow],
    expected: Option<&Expected>,
) -> Markup {
    html! {
        @if let Some(next) = next {
            (card_now(t!("payment-next"), html! {
                (figures(&[(t!("payment-next-on", on = next.pay_on), yen(next.total), t!("payment-next-note"))]))
                @if let Some(first) = asking.first() {
                    p { (t!("payment-asks-you", count = asking.len())) }
                    (actions([button_primary(format!("/money/notices/{}", first.public_id), t!("payment-look-and-confirm"))]))
                }
            }))
        } @else if let Some(it) = expected {
            (card(t!("payment-next"), figures(&[(t!("payment-next-on", on = it.pay_on), yen(it.amount), t!("payment-next-expected"))])))
        } @else {
            (card(t!("payment-next"), html! { p { (t!("payment-next-none")) } }))
        }
    }
}

fn account_card(account: Option<&AccountRow>, today: Day) -> Markup {
    html! {
        @match account {
            Some(it) => (facts(&[(t!("payment-account"), html! {
                (t!("payment-account-last4", last4 = &it.last4)) " "
                @if today < it.usable_from { (t!("payment-account-from", on = it.usable_from)) " " }
                (link("/money/account", t!("payment-account-change")))
            })])),
            None => (banner(Tone::Caution, t!("payment-account-missing"), html! {
                p { (t!("payment-account-missing-next")) }
                (actions([button_link("/money/account", t!("payment-account-give"))]))
            })),
        }
    }
}

fn notices_table(rows: &[NoticeRow]) -> Markup {
    table(
        t!("payment-notices"),
        rows,
        [
            column(t!("payment-period"), |it: &NoticeRow| {
                link(
                    format!("/money/notices/{}", it.public_id),
                    period_words(it.from_day, it.to_day).say(),
                )
            }),
            column(t!("payment-state"), notice_chip),
            column(t!("payment-transfer"), transfer_of),
            column(t!("payment-pay-on"), |it: &NoticeRow| day(it.pay_on)),
            number_column(t!("payment-total"), |it: &NoticeRow| yen(it.total)),
        ],
    )
    .markup()
}

pub(super) async fn notice(visit: Visit, Path(id): Path<String>) -> Result<Page, PageError> {
    page(&visit, &id, &Filled::default()).await
}

async fn page(visit: &Visit, id: &str, filled: &Filled) -> Result<Page, PageError> {
    let row = notices::by_public_id(visit.db(), &visit.may(OWN)?, &id_of(id)?).await?;
    let lines = notices::lines(visit.db(), row.id).await?;
    let questions = questions::questions(visit.db(), row.id).await?;
    let here = format!("/money/notices/{}", row.public_id);
    let asking = row.state() == NoticeState::Asking && row.reversed_on.is_none();
    let whole = (String::new(), t!("payment-question-whole"));
    let about = std::iter::once(whole).chain(
        lines
            .iter()
            .map(|it| (it.public_id.to_string(), it.what.clone())),
    );
    let page = Page::titled(t!(
        "payment-notice-title",
        period = period_words(row.from_day, row.to_day)
    ))
    .crumbs(&[(t!("payment-money"), "/money")]);
    let lead = match row.transfer() {
        Some(crate::stage::TransferState::Settled) => {
            t!(
                "payment-notice-lead-paid",
                on = row.pay_on,
                total = row.total
            )
        }
        _ => t!("payment-notice-lead", on = row.pay_on, total = row.total),
    };
    Ok(page.errors(filled).lead(lead).body(html! {
        (facts(&[(t!("payment-state"), notice_chip(&row)), (t!("payment-transfer"), transfer_of(&row)), (t!("payment-pay-on"), day(row.pay_on))]))
        (note(whose_turn(&row)))
        (lines_table(&lines, &row, "/work"))
        (section(t!("payment-sums"), sums_facts(&row)))
        @if asking {
            (form(format!("{here}/confirmation")).submit(t!("payment-confirm")).beside(button_link(format!("{here}/notice.pdf"), t!("payment-pdf"))))
        } @else { (actions([button_link(format!("{here}/notice.pdf"), t!("payment-pdf"))])) }
        @if !questions.is_empty() { (section(t!("payment-questions"), questions_list(&questions))) }
        @if asking {
            (section(t!("payment-question"), form(format!("{here}/questions")).body(html! {
                (field_select("line", t!("payment-question-about")).options(about).filled(filled))
                (field_area("question", t!("payment-question-text")).support(t!("payment-question-support")).required().max(1_000).rows(4).filled(filled))
            }).beside(button(t!("payment-question-send")))))
        }
    }))
}

/// Next step, owner and date, whatever the state.
fn whose_turn(row: &NoticeRow) -> String {
    if row.reversed_on.is_some() {
        return t!("payment-turn-reversed");
    }
    match row.state() {
        NoticeState::Collecting => String::new(),
        NoticeState::Asking => t!("payment-turn-asking", on = row.pay_on),
        NoticeState::Questioned => t!(
            "payment-turn-questioned",
            on = row.questioned_on.unwrap_or(row.pay_on).plus_days(3)
        ),
        NoticeState::Confirmed => t!(
            "payment-turn-confirmed",
            on = row.settled_on.unwrap_or(row.pay_on)
        ),
    }
}

pub(super) async fn confirm(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let notice = actions::confirm(visit.db(), &visit.actor, &id_of(&id)?).await?;
    Ok(Done::to(format!("/money/notices/{notice}"))
        .saying(words!("payment-confirmed-thanks"))
        .into_response())
}

pub(super) async fn question(
    visit: Visit,
    Path(id): Path<String>,
    Form(posted): Form,
) -> Result<Response, PageError> {
    let mut reader = posted.reader();
    let line = reader
        .optional_text("line", 32)
        .and_then(|it| PublicId::parse(&it));
    let Some(question) = reader.text("question", 1_000) else {
        return Ok(page(&visit, &id, &reader.filled()).await?.into_response());
    };
    match actions::question(
        visit.db(),
        &visit.actor,
        &id_of(&id)?,
        line.as_ref(),
        &question,
    )
    .await
    {
        Ok(_) => Ok(Done::to(format!("/money/notices/{id}"))
            .saying(words!("payment-question-sent"))
            .into_response()),
        Err(failure) => Ok(page(&visit, &id, &shown(failure, reader.filled())?)
            .await?
            .into_response()),
    }
}
