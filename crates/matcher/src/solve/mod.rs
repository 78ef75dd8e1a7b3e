//! From an instance to a plan: begin packages by what they are worth, then improve change by change.
//! Effort is counted in steps, not seconds, so that the same seed gives the same plan anywhere.

use std::ops::ControlFlow;

use serde::{Deserialize, Serialize};

use crate::instance::Instance;
use crate::market::Market;
use crate::plan::Plan;
use crate::why::WhyNot;

mod anneal;
mod calendar;
mod construct;
mod export;
mod fill;
mod ground;
mod moves;
mod onsite;
mod pins;
mod rng;
mod room;
mod state;

use anneal::{Best, Heat, STRIDE};
use ground::Ground;
use rng::Rng;
use room::Table;
use state::State;

/// 計算の手間: how many changes are tried, and the seed of their order.
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

/// What is asked of one search.
#[derive(Clone, Copy)]
pub struct Wanted<'a> {
    pub effort: Effort,
    pub pins: &'a Pins,
    /// A plan to begin with.
    pub start: Option<&'a Plan>,
}

/// 進み具合 of a search.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Progress {
    pub steps: u64,
    pub score_yen: f64,
}

/// The best plan found. It keeps every hard limit, however little effort is spent.
pub fn solve(instance: &Instance, effort: &Effort) -> Plan {
    solve_pinned(instance, effort, &Pins::default()).plan
}

/// The best plan found that keeps what is fixed and leaves out what is forbidden.
/// A fixed pair that breaks a hard limit is not kept but reported.
pub fn solve_pinned(instance: &Instance, effort: &Effort, pins: &Pins) -> Pinned {
    let market = Market::new(instance);
    let wanted = Wanted {
        effort: *effort,
        pins,
        start: None,
    };
    solve_watched(&market, &wanted, &mut |_| ControlFlow::Continue(()))
}

/// The same, watched: every few hundred steps the caller may stop the search, and the best plan so far
/// is the answer.
pub fn solve_watched(
    market: &Market,
    wanted: &Wanted,
    watch: &mut dyn FnMut(&Progress) -> ControlFlow<()>,
) -> Pinned {
    let steps = wanted.effort.steps;
    run(market, wanted, &mut |progress| {
        if progress.steps >= steps || watch(progress).is_break() {
            return 1.0;
        }
        progress.steps as f64 / steps as f64
    })
}

/// The same for a caller who has so much time rather than so many steps: the share of the time gone,
/// asked for every few hundred steps, sets the pace, and at 1 the search ends.
pub fn solve_within(
    market: &Market,
    wanted: &Wanted,
    gone: &mut dyn FnMut(&Progress) -> f64,
) -> Pinned {
    run(market, wanted, gone)
}

fn run(market: &Market, wanted: &Wanted, gone: &mut dyn FnMut(&Progress) -> f64) -> Pinned {
    let ground = Ground::new(market, &pins::barred(market, wanted.pins));
    let mut search = Search::new(&ground, wanted.effort.seed);
    let mut broken = search.pin(wanted.pins);
    if let Some(plan) = wanted.start {
        search.table.start_from(plan);
    }
    search.construct();
    search.give_up_pins();
    search.best = Best::of(&search.table.state);
    search.anneal(wanted.effort.steps, gone);
    search.return_to_best();
    let plan = search.table.plan();
    broken.extend(pins::lost(market, &plan, wanted.pins, &broken));
    Pinned { plan, broken }
}

/// The plan in the making, and the walk over it.
struct Search<'g> {
    table: Table<'g>,
    rng: Rng,
    /// Who and what can change at all.
    workers: Vec<u32>,
    packages: Vec<u32>,
    /// Columns with something fixed.
    pinned: Vec<u32>,
    /// Packages opened and workers freed by the change that is being tried.
    gaps: Vec<usize>,
    freed: Vec<usize>,
    /// Yen below which no tier may fall.
    floors: [f64; 5],
    best: Best,
}

impl<'g> Search<'g> {
    fn new(ground: &'g Ground<'g>, seed: u64) -> Search<'g> {
        let state = State::new(ground);
        let some = |count: usize, lists: &ground::Lists| -> Vec<u32> {
            let all = (0..count).filter(|it| !lists.at(*it).is_empty());
            all.map(|it| it as u32).collect()
        };
        Search {
            workers: some(ground.people.len(), &ground.of_worker),
            packages: some(ground.packages.len(), &ground.of_package),
            best: Best::of(&state),
            table: Table::new(state),
            rng: Rng::new(seed),
            pinned: Vec::new(),
            gaps: Vec::new(),
            freed: Vec::new(),
            floors: [f64::NEG_INFINITY; 5],
        }
    }

    /// Walks as long as the pace allows.
    fn anneal(&mut self, steps: u64, gone: &mut dyn FnMut(&Progress) -> f64) {
        if self.workers.is_empty() {
            return;
        }
        let heat = self.heat();
        let mut done = 0;
        loop {
            let share = gone(&Progress {
                steps: done,
                score_yen: self.best.value,
            });
            if share >= 1.0 {
                return;
            }
            let now = heat.at(share);
            let stride = STRIDE.min(steps.saturating_sub(done)).max(1);
            for _ in 0..stride {
                self.step(now);
            }
            done += stride;
        }
    }

    fn heat(&self) -> Heat {
        let unit = self.table.state.ground.portion;
        Heat {
            first: unit * 0.2,
            last: unit * 0.002,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wishes::{self, YEN};

    fn town() -> Instance {
        let text = include_str!("../../tests/data/town-1.json");
        Instance::from_json(text).expect("the town is valid")
    }

    #[test]
    fn the_search_counts_as_the_score_does() {
        let town = town();
        let market = Market::new(&town);
        let ground = Ground::new(&market, &[]);
        let mut search = Search::new(&ground, 5);
        search.construct();
        search.best = Best::of(&search.table.state);

        for _ in 0..20 {
            for _ in 0..500 {
                search.step(500.0);
            }

            let scored = wishes::score(&town, &search.table.plan());
            for (tier, worth) in search.table.state.tiers.iter().zip(scored.worths) {
                assert!((tier - worth as f64 / YEN as f64).abs() < 0.01);
            }
        }
    }

    #[test]
    fn a_change_taken_back_leaves_nothing_behind() {
        let town = town();
        let market = Market::new(&town);
        let ground = Ground::new(&market, &[]);
        let mut search = Search::new(&ground, 9);
        search.construct();
        let before = search.table.plan();

        for _ in 0..500 {
            let mark = search.table.state.mark();
            search.attempt();
            search.table.state.back(mark);
        }

        assert_eq!(search.table.plan(), before);
    }

    #[test]
    fn a_search_stopped_at_any_point_has_a_plan_that_can_be_published() {
        let town = town();
        let market = Market::new(&town);
        let wanted = Wanted {
            effort: Effort {
                steps: 20_000,
                seed: 2,
            },
            pins: &Pins::default(),
            start: None,
        };
        let mut last = 0.0;

        for looks in [1, 2, 5, 20, 60] {
            let mut seen = 0;
            let stopped = solve_watched(&market, &wanted, &mut |_| {
                seen += 1;
                match seen < looks {
                    true => ControlFlow::Continue(()),
                    false => ControlFlow::Break(()),
                }
            });

            assert_eq!(crate::check(&town, &stopped.plan), vec![]);
            let scored = wishes::score(&town, &stopped.plan).score_yen;
            assert!(scored >= last);
            last = scored;
        }
    }

    #[test]
    fn a_plan_that_is_begun_with_is_never_made_worse() {
        let town = town();
        let market = Market::new(&town);
        let effort = |steps| Effort { steps, seed: 4 };
        let good = solve(&town, &effort(30_000));

        for steps in [0, 700, 20_000] {
            let wanted = Wanted {
                effort: effort(steps),
                pins: &Pins::default(),
                start: Some(&good),
            };
            let again = solve_watched(&market, &wanted, &mut |_| ControlFlow::Continue(()));

            let (before, after) = (
                wishes::score(&town, &good),
                wishes::score(&town, &again.plan),
            );
            assert!(after.score() >= before.score() - YEN / 100);
        }
    }
}
