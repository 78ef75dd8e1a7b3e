//! `kado match check` and `kado match robust`: what a plan is worth, and whether it holds.

use matcher::check::{check_reschedule, false_claims};
use matcher::{Event, Report, check_report, robustness, score};
use serde_json::json;

use super::solve::tiers;
use super::{instance, plan, show, text};
use crate::cli::matching::{Check, Robust};
use crate::outcome::{Outcome, misused, refused};

pub fn check(it: &Check) -> Outcome {
    let market = instance(&it.instance)?;
    let solution = plan(&it.solution, &market)?;
    let found = score(&market, &solution);
    let breaches = match (&it.event, &it.before) {
        (Some(event), Some(before)) => {
            let before = plan(before, &market)?;
            let happened = Event::from_json(&text(event)?, &market)
                .map_err(|fault| misused(format!("{}: {fault}", event.display())))?;
            check_reschedule(&market, &before, &happened, &solution)
        }
        _ => matcher::check(&market, &solution),
    };
    let claims = false_claims(&solution, &found);
    let flaws = match &it.report {
        None => Vec::new(),
        Some(file) => {
            let report: Report = serde_json::from_str(&text(file)?)
                .map_err(|error| misused(format!("{}: {error}", file.display())))?;
            check_report(&market, &solution, &report)
        }
    };
    let count = breaches.len() + claims.len() + flaws.len();
    show(&json!({
        "feasible": count == 0,
        "violation_count": count,
        "violations": breaches,
        "false_claims": claims,
        "flaws_of_report": flaws,
        "tiers": tiers(&found),
        "score_yen": found.score_yen,
    }));
    if count == 0 {
        return Ok(());
    }
    Err(refused(format!(
        "{}: {count} limits or claims do not hold",
        it.solution.display()
    )))
}

pub fn robust(it: &Robust) -> Outcome {
    let market = instance(&it.instance)?;
    let solution = plan(&it.solution, &market)?;
    if it.runs == 0 {
        return Err(misused("--runs wants at least 1"));
    }
    let found = robustness(&market, &solution, it.runs, it.seed);
    show(&json!({
        "runs": it.runs,
        "packages_planned": found.planned,
        "mean": found.mean,
        "in_19_of_20_runs": found.in_19_of_20,
        "worst": found.worst,
        "share": it.share,
        "runs_reaching_share": found.robust_at(it.share),
    }));
    Ok(())
}
