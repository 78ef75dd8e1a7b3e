//! ホーム of a worker: one thing to do, the next payment, the work in hand. Nothing else competes for attention.

use access::{Act, PageError, Resource, Role, Visit};
use base::{Day, Yen};
use payment::read::NextPayment;
use people::read::WorkerCard;
use training::read::Course;
use webkit::prelude::*;
use work::WorkCard;
use work::read::{Progress, Wanted};
use work::stage::StageName;

use super::{Desk, ways};
use crate::now::{self, Before, Now, Why};
use crate::team::handed_in;

pub async fn desk(visit: &Visit) -> Result<Desk, PageError> {
    let (db, today) = (visit.db(), visit.today());
    let Some(me) = people::read::of_account(db, visit.actor.account).await? else {
        return Ok(Desk::titled(
            t!("desks-home"),
            empty(t!("desks-unregistered"), t!("desks-unregistered-why")),
        ));
    };
    let scope = visit.may(Act::Read(Resource::Offers))?;
    let cards = work::read::cards(db, &scope, &wanted()).await?;
    let next = payment::read::next_payment(db, me.id).await?;
    let asked = next.as_ref().is_some_and(|it| it.asking > 0);
    let mut before = before(&cards, asked);
    let mut first = now::first(&before, today);
    let mut course = None;
    // A leader's page also holds the team; the next course then stands under 「学ぶ」 only.
    if first == Now::Wait && !visit.actor.has(Role::Leader) {
        course = training::read::next_course(db, me.id).await?.map(|it| it.0);
        before.course = course.is_some();
        first = now::first(&before, today);
    }
    let progress = match first {
        Now::Continue(at) | Now::Repair(at) => Some(work::read::progress(db, &cards[at]).await?),
        _ => None,
    };
    let expected = match next {
        None => payment::read::expected(db, me.id, today).await?,
        Some(_) => Vec::new(),
    };
    let checks = match (first, visit.may(Act::Write(Resource::Inspections))) {
        (Now::Wait, Ok(team)) => {
            let own = visit.actor.account.0;
            let orders = quality::read::awaiting_by_order(db, &team, own).await?;
            orders.iter().map(|it| it.items).sum()
        }
        _ => 0,
    };
    let coming = coming(next, expected.first().map(|it| (it.pay_on, it.amount)));
    let page = html! {
        @if checks > 0 { (to_check(checks)) }
        @else { (large(first, &cards, progress.as_ref(), course.as_ref(), &me)) }
        (section(t!("desks-next-payment"), payment(&coming)))
        (others(&cards, first))
        (rest(today, &cards))
        (ways(visit, &[(t!("desks-menu-seats"), "/seats", t!("desks-way-seats"))]))
    };
    Ok(Desk::titled(t!("desks-home"), page).lead(day(today)))
}

/// Offers and everything in hand, in one statement.
fn wanted() -> Wanted {
    let stages = vec![
        StageName::Offered,
        StageName::Underway,
        StageName::Returned,
        StageName::Delivered,
    ];
    Wanted {
        stages,
        page: 1,
        ..Wanted::default()
    }
}

fn is_in_hand(card: &WorkCard) -> bool {
    card.stage_name() != StageName::Offered
}

fn before(cards: &[WorkCard], asked_about_payment: bool) -> Before {
    let at = |stage: StageName| cards.iter().position(|it| it.stage_name() == stage);
    let offers = cards
        .iter()
        .enumerate()
        .filter(|(_, it)| it.stage_name() == StageName::Offered);
    let offer = offers
        .min_by_key(|(_, it)| it.answer_by)
        .map(|(at, it)| (at, it.answer_by));
    Before {
        returned: at(StageName::Returned),
        underway: at(StageName::Underway),
        offer,
        asked_about_payment,
        course: false,
    }
}

fn large(
    first: Now,
    cards: &[WorkCard],
    progress: Option<&Progress>,
    course: Option<&Course>,
    me: &WorkerCard,
) -> Markup {
    match (first, course) {
        (Now::Answer(at), _) => offer(&cards[at]),
        (Now::Repair(at), _) => go_on(
            &cards[at],
            progress,
            t!("desks-repair"),
            t!("desks-repair-do"),
        ),
        (Now::Continue(at), _) => go_on(
            &cards[at],
            progress,
            t!("desks-continue"),
            t!("desks-continue-do"),
        ),
        (Now::Confirm, _) => card_now(
            t!("desks-confirm"),
            html! {
                p { (t!("desks-confirm-lead")) }
                (actions([button_primary("/money", t!("desks-confirm-do"))]))
            },
        ),
        (Now::Learn, Some(course)) => card_now(
            t!("desks-none"),
            html! {
                p { (t!("desks-none-course", course = &course.title, minutes = course.minutes)) }
                (actions([button_primary(format!("/courses/{}", course.public_id), t!("desks-learn-do"))]))
            },
        ),
        _ => nothing(now::why(
            me.stage,
            me.weekly_minutes,
            cards
                .iter()
                .any(|it| it.stage_name() == StageName::Delivered),
        )),
    }
}

/// A leader without work of their own starts with what the team has handed in.
fn to_check(items: i64) -> Markup {
    card_now(
        t!("desks-checks-now", items = items),
        html! {
            p { (t!("desks-checks-now-why")) }
            (actions([button_primary("/checks", t!("desks-checks-do"))]))
        },
    )
}

fn offer(it: &WorkCard) -> Markup {
    card_now(
        t!("desks-offer", title = title(it)),
        html! {
            @if !it.reason.is_empty() { p { (it.reason) } }
            (facts(&[
                (t!("desks-units"), html! { (t!("desks-units-is", units = it.wanted())) }),
                (t!("desks-unit-pay"), yen(it.unit_pay)),
                (t!("desks-due"), day(it.due_on)),
                (t!("desks-answer-by"), day(it.answer_by)),
            ]))
            (actions([button_primary(format!("/offers/{}", it.public_id), t!("desks-offer-do"))]))
            (note(t!("desks-offer-free")))
        },
    )
}

fn go_on(it: &WorkCard, done: Option<&Progress>, what: String, verb: String) -> Markup {
    let left = done.is_some_and(|done| done.handed_in < done.wanted);
    let go = match it.by_items {
        true if left => post_button_primary(format!("/work/{}/claims", it.public_id), verb),
        false if left => button_primary(format!("/work/{}/report", it.public_id), verb),
        _ => button_primary(format!("/work/{}", it.public_id), verb),
    };
    card_now(
        what,
        html! {
            p.lines { strong { (title(it)) } }
            @if let Some(done) = done { (handed_in(done.handed_in, done.wanted)) }
            (facts(&[(t!("desks-due"), day(it.due_on)), (t!("desks-ask"), text(contact(it)))]))
            (actions([go, button_link(format!("/work/{}", it.public_id), t!("desks-see-work"))]))
        },
    )
}

/// Who answers questions about the work.
fn contact(it: &WorkCard) -> String {
    match it.leader_name.as_ref().or(it.director_name.as_ref()) {
        Some(name) => t!("desks-person", name = name),
        None => t!("desks-ask-nobody"),
    }
}

fn nothing(why: Why) -> Markup {
    let to_week = actions([button_primary("/availability", t!("desks-to-availability"))]);
    let (sentence, next) = match why {
        Why::InCheck => (
            t!("desks-why-in-check"),
            actions([button_link("/work", t!("desks-to-work"))]),
        ),
        Why::Joining => (
            t!("desks-why-joining"),
            actions([button_primary("/courses", t!("desks-to-courses"))]),
        ),
        Why::Resting => (
            t!("desks-why-resting"),
            actions([button_link("/profile", t!("desks-to-profile"))]),
        ),
        Why::NoHours => (t!("desks-why-no-hours"), to_week),
        Why::Volume => (t!("desks-why-volume"), to_week),
    };
    let title = if why == Why::InCheck {
        t!("desks-in-check")
    } else {
        t!("desks-none")
    };
    card_now(title, html! { p { (sentence) } (next) })
}

/// The next money: fixed by a notice, or expected from work in hand.
enum Coming {
    Fixed(NextPayment),
    Expected(Day, Yen),
    None,
}

fn coming(next: Option<NextPayment>, expected: Option<(Day, Yen)>) -> Coming {
    match (next, expected) {
        (Some(next), _) => Coming::Fixed(next),
        (None, Some((on, amount))) => Coming::Expected(on, amount),
        (None, None) => Coming::None,
    }
}

fn payment(coming: &Coming) -> Markup {
    match coming {
        Coming::Fixed(it) => html! {
            (figures(&[(t!("desks-paid-on"), day(it.pay_on), String::new()), (t!("desks-paid-sum"), yen(it.total), t!("desks-paid-fixed"))]))
            p { (link("/money", t!("desks-to-money"))) }
        },
        Coming::Expected(on, amount) => figures(&[
            (t!("desks-paid-on"), day(*on), t!("desks-paid-latest")),
            (
                t!("desks-paid-sum"),
                yen(*amount),
                t!("desks-paid-expected"),
            ),
        ]),
        Coming::None => html! { p { (t!("desks-paid-none")) } },
    }
}

/// What else is in hand or asked, below the large card.
fn others(cards: &[WorkCard], first: Now) -> Markup {
    let shown = match first {
        Now::Answer(at) | Now::Repair(at) | Now::Continue(at) => Some(at),
        _ => None,
    };
    let rows: Vec<&WorkCard> = cards
        .iter()
        .enumerate()
        .filter(|(at, _)| Some(*at) != shown)
        .map(|(_, it)| it)
        .collect();
    if rows.is_empty() {
        return Markup::default();
    }
    table(
        t!("desks-other-work"),
        &rows,
        [
            column(t!("desks-work"), |it: &&WorkCard| {
                link(address(it), title(it))
            }),
            column(t!("desks-stage"), |it: &&WorkCard| stage(it)),
            column(t!("desks-due"), |it: &&WorkCard| day(it.due_on)),
        ],
    )
    .markup()
}

fn address(it: &WorkCard) -> String {
    match it.stage_name() {
        StageName::Offered => format!("/offers/{}", it.public_id),
        _ => format!("/work/{}", it.public_id),
    }
}

/// 「株式会社…の店舗情報の確認」: the order's title with the step.
fn title(it: &WorkCard) -> String {
    t!("desks-work-title", title = &it.title, step = &it.step_name)
}

fn stage(it: &WorkCard) -> Markup {
    match it.stage_name() {
        StageName::Offered => chip(Tone::Info, t!("desks-stage-offered")),
        StageName::Returned => chip(Tone::Caution, t!("desks-stage-returned")),
        StageName::Delivered => chip(Tone::Plain, t!("desks-stage-delivered")),
        _ => chip(Tone::Info, work::stage_words(it.stage_name()).say()),
    }
}

/// 「今日は休みます」: one tap, no reason asked.
fn rest(today: Day, cards: &[WorkCard]) -> Markup {
    if !cards.iter().any(is_in_hand) {
        return Markup::default();
    }
    let day = today.to_string();
    let hidden = [("from_on", day.clone()), ("until_on", day)];
    section(
        t!("desks-rest"),
        html! {
            p { (t!("desks-rest-lead")) }
            (actions([post_button("/absences", t!("desks-rest-do"), hidden)]))
        },
    )
}
