//! A run of the optimiser as a page shows it: how far it is, or why it ended without a plan.

use base::{Moment, Yen};
use webkit::prelude::*;

use crate::runs::RunState;
use crate::store::runs::RunRow;
use access::Worded;

/// The run about a page's matter. One that ended before what the page shows was made says nothing any more.
pub(super) fn part(
    run: Option<&RunRow>,
    shown_since: Option<Moment>,
    stop: Option<&str>,
) -> Markup {
    let Some(run) = run else {
        return Markup::default();
    };
    let is_news = run
        .ended_at
        .is_none_or(|at| shown_since.is_none_or(|since| since <= at));
    match run.state {
        RunState::Waiting | RunState::Running => under_way(run, stop),
        RunState::Failed if is_news => failed(run),
        RunState::Cancelled if is_news => banner(
            Tone::Info,
            t!("matching-run-cancelled"),
            html! { p { (t!("matching-run-cancelled-next")) } },
        ),
        _ => Markup::default(),
    }
}

fn under_way(run: &RunRow, stop: Option<&str>) -> Markup {
    let title = match run.state {
        RunState::Waiting => t!("matching-run-waiting"),
        _ => t!("matching-run-under-way"),
    };
    watched(
        title,
        html! {
            p { (t!("matching-run-lead")) }
            @if run.steps_wanted > 0 { (steps(run)) }
            @if let Some(sentence) = so_far(run) { p { (sentence) } }
            (note(t!("matching-run-asked-at", at = run.asked_at)))
            @if let Some(path) = stop {
                (actions([post_button::<&str, &str>(path, t!("matching-run-stop"), [])]))
            }
        },
    )
}

fn steps(run: &RunRow) -> Markup {
    let (done, of) = (run.steps_done.min(run.steps_wanted), run.steps_wanted);
    progress_saying(
        done,
        of,
        t!("matching-run-steps", percent = done * 100 / of),
    )
}

/// What the best plan so far is worth, and how much better one could still be.
fn so_far(run: &RunRow) -> Option<String> {
    let score = run.score_yen?;
    Some(
        match run.bound_yen.and_then(|bound| gap_permille(score, bound)) {
            Some(gap) => t!(
                "matching-run-so-far-gap",
                score = Yen::new(score),
                percent = tenths(gap)
            ),
            None => t!("matching-run-so-far", score = Yen::new(score)),
        },
    )
}

/// How much better a plan could be at most, in thousandths of the proven bound.
pub(super) fn gap_permille(score: i64, bound: i64) -> Option<i64> {
    (0 < bound && score <= bound).then(|| (bound - score) * 1_000 / bound)
}

/// Thousandths as percent with one decimal.
pub(super) fn tenths(permille: i64) -> String {
    format!("{}.{}", permille / 10, permille % 10)
}

fn failed(run: &RunRow) -> Markup {
    let why = match &run.refusal {
        Some(refusal) => refusal.words().say(),
        None => t!("matching-run-failed-why"),
    };
    banner(
        Tone::Caution,
        t!("matching-run-failed"),
        html! { p { (why) } },
    )
}
