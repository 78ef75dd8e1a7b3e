//! From an instance to a plan: begin packages by what they are worth, then improve step by step.
//! Effort is counted in steps, not seconds, so that the same seed gives the same plan anywhere.

use serde::{Deserialize, Serialize};

use crate::board::Board;
use crate::instance::Instance;
use crate::limits::{self, Case};
use crate::market::Market;
use crate::plan::Plan;
use crate::why::WhyNot;

mod fill;
mod improve;
pub mod rng;

use rng::Rng;

/// 計算の手間: how many improvements are tried, and the seed of their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Effort {
    pub steps: u64,
    pub seed: u64,
}

/// 固定: what a director has decided already.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pins {
    /// Pairs (worker, package) that stay with at least so many units.
    pub fixed: Vec<(String, String, i64)>,
    /// Pairs that must not be.
    pub forbidden: Vec<(String, String)>,
}

/// A plan under pins, and the pins that could not be kept.
#[derive(Debug, Clone, PartialEq)]
pub struct Pinned {
    pub plan: Plan,
    pub broken: Vec<Broken>,
}

/// A pin that could not be kept, and the limit that it met.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Broken {
    pub worker: String,
    pub package: String,
    pub units: i64,
    pub why: WhyNot,
}

/// The best plan found. It keeps every hard limit, however little effort is spent.
pub fn solve(instance: &Instance, effort: &Effort) -> Plan {
    solve_pinned(instance, effort, &Pins::default()).plan
}

/// The best plan found that keeps what is fixed and leaves out what is forbidden.
/// A fixed pair that breaks a hard limit is not kept but reported.
pub fn solve_pinned(instance: &Instance, effort: &Effort, pins: &Pins) -> Pinned {
    let market = Market::new(instance);
    let mut work = Work {
        board: Board::new(&market),
        least: vec![0; market.columns.len()],
        pinned: Vec::new(),
        barred: vec![false; market.columns.len()],
        rng: Rng::new(effort.seed),
    };
    let mut broken = work.pin(pins);
    work.construct();
    work.improve(effort.steps);
    broken.extend(work.lost(pins, &broken));
    Pinned {
        plan: work.board.plan(),
        broken,
    }
}

/// The plan in the making with what binds it from outside.
struct Work<'m> {
    board: Board<'m>,
    /// Units that each column must keep.
    least: Vec<i64>,
    /// The columns that keep any.
    pinned: Vec<usize>,
    /// Columns that must stay empty.
    barred: Vec<bool>,
    rng: Rng,
}

impl Work<'_> {
    /// Lays out what is fixed, before anything else; the pins that meet a limit.
    fn pin(&mut self, pins: &Pins) -> Vec<Broken> {
        for (worker, package) in &pins.forbidden {
            if let Some(at) = self.column(worker, package) {
                self.barred[at] = true;
            }
        }
        let mut broken = Vec::new();
        for (worker, package, units) in &pins.fixed {
            if let Some(why) = self.pin_one(worker, package, *units) {
                let (worker, package) = (worker.clone(), package.clone());
                broken.push(Broken {
                    worker,
                    package,
                    units: *units,
                    why,
                });
            }
        }
        self.board.keep();
        broken
    }

    fn pin_one(&mut self, worker: &str, package: &str, units: i64) -> Option<WhyNot> {
        let market = self.board.market;
        let Some((person, job)) = market.worker(worker).zip(market.package(package)) else {
            return Some(WhyNot::Unknown);
        };
        let Some(at) = market.column(person, job) else {
            return limits::not_eligible(market, person, job);
        };
        let units = units.max(market.packages[job].it.min_chunk).max(1);
        if let Some(why) = limits::unpinnable(&Case::new(&self.board, at), units) {
            return Some(why);
        }
        if !self.board.set(at, units) {
            let case = Case::new(&self.board, at);
            return Some(
                limits::impossible_now(&case).unwrap_or_else(|| limits::no_time(&case, units)),
            );
        }
        self.least[at] = units;
        self.pinned.push(at);
        None
    }

    /// Pins kept at first whose team could not be completed, or not with people good enough.
    fn lost(&self, pins: &Pins, known: &[Broken]) -> Vec<Broken> {
        let lost = pins.fixed.iter().filter(|(worker, package, units)| {
            let held = self
                .column(worker, package)
                .map_or(0, |at| self.board.own(at));
            held < *units
                && !known
                    .iter()
                    .any(|it| it.worker == *worker && it.package == *package)
        });
        lost.filter_map(|(worker, package, units)| {
            let at = self.column(worker, package)?;
            let why = limits::team_incomplete(&Case::new(&self.board, at));
            let (worker, package) = (worker.clone(), package.clone());
            Some(Broken {
                worker,
                package,
                units: *units,
                why,
            })
        })
        .collect()
    }

    fn column(&self, worker: &str, package: &str) -> Option<usize> {
        let market = self.board.market;
        market.column(market.worker(worker)?, market.package(package)?)
    }

    /// Begins package after package: those with something fixed, then those that fewest hours are
    /// offered for. What is fixed in a team that cannot be completed is given up here.
    fn construct(&mut self) {
        let market = self.board.market;
        let mut order: Vec<(bool, i64, usize)> = (0..market.packages.len())
            .map(|it| (self.board.units[it] == 0, self.abundance(it), it))
            .collect();
        order.sort_unstable();
        for (_, _, package) in order {
            self.fill(package, fill::Manner::Deep, 0);
            self.mend(package);
        }
        for package in 0..market.packages.len() {
            self.fill(package, fill::Manner::Deep, 0);
            self.mend(package);
        }
        for at in &self.pinned {
            self.least[*at] = self.least[*at].min(self.board.own(*at));
        }
        self.board.keep();
    }

    /// Offered hours in permille of the hours that a package needs.
    fn abundance(&self, package: usize) -> i64 {
        let market = self.board.market;
        let job = &market.packages[package];
        let offered: i128 = job
            .columns
            .iter()
            .map(|at| {
                let column = &market.columns[*at];
                i128::from(self.board.hands[column.worker].free(market, column, &self.board.seats))
            })
            .sum();
        let needed = i128::from(job.it.units.max(1)) * i128::from(job.it.unit_seconds);
        i64::try_from(offered * 1000 / needed).unwrap_or(i64::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wishes::{self, YEN};

    #[test]
    fn the_search_counts_as_the_score_does() {
        let text = include_str!("../../tests/data/town-1.json");
        let town = Instance::from_json(text).expect("the town is valid");
        let market = Market::new(&town);
        let mut work = Work {
            board: Board::new(&market),
            least: vec![0; market.columns.len()],
            pinned: Vec::new(),
            barred: vec![false; market.columns.len()],
            rng: Rng::new(5),
        };

        work.construct();
        work.improve(300);

        let scored = wishes::score(&town, &work.board.plan());
        assert!((work.board.score() - scored.score()).abs() < YEN / 100);
        let read_back = Board::of_plan(&market, &work.board.plan());
        assert_eq!(read_back.worths, work.board.worths);
    }
}
