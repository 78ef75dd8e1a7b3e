//! Work of the secure room is for people with clearance.

use super::Standing;
use crate::instance::Security;
use crate::market::Market;
use crate::why::WhyNot;

/// 機密取扱の資格.
pub struct Clearance;

impl Standing for Clearance {
    fn why_not(&self, market: &Market, worker: usize, package: usize) -> Option<WhyNot> {
        let (worker, package) = (market.workers[worker].it, market.packages[package].it);
        (package.security == Security::Secure && !worker.clearance).then_some(WhyNot::Clearance)
    }
}
