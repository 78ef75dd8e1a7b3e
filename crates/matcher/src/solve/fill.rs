//! Filling: giving a package people, or a person packages, as long as that pays.

use super::Search;

/// How much one person is given at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    /// As much as fits.
    Deep,
    /// As much as makes the person count, so that more people get work.
    Thin,
    /// Something in between, by chance.
    Any,
}

/// So many of a team are asked to take more.
const MOST_COLLEAGUES: usize = 8;

/// At most so many newcomers join a package in one filling.
const MOST_ROUNDS: usize = 64;

impl Search<'_> {
    /// Gives the team of a package more units, then brings in newcomers: each time the best of so
    /// many candidates drawn by chance, or of all when `tries` is `usize::MAX`.
    pub fn refill(&mut self, package: usize, tries: usize) {
        if self.table.limits.shut_packages[package] {
            return;
        }
        self.extend_team(package);
        for _ in 0..MOST_ROUNDS {
            let state = &self.table.state;
            let job = &state.ground.packages[package];
            let team = state.teams[package].len();
            if job.units - state.units[package] < job.chunk
                || team >= job.max_team
                || state.span[job.director as usize]
                    >= self.table.limits.span[job.director as usize]
            {
                return;
            }
            let Some((at, units)) = self.best_newcomer(package, tries) else {
                return;
            };
            if !self.table.set(at, units) {
                return;
            }
        }
    }

    /// Looks at a few of the team; more of them than that seldom have room.
    fn extend_team(&mut self, package: usize) {
        let count = self.table.state.teams[package].len();
        let start = self.rng.below(count);
        for turn in 0..count.min(MOST_COLLEAGUES) {
            let state = &self.table.state;
            if state.units[package] >= state.ground.packages[package].units {
                return;
            }
            let at = state.teams[package][(start + turn) % count];
            self.extend(at);
        }
    }

    /// Gives a pair that is begun what it can still take, if that pays.
    pub fn extend(&mut self, at: u32) {
        let own = self.table.state.own(at);
        if own >= self.table.pair(at).most {
            return;
        }
        let room = self.table.room(at);
        if room > own && self.table.state.gain(at, room) > 0.0 {
            self.table.set(at, room);
        }
    }

    fn best_newcomer(&mut self, package: usize, tries: usize) -> Option<(u32, i64)> {
        let candidates = self.candidates_for(package);
        let count = tries.min(candidates.len());
        let by_unit = self.rng.below(2) == 0;
        let manner = self.manner();
        let mut best: Option<(f64, u32, i64)> = None;
        for turn in 0..count {
            let at = match count == candidates.len() {
                true => candidates[turn],
                false => candidates[self.rng.below(candidates.len())],
            };
            let Some(units) = self.portion(at, manner) else {
                continue;
            };
            let gain = self.table.state.gain(at, units);
            let rank = if by_unit { gain / units as f64 } else { gain };
            if gain > 0.0 && best.is_none_or(|it| rank > it.0) {
                best = Some((rank, at, units));
            }
        }
        best.map(|(_, at, units)| (at, units))
    }

    /// By chance, how much someone is given.
    pub fn manner(&mut self) -> Manner {
        match self.rng.below(5) {
            0 | 1 => Manner::Deep,
            2 | 3 => Manner::Thin,
            _ => Manner::Any,
        }
    }

    /// Units that a column without any could take, so that what is left of the order is nothing or a chunk.
    pub fn portion(&mut self, at: u32, manner: Manner) -> Option<i64> {
        if self.table.state.own(at) > 0 {
            return None;
        }
        let room = self.table.room(at);
        let state = &self.table.state;
        let package = self.table.pair(at).package as usize;
        let job = &state.ground.packages[package];
        if room < job.chunk {
            return None;
        }
        let mut units = self.wanted(at, room, manner);
        let state = &self.table.state;
        let rest = job.units - state.units[package] - units;
        if rest > 0 && rest < job.chunk && units - (job.chunk - rest) >= job.chunk {
            units -= job.chunk - rest;
        }
        Some(units)
    }

    /// A number of units between the chunk and the room.
    pub fn wanted(&mut self, at: u32, room: i64, manner: Manner) -> i64 {
        let state = &self.table.state;
        let pair = self.table.pair(at);
        let job = &state.ground.packages[pair.package as usize];
        match manner {
            Manner::Deep => room,
            Manner::Thin => {
                let lacking = state.lacking(pair.worker as usize, job.year as usize);
                let counting = lacking.map_or(0, |it| (it + job.pay - 1) / job.pay.max(1));
                counting.max(job.chunk).min(room)
            }
            Manner::Any => {
                let spread = (room - job.chunk).max(0) as usize + 1;
                job.chunk.min(room) + self.rng.below(spread) as i64
            }
        }
    }

    /// Gives a worker more of what she has, then other packages, as long as that pays.
    pub fn settle(&mut self, worker: usize) {
        if self.table.limits.shut_workers[worker] {
            return;
        }
        let count = self.table.state.holds[worker].len();
        let start = self.rng.below(count);
        for turn in 0..count {
            let at = self.table.state.holds[worker][(start + turn) % count].column;
            let package = self.table.pair(at).package as usize;
            let state = &self.table.state;
            if state.units[package] < state.ground.packages[package].units {
                self.extend(at);
            }
        }
        for _ in 0..8 {
            let state = &self.table.state;
            if state.holds[worker].len() >= state.ground.people[worker].most {
                return;
            }
            let Some((at, units)) = self.best_package(worker) else {
                return;
            };
            if !self.table.set(at, units) {
                return;
            }
        }
    }

    fn best_package(&mut self, worker: usize) -> Option<(u32, i64)> {
        let mut best: Option<(f64, u32, i64)> = None;
        for at in self.table.state.ground.of_worker.at(worker) {
            let state = &self.table.state;
            let package = self.table.pair(*at).package as usize;
            let job = &state.ground.packages[package];
            if job.units - state.units[package] < job.chunk
                || state.teams[package].len() + 1 < job.min_team
            {
                continue;
            }
            let Some(units) = self.portion(*at, Manner::Deep) else {
                continue;
            };
            let gain = self.table.state.gain(*at, units);
            let blurred = gain * (1.0 + self.rng.below(1024) as f64 / 2048.0);
            if gain > 0.0 && best.is_none_or(|it| blurred > it.0) {
                best = Some((blurred, *at, units));
            }
        }
        best.map(|(_, at, units)| (at, units))
    }

    /// Takes units off a column; less than a chunk becomes nothing, and what is fixed stays.
    pub fn lower(&mut self, at: u32, units: i64) {
        let own = self.table.state.own(at);
        let pair = self.table.pair(at);
        let chunk = self.table.state.ground.packages[pair.package as usize].chunk;
        let units = if units < chunk { 0 } else { units };
        let units = units.max(self.table.limits.least(at));
        if units < own && self.table.limits.open(&self.table.state, at) {
            self.table.set(at, units);
        }
    }

    /// Makes a package one that can be published: the weakest give way until the team is good enough,
    /// somebody joins where it is too small, and otherwise nobody does it.
    pub fn mend(&mut self, package: usize) -> bool {
        for _ in 0..MOST_ROUNDS {
            let state = &self.table.state;
            if state.excess[package] <= 0 {
                break;
            }
            let team = state.teams[package].iter().copied();
            let weakest = team.max_by_key(|at| (self.table.pair(*at).above, *at));
            let Some(at) = weakest else { break };
            let above = self.table.pair(at).above.max(1);
            let own = state.own(at);
            let over = (state.excess[package] + above - 1) / above;
            self.lower(at, own - over);
            if self.table.state.own(at) == own {
                break;
            }
        }
        if self.table.state.sound(package) {
            return true;
        }
        self.refill(package, 8);
        if self.table.state.sound(package) {
            return true;
        }
        for at in self.table.state.teams[package].clone() {
            self.lower(at, 0);
        }
        self.table.state.sound(package)
    }
}
