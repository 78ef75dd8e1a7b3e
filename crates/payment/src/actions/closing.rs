//! 締め: collecting what was accepted, and sending every worker's notice in one act.

use crate::ledger::{Entry, notice_issued};
use crate::notice::Sums;
use crate::stage::NoticeState;
use crate::store::drafts::Draft;
use crate::store::ledger::{Subject, post};
use crate::store::notices::NoticeRow;
use crate::store::{self, closings, drafts as drafting, notices};
use crate::{Holidays, NoticeId, Period, Refusal, claims, papers};
use access::places::Operator;
use access::{Act, Actor, Failure, Resource, refused};
use base::{PublicId, Yen};
use db::{AuditNote, Db, Stream, Tx};
use serde::{Deserialize, Serialize};

/// The series of numbers of 支払通知書.
pub(crate) const SERIES: &str = "payment_notice";

/// A period as it would be paid if it were closed now.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Collected {
    pub closing: PublicId,
    pub notices: i64,
    pub total: Yen,
}

/// A period that was closed, its notices sent.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Closed {
    pub closing: PublicId,
    pub notices: i64,
    pub total: Yen,
}

/// Collects a period (集計): the notices are computed anew and nobody is told yet.
pub async fn collect(
    db: &Db,
    actor: &Actor,
    holidays: &Holidays,
    period: Period,
) -> Result<Collected, Failure> {
    db::command!(db, actor.author(), |tx| collect_in(
        &tx, actor, holidays, period
    )
    .await)
}

/// Joins a command; see [`collect`].
pub async fn collect_in(
    tx: &Tx,
    actor: &Actor,
    holidays: &Holidays,
    period: Period,
) -> Result<Collected, Failure> {
    actor.may(Act::Write(Resource::PaymentNotices))?;
    let (closing, drafts) = collected(tx, holidays, period).await?;
    tx.note(AuditNote::done(
        Stream::Money,
        "closing.collect",
        format!("closing/{}", closing.public_id),
    ));
    Ok(Collected {
        closing: closing.public_id,
        notices: drafts.len() as i64,
        total: claims::total(&drafts).map_err(refused)?,
    })
}

async fn collected(
    tx: &Tx,
    holidays: &Holidays,
    period: Period,
) -> Result<(closings::ClosingRow, Vec<Draft>), Failure> {
    let pay_on = period.pay_on(holidays).map_err(refused)?;
    let closing = closings::open(tx, period, pay_on).await?;
    if closing.is_closed() {
        return Err(refused(Refusal::AlreadyClosed));
    }
    drafting::replace_collected(tx, closing.id, closing.pay_on, &[]).await?;
    let claims = claims::until(tx, period.to).await?;
    let rates = store::rates(tx).await?;
    let drafts = claims::drafts(tx, claims, closing.pay_on, &rates)
        .await?
        .map_err(refused)?;
    drafting::replace_collected(tx, closing.id, closing.pay_on, &drafts).await?;
    Ok((closing, drafts))
}

/// Closes a period and sends every worker's notice. What comes later goes to the next period.
pub async fn close(
    db: &Db,
    actor: &Actor,
    holidays: &Holidays,
    period: Period,
) -> Result<Closed, Failure> {
    db::command!(db, actor.author(), |tx| close_in(
        &tx, actor, holidays, period
    )
    .await)
}

/// Joins a command; see [`close`].
pub async fn close_in(
    tx: &Tx,
    actor: &Actor,
    holidays: &Holidays,
    period: Period,
) -> Result<Closed, Failure> {
    actor.may(Act::Write(Resource::PaymentNotices))?;
    if tx.today() <= period.to {
        return Err(refused(Refusal::PeriodNotOver { until: period.to }));
    }
    let (closing, drafts) = collected(tx, holidays, period).await?;
    let rows = notices::in_state(tx, closing.id, NoticeState::Collecting).await?;
    let operator = access::places::operator(tx).await?;
    send(tx, &operator, rows, &drafts).await?;
    closings::close(tx, actor.account, closing.id).await?;
    tx.note(AuditNote::done(
        Stream::Money,
        "closing.close",
        format!("closing/{}", closing.public_id),
    ));
    Ok(Closed {
        closing: closing.public_id,
        notices: drafts.len() as i64,
        total: claims::total(&drafts).map_err(refused)?,
    })
}

/// Numbers and freezes collected notices and posts the debts.
async fn send(
    tx: &Tx,
    operator: &Operator,
    rows: Vec<NoticeRow>,
    drafts: &[Draft],
) -> Result<(), Failure> {
    let ids: Vec<NoticeId> = rows.iter().map(|it| it.id).collect();
    let mut lines = notices::lines_of(tx, &ids).await?;
    let mut entries: Vec<(Entry, Subject)> = Vec::new();
    for row in rows {
        let sums = &drafts
            .iter()
            .find(|it| it.worker == row.worker)
            .ok_or(Failure::Absent)?
            .sums;
        let lines = lines.remove(&row.id).unwrap_or_default();
        entries.push(ask(tx, operator, &row, sums, &lines).await?);
    }
    post(tx, tx.today(), &entries).await
}

/// Sends one notice; its debt is to be posted by the caller.
pub(crate) async fn ask(
    tx: &Tx,
    operator: &Operator,
    row: &NoticeRow,
    sums: &Sums,
    lines: &[notices::LineRow],
) -> Result<(Entry, Subject), Failure> {
    let number = tx.next_number(SERIES).await?;
    let paper = papers::notice(&papers::NoticeFacts {
        number,
        on: tx.today(),
        row,
        sums,
        lines,
        operator,
    });
    let content = serde_json::to_string(&paper).expect("a paper is plain data");
    notices::ask(tx, row.id, number, &content).await?;
    Ok((
        notice_issued(sums).map_err(refused)?,
        Subject::Notice(row.id, row.worker),
    ))
}
