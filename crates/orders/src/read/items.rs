use crate::{ItemId, OrderId, PortionId, store};
use db::sea_orm::{FromQueryResult, Value};
use db::{Conn, StoreError};

/// An item (項目) as a worker sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemFacts {
    pub id: ItemId,
    pub order: OrderId,
    pub position: i64,
    /// The client's own number.
    pub number: String,
    /// Label and text, in the order of the client's file.
    pub fields: Vec<(String, String)>,
    pub confidential: bool,
}

#[derive(FromQueryResult)]
struct Row {
    id: ItemId,
    client_order: OrderId,
    position: i64,
    number: String,
    fields: String,
    confidential: bool,
}

impl Row {
    fn facts(self) -> Result<ItemFacts, StoreError> {
        Ok(ItemFacts {
            id: self.id,
            order: self.client_order,
            position: self.position,
            number: self.number,
            fields: store::from_json(&self.fields)?,
            confidential: self.confidential,
        })
    }
}

/// One item by key.
pub async fn item(db: &Conn, id: ItemId) -> Result<ItemFacts, StoreError> {
    let sql = "select i.id, i.client_order, i.position, i.number, i.fields, i.confidential from item i where i.id = $1";
    let row: Option<Row> = db::one(db, sql, vec![id.into()]).await?;
    row.ok_or(StoreError::Absent)?.facts()
}

/// Some items by key, in the order of the client's file; at most a few hundred.
pub async fn items_by_ids(db: &Conn, ids: &[ItemId]) -> Result<Vec<ItemFacts>, StoreError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let places: Vec<String> = (1..=ids.len()).map(|at| format!("${at}")).collect();
    let sql = format!(
        "select i.id, i.client_order, i.position, i.number, i.fields, i.confidential from item i \
         where i.id in ({}) order by i.position",
        places.join(", ")
    );
    let rows: Vec<Row> = db::all(db, &sql, ids.iter().map(|id| Value::from(*id)).collect()).await?;
    rows.into_iter().map(Row::facts).collect()
}

/// The items of a portion behind a position, at most `limit`.
pub async fn items_of_portion(
    db: &Conn,
    portion: PortionId,
    after: i64,
    limit: i64,
) -> Result<Vec<ItemFacts>, StoreError> {
    let sql = "select p.item as id, p.client_order, p.position, p.number, p.fields, p.confidential from portion_item p \
               where p.portion = $1 and p.position > $2 order by p.position limit $3";
    let rows: Vec<Row> = db::all(db, sql, vec![portion.into(), after.into(), limit.into()]).await?;
    rows.into_iter().map(Row::facts).collect()
}

#[derive(FromQueryResult)]
struct Key {
    item: ItemId,
}

/// The keys of all items of a portion, in the order of the client's file; none for an order without items.
pub async fn item_ids_of_portion(db: &Conn, portion: PortionId) -> Result<Vec<ItemId>, StoreError> {
    let sql = "select p.item from portion_item p where p.portion = $1 order by p.position";
    let rows: Vec<Key> = db::all(db, sql, vec![portion.into()]).await?;
    Ok(rows.into_iter().map(|it| it.item).collect())
}

#[derive(FromQueryResult)]
struct Count {
    portion: PortionId,
    items: i64,
}

/// How many items lie in each portion of an order.
pub async fn item_counts_of_portions(
    db: &Conn,
    order: OrderId,
) -> Result<Vec<(PortionId, i64)>, StoreError> {
    let sql = "select p.portion, count(*) as items from portion_item p where p.client_order = $1 group by p.portion";
    let rows: Vec<Count> = db::all(db, sql, vec![order.into()]).await?;
    Ok(rows.into_iter().map(|it| (it.portion, it.items)).collect())
}
