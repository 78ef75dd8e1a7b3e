//! お願い: all conditions on one screen, before an answer is asked for.

use access::{Act, Done, PageError, Resource, Visit};
use axum::extract::Path;
use base::Yen;
use webkit::prelude::*;

use super::{contact_of, hours, id_of, place_words, stage_chip, title_of};
use crate::papers::sentence;
use crate::stage::StageName;
use crate::terms::{TermItem, Terms};
use crate::{WorkCard, offering, read, store};

pub async fn list(visit: Visit) -> Result<Page, PageError> {
    let scope = visit.may(Act::Read(Resource::Offers))?;
    let offers = read::offers_of(visit.db(), &scope).await?;
    let page = Page::titled(t!("work-offers"));
    if offers.is_empty() {
        let next = html! { p { (t!("work-offers-none-why")) } (button_primary("/availability", t!("work-to-availability"))) };
        return Ok(page
            .body(empty(t!("work-offers-none"), next))
            .body(not_chosen()));
    }
    Ok(page
        .lead(t!("work-offers-lead"))
        .body(cards(offers.iter().map(offer_card)))
        .body(not_chosen()))
}

/// 「なぜ私ではないのか」: the way to the calls for which others were asked.
fn not_chosen() -> Markup {
    html! { p { (link("/offers/not-chosen", t!("work-offers-not-chosen"))) } }
}

fn offer_card(offer: &WorkCard) -> Markup {
    card(
        title_of(offer),
        html! {
            (facts(&[
                (t!("work-units"), number(offer.units)),
                (t!("work-unit-pay"), yen(offer.unit_pay)),
                (t!("work-due-on"), day(offer.due_on)),
                (t!("work-answer-by"), day(offer.answer_by)),
            ]))
            (button_link(format!("/offers/{}", offer.public_id), t!("work-see-conditions")))
        },
    )
}

pub async fn show(visit: Visit, Path(id): Path<String>) -> Result<Page, PageError> {
    let scope = visit.may(Act::Read(Resource::Offers))?;
    let offer = store::card(visit.db(), &scope, &id_of(&id)?).await?;
    let text = store::terms_text(visit.db(), offer.key())
        .await?
        .unwrap_or_default();
    let terms: Terms = serde_json::from_str(&text).unwrap_or_default();
    let page = Page::titled(title_of(&offer)).crumbs(&[(t!("work-offers"), "/offers".to_owned())]);
    let page = if offer.stage_name() == StageName::Offered {
        page.lead(t!("work-offer-lead", reason = &offer.reason))
    } else {
        page.body(banner(
            Tone::Info,
            t!("work-offer-over"),
            html! { (stage_chip(offer.stage_name(), true)) },
        ))
    };
    Ok(page
        .body(conditions(&offer))
        .body(answers(&offer))
        .body(all_terms(&terms)))
}

/// Everything a person needs for an answer, on one screen of a phone.
fn conditions(offer: &WorkCard) -> Markup {
    let total = offer.fee().unwrap_or(Yen::ZERO);
    let fee = t!(
        "work-offer-fee",
        unit = offer.unit_pay,
        units = offer.units,
        total = total
    );
    let time = hours(offer.standard_minutes());
    let time = match offer.hourly() {
        Some(hourly) => t!("work-offer-time", time = time, hourly = hourly),
        None => time,
    };
    facts(&[
        (t!("work-content"), lines(&offer.work_content)),
        (t!("work-fee"), text(fee)),
        (t!("work-time"), text(time)),
        (t!("work-due-on"), day(offer.due_on)),
        (t!("work-place"), text(place_words(offer).say())),
        (t!("work-pay-on"), day(offer.pay_on)),
        (t!("work-contact"), text(contact_of(offer))),
        (t!("work-answer-by"), day(offer.answer_by)),
    ])
}

fn answers(offer: &WorkCard) -> Markup {
    if offer.stage_name() != StageName::Offered {
        return html! { (button_link("/offers", t!("work-to-offers"))) };
    }
    let agree = post_button_primary(
        format!("/offers/{}/agreement", offer.public_id),
        t!("work-agree"),
    );
    let decline = post_button(
        format!("/offers/{}/declining", offer.public_id),
        t!("work-decline"),
        none(),
    );
    html! {
        (actions([agree, decline]))
        (note(t!("work-decline-free")))
    }
}

/// Hidden fields of a button that needs none.
pub(super) fn none() -> [(&'static str, &'static str); 0] {
    []
}

/// The twelve items in full, for reading and printing.
pub(super) fn all_terms(terms: &Terms) -> Markup {
    terms_but(terms, None)
}

/// As [`all_terms`], without an item that is not the reader's to see.
pub(super) fn terms_but(terms: &Terms, hidden: Option<TermItem>) -> Markup {
    if terms.items.is_empty() {
        return Markup::default();
    }
    let rows: Vec<(String, Markup)> = terms
        .items
        .iter()
        .filter(|(item, _)| Some(*item) != hidden)
        .map(|(item, stated)| {
            (
                format!("{} {}", item.number(), Words::new(item.key()).say()),
                lines(sentence(stated)),
            )
        })
        .collect();
    details(t!("work-all-terms"), facts(&rows))
}

pub async fn decline(visit: Visit, Path(id): Path<String>) -> Result<Done, PageError> {
    offering::decline(visit.db(), &visit.actor, &id_of(&id)?).await?;
    Ok(Done::to("/offers").saying(words!("work-declined")))
}
