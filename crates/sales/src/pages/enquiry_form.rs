//! 「依頼のご相談」: five minutes, without an account.

use super::shown;
use crate::{NewEnquiry, contact};
use access::{Done, Form, PageError, Visit, Worded, places};
use axum::response::{IntoResponse, Response};
use webkit::prelude::*;

pub(crate) async fn blank(visit: Visit) -> Result<Page, PageError> {
    let client = visit
        .actor
        .grants
        .iter()
        .find(|it| it.role == access::Role::Client)
        .and_then(|it| it.client);
    let filled = match client {
        Some(client) => {
            let known = places::client(visit.db(), client).await?;
            Filled::of([
                ("company", known.name),
                ("contact", visit.actor.name.clone()),
                ("email", known.email),
            ])
        }
        None => Filled::default(),
    };
    Ok(page(&filled))
}

fn page(filled: &Filled) -> Page {
    Page::titled(t!("sales-ask-title")).lead(t!("sales-ask-lead")).errors(filled).body(html! {
        (error_summary(filled))
        (form("/enquiries/new").draft().submit(t!("sales-ask-send")).body(html! {
            (field_area("what", t!("sales-what")).support(t!("sales-what-support")).required().rows(4).max(2_000).filled(filled))
            (field_number("quantity", t!("sales-quantity")).support(t!("sales-quantity-support")).required().suffix(t!("sales-units")).filled(filled))
            (field_date("due_on", t!("sales-due")).support(t!("sales-due-support")).optional().filled(filled))
            (field_area("quality", t!("sales-quality")).support(t!("sales-quality-support")).optional().rows(2).max(1_000).filled(filled))
            (field_area("secret", t!("sales-secret")).support(t!("sales-secret-support")).optional().rows(2).max(1_000).filled(filled))
            (field_number("secret_count", t!("sales-secret-count")).optional().suffix(t!("sales-units")).filled(filled))
            (field_text("company", t!("sales-company")).required().max(120).autocomplete("organization").filled(filled))
            (field_text("contact", t!("sales-contact")).required().max(80).autocomplete("name").filled(filled))
            (field_text("email", t!("sales-email")).kind("email").required().max(254).autocomplete("email").filled(filled))
            (field_text("phone", t!("sales-phone")).support(t!("sales-phone-support")).kind("tel").optional().max(30).autocomplete("tel").filled(filled))
        }))
    })
}

pub(crate) async fn send(visit: Visit, Form(posted): Form) -> Result<Response, PageError> {
    let mut reader = posted.reader();
    let enquiry = read(&mut reader);
    let filled = reader.filled();
    if reader.finish().is_err() {
        return Ok(page(&filled).into_response());
    }
    match crate::enquire(visit.db(), &visit.actor, &enquiry).await {
        Ok(_) => Ok(Done::to("/enquiries/received").into_response()),
        Err(failure) => Ok(page(&shown(failure, filled)?).into_response()),
    }
}

fn read(reader: &mut Reader<'_>) -> NewEnquiry {
    let enquiry = NewEnquiry {
        what: reader.text("what", 2_000).unwrap_or_default(),
        quantity: reader.integer("quantity", 1..=100_000_000).unwrap_or(1),
        due_on: reader.optional_day("due_on"),
        quality: reader.optional_text("quality", 1_000).unwrap_or_default(),
        secret: reader.optional_text("secret", 1_000).unwrap_or_default(),
        secret_count: reader
            .optional_integer("secret_count", 0..=100_000_000)
            .unwrap_or(0),
        company: reader.text("company", 120).unwrap_or_default(),
        contact: reader.text("contact", 80).unwrap_or_default(),
        email: reader.text("email", 254).unwrap_or_default(),
        phone: reader.optional_text("phone", 30).unwrap_or_default(),
    };
    // A blank address has its own fault already.
    if !enquiry.email.is_empty()
        && let Err(refusal) = contact::email(&enquiry.email)
    {
        reader.fault("email", refusal.words());
    }
    if let Err(refusal) = contact::phone(&enquiry.phone) {
        reader.fault("phone", refusal.words());
    }
    enquiry
}

pub(crate) async fn received(_: Visit) -> Result<Page, PageError> {
    Ok(Page::titled(t!("sales-received-title")).body(html! {
        (banner(Tone::Good, t!("sales-received"), html! { p { (t!("sales-received-next")) } }))
        (actions([button_link("/", t!("sales-to-start"))]))
    }))
}
