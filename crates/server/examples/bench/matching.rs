//! The matching engine on market files: first plan, proven gap after so many seconds, memory, answers to absences,
//! causes. Seconds are CPU seconds of one thread. Markets are files, because tuning on those of this repository
//! would measure nothing; `--markets` names their folder.

use crate::Outcome;
use crate::measure::{Figure, Whose, median, spent};
use matcher::market::Market;
use matcher::{
    Asked, Effort, Event, Instance, Pins, Plan, RelaxEffort, Wanted, relax, report, reschedule,
    robustness, score, solve_pinned, solve_within,
};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// What is wished of one size of market, by the beginning of its name.
struct Wish {
    size: &'static str,
    first_ms: f64,
    /// CPU seconds, and the gap in percent after them.
    gaps: &'static [(f64, f64)],
    memory_mb: f64,
    absence_ms: f64,
    causes_ms: f64,
}

const WISHES: [Wish; 4] = [
    Wish {
        size: "town",
        first_ms: 10.0,
        gaps: &[(1.0, 4.0), (10.0, 2.5)],
        memory_mb: 50.0,
        absence_ms: 20.0,
        causes_ms: 1_000.0,
    },
    Wish {
        size: "kado",
        first_ms: 100.0,
        gaps: &[(5.0, 4.0), (60.0, 1.7), (120.0, 1.4)],
        memory_mb: 200.0,
        absence_ms: 200.0,
        causes_ms: 1_000.0,
    },
    Wish {
        size: "region",
        first_ms: 2_000.0,
        gaps: &[(60.0, 5.0), (300.0, 2.5)],
        memory_mb: 1_500.0,
        absence_ms: 500.0,
        causes_ms: 20_000.0,
    },
    Wish {
        size: "nation",
        first_ms: 20_000.0,
        gaps: &[(180.0, 8.0), (600.0, 4.0)],
        memory_mb: 6_000.0,
        absence_ms: 1_000.0,
        causes_ms: 180_000.0,
    },
];

/// The part of the time that goes to the bound at most.
const FOR_BOUND: f64 = 0.2;
/// So many absences are answered.
const ABSENCES: usize = 30;

/// The figures of every market in a folder; searches longer than `most_seconds` are left out.
pub fn measure(markets: &Path, most_seconds: f64) -> Outcome<Vec<Figure>> {
    let mut files: Vec<(u64, PathBuf)> = Vec::new();
    for entry in std::fs::read_dir(markets)? {
        let entry = entry?;
        if entry.path().extension().is_some_and(|it| it == "json") {
            files.push((entry.metadata()?.len(), entry.path()));
        }
    }
    files.sort();
    let mut figures = Vec::new();
    for (_, file) in files {
        let text = std::fs::read_to_string(&file)?;
        // A folder of markets may hold their plans too.
        let Ok(instance) = Instance::from_json(&text) else {
            continue;
        };
        drop(text);
        let wish = WISHES.iter().find(|it| instance.name.starts_with(it.size));
        if let Some(wish) = wish {
            figures.extend(one(&instance, wish, most_seconds));
        }
    }
    Ok(figures)
}

fn one(instance: &Instance, wish: &Wish, most_seconds: f64) -> Vec<Figure> {
    let name = &instance.name;
    let mut figures = Vec::new();
    forget_peak();
    let begun = spent(Whose::Own);
    let first = solve_pinned(instance, &Effort { steps: 0, seed: 1 }, &Pins::default()).plan;
    let used = spent(Whose::Own) - begun;
    let pairs = Market::new(instance).columns.len();
    figures.push(Figure::new(
        format!(
            "{name}: first plan, {pairs} eligible pairs ({:.1} µs each)",
            used * 1_000.0 / pairs.max(1) as f64
        ),
        "ms CPU",
        wish.first_ms,
        used,
    ));
    let mut best = first.clone();
    for (seconds, gap) in wish.gaps.iter().filter(|it| it.0 <= most_seconds) {
        let (plan, bound) = within(instance, *seconds);
        let (reached, at_first) = (
            score(instance, &plan).score_yen,
            score(instance, &first).score_yen,
        );
        figures.push(Figure::new(
            format!(
                "{name}: gap after {seconds} s ({reached:.0} yen; first plan {:.1} % below)",
                100.0 - 100.0 * at_first / reached
            ),
            "%",
            *gap,
            100.0 * (bound - reached) / bound,
        ));
        best = plan;
    }
    figures.push(Figure::new(
        format!("{name}: memory of planning"),
        "MB",
        wish.memory_mb,
        peak_mb(),
    ));
    figures.push(Figure::new(
        format!("{name}: an absence answered, middle of {ABSENCES}"),
        "ms CPU",
        wish.absence_ms,
        absence_ms(instance, &best),
    ));
    let begun = spent(Whose::Own);
    let found = report(instance, &best, &Asked::default());
    figures.push(Figure::new(
        format!(
            "{name}: causes for {} idle people and {} short orders",
            found.totals.idle, found.totals.short_orders
        ),
        "ms CPU",
        wish.causes_ms,
        spent(Whose::Own) - begun,
    ));
    if wish.size == "town" || wish.size == "kado" {
        let begun = spent(Whose::Own);
        report(instance, &best, &Asked::everything());
        figures.push(Figure::new(
            format!("{name}: causes with confirmed values and programme"),
            "ms CPU",
            30_000.0,
            spent(Whose::Own) - begun,
        ));
        let robust = robustness(instance, &best, 200, 1);
        figures.push(Figure::new(
            format!("{name}: packages lost to absences, mean of 200 runs (no target was set)"),
            "%",
            100.0,
            100.0 - 100.0 * robust.mean,
        ));
    }
    figures
}

/// The plan and the bound that so many CPU seconds bring, as `kado match solve` spends them.
fn within(instance: &Instance, seconds: f64) -> (Plan, f64) {
    let begun = spent(Whose::Own);
    let gone = || (spent(Whose::Own) - begun) / 1_000.0;
    let market = Market::new(instance);
    let relaxed = relax(&market, &RelaxEffort::default(), &mut |_| {
        if gone() > seconds * FOR_BOUND {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    });
    let pins = Pins::default();
    let effort = Effort {
        steps: u64::MAX,
        seed: 1,
    };
    let wanted = Wanted {
        prices: Some(&relaxed),
        ..Wanted::new(effort, &pins)
    };
    let after = gone();
    let left = (seconds - after).max(1e-3);
    let plan = solve_within(&market, &wanted, &mut |_| (gone() - after) / left).plan;
    (plan, relaxed.bound_yen())
}

/// CPU milliseconds of an answer. One answer may be shorter than the clock's grain, so each is given three times.
fn absence_ms(instance: &Instance, plan: &Plan) -> f64 {
    let from = instance.buckets.len() as i64 / 4;
    let mut busy: Vec<&str> = plan.assignments.iter().map(|it| &*it.worker).collect();
    busy.dedup();
    let step = (busy.len() / ABSENCES).max(1);
    let answers = busy.into_iter().step_by(step).map(|worker| {
        let event = Event::absence(instance, worker, from, None);
        let begun = spent(Whose::Own);
        for _ in 0..3 {
            reschedule(instance, plan, &event);
        }
        (spent(Whose::Own) - begun) / 3.0
    });
    let answers: Vec<f64> = answers.collect();
    if answers.is_empty() {
        0.0
    } else {
        median(answers)
    }
}

/// Lets Linux forget the largest memory so far, where it does.
fn forget_peak() {
    let _ = std::fs::write("/proc/self/clear_refs", "5");
}

/// The largest memory since then, in megabytes.
fn peak_mb() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|it| it.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|it| it.split_whitespace().next()?.parse::<f64>().ok());
    kilobytes.unwrap_or(0.0) / 1_024.0
}
