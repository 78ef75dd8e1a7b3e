//! Deciding: one plan worked out, checked and explained. Takes its time; never inside a transaction.

use std::collections::{BTreeMap, BTreeSet};

use matcher::plan::Assignment;
use matcher::{
    Broken as BrokenPin, Effort, Instance, Plan, check, explain_all, explain_chosen, score,
};
use orders::PortionId;
use people::WorkerId;
use serde::{Deserialize, Serialize};

use crate::Refusal;
use crate::decided::{Decided, Pair};
use crate::facts::{Portion, Window};
use crate::market;
use crate::outcome::{Broken, Cost, Outcome, Weighed, planned};
use crate::search::{Watch, search};
use crate::why::{Because, Why};

/// A pair of a plan (割当).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PairOf {
    pub worker: WorkerId,
    pub portion: PortionId,
    pub units: i64,
    pub seconds: i64,
    pub because: Vec<Because>,
    pub fixed: bool,
}

/// Someone who is not in the plan, with the portion where they came nearest.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RestOf {
    pub worker: WorkerId,
    pub portion: PortionId,
    pub why: Why,
}

/// Everything about one plan, ready to be kept.
#[derive(Clone, Debug)]
pub struct Solved {
    pub instance: Instance,
    pub plan: Plan,
    pub decided: Decided,
    pub pairs: Vec<PairOf>,
    pub rest: Vec<RestOf>,
    pub outcome: Outcome,
    pub weighed: Weighed,
    pub effort: Effort,
}

/// Works a plan out under what is decided, compares it with the plan before, and explains it for everyone.
pub fn work_out(
    instance: Instance,
    portions: &[Portion],
    decided: Decided,
    before: Option<&Plan>,
    effort: Effort,
    watch: &Watch,
) -> Result<Solved, Refusal> {
    instance.validate().map_err(|fault| Refusal::Unsound {
        detail: fault.to_string(),
    })?;
    let pinned = search(&instance, &effort, &decided.pins(), before, watch);
    explained(
        instance,
        pinned.plan,
        &pinned.broken,
        portions,
        decided,
        before,
        effort,
    )
}

/// Checks a plan, compares it with the one before, and explains it for everyone.
pub fn explained(
    instance: Instance,
    plan: Plan,
    broken: &[BrokenPin],
    portions: &[Portion],
    decided: Decided,
    before: Option<&Plan>,
    effort: Effort,
) -> Result<Solved, Refusal> {
    let window = market::window_of(&instance).ok_or(Refusal::NothingToPlan)?;
    if let Some(breach) = check(&instance, &plan).first() {
        return Err(Refusal::Unsound {
            detail: format!("{breach:?}"),
        });
    }
    let tiers = score(&instance, &plan);
    let limits = limits(&instance, &plan, &window, portions, &decided);
    let broken = broken.iter().filter_map(|it| {
        let (worker, portion) = (
            market::worker_of(&it.worker)?,
            market::portion_of(&it.package)?,
        );
        Some(Broken {
            worker,
            portion,
            why: market::why(&window, &it.why),
        })
    });
    let outcome = Outcome {
        portions: portions
            .iter()
            .map(|it| in_plan(it, &plan, &window, &limits))
            .collect(),
        new_earners: tiers.t2_kpi_new,
        cost: before.map(|it| Cost::between(&score(&instance, it), &tiers)),
        broken: broken.collect(),
    };
    let pairs = pairs(&instance, &plan, &window, &decided);
    let weighed = Weighed::of(&tiers);
    let rest = nearest(&limits, &pairs);
    Ok(Solved {
        instance,
        plan,
        decided,
        pairs,
        rest,
        outcome,
        weighed,
        effort,
    })
}

/// The first limit that everyone outside its team met, portion by portion.
type Limits = BTreeMap<PortionId, Vec<(WorkerId, Why)>>;

fn limits(
    instance: &Instance,
    plan: &Plan,
    window: &Window,
    portions: &[Portion],
    decided: &Decided,
) -> Limits {
    let of_portion = |it: &Portion| {
        let all = explain_all(instance, plan, &market::package_id(it.id));
        let told = all.iter().filter_map(|(id, why)| {
            let worker = market::worker_of(id)?;
            Some((
                worker,
                bound(
                    decided,
                    Pair {
                        worker,
                        portion: it.id,
                    },
                )
                .unwrap_or_else(|| market::why(window, why)),
            ))
        });
        (it.id, told.collect())
    };
    portions.iter().map(of_portion).collect()
}

/// What binds a pair from outside the optimiser.
fn bound(decided: &Decided, pair: Pair) -> Option<Why> {
    if decided.asked.contains(&pair) {
        Some(Why::Asked)
    } else if decided.declined.contains(&pair) {
        Some(Why::Declined)
    } else if decided.left_out.contains(&pair) {
        Some(Why::LeftOut)
    } else {
        None
    }
}

/// For one person and portion only, as the page of a pair asks.
pub fn limits_of(
    instance: &Instance,
    plan: &Plan,
    portion: PortionId,
    decided: &Decided,
) -> Vec<(WorkerId, Why)> {
    let Some(window) = market::window_of(instance) else {
        return Vec::new();
    };
    let all = explain_all(instance, plan, &market::package_id(portion));
    let told = all.iter().filter_map(|(id, why)| {
        let worker = market::worker_of(id)?;
        Some((
            worker,
            bound(decided, Pair { worker, portion }).unwrap_or_else(|| market::why(&window, why)),
        ))
    });
    told.collect()
}

fn in_plan(it: &Portion, plan: &Plan, window: &Window, limits: &Limits) -> crate::outcome::Planned {
    let id = market::package_id(it.id);
    let team = plan.assignments.iter().filter(|pair| pair.package == id);
    let given = team.clone().map(|pair| pair.units).sum();
    let met: Vec<Why> = limits
        .get(&it.id)
        .into_iter()
        .flatten()
        .map(|(_, why)| why.clone())
        .collect();
    planned(it, window, given, team.count() as i64, &met)
}

fn pairs(instance: &Instance, plan: &Plan, window: &Window, decided: &Decided) -> Vec<PairOf> {
    let kept = plan.assignments.iter().filter_map(|it| {
        let (worker, portion, units, seconds) = market::pair_of(it)?;
        let reasons = explain_chosen(instance, plan, &it.worker, &it.package);
        let because = market::because(window, &reasons, is_first_time(instance, it));
        Some(PairOf {
            worker,
            portion,
            units,
            seconds,
            because,
            fixed: decided.is_fixed(worker, portion),
        })
    });
    kept.collect()
}

/// Everything of a beginner's is looked at; that is how the instance tells one.
fn is_first_time(instance: &Instance, pair: &Assignment) -> bool {
    let package = instance.packages.iter().find(|it| it.id == pair.package);
    let worker = instance.workers.iter().find(|it| it.id == pair.worker);
    let record = worker
        .zip(package)
        .and_then(|(worker, package)| worker.kinds.get(&package.kind));
    record.is_some_and(|it| it.review_pct == 100)
}

/// Each person who is in no pair once, where they came nearest.
fn nearest(limits: &Limits, pairs: &[PairOf]) -> Vec<RestOf> {
    let chosen: BTreeSet<WorkerId> = pairs.iter().map(|it| it.worker).collect();
    let mut rest: BTreeMap<WorkerId, RestOf> = BTreeMap::new();
    for (portion, met) in limits {
        for (worker, why) in met.iter().filter(|(worker, _)| !chosen.contains(worker)) {
            let here = RestOf {
                worker: *worker,
                portion: *portion,
                why: why.clone(),
            };
            let farther = rest
                .get(worker)
                .is_none_or(|it| it.why.nearness() < why.nearness());
            if farther {
                rest.insert(*worker, here);
            }
        }
    }
    rest.into_values().collect()
}
