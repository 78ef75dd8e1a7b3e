//! T5: hours of kinds of work that the worker likes.

use super::{Ledger, Tier, Wish, Worth, YEN};
use crate::instance::{Package, Params, Worker};

/// 希望業務.
pub struct Preference;

impl Wish for Preference {
    fn tier(&self) -> Tier {
        Tier::Soft
    }

    fn worth(&self, ledger: &Ledger) -> Worth {
        let liked = ledger
            .pairs
            .iter()
            .filter(|it| likes(it.worker, it.package));
        let seconds: i128 = liked
            .map(|it| it.units * i128::from(it.package.unit_seconds))
            .sum();
        of_seconds(&ledger.instance.params, seconds)
    }
}

/// Whether a worker prefers the kind of a package.
pub fn likes(worker: &Worker, package: &Package) -> bool {
    worker.prefer_kinds.contains(&package.kind)
}

/// Units of a preferred kind; nothing otherwise.
pub fn of_units(params: &Params, worker: &Worker, package: &Package, units: i128) -> Worth {
    if likes(worker, package) {
        of_seconds(params, units * i128::from(package.unit_seconds))
    } else {
        0
    }
}

/// Rounded down once over all pairs.
fn of_seconds(params: &Params, seconds: i128) -> Worth {
    seconds * Worth::from(params.prefer_yen_per_hour) * YEN / 3600
}
