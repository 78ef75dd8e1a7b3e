//! The pages about sites: all sites, one site with its log, and a worker's seats.

mod keeping;
mod seats;
mod site;
#[cfg(test)]
mod tests;

use access::{Act, Failure, Resource, Routes};
use base::PublicId;
use webkit::prelude::*;

use crate::{BookingState, Class};

/// The routes of this crate.
pub fn routes() -> Routes {
    let (see, keep) = (Act::Read(Resource::Sites), Act::Write(Resource::Sites));
    let sit = Act::Write(Resource::Seats);
    Routes::new()
        .get("/sites", see, site::list)
        .get("/sites/{id}", see, site::show)
        .post("/sites/{id}/rooms", keep, keeping::open_room)
        .post("/sites/{id}/entries", sit, keeping::enter)
        .post("/sites/{id}/visitors", keep, keeping::admit)
        .post("/sites/{id}/exits", sit, keeping::leave)
        .get("/seats", Act::Read(Resource::Seats), seats::search)
        .post("/seats", sit, seats::book)
        .post("/seats/sites", sit, seats::reach)
        .post("/seats/{id}/cancellation", sit, seats::cancel)
        .post("/seats/{id}/arrival", sit, seats::arrive)
        .post("/seats/{id}/departure", sit, seats::depart)
}

/// The id in an address; anything else is a page that does not exist.
pub(crate) fn id_of(text: &str) -> Result<PublicId, Failure> {
    PublicId::parse(text).ok_or(Failure::Absent)
}

fn class_chip(class: Class) -> Markup {
    let tone = if class == Class::Secure {
        Tone::Caution
    } else {
        Tone::Plain
    };
    chip(tone, class.words().say())
}

fn state_chip(state: BookingState) -> Markup {
    let tone = match state {
        BookingState::Booked => Tone::Info,
        BookingState::InUse => Tone::Good,
        BookingState::Finished | BookingState::Cancelled => Tone::Plain,
    };
    chip(tone, state.words().say())
}
