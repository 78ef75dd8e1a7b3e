//! The plan on the director's desk while an answer is looked for: hands by worker, the sums that
//! limits look at, the disturbance so far, and a way back.

use super::ground::{Able, Ground};
use super::hold::Hold;
use super::time;
use crate::wishes::{self, Worth};

/// What counts in an answer, in the order in which it counts; smaller is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Sums {
    /// Packages whose team is too small or not good enough.
    pub unsound: i64,
    /// What is left undone, in cyen times priority.
    pub short: i128,
    /// In thirty-six-hundredths: an hour of changed work is 3600.
    pub disturbance: i128,
    /// The other tiers, with the sign turned; seats, balance and quotas apart.
    pub cost: Worth,
}

/// Counts as so many unsound packages: one that is worse than the event left it.
const WORSE: i64 = 1_000_000;

/// 調整中の割当.
pub struct Desk<'g> {
    pub ground: &'g Ground<'g>,
    pub hands: Vec<Vec<Hold>>,
    /// The hands as announced.
    pub before: &'g [Vec<Hold>],
    pub units: Vec<i64>,
    pub teams: Vec<Vec<usize>>,
    pub slack: Vec<i128>,
    pub span: Vec<i64>,
    pub review: Vec<i128>,
    /// Slots taken by site and bucket.
    pub booked: Vec<Vec<i64>>,
    pub sums: Sums,
    /// What the event left of quality and teams where they were broken by it: no plan may go below.
    floor: Vec<(i128, i64)>,
    journal: Vec<(usize, Vec<Hold>)>,
}

impl<'g> Desk<'g> {
    /// Lays a plan out; `before` is what was announced.
    pub fn new(ground: &'g Ground<'g>, before: &'g [Vec<Hold>], hands: Vec<Vec<Hold>>) -> Desk<'g> {
        let packages = ground.packages.len();
        let mut desk = Desk {
            ground,
            before,
            units: vec![0; packages],
            teams: vec![Vec::new(); packages],
            slack: vec![0; packages],
            span: vec![0; ground.instance.directors.len()],
            review: vec![0; ground.instance.directors.len()],
            booked: vec![vec![0; ground.buckets()]; ground.sites.len()],
            sums: Sums {
                unsound: 0,
                short: ground.packages.iter().map(|it| short_of(it, 0)).sum(),
                disturbance: 0,
                cost: 0,
            },
            floor: vec![(i128::MIN, 0); packages],
            journal: Vec::new(),
            hands: vec![Vec::new(); hands.len()],
        };
        for (worker, announced) in before.iter().enumerate() {
            desk.sums.disturbance += disturbance(ground, worker, announced, &[]);
        }
        for (worker, holds) in hands.into_iter().enumerate() {
            if !holds.is_empty() {
                desk.put(worker, holds);
            }
        }
        for package in 0..packages {
            let team = desk.teams[package].len() as i64;
            let least = ground.packages[package].min_team;
            desk.floor[package] = (desk.slack[package].min(0), team.min(least));
        }
        desk.journal.clear();
        desk
    }

    /// Units that a worker holds of a package.
    pub fn own(&self, worker: usize, package: usize) -> i64 {
        let found = self.hands[worker].iter().find(|it| it.package == package);
        found.map_or(0, |it| it.units)
    }

    /// Units still to be given out.
    pub fn lack(&self, package: usize) -> i64 {
        (self.ground.packages[package].units - self.units[package]).max(0)
    }

    /// People still needed for the smallest team.
    pub fn team_lack(&self, package: usize) -> i64 {
        let team = self.teams[package].len() as i64;
        if team == 0 && self.lack(package) == 0 {
            return 0;
        }
        (self.ground.packages[package].min_team - team).max(0)
    }

    /// A point to come back to.
    pub fn mark(&self) -> usize {
        self.journal.len()
    }

    /// Workers whose hands changed since a mark.
    pub fn touched(&self, mark: usize) -> Vec<usize> {
        let mut found: Vec<usize> = self.journal[mark..].iter().map(|it| it.0).collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Takes back whatever happened since a mark.
    pub fn back_to(&mut self, mark: usize) {
        while self.journal.len() > mark {
            let Some((worker, holds)) = self.journal.pop() else {
                return;
            };
            self.put(worker, holds);
            self.journal.pop();
        }
    }

    /// Puts other holds into a hand.
    pub fn put(&mut self, worker: usize, holds: Vec<Hold>) {
        let old = std::mem::take(&mut self.hands[worker]);
        self.count(worker, &old, -1);
        self.count(worker, &holds, 1);
        self.hands[worker] = holds;
        self.journal.push((worker, old));
    }

    fn count(&mut self, worker: usize, holds: &[Hold], sign: i64) {
        let (ground, wide) = (self.ground, i128::from(sign));
        let announced = &self.before[worker];
        self.sums.disturbance += wide * disturbance(ground, worker, announced, holds);
        self.sums.cost -= wide
            * worth(
                ground,
                worker,
                holds.iter().map(|it| (it.package, it.units)),
            );
        for (site, bucket, slots) in time::slots(ground, holds) {
            self.booked[site][bucket] += sign * slots;
        }
        for hold in holds {
            let (package, units) = (&*ground.packages[hold.package], i128::from(hold.units));
            let Some(record) = ground.record(worker, hold.package) else {
                continue;
            };
            self.sums.unsound -= self.unsound(hold.package);
            self.sums.short -= short_of(package, self.units[hold.package]);
            self.units[hold.package] += sign * hold.units;
            self.slack[hold.package] +=
                wide * units * i128::from(package.max_defect_ppm - record.defect_ppm_upper);
            let team = &mut self.teams[hold.package];
            if sign > 0 {
                team.push(worker);
            } else {
                team.retain(|it| *it != worker);
            }
            self.sums.unsound += self.unsound(hold.package);
            self.sums.short += short_of(package, self.units[hold.package]);
            let director = ground.director_of[hold.package];
            self.span[director] += sign;
            self.review[director] +=
                wide * units * i128::from(record.review_pct) * i128::from(package.review_seconds);
        }
    }

    fn unsound(&self, package: usize) -> i64 {
        let team = self.teams[package].len() as i64;
        let least = self.ground.packages[package].min_team;
        if team == 0 {
            return 0;
        }
        let (quality, people) = self.floor[package];
        let worse = self.slack[package] < quality || team < people;
        i64::from(team < least || self.slack[package] < 0) + if worse { WORSE } else { 0 }
    }

    /// Units that the limits leave for a pair altogether, hours and seats apart.
    pub fn most(&self, worker: usize, package: usize) -> i64 {
        let (ground, own) = (self.ground, self.own(worker, package));
        let (who, it) = (ground.worker(worker), &*ground.packages[package]);
        let director = ground.director_of[package];
        let guide = &ground.instance.directors[director];
        if own == 0 {
            let full = self.teams[package].len() as i64 >= it.max_team
                || self.hands[worker].len() as i64 >= who.max_packages
                || self.span[director] >= guide.span;
            if full {
                return 0;
            }
        }
        let Some(record) = ground.record(worker, package) else {
            return 0;
        };
        let wide = i128::from;
        let mut most = wide(it.units - self.units[package] + own);
        most = most.min(wide(it.max_share_pct) * wide(it.units) / 100);
        if let Some(left) = self.ceiling_left(worker, package)
            && it.pay_cyen > 0
        {
            most = most.min(left / wide(it.pay_cyen));
        }
        let each = wide(record.review_pct) * wide(it.review_seconds);
        if each > 0 {
            let left = wide(guide.review_seconds) * 100 - self.review[director] + each * wide(own);
            most = most.min(left / each);
        }
        let better = wide(it.max_defect_ppm - record.defect_ppm_upper);
        if better < 0 {
            let left = self.slack[package] - better * wide(own);
            most = most.min(left.max(0) / -better);
        }
        i64::try_from(most).unwrap_or(i64::MAX).max(0)
    }

    /// Cyen that may be paid for a pair in its year, what it holds included.
    fn ceiling_left(&self, worker: usize, package: usize) -> Option<i128> {
        let years = &self.ground.worker(worker).income;
        if years.values().all(|it| it.ceiling_yen.is_none()) {
            return None;
        }
        let year = self.ground.packages[package].pay_year;
        let income = years.get(&year.to_string())?;
        let ceiling = i128::from(income.ceiling_yen?) * 100;
        let others = self.hands[worker].iter().filter(|it| it.package != package);
        let paid: i128 = others
            .map(|it| (&self.ground.packages[it.package], it.units))
            .filter(|(it, _)| it.pay_year == year)
            .map(|(it, units)| i128::from(it.pay_cyen) * i128::from(units))
            .sum();
        Some(ceiling - i128::from(income.earned_yen) * 100 - paid)
    }

    /// Gives a pair units, as many as there is time for up to `wanted` in all; what it holds then.
    pub fn grow(&mut self, able: &Able, package: usize, wanted: i64) -> i64 {
        let (ground, worker) = (self.ground, able.worker);
        let own = self.own(worker, package);
        let mut units = wanted.min(self.most(worker, package));
        let least = ground.packages[package].min_chunk.max(1);
        if units <= own || (own == 0 && units < least) {
            return own;
        }
        let mut holds = self.hands[worker].clone();
        let at = holds.iter().position(|it| it.package == package);
        let at = at.unwrap_or_else(|| {
            holds.push(Hold {
                package,
                units: 0,
                rows: Vec::new(),
            });
            holds.len() - 1
        });
        let have = holds[at].seconds();
        let more = ground.need(worker, package, units) - have;
        if more > 0 {
            let laid = time::lay(self, able, &mut holds, at, more);
            if laid < more {
                units = units.min(ground.units_in(worker, package, have + laid));
                if units <= own || (own == 0 && units < least) {
                    return own;
                }
                let spare = have + laid - ground.need(worker, package, units);
                holds[at].take_back(ground.thaw(worker), spare);
            }
        }
        holds[at].units = units;
        self.put(worker, holds);
        units
    }

    /// Leaves a pair with fewer units; none at all drops it.
    pub fn shrink(&mut self, worker: usize, package: usize, units: i64) {
        let mut holds = self.hands[worker].clone();
        let Some(at) = holds.iter().position(|it| it.package == package) else {
            return;
        };
        if units == 0 {
            holds.remove(at);
        } else {
            let spare = holds[at].seconds() - self.ground.need(worker, package, units);
            holds[at].units = units;
            holds[at].take_back(self.ground.thaw(worker), spare);
        }
        self.put(worker, holds);
    }

    /// Units that a pair must keep: all of it or a portion worth its while, once begun; else none.
    pub fn least(&self, worker: usize, package: usize) -> i64 {
        let Some(hold) = self.hands[worker].iter().find(|it| it.package == package) else {
            return 0;
        };
        let thaw = self.ground.thaw(worker);
        let frozen = hold.rows.iter().filter(|it| it.bucket < thaw);
        let frozen: i64 = frozen.map(|it| it.seconds).sum();
        if frozen == 0 {
            return 0;
        }
        let done = self.ground.units_in(worker, package, frozen);
        let chunk = self.ground.packages[package].min_chunk.max(1);
        done.max(chunk).min(hold.units)
    }
}

/// What leaving the rest of an order undone counts.
fn short_of(package: &crate::instance::Package, units: i64) -> i128 {
    let left = i128::from((package.units - units).max(0));
    left * i128::from(package.priority) * i128::from(package.price_cyen)
}

/// The disturbance of one worker, in thirty-six-hundredths.
pub fn disturbance(ground: &Ground, worker: usize, before: &[Hold], now: &[Hold]) -> i128 {
    if before == now {
        return 0;
    }
    let mut sum = 0;
    for old in before {
        match now.iter().find(|it| it.package == old.package) {
            Some(new) => {
                let seconds = ground.packages[old.package].unit_seconds;
                sum += i128::from((new.units - old.units).abs()) * i128::from(seconds);
            }
            None if ground.absent.contains_key(&worker) => {}
            None => sum += 36_000,
        }
    }
    let kept = |it: &&Hold| !before.iter().any(|old| old.package == it.package);
    sum += 36_000 * now.iter().filter(kept).count() as i128;
    if days(before) != days(now) {
        sum += 7_200;
    }
    sum
}

/// The buckets in which someone works.
pub fn days(holds: &[Hold]) -> Vec<usize> {
    let rows = holds.iter().flat_map(|it| &it.rows);
    let mut days: Vec<usize> = rows.map(|it| it.bucket).collect();
    days.sort_unstable();
    days.dedup();
    days
}

/// What a hand of (package, units) is worth by people, fairness, margin and the soft wishes that
/// are one person's.
pub fn worth(
    ground: &Ground,
    worker: usize,
    pairs: impl Iterator<Item = (usize, i64)> + Clone,
) -> Worth {
    let (params, who) = (&ground.instance.params, ground.worker(worker));
    let (mut sum, mut pay) = (0, 0);
    for (package, units) in pairs.clone() {
        let it = &*ground.packages[package];
        let Some(record) = ground.record(worker, package) else {
            continue;
        };
        let units = i128::from(units);
        sum += units * wishes::margin::per_unit(params, who, it, record);
        sum += wishes::continuity::of_units(params, who, it, units);
        sum += wishes::preference::of_units(params, who, it, units);
        sum -= wishes::pair_cost::per_pair(params);
        pay += units * i128::from(it.pay_cyen);
    }
    sum += wishes::fairness::of_person(params, who, pay);
    if pay == 0 || wishes::people::counted_before(params, who) {
        return sum;
    }
    let mut years: Vec<(String, i128)> = Vec::new();
    for (package, units) in pairs {
        let it = &*ground.packages[package];
        let (year, paid) = (
            it.pay_year.to_string(),
            i128::from(units) * i128::from(it.pay_cyen),
        );
        match years.iter_mut().find(|it| it.0 == year) {
            Some(same) => same.1 += paid,
            None => years.push((year, paid)),
        }
    }
    let counts = wishes::people::counts(params, who, years.into_iter());
    sum + Worth::from(counts) * wishes::people::per_person(params)
}
