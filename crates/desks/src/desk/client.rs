//! A client's home: what waits for an answer, how each order stands, the latest invoices. No worker is named.

use ::sales::read::QuoteFacts;
use access::{Act, PageError, Resource, Visit};
use base::Day;
use orders::read::{LotFacts, OrderFacts};
use payment::read::InvoiceRow;
use quality::read::{DeliveryRow, LotRow};
use quality::stage::LotStage;
use webkit::prelude::*;

use super::Desk;
use crate::team::due_chip;

/// Invoices shown; the rest is in their list.
const INVOICES: u64 = 5;

pub async fn desk(visit: &Visit) -> Result<Desk, PageError> {
    let (db, today) = (visit.db(), visit.today());
    let open =
        orders::read::orders_open(db, &visit.may(Act::Read(Resource::ClientOrders))?).await?;
    let agreed =
        orders::read::lots_open(db, &visit.may(Act::Read(Resource::ClientOrders))?).await?;
    let own = visit.may(Act::Read(Resource::Deliveries))?;
    let lots = quality::read::lots_open(db, &own).await?;
    let deliveries = quality::read::deliveries_open(db, &own).await?;
    let quotes =
        ::sales::read::awaiting_answer(db, &visit.may(Act::Read(Resource::Quotes))?).await?;
    let mut invoices =
        payment::read::invoices(db, &visit.may(Act::Read(Resource::Invoices))?, 1, INVOICES)
            .await?;
    invoices.truncate(INVOICES as usize);
    let answers: Vec<&DeliveryRow> = deliveries
        .iter()
        .filter(|it| it.stage() == LotStage::Delivered)
        .collect();
    Ok(Desk::titled(
        t!("desks-home"),
        html! {
            (asked(&quotes, &answers, today))
            (orders_part(&open, &lots))
            @if !agreed.is_empty() { (agreed_part(&open, &agreed, &lots, today)) }
            @if !invoices.is_empty() { (invoices_part(&invoices, today)) }
            p { (link("/enquiries/new", t!("desks-enquire"))) }
        },
    )
    .lead(day(today)))
}

/// Quotes and deliveries that wait for the client's word.
fn asked(quotes: &[QuoteFacts], deliveries: &[&DeliveryRow], today: Day) -> Markup {
    if quotes.is_empty() && deliveries.is_empty() {
        return banner(
            Tone::Good,
            t!("desks-nothing-asked"),
            t!("desks-nothing-asked-why"),
        );
    }
    html! {
        @for it in deliveries {
            (card(t!("desks-delivery-to-answer", title = &it.title, no = it.lot_no), html! {
                p { (t!("desks-delivery-units", units = it.units, by = it.inspect_by)) " " (due_chip(it.inspect_by, today)) }
                (actions([button_link(format!("/my-orders/{}/deliveries", it.order_public_id), t!("desks-delivery-do"))]))
            }))
        }
        @for it in quotes {
            (card(t!("desks-quote-to-answer", title = &it.title), html! {
                p { (t!("desks-quote-until", day = it.valid_until)) }
                (actions([button_link(format!("/quotes/{}/answer", it.public_id), t!("desks-quote-do"))]))
            }))
        }
    }
}

fn orders_part(open: &[OrderFacts], lots: &[LotRow]) -> Markup {
    if open.is_empty() {
        return empty(
            t!("desks-my-orders-none"),
            html! { p { (t!("desks-my-orders-none-why")) } },
        );
    }
    table(
        t!("desks-my-orders"),
        open,
        [
            column(t!("desks-order"), |it: &OrderFacts| {
                link(format!("/my-orders/{}", it.public_id), &it.title)
            }),
            column(t!("desks-stage"), |it: &OrderFacts| order_stage(it.stage)),
            column(t!("desks-delivered"), |it: &OrderFacts| given(it, lots)),
            column(t!("desks-due"), |it: &OrderFacts| day(it.due_on)),
        ],
    )
    .markup()
}

/// What the client has accepted, of what was ordered.
fn given(order: &OrderFacts, lots: &[LotRow]) -> Markup {
    let own = || lots.iter().filter(|it| it.client_order == order.id.0);
    let (accepted, with_client): (i64, i64) = (
        own().map(|it| it.client_accepted).sum(),
        own().map(|it| it.with_client).sum(),
    );
    html! {
        (progress_saying(accepted, order.quantity, t!("desks-accepted-of", of = order.quantity, done = accepted)))
        @if accepted < with_client { (note(t!("desks-in-inspection", units = with_client - accepted))) }
    }
}

/// 納品の予定: each agreed lot with its date and what came of it, what is due first on top.
fn agreed_part(open: &[OrderFacts], agreed: &[LotFacts], lots: &[LotRow], today: Day) -> Markup {
    let order = |it: &LotFacts| open.iter().find(|row| row.id == it.order);
    let stands = |it: &LotFacts| lots.iter().find(|row| row.lot == it.id.0);
    table(
        t!("desks-agreed-lots"),
        agreed,
        [
            column(t!("desks-lot"), |it: &LotFacts| match order(it) {
                Some(order) => link(
                    format!("/my-orders/{}/deliveries", order.public_id),
                    t!("desks-lot-of", title = &order.title, no = it.no),
                ),
                None => text(t!("desks-lot-no", no = it.no)),
            }),
            column(t!("desks-agreed-on"), |it: &LotFacts| day(it.due_on)),
            number_column(t!("desks-agreed-units"), |it: &LotFacts| {
                number(it.quantity)
            }),
            column(t!("desks-stage"), |it: &LotFacts| {
                lot_stands(it, stands(it), today)
            }),
        ],
    )
    .markup()
}

/// Where one agreed lot stands, in the client's words.
fn lot_stands(it: &LotFacts, row: Option<&LotRow>, today: Day) -> Markup {
    let (with_client, accepted) = row.map_or((0, 0), |row| (row.with_client, row.client_accepted));
    if it.quantity <= accepted {
        return chip(Tone::Good, t!("desks-lot-accepted"));
    }
    if it.quantity <= with_client {
        return chip(Tone::Caution, t!("desks-lot-inspect"));
    }
    html! {
        @if with_client > 0 { (t!("desks-lot-partly", units = with_client, of = it.quantity)) " " }
        @else { (t!("desks-lot-coming", day = it.due_on)) " " }
        @if it.due_on < today { (due_chip(it.due_on, today)) }
    }
}

fn order_stage(stage: orders::Stage) -> Markup {
    use orders::Stage::*;
    let (tone, words) = match stage {
        Ordered => (Tone::Info, t!("desks-order-ordered")),
        Preparing => (Tone::Info, t!("desks-order-preparing")),
        Working => (Tone::Info, t!("desks-order-working")),
        Delivered => (Tone::Caution, t!("desks-order-delivered")),
        Inspecting => (Tone::Caution, t!("desks-order-inspecting")),
        Accepted => (Tone::Good, t!("desks-order-accepted")),
        Invoiced => (Tone::Good, t!("desks-order-invoiced")),
        Paid => (Tone::Good, t!("desks-order-paid")),
        Cancelled => (Tone::Plain, t!("desks-order-cancelled")),
    };
    chip(tone, words)
}

fn invoices_part(invoices: &[InvoiceRow], today: Day) -> Markup {
    table(t!("desks-my-invoices"), invoices, [
        column(t!("desks-order"), |it: &InvoiceRow| link(format!("/my-invoices/{}", it.public_id), &it.title)),
        column(t!("desks-due"), move |it: &InvoiceRow| html! { (day(it.due_on)) @if it.paid_on.is_none() && it.voided_on.is_none() { " " (due_chip(it.due_on, today)) } }),
        column(t!("desks-stage"), |it: &InvoiceRow| invoice_stage(it)),
        number_column(t!("desks-sum"), |it: &InvoiceRow| yen(it.total)),
    ])
    .markup()
}

fn invoice_stage(it: &InvoiceRow) -> Markup {
    match (it.voided_on, it.paid_on) {
        (Some(_), _) => chip(Tone::Plain, t!("desks-invoice-voided")),
        (None, Some(on)) => chip(Tone::Good, t!("desks-invoice-paid", day = on)),
        (None, None) => chip(Tone::Info, t!("desks-order-invoiced")),
    }
}
