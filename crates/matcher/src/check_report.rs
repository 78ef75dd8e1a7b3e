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

/// Whether the step of a witness can be carried out with exactly these families relaxed.
fn possible(
    books: &Books,
    worker: &Worker,
    package: &Package,
    witness: &Witness,
    goal: Goal,
    set: u8,
) -> bool {
    let (skill, volume, place, organised) =
        (set & 1 != 0, set & 2 != 0, set & 4 != 0, set & 8 != 0);
    let Some(terms) = terms(books, worker, package, skill) else {
        return false;
    };
    let own = books.own(&worker.id, &package.id);
    let units = i128::from(witness.units);
    if units < 1 || !worker.wants_work || !enough(books, worker, package, units, goal, organised) {
        return false;
    }
    let hours = lies(books, worker, package, &witness.schedule, organised, place)
        && laid(&witness.schedule) + laid_before(books, worker, package)
            >= need(package, terms.0, own + units);
    let given: i128 = witness.from.iter().map(|it| i128::from(it.units)).sum();
    let left = books.short(package);
    let there = volume || units <= left + if organised { given } else { 0 };
    let moved =
        witness.from.is_empty() || (organised && gives(books, package, witness, &worker.id));
    let repeated = !witness.repeated || (volume && own == 0);
    hours
        && there
        && moved
        && repeated
        && under_ceiling(books, worker, package, units)
        && good(books, package, witness, terms.1)
        && (organised
            || allowed(
                books,
                worker,
                package,
                own,
                units,
                terms.2,
                witness.repeated,
            ))
}

fn enough(
    books: &Books,
    worker: &Worker,
    package: &Package,
    units: i128,
    goal: Goal,
    organised: bool,
) -> bool {
    match goal {
        Goal::Work => {
            organised || books.own(&worker.id, &package.id) + units >= i128::from(package.min_chunk)
        }
        Goal::Counted => {
            let mut pay = books.pay(&worker.id);
            *pay.entry(package.pay_year).or_default() += units * i128::from(package.pay_cyen);
            books.counts(worker, &pay)
        }
    }
}

fn need(package: &Package, speed: i64, units: i128) -> i128 {
    let work = units * i128::from(package.unit_seconds) * 100;
    let speed = i128::from(speed.max(1));
    work / speed + i128::from(work % speed != 0)
}

fn laid(rows: &[Row]) -> i128 {
    rows.iter().map(|it| i128::from(it.seconds)).sum()
}

fn laid_before(books: &Books, worker: &Worker, package: &Package) -> i128 {
    books
        .laid
        .get(&(&*worker.id, &*package.id))
        .copied()
        .unwrap_or(0)
}

/// Whether rows lie in free hours, on days and at places that are open to the pair.
fn lies(
    books: &Books,
    worker: &Worker,
    package: &Package,
    rows: &[Row],
    any_day: bool,
    any_place: bool,
) -> bool {
    let mut week: HashMap<i64, i128> = HashMap::new();
    let mut day: HashMap<i64, i128> = HashMap::new();
    let mut stay: HashMap<(&str, i64), i128> = HashMap::new();
    for row in rows {
        let Some(at) = books.week_of(row.bucket) else {
            return false;
        };
        let inside = (package.release..=package.plan_due).contains(&row.bucket);
        if row.seconds < 1
            || !(inside || any_day)
            || !(any_place || permitted(books, worker, package, row))
        {
            return false;
        }
        *week.entry(at).or_default() += i128::from(row.seconds);
        *day.entry(row.bucket).or_default() += i128::from(row.seconds);
        if let Some(site) = &row.site {
            *stay.entry((site, row.bucket)).or_default() += i128::from(row.seconds);
        }
    }
    let id = &*worker.id;
    let taken_day = |at: i64| books.day.get(&(id, at)).copied().unwrap_or(0);
    let taken_week = |at: i64| books.week.get(&(id, at)).copied().unwrap_or(0);
    let days = day
        .iter()
        .all(|(at, seconds)| taken_day(*at) + seconds <= books.offered(worker, *at));
    let most = i128::from(worker.max_week_seconds);
    let weeks = week
        .iter()
        .all(|(at, seconds)| taken_week(*at) + seconds <= most);
    days && weeks
        && (any_place
            || stay
                .iter()
                .all(|(at, seconds)| seated(books, id, at.0, at.1, *seconds)))
}

fn permitted(books: &Books, worker: &Worker, package: &Package, row: &Row) -> bool {
    let site = match &row.site {
        None => None,
        Some(id) => match books.instance.sites.iter().find(|it| it.id == *id) {
            Some(site) => Some(site),
            None => return false,
        },
    };
    let open = match site {
        None => package.security == Security::Home,
        Some(it) => {
            worker.sites.contains(&it.id)
                && (package.security != Security::Secure || it.site_type == SiteType::Secure)
        }
    };
    let there = site.map_or(&[][..], |it| &it.equipment);
    open && package
        .equipment
        .iter()
        .all(|it| worker.equipment.contains(it) || there.contains(it))
}

/// Whether a worker finds seat-slots for so many seconds more at a site.
fn seated(books: &Books, worker: &str, site: &str, bucket: i64, more: i128) -> bool {
    let Some(it) = books.instance.sites.iter().find(|it| it.id == site) else {
        return false;
    };
    let Ok(at) = usize::try_from(bucket) else {
        return false;
    };
    let open = i128::from(it.slots_open.get(at).copied().unwrap_or(0));
    let length = i128::from(it.slot_seconds.max(1));
    let slots = |seconds: i128| (seconds + length - 1) / length;
    let (mut others, mut own) = (0, 0);
    for ((at_site, at_bucket, who), seconds) in &books.stay {
        if (*at_site, *at_bucket) == (site, bucket) {
            if *who == worker {
                own += seconds
            } else {
                others += slots(*seconds)
            }
        }
    }
    let mine = slots(own + more);
    mine <= open && others + mine <= open * i128::from(it.seats)
}

/// Whether the givers keep what counts: the threshold, half of the target, and a whole portion or none.
fn gives(books: &Books, package: &Package, witness: &Witness, taker: &str) -> bool {
    witness.from.iter().all(|it| {
        let Some(giver) = books.workers.get(&*it.worker) else {
            return false;
        };
        let has = books.own(&giver.id, &package.id);
        let kept = has - i128::from(it.units);
        let mut pay = books.pay(&giver.id);
        *pay.entry(package.pay_year).or_default() -=
            i128::from(it.units) * i128::from(package.pay_cyen);
        let half = pay.values().sum::<i128>() * 2 >= i128::from(giver.target_yen) * 100;
        let portion = kept == 0 || kept >= i128::from(package.min_chunk);
        it.worker != taker
            && it.units >= 1
            && kept >= 0
            && portion
            && half
            && books.counts(giver, &pay)
    })
}

fn under_ceiling(books: &Books, worker: &Worker, package: &Package, units: i128) -> bool {
    let income = worker.income.get(&package.pay_year.to_string());
    let Some((income, ceiling)) = income.and_then(|it| Some((it, it.ceiling_yen?))) else {
        return true;
    };
    let paid = books
        .pay(&worker.id)
        .get(&package.pay_year)
        .copied()
        .unwrap_or(0);
    let all = i128::from(income.earned_yen) * 100 + paid + units * i128::from(package.pay_cyen);
    all <= i128::from(ceiling) * 100
}

/// Whether the team's cautious defect bound holds after the step.
fn good(books: &Books, package: &Package, witness: &Witness, defects: i64) -> bool {
    let asked = i128::from(package.max_defect_ppm);
    let mut slack = i128::from(witness.units) * (asked - i128::from(defects));
    if !witness.repeated {
        for worker in books.team.get(&*package.id).into_iter().flatten() {
            let given = witness
                .from
                .iter()
                .find(|it| it.worker == **worker)
                .map_or(0, |it| it.units);
            let units = books.own(worker, &package.id) - i128::from(given);
            let record = books.workers[worker].kinds.get(&package.kind);
            slack += units * (asked - i128::from(record.map_or(0, |it| it.defect_ppm_upper)));
        }
    }
    slack >= 0
}

/// What organisation asks: area, refusals, share, portion, team, packages, span and review.
fn allowed(
    books: &Books,
    worker: &Worker,
    package: &Package,
    own: i128,
    units: i128,
    review_pct: i64,
    repeated: bool,
) -> bool {
    let area = package
        .muni_only
        .as_ref()
        .is_none_or(|it| it.is_empty() || it.contains(&worker.municipality));
    let share =
        (own + units) * 100 <= i128::from(package.max_share_pct) * i128::from(package.units);
    let portion = own + units >= i128::from(package.min_chunk);
    let team = books.team.get(&*package.id).map_or(0, Vec::len) as i64;
    let team = if repeated {
        1
    } else {
        team + i64::from(own == 0)
    };
    let sized = (package.min_team..=package.max_team).contains(&team);
    let held = books
        .instance
        .packages
        .iter()
        .filter(|it| books.own(&worker.id, &it.id) > 0)
        .count() as i64;
    let few = own > 0 || held < worker.max_packages;
    area && !worker.refuse_kinds.contains(&package.kind)
        && share
        && portion
        && sized
        && few
        && guided(
            books,
            package,
            i64::from(own == 0),
            units * i128::from(review_pct) * i128::from(package.review_seconds),
        )
}

/// Whether the director can take so many pairs and hundredths of a second more.
fn guided(books: &Books, package: &Package, pairs: i64, review: i128) -> bool {
    let Some(director) = books
        .instance
        .directors
        .iter()
        .find(|it| it.id == package.director)
    else {
        return false;
    };
    let (mut span, mut taken) = (pairs, review);
    for it in books
        .instance
        .packages
        .iter()
        .filter(|it| it.director == director.id)
    {
        for worker in books.team.get(&*it.id).into_iter().flatten() {
            let record = books.workers[worker].kinds.get(&it.kind);
            let pct = record.map_or(0, |it| it.review_pct);
            span += 1;
            taken += books.own(worker, &it.id) * i128::from(pct) * i128::from(it.review_seconds);
        }
    }
    (pairs == 0 || span <= director.span)
        && (review == 0 || taken <= i128::from(director.review_seconds) * 100)
}

fn orders(books: &Books, report: &Report, flaws: &mut Vec<Flaw>) {
    let mut named: HashMap<&str, i64> = HashMap::new();
    for it in &report.orders {
        *named.entry(&it.package).or_default() += 1;
    }
    for package in &books.instance.packages {
        let times = named.remove(&*package.id).unwrap_or(0);
        let short = books.short(package) > 0;
        if short && times != 1 {
            flaws.push(flaw(&[&package.id], Wrong::NotNamedOnce));
        } else if !short && times > 0 {
            flaws.push(flaw(&[&package.id], Wrong::NamedForNothing));
        }
    }
    flaws.extend(
        named
            .into_keys()
            .map(|it| flaw(&[it], Wrong::NamedForNothing)),
    );
    for it in &report.orders {
        order(books, report, it, flaws);
    }
}

fn order(books: &Books, report: &Report, it: &ShortOrder, flaws: &mut Vec<Flaw>) {
    let wrong = consistent(
        &it.minimal,
        &it.shares,
        &it.needs,
        it.cause,
        &report.costs.families,
    );
    flaws.extend(wrong.into_iter().map(|what| flaw(&[&it.package], what)));
    let Some(package) = books.packages.get(&*it.package) else {
        return;
    };
    if i128::from(it.short_units) != books.short(package) {
        flaws.push(flaw(&[&it.package], Wrong::Totals));
    }
    let Some(witness) = &it.witness else {
        if !it.minimal.is_empty() {
            flaws.push(flaw(&[&it.package], Wrong::WitnessFails));
        }
        return;
    };
    let needs = bits(&it.needs);
    if !staffed(books, package, witness, needs) {
        flaws.push(flaw(&[&it.package], Wrong::WitnessFails));
    }
    let less = (0..4)
        .filter(|bit| needs & (1 << bit) != 0)
        .any(|bit| staffed(books, package, witness, needs & !(1 << bit)));
    if less {
        flaws.push(flaw(&[&it.package], Wrong::WitnessNeedsLess));
    }
}

/// Whether the people of a witness can do their portions of a short order together.
fn staffed(books: &Books, package: &Package, witness: &OrderWitness, set: u8) -> bool {
    let (skill, another, place, organised) =
        (set & 1 != 0, set & 2 != 0, set & 4 != 0, set & 8 != 0);
    let all: i128 = witness.team.iter().map(|it| i128::from(it.units)).sum();
    let nobody = books.without_plan();
    let (mut slack, mut review, mut joined) = (0i128, 0i128, 0i64);
    let mut sat: BTreeMap<(String, i64), i128> = BTreeMap::new();
    for it in &witness.team {
        let Some(worker) = books.workers.get(&*it.worker) else {
            return false;
        };
        let Some(terms) = terms(books, worker, package, skill) else {
            return false;
        };
        if it.another_like && !another || !worker.wants_work {
            return false;
        }
        let calendar = if it.another_like { &nobody } else { books };
        let own = if it.another_like {
            0
        } else {
            books.own(&worker.id, &package.id)
        };
        let units = i128::from(it.units);
        let before = if it.another_like {
            0
        } else {
            laid_before(books, worker, package)
        };
        let hours = laid(&it.schedule) + before >= need(package, terms.0, own + units);
        if !hours || !lies(calendar, worker, package, &it.schedule, organised, true) {
            return false;
        }
        let permitted = it
            .schedule
            .iter()
            .all(|row| permitted(books, worker, package, row));
        if !place && !permitted {
            return false;
        }
        for row in it.schedule.iter().filter(|row| row.site.is_some()) {
            let site = row.site.clone().unwrap_or_default();
            let already = books
                .stay
                .get(&(&*site, row.bucket, &*worker.id))
                .copied()
                .filter(|_| !it.another_like);
            let length = books
                .instance
                .sites
                .iter()
                .find(|it| it.id == site)
                .map_or(1, |it| i128::from(it.slot_seconds.max(1)));
            let slots = |seconds: i128| (seconds + length - 1) / length;
            let already = already.unwrap_or(0);
            *sat.entry((site, row.bucket)).or_default() +=
                slots(already + i128::from(row.seconds)) - slots(already);
        }
        let area = package
            .muni_only
            .as_ref()
            .is_none_or(|it| it.is_empty() || it.contains(&worker.municipality));
        let refused = worker.refuse_kinds.contains(&package.kind);
        let share =
            (own + units) * 100 <= i128::from(package.max_share_pct) * i128::from(package.units);
        let held = books
            .instance
            .packages
            .iter()
            .filter(|it| books.own(&worker.id, &it.id) > 0)
            .count() as i64;
        let few = it.another_like || own > 0 || held < worker.max_packages;
        let portion = own + units >= i128::from(package.min_chunk);
        if !organised && (!area || refused || !share || !few || !portion) {
            return false;
        }
        if !it.another_like && !under_ceiling(books, worker, package, units) {
            return false;
        }
        joined += i64::from(own == 0);
        slack += units * (i128::from(package.max_defect_ppm) - i128::from(terms.1));
        review += units * i128::from(terms.2) * i128::from(package.review_seconds);
    }
    for worker in books.team.get(&*package.id).into_iter().flatten() {
        let record = books.workers[worker]
            .kinds
            .get(&package.kind)
            .map_or(0, |it| it.defect_ppm_upper);
        slack += books.own(worker, &package.id)
            * (i128::from(package.max_defect_ppm) - i128::from(record));
    }
    let team = books.team.get(&*package.id).map_or(0, Vec::len) as i64 + joined;
    let sized = organised || (package.min_team..=package.max_team).contains(&team);
    let seats = place
        || sat
            .iter()
            .all(|((site, bucket), slots)| seats_left(books, site, *bucket) >= *slots);
    !witness.team.is_empty()
        && all <= books.short(package)
        && slack >= 0
        && sized
        && seats
        && (organised || guided(books, package, joined, review))
}

fn seats_left(books: &Books, site: &str, bucket: i64) -> i128 {
    let Some(it) = books.instance.sites.iter().find(|it| it.id == site) else {
        return 0;
    };
    let open = usize::try_from(bucket)
        .ok()
        .and_then(|at| it.slots_open.get(at))
        .copied()
        .unwrap_or(0);
    let length = i128::from(it.slot_seconds.max(1));
    let taken = books
        .stay
        .iter()
        .filter(|it| (it.0.0, it.0.1) == (site, bucket));
    let taken: i128 = taken.map(|it| (it.1 + length - 1) / length).sum();
    i128::from(open) * i128::from(it.seats) - taken
}

impl<'a> Books<'a> {
    /// The same market with nothing in anybody's calendar.
    fn without_plan(&self) -> Books<'a> {
        Books {
            instance: self.instance,
            workers: self.workers.clone(),
            packages: self.packages.clone(),
            units: HashMap::new(),
            laid: HashMap::new(),
            day: HashMap::new(),
            week: HashMap::new(),
            stay: BTreeMap::new(),
            team: HashMap::new(),
            middle: self.middle.clone(),
        }
    }
}

fn totals(books: &Books, report: &Report, flaws: &mut Vec<Flaw>) {
    let wanting = || books.instance.workers.iter().filter(|it| it.wants_work);
    let idle = wanting().filter(|it| books.misses(it, Goal::Work)).count() as i64;
    let uncounted = wanting()
        .filter(|it| books.misses(it, Goal::Counted))
        .count() as i64;
    let all = wanting().count() as i64;
    let totals = &report.totals;
    let sum = |people: &[IdlePerson]| people.iter().map(|it| it.shares.sum()).sum::<i64>();
    let right = totals.wanting == all
        && totals.idle == idle
        && totals.in_work == all - idle
        && totals.uncounted == uncounted
        && totals.idle_by_cause.named.iter().sum::<i64>() == report.people.len() as i64
        && totals.uncounted_by_cause.named.iter().sum::<i64>() == report.uncounted.len() as i64
        && totals.idle_by_cause.shares.sum() == sum(&report.people)
        && totals.uncounted_by_cause.shares.sum() == sum(&report.uncounted)
        && totals.short_orders == report.orders.len() as i64;
    if !right {
        flaws.push(flaw(&[], Wrong::Totals));
    }
}
