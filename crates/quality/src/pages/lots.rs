//! 納品 by the director: each lot with what is accepted, with the client, returned; delivering takes the figures from the
//! records.

use access::{Act, Done, Failure, Form, PageError, Resource, Visit};
use axum::extract::Path;
use webkit::prelude::*;

use super::{id_of, lot_chip, rate};
use crate::lots::{DeliveryRow, LotRow, ReturnRow};
use crate::{delivering, lots, rules};

pub async fn show(visit: Visit, Path(id): Path<String>) -> Result<Page, PageError> {
    let scope = visit.may(Act::Read(Resource::Deliveries))?;
    let order = id_of(&id)?;
    let title = orders::read::order_by_public_id(visit.db(), &scope, &order)
        .await?
        .title;
    let rows = lots::lots(visit.db(), &scope, &order).await?;
    let deliveries = lots::deliveries(visit.db(), &scope, &order).await?;
    let page = Page::titled(t!("quality-deliveries"))
        .crumbs(&[
            (t!("quality-orders"), "/orders".to_owned()),
            (title, format!("/orders/{id}")),
        ])
        .lead(t!("quality-deliveries-lead"));
    let Some(first) = rows.first() else {
        let next =
            html! { (button_link(format!("/orders/{id}/breakdown"), t!("quality-to-breakdown"))) };
        return Ok(page.body(empty(t!("quality-lots-none"), next)));
    };
    let returns = lots::returns(visit.db(), first.client_order).await?;
    let may = visit.may(Act::Write(Resource::Deliveries)).is_ok();
    let waiting: Vec<&LotRow> = rows
        .iter()
        .filter(|it| rules::deliverable(it.accepted, it.with_client).is_ok())
        .collect();
    Ok(page
        .body(lot_table(&rows))
        .body(html! { @if may { @for (at, it) in waiting.iter().enumerate() { (deliver_form(it, at == 0)) } } })
        .body(html! { @if may && waiting.is_empty() { (note(t!("quality-nothing-waiting"))) } })
        .body(delivery_table(&deliveries, &returns)))
}

fn lot_table(rows: &[LotRow]) -> Markup {
    table(
        t!("quality-lots"),
        rows,
        [
            column(t!("quality-lot-head"), |it: &LotRow| {
                text(t!("quality-lot", lot = it.lot_no))
            }),
            number_column(t!("quality-lot-units"), |it: &LotRow| number(it.units)),
            number_column(t!("quality-lot-accepted"), |it: &LotRow| {
                number(it.accepted)
            }),
            number_column(t!("quality-lot-with-client"), |it: &LotRow| {
                number(it.with_client - it.client_accepted)
            }),
            number_column(t!("quality-lot-client-accepted"), |it: &LotRow| {
                number(it.client_accepted)
            }),
        ],
    )
    .markup()
}

/// One lot ready to go; only the first has the page's one filled button.
fn deliver_form(lot: &LotRow, first: bool) -> Markup {
    let id = &lot.lot_public_id;
    let entry = form(format!("/lots/{id}/deliveries"))
        .body(
            field_area("deletion_plan", t!("quality-deletion-plan"))
                .id(format!("deletion-{id}"))
                .required()
                .rows(2)
                .support(t!("quality-deletion-support")),
        )
        .body(
            field_area("remark", t!("quality-delivery-remark"))
                .id(format!("remark-{id}"))
                .optional()
                .rows(2),
        );
    let label = t!("quality-deliver-lot", lot = lot.lot_no);
    let entry = if first {
        entry.submit(label)
    } else {
        entry.beside(button(label))
    };
    card(
        t!(
            "quality-lot-ready",
            lot = lot.lot_no,
            units = lot.accepted - lot.with_client
        ),
        entry,
    )
}

/// Deliveries with the client's answer and reasons.
pub(super) fn delivery_table(deliveries: &[DeliveryRow], returns: &[ReturnRow]) -> Markup {
    if deliveries.is_empty() {
        return empty(
            t!("quality-deliveries-none"),
            html! { p { (t!("quality-deliveries-none-why")) } },
        );
    }
    let reasons = |it: &DeliveryRow| {
        let of: Vec<&ReturnRow> = returns
            .iter()
            .filter(|row| row.lot_delivery == it.id)
            .collect();
        if of.is_empty() {
            dash()
        } else {
            list(of.into_iter().map(|row| {
                text(t!(
                    "quality-return-line",
                    units = row.units,
                    reason = &row.reason
                ))
            }))
        }
    };
    table(
        t!("quality-deliveries-table"),
        deliveries,
        [
            column(t!("quality-delivery"), |it: &DeliveryRow| {
                text(t!("quality-delivery-of", lot = it.lot_no, no = it.no))
            }),
            column(t!("quality-lot-stage"), |it: &DeliveryRow| {
                lot_chip(it.stage())
            }),
            number_column(t!("quality-lot-units"), |it: &DeliveryRow| number(it.units)),
            number_column(t!("quality-lot-client-accepted"), |it: &DeliveryRow| {
                number(it.accepted_units)
            }),
            column(t!("quality-first-pass"), |it: &DeliveryRow| {
                text(rate(it.passed, it.checked))
            }),
            column(t!("quality-received-on"), |it: &DeliveryRow| {
                day(it.received_on)
            }),
            column(t!("quality-inspect-by"), |it: &DeliveryRow| {
                day(it.inspect_by)
            }),
            column(t!("quality-reasons"), reasons),
        ],
    )
    .markup()
}

pub async fn deliver(
    visit: Visit,
    Path(id): Path<String>,
    Form(posted): Form,
) -> Result<Done, PageError> {
    let mut reader = posted.reader();
    let deletion_plan = reader.text("deletion_plan", 1_000);
    let remark = reader.optional_text("remark", 1_000).unwrap_or_default();
    if let Err(filled) = reader.finish() {
        return Err(Failure::Faulty(filled.errors).into());
    }
    let it = delivering::deliver_lot(
        visit.db(),
        &visit.actor,
        &id_of(&id)?,
        &deletion_plan.unwrap_or_default(),
        &remark,
    )
    .await?;
    Ok(
        Done::to(format!("/orders/{}/deliveries", it.order)).saying(words!(
            "quality-lot-delivered-now",
            units = it.units,
            day = it.inspect_by
        )),
    )
}
