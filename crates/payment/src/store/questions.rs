//! 質問: what workers ask about a notice or one of its lines, and the answers.

use crate::NoticeId;
use access::AccountId;
use base::{Moment, PublicId};
use db::sea_orm::FromQueryResult;
use db::{Conn, StoreError, Tx};

/// A question with its answer.
#[derive(Clone, Debug, PartialEq, FromQueryResult)]
pub struct QuestionRow {
    pub id: i64,
    pub public_id: PublicId,
    pub notice: NoticeId,
    pub what: Option<String>,
    pub question: String,
    pub asked_at: Moment,
    pub answer: Option<String>,
    pub answered_at: Option<Moment>,
}

const QUESTION: &str = "select q.id, q.public_id, q.notice, l.what, q.question, q.asked_at, q.answer, q.answered_at \
                        from notice_question q left join payment_line l on l.id = q.line";

pub async fn questions(db: &Conn, notice: NoticeId) -> Result<Vec<QuestionRow>, StoreError> {
    db::all(
        db,
        &format!("{QUESTION} where q.notice = $1 order by q.id"),
        vec![notice.into()],
    )
    .await
}

pub async fn question(db: &Conn, id: &PublicId) -> Result<QuestionRow, StoreError> {
    db::one(
        db,
        &format!("{QUESTION} where q.public_id = $1"),
        vec![id.clone().into()],
    )
    .await?
    .ok_or(StoreError::Absent)
}

pub async fn insert_question(
    tx: &Tx,
    by: AccountId,
    notice: NoticeId,
    line: Option<i64>,
    text: &str,
) -> Result<PublicId, StoreError> {
    let public_id = tx.public_id();
    let sql = "insert into notice_question (public_id, notice, line, question, asked_by, asked_at) values ($1, $2, $3, $4, $5, $6)";
    db::execute(
        tx,
        sql,
        vec![
            public_id.clone().into(),
            notice.into(),
            line.into(),
            text.into(),
            by.into(),
            tx.now().into(),
        ],
    )
    .await?;
    Ok(public_id)
}

pub async fn answer(tx: &Tx, by: AccountId, question: i64, text: &str) -> Result<(), StoreError> {
    let sql = "update notice_question set answer = $1, answered_by = $2, answered_at = $3 where id = $4 and answer is null";
    db::execute(
        tx,
        sql,
        vec![text.into(), by.into(), tx.now().into(), question.into()],
    )
    .await?;
    Ok(())
}
