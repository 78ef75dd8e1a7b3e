//! The independent check of a plan against the hard limits H1 to H17.
//! It works on the files alone and shares nothing with whoever made the plan.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde::Serialize;

use crate::instance::{Director, Instance, Package, Security, Site, SiteType, Worker};
use crate::plan::{Assignment, Plan};

mod claims;
mod reschedule;

pub use claims::{FalseClaim, false_claims};
pub use reschedule::{check_answer, check_reschedule, disturbance};

/// The hard limits by their number in the matching model, and what is asked of a plan after an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub enum Code {
    /// Known ids, no pair twice, at least one unit.
    H1,
    /// The pair is eligible.
    H2,
    /// The place is permitted and equipped.
    H3,
    /// Rows lie in the window, each bucket and place once.
    H4,
    /// The time laid out is enough.
    H5,
    /// No bucket holds more than is offered.
    H6,
    /// No week holds more than its most.
    H7,
    /// Seats.
    H8,
    /// Not more than was ordered.
    H9,
    /// Smallest portion.
    H10,
    /// Largest share of one person.
    H11,
    /// Size of the team.
    H12,
    /// Quality of the team.
    H13,
    /// Packages of one person.
    H14,
    /// Income ceiling.
    H15,
    /// Director's span.
    H16,
    /// Director's review.
    H17,
    /// After an event: history and other people's next days stand as announced.
    F1,
    /// After an event: the disturbance is what is said of it.
    F2,
}

/// 違反: one limit broken, by whom, and the numbers where there are any.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Breach {
    pub code: Code,
    /// Ids that the breach concerns: worker, package, site or director.
    pub at: Vec<String>,
    pub bucket: Option<i64>,
    pub found: i128,
    pub allowed: i128,
}

/// Every breach of a plan; none when it can be carried out.
pub fn check(instance: &Instance, plan: &Plan) -> Vec<Breach> {
    let mut checker = Checker::new(instance);
    for assignment in &plan.assignments {
        checker.assignment(assignment);
    }
    checker.calendars();
    checker.seats();
    checker.packages();
    checker.people();
    checker.directors();
    checker.breaches
}

struct Checker<'a> {
    instance: &'a Instance,
    workers: HashMap<&'a str, &'a Worker>,
    packages: HashMap<&'a str, &'a Package>,
    sites: HashMap<&'a str, &'a Site>,
    directors: HashMap<&'a str, &'a Director>,
    seen: HashSet<(&'a str, &'a str)>,
    day: BTreeMap<(&'a str, usize), i128>,
    week: BTreeMap<(&'a str, i64), i128>,
    stay: BTreeMap<(&'a str, &'a str, usize), i128>,
    /// Per package: units, people, defect bound times units.
    order: BTreeMap<&'a str, (i128, i128, i128)>,
    hand: BTreeMap<&'a str, i128>,
    income: BTreeMap<(&'a str, String), i128>,
    /// Per director: pairs, hundredths of a second of review.
    guide: BTreeMap<&'a str, (i128, i128)>,
    breaches: Vec<Breach>,
}

impl<'a> Checker<'a> {
    fn new(instance: &'a Instance) -> Checker<'a> {
        Checker {
            instance,
            workers: instance.workers.iter().map(|it| (&*it.id, it)).collect(),
            packages: instance.packages.iter().map(|it| (&*it.id, it)).collect(),
            sites: instance.sites.iter().map(|it| (&*it.id, it)).collect(),
            directors: instance.directors.iter().map(|it| (&*it.id, it)).collect(),
            seen: HashSet::new(),
            day: BTreeMap::new(),
            week: BTreeMap::new(),
            stay: BTreeMap::new(),
            order: BTreeMap::new(),
            hand: BTreeMap::new(),
            income: BTreeMap::new(),
            guide: BTreeMap::new(),
            breaches: Vec::new(),
        }
    }

    fn broken(
        &mut self,
        code: Code,
        at: &[&str],
        bucket: Option<usize>,
        found: i128,
        allowed: i128,
    ) {
        self.breaches.push(Breach {
            code,
            at: at.iter().map(|it| (*it).to_owned()).collect(),
            bucket: bucket.map(|it| it as i64),
            found,
            allowed,
        });
    }

    fn assignment(&mut self, it: &Assignment) {
        let pair = [&*it.worker, &*it.package];
        let known = self
            .workers
            .get(pair[0])
            .copied()
            .zip(self.packages.get(pair[1]).copied());
        let Some((worker, package)) = known.filter(|_| it.units >= 1) else {
            return self.broken(Code::H1, &pair, None, it.units.into(), 1);
        };
        if !self.seen.insert((&worker.id, &package.id)) {
            return self.broken(Code::H1, &pair, None, 2, 1);
        }
        let failed = failed_tests(worker, package);
        if failed > 0 {
            self.broken(Code::H2, &pair, None, failed, 0);
        }
        let laid = self.rows(worker, package, it);
        let Some(record) = worker.kinds.get(&package.kind) else {
            return;
        };
        let units = i128::from(it.units);
        let work = units
            .saturating_mul(package.unit_seconds.into())
            .saturating_mul(100);
        let speed = i128::from(record.speed_pct.max(1));
        let need = work / speed + i128::from(work % speed != 0);
        if laid < need {
            self.broken(Code::H5, &pair, None, laid, need);
        }
        let order = self.order.entry(&package.id).or_default();
        order.0 += units;
        order.1 += 1;
        order.2 += units * i128::from(record.defect_ppm_upper);
        *self.hand.entry(&worker.id).or_default() += 1;
        let year = package.pay_year.to_string();
        *self.income.entry((&worker.id, year)).or_default() += units * i128::from(package.pay_cyen);
        let guide = self.guide.entry(&package.director).or_default();
        guide.0 += 1;
        guide.1 += units * i128::from(record.review_pct) * i128::from(package.review_seconds);
        if it.units < package.min_chunk {
            self.broken(Code::H10, &pair, None, units, package.min_chunk.into());
        }
        let share = i128::from(package.max_share_pct) * i128::from(package.units);
        if units * 100 > share {
            self.broken(Code::H11, &pair, None, units * 100, share);
        }
    }

    /// Looks at the rows of a pair and adds them up; the seconds that count.
    fn rows(&mut self, worker: &'a Worker, package: &'a Package, it: &Assignment) -> i128 {
        let pair = [&*worker.id, &*package.id];
        let mut places: HashSet<(usize, Option<&str>)> = HashSet::new();
        let mut laid = 0;
        for row in &it.schedule {
            let bucket = usize::try_from(row.bucket).ok();
            let bucket = bucket.filter(|it| *it < self.instance.buckets.len() && row.seconds >= 1);
            let Some(bucket) = bucket else {
                self.broken(
                    Code::H4,
                    &pair,
                    None,
                    row.bucket.into(),
                    self.instance.buckets.len() as i128,
                );
                continue;
            };
            let site = match row.site.as_deref() {
                None => None,
                Some(id) => match self.sites.get(id).copied() {
                    Some(site) => Some(site),
                    None => {
                        self.broken(Code::H3, &[pair[0], pair[1], id], Some(bucket), 0, 0);
                        continue;
                    }
                },
            };
            let once = places.insert((bucket, site.map(|it| &*it.id)));
            let open = (package.release..=package.plan_due).contains(&row.bucket);
            if !once || !open {
                self.broken(
                    Code::H4,
                    &pair,
                    Some(bucket),
                    row.bucket.into(),
                    package.plan_due.into(),
                );
            }
            if !place_allowed(worker, package, site) {
                self.broken(Code::H3, &pair, Some(bucket), 0, 0);
            }
            let seconds = i128::from(row.seconds);
            laid += seconds;
            *self.day.entry((&worker.id, bucket)).or_default() += seconds;
            let week = self.instance.buckets[bucket].week;
            *self.week.entry((&worker.id, week)).or_default() += seconds;
            if let Some(site) = site {
                *self.stay.entry((&worker.id, &site.id, bucket)).or_default() += seconds;
            }
        }
        laid
    }

    fn calendars(&mut self) {
        for ((id, bucket), seconds) in std::mem::take(&mut self.day) {
            let worker = self.workers[id];
            let committed = worker
                .committed_seconds
                .as_ref()
                .and_then(|it| it.get(bucket));
            let offered = worker.avail_seconds.get(bucket).copied().unwrap_or(0);
            let free = i128::from(offered) - i128::from(committed.copied().unwrap_or(0));
            if seconds > free {
                self.broken(Code::H6, &[id], Some(bucket), seconds, free);
            }
        }
        for ((id, _), seconds) in std::mem::take(&mut self.week) {
            let most = i128::from(self.workers[id].max_week_seconds);
            if seconds > most {
                self.broken(Code::H7, &[id], None, seconds, most);
            }
        }
    }

    fn seats(&mut self) {
        let mut booked: BTreeMap<(&str, usize), i128> = BTreeMap::new();
        for ((worker, id, bucket), seconds) in std::mem::take(&mut self.stay) {
            let site = self.sites[id];
            let length = i128::from(site.slot_seconds.max(1));
            let slots = seconds / length + i128::from(seconds % length != 0);
            let open = i128::from(site.slots_open.get(bucket).copied().unwrap_or(0));
            if slots > open {
                self.broken(Code::H8, &[worker, id], Some(bucket), slots, open);
            }
            *booked.entry((id, bucket)).or_default() += slots;
        }
        for ((id, bucket), slots) in booked {
            let site = self.sites[id];
            let open = i128::from(site.slots_open.get(bucket).copied().unwrap_or(0));
            let seats = i128::from(site.seats) * open;
            if slots > seats {
                self.broken(Code::H8, &[id], Some(bucket), slots, seats);
            }
        }
    }

    fn packages(&mut self) {
        for (id, (units, people, defects)) in std::mem::take(&mut self.order) {
            let package = self.packages[id];
            if units > package.units.into() {
                self.broken(Code::H9, &[id], None, units, package.units.into());
            }
            if people < package.min_team.into() {
                self.broken(Code::H12, &[id], None, people, package.min_team.into());
            }
            if people > package.max_team.into() {
                self.broken(Code::H12, &[id], None, people, package.max_team.into());
            }
            let bound = units * i128::from(package.max_defect_ppm);
            if defects > bound {
                self.broken(Code::H13, &[id], None, defects, bound);
            }
        }
    }

    fn people(&mut self) {
        for (id, count) in std::mem::take(&mut self.hand) {
            let most = i128::from(self.workers[id].max_packages);
            if count > most {
                self.broken(Code::H14, &[id], None, count, most);
            }
        }
        for ((id, year), cyen) in std::mem::take(&mut self.income) {
            let Some(income) = self.workers[id].income.get(&year) else {
                continue;
            };
            let Some(ceiling) = income.ceiling_yen else {
                continue;
            };
            let total = i128::from(income.earned_yen) * 100 + cyen;
            if total > i128::from(ceiling) * 100 {
                self.broken(Code::H15, &[id], None, total, i128::from(ceiling) * 100);
            }
        }
    }

    fn directors(&mut self) {
        for (id, (pairs, review)) in std::mem::take(&mut self.guide) {
            let Some(director) = self.directors.get(id).copied() else {
                continue;
            };
            if pairs > director.span.into() {
                self.broken(Code::H16, &[id], None, pairs, director.span.into());
            }
            let most = i128::from(director.review_seconds) * 100;
            if review > most {
                self.broken(Code::H17, &[id], None, review, most);
            }
        }
    }
}

/// Tests of eligibility that fail, place and time apart.
fn failed_tests(worker: &Worker, package: &Package) -> i128 {
    let level = |skill: &String| worker.skills.get(skill).copied().unwrap_or(0);
    let skills = package
        .skills
        .iter()
        .filter(|(skill, asked)| level(skill) < **asked)
        .count();
    let languages = package
        .languages
        .iter()
        .filter(|it| !worker.languages.contains(it))
        .count();
    let outside = match &package.muni_only {
        Some(towns) if !towns.is_empty() => !towns.contains(&worker.municipality),
        _ => false,
    };
    let others = [
        !worker.wants_work,
        !worker.kinds.contains_key(&package.kind),
        worker.refuse_kinds.contains(&package.kind),
        outside,
        package.security == Security::Secure && !worker.clearance,
    ];
    (skills + languages + others.into_iter().filter(|it| *it).count()) as i128
}

fn place_allowed(worker: &Worker, package: &Package, site: Option<&Site>) -> bool {
    let permitted = match site {
        None => package.security == Security::Home,
        Some(site) => {
            let secure = package.security != Security::Secure || site.site_type == SiteType::Secure;
            secure && worker.sites.contains(&site.id)
        }
    };
    let lent = site.map_or(&[][..], |it| &it.equipment);
    permitted
        && package
            .equipment
            .iter()
            .all(|it| worker.equipment.contains(it) || lent.contains(it))
}
