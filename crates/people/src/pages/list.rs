//! 人: the list of workers, searched by name, stage, town and by what they can do.

use super::{hours, stage_chip};
use crate::directory::{self, PAGE, Search};
use crate::{Stage, read};
use access::{Act, PageError, Resource, Visit, places};
use axum::extract::Query;
use serde::Deserialize;
use webkit::prelude::*;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    q: String,
    stage: String,
    town: String,
    skill: String,
    page: u64,
}

pub(super) async fn list(visit: Visit, Query(asked): Query<Asked>) -> Result<Page, PageError> {
    let scope = visit.may(Act::Read(Resource::Workers))?;
    let towns = places::municipalities(visit.db()).await?;
    let skills = read::skills(visit.db()).await?;
    let search = Search {
        text: asked.q.clone(),
        stage: Stage::named(&asked.stage),
        town: towns
            .iter()
            .find(|it| it.public_id.as_str() == asked.town)
            .map(|it| it.id),
        skill: Some(asked.skill.clone()).filter(|it| !it.is_empty()),
        page: asked.page.max(1),
    };
    let mut rows = directory::lines(visit.db(), &scope, &search).await?;
    let total = directory::count(visit.db(), &scope, &search).await?;
    let more = rows.len() as u64 > PAGE;
    rows.truncate(PAGE as usize);
    let may_register = visit.may(Act::Write(Resource::Workers)).is_ok();
    let filled = Filled::of([
        ("q", &asked.q),
        ("stage", &asked.stage),
        ("town", &asked.town),
        ("skill", &asked.skill),
    ]);
    let any = || ("".to_owned(), t!("people-any"));
    let stages = [any()].into_iter().chain(
        Stage::ALL
            .into_iter()
            .map(|it| (it.name().to_owned(), it.words().say())),
    );
    let town_names = [any()].into_iter().chain(
        towns
            .iter()
            .map(|it| (it.public_id.to_string(), it.name.clone())),
    );
    let skill_names = [any()].into_iter().chain(
        skills
            .iter()
            .map(|it| (it.code.clone(), it.name().to_owned())),
    );
    Ok(Page::titled(t!("people-list")).wide().body(html! {
        @if may_register {
            (actions([button_link("/workers/new", t!("people-new")), button_link("/workers/import", t!("people-import"))]))
        }
        (form("/workers").get().submit(t!("people-search")).body(html! {
            (field_text("q", t!("people-search-text")).kind("search").filled(&filled))
            (field_select("skill", t!("people-search-skill")).options(skill_names).filled(&filled))
            (field_select("stage", t!("people-stage")).options(stages).filled(&filled))
            (field_select("town", t!("people-town")).options(town_names).filled(&filled))
        }))
        @if rows.is_empty() {
            (empty(t!("people-list-none"), html! { p { (t!("people-list-none-next")) } }))
        } @else {
            (table(t!("people-list"), &rows, [
                column(t!("people-name"), |it: &directory::Line| link(format!("/workers/{}", it.public_id), &it.name)),
                column(t!("people-number"), |it: &directory::Line| text(&it.number)),
                column(t!("people-town"), |it: &directory::Line| text(&it.municipality_name)),
                column(t!("people-stage"), |it: &directory::Line| stage_chip(it.stage)),
                number_column(t!("people-weekly"), |it: &directory::Line| text(hours(it.weekly_minutes))),
                number_column(t!("people-skill-count"), |it: &directory::Line| number(it.skills)),
            ]).total(total.max(0) as usize).dense())
            (pagination_open(search.page as usize, more, &visit.path))
        }
    }))
}
