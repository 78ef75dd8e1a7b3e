//! The pages of work: offers and work for its worker, lists for those who lead it.

pub(crate) mod documents;
pub(crate) mod items;
pub(crate) mod offers;
pub(crate) mod progress;
pub(crate) mod staff;
pub(crate) mod working;

use access::Act::{Read, Write};
use access::Resource::{ClientOrders, Offers, WorkItems, WorkOrders};
use access::{Failure, Routes};
use base::PublicId;
use webkit::prelude::*;

use crate::WorkCard;
use crate::stage::{ItemState, StageName};

/// The routes of this crate. 受諾 (`/offers/{id}/agreement`) belongs to `quality`, which draws the sample in the same commit.
pub fn routes() -> Routes {
    Routes::new()
        .get("/offers", Read(Offers), offers::list)
        .get("/offers/{id}", Read(Offers), offers::show)
        .post("/offers/{id}/declining", Write(Offers), offers::decline)
        .get("/work", Read(Offers), working::list)
        .get("/work/{id}", Read(Offers), working::show)
        .post("/work/{id}/claims", Write(WorkItems), items::claim)
        .get("/work/{id}/item", Read(Offers), items::show)
        .post("/work-items/{id}/answer", Write(WorkItems), items::answer)
        .get("/work/{id}/report", Read(Offers), working::report_form)
        .post("/work/{id}/reports", Write(WorkItems), working::report)
        .post("/work/{id}/delivery", Write(WorkItems), working::deliver)
        .post(
            "/work/{id}/giving-back",
            Write(WorkItems),
            working::give_back,
        )
        .post(
            "/work/{id}/paper-wish",
            Write(Offers),
            documents::wish_paper,
        )
        .get("/documents", Read(Offers), documents::list)
        .get("/orders/{id}/progress", Read(ClientOrders), progress::show)
        .get("/work-orders", Read(WorkOrders), staff::list)
        .get("/work-orders/{id}", Read(WorkOrders), staff::show)
        .get(
            "/work-orders/{id}/terms.pdf",
            Read(WorkOrders),
            documents::terms_pdf,
        )
        .post("/work-orders/{id}/offer", Write(WorkOrders), staff::offer)
        .post(
            "/work-orders/{id}/withdrawal",
            Write(WorkOrders),
            staff::withdraw,
        )
        .post(
            "/work-orders/{id}/termination",
            Write(WorkOrders),
            staff::terminate,
        )
}

/// The public id in an address; anything else is absent.
fn id_of(text: &str) -> Result<PublicId, Failure> {
    PublicId::parse(text).ok_or(Failure::Absent)
}

/// The word and colour of a stage; to workers an offer is 「お願い」.
fn stage_chip(stage: StageName, to_worker: bool) -> Markup {
    let tone = match stage {
        StageName::Draft | StageName::Withdrawn | StageName::Declined | StageName::Expired => {
            Tone::Plain
        }
        StageName::Offered | StageName::Underway | StageName::Delivered => Tone::Info,
        StageName::Accepted => Tone::Good,
        StageName::Returned | StageName::Terminated => Tone::Caution,
    };
    match (stage, to_worker) {
        (StageName::Offered, true) => chip(tone, t!("work-stage-offered-to-worker")),
        _ => chip(tone, crate::stage_words(stage).say()),
    }
}

fn state_words(state: ItemState) -> Words {
    match state {
        ItemState::Open => words!("work-state-open"),
        ItemState::InProgress => words!("work-state-in-progress"),
        ItemState::Submitted => words!("work-state-submitted"),
        ItemState::Checking => words!("work-state-checking"),
        ItemState::Returned => words!("work-state-returned"),
        ItemState::Done => words!("work-state-done"),
        ItemState::Excluded => words!("work-state-excluded"),
    }
}

/// 「店舗情報の確認 ─ 確認」: the work and its step.
fn title_of(card: &WorkCard) -> String {
    named(&card.title, &card.step_name)
}

fn named(title: &str, step: &str) -> String {
    t!("work-title-of", title = title, step = step)
}

/// Minutes as hours and minutes.
fn hours(minutes: i64) -> String {
    t!("work-hours", hours = minutes / 60, minutes = minutes % 60)
}

/// Where the work may be done.
fn place_words(card: &WorkCard) -> Words {
    match card.class.as_str() {
        "secure" => words!("work-place-secure"),
        "site" => words!("work-place-site"),
        _ => words!("work-place-home"),
    }
}

/// Who answers questions: the leader, else the director.
fn contact_of(card: &WorkCard) -> String {
    let name = card
        .leader_name
        .as_deref()
        .or(card.director_name.as_deref());
    name.map_or_else(|| t!("work-contact-none"), ToOwned::to_owned)
}
