//! Every statement on the reports of causes.

use access::AccountId;
use base::{Day, Moment, PublicId};
use db::sea_orm::FromQueryResult;
use db::{Conn, StoreError, Tx};
use matcher::Report;

use super::{from_json, json};
use crate::causes::CausesFound;

/// A report of causes (原因分析).
#[derive(Clone, Debug)]
pub struct CausesRow {
    pub from_on: Day,
    pub until_on: Day,
    /// People at work with nothing more in the plan.
    pub busy: i64,
    pub report: Report,
    pub made_by: AccountId,
    pub made_at: Moment,
}

/// The latest report.
pub async fn latest(db: &Conn) -> Result<Option<CausesRow>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        from_on: Day,
        until_on: Day,
        busy: i64,
        report: String,
        made_by: i64,
        made_at: Moment,
    }
    let sql = "select from_on, until_on, busy, report, made_by, made_at from causes_report order by id desc limit 1";
    let row: Option<Row> = db::one(db, sql, vec![]).await?;
    row.map(|it| {
        Ok(CausesRow {
            from_on: it.from_on,
            until_on: it.until_on,
            busy: it.busy,
            report: from_json(&it.report)?,
            made_by: AccountId(it.made_by),
            made_at: it.made_at,
        })
    })
    .transpose()
}

/// Keeps a report.
pub async fn insert(tx: &Tx, it: &CausesFound) -> Result<PublicId, StoreError> {
    let public_id = tx.public_id();
    let sql = "insert into causes_report (public_id, from_on, until_on, busy, report, made_by, made_at) \
               values ($1, $2, $3, $4, $5, $6, $7)";
    let values = vec![
        public_id.clone().into(),
        it.window.from.into(),
        it.window.until.into(),
        it.busy.into(),
        json(&it.report)?.into(),
        tx.by().account.unwrap_or(0).into(),
        tx.now().into(),
    ];
    db::execute(tx, sql, values).await?;
    Ok(public_id)
}
