use super::{Kept, move_in};
use crate::columns::Columns;
use crate::intake::{Examined, NewItem, examine, without_reasons};
use crate::rules::Refusal;
use crate::stage::Move;
use crate::tables::{client_order, item_batch, item_upload};
use crate::{OrderId, store};
use access::{Act, Actor, Failure, Resource, refused};
use base::PublicId;
use db::{AuditNote, Conn, Db, Stream, Tx};
use papers::intake::Intake;
use sea_orm::ActiveModelTrait;
use sea_orm::ActiveValue::{Set, Unchanged};
use serde::{Deserialize, Serialize};

/// What to do with a file that has faulty rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Take {
    /// The good rows go in, the others go back as a file.
    GoodRows,
    /// Nothing goes in as long as one row is faulty.
    AllOrNothing,
}

/// What becomes of portions (分担) that were made before items come in; none of them has begun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Portions {
    /// Nothing goes in as long as there is one.
    Keep,
    /// They go, and are made again afterwards.
    Remove,
}

/// Items from one file, checked by [`examine`].
#[derive(Clone, Debug)]
pub struct NewBatch {
    pub file_name: String,
    /// Tells the same file again; empty when the items come from no file.
    pub hash: String,
    pub items: Vec<NewItem>,
    /// Rows that were left out.
    pub faulty: usize,
}

/// Items that were taken in (取り込み一回).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Imported {
    pub batch: PublicId,
    pub taken: i64,
    pub confidential: i64,
    pub faulty: i64,
}

/// A batch that was taken back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Undone {
    pub items: i64,
}

/// Takes items in; numbers are unique within the order, and there are never more items than ordered.
pub async fn import_items(
    db: &Db,
    actor: &Actor,
    order: &PublicId,
    batch: &NewBatch,
) -> Result<Imported, Failure> {
    db::command!(db, actor.author(), |tx| import_items_in(
        &tx, actor, order, batch
    )
    .await)
}

pub async fn import_items_in(
    tx: &Tx,
    actor: &Actor,
    order: &PublicId,
    batch: &NewBatch,
) -> Result<Imported, Failure> {
    let order = open_order(tx, actor, order).await?;
    if batch.items.is_empty() {
        return Err(refused(Refusal::NothingToTake));
    }
    let there = store::item_counts(tx, order.id).await?.all;
    let items = there + batch.items.len() as i64;
    if order.quantity < items {
        return Err(refused(Refusal::TooManyItems {
            ordered: order.quantity,
            items,
        }));
    }
    if let Some(on) = store::batch_of_hash(tx, order.id, &batch.hash).await? {
        return Err(refused(Refusal::SameFile { on }));
    }
    let public_id = tx.public_id();
    let confidential = batch.items.iter().filter(|it| it.confidential).count() as i64;
    let row = item_batch::ActiveModel {
        public_id: Set(public_id.clone()),
        client_order: Set(order.id),
        file_name: Set(batch.file_name.clone()),
        hash: Set(batch.hash.clone()),
        item_count: Set(batch.items.len() as i64),
        confidential_count: Set(confidential),
        faulty_count: Set(batch.faulty as i64),
        taken_on: Set(tx.today()),
        taken_by: Set(actor.account),
        undone_on: Set(None),
        ..Default::default()
    };
    let kept = row.insert(&**tx).await?;
    store::clear_portions(tx, order.id).await?;
    store::add_items(tx, order.id, kept.id, &batch.items).await?;
    move_in(tx, OrderId(order.id), Move::Prepare, tx.today()).await?;
    let object = format!("item_batch/{public_id}");
    tx.note(
        AuditNote::done(Stream::Orders, "items.import", object)
            .fields(&format!("items {}", batch.items.len())),
    );
    Ok(Imported {
        batch: public_id,
        taken: batch.items.len() as i64,
        confidential,
        faulty: batch.faulty as i64,
    })
}

/// Takes a whole batch back, as long as work on none of its items has begun.
pub async fn undo_batch(db: &Db, actor: &Actor, batch: &PublicId) -> Result<Undone, Failure> {
    db::command!(db, actor.author(), |tx| undo_batch_in(&tx, actor, batch)
        .await)
}

pub async fn undo_batch_in(tx: &Tx, actor: &Actor, batch: &PublicId) -> Result<Undone, Failure> {
    let scope = actor.may(Act::Write(Resource::Breakdown))?;
    let batch = store::batch(tx, &scope, batch).await?;
    if batch.undone_on.is_some() {
        return Err(refused(Refusal::AlreadyUndone));
    }
    if store::has_begun(tx, batch.client_order).await? {
        return Err(refused(Refusal::Begun));
    }
    store::clear_portions(tx, batch.client_order).await?;
    let items = store::remove_items(tx, batch.id).await? as i64;
    let row = item_batch::ActiveModel {
        id: Unchanged(batch.id),
        undone_on: Set(Some(tx.today())),
        ..Default::default()
    };
    row.update(&**tx).await?;
    tx.note(AuditNote::done(
        Stream::Orders,
        "items.undo",
        format!("item_batch/{}", batch.public_id),
    ));
    Ok(Undone { items })
}

/// Keeps a file for its preview, with the meaning of its columns; an earlier one of the same person goes.
pub async fn upload_items(
    db: &Db,
    actor: &Actor,
    order: &PublicId,
    file: (&str, &str, &[u8]),
    columns: &Columns,
) -> Result<Kept, Failure> {
    db::command!(db, actor.author(), |tx| upload_items_in(
        &tx, actor, order, file, columns
    )
    .await)
}

pub async fn upload_items_in(
    tx: &Tx,
    actor: &Actor,
    order: &PublicId,
    (name, hash, bytes): (&str, &str, &[u8]),
    columns: &Columns,
) -> Result<Kept, Failure> {
    let order = open_order(tx, actor, order).await?;
    store::drop_uploads(tx, order.id, actor.account).await?;
    let public_id = tx.public_id();
    let row = item_upload::ActiveModel {
        public_id: Set(public_id.clone()),
        client_order: Set(order.id),
        account: Set(actor.account),
        file_name: Set(name.to_owned()),
        hash: Set(hash.to_owned()),
        content: Set(bytes.to_vec()),
        columns: Set(store::json(columns)?),
        uploaded_at: Set(tx.now()),
        ..Default::default()
    };
    row.insert(&**tx).await?;
    tx.note(AuditNote::done(
        Stream::Orders,
        "items.upload",
        format!("item_upload/{public_id}"),
    ));
    Ok(Kept { public_id })
}

/// Says what the columns of an uploaded file mean.
pub async fn choose_columns(
    db: &Db,
    actor: &Actor,
    upload: &PublicId,
    columns: &Columns,
) -> Result<Kept, Failure> {
    db::command!(db, actor.author(), |tx| choose_columns_in(
        &tx, actor, upload, columns
    )
    .await)
}

pub async fn choose_columns_in(
    tx: &Tx,
    actor: &Actor,
    upload: &PublicId,
    columns: &Columns,
) -> Result<Kept, Failure> {
    let kept = store::upload(tx, actor, upload).await?;
    let row = item_upload::ActiveModel {
        id: Unchanged(kept.id),
        columns: Set(store::json(columns)?),
        ..Default::default()
    };
    row.update(&**tx).await?;
    tx.note(AuditNote::done(
        Stream::Orders,
        "items.columns",
        format!("item_upload/{upload}"),
    ));
    Ok(Kept {
        public_id: upload.clone(),
    })
}

/// Looks at an uploaded file against what the order holds now.
pub async fn examine_upload(
    db: &Conn,
    upload: &item_upload::Model,
    intake: &Intake,
    columns: &Columns,
) -> Result<Examined, Failure> {
    let known = store::item_numbers(db, upload.client_order).await?;
    let lots: Vec<i64> = store::lots(db, upload.client_order)
        .await?
        .iter()
        .map(|it| it.no)
        .collect();
    Ok(examine(intake, columns, &known, &lots))
}

/// Takes an uploaded file in. The file is read outside of the command, since that may take a second.
pub async fn take_upload(
    db: &Db,
    actor: &Actor,
    upload: &PublicId,
    intake: &Intake,
    take: Take,
    portions: Portions,
) -> Result<Imported, Failure> {
    db::command!(db, actor.author(), |tx| take_upload_in(
        &tx, actor, upload, intake, take, portions
    )
    .await)
}

async fn take_upload_in(
    tx: &Tx,
    actor: &Actor,
    upload: &PublicId,
    intake: &Intake,
    take: Take,
    portions: Portions,
) -> Result<Imported, Failure> {
    let kept = store::upload(tx, actor, upload).await?;
    let columns: Columns = store::from_json(&kept.columns)?;
    let examined = examine_upload(tx, &kept, intake, &columns).await?;
    if take == Take::AllOrNothing && examined.faulty_rows > 0 {
        return Err(refused(Refusal::FaultyRows {
            count: examined.faulty_rows as i64,
        }));
    }
    let count = store::portion_keys(tx, kept.client_order).await?.len() as i64;
    if portions == Portions::Keep && count > 0 {
        return Err(refused(Refusal::PortionsWouldGo { count }));
    }
    let order = store::order_by_key(tx, kept.client_order).await?;
    let batch = NewBatch {
        file_name: kept.file_name,
        hash: kept.hash,
        items: examined.items,
        faulty: examined.faulty_rows,
    };
    let imported = import_items_in(tx, actor, &order.public_id, &batch).await?;
    store::drop_uploads(tx, order.id, actor.account).await?;
    Ok(imported)
}

/// Reads the bytes of a file, without the column of reasons that we may have added to it.
pub(crate) fn read_file(
    name: &str,
    bytes: &[u8],
    reason_labels: &[String],
) -> Result<Intake, papers::intake::IntakeFault> {
    papers::intake::read(name, bytes, LIMITS).map(|it| without_reasons(it, reason_labels))
}

/// How much one file may hold.
pub(crate) const LIMITS: papers::intake::Limits = papers::intake::Limits {
    rows: 100_000,
    columns: 60,
    unpacked_bytes: 128 << 20,
    cell_chars: 4_000,
};

/// The order within reach, while its breakdown may change.
async fn open_order(
    tx: &Tx,
    actor: &Actor,
    order: &PublicId,
) -> Result<client_order::Model, Failure> {
    let scope = actor.may(Act::Write(Resource::Breakdown))?;
    let order = store::order(tx, &scope, order).await?;
    if !order.stage.is_open() {
        return Err(refused(Refusal::Closed));
    }
    if store::has_begun(tx, order.id).await? {
        return Err(refused(Refusal::Begun));
    }
    Ok(order)
}
