//! The instance as it stands after an event, by position. An event is answered on these facts
//! alone: making a whole market ready would take longer than the answer.

use std::borrow::Cow;
use std::cell::Cell;
use std::collections::HashMap;

use super::event::{Event, Happening};
use crate::instance::{Instance, KindRecord, Package, Security, Site, SiteType, Worker};

/// 現状: who can still do what, and when.
pub struct Ground<'a> {
    pub instance: &'a Instance,
    pub packages: Vec<Cow<'a, Package>>,
    /// Slots that a seat offers, by site and bucket, what is closed taken off.
    pub open: Vec<Cow<'a, [i64]>>,
    pub sites: Vec<&'a Site>,
    pub director_of: Vec<usize>,
    pub week_of: Vec<usize>,
    pub weeks: usize,
    /// The first bucket that may change for those hit, and for everybody else.
    pub now: usize,
    pub noticed: Cell<usize>,
    /// Workers who may be asked from `now` on.
    pub hit: Vec<bool>,
    /// Packages whose buffer is open.
    pub affected: Vec<bool>,
    pub cancelled: Vec<bool>,
    /// Buckets after `due` that clients wait.
    pub late: i64,
    /// Buckets (first and last) in which someone is absent.
    pub absent: HashMap<usize, Vec<(i64, i64)>>,
    worker_at: HashMap<&'a str, usize>,
    package_at: HashMap<String, usize>,
    site_at: HashMap<&'a str, usize>,
}

/// 候補: someone eligible for a package, with the places where she may do it.
#[derive(Debug, Clone)]
pub struct Able {
    pub worker: usize,
    pub home: bool,
    pub sites: Vec<usize>,
    /// Tells people apart by what they offer rather than by their place in a file.
    pub look: u64,
}

impl<'a> Ground<'a> {
    /// The instance with nothing changed, all of it still to come.
    pub fn of(instance: &'a Instance) -> Ground<'a> {
        let mut named: Vec<i64> = instance.buckets.iter().map(|it| it.week).collect();
        named.sort_unstable();
        named.dedup();
        let week = |it: &i64| named.binary_search(it).expect("each week was listed");
        let directors = positions(instance.directors.iter().map(|it| &*it.id));
        let packages = instance.packages.iter();
        Ground {
            director_of: packages
                .clone()
                .map(|it| directors[&*it.director])
                .collect(),
            package_at: packages
                .clone()
                .enumerate()
                .map(|(at, it)| (it.id.clone(), at))
                .collect(),
            packages: packages.map(Cow::Borrowed).collect(),
            open: instance
                .sites
                .iter()
                .map(|it| Cow::Borrowed(&*it.slots_open))
                .collect(),
            sites: instance.sites.iter().collect(),
            week_of: instance.buckets.iter().map(|it| week(&it.week)).collect(),
            weeks: named.len(),
            now: 0,
            noticed: Cell::new(0),
            hit: vec![false; instance.workers.len()],
            affected: vec![false; instance.packages.len()],
            cancelled: vec![false; instance.packages.len()],
            late: 0,
            absent: HashMap::new(),
            worker_at: positions(instance.workers.iter().map(|it| &*it.id)),
            site_at: positions(instance.sites.iter().map(|it| &*it.id)),
            instance,
        }
    }

    /// The instance after an event that was validated against it.
    pub fn after(instance: &'a Instance, event: &'a Event) -> Ground<'a> {
        let mut ground = Ground::of(instance);
        ground.now = event.now as usize;
        ground.noticed = Cell::new((event.now + event.notice) as usize);
        ground.late = event.late;
        for id in &event.accepts {
            let at = ground.worker_at[&**id];
            ground.hit[at] = true;
        }
        for it in &event.events {
            ground.happened(it);
        }
        ground
    }

    fn happened(&mut self, it: &'a Happening) {
        match it {
            Happening::WorkerAbsent(it) => {
                let at = self.worker_at[&*it.worker];
                let span = (it.from, it.to.unwrap_or(i64::MAX));
                self.absent.entry(at).or_default().push(span);
                self.hit[at] = true;
            }
            Happening::SiteClosed(it) => {
                let at = self.site_at[&*it.site];
                let last = it.to.unwrap_or(i64::MAX);
                for (bucket, slots) in self.open[at].to_mut().iter_mut().enumerate() {
                    if (it.from..=last).contains(&(bucket as i64)) {
                        *slots = 0;
                    }
                }
            }
            Happening::OrderCancelled(it) => {
                let at = self.package_at[&it.package];
                self.affected[at] = true;
                self.cancelled[at] = true;
            }
            Happening::OrderChanged(it) => {
                let at = self.package_at[&it.package];
                self.affected[at] = true;
                let package = self.packages[at].to_mut();
                package.units = it.units.unwrap_or(package.units);
                package.priority = it.priority.unwrap_or(package.priority);
                package.release = it.release.unwrap_or(package.release);
                package.plan_due = it.plan_due.unwrap_or(package.plan_due);
                package.due = it.due.unwrap_or(package.due);
            }
            Happening::OrderAdded(it) => {
                let director = |known: &&crate::instance::Director| known.id == it.package.director;
                let all = &self.instance.directors;
                let director = all.iter().position(|known| director(&known));
                self.director_of
                    .push(director.expect("the event was validated"));
                self.package_at
                    .insert(it.package.id.clone(), self.packages.len());
                self.packages.push(Cow::Borrowed(&it.package));
                self.affected.push(true);
                self.cancelled.push(false);
            }
        }
    }

    pub fn worker(&self, at: usize) -> &'a Worker {
        &self.instance.workers[at]
    }

    pub fn worker_at(&self, id: &str) -> Option<usize> {
        self.worker_at.get(id).copied()
    }

    pub fn package_at(&self, id: &str) -> Option<usize> {
        self.package_at.get(id).copied()
    }

    pub fn site_at(&self, id: &str) -> Option<usize> {
        self.site_at.get(id).copied()
    }

    pub fn buckets(&self) -> usize {
        self.week_of.len()
    }

    /// The record that a worker has of a package's kind.
    pub fn record(&self, worker: usize, package: usize) -> Option<&'a KindRecord> {
        self.worker(worker).kinds.get(&self.packages[package].kind)
    }

    /// The first bucket in which someone's days may be changed.
    pub fn thaw(&self, worker: usize) -> usize {
        if self.hit[worker] {
            self.now
        } else {
            self.noticed.get()
        }
    }

    /// The buckets `first..end` in which work on a package may still be laid out for someone.
    pub fn window(&self, worker: usize, package: usize) -> (usize, usize) {
        let it = &self.packages[package];
        let last = if self.affected[package] {
            it.due + self.late
        } else {
            it.plan_due
        };
        let end = usize::try_from(last + 1).unwrap_or(0).min(self.buckets());
        let first = usize::try_from(it.release)
            .unwrap_or(0)
            .max(self.thaw(worker));
        (first.min(end), end)
    }

    /// Seconds that someone offers in a bucket.
    pub fn offered(&self, worker: usize, bucket: usize) -> i64 {
        let at = bucket as i64;
        let spans = self.absent.get(&worker);
        if spans.is_some_and(|it| it.iter().any(|(from, to)| (*from..=*to).contains(&at))) {
            return 0;
        }
        let it = self.worker(worker);
        let committed = it.committed_seconds.as_deref().unwrap_or_default();
        (it.avail_seconds[bucket] - committed.get(bucket).copied().unwrap_or(0)).max(0)
    }

    /// Seconds that someone needs for so many units.
    pub fn need(&self, worker: usize, package: usize, units: i64) -> i64 {
        let speed = self.record(worker, package).map_or(1, |it| it.speed_pct);
        let work = i128::from(units) * i128::from(self.packages[package].unit_seconds) * 100;
        let speed = i128::from(speed);
        i64::try_from((work + speed - 1) / speed).unwrap_or(i64::MAX)
    }

    /// Units that so many seconds suffice for.
    pub fn units_in(&self, worker: usize, package: usize, seconds: i64) -> i64 {
        let speed = self.record(worker, package).map_or(0, |it| it.speed_pct);
        let each = i128::from(self.packages[package].unit_seconds) * 100;
        let units = i128::from(seconds.max(0)) * i128::from(speed) / each;
        i64::try_from(units).unwrap_or(i64::MAX)
    }

    /// Everyone eligible for a package, in the order of the instance.
    pub fn able(&self, package: usize) -> Vec<Able> {
        let all = 0..self.instance.workers.len();
        all.filter_map(|worker| self.able_one(worker, package))
            .collect()
    }

    fn able_one(&self, worker: usize, package: usize) -> Option<Able> {
        let (who, what) = (self.worker(worker), &*self.packages[package]);
        let outside = |towns: &Vec<String>| !towns.is_empty() && !towns.contains(&who.municipality);
        let excluded = !who.wants_work
            || !who.kinds.contains_key(&what.kind)
            || who.refuse_kinds.contains(&what.kind)
            || what.muni_only.as_ref().is_some_and(outside)
            || (what.security == Security::Secure && !who.clearance)
            || what.languages.iter().any(|it| !who.languages.contains(it));
        if excluded {
            return None;
        }
        let reached =
            |(skill, level): (&String, &i64)| who.skills.get(skill).copied().unwrap_or(0) >= *level;
        if !what.skills.iter().all(reached) {
            return None;
        }
        let home = what.security == Security::Home && equipped(who, what, &[]);
        let mut sites: Vec<usize> = who
            .sites
            .iter()
            .filter_map(|id| self.site_at(id))
            .filter(|at| {
                let site = self.sites[*at];
                let secure =
                    what.security != Security::Secure || site.site_type == SiteType::Secure;
                secure && equipped(who, what, &site.equipment)
            })
            .collect();
        sites.sort_unstable();
        sites.dedup();
        (home || !sites.is_empty()).then_some(Able {
            worker,
            home,
            sites,
            look: look(who),
        })
    }
}

fn look(who: &Worker) -> u64 {
    let numbers = [who.max_week_seconds, who.target_yen, who.max_packages];
    let kinds = who.kinds.values();
    let kinds = kinds.flat_map(|it| [it.speed_pct, it.defect_ppm, it.defect_ppm_upper]);
    let hours = who.avail_seconds.iter().copied();
    let all = numbers.into_iter().chain(kinds).chain(hours);
    all.fold(0xcbf2_9ce4_8422_2325, |look, number| {
        (look ^ number as u64).wrapping_mul(0x0100_0000_01b3)
    })
}

fn equipped(who: &Worker, what: &Package, lent: &[String]) -> bool {
    let mut asked = what.equipment.iter();
    asked.all(|it| who.equipment.contains(it) || lent.contains(it))
}

fn positions<'a>(ids: impl Iterator<Item = &'a str>) -> HashMap<&'a str, usize> {
    ids.enumerate().map(|(at, id)| (id, at)).collect()
}
