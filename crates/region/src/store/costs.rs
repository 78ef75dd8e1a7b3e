//! Agreed parts of cost and work, and operating costs (運用経費).

use super::by;
use access::{AccountId, MunicipalityId};
use base::{Day, FiscalYear, PublicId, Yen};
use db::sea_orm::FromQueryResult;
use db::{Conn, StoreError, Tx};

/// 負担額: a town's agreed part of a contract of the whole region.
#[derive(Clone, Debug, PartialEq, FromQueryResult)]
pub struct CostShareRow {
    pub municipality: MunicipalityId,
    pub municipality_name: String,
    pub fiscal_year: FiscalYear,
    pub what: String,
    pub contract_total: Yen,
    pub amount: Yen,
    pub source: String,
    pub entered_on: Day,
    pub entered_by: AccountId,
}

/// The agreed shares of a year, the latest entry of each town and contract.
pub async fn cost_shares(db: &Conn, year: FiscalYear) -> Result<Vec<CostShareRow>, StoreError> {
    let sql = "select c.municipality, m.name as municipality_name, c.fiscal_year, c.what, c.contract_total, c.amount, \
        c.source, c.entered_on, c.entered_by from cost_share c join municipality m on m.id = c.municipality \
        where c.fiscal_year = $1 and c.id = (select max(x.id) from cost_share x where x.municipality = c.municipality \
        and x.fiscal_year = c.fiscal_year and x.what = c.what) order by c.what, m.code";
    db::all(db, sql, vec![year.into()]).await
}

/// The years for which any town agreed to a share.
pub async fn years_with_shares(db: &Conn) -> Result<Vec<FiscalYear>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        fiscal_year: FiscalYear,
    }
    let rows: Vec<Row> = db::all(
        db,
        "select distinct fiscal_year from cost_share order by fiscal_year",
        vec![],
    )
    .await?;
    Ok(rows.into_iter().map(|row| row.fiscal_year).collect())
}

pub async fn insert_cost_share(tx: &Tx, it: &crate::NewCostShare) -> Result<(), StoreError> {
    let sql = "insert into cost_share (municipality, fiscal_year, what, contract_total, amount, source, entered_on, entered_by) \
        values ($1, $2, $3, $4, $5, $6, $7, $8)";
    let values = vec![
        it.municipality.into(),
        it.fiscal_year.into(),
        it.what.as_str().into(),
        it.contract_total.into(),
        it.amount.into(),
        it.source.as_str().into(),
        tx.today().into(),
        by(tx).into(),
    ];
    db::execute(tx, sql, values).await?;
    Ok(())
}

/// The agreed part of a town in the work of a year.
#[derive(Clone, Debug, PartialEq, FromQueryResult)]
pub struct WorkShareRow {
    pub municipality: MunicipalityId,
    pub municipality_name: String,
    pub permille: i64,
    pub basis: String,
    pub source: String,
    pub entered_on: Day,
    pub entered_by: AccountId,
}

/// The agreed parts of a year's work, the latest entry of each town.
pub async fn work_shares(db: &Conn, year: FiscalYear) -> Result<Vec<WorkShareRow>, StoreError> {
    let sql = "select s.municipality, m.name as municipality_name, s.permille, s.basis, s.source, s.entered_on, s.entered_by \
        from work_share s join municipality m on m.id = s.municipality where s.fiscal_year = $1 \
        and s.id = (select max(x.id) from work_share x where x.municipality = s.municipality and x.fiscal_year = s.fiscal_year) \
        order by m.code";
    db::all(db, sql, vec![year.into()]).await
}

pub async fn insert_work_share(tx: &Tx, it: &crate::NewWorkShare) -> Result<(), StoreError> {
    let sql = "insert into work_share (municipality, fiscal_year, permille, basis, source, entered_on, entered_by) \
        values ($1, $2, $3, $4, $5, $6, $7)";
    let values = vec![
        it.municipality.into(),
        it.fiscal_year.into(),
        it.permille.into(),
        it.basis.as_str().into(),
        it.source.as_str().into(),
        tx.today().into(),
        by(tx).into(),
    ];
    db::execute(tx, sql, values).await?;
    Ok(())
}

/// 運用経費: one operating cost; a cancellation is a row of its own with the amount below zero.
#[derive(Clone, Debug, PartialEq, FromQueryResult)]
pub struct CostRow {
    pub id: i64,
    pub public_id: PublicId,
    pub on_day: Day,
    pub what: String,
    pub amount: Yen,
    pub cancels: Option<i64>,
    pub cancelled: bool,
    pub source: String,
    pub entered_on: Day,
    pub entered_by: AccountId,
}

const COST: &str = "select c.id, c.public_id, c.on_day, c.what, c.amount, c.cancels, \
    exists (select 1 from operating_cost x where x.cancels = c.id) as cancelled, c.source, c.entered_on, c.entered_by \
    from operating_cost c";

/// The operating costs of a period, one page of them and one more, the latest first.
pub async fn costs(
    db: &Conn,
    from: Day,
    to: Day,
    page: u64,
    size: u64,
) -> Result<Vec<CostRow>, StoreError> {
    let (limit, offset) = db::page_of(page, size);
    let sql = format!(
        "{COST} where c.on_day between $1 and $2 order by c.on_day desc, c.id desc limit $3 offset $4"
    );
    db::all(
        db,
        &sql,
        vec![from.into(), to.into(), limit.into(), offset.into()],
    )
    .await
}

/// One operating cost.
pub async fn cost(db: &Conn, id: &PublicId) -> Result<CostRow, StoreError> {
    db::one(
        db,
        &format!("{COST} where c.public_id = $1"),
        vec![id.clone().into()],
    )
    .await?
    .ok_or(StoreError::Absent)
}

/// The sum of operating costs of a period.
pub async fn cost_total(db: &Conn, from: Day, to: Day) -> Result<Yen, StoreError> {
    let sql = "select cast(coalesce(sum(amount), 0) as bigint) from operating_cost where on_day between $1 and $2";
    Ok(Yen::new(
        db::count(db, sql, vec![from.into(), to.into()]).await?,
    ))
}

pub async fn insert_cost(
    tx: &Tx,
    on: Day,
    what: &str,
    amount: Yen,
    cancels: Option<i64>,
    source: &str,
) -> Result<PublicId, StoreError> {
    let public_id = tx.public_id();
    let sql = "insert into operating_cost (public_id, on_day, what, amount, cancels, source, entered_on, entered_by) \
        values ($1, $2, $3, $4, $5, $6, $7, $8)";
    let values = vec![
        public_id.clone().into(),
        on.into(),
        what.into(),
        amount.into(),
        cancels.into(),
        source.into(),
        tx.today().into(),
        by(tx).into(),
    ];
    db::execute(tx, sql, values).await?;
    Ok(public_id)
}
