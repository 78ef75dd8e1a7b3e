//! 待機: who has had no work for thirty days, grouped by reason, with one next step each.

use access::{PageError, Visit};
use base::Day;
use people::Stage;
use people::read::Waiting;
use std::collections::BTreeMap;
use webkit::prelude::*;
use work::read::LastWork;

use super::Desk;
use crate::idle::{self, Facts, Reason};
use crate::population::{Registrant, is_at_work};

/// Rows shown of each reason; the rest is in the list of people.
const SHOWN: usize = 20;

pub async fn desk(visit: &Visit) -> Result<Desk, PageError> {
    let (db, today) = (visit.db(), visit.today());
    let waiting = people::read::waiting(db).await?;
    let last: BTreeMap<i64, LastWork> = work::read::last_work(db)
        .await?
        .into_iter()
        .map(|it| (it.worker, it))
        .collect();
    let judgements = training::read::awaiting_count(db).await?;
    let mut groups: BTreeMap<Reason, Vec<&Waiting>> = BTreeMap::new();
    for it in &waiting {
        if let Some(reason) = idle::reason(&facts_of(it, last.get(&it.id.0)), today) {
            groups.entry(reason).or_default().push(it);
        }
    }
    // Who has been without work for longest stands on top.
    groups
        .values_mut()
        .for_each(|people| people.sort_by_key(|it| idle_since(it, last.get(&it.id.0))));
    let at_work = waiting
        .iter()
        .filter(|it| {
            last.get(&it.id.0)
                .is_some_and(|last| is_at_work(&registrant(last), today))
        })
        .count();
    let total: usize = groups.values().map(Vec::len).sum();
    let body = html! {
        (figures(&[
            (t!("desks-idle"), t!("desks-people", count = total), t!("desks-idle-note", days = idle::IDLE_DAYS)),
            (t!("desks-waiting-all"), t!("desks-people", count = waiting.len() - at_work), String::new()),
            (t!("desks-judgements"), t!("desks-cases", count = judgements), String::new()),
        ]))
        @if 0 < judgements { p { (link("/enrolments/awaiting", t!("desks-to-judgements"))) } }
        @if groups.is_empty() { (empty(t!("desks-idle-none"), t!("desks-idle-none-next"))) }
        @for reason in Reason::ALL {
            @if let Some(people) = groups.get(&reason) { (group(reason, people, &last)) }
        }
    };
    Ok(Desk::titled(t!("desks-waiting"), body)
        .lead(t!("desks-waiting-lead", days = idle::IDLE_DAYS)))
}

/// The day from which somebody has been without work.
fn idle_since(it: &Waiting, last: Option<&LastWork>) -> Day {
    last.and_then(|last| last.last_on)
        .map_or(it.since_on, |on| on.max(it.since_on))
}

fn registrant(last: &LastWork) -> Registrant {
    Registrant {
        stage: Stage::Waiting,
        in_hand: last.in_hand,
        last_on: last.last_on,
    }
}

fn facts_of(it: &Waiting, last: Option<&LastWork>) -> Facts {
    Facts {
        wants_work: it.wants_work,
        weekly_minutes: it.weekly_minutes,
        skills: it.skills,
        last_on: idle_since(it, last),
        living: last.is_some_and(|last| 0 < last.offered + last.in_hand),
    }
}

fn group(reason: Reason, people: &[&Waiting], last: &BTreeMap<i64, LastWork>) -> Markup {
    let (title, next) = match reason {
        Reason::OwnWish => (
            t!("desks-reason-own-wish"),
            t!("desks-reason-own-wish-next"),
        ),
        Reason::NoHours => (
            t!("desks-reason-no-hours"),
            t!("desks-reason-no-hours-next"),
        ),
        Reason::Skill => (t!("desks-reason-skill"), t!("desks-reason-skill-next")),
        Reason::WorkOrMatching => (t!("desks-reason-work"), t!("desks-reason-work-next")),
    };
    let shown = &people[..people.len().min(SHOWN)];
    section(
        &title,
        html! {
            p { (next) }
            (table(t!("desks-waiting-caption"), shown, [
                column(t!("desks-name"), |it: &&Waiting| link(format!("/workers/{}", it.public_id), &it.name)),
                column(t!("desks-town"), |it: &&Waiting| text(&it.municipality_name)),
                column(t!("desks-hours"), |it: &&Waiting| text(t!("desks-hours-is", hours = it.weekly_minutes / 60))),
                column(t!("desks-since"), |it: &&Waiting| day(it.since_on)),
                column(t!("desks-last-work"), |it: &&Waiting| day_or_dash(last.get(&it.id.0).and_then(|it| it.last_on))),
            ]).total(people.len()).dense())
            @if SHOWN < people.len() { p { (link("/workers?stage=waiting", t!("desks-to-waiting"))) } }
        },
    )
}
