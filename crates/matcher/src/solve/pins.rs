//! What a director has decided already: laid down before anything else, and reported where it cannot be.

use super::{Broken, Pins, Search};
use crate::board::Board;
use crate::limits::{self, Case};
use crate::market::Market;
use crate::plan::Plan;
use crate::why::WhyNot;

/// The columns that must stay empty.
pub fn barred(market: &Market, pins: &Pins) -> Vec<usize> {
    let pairs = pins.forbidden.iter();
    pairs
        .filter_map(|(worker, package)| column(market, worker, package))
        .collect()
}

/// Pins kept at first whose team could not be completed, or not with people good enough.
pub fn lost(market: &Market, plan: &Plan, pins: &Pins, known: &[Broken]) -> Vec<Broken> {
    let held = |worker: &str, package: &str| plan.units(worker, package);
    let lost = pins.fixed.iter().filter(|(worker, package, units)| {
        let same = |it: &Broken| it.worker == *worker && it.package == *package;
        held(worker, package) < *units && !known.iter().any(same)
    });
    let lost: Vec<_> = lost.collect();
    if lost.is_empty() {
        return Vec::new();
    }
    let board = Board::of_plan(market, plan);
    let told = lost.into_iter().filter_map(|(worker, package, units)| {
        let at = column(market, worker, package)?;
        Some(Broken {
            worker: worker.clone(),
            package: package.clone(),
            units: *units,
            why: limits::team_incomplete(&Case::new(&board, at)),
        })
    });
    told.collect()
}

fn column(market: &Market, worker: &str, package: &str) -> Option<usize> {
    market.column(market.worker(worker)?, market.package(package)?)
}

impl Search<'_> {
    /// Lays out what is fixed; the pins that meet a limit.
    pub fn pin(&mut self, pins: &Pins) -> Vec<Broken> {
        if pins.fixed.is_empty() {
            return Vec::new();
        }
        let market = self.table.state.ground.market;
        let mut board = Board::new(market);
        let mut broken = Vec::new();
        self.table.limits.least = vec![0; market.columns.len()];
        for (worker, package, units) in &pins.fixed {
            if let Some(why) = self.pin_one(&mut board, worker, package, *units) {
                let (worker, package) = (worker.clone(), package.clone());
                broken.push(Broken {
                    worker,
                    package,
                    units: *units,
                    why,
                });
            }
        }
        self.table.take_over(&board);
        self.table.state.keep();
        broken
    }

    fn pin_one(
        &mut self,
        board: &mut Board,
        worker: &str,
        package: &str,
        units: i64,
    ) -> Option<WhyNot> {
        let market = board.market;
        let Some((person, job)) = market.worker(worker).zip(market.package(package)) else {
            return Some(WhyNot::Unknown);
        };
        let Some(at) = market.column(person, job) else {
            return limits::not_eligible(market, person, job);
        };
        let units = units.max(market.packages[job].it.min_chunk).max(1);
        if let Some(why) = limits::unpinnable(&Case::new(board, at), units) {
            return Some(why);
        }
        if !board.set(at, units) {
            let case = Case::new(board, at);
            return Some(
                limits::impossible_now(&case).unwrap_or_else(|| limits::no_time(&case, units)),
            );
        }
        self.table.limits.least[at] = units;
        self.pinned.push(at as u32);
        None
    }

    /// Gives up what is fixed in teams that could not be completed.
    pub fn give_up_pins(&mut self) {
        for turn in 0..self.pinned.len() {
            let package = self.table.pair(self.pinned[turn]).package as usize;
            if self.table.state.sound(package) {
                continue;
            }
            for at in self.table.state.teams[package].clone() {
                self.table.limits.least[at as usize] = 0;
            }
            self.mend(package);
        }
        self.table.state.keep();
    }
}
