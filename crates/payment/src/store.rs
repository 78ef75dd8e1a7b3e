//! Every statement on this crate's own tables; each noun has a file.

pub mod accounts;
pub mod closings;
pub mod drafts;
pub mod invoices;
pub mod ledger;
pub mod notices;
pub mod questions;
pub mod transfers;

use crate::rates::{Dated, Rates, WithholdingRate};
use base::{Day, Yen};
use db::sea_orm::{FromQueryResult, Value};
use db::{Conn, StoreError};

/// Values that one statement may bind on either engine, with room to spare.
const MOST_VALUES: usize = 20_000;

/// Inserts many rows in few statements.
pub async fn insert_rows(
    db: &Conn,
    table: &str,
    columns: &[&str],
    rows: Vec<Vec<Value>>,
) -> Result<(), StoreError> {
    let width = columns.len();
    let mut rows = rows.into_iter().peekable();
    while rows.peek().is_some() {
        let chunk: Vec<Vec<Value>> = rows.by_ref().take(MOST_VALUES / width).collect();
        let places: Vec<String> = (0..chunk.len())
            .map(|row| format!("({})", places(row * width + 1, width)))
            .collect();
        let sql = format!(
            "insert into {table} ({}) values {}",
            columns.join(", "),
            places.join(", ")
        );
        db::execute(db, &sql, chunk.into_iter().flatten().collect()).await?;
    }
    Ok(())
}

/// `$3, $4, $5`: so many places from the first on.
pub fn places(first: usize, count: usize) -> String {
    (first..first + count)
        .map(|at| format!("${at}"))
        .collect::<Vec<_>>()
        .join(", ")
}

/// The keys of rows as a list for `in (…)`; keys are numbers of ours, never text of others.
pub fn keys(ids: impl IntoIterator<Item = i64>) -> String {
    let keys: Vec<String> = ids.into_iter().map(|id| id.to_string()).collect();
    if keys.is_empty() {
        "0".to_owned()
    } else {
        keys.join(", ")
    }
}

/// The dated tables of rates.
pub async fn rates(db: &Conn) -> Result<Rates, StoreError> {
    #[derive(FromQueryResult)]
    struct Percent {
        from_on: Day,
        percent: i64,
    }
    #[derive(FromQueryResult)]
    struct Withholding {
        from_on: Day,
        per_ten_thousand: i64,
        above: Yen,
        per_ten_thousand_above: i64,
    }
    let dated = |rows: Vec<Percent>| Dated::of(rows.into_iter().map(|it| (it.from_on, it.percent)));
    let consumption = db::all(db, "select from_on, percent from consumption_tax", vec![]).await?;
    let transitional = db::all(
        db,
        "select from_on, percent from transitional_share",
        vec![],
    )
    .await?;
    let sql =
        "select from_on, per_ten_thousand, above, per_ten_thousand_above from withholding_rate";
    let withholding: Vec<Withholding> = db::all(db, sql, vec![]).await?;
    let rate = |it: Withholding| {
        let rate = WithholdingRate {
            per_ten_thousand: it.per_ten_thousand,
            above: it.above,
            per_ten_thousand_above: it.per_ten_thousand_above,
        };
        (it.from_on, rate)
    };
    Ok(Rates {
        consumption: dated(consumption),
        transitional: dated(transitional),
        withholding: Dated::of(withholding.into_iter().map(rate)),
    })
}
