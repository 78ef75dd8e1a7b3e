//! One 支払通知 for staff: every yen with its work, questions to answer, the correction, the entries in the books.

use super::parts::{
    drawn, lines_table, notice_chip, pdf_answer, questions_list, service_tx, shown, sums_facts,
    transfer_of,
};
use super::{holidays, id_of};
use crate::actions::{self, Change};
use crate::stage::NoticeState;
use crate::store::ledger::{self, PostingRow};
use crate::store::notices::{self, LineRow, NoticeRow};
use crate::store::questions;
use crate::words::period_words;
use access::{Act, Done, Form, PageError, Resource, Visit};
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use webkit::prelude::*;

const READS: Act = Act::Read(Resource::PaymentNotices);

pub(super) async fn show(visit: Visit, Path(id): Path<String>) -> Result<Page, PageError> {
    page(&visit, &id, &Filled::default()).await
}

async fn page(visit: &Visit, id: &str, filled: &Filled) -> Result<Page, PageError> {
    let row = notices::by_public_id(visit.db(), &visit.may(READS)?, &id_of(id)?).await?;
    let lines = notices::lines(visit.db(), row.id).await?;
    let questions = questions::questions(visit.db(), row.id).await?;
    let postings = ledger::of_notice(visit.db(), row.id).await?;
    let writes = visit.may(Act::Write(Resource::PaymentNotices)).is_ok();
    let last4 = actions::account_seen_by_staff(visit.db(), &visit.actor, row.worker).await?;
    let here = format!("/payments/notices/{}", row.public_id);
    let crumbs = [
        (t!("payment-payments"), "/payments".to_owned()),
        (
            t!(
                "payment-closing",
                period = period_words(row.from_day, row.to_day)
            ),
            format!("/payments/closings/{}", row.closing_public),
        ),
    ];
    Ok(Page::titled(t!("payment-notice-of", name = &row.worker_name)).crumbs(&crumbs).wide().errors(filled).body(html! {
        (facts(&state_facts(&row)))
        @if let Some(last4) = &last4 { (facts(&[(t!("payment-account"), text(t!("payment-account-last4", last4 = last4)))])) }
        @if row.number.is_some() { (actions([button_link(format!("{here}/notice.pdf"), t!("payment-pdf"))])) }
        (lines_table(&lines, &row, "/work-orders"))
        (section(t!("payment-sums"), sums_facts(&row)))
        @if !questions.is_empty() { (section(t!("payment-questions"), questions_list(&questions))) }
        @for it in questions.iter().filter(|it| writes && it.answer.is_none()) {
            (form(format!("{here}/answers")).hidden("question", it.public_id.to_string()).submit(t!("payment-answer-send")).body(
                field_area("answer", t!("payment-answer")).required().max(1_000).rows(4).filled(filled)
            ))
        }
        @if writes && row.state() != NoticeState::Collecting && row.reversed_on.is_none() {
            (details(t!("payment-correct"), correction_form(&here, &lines, filled)))
        }
        @if !postings.is_empty() { (details(t!("payment-postings"), postings_table(&postings))) }
    }))
}

fn state_facts(row: &NoticeRow) -> Vec<(String, Markup)> {
    let mut rows = vec![
        (t!("payment-state"), notice_chip(row)),
        (t!("payment-transfer"), transfer_of(row)),
        (
            t!("payment-number"),
            row.number.map_or_else(dash, |it| text(it.to_string())),
        ),
        (t!("payment-pay-on"), day(row.pay_on)),
        (t!("payment-exception"), super::staff::exception(row)),
    ];
    if let Some(on) = row.confirmed_on {
        let key = if row.confirmed_how.as_deref() == Some("deemed") {
            "payment-confirmed-deemed"
        } else {
            "payment-confirmed-by-worker"
        };
        rows.push((t!("payment-confirmation"), text(t!(key, on = on))));
    }
    if let Some(why) = row.why.as_ref().filter(|it| !it.is_empty()) {
        rows.push((t!("payment-bank-said"), text(why)));
    }
    if !row.reason.is_empty() {
        rows.push((t!("payment-reason"), text(&row.reason)));
    }
    rows
}

fn correction_form(here: &str, lines: &[LineRow], filled: &Filled) -> Markup {
    let lines = lines.iter().filter(|it| it.reverses_nothing());
    form(format!("{here}/corrections"))
        .submit(t!("payment-correct-send"))
        .body(html! {
            (note(t!("payment-correct-note")))
            @for it in lines {
                (section(&it.what, html! {
                    (field_number(format!("units-{}", it.public_id), t!("payment-units")).required().filled(filled).value(it.units.to_string()))
                    (field_yen(format!("unit-{}", it.public_id), t!("payment-unit-pay")).required().filled(filled).value(it.unit_pay.amount().to_string()))
                }))
            }
            (field_area("reason", t!("payment-reason")).support(t!("payment-reason-support")).required().max(500).rows(3).filled(filled))
        })
        .markup()
}

fn postings_table(rows: &[PostingRow]) -> Markup {
    table(
        t!("payment-postings"),
        rows,
        [
            column(t!("payment-entry"), |it: &PostingRow| {
                text(it.entry.to_string())
            }),
            column(t!("payment-on"), |it: &PostingRow| day(it.on_day)),
            column(t!("payment-cause"), |it: &PostingRow| {
                text(t!(format!("payment-cause-{}", it.cause.replace('_', "-"))))
            }),
            column(t!("payment-book"), |it: &PostingRow| {
                text(t!(format!("payment-book-{}", it.book.replace('_', "-"))))
            }),
            number_column(t!("payment-amount"), |it: &PostingRow| yen(it.amount)),
        ],
    )
    .dense()
    .markup()
}

pub(super) async fn answer(
    visit: Visit,
    Path(id): Path<String>,
    Form(posted): Form,
) -> Result<Response, PageError> {
    let mut reader = posted.reader();
    let answer = reader.text("answer", 1_000);
    let question = Form::named(&posted, "question")?;
    let Some(answer) = answer else {
        return Ok(page(&visit, &id, &reader.filled()).await?.into_response());
    };
    let notice = actions::answer(visit.db(), &visit.actor, &question, &answer).await?;
    Ok(Done::to(format!("/payments/notices/{notice}"))
        .saying(words!("payment-answered"))
        .into_response())
}

pub(super) async fn correct(
    visit: Visit,
    Path(id): Path<String>,
    Form(posted): Form,
) -> Result<Response, PageError> {
    let notice = id_of(&id)?;
    let row = notices::by_public_id(visit.db(), &visit.may(READS)?, &notice).await?;
    let lines = notices::lines(visit.db(), row.id).await?;
    let mut reader = posted.reader();
    let mut changes = Vec::new();
    for line in lines.iter().filter(|it| it.reverses_nothing()) {
        let units = reader.integer(&format!("units-{}", line.public_id), 0..=1_000_000);
        let unit_pay = reader.yen(&format!("unit-{}", line.public_id));
        if let (Some(units), Some(unit_pay)) = (units, unit_pay) {
            changes.push(Change {
                line: line.public_id.clone(),
                units,
                unit_pay,
            });
        }
    }
    let reason = reader.text("reason", 500).unwrap_or_default();
    if !reader.is_clean() {
        return Ok(page(&visit, &id, &reader.filled()).await?.into_response());
    }
    match actions::correct(
        visit.db(),
        &visit.actor,
        &holidays(&visit)?,
        &notice,
        &changes,
        &reason,
    )
    .await
    {
        Ok(done) => Ok(Done::to(format!("/payments/notices/{}", done.notice))
            .saying(words!("payment-corrected", total = done.total))
            .into_response()),
        Err(failure) => Ok(page(&visit, &id, &shown(failure, reader.filled())?)
            .await?
            .into_response()),
    }
}

/// The notice as the paper that both sides keep; workers get their own.
pub(super) async fn pdf(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let row = notices::by_public_id(visit.db(), &visit.may(READS)?, &id_of(&id)?).await?;
    let number = row.number.ok_or(access::Failure::Absent)?;
    let kept = notices::document(visit.db(), row.id).await?;
    let pdf = match (kept.pdf, kept.content) {
        (Some(pdf), _) => pdf,
        (None, Some(content)) => {
            let (pdf, hash) = drawn(content).await?;
            let tx = service_tx(visit.db()).await?;
            notices::keep_pdf(&tx, row.id, &pdf, &hash).await?;
            tx.finish(&()).await?;
            pdf
        }
        (None, None) => return Err(access::Failure::Absent.into()),
    };
    Ok(pdf_answer(
        pdf,
        &t!("payment-notice-file", number = number.to_string()),
    ))
}
