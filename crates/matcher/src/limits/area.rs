//! Some orders are for the people of certain municipalities.

use super::Standing;
use crate::market::Market;
use crate::why::WhyNot;

/// 対象地域.
pub struct Area;

impl Standing for Area {
    fn why_not(&self, market: &Market, worker: usize, package: usize) -> Option<WhyNot> {
        let (worker, package) = (market.workers[worker].it, market.packages[package].it);
        let allowed = package.muni_only.as_ref().filter(|it| !it.is_empty())?;
        let municipality = worker.municipality.clone();
        (!allowed.contains(&municipality)).then(|| WhyNot::Area {
            municipality,
            allowed: allowed.clone(),
        })
    }
}
