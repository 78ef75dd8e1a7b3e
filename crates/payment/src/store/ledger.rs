//! 仕訳帳: append-only; corrections are entries of their own.

use crate::ledger::{Book, Entry};
use crate::store::insert_rows;
use crate::{InvoiceId, NoticeId, Refusal, TransferId};
use access::{ClientId, Failure, refused};
use base::{Day, Moment, Yen};
use db::sea_orm::{FromQueryResult, Value};
use db::{Conn, StoreError, Tx};
use people::WorkerId;

/// To what an entry belongs.
#[derive(Clone, Copy, Debug)]
pub enum Subject {
    Notice(NoticeId, WorkerId),
    Transfer(TransferId, WorkerId),
    Invoice(InvoiceId, ClientId),
}

#[derive(FromQueryResult)]
struct End {
    entry: i64,
    at: Option<Moment>,
}

const COLUMNS: [&str; 12] = [
    "entry", "position", "cause", "on_day", "at", "book", "amount", "worker", "client", "notice",
    "transfer", "invoice",
];

/// Adds entries behind the last one. A clock behind the last posting stops money until it is right (safety §6).
pub async fn post(tx: &Tx, on: Day, entries: &[(Entry, Subject)]) -> Result<(), Failure> {
    let sql = "select coalesce(max(entry), 0) as entry, max(at) as at from posting";
    let end: End = db::one(tx, sql, vec![]).await?.ok_or(StoreError::Absent)?;
    if end.at.is_some_and(|at| tx.now() < at) {
        return Err(refused(Refusal::ClockBehind));
    }
    let mut rows = Vec::new();
    for (number, (entry, subject)) in (end.entry + 1..).zip(entries) {
        for (position, (book, amount)) in entry.postings().iter().enumerate() {
            rows.push(row(
                tx,
                on,
                number,
                position as i64,
                entry,
                (*book, *amount),
                *subject,
            ));
        }
    }
    insert_rows(tx, "posting", &COLUMNS, rows).await?;
    Ok(())
}

fn row(
    tx: &Tx,
    on: Day,
    number: i64,
    position: i64,
    entry: &Entry,
    (book, amount): (Book, Yen),
    subject: Subject,
) -> Vec<Value> {
    let none = Option::<i64>::None;
    let (worker, client, notice, transfer, invoice) = match subject {
        Subject::Notice(it, worker) => (Some(worker.0), none, Some(it.0), none, none),
        Subject::Transfer(it, worker) => (Some(worker.0), none, none, Some(it.0), none),
        Subject::Invoice(it, client) => (none, Some(client.0), none, none, Some(it.0)),
    };
    vec![
        number.into(),
        position.into(),
        entry.cause.as_str().into(),
        on.into(),
        tx.now().into(),
        book.as_str().into(),
        amount.into(),
        worker.into(),
        client.into(),
        notice.into(),
        transfer.into(),
        invoice.into(),
    ]
}

/// One posting, for a page that traces a yen.
#[derive(Clone, Debug, PartialEq, FromQueryResult)]
pub struct PostingRow {
    pub entry: i64,
    pub cause: String,
    pub on_day: Day,
    pub book: String,
    pub amount: Yen,
}

/// The postings of a notice and its transfers, in their order.
pub async fn of_notice(db: &Conn, id: NoticeId) -> Result<Vec<PostingRow>, StoreError> {
    let sql = "select p.entry, p.cause, p.on_day, p.book, p.amount from posting p where p.notice = $1 \
               or p.transfer in (select t.id from transfer t where t.notice = $1) order by p.entry, p.position";
    db::all(db, sql, vec![id.into()]).await
}

/// The balance of every book.
#[derive(Clone, Debug, PartialEq, FromQueryResult)]
pub struct Balance {
    pub book: String,
    pub amount: Yen,
}

pub async fn balances(db: &Conn) -> Result<Vec<Balance>, StoreError> {
    db::all(db, "select book, cast(sum(amount) as bigint) as amount from posting group by book order by book", vec![]).await
}
