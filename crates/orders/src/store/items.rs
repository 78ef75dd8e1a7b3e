use super::{json, limits, reach};
use crate::breakdown::Group;
use crate::intake::NewItem;
use crate::tables::{item, item_batch, item_upload};
use access::{AccountId, Act, Actor, Failure, Resource, Scope};
use base::{Day, PublicId};
use db::{Conn, StoreError};
use sea_orm::{ActiveValue::Set, EntityTrait, FromQueryResult};
use std::collections::HashSet;

/// Rows in one statement: eight values each stay far below what a statement may bind.
const CHUNK: usize = 500;

/// Adds items behind those already there.
pub async fn add_items(
    db: &Conn,
    order: i64,
    batch: i64,
    items: &[NewItem],
) -> Result<(), StoreError> {
    let sql = "select coalesce(max(position), 0) from item where client_order = $1";
    let mut position = db::count(db, sql, vec![order.into()]).await?;
    for chunk in items.chunks(CHUNK) {
        let mut rows = Vec::with_capacity(chunk.len());
        for it in chunk {
            position += 1;
            rows.push(item_row(order, batch, position, it)?);
        }
        item::Entity::insert_many(rows)
            .exec_without_returning(db)
            .await?;
    }
    Ok(())
}

fn item_row(
    order: i64,
    batch: i64,
    position: i64,
    it: &NewItem,
) -> Result<item::ActiveModel, StoreError> {
    Ok(item::ActiveModel {
        client_order: Set(order),
        batch: Set(batch),
        position: Set(position),
        number: Set(it.number.clone()),
        fields: Set(json(&it.fields)?),
        confidential: Set(it.confidential),
        lot: Set(None),
        wanted_lot: Set(it.wanted_lot),
        ..Default::default()
    })
}

/// How many items an order has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, FromQueryResult)]
pub struct ItemCounts {
    pub all: i64,
    pub confidential: i64,
}

pub async fn item_counts(db: &Conn, order: i64) -> Result<ItemCounts, StoreError> {
    let sql = "select count(*) as \"all\", \
               cast(coalesce(sum(case when confidential = true then 1 else 0 end), 0) as bigint) as confidential \
               from item where client_order = $1";
    Ok(db::one(db, sql, vec![order.into()])
        .await?
        .unwrap_or_default())
}

#[derive(FromQueryResult)]
struct Wished {
    wanted_lot: i64,
    confidential: bool,
    units: i64,
}

/// How many items of each group the client wished for each lot.
pub async fn wished_lots(db: &Conn, order: i64) -> Result<Vec<(i64, Group, i64)>, StoreError> {
    let sql = "select wanted_lot, confidential, count(*) as units from item \
               where client_order = $1 and wanted_lot is not null group by wanted_lot, confidential order by wanted_lot";
    let rows: Vec<Wished> = db::all(db, sql, vec![order.into()]).await?;
    let group = |it: &Wished| {
        if it.confidential {
            Group::Confidential
        } else {
            Group::General
        }
    };
    Ok(rows
        .iter()
        .map(|it| (it.wanted_lot, group(it), it.units))
        .collect())
}

#[derive(FromQueryResult)]
struct Number {
    number: String,
}

/// The numbers of all items of an order.
pub async fn item_numbers(db: &Conn, order: i64) -> Result<HashSet<String>, StoreError> {
    let rows: Vec<Number> = db::all(
        db,
        "select number from item where client_order = $1",
        vec![order.into()],
    )
    .await?;
    Ok(rows.into_iter().map(|it| it.number).collect())
}

/// What a list of items shows.
#[derive(Clone, Debug, Default)]
pub struct ItemFilter {
    pub words: String,
    pub confidential: Option<bool>,
    pub page: u64,
}

/// An item in a list, with the number of its lot.
#[derive(Clone, Debug, FromQueryResult)]
pub struct ItemRow {
    pub number: String,
    pub fields: String,
    pub confidential: bool,
    pub lot_no: Option<i64>,
}

/// The items of an order, one row more than a page.
pub async fn item_page(
    db: &Conn,
    order: i64,
    filter: &ItemFilter,
) -> Result<Vec<ItemRow>, StoreError> {
    let mut values = vec![order.into(), db::like_text(&filter.words).into()];
    let kind = super::wanted(
        filter.confidential.map(Into::into),
        "i.confidential",
        &mut values,
    );
    let limit = limits(filter.page, &mut values);
    let sql = format!(
        "select i.number, i.fields, i.confidential, l.no as lot_no \
         from item i left join lot l on l.id = i.lot \
         where i.client_order = $1 and (i.number like $2 escape '!' or i.fields like $2 escape '!') and {kind} \
         order by i.position {limit}"
    );
    db::all(db, &sql, values).await
}

/// The batches of an order, newest first.
pub async fn batches(db: &Conn, order: i64) -> Result<Vec<item_batch::Model>, StoreError> {
    let sql = "select b.* from item_batch b where b.client_order = $1 order by b.id desc";
    db::all(db, sql, vec![order.into()]).await
}

/// One batch of an order within reach.
pub async fn batch(
    db: &Conn,
    scope: &Scope,
    id: &PublicId,
) -> Result<item_batch::Model, StoreError> {
    let mut values = vec![id.clone().into()];
    let within = reach(scope, &mut values);
    let sql = format!(
        "select b.* from item_batch b join client_order o on o.id = b.client_order where b.public_id = $1 and {within}"
    );
    db::one(db, &sql, values).await?.ok_or(StoreError::Absent)
}

/// When this very file was taken in, unless it was taken back.
pub async fn batch_of_hash(db: &Conn, order: i64, hash: &str) -> Result<Option<Day>, StoreError> {
    let sql = "select taken_on from item_batch where client_order = $1 and hash = $2 and hash <> '' and undone_on is null";
    db::scalar(db, sql, vec![order.into(), hash.into()]).await
}

/// Removes the items of a batch.
pub async fn remove_items(db: &Conn, batch: i64) -> Result<u64, StoreError> {
    db::execute(db, "delete from item where batch = $1", vec![batch.into()]).await
}

/// A person's own uploaded file, for an order whose breakdown is within reach.
pub async fn upload(
    db: &Conn,
    actor: &Actor,
    id: &PublicId,
) -> Result<item_upload::Model, Failure> {
    let scope = actor.may(Act::Write(Resource::Breakdown))?;
    let mut values = vec![id.clone().into(), actor.account.into()];
    let within = reach(&scope, &mut values);
    let sql = format!(
        "select u.* from item_upload u join client_order o on o.id = u.client_order \
         where u.public_id = $1 and u.account = $2 and {within}"
    );
    db::one(db, &sql, values).await?.ok_or(Failure::Absent)
}

/// Removes the files that a person uploaded for an order.
pub async fn drop_uploads(db: &Conn, order: i64, account: AccountId) -> Result<(), StoreError> {
    let sql = "delete from item_upload where client_order = $1 and account = $2";
    db::execute(db, sql, vec![order.into(), account.into()]).await?;
    Ok(())
}
