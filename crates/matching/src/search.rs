//! Deciding: the one place that calls the search, with a way to look at it and to stop it from outside.

use std::sync::atomic::{AtomicBool, AtomicI64, AtomicU64, Ordering};

use matcher::market::Market;
use matcher::{
    Effort, Instance, Pinned, Pins, Plan, RelaxEffort, Wanted, relax, score, solve_watched,
};
use std::ops::ControlFlow;

/// Changes that are tried for one order; about a second.
pub const FOR_ONE_ORDER: Effort = Effort {
    steps: 300_000,
    seed: 1,
};
/// The same for every order of the region.
pub const FOR_THE_REGION: Effort = Effort {
    steps: 3_000_000,
    seed: 1,
};
const UNKNOWN: i64 = i64::MIN;

/// What is known of a search under way, shared with whoever looks at it.
#[derive(Debug)]
pub struct Watch {
    steps: AtomicU64,
    score_yen: AtomicI64,
    bound_yen: AtomicI64,
    stop: AtomicBool,
}

impl Default for Watch {
    fn default() -> Watch {
        Watch {
            steps: AtomicU64::new(0),
            score_yen: AtomicI64::new(UNKNOWN),
            bound_yen: AtomicI64::new(UNKNOWN),
            stop: AtomicBool::new(false),
        }
    }
}

impl Watch {
    /// Steps done so far.
    pub fn steps(&self) -> u64 {
        self.steps.load(Ordering::Relaxed)
    }

    /// The worth of the best plan so far.
    pub fn score_yen(&self) -> Option<i64> {
        known(&self.score_yen)
    }

    /// What no plan can exceed, once it is proved.
    pub fn bound_yen(&self) -> Option<i64> {
        known(&self.bound_yen)
    }

    /// Asks the search to end soon.
    pub fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    /// True once it was asked to end.
    pub fn is_stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }

    fn go_on(&self) -> ControlFlow<()> {
        match self.is_stopped() {
            true => ControlFlow::Break(()),
            false => ControlFlow::Continue(()),
        }
    }

    fn tell(&self, steps: u64, score_yen: f64) {
        self.steps.store(steps, Ordering::Relaxed);
        self.score_yen.store(score_yen as i64, Ordering::Relaxed);
    }
}

fn known(it: &AtomicI64) -> Option<i64> {
    Some(it.load(Ordering::Relaxed)).filter(|it| *it != UNKNOWN)
}

/// The best plan found under what is fixed and forbidden, beginning with the plan before where there is one. What no
/// plan can exceed is proved first, so that every plan is shown with its distance to it.
pub fn search(
    instance: &Instance,
    effort: &Effort,
    pins: &Pins,
    before: Option<&Plan>,
    watch: &Watch,
) -> Pinned {
    let market = Market::new(instance);
    let relaxed = relax(&market, &RelaxEffort::default(), &mut |_| watch.go_on());
    let bound = relaxed.bound_yen();
    if bound.is_finite() {
        watch
            .bound_yen
            .store(bound.ceil() as i64, Ordering::Relaxed);
    }
    let wanted = Wanted {
        start: before,
        prices: Some(&relaxed),
        ..Wanted::new(*effort, pins)
    };
    let found = solve_watched(&market, &wanted, &mut |progress| {
        watch.tell(progress.steps, progress.score_yen);
        watch.go_on()
    });
    watch.tell(effort.steps, score(instance, &found.plan).score_yen);
    found
}
