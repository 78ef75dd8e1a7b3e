//! 請求: the client's qualified invoice over what the client has accepted, its receipt, and its voiding.

use crate::invoice::{Billed, ClientTerm, due_on, sums};
use crate::ledger::{Cause, invoice_issued, invoice_paid};
use crate::papers::{self, InvoiceFacts};
use crate::store;
use crate::store::invoices::{self, InvoiceRow, NewInvoice, OrderRow};
use crate::store::ledger::{Subject, post};
use crate::{Holidays, Refusal};
use access::places::{self, Client};
use access::{Act, Actor, Failure, Resource, Scope, refused};
use base::{Day, PublicId, Yen};
use db::{AuditNote, Db, Stream, Tx};
use orders::{Move, OrderId};
use serde::{Deserialize, Serialize};
use webkit::{Lang, words};

const WRITES: Act = Act::Write(Resource::Invoices);

/// 支払条件 as the preparer chose it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Term {
    /// By the client: 30 days for public bodies, the end of the next month for others.
    Usual,
    /// A public body without a written term: 15 days.
    Unwritten,
    /// A date agreed with the order.
    On(Day),
}

/// An invoice that was issued.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Issued {
    pub invoice: PublicId,
    pub number: i64,
    pub total: Yen,
}

/// Issues an invoice over everything of an order that the client accepted and no invoice bills yet.
pub async fn issue_invoice(
    db: &Db,
    actor: &Actor,
    holidays: &Holidays,
    order: &PublicId,
    term: Term,
) -> Result<Issued, Failure> {
    db::command!(db, actor.author(), |tx| issue_invoice_in(
        &tx, actor, holidays, order, term
    )
    .await)
}

/// Joins a command; see [`issue_invoice`].
pub async fn issue_invoice_in(
    tx: &Tx,
    actor: &Actor,
    holidays: &Holidays,
    order: &PublicId,
    term: Term,
) -> Result<Issued, Failure> {
    actor.may(WRITES)?;
    let order = invoices::order(tx, order).await?;
    let client = places::client(tx, order.client).await?;
    let lines = billed(tx, &order).await?;
    let only: Vec<Billed> = lines.iter().map(|(_, line)| line.clone()).collect();
    let sums = sums(&only, &store::rates(tx).await?).map_err(refused)?;
    let due_on = due_on(tx.today(), client_term(&client, term), holidays).map_err(refused)?;
    let number = tx.next_number("invoice").await?;
    let operator = places::operator(tx).await?;
    let facts = InvoiceFacts {
        number,
        on: tx.today(),
        due_on,
        order_number: &order.number,
        client: &client,
        operator: &operator,
        sums: &sums,
        lines: &only,
    };
    let content = serde_json::to_string(&papers::invoice(&facts)).expect("a paper is plain data");
    let new = NewInvoice {
        number,
        client: client.id,
        client_order: order.id,
        due_on,
        sums: &sums,
        lines: &lines,
        content,
    };
    let (id, public_id) = invoices::insert(tx, new).await?;
    let entry = invoice_issued(sums.subtotal, sums.tax).map_err(refused)?;
    post(tx, tx.today(), &[(entry, Subject::Invoice(id, client.id))]).await?;
    if order.stage == "accepted" {
        orders::move_in(tx, OrderId(order.id), Move::Invoice, tx.today()).await?;
    }
    tx.note(AuditNote::done(
        Stream::Money,
        "invoice.issue",
        format!("invoice/{public_id}"),
    ));
    Ok(Issued {
        invoice: public_id,
        number,
        total: sums.total,
    })
}

fn client_term(client: &Client, term: Term) -> ClientTerm {
    match (term, client.headcount_band.as_str()) {
        (Term::On(day), _) => ClientTerm::Agreed(day),
        (Term::Unwritten, "public_body") => ClientTerm::MunicipalUnwritten,
        (_, "public_body") => ClientTerm::Municipal,
        _ => ClientTerm::EndOfNextMonth,
    }
}

/// A line for each accepted delivery that no living invoice bills; an order accepted without deliveries is one line.
async fn billed(tx: &Tx, order: &OrderRow) -> Result<Vec<(Option<i64>, Billed)>, Failure> {
    let deliveries =
        quality::read::deliveries(tx, &Scope::whole_region(), &order.public_id).await?;
    if deliveries.is_empty()
        && order.stage == "accepted"
        && invoices::of_order(tx, order.id)
            .await?
            .iter()
            .all(|it| it.voided_on.is_some())
    {
        let what = words!("payment-invoice-whole", title = &order.title).say_in(Lang::Ja);
        return Ok(vec![(
            None,
            Billed {
                what,
                units: order.quantity,
                unit_price: order.unit_price,
                supplied_on: order.due_on.min(tx.today()),
            },
        )]);
    }
    let done = invoices::invoiced_deliveries(tx, order.id).await?;
    let open = deliveries
        .iter()
        .rev()
        .filter(|it| it.accepted_units > 0 && !done.contains(&it.id));
    let line = open.map(|it| {
        let what =
            words!("payment-invoice-lot", title = &order.title, lot = it.lot_no).say_in(Lang::Ja);
        let billed = Billed {
            what,
            units: it.accepted_units,
            unit_price: order.unit_price,
            supplied_on: it.received_on,
        };
        (Some(it.id), billed)
    });
    Ok(line.collect())
}

/// 入金: the client has paid an invoice in full.
pub async fn record_receipt(
    db: &Db,
    actor: &Actor,
    invoice: &PublicId,
    on: Day,
) -> Result<PublicId, Failure> {
    db::command!(db, actor.author(), |tx| record_receipt_in(
        &tx, actor, invoice, on
    )
    .await)
}

/// Joins a command; see [`record_receipt`].
pub async fn record_receipt_in(
    tx: &Tx,
    actor: &Actor,
    invoice: &PublicId,
    on: Day,
) -> Result<PublicId, Failure> {
    let row = open_invoice(tx, actor, invoice).await?;
    if on < row.issued_on || tx.today() < on {
        return Err(refused(Refusal::ResultDay {
            pay_on: row.issued_on,
            today: tx.today(),
        }));
    }
    invoices::paid(tx, row.id, on).await?;
    post(
        tx,
        on,
        &[(
            invoice_paid(row.total).map_err(refused)?,
            Subject::Invoice(row.id, row.client),
        )],
    )
    .await?;
    let order = invoices::order_by_id(tx, row.client_order).await?;
    let rest = invoices::of_order(tx, row.client_order).await?;
    if order.stage == "invoiced"
        && rest
            .iter()
            .all(|it| it.paid_on.is_some() || it.voided_on.is_some())
    {
        orders::move_in(tx, OrderId(order.id), Move::Receive, on).await?;
    }
    tx.note(AuditNote::done(
        Stream::Money,
        "invoice.receive",
        format!("invoice/{invoice}"),
    ));
    Ok(row.public_id)
}

/// 取消: the invoice keeps its number; what it billed can be invoiced again.
pub async fn void_invoice(
    db: &Db,
    actor: &Actor,
    invoice: &PublicId,
    why: &str,
) -> Result<PublicId, Failure> {
    db::command!(db, actor.author(), |tx| void_invoice_in(
        &tx, actor, invoice, why
    )
    .await)
}

/// Joins a command; see [`void_invoice`].
pub async fn void_invoice_in(
    tx: &Tx,
    actor: &Actor,
    invoice: &PublicId,
    why: &str,
) -> Result<PublicId, Failure> {
    let row = open_invoice(tx, actor, invoice).await?;
    invoices::void(tx, row.id, why).await?;
    let entry = invoice_issued(row.subtotal, row.tax)
        .and_then(|it| it.reversed(Cause::InvoiceVoided))
        .map_err(refused)?;
    post(
        tx,
        tx.today(),
        &[(entry, Subject::Invoice(row.id, row.client))],
    )
    .await?;
    tx.note(
        AuditNote::done(Stream::Money, "invoice.void", format!("invoice/{invoice}")).because(why),
    );
    Ok(row.public_id)
}

async fn open_invoice(tx: &Tx, actor: &Actor, invoice: &PublicId) -> Result<InvoiceRow, Failure> {
    let scope = actor.may(WRITES)?;
    let row = invoices::by_public_id(tx, &scope, invoice).await?;
    let settled = row.paid_on.is_some() || row.voided_on.is_some();
    if settled {
        Err(refused(Refusal::InvoiceSettled))
    } else {
        Ok(row)
    }
}
