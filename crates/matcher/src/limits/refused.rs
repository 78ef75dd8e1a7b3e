//! Nobody is given a kind of work that he refuses.

use super::Standing;
use crate::market::Market;
use crate::why::WhyNot;

/// 希望しない業務.
pub struct Refused;

impl Standing for Refused {
    fn why_not(&self, market: &Market, worker: usize, package: usize) -> Option<WhyNot> {
        let (worker, package) = (market.workers[worker].it, market.packages[package].it);
        let kind = &package.kind;
        worker
            .refuse_kinds
            .contains(kind)
            .then(|| WhyNot::Refused { kind: kind.clone() })
    }
}
