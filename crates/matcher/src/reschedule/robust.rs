//! 頑健性: what remains of a plan when people fall ill. Each pair is lost with the worker's own
//! chance, from a random bucket of its window on; team members and eligible others with free hours
//! take over, announced a bucket ahead, until the order is due.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};

use super::desk::Desk;
use super::ground::{Able, Ground};
use super::hold::{self, Hold};
use super::time;
use crate::instance::Instance;
use crate::plan::Plan;

/// SplitMix64: small, and the same on every machine.
struct Chance(u64);

impl Chance {
    /// A number from 0 up to but without `end`.
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % end.max(1)
    }
}

/// Runs that a published figure rests on.
pub const RUNS: u32 = 200;

/// The share of completed packages that is still completed, run by run.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Robustness {
    /// Packages that the plan completes when nobody is absent.
    pub planned: usize,
    /// Packages still completed in each run, the fewest first.
    pub completed: Vec<usize>,
    /// Mean share of the packages still completed.
    pub mean: f64,
    /// The share that 19 of 20 runs reach.
    pub in_19_of_20: f64,
    pub worst: f64,
}

impl Robustness {
    /// The share of runs in which at least a share `q` of the packages is still completed.
    pub fn robust_at(&self, q: f64) -> f64 {
        let least = q * self.planned as f64 - 1e-9;
        let reached = self.completed.iter().filter(|it| **it as f64 >= least);
        reached.count() as f64 / self.completed.len().max(1) as f64
    }

    fn of(planned: usize, mut completed: Vec<usize>) -> Robustness {
        completed.sort_unstable();
        let share = |it: usize| {
            if planned == 0 {
                1.0
            } else {
                it as f64 / planned as f64
            }
        };
        let at = |part: usize| completed.get(completed.len() / part).copied();
        let sum: usize = completed.iter().sum();
        Robustness {
            planned,
            mean: share(sum) / completed.len().max(1) as f64,
            in_19_of_20: share(at(20).unwrap_or(planned)),
            worst: share(completed.first().copied().unwrap_or(planned)),
            completed,
        }
    }
}

/// Plays so many runs of independent absences.
pub fn robustness(instance: &Instance, plan: &Plan, runs: u32, seed: u64) -> Robustness {
    let mut ground = Ground::of(instance);
    ground.affected.fill(true);
    let hands = hold::hands(&ground, plan);
    let mut game = Game {
        ground: &ground,
        hands: &hands,
        desk: Desk::new(&ground, &hands, hands.clone()),
        others: HashMap::new(),
        gone: HashSet::new(),
    };
    let planned: Vec<bool> = (0..ground.packages.len())
        .map(|it| ground.packages[it].units > 0 && game.desk.lack(it) == 0)
        .collect();
    let count = |desk: &Desk| {
        let all = planned.iter().enumerate();
        all.filter(|(at, planned)| **planned && desk.lack(*at) == 0)
            .count()
    };
    let mut left: Vec<usize> = Vec::with_capacity(runs as usize);
    for run in 0..runs {
        let apart = u64::from(run + 1).wrapping_mul(0xD1B5_4A32_D192_ED03);
        game.play(&planned, &mut Chance(seed ^ apart));
        left.push(count(&game.desk));
        game.desk.back_to(0);
    }
    Robustness::of(count(&game.desk), left)
}

/// The plan under absences.
struct Game<'g> {
    ground: &'g Ground<'g>,
    hands: &'g [Vec<Hold>],
    desk: Desk<'g>,
    /// Everyone eligible by package, whoever offers most hours in its window first.
    others: HashMap<usize, Vec<Able>>,
    /// Pairs lost in this run.
    gone: HashSet<(usize, usize)>,
}

impl Game<'_> {
    fn play(&mut self, planned: &[bool], chance: &mut Chance) {
        let mut losses: Vec<(usize, usize, usize)> = Vec::new();
        for (worker, holds) in self.hands.iter().enumerate() {
            for it in holds {
                let package = &self.ground.packages[it.package];
                let days = (package.plan_due - package.release + 1).max(1);
                let hit = (chance.below(100) as i64) < self.ground.worker(worker).absence_pct;
                let bucket = package.release as usize + chance.below(days as u64) as usize;
                if hit {
                    losses.push((bucket, worker, it.package));
                }
            }
        }
        losses.sort_unstable();
        self.gone.clear();
        for (bucket, worker, package) in losses {
            self.gone.insert((worker, package));
            self.ground.noticed.set(bucket + 1);
            self.lose(bucket, worker, package);
            if planned[package] {
                self.take_over(package);
            }
        }
    }

    /// Strikes out what someone would have done of a package from a bucket on.
    fn lose(&mut self, bucket: usize, worker: usize, package: usize) {
        let mut holds = self.desk.hands[worker].clone();
        let Some(at) = holds.iter().position(|it| it.package == package) else {
            return;
        };
        holds[at].rows.retain(|it| it.bucket < bucket);
        let done = self.ground.units_in(worker, package, holds[at].seconds());
        holds[at].units = holds[at].units.min(done);
        if holds[at].units == 0 {
            holds.remove(at);
        }
        self.desk.put(worker, holds);
    }

    /// Gives what a package lacks to its team, then to others.
    fn take_over(&mut self, package: usize) {
        let (ground, desk) = (self.ground, &mut self.desk);
        let others = self.others.entry(package).or_insert_with(|| {
            let (first, end) = ground.window(0, package);
            let first = first
                .min(ground.packages[package].release as usize)
                .min(end);
            let mut all = ground.able(package);
            all.sort_by_cached_key(|it| {
                let offered = (first..end).map(|day| ground.offered(it.worker, day));
                Reverse(offered.sum::<i64>())
            });
            all
        });
        for team in [true, false] {
            for able in others.iter() {
                let own = desk.own(able.worker, package);
                let lack = desk.lack(package);
                if lack == 0 {
                    return;
                }
                if (own > 0) != team || self.gone.contains(&(able.worker, package)) {
                    continue;
                }
                if time::free(desk, able, package).all > 0 {
                    desk.grow(able, package, own + lack);
                }
            }
        }
    }
}
