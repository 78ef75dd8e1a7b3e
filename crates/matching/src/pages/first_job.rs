//! はじめての方: people who have never had work come first in view, with what fits them (6.9).

use people::WorkerId;
use webkit::prelude::*;

use super::region::{Shown, put_in};
use crate::sentences;
use crate::solved::{PairOf, RestOf};

/// Rows of the lane; who came nearest to work stands on top.
const MOST: usize = 12;

enum Line<'a> {
    In(&'a PairOf),
    Out(&'a RestOf),
}

impl Line<'_> {
    fn worker(&self) -> WorkerId {
        match self {
            Line::In(it) => it.worker,
            Line::Out(it) => it.worker,
        }
    }

    /// Whoever has a part in the plan comes first, then who came nearest.
    fn order(&self) -> (i64, WorkerId) {
        match self {
            Line::In(it) => (i64::MIN, it.worker),
            Line::Out(it) => (-it.why.nearness(), it.worker),
        }
    }
}

pub(super) fn lane(it: &Shown) -> Markup {
    let first = |worker: &WorkerId| !it.had_work.contains(worker);
    let inside = it
        .board
        .pairs
        .iter()
        .filter(|row| first(&row.worker))
        .map(Line::In);
    let outside = it
        .board
        .rest
        .iter()
        .filter(|row| first(&row.worker))
        .map(Line::Out);
    let mut lines: Vec<Line> = inside.chain(outside).collect();
    lines.sort_by_key(Line::order);
    if lines.is_empty() {
        return section(
            t!("matching-first-job"),
            html! { p { (t!("matching-first-job-none")) } },
        );
    }
    let chosen = lines.iter().filter(|it| matches!(it, Line::In(_))).count();
    let shown = &lines[..lines.len().min(MOST)];
    section(
        t!("matching-first-job"),
        html! {
            p { (t!("matching-first-job-lead", people = lines.len(), chosen = chosen)) }
            (table(t!("matching-first-job-table"), shown, [
                column(t!("matching-person"), |row: &Line| it.person(row.worker())),
                column(t!("matching-town"), |row: &Line| text(it.town(row.worker()))),
                column(t!("matching-first-job-fits"), |row: &Line| fits(it, row)),
                column(t!("matching-least-change"), |row: &Line| step(it, row)),
                column(t!("matching-decide"), |row: &Line| match row {
                    Line::Out(row) => put_in(it, row),
                    Line::In(_) => chip(Tone::Good, t!("matching-first-job-in")),
                }),
            ]).total(lines.len()).dense())
        },
    )
}

fn fits(it: &Shown, row: &Line) -> Markup {
    match row {
        Line::In(row) => {
            html! { (it.part(row.portion)) " " (t!("matching-count-units", count = row.units)) }
        }
        Line::Out(row) => text(it.part(row.portion)),
    }
}

fn step(it: &Shown, row: &Line) -> Markup {
    match row {
        Line::In(_) => dash(),
        Line::Out(row) => text(sentences::change(&row.why, &it.skills).say()),
    }
}
