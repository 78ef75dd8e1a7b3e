//! One family relaxed for everybody at a time, and all four together, by solving again:
//! what the local answers add up to is seen from above.

use std::ops::ControlFlow;

use super::cause::{Cause, Causes};
use super::report::{Effect, FamilyEffect};
use crate::instance::{Instance, KindRecord, Other, Package, Security};
use crate::market::Market;
use crate::plan::Plan;
use crate::situation::{Situation, whole};
use crate::solve::{Effort, Pins, Wanted, solve_watched};

/// More than anybody could use.
const PLENTY: i64 = 1_000_000;

/// Orders repeated this often stand for work without limit.
const REPEATED: i64 = 4;

/// A language that stands for clearance once the place no longer matters.
const CLEARED: &str = "clearance";

/// The effect of each family alone and of all four, each by one search from the plan in force, which
/// stays possible whatever is relaxed, against the same search with nothing relaxed.
pub fn families(instance: &Instance, plan: &Plan, effort: &Effort) -> Vec<FamilyEffect> {
    let singles = [
        Causes::SKILL,
        Causes::VOLUME,
        Causes::ENVIRONMENT,
        Causes::MATCHING,
    ];
    let base = searched(instance, instance, plan, effort);
    let mut effects: Vec<FamilyEffect> = Vec::new();
    let mut sum = Effect::default();
    for set in singles {
        let effect = searched(instance, &relaxed(instance, set), plan, effort) - base;
        sum = sum + effect;
        effects.push(FamilyEffect {
            relaxed: set.of_person(),
            effect,
            interaction: None,
        });
    }
    let all = searched(instance, &relaxed(instance, Causes::ALL), plan, effort) - base;
    let relaxed: Vec<Cause> = Causes::ALL.of_person();
    effects.push(FamilyEffect {
        relaxed,
        effect: all,
        interaction: Some(all - sum),
    });
    effects
}

/// A market searched from a plan on, in numbers; what is short is counted against the present orders.
pub fn searched(present: &Instance, market: &Instance, plan: &Plan, effort: &Effort) -> Effect {
    let market = Market::new(market);
    let pins = Pins::default();
    let wanted = Wanted {
        start: Some(plan),
        ..Wanted::new(*effort, &pins)
    };
    let found = solve_watched(&market, &wanted, &mut |_| ControlFlow::Continue(()));
    let mut effect = Situation::new(market.instance, &found.plan).effect();
    effect.short_yen = short(present, &found.plan);
    effect
}

fn short(present: &Instance, plan: &Plan) -> i64 {
    let mut given: std::collections::HashMap<&str, i64> = std::collections::HashMap::new();
    for it in &plan.assignments {
        *given.entry(&it.package).or_default() += it.units;
    }
    let short = present.packages.iter().map(|it| {
        let left = (it.units - given.get(&*it.id).copied().unwrap_or(0)).max(0);
        i128::from(left) * i128::from(it.priority) * i128::from(it.price_cyen)
    });
    whole(short.sum::<i128>() / 100)
}

/// The instance with some families relaxed for everybody.
pub fn relaxed(instance: &Instance, set: Causes) -> Instance {
    let mut market = instance.clone();
    if set.holds(Causes::SKILL) {
        train_all(instance, &mut market);
    }
    if set.holds(Causes::VOLUME) {
        let again: Vec<Package> = market.packages.iter().map(again).collect();
        market.packages.extend(again);
    }
    if set.holds(Causes::ENVIRONMENT) {
        let cleared = market.workers.iter_mut().filter(|it| it.clearance);
        cleared.for_each(|it| it.languages.push(CLEARED.to_owned()));
        for it in &mut market.packages {
            if it.security == Security::Secure {
                it.languages.push(CLEARED.to_owned());
            }
            it.security = Security::Home;
            it.equipment.clear();
        }
    }
    if set.holds(Causes::MATCHING) {
        organise(&mut market);
    }
    market
}

/// An order repeated, never before the present ones: it counts for people and margin, not as owed.
fn again(it: &Package) -> Package {
    Package {
        id: format!("{} again", it.id),
        units: it.units.saturating_mul(REPEATED),
        max_team: it.max_team.saturating_mul(REPEATED),
        priority: 0,
        ..it.clone()
    }
}

/// Everybody reaches every level, with the middle speed and defects of those who are trained.
fn train_all(instance: &Instance, market: &mut Instance) {
    let now = Situation::new(instance, &Plan::empty(&instance.name));
    let mut levels = std::collections::BTreeMap::new();
    let mut languages: Vec<String> = Vec::new();
    for it in &instance.packages {
        for (skill, level) in &it.skills {
            let most = levels.entry(skill.clone()).or_insert(0);
            *most = (*level).max(*most);
        }
        languages.extend(it.languages.iter().cloned());
    }
    languages.sort();
    languages.dedup();
    for (worker, it) in market.workers.iter_mut().enumerate() {
        for (skill, level) in &levels {
            let own = it.skills.entry(skill.clone()).or_insert(0);
            *own = (*own).max(*level);
        }
        let new = languages
            .iter()
            .filter(|name| !it.languages.contains(name))
            .cloned();
        let new: Vec<String> = new.collect();
        it.languages.extend(new);
        it.clearance = true;
        for (package, job) in instance.packages.iter().enumerate() {
            let terms = now.trained(worker, package);
            let record = it
                .kinds
                .entry(job.kind.clone())
                .or_insert_with(|| KindRecord {
                    speed_pct: terms.speed_pct,
                    defect_ppm: terms.defect_ppm,
                    defect_ppm_upper: terms.defect_ppm_upper,
                    review_pct: terms.review_pct,
                    other: Other::new(),
                });
            record.speed_pct = record.speed_pct.max(terms.speed_pct);
            record.defect_ppm = record.defect_ppm.min(terms.defect_ppm);
            record.defect_ppm_upper = record.defect_ppm_upper.min(terms.defect_ppm_upper);
        }
    }
}

/// Portions, teams, windows, areas, refusals and directors no longer stand in the way.
fn organise(market: &mut Instance) {
    let last = market.buckets.len() as i64 - 1;
    for it in &mut market.packages {
        it.min_chunk = 1;
        it.max_share_pct = 100;
        it.min_team = 1;
        it.max_team = PLENTY;
        it.release = 0;
        it.plan_due = last.max(0);
        it.due = it.due.max(it.plan_due);
        it.muni_only = None;
    }
    for it in &mut market.workers {
        it.max_packages = PLENTY;
        it.refuse_kinds.clear();
    }
    for it in &mut market.directors {
        it.span = PLENTY;
        it.review_seconds = PLENTY * 3600;
    }
}
