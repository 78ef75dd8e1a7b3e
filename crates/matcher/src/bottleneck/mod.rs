//! 原因分析: for everyone without work and every order that is short one named cause, what exactly is
//! lacking, and what one more of something would bring. The four structural causes of the scheme are
//! families of limits; being a cause means that relaxing it changes the outcome.

pub mod cause;
mod families;
mod marginal;
pub mod measure;
mod orders;
mod people;
mod programme;
pub mod report;

use serde::{Deserialize, Serialize};

pub use cause::{Cause, Causes, Shares};
pub(crate) use marginal::steps_for;
pub use measure::{Costs, Measure};
pub use report::*;

use crate::instance::Instance;
use crate::plan::Plan;
use crate::situation::Situation;
use crate::situation::needs::Needs;
use crate::solve::Effort;
use people::{Finding, Scan};

/// Rounds in which the plan settles before anything is added to it.
const SETTLING: usize = 6;

/// 分析の範囲: what a report is to hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// Marginal values, each confirmed.
    pub marginal: bool,
    /// Measures of the programme at most; none when 0.
    pub programme: usize,
    /// Steps of the search for each whole solution: with one family relaxed for everybody, and with and
    /// without the programme; no such solutions when 0.
    pub steps: u64,
    pub seed: u64,
    pub costs: Costs,
}

impl Default for Asked {
    /// Causes only.
    fn default() -> Asked {
        Asked {
            marginal: false,
            programme: 0,
            steps: 0,
            seed: 0,
            costs: Costs::default(),
        }
    }
}

impl Asked {
    /// Everything, with a programme of at most twenty measures.
    pub fn everything() -> Asked {
        Asked {
            marginal: true,
            programme: 20,
            steps: 40_000,
            ..Asked::default()
        }
    }
}

/// Causes of idleness and shortage under a plan, and remedies as far as they are asked for.
pub fn report(instance: &Instance, plan: &Plan, asked: &Asked) -> Report {
    let mut situation = Situation::new(instance, plan);
    let mut report = causes(&mut situation, &asked.costs);
    report.instance.clone_from(&instance.name);
    let effort = Effort {
        steps: asked.steps,
        seed: asked.seed,
    };
    if asked.steps > 0 {
        report.families = families::families(instance, plan, &effort);
    }
    if asked.marginal || asked.programme > 0 {
        let present = situation.effect();
        situation.settle_all(SETTLING);
        situation.keep();
        report.settled = situation.effect() - present;
    }
    if asked.marginal {
        report.marginal = marginal::marginal(&mut situation, &asked.costs);
    }
    if asked.programme > 0 {
        let before = (situation.instance.clone(), situation.plan());
        let mut programme = programme::programme(&mut situation, &asked.costs, asked.programme);
        if asked.steps > 0 {
            let present = &before.0;
            let again = |(market, plan): &(Instance, Plan)| {
                families::searched(present, market, plan, &effort)
            };
            let after = (situation.instance.clone(), situation.plan());
            programme.searched = Some(again(&after) - again(&before));
        }
        report.programme = Some(programme);
    }
    report
}

/// The causes alone.
fn causes(s: &mut Situation, costs: &Costs) -> Report {
    let mut report = Report {
        format: REPORT_FORMAT.to_owned(),
        instance: String::new(),
        people: Vec::new(),
        uncounted: Vec::new(),
        excluded: Vec::new(),
        orders: Vec::new(),
        totals: Totals::default(),
        families: Vec::new(),
        settled: Effect::default(),
        marginal: Vec::new(),
        programme: None,
        costs: costs.clone(),
    };
    let needs = Needs::of(s);
    let scan = Scan::new(s, &needs, costs.families);
    for worker in 0..s.people.len() {
        for goal in [Goal::Work, Goal::Counted] {
            match scan.person(worker, goal) {
                Some(Finding::Idle(it)) if goal == Goal::Work => report.people.push(*it),
                Some(Finding::Idle(it)) => report.uncounted.push(*it),
                Some(Finding::Excluded(it)) => report.excluded.push(it),
                None => {}
            }
        }
    }
    for package in 0..s.orders.len() {
        report
            .orders
            .extend(orders::order(s, &needs, package, &costs.families));
    }
    report.totals = totals(s, &report);
    report
}

fn totals(s: &Situation, report: &Report) -> Totals {
    let wanting: Vec<usize> = (0..s.people.len())
        .filter(|it| s.people[*it].wants)
        .collect();
    let in_work = wanting
        .iter()
        .filter(|it| !s.hands[**it].holds.is_empty())
        .count() as i64;
    let counted = wanting.iter().filter(|it| s.counts(**it)).count() as i64;
    let mut totals = Totals {
        wanting: wanting.len() as i64,
        in_work,
        idle: wanting.len() as i64 - in_work,
        counted,
        uncounted: wanting.len() as i64 - counted,
        ..Totals::default()
    };
    for it in &report.people {
        note(&mut totals.idle_by_cause, Some(it.cause), &it.shares);
    }
    for it in &report.uncounted {
        note(&mut totals.uncounted_by_cause, Some(it.cause), &it.shares);
    }
    for it in &report.orders {
        note(&mut totals.orders_by_cause, it.cause, &it.shares);
        totals.short_orders += 1;
        totals.short_seconds = totals.short_seconds.saturating_add(it.short_seconds);
    }
    for it in &report.excluded {
        match it.goal {
            Goal::Work => totals.excluded[it.why as usize] += 1,
            Goal::Counted => totals.uncounted_excluded[it.why as usize] += 1,
        }
    }
    let idle = report.people.iter().filter(|it| it.defect).count();
    totals.defects = (idle + report.orders.iter().filter(|it| it.defect).count()) as i64;
    totals
}

fn note(by: &mut ByCause, cause: Option<Cause>, shares: &Shares) {
    by.shares.add(shares);
    if let Some(cause) = cause {
        by.named[Causes::from(cause).0.trailing_zeros() as usize] += 1;
    }
}
