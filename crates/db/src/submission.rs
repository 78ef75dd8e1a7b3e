use crate::{Conn, StoreError, query};
use base::Moment;
use sea_orm::FromQueryResult;

/// The idempotency key of one submitted form, and the hash of what was submitted (safety §6).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Submission {
    pub key: String,
    pub hash: String,
}

#[derive(FromQueryResult)]
struct Stored {
    hash: String,
    answer: String,
}

/// The answer stored for this key, if the command has already taken effect.
pub(crate) async fn stored_answer(
    db: &Conn,
    account: i64,
    it: &Submission,
) -> Result<Option<String>, StoreError> {
    let stored: Option<Stored> = query::one(
        db,
        "select hash, answer from submission where account = $1 and key = $2",
        vec![account.into(), it.key.as_str().into()],
    )
    .await?;
    match stored {
        Some(stored) if stored.hash == it.hash => Ok(Some(stored.answer)),
        Some(_) => Err(StoreError::KeyReused),
        None => Ok(None),
    }
}

/// Keeps the answer with the effect, in the same commit.
pub(crate) async fn keep(
    db: &Conn,
    account: i64,
    it: &Submission,
    answer: &str,
    now: Moment,
) -> Result<(), StoreError> {
    query::execute(
        db,
        "insert into submission (account, key, hash, answer, at) values ($1, $2, $3, $4, $5)",
        vec![
            account.into(),
            it.key.as_str().into(),
            it.hash.as_str().into(),
            answer.into(),
            now.into(),
        ],
    )
    .await?;
    Ok(())
}
