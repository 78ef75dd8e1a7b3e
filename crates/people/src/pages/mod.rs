//! The pages about workers: the list and one person for staff, registration and import, one's own profile and week.

mod form;
mod importing;
mod list;
mod own;
mod person;
mod registration;
mod relations;
mod standing;
#[cfg(test)]
mod tests;

use access::{Act, Failure, Resource, Routes};
use base::PublicId;
use webkit::prelude::*;

use crate::Stage;

/// The routes of this crate.
pub fn routes() -> Routes {
    let (see, keep) = (Act::Read(Resource::Workers), Act::Write(Resource::Workers));
    let own = Act::Write(Resource::Profile);
    Routes::new()
        .get("/workers", see, list::list)
        .get("/workers/new", keep, registration::blank)
        .post("/workers", keep, registration::register)
        .get("/workers/import", keep, importing::start)
        .post("/workers/import", keep, importing::upload)
        .get("/workers/import/template.xlsx", keep, importing::template)
        .get("/workers/import/{id}", keep, importing::look)
        .post("/workers/import/{id}/registration", keep, importing::take)
        .get("/workers/import/{id}/faults.xlsx", keep, importing::faults)
        .post("/workers/import/{id}/undo", keep, importing::undo)
        .get("/workers/{id}", see, person::show)
        .post("/workers/{id}/stage", keep, standing::stage)
        .post("/workers/{id}/move", keep, standing::move_to)
        .post("/workers/{id}/relations", keep, relations::tell)
        .post(
            "/workers/{id}/relations/{relation}/end",
            keep,
            relations::end,
        )
        .post(
            "/workers/{id}/skills",
            Act::Read(Resource::Workers),
            standing::skill,
        )
        .post(
            "/workers/{id}/clearances",
            Act::Read(Resource::Workers),
            standing::clearance,
        )
        .get("/profile", own, own::profile)
        .post("/profile", own, own::save_profile)
        .post("/profile/pledge", own, own::pledge)
        .get("/availability", own, own::availability)
        .post("/availability", own, own::save_week)
        .post("/availability/rests", own, own::rest)
        .post("/availability/rests/end", own, own::end_rest)
}

/// The id in an address; anything else is a page that does not exist.
pub(crate) fn id_of(text: &str) -> Result<PublicId, Failure> {
    PublicId::parse(text).ok_or(Failure::Absent)
}

/// A stage as a chip.
pub(crate) fn stage_chip(stage: Stage) -> Markup {
    let tone = match stage {
        Stage::Active => Tone::Good,
        Stage::Waiting => Tone::Info,
        Stage::Applied | Stage::Briefing | Stage::Training | Stage::AwaitingContract => {
            Tone::Caution
        }
        Stage::Paused | Stage::Left => Tone::Plain,
    };
    chip(tone, stage.words().say())
}

/// 「7時間30分」.
pub(crate) fn hours(minutes: i64) -> String {
    match (minutes / 60, minutes % 60) {
        (hours, 0) => t!("people-hours", hours = hours),
        (0, minutes) => t!("people-minutes", minutes = minutes),
        (hours, minutes) => t!("people-hours-minutes", hours = hours, minutes = minutes),
    }
}
