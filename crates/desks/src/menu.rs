//! The menu of each role. An entry stands there only when its page exists and the policy lets this person open it.

use access::{Act, Actor, Menu, Role, RouteRow, Routes};
use std::sync::OnceLock;
use webkit::shell::NavItem;
use webkit::{Icon, Words};

/// One entry: the key of its words, where it leads, a drawing.
pub(crate) type Entry = (&'static str, &'static str, Icon);

const WORKER: &[Entry] = &[
    ("desks-menu-home", "/", Icon::Home),
    ("desks-menu-work", "/work", Icon::Work),
    ("desks-menu-availability", "/availability", Icon::Calendar),
    ("desks-menu-courses", "/courses", Icon::Learn),
    ("desks-menu-money", "/money", Icon::Money),
];
const LEADER: &[Entry] = &[
    ("desks-menu-home", "/", Icon::Home),
    ("desks-menu-team", "/team", Icon::Team),
];
const DIRECTOR: &[Entry] = &[
    ("desks-menu-today", "/", Icon::Home),
    ("desks-menu-orders", "/orders", Icon::Paper),
    ("desks-menu-work-orders", "/work-orders", Icon::Work),
    ("desks-menu-matching", "/matching", Icon::Match),
    ("desks-menu-quality", "/checks", Icon::Check),
    ("desks-menu-team", "/team", Icon::Team),
    ("desks-menu-people", "/workers", Icon::Person),
    ("desks-menu-judgements", "/enrolments/awaiting", Icon::Learn),
];
const COORDINATOR: &[Entry] = &[
    ("desks-menu-waiting", "/", Icon::Clock),
    ("desks-menu-people", "/workers", Icon::Person),
    ("desks-menu-matching", "/matching", Icon::Match),
    ("desks-menu-courses-staff", "/courses", Icon::Learn),
    ("desks-menu-judgements", "/enrolments/awaiting", Icon::Check),
    ("desks-menu-sites", "/sites", Icon::Seat),
];
const SALES: &[Entry] = &[
    ("desks-menu-sales", "/", Icon::Home),
    ("desks-menu-enquiries", "/enquiries", Icon::Talk),
    ("desks-menu-quotes", "/quotes", Icon::Paper),
    ("desks-menu-orders", "/orders", Icon::Work),
    ("desks-menu-invoices", "/invoices", Icon::Money),
];
const MONEY: &[Entry] = &[
    ("desks-menu-home", "/", Icon::Home),
    ("desks-menu-payments", "/payments", Icon::Money),
    ("desks-menu-invoices", "/invoices", Icon::Paper),
    ("desks-menu-people", "/workers", Icon::Person),
];
const MANAGER: &[Entry] = &[
    ("desks-menu-region", "/", Icon::Home),
    ("desks-menu-orders", "/orders", Icon::Paper),
    ("desks-menu-matching", "/matching", Icon::Match),
    ("desks-menu-payments", "/payments", Icon::Money),
    ("desks-menu-invoices", "/invoices", Icon::List),
    ("desks-menu-sites", "/sites", Icon::Seat),
    ("desks-menu-people", "/workers", Icon::Person),
    ("desks-menu-towns", "/indicators", Icon::Town),
    ("desks-menu-sheets", "/sheets", Icon::Chart),
    ("desks-menu-distribution", "/distribution", Icon::Match),
    ("desks-menu-settings", "/accounts", Icon::Gear),
];
const CLIENT: &[Entry] = &[
    ("desks-menu-home", "/", Icon::Home),
    ("desks-menu-my-orders", "/my-orders", Icon::Paper),
    ("desks-menu-my-invoices", "/my-invoices", Icon::Money),
    ("desks-menu-enquire", "/enquiries/new", Icon::Talk),
    ("desks-menu-colleagues", "/accounts", Icon::Gear),
];
const OFFICER: &[Entry] = &[
    ("desks-menu-town", "/", Icon::Town),
    ("desks-menu-indicators", "/indicators", Icon::Chart),
    ("desks-menu-sheets", "/sheets", Icon::Paper),
    ("desks-menu-distribution", "/distribution", Icon::Match),
    ("desks-menu-costs", "/costs", Icon::Money),
    ("desks-menu-opinions", "/opinions", Icon::Talk),
    ("desks-menu-colleagues", "/accounts", Icon::Gear),
];
const COMMITTEE: &[Entry] = &[
    ("desks-menu-papers", "/", Icon::Paper),
    ("desks-menu-indicators", "/indicators", Icon::Chart),
    ("desks-menu-sheets", "/sheets", Icon::List),
    ("desks-menu-opinions", "/opinions", Icon::Talk),
];
const SITE: &[Entry] = &[
    ("desks-menu-home", "/", Icon::Home),
    ("desks-menu-sites", "/sites", Icon::Seat),
];
const AUDITOR: &[Entry] = &[
    ("desks-menu-evidence", "/", Icon::Search),
    ("desks-menu-audit", "/audit", Icon::List),
    ("desks-menu-payments", "/payments", Icon::Money),
    ("desks-menu-invoices", "/invoices", Icon::Paper),
    ("desks-menu-indicator-evidence", "/indicators", Icon::Chart),
    ("desks-menu-sheets", "/sheets", Icon::Paper),
    ("desks-menu-orders", "/orders", Icon::Work),
];
const ADMINISTRATOR: &[Entry] = &[
    ("desks-menu-home", "/", Icon::Home),
    ("desks-menu-accounts", "/accounts", Icon::Gear),
];

/// Pages without an entry of their own, and the entry under which they stand.
const BELOW: &[(&str, &str)] = &[
    ("/offers", "/work"),
    ("/checks", "/team"),
    ("/work-orders", "/team"),
    ("/quotes", "/my-orders"),
];

/// What stands beside a worker's name rather than under the thumb.
const TOP: &[Entry] = &[
    ("desks-menu-documents", "/documents", Icon::Paper),
    ("desks-menu-profile", "/profile", Icon::Person),
];

pub(crate) fn entries(role: Role) -> &'static [Entry] {
    match role {
        Role::Worker => WORKER,
        Role::Leader => LEADER,
        Role::Director => DIRECTOR,
        Role::Coordinator => COORDINATOR,
        Role::Sales => SALES,
        Role::PaymentPreparer | Role::PaymentApprover => MONEY,
        Role::Manager => MANAGER,
        Role::Client => CLIENT,
        Role::Officer => OFFICER,
        Role::CommitteeMember => COMMITTEE,
        Role::SiteStaff => SITE,
        Role::Auditor => AUDITOR,
        Role::Administrator => ADMINISTRATOR,
    }
}

/// The menu of a person: the entries of each role in turn, each address once.
pub fn menu(actor: &Actor, path: &str) -> Menu {
    let roles: Vec<Role> = Role::ALL
        .into_iter()
        .filter(|role| actor.has(*role))
        .collect();
    let mut chosen: Vec<Entry> = Vec::new();
    for entry in roles.iter().flat_map(|role| entries(*role)) {
        let known = chosen.iter().any(|it| it.1 == entry.1);
        if !known && opens(actor, entry.1) {
            chosen.push(*entry);
        }
    }
    let here = here(&chosen, path);
    let top = roles
        .contains(&Role::Worker)
        .then_some(TOP)
        .unwrap_or_default();
    Menu {
        items: chosen.iter().map(|it| item(it, here)).collect(),
        top: top
            .iter()
            .filter(|it| opens(actor, it.1))
            .map(|it| item(it, None))
            .collect(),
        bottom: !roles.is_empty()
            && roles
                .iter()
                .all(|role| matches!(role, Role::Worker | Role::Leader)),
    }
}

fn item(entry: &Entry, here: Option<&str>) -> NavItem {
    let (key, href, icon) = *entry;
    NavItem {
        label: Words::new(key).say(),
        href: href.to_owned(),
        current: here == Some(href),
        icon: Some(icon),
    }
}

/// The entry that the reader is at: the longest address that the path begins with.
fn here<'a>(chosen: &[Entry], path: &str) -> Option<&'a str> {
    let path = path.split('?').next().unwrap_or("/");
    let covers = |href: &str| match path.strip_prefix(href) {
        Some(rest) => rest.is_empty() || (href != "/" && rest.starts_with('/')),
        None => false,
    };
    let entry = chosen
        .iter()
        .map(|it| it.1)
        .filter(|href| covers(href))
        .max_by_key(|href| href.len());
    entry.or_else(|| {
        let (_, to) = BELOW.iter().find(|(from, _)| path.starts_with(from))?;
        chosen.iter().map(|it| it.1).find(|href| href == to)
    })
}

/// True when the page exists and this person may open it.
pub(crate) fn opens(actor: &Actor, href: &str) -> bool {
    act_of(href).is_some_and(|act| actor.may(act).is_ok())
}

/// The act that a page asks for, when there is such a page.
fn act_of(href: &str) -> Option<Act> {
    static KNOWN: OnceLock<Vec<RouteRow>> = OnceLock::new();
    let path = href.split('?').next().unwrap_or(href);
    KNOWN
        .get_or_init(known)
        .iter()
        .find(|row| row.method == "GET" && row.path == path)
        .map(|row| row.act)
}

fn known() -> Vec<RouteRow> {
    let all = [
        access::routes(),
        people::routes(),
        sites::routes(),
        training::routes(),
        sales::routes(),
        orders::routes(),
        work::routes(),
        quality::routes(),
        matching::routes(),
        payment::routes(),
        region::routes(),
        crate::routes(false),
    ];
    all.into_iter().fold(Routes::new(), Routes::and).rows()
}
