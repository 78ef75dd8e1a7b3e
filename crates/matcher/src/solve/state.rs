//! The plan as the search holds it: every sum that a limit or a wish looks at, in flat arrays, with
//! a journal to take a trial back. Days are laid out only for work on site; see `calendar`.

use super::ground::{Ground, Pair};

/// 手持ち: one pair of a worker.
#[derive(Debug, Clone, Copy)]
pub struct Hold {
    pub column: u32,
    pub units: i64,
    pub need: i64,
}

/// 来所: seconds of one pair at a site in a bucket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stay {
    pub column: u32,
    pub site: u32,
    pub bucket: u32,
    pub seconds: i64,
}

/// What a step of the search changed.
#[derive(Debug, Clone)]
enum Change {
    Units(u32, i64),
    Stays(u32, Vec<Stay>),
}

/// A point to which a trial can be taken back.
#[derive(Debug, Clone, Copy)]
pub struct Mark {
    journal: usize,
    pub tiers: [f64; 5],
}

/// 探索中の割当案.
#[derive(Clone)]
pub struct State<'g> {
    pub ground: &'g Ground<'g>,
    pub holds: Vec<Vec<Hold>>,
    pub stays: Vec<Vec<Stay>>,
    /// Units by column, the same as in the hands.
    amounts: Vec<i32>,
    /// Running sums of free seconds, stays taken off: `buckets + 1` for each worker.
    pub pre: Vec<i64>,
    /// Seconds that each week still allows beside the stays.
    pub left: Vec<i64>,
    pub units: Vec<i64>,
    pub teams: Vec<Vec<u32>>,
    /// Σ units · (own defect bound − asked): not positive where the team is good enough.
    pub excess: Vec<i64>,
    pub span: Vec<i64>,
    pub review: Vec<i64>,
    /// Cyen by worker and year.
    pub pay: Vec<i64>,
    /// Slots booked by site and bucket.
    pub booked: Vec<i64>,
    /// Yen by tier, against the empty plan.
    pub tiers: [f64; 5],
    /// How much a yen of each tier counts in the search.
    pub weights: [f64; 5],
    town_pay: Vec<f64>,
    all_pay: f64,
    deviation: f64,
    /// Σ share · sign of deviation: how one more yen of pay moves all other towns.
    lean: f64,
    quota_units: Vec<f64>,
    missed: Vec<f64>,
    people: Vec<(f64, f64)>,
    journal: Vec<Change>,
}

impl<'g> State<'g> {
    /// Nobody has anything to do.
    pub fn new(ground: &'g Ground<'g>) -> State<'g> {
        let market = ground.market;
        let people = ground.people.len();
        let mut pre = Vec::with_capacity(people * (ground.buckets + 1));
        let mut left = Vec::with_capacity(people * ground.weeks);
        for (person, it) in ground.people.iter().zip(&market.workers) {
            let mut sum = 0;
            pre.push(0);
            for free in &it.free {
                sum += free;
                pre.push(sum);
            }
            left.extend(std::iter::repeat_n(person.week_cap, ground.weeks));
        }
        let quotas = ground.packages.iter().map(|it| it.quota.len()).sum();
        let mut state = State {
            holds: vec![Vec::new(); people],
            stays: vec![Vec::new(); people],
            amounts: vec![0; ground.columns.len()],
            pre,
            left,
            units: vec![0; ground.packages.len()],
            teams: vec![Vec::new(); ground.packages.len()],
            excess: vec![0; ground.packages.len()],
            span: vec![0; ground.span.len()],
            review: vec![0; ground.span.len()],
            pay: vec![0; people * ground.years],
            booked: vec![0; ground.sites.len() * ground.buckets],
            tiers: [0.0; 5],
            weights: [1.0; 5],
            town_pay: vec![0.0; ground.towns.len()],
            all_pay: 0.0,
            deviation: 0.0,
            lean: 0.0,
            quota_units: vec![0.0; quotas],
            missed: vec![0.0; ground.packages.len()],
            people: vec![(0.0, 0.0); people],
            journal: Vec::new(),
            ground,
        };
        state.tiers[4] = -ground.dropped;
        state
    }

    /// What the search climbs: the tiers by their weights.
    pub fn value(&self) -> f64 {
        self.weighted(&self.tiers)
    }

    /// Tiers by their weights.
    pub fn weighted(&self, tiers: &[f64; 5]) -> f64 {
        let parts = tiers.iter().zip(&self.weights);
        parts.map(|(tier, weight)| tier * weight).sum()
    }

    /// A column's facts.
    pub fn pair(&self, at: u32) -> &'g Pair {
        &self.ground.columns[at as usize]
    }

    /// Units that a column holds.
    pub fn own(&self, at: u32) -> i64 {
        i64::from(self.amounts[at as usize])
    }

    /// Whether a package is either not begun, or has people enough and good enough.
    pub fn sound(&self, package: usize) -> bool {
        let team = self.teams[package].len();
        team == 0 || (team >= self.ground.packages[package].min_team && self.excess[package] <= 0)
    }

    /// A point to which `back` returns; what happened before it stays.
    pub fn mark(&mut self) -> Mark {
        Mark {
            journal: self.journal.len(),
            tiers: self.tiers,
        }
    }

    /// Takes everything back that happened since a mark.
    pub fn back(&mut self, mark: Mark) {
        while self.journal.len() > mark.journal {
            match self.journal.pop() {
                Some(Change::Units(at, units)) => self.enter(at, units),
                Some(Change::Stays(worker, stays)) => self.lay(worker as usize, stays),
                None => break,
            }
            self.journal.pop();
        }
        self.tiers = mark.tiers;
    }

    /// Forgets the way back.
    pub fn keep(&mut self) {
        self.journal.clear();
    }

    /// Columns whose units changed since the way back was last forgotten, the latest last.
    pub fn changed(&self) -> impl Iterator<Item = u32> {
        self.journal.iter().filter_map(|it| match it {
            Change::Units(at, _) => Some(*at),
            Change::Stays(..) => None,
        })
    }

    /// Workers whose days on site changed since the way back was last forgotten.
    pub fn moved(&self) -> impl Iterator<Item = u32> {
        self.journal.iter().filter_map(|it| match it {
            Change::Stays(worker, _) => Some(*worker),
            Change::Units(..) => None,
        })
    }

    /// Writes units into every sum. Whether they are possible is for the caller to know.
    pub fn enter(&mut self, at: u32, units: i64) {
        let ground = self.ground;
        let pair = self.pair(at);
        let (worker, package) = (pair.worker as usize, pair.package as usize);
        let job = &ground.packages[package];
        let old = self.hold(at, units);
        self.journal.push(Change::Units(at, old));
        let more = units - old;
        let begun = i64::from(units > 0) - i64::from(old > 0);
        self.units[package] += more;
        self.excess[package] += more * pair.above;
        self.review[job.director as usize] += more * pair.review;
        if begun != 0 {
            self.span[job.director as usize] += begun;
            let team = &mut self.teams[package];
            if begun > 0 {
                team.push(at);
            } else if let Some(found) = team.iter().position(|it| *it == at) {
                team.swap_remove(found);
            }
            self.tiers[4] -= begun as f64 * ground.pair_cost(pair);
        }
        self.tiers[0] += more as f64 * job.delivery;
        self.tiers[3] += more as f64 * pair.margin;
        self.tiers[4] += more as f64 * pair.soft;
        let paid = more * job.pay;
        self.pay[worker * ground.years + job.year as usize] += paid;
        let (people, fairness) = self.of_person(worker, job.year as usize, 0);
        self.tiers[1] += people - self.people[worker].0;
        self.tiers[2] += fairness - self.people[worker].1;
        self.people[worker] = (people, fairness);
        let town = ground.people[worker].town;
        self.balance(town as usize, paid as f64);
        if !job.quota.is_empty() {
            for (of, _, place) in &job.quota {
                if *of == town {
                    self.quota_units[*place as usize] += more as f64;
                }
            }
            let missed = self.missed_quota(package, 0.0, u32::MAX);
            self.tiers[4] += self.missed[package] - missed;
            self.missed[package] = missed;
        }
    }

    /// Writes units into the worker's hand; what it held before.
    fn hold(&mut self, at: u32, units: i64) -> i64 {
        let pair = self.pair(at);
        let need = self.ground.need(pair, units);
        self.amounts[at as usize] = units as i32;
        let holds = &mut self.holds[pair.worker as usize];
        let Some(found) = holds.iter().position(|it| it.column == at) else {
            if units > 0 {
                holds.push(Hold {
                    column: at,
                    units,
                    need,
                });
            }
            return 0;
        };
        let old = holds[found].units;
        if units > 0 {
            (holds[found].units, holds[found].need) = (units, need);
        } else {
            holds.swap_remove(found);
        }
        old
    }

    /// Replaces the days on site of one worker.
    pub fn lay(&mut self, worker: usize, stays: Vec<Stay>) {
        let ground = self.ground;
        let before = self.book(worker, -1);
        let old = std::mem::replace(&mut self.stays[worker], stays);
        let after = self.book(worker, 1);
        self.journal.push(Change::Stays(worker as u32, old));
        self.tiers[3] += before - after;
        let person = &ground.market.workers[worker];
        let pre = &mut self.pre[worker * (ground.buckets + 1)..(worker + 1) * (ground.buckets + 1)];
        let left = &mut self.left[worker * ground.weeks..(worker + 1) * ground.weeks];
        left.fill(ground.people[worker].week_cap);
        pre[1..].copy_from_slice(&person.free);
        for stay in &self.stays[worker] {
            pre[stay.bucket as usize + 1] -= stay.seconds;
            left[ground.market.week_of[stay.bucket as usize]] -= stay.seconds;
        }
        for bucket in 0..ground.buckets {
            pre[bucket + 1] += pre[bucket];
        }
    }

    /// Books the slots of a worker's stays (`sign` 1) or gives them back (`sign` -1); their yen.
    fn book(&mut self, worker: usize, sign: i64) -> f64 {
        let mut cost = 0.0;
        let stays = &self.stays[worker];
        for (at, stay) in stays.iter().enumerate() {
            let same = |it: &Stay| it.site == stay.site && it.bucket == stay.bucket;
            if stays[..at].iter().any(same) {
                continue;
            }
            let seconds: i64 = stays[at..]
                .iter()
                .filter(|it| same(it))
                .map(|it| it.seconds)
                .sum();
            let site = &self.ground.sites[stay.site as usize];
            let slots = (seconds + site.slot - 1) / site.slot;
            self.booked[stay.site as usize * self.ground.buckets + stay.bucket as usize] +=
                sign * slots;
            cost += slots as f64 * site.cost;
        }
        cost
    }

    /// People and fairness in yen for one worker, were she paid so much more in a year.
    fn of_person(&self, worker: usize, year: usize, more: i64) -> (f64, f64) {
        let ground = self.ground;
        let years = worker * ground.years..(worker + 1) * ground.years;
        let (pay, lacking) = (&self.pay[years.clone()], &ground.lacking[years]);
        let all = pay.iter().sum::<i64>() + more;
        let counts = if ground.people[worker].fiscal {
            lacking[0] >= 0 && all >= lacking[0]
        } else {
            pay.iter().zip(lacking).enumerate().any(|(at, (paid, it))| {
                let paid = paid + if at == year { more } else { 0 };
                *it >= 0 && paid > 0 && paid >= *it
            })
        };
        let breaks = &ground.breaks[worker * ground.segments..(worker + 1) * ground.segments];
        let (mut low, mut fairness) = (0, 0.0);
        for (high, slope) in breaks.iter().zip(&ground.slopes) {
            if all > low {
                fairness += (all.min(*high) - low).max(0) as f64 * slope;
            }
            low = *high;
        }
        (if counts { ground.kpi_value } else { 0.0 }, fairness)
    }

    /// Cyen that a worker still lacks to count, if paid in this year; `None` when she counts.
    pub fn lacking(&self, worker: usize, year: usize) -> Option<i64> {
        let at = worker * self.ground.years;
        if self.ground.lacking[at] < 0 || self.people[worker].0 > 0.0 {
            return None;
        }
        let (lacking, paid) = if self.ground.people[worker].fiscal {
            let paid = self.pay[at..at + self.ground.years].iter().sum::<i64>();
            (self.ground.lacking[at], paid)
        } else {
            (self.ground.lacking[at + year], self.pay[at + year])
        };
        Some((lacking - paid).max(0))
    }

    /// Pay over the horizon in cyen.
    pub fn paid(&self, worker: usize) -> i64 {
        let years = self.ground.years;
        self.pay[worker * years..(worker + 1) * years].iter().sum()
    }

    /// Moves pay of a town; the deviation of all of them follows.
    fn balance(&mut self, town: usize, paid: f64) {
        if self.ground.deviation == 0.0 {
            return;
        }
        self.town_pay[town] += paid;
        self.all_pay += paid;
        let all = self.all_pay;
        let (mut apart, mut lean) = ([0.0; 4], [0.0; 4]);
        let towns = self.town_pay.chunks(4).zip(self.ground.towns.chunks(4));
        for (pays, shares) in towns {
            for (at, (pay, share)) in pays.iter().zip(shares).enumerate() {
                let off = pay - all * share;
                apart[at] += off.abs();
                lean[at] += share.copysign(off);
            }
        }
        let deviation = (apart[0] + apart[1] + apart[2] + apart[3]) * self.ground.deviation;
        self.lean = lean[0] + lean[1] + lean[2] + lean[3];
        self.tiers[4] += self.deviation - deviation;
        self.deviation = deviation;
    }

    fn missed_quota(&self, package: usize, more: f64, town: u32) -> f64 {
        let job = &self.ground.packages[package];
        let all = self.units[package] as f64 + more;
        let missed = job.quota.iter().map(|(of, pct, place)| {
            let own = self.quota_units[*place as usize] + if *of == town { more } else { 0.0 };
            (all * pct - 100.0 * own).max(0.0)
        });
        missed.sum::<f64>() * job.price * self.ground.quota_weight
    }

    /// What so many units instead of those held would add, seats apart and the balance by its slope.
    pub fn gain(&self, at: u32, units: i64) -> f64 {
        let ground = self.ground;
        let pair = self.pair(at);
        let (worker, package) = (pair.worker as usize, pair.package as usize);
        let job = &ground.packages[package];
        let old = self.own(at);
        let more = (units - old) as f64;
        let paid = (units - old) * job.pay;
        let (people, fairness) = self.of_person(worker, job.year as usize, paid);
        let weights = &self.weights;
        let mut soft = more * pair.soft;
        let begun = i64::from(units > 0) - i64::from(old > 0);
        if begun != 0 {
            soft -= begun as f64 * ground.pair_cost(pair);
        }
        let town = ground.people[worker].town;
        if ground.deviation != 0.0 {
            let off = self.town_pay[town as usize] - self.all_pay * ground.towns[town as usize];
            soft -= paid as f64 * ground.deviation * (1f64.copysign(off) - self.lean);
        }
        if !job.quota.is_empty() {
            soft += self.missed[package] - self.missed_quota(package, more, town);
        }
        weights[0] * more * job.delivery
            + weights[1] * (people - self.people[worker].0)
            + weights[2] * (fairness - self.people[worker].1)
            + weights[3] * more * pair.margin
            + weights[4] * soft
    }
}
