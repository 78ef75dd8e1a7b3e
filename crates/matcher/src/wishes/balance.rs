//! T5: the pay of each municipality follows its share.

use std::collections::HashMap;

use super::{CYEN, Ledger, Tier, Wish, Worth};
use crate::instance::Params;

/// 自治体間の均衡.
pub struct Balance;

impl Wish for Balance {
    fn tier(&self) -> Tier {
        Tier::Soft
    }

    fn worth(&self, ledger: &Ledger) -> Worth {
        let mut by_town: HashMap<&str, i128> = HashMap::new();
        for it in &ledger.pairs {
            let pay = it.units * i128::from(it.package.pay_cyen);
            *by_town.entry(&it.worker.municipality).or_default() += pay;
        }
        let towns = ledger.instance.municipalities.iter();
        let paid = towns.map(|it| {
            (
                it.share_permille,
                by_town.get(&*it.id).copied().unwrap_or(0),
            )
        });
        -deviation(&ledger.instance.params, by_town.values().sum(), paid)
    }
}

/// The sum of |pay − share of all pay| over the municipalities, weighted. Pay is in cyen and each
/// municipality gives its share and its pay. Without any share there is nothing to deviate from.
pub fn deviation(
    params: &Params,
    all: i128,
    towns: impl Iterator<Item = (i64, i128)> + Clone,
) -> Worth {
    let shares: i128 = towns.clone().map(|it| i128::from(it.0)).sum();
    if shares == 0 {
        return 0;
    }
    let apart: i128 = towns
        .map(|(share, pay)| (pay * shares - all * i128::from(share)).abs())
        .sum();
    apart * Worth::from(params.muni_dev_pct) * (CYEN / 100) / shares
}
