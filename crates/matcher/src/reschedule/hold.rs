//! What each worker has in hand, row by row as announced; read from a plan and written back.

use std::collections::HashMap;

use super::ground::Ground;
use crate::instance::Other;
use crate::plan::{Assignment, Plan, Row};

/// A pair that claims more than this is no pair of any plan.
const MOST: i64 = 1_000_000_000;

/// 手持ちの割当: one pair of a worker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hold {
    pub package: usize,
    pub units: i64,
    pub rows: Vec<Lay>,
}

/// 予定の一行: seconds in a bucket at a place (none is at home).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Lay {
    pub bucket: usize,
    pub site: Option<usize>,
    pub seconds: i64,
}

impl Hold {
    pub fn seconds(&self) -> i64 {
        self.rows.iter().map(|it| it.seconds).sum()
    }

    /// Adds seconds at a place, to the row that is there already if there is one.
    pub fn add(&mut self, new: Lay) {
        let same = |it: &&mut Lay| it.bucket == new.bucket && it.site == new.site;
        match self.rows.iter_mut().find(same) {
            Some(row) => row.seconds += new.seconds,
            None => self.rows.push(new),
        }
    }

    /// Takes seconds back from rows that are not frozen, the latest first.
    pub fn take_back(&mut self, thaw: usize, mut seconds: i64) {
        self.rows.sort_unstable();
        for row in self.rows.iter_mut().rev() {
            if row.bucket < thaw || seconds <= 0 {
                break;
            }
            let part = row.seconds.min(seconds);
            row.seconds -= part;
            seconds -= part;
        }
        self.rows.retain(|it| it.seconds > 0);
    }
}

/// The hands of all workers as a plan has them. What cannot be looked up is left out.
pub fn hands(ground: &Ground, plan: &Plan) -> Vec<Vec<Hold>> {
    let mut hands: Vec<Vec<Hold>> = vec![Vec::new(); ground.instance.workers.len()];
    for it in &plan.assignments {
        let pair = ground
            .worker_at(&it.worker)
            .zip(ground.package_at(&it.package));
        let Some((worker, package)) = pair else {
            continue;
        };
        let twice = hands[worker].iter().any(|it| it.package == package);
        if twice || !(1..=MOST).contains(&it.units) || ground.record(worker, package).is_none() {
            continue;
        }
        let mut hold = Hold {
            package,
            units: it.units,
            rows: Vec::with_capacity(it.schedule.len()),
        };
        for row in &it.schedule {
            if let Some(row) = lay(ground, row) {
                hold.add(row);
            }
        }
        hands[worker].push(hold);
    }
    hands
}

fn lay(ground: &Ground, row: &Row) -> Option<Lay> {
    let bucket = usize::try_from(row.bucket).ok()?;
    let site = match &row.site {
        Some(id) => Some(ground.site_at(id)?),
        None => None,
    };
    let usual = bucket < ground.buckets() && (1..=MOST).contains(&row.seconds);
    usual.then_some(Lay {
        bucket,
        site,
        seconds: row.seconds,
    })
}

/// The plan that hands make; pairs that stay as they were are written as they were.
pub fn plan(ground: &Ground, before: &Plan, old: &[Vec<Hold>], hands: &[Vec<Hold>]) -> Plan {
    let written: HashMap<(&str, &str), &Assignment> = before
        .assignments
        .iter()
        .map(|it| ((&*it.worker, &*it.package), it))
        .collect();
    let mut plan = Plan::empty(&ground.instance.name);
    for (worker, holds) in hands.iter().enumerate() {
        for hold in holds {
            let ids = (
                &*ground.worker(worker).id,
                &*ground.packages[hold.package].id,
            );
            let was = written.get(&ids).copied();
            if old[worker].contains(hold)
                && let Some(same) = was
            {
                plan.assignments.push(same.clone());
                continue;
            }
            plan.assignments.push(Assignment {
                worker: ids.0.to_owned(),
                package: ids.1.to_owned(),
                units: hold.units,
                schedule: rows(ground, hold),
                other: was.map_or_else(Other::new, |it| it.other.clone()),
            });
        }
    }
    plan.other = before.other.clone();
    // What the file said of itself was said of another plan.
    plan.other.remove("bound_yen");
    plan.other.remove("tiers_claimed");
    plan
}

/// The rows of a pair as a file has them.
pub fn rows(ground: &Ground, hold: &Hold) -> Vec<Row> {
    let mut rows: Vec<Row> = hold.rows.iter().map(|it| row(ground, it)).collect();
    rows.sort_by(|a, b| (a.bucket, &a.site).cmp(&(b.bucket, &b.site)));
    rows
}

/// One row as a file has it.
pub fn row(ground: &Ground, it: &Lay) -> Row {
    Row {
        bucket: it.bucket as i64,
        seconds: it.seconds,
        site: it.site.map(|at| ground.sites[at].id.clone()),
    }
}
