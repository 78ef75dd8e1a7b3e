//! 納品 for the client: accept in one tap, or return part with a reason each.

use access::{Act, Done, Failure, Form, PageError, Resource, Visit};
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use webkit::prelude::*;

use super::lots::delivery_table;
use super::{id_of, rate};
use crate::lots::DeliveryRow;
use crate::stage::LotStage;
use crate::{delivering, lots};

/// Reasons that one answer can give.
const LINES: usize = 5;

pub async fn show(visit: Visit, Path(id): Path<String>) -> Result<Page, PageError> {
    let scope = visit.may(Act::Read(Resource::Deliveries))?;
    let order = orders::read::order_by_public_id(visit.db(), &scope, &id_of(&id)?).await?;
    let deliveries = lots::deliveries(visit.db(), &scope, &order.public_id).await?;
    let returns = match deliveries.first() {
        Some(it) => lots::returns(visit.db(), it.client_order).await?,
        None => Vec::new(),
    };
    let may = visit.may(Act::Approve(Resource::Deliveries)).is_ok();
    let open: Vec<&DeliveryRow> = deliveries
        .iter()
        .filter(|it| may && it.stage() == LotStage::Delivered)
        .collect();
    Ok(Page::titled(t!("quality-deliveries"))
        .crumbs(&[(t!("quality-my-orders"), "/my-orders".to_owned()), (t!("quality-order"), format!("/my-orders/{id}"))])
        .body(html! { @for (at, it) in open.into_iter().enumerate() { (delivery_card(it, at == 0)) } })
        .body(delivery_table(&deliveries, &returns)))
}

/// One delivery to answer; only the first has the page's one filled button.
fn delivery_card(it: &DeliveryRow, first: bool) -> Markup {
    let id = &it.public_id;
    let title = t!(
        "quality-delivery-waiting",
        lot = it.lot_no,
        units = it.units
    );
    let (accept, label) = (
        form(format!("/deliveries/{id}/acceptance")),
        t!("quality-client-accept"),
    );
    let accept = if first {
        accept.submit(label)
    } else {
        accept.beside(button(label))
    };
    let body = html! {
        (about(it))
        (accept)
        (actions([button_link(format!("/deliveries/{id}/return"), t!("quality-client-return"))]))
    };
    if first {
        card_now(title, body)
    } else {
        card(title, body)
    }
}

fn about(it: &DeliveryRow) -> Markup {
    facts(&[
        (t!("quality-lot-units"), number(it.units)),
        (t!("quality-first-pass"), text(rate(it.passed, it.checked))),
        (
            t!("quality-manual-version"),
            it.manual_no.map_or_else(dash, number),
        ),
        (t!("quality-deletion-plan"), lines(&it.deletion_plan)),
        (t!("quality-delivery-remark"), lines(&it.remark)),
        (t!("quality-received-on"), day(it.received_on)),
        (t!("quality-inspect-by"), day(it.inspect_by)),
    ])
}

pub async fn return_form(visit: Visit, Path(id): Path<String>) -> Result<Page, PageError> {
    return_page(&visit, &id, &Filled::default()).await
}

async fn return_page(visit: &Visit, id: &str, filled: &Filled) -> Result<Page, PageError> {
    let scope = visit.may(Act::Read(Resource::Deliveries))?;
    let it = lots::delivery(visit.db(), &scope, &id_of(id)?).await?;
    let back = format!("/my-orders/{}/deliveries", it.order_public_id);
    let page = Page::titled(t!("quality-return-lot", lot = it.lot_no))
        .crumbs(&[(t!("quality-deliveries"), back)])
        .errors(filled);
    if it.stage() != LotStage::Delivered || visit.may(Act::Approve(Resource::Deliveries)).is_err() {
        return Ok(page
            .body(about(&it))
            .body(note(t!("quality-nothing-to-decide"))));
    }
    let entry = form(format!("/deliveries/{id}/return"))
        .body(html! {
            @for at in 1..=LINES {
                (field_number(format!("units_{at}"), t!("quality-return-units-of", at = at)).filled(filled).suffix(t!("quality-pieces")))
                (field_text(format!("reason_{at}"), t!("quality-return-reason-of", at = at)).filled(filled).max(300))
            }
        })
        .submit(t!("quality-client-return-send"));
    Ok(page
        .lead(t!("quality-return-lead", units = it.units))
        .body(entry))
}

pub async fn accept(visit: Visit, Path(id): Path<String>) -> Result<Done, PageError> {
    let it = delivering::client_accept(visit.db(), &visit.actor, &id_of(&id)?).await?;
    Ok(Done::to(format!("/my-orders/{}/deliveries", it.order))
        .saying(words!("quality-client-accepted", units = it.accepted)))
}

pub async fn send_back(
    visit: Visit,
    Path(id): Path<String>,
    Form(posted): Form,
) -> Result<Response, PageError> {
    let mut reader = posted.reader();
    let mut returns = Vec::new();
    for at in 1..=LINES {
        let units = reader.optional_integer(&format!("units_{at}"), 1..=10_000_000);
        let reason = reader.optional_text(&format!("reason_{at}"), 300);
        match (units, reason) {
            (Some(units), Some(reason)) => returns.push((units, reason)),
            (Some(_), None) => reader.fault(
                &format!("reason_{at}"),
                words!("quality-refused-reason-missing"),
            ),
            (None, Some(_)) => reader.fault(
                &format!("units_{at}"),
                words!("quality-return-units-missing"),
            ),
            (None, None) => {}
        }
    }
    if returns.is_empty() && reader.is_clean() {
        reader.fault("units_1", words!("quality-return-units-missing"));
    }
    if !reader.is_clean() {
        return Ok(return_page(&visit, &id, &reader.filled())
            .await?
            .into_response());
    }
    match delivering::client_return(visit.db(), &visit.actor, &id_of(&id)?, &returns).await {
        Ok(it) => {
            let said = words!(
                "quality-client-returned",
                accepted = it.accepted,
                returned = it.returned
            );
            Ok(Done::to(format!("/my-orders/{}/deliveries", it.order))
                .saying(said)
                .into_response())
        }
        Err(Failure::Refused(why)) => {
            Ok(
                return_page(&visit, &id, &reader.filled().with_fault("units_1", why))
                    .await?
                    .into_response(),
            )
        }
        Err(failure) => Err(failure.into()),
    }
}
