use crate::manual::Line;
use crate::tables::{manual_line, manual_version as versions};
use access::AccountId;
use base::Moment;
use db::{Conn, StoreError};
use sea_orm::{ActiveValue::Set, EntityTrait};

/// The draft of the next version, if somebody writes one.
pub async fn manual_draft(db: &Conn, order: i64) -> Result<Option<versions::Model>, StoreError> {
    let sql =
        "select v.* from manual_version v where v.client_order = $1 and v.published_on is null";
    db::one(db, sql, vec![order.into()]).await
}

/// The version that workers read.
pub async fn manual_current(db: &Conn, order: i64) -> Result<Option<versions::Model>, StoreError> {
    let sql = "select v.* from manual_version v where v.client_order = $1 and v.published_on is not null \
               order by v.no desc limit 1";
    db::one(db, sql, vec![order.into()]).await
}

/// One version of an order's manual by its number.
pub async fn manual_version(db: &Conn, order: i64, no: i64) -> Result<versions::Model, StoreError> {
    let sql = "select v.* from manual_version v where v.client_order = $1 and v.no = $2";
    db::one(db, sql, vec![order.into(), no.into()])
        .await?
        .ok_or(StoreError::Absent)
}

/// Every version of an order's manual, newest first.
pub async fn manual_versions(db: &Conn, order: i64) -> Result<Vec<versions::Model>, StoreError> {
    let sql = "select v.* from manual_version v where v.client_order = $1 order by v.no desc";
    db::all(db, sql, vec![order.into()]).await
}

/// The number of the last version, 0 before the first.
pub async fn last_manual_no(db: &Conn, order: i64) -> Result<i64, StoreError> {
    db::count(
        db,
        "select coalesce(max(no), 0) from manual_version where client_order = $1",
        vec![order.into()],
    )
    .await
}

/// The lines of a version.
pub async fn lines(db: &Conn, version: i64) -> Result<Vec<Line>, StoreError> {
    let sql = "select l.* from manual_line l where l.manual_version = $1 order by l.position";
    let rows: Vec<manual_line::Model> = db::all(db, sql, vec![version.into()]).await?;
    Ok(rows
        .into_iter()
        .map(|it| Line {
            no: it.no,
            body: it.body,
        })
        .collect())
}

pub async fn add_lines(db: &Conn, version: i64, lines: &[Line]) -> Result<(), StoreError> {
    let rows = lines
        .iter()
        .zip(1..)
        .map(|(it, position)| manual_line::ActiveModel {
            manual_version: Set(version),
            position: Set(position),
            no: Set(it.no.clone()),
            body: Set(it.body.clone()),
            ..Default::default()
        });
    manual_line::Entity::insert_many(rows)
        .exec_without_returning(db)
        .await?;
    Ok(())
}

pub async fn clear_lines(db: &Conn, version: i64) -> Result<(), StoreError> {
    db::execute(
        db,
        "delete from manual_line where manual_version = $1",
        vec![version.into()],
    )
    .await?;
    Ok(())
}

/// Keeps that a person has read a version; once is enough.
pub async fn confirm(
    db: &Conn,
    version: i64,
    account: AccountId,
    at: Moment,
) -> Result<(), StoreError> {
    let sql = "insert into manual_confirmation (manual_version, account, confirmed_at) values ($1, $2, $3) \
               on conflict (manual_version, account) do nothing";
    db::execute(db, sql, vec![version.into(), account.into(), at.into()]).await?;
    Ok(())
}
