//! 席: free seats over all sites at one time, one's own bookings, and coming and going.

use super::{class_chip, id_of, state_chip};
use crate::store::{self, Booking, Entered, FreeRoom};
use crate::{BookingState, Class, Slot, actions, read};
use access::places::{self, Site};
use access::{Done, Failure, Form, PageError, SiteId, Visit};
use axum::extract::Path;
use axum::extract::Query;
use base::Day;
use people::read::WorkerCard;
use serde::Deserialize;
use webkit::prelude::*;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    on: String,
    slot: String,
}

/// Days shown to choose from.
const DAYS: i32 = 14;

pub(super) async fn search(visit: Visit, Query(asked): Query<Asked>) -> Result<Page, PageError> {
    let Some(me) = people::read::of_account(visit.db(), visit.actor.account).await? else {
        return Ok(Page::titled(t!("sites-seats-title")).body(empty(
            t!("sites-seats-staff"),
            html! { p { (link("/sites", t!("sites-seats-staff-next"))) } },
        )));
    };
    let (today, hour) = (visit.today(), visit.now().wall_clock().0);
    let day_asked = webkit::form::day_from(&asked.on);
    let on = day_asked.unwrap_or(if Slot::at_hour(hour).is_some() {
        today
    } else {
        today.plus_days(1)
    });
    let usual = if on == today {
        Slot::at_hour(hour).unwrap_or(Slot::Evening)
    } else {
        Slot::Am
    };
    let slot = Slot::named(&asked.slot).unwrap_or(usual);
    let sites = places::sites(visit.db()).await?;
    let reach = read::reachable_by(visit.db(), me.id).await?;
    let rooms = near_first(
        store::free_rooms(visit.db(), on, slot).await?,
        &sites,
        &reach,
        &me,
    );
    let mine = store::bookings_of(visit.db(), me.id, today).await?;
    let inside = store::inside(visit.db(), me.id).await?;
    Ok(Page::titled(t!("sites-seats-title")).body(html! {
        @if let Some(entered) = &inside { (inside_now(entered, &sites)) }
        (section(t!("sites-mine"), own(&mine, &sites, today)))
        (section(t!("sites-search"), html! {
            (form("/seats").get().submit(t!("sites-search-do")).body(html! {
                (field_select("on", t!("sites-day")).value(on.to_string())
                    .options((0..DAYS).map(|it| today.plus_days(it)).map(|it| (it.to_string(), webkit::formats::day(it)))))
                (field_select("slot", t!("sites-slot")).value(slot.name())
                    .options(Slot::ALL.iter().map(|it| (it.name(), it.words().say()))))
            }))
            (found(&rooms, &sites, on, slot))
        }))
        @if inside.is_none() { (details(t!("sites-enter-own"), enter_own(&rooms, &sites))) }
        (details(t!("sites-reach"), form("/seats/sites").submit(t!("sites-reach-do")).body(
            field_checks("site", t!("sites-reach-which")).support(t!("sites-reach-support"))
                .filled(&Filled::of(sites.iter().filter(|it| reach.contains(&it.id)).map(|it| ("site", it.public_id.to_string()))))
                .options(sites.iter().map(|it| (it.public_id.to_string(), it.name.clone()))),
        )))
    }))
}

/// Sites that one reaches come first, then those of the own town, then the others.
fn near_first(
    mut rooms: Vec<FreeRoom>,
    sites: &[Site],
    reach: &[SiteId],
    me: &WorkerCard,
) -> Vec<FreeRoom> {
    let own_town = |it: SiteId| {
        sites
            .iter()
            .any(|site| site.id == it && site.municipality == me.municipality)
    };
    rooms.sort_by_key(|it| (!reach.contains(&it.site), !own_town(it.site)));
    rooms
}

fn site_name(sites: &[Site], id: SiteId) -> &str {
    sites
        .iter()
        .find(|it| it.id == id)
        .map_or("", |it| it.name.as_str())
}

fn found(rooms: &[FreeRoom], sites: &[Site], on: Day, slot: Slot) -> Markup {
    if rooms.iter().all(|it| it.seats <= it.taken) {
        return empty(t!("sites-full"), html! { p { (t!("sites-full-next")) } });
    }
    let book = |it: &FreeRoom| match it.seats - it.taken {
        ..=0 => text(t!("sites-no-seat")),
        _ => post_button(
            "/seats",
            t!("sites-book"),
            [
                ("room", it.public_id.to_string()),
                ("on", on.to_string()),
                ("slot", slot.name().to_owned()),
            ],
        ),
    };
    table(
        t!("sites-found", day = on, slot = slot.words()),
        rooms,
        [
            column(t!("sites-site"), |it: &FreeRoom| {
                text(t!(
                    "sites-site-room",
                    site = site_name(sites, it.site),
                    room = &it.name
                ))
            }),
            column(t!("sites-class"), |it: &FreeRoom| class_chip(it.class)),
            number_column(t!("sites-free"), |it: &FreeRoom| {
                number(it.seats - it.taken)
            }),
            column(t!("sites-book-column"), book),
        ],
    )
    .markup()
}

fn own(rows: &[Booking], sites: &[Site], today: Day) -> Markup {
    if rows.is_empty() {
        return empty(
            t!("sites-mine-none"),
            html! { p { (t!("sites-mine-none-next")) } },
        );
    }
    let act = |it: &Booking| {
        let to = |step: &str| format!("/seats/{}/{step}", it.public_id);
        let button = |step: &str, label: String| post_button::<&str, &str>(to(step), label, []);
        match it.state {
            BookingState::Booked if it.on_day == today => webkit::parts::actions([
                button("arrival", t!("sites-arrive")),
                button("cancellation", t!("sites-cancel")),
            ]),
            BookingState::Booked => button("cancellation", t!("sites-cancel")),
            BookingState::InUse => button("departure", t!("sites-depart")),
            BookingState::Finished | BookingState::Cancelled => dash(),
        }
    };
    table(
        t!("sites-mine"),
        rows,
        [
            column(t!("sites-day"), |it: &Booking| day(it.on_day)),
            column(t!("sites-slot"), |it: &Booking| text(it.slot.words().say())),
            column(t!("sites-site"), |it: &Booking| {
                text(t!(
                    "sites-site-room",
                    site = site_name(sites, it.site),
                    room = &it.room_name
                ))
            }),
            number_column(t!("sites-seat"), |it: &Booking| number(it.seat_number)),
            column(t!("sites-state"), |it: &Booking| state_chip(it.state)),
            column(t!("sites-book-column"), act),
        ],
    )
    .markup()
}

fn inside_now(it: &Entered, sites: &[Site]) -> Markup {
    let Some(site) = sites.iter().find(|site| site.id == it.site) else {
        return Markup::default();
    };
    banner(
        Tone::Good,
        t!("sites-inside-now", room = &it.room_name, site = &site.name),
        html! {
            p { (t!("sites-inside-since", since = it.came_at)) }
            (post_button(format!("/sites/{}/exits", site.public_id), t!("sites-leave-own"), [("entry", it.public_id.as_str()), ("from", "seats")]))
        },
    )
}

/// Coming into a secure room is kept with its purpose; each site has a form of its own.
fn enter_own(rooms: &[FreeRoom], sites: &[Site]) -> Markup {
    let secure: Vec<&FreeRoom> = rooms
        .iter()
        .filter(|it| it.class == Class::Secure)
        .collect();
    html! {
        @if secure.is_empty() { p { (t!("sites-secure-none")) } }
        @for room in secure {
            @if let Some(site) = sites.iter().find(|it| it.id == room.site) {
                (card(t!("sites-site-room", site = &site.name, room = &room.name),
                    form(format!("/sites/{}/entries", site.public_id)).hidden("room", room.public_id.to_string()).hidden("from", "seats")
                        .submit(t!("sites-enter-do")).body(html! {
                            (field_text("purpose", t!("sites-purpose")).id(format!("purpose-{}", room.public_id)).required().max(120))
                            (field_checks("belongings", t!("sites-belongings")).id(format!("belongings-{}", room.public_id))
                                .options([("yes", t!("sites-belongings-yes"))]))
                        })))
            }
        }
    }
}

async fn me(visit: &Visit) -> Result<WorkerCard, PageError> {
    let card = people::read::of_account(visit.db(), visit.actor.account).await?;
    card.ok_or(PageError(Failure::Absent))
}

pub(super) async fn book(visit: Visit, Form(posted): Form) -> Result<Done, PageError> {
    let me = me(&visit).await?;
    let room = Form::named(&posted, "room")?;
    let on = posted
        .first("on")
        .and_then(webkit::form::day_from)
        .ok_or_else(|| Form::unchosen("on"))?;
    let slot = posted
        .first("slot")
        .and_then(Slot::named)
        .ok_or_else(|| Form::unchosen("slot"))?;
    actions::book(visit.db(), &visit.actor, &me.public_id, &room, on, slot).await?;
    Ok(Done::to("/seats").saying(words!("sites-booked", day = on, slot = slot.words())))
}

pub(super) async fn cancel(visit: Visit, Path(id): Path<String>) -> Result<Done, PageError> {
    actions::cancel(visit.db(), &visit.actor, &id_of(&id)?).await?;
    Ok(Done::to("/seats").saying(words!("sites-cancelled")))
}

pub(super) async fn arrive(visit: Visit, Path(id): Path<String>) -> Result<Done, PageError> {
    actions::arrive(visit.db(), &visit.actor, &id_of(&id)?).await?;
    Ok(Done::to("/seats").saying(words!("sites-arrived")))
}

pub(super) async fn depart(visit: Visit, Path(id): Path<String>) -> Result<Done, PageError> {
    actions::depart(visit.db(), &visit.actor, &id_of(&id)?).await?;
    Ok(Done::to("/seats").saying(words!("sites-departed")))
}

pub(super) async fn reach(visit: Visit, Form(posted): Form) -> Result<Done, PageError> {
    let me = me(&visit).await?;
    let chosen = posted.reader().many("site");
    let sites = places::sites(visit.db()).await?;
    let ids: Vec<SiteId> = sites
        .iter()
        .filter(|it| chosen.contains(&it.public_id.to_string()))
        .map(|it| it.id)
        .collect();
    actions::set_reachable(visit.db(), &visit.actor, &me.public_id, &ids).await?;
    Ok(Done::to("/seats").saying(words!("sites-reach-done")))
}
