//! `kado match solve`: first what no plan can exceed, then the best plan that the time allows.

use std::ops::ControlFlow;
use std::path::Path;
use std::time::Instant;

use matcher::market::Market;
use matcher::solve::Mode as Aim;
use matcher::{
    Effort, Instance, Pins, Plan, Progress, RelaxEffort, Relaxed, Tiers, Wanted, relax, score,
    solve_watched, solve_within,
};
use serde_json::{Map, Value, json};

use super::{instance, plan, tell, text, write};
use crate::cli::matching::{Effort as Words, Mode, Solve};
use crate::outcome::{Outcome, misused};

/// Seconds spent when nothing is said.
const SECONDS: f64 = 10.0;
/// The part of the time that goes to the bound at most.
const FOR_BOUND: f64 = 0.2;

/// A plan with what is proven about it.
pub struct Found {
    pub plan: Plan,
    pub tiers: Tiers,
    pub bound_yen: f64,
    pub steps: u64,
    pub seconds: f64,
}

/// What is wanted beside the effort.
pub struct Aims<'a> {
    pub mode: Aim,
    pub pins: &'a Pins,
    pub start: Option<&'a Plan>,
    /// The bound is good enough when it moves by less than this part of itself.
    pub settled: f64,
}

pub fn solve(it: &Solve) -> Outcome {
    let market = instance(&it.instance)?;
    let start = it.start.as_deref().map(|file| plan(file, &market));
    let start = start.transpose()?;
    let pins = match &it.pins {
        Some(file) => pins(file)?,
        None => Pins::default(),
    };
    let mode = match it.mode {
        Mode::Weighted => Aim::Weighted,
        Mode::Lexicographic => Aim::Lexicographic {
            tolerance_permille: it.tolerance.clamp(0, 1_000),
        },
    };
    let aims = Aims {
        mode,
        pins: &pins,
        start: start.as_ref(),
        settled: RelaxEffort::default().tolerance,
    };
    let (found, broken) = find(&market, &it.effort, &aims)?;
    let mut summary = json!({
        "instance": market.name,
        "tiers": tiers(&found.tiers),
        "score_yen": found.tiers.score_yen,
        "bound_yen": found.bound_yen,
        "gap_pct": gap_pct(found.tiers.score_yen, found.bound_yen),
        "pairs": found.plan.assignments.len(),
        "steps": found.steps,
        "seconds": found.seconds,
    });
    if !pins.fixed.is_empty() {
        summary["broken_pins"] = json!(broken);
    }
    let mut plan = found.plan;
    plan.other
        .insert("bound_yen".to_owned(), json!(found.bound_yen));
    plan.other
        .insert("tiers_claimed".to_owned(), tiers(&found.tiers));
    write(&it.out, &plan.to_json(), &summary)
}

/// The best plan that an effort allows, with a proven bound.
pub fn find(
    instance: &Instance,
    words: &Words,
    aims: &Aims,
) -> Outcome<(Found, Vec<matcher::Broken>)> {
    let seconds = words.seconds.unwrap_or(SECONDS);
    if !seconds.is_finite() || seconds < 0.0 {
        return Err(misused("--seconds wants a number that is not negative"));
    }
    if words.threads == 0 {
        return Err(misused("--threads wants at least 1"));
    }
    let begun = Instant::now();
    let market = Market::new(instance);
    let timed = words.steps.is_none();
    let effort = RelaxEffort {
        threads: words.threads,
        tolerance: aims.settled,
        ..RelaxEffort::default()
    };
    let for_bound = timed.then_some(seconds * FOR_BOUND);
    let relaxed = bound(&market, &effort, for_bound, begun);
    tell(format_args!(
        "{:.1} s: no plan exceeds {:.0} yen",
        begun.elapsed().as_secs_f64(),
        relaxed.bound_yen()
    ));
    let effort = Effort {
        steps: words.steps.unwrap_or(u64::MAX),
        seed: words.seed,
    };
    let wanted = Wanted {
        mode: aims.mode,
        start: aims.start,
        threads: words.threads,
        prices: Some(&relaxed),
        ..Wanted::new(effort, aims.pins)
    };
    let mut teller = Teller::new(begun, relaxed.bound_yen());
    let after = begun.elapsed().as_secs_f64();
    let pinned = if timed {
        solve_within(&market, &wanted, &mut |progress| {
            teller.tell(progress);
            let left = (seconds - after).max(1e-9);
            (begun.elapsed().as_secs_f64() - after) / left
        })
    } else {
        solve_watched(&market, &wanted, &mut |progress| {
            teller.tell(progress);
            ControlFlow::Continue(())
        })
    };
    let found = Found {
        tiers: score(instance, &pinned.plan),
        plan: pinned.plan,
        bound_yen: relaxed.bound_yen(),
        steps: teller.steps,
        seconds: (begun.elapsed().as_secs_f64() * 1000.0).round() / 1000.0,
    };
    Ok((found, pinned.broken))
}

/// What no plan can exceed; until it is settled, or so many seconds are over.
fn bound(market: &Market, effort: &RelaxEffort, seconds: Option<f64>, begun: Instant) -> Relaxed {
    relax(market, effort, &mut |_| {
        let over = seconds.is_some_and(|most| begun.elapsed().as_secs_f64() > most);
        if over {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    })
}

/// Tells on standard error how far the search has come, about once a second.
struct Teller {
    begun: Instant,
    told: f64,
    bound_yen: f64,
    steps: u64,
}

impl Teller {
    fn new(begun: Instant, bound_yen: f64) -> Teller {
        Teller {
            begun,
            told: f64::NEG_INFINITY,
            bound_yen,
            steps: 0,
        }
    }

    fn tell(&mut self, progress: &Progress) {
        self.steps = progress.steps;
        let now = self.begun.elapsed().as_secs_f64();
        if now - self.told < 1.0 {
            return;
        }
        self.told = now;
        tell(format_args!(
            "{now:.1} s: {} steps, score {:.0} yen, gap {:.2} %",
            progress.steps,
            progress.score_yen,
            gap_pct(progress.score_yen, self.bound_yen)
        ));
    }
}

fn pins(file: &Path) -> Outcome<Pins> {
    serde_json::from_str(&text(file)?)
        .map_err(|error| misused(format!("{}: {error}", file.display())))
}

/// The five tiers as a file names them.
pub fn tiers(of: &Tiers) -> Value {
    let mut all = match serde_json::to_value(of) {
        Ok(Value::Object(all)) => all,
        _ => Map::new(),
    };
    all.remove("score_yen");
    Value::Object(all)
}

/// How far a score may be from the best, in percent of the bound.
fn gap_pct(score_yen: f64, bound_yen: f64) -> f64 {
    if bound_yen <= 0.0 {
        return 0.0;
    }
    let gap = 100.0 * (bound_yen - score_yen) / bound_yen;
    (gap * 1000.0).round() / 1000.0
}
