//! The walk: changes are tried one after the other; what loses a little is accepted now and then, ever
//! more rarely, so that the search leaves poor plans before it settles. The best plan is kept apart.

use super::Search;
use super::state::{Hold, State, Stay};

/// Trial changes between two looks at the clock and the temperature.
pub const STRIDE: u64 = 256;

/// A gain below this many yen is rounding.
const NOTHING: f64 = 1e-6;

/// 温度: how large a loss is accepted, in yen, from the first step to the last.
#[derive(Debug, Clone, Copy)]
pub struct Heat {
    pub first: f64,
    pub last: f64,
}

impl Heat {
    /// The temperature when so much of the effort is spent, 0 to 1. The ratio's powers are square
    /// roots multiplied, which every machine rounds alike.
    pub fn at(&self, gone: f64) -> f64 {
        let mut heat = self.first;
        let mut root = self.last / self.first;
        let mut rest = gone.clamp(0.0, 1.0);
        for _ in 0..12 {
            if rest >= 1.0 {
                heat *= root;
                rest -= 1.0;
            }
            root = root.sqrt();
            rest *= 2.0;
        }
        heat
    }
}

/// The best plan so far, and who has changed since.
#[derive(Debug, Clone)]
pub struct Best {
    /// What the search climbs, and the published score.
    pub value: f64,
    pub score: f64,
    holds: Vec<Vec<Hold>>,
    stays: Vec<Vec<Stay>>,
    stale: Vec<u32>,
    is_stale: Vec<bool>,
}

impl Best {
    /// The plan as it stands.
    pub fn of(state: &State) -> Best {
        Best {
            value: state.value(),
            score: state.tiers.iter().sum(),
            holds: state.holds.clone(),
            stays: state.stays.clone(),
            stale: Vec::new(),
            is_stale: vec![false; state.holds.len()],
        }
    }

    /// Remembers that a worker's hand is no longer that of the best plan.
    pub fn changed(&mut self, worker: u32) {
        if !self.is_stale[worker as usize] {
            self.is_stale[worker as usize] = true;
            self.stale.push(worker);
        }
    }

    /// Takes the plan as it stands, if it is better. True when it was.
    pub fn renew_if_better(&mut self, state: &State) -> bool {
        let better = state.value() > self.value + NOTHING;
        if better {
            self.renew(state);
        }
        better
    }

    fn renew(&mut self, state: &State) {
        self.value = state.value();
        self.score = state.tiers.iter().sum();
        for worker in self.stale.drain(..) {
            let worker = worker as usize;
            self.is_stale[worker] = false;
            self.holds[worker].clone_from(&state.holds[worker]);
            self.stays[worker].clone_from(&state.stays[worker]);
        }
    }
}

impl Search<'_> {
    /// Tries one change and accepts it or takes it back. True when the best plan was bettered.
    pub fn step(&mut self, heat: f64) -> bool {
        let mark = self.table.state.mark();
        let before = self.table.state.value();
        self.attempt();
        let threshold = -heat * self.rng.waiting();
        if self.table.state.value() - before < threshold || !self.close() {
            self.table.state.back(mark);
            return false;
        }
        let state = &self.table.state;
        if state.value() - before < threshold || !self.above_floors() {
            self.table.state.back(mark);
            return false;
        }
        for at in state.changed() {
            self.best.changed(state.pair(at).worker);
        }
        for worker in state.moved() {
            self.best.changed(worker);
        }
        let better = self.best.renew_if_better(state);
        self.table.state.keep();
        better
    }

    /// Mends the packages that were touched; whether the plan can be published.
    pub fn close(&mut self) -> bool {
        let state = &self.table.state;
        let touched = state.changed().map(|at| state.pair(at).package as usize);
        let torn: Vec<usize> = touched.filter(|it| !state.sound(*it)).collect();
        torn.into_iter()
            .all(|package| self.table.state.sound(package) || self.mend(package))
    }

    fn above_floors(&self) -> bool {
        let tiers = self.table.state.tiers.iter();
        tiers.zip(&self.floors).all(|(tier, floor)| tier >= floor)
    }

    /// Goes back to the best plan.
    pub fn return_to_best(&mut self) {
        let stale = std::mem::take(&mut self.best.stale);
        let state = &mut self.table.state;
        for worker in &stale {
            let worker = *worker as usize;
            for hold in state.holds[worker].clone() {
                state.enter(hold.column, 0);
            }
        }
        for worker in &stale {
            let worker = *worker as usize;
            self.best.is_stale[worker] = false;
            for hold in self.best.holds[worker].clone() {
                state.enter(hold.column, hold.units);
            }
            if state.stays[worker] != self.best.stays[worker] {
                state.lay(worker, self.best.stays[worker].clone());
            }
        }
        state.keep();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_heat_falls_by_the_same_ratio_in_the_same_time() {
        let heat = Heat {
            first: 1600.0,
            last: 1.0,
        };

        let cases = [(0.0, 1600.0), (0.5, 40.0), (0.25, 252.98), (0.75, 6.325)];

        for (gone, expected) in cases {
            assert!((heat.at(gone) / expected - 1.0).abs() < 0.001, "{gone}");
        }
    }
}
