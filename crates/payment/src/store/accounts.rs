//! 口座: sealed; every change is a new row, so that a transfer still names the account it went to.

use crate::BankAccountId;
use access::{AccountId, Columns, Scope};
use base::{Day, PublicId};
use db::sea_orm::{FromQueryResult, Value};
use db::{Conn, StoreError, Tx};
use people::WorkerId;

/// What may be seen of an account: its last four digits.
#[derive(Clone, Debug, PartialEq, FromQueryResult)]
pub struct AccountRow {
    pub id: BankAccountId,
    pub public_id: PublicId,
    pub worker: WorkerId,
    pub no: i64,
    pub last4: String,
    pub given_on: Day,
    pub usable_from: Day,
}

/// The key of a worker within reach of an act on accounts.
pub async fn worker_within(
    db: &Conn,
    scope: &Scope,
    worker: &PublicId,
) -> Result<WorkerId, StoreError> {
    let mut values: Vec<Value> = vec![worker.clone().into()];
    let within = scope.sql(
        &Columns {
            own: Some("w.account"),
            ..Columns::default()
        },
        &mut values,
    );
    let sql = format!("select w.id from worker_card w where w.public_id = $1 and {within}");
    db::scalar::<i64>(db, &sql, values)
        .await?
        .map(WorkerId)
        .ok_or(StoreError::Absent)
}

/// The account that holds now.
pub async fn live(db: &Conn, worker: WorkerId) -> Result<Option<AccountRow>, StoreError> {
    let sql = "select id, public_id, worker, no, last4, given_on, usable_from from bank_account where worker = $1 and replaced_on is null";
    db::one(db, sql, vec![worker.into()]).await
}

/// A new account to be kept.
pub struct NewAccount<'a> {
    pub worker: WorkerId,
    pub no: i64,
    pub last4: String,
    pub fingerprint: String,
    pub usable_from: Day,
    /// Seals the account for the key of its row.
    pub seal: &'a (dyn Fn(i64) -> Vec<u8> + Sync),
}

/// Keeps a new account in the place of the old one.
pub async fn replace(tx: &Tx, it: NewAccount<'_>) -> Result<PublicId, StoreError> {
    let old = "update bank_account set replaced_on = $1 where worker = $2 and replaced_on is null";
    db::execute(tx, old, vec![tx.today().into(), it.worker.into()]).await?;
    let public_id = tx.public_id();
    let sql = "insert into bank_account (public_id, worker, no, sealed, last4, fingerprint, given_on, usable_from) \
               values ($1, $2, $3, $4, $5, $6, $7, $8) returning id";
    let values = vec![
        public_id.clone().into(),
        it.worker.into(),
        it.no.into(),
        Vec::<u8>::new().into(),
        it.last4.into(),
        it.fingerprint.into(),
        tx.today().into(),
        it.usable_from.into(),
    ];
    let id: i64 = db::scalar(tx, sql, values)
        .await?
        .ok_or(StoreError::Absent)?;
    db::execute(
        tx,
        "update bank_account set sealed = $1 where id = $2",
        vec![(it.seal)(id).into(), id.into()],
    )
    .await?;
    Ok(public_id)
}

/// The sealed account of a row.
#[derive(Clone, FromQueryResult)]
pub struct SealedRow {
    pub id: i64,
    pub sealed: Vec<u8>,
}

/// The first and the last account given, to try a key on.
pub async fn some_sealed(db: &Conn) -> Result<Vec<SealedRow>, StoreError> {
    let sql = "select id, sealed from bank_account where id in ((select min(id) from bank_account), (select max(id) from bank_account))";
    db::all(db, sql, vec![]).await
}

/// The account from which workers are paid, with its 委託者コード.
#[derive(Clone, FromQueryResult)]
pub struct RemitterRow {
    pub id: i64,
    pub code: String,
    pub sealed: Vec<u8>,
    pub last4: String,
}

pub async fn remitter(db: &Conn) -> Result<Option<RemitterRow>, StoreError> {
    db::one(
        db,
        "select id, code, sealed, last4 from remitter order by id desc limit 1",
        vec![],
    )
    .await
}

pub async fn insert_remitter(
    tx: &Tx,
    by: AccountId,
    code: &str,
    last4: &str,
    seal: &(dyn Fn(i64) -> Vec<u8> + Sync),
) -> Result<PublicId, StoreError> {
    let public_id = tx.public_id();
    let sql = "insert into remitter (public_id, code, sealed, last4, set_by, set_at) values ($1, $2, $3, $4, $5, $6) returning id";
    let values = vec![
        public_id.clone().into(),
        code.into(),
        Vec::<u8>::new().into(),
        last4.into(),
        by.into(),
        tx.now().into(),
    ];
    let id: i64 = db::scalar(tx, sql, values)
        .await?
        .ok_or(StoreError::Absent)?;
    db::execute(
        tx,
        "update remitter set sealed = $1 where id = $2",
        vec![seal(id).into(), id.into()],
    )
    .await?;
    Ok(public_id)
}
