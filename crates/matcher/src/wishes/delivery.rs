//! T1: what clients ordered is delivered, the urgent first.

use super::{CYEN, Ledger, Tier, Wish, Worth};
use crate::instance::{Package, Params};

/// 納品.
pub struct Delivery;

impl Wish for Delivery {
    fn tier(&self) -> Tier {
        Tier::Delivery
    }

    fn worth(&self, ledger: &Ledger) -> Worth {
        let packages = ledger.instance.packages.iter();
        packages
            .map(|it| per_unit(&ledger.instance.params, it) * delivered(ledger, it))
            .sum()
    }
}

/// One delivered unit: priority · price · the weight of delivery.
pub fn per_unit(params: &Params, package: &Package) -> Worth {
    let value = Worth::from(package.priority) * Worth::from(package.price_cyen);
    value * Worth::from(params.short_weight_pct_of_price) * (CYEN / 100)
}

/// What is left undone.
pub struct Shortage {
    /// Cyen, weighted by priority.
    pub value: i128,
    pub seconds: i128,
    pub ordered: i128,
}

/// What a plan leaves undone, over all packages.
pub fn shortage(ledger: &Ledger) -> Shortage {
    let mut short = Shortage {
        value: 0,
        seconds: 0,
        ordered: 0,
    };
    for package in &ledger.instance.packages {
        let left = i128::from(package.units) - delivered(ledger, package);
        short.value += left * i128::from(package.priority) * i128::from(package.price_cyen);
        short.seconds += left * i128::from(package.unit_seconds);
        short.ordered += i128::from(package.units) * i128::from(package.unit_seconds);
    }
    short
}

fn delivered(ledger: &Ledger, package: &Package) -> i128 {
    let given = ledger.units.get(&*package.id).copied().unwrap_or(0);
    given.min(i128::from(package.units))
}
