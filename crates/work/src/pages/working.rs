//! 仕事: a worker's own work orders, what is left, what will be paid.

use access::{Act, Done, Failure, Form, PageError, Resource, Visit};
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use base::Yen;
use webkit::prelude::*;

use super::offers::{all_terms, none};
use super::{contact_of, hours, id_of, place_words, stage_chip, state_words, title_of};
use crate::rules::Progress;
use crate::stage::{ItemState, StageName};
use crate::terms::Terms;
use crate::{WorkCard, read, store, working};

pub async fn list(visit: Visit) -> Result<Page, PageError> {
    let scope = visit.may(Act::Read(Resource::Offers))?;
    let (living, offers) = (
        read::living_of(visit.db(), &scope).await?,
        read::offers_of(visit.db(), &scope).await?,
    );
    let page = Page::titled(t!("work-work"));
    let page = if offers.is_empty() {
        page
    } else {
        page.body(offers_waiting(offers.len()))
    };
    if living.is_empty() {
        let next = html! { p { (t!("work-work-none-why")) } (button_primary("/availability", t!("work-to-availability"))) };
        return Ok(page.body(empty(t!("work-work-none"), next)));
    }
    let open = |it: &WorkCard| link(format!("/work/{}", it.public_id), title_of(it));
    Ok(page.body(table(
        t!("work-work-table"),
        &living,
        [
            column(t!("work-title"), open),
            column(t!("work-stage"), |it: &WorkCard| {
                stage_chip(it.stage_name(), true)
            }),
            column(t!("work-due-on"), |it: &WorkCard| day(it.due_on)),
            number_column(t!("work-units"), |it: &WorkCard| number(it.wanted())),
            number_column(t!("work-total"), |it: &WorkCard| {
                it.fee().map_or_else(|_| dash(), yen)
            }),
            column(t!("work-pay-on"), |it: &WorkCard| day(it.pay_on)),
        ],
    )))
}

fn offers_waiting(count: usize) -> Markup {
    banner(
        Tone::Info,
        t!("work-offers-waiting", count = count),
        html! { (link("/offers", t!("work-see-conditions"))) },
    )
}

pub async fn show(visit: Visit, Path(id): Path<String>) -> Result<Page, PageError> {
    let scope = visit.may(Act::Read(Resource::Offers))?;
    let card = store::card(visit.db(), &scope, &id_of(&id)?).await?;
    let progress = store::progress(visit.db(), &card).await?;
    let states = read::counts(visit.db(), card.key()).await?;
    let stated = store::terms_text(visit.db(), card.key())
        .await?
        .unwrap_or_default();
    let terms: Terms = serde_json::from_str(&stated).unwrap_or_default();
    let counts: Vec<(String, Markup)> = ItemState::ALL
        .iter()
        .filter_map(|state| states.iter().find(|it| it.0 == *state))
        .map(|(state, items)| {
            (
                state_words(*state).say(),
                text(t!("work-pieces-of", units = *items)),
            )
        })
        .collect();
    let page = Page::titled(title_of(&card)).crumbs(&[(t!("work-work"), "/work".to_owned())]);
    Ok(page
        .body(next_step(&card, &progress))
        .body(handed_in(&progress))
        .body(about(&card, &progress))
        .body(html! { @if !counts.is_empty() { (section(t!("work-items-by-state"), facts(&counts))) } })
        .body(papers(&card))
        .body(fewer(&card, &progress))
        .body(all_terms(&terms)))
}

/// How much is handed in; 完了 is a later state of each item.
fn handed_in(it: &Progress) -> Markup {
    let words = t!("work-handed-in", of = it.wanted, done = it.handed_in);
    progress_saying(it.handed_in, it.wanted, words)
}

/// The one thing to do now, or who acts next and by when.
fn next_step(card: &WorkCard, progress: &Progress) -> Markup {
    let id = &card.public_id;
    match card.stage_name() {
        StageName::Offered => card_now(
            t!("work-next"),
            html! { (button_primary(format!("/offers/{id}"), t!("work-see-conditions"))) },
        ),
        StageName::Underway | StageName::Returned
            if progress.by_items && progress.with_worker > 0 =>
        {
            let why = html! { @if !card.why.is_empty() { p { (t!("work-returned-why", why = &card.why)) } } };
            let resume = form(format!("/work/{id}/claims")).submit(t!("work-resume"));
            card_now(
                t!("work-items-left", left = progress.with_worker),
                html! { (why) (resume) },
            )
        }
        StageName::Underway | StageName::Returned
            if !progress.by_items && progress.handed_in < progress.wanted =>
        {
            let left = progress.wanted - progress.handed_in;
            let deliver = html! { @if progress.handed_in > 0 { (post_button(format!("/work/{id}/delivery"), t!("work-deliver"), none())) } };
            card_now(
                t!("work-units-left", left = left),
                html! {
                    (actions([button_primary(format!("/work/{id}/report"), t!("work-report")), deliver]))
                },
            )
        }
        StageName::Underway | StageName::Returned => {
            let deliver = form(format!("/work/{id}/delivery")).submit(t!("work-deliver"));
            card_now(
                t!("work-all-done"),
                html! { p { (t!("work-all-done-next")) } (deliver) },
            )
        }
        StageName::Delivered => banner(
            Tone::Info,
            t!("work-delivered-title"),
            html! {
                p { (t!("work-delivered-next", contact = contact_of(card), day = card.pay_on)) }
                (link(format!("/work/{id}/result"), t!("work-see-result")))
            },
        ),
        StageName::Accepted => banner(
            Tone::Good,
            t!("work-accepted-title"),
            html! {
                p { (t!("work-accepted-next", day = card.pay_on)) }
                (link(format!("/work/{id}/result"), t!("work-see-result")))
            },
        ),
        stage => banner(Tone::Plain, t!("work-over-title"), stage_chip(stage, true)),
    }
}

fn about(card: &WorkCard, progress: &Progress) -> Markup {
    let so_far = card.unit_pay.times(progress.handed_in).unwrap_or(Yen::ZERO);
    facts(&[
        (t!("work-stage"), stage_chip(card.stage_name(), true)),
        (t!("work-due-on"), day(card.due_on)),
        (t!("work-units"), number(card.wanted())),
        (t!("work-unit-pay"), yen(card.unit_pay)),
        (t!("work-so-far"), yen(so_far)),
        (t!("work-total"), card.fee().map_or_else(|_| dash(), yen)),
        (t!("work-time"), text(hours(card.standard_minutes()))),
        (t!("work-pay-on"), day(card.pay_on)),
        (t!("work-place"), text(place_words(card).say())),
        (t!("work-contact"), text(contact_of(card))),
        (t!("work-number"), text(&card.number)),
    ])
}

fn papers(card: &WorkCard) -> Markup {
    if card.agreed_at.is_none() {
        return Markup::default();
    }
    let wish = match card.paper_wished_on {
        Some(on) => note(t!("work-paper-wished", day = on)),
        None => post_button(
            format!("/work/{}/paper-wish", card.public_id),
            t!("work-paper-wish"),
            none(),
        ),
    };
    section(
        t!("work-papers"),
        actions([
            button_link(
                format!("/work-orders/{}/terms.pdf", card.public_id),
                t!("work-terms-pdf"),
            ),
            wish,
        ]),
    )
}

/// 「時間を減らしたい」: costs nothing, needs no reason.
fn fewer(card: &WorkCard, progress: &Progress) -> Markup {
    let open = progress.wanted - progress.handed_in;
    if card.stage_name() != StageName::Underway || open <= 0 || progress.wanted <= 1 {
        return Markup::default();
    }
    let give_back = form(format!("/work/{}/giving-back", card.public_id))
        .body(
            field_number("units", t!("work-give-back-units"))
                .required()
                .suffix(t!("work-pieces"))
                .support(t!("work-give-back-support", open = open)),
        )
        .beside(button(t!("work-give-back")));
    details(t!("work-less-time"), give_back)
}

pub async fn report_form(visit: Visit, Path(id): Path<String>) -> Result<Page, PageError> {
    report_page(&visit, &id, &Filled::default()).await
}

async fn report_page(visit: &Visit, id: &str, filled: &Filled) -> Result<Page, PageError> {
    let scope = visit.may(Act::Read(Resource::Offers))?;
    let card = store::card(visit.db(), &scope, &id_of(id)?).await?;
    let progress = store::progress(visit.db(), &card).await?;
    let reports = read::reports(visit.db(), card.key()).await?;
    let left = progress.wanted - progress.handed_in;
    let entry = form(format!("/work/{id}/reports"))
        .body(
            field_number("units", t!("work-report-units"))
                .required()
                .suffix(t!("work-pieces"))
                .filled(filled)
                .support(t!("work-report-support", left = left)),
        )
        .body(
            field_area("note", t!("work-report-note"))
                .optional()
                .filled(filled)
                .rows(2),
        )
        .submit(t!("work-report"));
    let page = Page::titled(t!("work-report-title"))
        .crumbs(&[(t!("work-work"), "/work".to_owned()), (title_of(&card), format!("/work/{id}"))])
        .errors(filled)
        .body(handed_in(&progress))
        .body(html! { @if left > 0 { (entry) } @else { p { (t!("work-all-done-next")) } (button_primary(format!("/work/{id}"), t!("work-to-work"))) } });
    if reports.is_empty() {
        return Ok(page.body(note(t!("work-reports-none"))));
    }
    Ok(page.body(table(
        t!("work-reports"),
        &reports,
        [
            column(t!("work-day"), |it: &read::ReportRow| day(it.on_day)),
            number_column(t!("work-units"), |it: &read::ReportRow| number(it.units)),
            column(t!("work-report-note"), |it: &read::ReportRow| {
                lines(&it.note)
            }),
        ],
    )))
}

pub async fn report(
    visit: Visit,
    Path(id): Path<String>,
    Form(posted): Form,
) -> Result<Response, PageError> {
    let mut reader = posted.reader();
    let units = reader.integer("units", 1..=1_000_000);
    let text = reader.optional_text("note", 500).unwrap_or_default();
    let (Some(units), true) = (units, reader.is_clean()) else {
        return Ok(report_page(&visit, &id, &reader.filled())
            .await?
            .into_response());
    };
    match working::report_count(visit.db(), &visit.actor, &id_of(&id)?, units, &text).await {
        Ok(it) => Ok(Done::to(format!("/work/{id}"))
            .saying(words!("work-reported", units = it.units, left = it.left))
            .into_response()),
        Err(Failure::Refused(why)) => {
            Ok(
                report_page(&visit, &id, &reader.filled().with_fault("units", why))
                    .await?
                    .into_response(),
            )
        }
        Err(failure) => Err(failure.into()),
    }
}

pub async fn deliver(visit: Visit, Path(id): Path<String>) -> Result<Done, PageError> {
    let it = working::deliver(visit.db(), &visit.actor, &id_of(&id)?).await?;
    Ok(Done::to(format!("/work/{id}")).saying(words!(
        "work-delivered",
        units = it.units,
        day = it.received_on
    )))
}

pub async fn give_back(
    visit: Visit,
    Path(id): Path<String>,
    Form(posted): Form,
) -> Result<Done, PageError> {
    let mut reader = posted.reader();
    let units = reader.integer("units", 1..=1_000_000);
    if let Err(filled) = reader.finish() {
        return Err(Failure::Faulty(filled.errors).into());
    }
    let it = working::give_back(visit.db(), &visit.actor, &id_of(&id)?, units.unwrap_or(0)).await?;
    Ok(Done::to(format!("/work/{id}")).saying(words!("work-gave-back", units = it.units)))
}
