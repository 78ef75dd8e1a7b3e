//! The pages of plans: of one order and of the whole region, with reasons, those not chosen, and what a change costs.

mod balance;
mod first_job;
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
    pub(crate) use super::pair::show as show_pair;
    pub(crate) use super::plan::show;
    pub(crate) use super::region::show as show_region;
}
