//! 今日: what a director must decide, over all the orders led, worst first.

use access::{Act, PageError, Resource, Scope, Visit};
use base::Day;
use matching::read::OpenCover;
use quality::read::{ChecksWaiting, DeliveryRow, LotRow};
use quality::stage::LotStage;
use std::collections::BTreeMap;
use webkit::prelude::*;
use work::read::{OrderToday, ShortPortion};

use super::Desk;
use crate::morning::{ANSWER_WITHIN, Decision, LOOK_AHEAD, Matter, worst_first};
use crate::team::due_chip;

/// An offer that ended without an answer is shown for so many days.
const EXPIRED_SINCE: i32 = 7;

/// A portion without people is shown from so many days before it is due.
const PEOPLE_AHEAD: i32 = 21;

pub async fn desk(visit: &Visit) -> Result<Desk, PageError> {
    let today = visit.today();
    let led = visit.may(Act::Write(Resource::Breakdown))?;
    let (decisions, next) = decisions(visit, &led, today).await?;
    let body = match decisions.is_empty() {
        true => empty(t!("desks-nothing-urgent"), next_words(next)),
        false => html! { (morning(&decisions, today)) p.note { (next_words(next)) } },
    };
    Ok(Desk::titled(t!("desks-today"), body)
        .lead(html! { (day(today)) " " (t!("desks-today-lead")) }))
}

/// What is to be decided, and the next day on which a lot is due after these.
async fn decisions(
    visit: &Visit,
    led: &Scope,
    today: Day,
) -> Result<(Vec<Decision>, Option<Day>), PageError> {
    let db = visit.db();
    let orders = work::read::orders_today(db, led, today, today.plus_days(-EXPIRED_SINCE)).await?;
    let short = work::read::portions_short(db, led, today.plus_days(PEOPLE_AHEAD)).await?;
    let checks = quality::read::awaiting_by_order(db, led, visit.actor.account.0).await?;
    let deliveries = quality::read::deliveries_open(db, led).await?;
    let lots = quality::read::lots_open(db, led).await?;
    let due: BTreeMap<i64, Day> = orders::read::lots_open(db, led)
        .await?
        .into_iter()
        .map(|it| (it.id.0, it.due_on))
        .collect();
    let away =
        matching::read::covers_open(db, &visit.may(Act::Write(Resource::Covers))?, today).await?;
    let judgements = training::read::awaiting_count(db).await?;
    let horizon = today.plus_days(LOOK_AHEAD);
    let open: Vec<(&LotRow, Day)> = lots
        .iter()
        .filter(|it| it.with_client < it.units)
        .filter_map(|it| Some((it, *due.get(&it.lot)?)))
        .collect();
    let next = open
        .iter()
        .map(|(_, on)| *on)
        .filter(|on| *on > horizon)
        .min();
    let mut all = Vec::new();
    all.extend(
        deliveries
            .iter()
            .filter(|it| it.stage() != LotStage::Delivered)
            .map(returned),
    );
    all.extend(
        open.iter()
            .filter(|(_, on)| *on <= horizon)
            .map(|(lot, on)| lot_due(lot, *on)),
    );
    all.extend(away.iter().map(days_off));
    all.extend(orders.iter().flat_map(of_order));
    all.extend(short.iter().map(people_missing));
    all.extend(checks.iter().map(|it| of_checks(it, today)));
    all.push(Decision {
        matter: Matter::Judgements,
        about: String::new(),
        href: "/enrolments/awaiting".into(),
        count: judgements,
        by: today.plus_days(ANSWER_WITHIN),
    });
    Ok((worst_first(all), next))
}

fn days_off(it: &OpenCover) -> Decision {
    Decision {
        matter: Matter::DaysOff,
        about: t!("desks-person", name = &it.name),
        href: format!("/covers/{}", it.public_id),
        count: 1,
        by: it.from_on,
    }
}

fn returned(it: &DeliveryRow) -> Decision {
    Decision {
        matter: Matter::Returned,
        about: t!("desks-lot-of", title = &it.title, no = it.lot_no),
        href: format!("/orders/{}/deliveries", it.order_public_id),
        count: it.units - it.accepted_units,
        by: it
            .answered_on
            .unwrap_or(it.received_on)
            .plus_days(ANSWER_WITHIN),
    }
}

fn lot_due(it: &LotRow, due_on: Day) -> Decision {
    Decision {
        matter: Matter::LotDue,
        about: t!("desks-lot-of", title = &it.title, no = it.lot_no),
        href: format!("/orders/{}/deliveries", it.order_public_id),
        count: it.units - it.with_client,
        by: due_on,
    }
}

fn of_order(it: &OrderToday) -> Vec<Decision> {
    let listed = |stage: &str| format!("/work-orders?order={}&stage={stage}", it.order_public_id);
    let line = |matter, count, by: Option<Day>, href| {
        by.map(|by| Decision {
            matter,
            about: it.title.clone(),
            href,
            count,
            by,
        })
    };
    let lines = [
        line(Matter::WorkLate, it.late, it.late_since, listed("underway")),
        line(
            Matter::OffersExpired,
            it.expired,
            it.expired_on,
            format!("/orders/{}/matching", it.order_public_id),
        ),
        line(
            Matter::Acceptance,
            it.delivered,
            it.delivered_on.map(|on| on.plus_days(ANSWER_WITHIN)),
            listed("delivered"),
        ),
        line(
            Matter::OffersOpen,
            it.offered,
            it.answer_by,
            listed("offered"),
        ),
    ];
    lines.into_iter().flatten().collect()
}

fn people_missing(it: &ShortPortion) -> Decision {
    Decision {
        matter: Matter::PeopleMissing,
        about: t!(
            "desks-portion-of",
            title = &it.title,
            no = it.lot_no,
            step = &it.step_name
        ),
        href: format!("/orders/{}/matching", it.order_public_id),
        count: it.missing,
        by: it.due_on,
    }
}

fn of_checks(it: &ChecksWaiting, today: Day) -> Decision {
    Decision {
        matter: Matter::Checks,
        about: it.title.clone(),
        href: format!("/checks?order={}", it.order_public_id),
        count: it.items,
        by: it
            .since
            .map_or(today, |at| at.day())
            .plus_days(ANSWER_WITHIN),
    }
}

fn morning(decisions: &[Decision], today: Day) -> Markup {
    table(
        t!("desks-decisions"),
        decisions,
        [
            column(t!("desks-decision"), |it: &Decision| {
                link(&it.href, matter(it))
            }),
            column(t!("desks-order"), |it: &Decision| {
                if it.about.is_empty() {
                    dash()
                } else {
                    text(&it.about)
                }
            }),
            column(
                t!("desks-by"),
                |it: &Decision| html! { (day(it.by)) " " (due_chip(it.by, today)) },
            ),
            column(t!("desks-next"), |it: &Decision| text(remedy(it.matter))),
        ],
    )
    .dense()
    .markup()
}

/// What is to be decided, in words.
fn matter(it: &Decision) -> String {
    let count = it.count;
    match it.matter {
        Matter::DaysOff => t!("desks-matter-days-off"),
        Matter::Returned => t!("desks-matter-returned", count = count),
        Matter::LotDue => t!("desks-matter-lot-due", count = count),
        Matter::WorkLate => t!("desks-matter-work-late", count = count),
        Matter::PeopleMissing => t!("desks-matter-people-missing", count = count),
        Matter::OffersExpired => t!("desks-matter-offers-expired", count = count),
        Matter::Acceptance => t!("desks-matter-acceptance", count = count),
        Matter::Checks => t!("desks-matter-checks", count = count),
        Matter::OffersOpen => t!("desks-matter-offers-open", count = count),
        Matter::Judgements => t!("desks-matter-judgements", count = count),
    }
}

/// What one can do about it.
fn remedy(matter: Matter) -> String {
    match matter {
        Matter::DaysOff => t!("desks-remedy-days-off"),
        Matter::Returned => t!("desks-remedy-returned"),
        Matter::LotDue => t!("desks-remedy-lot-due"),
        Matter::WorkLate => t!("desks-remedy-work-late"),
        Matter::PeopleMissing | Matter::OffersExpired => t!("desks-remedy-people"),
        Matter::Acceptance => t!("desks-remedy-acceptance"),
        Matter::Checks => t!("desks-remedy-checks"),
        Matter::OffersOpen => t!("desks-remedy-offers-open"),
        Matter::Judgements => t!("desks-remedy-judgements"),
    }
}

fn next_words(next: Option<Day>) -> String {
    match next {
        Some(on) => t!("desks-next-lot", day = on),
        None => t!("desks-no-next-lot"),
    }
}
