use super::Kept;
use super::enquiries::follow_in;
use crate::estimate::Figures;
use crate::rules::{ReferenceLine, Refusal, Timing};
use crate::stage::{EnquiryStep, QuoteState, QuoteStep};
use crate::tables::{enquiry, quote};
use crate::{QuoteId, store};
use access::places::{self, NewClient};
use access::{Act, Actor, ClientId, Failure, Resource, Scope, refused};
use base::{Day, FiscalYear, PublicId};
use db::{AuditNote, Db, Stream, Tx, expect_version};
use people::JobTypeId;
use sea_orm::ActiveModelTrait;
use sea_orm::ActiveValue::{Set, Unchanged};
use serde::{Deserialize, Serialize};

/// For whom a quote is made.
#[derive(Clone, Debug)]
pub enum ClientChoice {
    /// A client whom we know.
    Known(ClientId),
    /// The company of the enquiry, kept as a client from now on.
    New(NewClient),
}

/// 見積 as it was filled in.
#[derive(Clone, Debug)]
pub struct NewQuote {
    pub enquiry: Option<PublicId>,
    pub client: ClientChoice,
    pub title: String,
    pub job_type: JobTypeId,
    /// Where most of the work will be done, for the hourly yardstick.
    pub prefecture: String,
    pub figures: Figures,
    /// 機密 units among the quantity.
    pub secret_count: i64,
    pub due_on: Day,
    pub valid_until: Day,
    /// What the price holds for, in words.
    pub conditions: String,
    pub timings: Vec<Timing>,
}

/// A quote that was begun.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Drafted {
    pub public_id: PublicId,
    pub number: String,
}

/// Begins a quote, with its number.
pub async fn draft_quote(db: &Db, actor: &Actor, it: &NewQuote) -> Result<Drafted, Failure> {
    db::command!(db, actor.author(), |tx| draft_quote_in(&tx, actor, it)
        .await)
}

pub async fn draft_quote_in(tx: &Tx, actor: &Actor, it: &NewQuote) -> Result<Drafted, Failure> {
    let scope = actor.may(Act::Write(Resource::Quotes))?;
    it.figures
        .estimate()
        .map_err(|_| refused(Refusal::TooLarge))?;
    let enquiry = match &it.enquiry {
        Some(id) => Some(store::enquiry(tx, &scope, id).await?),
        None => None,
    };
    let client = client_in(tx, it, enquiry.as_ref()).await?;
    let year = FiscalYear::containing(tx.today());
    let number = format!(
        "Q-{year}-{:04}",
        tx.next_number(&format!("quote-{year}")).await?
    );
    let public_id = tx.public_id();
    let row = quote::ActiveModel {
        public_id: Set(public_id.clone()),
        number: Set(number.clone()),
        enquiry: Set(enquiry.as_ref().map(|it| it.id)),
        client: Set(client),
        state: Set(QuoteState::Draft),
        drafted_on: Set(tx.today()),
        drafted_by: Set(actor.account),
        lost_reason: Set(String::new()),
        version: Set(1),
        ..contents(it)
    };
    let quote = row.insert(&**tx).await?;
    store::set_timings(tx, quote.id, &it.timings).await?;
    follow_in(tx, quote.enquiry, EnquiryStep::Quote).await?;
    tx.note(AuditNote::done(
        Stream::Orders,
        "quote.draft",
        format!("quote/{public_id}"),
    ));
    Ok(Drafted { public_id, number })
}

/// Changes a quote; one that was sent comes back to the desk and must be sent again.
pub async fn revise_quote(
    db: &Db,
    actor: &Actor,
    id: &PublicId,
    it: &NewQuote,
    version: i32,
) -> Result<Kept, Failure> {
    db::command!(db, actor.author(), |tx| revise_quote_in(
        &tx, actor, id, it, version
    )
    .await)
}

pub async fn revise_quote_in(
    tx: &Tx,
    actor: &Actor,
    id: &PublicId,
    it: &NewQuote,
    version: i32,
) -> Result<Kept, Failure> {
    let scope = actor.may(Act::Write(Resource::Quotes))?;
    let quote = store::quote(tx, &scope, id).await?;
    expect_version(quote.version, version)?;
    it.figures
        .estimate()
        .map_err(|_| refused(Refusal::TooLarge))?;
    let row = quote::ActiveModel {
        id: Unchanged(quote.id),
        state: Set(quote.state.after(QuoteStep::Revise).map_err(refused)?),
        sent_on: Set(None),
        version: Set(quote.version + 1),
        ..contents(it)
    };
    row.update(&**tx).await?;
    store::set_timings(tx, quote.id, &it.timings).await?;
    tx.note(AuditNote::done(
        Stream::Orders,
        "quote.revise",
        format!("quote/{id}"),
    ));
    Ok(Kept {
        public_id: id.clone(),
    })
}

/// Shows a quote to its client.
pub async fn send_quote(
    db: &Db,
    actor: &Actor,
    id: &PublicId,
    version: i32,
) -> Result<Kept, Failure> {
    db::command!(db, actor.author(), |tx| send_quote_in(
        &tx, actor, id, version
    )
    .await)
}

pub async fn send_quote_in(
    tx: &Tx,
    actor: &Actor,
    id: &PublicId,
    version: i32,
) -> Result<Kept, Failure> {
    let scope = actor.may(Act::Write(Resource::Quotes))?;
    let quote = step_in(tx, &scope, id, version, QuoteStep::Send).await?;
    if quote.valid_until < tx.today() {
        return Err(refused(Refusal::ValidityPassed));
    }
    let row = quote::ActiveModel {
        sent_on: Set(Some(tx.today())),
        ..moved(&quote, QuoteStep::Send)?
    };
    row.update(&**tx).await?;
    follow_in(tx, quote.enquiry, EnquiryStep::SendQuote).await?;
    tx.note(AuditNote::done(
        Stream::Orders,
        "quote.send",
        format!("quote/{id}"),
    ));
    Ok(Kept {
        public_id: id.clone(),
    })
}

/// The client agrees to the quote as it was seen.
pub async fn accept_quote(
    db: &Db,
    actor: &Actor,
    id: &PublicId,
    version: i32,
) -> Result<Kept, Failure> {
    db::command!(db, actor.author(), |tx| accept_quote_in(
        &tx, actor, id, version
    )
    .await)
}

pub async fn accept_quote_in(
    tx: &Tx,
    actor: &Actor,
    id: &PublicId,
    version: i32,
) -> Result<Kept, Failure> {
    let scope = actor.may(Act::Approve(Resource::Quotes))?;
    let quote = step_in(tx, &scope, id, version, QuoteStep::Accept).await?;
    if quote.valid_until < tx.today() {
        return Err(refused(Refusal::Expired {
            until: quote.valid_until,
        }));
    }
    let row = quote::ActiveModel {
        answered_on: Set(Some(tx.today())),
        answered_by: Set(Some(actor.account)),
        ..moved(&quote, QuoteStep::Accept)?
    };
    row.update(&**tx).await?;
    tx.note(AuditNote::done(
        Stream::Orders,
        "quote.accept",
        format!("quote/{id}"),
    ));
    Ok(Kept {
        public_id: id.clone(),
    })
}

/// Nothing comes of a quote: the client declined it, or we learned so; the reason feeds the pipeline.
pub async fn lose_quote(
    db: &Db,
    actor: &Actor,
    id: &PublicId,
    why: &str,
    version: i32,
) -> Result<Kept, Failure> {
    db::command!(db, actor.author(), |tx| lose_quote_in(
        &tx, actor, id, why, version
    )
    .await)
}

pub async fn lose_quote_in(
    tx: &Tx,
    actor: &Actor,
    id: &PublicId,
    why: &str,
    version: i32,
) -> Result<Kept, Failure> {
    let scope = actor
        .may(Act::Write(Resource::Quotes))
        .or_else(|_| actor.may(Act::Approve(Resource::Quotes)))?;
    let quote = step_in(tx, &scope, id, version, QuoteStep::Lose).await?;
    if why.trim().is_empty() {
        return Err(refused(Refusal::NoReason));
    }
    let row = quote::ActiveModel {
        answered_on: Set(Some(tx.today())),
        answered_by: Set(Some(actor.account)),
        lost_reason: Set(why.to_owned()),
        ..moved(&quote, QuoteStep::Lose)?
    };
    row.update(&**tx).await?;
    tx.note(AuditNote::done(Stream::Orders, "quote.lose", format!("quote/{id}")).because(why));
    Ok(Kept {
        public_id: id.clone(),
    })
}

/// Keeps a dated line with which hourly yardsticks are compared.
pub async fn keep_line(db: &Db, actor: &Actor, line: &ReferenceLine) -> Result<(), Failure> {
    db::command!(db, actor.author(), |tx| keep_line_in(&tx, actor, line)
        .await)
}

pub async fn keep_line_in(tx: &Tx, actor: &Actor, line: &ReferenceLine) -> Result<(), Failure> {
    actor.may(Act::Write(Resource::Quotes))?;
    store::keep_line(tx, line).await?;
    tx.note(
        AuditNote::done(Stream::Orders, "hourly_reference.keep", &line.prefecture)
            .because(&line.source),
    );
    Ok(())
}

/// The quote within reach, in the version that the person saw, when the step is its turn.
async fn step_in(
    tx: &Tx,
    scope: &Scope,
    id: &PublicId,
    version: i32,
    step: QuoteStep,
) -> Result<quote::Model, Failure> {
    let quote = store::quote(tx, scope, id).await?;
    quote.state.after(step).map_err(refused)?;
    expect_version(quote.version, version)?;
    Ok(quote)
}

fn moved(quote: &quote::Model, step: QuoteStep) -> Result<quote::ActiveModel, Failure> {
    Ok(quote::ActiveModel {
        id: Unchanged(quote.id),
        state: Set(quote.state.after(step).map_err(refused)?),
        version: Set(quote.version + 1),
        ..Default::default()
    })
}

/// What a person fills in, without number, state and dates.
fn contents(it: &NewQuote) -> quote::ActiveModel {
    quote::ActiveModel {
        title: Set(it.title.clone()),
        job_type: Set(it.job_type.0),
        prefecture: Set(it.prefecture.clone()),
        quantity: Set(it.figures.quantity),
        unit_price: Set(it.figures.unit_price),
        unit_pay: Set(it.figures.unit_pay),
        standard_seconds: Set(it.figures.standard_seconds),
        check_permille: Set(it.figures.check_permille),
        check_pay: Set(it.figures.check_pay),
        leader_fee: Set(it.figures.leader_fee),
        reserve_permille: Set(it.figures.reserve_permille),
        secret_count: Set(it.secret_count.clamp(0, it.figures.quantity)),
        due_on: Set(it.due_on),
        valid_until: Set(it.valid_until),
        conditions: Set(it.conditions.clone()),
        ..Default::default()
    }
}

/// The client of the quote; a company that enquired is a client from its first quote on.
async fn client_in(
    tx: &Tx,
    it: &NewQuote,
    enquiry: Option<&enquiry::Model>,
) -> Result<ClientId, Failure> {
    let client = match (&it.client, enquiry.and_then(|it| it.client)) {
        (_, Some(client)) => client,
        (ClientChoice::Known(client), None) => *client,
        (ClientChoice::New(new), None) => places::new_client_in(tx, new.clone()).await?,
    };
    if let Some(enquiry) = enquiry.filter(|it| it.client.is_none()) {
        let row = enquiry::ActiveModel {
            id: Unchanged(enquiry.id),
            client: Set(Some(client)),
            ..Default::default()
        };
        row.update(&**tx).await?;
    }
    Ok(client)
}

/// An order was opened from a quote; joins the action that opens it.
pub async fn opened_in(tx: &Tx, quote: QuoteId, order: &PublicId) -> Result<(), Failure> {
    Ok(store::keep_opened(tx, quote.0, order).await?)
}
