//! One worker: who, what they can do, and when they can.

use super::relations::related;
use super::standing::{judge, keep};
use super::{hours, id_of, stage_chip};
use crate::directory::{self, Sheet};
use crate::{Block, Rest, Stage, Week, actions, read};
use access::{Act, PageError, Resource, Visit, places};
use axum::extract::Path;
use webkit::prelude::*;

pub(super) async fn show(visit: Visit, Path(id): Path<String>) -> Result<Page, PageError> {
    let scope = visit.may(Act::Read(Resource::Workers))?;
    let it = directory::sheet(visit.db(), &scope, &id_of(&id)?).await?;
    let may_keep = visit.may(Act::Write(Resource::Workers)).is_ok();
    let may_judge = may_keep || visit.may(Act::Write(Resource::Judgements)).is_ok();
    if may_keep && it.account != visit.actor.account {
        actions::note_reading(visit.db(), &visit.actor, &it.public_id, it.account).await?;
    }
    let skills = read::skills_of(visit.db(), it.id).await?;
    let week = read::week_of(visit.db(), it.id).await?;
    let rests = read::rests_of(visit.db(), it.id, visit.today()).await?;
    let all_skills = read::skills(visit.db()).await?;
    let towns = places::municipalities(visit.db()).await?;
    let told = match may_keep {
        true => crate::relations::told(visit.db(), it.id).await?,
        false => Vec::new(),
    };
    Ok(Page::titled(&it.name)
        .crumbs(&[(t!("people-list"), "/workers")])
        .lead(html! { (stage_chip(it.stage)) })
        .body(html! {
            (next_step(&it))
            (section(t!("people-registration"), registration(&it, may_keep)))
            (section(t!("people-hours-title"), week_shown(&week, &rests)))
            (section(t!("people-skills"), skills_shown(&skills)))
            @if may_judge { (section(t!("people-judge"), judge(&it, &all_skills))) }
            @if may_keep {
                (section(t!("people-keep"), keep(&it, &towns)))
                (section(t!("people-relations"), related(&it, &told)))
            }
        }))
}

/// Every state says what happens next and who acts.
fn next_step(it: &Sheet) -> Markup {
    let (tone, words) = match it.stage {
        Stage::Applied => (Tone::Caution, t!("people-next-applied")),
        Stage::Briefing => (Tone::Caution, t!("people-next-briefing")),
        Stage::Training => (Tone::Caution, t!("people-next-training")),
        Stage::AwaitingContract => (Tone::Caution, t!("people-next-awaiting-contract")),
        Stage::Waiting => (Tone::Info, t!("people-next-waiting")),
        Stage::Active => (Tone::Good, t!("people-next-active")),
        Stage::Paused => (Tone::Plain, t!("people-next-paused")),
        Stage::Left => (Tone::Plain, t!("people-next-left")),
    };
    banner(tone, t!("people-next"), html! { p { (words) } })
}

fn registration(it: &Sheet, with_contact: bool) -> Markup {
    let or_dash = |it: &Option<String>| it.as_ref().map_or_else(dash, text);
    let mut rows = vec![
        (t!("people-number"), text(&it.number)),
        (t!("people-kana"), text(&it.kana)),
        (t!("people-town"), text(&it.municipality_name)),
        (t!("people-registered-on"), day(it.registered_on)),
        (t!("people-stage-since"), day(it.stage_since)),
        (t!("people-remote"), day_or_dash(it.remote_cleared_on)),
        (t!("people-secure"), day_or_dash(it.secure_cleared_on)),
        (
            t!("people-wants-work"),
            text(if it.wants_work {
                t!("people-yes")
            } else {
                t!("people-no")
            }),
        ),
    ];
    if let Some(left) = it.left_on {
        rows.push((t!("people-left-on"), day(left)));
    }
    if with_contact {
        rows.push((t!("people-email"), or_dash(&it.email)));
        rows.push((t!("people-phone"), or_dash(&it.phone)));
    }
    if !it.note_for_directors.is_empty() {
        rows.push((t!("people-note"), lines(&it.note_for_directors)));
    }
    facts(&rows)
}

/// A week in words: each day with its blocks, the sum, and days off.
fn week_shown(week: &Week, rests: &[Rest]) -> Markup {
    let weekdays: Vec<u8> = (0..7).collect();
    let cell = |weekday: u8, block: Block| {
        let given = week
            .blocks
            .iter()
            .find(|it| it.weekday == weekday && it.block == block);
        given.map_or_else(dash, |it| text(hours(it.minutes)))
    };
    html! {
        p { (t!("people-week-sum", offered = hours(week.weekly_minutes), held = hours(week.total()))) }
        @if week.blocks.is_empty() {
            @if week.weekly_minutes > 0 { p { (t!("people-week-any-time")) } } @else { p { (t!("people-week-none")) } }
        } @else {
            (table(t!("people-week"), &weekdays, [
                column(t!("people-weekday"), |it: &u8| text(weekday_name(*it))),
                column(t!("people-block-morning"), |it: &u8| cell(*it, Block::Morning)),
                column(t!("people-block-day"), |it: &u8| cell(*it, Block::Day)),
                column(t!("people-block-evening"), |it: &u8| cell(*it, Block::Evening)),
                column(t!("people-block-night"), |it: &u8| cell(*it, Block::Night)),
            ]).dense())
        }
        @for rest in rests { p { (rest_line(rest)) } }
    }
}

/// One day off, or a stretch of them.
pub(super) fn rest_line(rest: &Rest) -> String {
    if rest.from_on == rest.until_on {
        return t!("people-rest-day", day = rest.from_on);
    }
    t!(
        "people-rest-line",
        from = rest.from_on,
        until = rest.until_on
    )
}

/// 「月」 for 0.
pub(super) fn weekday_name(weekday: u8) -> String {
    let monday = base::Day::known(2024, 1, 1);
    webkit::formats::weekday(monday.plus_days(i32::from(weekday)).weekday())
}

fn skills_shown(skills: &[read::SkillHeld]) -> Markup {
    html! {
        @if skills.is_empty() {
            (empty(t!("people-skills-none"), html! { p { (t!("people-skills-none-next")) } }))
        } @else {
            (table(t!("people-skills"), skills, [
                column(t!("people-skill"), |it: &read::SkillHeld| text(it.name())),
                number_column(t!("people-level"), |it: &read::SkillHeld| number(it.level)),
                column(t!("people-since"), |it: &read::SkillHeld| day(it.since_on)),
                column(t!("people-source"), |it: &read::SkillHeld| text(if it.reason.is_empty() { it.source.words().say() } else {
                    t!("people-source-reason", source = it.source.words(), reason = &it.reason)
                })),
            ]))
        }
    }
}
