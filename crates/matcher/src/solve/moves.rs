//! Trial changes: a small part of the plan is taken apart and put together in another way.

use super::Search;
use super::fill::Manner;

/// Candidates looked at when a gap is filled within a trial.
const TRIES: usize = 5;

/// Once in so many times everybody is thought of.
const EVERYBODY: usize = 16;

impl<'g> Search<'g> {
    /// One change by chance. What it leaves open is for `close` to judge.
    pub fn attempt(&mut self) {
        self.gaps.clear();
        self.freed.clear();
        match self.rng.below(100) {
            0..=29 => self.insert_someone(),
            30..=49 => self.shift(),
            50..=64 => self.replace(),
            65..=76 => self.swap(),
            77..=86 => self.drop_one(),
            87..=93 => self.rebuild(),
            _ => self.rehand(),
        }
        self.put_together();
    }

    /// Fills what was opened and gives work to who was freed.
    fn put_together(&mut self) {
        for turn in 0..self.gaps.len() {
            let package = self.gaps[turn];
            self.refill(package, TRIES);
        }
        for turn in 0..self.freed.len() {
            let worker = self.freed[turn];
            self.settle(worker);
        }
    }

    /// A package; more often one that is short of much.
    fn some_package(&mut self) -> Option<usize> {
        let one = self.rng.pick(&self.packages)? as usize;
        if self.rng.below(2) == 0 {
            return Some(one);
        }
        let other = self.rng.pick(&self.packages)? as usize;
        let state = &self.table.state;
        let short = |it: usize| {
            let job = &state.ground.packages[it];
            (job.units - state.units[it]) as f64 * job.delivery
        };
        Some(if short(other) > short(one) {
            other
        } else {
            one
        })
    }

    /// A worker; more often one who has little.
    fn some_worker(&mut self) -> Option<usize> {
        let one = self.rng.pick(&self.workers)? as usize;
        if self.rng.below(2) == 0 {
            return Some(one);
        }
        let other = self.rng.pick(&self.workers)? as usize;
        let state = &self.table.state;
        let poorer = state.paid(other) < state.paid(one);
        Some(if poorer { other } else { one })
    }

    /// A pair that is in the plan, seen from a package or from a worker.
    fn some_held(&mut self) -> Option<u32> {
        for _ in 0..4 {
            let found = if self.rng.below(2) == 0 {
                let worker = self.rng.pick(&self.workers)? as usize;
                let holds = &self.table.state.holds[worker];
                holds.get(self.rng.below(holds.len())).map(|it| it.column)
            } else {
                let package = self.rng.pick(&self.packages)? as usize;
                self.rng.pick(&self.table.state.teams[package])
            };
            if found.is_some() {
                return found;
            }
        }
        None
    }

    /// Who may be thought of for a package: mostly those whom the prices do not speak against.
    pub fn candidates_for(&mut self, package: usize) -> &'g [u32] {
        let ground = self.table.state.ground;
        let likely = ground.likely_of_package.at(package);
        match likely.is_empty() || self.rng.below(EVERYBODY) == 0 {
            true => ground.of_package.at(package),
            false => likely,
        }
    }

    /// What may be thought of for a worker, likewise.
    fn columns_of(&mut self, worker: usize) -> &'g [u32] {
        let ground = self.table.state.ground;
        let likely = ground.likely_of_worker.at(worker);
        match likely.is_empty() || self.rng.below(EVERYBODY) == 0 {
            true => ground.of_worker.at(worker),
            false => likely,
        }
    }

    fn some_column(&mut self) -> Option<u32> {
        if self.rng.below(2) == 0 {
            let worker = self.some_worker()?;
            let columns = self.columns_of(worker);
            self.rng.pick(columns)
        } else {
            let package = self.some_package()?;
            self.rng
                .pick(self.table.state.ground.of_package.at(package))
        }
    }

    /// Gives someone a portion of a package, whoever has to give way.
    fn insert_someone(&mut self) {
        let Some(at) = self.some_column() else { return };
        let manner = self.manner();
        if self.table.state.own(at) > 0 {
            self.enlarge(at);
        } else {
            self.insert(at, manner);
        }
    }

    /// Gives a pair that is begun more, at the cost of its colleagues or of another package.
    fn enlarge(&mut self, at: u32) {
        let pair = self.table.pair(at);
        let (worker, package) = (pair.worker as usize, pair.package as usize);
        let own = self.table.state.own(at);
        let mut room = self.table.room_of_worker(at, own, pair.most);
        if room <= own {
            self.eject(worker, at);
            room = self.table.room_of_worker(at, own, pair.most);
        }
        if room <= own {
            return;
        }
        let wanted = own + 1 + self.rng.below((room - own) as usize) as i64;
        self.make_place(at, wanted);
        let units = self.table.room(at).min(wanted);
        if units > own {
            self.table.set(at, units);
        }
        self.gaps.push(package);
    }

    /// Brings someone into a package. True when she got a portion.
    fn insert(&mut self, at: u32, manner: Manner) -> bool {
        let pair = self.table.pair(at);
        let (worker, package) = (pair.worker as usize, pair.package as usize);
        let chunk = self.table.state.ground.packages[package].chunk;
        if !self.table.limits.open(&self.table.state, at) {
            return false;
        }
        let mut room = self.table.room_of_worker(at, 0, pair.most);
        for _ in 0..2 {
            if room >= chunk || self.table.state.holds[worker].is_empty() {
                break;
            }
            self.eject(worker, at);
            room = self.table.room_of_worker(at, 0, pair.most);
        }
        if room < chunk {
            return false;
        }
        let wanted = self.wanted(at, room, manner);
        self.make_place(at, wanted);
        let units = self.table.room(at).min(wanted);
        self.gaps.push(package);
        units >= chunk && self.table.set(at, units)
    }

    /// Takes one of a worker's packages away from her, but for one column.
    fn eject(&mut self, worker: usize, but: u32) {
        let holds = &self.table.state.holds[worker];
        let Some(out) = holds.get(self.rng.below(holds.len())).map(|it| it.column) else {
            return;
        };
        if out != but {
            self.lower(out, 0);
            self.gaps.push(self.table.pair(out).package as usize);
        }
    }

    /// Makes place for so many units of a column: colleagues by chance give way.
    fn make_place(&mut self, at: u32, wanted: i64) {
        let pair = self.table.pair(at);
        let package = pair.package as usize;
        let own = self.table.state.own(at);
        for _ in 0..4 {
            let state = &self.table.state;
            let job = &state.ground.packages[package];
            let lacking = wanted - own - (job.units - state.units[package]);
            let director = job.director as usize;
            let full = own == 0
                && (state.teams[package].len() >= job.max_team
                    || state.span[director] >= self.table.limits.span[director]);
            if lacking <= 0 && !full {
                return;
            }
            let Some(other) = self.rng.pick(&state.teams[package]).filter(|it| *it != at) else {
                return;
            };
            let theirs = state.own(other);
            let chunk = job.chunk;
            let left = if full {
                0
            } else if theirs - lacking >= chunk {
                theirs - lacking
            } else if self.rng.below(2) == 0 {
                chunk.min(theirs)
            } else {
                0
            };
            self.lower(other, left);
            self.freed.push(self.table.pair(other).worker as usize);
        }
    }

    /// Moves units within a team.
    fn shift(&mut self) {
        let Some(from) = self.some_held() else { return };
        let package = self.table.pair(from).package as usize;
        let Some(to) = self.rng.pick(&self.table.state.teams[package]) else {
            return;
        };
        if from == to {
            return self.insert_someone();
        }
        let state = &self.table.state;
        let job = &state.ground.packages[package];
        let (own, theirs) = (state.own(from), state.own(to));
        let spare = own - job.chunk;
        let worker = self.table.pair(from).worker as usize;
        let moved = match self.rng.below(4) {
            0 => own,
            1 => spare,
            2 => {
                // What the giver does not need to count, or else what lets the taker count.
                let beneficiary = self.table.pair(to).worker as usize;
                match state.lacking(beneficiary, job.year as usize) {
                    Some(lacking) => (lacking + job.pay - 1) / job.pay.max(1),
                    None => spare,
                }
            }
            _ => 1 + self.rng.below(spare.max(1) as usize) as i64,
        };
        if moved <= 0 {
            return;
        }
        self.lower(from, own - moved);
        let freed = own - self.table.state.own(from);
        let units = self.table.room(to).min(theirs + freed);
        if units > theirs {
            self.table.set(to, units);
        }
        self.gaps.push(package);
        self.freed.push(worker);
    }

    /// Puts someone else in a person's place in one package.
    fn replace(&mut self) {
        let Some(out) = self.some_held() else { return };
        let package = self.table.pair(out).package as usize;
        let candidates = self.candidates_for(package);
        let Some(newcomer) = self.rng.pick(candidates) else {
            return;
        };
        if self.table.state.own(newcomer) > 0 {
            return self.shift();
        }
        self.lower(out, 0);
        let manner = if self.rng.below(2) == 0 {
            Manner::Deep
        } else {
            Manner::Thin
        };
        self.insert(newcomer, manner);
        self.gaps.push(package);
        self.freed.push(self.table.pair(out).worker as usize);
    }

    /// Two people change places between two packages.
    fn swap(&mut self) {
        let Some(mine) = self.some_held() else { return };
        let worker = self.table.pair(mine).worker as usize;
        let own = self.columns_of(worker);
        let Some(there) = self.rng.pick(own) else {
            return;
        };
        let (here, other) = (
            self.table.pair(mine).package,
            self.table.pair(there).package,
        );
        if here == other || self.table.state.own(there) > 0 {
            return self.shift();
        }
        let Some(theirs) = self.rng.pick(&self.table.state.teams[other as usize]) else {
            return;
        };
        let partner = self.table.pair(theirs).worker as usize;
        let Some(back) = self
            .column(partner, here)
            .filter(|it| self.table.state.own(*it) == 0)
        else {
            return self.insert_swapped(there);
        };
        let state = &self.table.state;
        let units = (state.own(mine), state.own(theirs));
        self.lower(mine, 0);
        self.lower(theirs, 0);
        for (at, most) in [(there, units.1), (back, units.0)] {
            let chunk =
                self.table.state.ground.packages[self.table.pair(at).package as usize].chunk;
            let room = self.table.room(at).min(most);
            if room >= chunk {
                self.table.set(at, room);
            }
        }
        self.gaps.extend([here as usize, other as usize]);
        self.freed.extend([worker, partner]);
    }

    fn insert_swapped(&mut self, at: u32) {
        let manner = self.manner();
        self.insert(at, manner);
    }

    fn column(&self, worker: usize, package: u32) -> Option<u32> {
        let own = self.table.state.ground.of_worker.at(worker);
        let found = own.binary_search_by_key(&package, |at| self.table.pair(*at).package);
        found.ok().map(|at| own[at])
    }

    /// Takes one pair out.
    fn drop_one(&mut self) {
        let Some(out) = self.some_held() else { return };
        self.lower(out, 0);
        self.gaps.push(self.table.pair(out).package as usize);
        self.freed.push(self.table.pair(out).worker as usize);
    }

    /// Takes part of a team off a package, frees others for it, and finds another team.
    fn rebuild(&mut self) {
        let Some(package) = self.some_package() else {
            return;
        };
        self.gaps.push(package);
        for _ in 0..self.rng.below(4) {
            let Some(out) = self.rng.pick(&self.table.state.teams[package]) else {
                break;
            };
            self.lower(out, 0);
            self.freed.push(self.table.pair(out).worker as usize);
        }
        for _ in 0..self.rng.below(4) {
            let candidates = self.candidates_for(package);
            let Some(at) = self.rng.pick(candidates) else {
                return;
            };
            let worker = self.table.pair(at).worker as usize;
            self.eject(worker, at);
            self.freed.push(worker);
        }
    }

    /// Empties one person's hand and fills it anew.
    fn rehand(&mut self) {
        let Some(worker) = self.some_worker() else {
            return;
        };
        while let Some(hold) = self.table.state.holds[worker].last().copied() {
            self.lower(hold.column, 0);
            self.gaps
                .push(self.table.pair(hold.column).package as usize);
            let last = self.table.state.holds[worker].last();
            if last.is_some_and(|it| it.column == hold.column) {
                break;
            }
        }
        let own = self.columns_of(worker);
        if let Some(at) = self.rng.pick(own)
            && self.table.state.own(at) == 0
        {
            let manner = self.manner();
            self.insert(at, manner);
        }
        self.freed.push(worker);
    }
}
