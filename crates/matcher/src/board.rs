//! The plan in the making: every sum that a limit or a wish looks at, kept up to date pair by pair,
//! with a way back.

use std::collections::{HashMap, HashSet};

use crate::hand::{Hand, Hold, Visit};
use crate::instance::Other;
use crate::market::Market;
use crate::plan::{Assignment, Plan, Row};
use crate::seats::Seats;
use crate::wishes::{self, Tier, Worth, YEN};

/// A pair that claims more than this is no pair of any plan; sums stay within their types.
const MOST_UNITS: i64 = 1_000_000_000;

/// 作業中の割当案.
pub struct Board<'m> {
    pub market: &'m Market<'m>,
    pub hands: Vec<Hand>,
    pub seats: Seats,
    /// Units given out of each package, and the columns of its team.
    pub units: Vec<i64>,
    pub teams: Vec<Vec<usize>>,
    /// Σ units · (asked − own defect bound): not negative where the team is good enough.
    pub slack_ppm: Vec<i128>,
    pub span: Vec<i64>,
    /// Review in hundredths of a second, by director.
    pub review: Vec<i128>,
    /// Pay in cyen by worker and year.
    pub pay: Vec<Vec<i128>>,
    pub town_pay: Vec<i128>,
    pub all_pay: i128,
    /// Worth of each tier against the empty plan.
    pub worths: [Worth; 5],
    counted: Vec<bool>,
    undo: Vec<Undo>,
}

struct Undo {
    column: usize,
    units: i64,
    hand: Hand,
    worths: [Worth; 5],
}

impl<'m> Board<'m> {
    /// Nobody has anything to do. What dropping the plan in force costs is in the tiers already.
    pub fn new(market: &'m Market<'m>) -> Board<'m> {
        let params = &market.instance.params;
        let before: HashSet<_> = market
            .instance
            .previous
            .iter()
            .map(|it| (&it.worker, &it.package))
            .collect();
        let mut worths = [0; 5];
        worths[Tier::Soft as usize] -= before.len() as Worth * wishes::change::per_change(params);
        Board {
            hands: market.workers.iter().map(|_| Hand::new(market)).collect(),
            seats: Seats::new(market),
            units: vec![0; market.packages.len()],
            teams: vec![Vec::new(); market.packages.len()],
            slack_ppm: vec![0; market.packages.len()],
            span: vec![0; market.directors.len()],
            review: vec![0; market.directors.len()],
            pay: vec![vec![0; market.years.len()]; market.workers.len()],
            town_pay: vec![0; market.municipalities.len()],
            all_pay: 0,
            worths,
            counted: market
                .workers
                .iter()
                .map(|it| wishes::people::counted_before(params, it.it))
                .collect(),
            undo: Vec::new(),
            market,
        }
    }

    /// A plan laid out as it is written. Pairs that are not eligible are left out.
    pub fn of_plan(market: &'m Market<'m>, plan: &Plan) -> Board<'m> {
        let mut board = Board::new(market);
        for it in &plan.assignments {
            let pair = market.worker(&it.worker).zip(market.package(&it.package));
            let Some(at) = pair.and_then(|(worker, package)| market.column(worker, package)) else {
                continue;
            };
            let worker = market.columns[at].worker;
            if !(1..=MOST_UNITS).contains(&it.units) || board.own(at) > 0 {
                continue;
            }
            let mut hand = board.hands[worker].clone();
            hand.holds.push(as_written(market, at, it));
            let hold = hand.holds.len() - 1;
            for row in &it.schedule {
                let Some(bucket) = bucket(market, row) else {
                    continue;
                };
                match row.site.as_deref().map(|id| market.site(id)) {
                    None => {
                        let held = &mut hand.holds[hold];
                        held.home[bucket] += row.seconds;
                        held.seconds += row.seconds;
                        hand.day[bucket] += row.seconds;
                        hand.week[market.week_of[bucket]] += row.seconds;
                    }
                    Some(Some(site)) => hand.visit(
                        market,
                        hold,
                        Visit {
                            bucket,
                            site,
                            seconds: row.seconds,
                        },
                    ),
                    Some(None) => {}
                }
            }
            board.seats.book(market, &board.hands[worker], -1);
            board.put(at, it.units, hand);
        }
        board.undo.clear();
        board
    }

    /// The weighted sum of the tiers.
    pub fn score(&self) -> Worth {
        self.worths.iter().sum()
    }

    /// Units that a column holds.
    pub fn own(&self, at: usize) -> i64 {
        let column = &self.market.columns[at];
        self.hands[column.worker].units(column.package)
    }

    /// Whether a package is either not begun, or has people enough and good enough.
    pub fn sound(&self, package: usize) -> bool {
        let team = self.teams[package].len() as i64;
        team == 0
            || (team >= self.market.packages[package].it.min_team && self.slack_ppm[package] >= 0)
    }

    /// Gives a column so many units. False, and nothing is changed, when the time cannot be laid out.
    /// The other limits are the caller's to ask.
    pub fn set(&mut self, at: usize, units: i64) -> bool {
        let market = self.market;
        let worker = market.columns[at].worker;
        if self.own(at) == units {
            return true;
        }
        let mut hand = self.hands[worker].clone();
        self.seats.book(market, &self.hands[worker], -1);
        if !hand.set(market, at, units, &self.seats) {
            self.seats.book(market, &self.hands[worker], 1);
            return false;
        }
        self.put(at, units, hand);
        true
    }

    /// A point to which `back_to` returns.
    pub fn mark(&self) -> usize {
        self.undo.len()
    }

    /// Takes everything back that happened since a mark.
    pub fn back_to(&mut self, mark: usize) {
        while self.undo.len() > mark {
            let Some(last) = self.undo.pop() else { return };
            let worker = self.market.columns[last.column].worker;
            self.seats.book(self.market, &self.hands[worker], -1);
            self.put(last.column, last.units, last.hand);
            self.undo.pop();
            self.worths = last.worths;
        }
    }

    /// Replaces a hand in which one column has changed. The old hand's seats are given back already.
    fn put(&mut self, at: usize, units: i64, hand: Hand) {
        let market = self.market;
        let column = &market.columns[at];
        let (worker, package) = (column.worker, column.package);
        let job = &market.packages[package];
        let old = self.own(at);
        let worths = self.worths;
        let (more, begun) = (
            i128::from(units - old),
            i64::from(units > 0) - i64::from(old > 0),
        );

        self.add_shared(worker, package, -1);
        let seats: i64 = self.hands[worker]
            .slots(market)
            .iter()
            .map(|it| it.2 * market.sites[it.0].slot_cost_yen)
            .sum();
        let seats = self.seats.book(market, &hand, 1) - seats;
        let hand = std::mem::replace(&mut self.hands[worker], hand);
        self.undo.push(Undo {
            column: at,
            units: old,
            hand,
            worths,
        });

        let paid = more * i128::from(job.it.pay_cyen);
        self.pay[worker][job.year] += paid;
        self.town_pay[market.workers[worker].municipality] += paid;
        self.all_pay += paid;
        self.units[package] += units - old;
        self.slack_ppm[package] +=
            more * i128::from(job.it.max_defect_ppm - column.defect_ppm_upper);
        self.review[job.director] +=
            more * i128::from(column.review_pct) * i128::from(job.it.review_seconds);
        self.span[job.director] += begun;
        match begun {
            1 => self.teams[package].push(at),
            -1 => self.teams[package].retain(|it| *it != at),
            _ => {}
        }

        self.add_shared(worker, package, 1);
        self.worths[Tier::Delivery as usize] += more * column.delivery;
        self.worths[Tier::Margin as usize] += more * column.margin - Worth::from(seats) * YEN;
        self.worths[Tier::Soft as usize] +=
            more * column.soft - Worth::from(begun) * self.pair_cost(at);
    }

    /// What it costs to begin a pair: the hand-over, and the change against the plan in force.
    pub fn pair_cost(&self, at: usize) -> Worth {
        let params = &self.market.instance.params;
        let change = match (self.market.has_previous, self.market.columns[at].was) {
            (false, _) => 0,
            (true, false) => wishes::change::per_change(params),
            (true, true) => -wishes::change::per_change(params),
        };
        wishes::pair_cost::per_pair(params) + change
    }

    /// Adds (or takes off) the terms of one worker and one package that are not so much a unit.
    fn add_shared(&mut self, worker: usize, package: usize, sign: Worth) {
        let (people, fairness) = self.of_worker(worker, 0, 0);
        self.worths[Tier::People as usize] += sign * people;
        self.worths[Tier::Fairness as usize] += sign * fairness;
        self.worths[Tier::Soft as usize] -= sign * (self.missed_quota(package) + self.deviation());
    }

    /// People and fairness for one worker, were she paid so much more in a year.
    pub fn of_worker(&self, worker: usize, year: usize, more: i128) -> (Worth, Worth) {
        let params = &self.market.instance.params;
        let it = self.market.workers[worker].it;
        let pay = self.pay[worker].iter().enumerate();
        let pay = pay.map(|(at, paid)| {
            (
                &self.market.years[at],
                paid + if at == year { more } else { 0 },
            )
        });
        let fairness = wishes::fairness::of_person(params, it, pay.clone().map(|it| it.1).sum());
        let counts = !self.counted[worker] && wishes::people::counts(params, it, pay);
        (
            Worth::from(counts) * wishes::people::per_person(params),
            fairness,
        )
    }

    fn missed_quota(&self, package: usize) -> Worth {
        let (market, job) = (self.market, &self.market.packages[package]);
        let all = i128::from(self.units[package]);
        job.quota
            .iter()
            .map(|(town, share)| {
                let own = self.teams[package]
                    .iter()
                    .filter(|it| market.workers[market.columns[**it].worker].municipality == *town);
                let own = own.map(|it| i128::from(self.own(*it))).sum();
                wishes::quota::of_package(&market.instance.params, job.it, *share, all, own)
            })
            .sum()
    }

    fn deviation(&self) -> Worth {
        let towns = self.market.municipalities.iter().zip(&self.town_pay);
        let towns = towns.map(|(it, paid)| (it.share_permille, *paid));
        wishes::balance::deviation(&self.market.instance.params, self.all_pay, towns)
    }

    /// The plan of hands given worker by worker in working order, as a file in the order of the
    /// instance's own lists.
    pub fn plan_of(market: &Market, hands: impl Iterator<Item = Hand>) -> Plan {
        let mut pairs: HashMap<&str, Vec<Assignment>> = HashMap::new();
        for (person, mut hand) in market.workers.iter().zip(hands) {
            hand.holds.sort_by_key(|it| it.package);
            let pair = |hold: &Hold| Assignment {
                worker: person.it.id.clone(),
                package: market.packages[hold.package].it.id.clone(),
                units: hold.units,
                schedule: rows(market, hold),
                other: Other::new(),
            };
            if !hand.holds.is_empty() {
                pairs.insert(&person.it.id, hand.holds.iter().map(pair).collect());
            }
        }
        let mut plan = Plan::empty(&market.instance.name);
        for it in &market.instance.workers {
            plan.assignments
                .extend(pairs.remove(&*it.id).into_iter().flatten());
        }
        plan
    }
}

fn rows(market: &Market, hold: &Hold) -> Vec<Row> {
    let home = hold.home.iter().enumerate().filter(|it| *it.1 > 0);
    let home = home.map(|(bucket, seconds)| Row {
        bucket: bucket as i64,
        seconds: *seconds,
        site: None,
    });
    let away = hold.away.iter().map(|it| Row {
        bucket: it.bucket as i64,
        seconds: it.seconds,
        site: Some(market.sites[it.site].id.clone()),
    });
    let mut rows: Vec<Row> = home.chain(away).collect();
    rows.sort_by(|a, b| (a.bucket, &a.site).cmp(&(b.bucket, &b.site)));
    rows
}

fn as_written(market: &Market, at: usize, it: &Assignment) -> Hold {
    Hold {
        column: at,
        package: market.columns[at].package,
        units: it.units,
        seconds: 0,
        home: vec![0; market.week_of.len()],
        away: Vec::new(),
    }
}

/// The bucket of a row that can be laid out at all.
fn bucket(market: &Market, row: &Row) -> Option<usize> {
    let bucket = usize::try_from(row.bucket).ok()?;
    let usual = 1..=1_000_000_000;
    (bucket < market.week_of.len() && usual.contains(&row.seconds)).then_some(bucket)
}
