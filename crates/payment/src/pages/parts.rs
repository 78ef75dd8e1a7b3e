//! What several pages of money show: states as chips, lines and questions of a notice, its PDF.

use crate::notice::LineKind;
use crate::stage::{BatchState, NoticeState, TransferState};
use crate::store::notices::{LineRow, NoticeRow};
use crate::store::questions::QuestionRow;
use access::{PageError, download};
use axum::response::Response;
use db::Db;
use papers::pdf::Paper;
use sha2::{Digest, Sha256};
use webkit::prelude::*;

/// A page in the query of an address.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
pub struct Paged {
    pub page: u64,
    pub show: String,
}

impl Paged {
    /// The page asked for, from 1.
    pub fn at(&self) -> u64 {
        self.page.max(1)
    }
}

/// Whether the query found one row more than a page shows, and the rows of the page.
pub fn cut<T>(mut rows: Vec<T>, size: u64) -> (Vec<T>, bool) {
    let more = rows.len() as u64 > size;
    rows.truncate(size as usize);
    (rows, more)
}

pub fn notice_chip(row: &NoticeRow) -> Markup {
    if row.reversed_on.is_some() {
        return chip(Tone::Plain, t!("payment-notice-reversed"));
    }
    let tone = match row.state() {
        NoticeState::Collecting => Tone::Plain,
        NoticeState::Asking => Tone::Info,
        NoticeState::Questioned => Tone::Caution,
        NoticeState::Confirmed => Tone::Good,
    };
    chip(tone, row.state().words().say())
}

pub fn transfer_chip(state: TransferState) -> Markup {
    let tone = match state {
        TransferState::Prepared => Tone::Caution,
        TransferState::Approved => Tone::Info,
        TransferState::Settled => Tone::Good,
        TransferState::Failed | TransferState::Recalled => Tone::Danger,
        TransferState::Withdrawn => Tone::Plain,
    };
    chip(tone, state.words().say())
}

/// The transfer of a notice, or a dash while there is none.
pub fn transfer_of(row: &NoticeRow) -> Markup {
    row.transfer().map_or_else(dash, transfer_chip)
}

pub fn batch_chip(state: BatchState) -> Markup {
    let tone = match state {
        BatchState::Prepared => Tone::Caution,
        BatchState::Approved => Tone::Info,
        BatchState::Sent => Tone::Good,
        BatchState::Withdrawn => Tone::Plain,
    };
    chip(tone, state.words().say())
}

/// 明細: every line with its way back to the work; staff reach the work order, workers their own work.
pub fn lines_table(lines: &[LineRow], row: &NoticeRow, work: &str) -> Markup {
    let what = |it: &LineRow| match it.kind() {
        LineKind::Reversal => t!("payment-paper-reversal", what = &it.what),
        _ => it.what.clone(),
    };
    table(
        t!("payment-lines"),
        lines,
        [
            column(t!("payment-line"), move |it: &LineRow| {
                link(format!("{work}/{}", it.work_public_id), what(it))
            }),
            column(
                t!("payment-received-on"),
                |it: &LineRow| day(it.supplied_on),
            ),
            number_column(t!("payment-units"), |it: &LineRow| number(it.units)),
            number_column(t!("payment-unit-pay"), |it: &LineRow| yen(it.unit_pay)),
            number_column(t!("payment-amount"), |it: &LineRow| yen(it.amount)),
        ],
    )
    .sum(t!("payment-withholding"), yen(row.withholding))
    .sum(t!("payment-total"), yen(row.total))
    .markup()
}

/// The questions about a notice with their answers.
pub fn questions_list(questions: &[QuestionRow]) -> Markup {
    html! {
        @for it in questions {
            (card(it.what.clone().unwrap_or_else(|| t!("payment-question-whole")), html! {
                (lines(&it.question))
                (note(moment(it.asked_at)))
                @if let (Some(answer), Some(at)) = (&it.answer, it.answered_at) {
                    (banner(Tone::Info, t!("payment-answer"), html! { (lines(answer)) (note(moment(at))) }))
                }
            }))
        }
    }
}

/// 内訳 of a notice as facts: fee, adjustments, tax told, withholding, sum.
pub fn sums_facts(row: &NoticeRow) -> Markup {
    let mut rows = vec![(t!("payment-fee"), yen(row.fee))];
    if !row.adjustments.is_zero() {
        rows.push((t!("payment-adjustments"), yen(row.adjustments)));
    }
    if row.reg_no.is_some() {
        rows.push((t!("payment-tax-within"), yen(row.tax)));
    }
    rows.push((t!("payment-withholding"), yen(row.withholding)));
    rows.push((
        t!("payment-transfer-fee"),
        text(t!("payment-transfer-fee-ours")),
    ));
    rows.push((t!("payment-total"), yen(row.total)));
    facts(&rows)
}

/// The PDF of frozen content: the one kept, or drawn now outside of any command and to be kept by the caller.
pub async fn drawn(content: String) -> Result<(Vec<u8>, String), PageError> {
    let unreadable = |why: String| PageError::from(db::StoreError::Unreadable(why));
    let drawing = tokio::task::spawn_blocking(move || {
        let paper: Paper = serde_json::from_str(&content).map_err(|error| error.to_string())?;
        papers::pdf::draw(&paper).map_err(|error| error.to_string())
    });
    let pdf = drawing
        .await
        .map_err(|error| unreadable(error.to_string()))?
        .map_err(unreadable)?;
    let hash = Sha256::digest(&pdf)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    Ok((pdf, hash))
}

pub fn pdf_answer(pdf: Vec<u8>, name: &str) -> Response {
    download(pdf, name, "application/pdf")
}

/// A command of the service itself that keeps a drawn document.
pub async fn service_tx(db: &Db) -> Result<db::Tx, PageError> {
    Ok(db.begin(&db::Author::system("documents")).await?)
}

/// A failure that a form can show: the form again with its faults; any other goes on.
pub fn shown(failure: access::Failure, filled: Filled) -> Result<Filled, access::Failure> {
    match failure {
        access::Failure::Faulty(faults) => Ok(faults
            .into_iter()
            .fold(filled, |it, (field, words)| it.with_fault(&field, words))),
        access::Failure::Refused(words) => Ok(filled.with_fault("", words)),
        other => Err(other),
    }
}
