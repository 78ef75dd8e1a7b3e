//! 締め: the periods that were or will be paid together.

use crate::{ClosingId, Period};
use access::AccountId;
use base::{Day, PublicId, Yen};
use db::sea_orm::FromQueryResult;
use db::{Conn, StoreError, Tx};

/// A closing as it is stored.
#[derive(Clone, Debug, PartialEq, FromQueryResult)]
pub struct ClosingRow {
    pub id: ClosingId,
    pub public_id: PublicId,
    pub from_day: Day,
    pub to_day: Day,
    pub pay_on: Day,
    pub state: String,
    pub closed_on: Option<Day>,
    pub version: i32,
}

impl ClosingRow {
    pub fn is_closed(&self) -> bool {
        self.state == "closed"
    }

    pub fn period(&self) -> Period {
        Period {
            from: self.from_day,
            to: self.to_day,
        }
    }
}

const CLOSING: &str =
    "select id, public_id, from_day, to_day, pay_on, state, closed_on, version from closing";

pub async fn of_period(db: &Conn, period: Period) -> Result<Option<ClosingRow>, StoreError> {
    db::one(
        db,
        &format!("{CLOSING} where from_day = $1"),
        vec![period.from.into()],
    )
    .await
}

pub async fn by_public_id(db: &Conn, id: &PublicId) -> Result<ClosingRow, StoreError> {
    db::one(
        db,
        &format!("{CLOSING} where public_id = $1"),
        vec![id.clone().into()],
    )
    .await?
    .ok_or(StoreError::Absent)
}

/// The last period that was closed.
pub async fn last_closed(db: &Conn) -> Result<Option<ClosingRow>, StoreError> {
    db::one(
        db,
        &format!("{CLOSING} where state = 'closed' order by to_day desc limit 1"),
        vec![],
    )
    .await
}

/// The closing of a period, opened if nobody has done so.
pub async fn open(tx: &Tx, period: Period, pay_on: Day) -> Result<ClosingRow, StoreError> {
    if let Some(there) = of_period(tx, period).await? {
        return Ok(there);
    }
    let sql = "insert into closing (public_id, from_day, to_day, pay_on, state, version) values ($1, $2, $3, $4, 'open', 1)";
    let values = vec![
        tx.public_id().into(),
        period.from.into(),
        period.to.into(),
        pay_on.into(),
    ];
    db::execute(tx, sql, values).await?;
    of_period(tx, period).await?.ok_or(StoreError::Absent)
}

pub async fn close(tx: &Tx, by: AccountId, id: ClosingId) -> Result<(), StoreError> {
    let sql = "update closing set state = 'closed', closed_on = $1, closed_by = $2, version = version + 1 where id = $3 and state = 'open'";
    db::execute(tx, sql, vec![tx.today().into(), by.into(), id.into()]).await?;
    Ok(())
}

/// One closing with what became of its notices: the line of stages from 集計 to 振込済.
#[derive(Clone, Debug, PartialEq, FromQueryResult)]
pub struct Stages {
    pub id: ClosingId,
    pub public_id: PublicId,
    pub from_day: Day,
    pub to_day: Day,
    pub pay_on: Day,
    pub state: String,
    pub notices: i64,
    pub total: Yen,
    pub collecting: i64,
    pub asking: i64,
    pub questioned: i64,
    pub confirmed: i64,
    /// Notices in a batch that waits for approval.
    pub prepared: i64,
    pub approved: i64,
    pub settled: i64,
    /// Failed or recalled and not yet paid again.
    pub reopened: i64,
    /// Due before the money can be there: no usable account.
    pub without_account: i64,
}

const STAGES: &str = "select c.id, c.public_id, c.from_day, c.to_day, c.pay_on, c.state, \
  cast(count(n.id) as bigint) as notices, cast(coalesce(sum(n.total), 0) as bigint) as total, \
  cast(coalesce(sum(case when n.state = 'collecting' then 1 else 0 end), 0) as bigint) as collecting, \
  cast(coalesce(sum(case when n.state = 'asking' then 1 else 0 end), 0) as bigint) as asking, \
  cast(coalesce(sum(case when n.state = 'questioned' then 1 else 0 end), 0) as bigint) as questioned, \
  cast(coalesce(sum(case when n.state = 'confirmed' then 1 else 0 end), 0) as bigint) as confirmed, \
  cast(coalesce(sum(case when t.state = 'prepared' then 1 else 0 end), 0) as bigint) as prepared, \
  cast(coalesce(sum(case when t.state = 'approved' then 1 else 0 end), 0) as bigint) as approved, \
  cast(coalesce(sum(case when t.state = 'settled' then 1 else 0 end), 0) as bigint) as settled, \
  cast(coalesce(sum(case when t.id is null and exists (select 1 from transfer f where f.notice = n.id and f.state in ('failed', 'recalled')) \
    then 1 else 0 end), 0) as bigint) as reopened, \
  cast(coalesce(sum(case when t.id is null and n.total > 0 and not exists (select 1 from bank_account b where b.worker = n.worker \
    and b.replaced_on is null and b.usable_from <= c.pay_on) then 1 else 0 end), 0) as bigint) as without_account \
  from closing c left join payment_notice n on n.closing = c.id and n.reversed_on is null \
  left join transfer t on t.notice = n.id and t.state in ('prepared', 'approved', 'settled')";

/// Closings, the latest first.
pub async fn stages(db: &Conn, page: u64, size: u64) -> Result<Vec<Stages>, StoreError> {
    let (limit, offset) = db::page_of(page, size);
    let sql = format!(
        "{STAGES} group by c.id, c.public_id, c.from_day, c.to_day, c.pay_on, c.state order by c.from_day desc limit $1 offset $2"
    );
    db::all(db, &sql, vec![limit.into(), offset.into()]).await
}

/// The stages of one closing.
pub async fn stages_of(db: &Conn, id: ClosingId) -> Result<Stages, StoreError> {
    let sql = format!(
        "{STAGES} where c.id = $1 group by c.id, c.public_id, c.from_day, c.to_day, c.pay_on, c.state"
    );
    db::one(db, &sql, vec![id.into()])
        .await?
        .ok_or(StoreError::Absent)
}
