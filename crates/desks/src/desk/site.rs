//! The desk of a site: today's bookings of the own rooms.

use access::places::{self, Site};
use access::{Act, PageError, Resource, Visit};
use sites::Class;
use sites::read::Place;
use webkit::prelude::*;

use super::Desk;

/// What one site has today.
struct Today {
    site: Site,
    seats: i64,
    booked: i64,
    secure_seats: i64,
    secure_booked: i64,
}

pub async fn desk(visit: &Visit) -> Result<Desk, PageError> {
    let (db, today) = (visit.db(), visit.today());
    let scope = visit.may(Act::Write(Resource::Sites))?;
    let seats = sites::read::places_for_matching(db).await?;
    let booked = sites::read::booked_between(db, today, today).await?;
    let rows: Vec<Today> = places::sites(db)
        .await?
        .into_iter()
        .filter(|it| scope.covers_site(it.id))
        .map(|site| {
            let seats = |class: Class| {
                seats
                    .iter()
                    .filter(|it| it.site == site.id && it.class == class)
                    .map(|it| it.seats)
                    .sum::<i64>()
            };
            let booked = |class: Class| {
                booked
                    .iter()
                    .filter(|it| it.0 == site.id && it.1 == class)
                    .map(|it| it.3)
                    .sum::<i64>()
            };
            Today {
                seats: seats(Class::Open) * Place::SLOTS_A_DAY,
                booked: booked(Class::Open),
                secure_seats: seats(Class::Secure) * Place::SLOTS_A_DAY,
                secure_booked: booked(Class::Secure),
                site,
            }
        })
        .collect();
    let body = match rows.is_empty() {
        true => empty(
            t!("desks-site-none"),
            html! { p { (t!("desks-site-none-why")) } },
        ),
        false => html! { @for it in &rows { (of_site(it)) } },
    };
    Ok(Desk::titled(t!("desks-site-today"), body).lead(day(today)))
}

fn of_site(it: &Today) -> Markup {
    card(
        &it.site.name,
        html! {
            p { (it.site.address) }
            (facts(&[
                (t!("desks-seats-open"), seats(it.booked, it.seats)),
                (t!("desks-seats-secure"), seats(it.secure_booked, it.secure_seats)),
            ]))
            (note(t!("desks-seats-note")))
            (actions([button_link(format!("/sites/{}", it.site.public_id), t!("desks-site-do"))]))
        },
    )
}

fn seats(booked: i64, of: i64) -> Markup {
    progress_saying(
        booked,
        of,
        t!("desks-seats-booked", of = of, booked = booked),
    )
}
