//! T5: hours for a client whom the worker knows.

use super::{Ledger, Tier, Wish, Worth, YEN};
use crate::instance::{Package, Params, Worker};

/// 継続.
pub struct Continuity;

impl Wish for Continuity {
    fn tier(&self) -> Tier {
        Tier::Soft
    }

    fn worth(&self, ledger: &Ledger) -> Worth {
        let known = ledger
            .pairs
            .iter()
            .filter(|it| knows(it.worker, it.package));
        let seconds: i128 = known
            .map(|it| it.units * i128::from(it.package.unit_seconds))
            .sum();
        of_seconds(&ledger.instance.params, seconds)
    }
}

/// Whether a worker has worked for the client of a package.
pub fn knows(worker: &Worker, package: &Package) -> bool {
    worker.clients.contains(&package.client)
}

/// Units done for a known client; nothing otherwise.
pub fn of_units(params: &Params, worker: &Worker, package: &Package, units: i128) -> Worth {
    if knows(worker, package) {
        of_seconds(params, units * i128::from(package.unit_seconds))
    } else {
        0
    }
}

/// Rounded down once over all pairs.
fn of_seconds(params: &Params, seconds: i128) -> Worth {
    seconds * Worth::from(params.continuity_yen_per_hour) * YEN / 3600
}
