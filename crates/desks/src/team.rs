//! チームの今日: who has what in hand, what is at risk, and what waits to be looked at.

use access::{Act, PageError, Resource, Visit};
use base::Day;
use matching::read::OpenCover;
use quality::read::ChecksWaiting;
use webkit::prelude::*;
use work::read::InHand;
use work::stage::StageName;

use crate::morning::{Urgency, urgency};

/// The page of leaders and directors.
pub async fn page(visit: Visit) -> Result<Page, PageError> {
    Ok(Page::titled(t!("desks-team-today"))
        .lead(day(visit.today()))
        .body(today(&visit).await?))
}

/// The same as a part of the home page; three statements.
pub async fn today(visit: &Visit) -> Result<Markup, PageError> {
    let scope = visit.may(Act::Write(Resource::Inspections))?;
    let rows = work::read::in_hand(visit.db(), &scope).await?;
    let checks =
        quality::read::awaiting_by_order(visit.db(), &scope, visit.actor.account.0).await?;
    let away = visit.may(Act::Read(Resource::Covers))?;
    let today = visit.today();
    let away = matching::read::covers_open(visit.db(), &away, today).await?;
    let (at_risk, calm): (Vec<_>, Vec<_>) = rows.into_iter().partition(|it| is_at_risk(it, today));
    Ok(html! {
        (away_part(&away))
        (checks_part(&checks))
        @if at_risk.is_empty() {
            (empty(t!("desks-team-calm"), if calm.is_empty() { t!("desks-team-none") } else { t!("desks-team-calm-next") }))
        } @else {
            (members(t!("desks-team-at-risk"), &at_risk, today))
        }
        @if !calm.is_empty() { (members(t!("desks-team-in-hand"), &calm, today)) }
    })
}

/// With its worker, and due today or before while units are left.
fn is_at_risk(it: &InHand, today: Day) -> bool {
    it.stage != StageName::Delivered.text()
        && it.handed_in < it.units
        && it.due_on <= today.plus_days(1)
}

/// Days off for which nobody has chosen yet who takes over.
fn away_part(away: &[OpenCover]) -> Markup {
    html! {
        @for it in away {
            (banner(Tone::Caution, t!("desks-away", name = &it.name, from = it.from_on), html! {
                p { (link(format!("/covers/{}", it.public_id), t!("desks-away-next"))) }
            }))
        }
    }
}

fn checks_part(checks: &[ChecksWaiting]) -> Markup {
    if checks.is_empty() {
        return section(
            t!("desks-checks"),
            html! { p { (t!("desks-checks-none")) } },
        );
    }
    table(
        t!("desks-checks"),
        checks,
        [
            column(t!("desks-order"), |it: &ChecksWaiting| {
                link(format!("/checks?order={}", it.order_public_id), &it.title)
            }),
            number_column(t!("desks-checks-items"), |it: &ChecksWaiting| {
                number(it.items)
            }),
            column(t!("desks-checks-since"), |it: &ChecksWaiting| {
                it.since.map_or_else(dash, moment)
            }),
        ],
    )
    .markup()
}

fn members(caption: String, rows: &[InHand], today: Day) -> Markup {
    table(caption, rows, [
        column(t!("desks-member"), |it: &InHand| link(format!("/work-orders/{}", it.public_id), t!("desks-member-is", name = &it.worker_name))),
        column(t!("desks-work"), |it: &InHand| text(t!("desks-work-title", title = &it.title, step = &it.step_name))),
        column(t!("desks-stage"), |it: &InHand| stage(&it.stage)),
        column(t!("desks-done-of"), |it: &InHand| handed_in(it.handed_in, it.units)),
        column(t!("desks-due"), move |it: &InHand| html! { (day(it.due_on)) @if it.stage != StageName::Delivered.text() { " " (due_chip(it.due_on, today)) } }),
    ])
    .dense()
    .markup()
}

/// 「418件のうち135件を提出」.
pub fn handed_in(done: i64, of: i64) -> Markup {
    progress_saying(done, of, t!("desks-handed-in", of = of, done = done))
}

fn stage(name: &str) -> Markup {
    let Some(stage) = StageName::named(name) else {
        return dash();
    };
    let tone = match stage {
        StageName::Returned => Tone::Caution,
        StageName::Delivered => Tone::Good,
        _ => Tone::Info,
    };
    chip(tone, work::stage_words(stage).say())
}

/// How near a day is, in a word; nothing while there is time.
pub fn due_chip(by: Day, today: Day) -> Markup {
    match urgency(by, today) {
        Urgency::Past { days } => chip(Tone::Danger, t!("desks-past", days = days)),
        Urgency::Today => chip(Tone::Caution, t!("desks-today-chip")),
        Urgency::Tomorrow => chip(Tone::Caution, t!("desks-tomorrow")),
        Urgency::Later => Markup::default(),
    }
}
