//! T5: the part of an order that should go to one municipality.

use std::collections::HashMap;

use super::{CYEN, Ledger, Tier, Wish, Worth};
use crate::instance::{Package, Params};

/// 自治体枠.
pub struct Quota;

impl Wish for Quota {
    fn tier(&self) -> Tier {
        Tier::Soft
    }

    fn worth(&self, ledger: &Ledger) -> Worth {
        let mut inside: HashMap<(&str, &str), i128> = HashMap::new();
        for it in &ledger.pairs {
            *inside
                .entry((&it.package.id, &it.worker.municipality))
                .or_default() += it.units;
        }
        let mut missed = 0;
        for package in &ledger.instance.packages {
            let all = ledger.units.get(&*package.id).copied().unwrap_or(0);
            for (town, share) in &package.muni_quota_pct {
                let own = inside.get(&(&*package.id, &**town)).copied().unwrap_or(0);
                missed += of_package(&ledger.instance.params, package, *share, all, own);
            }
        }
        -missed
    }
}

/// What it costs that one municipality has `own` units of `all` where `share` percent were meant.
pub fn of_package(params: &Params, package: &Package, share: i64, all: i128, own: i128) -> Worth {
    let missed = (all * i128::from(share) - 100 * own).max(0);
    missed
        * Worth::from(package.price_cyen)
        * Worth::from(params.quota_pct_of_price)
        * (CYEN / 10_000)
}
