//! Reports and lists that read better as SQL: the portable subset, `$1` for values, no date functions.

use crate::{Conn, StoreError};
use sea_orm::{ConnectionTrait, FromQueryResult, Statement, TryGetable, Value};

fn statement(db: &Conn, sql: &str, values: Vec<Value>) -> Statement {
    Statement::from_sql_and_values(db.get_database_backend(), sql, values)
}

/// Every row of a query as `T`.
pub async fn all<T: FromQueryResult>(
    db: &Conn,
    sql: &str,
    values: Vec<Value>,
) -> Result<Vec<T>, StoreError> {
    let rows = db.query_all_raw(statement(db, sql, values)).await?;
    Ok(rows
        .iter()
        .map(|row| T::from_query_result(row, ""))
        .collect::<Result<_, _>>()?)
}

/// The first row of a query as `T`, if there is one.
pub async fn one<T: FromQueryResult>(
    db: &Conn,
    sql: &str,
    values: Vec<Value>,
) -> Result<Option<T>, StoreError> {
    let row = db.query_one_raw(statement(db, sql, values)).await?;
    Ok(row.map(|row| T::from_query_result(&row, "")).transpose()?)
}

/// The first column of the first row, if there is one and it is not null.
pub async fn scalar<T: TryGetable>(
    db: &Conn,
    sql: &str,
    values: Vec<Value>,
) -> Result<Option<T>, StoreError> {
    let row = db.query_one_raw(statement(db, sql, values)).await?;
    Ok(row
        .map(|row| row.try_get_by_index::<Option<T>>(0))
        .transpose()?
        .flatten())
}

/// A count, zero when the query gives nothing.
pub async fn count(db: &Conn, sql: &str, values: Vec<Value>) -> Result<i64, StoreError> {
    Ok(scalar::<i64>(db, sql, values).await?.unwrap_or(0))
}

/// True when the query gives a row.
pub async fn exists(db: &Conn, sql: &str, values: Vec<Value>) -> Result<bool, StoreError> {
    Ok(db
        .query_one_raw(statement(db, sql, values))
        .await?
        .is_some())
}

/// Changes rows and tells how many.
pub async fn execute(db: &Conn, sql: &str, values: Vec<Value>) -> Result<u64, StoreError> {
    Ok(db
        .execute_raw(statement(db, sql, values))
        .await?
        .rows_affected())
}

/// `limit` and `offset` of a page (the first is 1), one row more than shown so that a next page is known.
pub fn page_of(page: u64, size: u64) -> (i64, i64) {
    (
        (size + 1) as i64,
        (page.max(1).saturating_sub(1).min(1_000_000) * size) as i64,
    )
}

/// A pattern for `like … escape '!'` that finds `text` anywhere.
pub fn like_text(text: &str) -> String {
    let mut out = String::from("%");
    for c in text.chars() {
        if matches!(c, '%' | '_' | '!') {
            out.push('!');
        }
        out.push(c);
    }
    out.push('%');
    out
}
