//! One site: rooms, seats, today's bookings, and the entry log for those who keep it.

use super::keeping::keeping;
use super::{class_chip, id_of, state_chip};
use crate::store::{self, Booking, Entry, FreeRoom, PAGE};
use crate::{Class, Slot, read};
use access::places::{self, Site};
use access::{Act, Failure, PageError, Resource, Scope, Visit};
use axum::extract::{Path, Query};
use serde::Deserialize;
use webkit::prelude::*;

pub(super) async fn list(visit: Visit) -> Result<Page, PageError> {
    let scope = visit.may(Act::Read(Resource::Sites))?;
    let all = places::sites(visit.db()).await?;
    let rows: Vec<Site> = all
        .into_iter()
        .filter(|it| scope.covers_site(it.id))
        .collect();
    let seats = read::places_for_matching(visit.db()).await?;
    let of = |site: &Site, class| {
        seats
            .iter()
            .find(|it| it.site == site.id && it.class == class)
            .map_or(0, |it| it.seats)
    };
    Ok(Page::titled(t!("sites-list")).body(html! {
        @if rows.is_empty() {
            (empty(t!("sites-list-none"), html! { p { (t!("sites-list-none-next")) } }))
        } @else {
            (table(t!("sites-list"), &rows, [
                column(t!("sites-site"), |it: &Site| link(format!("/sites/{}", it.public_id), &it.name)),
                column(t!("sites-town"), |it: &Site| text(&it.municipality_name)),
                column(t!("sites-address"), |it: &Site| text(&it.address)),
                number_column(t!("sites-seats-open"), |it: &Site| number(of(it, Class::Open))),
                number_column(t!("sites-seats-secure"), |it: &Site| number(of(it, Class::Secure))),
            ]))
        }
    }))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    page: u64,
}

/// The site of an address, when the reader reaches it.
pub(super) async fn site_within(visit: &Visit, id: &str, scope: &Scope) -> Result<Site, PageError> {
    let site = places::site_by_public_id(visit.db(), &id_of(id)?).await?;
    if scope.covers_site(site.id) {
        Ok(site)
    } else {
        Err(Failure::Absent.into())
    }
}

pub(super) async fn show(
    visit: Visit,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Page, PageError> {
    let site = site_within(&visit, &id, &visit.may(Act::Read(Resource::Sites))?).await?;
    let keeps = visit
        .may(Act::Write(Resource::Sites))
        .is_ok_and(|it| it.covers_site(site.id));
    let sees_log = visit
        .may(Act::Read(Resource::Seats))
        .is_ok_and(|it| it.covers_site(site.id));
    let (today, hour) = (visit.today(), visit.now().wall_clock().0);
    let slot = Slot::at_hour(hour).unwrap_or(Slot::Evening);
    let rooms: Vec<FreeRoom> = store::free_rooms(visit.db(), today, slot)
        .await?
        .into_iter()
        .filter(|it| it.site == site.id)
        .collect();
    let page = Page::titled(&site.name)
        .crumbs(&[(t!("sites-list"), "/sites")])
        .lead(html! { (site.municipality_name) " " (site.address) });
    let page = page.body(html! {
        @if rooms.is_empty() {
            (empty(t!("sites-rooms-none"), html! { p { (t!("sites-rooms-none-next")) } }))
        } @else {
            (table(t!("sites-rooms-at", slot = slot.words()), &rooms, [
                column(t!("sites-room"), |it: &FreeRoom| text(&it.name)),
                column(t!("sites-class"), |it: &FreeRoom| class_chip(it.class)),
                number_column(t!("sites-seats"), |it: &FreeRoom| number(it.seats)),
                number_column(t!("sites-free"), |it: &FreeRoom| number(it.seats - it.taken)),
            ]))
        }
    });
    if !sees_log {
        return Ok(page);
    }
    let bookings = store::bookings_at(visit.db(), site.id, today).await?;
    let page_number = asked.page.max(1);
    let mut entries = store::entries(visit.db(), site.id, page_number).await?;
    let more = entries.len() as u64 > PAGE;
    entries.truncate(PAGE as usize);
    Ok(page.wide().body(html! {
        (section(t!("sites-bookings-today"), bookings_shown(&bookings)))
        (section(t!("sites-log"), html! {
            (log_shown(&site, &entries))
            (pagination_open(page_number as usize, more, &visit.path))
        }))
        @if keeps { (section(t!("sites-keep"), keeping(&site, &rooms))) }
    }))
}

fn bookings_shown(rows: &[Booking]) -> Markup {
    if rows.is_empty() {
        return empty(
            t!("sites-bookings-none"),
            html! { p { (t!("sites-bookings-none-next")) } },
        );
    }
    table(
        t!("sites-bookings-today"),
        rows,
        [
            column(t!("sites-worker"), |it: &Booking| text(&it.worker_name)),
            column(t!("sites-slot"), |it: &Booking| text(it.slot.words().say())),
            column(t!("sites-room"), |it: &Booking| {
                text(t!(
                    "sites-room-seat",
                    room = &it.room_name,
                    seat = it.seat_number
                ))
            }),
            column(t!("sites-state"), |it: &Booking| state_chip(it.state)),
        ],
    )
    .dense()
    .markup()
}

fn log_shown(site: &Site, rows: &[Entry]) -> Markup {
    if rows.is_empty() {
        return empty(
            t!("sites-log-none"),
            html! { p { (t!("sites-log-none-next")) } },
        );
    }
    let who = |it: &Entry| match (&it.worker_name, &it.worker_number, &it.visitor) {
        (Some(name), Some(number), _) => t!("sites-who", name = name, number = number),
        (_, _, Some(visitor)) => t!("sites-visitor-named", name = visitor),
        _ => String::new(),
    };
    let exit = |it: &Entry| match it.left_at {
        Some(at) => moment(at),
        None => post_button(
            format!("/sites/{}/exits", site.public_id),
            t!("sites-leave"),
            [("entry", it.public_id.as_str())],
        ),
    };
    table(
        t!("sites-log"),
        rows,
        [
            column(t!("sites-worker"), |it: &Entry| text(who(it))),
            column(t!("sites-room"), |it: &Entry| text(&it.room_name)),
            column(t!("sites-purpose"), |it: &Entry| text(&it.purpose)),
            column(t!("sites-belongings"), |it: &Entry| {
                text(if it.belongings_checked {
                    t!("sites-checked")
                } else {
                    t!("sites-unchecked")
                })
            }),
            column(t!("sites-came"), |it: &Entry| moment(it.came_at)),
            column(t!("sites-left"), exit),
        ],
    )
    .dense()
    .markup()
}
