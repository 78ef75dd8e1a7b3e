//! What the other capabilities know, as facts of one fiscal year; the levels of the indicators follow from them.

use crate::increase::Level;
use crate::indicator::{self, Earners, Indicator, Paid, in_thousands};
use crate::store;
use access::MunicipalityId;
use base::{FiscalYear, OutOfRange, Yen};
use db::{Conn, StoreError};
use std::collections::BTreeMap;

/// The year's transactions, summed up.
#[derive(Clone, Debug, PartialEq)]
pub struct YearFacts {
    pub year: FiscalYear,
    pub earners: Earners,
    /// 年間受注金額, without tax.
    pub orders: Yen,
    /// 発注額 to workers.
    pub work_orders: Yen,
    /// 運用経費.
    pub costs: Yen,
    pub adopters: i64,
}

/// What each worker was paid within the year, under the municipality of record; two statements.
pub async fn paid(db: &Conn, year: FiscalYear) -> Result<Vec<Paid>, StoreError> {
    let paid = payment::read::earned_by_all(db, year.first_day(), year.last_day()).await?;
    let towns: BTreeMap<_, _> = people::read::municipalities_on(db, year.last_day())
        .await?
        .into_iter()
        .collect();
    let paid = paid.into_iter().map(|(worker, amount)| Paid {
        worker: worker.0,
        town: towns.get(&worker).copied(),
        amount,
    });
    Ok(paid.collect())
}

/// The facts of one year; a bounded number of statements, each a sum in the database.
pub async fn of_year(db: &Conn, year: FiscalYear) -> Result<YearFacts, StoreError> {
    let (from, to) = (year.first_day(), year.last_day());
    let adopted: Vec<_> = store::adoptions(db)
        .await?
        .into_iter()
        .map(|it| it.on_day)
        .collect();
    Ok(YearFacts {
        year,
        earners: indicator::earners(&paid(db, year).await?).map_err(too_large)?,
        orders: orders::read::ordered_total(db, from, to).await?,
        work_orders: payment::read::worker_order_total(db, from, to).await?,
        costs: store::costs::cost_total(db, from, to).await?,
        adopters: indicator::adopters(&adopted, year),
    })
}

impl YearFacts {
    /// The level of an indicator in its unit, and the part of a town where the sheet tells one: the earners.
    pub fn level(&self, indicator: Indicator, town: MunicipalityId) -> Result<Level, StoreError> {
        let region = match indicator {
            Indicator::Earners => self.earners.region,
            Indicator::Orders => in_thousands(self.orders).map_err(too_large)?,
            Indicator::Profit => in_thousands(self.profit()?).map_err(too_large)?,
            Indicator::Adopters => self.adopters,
        };
        let own = (indicator == Indicator::Earners)
            .then(|| self.earners.by_town.get(&town).copied().unwrap_or(0));
        Ok(Level { region, own })
    }

    /// 年間当期純利益.
    pub fn profit(&self) -> Result<Yen, StoreError> {
        indicator::profit(self.orders, self.work_orders, self.costs).map_err(too_large)
    }
}

pub(crate) fn too_large(error: OutOfRange) -> StoreError {
    StoreError::Unreadable(error.to_string())
}
