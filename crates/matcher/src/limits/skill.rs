//! Every skill that a package asks for is reached at its level.

use super::Standing;
use crate::market::Market;
use crate::why::WhyNot;

/// スキル水準.
pub struct Skill;

impl Standing for Skill {
    fn why_not(&self, market: &Market, worker: usize, package: usize) -> Option<WhyNot> {
        let (worker, package) = (market.workers[worker].it, market.packages[package].it);
        let has = |skill: &String| worker.skills.get(skill).copied().unwrap_or(0);
        let lacking = package
            .skills
            .iter()
            .find(|(skill, needed)| has(skill) < **needed);
        lacking.map(|(skill, needed)| WhyNot::Skill {
            skill: skill.clone(),
            needed: *needed,
            has: has(skill),
        })
    }
}
