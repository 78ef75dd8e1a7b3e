//! Every language of a package is spoken.

use super::Standing;
use crate::market::Market;
use crate::why::WhyNot;

/// 言語.
pub struct Language;

impl Standing for Language {
    fn why_not(&self, market: &Market, worker: usize, package: usize) -> Option<WhyNot> {
        let (worker, package) = (market.workers[worker].it, market.packages[package].it);
        let lacking = package
            .languages
            .iter()
            .find(|it| !worker.languages.contains(it));
        lacking.map(|language| WhyNot::Language {
            language: language.clone(),
        })
    }
}
