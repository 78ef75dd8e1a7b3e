//! 支払通知の確認: the worker confirms or asks, staff answer, silence confirms where the contract says so.

use crate::rules::{SilenceClause, may_deem};
use crate::stage::{Confirmation, NoticeStage, NoticeState, NoticeStep};
use crate::store::notices::{self, NoticeRow};
use crate::store::{closings, questions};
use crate::{NoticeId, Refusal};
use access::{Act, Actor, Failure, Resource, refused};
use base::{Day, PublicId};
use db::{AuditNote, Db, Stream, Tx};

const CONFIRMS: Act = Act::Approve(Resource::PaymentNotices);

/// 確認: the worker agrees with a notice.
pub async fn confirm(db: &Db, actor: &Actor, notice: &PublicId) -> Result<PublicId, Failure> {
    db::command!(db, actor.author(), |tx| confirm_in(&tx, actor, notice)
        .await)
}

/// Joins a command; see [`confirm`].
pub async fn confirm_in(tx: &Tx, actor: &Actor, notice: &PublicId) -> Result<PublicId, Failure> {
    let row = notices::by_public_id(tx, &actor.may(CONFIRMS)?, notice).await?;
    step(tx, &row, NoticeStep::Confirm).await?;
    tx.note(AuditNote::done(
        Stream::Money,
        "notice.confirm",
        format!("payment_notice/{notice}"),
    ));
    Ok(row.public_id)
}

/// Confirms every notice of a closing that waits for the actor's word, in few statements.
pub async fn confirm_closing_in(
    tx: &Tx,
    actor: &Actor,
    closing: &PublicId,
) -> Result<i64, Failure> {
    let scope = actor.may(CONFIRMS)?;
    let closing = closings::by_public_id(tx, closing).await?;
    let asking = notices::in_state(tx, closing.id, NoticeState::Asking).await?;
    let mine = asking
        .iter()
        .filter(|it| scope.region || scope.own.is_some_and(|own| own.0 == it.worker_account));
    let ids: Vec<NoticeId> = mine.map(|it| it.id).collect();
    let stage = NoticeStage::Confirmed {
        on: tx.today(),
        how: Confirmation::ByWorker,
    };
    notices::set_stage(tx, &ids, stage).await?;
    tx.note(AuditNote::done(
        Stream::Money,
        "notice.confirm",
        format!("closing/{}", closing.public_id),
    ));
    Ok(ids.len() as i64)
}

/// 質問: the worker asks about a notice or one of its lines.
pub async fn question(
    db: &Db,
    actor: &Actor,
    notice: &PublicId,
    line: Option<&PublicId>,
    text: &str,
) -> Result<PublicId, Failure> {
    db::command!(db, actor.author(), |tx| question_in(
        &tx, actor, notice, line, text
    )
    .await)
}

/// Joins a command; see [`question`].
pub async fn question_in(
    tx: &Tx,
    actor: &Actor,
    notice: &PublicId,
    line: Option<&PublicId>,
    text: &str,
) -> Result<PublicId, Failure> {
    let row = notices::by_public_id(tx, &actor.may(CONFIRMS)?, notice).await?;
    let line = match line {
        Some(line) => Some(line_of(tx, row.id, line).await?),
        None => None,
    };
    step(tx, &row, NoticeStep::Question).await?;
    let question = questions::insert_question(tx, actor.account, row.id, line, text).await?;
    tx.note(AuditNote::done(
        Stream::Money,
        "notice.question",
        format!("payment_notice/{notice}"),
    ));
    Ok(question)
}

async fn line_of(tx: &Tx, notice: NoticeId, line: &PublicId) -> Result<i64, Failure> {
    let lines = notices::lines(tx, notice).await?;
    lines
        .iter()
        .find(|it| it.public_id == *line)
        .map(|it| it.id)
        .ok_or(Failure::Absent)
}

/// 回答: staff answer; the period for objections begins again.
pub async fn answer(
    db: &Db,
    actor: &Actor,
    question: &PublicId,
    text: &str,
) -> Result<PublicId, Failure> {
    db::command!(db, actor.author(), |tx| answer_in(
        &tx, actor, question, text
    )
    .await)
}

/// Joins a command; see [`answer`].
pub async fn answer_in(
    tx: &Tx,
    actor: &Actor,
    question: &PublicId,
    text: &str,
) -> Result<PublicId, Failure> {
    actor.may(Act::Write(Resource::PaymentNotices))?;
    let asked = questions::question(tx, question).await?;
    let row = notices::by_id(tx, asked.notice).await?;
    questions::answer(tx, actor.account, asked.id, text).await?;
    step(tx, &row, NoticeStep::Answer).await?;
    tx.note(AuditNote::done(
        Stream::Money,
        "notice.answer",
        format!("payment_notice/{}", row.public_id),
    ));
    Ok(row.public_id)
}

/// みなし確認 of every notice whose worker was silent for the period of the framework contract (a daily job).
pub async fn deem_due(db: &Db, actor: &Actor) -> Result<i64, Failure> {
    db::command!(db, actor.author(), |tx| deem_due_in(&tx, actor).await)
}

/// Joins a command; see [`deem_due`].
pub async fn deem_due_in(tx: &Tx, actor: &Actor) -> Result<i64, Failure> {
    actor.may(Act::Write(Resource::PaymentNotices))?;
    let ids = silent_too_long(tx, tx.today()).await?;
    notices::set_stage(
        tx,
        &ids,
        NoticeStage::Confirmed {
            on: tx.today(),
            how: Confirmation::Deemed,
        },
    )
    .await?;
    if !ids.is_empty() {
        tx.note(AuditNote::done(
            Stream::Money,
            "notice.deem",
            format!("{} notices", ids.len()),
        ));
    }
    Ok(ids.len() as i64)
}

/// The notices that silence confirms on a day.
pub(crate) async fn silent_too_long(
    db: &db::Conn,
    today: Day,
) -> Result<Vec<NoticeId>, db::StoreError> {
    let over = |it: &notices::Silent| {
        let clause = Some(SilenceClause {
            agreed_on: it.agreed_on,
            days: it.days,
        });
        may_deem(NoticeStage::Asking { since: it.asked_on }, clause, today).is_ok()
    };
    Ok(notices::silent(db)
        .await?
        .iter()
        .filter(|it| over(it))
        .map(|it| it.id)
        .collect())
}

async fn step(tx: &Tx, row: &NoticeRow, step: NoticeStep) -> Result<(), Failure> {
    if row.reversed_on.is_some() {
        return Err(refused(Refusal::AlreadyReversed));
    }
    let stage = row.stage().after(step, tx.today()).map_err(refused)?;
    Ok(notices::set_stage(tx, &[row.id], stage).await?)
}
