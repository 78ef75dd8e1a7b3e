//! Doing the work: taking the next item, saving, handing in, reporting counts, delivering, giving back.

use crate::items::{self, Handed};
use crate::lease::Lease;
use crate::offering::{note, person};
use crate::rules::{self, Refusal};
use crate::stage::{Stage, StageName, Step};
use crate::store::{self, changes, move_to};
use crate::tables::work_order;
use crate::{ItemCard, ItemWorkId, WorkCard, WorkOrderId};
use access::{AccountId, Act, Actor, Failure, Resource, refused};
use base::{Day, Moment, PublicId};
use db::sea_orm::Set;
use db::{Conn, Db, Tx};
use people::WorkerId;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

const DOES: Act = Act::Write(Resource::WorkItems);

/// An item taken: the address of its page and the number of the lease.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Claimed {
    pub item: PublicId,
    pub lease_no: i64,
}

/// What was typed has been kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Saved {
    pub item: PublicId,
    pub at: Moment,
}

/// Items or reports handed in, and what is left.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HandedIn {
    pub work_order: WorkOrderId,
    pub public_id: PublicId,
    pub units: i64,
    pub left: i64,
}

/// A delivery: the day of receipt is fixed for both sides.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Delivered {
    pub work_order: WorkOrderId,
    pub public_id: PublicId,
    pub units: i64,
    pub received_on: Day,
}

/// One finished item on its way in.
#[derive(Clone, Debug)]
pub struct Finished {
    pub item: ItemWorkId,
    /// JSON as [`crate::answer::Answer`] writes it.
    pub answer: String,
    pub seconds: i64,
}

fn must_be_at_work(card: &WorkCard) -> Result<(), Failure> {
    match card.stage() {
        Stage::Underway { .. } | Stage::Returned { .. } => Ok(()),
        _ => Err(refused(Refusal::ItemNotOpen)),
    }
}

/// A confidential item opens only while its worker is entered in a secure room.
pub async fn must_be_in_room(db: &Conn, card: &WorkCard) -> Result<(), Failure> {
    if card.is_secure()
        && sites::read::entered_secure_room(db, WorkerId(card.worker))
            .await?
            .is_none()
    {
        return Err(refused(Refusal::SecureRoomOnly));
    }
    Ok(())
}

/// The same for somebody who checks: they enter the room as the worker they are.
pub async fn must_be_in_room_as(db: &Conn, reader: AccountId) -> Result<(), Failure> {
    let worker = people::read::of_account(db, reader).await?;
    let room = match worker {
        Some(it) => sites::read::entered_secure_room(db, it.id).await?,
        None => None,
    };
    if room.is_some() {
        Ok(())
    } else {
        Err(refused(Refusal::SecureRoomOnly))
    }
}

/// 「つづきから」: opens the item at hand, or the next, for twenty minutes of real time.
pub async fn claim_next(
    db: &Db,
    actor: &Actor,
    work: &PublicId,
) -> Result<Option<Claimed>, Failure> {
    let real_now = db.clock().real_now();
    db::command!(db, actor.author(), |tx| claim_next_in(
        &tx, actor, work, real_now
    )
    .await)
}

/// As [`claim_next`], inside a command; none when nothing is left.
pub async fn claim_next_in(
    tx: &Tx,
    actor: &Actor,
    work: &PublicId,
    real_now: Moment,
) -> Result<Option<Claimed>, Failure> {
    let card = store::card(tx, &actor.may(DOES)?, work).await?;
    must_be_at_work(&card)?;
    must_be_in_room(tx, &card).await?;
    let Some(item) = items::next(tx, card.key(), actor.account, real_now).await? else {
        return Ok(None);
    };
    let lease = Lease::taken(
        items::lease_of(&item),
        item.lease_no,
        actor.account,
        real_now,
    )
    .map_err(refused)?;
    items::hold(tx, &item, &lease).await?;
    Ok(Some(Claimed {
        item: item.public_id,
        lease_no: lease.no,
    }))
}

/// 「あとで」: lets the item go; what was typed stays.
pub async fn release(db: &Db, actor: &Actor, item: &PublicId) -> Result<PublicId, Failure> {
    db::command!(db, actor.author(), |tx| release_in(&tx, actor, item).await)
}

/// As [`release`], inside a command; gives the work order.
pub async fn release_in(tx: &Tx, actor: &Actor, item: &PublicId) -> Result<PublicId, Failure> {
    let item = items::item(tx, &actor.may(DOES)?, item).await?;
    if item.holder == Some(actor.account.0) {
        items::let_go(tx, item.key()).await?;
    }
    Ok(item.work_public_id)
}

/// Keeps what was typed so far and renews the lease.
pub async fn save_answer(
    db: &Db,
    actor: &Actor,
    item: &PublicId,
    lease_no: i64,
    answer: &str,
) -> Result<Saved, Failure> {
    let real_now = db.clock().real_now();
    db::command!(db, actor.author(), |tx| save_answer_in(
        &tx, actor, item, lease_no, answer, real_now
    )
    .await)
}

/// As [`save_answer`], inside a command. A lease taken over in the meantime is refused and shows both texts.
pub async fn save_answer_in(
    tx: &Tx,
    actor: &Actor,
    item: &PublicId,
    lease_no: i64,
    answer: &str,
    real_now: Moment,
) -> Result<Saved, Failure> {
    let (item, lease) = held(tx, actor, item, lease_no, real_now).await?;
    items::keep_answer(tx, item.key(), answer, 0, &lease).await?;
    Ok(Saved {
        item: item.public_id,
        at: tx.now(),
    })
}

/// 提出: hands one item in.
pub async fn submit_item(
    db: &Db,
    actor: &Actor,
    item: &PublicId,
    lease_no: i64,
    answer: &str,
) -> Result<HandedIn, Failure> {
    let real_now = db.clock().real_now();
    db::command!(db, actor.author(), |tx| submit_item_in(
        &tx, actor, item, lease_no, answer, real_now
    )
    .await)
}

/// As [`submit_item`], inside a command.
pub async fn submit_item_in(
    tx: &Tx,
    actor: &Actor,
    item: &PublicId,
    lease_no: i64,
    answer: &str,
    real_now: Moment,
) -> Result<HandedIn, Failure> {
    let (item, _) = held(tx, actor, item, lease_no, real_now).await?;
    let finished = Finished {
        item: item.key(),
        answer: answer.to_owned(),
        seconds: 0,
    };
    submit_items_in(tx, actor, &item.work_public_id, &[finished], real_now).await
}

/// 提出 of many items of one work order at once, as an import from an outside tool has them.
pub async fn submit_items_in(
    tx: &Tx,
    actor: &Actor,
    work: &PublicId,
    finished: &[Finished],
    real_now: Moment,
) -> Result<HandedIn, Failure> {
    let card = store::card(tx, &actor.may(DOES)?, work).await?;
    must_be_at_work(&card)?;
    must_be_in_room(tx, &card).await?;
    let with_worker =
        items::of_order(tx, card.key(), &crate::stage::ItemState::WITH_WORKER).await?;
    let by_key: BTreeMap<ItemWorkId, &ItemCard> =
        with_worker.iter().map(|item| (item.key(), item)).collect();
    let mut handed = Vec::with_capacity(finished.len());
    for it in finished {
        let item = by_key
            .get(&it.item)
            .ok_or_else(|| refused(Refusal::ItemNotOpen))?;
        Lease::taken(
            items::lease_of(item),
            item.lease_no,
            actor.account,
            real_now,
        )
        .map_err(refused)?;
        crate::answer::Answer::read(&it.answer)
            .complete()
            .map_err(refused)?;
        handed.push(Handed {
            item: it.item,
            answer: it.answer.clone(),
            seconds: it.seconds,
        });
    }
    let manual = manual_version(tx, &card).await?;
    items::hand_in(tx, &handed, manual).await?;
    let left = with_worker.len() as i64 - handed.len() as i64;
    tx.note(note("item.submit", &card.public_id).fields(&format!("items={}", handed.len())));
    Ok(HandedIn {
        work_order: card.key(),
        public_id: card.public_id,
        units: handed.len() as i64,
        left,
    })
}

async fn manual_version(db: &Conn, card: &WorkCard) -> Result<Option<i64>, Failure> {
    let manual = orders::read::manual_current(db, orders::OrderId(card.client_order)).await?;
    Ok(manual.map(|it| it.version.0))
}

/// The item, when the actor holds it under this number.
async fn held(
    tx: &Tx,
    actor: &Actor,
    item: &PublicId,
    lease_no: i64,
    real_now: Moment,
) -> Result<(ItemCard, Lease), Failure> {
    let item = items::item(tx, &actor.may(DOES)?, item).await?;
    if !item.state().is_with_worker() {
        return Err(refused(Refusal::ItemNotOpen));
    }
    let lease = Lease::renewed(items::lease_of(&item), lease_no, actor.account, real_now)
        .map_err(|_| Failure::Stale)?;
    Ok((item, lease))
}

/// 件数の報告: units done in an outside tool, in two taps.
pub async fn report_count(
    db: &Db,
    actor: &Actor,
    work: &PublicId,
    units: i64,
    text: &str,
) -> Result<HandedIn, Failure> {
    db::command!(db, actor.author(), |tx| report_count_in(
        &tx, actor, work, units, text
    )
    .await)
}

/// As [`report_count`], inside a command.
pub async fn report_count_in(
    tx: &Tx,
    actor: &Actor,
    work: &PublicId,
    units: i64,
    text: &str,
) -> Result<HandedIn, Failure> {
    let card = store::card(tx, &actor.may(DOES)?, work).await?;
    must_be_at_work(&card)?;
    let progress = store::progress(tx, &card).await?;
    rules::may_report(&progress, units).map_err(refused)?;
    items::insert_report(
        tx,
        card.key(),
        tx.today(),
        units,
        text,
        person(actor).unwrap_or(card.account),
    )
    .await?;
    tx.note(note("work.report", &card.public_id));
    let left = progress.wanted - progress.handed_in - units;
    Ok(HandedIn {
        work_order: card.key(),
        public_id: card.public_id,
        units,
        left,
    })
}

/// 納品: everything asked has been handed in; receipt is today.
pub async fn deliver(db: &Db, actor: &Actor, work: &PublicId) -> Result<Delivered, Failure> {
    db::command!(db, actor.author(), |tx| deliver_in(&tx, actor, work).await)
}

/// As [`deliver`], inside a command.
pub async fn deliver_in(tx: &Tx, actor: &Actor, work: &PublicId) -> Result<Delivered, Failure> {
    let card = store::card(tx, &actor.may(DOES)?, work).await?;
    let today = tx.today();
    let stage = card
        .stage()
        .after(Step::Deliver, today)
        .map_err(Refusal::from)
        .map_err(refused)?;
    let units = rules::deliverable(&store::progress(tx, &card).await?).map_err(refused)?;
    let row = work_order::ActiveModel {
        delivered_on: Set(Some(today)),
        delivered_units: Set(Some(units)),
        ..changes(&card)
    };
    move_to(tx, &stage, today, row).await?;
    tx.note(note("work.deliver", &card.public_id));
    Ok(Delivered {
        work_order: card.key(),
        public_id: card.public_id,
        units,
        received_on: today,
    })
}

/// 「時間を減らしたい」: gives units that nobody has begun back to the portion. It costs nothing and needs nobody's leave.
pub async fn give_back(
    db: &Db,
    actor: &Actor,
    work: &PublicId,
    units: i64,
) -> Result<HandedIn, Failure> {
    db::command!(db, actor.author(), |tx| give_back_in(
        &tx, actor, work, units
    )
    .await)
}

/// As [`give_back`], inside a command.
pub async fn give_back_in(
    tx: &Tx,
    actor: &Actor,
    work: &PublicId,
    units: i64,
) -> Result<HandedIn, Failure> {
    let card = store::card(tx, &actor.may(DOES)?, work).await?;
    given_back(tx, &card, units).await
}

/// 引き継ぎ: takes open units off a work order, for whoever answers for its team; the caller has the worker's word for it.
pub async fn hand_over_in(
    tx: &Tx,
    actor: &Actor,
    work: &PublicId,
    units: i64,
) -> Result<HandedIn, Failure> {
    let scope = actor.may(Act::Write(Resource::Covers))?;
    let card = store::card(tx, &scope, work).await?;
    let progress = store::progress(tx, &card).await?;
    // One unit stays, so that the work order has an end of its own.
    let most = (progress.wanted - progress.handed_in).min(progress.wanted - 1);
    given_back(tx, &card, units.min(most)).await
}

async fn given_back(tx: &Tx, card: &WorkCard, units: i64) -> Result<HandedIn, Failure> {
    if card.stage_name() != StageName::Underway {
        return Err(refused(Refusal::ItemNotOpen));
    }
    let progress = store::progress(tx, card).await?;
    let open = progress.wanted - progress.handed_in;
    if units < 1 || units > open || units >= progress.wanted {
        return Err(refused(Refusal::TooManyGivenBack {
            open: open.min(progress.wanted - 1),
        }));
    }
    if card.by_items && items::release(tx, card, units).await? < units {
        return Err(refused(Refusal::TooManyGivenBack { open }));
    }
    store::save(
        tx,
        work_order::ActiveModel {
            given_back: Set(card.given_back + units),
            ..changes(card)
        },
    )
    .await?;
    tx.note(note("work.give_back", &card.public_id));
    Ok(HandedIn {
        work_order: card.key(),
        public_id: card.public_id.clone(),
        units,
        left: open - units,
    })
}

/// 「あとで」: keeps what was typed and lets the item go, in one command.
pub async fn put_aside(
    db: &Db,
    actor: &Actor,
    item: &PublicId,
    lease_no: i64,
    answer: &str,
) -> Result<Saved, Failure> {
    let real_now = db.clock().real_now();
    db::command!(db, actor.author(), |tx| async {
        let saved = save_answer_in(&tx, actor, item, lease_no, answer, real_now).await?;
        release_in(&tx, actor, item).await?;
        Ok::<_, Failure>(saved)
    }
    .await)
}
