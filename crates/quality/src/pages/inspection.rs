//! 検収: one delivery of one worker with its checks, its findings, and the one decision.

use access::{Act, Done, Failure, Form, PageError, Resource, Visit};
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use webkit::prelude::*;
use work::WorkCard;
use work::stage::StageName;

use super::{cause_words, id_of, rate, read_return, return_fields};
use crate::store::FindingRow;
use crate::{accepting, checking, read, store};

pub async fn show(visit: Visit, Path(id): Path<String>) -> Result<Page, PageError> {
    inspection_page(&visit, &id, &Filled::default()).await
}

async fn inspection_page(visit: &Visit, id: &str, filled: &Filled) -> Result<Page, PageError> {
    let scope = visit.may(Act::Read(Resource::Inspections))?;
    let card = work::read::card(visit.db(), &scope, &id_of(id)?).await?;
    let quality = read::of_work_order(visit.db(), card.id).await?;
    let unchecked = store::unchecked(visit.db(), card.key()).await?;
    let findings = store::findings_of(visit.db(), card.key()).await?;
    let accepted = read::acceptance_of(visit.db(), card.id).await?;
    let mut rows = vec![
        (t!("quality-maker"), text(&card.worker_name)),
        (
            t!("quality-delivered-units"),
            card.delivered_units.map_or_else(dash, number),
        ),
        (t!("quality-delivered-on"), day_or_dash(card.delivered_on)),
        (
            t!("quality-first-pass"),
            text(rate(quality.passed, quality.checked)),
        ),
        (t!("quality-unchecked"), number(unchecked)),
        (t!("quality-pay-on"), day(card.pay_on)),
    ];
    if let Some(it) = &accepted {
        rows.push((t!("quality-accepted-units"), number(it.units)));
        rows.push((t!("quality-fee"), yen(it.fee)));
        rows.push((t!("quality-adjustments"), yen(it.adjustments)));
        rows.push((t!("quality-accepted-on"), day(it.accepted_on)));
    }
    let page = Page::titled(t!("quality-inspection-title", number = &card.number))
        .crumbs(&[
            (t!("quality-work-orders"), "/work-orders".to_owned()),
            (card.number.clone(), format!("/work-orders/{id}")),
        ])
        .errors(filled)
        .body(facts(&rows));
    let page = if findings.is_empty() {
        page
    } else {
        page.body(finding_table(&findings))
    };
    let leads = visit.may(Act::Approve(Resource::WorkOrders)).is_ok();
    let own = visit.actor.account.0 == card.account;
    Ok(match card.stage_name() {
        StageName::Delivered if own => page.body(webkit::note(t!("quality-refused-own-work"))),
        StageName::Delivered if leads => page.body(decision(id, &card, unchecked, filled)),
        StageName::Accepted if leads && !own => page.body(praise(id)),
        _ => page.body(webkit::note(t!("quality-nothing-to-decide"))),
    })
}

fn finding_table(findings: &[FindingRow]) -> Markup {
    table(
        t!("quality-findings"),
        findings,
        [
            column(t!("quality-item-head"), |it: &FindingRow| {
                text(
                    it.item_number
                        .clone()
                        .unwrap_or_else(|| t!("quality-units-returned", units = it.units)),
                )
            }),
            column(t!("quality-place"), |it: &FindingRow| text(&it.place)),
            column(t!("quality-cause"), |it: &FindingRow| {
                text(cause_words(it.cause()))
            }),
            column(t!("quality-manual-line"), |it: &FindingRow| {
                text(&it.manual_line)
            }),
            column(t!("quality-found-on"), |it: &FindingRow| day(it.found_on)),
        ],
    )
    .markup()
}

fn decision(id: &str, card: &WorkCard, unchecked: i64, filled: &Filled) -> Markup {
    let delivered = card.delivered_units.unwrap_or(0);
    if unchecked > 0 {
        let href = webkit::with_query("/checks", "order", card.order_public_id.as_str());
        return card_now(
            t!("quality-checks-first", items = unchecked),
            html! { (button_primary(href, t!("quality-to-checks"))) },
        );
    }
    let units = html! {
        @if !card.by_items {
            (field_number("units", t!("quality-accept-units")).required().filled(filled).value(delivered.to_string()).suffix(t!("quality-pieces")).support(t!("quality-accept-support", delivered = delivered)))
        }
    };
    let accept = form(format!("/work-orders/{id}/acceptance"))
        .body(units)
        .submit(t!("quality-accept"));
    html! {
        (card_now(t!("quality-accept-title", units = delivered), html! { p { (t!("quality-accept-lead")) } (accept) }))
        @if !card.by_items { (returning(id, filled)) }
    }
}

/// Sending counted units back; open where a field wants repair.
fn returning(id: &str, filled: &Filled) -> Markup {
    let entry = form(format!("/work-orders/{id}/return"))
        .body(
            field_number("returned", t!("quality-return-units"))
                .required()
                .filled(filled)
                .suffix(t!("quality-pieces")),
        )
        .body(return_fields(filled))
        .beside(button(t!("quality-return")));
    if filled.is_faulty() {
        section(t!("quality-return-title"), entry)
    } else {
        details(t!("quality-return-title"), entry)
    }
}

/// A small note that the worker reads beside the result.
fn praise(id: &str) -> Markup {
    let note = form(format!("/work-orders/{id}/result-notes"))
        .body(
            field_area("text", t!("quality-note-text"))
                .required()
                .rows(3)
                .support(t!("quality-note-support")),
        )
        .beside(button(t!("quality-note-send")));
    section(t!("quality-note-title"), note)
}

pub async fn accept(
    visit: Visit,
    Path(id): Path<String>,
    Form(posted): Form,
) -> Result<Response, PageError> {
    let mut reader = posted.reader();
    let units = reader.optional_integer("units", 0..=1_000_000);
    if !reader.is_clean() {
        return Ok(inspection_page(&visit, &id, &reader.filled())
            .await?
            .into_response());
    }
    match accepting::accept(visit.db(), &visit.actor, &id_of(&id)?, units).await {
        Ok(it) => {
            let fee = it.fee.plus(it.adjustments).map_err(Failure::from)?;
            Ok(Done::to(format!("/work-orders/{id}/inspection"))
                .saying(words!("quality-accepted", units = it.units, fee = fee))
                .into_response())
        }
        Err(Failure::Refused(why)) => {
            Ok(
                inspection_page(&visit, &id, &reader.filled().with_fault("units", why))
                    .await?
                    .into_response(),
            )
        }
        Err(failure) => Err(failure.into()),
    }
}

pub async fn send_back(
    visit: Visit,
    Path(id): Path<String>,
    Form(posted): Form,
) -> Result<Response, PageError> {
    let mut reader = posted.reader();
    let units = reader.integer("returned", 1..=1_000_000);
    let why = read_return(&mut reader);
    let (Some(units), Some(why), true) = (units, why, reader.is_clean()) else {
        return Ok(inspection_page(&visit, &id, &reader.filled())
            .await?
            .into_response());
    };
    checking::return_units(visit.db(), &visit.actor, &id_of(&id)?, units, &why).await?;
    Ok(Done::to(format!("/work-orders/{id}"))
        .saying(words!("quality-returned"))
        .into_response())
}

pub async fn note(
    visit: Visit,
    Path(id): Path<String>,
    Form(posted): Form,
) -> Result<Done, PageError> {
    let mut reader = posted.reader();
    let text = reader.text("text", 1_000);
    if let Err(filled) = reader.finish() {
        return Err(Failure::Faulty(filled.errors).into());
    }
    checking::note_result(
        visit.db(),
        &visit.actor,
        &id_of(&id)?,
        &text.unwrap_or_default(),
    )
    .await?;
    Ok(Done::to(format!("/work-orders/{id}/inspection")).saying(words!("quality-note-sent")))
}
