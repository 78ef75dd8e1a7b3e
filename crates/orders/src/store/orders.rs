use super::{limits, reach, wanted};
use crate::stage::Stage;
use crate::tables::client_order;
use access::{ClientId, Scope};
use base::{Day, PublicId};
use db::{Conn, StoreError};
use sea_orm::{FromQueryResult, Value};

/// What a list of orders shows.
#[derive(Clone, Debug, Default)]
pub struct OrderFilter {
    pub stage: Option<Stage>,
    pub client: Option<ClientId>,
    /// Orders that are neither paid nor cancelled.
    pub open: bool,
    /// Words of the title or the number.
    pub words: String,
    pub page: u64,
}

/// One order within reach.
pub async fn order(
    db: &Conn,
    scope: &Scope,
    id: &PublicId,
) -> Result<client_order::Model, StoreError> {
    let mut values = vec![id.clone().into()];
    let within = reach(scope, &mut values);
    let sql = format!("select o.* from client_order o where o.public_id = $1 and {within}");
    db::one(db, &sql, values).await?.ok_or(StoreError::Absent)
}

/// One order by key, for something that belongs to it.
pub async fn order_by_key(db: &Conn, id: i64) -> Result<client_order::Model, StoreError> {
    db::one(
        db,
        "select o.* from client_order o where o.id = $1",
        vec![id.into()],
    )
    .await?
    .ok_or(StoreError::Absent)
}

/// The orders within reach: what is due first on top, then what waits for its invoice and what is over, the latest first;
/// one row more than a page.
pub async fn orders(
    db: &Conn,
    scope: &Scope,
    filter: &OrderFilter,
) -> Result<Vec<client_order::Model>, StoreError> {
    let mut values = Vec::new();
    let within = reach(scope, &mut values);
    let stage = wanted(filter.stage.map(Value::from), "o.stage", &mut values);
    let client = wanted(filter.client.map(Value::from), "o.client", &mut values);
    let open = if filter.open {
        "o.stage not in ('paid', 'cancelled')"
    } else {
        "1 = 1"
    };
    values.push(db::like_text(&filter.words).into());
    let words = format!(
        "(o.title like ${0} escape '!' or o.number like ${0} escape '!')",
        values.len()
    );
    let limit = limits(filter.page, &mut values);
    let sql = format!(
        "select o.* from client_order o where {within} and {stage} and {client} and {open} and {words} \
         order by case when o.stage in ('paid', 'cancelled') then 2 when o.stage in ('accepted', 'invoiced') then 1 else 0 end, \
           case when o.stage in ('accepted', 'invoiced', 'paid', 'cancelled') then null else o.due_on end, o.due_on desc, o.id {limit}"
    );
    db::all(db, &sql, values).await
}

/// Writes down that an order entered a stage.
pub async fn note_stage(db: &Conn, order: i64, stage: Stage, on: Day) -> Result<(), StoreError> {
    let sql = "insert into client_order_stage (client_order, stage, on_day) values ($1, $2, $3)";
    db::execute(db, sql, vec![order.into(), stage.into(), on.into()]).await?;
    Ok(())
}

#[derive(FromQueryResult)]
struct StageDay {
    stage: Stage,
    on_day: Day,
}

/// When an order entered each stage, in the order in which it happened.
pub async fn stage_days(db: &Conn, order: i64) -> Result<Vec<(Stage, Day)>, StoreError> {
    let sql = "select stage, on_day from client_order_stage where client_order = $1 order by id";
    let rows: Vec<StageDay> = db::all(db, sql, vec![order.into()]).await?;
    Ok(rows.into_iter().map(|it| (it.stage, it.on_day)).collect())
}

/// True when an order was opened from this quote.
pub async fn is_quote_used(db: &Conn, quote: i64) -> Result<bool, StoreError> {
    db::exists(
        db,
        "select 1 from client_order where quote = $1",
        vec![quote.into()],
    )
    .await
}
