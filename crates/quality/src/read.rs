//! What others may ask about quality: payable facts for `payment`, quality figures for the pages of an order.

use crate::rework::Cause;
use access::{AccountId, Scope};
use base::{Day, PublicId, Yen};
use db::sea_orm::FromQueryResult;
use db::{Conn, StoreError};
use std::collections::BTreeMap;

pub use crate::lots::{
    DeliveryRow, LotRow, Quality, client_accepted, deliveries, deliveries_open, lots, lots_open,
    unanswered,
};
pub use crate::store::{
    CheckRow, ChecksWaiting, FindingRow, awaiting, awaiting_by_order, findings_of, notes_of,
};

/// 支払の元: one acceptance, exactly one payable fact.
#[derive(Clone, Debug, PartialEq)]
pub struct AcceptedWork {
    pub acceptance: i64,
    pub public_id: PublicId,
    pub work_order: i64,
    pub work_public_id: PublicId,
    pub work_number: String,
    pub worker: i64,
    pub worker_public_id: PublicId,
    pub client_order: i64,
    pub order_number: String,
    pub title: String,
    pub step_name: String,
    pub job_type: i64,
    /// 源泉徴収 applies to this kind of work.
    pub withholding: bool,
    pub units: i64,
    pub unit_pay: Yen,
    pub fee: Yen,
    /// Receipt: the sixty days count from here.
    pub delivered_on: Day,
    pub accepted_on: Day,
    /// Who accepted (検収した人); nobody prepares or approves the payment of what they accepted.
    pub accepted_by: Option<i64>,
    pub pay_on: Day,
    pub adjustments: Vec<Adjustment>,
}

/// A listed adjustment of an acceptance: work done again through no fault of the worker.
#[derive(Clone, Debug, PartialEq)]
pub struct Adjustment {
    pub cause: Cause,
    pub units: i64,
    pub amount: Yen,
}

#[derive(FromQueryResult)]
struct Row {
    acceptance: i64,
    public_id: PublicId,
    work_order: i64,
    work_public_id: PublicId,
    work_number: String,
    worker: i64,
    worker_public_id: PublicId,
    client_order: i64,
    order_number: String,
    title: String,
    step_name: String,
    job_type: i64,
    withholding: bool,
    units: i64,
    unit_pay: Yen,
    fee: Yen,
    delivered_on: Day,
    accepted_on: Day,
    accepted_by: Option<i64>,
    pay_on: Day,
}

#[derive(FromQueryResult)]
struct AdjustmentRow {
    acceptance: i64,
    cause: String,
    units: i64,
    amount: Yen,
}

/// Every acceptance from `from` to `to`, both included, by worker; two statements.
pub async fn accepted_between(
    db: &Conn,
    from: Day,
    to: Day,
) -> Result<Vec<AcceptedWork>, StoreError> {
    let days = || vec![from.into(), to.into()];
    let sql = "select a.id as acceptance, a.public_id, a.work_order, c.public_id as work_public_id, c.number as work_number, c.worker, \
        c.worker_public_id, c.client_order, c.order_number, c.title, c.step_name, c.job_type, c.withholding, a.units, a.unit_pay, a.fee, \
        a.delivered_on, a.accepted_on, a.accepted_by, c.pay_on \
        from acceptance a join work_card c on c.id = a.work_order where a.accepted_on between $1 and $2 order by c.worker, a.id";
    let rows: Vec<Row> = db::all(db, sql, days()).await?;
    let sql = "select j.acceptance, j.cause, j.units, j.amount from adjustment j join acceptance a on a.id = j.acceptance \
        where a.accepted_on between $1 and $2 order by j.id";
    let listed: Vec<AdjustmentRow> = db::all(db, sql, days()).await?;
    let mut adjustments: BTreeMap<i64, Vec<Adjustment>> = BTreeMap::new();
    for it in listed {
        let cause =
            Cause::named(&it.cause).ok_or_else(|| StoreError::Unreadable(it.cause.clone()))?;
        adjustments
            .entry(it.acceptance)
            .or_default()
            .push(Adjustment {
                cause,
                units: it.units,
                amount: it.amount,
            });
    }
    Ok(rows
        .into_iter()
        .map(|row| with_adjustments(row, &mut adjustments))
        .collect())
}

fn with_adjustments(row: Row, adjustments: &mut BTreeMap<i64, Vec<Adjustment>>) -> AcceptedWork {
    AcceptedWork {
        adjustments: adjustments.remove(&row.acceptance).unwrap_or_default(),
        acceptance: row.acceptance,
        public_id: row.public_id,
        work_order: row.work_order,
        work_public_id: row.work_public_id,
        work_number: row.work_number,
        worker: row.worker,
        worker_public_id: row.worker_public_id,
        client_order: row.client_order,
        order_number: row.order_number,
        title: row.title,
        step_name: row.step_name,
        job_type: row.job_type,
        withholding: row.withholding,
        units: row.units,
        unit_pay: row.unit_pay,
        fee: row.fee,
        delivered_on: row.delivered_on,
        accepted_on: row.accepted_on,
        accepted_by: row.accepted_by,
        pay_on: row.pay_on,
    }
}

/// 初回合格: what was looked at, and what was right at the first look.
#[derive(Clone, Debug, PartialEq, FromQueryResult)]
pub struct FirstPass {
    pub checked: i64,
    pub passed: i64,
    pub worker_faults: i64,
    pub client_changes: i64,
    pub instruction_errors: i64,
}

/// The quality of one work order or, by its client order, of all.
async fn first_pass(db: &Conn, column: &str, key: i64) -> Result<FirstPass, StoreError> {
    let sql = format!(
        "select (select count(*) from sample_item s join work_item_card i on i.id = s.item_work join work_card c on c.id = i.work_order \
            where {column} = $1 and s.verdict is not null) as checked, \
          (select count(*) from sample_item s join work_item_card i on i.id = s.item_work join work_card c on c.id = i.work_order \
            where {column} = $1 and s.verdict = 'passed' and not exists (select 1 from finding f where f.item_work = s.item_work)) as passed, \
          (select cast(coalesce(sum(f.units), 0) as bigint) from finding f join work_card c on c.id = f.work_order where {column} = $1 and f.cause = 'worker_fault') as worker_faults, \
          (select cast(coalesce(sum(f.units), 0) as bigint) from finding f join work_card c on c.id = f.work_order where {column} = $1 and f.cause = 'client_change') as client_changes, \
          (select cast(coalesce(sum(f.units), 0) as bigint) from finding f join work_card c on c.id = f.work_order where {column} = $1 and f.cause = 'instruction_error') as instruction_errors"
    );
    db::one(db, &sql, vec![key.into()])
        .await?
        .ok_or(StoreError::Absent)
}

/// The quality of one work order.
pub async fn of_work_order(db: &Conn, work_order: i64) -> Result<FirstPass, StoreError> {
    first_pass(db, "c.id", work_order).await
}

/// The quality of one client order.
pub async fn of_client_order(db: &Conn, client_order: i64) -> Result<FirstPass, StoreError> {
    first_pass(db, "c.client_order", client_order).await
}

/// Findings per line of the manual of one client order: where the instructions may be improved.
#[derive(Clone, Debug, PartialEq, FromQueryResult)]
pub struct LineFindings {
    pub manual_line: String,
    pub findings: i64,
}

/// How often each line of the manual was named.
pub async fn findings_by_line(
    db: &Conn,
    client_order: i64,
) -> Result<Vec<LineFindings>, StoreError> {
    let sql = "select f.manual_line, count(*) as findings from finding f join work_card c on c.id = f.work_order \
        where c.client_order = $1 and f.manual_line <> '' group by f.manual_line order by findings desc, f.manual_line limit 50";
    db::all(db, sql, vec![client_order.into()]).await
}

/// The acceptance of a work order, if there is one.
#[derive(Clone, Debug, PartialEq, FromQueryResult)]
pub struct AcceptanceRow {
    pub public_id: PublicId,
    pub units: i64,
    pub fee: Yen,
    pub accepted_on: Day,
    pub adjustments: Yen,
}

/// What was accepted of a work order.
pub async fn acceptance_of(
    db: &Conn,
    work_order: i64,
) -> Result<Option<AcceptanceRow>, StoreError> {
    let sql = "select a.public_id, a.units, a.fee, a.accepted_on, \
        cast(coalesce((select sum(j.amount) from adjustment j where j.acceptance = a.id), 0) as bigint) as adjustments \
        from acceptance a where a.work_order = $1";
    db::one(db, sql, vec![work_order.into()]).await
}

/// The first page of items that wait for this checker, oldest first.
pub async fn waiting_items(
    db: &Conn,
    scope: &Scope,
    reader: AccountId,
) -> Result<Vec<PublicId>, StoreError> {
    let rows = crate::store::awaiting(db, scope, reader.0, None, 1).await?;
    Ok(rows.into_iter().map(|it| it.public_id).collect())
}
