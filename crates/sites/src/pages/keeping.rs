//! What is kept at a site: its rooms, and who enters and leaves them.

use super::site::site_within;
use crate::actions::{self, NewRoom};
use crate::store::{self, FreeRoom};
use crate::{Class, Slot};
use access::places::Site;
use access::{Act, Done, Failure, Form, PageError, Resource, Visit};
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use webkit::form::Posted;
use webkit::prelude::*;

/// The forms of those who keep the site.
pub(super) fn keeping(site: &Site, rooms: &[FreeRoom]) -> Markup {
    let blank = Filled::default();
    html! {
        @if !rooms.is_empty() {
            (details(t!("sites-enter-worker"), worker_form(site, rooms, "entry-", &blank)))
            (details(t!("sites-admit"), visitor_form(site, rooms, "visitor-", &blank)))
        }
        (details(t!("sites-room-new"), room_form(site, &blank)))
    }
}

fn worker_form(site: &Site, rooms: &[FreeRoom], prefix: &str, filled: &Filled) -> Markup {
    let fields = html! {
        (field_text("number", t!("sites-worker-number")).required().support(t!("sites-worker-number-support")).max(12).filled(filled))
        (entry_fields(rooms, prefix, filled))
    };
    form(format!("/sites/{}/entries", site.public_id))
        .submit(t!("sites-enter-do"))
        .body(fields)
        .markup()
}

fn visitor_form(site: &Site, rooms: &[FreeRoom], prefix: &str, filled: &Filled) -> Markup {
    let fields = html! {
        (field_text("visitor", t!("sites-visitor")).required().max(80).filled(filled))
        (entry_fields(rooms, prefix, filled))
    };
    form(format!("/sites/{}/visitors", site.public_id))
        .submit(t!("sites-enter-do"))
        .body(fields)
        .markup()
}

/// Two forms on one page ask the same; `prefix` keeps their fields apart.
fn entry_fields(rooms: &[FreeRoom], prefix: &str, filled: &Filled) -> Markup {
    let names = rooms
        .iter()
        .map(|it| (it.public_id.to_string(), it.name.clone()));
    let looked = [("yes", t!("sites-belongings-yes"))];
    html! {
        (field_select("room", t!("sites-room")).id(format!("{prefix}room")).required().options(names).filled(filled))
        (field_text("purpose", t!("sites-purpose")).id(format!("{prefix}purpose")).required().max(120).filled(filled))
        (field_checks("belongings", t!("sites-belongings")).id(format!("{prefix}belongings")).options(looked).filled(filled))
    }
}

fn room_form(site: &Site, filled: &Filled) -> Markup {
    let classes = Class::ALL.iter().map(|it| (it.name(), it.words().say()));
    let fields = html! {
        (field_text("name", t!("sites-room-name")).required().max(40).filled(filled))
        (field_radios("class", t!("sites-class")).required().options(classes).filled(filled).value(Class::Open.name()))
        (field_number("seats", t!("sites-seats")).required().filled(filled))
    };
    form(format!("/sites/{}/rooms", site.public_id))
        .submit(t!("sites-room-new-do"))
        .body(fields)
        .markup()
}

/// A form that could not be kept, alone on a page, with everything typed.
fn again(site: &Site, title: String, form: Markup, filled: &Filled) -> Response {
    let crumbs = [
        (t!("sites-list"), "/sites".to_owned()),
        (site.name.clone(), format!("/sites/{}", site.public_id)),
    ];
    Page::titled(title)
        .crumbs(&crumbs)
        .errors(filled)
        .body(form)
        .into_response()
}

fn shown(failure: Failure, filled: Filled) -> Result<Filled, Failure> {
    match failure {
        Failure::Faulty(faults) => Ok(faults
            .into_iter()
            .fold(filled, |it, (field, words)| it.with_fault(&field, words))),
        Failure::Refused(words) => Ok(filled.with_fault("", words)),
        other => Err(other),
    }
}

async fn rooms_of(visit: &Visit, site: &Site) -> Result<Vec<FreeRoom>, PageError> {
    let rooms = store::free_rooms(visit.db(), visit.today(), Slot::Am).await?;
    Ok(rooms.into_iter().filter(|it| it.site == site.id).collect())
}

pub(super) async fn open_room(
    visit: Visit,
    Path(id): Path<String>,
    Form(posted): Form,
) -> Result<Response, PageError> {
    let site = site_within(&visit, &id, &visit.may(Act::Write(Resource::Sites))?).await?;
    let mut reader = posted.reader();
    let (name, seats) = (reader.text("name", 40), reader.integer("seats", 0..=200));
    let class = reader.choice("class", &[Class::Open.name(), Class::Secure.name()]);
    let filled = reader.filled();
    let again = |filled: &Filled| {
        again(
            &site,
            t!("sites-room-new"),
            room_form(&site, filled),
            filled,
        )
    };
    let class = class.as_deref().and_then(Class::named);
    let (Some(name), Some(seats), Some(class)) = (name, seats, class) else {
        return Ok(again(&filled));
    };
    let new = NewRoom {
        site: site.id,
        name,
        class,
        seats,
    };
    match actions::open_room(visit.db(), &visit.actor, &new).await {
        Ok(_) => Ok(Done::to(format!("/sites/{id}"))
            .saying(words!("sites-room-opened", name = new.name))
            .into_response()),
        Err(failure) => Ok(again(&shown(failure, filled)?)),
    }
}

/// A worker enters by the own page; for others, those who keep the site write the number down.
pub(super) async fn enter(
    visit: Visit,
    Path(id): Path<String>,
    Form(posted): Form,
) -> Result<Response, PageError> {
    let site = site_within(&visit, &id, &visit.may(Act::Read(Resource::Sites))?).await?;
    let rooms = rooms_of(&visit, &site).await?;
    let keeps = visit
        .may(Act::Write(Resource::Sites))
        .is_ok_and(|it| it.covers_site(site.id));
    let mut reader = posted.reader();
    let purpose = reader.text("purpose", 120);
    let checked = reader.checked("belongings");
    let number = if keeps {
        reader.optional_text("number", 12)
    } else {
        None
    };
    let worker = match &number {
        Some(number) => people::read::card_by_number(visit.db(), number).await?,
        None => people::read::of_account(visit.db(), visit.actor.account).await?,
    };
    if worker.is_none() {
        reader.fault("number", words!("sites-worker-unknown"));
    }
    let room = Form::named(&posted, "room")?;
    let filled = reader.filled();
    let again = |filled: &Filled| {
        let form = if keeps {
            worker_form(&site, &rooms, "", filled)
        } else {
            own_form(&site, &rooms, &posted, filled)
        };
        again(&site, t!("sites-enter-own"), form, filled)
    };
    let (Some(worker), Some(purpose)) = (worker, purpose) else {
        return Ok(again(&filled));
    };
    match actions::enter(
        visit.db(),
        &visit.actor,
        &worker.public_id,
        &room,
        &purpose,
        checked,
    )
    .await
    {
        Ok(_) => Ok(Done::to(back(&posted, &id))
            .saying(words!("sites-entered", name = worker.name))
            .into_response()),
        Err(failure) => Ok(again(&shown(failure, filled)?)),
    }
}

fn own_form(site: &Site, rooms: &[FreeRoom], posted: &Posted, filled: &Filled) -> Markup {
    let from = posted.first("from").unwrap_or_default();
    let form = form(format!("/sites/{}/entries", site.public_id)).hidden("from", from);
    form.submit(t!("sites-enter-do"))
        .body(entry_fields(rooms, "", filled))
        .markup()
}

pub(super) async fn admit(
    visit: Visit,
    Path(id): Path<String>,
    Form(posted): Form,
) -> Result<Response, PageError> {
    let site = site_within(&visit, &id, &visit.may(Act::Write(Resource::Sites))?).await?;
    let rooms = rooms_of(&visit, &site).await?;
    let mut reader = posted.reader();
    let (visitor, purpose) = (reader.text("visitor", 80), reader.text("purpose", 120));
    let checked = reader.checked("belongings");
    let room = Form::named(&posted, "room")?;
    let filled = reader.filled();
    let again = |filled: &Filled| {
        again(
            &site,
            t!("sites-admit"),
            visitor_form(&site, &rooms, "", filled),
            filled,
        )
    };
    let (Some(visitor), Some(purpose)) = (visitor, purpose) else {
        return Ok(again(&filled));
    };
    match actions::admit(visit.db(), &visit.actor, &visitor, &room, &purpose, checked).await {
        Ok(_) => Ok(Done::to(format!("/sites/{id}"))
            .saying(words!("sites-entered", name = visitor))
            .into_response()),
        Err(failure) => Ok(again(&shown(failure, filled)?)),
    }
}

pub(super) async fn leave(
    visit: Visit,
    Path(id): Path<String>,
    Form(posted): Form,
) -> Result<Done, PageError> {
    let entry = Form::named(&posted, "entry")?;
    actions::leave(visit.db(), &visit.actor, &entry).await?;
    Ok(Done::to(back(&posted, &id)).saying(words!("sites-went")))
}

/// Workers enter and leave from their own page, site staff from the site's.
fn back(posted: &Posted, site: &str) -> String {
    if posted.first("from") == Some("seats") {
        "/seats".to_owned()
    } else {
        format!("/sites/{site}")
    }
}
