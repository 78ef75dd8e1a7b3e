//! Opinions of the committee (委員会の意見) with their answers, and remedies (対策).

use super::{OF_TOWN, by};
use crate::ids::{OpinionId, ProjectId};
use crate::indicator::Indicator;
use access::{AccountId, Scope};
use base::{Day, FiscalYear, PublicId};
use db::sea_orm::FromQueryResult;
use db::{Conn, StoreError, Tx};

/// An opinion and its latest answer.
#[derive(Clone, Debug, PartialEq, FromQueryResult)]
pub struct OpinionRow {
    pub id: OpinionId,
    pub public_id: PublicId,
    pub project: ProjectId,
    pub fiscal_year: FiscalYear,
    pub no: i64,
    pub body: String,
    pub given_on: Day,
    pub given_by: String,
    pub source: String,
    pub entered_on: Day,
    pub entered_by: AccountId,
    pub answer: Option<String>,
    pub answered_on: Option<Day>,
}

const OPINION: &str = "select o.id, o.public_id, o.project, o.fiscal_year, o.no, o.body, o.given_on, o.given_by, o.source, \
    o.entered_on, o.entered_by, a.body as answer, a.entered_on as answered_on \
    from opinion o join project p on p.id = o.project \
    left join opinion_answer a on a.id = (select max(x.id) from opinion_answer x where x.opinion = o.id)";

/// The opinions on one year's sheet, in their order.
pub async fn opinions(
    db: &Conn,
    project: ProjectId,
    year: FiscalYear,
) -> Result<Vec<OpinionRow>, StoreError> {
    let sql = format!("{OPINION} where o.project = $1 and o.fiscal_year = $2 order by o.no");
    db::all(db, &sql, vec![project.into(), year.into()]).await
}

/// One opinion within reach.
pub async fn opinion(db: &Conn, scope: &Scope, id: &PublicId) -> Result<OpinionRow, StoreError> {
    let mut values = vec![id.clone().into()];
    let within = scope.sql(&OF_TOWN, &mut values);
    db::one(
        db,
        &format!("{OPINION} where o.public_id = $1 and {within}"),
        values,
    )
    .await?
    .ok_or(StoreError::Absent)
}

pub async fn insert_opinion(
    tx: &Tx,
    project: ProjectId,
    it: &crate::NewOpinion,
) -> Result<PublicId, StoreError> {
    let public_id = tx.public_id();
    let sql = "insert into opinion (public_id, project, fiscal_year, no, body, given_on, given_by, source, entered_on, entered_by) \
        select $1, $2, $3, coalesce(max(o.no), 0) + 1, $4, $5, $6, $7, $8, $9 from opinion o where o.project = $2 and o.fiscal_year = $3";
    let values = vec![
        public_id.clone().into(),
        project.into(),
        it.fiscal_year.into(),
        it.body.as_str().into(),
        it.given_on.into(),
        it.given_by.as_str().into(),
        it.source.as_str().into(),
        tx.today().into(),
        by(tx).into(),
    ];
    db::execute(tx, sql, values).await?;
    Ok(public_id)
}

pub async fn insert_answer(
    tx: &Tx,
    opinion: OpinionId,
    body: &str,
    source: &str,
) -> Result<(), StoreError> {
    let sql = "insert into opinion_answer (opinion, body, source, entered_on, entered_by) values ($1, $2, $3, $4, $5)";
    let values = vec![
        opinion.into(),
        body.into(),
        source.into(),
        tx.today().into(),
        by(tx).into(),
    ];
    db::execute(tx, sql, values).await?;
    Ok(())
}

/// 原因・対策・担当・期限 of one indicator and year.
#[derive(Clone, Debug, PartialEq, FromQueryResult)]
pub struct RemedyRow {
    pub public_id: PublicId,
    pub indicator: i64,
    pub cause: String,
    pub measure: String,
    pub owner: String,
    pub due_on: Day,
    pub state: String,
    pub source: String,
    pub entered_on: Day,
    pub entered_by: AccountId,
    pub version: i32,
}

/// The remedies of one year, by indicator.
pub async fn remedies(
    db: &Conn,
    project: ProjectId,
    year: FiscalYear,
) -> Result<Vec<RemedyRow>, StoreError> {
    let sql = "select public_id, indicator, cause, measure, owner, due_on, state, source, entered_on, entered_by, version \
        from remedy where project = $1 and fiscal_year = $2 order by indicator";
    db::all(db, sql, vec![project.into(), year.into()]).await
}

/// Writes the remedy of an indicator, or changes the one that is there.
pub async fn put_remedy(
    tx: &Tx,
    project: ProjectId,
    year: FiscalYear,
    indicator: Indicator,
    it: &crate::RemedyEdit,
) -> Result<(), StoreError> {
    let sql = "insert into remedy (public_id, project, fiscal_year, indicator, cause, measure, owner, due_on, state, source, \
        entered_on, entered_by, version) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 1) \
        on conflict (project, fiscal_year, indicator) do update set cause = excluded.cause, measure = excluded.measure, \
        owner = excluded.owner, due_on = excluded.due_on, state = excluded.state, source = excluded.source, \
        entered_on = excluded.entered_on, entered_by = excluded.entered_by, version = remedy.version + 1";
    let values = vec![
        tx.public_id().into(),
        project.into(),
        year.into(),
        indicator.number().into(),
        it.cause.as_str().into(),
        it.measure.as_str().into(),
        it.owner.as_str().into(),
        it.due_on.into(),
        it.state.name().into(),
        it.source.as_str().into(),
        tx.today().into(),
        by(tx).into(),
    ];
    db::execute(tx, sql, values).await?;
    Ok(())
}
