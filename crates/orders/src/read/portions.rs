use crate::breakdown::{CheckPlan, Group, StepKind};
use crate::order::Class;
use crate::stage::Stage;
use crate::{LotId, OrderId, PortionId, StepId};
use access::{AccountId, ClientId, Columns, Scope};
use base::{Day, PublicId, Yen};
use db::sea_orm::{FromQueryResult, Value};
use db::{Conn, StoreError};
use people::JobTypeId;

/// A portion (分担) with what an offer, a terms notice or a plan needs to know of its order, lot and step.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct PortionFacts {
    pub id: PortionId,
    pub public_id: PublicId,
    pub order: OrderId,
    pub order_public_id: PublicId,
    pub order_number: String,
    pub title: String,
    pub client: ClientId,
    pub director: Option<AccountId>,
    pub job_type: JobTypeId,
    pub order_stage: Stage,
    pub work_content: String,
    pub delivery_place: String,
    pub delivery_method: String,
    pub client_pays_on: Option<Day>,
    pub lot: LotId,
    pub lot_public_id: PublicId,
    pub lot_no: i64,
    pub step: StepId,
    pub step_no: i64,
    pub step_name: String,
    pub step_kind: StepKind,
    pub group: Group,
    /// 情報の区分: where it may be worked on.
    pub class: Class,
    pub units: i64,
    pub unit_pay: Yen,
    pub standard_seconds: i64,
    pub check_plan: CheckPlan,
    pub check_permille: i64,
    pub check_seed: i64,
    pub min_chunk: i64,
    pub max_share_pct: i64,
    pub min_team: i64,
    pub max_team: i64,
    pub max_defect_ppm: i64,
    pub release_on: Day,
    pub plan_due_on: Day,
    pub due_on: Day,
    /// The day of its first offer.
    pub begun_on: Option<Day>,
    /// The number of the published version of the manual.
    pub manual_no: Option<i64>,
}

const PORTION: &str = "select p.id, p.public_id, p.client_order as \"order\", o.public_id as order_public_id, \
    o.number as order_number, o.title, o.client, o.director, o.job_type, o.stage as order_stage, o.work_content, \
    o.delivery_place, o.delivery_method, o.client_pays_on, p.lot, l.public_id as lot_public_id, l.no as lot_no, \
    p.step, s.no as step_no, s.name as step_name, s.kind as step_kind, p.item_group as \"group\", p.class, p.units, \
    p.unit_pay, p.standard_seconds, p.check_plan, p.check_permille, p.check_seed, p.min_chunk, p.max_share_pct, \
    p.min_team, p.max_team, p.max_defect_ppm, p.release_on, p.plan_due_on, p.due_on, p.begun_on, \
    (select max(v.no) from manual_version v where v.client_order = o.id and v.published_on is not null) as manual_no \
    from portion p join client_order o on o.id = p.client_order join lot l on l.id = p.lot join step s on s.id = p.step";
const SORTED: &str =
    "order by o.id, l.no, case p.item_group when 'general' then 0 else 1 end, s.no";

/// One portion by key.
pub async fn portion(db: &Conn, id: PortionId) -> Result<PortionFacts, StoreError> {
    db::one(db, &format!("{PORTION} where p.id = $1"), vec![id.into()])
        .await?
        .ok_or(StoreError::Absent)
}

/// One portion of an order within reach.
pub async fn portion_by_public_id(
    db: &Conn,
    scope: &Scope,
    id: &PublicId,
) -> Result<PortionFacts, StoreError> {
    let mut values: Vec<Value> = vec![id.clone().into()];
    let columns = Columns {
        client: Some("o.client"),
        led_by: Some("o.director"),
        ..Columns::default()
    };
    let within = scope.sql(&columns, &mut values);
    db::one(
        db,
        &format!("{PORTION} where p.public_id = $1 and {within}"),
        values,
    )
    .await?
    .ok_or(StoreError::Absent)
}

/// Some portions by key.
pub async fn portions_by_ids(
    db: &Conn,
    ids: &[PortionId],
) -> Result<Vec<PortionFacts>, StoreError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let places: Vec<String> = (1..=ids.len()).map(|at| format!("${at}")).collect();
    let values = ids.iter().map(|id| Value::from(*id)).collect();
    db::all(
        db,
        &format!("{PORTION} where p.id in ({}) {SORTED}", places.join(", ")),
        values,
    )
    .await
}

/// The portions of an order.
pub async fn portions_of(db: &Conn, order: OrderId) -> Result<Vec<PortionFacts>, StoreError> {
    db::all(
        db,
        &format!("{PORTION} where p.client_order = $1 {SORTED}"),
        vec![order.into()],
    )
    .await
}

/// The portions of every order of the region on which people may be planned.
pub async fn portions_open(db: &Conn) -> Result<Vec<PortionFacts>, StoreError> {
    db::all(
        db,
        &format!("{PORTION} where o.stage in ('preparing', 'working') {SORTED}"),
        vec![],
    )
    .await
}

/// A lot (ロット).
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct LotFacts {
    pub id: LotId,
    pub public_id: PublicId,
    pub order: OrderId,
    pub no: i64,
    pub quantity: i64,
    pub due_on: Day,
}

const LOT: &str =
    "select l.id, l.public_id, l.client_order as \"order\", l.no, l.quantity, l.due_on from lot l";

/// The lots of an order.
pub async fn lots_of(db: &Conn, order: OrderId) -> Result<Vec<LotFacts>, StoreError> {
    db::all(
        db,
        &format!("{LOT} where l.client_order = $1 order by l.no"),
        vec![order.into()],
    )
    .await
}

/// One lot by public id; its order is for the caller to reach.
pub async fn lot(db: &Conn, id: &PublicId) -> Result<LotFacts, StoreError> {
    db::one(
        db,
        &format!("{LOT} where l.public_id = $1"),
        vec![id.clone().into()],
    )
    .await?
    .ok_or(StoreError::Absent)
}

/// The lots of the orders within reach that are being prepared, worked on or with the client, what is due first on top.
pub async fn lots_open(db: &Conn, scope: &Scope) -> Result<Vec<LotFacts>, StoreError> {
    let mut values = Vec::new();
    let columns = Columns {
        client: Some("o.client"),
        led_by: Some("o.director"),
        ..Columns::default()
    };
    let within = scope.sql(&columns, &mut values);
    let sql = format!(
        "{LOT} join client_order o on o.id = l.client_order \
         where o.stage in ('ordered', 'preparing', 'working', 'delivered', 'inspecting') and {within} order by l.due_on, l.id limit 500"
    );
    db::all(db, &sql, values).await
}
