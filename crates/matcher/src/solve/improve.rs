//! Improving: a small part of the plan is taken apart and put together in another way;
//! only what is better stays.

use super::Work;
use super::fill::Manner;
use crate::limits::{self, Case};

/// Permille of blur in the order in which things are put together again.
const NOISE: usize = 600;

impl Work<'_> {
    /// Tries so many changes.
    pub fn improve(&mut self, steps: u64) {
        if self.board.market.columns.is_empty() {
            return;
        }
        for _ in 0..steps {
            let before = self.board.score();
            self.attempt();
            for package in self.board.touched(0) {
                self.mend(package);
            }
            if self.pins_hold() && self.board.score() > before {
                self.board.keep();
            } else {
                self.board.back_to(0);
            }
        }
    }

    fn attempt(&mut self) {
        match self.rng.below(10) {
            0..=2 => self.free_for_package(),
            3..=4 => self.rebuild_package(),
            5..=6 => self.rehand_worker(),
            7 => self.give_work(),
            8 => self.shift_units(),
            _ => self.swap_worker(),
        }
    }

    fn pins_hold(&self) -> bool {
        let mut pinned = self.pinned.iter();
        pinned.all(|at| self.board.own(*at) >= self.least[*at])
    }

    fn manner(&mut self) -> Manner {
        if self.rng.below(2) == 0 {
            Manner::Deep
        } else {
            Manner::Thin
        }
    }

    /// A package, twice as likely one that is short.
    fn some_package(&mut self) -> usize {
        let market = self.board.market;
        let short: Vec<usize> = (0..market.packages.len())
            .filter(|it| self.board.units[*it] < market.packages[*it].it.units)
            .collect();
        match self.rng.below(3) {
            0 => self.rng.below(market.packages.len()),
            _ => self.rng.pick(&short).unwrap_or(0),
        }
    }

    /// Drops a column down to what is fixed.
    fn drop_pair(&mut self, at: usize) {
        self.board.set(at, self.least[at]);
    }

    /// Fills what was touched, in a random order, and then those who were freed.
    fn put_together(&mut self, first: &[usize], freed: &[usize]) {
        let mut packages = self.board.touched(0);
        packages.retain(|it| !first.contains(it));
        for at in (1..packages.len()).rev() {
            packages.swap(at, self.rng.below(at + 1));
        }
        for package in first.iter().copied().chain(packages) {
            let manner = self.manner();
            self.fill(package, manner, NOISE);
        }
        for worker in freed {
            self.settle(*worker, NOISE);
        }
    }

    /// Frees people of other packages for one, and refills the others behind them.
    fn free_for_package(&mut self) {
        let market = self.board.market;
        let package = self.some_package();
        let mut freed = Vec::new();
        for _ in 0..=self.rng.below(4) {
            let Some(at) = self.rng.pick(&market.packages[package].columns) else {
                return;
            };
            let worker = market.columns[at].worker;
            let held: Vec<usize> = self.board.hands[worker]
                .holds
                .iter()
                .map(|it| it.column)
                .collect();
            if let Some(other) = self.rng.pick(&held) {
                self.drop_pair(other);
                freed.push(worker);
            }
        }
        self.put_together(&[package], &freed);
    }

    /// Takes part of a team off a package and finds another.
    fn rebuild_package(&mut self) {
        let package = self.some_package();
        let team = self.board.teams[package].clone();
        let mut freed = Vec::new();
        for _ in 0..=self.rng.below(team.len().min(6)) {
            if let Some(at) = self.rng.pick(&team) {
                self.drop_pair(at);
                freed.push(self.board.market.columns[at].worker);
            }
        }
        self.put_together(&[package], &freed);
    }

    /// Empties one person's hand, and sometimes that of a colleague, and fills them anew.
    fn rehand_worker(&mut self) {
        let market = self.board.market;
        let mut workers = vec![self.rng.below(market.workers.len())];
        let own = market.workers[workers[0]].columns.clone();
        for _ in 0..self.rng.below(3) {
            let package = self.rng.pick(&own).map(|at| market.columns[at].package);
            let team = package.map_or(&[][..], |it| &self.board.teams[it]);
            if let Some(at) = self.rng.pick(&team.to_vec()) {
                workers.push(market.columns[at].worker);
            }
        }
        for worker in &workers {
            for hold in self.board.hands[*worker].holds.clone() {
                self.drop_pair(hold.column);
            }
        }
        for worker in &workers {
            self.settle(*worker, NOISE);
        }
        self.put_together(&[], &[]);
    }

    /// Gives someone a portion of a package that others hold.
    fn give_work(&mut self) {
        let market = self.board.market;
        let idle: Vec<usize> = (0..market.workers.len())
            .filter(|it| {
                self.board.hands[*it].holds.is_empty() && !market.workers[*it].columns.is_empty()
            })
            .collect();
        let Some(worker) = self.rng.pick(&idle) else {
            return;
        };
        let Some(at) = self.rng.pick(&market.workers[worker].columns) else {
            return;
        };
        if self.barred[at] {
            return;
        }
        let portions = 1 + self.rng.below(3) as i64;
        let wanted = Case::new(&self.board, at).chunk() * portions;
        self.take_from_team(at, wanted);
        self.widen(at, Manner::Thin);
        self.put_together(&[], &[]);
    }

    /// Makes room for so many units in a column, by taking from its team at random.
    fn take_from_team(&mut self, at: usize, wanted: i64) {
        let market = self.board.market;
        let package = market.columns[at].package;
        let job = market.packages[package].it;
        for _ in 0..4 {
            let lacking = wanted - (job.units - self.board.units[package]);
            let full = self.board.teams[package].len() as i64 >= job.max_team;
            if lacking <= 0 && !full {
                return;
            }
            let team = self.board.teams[package].clone();
            let Some(other) = self.rng.pick(&team).filter(|it| *it != at) else {
                return;
            };
            let own = self.board.own(other);
            let least = self.least[other].max(job.min_chunk);
            let left = if full {
                self.least[other]
            } else {
                (own - lacking).max(least).min(own)
            };
            self.board.set(other, left);
        }
    }

    /// Moves units within a team.
    fn shift_units(&mut self) {
        let market = self.board.market;
        let package = self.rng.below(market.packages.len());
        let team = self.board.teams[package].clone();
        let (Some(from), Some(to)) = (self.rng.pick(&team), self.rng.pick(&team)) else {
            return;
        };
        let least = self.least[from].max(market.packages[package].it.min_chunk);
        let spare = self.board.own(from) - least;
        if from == to || spare <= 0 {
            return;
        }
        let moved = 1 + self.rng.below(spare.min(1 << 30) as usize) as i64;
        let own = self.board.own(from);
        self.board.set(from, own - moved);
        self.widen(to, Manner::Deep);
        let worker = market.columns[from].worker;
        self.settle(worker, NOISE);
        self.put_together(&[], &[]);
    }

    /// Puts someone else in a person's place in one package.
    fn swap_worker(&mut self) {
        let market = self.board.market;
        let package = self.rng.below(market.packages.len());
        let team = self.board.teams[package].clone();
        let (Some(out), Some(in_)) = (
            self.rng.pick(&team),
            self.rng.pick(&market.packages[package].columns),
        ) else {
            return;
        };
        if out == in_ || self.barred[in_] {
            return;
        }
        self.drop_pair(out);
        let newcomer = market.columns[in_].worker;
        if limits::impossible_now(&Case::new(&self.board, in_)).is_some() {
            let held: Vec<usize> = self.board.hands[newcomer]
                .holds
                .iter()
                .map(|it| it.column)
                .collect();
            if let Some(other) = self.rng.pick(&held) {
                self.drop_pair(other);
            }
        }
        self.widen(in_, Manner::Deep);
        let freed = [market.columns[out].worker, newcomer];
        self.put_together(&[], &freed);
    }
}
