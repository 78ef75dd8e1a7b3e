//! What a client sees of a quote, and where it is answered.

use super::{folded, id_of, lost, shown, version_of};
use crate::stage::QuoteState;
use crate::store;
use access::{Act, Done, Form, PageError, Resource, Visit, places};
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use base::PublicId;
use webkit::prelude::*;

pub(crate) async fn show(visit: Visit, Path(id): Path<String>) -> Result<Page, PageError> {
    page(&visit, &id_of(&id)?, &Filled::default()).await
}

async fn page(visit: &Visit, id: &PublicId, filled: &Filled) -> Result<Page, PageError> {
    let scope = visit.may(Act::Read(Resource::Quotes))?;
    let it = store::quote(visit.db(), &scope, id).await?;
    let client = places::client(visit.db(), it.client).await?;
    let answers = visit.may(Act::Approve(Resource::Quotes)).is_ok() && it.state == QuoteState::Sent;
    let path = format!("/quotes/{id}");
    let page = Page::titled(t!("sales-answer-title", number = &it.number))
        .crumbs(&[(t!("sales-quotes"), "/quotes")])
        .errors(filled);
    Ok(page.body(html! {
        (error_summary(filled))
        (facts(&[
            (t!("sales-state"), super::quotes::state_chip(it.state)),
            (t!("sales-client"), text(&client.name)),
            (t!("sales-title"), text(&it.title)),
            (t!("sales-quantity"), number(it.quantity)),
            (t!("sales-unit-price-client"), yen(it.unit_price)),
            (t!("sales-price"), html! { @if let Ok(price) = it.unit_price.times(it.quantity) { (yen(price)) " " (t!("sales-without-tax")) } }),
            (t!("sales-due"), day(it.due_on)),
            (t!("sales-secret-count"), number(it.secret_count)),
            (t!("sales-conditions"), html! { @if it.conditions.is_empty() { (dash()) } @else { (lines(&it.conditions)) } }),
            (t!("sales-valid-until"), day(it.valid_until)),
        ]))
        @if answers {
            (form(format!("{path}/acceptance")).version(it.version.into()).body(note(t!("sales-accept-next"))).submit(t!("sales-accept")))
            (folded(t!("sales-decline-quote"), form(format!("{path}/declining")).version(it.version.into()).body(
                field_area("why", t!("sales-decline-quote-why")).support(t!("sales-decline-quote-support")).required().rows(2).filled(filled)
            ).beside(button(t!("sales-decline-quote"))), filled.fault("why").is_some()))
        } @else {
            (note(match it.state {
                QuoteState::Accepted => t!("sales-answered-yes"),
                QuoteState::Lost => t!("sales-answered-no"),
                QuoteState::Sent => t!("sales-next-answer", until = it.valid_until),
                QuoteState::Draft => t!("sales-next-send"),
            }))
        }
    }))
}

pub(crate) async fn accept(
    visit: Visit,
    Path(id): Path<String>,
    Form(posted): Form,
) -> Result<Response, PageError> {
    let id = id_of(&id)?;
    let version = version_of(&mut posted.reader());
    match crate::accept_quote(visit.db(), &visit.actor, &id, version).await {
        Ok(_) => Ok(Done::to(format!("/quotes/{id}/answer"))
            .saying(words!("sales-accepted"))
            .into_response()),
        Err(failure) => Ok(page(&visit, &id, &shown(failure, Filled::default())?)
            .await?
            .into_response()),
    }
}

pub(crate) async fn decline(
    visit: Visit,
    Path(id): Path<String>,
    Form(posted): Form,
) -> Result<Response, PageError> {
    let id = id_of(&id)?;
    match lost(&visit, &id, &posted).await? {
        None => Ok(Done::to(format!("/quotes/{id}/answer"))
            .saying(words!("sales-answered-no"))
            .into_response()),
        Some(filled) => Ok(page(&visit, &id, &filled).await?.into_response()),
    }
}
