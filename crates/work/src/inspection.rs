//! What checking and acceptance change here; `quality` decides and calls, inside its own command.

use crate::items;
use crate::offering::{note, worker_may_wait};
use crate::rules::Refusal;
use crate::stage::{ItemState, Step};
use crate::store::{changes, move_to};
use crate::tables::work_order;
use crate::{ItemWorkId, WorkCard, WorkOrderId};
use access::{Failure, refused};
use db::sea_orm::Set;
use db::{StoreError, Tx};

/// 検収済: the work order ends well, and every item handed in is done.
pub async fn accepted_in(tx: &Tx, card: &WorkCard) -> Result<(), Failure> {
    let today = tx.today();
    let stage = card
        .stage()
        .after(Step::Accept, today)
        .map_err(Refusal::from)
        .map_err(refused)?;
    let row = work_order::ActiveModel {
        accepted_on: Set(Some(today)),
        ..changes(card)
    };
    move_to(tx, &stage, today, row).await?;
    if card.by_items {
        items::move_all(
            tx,
            card.key(),
            &[ItemState::Submitted, ItemState::Checking],
            ItemState::Done,
        )
        .await?;
    }
    worker_may_wait(tx, card).await?;
    tx.note(note("work_order.accept", &card.public_id));
    Ok(())
}

/// 差戻し of a whole delivery: the worker puts it right and delivers again.
pub async fn returned_in(tx: &Tx, card: &WorkCard, why: &str) -> Result<(), Failure> {
    let today = tx.today();
    let stage = card
        .stage()
        .after(
            Step::Return {
                why: why.to_owned(),
            },
            today,
        )
        .map_err(Refusal::from)
        .map_err(refused)?;
    move_to(tx, &stage, today, changes(card)).await?;
    tx.note(note("work_order.return", &card.public_id));
    Ok(())
}

/// 完了: one item handed in is right.
pub async fn item_done_in(tx: &Tx, item: ItemWorkId) -> Result<bool, StoreError> {
    items::move_one(
        tx,
        item,
        &[ItemState::Submitted, ItemState::Checking],
        ItemState::Done,
    )
    .await
}

/// 差戻し: one item goes back to its maker.
pub async fn item_returned_in(tx: &Tx, item: ItemWorkId) -> Result<bool, StoreError> {
    items::move_one(
        tx,
        item,
        &[ItemState::Submitted, ItemState::Checking],
        ItemState::Returned,
    )
    .await
}

/// 対象外: items that came back by the worker's fault and were not put right.
pub async fn items_excluded_in(tx: &Tx, work: WorkOrderId) -> Result<i64, StoreError> {
    items::move_all(tx, work, &[ItemState::Returned], ItemState::Excluded).await
}
