//! What an event takes away from a plan before anyone has done anything about it.

use super::event::{Event, Happening};
use super::ground::Ground;
use super::hold::{Hold, Lay};

/// 失われた作業 of one pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lost {
    pub worker: usize,
    pub package: usize,
    pub units: i64,
    pub seconds: i64,
}

/// Strikes out the rows that cannot be worked any more. Units whose time is over count as done.
/// Packages that lost anything are affected from here on, and the people concerned are hit.
pub fn strike(ground: &mut Ground, event: &Event, hands: &mut [Vec<Hold>]) -> Vec<Lost> {
    let mut strike = Strike {
        ground,
        hands,
        lost: Vec::new(),
    };
    for it in &event.events {
        match it {
            Happening::WorkerAbsent(it) => {
                let at = strike.ground.worker_at(&it.worker);
                let span = it.from..=it.to.unwrap_or(i64::MAX);
                strike.rows(|worker, _, row| {
                    Some(worker) == at && span.contains(&(row.bucket as i64))
                });
            }
            Happening::SiteClosed(it) => {
                let at = strike.ground.site_at(&it.site);
                let span = it.from..=it.to.unwrap_or(i64::MAX);
                strike.rows(|_, _, row| row.site == at && span.contains(&(row.bucket as i64)));
            }
            Happening::OrderCancelled(it) => {
                let Some(at) = strike.ground.package_at(&it.package) else {
                    continue;
                };
                let now = strike.ground.now;
                strike.rows(|_, package, row| package == at && row.bucket >= now);
                let done = strike.hands.iter().flatten();
                let done = done.filter(|it| it.package == at).map(|it| it.units).sum();
                strike.ground.packages[at].to_mut().units = done;
            }
            Happening::OrderChanged(it) => {
                let Some(at) = strike.ground.package_at(&it.package) else {
                    continue;
                };
                let (now, package) = (strike.ground.now, &strike.ground.packages[at]);
                let open = package.release..=package.due + strike.ground.late;
                strike.rows(|_, package, row| {
                    package == at && row.bucket >= now && !open.contains(&(row.bucket as i64))
                });
                strike.cut_to_order(at);
            }
            Happening::OrderAdded(_) => {}
        }
    }
    strike.lost
}

struct Strike<'s, 'g> {
    ground: &'s mut Ground<'g>,
    hands: &'s mut [Vec<Hold>],
    lost: Vec<Lost>,
}

impl Strike<'_, '_> {
    /// Strikes out the rows that a test names by worker, package and row.
    fn rows(&mut self, gone: impl Fn(usize, usize, &Lay) -> bool) {
        for worker in 0..self.hands.len() {
            for at in (0..self.hands[worker].len()).rev() {
                let package = self.hands[worker][at].package;
                let rows = &self.hands[worker][at].rows;
                if rows.iter().any(|row| gone(worker, package, row)) {
                    let mut left = self.hands[worker][at].clone();
                    left.rows.retain(|row| !gone(worker, package, row));
                    let done = self.ground.units_in(worker, package, left.seconds());
                    left.units = left.units.min(done);
                    self.leave(worker, at, left);
                }
            }
        }
    }

    /// Stops work beyond what is ordered now: the least reliable first, each down to what is worth
    /// instructing someone for; then whole portions that are not begun.
    fn cut_to_order(&mut self, package: usize) {
        let it = &self.ground.packages[package];
        let (ordered, chunk) = (it.units, it.min_chunk.max(1));
        let holders = self.hands.iter().enumerate();
        let mut pairs: Vec<(i64, usize, usize)> = holders
            .flat_map(|(worker, holds)| holds.iter().enumerate().map(move |it| (worker, it)))
            .filter(|(_, (_, hold))| hold.package == package)
            .map(|(worker, (at, hold))| (hold.units, worker, at))
            .collect();
        let bound = |worker| {
            let record = self.ground.record(worker, package);
            record.map_or(0, |it| it.defect_ppm_upper)
        };
        pairs.sort_by_key(|(units, worker, _)| std::cmp::Reverse((bound(*worker), *units)));
        let mut excess = pairs.iter().map(|it| it.0).sum::<i64>() - ordered;
        for least in [chunk, 0] {
            for (units, worker, at) in &mut pairs {
                if excess <= 0 || *units == 0 {
                    continue;
                }
                let done = self.done(*worker, *at);
                let kept = (*units - excess).max(least.max(done)).min(*units);
                let kept = if least == 0 && kept < chunk {
                    done
                } else {
                    kept
                };
                excess -= *units - kept;
                *units = kept;
            }
        }
        // Positions in a hand shift when a pair is dropped: the later ones first.
        pairs.sort_unstable_by_key(|it| std::cmp::Reverse((it.1, it.2)));
        for (units, worker, at) in pairs {
            if units < self.hands[worker][at].units {
                let mut left = self.hands[worker][at].clone();
                left.units = units;
                let spare = left.seconds() - self.ground.need(worker, package, units);
                left.take_back(self.ground.now, spare);
                self.leave(worker, at, left);
            }
        }
    }

    /// Units whose time lies before now.
    fn done(&self, worker: usize, at: usize) -> i64 {
        let hold = &self.hands[worker][at];
        let rows = hold.rows.iter().filter(|it| it.bucket < self.ground.now);
        let seconds = rows.map(|it| it.seconds).sum();
        let units = self.ground.units_in(worker, hold.package, seconds);
        units.min(hold.units)
    }

    /// Leaves a pair with less than it had, or drops it when no unit of it is done.
    fn leave(&mut self, worker: usize, at: usize, left: Hold) {
        let old = &self.hands[worker][at];
        self.lost.push(Lost {
            worker,
            package: old.package,
            units: old.units - left.units,
            seconds: old.seconds() - left.seconds(),
        });
        self.ground.affected[old.package] = true;
        self.ground.hit[worker] = true;
        if left.units > 0 {
            self.hands[worker][at] = left;
        } else {
            self.hands[worker].remove(at);
        }
    }
}
