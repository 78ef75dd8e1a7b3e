//! Booking and using seats, entering and leaving rooms.

use crate::room::{self, Clearance, Step};
use crate::store::{self, NewEntry, Room};
use crate::{Class, Refusal, Slot};
use access::{Act, Actor, Failure, Resource, SiteId, Worded, refused};
use base::{Day, PublicId};
use db::{AuditNote, Db, Stream, Tx};
use people::WorkerId;
use people::read::WorkerCard;
use serde::{Deserialize, Serialize};

/// Something that was kept, by its public id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    pub public_id: PublicId,
}

/// A room to open (部屋) with so many seats.
#[derive(Clone, Debug)]
pub struct NewRoom {
    pub site: SiteId,
    pub name: String,
    pub class: Class,
    pub seats: i64,
}

/// Opens a room.
pub async fn open_room(db: &Db, actor: &Actor, new: &NewRoom) -> Result<Kept, Failure> {
    db::command!(db, actor.author(), |tx| open_room_in(&tx, actor, new).await)
}

pub async fn open_room_in(tx: &Tx, actor: &Actor, new: &NewRoom) -> Result<Kept, Failure> {
    if !actor
        .may(Act::Write(Resource::Sites))?
        .covers_site(new.site)
    {
        return Err(Failure::Absent);
    }
    let name = new.name.trim();
    if name.is_empty() {
        return Err(Failure::Faulty(vec![(
            "name".into(),
            Refusal::NameMissing.words(),
        )]));
    }
    if !(0..=200).contains(&new.seats) {
        return Err(Failure::Faulty(vec![(
            "seats".into(),
            Refusal::SeatCount.words(),
        )]));
    }
    let room = store::insert_room(tx, new.site, name, new.class, new.seats).await?;
    tx.note(AuditNote::done(
        Stream::Work,
        "room.open",
        format!("room/{}", room.public_id),
    ));
    Ok(Kept {
        public_id: room.public_id,
    })
}

/// Books the first free seat of a room.
pub async fn book(
    db: &Db,
    actor: &Actor,
    worker: &PublicId,
    room: &PublicId,
    on: Day,
    slot: Slot,
) -> Result<Kept, Failure> {
    db::command!(db, actor.author(), |tx| book_in(
        &tx, actor, worker, room, on, slot
    )
    .await)
}

pub async fn book_in(
    tx: &Tx,
    actor: &Actor,
    worker: &PublicId,
    room: &PublicId,
    on: Day,
    slot: Slot,
) -> Result<Kept, Failure> {
    let (card, room) = both(tx, actor, worker, room).await?;
    room::bookable(on, tx.today()).map_err(refused)?;
    room::may_enter(room.class, clearance(tx, card.id).await?).map_err(refused)?;
    if store::has_booking(tx, card.id, on, slot).await? {
        return Err(refused(Refusal::BookedElsewhere));
    }
    let seat = store::free_seat(tx, room.id, on, slot)
        .await?
        .ok_or_else(|| refused(Refusal::RoomFull))?;
    let public_id = store::insert_booking(tx, seat, card.id, on, slot).await?;
    tx.note(AuditNote::done(
        Stream::Work,
        "seat.book",
        format!("seat_booking/{public_id}"),
    ));
    Ok(Kept { public_id })
}

/// Gives a booked seat back; nothing follows from it.
pub async fn cancel(db: &Db, actor: &Actor, booking: &PublicId) -> Result<Kept, Failure> {
    db::command!(db, actor.author(), |tx| cancel_in(&tx, actor, booking)
        .await)
}

pub async fn cancel_in(tx: &Tx, actor: &Actor, booking: &PublicId) -> Result<Kept, Failure> {
    stepped(tx, actor, booking, Step::Cancel).await
}

/// Takes the booked seat (チェックイン).
pub async fn arrive(db: &Db, actor: &Actor, booking: &PublicId) -> Result<Kept, Failure> {
    db::command!(db, actor.author(), |tx| arrive_in(&tx, actor, booking)
        .await)
}

pub async fn arrive_in(tx: &Tx, actor: &Actor, booking: &PublicId) -> Result<Kept, Failure> {
    stepped(tx, actor, booking, Step::Arrive).await
}

/// Leaves the seat (チェックアウト).
pub async fn depart(db: &Db, actor: &Actor, booking: &PublicId) -> Result<Kept, Failure> {
    db::command!(db, actor.author(), |tx| depart_in(&tx, actor, booking)
        .await)
}

pub async fn depart_in(tx: &Tx, actor: &Actor, booking: &PublicId) -> Result<Kept, Failure> {
    stepped(tx, actor, booking, Step::Leave).await
}

async fn stepped(tx: &Tx, actor: &Actor, id: &PublicId, step: Step) -> Result<Kept, Failure> {
    let booking = store::booking(tx, &actor.may(Act::Write(Resource::Seats))?, id).await?;
    let state = booking.state.after(step).map_err(refused)?;
    if step == Step::Arrive && booking.on_day != tx.today() {
        return Err(refused(Refusal::NotToday));
    }
    store::set_booking(tx, booking.id, state).await?;
    let action = match step {
        Step::Arrive => "seat.arrive",
        Step::Leave => "seat.depart",
        Step::Cancel => "seat.cancel",
    };
    tx.note(AuditNote::done(
        Stream::Work,
        action,
        format!("seat_booking/{id}"),
    ));
    Ok(Kept {
        public_id: booking.public_id,
    })
}

/// Enters a room; kept in the entry log (入退室記録) with its purpose.
pub async fn enter(
    db: &Db,
    actor: &Actor,
    worker: &PublicId,
    room: &PublicId,
    purpose: &str,
    belongings_checked: bool,
) -> Result<Kept, Failure> {
    db::command!(db, actor.author(), |tx| enter_in(
        &tx,
        actor,
        worker,
        room,
        purpose,
        belongings_checked
    )
    .await)
}

pub async fn enter_in(
    tx: &Tx,
    actor: &Actor,
    worker: &PublicId,
    room: &PublicId,
    purpose: &str,
    belongings_checked: bool,
) -> Result<Kept, Failure> {
    let (card, room) = both(tx, actor, worker, room).await?;
    let purpose = purposeful(purpose)?;
    room::may_enter(room.class, clearance(tx, card.id).await?).map_err(refused)?;
    if store::inside(tx, card.id).await?.is_some() {
        return Err(refused(Refusal::Inside));
    }
    let by = actor.account.0;
    let entry = NewEntry {
        room: room.id,
        worker: Some(card.id),
        visitor: None,
        purpose,
        belongings_checked,
        by,
    };
    entered(tx, &entry).await
}

/// Lets a visitor into a room; site staff keep the log.
pub async fn admit(
    db: &Db,
    actor: &Actor,
    visitor: &str,
    room: &PublicId,
    purpose: &str,
    belongings_checked: bool,
) -> Result<Kept, Failure> {
    db::command!(db, actor.author(), |tx| admit_in(
        &tx,
        actor,
        visitor,
        room,
        purpose,
        belongings_checked
    )
    .await)
}

pub async fn admit_in(
    tx: &Tx,
    actor: &Actor,
    visitor: &str,
    room: &PublicId,
    purpose: &str,
    belongings_checked: bool,
) -> Result<Kept, Failure> {
    let room = store::room(tx, room).await?;
    if !actor
        .may(Act::Write(Resource::Sites))?
        .covers_site(room.site)
    {
        return Err(Failure::Absent);
    }
    let purpose = purposeful(purpose)?;
    let visitor = visitor.trim();
    if visitor.is_empty() {
        return Err(Failure::Faulty(vec![(
            "visitor".into(),
            Refusal::NameMissing.words(),
        )]));
    }
    let by = actor.account.0;
    let entry = NewEntry {
        room: room.id,
        worker: None,
        visitor: Some(visitor),
        purpose,
        belongings_checked,
        by,
    };
    entered(tx, &entry).await
}

async fn entered(tx: &Tx, entry: &NewEntry<'_>) -> Result<Kept, Failure> {
    let public_id = store::insert_entry(tx, entry).await?;
    tx.note(AuditNote::done(
        Stream::Work,
        "room.enter",
        format!("room_entry/{public_id}"),
    ));
    Ok(Kept { public_id })
}

/// Leaves a room; `entry` is the public id of the line in the log.
pub async fn leave(db: &Db, actor: &Actor, entry: &PublicId) -> Result<Kept, Failure> {
    db::command!(db, actor.author(), |tx| leave_in(&tx, actor, entry).await)
}

pub async fn leave_in(tx: &Tx, actor: &Actor, entry: &PublicId) -> Result<Kept, Failure> {
    let scope = actor.may(Act::Write(Resource::Seats))?;
    if store::end_entry(tx, &scope, entry).await? == 0 {
        return Err(refused(Refusal::NotInside));
    }
    tx.note(AuditNote::done(
        Stream::Work,
        "room.leave",
        format!("room_entry/{entry}"),
    ));
    Ok(Kept {
        public_id: entry.clone(),
    })
}

/// Says which sites one can come to.
pub async fn set_reachable(
    db: &Db,
    actor: &Actor,
    worker: &PublicId,
    sites: &[SiteId],
) -> Result<Kept, Failure> {
    db::command!(db, actor.author(), |tx| set_reachable_in(
        &tx, actor, worker, sites
    )
    .await)
}

pub async fn set_reachable_in(
    tx: &Tx,
    actor: &Actor,
    worker: &PublicId,
    sites: &[SiteId],
) -> Result<Kept, Failure> {
    let scope = actor.may(Act::Write(Resource::Seats))?;
    let card = people::read::card_by_public_id(tx, worker)
        .await?
        .ok_or(Failure::Absent)?;
    if !scope.region && scope.own != Some(card.account) {
        return Err(Failure::Absent);
    }
    store::replace_reachable(tx, card.id, sites).await?;
    tx.note(AuditNote::done(
        Stream::People,
        "worker.reachable",
        format!("worker/{worker}"),
    ));
    Ok(Kept {
        public_id: card.public_id,
    })
}

/// The worker and the room, when the actor is that worker or keeps that site.
async fn both(
    tx: &Tx,
    actor: &Actor,
    worker: &PublicId,
    room: &PublicId,
) -> Result<(WorkerCard, Room), Failure> {
    let scope = actor.may(Act::Write(Resource::Seats))?;
    let card = people::read::card_by_public_id(tx, worker)
        .await?
        .ok_or(Failure::Absent)?;
    let room = store::room(tx, room).await?;
    let reaches = scope.own == Some(card.account) || scope.covers_site(room.site);
    if reaches {
        Ok((card, room))
    } else {
        Err(Failure::Absent)
    }
}

async fn clearance(tx: &Tx, worker: WorkerId) -> Result<Clearance, Failure> {
    let it = people::read::clearances(tx, worker).await?;
    Ok(Clearance {
        secure: it.secure_cleared_on.is_some(),
        pledged: it.pledged_on.is_some(),
    })
}

fn purposeful(purpose: &str) -> Result<&str, Failure> {
    let purpose = purpose.trim();
    if purpose.is_empty() {
        return Err(Failure::Faulty(vec![(
            "purpose".into(),
            Refusal::PurposeMissing.words(),
        )]));
    }
    Ok(purpose)
}
