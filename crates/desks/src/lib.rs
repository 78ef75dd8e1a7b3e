//! The home page of each role, composed from what the capabilities tell: what is next, who acts, by when.
//!
//! Nothing is decided here that a capability decides; this crate only puts things in order of urgency and points to the
//! page where they are done. It also holds the menu of each role and the few pages that anybody may read.

mod desk;
mod home;
mod idle;
mod menu;
mod morning;
mod now;
mod open_pages;
mod population;
mod team;
#[cfg(test)]
mod tests;
mod towns;

use access::Act::{Public, Write};
use access::{Resource, Routes};

pub use menu::menu;

/// The words of this crate.
pub const WORDS: webkit::words::Locale = webkit::locale!("desks");

/// The routes of this crate; in demonstration data the first page leads a visitor to the cast.
pub fn routes(demonstration: bool) -> Routes {
    let routes = Routes::new()
        .get("/about", Public, open_pages::about)
        .get("/accessibility", Public, open_pages::accessibility)
        .get("/team", Write(Resource::Inspections), team::page);
    match demonstration {
        true => routes.get("/", Public, home::in_demonstration),
        false => routes.get("/", Public, home::home),
    }
}
