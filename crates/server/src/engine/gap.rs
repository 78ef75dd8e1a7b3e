//! `kado match gap`: the generalized assignment problem, to be held against published results.

use matcher::Pins;
use matcher::gap::{Aim, Assigned, Gap as Problem};
use matcher::solve::Mode;
use serde_json::json;

use super::solve::{Aims, find};
use super::{show, text};
use crate::cli::matching::Gap;
use crate::outcome::{Outcome, misused, refused};

/// How much a job that is done counts: at first as little as serves the differences of cost, then more
/// where jobs were left.
const EAGERNESS: [i64; 3] = [1, 4, 40];
/// The bound is followed until it moves by less than this part of itself.
const SETTLED: f64 = 1e-6;

pub fn gap(it: &Gap) -> Outcome {
    let off = |fault: matcher::Fault| misused(format!("{}: {fault}", it.file.display()));
    let problems = Problem::from_text(&text(&it.file)?).map_err(off)?;
    let aim = if it.profit {
        Aim::MostProfit
    } else {
        Aim::LeastCost
    };
    if it
        .problem
        .is_some_and(|only| only == 0 || only > problems.len())
    {
        return Err(misused(format!(
            "--problem: the file holds {} problems",
            problems.len()
        )));
    }
    let mut partial = 0;
    for (at, problem) in problems.iter().enumerate() {
        if it.problem.is_some_and(|only| only != at + 1) {
            continue;
        }
        let mut best: Option<(Assigned, f64)> = None;
        for eagerness in EAGERNESS {
            let market = problem.translated(aim, eagerness).map_err(off)?;
            let aims = Aims {
                mode: Mode::Weighted,
                pins: &Pins::default(),
                start: None,
                settled: SETTLED,
            };
            let (found, _) = find(&market.instance, &it.effort, &aims)?;
            let assigned = market.assigned(&found.plan, Some(found.bound_yen));
            let done = assigned.unassigned == 0;
            let better = best
                .as_ref()
                .is_none_or(|it| assigned.unassigned < it.0.unassigned);
            if better {
                best = Some((assigned, found.seconds));
            }
            if done {
                break;
            }
        }
        let Some((assigned, seconds)) = best else {
            continue;
        };
        partial += usize::from(assigned.unassigned > 0);
        show(&json!({
            "problem": at + 1,
            "agents": assigned.agents,
            "jobs": assigned.jobs,
            "feasible": assigned.unassigned == 0,
            "unassigned": assigned.unassigned,
            "cost": assigned.cost,
            "bound": assigned.bound,
            "seconds": seconds,
            "agent_of": assigned.agent_of,
        }));
    }
    if partial == 0 {
        return Ok(());
    }
    Err(refused(format!(
        "{partial} problems were not solved: jobs are left that nobody could take in this time"
    )))
}
