//! 請求書: the client's qualified invoices.

use crate::InvoiceId;
use crate::invoice::{Billed, InvoiceSums};
use crate::store::insert_rows;
use crate::store::notices::Document;
use access::{ClientId, Columns, Scope};
use base::{Day, PublicId, Yen};
use db::sea_orm::{FromQueryResult, Value};
use db::{Conn, StoreError, Tx};

/// An invoice as staff and its client see it.
#[derive(Clone, Debug, PartialEq, FromQueryResult)]
pub struct InvoiceRow {
    pub id: InvoiceId,
    pub public_id: PublicId,
    pub version: i32,
    pub number: i64,
    pub client: ClientId,
    pub client_name: String,
    pub client_order: i64,
    pub order_public_id: PublicId,
    pub order_number: String,
    pub title: String,
    pub issued_on: Day,
    pub due_on: Day,
    pub subtotal: Yen,
    pub tax: Yen,
    pub total: Yen,
    pub paid_on: Option<Day>,
    pub voided_on: Option<Day>,
    pub why_voided: String,
}

const INVOICE: &str = "select i.id, i.public_id, i.version, i.number, i.client, i.client_name, i.client_order, i.order_public_id, i.order_number, \
  i.title, i.issued_on, i.due_on, i.subtotal, i.tax, i.total, i.paid_on, i.voided_on, i.why_voided from invoice_card i";

const OWNERS: Columns<'static> = Columns {
    municipality: None,
    site: None,
    client: Some("i.client"),
    led_by: None,
    team_of: None,
    own: None,
};

/// One invoice within reach.
pub async fn by_public_id(
    db: &Conn,
    scope: &Scope,
    id: &PublicId,
) -> Result<InvoiceRow, StoreError> {
    let mut values: Vec<Value> = vec![id.clone().into()];
    let within = scope.sql(&OWNERS, &mut values);
    db::one(
        db,
        &format!("{INVOICE} where i.public_id = $1 and {within}"),
        values,
    )
    .await?
    .ok_or(StoreError::Absent)
}

/// The invoices within reach: unpaid ones first, by the day they are due.
pub async fn of_reach(
    db: &Conn,
    scope: &Scope,
    page: u64,
    size: u64,
) -> Result<Vec<InvoiceRow>, StoreError> {
    let mut values = Vec::new();
    let within = scope.sql(&OWNERS, &mut values);
    let (limit, offset) = db::page_of(page, size);
    values.extend([limit.into(), offset.into()]);
    let sql = format!(
        "{INVOICE} where {within} order by case when i.paid_on is null and i.voided_on is null then 0 else 1 end, i.due_on desc, i.id desc \
         limit ${} offset ${}",
        values.len() - 1,
        values.len()
    );
    db::all(db, &sql, values).await
}

/// An order as far as invoices care.
#[derive(Clone, Debug, PartialEq, FromQueryResult)]
pub struct OrderRow {
    pub id: i64,
    pub public_id: PublicId,
    pub number: String,
    pub title: String,
    pub client: ClientId,
    pub client_name: String,
    pub quantity: i64,
    pub unit_price: Yen,
    pub due_on: Day,
    pub stage: String,
}

const ORDER: &str = "select o.id, o.public_id, o.number, o.title, o.client, o.client_name, o.quantity, o.unit_price, o.due_on, o.stage \
                     from invoice_order o";

pub async fn order(db: &Conn, id: &PublicId) -> Result<OrderRow, StoreError> {
    db::one(
        db,
        &format!("{ORDER} where o.public_id = $1"),
        vec![id.clone().into()],
    )
    .await?
    .ok_or(StoreError::Absent)
}

pub async fn order_by_id(db: &Conn, id: i64) -> Result<OrderRow, StoreError> {
    db::one(db, &format!("{ORDER} where o.id = $1"), vec![id.into()])
        .await?
        .ok_or(StoreError::Absent)
}

/// Orders that the client has accepted in full and no invoice bills (請求待ち), the oldest first.
pub async fn to_invoice(db: &Conn) -> Result<Vec<OrderRow>, StoreError> {
    let sql = format!("{ORDER} where o.stage = 'accepted' order by o.due_on, o.id limit 100");
    db::all(db, &sql, vec![]).await
}

/// The invoices of an order.
pub async fn of_order(db: &Conn, client_order: i64) -> Result<Vec<InvoiceRow>, StoreError> {
    db::all(
        db,
        &format!("{INVOICE} where i.client_order = $1 order by i.id"),
        vec![client_order.into()],
    )
    .await
}

/// The deliveries of an order that a living invoice bills.
pub async fn invoiced_deliveries(db: &Conn, client_order: i64) -> Result<Vec<i64>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        delivery: i64,
    }
    let sql = "select l.delivery from invoice_line l join invoice i on i.id = l.invoice where i.client_order = $1 and l.live = true and l.delivery is not null";
    Ok(db::all::<Row>(db, sql, vec![client_order.into()])
        .await?
        .into_iter()
        .map(|it| it.delivery)
        .collect())
}

/// An invoice to be kept.
pub struct NewInvoice<'a> {
    pub number: i64,
    pub client: ClientId,
    pub client_order: i64,
    pub due_on: Day,
    pub sums: &'a InvoiceSums,
    /// Each line with the delivery it bills.
    pub lines: &'a [(Option<i64>, Billed)],
    pub content: String,
}

pub async fn insert(tx: &Tx, it: NewInvoice<'_>) -> Result<(InvoiceId, PublicId), StoreError> {
    let public_id = tx.public_id();
    let sql = "insert into invoice (public_id, number, client, client_order, issued_on, due_on, subtotal, tax, total, content, why_voided, version) \
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, '', 1) returning id";
    let values = vec![
        public_id.clone().into(),
        it.number.into(),
        it.client.into(),
        it.client_order.into(),
        tx.today().into(),
        it.due_on.into(),
        it.sums.subtotal.into(),
        it.sums.tax.into(),
        it.sums.total.into(),
        it.content.into(),
    ];
    let id = InvoiceId(
        db::scalar(tx, sql, values)
            .await?
            .ok_or(StoreError::Absent)?,
    );
    let rows = it.lines.iter().enumerate().map(|(at, (delivery, line))| {
        let amount = Yen::new(line.unit_price.amount() * line.units);
        vec![
            id.into(),
            (at as i64).into(),
            (*delivery).into(),
            line.what.as_str().into(),
            line.units.into(),
            line.unit_price.into(),
            amount.into(),
            line.supplied_on.into(),
            true.into(),
        ]
    });
    let columns = [
        "invoice",
        "position",
        "delivery",
        "what",
        "units",
        "unit_price",
        "amount",
        "supplied_on",
        "live",
    ];
    insert_rows(tx, "invoice_line", &columns, rows.collect()).await?;
    Ok((id, public_id))
}

/// A line as pages show it.
#[derive(Clone, Debug, PartialEq, FromQueryResult)]
pub struct InvoiceLineRow {
    pub what: String,
    pub units: i64,
    pub unit_price: Yen,
    pub amount: Yen,
    pub supplied_on: Day,
}

pub async fn lines(db: &Conn, id: InvoiceId) -> Result<Vec<InvoiceLineRow>, StoreError> {
    let sql = "select what, units, unit_price, amount, supplied_on from invoice_line where invoice = $1 order by position";
    db::all(db, sql, vec![id.into()]).await
}

pub async fn paid(tx: &Tx, id: InvoiceId, on: Day) -> Result<(), StoreError> {
    let sql = "update invoice set paid_on = $1, version = version + 1 where id = $2 and paid_on is null and voided_on is null";
    db::execute(tx, sql, vec![on.into(), id.into()]).await?;
    Ok(())
}

/// Voids an invoice; it keeps its number and gives its deliveries free.
pub async fn void(tx: &Tx, id: InvoiceId, why: &str) -> Result<(), StoreError> {
    let sql = "update invoice set voided_on = $1, why_voided = $2, version = version + 1 where id = $3 and paid_on is null and voided_on is null";
    db::execute(tx, sql, vec![tx.today().into(), why.into(), id.into()]).await?;
    db::execute(
        tx,
        "update invoice_line set live = $1 where invoice = $2",
        vec![false.into(), id.into()],
    )
    .await?;
    Ok(())
}

pub async fn document(db: &Conn, id: InvoiceId) -> Result<Document, StoreError> {
    let sql = "select content, pdf from invoice where id = $1";
    db::one(db, sql, vec![id.into()])
        .await?
        .ok_or(StoreError::Absent)
}

/// Keeps the PDF drawn first; a later drawing changes nothing.
pub async fn keep_pdf(tx: &Tx, id: InvoiceId, pdf: &[u8], hash: &str) -> Result<(), StoreError> {
    let sql = "update invoice set pdf = $1, pdf_hash = $2 where id = $3 and pdf is null";
    db::execute(tx, sql, vec![pdf.to_vec().into(), hash.into(), id.into()]).await?;
    Ok(())
}
