//! 説明書: what one worker is told about her own part of a plan (`matching-explanation/1`): why she
//! has this work and what the plan would be without her, why she has not got that work and the least
//! change that would have altered it, tried out, and what is ahead. It holds nothing that is about
//! another person: no name, income, illness, speed or defect.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Reason, explain_chosen, explain_not_chosen, obstacles};
use crate::bottleneck::{Measure, steps_for};
use crate::instance::Instance;
use crate::plan::Plan;
use crate::situation::hands::Freedom;
use crate::situation::{Situation, whole};
use crate::why::{Change, WhyNot};
use crate::wishes::{Worth, YEN};

use super::counterfactual;

/// The format that this version writes.
pub const EXPLANATION_FORMAT: &str = "matching-explanation/1";

/// How many orders ahead are named.
const AHEAD: usize = 12;

/// Changes that are looked for one behind the other.
const DEEP: usize = 6;

/// 説明: everything that one worker is told.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Explanation {
    pub format: String,
    pub instance: String,
    pub worker: String,
    /// The order asked about, or all of her own where none was.
    pub orders: Vec<About>,
    pub outlook: Outlook,
}

/// What is said about one order: why she has it, or why not.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct About {
    pub package: String,
    pub chosen: Option<WhyChosen>,
    pub not_chosen: Option<WhyNotChosen>,
}

/// 選ばれた理由.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WhyChosen {
    pub units: i64,
    pub reasons: Vec<Reason>,
    /// Limits and wishes of the order that ask for someone like her.
    pub asked_for: Vec<Asking>,
    /// What the best plan found without the pair would lack.
    pub without: Contrast,
}

/// What an order asks that she brings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "asks", rename_all = "snake_case")]
pub enum Asking {
    /// Without her the team would not be good enough for the quality promised.
    Quality,
    /// Without her the team would be smaller than the order asks.
    Team { least: i64 },
    /// A part of the order is meant for her municipality.
    Quota { municipality: String },
    /// The order is for the people of certain municipalities, and hers is one.
    Area { municipality: String },
    /// Nobody else could take over so many of her units in time.
    Capacity { units: i64 },
}

/// 対比: the plan without the pair, settled anew around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Contrast {
    /// Units of the order that would stay undone beyond those that do now.
    pub short_units: i64,
    /// Yen that the plan would lose, in all and by tier.
    pub loses_yen: i64,
    pub by_tier_yen: [i64; 5],
}

/// The step at which the answer was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    NotEligible,
    ImpossibleThisTime,
    OthersAhead,
}

/// 選ばれなかった理由.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WhyNotChosen {
    pub step: Step,
    /// What stands in the way, in numbers; of the first step that holds, and behind it what comes next.
    pub obstacles: Vec<WhyNot>,
    /// The least changes that lift them all.
    pub changes: Vec<Change>,
    pub tried: Tried,
    /// Possible but not chosen: yen that the plan would lose with the pair forced in, by tier.
    pub loses_by_tier_yen: Option<[i64; 5]>,
    /// Whose units it would take, in general terms.
    pub displaces: Option<Displaced>,
}

/// What came of making the changes and settling the plan again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Tried {
    /// She would have the pair.
    GivesThePair,
    /// What was named would no longer stand in the way, but others would still be ahead.
    LiftsTheObstacle,
    /// Something else would still stand in the way.
    NotEnough,
}

/// Someone, in general terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Displaced {
    Nobody,
    /// A person with nothing earned so far this year.
    WithoutIncomeYet,
    /// A person who would no longer reach the indicator's threshold.
    BelowThreshold,
    BelowTarget,
    AtTarget,
}

/// 見通し: what is ahead, and what would open most.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Outlook {
    pub ahead: Vec<Ahead>,
    pub opens_most: Option<Opening>,
}

/// An order that she may do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Ahead {
    pub package: String,
    pub release: i64,
    pub plan_due: i64,
    /// Seconds of hers that are free in its window.
    pub free_seconds: i64,
}

/// One change and the orders that it opens.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Opening {
    pub change: Measure,
    pub packages: i64,
    /// Seconds that those orders ask of all together.
    pub ordered_seconds: i64,
}

/// Everything that one worker is told about one order, or about all of her own. Nothing where there is
/// no such worker or order.
pub fn explain(
    instance: &Instance,
    plan: &Plan,
    worker: &str,
    package: Option<&str>,
) -> Option<Explanation> {
    let mut s = Situation::new(instance, plan);
    let who = *s.names.workers.get(worker)?;
    let asked: Vec<usize> = match package {
        Some(id) => vec![*s.names.packages.get(id)?],
        None => s.hands[who].holds.iter().map(|it| it.package).collect(),
    };
    let orders = asked
        .into_iter()
        .map(|at| about(&mut s, instance, plan, who, at))
        .collect();
    Some(Explanation {
        format: EXPLANATION_FORMAT.to_owned(),
        instance: instance.name.clone(),
        worker: worker.to_owned(),
        orders,
        outlook: outlook(&mut s, who),
    })
}

fn about(
    s: &mut Situation,
    instance: &Instance,
    plan: &Plan,
    worker: usize,
    package: usize,
) -> About {
    let id = s.instance.packages[package].id.clone();
    let who = s.instance.workers[worker].id.clone();
    let units = s.own(worker, package);
    let chosen = (units > 0).then(|| {
        let without = without(s, worker, package);
        let mut asked_for = asked_for(s, worker, package);
        if without.short_units > 0 {
            asked_for.push(Asking::Capacity {
                units: without.short_units,
            });
        }
        WhyChosen {
            units,
            reasons: explain_chosen(instance, plan, &who, &id),
            asked_for,
            without,
        }
    });
    let not_chosen = (units == 0).then(|| not_chosen(s, instance, plan, worker, package));
    About {
        package: id,
        chosen,
        not_chosen,
    }
}

/// What of the order's limits and wishes she meets and the team would miss.
fn asked_for(s: &Situation, worker: usize, package: usize) -> Vec<Asking> {
    let (it, job) = (&s.instance.packages[package], &s.orders[package]);
    let team = &s.teams[package];
    let town = s.instance.workers[worker].municipality.clone();
    let units = s.own(worker, package);
    let mut found = Vec::new();
    if let Some(terms) = s.people[worker].records[job.kind] {
        let own = i128::from(units) * i128::from(it.max_defect_ppm - terms.defect_ppm_upper);
        if team.members.len() > 1 && own > 0 && team.slack_ppm - own < 0 {
            found.push(Asking::Quality);
        }
    }
    if it.min_team > 1 && team.members.len() as i64 == it.min_team {
        found.push(Asking::Team { least: it.min_team });
    }
    if it.muni_quota_pct.contains_key(&town) {
        found.push(Asking::Quota {
            municipality: town.clone(),
        });
    }
    if job.towns.is_some() {
        found.push(Asking::Area { municipality: town });
    }
    found
}

/// The best plan found without the pair: taken out, barred, and everything near it settled anew.
fn without(s: &mut Situation, worker: usize, package: usize) -> Contrast {
    let mark = s.mark();
    // What small steps could still gain is not owed to the pair, so they are taken first.
    s.settle_all(2);
    if s.own(worker, package) == 0 {
        s.back_to(mark);
    }
    let settled = s.mark();
    let (before, left) = (s.worths, s.left(package));
    let units = s.own(worker, package);
    s.take(worker, package, units);
    s.barred = Some((worker, package));
    if !s.sound(package) {
        // The rest of the team cannot go on alone unless somebody joins.
        for member in s.teams[package].members.clone() {
            let own = s.own(member, package);
            s.take(member, package, own);
        }
    }
    let people = s.touched(settled);
    s.settle(&people, &[package], 3);
    let after = s.worths;
    let short_units = (s.left(package) - left).max(0);
    s.barred = None;
    s.back_to(mark);
    contrast(short_units, before, after)
}

fn contrast(short_units: i64, before: [Worth; 5], after: [Worth; 5]) -> Contrast {
    let loses: [Worth; 5] = std::array::from_fn(|tier| before[tier] - after[tier]);
    Contrast {
        short_units,
        loses_yen: whole(loses.iter().sum::<Worth>() / YEN),
        by_tier_yen: loses.map(|it| whole(it / YEN)),
    }
}

fn not_chosen(
    s: &mut Situation,
    instance: &Instance,
    plan: &Plan,
    worker: usize,
    package: usize,
) -> WhyNotChosen {
    let who = s.instance.workers[worker].id.clone();
    let id = s.instance.packages[package].id.clone();
    let standing = obstacles(instance, &who, &id);
    let first = explain_not_chosen(instance, plan, &who, &id);
    let step = match (&standing[..], &first) {
        ([_, ..], _) => Step::NotEligible,
        (_, WhyNot::OthersAhead { .. }) => Step::OthersAhead,
        _ => Step::ImpossibleThisTime,
    };
    let mut found = if standing.is_empty() {
        vec![first.clone()]
    } else {
        standing
    };
    let (changes, tried) =
        counterfactual::try_out(instance, plan, worker, package, &mut found, DEEP);
    let loses_by_tier_yen = match first {
        WhyNot::OthersAhead { by_tier_yen, .. } => Some(by_tier_yen),
        _ => None,
    };
    let displaces = (step == Step::OthersAhead).then(|| displaced(s, worker, package));
    WhyNotChosen {
        step,
        obstacles: found,
        changes,
        tried,
        loses_by_tier_yen,
        displaces,
    }
}

/// Whose units the smallest portion would take, told so that nobody can be known by it.
fn displaced(s: &mut Situation, worker: usize, package: usize) -> Displaced {
    let chunk = s.orders[package].chunk;
    let Some(terms) = s.eligible(worker, package) else {
        return Displaced::Nobody;
    };
    let mut best: Option<(Worth, Displaced)> = None;
    let givers = s.teams[package].members.clone();
    for giver in std::iter::once(None).chain(givers.into_iter().map(Some)) {
        let mark = s.mark();
        let mut whom = Displaced::Nobody;
        if let Some(giver) = giver {
            let has = s.own(giver, package);
            let full =
                s.teams[package].members.len() as i64 >= s.instance.packages[package].max_team;
            let lacking = (chunk - s.left(package)).max(0);
            let units = if full || has - lacking < chunk {
                has
            } else {
                lacking
            };
            s.take(giver, package, units);
            whom = kind_of(s, giver);
        }
        let fits = s.most(worker, package, &terms) >= chunk;
        if fits && s.give(worker, package, chunk, terms) && s.sound(package) {
            let score = s.score();
            if best.is_none_or(|it| it.0 < score) {
                best = Some((score, whom));
            }
        }
        s.back_to(mark);
    }
    best.map_or(Displaced::Nobody, |it| it.1)
}

fn kind_of(s: &Situation, giver: usize) -> Displaced {
    let it = &s.instance.workers[giver];
    let paid: i128 = s.hands[giver].pay.iter().sum();
    let earned: i64 = it.income.values().map(|it| it.earned_yen).sum();
    if earned == 0 && paid == 0 {
        Displaced::WithoutIncomeYet
    } else if !s.counts(giver) {
        Displaced::BelowThreshold
    } else if paid < i128::from(it.target_yen) * 100 {
        Displaced::BelowTarget
    } else {
        Displaced::AtTarget
    }
}

fn outlook(s: &mut Situation, worker: usize) -> Outlook {
    let all = 0..s.orders.len();
    let open: Vec<usize> = all
        .filter(|at| s.eligible(worker, *at).is_some() && s.own(worker, *at) == 0)
        .collect();
    let mut ahead: Vec<Ahead> = open
        .iter()
        .map(|at| Ahead {
            package: s.instance.packages[*at].id.clone(),
            release: s.instance.packages[*at].release,
            plan_due: s.instance.packages[*at].plan_due,
            free_seconds: s.room(worker, *at, Freedom::NONE),
        })
        .collect();
    ahead.sort_by_key(|it| (it.free_seconds == 0, it.release, it.plan_due));
    ahead.truncate(AHEAD);
    Outlook {
        ahead,
        opens_most: opens_most(s, worker),
    }
}

/// The one thing that would open most ordered hours to her.
fn opens_most(s: &mut Situation, worker: usize) -> Option<Opening> {
    let mut measures: BTreeMap<Measure, ()> = BTreeMap::new();
    for package in 0..s.orders.len() {
        if s.eligible(worker, package).is_none() && s.allowed(worker, package) {
            measures.extend(steps_for(s, worker, package).map(|it| (it, ())));
        }
    }
    let closed: Vec<usize> = (0..s.orders.len())
        .filter(|at| s.eligible(worker, *at).is_none())
        .collect();
    let mut best: Option<Opening> = None;
    for change in measures.into_keys() {
        let mark = s.mark();
        s.apply(&change, Some(worker));
        let opened: Vec<usize> = closed
            .iter()
            .copied()
            .filter(|at| s.eligible(worker, *at).is_some())
            .collect();
        s.back_to(mark);
        let seconds = |at: &usize| {
            let it = &s.instance.packages[*at];
            it.units.saturating_mul(it.unit_seconds)
        };
        let ordered = opened.iter().map(seconds).fold(0, i64::saturating_add);
        let simple = |it: &Measure| match it {
            Measure::Equip { steps } => steps.len(),
            _ => 1,
        };
        // Of two changes the one that opens more for each step that it takes.
        let rate = |it: &Opening| it.ordered_seconds / simple(&it.change) as i64;
        let opening = Opening {
            packages: opened.len() as i64,
            ordered_seconds: ordered,
            change,
        };
        if ordered > 0 && best.as_ref().is_none_or(|it| rate(it) < rate(&opening)) {
            best = Some(opening);
        }
    }
    best
}
