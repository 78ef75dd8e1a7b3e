//! 結果 for the worker: passed, returned with its cause, a tip; own work only, no ranking.

use access::{Act, Done, Failure, Form, PageError, Resource, Visit};
use axum::extract::Path;
use webkit::prelude::*;
use work::WorkCard;
use work::stage::StageName;

use super::{cause_words, id_of, rate};
use crate::rework::{may_object, objection_until};
use crate::store::FindingRow;
use crate::{checking, read, store};

/// 受諾 from the page of an offer; the sample is drawn in the same commit.
pub async fn agree(visit: Visit, Path(id): Path<String>) -> Result<Done, PageError> {
    let agreed = checking::agree(visit.db(), &visit.actor, &id_of(&id)?).await?;
    Ok(Done::to(format!("/work/{}", agreed.public_id)).saying(words!("quality-agreed")))
}

pub async fn show(visit: Visit, Path(id): Path<String>) -> Result<Page, PageError> {
    let scope = visit.may(Act::Read(Resource::Offers))?;
    let card = work::read::card(visit.db(), &scope, &id_of(&id)?).await?;
    let quality = read::of_work_order(visit.db(), card.id).await?;
    let findings = store::findings_of(visit.db(), card.key()).await?;
    let notes = store::notes_of(visit.db(), card.key()).await?;
    let accepted = read::acceptance_of(visit.db(), card.id).await?;
    let first = match (quality.checked, &accepted) {
        (0, Some(_)) => t!("quality-unchecked-accepted"),
        _ => rate(quality.passed, quality.checked),
    };
    let mut rows = vec![(t!("quality-first-pass"), text(first))];
    if let Some(it) = accepted {
        rows.push((t!("quality-accepted-units"), number(it.units)));
        rows.push((t!("quality-fee"), yen(it.fee)));
        if !it.adjustments.is_zero() {
            rows.push((t!("quality-adjustments"), yen(it.adjustments)));
        }
        rows.push((t!("quality-accepted-on"), day(it.accepted_on)));
        rows.push((t!("quality-pay-on"), day(card.pay_on)));
    }
    let page = Page::titled(t!("quality-result-title", title = &card.title))
        .crumbs(&[
            (t!("quality-work"), "/work".to_owned()),
            (card.number.clone(), format!("/work/{id}")),
        ])
        .body(facts(&rows));
    let page = notes.iter().fold(page, |page, it| {
        page.body(banner(Tone::Good, t!("quality-note-title"), lines(it)))
    });
    if findings.is_empty() {
        return Ok(page.body(empty(
            t!("quality-findings-none"),
            html! { p { (waiting(&card)) } },
        )));
    }
    Ok(page.body(section(
        t!("quality-findings"),
        html! { @for it in &findings { (finding_card(&visit, &card, it)) } },
    )))
}

/// What the worker waits for, and until when.
fn waiting(card: &WorkCard) -> String {
    match card.stage_name() {
        StageName::Accepted => t!("quality-all-right"),
        _ => t!("quality-awaiting", day = card.pay_on),
    }
}

fn finding_card(visit: &Visit, card: &WorkCard, it: &FindingRow) -> Markup {
    let title = it.item_number.as_deref().map_or_else(
        || t!("quality-units-returned", units = it.units),
        |number| t!("quality-item", number = number),
    );
    let kept = if it.redo {
        t!("quality-please-repair")
    } else {
        t!("quality-stays-paid")
    };
    let may = may_object(
        it.found_on,
        card.stage_name() == StageName::Accepted,
        visit.today(),
    )
    .is_ok()
        && it.objection.is_none();
    let object = form(format!("/findings/{}/objection", it.public_id))
        .body(
            field_area("text", t!("quality-objection"))
                .id(format!("text-{}", it.public_id))
                .required()
                .rows(2)
                .support(t!(
                    "quality-objection-support",
                    day = objection_until(it.found_on)
                )),
        )
        .beside(button(t!("quality-object")));
    webkit::card(
        title,
        html! {
            (facts(&[
                (t!("quality-place"), text(&it.place)),
                (t!("quality-cause"), text(cause_words(it.cause()))),
                (t!("quality-manual-line"), text(&it.manual_line)),
                (t!("quality-note"), lines(&it.note)),
                (t!("quality-found-on"), day(it.found_on)),
                (t!("quality-what-next"), text(kept)),
            ]))
            @if let Some(objection) = &it.objection {
                (facts(&[
                    (t!("quality-objection"), lines(objection)),
                    (t!("quality-objection-answer"), lines(it.objection_answer.as_deref().filter(|it| !it.is_empty()).map_or_else(|| t!("quality-objection-open"), ToOwned::to_owned))),
                ]))
            }
            @if may { (details(t!("quality-object-title"), object)) }
        },
    )
}

pub async fn object(
    visit: Visit,
    Path(id): Path<String>,
    Form(posted): Form,
) -> Result<Done, PageError> {
    let mut reader = posted.reader();
    let text = reader.text("text", 1_000);
    if let Err(filled) = reader.finish() {
        return Err(Failure::Faulty(filled.errors).into());
    }
    checking::object(
        visit.db(),
        &visit.actor,
        &id_of(&id)?,
        &text.unwrap_or_default(),
    )
    .await?;
    Ok(Done::to("/work").saying(words!("quality-objected")))
}
