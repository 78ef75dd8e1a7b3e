//! Deciding: the one place that calls the search, with a way to look at it and to stop it from outside.

use std::sync::atomic::{AtomicBool, AtomicI64, AtomicU64, Ordering};

use matcher::{Effort, Instance, Pinned, Pins, Plan, score, solve_pinned};

/// Improvements that are tried for one order; enough for one of this size within seconds.
pub const FOR_ONE_ORDER: Effort = Effort {
    steps: 4_000,
    seed: 1,
};
/// The same for every order of the region.
pub const FOR_THE_REGION: Effort = Effort {
    steps: 12_000,
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

    fn tell(&self, steps: u64, score_yen: f64) {
        self.steps.store(steps, Ordering::Relaxed);
        self.score_yen.store(score_yen as i64, Ordering::Relaxed);
    }
}

fn known(it: &AtomicI64) -> Option<i64> {
    Some(it.load(Ordering::Relaxed)).filter(|it| *it != UNKNOWN)
}

/// The best plan found under what is fixed and forbidden; a short search first, so that something is known early.
pub fn search(instance: &Instance, effort: &Effort, pins: &Pins, watch: &Watch) -> Pinned {
    let worth = |plan: &Plan| score(instance, plan).score_yen;
    let mut best: Option<(f64, Pinned)> = None;
    for steps in [effort.steps / 16, effort.steps] {
        let found = solve_pinned(instance, &Effort { steps, ..*effort }, pins);
        let found = (worth(&found.plan), found);
        if best.as_ref().is_none_or(|it| it.0 <= found.0) {
            best = Some(found);
        }
        if let Some((score_yen, _)) = &best {
            watch.tell(steps, *score_yen);
        }
        if watch.is_stopped() {
            break;
        }
    }
    best.map(|it| it.1).expect("the search ran at least once")
}
