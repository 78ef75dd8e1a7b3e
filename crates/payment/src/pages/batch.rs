//! One 振込依頼: approved by a second person, handed out for the bank, its results recorded line by line.

use super::id_of;
use super::parts::{batch_chip, transfer_chip};
use crate::actions::{self};
use crate::stage::{BatchState, TransferState};
use crate::store::transfers::{self, BatchRow, TransferRow};
use crate::words::period_words;
use access::{Act, Done, Form, PageError, Resource, Visit, download};
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use base::{PublicId, Yen};
use webkit::prelude::*;

pub(super) async fn show(visit: Visit, Path(id): Path<String>) -> Result<Page, PageError> {
    page(&visit, &id, &Filled::default()).await
}

async fn page(visit: &Visit, id: &str, filled: &Filled) -> Result<Page, PageError> {
    let row = transfers::batch(visit.db(), &id_of(id)?).await?;
    let lines = transfers::lines(visit.db(), row.id).await?;
    let approves = visit.may(Act::Approve(Resource::Transfers)).is_ok();
    let writes = visit.may(Act::Write(Resource::Transfers)).is_ok();
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
    Ok(
        Page::titled(t!("payment-batch-number", number = row.number.to_string()))
            .crumbs(&crumbs)
            .wide()
            .errors(filled)
            .body(html! {
                (figures(&[
                    (t!("payment-total"), yen(row.total), String::new()),
                    (t!("payment-count"), number(row.lines), String::new()),
                    (t!("payment-pay-on"), day(row.pay_on), String::new()),
                ]))
                (facts(&batch_facts(&row)))
                (next_step(visit, &row, &lines, (approves, writes), filled))
                (lines_table(&lines))
            }),
    )
}

fn batch_facts(row: &BatchRow) -> Vec<(String, Markup)> {
    let who = |name: &Option<String>| text(name.clone().unwrap_or_default());
    let mut rows = vec![
        (t!("payment-state"), batch_chip(row.state())),
        (
            t!("payment-prepared-by"),
            html! { (who(&row.prepared_name)) " " (moment(row.prepared_at)) },
        ),
    ];
    if let Some(at) = row.approved_at {
        rows.push((
            t!("payment-approved-by"),
            html! { (who(&row.approved_name)) " " (moment(at)) },
        ));
    }
    if let Some(hash) = &row.sha256 {
        rows.push((t!("payment-sha"), text(hash)));
    }
    if let Some(at) = row.sent_at {
        rows.push((t!("payment-sent-at"), moment(at)));
    }
    if !row.why_withdrawn.is_empty() {
        rows.push((t!("payment-why-withdrawn"), text(&row.why_withdrawn)));
    }
    rows
}

/// What is to be done with the batch, by whom.
fn next_step(
    visit: &Visit,
    row: &BatchRow,
    lines: &[TransferRow],
    (approves, writes): (bool, bool),
    filled: &Filled,
) -> Markup {
    let here = format!("/payments/batches/{}", row.public_id);
    let mine = row.prepared_by == visit.actor.account.0;
    let open = lines.iter().any(|it| it.state() == TransferState::Approved);
    html! {
        @match row.state() {
            BatchState::Prepared if approves && !mine => {
                (form(format!("{here}/approval")).hidden("lines", row.lines.to_string()).hidden("total", row.total.amount().to_string())
                    .submit(t!("payment-approve")).body(note(t!("payment-approve-note", count = row.lines, total = row.total))))
                (details(t!("payment-withdraw"), withdrawal(&here, filled)))
            }
            BatchState::Prepared => {
                (banner(Tone::Info, t!("payment-waits-approval"), t!("payment-waits-approval-next")))
                @if mine { (details(t!("payment-withdraw"), withdrawal(&here, filled))) }
            }
            BatchState::Approved if approves => (hand_out(&here, t!("payment-file"))),
            BatchState::Approved => (banner(Tone::Info, t!("payment-waits-file"), t!("payment-waits-file-next"))),
            BatchState::Sent => {
                @if open && writes { (section(t!("payment-results"), results_form(&here, row, lines, filled))) }
                @else if open { (banner(Tone::Info, t!("payment-waits-results"), t!("payment-waits-results-next"))) }
                @if writes { (details(t!("payment-recall"), recall_form(&here, lines, filled))) }
                @if approves { (details(t!("payment-file-again"), hand_out(&here, t!("payment-file")))) }
            }
            BatchState::Withdrawn => (banner(Tone::Info, t!("payment-is-withdrawn"), t!("payment-is-withdrawn-next"))),
        }
    }
}

fn hand_out(here: &str, label: String) -> Markup {
    form(format!("{here}/file"))
        .submit(label)
        .body(note(t!("payment-file-note")))
        .markup()
}

fn withdrawal(here: &str, filled: &Filled) -> Markup {
    let why = field_area("why", t!("payment-why-withdrawn"))
        .required()
        .max(300)
        .rows(2)
        .filled(filled);
    form(format!("{here}/withdrawal"))
        .body(why)
        .beside(button(t!("payment-withdraw")))
        .markup()
}

fn results_form(here: &str, row: &BatchRow, lines: &[TransferRow], filled: &Filled) -> Markup {
    let open = lines
        .iter()
        .filter(|it| it.state() == TransferState::Approved);
    form(format!("{here}/results"))
        .submit(t!("payment-results-save"))
        .body(html! {
            (note(t!("payment-results-note")))
            (field_date("on", t!("payment-settled-on")).required().filled(filled).value(row.pay_on.to_string()))
            (field_checks("failed", t!("payment-failed")).optional().options(open.map(|it| (it.public_id.to_string(), label(it)))).filled(filled))
            (field_text("why", t!("payment-failed-why")).support(t!("payment-failed-why-support")).optional().max(200).filled(filled))
        })
        .markup()
}

fn recall_form(here: &str, lines: &[TransferRow], filled: &Filled) -> Markup {
    let paid = lines
        .iter()
        .filter(|it| matches!(it.state(), TransferState::Approved | TransferState::Settled));
    form(format!("{here}/recalls"))
        .submit_danger(t!("payment-recall-save"))
        .body(html! {
            (note(t!("payment-recall-note")))
            (field_select("transfer", t!("payment-recall-which")).required().options(paid.map(|it| (it.public_id.to_string(), label(it)))).filled(filled))
            (field_date("recalled_on", t!("payment-recall-on")).required().filled(filled))
            (field_text("recall_why", t!("payment-recall-why")).required().max(200).filled(filled))
        })
        .markup()
}

fn label(it: &TransferRow) -> String {
    t!(
        "payment-line-of",
        name = &it.worker_name,
        number = &it.worker_number,
        amount = it.amount
    )
}

fn lines_table(lines: &[TransferRow]) -> Markup {
    table(
        t!("payment-batch-lines"),
        lines,
        [
            column(t!("payment-worker"), |it: &TransferRow| {
                link(
                    format!("/payments/notices/{}", it.notice_public),
                    t!(
                        "payment-worker-of",
                        name = &it.worker_name,
                        number = &it.worker_number
                    ),
                )
            }),
            column(t!("payment-transfer"), |it: &TransferRow| {
                transfer_chip(it.state())
            }),
            column(t!("payment-settled-on"), |it: &TransferRow| {
                day_or_dash(it.settled_on)
            }),
            column(t!("payment-bank-said"), |it: &TransferRow| {
                if it.why.is_empty() {
                    dash()
                } else {
                    text(&it.why)
                }
            }),
            number_column(t!("payment-amount"), |it: &TransferRow| yen(it.amount)),
        ],
    )
    .dense()
    .markup()
}

pub(super) async fn approve(
    visit: Visit,
    Path(id): Path<String>,
    Form(posted): Form,
) -> Result<Response, PageError> {
    let read = |name: &str| {
        posted
            .first(name)
            .and_then(|it| it.parse::<i64>().ok())
            .unwrap_or(-1)
    };
    let seen = (read("lines"), Yen::new(read("total")));
    let done = actions::approve_batch(
        visit.db(),
        &visit.actor,
        &visit.app.vault,
        &id_of(&id)?,
        seen,
    )
    .await?;
    let said = words!("payment-approved", count = done.count, total = done.total);
    Ok(Done::to(format!("/payments/batches/{}", done.batch))
        .saying(said)
        .into_response())
}

pub(super) async fn withdraw(
    visit: Visit,
    Path(id): Path<String>,
    Form(posted): Form,
) -> Result<Response, PageError> {
    let mut reader = posted.reader();
    let Some(why) = reader.text("why", 300) else {
        return Ok(page(&visit, &id, &reader.filled()).await?.into_response());
    };
    let batch = actions::withdraw_batch(visit.db(), &visit.actor, &id_of(&id)?, &why).await?;
    Ok(Done::to(format!("/payments/batches/{batch}"))
        .saying(words!("payment-withdrawn"))
        .into_response())
}

/// Hands out the approved bytes; a fresh second factor is asked first.
pub(super) async fn file(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let batch = actions::hand_out(visit.db(), &visit.actor, &id_of(&id)?).await?;
    let bytes = actions::file_of(visit.db(), &visit.actor, &visit.app.vault, &batch).await?;
    let row = transfers::batch(visit.db(), &batch).await?;
    Ok(download(
        bytes,
        &t!(
            "payment-file-name",
            number = row.number.to_string(),
            on = row.pay_on.to_string()
        ),
        "text/plain; charset=shift_jis",
    ))
}

pub(super) async fn results(
    visit: Visit,
    Path(id): Path<String>,
    Form(posted): Form,
) -> Result<Response, PageError> {
    let mut reader = posted.reader();
    let on = reader.day("on");
    let why = reader.optional_text("why", 200).unwrap_or_default();
    let ticked = reader.many("failed");
    let failed: Vec<PublicId> = ticked.iter().filter_map(|it| PublicId::parse(it)).collect();
    // One left out unread would count as paid.
    if failed.len() < ticked.len() {
        reader.fault("failed", words!("payment-fault-failed-unknown"));
    }
    if !failed.is_empty() && why.is_empty() {
        reader.fault("why", words!("payment-fault-failed-why"));
    }
    let (Some(on), true) = (on, reader.is_clean()) else {
        return Ok(page(&visit, &id, &reader.filled()).await?.into_response());
    };
    let failed: Vec<(PublicId, String)> = failed.into_iter().map(|it| (it, why.clone())).collect();
    let done =
        match actions::record_results(visit.db(), &visit.actor, &id_of(&id)?, on, &failed).await {
            Ok(done) => done,
            Err(failure) => {
                return Ok(
                    page(&visit, &id, &super::parts::shown(failure, reader.filled())?)
                        .await?
                        .into_response(),
                );
            }
        };
    let said = words!(
        "payment-results-saved",
        settled = done.settled,
        failed = done.failed
    );
    Ok(Done::to(format!("/payments/batches/{}", done.batch))
        .saying(said)
        .into_response())
}

pub(super) async fn recall(
    visit: Visit,
    Path(id): Path<String>,
    Form(posted): Form,
) -> Result<Response, PageError> {
    let mut reader = posted.reader();
    let transfer = reader
        .text("transfer", 32)
        .and_then(|it| PublicId::parse(&it));
    let (on, why) = (reader.day("recalled_on"), reader.text("recall_why", 200));
    let (Some(transfer), Some(on), Some(why)) = (transfer, on, why) else {
        return Ok(page(&visit, &id, &reader.filled()).await?.into_response());
    };
    match actions::recall(visit.db(), &visit.actor, &transfer, on, &why).await {
        Ok(batch) => Ok(Done::to(format!("/payments/batches/{batch}"))
            .saying(words!("payment-recalled"))
            .into_response()),
        Err(failure) => Ok(
            page(&visit, &id, &super::parts::shown(failure, reader.filled())?)
                .await?
                .into_response(),
        ),
    }
}
