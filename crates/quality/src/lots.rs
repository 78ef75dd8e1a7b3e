//! Every statement on deliveries to clients.

use access::{Columns, Scope};
use base::{Day, PublicId};
use db::sea_orm::{FromQueryResult, Value};
use db::{Conn, StoreError, Tx};

use crate::stage::LotStage;

const OWNERS: Columns<'static> = Columns {
    municipality: None,
    site: None,
    client: Some("p.client"),
    led_by: Some("p.director"),
    team_of: None,
    own: None,
};

/// A lot as far as deliveries are concerned.
#[derive(Clone, Debug, FromQueryResult)]
pub struct LotRow {
    pub lot: i64,
    pub lot_public_id: PublicId,
    pub lot_no: i64,
    pub client_order: i64,
    pub order_public_id: PublicId,
    pub order_number: String,
    pub title: String,
    /// Units of the lot's first step of work, over all its portions.
    pub units: i64,
    /// Accepted from workers in every step of work.
    pub accepted: i64,
    /// With the client now, or accepted by the client.
    pub with_client: i64,
    pub client_accepted: i64,
}

const LOT: &str = "with worked as (select p.lot, p.step_name, cast(sum(p.units) as bigint) as units, \
      cast(coalesce(sum((select sum(a.units) from acceptance a join work_card c on c.id = a.work_order where c.portion = p.id)), 0) as bigint) as accepted \
      from work_portion p where p.step_kind = 'work' group by p.lot, p.step_name), \
    given as (select d.lot, cast(sum(case when d.stage = 'delivered' then d.units else d.accepted_units end) as bigint) as with_client, \
      cast(sum(d.accepted_units) as bigint) as client_accepted from lot_delivery d group by d.lot) \
    select distinct p.lot, p.lot_public_id, p.lot_no, p.client_order, p.order_public_id, p.order_number, p.title, \
      (select max(w.units) from worked w where w.lot = p.lot) as units, \
      (select min(w.accepted) from worked w where w.lot = p.lot) as accepted, \
      coalesce((select g.with_client from given g where g.lot = p.lot), 0) as with_client, \
      coalesce((select g.client_accepted from given g where g.lot = p.lot), 0) as client_accepted \
    from work_portion p";

/// One lot within reach.
pub async fn lot(db: &Conn, scope: &Scope, id: &PublicId) -> Result<LotRow, StoreError> {
    let mut values: Vec<Value> = vec![id.clone().into()];
    let within = scope.sql(&OWNERS, &mut values);
    db::one(
        db,
        &format!("{LOT} where p.step_kind = 'work' and p.lot_public_id = $1 and {within}"),
        values,
    )
    .await?
    .ok_or(StoreError::Absent)
}

/// The lots of one order within reach.
pub async fn lots(db: &Conn, scope: &Scope, order: &PublicId) -> Result<Vec<LotRow>, StoreError> {
    let mut values: Vec<Value> = vec![order.clone().into()];
    let within = scope.sql(&OWNERS, &mut values);
    db::all(db, &format!("{LOT} where p.step_kind = 'work' and p.order_public_id = $1 and {within} order by p.lot_no"), values).await
}

/// What checking says of a lot: drawn or returned items looked at, and those right at the first look.
#[derive(Clone, Copy, Debug, Default, FromQueryResult)]
pub struct Quality {
    pub checked: i64,
    pub passed: i64,
}

/// The quality of a lot so far.
pub async fn quality(db: &Conn, lot: i64) -> Result<Quality, StoreError> {
    let sql = "select count(*) as checked, cast(coalesce(sum(case when s.verdict = 'passed' \
        and not exists (select 1 from finding f where f.item_work = s.item_work) then 1 else 0 end), 0) as bigint) as passed \
        from sample_item s join work_item_card i on i.id = s.item_work join work_portion p on p.id = i.portion \
        where p.lot = $1 and s.verdict is not null";
    Ok(db::one(db, sql, vec![lot.into()])
        .await?
        .unwrap_or_default())
}

/// A delivery to be kept.
pub struct NewDelivery<'a> {
    pub lot: &'a LotRow,
    pub units: i64,
    pub quality: Quality,
    pub manual_no: Option<i64>,
    pub deletion_plan: &'a str,
    pub remark: &'a str,
    pub inspect_by: Day,
    pub by: Option<i64>,
}

/// Keeps a delivery under the lot's next number.
pub async fn insert(tx: &Tx, it: &NewDelivery<'_>) -> Result<(PublicId, i64), StoreError> {
    let public_id = tx.public_id();
    let no = db::count(
        tx,
        "select count(*) from lot_delivery where lot = $1",
        vec![it.lot.lot.into()],
    )
    .await?
        + 1;
    let sql = "insert into lot_delivery (public_id, version, lot, client_order, no, units, checked, passed, manual_no, deletion_plan, remark, \
        received_on, inspect_by, delivered_by, stage, accepted_units) \
        values ($1, 1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 'delivered', 0)";
    let values = vec![
        public_id.clone().into(),
        it.lot.lot.into(),
        it.lot.client_order.into(),
        no.into(),
        it.units.into(),
        it.quality.checked.into(),
        it.quality.passed.into(),
        it.manual_no.into(),
        it.deletion_plan.into(),
        it.remark.into(),
        tx.today().into(),
        it.inspect_by.into(),
        it.by.into(),
    ];
    db::execute(tx, sql, values).await?;
    Ok((public_id, no))
}

/// One delivery with its lot.
#[derive(Clone, Debug, FromQueryResult)]
pub struct DeliveryRow {
    pub id: i64,
    pub public_id: PublicId,
    pub version: i32,
    pub lot: i64,
    pub lot_no: i64,
    pub client_order: i64,
    pub order_public_id: PublicId,
    pub title: String,
    pub no: i64,
    pub units: i64,
    pub checked: i64,
    pub passed: i64,
    pub manual_no: Option<i64>,
    pub deletion_plan: String,
    pub remark: String,
    pub received_on: Day,
    pub inspect_by: Day,
    pub stage: String,
    pub accepted_units: i64,
    pub answered_on: Option<Day>,
}

impl DeliveryRow {
    /// The stage by its name.
    pub fn stage(&self) -> LotStage {
        LotStage::named(&self.stage).expect("the column's check knows the same names")
    }
}

const DELIVERY: &str = "select distinct d.id, d.public_id, d.version, d.lot, p.lot_no, d.client_order, p.order_public_id, p.title, d.no, d.units, \
    d.checked, d.passed, d.manual_no, d.deletion_plan, d.remark, d.received_on, d.inspect_by, d.stage, d.accepted_units, d.answered_on \
    from lot_delivery d join work_portion p on p.lot = d.lot";

/// One delivery within reach.
pub async fn delivery(db: &Conn, scope: &Scope, id: &PublicId) -> Result<DeliveryRow, StoreError> {
    let mut values: Vec<Value> = vec![id.clone().into()];
    let within = scope.sql(&OWNERS, &mut values);
    db::one(
        db,
        &format!("{DELIVERY} where d.public_id = $1 and {within}"),
        values,
    )
    .await?
    .ok_or(StoreError::Absent)
}

/// The deliveries of one order within reach, newest first.
pub async fn deliveries(
    db: &Conn,
    scope: &Scope,
    order: &PublicId,
) -> Result<Vec<DeliveryRow>, StoreError> {
    let mut values: Vec<Value> = vec![order.clone().into()];
    let within = scope.sql(&OWNERS, &mut values);
    db::all(db, &format!("{DELIVERY} where p.order_public_id = $1 and {within} order by d.received_on desc, d.id desc"), values).await
}

/// The latest delivery of each lot within reach that is not wholly accepted: with the client, or come back and not delivered anew.
pub async fn deliveries_open(db: &Conn, scope: &Scope) -> Result<Vec<DeliveryRow>, StoreError> {
    let mut values: Vec<Value> = Vec::new();
    let within = scope.sql(&OWNERS, &mut values);
    let sql = format!(
        "{DELIVERY} where {within} and d.stage in ('delivered', 'partly', 'returned') \
         and not exists (select 1 from lot_delivery n where n.lot = d.lot and n.no > d.no) order by d.received_on, d.id limit 200"
    );
    db::all(db, &sql, values).await
}

/// The lots of the orders within reach that are being worked on or delivered.
pub async fn lots_open(db: &Conn, scope: &Scope) -> Result<Vec<LotRow>, StoreError> {
    let mut values: Vec<Value> = Vec::new();
    let within = scope.sql(&OWNERS, &mut values);
    let open = "p.client_order in (select o.id from order_card o where o.stage in ('ordered', 'preparing', 'working', 'delivered', 'inspecting'))";
    let sql = format!(
        "{LOT} where p.step_kind = 'work' and {open} and {within} order by p.client_order, p.lot_no limit 500"
    );
    db::all(db, &sql, values).await
}

/// Writes the client's answer.
pub async fn answer(
    tx: &Tx,
    it: &DeliveryRow,
    stage: LotStage,
    accepted: i64,
    returns: &[(i64, String)],
    by: Option<i64>,
) -> Result<(), StoreError> {
    let sql = "update lot_delivery set stage = $2, accepted_units = $3, answered_on = $4, answered_by = $5, version = version + 1 where id = $1";
    let values = vec![
        it.id.into(),
        stage.text().into(),
        accepted.into(),
        tx.today().into(),
        by.into(),
    ];
    db::execute(tx, sql, values).await?;
    for (units, reason) in returns {
        let sql = "insert into lot_return (lot_delivery, units, reason) values ($1, $2, $3)";
        db::execute(
            tx,
            sql,
            vec![it.id.into(), (*units).into(), reason.as_str().into()],
        )
        .await?;
    }
    Ok(())
}

/// One reason of a client for returning units.
#[derive(Clone, Debug, FromQueryResult)]
pub struct ReturnRow {
    pub lot_delivery: i64,
    pub units: i64,
    pub reason: String,
}

/// The client's reasons for all deliveries of an order.
pub async fn returns(db: &Conn, client_order: i64) -> Result<Vec<ReturnRow>, StoreError> {
    let sql = "select r.lot_delivery, r.units, r.reason from lot_return r join lot_delivery d on d.id = r.lot_delivery \
               where d.client_order = $1 order by r.id";
    db::all(db, sql, vec![client_order.into()]).await
}

/// Units that the client has accepted, over all lots of an order.
pub async fn client_accepted(db: &Conn, client_order: i64) -> Result<i64, StoreError> {
    let sql = "select cast(coalesce(sum(accepted_units), 0) as bigint) from lot_delivery where client_order = $1";
    db::count(db, sql, vec![client_order.into()]).await
}

/// Deliveries of an order that the client has not answered.
pub async fn unanswered(db: &Conn, client_order: i64) -> Result<i64, StoreError> {
    db::count(
        db,
        "select count(*) from lot_delivery where client_order = $1 and stage = 'delivered'",
        vec![client_order.into()],
    )
    .await
}

/// Units to be delivered to the client in all: the first step of work over all lots.
pub async fn ordered_units(db: &Conn, client_order: i64) -> Result<i64, StoreError> {
    let sql = "select cast(coalesce(max(units), 0) as bigint) from (select step_name, sum(units) as units from work_portion \
               where client_order = $1 and step_kind = 'work' group by step_name) s";
    db::count(db, sql, vec![client_order.into()]).await
}
