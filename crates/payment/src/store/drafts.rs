//! 支払通知 in the making: collected for a closing, or corrected.

use super::notices::NoticeRow;
use crate::notice::{Line, Sums};
use crate::store::insert_rows;
use crate::{ClosingId, NoticeId};
use base::Day;
use db::sea_orm::{FromQueryResult, Value};
use db::{StoreError, Tx};
use people::WorkerId;
use std::collections::BTreeMap;

/// A notice to be kept.
#[derive(Clone, Debug)]
pub struct Draft {
    pub worker: WorkerId,
    pub reg_no: Option<String>,
    pub sums: Sums,
    pub lines: Vec<Line>,
}

/// Keeps the notices of a closing that is still collected, replacing those of an earlier look.
pub async fn replace_collected(
    tx: &Tx,
    closing: ClosingId,
    pay_on: Day,
    drafts: &[Draft],
) -> Result<(), StoreError> {
    let old = "delete from payment_line where notice in (select id from payment_notice where closing = $1 and state = 'collecting')";
    db::execute(tx, old, vec![closing.into()]).await?;
    db::execute(
        tx,
        "delete from payment_notice where closing = $1 and state = 'collecting'",
        vec![closing.into()],
    )
    .await?;
    let rows = drafts.iter().map(|it| {
        let mut row: Vec<Value> = vec![
            tx.public_id().into(),
            it.worker.into(),
            closing.into(),
            "regular".into(),
            0i64.into(),
            Option::<i64>::None.into(),
            "".into(),
            "collecting".into(),
            it.reg_no.clone().into(),
            pay_on.into(),
            1i32.into(),
        ];
        row.extend(sums(&it.sums));
        row
    });
    insert_rows(tx, "payment_notice", &NOTICE_COLUMNS, rows.collect()).await?;
    let ids = ids_by_worker(tx, closing).await?;
    let mut lines = Vec::new();
    for it in drafts {
        let notice = *ids.get(&it.worker).ok_or(StoreError::Absent)?;
        lines.extend(
            it.lines
                .iter()
                .enumerate()
                .map(|(at, line)| line_values(tx, notice, at as i64, line, 0, None)),
        );
    }
    insert_rows(tx, "payment_line", &LINE_COLUMNS, lines).await
}

const NOTICE_COLUMNS: [&str; 18] = [
    "public_id",
    "worker",
    "closing",
    "kind",
    "round",
    "original",
    "reason",
    "state",
    "reg_no",
    "pay_on",
    "version",
    "fee",
    "adjustments",
    "tax",
    "deductible",
    "withholding",
    "total",
    "asked_on",
];

fn sums(it: &Sums) -> Vec<Value> {
    vec![
        it.fee.into(),
        it.adjustments.into(),
        it.tax.into(),
        it.deductible.into(),
        it.withholding.into(),
        it.total.into(),
        Option::<Day>::None.into(),
    ]
}

const LINE_COLUMNS: [&str; 15] = [
    "public_id",
    "notice",
    "position",
    "kind",
    "acceptance",
    "work_order",
    "round",
    "reverses",
    "what",
    "units",
    "unit_pay",
    "amount",
    "supplied_on",
    "withheld",
    "accepted_by",
];

fn line_values(
    tx: &Tx,
    notice: NoticeId,
    at: i64,
    line: &Line,
    round: i64,
    reverses: Option<i64>,
) -> Vec<Value> {
    vec![
        tx.public_id().into(),
        notice.into(),
        at.into(),
        line.kind.as_str().into(),
        line.acceptance.into(),
        line.work_order.into(),
        round.into(),
        reverses.into(),
        line.what.as_str().into(),
        line.units.into(),
        line.unit_pay.into(),
        line.amount.into(),
        line.supplied_on.into(),
        line.withheld.into(),
        line.accepted_by.into(),
    ]
}

async fn ids_by_worker(
    tx: &Tx,
    closing: ClosingId,
) -> Result<BTreeMap<WorkerId, NoticeId>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        id: NoticeId,
        worker: WorkerId,
    }
    let sql = "select id, worker from payment_notice where closing = $1 and state = 'collecting'";
    let rows: Vec<Row> = db::all(tx, sql, vec![closing.into()]).await?;
    Ok(rows.into_iter().map(|it| (it.worker, it.id)).collect())
}

/// A line of a correction: what it says, and which line it takes back.
#[derive(Clone, Debug)]
pub struct CorrectedLine {
    pub line: Line,
    pub round: i64,
    pub reverses: Option<i64>,
}

/// A correction to be kept, in the closing of the open period.
pub struct NewCorrection<'a> {
    pub of: &'a NoticeRow,
    pub closing: ClosingId,
    pub pay_on: Day,
    pub reason: &'a str,
    pub sums: &'a Sums,
    pub lines: Vec<CorrectedLine>,
}

pub async fn insert_correction(tx: &Tx, it: NewCorrection<'_>) -> Result<NoticeId, StoreError> {
    let sql = "select coalesce(max(round), 0) + 1 from payment_notice where worker = $1 and closing = $2 and kind = 'correction'";
    let round: i64 = db::scalar(tx, sql, vec![it.of.worker.into(), it.closing.into()])
        .await?
        .unwrap_or(1);
    let public_id = tx.public_id();
    let mut row: Vec<Value> = vec![
        public_id.clone().into(),
        it.of.worker.into(),
        it.closing.into(),
        "correction".into(),
        round.into(),
        Some(it.of.id.0).into(),
        it.reason.into(),
        "collecting".into(),
        it.of.reg_no.clone().into(),
        it.pay_on.into(),
        1i32.into(),
    ];
    row.extend(sums(it.sums));
    insert_rows(tx, "payment_notice", &NOTICE_COLUMNS, vec![row]).await?;
    let id: i64 = db::scalar(
        tx,
        "select id from payment_notice where public_id = $1",
        vec![public_id.into()],
    )
    .await?
    .ok_or(StoreError::Absent)?;
    let lines =
        it.lines.iter().enumerate().map(|(at, it)| {
            line_values(tx, NoticeId(id), at as i64, &it.line, it.round, it.reverses)
        });
    insert_rows(tx, "payment_line", &LINE_COLUMNS, lines.collect()).await?;
    Ok(NoticeId(id))
}
