//! 現状: the market and the plan as they stand, ready to be asked "what if".
//! Every sum that a limit or a wish looks at, kept up to date change by change, with a way back.
//! Rows of the plan stay where they are; what is added is laid beside them.

use std::collections::HashSet;

use crate::bottleneck::Effect;
use crate::instance::{Director, Instance, Other, Security, Site, Worker};
use crate::plan::{Assignment, Plan, Row};
use crate::wishes::{self, Tier, Worth, YEN};

pub mod change;
pub mod facts;
pub mod hands;
pub mod needs;
pub mod settle;

use facts::{Abilities, Bits, Demands, Names, Terms, Trades};
use hands::{Hand, Hold, Stay};

/// A claim beyond this is no pair of any plan.
const MOST_UNITS: i64 = 1_000_000_000;

/// The market with a plan in it.
pub struct Situation {
    pub instance: Instance,
    pub names: Names,
    pub trades: Trades,
    pub people: Vec<Abilities>,
    pub orders: Vec<Demands>,
    pub hands: Vec<Hand>,
    pub teams: Vec<Team>,
    pub lent: Vec<Bits>,
    pub week_of: Vec<usize>,
    pub weeks: usize,
    /// Slots booked by site and bucket.
    pub booked: Vec<Vec<i64>>,
    pub span: Vec<i64>,
    /// Review in hundredths of a second, by director.
    pub review: Vec<i128>,
    pub worths: [Worth; 5],
    town_pay: Vec<i128>,
    all_pay: i128,
    before: HashSet<(usize, usize)>,
    has_before: bool,
    counted_before: Vec<bool>,
    /// A pair that must not come back.
    pub barred: Option<(usize, usize)>,
    journal: Vec<Undo>,
}

/// チーム: who is on an order.
#[derive(Debug, Clone, Default)]
pub struct Team {
    pub units: i64,
    pub members: Vec<usize>,
    /// Σ units · (asked − own defect bound): not negative where the team is good enough.
    pub slack_ppm: i128,
}

enum Undo {
    Pair {
        worker: usize,
        package: usize,
        hand: Hand,
        team: Team,
        span: i64,
        review: i128,
        town_pay: i128,
        all_pay: i128,
        worths: [Worth; 5],
        seats: Vec<(usize, usize, i64)>,
    },
    Worker(usize, Box<Worker>, Box<Abilities>, bool),
    Site(usize, Box<Site>),
    Director(usize, Box<Director>),
    Package,
}

impl Situation {
    /// The market as it stands under a plan. Pairs of the plan that are not eligible are left out.
    pub fn new(instance: &Instance, plan: &Plan) -> Situation {
        let instance = instance.clone();
        let names = Names::of(&instance);
        let mut trades = Trades::default();
        let people: Vec<Abilities> = instance
            .workers
            .iter()
            .map(|it| Abilities::of(&names, it))
            .collect();
        let buckets = instance.buckets.len();
        let orders: Vec<Demands> = instance
            .packages
            .iter()
            .map(|it| Demands::of(&names, buckets, it, &mut trades))
            .collect();
        trades.measure(&people);
        let mut weeks: Vec<i64> = instance.buckets.iter().map(|it| it.week).collect();
        weeks.sort_unstable();
        weeks.dedup();
        let week_of: Vec<usize> = instance
            .buckets
            .iter()
            .map(|it| weeks.partition_point(|week| *week < it.week))
            .collect();
        let params = &instance.params;
        let pairs = instance.previous.iter();
        let named: HashSet<(&str, &str)> = pairs.map(|it| (&*it.worker, &*it.package)).collect();
        let mut worths = [0; 5];
        worths[Tier::Soft as usize] -= named.len() as Worth * wishes::change::per_change(params);
        let before = named
            .iter()
            .filter_map(|(worker, package)| {
                Some((*names.workers.get(*worker)?, *names.packages.get(*package)?))
            })
            .collect();
        let mut situation = Situation {
            hands: instance
                .workers
                .iter()
                .map(|it| Hand::new(it, buckets, weeks.len(), names.years.len()))
                .collect(),
            teams: vec![Team::default(); orders.len()],
            lent: instance
                .sites
                .iter()
                .map(|it| names.equipment(&it.equipment))
                .collect(),
            booked: vec![vec![0; buckets]; instance.sites.len()],
            span: vec![0; instance.directors.len()],
            review: vec![0; instance.directors.len()],
            town_pay: vec![0; instance.municipalities.len()],
            counted_before: instance
                .workers
                .iter()
                .map(|it| wishes::people::counted_before(params, it))
                .collect(),
            has_before: !named.is_empty(),
            weeks: weeks.len(),
            all_pay: 0,
            barred: None,
            journal: Vec::new(),
            before,
            names,
            trades,
            people,
            orders,
            week_of,
            worths,
            instance,
        };
        for it in &plan.assignments {
            situation.lay_out(it);
        }
        situation.journal.clear();
        situation
    }

    /// Enters a pair of the plan with its rows as they are written.
    fn lay_out(&mut self, it: &Assignment) {
        let pair = self
            .names
            .workers
            .get(&it.worker)
            .zip(self.names.packages.get(&it.package));
        let Some((worker, package)) = pair.map(|it| (*it.0, *it.1)) else {
            return;
        };
        let usual = (1..=MOST_UNITS).contains(&it.units) && self.own(worker, package) == 0;
        let Some(terms) = self.people[worker].records[self.orders[package].kind].filter(|_| usual)
        else {
            return;
        };
        let rows = it.schedule.iter().filter_map(|row| {
            let bucket = usize::try_from(row.bucket)
                .ok()
                .filter(|it| *it < self.week_of.len())?;
            let site = match &row.site {
                None => None,
                Some(id) => Some(*self.names.sites.get(id)?),
            };
            (1..=MOST_UNITS).contains(&row.seconds).then_some(Stay {
                bucket,
                seconds: row.seconds,
                site,
            })
        });
        let rows: Vec<Stay> = rows.collect();
        self.change(worker, package, it.units, terms, rows);
    }

    /// Units that a worker has of a package.
    pub fn own(&self, worker: usize, package: usize) -> i64 {
        self.hands[worker].hold(package).map_or(0, |it| it.units)
    }

    /// Units of a package that nobody has.
    pub fn left(&self, package: usize) -> i64 {
        self.instance.packages[package].units - self.teams[package].units
    }

    /// The weighted sum of the tiers.
    pub fn score(&self) -> Worth {
        self.worths.iter().sum()
    }

    /// The plan in numbers.
    pub fn effect(&self) -> Effect {
        let params = &self.instance.params;
        let per_person = wishes::people::per_person(params);
        let before = self.counted_before.iter().filter(|it| **it).count() as i64;
        let new = (0..self.hands.len())
            .filter(|it| !self.counted_before[*it] && self.counts(*it))
            .count();
        debug_assert!(per_person == 0 || self.worths[1] == per_person * new as Worth);
        let short = |package: usize| {
            let it = &self.instance.packages[package];
            i128::from(self.left(package)) * i128::from(it.priority) * i128::from(it.price_cyen)
        };
        // An order that was added to see what it would bring is not missed where it is not done.
        let present = (0..self.orders.len()).filter(|it| !self.added(*it));
        let short: i128 = present.map(short).sum();
        Effect {
            in_work: self.hands.iter().filter(|it| !it.holds.is_empty()).count() as i64,
            counted: before + new as i64,
            short_yen: whole(short / 100),
            score_yen: whole(self.score() / YEN),
        }
    }

    /// Whether a package was added to the instance afterwards.
    pub fn added(&self, package: usize) -> bool {
        package >= self.names.packages.len()
    }

    /// Whether a worker counts for the indicator with the plan.
    pub fn counts(&self, worker: usize) -> bool {
        self.counts_with(worker, 0, 0)
    }

    /// Whether a worker would count, were he paid so much more in a year (cyen).
    pub fn counts_with(&self, worker: usize, year: usize, more: i128) -> bool {
        if self.counted_before[worker] {
            return true;
        }
        let pay = self.hands[worker].pay.iter().enumerate();
        let pay = pay.map(|(at, paid)| {
            (
                &self.names.years[at],
                paid + if at == year { more } else { 0 },
            )
        });
        wishes::people::counts(&self.instance.params, &self.instance.workers[worker], pay)
    }

    /// People and fairness for one worker, were he paid so much more in a year.
    pub fn of_worker(&self, worker: usize, year: usize, more: i128) -> (Worth, Worth) {
        let params = &self.instance.params;
        let paid: i128 = self.hands[worker].pay.iter().sum();
        let fairness =
            wishes::fairness::of_person(params, &self.instance.workers[worker], paid + more);
        let counts = !self.counted_before[worker] && self.counts_with(worker, year, more);
        (
            Worth::from(counts) * wishes::people::per_person(params),
            fairness,
        )
    }

    /// What one unit is worth in a pair, in delivery, margin and soft; seats and shared terms apart.
    pub fn per_unit(&self, worker: usize, package: usize, terms: &Terms) -> [Worth; 3] {
        let params = &self.instance.params;
        let (person, job) = (
            &self.instance.workers[worker],
            &self.instance.packages[package],
        );
        let record = crate::instance::KindRecord {
            speed_pct: terms.speed_pct,
            defect_ppm: terms.defect_ppm,
            defect_ppm_upper: terms.defect_ppm_upper,
            review_pct: terms.review_pct,
            other: Other::new(),
        };
        [
            wishes::delivery::per_unit(params, job),
            wishes::margin::per_unit(params, person, job, &record),
            wishes::continuity::of_units(params, person, job, 1)
                + wishes::preference::of_units(params, person, job, 1),
        ]
    }

    /// What it costs to begin a pair.
    pub fn pair_cost(&self, worker: usize, package: usize) -> Worth {
        let params = &self.instance.params;
        let change = match (self.has_before, self.before.contains(&(worker, package))) {
            (false, _) => 0,
            (true, false) => wishes::change::per_change(params),
            (true, true) => -wishes::change::per_change(params),
        };
        wishes::pair_cost::per_pair(params) + change
    }

    /// Replaces what a worker holds of a package: so many units in these rows. No limit is asked.
    pub fn change(
        &mut self,
        worker: usize,
        package: usize,
        units: i64,
        terms: Terms,
        rows: Vec<Stay>,
    ) {
        let director = self.orders[package].director;
        let old = self.own(worker, package);
        let town = self.people[worker].town;
        let undo = Undo::Pair {
            worker,
            package,
            hand: self.hands[worker].clone(),
            team: self.teams[package].clone(),
            span: self.span[director],
            review: self.review[director],
            town_pay: self.town_pay[town],
            all_pay: self.all_pay,
            worths: self.worths,
            seats: Vec::new(),
        };
        self.add_shared(worker, package, -1);
        let seats_before = self.book(worker, -1);
        let touched = self.hands[worker].slots(&self.instance);
        let mut hand = std::mem::take(&mut self.hands[worker]);
        hand.replace(&self.week_of, package, units, rows);
        self.hands[worker] = hand;
        let seats_after = self.book(worker, 1);
        let job = &self.instance.packages[package];
        let more = i128::from(units - old);
        let begun = i64::from(units > 0) - i64::from(old > 0);
        let paid = more * i128::from(job.pay_cyen);
        self.hands[worker].pay[self.orders[package].year] += paid;
        self.town_pay[town] += paid;
        self.all_pay += paid;
        self.span[director] += begun;
        self.review[director] +=
            more * i128::from(terms.review_pct) * i128::from(job.review_seconds);
        let team = &mut self.teams[package];
        team.units += units - old;
        team.slack_ppm += more * i128::from(job.max_defect_ppm - terms.defect_ppm_upper);
        match begun {
            1 => team.members.push(worker),
            -1 => team.members.retain(|it| *it != worker),
            _ => {}
        }
        self.add_shared(worker, package, 1);
        let [delivery, margin, soft] = self.per_unit(worker, package, &terms);
        self.worths[Tier::Delivery as usize] += more * delivery;
        self.worths[Tier::Margin as usize] +=
            more * margin - Worth::from(seats_after - seats_before) * YEN;
        self.worths[Tier::Soft as usize] +=
            more * soft - Worth::from(begun) * self.pair_cost(worker, package);
        let mut undo = undo;
        if let Undo::Pair { seats, .. } = &mut undo {
            // Slots as they were, for the places of both hands.
            let mut places: Vec<(usize, usize)> = touched.iter().map(|it| (it.0, it.1)).collect();
            places.extend(
                self.hands[worker]
                    .slots(&self.instance)
                    .iter()
                    .map(|it| (it.0, it.1)),
            );
            places.sort_unstable();
            places.dedup();
            let of = |slots: &[(usize, usize, i64)], place: (usize, usize)| -> i64 {
                slots
                    .iter()
                    .filter(|it| (it.0, it.1) == place)
                    .map(|it| it.2)
                    .sum()
            };
            let now = self.hands[worker].slots(&self.instance);
            seats.extend(
                places
                    .into_iter()
                    .map(|place| (place.0, place.1, of(&touched, place) - of(&now, place))),
            );
        }
        self.journal.push(undo);
    }

    /// Books the slots of a hand (`sign` 1) or gives them back; the yen that they cost.
    fn book(&mut self, worker: usize, sign: i64) -> i64 {
        let mut cost = 0;
        for (site, bucket, slots) in self.hands[worker].slots(&self.instance) {
            self.booked[site][bucket] += sign * slots;
            cost += slots * self.instance.sites[site].slot_cost_yen;
        }
        cost
    }

    /// Adds (or takes off) the terms that are not so much a unit.
    fn add_shared(&mut self, worker: usize, package: usize, sign: Worth) {
        let (people, fairness) = self.of_worker(worker, 0, 0);
        self.worths[Tier::People as usize] += sign * people;
        self.worths[Tier::Fairness as usize] += sign * fairness;
        self.worths[Tier::Soft as usize] -= sign * (self.missed_quota(package) + self.deviation());
    }

    fn missed_quota(&self, package: usize) -> Worth {
        let job = &self.instance.packages[package];
        let all = i128::from(self.teams[package].units);
        let quotas = job.muni_quota_pct.iter();
        quotas
            .map(|(town, share)| {
                let town = self.names.towns.get(town).copied();
                let members = self.teams[package].members.iter();
                let own = members.filter(|it| Some(self.people[**it].town) == town);
                let own = own.map(|it| i128::from(self.own(*it, package))).sum();
                wishes::quota::of_package(&self.instance.params, job, *share, all, own)
            })
            .sum()
    }

    fn deviation(&self) -> Worth {
        let towns = self.instance.municipalities.iter().zip(&self.town_pay);
        let towns = towns.map(|(it, paid)| (it.share_permille, *paid));
        wishes::balance::deviation(&self.instance.params, self.all_pay, towns)
    }

    /// A point to which `back_to` returns.
    pub fn mark(&self) -> usize {
        self.journal.len()
    }

    /// Takes everything back that happened since a mark, measures included.
    pub fn back_to(&mut self, mark: usize) {
        while self.journal.len() > mark {
            match self.journal.pop() {
                Some(Undo::Pair {
                    worker,
                    package,
                    hand,
                    team,
                    span,
                    review,
                    town_pay,
                    all_pay,
                    worths,
                    seats,
                }) => {
                    let director = self.orders[package].director;
                    self.hands[worker] = hand;
                    self.teams[package] = team;
                    self.span[director] = span;
                    self.review[director] = review;
                    self.town_pay[self.people[worker].town] = town_pay;
                    self.all_pay = all_pay;
                    self.worths = worths;
                    for (site, bucket, more) in seats {
                        self.booked[site][bucket] += more;
                    }
                }
                Some(Undo::Worker(at, worker, abilities, counted)) => {
                    self.instance.workers[at] = *worker;
                    self.people[at] = *abilities;
                    self.counted_before[at] = counted;
                }
                Some(Undo::Site(at, site)) => self.instance.sites[at] = *site,
                Some(Undo::Director(at, director)) => self.instance.directors[at] = *director,
                Some(Undo::Package) => {
                    self.instance.packages.pop();
                    self.orders.pop();
                    self.teams.pop();
                }
                None => return,
            }
        }
    }

    /// People touched since a mark.
    pub fn touched(&self, mark: usize) -> Vec<usize> {
        let pairs = self.journal[mark..].iter().filter_map(|it| match it {
            Undo::Pair { worker, .. } => Some(*worker),
            _ => None,
        });
        let mut found: Vec<usize> = pairs.collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The plan as it stands now.
    pub fn plan(&self) -> Plan {
        let mut plan = Plan::empty(&self.instance.name);
        for (worker, hand) in self.hands.iter().enumerate() {
            let holds = hand.holds.iter().map(|hold| Assignment {
                worker: self.instance.workers[worker].id.clone(),
                package: self.instance.packages[hold.package].id.clone(),
                units: hold.units,
                schedule: self.rows(&hold.rows),
                other: Other::new(),
            });
            plan.assignments.extend(holds);
        }
        plan
    }

    /// Rows as they are written.
    pub fn rows(&self, stays: &[Stay]) -> Vec<Row> {
        let mut rows: Vec<Row> = stays
            .iter()
            .map(|it| Row {
                bucket: it.bucket as i64,
                seconds: it.seconds,
                site: it.site.map(|at| self.instance.sites[at].id.clone()),
            })
            .collect();
        rows.sort_by(|a, b| (a.bucket, &a.site).cmp(&(b.bucket, &b.site)));
        rows
    }

    /// Whether the skills, the record, the languages and the clearance are there; the terms then.
    pub fn skilled(&self, worker: usize, package: usize) -> Option<Terms> {
        let (person, job) = (&self.people[worker], &self.orders[package]);
        let terms = person.records[job.kind]?;
        let levels = job
            .skills
            .iter()
            .all(|(at, level)| person.levels[*at] >= *level);
        let cleared = job.security != Security::Secure || person.clearance;
        let speaks = job.languages.beyond(&person.languages, &Bits::default()) == 0;
        (levels && cleared && speaks).then_some(terms)
    }

    /// The terms of someone trained for an order: the middle of those who are, his own where they are
    /// better, and no more defects than the order asks.
    pub fn trained(&self, worker: usize, package: usize) -> Terms {
        let job = &self.orders[package];
        let mut middle = self.trades.terms[job.trade];
        let asked = self.instance.packages[package].max_defect_ppm;
        middle.defect_ppm_upper = middle.defect_ppm_upper.min(asked);
        middle.defect_ppm = middle.defect_ppm.min(asked);
        self.people[worker].records[job.kind].map_or(middle, |own| own.raised(&middle))
    }

    /// Whether area and refusals allow a pair.
    pub fn allowed(&self, worker: usize, package: usize) -> bool {
        let (person, job) = (&self.people[worker], &self.orders[package]);
        let inside = job.towns.as_ref().is_none_or(|it| it.has(person.town));
        inside && !person.refused.has(job.kind)
    }

    /// Whether a package may be done at home.
    pub fn at_home(&self, worker: usize, package: usize) -> bool {
        let (person, job) = (&self.people[worker], &self.orders[package]);
        job.security == Security::Home
            && job.equipment.beyond(&person.equipment, &Bits::default()) == 0
    }

    /// Whether a package may be done at a site.
    pub fn at_site(&self, worker: usize, package: usize, site: usize) -> bool {
        let (person, job) = (&self.people[worker], &self.orders[package]);
        facts::serves(self.instance.sites[site].site_type, job.security)
            && job.equipment.beyond(&person.equipment, &self.lent[site]) == 0
    }

    /// The worker's own sites at which a package may be done.
    pub fn sites(&self, worker: usize, package: usize) -> Vec<usize> {
        let own = self.people[worker].sites.iter().copied();
        own.filter(|site| self.at_site(worker, package, *site))
            .collect()
    }

    /// Whether there is any permitted and equipped place.
    pub fn placed(&self, worker: usize, package: usize) -> bool {
        self.at_home(worker, package)
            || self.people[worker]
                .sites
                .iter()
                .any(|site| self.at_site(worker, package, *site))
    }

    /// The terms of an eligible pair, hours apart.
    pub fn eligible(&self, worker: usize, package: usize) -> Option<Terms> {
        if !self.people[worker].wants || self.barred == Some((worker, package)) {
            return None;
        }
        let terms = self.skilled(worker, package)?;
        (self.allowed(worker, package) && self.placed(worker, package)).then_some(terms)
    }

    /// A hold in a worker's hand.
    pub fn hold(&self, worker: usize, package: usize) -> Option<&Hold> {
        self.hands[worker].hold(package)
    }
}

/// A whole number, as near as the type reaches.
pub fn whole(value: i128) -> i64 {
    i64::try_from(value).unwrap_or(if value < 0 { i64::MIN } else { i64::MAX })
}

#[cfg(test)]
mod tests;
