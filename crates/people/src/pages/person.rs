//! One worker: who, what they can do, when they can, and what staff may change.

use super::{hours, id_of, stage_chip};
use crate::actions::{self, Kept};
use crate::directory::{self, Sheet};
use crate::worker::Source;
use crate::{Block, Rest, Stage, Week, read};
use access::{Act, Done, Failure, Form, PageError, Resource, Visit, places};
use axum::extract::Path;
use webkit::prelude::*;

pub(super) async fn show(visit: Visit, Path(id): Path<String>) -> Result<Page, PageError> {
    let scope = visit.may(Act::Read(Resource::Workers))?;
    let it = directory::sheet(visit.db(), &scope, &id_of(&id)?).await?;
    let may_keep = visit.may(Act::Write(Resource::Workers)).is_ok();
    let may_judge = may_keep || visit.may(Act::Write(Resource::Judgements)).is_ok();
    let skills = read::skills_of(visit.db(), it.id).await?;
    let week = read::week_of(visit.db(), it.id).await?;
    let rests = read::rests_of(visit.db(), it.id, visit.today()).await?;
    let all_skills = read::skills(visit.db()).await?;
    let towns = places::municipalities(visit.db()).await?;
    Ok(Page::titled(&it.name)
        .crumbs(&[(t!("people-list"), "/workers")])
        .lead(html! { (stage_chip(it.stage)) })
        .body(html! {
            (next_step(&it))
            (section(t!("people-registration"), registration(&it, may_keep)))
            (section(t!("people-hours-title"), week_shown(&week, &rests)))
            (section(t!("people-skills"), skills_shown(&skills)))
            @if may_judge { (section(t!("people-judge"), judge(&it, &all_skills))) }
            @if may_keep { (section(t!("people-keep"), keep(&it, &towns))) }
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
pub(super) fn week_shown(week: &Week, rests: &[Rest]) -> Markup {
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
        @for rest in rests { p { (t!("people-rest-line", from = rest.from_on, until = rest.until_on)) } }
    }
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

fn judge(it: &Sheet, skills: &[read::Skill]) -> Markup {
    let levels = (0..=4).map(|level| (level.to_string(), t!("people-level-of", level = level)));
    html! {
        (details(t!("people-skill-grant"), form(format!("/workers/{}/skills", it.public_id)).submit(t!("people-skill-grant-do")).body(html! {
            (field_select("skill", t!("people-skill")).required().options(skills.iter().map(|it| (it.code.clone(), it.name().to_owned()))))
            (field_select("level", t!("people-level")).required().options(levels).value("1"))
            (field_text("reason", t!("people-reason")).required().support(t!("people-reason-support")).max(200))
        })))
        (actions([
            clearance_button(it, "remote", it.remote_cleared_on.is_some()),
            clearance_button(it, "secure", it.secure_cleared_on.is_some()),
        ]))
    }
}

fn clearance_button(it: &Sheet, which: &str, given: bool) -> Markup {
    let label = match (which, given) {
        ("remote", false) => t!("people-remote-give"),
        ("remote", true) => t!("people-remote-take"),
        (_, false) => t!("people-secure-give"),
        (_, true) => t!("people-secure-take"),
    };
    let to = if given { "withdrawn" } else { "given" };
    post_button(
        format!("/workers/{}/clearances", it.public_id),
        label,
        [("which", which), ("to", to)],
    )
}

fn keep(it: &Sheet, towns: &[places::Municipality]) -> Markup {
    let next = it.stage.next();
    html! {
        @if !next.is_empty() {
            (form(format!("/workers/{}/stage", it.public_id)).submit(t!("people-stage-do")).body(html! {
                (field_select("stage", t!("people-stage-next")).required().options(next.into_iter().map(|it| (it.name(), it.words().say()))))
            }))
        }
        (details(t!("people-move"), form(format!("/workers/{}/move", it.public_id)).submit(t!("people-move-do")).body(html! {
            (field_select("town", t!("people-town")).required().options(towns.iter().map(|it| (it.public_id.to_string(), it.name.clone()))))
            (field_date("from_on", t!("people-move-from")).required().support(t!("people-move-support")))
        })))
    }
}

pub(super) async fn stage(
    visit: Visit,
    Path(id): Path<String>,
    Form(posted): Form,
) -> Result<Done, PageError> {
    let to = posted
        .first("stage")
        .and_then(Stage::named)
        .ok_or(Failure::Absent)?;
    let kept = actions::set_stage(visit.db(), &visit.actor, &id_of(&id)?, to).await?;
    Ok(back(&kept).saying(words!("people-stage-done", stage = to.words())))
}

pub(super) async fn move_to(
    visit: Visit,
    Path(id): Path<String>,
    Form(posted): Form,
) -> Result<Done, PageError> {
    let mut reader = posted.reader();
    let from = reader.day("from_on");
    let town = posted.first("town").unwrap_or_default();
    let towns = places::municipalities(visit.db()).await?;
    let town = towns
        .iter()
        .find(|it| it.public_id.as_str() == town)
        .ok_or(Failure::Absent)?;
    let from = from.ok_or_else(|| Failure::Faulty(reader.filled().errors))?;
    let kept = actions::move_to(visit.db(), &visit.actor, &id_of(&id)?, town.id, from).await?;
    Ok(back(&kept).saying(words!("people-move-done", town = &town.name)))
}

pub(super) async fn skill(
    visit: Visit,
    Path(id): Path<String>,
    Form(posted): Form,
) -> Result<Done, PageError> {
    let scope = visit.may(Act::Read(Resource::Workers))?;
    let worker = directory::sheet(visit.db(), &scope, &id_of(&id)?).await?;
    let mut reader = posted.reader();
    let (level, reason) = (reader.integer("level", 0..=4), reader.text("reason", 200));
    let skill = read::skill_by_code(visit.db(), posted.first("skill").unwrap_or_default()).await?;
    let skill = skill.ok_or(Failure::Absent)?;
    let (Some(level), Some(reason)) = (level, reason) else {
        return Err(Failure::Faulty(reader.filled().errors).into());
    };
    let source = Source::Judgement;
    let kept = actions::grant_skill(
        visit.db(),
        &visit.actor,
        worker.id,
        skill.id,
        level,
        source,
        &reason,
    )
    .await?;
    Ok(back(&kept).saying(words!("people-skill-done", skill = skill.name())))
}

pub(super) async fn clearance(
    visit: Visit,
    Path(id): Path<String>,
    Form(posted): Form,
) -> Result<Done, PageError> {
    let id = id_of(&id)?;
    let on = (posted.first("to") == Some("given")).then(|| visit.today());
    let kept = match posted.first("which") {
        Some("remote") => actions::clear_remote(visit.db(), &visit.actor, &id, on).await?,
        Some("secure") => actions::clear_secure(visit.db(), &visit.actor, &id, on).await?,
        _ => return Err(Failure::Absent.into()),
    };
    Ok(back(&kept).saying(words!("people-clearance-done")))
}

fn back(kept: &Kept) -> Done {
    Done::to(format!("/workers/{}", kept.public_id))
}
