//! 会議資料: what a member of the committee reads before a meeting: the latest sheets, what waits for an opinion, and what
//! became of the opinions of the year before.

use access::{Act, PageError, Resource, Visit};
use region::Stage;
use region::read::{OpinionRow, SheetRow};
use webkit::prelude::*;

use super::{Desk, ways};

/// Years shown here; the others are in the list of sheets.
const YEARS: usize = 3;

/// A sheet, and what the committee has said of it.
struct Heard {
    sheet: SheetRow,
    opinions: Vec<OpinionRow>,
}

pub async fn desk(visit: &Visit) -> Result<Desk, PageError> {
    let scope = visit.may(Act::Read(Resource::Sheets))?;
    let (sheets, _) = region::read::sheets(visit.db(), &scope, false, 1).await?;
    let may_give = visit.may(Act::Write(Resource::Opinions)).is_ok();
    let mut heard = Vec::new();
    for sheet in latest(sheets) {
        let opinions = region::read::opinions_on(visit.db(), &sheet).await?;
        heard.push(Heard { sheet, opinions });
    }
    Ok(Desk::titled(
        t!("desks-papers"),
        html! {
            @if heard.is_empty() { (empty(t!("desks-papers-none"), html! { p { (t!("desks-papers-none-why")) } })) }
            @else {
                @if may_give { (waiting(&heard)) }
                (papers(&heard))
                (answered(&heard))
            }
            (section(t!("desks-town-ways"), way_on(visit)))
        },
    )
    .lead(t!("desks-papers-lead")))
}

/// The newest version of each year's sheet; they come with the latest year and version first.
fn latest(sheets: Vec<SheetRow>) -> Vec<SheetRow> {
    let mut latest: Vec<SheetRow> = Vec::new();
    for sheet in sheets {
        let of_year =
            |it: &SheetRow| it.project == sheet.project && it.fiscal_year == sheet.fiscal_year;
        if latest.len() < YEARS && !latest.iter().any(of_year) {
            latest.push(sheet);
        }
    }
    latest
}

fn name(it: &SheetRow) -> String {
    t!(
        "desks-paper-of",
        town = &it.municipality_name,
        year = it.fiscal_year
    )
}

/// Sheets of which the committee has not said anything yet.
fn waiting(heard: &[Heard]) -> Markup {
    let mut open = heard.iter().filter(|it| it.opinions.is_empty()).peekable();
    if open.peek().is_none() {
        return banner(
            Tone::Good,
            t!("desks-opinions-all"),
            t!("desks-opinions-all-what"),
        );
    }
    html! {
        @for (at, it) in open.enumerate() {
            @let body = html! {
                p { (t!("desks-opinion-waits-what")) }
                (actions([
                    button_link(format!("/sheets/{}", it.sheet.public_id), t!("desks-paper-read")),
                    give_button(at == 0, &it.sheet),
                ]))
            };
            @if at == 0 { (card_now(t!("desks-opinion-waits", sheet = name(&it.sheet)), body)) }
            @else { (card(t!("desks-opinion-waits", sheet = name(&it.sheet)), body)) }
        }
    }
}

/// Only the first has the page's one filled button.
fn give_button(first: bool, it: &SheetRow) -> Markup {
    let href = format!("/opinions?fiscal_year={}", it.fiscal_year);
    if first {
        button_primary(href, t!("desks-opinion-give"))
    } else {
        button_link(href, t!("desks-opinion-give"))
    }
}

fn papers(heard: &[Heard]) -> Markup {
    table(
        t!("desks-latest-papers"),
        heard,
        [
            column(t!("desks-paper"), |it: &Heard| {
                link(format!("/sheets/{}", it.sheet.public_id), name(&it.sheet))
            }),
            column(t!("desks-stage"), |it: &Heard| stage(it.sheet.stage())),
            number_column(t!("desks-opinions"), |it: &Heard| number(it.opinions.len())),
            column(t!("desks-print"), |it: &Heard| {
                link(
                    format!("/sheets/{}/sheet.pdf", it.sheet.public_id),
                    t!("desks-paper-pdf"),
                )
            }),
        ],
    )
    .markup()
}

fn stage(it: Stage) -> Markup {
    let tone = match it {
        Stage::Calculating => Tone::Plain,
        Stage::TownChecking => Tone::Info,
        Stage::Fixed | Stage::Published | Stage::Corrected => Tone::Good,
    };
    chip(tone, region::stage_words(it).say())
}

/// The opinions of the last year that has any, each with its answer.
fn answered(heard: &[Heard]) -> Markup {
    let Some(last) = heard.iter().find(|it| !it.opinions.is_empty()) else {
        return Markup::default();
    };
    section(
        t!("desks-last-opinions", year = last.sheet.fiscal_year),
        html! {
            @for it in &last.opinions {
                (card(t!("desks-opinion-no", no = it.no), html! {
                    (lines(&it.body))
                    (note(t!("desks-opinion-given", who = &it.given_by, day = it.given_on)))
                    @match (&it.answer, it.answered_on) {
                        (Some(answer), Some(on)) => { h3 { (t!("desks-opinion-answer")) } (lines(answer)) (note(t!("desks-opinion-answered", day = on))) }
                        _ => (chip(Tone::Caution, t!("desks-opinion-unanswered"))),
                    }
                }))
            }
        },
    )
}

fn way_on(visit: &Visit) -> Markup {
    ways(
        visit,
        &[
            (t!("desks-menu-sheets"), "/sheets", t!("desks-way-papers")),
            (
                t!("desks-menu-indicators"),
                "/indicators",
                t!("desks-way-indicators"),
            ),
            (
                t!("desks-menu-opinions"),
                "/opinions",
                t!("desks-way-opinions-committee"),
            ),
        ],
    )
}
