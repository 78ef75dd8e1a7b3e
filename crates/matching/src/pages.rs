//! The pages of plans: of one order and of the whole region, with reasons, those not chosen, and what a change costs.

mod balance;
mod causes;
mod covers;
mod first_job;
mod measures;
mod not_chosen;
mod pair;
mod plan;
mod posts;
mod region;
mod region_pair;
mod region_posts;
mod rest;
mod run;

use access::{Act, Failure, Resource, Routes};
use base::PublicId;

/// The routes of this crate.
pub fn routes() -> Routes {
    let (see, plan) = (Act::Read(Resource::Plans), Act::Write(Resource::Plans));
    Routes::new()
        .get("/orders/{id}/matching", see, plan::show)
        .post("/orders/{id}/matching", plan, posts::propose)
        .post("/orders/{id}/matching/fixed", plan, posts::fix)
        .post("/orders/{id}/matching/loosened", plan, posts::loosen)
        .post("/orders/{id}/matching/left-out", plan, posts::leave_out)
        .post("/orders/{id}/matching/allowed", plan, posts::allow)
        .post("/orders/{id}/matching/swapped", plan, posts::swap)
        .post("/orders/{id}/matching/offers", plan, posts::send)
        .post("/orders/{id}/matching/put-aside", plan, posts::put_aside)
        .post("/orders/{id}/matching/stopping", plan, posts::stop)
        .get("/orders/{id}/matching/pairs/{pair}", see, pair::show)
        .and(board())
}

/// The region's board.
fn board() -> Routes {
    let (see, plan) = (Act::Read(Resource::Board), Act::Write(Resource::Board));
    Routes::new()
        .get("/matching", see, region::show)
        .post("/matching", plan, region_posts::propose)
        .post("/matching/stopping", plan, region_posts::stop)
        .post("/matching/fixed", plan, region_posts::fix)
        .post("/matching/loosened", plan, region_posts::loosen)
        .post("/matching/left-out", plan, region_posts::leave_out)
        .post("/matching/allowed", plan, region_posts::allow)
        .post("/matching/swapped", plan, region_posts::swap)
        .get("/matching/pair", see, region::pair)
        .post(
            "/matching/orders/{id}",
            Act::Write(Resource::Plans),
            region_posts::hand_over,
        )
        .and(causes())
        .and(covers())
        .get(
            "/offers/not-chosen",
            Act::Read(Resource::Offers),
            not_chosen::show,
        )
}

/// Days off, and who takes over.
fn covers() -> Routes {
    let (see, choose) = (Act::Read(Resource::Covers), Act::Write(Resource::Covers));
    let (own, answer) = (Act::Read(Resource::Offers), Act::Write(Resource::Offers));
    Routes::new()
        .get("/covers", see, covers::list)
        .get("/covers/{id}", see, covers::show)
        .post("/covers/{id}/choice", choose, covers::choose)
        .post("/absences", Act::Write(Resource::Profile), covers::say)
        .get("/absences/{id}", own, covers::own_page)
        .post("/absences/{id}/keeping", answer, covers::keeping)
        .post("/absences/{id}/handing-over", answer, covers::handing_over)
}

/// Why people have no work.
fn causes() -> Routes {
    let (see, ask) = (Act::Read(Resource::Causes), Act::Write(Resource::Causes));
    Routes::new()
        .get("/matching/causes", see, causes::show)
        .post("/matching/causes", ask, causes::ask)
        .post("/matching/causes/stopping", ask, causes::stop)
}

/// The id in an address; anything else is a page that does not exist.
fn id_of(text: &str) -> Result<PublicId, Failure> {
    PublicId::parse(text).ok_or(Failure::Absent)
}

/// The address of an order's plan.
fn path(order: &PublicId) -> String {
    format!("/orders/{order}/matching")
}

#[cfg(test)]
pub mod testing {
    pub(crate) use super::causes::show as show_causes;
    pub(crate) use super::covers::{
        list as list_covers, own_page as show_absence, show as show_cover,
    };
    pub(crate) use super::not_chosen::show as show_not_chosen;
    pub(crate) use super::pair::show as show_pair;
    pub(crate) use super::plan::show;
    pub(crate) use super::region::show as show_region;
}
