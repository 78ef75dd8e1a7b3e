//! From an instance to a plan: begin packages by what they are worth, then improve change by change.
//! Effort is counted in steps, not seconds, so that the same seed gives the same plan anywhere.

use std::ops::ControlFlow;

use serde::{Deserialize, Serialize};

use crate::instance::Instance;
use crate::market::Market;
use crate::plan::Plan;
use crate::relax::Relaxed;
use crate::why::WhyNot;

mod anneal;
mod calendar;
mod construct;
mod export;
mod fill;
mod ground;
mod moves;
mod onsite;
mod parts;
mod pins;
mod rng;
mod room;
mod state;

use anneal::{Best, Heat, STRIDE};
use ground::Ground;
use parts::Parts;
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

/// 優先の仕方: what makes one plan better than another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// Tier after tier in the written order; each may lose so many permille of its best for those after it.
    Lexicographic { tolerance_permille: i64 },
    /// The weighted sum, `score_yen`.
    Weighted,
}

/// What is asked of one search.
#[derive(Clone, Copy)]
pub struct Wanted<'a> {
    pub effort: Effort,
    pub mode: Mode,
    pub pins: &'a Pins,
    /// A plan to begin with; the answer is never worse, as far as the pins allow it.
    pub start: Option<&'a Plan>,
    /// Threads that may be used; the plan does not depend on their number.
    pub threads: usize,
    /// Prices found before, which tell the search where to look.
    pub prices: Option<&'a Relaxed>,
}

impl<'a> Wanted<'a> {
    /// The weighted sum on one thread, from nothing.
    pub fn new(effort: Effort, pins: &'a Pins) -> Wanted<'a> {
        Wanted {
            effort,
            mode: Mode::Weighted,
            pins,
            start: None,
            threads: 1,
            prices: None,
        }
    }
}

/// 進み具合 of a search: the best plan so far, and what no plan can exceed where that is known.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Progress {
    pub steps: u64,
    pub score_yen: f64,
    pub bound_yen: Option<f64>,
}

/// The best plan found. It keeps every hard limit, however little effort is spent.
pub fn solve(instance: &Instance, effort: &Effort) -> Plan {
    solve_pinned(instance, effort, &Pins::default()).plan
}

/// The best plan found that keeps what is fixed and leaves out what is forbidden.
/// A fixed pair that breaks a hard limit is not kept but reported.
pub fn solve_pinned(instance: &Instance, effort: &Effort, pins: &Pins) -> Pinned {
    let market = Market::new(instance);
    let wanted = Wanted::new(*effort, pins);
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
    let ground = {
        let reduced = wanted.prices.map(|it| &*it.reduced);
        Ground::new(market, &pins::barred(market, wanted.pins), reduced)
    };
    let mut search = Search::new(&ground, wanted);
    let mut broken = search.pin(wanted.pins);
    if let Some(plan) = wanted.start {
        search.table.start_from(plan);
    }
    search.construct();
    search.give_up_pins();
    search.best = Best::of(&search.table.state);
    match wanted.mode {
        Mode::Weighted => {
            let heat = search.heat();
            search.walk(wanted, heat, (0.0, 1.0), gone);
        }
        Mode::Lexicographic { tolerance_permille } => {
            search.tier_by_tier(wanted, tolerance_permille, gone);
        }
    }
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
    /// Steps done so far, and rounds where the market is walked over in parts.
    steps: u64,
    rounds: u64,
    bound: Option<f64>,
    /// Workers of a part, about.
    part: usize,
}

/// The heat at the beginning and at the end, as parts of a common portion's worth: measured at 60 to
/// 5,000 workers; from a tenth to a half at the beginning there is little difference.
const HOTTEST: f64 = 0.3;
const COOLEST: f64 = 0.01;

/// Steps for each column that one way from hot to cool is worth, and how many ways there are at most.
const STEPS_DOWN: f64 = 3_000.0;
const MOST_WAYS: f64 = 8.0;

/// How much the tier whose turn it is counts against those after it.
const FOREMOST: f64 = 20.0;

impl<'g> Search<'g> {
    fn new(ground: &'g Ground<'g>, wanted: &Wanted) -> Search<'g> {
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
            rng: Rng::new(wanted.effort.seed),
            pinned: Vec::new(),
            gaps: Vec::new(),
            freed: Vec::new(),
            floors: [f64::NEG_INFINITY; 5],
            steps: 0,
            rounds: 0,
            bound: wanted.prices.map(Relaxed::bound_yen),
            part: parts::PART,
        }
    }

    /// Walks through one stretch of the pace, in one part or in many.
    fn walk(
        &mut self,
        wanted: &Wanted,
        heat: Heat,
        stretch: (f64, f64),
        gone: &mut dyn FnMut(&Progress) -> f64,
    ) {
        if self.workers.is_empty() {
            return;
        }
        let parts = Parts::of(self.table.state.ground, self.part);
        let mut pace = Pace {
            stretch,
            steps: wanted.effort.steps,
            seed: wanted.effort.seed,
            threads: wanted.threads,
            gone,
        };
        if parts.count > 1 {
            self.anneal_in_parts(&parts, heat, &mut pace);
        } else {
            self.anneal(heat, &mut pace);
        }
    }

    /// Walks from hot to cool, more than once where the effort is long for the size: a small market
    /// gains more from another way down than from a slower one.
    fn anneal(&mut self, heat: Heat, pace: &mut Pace) {
        let begun = self.steps;
        let once = self.table.state.ground.columns.len() as f64 * STEPS_DOWN;
        let mut ways = None;
        while let Some(share) = pace.share(&self.progress()) {
            if ways.is_none() && (pace.steps < u64::MAX || share > 0.01) {
                let all = pace.total(self.steps - begun, share);
                ways = Some((all / once).clamp(1.0, MOST_WAYS).floor());
            }
            let now = heat.at((share * ways.unwrap_or(1.0)).fract());
            let stride = STRIDE.min(pace.steps.saturating_sub(self.steps)).max(1);
            for _ in 0..stride {
                self.step(now);
            }
            self.steps += stride;
        }
    }

    /// Lets each tier come to its best in turn; from then on it may lose no more than the tolerance.
    fn tier_by_tier(
        &mut self,
        wanted: &Wanted,
        tolerance_permille: i64,
        gone: &mut dyn FnMut(&Progress) -> f64,
    ) {
        let mut heat = self.heat();
        for tier in 0..5 {
            self.table.state.weights = [1.0; 5];
            self.table.state.weights[tier] = FOREMOST;
            self.best = Best::of(&self.table.state);
            let stretch = (tier as f64 / 5.0, (tier + 1) as f64 / 5.0);
            self.walk(wanted, heat, stretch, gone);
            self.return_to_best();
            let reached = self.table.state.tiers[tier];
            let given_up = reached.abs() * tolerance_permille as f64 / 1000.0;
            self.floors[tier] = reached - given_up - 1e-3;
            heat.first = heat.last.max(heat.first / 2.0);
        }
    }

    fn progress(&self) -> Progress {
        Progress {
            steps: self.steps,
            score_yen: self.best.score,
            bound_yen: self.bound,
        }
    }

    fn heat(&self) -> Heat {
        let portion = self.table.state.ground.portion;
        Heat {
            first: portion * HOTTEST,
            last: portion * COOLEST,
        }
    }
}

/// 歩調: which part of the effort a walk may spend, and who says how much is gone.
struct Pace<'a> {
    stretch: (f64, f64),
    steps: u64,
    seed: u64,
    threads: usize,
    gone: &'a mut dyn FnMut(&Progress) -> f64,
}

impl Pace<'_> {
    /// Steps of the whole stretch: known, or judged by those behind.
    fn total(&self, behind: u64, share: f64) -> f64 {
        match self.steps {
            u64::MAX => behind as f64 / share,
            steps => steps as f64 * (self.stretch.1 - self.stretch.0),
        }
    }

    /// The share of its stretch that a walk has behind it, until that is all.
    fn share(&mut self, progress: &Progress) -> Option<f64> {
        let (from, to) = self.stretch;
        let gone = (self.gone)(progress);
        (gone < to).then(|| ((gone - from) / (to - from)).max(0.0))
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
        let ground = Ground::new(&market, &[], None);
        let pins = Pins::default();
        let mut search = Search::new(&ground, &Wanted::new(Effort { steps: 0, seed: 5 }, &pins));
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
        let ground = Ground::new(&market, &[], None);
        let pins = Pins::default();
        let mut search = Search::new(&ground, &Wanted::new(Effort { steps: 0, seed: 9 }, &pins));
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
        let (pins, effort) = (
            Pins::default(),
            Effort {
                steps: 20_000,
                seed: 2,
            },
        );
        let wanted = Wanted::new(effort, &pins);
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
            let pins = Pins::default();
            let wanted = Wanted {
                start: Some(&good),
                ..Wanted::new(effort(steps), &pins)
            };
            let again = solve_watched(&market, &wanted, &mut |_| ControlFlow::Continue(()));

            let (before, after) = (
                wishes::score(&town, &good),
                wishes::score(&town, &again.plan),
            );
            assert!(after.score() >= before.score() - YEN / 100);
        }
    }
    fn on_threads(town: &Instance, threads: usize) -> Plan {
        let market = Market::new(town);
        let ground = Ground::new(&market, &[], None);
        let (pins, effort) = (
            Pins::default(),
            Effort {
                steps: 40_000,
                seed: 3,
            },
        );
        let wanted = Wanted {
            threads,
            ..Wanted::new(effort, &pins)
        };
        let mut search = Search::new(&ground, &wanted);
        search.part = 10;
        assert_eq!(Parts::of(&ground, search.part).count, 2);
        search.construct();
        search.best = Best::of(&search.table.state);
        let mut gone = |it: &Progress| it.steps as f64 / effort.steps as f64;
        let begun = search.best.score;
        search.walk(&wanted, search.heat(), (0.0, 1.0), &mut gone);
        search.return_to_best();
        assert!(search.best.score > begun * 1.02);
        search.table.plan()
    }

    #[test]
    fn a_market_in_parts_gives_the_same_plan_on_any_number_of_threads() {
        let town = town();

        let alone = on_threads(&town, 1);

        assert_eq!(crate::check(&town, &alone), vec![]);
        assert_eq!(alone, on_threads(&town, 2));
        assert_eq!(alone, on_threads(&town, 7));
    }

    #[test]
    fn tier_by_tier_delivery_comes_first_and_may_lose_no_more_than_the_tolerance() {
        let town = town();
        let market = Market::new(&town);
        let (pins, effort) = (
            Pins::default(),
            Effort {
                steps: 100_000,
                seed: 1,
            },
        );
        let by = |mode| {
            let wanted = Wanted {
                mode,
                ..Wanted::new(effort, &pins)
            };
            let found = solve_watched(&market, &wanted, &mut |_| ControlFlow::Continue(()));
            assert_eq!(crate::check(&town, &found.plan), vec![]);
            wishes::score(&town, &found.plan)
        };

        let strict = by(Mode::Lexicographic {
            tolerance_permille: 0,
        });
        let lenient = by(Mode::Lexicographic {
            tolerance_permille: 30,
        });
        let weighted = by(Mode::Weighted);

        assert!(strict.t1_short_value_yen <= weighted.t1_short_value_yen * 1.02);
        assert!(lenient.worths[0] as f64 >= strict.worths[0] as f64 * 0.965);
        assert!(lenient.t2_kpi_people >= strict.t2_kpi_people);
        assert!(weighted.score() > strict.score());
    }
}
