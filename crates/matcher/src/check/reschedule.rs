//! The independent check of a plan made after an event: history and other people's next days stand
//! as announced, buffers are used by the orders concerned alone, and the disturbance is what it is
//! said to be. It shares nothing with whoever made the plan.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::{Breach, Code, check};
use crate::instance::{Instance, Package, Worker};
use crate::plan::{Assignment, Plan};
use crate::reschedule::{Answer, Event, Happening};

/// Every breach of a plan made after an event. A limit that the event alone broke (a team that lost
/// someone, an order that shrank) is none as long as the plan does not make it worse.
pub fn check_reschedule(
    instance: &Instance,
    before: &Plan,
    event: &Event,
    after: &Plan,
) -> Vec<Breach> {
    let aftermath = Aftermath::of(instance, before, event);
    let mut known: HashMap<Place, i128> = HashMap::new();
    let struck = check(&aftermath.situation, &aftermath.left);
    let struck = struck
        .iter()
        .filter(|it| (Code::H10..=Code::H13).contains(&it.code));
    let done = check(&aftermath.situation, &aftermath.done);
    let done = done
        .iter()
        .filter(|it| (Code::H9..=Code::H13).contains(&it.code));
    let earlier = check(instance, before);
    // What was announced stays, even where it is a larger share of an order that shrank.
    let announced = check(&aftermath.situation, before);
    let announced = announced
        .iter()
        .filter(|it| it.code == Code::H11 && aftermath.is_shrunk(it));
    for it in struck.chain(done).chain(&earlier).chain(announced) {
        let worst = known.entry(place(it)).or_insert(0);
        *worst = (*worst).max(excess(it));
    }
    let mut breaches = check(&aftermath.situation, after);
    breaches.retain(|it| {
        let history = it.bucket.is_some_and(|bucket| bucket < event.now);
        let excused = known
            .get(&place(it))
            .is_some_and(|worst| excess(it) <= *worst);
        let shrunk = it.code == Code::H12 && it.found < it.allowed && aftermath.is_shrunk(it);
        !(history || excused || shrunk)
    });
    breaches.extend(aftermath.thawed(before, after));
    let total = disturbance(instance, before, event, after);
    if let Some(claim) = after.other.get("disturbance") {
        let claim = claim.as_f64().map_or(-1, thirty_six_hundredths);
        if (claim - total).abs() > 4 {
            breaches.push(broken(Code::F2, &[], None, claim, total));
        }
    }
    breaches
}

/// Every breach of an answer: of each of its plans, of what is said of their disturbance, and that
/// doing nothing is among them.
pub fn check_answer(
    instance: &Instance,
    before: &Plan,
    event: &Event,
    answer: &Answer,
) -> Vec<Breach> {
    use crate::reschedule::Way;
    let mut breaches = Vec::new();
    for choice in &answer.choices {
        let event = match choice.way {
            Way::OneDayLate => event.late_by(1),
            _ => event.clone(),
        };
        breaches.extend(check_reschedule(instance, before, &event, &choice.plan));
        let told = &choice.disturbance;
        let parts = 10.0 * (told.new_pairs + told.dropped_pairs) as f64
            + told.changed_hours
            + 2.0 * told.people_with_other_days as f64;
        let found = disturbance(instance, before, &event, &choice.plan);
        for claim in [told.total, parts] {
            let claim = thirty_six_hundredths(claim);
            if (claim - found).abs() > 4 {
                breaches.push(broken(Code::F2, &[], None, claim, found));
            }
        }
    }
    if answer.choice(Way::DoNothing).is_none() {
        breaches.push(broken(Code::F2, &["do_nothing"], None, 0, 1));
    }
    breaches
}

/// The disturbance between two plans, in thirty-six-hundredths: 10 for each pair begun or dropped
/// (the absent ones' drops apart), an hour for an hour of changed units in the other pairs,
/// 2 for each person whose days change.
pub fn disturbance(instance: &Instance, before: &Plan, event: &Event, after: &Plan) -> i128 {
    let absent: HashSet<&str> = absences(event).map(|it| it.0).collect();
    let mut seconds: HashMap<&str, i64> = HashMap::new();
    for it in &instance.packages {
        seconds.insert(&it.id, it.unit_seconds);
    }
    for it in &event.events {
        if let Happening::OrderAdded(it) = it {
            seconds.insert(&it.package.id, it.package.unit_seconds);
        }
    }
    let pairs = |plan: &Plan| -> BTreeMap<(String, String), i64> {
        let all = plan.assignments.iter();
        all.map(|it| ((it.worker.clone(), it.package.clone()), it.units))
            .collect()
    };
    let (old, new) = (pairs(before), pairs(after));
    let mut sum = 0;
    for (pair, units) in &old {
        sum += match new.get(pair) {
            Some(now) => {
                let each = seconds.get(&*pair.1).copied().unwrap_or(0);
                i128::from((now - units).abs()) * i128::from(each)
            }
            None if absent.contains(&*pair.0) => 0,
            None => 36_000,
        };
    }
    sum += 36_000 * new.keys().filter(|it| !old.contains_key(*it)).count() as i128;
    let days = |plan: &Plan| -> BTreeMap<String, BTreeSet<i64>> {
        let mut days: BTreeMap<String, BTreeSet<i64>> = BTreeMap::new();
        for it in &plan.assignments {
            let own = days.entry(it.worker.clone()).or_default();
            own.extend(it.schedule.iter().map(|row| row.bucket));
        }
        days.retain(|_, it| !it.is_empty());
        days
    };
    let (old, new) = (days(before), days(after));
    let everyone: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    let other = everyone.iter().filter(|it| old.get(**it) != new.get(**it));
    sum + 7_200 * other.count() as i128
}

fn thirty_six_hundredths(claim: f64) -> i128 {
    (claim * 3600.0).round() as i128
}

/// What a breach is a breach of.
type Place = (Code, Vec<String>, Option<i64>);

fn place(it: &Breach) -> Place {
    (it.code, it.at.clone(), it.bucket)
}

fn excess(it: &Breach) -> i128 {
    (it.found - it.allowed).abs()
}

fn broken(code: Code, at: &[&str], bucket: Option<i64>, found: i128, allowed: i128) -> Breach {
    Breach {
        code,
        at: at.iter().map(|it| (*it).to_owned()).collect(),
        bucket,
        found,
        allowed,
    }
}

fn absences(event: &Event) -> impl Iterator<Item = (&str, i64, i64)> {
    event.events.iter().filter_map(|it| match it {
        Happening::WorkerAbsent(it) => Some((&*it.worker, it.from, it.to.unwrap_or(i64::MAX))),
        _ => None,
    })
}

/// The world after an event, and the plan as the event left it.
struct Aftermath<'a> {
    event: &'a Event,
    situation: Instance,
    /// What can still be worked, and what of it is done where less is ordered now.
    left: Plan,
    done: Plan,
    /// People who may be asked from `now` on.
    hit: HashSet<&'a str>,
    /// Packages of which less is ordered than before.
    shrunk: HashSet<&'a str>,
}

impl<'a> Aftermath<'a> {
    fn of(instance: &'a Instance, before: &'a Plan, event: &'a Event) -> Aftermath<'a> {
        let mut aftermath = Aftermath {
            event,
            situation: instance.clone(),
            left: Plan::empty(&instance.name),
            done: Plan::empty(&instance.name),
            hit: event.accepts.iter().map(|it| &**it).collect(),
            shrunk: HashSet::new(),
        };
        for it in &event.events {
            aftermath.happened(it);
        }
        aftermath.hit.extend(absences(event).map(|it| it.0));
        let mut open = aftermath.ordered_anew();
        let workers: HashMap<&str, &Worker> =
            instance.workers.iter().map(|it| (&*it.id, it)).collect();
        let packages: HashMap<String, Package> = aftermath
            .situation
            .packages
            .iter()
            .map(|it| (it.id.clone(), it.clone()))
            .collect();
        for it in &before.assignments {
            let pair = workers
                .get(&*it.worker)
                .copied()
                .zip(packages.get(&it.package));
            let left = aftermath.left_of(it, pair, false);
            let done = aftermath.left_of(it, pair, aftermath.shrunk.contains(&*it.package));
            if left.schedule.len() < it.schedule.len() {
                open.insert(it.package.clone());
                aftermath.hit.insert(&it.worker);
            }
            if left.units > 0 {
                aftermath.left.assignments.push(left);
            }
            if done.units > 0 {
                aftermath.done.assignments.push(done);
            }
        }
        for it in &before.assignments {
            let ordered = event.events.iter().any(|happened| match happened {
                Happening::OrderChanged(order) => order.package == it.package,
                Happening::OrderCancelled(order) => order.package == it.package,
                _ => false,
            });
            if ordered {
                aftermath.hit.insert(&it.worker);
            }
        }
        for package in &mut aftermath.situation.packages {
            if open.contains(&package.id) {
                package.plan_due = package.due + event.late;
            }
        }
        aftermath.cancel();
        aftermath
    }

    fn happened(&mut self, it: &'a Happening) {
        let within = |from: i64, to: Option<i64>, bucket: usize| {
            (from..=to.unwrap_or(i64::MAX)).contains(&(bucket as i64))
        };
        match it {
            Happening::WorkerAbsent(it) => {
                let all = self.situation.workers.iter_mut();
                for worker in all.filter(|worker| worker.id == it.worker) {
                    for (bucket, seconds) in worker.avail_seconds.iter_mut().enumerate() {
                        if within(it.from, it.to, bucket) {
                            *seconds = 0;
                        }
                    }
                }
            }
            Happening::SiteClosed(it) => {
                let all = self.situation.sites.iter_mut();
                for site in all.filter(|site| site.id == it.site) {
                    for (bucket, slots) in site.slots_open.iter_mut().enumerate() {
                        if within(it.from, it.to, bucket) {
                            *slots = 0;
                        }
                    }
                }
            }
            Happening::OrderAdded(it) => self.situation.packages.push((*it.package).clone()),
            Happening::OrderCancelled(it) => {
                self.shrunk.insert(&it.package);
            }
            Happening::OrderChanged(it) => {
                let all = self.situation.packages.iter_mut();
                for package in all.filter(|package| package.id == it.package) {
                    if it.units.is_some_and(|units| units < package.units) {
                        self.shrunk.insert(&it.package);
                    }
                    package.units = it.units.unwrap_or(package.units);
                    package.priority = it.priority.unwrap_or(package.priority);
                    package.release = it.release.unwrap_or(package.release);
                    package.plan_due = it.plan_due.unwrap_or(package.plan_due);
                    package.due = it.due.unwrap_or(package.due);
                }
            }
        }
    }

    /// Whether a breach speaks of a package of which less is ordered than before.
    fn is_shrunk(&self, it: &Breach) -> bool {
        it.at.iter().any(|id| self.shrunk.contains(&**id))
    }

    /// Packages whose order itself is part of the event.
    fn ordered_anew(&self) -> HashSet<String> {
        let happened = self.event.events.iter();
        happened
            .filter_map(|it| match it {
                Happening::OrderChanged(it) => Some(it.package.clone()),
                Happening::OrderCancelled(it) => Some(it.package.clone()),
                Happening::OrderAdded(it) => Some(it.package.id.clone()),
                _ => None,
            })
            .collect()
    }

    /// A cancelled order is one of as many units as are done.
    fn cancel(&mut self) {
        for it in &self.event.events {
            let Happening::OrderCancelled(it) = it else {
                continue;
            };
            let done = self.left.assignments.iter();
            let done = done.filter(|left| left.package == it.package);
            let done: i64 = done.map(|it| it.units).sum();
            for package in &mut self.situation.packages {
                if package.id == it.package {
                    package.units = done;
                }
            }
        }
    }

    /// A pair without the rows that cannot be worked any more (or, where less is ordered, with those
    /// alone that are over), and the units that remain of it.
    fn left_of(
        &self,
        it: &Assignment,
        pair: Option<(&Worker, &Package)>,
        less: bool,
    ) -> Assignment {
        let mut left = it.clone();
        let Some((worker, package)) = pair else {
            return left;
        };
        left.schedule.retain(|row| {
            let happened = self.event.events.iter();
            let mut struck = happened.filter(|happened| match happened {
                Happening::WorkerAbsent(gone) => {
                    let last = gone.to.unwrap_or(i64::MAX);
                    gone.worker == it.worker && (gone.from..=last).contains(&row.bucket)
                }
                Happening::SiteClosed(closed) => {
                    let last = closed.to.unwrap_or(i64::MAX);
                    row.site.as_deref() == Some(&*closed.site)
                        && (closed.from..=last).contains(&row.bucket)
                }
                Happening::OrderCancelled(order) => order.package == it.package,
                Happening::OrderChanged(order) => {
                    let open = package.release..=package.due + self.event.late;
                    order.package == it.package && (less || !open.contains(&row.bucket))
                }
                Happening::OrderAdded(_) => false,
            });
            row.bucket < self.event.now || struck.next().is_none()
        });
        if left.schedule.len() < it.schedule.len() {
            left.units = it.units.min(units_done(worker, package, &left));
        }
        left
    }

    /// Rows that are history, or other people's within the notice, and were changed all the same.
    fn thawed(&self, before: &Plan, after: &Plan) -> Vec<Breach> {
        let (old, new) = (rows(before), rows(after));
        let everything: BTreeSet<&RowOf> = old.keys().chain(new.keys()).collect();
        let kept: HashSet<(&str, &str)> = after
            .assignments
            .iter()
            .map(|it| (&*it.worker, &*it.package))
            .collect();
        let done: HashSet<(&str, &str)> = self
            .done
            .assignments
            .iter()
            .map(|it| (&*it.worker, &*it.package))
            .collect();
        let mut breaches = Vec::new();
        for it in everything {
            let (worker, package, bucket, _) = it;
            let hit = self.hit.contains(worker);
            let notice = if hit { 0 } else { self.event.notice };
            if *bucket >= self.event.now + notice || old.get(it) == new.get(it) {
                continue;
            }
            let pair = (*worker, *package);
            // Time spent on a unit that was never finished leaves no pair behind.
            if hit && !kept.contains(&pair) && !done.contains(&pair) {
                continue;
            }
            let seconds = |of: &BTreeMap<RowOf, i64>| i128::from(of.get(it).copied().unwrap_or(0));
            let at = [*worker, *package];
            breaches.push(broken(
                Code::F1,
                &at,
                Some(*bucket),
                seconds(&new),
                seconds(&old),
            ));
        }
        breaches
    }
}

/// Worker, package, bucket and site of a row.
type RowOf<'a> = (&'a str, &'a str, i64, Option<&'a str>);

fn rows(plan: &Plan) -> BTreeMap<RowOf<'_>, i64> {
    let mut rows = BTreeMap::new();
    for it in &plan.assignments {
        for row in &it.schedule {
            let at: RowOf = (&it.worker, &it.package, row.bucket, row.site.as_deref());
            *rows.entry(at).or_default() += row.seconds;
        }
    }
    rows
}

/// Whole units in the time that is laid out.
fn units_done(worker: &Worker, package: &Package, it: &Assignment) -> i64 {
    let Some(record) = worker.kinds.get(&package.kind) else {
        return 0;
    };
    let seconds: i128 = it.schedule.iter().map(|it| i128::from(it.seconds)).sum();
    let units =
        seconds * i128::from(record.speed_pct) / (i128::from(package.unit_seconds.max(1)) * 100);
    i64::try_from(units).unwrap_or(i64::MAX)
}
