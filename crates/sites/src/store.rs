//! Every statement on rooms, seats, bookings and entries.

use crate::{BookingState, Class, RoomId, Slot};
use access::{Columns, Scope, SiteId};
use base::{Day, Moment, PublicId};
use db::sea_orm::FromQueryResult;
use db::{Conn, StoreError, Tx};
use people::WorkerId;

#[derive(Clone, Debug, FromQueryResult)]
pub(crate) struct Room {
    pub id: RoomId,
    pub public_id: PublicId,
    pub site: SiteId,
    pub class: Class,
}

pub(crate) async fn room(db: &Conn, id: &PublicId) -> Result<Room, StoreError> {
    let sql = "select id, public_id, site, class from room where public_id = $1";
    db::one(db, sql, vec![id.as_str().into()])
        .await?
        .ok_or(StoreError::Absent)
}

pub(crate) async fn insert_room(
    tx: &Tx,
    site: SiteId,
    name: &str,
    class: Class,
    seats: i64,
) -> Result<Room, StoreError> {
    let public_id = tx.public_id();
    let sql =
        "insert into room (public_id, site, name, class) values ($1, $2, $3, $4) returning id";
    let values = vec![
        public_id.as_str().into(),
        site.0.into(),
        name.into(),
        class.name().into(),
    ];
    let id: i64 = db::scalar(tx, sql, values)
        .await?
        .ok_or(StoreError::Absent)?;
    for number in 1..=seats {
        let sql = "insert into seat (public_id, room, number) values ($1, $2, $3)";
        db::execute(
            tx,
            sql,
            vec![tx.public_id().into(), id.into(), number.into()],
        )
        .await?;
    }
    Ok(Room {
        id: RoomId(id),
        public_id,
        site,
        class,
    })
}

/// The free seat with the lowest number.
pub(crate) async fn free_seat(
    db: &Conn,
    room: RoomId,
    on: Day,
    slot: Slot,
) -> Result<Option<i64>, StoreError> {
    let sql = "select s.id from seat s where s.room = $1 and not exists (select 1 from seat_booking b where b.seat = s.id \
               and b.on_day = $2 and b.slot = $3 and b.state <> 'cancelled') order by s.number limit 1";
    db::scalar(db, sql, vec![room.0.into(), on.into(), slot.name().into()]).await
}

pub(crate) async fn has_booking(
    db: &Conn,
    worker: WorkerId,
    on: Day,
    slot: Slot,
) -> Result<bool, StoreError> {
    let sql = "select 1 from seat_booking where worker = $1 and on_day = $2 and slot = $3 and state <> 'cancelled'";
    db::exists(
        db,
        sql,
        vec![worker.0.into(), on.into(), slot.name().into()],
    )
    .await
}

pub(crate) async fn insert_booking(
    tx: &Tx,
    seat: i64,
    worker: WorkerId,
    on: Day,
    slot: Slot,
) -> Result<PublicId, StoreError> {
    let public_id = tx.public_id();
    let sql = "insert into seat_booking (public_id, seat, worker, on_day, slot, state, booked_at) \
               values ($1, $2, $3, $4, $5, 'booked', $6)";
    let values = vec![
        public_id.as_str().into(),
        seat.into(),
        worker.0.into(),
        on.into(),
        slot.name().into(),
        tx.now().into(),
    ];
    db::execute(tx, sql, values).await?;
    Ok(public_id)
}

/// A booking as lists and pages show it.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Booking {
    pub id: i64,
    pub public_id: PublicId,
    pub worker: WorkerId,
    pub worker_name: String,
    pub site: SiteId,
    pub room_name: String,
    pub class: Class,
    pub seat_number: i64,
    pub on_day: Day,
    pub slot: Slot,
    pub state: BookingState,
}

const BOOKING: &str = "select b.id, b.public_id, b.worker, c.name as worker_name, r.site, r.name as room_name, r.class, \
                       s.number as seat_number, b.on_day, b.slot, b.state from seat_booking b join seat s on s.id = b.seat \
                       join room r on r.id = s.room join worker_card c on c.id = b.worker";

/// The columns by which bookings and entries belong to someone.
const REACH: Columns<'static> = Columns {
    municipality: None,
    site: Some("r.site"),
    client: None,
    led_by: None,
    team_of: None,
    own: Some("c.account"),
};

pub(crate) async fn booking(
    db: &Conn,
    scope: &Scope,
    id: &PublicId,
) -> Result<Booking, StoreError> {
    let mut values = vec![id.as_str().into()];
    let within = scope.sql(&REACH, &mut values);
    let sql = format!("{BOOKING} where b.public_id = $1 and {within}");
    db::one(db, &sql, values).await?.ok_or(StoreError::Absent)
}

pub(crate) async fn set_booking(tx: &Tx, id: i64, state: BookingState) -> Result<(), StoreError> {
    let at = match state {
        BookingState::InUse => "came_at",
        BookingState::Finished => "left_at",
        _ => "cancelled_at",
    };
    let sql = format!("update seat_booking set state = $2, {at} = $3 where id = $1");
    db::execute(
        tx,
        &sql,
        vec![id.into(), state.name().into(), tx.now().into()],
    )
    .await?;
    Ok(())
}

/// The bookings of one worker from a day on.
pub async fn bookings_of(
    db: &Conn,
    worker: WorkerId,
    from: Day,
) -> Result<Vec<Booking>, StoreError> {
    let sql = format!(
        "{BOOKING} where b.worker = $1 and b.on_day >= $2 and b.state <> 'cancelled' order by b.on_day, b.id limit 50"
    );
    db::all(db, &sql, vec![worker.0.into(), from.into()]).await
}

/// The bookings of a site on one day.
pub(crate) async fn bookings_at(
    db: &Conn,
    site: SiteId,
    on: Day,
) -> Result<Vec<Booking>, StoreError> {
    let sql = format!(
        "{BOOKING} where r.site = $1 and b.on_day = $2 and b.state <> 'cancelled' order by b.slot, r.name, s.number limit 500"
    );
    db::all(db, &sql, vec![site.0.into(), on.into()]).await
}

/// A room with its seats, and those free at one time.
#[derive(Clone, Debug, FromQueryResult)]
pub struct FreeRoom {
    pub public_id: PublicId,
    pub site: SiteId,
    pub name: String,
    pub class: Class,
    pub seats: i64,
    pub taken: i64,
}

/// Every room with its free seats in one slot of one day.
pub async fn free_rooms(db: &Conn, on: Day, slot: Slot) -> Result<Vec<FreeRoom>, StoreError> {
    let sql = "select r.public_id, r.site, r.name, r.class, cast(count(s.id) as bigint) as seats, \
               cast(count(b.id) as bigint) as taken from room r left join seat s on s.room = r.id \
               left join seat_booking b on b.seat = s.id and b.on_day = $1 and b.slot = $2 and b.state <> 'cancelled' \
               group by r.id, r.public_id, r.site, r.name, r.class order by r.site, r.class, r.name, r.id";
    db::all(db, sql, vec![on.into(), slot.name().into()]).await
}

/// One line of the entry log (入退室記録).
#[derive(Clone, Debug, FromQueryResult)]
pub(crate) struct Entry {
    pub public_id: PublicId,
    pub room_name: String,
    pub worker_name: Option<String>,
    pub worker_number: Option<String>,
    pub visitor: Option<String>,
    pub purpose: String,
    pub belongings_checked: bool,
    pub came_at: Moment,
    pub left_at: Option<Moment>,
}

const ENTRY: &str = "select e.public_id, r.name as room_name, c.name as worker_name, c.number as worker_number, e.visitor, \
                     e.purpose, e.belongings_checked, e.came_at, e.left_at from room_entry e join room r on r.id = e.room \
                     left join worker_card c on c.id = e.worker";

/// Rows on one page of the log.
pub(crate) const PAGE: u64 = 40;

/// The log of a site, the latest first; one row more than a page when there is a next.
pub(crate) async fn entries(db: &Conn, site: SiteId, page: u64) -> Result<Vec<Entry>, StoreError> {
    let (limit, offset) = db::page_of(page, PAGE);
    let sql =
        format!("{ENTRY} where r.site = $1 order by e.came_at desc, e.id desc limit $2 offset $3");
    db::all(db, &sql, vec![site.0.into(), limit.into(), offset.into()]).await
}

/// An open entry of a worker.
#[derive(Clone, Debug, PartialEq, FromQueryResult)]
pub struct Entered {
    pub public_id: PublicId,
    pub room: RoomId,
    pub room_name: String,
    pub class: Class,
    pub site: SiteId,
    pub came_at: Moment,
}

pub(crate) async fn inside(db: &Conn, worker: WorkerId) -> Result<Option<Entered>, StoreError> {
    let sql = "select e.public_id, e.room, r.name as room_name, r.class, r.site, e.came_at from room_entry e \
               join room r on r.id = e.room where e.worker = $1 and e.left_at is null";
    db::one(db, sql, vec![worker.0.into()]).await
}

pub(crate) struct NewEntry<'a> {
    pub room: RoomId,
    pub worker: Option<WorkerId>,
    pub visitor: Option<&'a str>,
    pub purpose: &'a str,
    pub belongings_checked: bool,
    pub by: i64,
}

pub(crate) async fn insert_entry(tx: &Tx, it: &NewEntry<'_>) -> Result<PublicId, StoreError> {
    let public_id = tx.public_id();
    let sql = "insert into room_entry (public_id, room, worker, visitor, purpose, belongings_checked, came_at, kept_by) \
               values ($1, $2, $3, $4, $5, $6, $7, $8)";
    let values = vec![
        public_id.as_str().into(),
        it.room.0.into(),
        it.worker.map(|it| it.0).into(),
        it.visitor.map(str::to_owned).into(),
        it.purpose.into(),
        it.belongings_checked.into(),
        tx.now().into(),
        it.by.into(),
    ];
    db::execute(tx, sql, values).await?;
    Ok(public_id)
}

/// Ends an open entry within reach; zero rows when there is none.
pub(crate) async fn end_entry(tx: &Tx, scope: &Scope, id: &PublicId) -> Result<u64, StoreError> {
    let mut values = vec![tx.now().into(), id.as_str().into()];
    let within = scope.sql(&REACH, &mut values);
    let sql = format!(
        "update room_entry set left_at = $1 where left_at is null and public_id = $2 and id in (select e.id from room_entry e \
         join room r on r.id = e.room left join worker_card c on c.id = e.worker where e.public_id = $2 and {within})"
    );
    db::execute(tx, &sql, values).await
}

pub(crate) async fn replace_reachable(
    tx: &Tx,
    worker: WorkerId,
    sites: &[SiteId],
) -> Result<(), StoreError> {
    db::execute(
        tx,
        "delete from reachable_site where worker = $1",
        vec![worker.0.into()],
    )
    .await?;
    for site in sites {
        let sql = "insert into reachable_site (worker, site) values ($1, $2) on conflict (worker, site) do nothing";
        db::execute(tx, sql, vec![worker.0.into(), site.0.into()]).await?;
    }
    Ok(())
}
