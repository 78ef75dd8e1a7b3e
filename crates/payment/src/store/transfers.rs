//! 振込 and the batches in which they go to the bank.

use crate::stage::{BatchState, TransferState};
use crate::store::accounts::SealedRow;
use crate::store::{insert_rows, keys};
use crate::{BankAccountId, BatchId, ClosingId, NoticeId, TransferId};
use access::AccountId;
use base::{Day, Moment, PublicId, Yen};
use db::sea_orm::{FromQueryResult, Value};
use db::{Conn, StoreError, Tx};
use people::WorkerId;
use std::collections::BTreeMap;

/// A batch without its file.
#[derive(Clone, Debug, PartialEq, FromQueryResult)]
pub struct BatchRow {
    pub id: BatchId,
    pub public_id: PublicId,
    pub number: i64,
    pub closing: ClosingId,
    pub closing_public: PublicId,
    pub from_day: Day,
    pub to_day: Day,
    pub attempt: i64,
    pub pay_on: Day,
    pub state: String,
    pub lines: i64,
    pub total: Yen,
    pub prepared_by: i64,
    pub prepared_name: Option<String>,
    pub prepared_at: Moment,
    pub approved_by: Option<i64>,
    pub approved_name: Option<String>,
    pub approved_at: Option<Moment>,
    pub sha256: Option<String>,
    pub sent_at: Option<Moment>,
    pub why_withdrawn: String,
    pub version: i32,
}

impl BatchRow {
    pub fn state(&self) -> BatchState {
        BatchState::parse(&self.state).expect("the column's check knows the same names")
    }
}

const BATCH: &str = "select b.id, b.public_id, b.number, b.closing, b.closing_public, b.from_day, b.to_day, b.attempt, b.pay_on, b.state, b.lines, \
  b.total, b.prepared_by, b.prepared_name, b.prepared_at, b.approved_by, b.approved_name, b.approved_at, b.sha256, b.sent_at, b.why_withdrawn, \
  b.version from transfer_batch_card b";

pub async fn batch(db: &Conn, id: &PublicId) -> Result<BatchRow, StoreError> {
    db::one(
        db,
        &format!("{BATCH} where b.public_id = $1"),
        vec![id.clone().into()],
    )
    .await?
    .ok_or(StoreError::Absent)
}

pub async fn batch_by_id(db: &Conn, id: BatchId) -> Result<BatchRow, StoreError> {
    db::one(db, &format!("{BATCH} where b.id = $1"), vec![id.into()])
        .await?
        .ok_or(StoreError::Absent)
}

/// The batches of a closing, the latest first.
pub async fn batches_of(db: &Conn, closing: ClosingId) -> Result<Vec<BatchRow>, StoreError> {
    db::all(
        db,
        &format!("{BATCH} where b.closing = $1 order by b.id desc limit 100"),
        vec![closing.into()],
    )
    .await
}

/// The batches that wait for somebody: for approval, for the bank, for its answer.
pub async fn waiting(db: &Conn) -> Result<Vec<BatchRow>, StoreError> {
    let sql = format!(
        "{BATCH} where b.state in ('prepared', 'approved') or (b.state = 'sent' and exists (select 1 from transfer t where t.batch = b.id \
         and t.state = 'approved')) order by b.pay_on, b.id limit 100"
    );
    db::all(db, &sql, vec![]).await
}

/// A line of a batch.
#[derive(Clone, Debug, PartialEq, FromQueryResult)]
pub struct TransferRow {
    pub id: TransferId,
    pub public_id: PublicId,
    pub notice: NoticeId,
    pub notice_public: PublicId,
    pub number: i64,
    pub batch: BatchId,
    pub position: i64,
    pub attempt: i64,
    pub account: BankAccountId,
    pub account_replaced_on: Option<Day>,
    pub amount: Yen,
    pub state: String,
    pub settled_on: Option<Day>,
    pub ended_on: Option<Day>,
    pub why: String,
    pub worker: WorkerId,
    pub worker_number: String,
    pub worker_name: String,
    pub worker_account: i64,
    pub notice_total: Yen,
    pub reversed_on: Option<Day>,
}

impl TransferRow {
    pub fn state(&self) -> TransferState {
        TransferState::parse(&self.state).expect("the column's check knows the same names")
    }
}

const TRANSFER: &str = "select t.id, t.public_id, t.notice, n.public_id as notice_public, n.number, t.batch, t.position, t.attempt, t.account, \
  b.replaced_on as account_replaced_on, t.amount, t.state, t.settled_on, t.ended_on, t.why, n.worker, w.number as worker_number, \
  w.name as worker_name, w.account as worker_account, n.total as notice_total, n.reversed_on from transfer t \
  join payment_notice n on n.id = t.notice join bank_account b on b.id = t.account join worker_card w on w.id = n.worker";

/// Every line of a batch, in its order.
pub async fn lines(db: &Conn, batch: BatchId) -> Result<Vec<TransferRow>, StoreError> {
    db::all(
        db,
        &format!("{TRANSFER} where t.batch = $1 order by t.position"),
        vec![batch.into()],
    )
    .await
}

/// One transfer.
pub async fn by_public_id(db: &Conn, id: &PublicId) -> Result<TransferRow, StoreError> {
    db::one(
        db,
        &format!("{TRANSFER} where t.public_id = $1"),
        vec![id.clone().into()],
    )
    .await?
    .ok_or(StoreError::Absent)
}

/// Everybody who accepted work that a batch pays (検収した人).
pub async fn inspectors(db: &Conn, notices: &[NoticeId]) -> Result<Vec<i64>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        accepted_by: i64,
    }
    let sql = format!(
        "select distinct accepted_by from payment_line where notice in ({})",
        keys(notices.iter().map(|it| it.0))
    );
    Ok(db::all::<Row>(db, &sql, vec![])
        .await?
        .into_iter()
        .map(|it| it.accepted_by)
        .collect())
}

/// A line to be prepared.
#[derive(Clone, Copy, Debug)]
pub struct NewTransfer {
    pub notice: NoticeId,
    pub attempt: i64,
    pub account: BankAccountId,
    pub amount: Yen,
}

/// Keeps a prepared batch with its lines.
pub async fn insert_batch(
    tx: &Tx,
    by: AccountId,
    number: i64,
    closing: ClosingId,
    pay_on: Day,
    total: Yen,
    lines: &[NewTransfer],
) -> Result<BatchRow, StoreError> {
    let public_id = tx.public_id();
    let sql = "insert into transfer_batch (public_id, number, closing, attempt, pay_on, state, lines, total, prepared_by, prepared_at, \
               why_withdrawn, version) values ($1, $2, $3, (select coalesce(max(x.attempt), 0) + 1 from transfer_batch x where x.closing = $3), \
               $4, 'prepared', $5, $6, $7, $8, '', 1)";
    let values = vec![
        public_id.clone().into(),
        number.into(),
        closing.into(),
        pay_on.into(),
        (lines.len() as i64).into(),
        total.into(),
        by.into(),
        tx.now().into(),
    ];
    db::execute(tx, sql, values).await?;
    let batch = batch(tx, &public_id).await?;
    let rows = lines.iter().enumerate().map(|(at, it)| {
        vec![
            tx.public_id().into(),
            it.notice.into(),
            batch.id.into(),
            (at as i64).into(),
            it.attempt.into(),
            it.account.into(),
            it.amount.into(),
            "prepared".into(),
            "".into(),
        ]
    });
    let columns = [
        "public_id",
        "notice",
        "batch",
        "position",
        "attempt",
        "account",
        "amount",
        "state",
        "why",
    ];
    insert_rows(tx, "transfer", &columns, rows.collect()).await?;
    Ok(batch)
}

/// The live account and the last attempt of each worker's notice, for a new batch.
#[derive(Clone, Debug, FromQueryResult)]
struct LiveAccount {
    worker: WorkerId,
    id: BankAccountId,
}

pub async fn live_accounts(
    db: &Conn,
    workers: &[WorkerId],
) -> Result<BTreeMap<WorkerId, BankAccountId>, StoreError> {
    let mut accounts = BTreeMap::new();
    for chunk in workers.chunks(5_000) {
        let sql = format!(
            "select worker, id from bank_account where replaced_on is null and worker in ({})",
            keys(chunk.iter().map(|it| it.0))
        );
        accounts.extend(
            db::all::<LiveAccount>(db, &sql, vec![])
                .await?
                .into_iter()
                .map(|it| (it.worker, it.id)),
        );
    }
    Ok(accounts)
}

/// The sealed accounts of a batch's lines.
pub async fn sealed_accounts(
    db: &Conn,
    batch: BatchId,
) -> Result<BTreeMap<i64, Vec<u8>>, StoreError> {
    let sql = "select distinct b.id, b.sealed from bank_account b join transfer t on t.account = b.id where t.batch = $1";
    Ok(db::all::<SealedRow>(db, sql, vec![batch.into()])
        .await?
        .into_iter()
        .map(|it| (it.id, it.sealed))
        .collect())
}

/// Fixes the file of a batch with the name of its approver.
pub async fn approve(
    tx: &Tx,
    by: AccountId,
    batch: BatchId,
    sha256: &str,
    sealed_file: Vec<u8>,
) -> Result<(), StoreError> {
    let sql = "update transfer_batch set state = 'approved', approved_by = $1, approved_at = $2, sha256 = $3, file = $4, version = version + 1 \
               where id = $5 and state = 'prepared'";
    let values = vec![
        by.into(),
        tx.now().into(),
        sha256.into(),
        sealed_file.into(),
        batch.into(),
    ];
    db::execute(tx, sql, values).await?;
    set_state(tx, batch, TransferState::Prepared, TransferState::Approved).await
}

/// Gives a prepared batch back.
pub async fn withdraw(tx: &Tx, batch: BatchId, why: &str) -> Result<(), StoreError> {
    let sql = "update transfer_batch set state = 'withdrawn', why_withdrawn = $1, version = version + 1 where id = $2 and state = 'prepared'";
    db::execute(tx, sql, vec![why.into(), batch.into()]).await?;
    set_state(tx, batch, TransferState::Prepared, TransferState::Withdrawn).await
}

async fn set_state(
    tx: &Tx,
    batch: BatchId,
    from: TransferState,
    to: TransferState,
) -> Result<(), StoreError> {
    let sql = "update transfer set state = $1 where batch = $2 and state = $3";
    db::execute(
        tx,
        sql,
        vec![to.as_str().into(), batch.into(), from.as_str().into()],
    )
    .await?;
    Ok(())
}

/// Notes that the file was handed out.
pub async fn sent(tx: &Tx, by: AccountId, batch: BatchId) -> Result<(), StoreError> {
    let sql = "update transfer_batch set state = 'sent', sent_by = $1, sent_at = $2, version = version + 1 where id = $3 and state = 'approved'";
    db::execute(tx, sql, vec![by.into(), tx.now().into(), batch.into()]).await?;
    Ok(())
}

/// The sealed file of a batch and the hash that was approved.
#[derive(Clone, FromQueryResult)]
pub struct FileRow {
    pub file: Option<Vec<u8>>,
    pub sha256: Option<String>,
}

pub async fn file(db: &Conn, batch: BatchId) -> Result<FileRow, StoreError> {
    db::one(
        db,
        "select file, sha256 from transfer_batch where id = $1",
        vec![batch.into()],
    )
    .await?
    .ok_or(StoreError::Absent)
}

/// The bank has paid these transfers.
pub async fn settle(tx: &Tx, ids: &[TransferId], on: Day) -> Result<(), StoreError> {
    for chunk in ids.chunks(5_000) {
        let sql = format!(
            "update transfer set state = 'settled', settled_on = $1 where state = 'approved' and id in ({})",
            keys(chunk.iter().map(|it| it.0))
        );
        db::execute(tx, &sql, vec![on.into()]).await?;
    }
    Ok(())
}

/// The bank could not pay, or the sender took the money back.
pub async fn end(
    tx: &Tx,
    id: TransferId,
    state: TransferState,
    on: Day,
    why: &str,
) -> Result<(), StoreError> {
    let sql = "update transfer set state = $1, ended_on = $2, why = $3 where id = $4 and state in ('approved', 'settled')";
    let values: Vec<Value> = vec![state.as_str().into(), on.into(), why.into(), id.into()];
    db::execute(tx, sql, values).await?;
    Ok(())
}
