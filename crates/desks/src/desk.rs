//! The desks: what each role sees first.

pub mod administrator;
pub mod auditor;
pub mod client;
pub mod committee;
pub mod coordinator;
pub mod director;
pub mod leader;
pub mod manager;
pub mod money;
pub mod officer;
pub mod sales;
pub mod site;
pub mod worker;

use access::Visit;
use webkit::prelude::*;

use crate::menu;

/// 最初の画面: what one role sees first.
pub struct Desk {
    pub title: String,
    pub lead: Option<Markup>,
    pub body: Markup,
}

impl Desk {
    /// A desk under its title.
    pub fn titled(title: String, body: Markup) -> Desk {
        Desk {
            title,
            lead: None,
            body,
        }
    }

    /// With a sentence below the title.
    pub fn lead(self, lead: impl Render) -> Desk {
        Desk {
            lead: Some(lead.render()),
            ..self
        }
    }
}

/// Ways on from here: pages that exist and that this person may open, each with a sentence.
pub fn ways(visit: &Visit, ways: &[(String, &str, String)]) -> Markup {
    let open = ways
        .iter()
        .filter(|(_, href, _)| menu::opens(&visit.actor, href));
    list(open.map(|(label, href, what)| html! { strong { (link(href, label)) } p { (what) } }))
}
