//! 請求書: what clients owe, for staff; the own invoices, for a client.

use super::parts::{Paged, cut, drawn, pdf_answer, service_tx, shown};
use super::{holidays, id_of};
use crate::actions::{self, Term};
use crate::store::invoices::{self, InvoiceLineRow, InvoiceRow, OrderRow};
use access::{Act, Done, Form, PageError, Resource, Visit};
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Response};
use base::Day;
use webkit::prelude::*;

const READS: Act = Act::Read(Resource::Invoices);
const PAGE: u64 = 40;

pub(super) async fn list(visit: Visit, Query(paged): Query<Paged>) -> Result<Page, PageError> {
    list_page(&visit, &paged, &Filled::default()).await
}

async fn list_page(visit: &Visit, paged: &Paged, filled: &Filled) -> Result<Page, PageError> {
    let (rows, more) = cut(
        invoices::of_reach(visit.db(), &visit.may(READS)?, paged.at(), PAGE).await?,
        PAGE,
    );
    let writes = visit.may(Act::Write(Resource::Invoices)).is_ok();
    let open = if writes {
        invoices::to_invoice(visit.db()).await?
    } else {
        Vec::new()
    };
    Ok(Page::titled(t!("payment-invoices")).lead(t!("payment-invoices-lead")).wide().errors(filled).body(html! {
        @if !open.is_empty() { (section(t!("payment-to-invoice"), issue_form(&open, filled))) }
        @if rows.is_empty() { (empty(t!("payment-invoices-none"), t!("payment-invoices-none-next"))) }
        @else { (invoices_table(&rows, visit.today(), "/invoices")) }
        (pagination_open(paged.at() as usize, more, "/invoices"))
    }))
}

fn issue_form(open: &[OrderRow], filled: &Filled) -> Markup {
    let order = |it: &OrderRow| {
        (
            it.public_id.to_string(),
            t!(
                "payment-order-of",
                number = &it.number,
                title = &it.title,
                client = &it.client_name
            ),
        )
    };
    form("/invoices")
        .submit(t!("payment-invoice-issue"))
        .body(html! {
            (field_select("order", t!("payment-order")).required().options(open.iter().map(order)).filled(filled))
            (field_date("due_on", t!("payment-invoice-due")).support(t!("payment-invoice-due-support")).optional().filled(filled))
        })
        .markup()
}

fn invoices_table(rows: &[InvoiceRow], today: Day, base: &'static str) -> Markup {
    table(
        t!("payment-invoices"),
        rows,
        [
            column(t!("payment-number"), move |it: &InvoiceRow| {
                link(format!("{base}/{}", it.public_id), it.number.to_string())
            }),
            column(t!("payment-client"), |it: &InvoiceRow| {
                text(&it.client_name)
            }),
            column(t!("payment-order"), |it: &InvoiceRow| text(&it.title)),
            column(t!("payment-state"), move |it: &InvoiceRow| {
                invoice_chip(it, today)
            }),
            column(t!("payment-issued-on"), |it: &InvoiceRow| day(it.issued_on)),
            column(t!("payment-invoice-due"), |it: &InvoiceRow| day(it.due_on)),
            number_column(t!("payment-invoice-total"), |it: &InvoiceRow| yen(it.total)),
        ],
    )
    .dense()
    .markup()
}

fn invoice_chip(it: &InvoiceRow, today: Day) -> Markup {
    if it.voided_on.is_some() {
        chip(Tone::Plain, t!("payment-invoice-voided"))
    } else if it.paid_on.is_some() {
        chip(Tone::Good, t!("payment-invoice-paid"))
    } else if it.due_on < today {
        chip(Tone::Danger, t!("payment-invoice-overdue"))
    } else {
        chip(Tone::Info, t!("payment-invoice-open"))
    }
}

pub(super) async fn issue(visit: Visit, Form(posted): Form) -> Result<Response, PageError> {
    let mut reader = posted.reader();
    let order = reader.text("order", 32);
    let due_on = reader.optional_day("due_on");
    let (Some(order), true) = (order, reader.is_clean()) else {
        return Ok(list_page(&visit, &Paged::default(), &reader.filled())
            .await?
            .into_response());
    };
    let term = due_on.map_or(Term::Usual, Term::On);
    match actions::issue_invoice(
        visit.db(),
        &visit.actor,
        &holidays(&visit)?,
        &id_of(&order)?,
        term,
    )
    .await
    {
        Ok(done) => {
            let said = words!(
                "payment-invoice-issued",
                number = done.number.to_string(),
                total = done.total
            );
            Ok(Done::to(format!("/invoices/{}", done.invoice))
                .saying(said)
                .into_response())
        }
        Err(failure) => Ok(
            list_page(&visit, &Paged::default(), &shown(failure, reader.filled())?)
                .await?
                .into_response(),
        ),
    }
}

pub(super) async fn show(visit: Visit, Path(id): Path<String>) -> Result<Page, PageError> {
    page(&visit, &id, &Filled::default()).await
}

async fn page(visit: &Visit, id: &str, filled: &Filled) -> Result<Page, PageError> {
    let row = invoices::by_public_id(visit.db(), &visit.may(READS)?, &id_of(id)?).await?;
    let lines = invoices::lines(visit.db(), row.id).await?;
    let open = row.paid_on.is_none() && row.voided_on.is_none();
    let writes = visit.may(Act::Write(Resource::Invoices)).is_ok();
    let here = format!("/invoices/{}", row.public_id);
    let page = Page::titled(t!(
        "payment-invoice-number",
        number = row.number.to_string()
    ))
    .crumbs(&[(t!("payment-invoices"), "/invoices")]);
    Ok(page.wide().errors(filled).body(html! {
        (invoice_body(&row, &lines, visit.today(), &here))
        @if open && writes {
            (section(t!("payment-receipt"), form(format!("{here}/receipt")).submit(t!("payment-receipt-save"))
                .body(field_date("on", t!("payment-receipt-on")).required().filled(filled))))
            (details(t!("payment-void"), form(format!("{here}/voiding")).submit_danger(t!("payment-void"))
                .body(html! { (note(t!("payment-void-note"))) (field_text("why", t!("payment-reason")).required().max(300).filled(filled)) })))
        }
    }))
}

fn invoice_body(row: &InvoiceRow, lines: &[InvoiceLineRow], today: Day, here: &str) -> Markup {
    html! {
        (facts(&[
            (t!("payment-state"), invoice_chip(row, today)),
            (t!("payment-client"), text(&row.client_name)),
            (t!("payment-order"), text(t!("payment-order-line", number = &row.order_number, title = &row.title))),
            (t!("payment-issued-on"), day(row.issued_on)),
            (t!("payment-invoice-due"), day(row.due_on)),
            (t!("payment-receipt-on"), day_or_dash(row.paid_on)),
        ]))
        (actions([button_link(format!("{here}/invoice.pdf"), t!("payment-pdf"))]))
        (table(t!("payment-lines"), lines, [
            column(t!("payment-line"), |it: &InvoiceLineRow| text(&it.what)),
            column(t!("payment-supplied-on"), |it: &InvoiceLineRow| day(it.supplied_on)),
            number_column(t!("payment-units"), |it: &InvoiceLineRow| number(it.units)),
            number_column(t!("payment-unit-price"), |it: &InvoiceLineRow| yen(it.unit_price)),
            number_column(t!("payment-amount"), |it: &InvoiceLineRow| yen(it.amount)),
        ]).sum(t!("payment-subtotal"), yen(row.subtotal)).sum(t!("payment-tax"), yen(row.tax)).sum(t!("payment-invoice-total"), yen(row.total)))
    }
}

pub(super) async fn receive(
    visit: Visit,
    Path(id): Path<String>,
    Form(posted): Form,
) -> Result<Response, PageError> {
    let mut reader = posted.reader();
    let Some(on) = reader.day("on") else {
        return Ok(page(&visit, &id, &reader.filled()).await?.into_response());
    };
    match actions::record_receipt(visit.db(), &visit.actor, &id_of(&id)?, on).await {
        Ok(invoice) => Ok(Done::to(format!("/invoices/{invoice}"))
            .saying(words!("payment-received"))
            .into_response()),
        Err(failure) => Ok(page(&visit, &id, &shown(failure, reader.filled())?)
            .await?
            .into_response()),
    }
}

pub(super) async fn void(
    visit: Visit,
    Path(id): Path<String>,
    Form(posted): Form,
) -> Result<Response, PageError> {
    let mut reader = posted.reader();
    let Some(why) = reader.text("why", 300) else {
        return Ok(page(&visit, &id, &reader.filled()).await?.into_response());
    };
    let invoice = actions::void_invoice(visit.db(), &visit.actor, &id_of(&id)?, &why).await?;
    Ok(Done::to(format!("/invoices/{invoice}"))
        .saying(words!("payment-voided"))
        .into_response())
}

pub(super) async fn my_list(visit: Visit, Query(paged): Query<Paged>) -> Result<Page, PageError> {
    let (rows, more) = cut(
        invoices::of_reach(visit.db(), &visit.may(READS)?, paged.at(), PAGE).await?,
        PAGE,
    );
    Ok(Page::titled(t!("payment-my-invoices")).lead(t!("payment-my-invoices-lead")).body(html! {
        @if rows.is_empty() { (empty(t!("payment-my-invoices-none"), t!("payment-my-invoices-none-next"))) }
        @else { (invoices_table(&rows, visit.today(), "/my-invoices")) }
        (pagination_open(paged.at() as usize, more, "/my-invoices"))
    }))
}

pub(super) async fn my_show(visit: Visit, Path(id): Path<String>) -> Result<Page, PageError> {
    let row = invoices::by_public_id(visit.db(), &visit.may(READS)?, &id_of(&id)?).await?;
    let lines = invoices::lines(visit.db(), row.id).await?;
    let here = format!("/my-invoices/{}", row.public_id);
    let page = Page::titled(t!(
        "payment-invoice-number",
        number = row.number.to_string()
    ))
    .crumbs(&[(t!("payment-my-invoices"), "/my-invoices")]);
    Ok(page.body(invoice_body(&row, &lines, visit.today(), &here)))
}

/// The invoice as the paper that both sides keep.
pub(super) async fn pdf(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let row = invoices::by_public_id(visit.db(), &visit.may(READS)?, &id_of(&id)?).await?;
    let kept = invoices::document(visit.db(), row.id).await?;
    let pdf = match (kept.pdf, kept.content) {
        (Some(pdf), _) => pdf,
        (None, content) => {
            let (pdf, hash) = drawn(content.unwrap_or_default()).await?;
            let tx = service_tx(visit.db()).await?;
            invoices::keep_pdf(&tx, row.id, &pdf, &hash).await?;
            tx.finish(&()).await?;
            pdf
        }
    };
    Ok(pdf_answer(
        pdf,
        &t!("payment-invoice-file", number = row.number.to_string()),
    ))
}
