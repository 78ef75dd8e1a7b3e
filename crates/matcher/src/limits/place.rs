//! There is a permitted place with all the equipment, the worker's own included when there.

use super::Standing;
use crate::instance::{Security, SiteType};
use crate::market::Market;
use crate::why::WhyNot;

/// 作業場所と機器.
pub struct Place;

impl Standing for Place {
    fn why_not(&self, market: &Market, worker: usize, package: usize) -> Option<WhyNot> {
        let sites = market.workers[worker].sites.iter().map(|it| Some(*it));
        let mut closest: Option<WhyNot> = None;
        for place in std::iter::once(None).chain(sites) {
            let found = missing(market, worker, package, place)?;
            closest = Some(match closest {
                Some(best) if lack(&best) <= lack(&found) => best,
                _ => found,
            });
        }
        closest
    }
}

/// Pieces of equipment missing; a place that is not permitted at all lacks more than any.
fn lack(why: &WhyNot) -> usize {
    match why {
        WhyNot::Equipment { missing } => missing.len(),
        _ => usize::MAX,
    }
}

/// What keeps a worker from doing a package at one place (none is her home).
pub fn missing(
    market: &Market,
    worker: usize,
    package: usize,
    site: Option<usize>,
) -> Option<WhyNot> {
    let (person, package) = (&market.workers[worker], market.packages[package].it);
    let security = package.security;
    let at_site = site.map(|it| market.sites[it]);
    let permitted = match (at_site, security) {
        (None, Security::Home) => true,
        (None, _) => false,
        (Some(site), Security::Secure) => site.site_type == SiteType::Secure,
        (Some(_), _) => true,
    };
    if !permitted || site.is_some_and(|it| !person.sites.contains(&it)) {
        return Some(WhyNot::Place { security });
    }
    let there = at_site.map_or(&[][..], |it| &it.equipment);
    let has = |it: &&String| person.it.equipment.contains(it) || there.contains(it);
    let missing: Vec<String> = package
        .equipment
        .iter()
        .filter(|it| !has(it))
        .cloned()
        .collect();
    (!missing.is_empty()).then_some(WhyNot::Equipment { missing })
}
