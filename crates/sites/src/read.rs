//! What other capabilities may know of sites.

use crate::{Class, Slot, store};
use access::SiteId;
use base::Day;
use db::sea_orm::FromQueryResult;
use db::{Conn, StoreError};
use people::WorkerId;

pub use crate::store::{Booking, Entered, FreeRoom, bookings_of, free_rooms};

/// The seats of one class at a site, as the matching plans with them.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Place {
    pub site: SiteId,
    pub class: Class,
    pub seats: i64,
}

impl Place {
    /// The length of a bookable slot.
    pub const SLOT_SECONDS: i64 = Slot::SECONDS;
    /// The slots of one seat on one day.
    pub const SLOTS_A_DAY: i64 = 3;
}

/// Every site with seats, by class; names come from `access::places::sites`.
pub async fn places_for_matching(db: &Conn) -> Result<Vec<Place>, StoreError> {
    let sql = "select r.site, r.class, cast(count(s.id) as bigint) as seats from room r join seat s on s.room = r.id \
               group by r.site, r.class order by r.site, r.class";
    db::all(db, sql, vec![]).await
}

/// Which sites a worker says to reach. Who has said nothing reaches the sites of the own town.
pub async fn reachable(db: &Conn) -> Result<Vec<(WorkerId, SiteId)>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        worker: WorkerId,
        site: SiteId,
    }
    let rows: Vec<Row> = db::all(
        db,
        "select worker, site from reachable_site order by worker, site",
        vec![],
    )
    .await?;
    Ok(rows.into_iter().map(|it| (it.worker, it.site)).collect())
}

/// The sites that one worker says to reach.
pub async fn reachable_by(db: &Conn, worker: WorkerId) -> Result<Vec<SiteId>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        site: SiteId,
    }
    let sql = "select site from reachable_site where worker = $1 order by site";
    let rows: Vec<Row> = db::all(db, sql, vec![worker.0.into()]).await?;
    Ok(rows.into_iter().map(|it| it.site).collect())
}

/// Seat-slots booked on each day of a stretch, by site and class.
pub async fn booked_between(
    db: &Conn,
    from: Day,
    until: Day,
) -> Result<Vec<(SiteId, Class, Day, i64)>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        site: SiteId,
        class: Class,
        on_day: Day,
        n: i64,
    }
    let sql = "select r.site, r.class, b.on_day, cast(count(*) as bigint) as n from seat_booking b \
               join seat s on s.id = b.seat join room r on r.id = s.room where b.on_day >= $1 and b.on_day <= $2 \
               and b.state <> 'cancelled' group by r.site, r.class, b.on_day order by r.site, r.class, b.on_day";
    let rows: Vec<Row> = db::all(db, sql, vec![from.into(), until.into()]).await?;
    Ok(rows
        .into_iter()
        .map(|it| (it.site, it.class, it.on_day, it.n))
        .collect())
}

/// The secure room in which a worker is now. A step of class 「機密」 opens only there, at an allowed site.
pub async fn entered_secure_room(
    db: &Conn,
    worker: WorkerId,
) -> Result<Option<Entered>, StoreError> {
    Ok(store::inside(db, worker)
        .await?
        .filter(|it| it.class == Class::Secure))
}

/// The room in which a worker is now.
pub async fn inside(db: &Conn, worker: WorkerId) -> Result<Option<Entered>, StoreError> {
    store::inside(db, worker).await
}
