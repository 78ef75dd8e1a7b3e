//! Work of a kind needs a record of it, or a passed trial.

use super::Standing;
use crate::market::Market;
use crate::why::WhyNot;

/// 実績・トライアル.
pub struct Record;

impl Standing for Record {
    fn why_not(&self, market: &Market, worker: usize, package: usize) -> Option<WhyNot> {
        let (worker, package) = (market.workers[worker].it, market.packages[package].it);
        let kind = &package.kind;
        (!worker.kinds.contains_key(kind)).then(|| WhyNot::Record { kind: kind.clone() })
    }
}
