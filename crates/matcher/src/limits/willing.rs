//! Nobody is given work who does not want any now.

use super::Standing;
use crate::market::Market;
use crate::why::WhyNot;

/// 就業希望.
pub struct Willing;

impl Standing for Willing {
    fn why_not(&self, market: &Market, worker: usize, _package: usize) -> Option<WhyNot> {
        (!market.workers[worker].it.wants_work).then_some(WhyNot::NotWanted)
    }
}
