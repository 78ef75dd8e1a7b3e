//! What other capabilities may know of client orders: concrete structs, few statements, no names of tables.

mod items;
mod manuals;
mod portions;

pub use items::{
    ItemFacts, item, item_counts_of_portions, item_ids_of_portion, items_by_ids, items_of_portion,
};
pub use manuals::{Manual, manual_at, manual_current, manual_to_confirm};
pub use portions::{
    LotFacts, PortionFacts, lot, lots_of, lots_open, portion, portion_by_public_id,
    portions_by_ids, portions_of, portions_open,
};

use crate::order::Class;
use crate::stage::Stage;
use crate::tables::client_order;
use crate::{OrderId, store};
use access::{AccountId, Actor, ClientId, Columns, Failure, Scope, Worded};
use base::{Day, PublicId, Yen};
use db::sea_orm::FromQueryResult;
use db::{Conn, StoreError};
use papers::intake::Intake;
use people::JobTypeId;

/// A client order (受注) as other capabilities see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderFacts {
    pub id: OrderId,
    pub public_id: PublicId,
    pub number: String,
    pub client: ClientId,
    pub title: String,
    pub job_type: JobTypeId,
    pub quantity: i64,
    /// Without consumption tax.
    pub unit_price: Yen,
    pub ordered_on: Day,
    pub due_on: Day,
    pub director: Option<AccountId>,
    /// What a worker is told about the work and where and how its result is delivered.
    pub work_content: String,
    pub delivery_place: String,
    pub delivery_method: String,
    pub consent_on: Day,
    pub consent_scope: String,
    pub consent_by: String,
    pub permitted_places: Class,
    pub devices: String,
    pub retention_days: i64,
    pub deletion: String,
    /// The client's own payment date, for the re-entrustment exception.
    pub client_pays_on: Option<Day>,
    pub stage: Stage,
    pub stage_since: Day,
    pub version: i32,
}

impl OrderFacts {
    /// 受注金額, without consumption tax.
    pub fn value(&self) -> Yen {
        self.unit_price
            .times(self.quantity)
            .expect("the value was checked when the order was opened")
    }
}

/// One order by key.
pub async fn order(db: &Conn, id: OrderId) -> Result<OrderFacts, StoreError> {
    Ok(facts(store::order_by_key(db, id.0).await?))
}

/// One order within reach.
pub async fn order_by_public_id(
    db: &Conn,
    scope: &Scope,
    id: &PublicId,
) -> Result<OrderFacts, StoreError> {
    Ok(facts(store::order(db, scope, id).await?))
}

/// The open orders within reach, what is due first on top; at most 200.
pub async fn orders_open(db: &Conn, scope: &Scope) -> Result<Vec<OrderFacts>, StoreError> {
    let within_stages = "o.stage not in ('paid', 'cancelled')";
    some_orders(db, scope, within_stages, Vec::new()).await
}

/// The orders within reach that stand in one stage; at most 200.
pub async fn orders_in_stage(
    db: &Conn,
    scope: &Scope,
    stage: Stage,
) -> Result<Vec<OrderFacts>, StoreError> {
    some_orders(db, scope, "o.stage = $1", vec![stage.into()]).await
}

/// One page of the orders within reach, what is due first on top, and whether there is a next page.
pub async fn orders_page(
    db: &Conn,
    scope: &Scope,
    words: &str,
    stage: Option<Stage>,
    page: u64,
) -> Result<(Vec<OrderFacts>, bool), StoreError> {
    let filter = store::OrderFilter {
        stage,
        words: words.to_owned(),
        page,
        ..store::OrderFilter::default()
    };
    let mut rows = store::orders(db, scope, &filter).await?;
    let more = rows.len() as u64 > store::PAGE;
    rows.truncate(store::PAGE as usize);
    Ok((rows.into_iter().map(facts).collect(), more))
}

async fn some_orders(
    db: &Conn,
    scope: &Scope,
    condition: &str,
    mut values: Vec<sea_orm::Value>,
) -> Result<Vec<OrderFacts>, StoreError> {
    let columns = Columns {
        client: Some("o.client"),
        led_by: Some("o.director"),
        ..Columns::default()
    };
    let within = scope.sql(&columns, &mut values);
    let sql = format!(
        "select o.* from client_order o where {condition} and {within} order by o.due_on, o.id limit 200"
    );
    let rows: Vec<client_order::Model> = db::all(db, &sql, values).await?;
    Ok(rows.into_iter().map(facts).collect())
}

/// Quotes within reach that the client accepted and from which no order was opened yet; at most 200.
pub async fn quotes_to_open(
    db: &Conn,
    scope: &Scope,
) -> Result<Vec<sales::read::QuoteFacts>, StoreError> {
    sales::read::to_open(db, scope).await
}

/// When an order entered each stage.
pub async fn stage_days(db: &Conn, id: OrderId) -> Result<Vec<(Stage, Day)>, StoreError> {
    store::stage_days(db, id.0).await
}

/// An order's value by the day it was ordered.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct OrderValue {
    pub order: OrderId,
    pub public_id: PublicId,
    pub number: String,
    pub title: String,
    pub client: ClientId,
    pub ordered_on: Day,
    /// Without consumption tax.
    pub value: Yen,
}

const ORDERED: &str = "ordered_on between $1 and $2 and stage <> 'cancelled'";

/// 年間受注金額: the value of the orders given between two days, both included; cancelled ones do not count.
pub async fn ordered_total(db: &Conn, from: Day, to: Day) -> Result<Yen, StoreError> {
    let sql = format!(
        "select cast(coalesce(sum(unit_price * quantity), 0) as bigint) from client_order where {ORDERED}"
    );
    Ok(db::scalar(db, &sql, vec![from.into(), to.into()])
        .await?
        .unwrap_or_default())
}

/// The orders behind [`ordered_total`], oldest first.
pub async fn ordered_between(db: &Conn, from: Day, to: Day) -> Result<Vec<OrderValue>, StoreError> {
    let sql = format!(
        "select id as \"order\", public_id, number, title, client, ordered_on, unit_price * quantity as value \
         from client_order where {ORDERED} order by ordered_on, id"
    );
    db::all(db, &sql, vec![from.into(), to.into()]).await
}

pub(crate) fn facts(it: client_order::Model) -> OrderFacts {
    OrderFacts {
        id: OrderId(it.id),
        public_id: it.public_id,
        number: it.number,
        client: it.client,
        title: it.title,
        job_type: JobTypeId(it.job_type),
        quantity: it.quantity,
        unit_price: it.unit_price,
        ordered_on: it.ordered_on,
        due_on: it.due_on,
        director: it.director,
        work_content: it.work_content,
        delivery_place: it.delivery_place,
        delivery_method: it.delivery_method,
        consent_on: it.consent_on,
        consent_scope: it.consent_scope,
        consent_by: it.consent_by,
        permitted_places: it.permitted_places,
        devices: it.devices,
        retention_days: it.retention_days,
        deletion: it.deletion,
        client_pays_on: it.client_pays_on,
        stage: it.stage,
        stage_since: it.stage_since,
        version: it.version,
    }
}

/// One order within reach by its number, as the command line names it.
pub async fn order_by_number(
    db: &Conn,
    scope: &Scope,
    number: &str,
) -> Result<Option<OrderFacts>, StoreError> {
    let orders = some_orders(db, scope, "o.number = $1", vec![number.into()]).await?;
    Ok(orders.into_iter().next())
}

/// The rows of an uploaded file that cannot be taken, each with its sentence.
pub async fn faulty_rows(
    db: &Conn,
    actor: &Actor,
    upload: &PublicId,
    intake: &Intake,
) -> Result<Vec<(usize, String)>, Failure> {
    let kept = store::upload(db, actor, upload).await?;
    let columns = store::from_json(&kept.columns)?;
    let examined = crate::examine_upload(db, &kept, intake, &columns).await?;
    Ok(examined
        .faults
        .iter()
        .map(|(row, fault)| (*row, fault.words().say()))
        .collect())
}
