//! What staff change of a registration: stage, town, skills and clearances.

use super::form::shown;
use super::id_of;
use crate::actions::{self, Kept};
use crate::directory::{self, Sheet};
use crate::worker::Source;
use crate::{Stage, read};
use access::places::{self, Municipality};
use access::{Act, Done, Form, PageError, Resource, Visit};
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use webkit::prelude::*;

/// Skills and clearances, for those who judge.
pub(super) fn judge(it: &Sheet, skills: &[read::Skill]) -> Markup {
    html! {
        (details(t!("people-skill-grant"), skill_form(it, skills, &Filled::default())))
        (actions([
            clearance_button(it, "remote", it.remote_cleared_on.is_some()),
            clearance_button(it, "secure", it.secure_cleared_on.is_some()),
        ]))
    }
}

/// Stage and town, for those who look after registrations.
pub(super) fn keep(it: &Sheet, towns: &[Municipality]) -> Markup {
    let next = it.stage.next();
    html! {
        @if !next.is_empty() {
            (form(format!("/workers/{}/stage", it.public_id)).submit(t!("people-stage-do")).body(
                field_select("stage", t!("people-stage-next")).required().options(next.into_iter().map(|it| (it.name(), it.words().say())))
            ))
        }
        (details(t!("people-move"), move_form(it, towns, &Filled::default())))
    }
}

fn skill_form(it: &Sheet, skills: &[read::Skill], filled: &Filled) -> Markup {
    let levels = (0..=4).map(|level| (level.to_string(), t!("people-level-of", level = level)));
    let names = skills
        .iter()
        .map(|it| (it.code.clone(), it.name().to_owned()));
    let fields = html! {
        (field_select("skill", t!("people-skill")).required().options(names).filled(filled))
        (field_select("level", t!("people-level")).required().options(levels).filled(filled).value("1"))
        (field_text("reason", t!("people-reason")).required().support(t!("people-reason-support")).max(200).filled(filled))
    };
    form(format!("/workers/{}/skills", it.public_id))
        .submit(t!("people-skill-grant-do"))
        .body(fields)
        .markup()
}

fn move_form(it: &Sheet, towns: &[Municipality], filled: &Filled) -> Markup {
    let names = towns
        .iter()
        .map(|it| (it.public_id.to_string(), it.name.clone()));
    let fields = html! {
        (field_select("town", t!("people-town")).required().options(names).filled(filled))
        (field_date("from_on", t!("people-move-from")).required().support(t!("people-move-support")).filled(filled))
    };
    form(format!("/workers/{}/move", it.public_id))
        .submit(t!("people-move-do"))
        .body(fields)
        .markup()
}

fn clearance_button(it: &Sheet, which: &str, given: bool) -> Markup {
    let label = match (which, given) {
        ("remote", false) => t!("people-remote-give"),
        ("remote", true) => t!("people-remote-take"),
        (_, false) => t!("people-secure-give"),
        (_, true) => t!("people-secure-take"),
    };
    let to = if given { "withdrawn" } else { "given" };
    let at = format!("/workers/{}/clearances", it.public_id);
    post_button(at, label, [("which", which), ("to", to)])
}

/// A form that could not be kept, alone on a page, with everything typed.
fn again(it: &Sheet, title: String, form: Markup, filled: &Filled) -> Response {
    let here = (it.name.clone(), format!("/workers/{}", it.public_id));
    let crumbs = [(t!("people-list"), "/workers".to_owned()), here];
    Page::titled(title)
        .crumbs(&crumbs)
        .errors(filled)
        .body(form)
        .into_response()
}

async fn sheet(visit: &Visit, id: &str) -> Result<Sheet, PageError> {
    let scope = visit.may(Act::Read(Resource::Workers))?;
    Ok(directory::sheet(visit.db(), &scope, &id_of(id)?).await?)
}

pub(super) async fn stage(
    visit: Visit,
    Path(id): Path<String>,
    Form(posted): Form,
) -> Result<Done, PageError> {
    let to = posted
        .first("stage")
        .and_then(Stage::named)
        .ok_or_else(|| Form::unchosen("stage"))?;
    let kept = actions::set_stage(visit.db(), &visit.actor, &id_of(&id)?, to).await?;
    Ok(back(&kept).saying(words!("people-stage-done", stage = to.words())))
}

pub(super) async fn move_to(
    visit: Visit,
    Path(id): Path<String>,
    Form(posted): Form,
) -> Result<Response, PageError> {
    let it = sheet(&visit, &id).await?;
    let towns = places::municipalities(visit.db()).await?;
    let mut reader = posted.reader();
    let from = reader.day("from_on");
    let wanted = posted.first("town").unwrap_or_default();
    let town = towns
        .iter()
        .find(|it| it.public_id.as_str() == wanted)
        .ok_or_else(|| Form::unchosen("town"))?;
    let filled = reader.filled();
    let again = |filled: &Filled| {
        again(
            &it,
            t!("people-move"),
            move_form(&it, &towns, filled),
            filled,
        )
    };
    let Some(from) = from else {
        return Ok(again(&filled));
    };
    match actions::move_to(visit.db(), &visit.actor, &it.public_id, town.id, from).await {
        Ok(kept) => Ok(back(&kept)
            .saying(words!("people-move-done", town = &town.name))
            .into_response()),
        Err(failure) => Ok(again(&shown(failure, filled)?)),
    }
}

pub(super) async fn skill(
    visit: Visit,
    Path(id): Path<String>,
    Form(posted): Form,
) -> Result<Response, PageError> {
    let it = sheet(&visit, &id).await?;
    let skills = read::skills(visit.db()).await?;
    let mut reader = posted.reader();
    let (level, reason) = (reader.integer("level", 0..=4), reader.text("reason", 200));
    let wanted = posted.first("skill").unwrap_or_default();
    let skill = skills
        .iter()
        .find(|it| it.code == wanted)
        .ok_or_else(|| Form::unchosen("skill"))?;
    let filled = reader.filled();
    let again = |filled: &Filled| {
        again(
            &it,
            t!("people-skill-grant"),
            skill_form(&it, &skills, filled),
            filled,
        )
    };
    let (Some(level), Some(reason)) = (level, reason) else {
        return Ok(again(&filled));
    };
    let source = Source::Judgement;
    match actions::grant_skill(
        visit.db(),
        &visit.actor,
        it.id,
        skill.id,
        level,
        source,
        &reason,
    )
    .await
    {
        Ok(kept) => Ok(back(&kept)
            .saying(words!("people-skill-done", skill = skill.name()))
            .into_response()),
        Err(failure) => Ok(again(&shown(failure, filled)?)),
    }
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
        _ => return Err(Form::unchosen("which").into()),
    };
    Ok(back(&kept).saying(words!("people-clearance-done")))
}

fn back(kept: &Kept) -> Done {
    Done::to(format!("/workers/{}", kept.public_id))
}
