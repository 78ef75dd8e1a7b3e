//! 進み具合: one order's forecast, what would bring it back in time, and its portions.

use access::{Act, Done, PageError, Resource, Visit};
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Response};
use base::{Day, PublicId};
use orders::read::PortionFacts;
use serde::Deserialize;
use webkit::prelude::*;

use super::id_of;
use crate::forecast::{Forecast, Standing, hours_for, units_in};
use crate::read::{self, PortionProgress};

/// What if so many people joined for so many hours a week.
#[derive(Deserialize, Default)]
pub struct WhatIf {
    people: Option<i64>,
    hours: Option<i64>,
}

/// A portion with how it stands.
struct Part {
    facts: PortionFacts,
    stands: PortionProgress,
}

pub async fn show(
    visit: Visit,
    Path(id): Path<String>,
    Query(what_if): Query<WhatIf>,
) -> Result<Response, PageError> {
    let id = id_of(&id)?;
    // A client reads counts without names on a page of their own.
    let scope = visit.may(Act::Read(Resource::ClientOrders))?;
    if !scope.region && scope.led_by.is_none() {
        return Ok(Done::to(format!("/my-orders/{id}")).into_response());
    }
    let (db, today) = (visit.db(), visit.today());
    let order = orders::read::order_by_public_id(db, &scope, &id).await?;
    let page = Page::titled(t!("work-progress"))
        .crumbs(&[
            (t!("work-client-orders"), "/orders".to_owned()),
            (order.title.clone(), format!("/orders/{id}")),
        ])
        .wide();
    let stands = read::progress_of_order(db, order.id.0).await?;
    let facts = orders::read::portions_of(db, order.id).await?;
    let parts: Vec<Part> = facts
        .into_iter()
        .filter_map(|facts| {
            let stands = stands.iter().find(|it| it.portion == facts.id.0)?.clone();
            Some(Part { facts, stands })
        })
        .collect();
    let Some(first) = parts.iter().find(|it| it.facts.step_no == 1) else {
        let next = html! { p { (t!("work-progress-none-why")) } (button_link(format!("/orders/{id}/breakdown"), t!("work-progress-to-breakdown"))) };
        return Ok(page
            .body(empty(t!("work-progress-none"), next))
            .into_response());
    };
    let of_first = || parts.iter().filter(|it| it.facts.step_no == 1);
    let week = (today.plus_days(-7), today.plus_days(-1));
    let standing = Standing {
        units: of_first().map(|it| it.facts.units).sum(),
        done: of_first().map(|it| it.stands.handed_in).sum(),
        last_week: crate::items::handed_in_between(db, order.id.0, &first.facts.step_name, week)
            .await?,
        due_on: order.due_on,
    };
    let each = first.facts.standard_seconds;
    Ok(page
        .lead(t!("work-progress-lead", title = &order.title, today = today))
        .body(html! {
            (forecast_banner(&visit, &standing, &id))
            (progress_saying(standing.done, standing.units, t!("work-progress-bar", done = standing.done, of = standing.units)))
            (in_figures(&standing, today, each))
            @if matches!(standing.forecast(today), Forecast::Late { .. } | Forecast::InTime { .. }) {
                (joining(&standing, &id, today, each, &what_if))
            }
            (portions(&parts))
        })
        .into_response())
}

fn forecast_banner(visit: &Visit, it: &Standing, id: &PublicId) -> Markup {
    let today = visit.today();
    let leads = visit.may(Act::Write(Resource::Deliveries)).is_ok();
    let due = it.due_on;
    let (tone, title, next) = match it.forecast(today) {
        Forecast::Done => (
            Tone::Good,
            t!("work-forecast-done"),
            t!("work-forecast-done-next"),
        ),
        Forecast::Early { on, days } => (
            Tone::Good,
            t!("work-forecast-early"),
            t!("work-forecast-early-next", on = on, days = days),
        ),
        Forecast::InTime { on } => (
            Tone::Good,
            t!("work-forecast-in-time"),
            t!("work-forecast-in-time-next", on = on, due = due),
        ),
        Forecast::Late { on, days } => (
            Tone::Caution,
            t!("work-forecast-late", days = days),
            t!("work-forecast-late-next", on = on, due = due),
        ),
        Forecast::Unknown => (
            Tone::Danger,
            t!("work-forecast-unknown"),
            t!("work-forecast-unknown-next", due = due),
        ),
    };
    let ways = match it.forecast(today) {
        Forecast::Done => vec![button_primary(
            format!("/orders/{id}/deliveries"),
            t!("work-way-deliver"),
        )],
        Forecast::Early { .. } | Forecast::InTime { .. } => vec![],
        Forecast::Late { .. } | Forecast::Unknown => vec![
            button_primary(format!("/orders/{id}/matching"), t!("work-way-more")),
            button_link(format!("/orders/{id}/deliveries"), t!("work-way-in-parts")),
            button_link(format!("/orders/{id}/edit"), t!("work-way-later")),
        ],
    };
    html! { (banner(tone, title, html! { p { (next) } })) @if leads && !ways.is_empty() { (actions(ways)) } }
}

fn in_figures(it: &Standing, today: Day, each: i64) -> Markup {
    let share = format!("{}.{}", it.permille() / 10, it.permille() % 10);
    let end = match it.forecast(today) {
        Forecast::Early { on, .. } | Forecast::InTime { on } | Forecast::Late { on, .. } => day(on),
        Forecast::Done | Forecast::Unknown => dash(),
    };
    let wanted = it.wanted_each_week(today);
    let more = wanted.map_or(0, |wanted| (wanted - it.last_week).max(0));
    let more_words = match (wanted, more) {
        (None, _) => t!("work-progress-due-passed"),
        (Some(_), 0) => t!("work-progress-enough"),
        (Some(_), more) => t!(
            "work-progress-more",
            units = more,
            hours = hours_for(more, each)
        ),
    };
    figures(&[
        (
            t!("work-progress-done"),
            text(t!("work-count", count = it.done)),
            t!("work-progress-share", units = it.units, share = share),
        ),
        (
            t!("work-progress-pace"),
            text(t!("work-count", count = it.last_week)),
            t!("work-progress-pace-note"),
        ),
        (
            t!("work-progress-wanted"),
            wanted.map_or_else(dash, |it| text(t!("work-count", count = it))),
            more_words,
        ),
        (
            t!("work-progress-end"),
            end,
            t!("work-progress-end-note", due = it.due_on),
        ),
    ])
}

/// What more people would change; the choice stands in the address.
fn joining(it: &Standing, id: &PublicId, today: Day, each: i64, asked: &WhatIf) -> Markup {
    let people = asked.people.unwrap_or(3).clamp(1, 20);
    let hours = asked.hours.unwrap_or(6).clamp(1, 40);
    let more = units_in(people, hours, each);
    let said = match it.with_more(more).forecast(today) {
        Forecast::Late { on, days } => t!(
            "work-what-if-late",
            people = people,
            hours = hours,
            more = more,
            on = on,
            days = days
        ),
        Forecast::Early { on, .. } | Forecast::InTime { on } => t!(
            "work-what-if-in-time",
            people = people,
            hours = hours,
            more = more,
            on = on,
            days = on.days_until(it.due_on)
        ),
        Forecast::Done | Forecast::Unknown => return Markup::default(),
    };
    let people_field = field_select("people", t!("work-what-if-people"))
        .options((1..=20).map(|n| (n.to_string(), t!("work-people", count = n))))
        .value(people.to_string());
    let hours_field = field_select("hours", t!("work-what-if-hours"))
        .options((1..=40).map(|n| (n.to_string(), t!("work-hours-a-week", hours = n))))
        .value(hours.to_string());
    section(
        t!("work-what-if"),
        html! {
            p { strong { (said) } }
            (form(format!("/orders/{id}/progress")).get().body(html! { (people_field) (hours_field) }).beside(button(t!("work-what-if-show"))))
        },
    )
}

fn portions(parts: &[Part]) -> Markup {
    let name = |it: &Part| {
        let group = Words::new(format!("work-group-{}", it.facts.group.name())).say();
        text(t!(
            "work-portion-name",
            lot = it.facts.lot_no,
            group = group,
            step = &it.facts.step_name
        ))
    };
    table(
        t!("work-progress-portions"),
        parts,
        [
            column(t!("work-portion"), name),
            column(t!("work-due-on"), |it: &Part| day(it.facts.due_on)),
            number_column(t!("work-progress-people"), |it: &Part| {
                number(it.stands.people)
            }),
            number_column(t!("work-units"), |it: &Part| number(it.facts.units)),
            number_column(t!("work-progress-agreed"), |it: &Part| {
                number(it.stands.agreed)
            }),
            number_column(t!("work-progress-handed-in"), |it: &Part| {
                number(it.stands.handed_in)
            }),
            number_column(t!("work-progress-left"), |it: &Part| {
                number(it.facts.units - it.stands.handed_in)
            }),
        ],
    )
    .dense()
    .markup()
}
