//! Deciding: the work in hand of somebody with days off, as an instance and the plan in force. Everybody else's own work
//! counts as promised, so that nobody is asked for hours that are not there.

use matcher::instance::{Instance, Kind, Other, Package};
use matcher::plan::{Assignment, Row};
use matcher::{Plan, instance::Worker};

use super::{package, with_packages, worker_id};
use crate::facts::{Facts, Portion};
use people::WorkerId;

/// 手元の仕事: one work order of the person, as far as it is still to do.
#[derive(Clone, Debug, PartialEq)]
pub struct InHand {
    pub work_order: i64,
    /// Units still to do.
    pub left: i64,
    /// The day by which the person has promised it.
    pub due_on: base::Day,
    pub portion: Portion,
    /// People who hold the same portion already, or passed on it; nobody holds one twice.
    pub engaged: Vec<WorkerId>,
}

/// The id of a work order in an instance.
pub fn work_id(work_order: i64) -> String {
    format!("h{work_order}")
}

/// The work order behind an id.
pub fn work_of(id: &str) -> Option<i64> {
    id.strip_prefix('h')?.parse().ok()
}

/// The instance and the plan in force. `facts` hold the person's hours as they were before the days off.
pub fn in_hand(facts: &Facts, absent: WorkerId, rows: &[InHand]) -> (Instance, Plan) {
    let mut rows = rows.to_vec();
    rows.sort_by_key(|it| (it.due_on, it.work_order));
    let packages = rows.iter().filter_map(|it| as_package(facts, it)).collect();
    let mut instance = with_packages(facts, packages);
    for it in &rows {
        open_to_others(&mut instance, it, absent);
    }
    let plan = laid_out(&mut instance, absent, &rows);
    (instance, plan)
}

fn as_package(facts: &Facts, it: &InHand) -> Option<Package> {
    let whole = Portion {
        left: it.left,
        units: it.left,
        people: 0,
        min_team: 1,
        all_checked: true,
        max_share_pct: 100,
        min_chunk: (it.left / 2).clamp(1, it.portion.min_chunk.max(1)),
        ..it.portion.clone()
    };
    let made = package(facts, &whole)?;
    let due = facts.window.bucket(it.due_on);
    Some(Package {
        id: work_id(it.work_order),
        release: 0,
        plan_due: due,
        due: due.max(facts.window.bucket(it.portion.due_on)),
        ..made
    })
}

/// A kind of its own for each work order: a record in it has whoever has one in the real kind and is not engaged already.
fn open_to_others(instance: &mut Instance, it: &InHand, absent: WorkerId) {
    let id = work_id(it.work_order);
    let Some(package) = instance.packages.iter_mut().find(|row| row.id == id) else {
        return;
    };
    let real = std::mem::replace(&mut package.kind, id.clone());
    instance.kinds.push(Kind {
        id: id.clone(),
        other: Other::new(),
    });
    let engaged: Vec<String> = it.engaged.iter().map(|it| worker_id(*it)).collect();
    let own = worker_id(absent);
    for worker in &mut instance.workers {
        if worker.refuse_kinds.contains(&real) {
            worker.refuse_kinds.push(id.clone());
        }
        let open = worker.id == own || !engaged.contains(&worker.id);
        if let Some(record) = worker.kinds.get(&real).filter(|_| open).cloned() {
            worker.kinds.insert(id.clone(), record);
        }
    }
}

/// Lays the person's work out from the first day on, what is due first comes first. What does not fit by then is late
/// whatever is done, and is left out.
fn laid_out(instance: &mut Instance, absent: WorkerId, rows: &[InHand]) -> Plan {
    let mut plan = Plan::empty(&instance.name);
    let own = worker_id(absent);
    let Some(worker) = instance.workers.iter().find(|it| it.id == own).cloned() else {
        return plan;
    };
    let weeks: Vec<i64> = instance.buckets.iter().map(|it| it.week).collect();
    let mut room = Room::of(&worker, &weeks);
    for it in rows {
        let id = work_id(it.work_order);
        let Some(package) = instance.packages.iter_mut().find(|row| row.id == id) else {
            continue;
        };
        let speed = worker.kinds.get(&id).map_or(100, |it| it.speed_pct).max(1);
        let each = package.unit_seconds * 100;
        let site = site_for(&worker, package, &instance.sites);
        let needed = (it.left * each + speed - 1) / speed;
        let schedule = room.take(needed, package.plan_due, &weeks, site.as_ref());
        let seconds: i64 = schedule.iter().map(|it| it.seconds).sum();
        let units = (seconds * speed / each).min(it.left);
        package.units = units.max(1);
        if units > 0 {
            plan.assignments.push(Assignment {
                worker: own.clone(),
                package: id,
                units,
                schedule,
                other: Other::new(),
            });
        }
    }
    let held: Vec<String> = plan
        .assignments
        .iter()
        .map(|it| it.package.clone())
        .collect();
    instance.packages.retain(|it| held.contains(&it.id));
    for package in &mut instance.packages {
        package.min_chunk = package.min_chunk.min(package.units);
    }
    plan
}

/// Where the person does it: at home, or at the first site within reach that is allowed.
fn site_for(
    worker: &Worker,
    package: &Package,
    sites: &[matcher::instance::Site],
) -> Option<String> {
    use matcher::instance::{Security, SiteType};
    let at_home = package.security == Security::Home
        && package
            .equipment
            .iter()
            .all(|it| worker.equipment.contains(it));
    if at_home {
        return None;
    }
    let allowed = |site: &&matcher::instance::Site| {
        worker.sites.contains(&site.id)
            && (package.security != Security::Secure || site.site_type == SiteType::Secure)
    };
    sites.iter().find(allowed).map(|it| it.id.clone())
}

/// Seconds that a person still has, by day and by week.
struct Room {
    days: Vec<i64>,
    weeks: std::collections::BTreeMap<i64, i64>,
}

impl Room {
    fn of(worker: &Worker, weeks: &[i64]) -> Room {
        let promised = worker.committed_seconds.clone().unwrap_or_default();
        let free = |(at, seconds): (usize, &i64)| (seconds - promised.get(at).unwrap_or(&0)).max(0);
        Room {
            days: worker.avail_seconds.iter().enumerate().map(free).collect(),
            weeks: weeks
                .iter()
                .map(|week| (*week, worker.max_week_seconds))
                .collect(),
        }
    }

    fn take(
        &mut self,
        mut needed: i64,
        last: i64,
        weeks: &[i64],
        site: Option<&String>,
    ) -> Vec<Row> {
        let mut rows = Vec::new();
        for at in 0..self.days.len().min(usize::try_from(last + 1).unwrap_or(0)) {
            let week = self.weeks.entry(weeks[at]).or_default();
            let part = needed.min(self.days[at]).min(*week);
            if part > 0 {
                self.days[at] -= part;
                *week -= part;
                needed -= part;
                rows.push(Row {
                    bucket: at as i64,
                    seconds: part,
                    site: site.cloned(),
                });
            }
        }
        rows
    }
}
