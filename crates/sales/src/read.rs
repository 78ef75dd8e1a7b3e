//! What other capabilities may know of enquiries and quotes.

use crate::estimate::Figures;
use crate::stage::QuoteState;
use crate::tables::quote;
use crate::{QuoteId, store};
use access::{ClientId, Columns, Scope};
use base::{Day, PublicId, Yen};
use db::sea_orm::FromQueryResult;
use db::{Conn, StoreError};
use people::JobTypeId;

/// A quote (見積) as an order is opened from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuoteFacts {
    pub id: QuoteId,
    pub public_id: PublicId,
    pub number: String,
    pub client: ClientId,
    pub title: String,
    pub job_type: JobTypeId,
    pub figures: Figures,
    pub secret_count: i64,
    pub due_on: Day,
    pub valid_until: Day,
    pub conditions: String,
    pub state: QuoteState,
    pub answered_on: Option<Day>,
    /// The order that was opened from it.
    pub opened_order: Option<PublicId>,
    pub version: i32,
}

/// One quote within reach.
pub async fn quote(db: &Conn, scope: &Scope, id: &PublicId) -> Result<QuoteFacts, StoreError> {
    Ok(facts(store::quote(db, scope, id).await?))
}

/// One quote by key, for a reader of the order that came of it.
pub async fn quote_by_key(db: &Conn, id: QuoteId) -> Result<QuoteFacts, StoreError> {
    let row: Option<quote::Model> = db::one(
        db,
        "select q.* from quote q where q.id = $1",
        vec![id.into()],
    )
    .await?;
    row.map(facts).ok_or(StoreError::Absent)
}

/// Accepted quotes within reach from which no order was opened yet, the longest wait first; at most 200.
pub async fn to_open(db: &Conn, scope: &Scope) -> Result<Vec<QuoteFacts>, StoreError> {
    Ok(store::quotes_to_open(db, scope)
        .await?
        .into_iter()
        .map(facts)
        .collect())
}

/// Quotes that wait for an answer of the clients within reach.
pub async fn awaiting_answer(db: &Conn, scope: &Scope) -> Result<Vec<QuoteFacts>, StoreError> {
    Ok(store::quotes(db, scope, Some(QuoteState::Sent), 1)
        .await?
        .into_iter()
        .map(facts)
        .collect())
}

/// 営業の見通し: what lies on the desk of sales.
#[derive(Clone, Debug, Default, PartialEq, Eq, FromQueryResult)]
pub struct Pipeline {
    /// Enquiries without a quote yet.
    pub enquiries: i64,
    /// Enquiries whose next step is due today or was before.
    pub due: i64,
    pub drafts: i64,
    pub sent: i64,
    /// The price of everything that was sent and waits for an answer.
    pub sent_value: Yen,
}

/// The pipeline on a day.
pub async fn pipeline(db: &Conn, today: Day) -> Result<Pipeline, StoreError> {
    let sql = "select \
        (select count(*) from enquiry where state in ('received', 'quoting')) as enquiries, \
        (select count(*) from enquiry where state in ('received', 'quoting') and next_on <= $1) as due, \
        (select count(*) from quote where state = 'draft') as drafts, \
        (select count(*) from quote where state = 'sent') as sent, \
        (select cast(coalesce(sum(unit_price * quantity), 0) as bigint) from quote where state = 'sent') as sent_value";
    Ok(db::one(db, sql, vec![today.into()])
        .await?
        .unwrap_or_default())
}

/// An enquiry whose next step is due, for the morning page.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct DueEnquiry {
    pub public_id: PublicId,
    pub company: String,
    pub what: String,
    pub next_step: String,
    pub next_on: Day,
}

/// Enquiries within reach whose next step is due by a day, longest wait first.
pub async fn due_enquiries(
    db: &Conn,
    scope: &Scope,
    by: Day,
) -> Result<Vec<DueEnquiry>, StoreError> {
    let mut values = vec![by.into()];
    let within = scope.sql(
        &Columns {
            client: Some("e.client"),
            ..Columns::default()
        },
        &mut values,
    );
    let sql = format!(
        "select e.public_id, e.company, e.what, e.next_step, e.next_on from enquiry e \
         where e.state in ('received', 'quoting') and e.next_on <= $1 and {within} order by e.next_on, e.id limit 20"
    );
    db::all(db, &sql, values).await
}

pub(crate) fn facts(it: quote::Model) -> QuoteFacts {
    QuoteFacts {
        id: QuoteId(it.id),
        figures: figures(&it),
        public_id: it.public_id,
        number: it.number,
        client: it.client,
        title: it.title,
        job_type: JobTypeId(it.job_type),
        secret_count: it.secret_count,
        due_on: it.due_on,
        valid_until: it.valid_until,
        conditions: it.conditions,
        state: it.state,
        answered_on: it.answered_on,
        opened_order: it.opened_order,
        version: it.version,
    }
}

/// The figures of a stored quote.
pub(crate) fn figures(it: &quote::Model) -> Figures {
    Figures {
        quantity: it.quantity,
        unit_price: it.unit_price,
        unit_pay: it.unit_pay,
        standard_seconds: it.standard_seconds,
        check_permille: it.check_permille,
        check_pay: it.check_pay,
        leader_fee: it.leader_fee,
        reserve_permille: it.reserve_permille,
    }
}
