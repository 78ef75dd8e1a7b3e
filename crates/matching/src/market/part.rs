//! Deciding: one order's part of a plan over many, as an instance and a plan of its own. What the rest of the plan takes
//! of people, incomes and directors counts as promised.

use std::collections::BTreeMap;

use matcher::plan::Assignment;
use matcher::{Instance, Plan};
use orders::OrderId;

use super::order_of;

/// The part of one order.
pub fn part_of(instance: &Instance, plan: &Plan, order: OrderId) -> (Instance, Plan) {
    let mut part = instance.clone();
    part.packages.retain(|it| order_of(it) == Some(order));
    let ours = |it: &Assignment| part.packages.iter().any(|package| package.id == it.package);
    let (own, others): (Vec<&Assignment>, Vec<&Assignment>) =
        plan.assignments.iter().partition(|it| ours(it));
    let own_plan = Plan {
        assignments: own.iter().map(|it| (*it).clone()).collect(),
        ..plan.clone()
    };
    let mut taken = Taken::default();
    for it in others {
        taken.add(instance, it);
    }
    let weeks: Vec<i64> = instance.buckets.iter().map(|it| it.week).collect();
    for worker in &mut part.workers {
        let Some(of) = taken.people.get(&worker.id) else {
            continue;
        };
        let needed = own.iter().filter(|it| it.worker == worker.id);
        let needed = seconds_by_bucket(needed.copied(), weeks.len());
        promise(worker, of, &needed, &weeks);
    }
    for director in &mut part.directors {
        director.span -= taken.spans.get(&director.id).copied().unwrap_or(0);
    }
    part.previous
        .retain(|it| part.packages.iter().any(|package| package.id == it.package));
    (part, own_plan)
}

/// What one person does in the rest of the plan.
#[derive(Default)]
struct Rest {
    packages: i64,
    seconds: BTreeMap<usize, i64>,
    /// Pay in cyen by year.
    pay: BTreeMap<i64, i64>,
}

#[derive(Default)]
struct Taken {
    people: BTreeMap<String, Rest>,
    spans: BTreeMap<String, i64>,
}

impl Taken {
    fn add(&mut self, instance: &Instance, it: &Assignment) {
        let Some(package) = instance.packages.iter().find(|row| row.id == it.package) else {
            return;
        };
        *self.spans.entry(package.director.clone()).or_default() += 1;
        let rest = self.people.entry(it.worker.clone()).or_default();
        rest.packages += 1;
        *rest.pay.entry(package.pay_year).or_default() += it.units * package.pay_cyen;
        for row in &it.schedule {
            if let Ok(at) = usize::try_from(row.bucket) {
                *rest.seconds.entry(at).or_default() += row.seconds;
            }
        }
    }
}

fn seconds_by_bucket<'a>(rows: impl Iterator<Item = &'a Assignment>, buckets: usize) -> Vec<i64> {
    let mut seconds = vec![0; buckets];
    for row in rows.flat_map(|it| &it.schedule) {
        if let Some(at) = usize::try_from(row.bucket)
            .ok()
            .and_then(|at| seconds.get_mut(at))
        {
            *at += row.seconds;
        }
    }
    seconds
}

/// Counts the rest as promised. A week's limit is one figure for all weeks, so what the rest takes of it is taken off
/// the days of that week that the own part leaves free, the last ones first.
fn promise(worker: &mut matcher::instance::Worker, rest: &Rest, needed: &[i64], weeks: &[i64]) {
    let mut promised = worker.committed_seconds.take().unwrap_or_default();
    promised.resize(weeks.len(), 0);
    for (at, seconds) in &rest.seconds {
        promised[*at] += seconds;
    }
    let mut week_rest: BTreeMap<i64, i64> = BTreeMap::new();
    for (at, seconds) in &rest.seconds {
        *week_rest.entry(weeks[*at]).or_default() += seconds;
    }
    for (week, taken) in week_rest {
        let room = worker.max_week_seconds - taken;
        let days: Vec<usize> = (0..weeks.len()).filter(|at| weeks[*at] == week).collect();
        let free = |at: usize, avail: &[i64], promised: &[i64]| (avail[at] - promised[at]).max(0);
        let mut over = days
            .iter()
            .map(|at| free(*at, &worker.avail_seconds, &promised))
            .sum::<i64>()
            - room;
        for at in days.into_iter().rev() {
            let spare = (free(at, &worker.avail_seconds, &promised) - needed[at]).max(0);
            let cut = spare.min(over.max(0));
            promised[at] += cut;
            over -= cut;
        }
    }
    worker.committed_seconds = Some(promised);
    worker.max_packages -= rest.packages;
    for (year, cyen) in &rest.pay {
        if let Some(income) = worker.income.get_mut(&year.to_string()) {
            income.earned_yen += cyen / 100;
        }
    }
    let paid: i64 = rest.pay.values().sum();
    worker.kpi_earned_yen = worker.kpi_earned_yen.map(|it| it + paid / 100);
}
