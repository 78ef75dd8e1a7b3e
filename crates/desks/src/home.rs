//! The first page: the desk of whoever is signed in, or what this is about for everybody else.

use access::{PageError, Role, Visit};
use axum::response::{IntoResponse, Redirect, Response};
use webkit::prelude::*;

use crate::desk::{self, Desk};
use crate::open_pages;

/// The first page of a service with real data.
pub async fn home(visit: Visit) -> Result<Response, PageError> {
    if visit.actor.is_signed_in() {
        return Ok(own(&visit).await?.into_response());
    }
    Ok(open_pages::about(visit).await?.into_response())
}

/// The first page of demonstration data: a visitor chooses a person first.
pub async fn in_demonstration(visit: Visit) -> Result<Response, PageError> {
    if visit.actor.is_signed_in() {
        return Ok(own(&visit).await?.into_response());
    }
    Ok(Redirect::to("/cast").into_response())
}

/// The desk of the first role; those of further roles follow below.
pub async fn own(visit: &Visit) -> Result<Page, PageError> {
    let mut page: Option<Page> = None;
    for place in Place::of(visit) {
        let desk = place.desk(visit).await?;
        page = Some(match page {
            None => first(desk),
            Some(page) => page.body(section(
                &desk.title,
                html! { @if let Some(lead) = &desk.lead { p { (lead) } } (desk.body) },
            )),
        });
    }
    Ok(page.unwrap_or_else(|| {
        Page::titled(t!("desks-home")).body(empty(t!("desks-no-role"), t!("desks-no-role-why")))
    }))
}

fn first(desk: Desk) -> Page {
    let page = Page::titled(desk.title).body(desk.body);
    match desk.lead {
        Some(lead) => page.lead(lead),
        None => page,
    }
}

/// Where a role sits. Both payment roles share a desk.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Worker,
    Team,
    Orders,
    People,
    Sales,
    Money,
    Region,
    Client,
    Town,
    Papers,
    Site,
    Evidence,
    Accounts,
}

impl Place {
    /// The desks of a person, in the order of the roles and each once.
    fn of(visit: &Visit) -> Vec<Place> {
        let mut places = Vec::new();
        for role in Role::ALL.into_iter().filter(|role| visit.actor.has(*role)) {
            let place = Place::of_role(role);
            if !places.contains(&place) {
                places.push(place);
            }
        }
        places
    }

    fn of_role(role: Role) -> Place {
        match role {
            Role::Worker => Place::Worker,
            Role::Leader => Place::Team,
            Role::Director => Place::Orders,
            Role::Coordinator => Place::People,
            Role::Sales => Place::Sales,
            Role::PaymentPreparer | Role::PaymentApprover => Place::Money,
            Role::Manager => Place::Region,
            Role::Client => Place::Client,
            Role::Officer => Place::Town,
            Role::CommitteeMember => Place::Papers,
            Role::SiteStaff => Place::Site,
            Role::Auditor => Place::Evidence,
            Role::Administrator => Place::Accounts,
        }
    }

    async fn desk(self, visit: &Visit) -> Result<Desk, PageError> {
        match self {
            Place::Worker => desk::worker::desk(visit).await,
            Place::Team => desk::leader::desk(visit).await,
            Place::Orders => desk::director::desk(visit).await,
            Place::People => desk::coordinator::desk(visit).await,
            Place::Sales => desk::sales::desk(visit).await,
            Place::Money => desk::money::desk(visit).await,
            Place::Region => desk::manager::desk(visit).await,
            Place::Client => desk::client::desk(visit).await,
            Place::Town => desk::officer::desk(visit).await,
            Place::Papers => desk::committee::desk(visit).await,
            Place::Site => desk::site::desk(visit).await,
            Place::Evidence => desk::auditor::desk(visit).await,
            Place::Accounts => desk::administrator::desk(visit).await,
        }
    }
}
