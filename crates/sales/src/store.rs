//! Every statement of this capability.

use crate::rules::{ReferenceLine, Timing};
use crate::stage::{EnquiryState, QuoteState};
use crate::tables::{enquiry, quote, trial_timing};
use access::{Columns, Scope};
use base::{Day, PublicId, Yen};
use db::{Conn, StoreError};
use sea_orm::{ActiveValue::Set, EntityTrait, FromQueryResult, Value};

/// Rows on one page of a list.
pub const PAGE: u64 = 50;

/// One enquiry within reach.
pub async fn enquiry(
    db: &Conn,
    scope: &Scope,
    id: &PublicId,
) -> Result<enquiry::Model, StoreError> {
    let mut values = vec![id.clone().into()];
    let within = reach(scope, "e.client", &mut values);
    let sql = format!("select e.* from enquiry e where e.public_id = $1 and {within}");
    db::one(db, &sql, values).await?.ok_or(StoreError::Absent)
}

/// One enquiry by key, for a reader of something that belongs to it.
pub async fn enquiry_by_key(db: &Conn, id: i64) -> Result<enquiry::Model, StoreError> {
    db::one(
        db,
        "select e.* from enquiry e where e.id = $1",
        vec![id.into()],
    )
    .await?
    .ok_or(StoreError::Absent)
}

/// 見込み: the enquiries within reach, the next action first; one row more than a page.
pub async fn enquiries(
    db: &Conn,
    scope: &Scope,
    state: Option<EnquiryState>,
    page: u64,
) -> Result<Vec<enquiry::Model>, StoreError> {
    let mut values = Vec::new();
    let within = reach(scope, "e.client", &mut values);
    let of_state = wanted(state.map(Value::from), "e.state", &mut values);
    let limit = limits(page, &mut values);
    let sql = format!(
        "select e.* from enquiry e where {within} and {of_state} \
         order by case e.state when 'received' then 0 when 'quoting' then 1 when 'quoted' then 2 else 3 end, \
         e.next_on, e.id {limit}"
    );
    db::all(db, &sql, values).await
}

/// One quote within reach. A client sees it from the day it was sent.
pub async fn quote(db: &Conn, scope: &Scope, id: &PublicId) -> Result<quote::Model, StoreError> {
    let mut values = vec![id.clone().into()];
    let within = quote_reach(scope, &mut values);
    let sql = format!("select q.* from quote q where q.public_id = $1 and {within}");
    db::one(db, &sql, values).await?.ok_or(StoreError::Absent)
}

/// The quotes within reach, open ones first; one row more than a page.
pub async fn quotes(
    db: &Conn,
    scope: &Scope,
    state: Option<QuoteState>,
    page: u64,
) -> Result<Vec<quote::Model>, StoreError> {
    let mut values = Vec::new();
    let within = quote_reach(scope, &mut values);
    let of_state = wanted(state.map(Value::from), "q.state", &mut values);
    let limit = limits(page, &mut values);
    // Within one state the newest come first by an index; a sort by the state would read every quote.
    let by_state = match state {
        Some(_) => "",
        None => "case q.state when 'draft' then 0 when 'sent' then 1 else 2 end,",
    };
    let sql = format!(
        "select q.* from quote q where {within} and {of_state} \
         order by {by_state} q.drafted_on desc, q.id desc {limit}"
    );
    db::all(db, &sql, values).await
}

/// Accepted quotes within reach from which no order was opened, the longest wait first; at most 200.
pub async fn quotes_to_open(db: &Conn, scope: &Scope) -> Result<Vec<quote::Model>, StoreError> {
    let mut values = Vec::new();
    let within = quote_reach(scope, &mut values);
    let sql = format!(
        "select q.* from quote q where q.state = 'accepted' and q.opened_order is null and {within} \
         order by q.answered_on, q.id limit 200"
    );
    db::all(db, &sql, values).await
}

/// Keeps which order was opened from a quote.
pub async fn keep_opened(db: &Conn, quote: i64, order: &PublicId) -> Result<(), StoreError> {
    let sql = "update quote set opened_order = $1 where id = $2 and opened_order is null";
    db::execute(db, sql, vec![order.clone().into(), quote.into()]).await?;
    Ok(())
}

/// The quotes that answer an enquiry.
pub async fn quotes_of(db: &Conn, enquiry: i64) -> Result<Vec<quote::Model>, StoreError> {
    db::all(
        db,
        "select q.* from quote q where q.enquiry = $1 order by q.id",
        vec![enquiry.into()],
    )
    .await
}

/// What timed trials of a quote's work took.
pub async fn timings(db: &Conn, quote: i64) -> Result<Vec<Timing>, StoreError> {
    let rows: Vec<trial_timing::Model> = db::all(
        db,
        "select t.* from trial_timing t where t.quote = $1 order by t.id",
        vec![quote.into()],
    )
    .await?;
    Ok(rows
        .into_iter()
        .map(|it| Timing {
            who: it.who,
            units: it.units,
            seconds: it.seconds,
        })
        .collect())
}

/// Replaces the timings of a quote.
pub async fn set_timings(db: &Conn, quote: i64, timings: &[Timing]) -> Result<(), StoreError> {
    db::execute(
        db,
        "delete from trial_timing where quote = $1",
        vec![quote.into()],
    )
    .await?;
    let rows: Vec<trial_timing::ActiveModel> =
        timings.iter().map(|it| timing_row(quote, it)).collect();
    if !rows.is_empty() {
        trial_timing::Entity::insert_many(rows)
            .exec_without_returning(db)
            .await?;
    }
    Ok(())
}

fn timing_row(quote: i64, it: &Timing) -> trial_timing::ActiveModel {
    trial_timing::ActiveModel {
        quote: Set(quote),
        who: Set(it.who.clone()),
        units: Set(it.units),
        seconds: Set(it.seconds),
        ..Default::default()
    }
}

#[derive(FromQueryResult)]
struct LineRow {
    prefecture: String,
    from_on: Day,
    yen_per_hour: Yen,
    source: String,
}

/// Every line with which hourly yardsticks are compared, latest first within a prefecture.
pub async fn reference_lines(db: &Conn) -> Result<Vec<ReferenceLine>, StoreError> {
    let sql = "select prefecture, from_on, yen_per_hour, source from hourly_reference order by prefecture, from_on desc";
    let rows: Vec<LineRow> = db::all(db, sql, vec![]).await?;
    let line = |it: LineRow| ReferenceLine {
        prefecture: it.prefecture,
        from_on: it.from_on,
        yen_per_hour: it.yen_per_hour,
        source: it.source,
    };
    Ok(rows.into_iter().map(line).collect())
}

/// Keeps a line; one with the same date is replaced.
pub async fn keep_line(db: &Conn, it: &ReferenceLine) -> Result<(), StoreError> {
    let sql = "insert into hourly_reference (prefecture, from_on, yen_per_hour, source) values ($1, $2, $3, $4) \
               on conflict (prefecture, from_on) do update set yen_per_hour = excluded.yen_per_hour, source = excluded.source";
    let values = vec![
        it.prefecture.as_str().into(),
        it.from_on.into(),
        it.yen_per_hour.into(),
        it.source.as_str().into(),
    ];
    db::execute(db, sql, values).await?;
    Ok(())
}

fn reach(scope: &Scope, client: &str, values: &mut Vec<Value>) -> String {
    scope.sql(
        &Columns {
            client: Some(client),
            ..Columns::default()
        },
        values,
    )
}

fn quote_reach(scope: &Scope, values: &mut Vec<Value>) -> String {
    let within = reach(scope, "q.client", values);
    if scope.region {
        within
    } else {
        format!("{within} and q.state <> 'draft'")
    }
}

fn wanted(value: Option<Value>, column: &str, values: &mut Vec<Value>) -> String {
    let Some(value) = value else {
        return "1 = 1".to_owned();
    };
    values.push(value);
    format!("{column} = ${}", values.len())
}

fn limits(page: u64, values: &mut Vec<Value>) -> String {
    let (limit, offset) = db::page_of(page, PAGE);
    values.extend([Value::from(limit), Value::from(offset)]);
    format!("limit ${} offset ${}", values.len() - 1, values.len())
}
