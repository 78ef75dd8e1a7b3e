//! 「依頼」: what a client sees of the own orders; never what we pay, never a worker's name.

use super::{class_label, id_of, one_page, stage_chip};
use crate::read::{self, LotFacts, OrderFacts};
use crate::rules::stage_words;
use crate::stage::Stage;
use crate::store::{self, OrderFilter};
use crate::tables::client_order;
use access::{Act, PageError, Resource, Visit, accounts};
use axum::extract::{Path, Query};
use webkit::prelude::*;

#[derive(serde::Deserialize, Default)]
#[serde(default)]
pub(crate) struct PageQuery {
    page: u64,
}

pub(crate) async fn list(visit: Visit, Query(query): Query<PageQuery>) -> Result<Page, PageError> {
    let scope = visit.may(Act::Read(Resource::ClientOrders))?;
    let filter = OrderFilter {
        page: query.page,
        ..OrderFilter::default()
    };
    let (rows, more) = one_page(store::orders(visit.db(), &scope, &filter).await?);
    Ok(Page::titled(t!("orders-mine")).body(html! {
        @if rows.is_empty() {
            (empty(t!("orders-mine-none"), html! { p { (t!("orders-mine-none-next")) } }))
        } @else {
            (table(t!("orders-mine"), &rows, [
                column(t!("orders-title"), |it: &client_order::Model| link(format!("/my-orders/{}", it.public_id), &it.title)),
                column(t!("orders-number"), |it: &client_order::Model| text(&it.number)),
                number_column(t!("orders-quantity"), |it: &client_order::Model| number(it.quantity)),
                column(t!("orders-due"), |it: &client_order::Model| day(it.due_on)),
                column(t!("orders-stage"), |it: &client_order::Model| stage_chip(it.stage)),
            ]).paged(query.page, store::PAGE, more, None))
            (pagination_open(query.page.max(1) as usize, more, &visit.path))
        }
        (actions([button_link("/enquiries/new", t!("orders-ask")), button_link("/quotes", t!("orders-quotes"))]))
    }))
}

pub(crate) async fn show(visit: Visit, Path(id): Path<String>) -> Result<Page, PageError> {
    let id = id_of(&id)?;
    let scope = visit.may(Act::Read(Resource::ClientOrders))?;
    let order = read::order_by_public_id(visit.db(), &scope, &id).await?;
    let lots = read::lots_of(visit.db(), order.id).await?;
    let days = read::stage_days(visit.db(), order.id).await?;
    let director = match order.director {
        Some(director) => accounts::names(visit.db(), &[director])
            .await?
            .remove(&director),
        None => None,
    };
    let page = Page::titled(order.title.clone()).crumbs(&[(t!("orders-mine"), "/my-orders")]);
    Ok(page.body(html! {
        (facts(&[
            (t!("orders-stage"), html! { (stage_chip(order.stage)) " " (day(order.stage_since)) }),
            (t!("orders-next"), text(next_words(&order))),
            (t!("orders-number"), text(&order.number)),
            (t!("orders-contact"), text(director.unwrap_or_else(|| t!("orders-contact-sales")))),
            (t!("orders-quantity"), number(order.quantity)),
            (t!("orders-value"), html! { (yen(order.value())) " " (t!("orders-without-tax")) }),
            (t!("orders-ordered-on"), day(order.ordered_on)),
            (t!("orders-due"), day(order.due_on)),
        ]))
        (actions([button_link(format!("/my-orders/{id}/deliveries"), t!("orders-deliveries"))]))
        @if lots.is_empty() {
            (empty(t!("orders-mine-preparing"), html! { p { (t!("orders-mine-preparing-next", due = order.due_on)) } }))
        } @else {
            (table(t!("orders-lots"), &lots, [
                column(t!("orders-lot"), |it: &LotFacts| text(t!("orders-lot-no", no = it.no))),
                column(t!("orders-due"), |it: &LotFacts| day(it.due_on)),
                number_column(t!("orders-quantity"), |it: &LotFacts| number(it.quantity)),
            ]))
        }
        (section(t!("orders-handling"), handling(&order)))
        (details(t!("orders-history"), facts(&days.iter().map(|(stage, on)| (stage_words(*stage).say(), day(*on))).collect::<Vec<_>>())))
    }))
}

fn next_words(order: &OrderFacts) -> String {
    match order.stage {
        Stage::Ordered | Stage::Preparing => t!("orders-mine-next-prepare", due = order.due_on),
        Stage::Working => t!("orders-mine-next-work", due = order.due_on),
        Stage::Delivered | Stage::Inspecting => t!("orders-mine-next-inspect"),
        Stage::Accepted => t!("orders-mine-next-invoice"),
        Stage::Invoiced => t!("orders-mine-next-payment"),
        Stage::Paid => t!("orders-mine-next-paid"),
        Stage::Cancelled => t!("orders-mine-next-cancelled"),
    }
}

/// 「データの扱い」: where the client's information is worked on, with what, and until when it is kept.
fn handling(it: &OrderFacts) -> Markup {
    facts(&[
        (
            t!("orders-consent"),
            html! { (day(it.consent_on)) " " (it.consent_by) " " (lines(&it.consent_scope)) },
        ),
        (
            t!("orders-permitted-places"),
            text(class_label(it.permitted_places)),
        ),
        (t!("orders-devices"), text(&it.devices)),
        (
            t!("orders-retention"),
            text(t!("orders-days", days = it.retention_days)),
        ),
        (t!("orders-deletion"), lines(&it.deletion)),
    ])
}
