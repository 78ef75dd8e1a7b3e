//! T4: what remains of the price after pay, rework, seats and the handling of absences.

use super::{CYEN, Ledger, Tier, Wish, Worth, YEN};
use crate::instance::{KindRecord, Package, Params, Worker};

/// 粗利.
pub struct Margin;

impl Wish for Margin {
    fn tier(&self) -> Tier {
        Tier::Margin
    }

    fn worth(&self, ledger: &Ledger) -> Worth {
        let params = &ledger.instance.params;
        let pairs = ledger.pairs.iter();
        let units: Worth = pairs
            .map(|it| it.units * per_unit(params, it.worker, it.package, it.record))
            .sum();
        units - ledger.seats_yen * YEN
    }
}

/// One unit done by one person, seats apart.
pub fn per_unit(params: &Params, worker: &Worker, package: &Package, record: &KindRecord) -> Worth {
    let pay = Worth::from(package.pay_cyen);
    let kept = (Worth::from(package.price_cyen) - pay) * CYEN;
    let rework = Worth::from(record.defect_ppm) * Worth::from(package.rework_cyen);
    let absence = Worth::from(worker.absence_pct) * Worth::from(params.absence_cost_pct_of_pay);
    kept - rework - pay * absence * (CYEN / 10_000)
}
