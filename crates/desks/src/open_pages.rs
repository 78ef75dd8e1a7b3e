//! Pages that anybody may read: what this is about, and how well everybody can use it.

use access::places::{self, Operator, Site};
use access::{PageError, Visit};
use db::StoreError;
use webkit::prelude::*;

/// 「この事業について」.
pub async fn about(visit: Visit) -> Result<Page, PageError> {
    let operator = operator(&visit).await?;
    let sites = places::sites(visit.db()).await?;
    Ok(Page::titled(t!("desks-about")).lead(t!("desks-about-lead")).body(cards([for_workers(&visit), for_clients()])).body(html! {
        (section(t!("desks-about-how"), html! {
            ol.list {
                @for step in HOW { li { (Words::new(step).say()) } }
            }
        }))
        (section(t!("desks-about-promise"), list(PROMISES.into_iter().map(|it| text(Words::new(it).say())))))
        @if !sites.is_empty() { (section(t!("desks-about-sites"), places_table(&sites))) }
        @if let Some(operator) = operator { (section(t!("desks-about-operator"), contact(&operator))) }
    }))
}

const HOW: [&str; 5] = [
    "desks-how-1",
    "desks-how-2",
    "desks-how-3",
    "desks-how-4",
    "desks-how-5",
];
const PROMISES: [&str; 4] = [
    "desks-promise-1",
    "desks-promise-2",
    "desks-promise-3",
    "desks-promise-4",
];

/// A person who has come in needs no way in.
fn for_workers(visit: &Visit) -> Markup {
    let way = if visit.actor.is_signed_in() {
        button_link("/", t!("desks-to-home"))
    } else {
        button_link("/sign-in", t!("desks-sign-in"))
    };
    card(
        t!("desks-for-workers"),
        html! {
            p { (t!("desks-for-workers-what")) }
            p { (t!("desks-for-workers-how")) }
            (actions([way]))
        },
    )
}

fn for_clients() -> Markup {
    card(
        t!("desks-for-clients"),
        html! {
            p { (t!("desks-for-clients-what")) }
            p { (t!("desks-for-clients-how")) }
            (actions([button_primary("/enquiries/new", t!("desks-enquire"))]))
        },
    )
}

fn places_table(sites: &[Site]) -> Markup {
    table(
        t!("desks-sites-caption"),
        sites,
        [
            column(t!("desks-site"), |it: &Site| text(&it.name)),
            column(t!("desks-town"), |it: &Site| text(&it.municipality_name)),
            column(t!("desks-address"), |it: &Site| text(&it.address)),
        ],
    )
    .markup()
}

fn contact(operator: &Operator) -> Markup {
    facts(&[
        (t!("desks-operator"), text(&operator.name)),
        (t!("desks-address"), text(&operator.address)),
        (t!("desks-phone"), text(&operator.phone)),
    ])
}

/// The operator, once one is kept.
async fn operator(visit: &Visit) -> Result<Option<Operator>, PageError> {
    match places::operator(visit.db()).await {
        Ok(operator) => Ok(Some(operator)),
        Err(StoreError::Absent) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// 「アクセシビリティ方針」.
pub async fn accessibility(visit: Visit) -> Result<Page, PageError> {
    let operator = operator(&visit).await?;
    let part = |key: &str, points: &[&str]| {
        section(
            Words::new(key.to_owned()).say(),
            list(
                points
                    .iter()
                    .map(|it| text(Words::new((*it).to_owned()).say())),
            ),
        )
    };
    Ok(Page::titled(t!("desks-accessibility"))
        .lead(t!("desks-accessibility-lead"))
        .body(html! {
            (facts(&[
                (t!("desks-accessibility-standard"), t!("desks-accessibility-standard-is")),
                (t!("desks-accessibility-scope"), t!("desks-accessibility-scope-is")),
                (t!("desks-accessibility-state"), t!("desks-accessibility-state-is")),
            ]))
            (part("desks-accessibility-do", &DONE))
            (part("desks-accessibility-test", &TESTED))
            (part("desks-accessibility-limits", &LIMITS))
            (section(t!("desks-accessibility-contact"), html! {
                p { (t!("desks-accessibility-contact-lead")) }
                @match operator {
                    Some(operator) => (contact(&operator)),
                    None => (note(t!("desks-accessibility-no-contact"))),
                }
            }))
        }))
}

const DONE: [&str; 6] = [
    "desks-accessible-keyboard",
    "desks-accessible-words",
    "desks-accessible-zoom",
    "desks-accessible-script",
    "desks-accessible-time",
    "desks-accessible-paper",
];
const TESTED: [&str; 3] = [
    "desks-tested-axe",
    "desks-tested-keyboard",
    "desks-tested-words",
];
const LIMITS: [&str; 2] = ["desks-limit-readers", "desks-limit-conformance"];
