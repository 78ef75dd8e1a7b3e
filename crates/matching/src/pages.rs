//! The pages of one order's plan: the plan with its reasons, those not chosen, and one pair with its alternatives.

mod balance;
mod pair;
mod plan;
mod posts;
mod rest;

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
        .get("/orders/{id}/matching/pairs/{pair}", see, pair::show)
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
}
