//! Asks the database whether what must hold of sheets and figures holds; `kado verify` and tests call it.

use crate::actions::hash;
use crate::sheet::SheetDocument;
use crate::stage::Stage;
use crate::store::{costs, sheets};
use base::{FiscalYear, Yen};
use db::{Conn, StoreError};
use std::collections::BTreeMap;

/// Every breach, as a sentence for whoever looks after the service; none when all is well.
pub async fn verify(db: &Conn) -> Result<Vec<String>, StoreError> {
    let mut breaches = Vec::new();
    for kept in sheets::kept(db).await? {
        let name = format!("sheet {} round {}", kept.public_id, kept.round);
        if hash(&kept.document, &kept.paper) != kept.hash {
            breaches.push(format!("{name}: the frozen copy was changed"));
        }
        if serde_json::from_str::<SheetDocument>(&kept.document).is_err() {
            breaches.push(format!("{name}: the frozen copy cannot be read"));
        }
        let stands = matches!(
            Stage::named(&kept.stage),
            Some(Stage::Fixed | Stage::Published | Stage::Corrected)
        );
        if stands
            && kept.round == kept.sheet_round
            && (kept.confirmed_by.is_none() || kept.confirmed_by == kept.submitted_by)
        {
            breaches.push(format!("{name}: no second person confirmed it"));
        }
    }
    for id in sheets::unfrozen(db).await? {
        breaches.push(format!("sheet {id}: handed in without a frozen copy"));
    }
    breaches.extend(shares(db).await?);
    Ok(breaches)
}

/// The agreed shares of a contract never exceed it, in every year that has any.
async fn shares(db: &Conn) -> Result<Vec<String>, StoreError> {
    let mut breaches = Vec::new();
    for year in costs::years_with_shares(db).await? {
        let mut by_contract: BTreeMap<String, (Yen, Yen)> = BTreeMap::new();
        for row in costs::cost_shares(db, year).await? {
            let entry = by_contract
                .entry(row.what)
                .or_insert((row.contract_total, Yen::ZERO));
            entry.1 = entry.1.plus(row.amount).map_err(crate::facts::too_large)?;
        }
        let over = by_contract
            .into_iter()
            .filter(|(_, (total, agreed))| total < agreed);
        breaches.extend(over.map(|(what, _)| too_much(year, &what)));
    }
    Ok(breaches)
}

fn too_much(year: FiscalYear, what: &str) -> String {
    format!("{year}: the agreed shares of {what} exceed the contract")
}
