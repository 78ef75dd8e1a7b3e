//! The independent check of a report on causes. It reads the files alone, counts everything anew and
//! shares nothing with whoever made the report: who must be named, what the shares must be, and that
//! each witness can be carried out with the named families relaxed and cannot without any one of them.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde::Serialize;

use crate::bottleneck::{
    Cause, Exclusion, Goal, IdlePerson, OrderWitness, Report, Shares, ShortOrder, Witness,
};
use crate::instance::{Instance, Package, Security, SiteType, Worker};
use crate::plan::{Plan, Row};

mod portion;
mod short;

use portion::*;
use short::*;

/// What is wrong with a report, and about whom.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Flaw {
    /// Ids that the flaw concerns.
    pub at: Vec<String>,
    pub what: Wrong,
}

/// 不備: what is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Wrong {
    /// Someone who should be named is missing, or named twice.
    NotNamedOnce,
    /// Someone is named who should not be.
    NamedForNothing,
    /// The reason of an exclusion does not hold.
    Exclusion,
    /// Shares are not those of the sets, or do not add to one.
    Shares,
    /// A smallest set holds another.
    Minimal,
    /// The named cause or set is not the first in the written order.
    Cause,
    /// The witness cannot be carried out with the families relaxed.
    WitnessFails,
    /// The witness could be carried out with less.
    WitnessNeedsLess,
    /// A sum does not agree with the lists.
    Totals,
}

/// Every flaw of a report; none when it holds.
pub fn check_report(instance: &Instance, plan: &Plan, report: &Report) -> Vec<Flaw> {
    let books = Books::of(instance, plan);
    let mut flaws = Vec::new();
    for goal in [Goal::Work, Goal::Counted] {
        named_once(&books, report, goal, &mut flaws);
    }
    for it in report.people.iter().chain(&report.uncounted) {
        person(&books, report, it, &mut flaws);
    }
    for it in &report.excluded {
        if !excluded(&books, &it.worker, it.why) {
            flaws.push(flaw(&[&it.worker], Wrong::Exclusion));
        }
    }
    orders(&books, report, &mut flaws);
    totals(&books, report, &mut flaws);
    flaws
}

fn flaw(at: &[&str], what: Wrong) -> Flaw {
    Flaw {
        at: at.iter().map(|it| (*it).to_owned()).collect(),
        what,
    }
}

/// The plan added up.
struct Books<'a> {
    instance: &'a Instance,
    workers: HashMap<&'a str, &'a Worker>,
    packages: HashMap<&'a str, &'a Package>,
    units: HashMap<(&'a str, &'a str), i128>,
    /// Seconds laid out for a pair, in a bucket, in a week.
    laid: HashMap<(&'a str, &'a str), i128>,
    day: HashMap<(&'a str, i64), i128>,
    week: HashMap<(&'a str, i64), i128>,
    stay: BTreeMap<(&'a str, i64, &'a str), i128>,
    team: HashMap<&'a str, Vec<&'a str>>,
    /// Trained people's middle speed and defect bound, by kind and levels.
    middle: HashMap<&'a str, (i64, i64)>,
}

impl<'a> Books<'a> {
    fn of(instance: &'a Instance, plan: &'a Plan) -> Books<'a> {
        let mut books = Books {
            instance,
            workers: instance.workers.iter().map(|it| (&*it.id, it)).collect(),
            packages: instance.packages.iter().map(|it| (&*it.id, it)).collect(),
            units: HashMap::new(),
            laid: HashMap::new(),
            day: HashMap::new(),
            week: HashMap::new(),
            stay: BTreeMap::new(),
            team: HashMap::new(),
            middle: HashMap::new(),
        };
        for it in &plan.assignments {
            let (worker, package) = (&*it.worker, &*it.package);
            if !books.workers.contains_key(worker) || !books.packages.contains_key(package) {
                continue;
            }
            *books.units.entry((worker, package)).or_default() += i128::from(it.units);
            books.team.entry(package).or_default().push(worker);
            for row in &it.schedule {
                let seconds = i128::from(row.seconds);
                *books.laid.entry((worker, package)).or_default() += seconds;
                *books.day.entry((worker, row.bucket)).or_default() += seconds;
                if let Some(week) = books.week_of(row.bucket) {
                    *books.week.entry((worker, week)).or_default() += seconds;
                }
                if let Some(site) = &row.site {
                    *books.stay.entry((site, row.bucket, worker)).or_default() += seconds;
                }
            }
        }
        for it in &instance.packages {
            let middle = books.middle_of(it);
            books.middle.insert(&it.id, middle);
        }
        books
    }

    fn week_of(&self, bucket: i64) -> Option<i64> {
        let at = usize::try_from(bucket).ok()?;
        Some(self.instance.buckets.get(at)?.week)
    }

    fn middle_of(&self, it: &Package) -> (i64, i64) {
        let known = || {
            self.instance
                .workers
                .iter()
                .filter(|w| w.kinds.contains_key(&it.kind))
        };
        let reached = |w: &&Worker| {
            it.skills
                .iter()
                .all(|(skill, level)| level_of(w, skill) >= *level)
        };
        let mut some: Vec<&Worker> = known().filter(reached).collect();
        if some.is_empty() {
            some = known().collect();
        }
        let median = |part: fn(&crate::instance::KindRecord) -> i64, none: i64| {
            let mut all: Vec<i64> = some.iter().map(|w| part(&w.kinds[&it.kind])).collect();
            all.sort_unstable();
            if all.is_empty() {
                none
            } else {
                all[(all.len() - 1) / 2]
            }
        };
        (
            median(|it| it.speed_pct, 100),
            median(|it| it.defect_ppm_upper, 0),
        )
    }

    fn own(&self, worker: &str, package: &str) -> i128 {
        self.units.get(&(worker, package)).copied().unwrap_or(0)
    }

    fn given(&self, package: &str) -> i128 {
        let team = self.team.get(package).into_iter().flatten();
        team.map(|worker| self.own(worker, package)).sum()
    }

    fn short(&self, package: &Package) -> i128 {
        i128::from(package.units) - self.given(&package.id)
    }

    /// Pay in cyen of the plan by year.
    fn pay(&self, worker: &str) -> BTreeMap<i64, i128> {
        let mut pay = BTreeMap::new();
        for it in &self.instance.packages {
            let units = self.own(worker, &it.id);
            if units > 0 {
                *pay.entry(it.pay_year).or_default() += units * i128::from(it.pay_cyen);
            }
        }
        pay
    }

    /// Whether a worker reaches the threshold with this pay.
    fn counts(&self, worker: &Worker, pay: &BTreeMap<i64, i128>) -> bool {
        let wanted = i128::from(self.instance.params.kpi_yen) * 100;
        if let Some(earned) = worker.kpi_earned_yen {
            return i128::from(earned) * 100 + pay.values().sum::<i128>() >= wanted;
        }
        let before = worker
            .income
            .values()
            .any(|it| i128::from(it.earned_yen) * 100 >= wanted);
        before
            || pay.iter().any(|(year, paid)| {
                let earned = worker
                    .income
                    .get(&year.to_string())
                    .map_or(0, |it| it.earned_yen);
                *paid > 0 && i128::from(earned) * 100 + paid >= wanted
            })
    }

    fn offered(&self, worker: &Worker, bucket: i64) -> i128 {
        let Ok(at) = usize::try_from(bucket) else {
            return 0;
        };
        let committed = worker
            .committed_seconds
            .as_deref()
            .unwrap_or_default()
            .get(at);
        let offered = worker.avail_seconds.get(at).copied().unwrap_or(0);
        i128::from(offered) - i128::from(committed.copied().unwrap_or(0))
    }

    fn in_work(&self, worker: &str) -> bool {
        self.instance
            .packages
            .iter()
            .any(|it| self.own(worker, &it.id) > 0)
    }

    fn misses(&self, worker: &Worker, goal: Goal) -> bool {
        match goal {
            Goal::Work => !self.in_work(&worker.id),
            Goal::Counted => !self.counts(worker, &self.pay(&worker.id)),
        }
    }
}

fn level_of(worker: &Worker, skill: &str) -> i64 {
    worker.skills.get(skill).copied().unwrap_or(0)
}

fn named_once(books: &Books, report: &Report, goal: Goal, flaws: &mut Vec<Flaw>) {
    let list = if goal == Goal::Work {
        &report.people
    } else {
        &report.uncounted
    };
    let mut named: HashMap<&str, i64> = HashMap::new();
    for it in list.iter().filter(|it| it.goal == goal) {
        *named.entry(&it.worker).or_default() += 1;
    }
    for it in report.excluded.iter().filter(|it| it.goal == goal) {
        *named.entry(&it.worker).or_default() += 1;
    }
    for worker in &books.instance.workers {
        let times = named.remove(&*worker.id).unwrap_or(0);
        let missing = books.misses(worker, goal) && times != 1;
        if missing {
            flaws.push(flaw(&[&worker.id], Wrong::NotNamedOnce));
        } else if times > 0 && !books.misses(worker, goal) {
            flaws.push(flaw(&[&worker.id], Wrong::NamedForNothing));
        }
    }
    flaws.extend(
        named
            .into_keys()
            .map(|it| flaw(&[it], Wrong::NamedForNothing)),
    );
}

fn excluded(books: &Books, worker: &str, why: Exclusion) -> bool {
    let Some(it) = books.workers.get(worker) else {
        return false;
    };
    let buckets = 0..books.instance.buckets.len() as i64;
    let no_hours = buckets.clone().all(|at| books.offered(it, at) <= 0);
    let years: BTreeSet<i64> = books
        .instance
        .packages
        .iter()
        .map(|it| it.pay_year)
        .collect();
    let full = |year: &i64| {
        let income = it.income.get(&year.to_string());
        income.is_some_and(|it| it.ceiling_yen.is_some_and(|most| most <= it.earned_yen))
    };
    let reached = !years.is_empty() && years.iter().all(full);
    match why {
        Exclusion::NotWanted => !it.wants_work,
        Exclusion::NoHours => it.wants_work && no_hours,
        Exclusion::CeilingReached => it.wants_work && !no_hours && reached,
        Exclusion::TooLittle => it.wants_work && !no_hours && !reached,
    }
}

/// The families as bits: skill, volume or capacity, environment, matching.
fn bits(causes: &[Cause]) -> u8 {
    let bit = |it: &Cause| match it {
        Cause::Skill => 1u8,
        Cause::Volume | Cause::Capacity => 2,
        Cause::Environment => 4,
        Cause::Matching => 8,
    };
    causes.iter().map(bit).fold(0, |all, it| all | it)
}

/// Shares from the sets, by walking through all 24 orders.
fn shares_of(minimal: &[u8]) -> [i64; 4] {
    let cures = |set: u8| minimal.iter().any(|it| set & it == *it);
    if cures(0) {
        return [0, 0, 0, 24];
    }
    let mut shares = [0; 4];
    for first in 0..4 {
        for second in (0..4).filter(|it| *it != first) {
            for third in (0..4).filter(|it| *it != first && *it != second) {
                let last = 6 - first - second - third;
                let mut set = 0u8;
                for one in [first, second, third, last] {
                    let before = cures(set);
                    set |= 1 << one;
                    shares[one] += i64::from(!before && cures(set));
                }
            }
        }
    }
    shares
}

/// Whether sets, shares, needs and the named cause agree.
fn consistent(
    minimal: &[Vec<Cause>],
    shares: &Shares,
    needs: &[Cause],
    cause: Option<Cause>,
    costs: &[i64; 4],
) -> Vec<Wrong> {
    let mut wrong = Vec::new();
    let sets: Vec<u8> = minimal.iter().map(|it| bits(it)).collect();
    let nested = sets.iter().enumerate().any(|(at, one)| {
        let others = sets.iter().enumerate().filter(|it| it.0 != at);
        others.into_iter().any(|(_, other)| other & one == *one)
    });
    if nested {
        wrong.push(Wrong::Minimal);
    }
    let right = shares_of(&sets);
    let found = [
        shares.skill,
        shares.volume,
        shares.environment,
        shares.matching,
    ];
    let whole: i64 = if sets.is_empty() { 0 } else { 24 };
    if right != found || found.iter().sum::<i64>() != whole {
        wrong.push(Wrong::Shares);
    }
    let cost = |set: u8| -> i64 {
        (0..4)
            .filter(|bit| set & (1 << bit) != 0)
            .map(|bit| costs[bit])
            .sum()
    };
    let first = sets.iter().map(|it| (it.count_ones(), cost(*it))).min();
    let own = bits(needs);
    let is_first = first == Some((own.count_ones(), cost(own))) && sets.contains(&own);
    let named = cause.map(|it| bits(&[it]));
    let most = (0..4)
        .filter(|bit| own & (1 << bit) != 0)
        .map(|bit| right[bit])
        .max();
    let leads = named.is_some_and(|bit| match own {
        0 => bit == 8,
        _ => own & bit != 0 && Some(right[bit.trailing_zeros() as usize]) == most,
    });
    let none = sets.is_empty() && cause.is_none() && needs.is_empty();
    if !none && !(is_first && leads) {
        wrong.push(Wrong::Cause);
    }
    wrong
}

fn person(books: &Books, report: &Report, it: &IdlePerson, flaws: &mut Vec<Flaw>) {
    let costs = &report.costs.families;
    let wrong = consistent(&it.minimal, &it.shares, &it.needs, Some(it.cause), costs);
    flaws.extend(wrong.into_iter().map(|what| flaw(&[&it.worker], what)));
    if it.minimal.is_empty() {
        flaws.push(flaw(&[&it.worker], Wrong::Shares));
    }
    let pair = books
        .workers
        .get(&*it.worker)
        .zip(books.packages.get(&*it.witness.package));
    let at = [&*it.worker, &*it.witness.package];
    let Some((worker, package)) = pair else {
        return flaws.push(flaw(&at, Wrong::WitnessFails));
    };
    let needs = bits(&it.needs);
    let holds = |set: u8| possible(books, worker, package, &it.witness, it.goal, set);
    if !holds(needs) || it.defect != (needs == 0) {
        flaws.push(flaw(&at, Wrong::WitnessFails));
    }
    let less = (0..4)
        .filter(|bit| needs & (1 << bit) != 0)
        .any(|bit| holds(needs & !(1 << bit)));
    if less {
        flaws.push(flaw(&at, Wrong::WitnessNeedsLess));
    }
}

/// How someone does an order, as he is or as trained for it: speed, defect bound, review.
fn terms(
    books: &Books,
    worker: &Worker,
    package: &Package,
    trained: bool,
) -> Option<(i64, i64, i64)> {
    let own = worker.kinds.get(&package.kind);
    let levels = package
        .skills
        .iter()
        .all(|(skill, level)| level_of(worker, skill) >= *level);
    let speaks = package
        .languages
        .iter()
        .all(|it| worker.languages.contains(it));
    let cleared = package.security != Security::Secure || worker.clearance;
    if !trained {
        let own = own.filter(|_| levels && speaks && cleared)?;
        return Some((own.speed_pct, own.defect_ppm_upper, own.review_pct));
    }
    let (speed, defects) = books.middle[&*package.id];
    let defects = defects.min(package.max_defect_ppm);
    Some(match own {
        Some(own) => (
            own.speed_pct.max(speed),
            own.defect_ppm_upper.min(defects),
            own.review_pct,
        ),
        None => (speed, defects, 100),
    })
}
