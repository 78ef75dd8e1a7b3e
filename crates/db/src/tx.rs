use crate::audit::{self, AuditNote};
use crate::{Conn, IdSource, StoreError, Submission, query, submission};
use base::{Clock, Day, Moment, PublicId};
use sea_orm::DatabaseTransaction;
use serde::{Serialize, de::DeserializeOwned};
use std::ops::Deref;
use std::sync::Mutex;

/// Who acts in a command, as the audit log will name them.
#[derive(Clone, Debug, Default)]
pub struct Author {
    /// The account, or none for the system itself.
    pub account: Option<i64>,
    /// The account deputised for, if any.
    pub acting_for: Option<i64>,
    /// The role under which the act was allowed.
    pub role: String,
    /// The id of the request, for the log line.
    pub request: String,
    /// The idempotency key of the form, when there is one.
    pub submission: Option<Submission>,
}

impl Author {
    /// The system itself: jobs, the first start, the demonstration's narrator.
    pub fn system(role: &str) -> Author {
        Author {
            role: role.to_owned(),
            ..Author::default()
        }
    }
}

/// One command: everything in it commits together, or nothing does.
pub struct Tx {
    conn: Conn,
    by: Author,
    now: Moment,
    ids: IdSource,
    notes: Mutex<Vec<AuditNote>>,
}

impl Deref for Tx {
    type Target = Conn;
    fn deref(&self) -> &Conn {
        &self.conn
    }
}

impl Tx {
    pub(crate) fn new(
        transaction: DatabaseTransaction,
        by: Author,
        clock: &Clock,
        ids: IdSource,
    ) -> Tx {
        Tx {
            conn: Conn::open(transaction),
            by,
            now: clock.now(),
            ids,
            notes: Mutex::default(),
        }
    }

    /// The business instant of this command.
    pub fn now(&self) -> Moment {
        self.now
    }

    /// The business day of this command.
    pub fn today(&self) -> Day {
        self.now.day()
    }

    pub fn by(&self) -> &Author {
        &self.by
    }

    /// A new public id.
    pub fn public_id(&self) -> PublicId {
        self.ids.next()
    }

    /// Adds a row to the audit log, written when the command commits.
    pub fn note(&self, note: AuditNote) {
        self.notes.lock().expect("noting does not panic").push(note);
    }

    /// The next number of a gapless series (書類番号); a rolled-back command gives its number back.
    pub async fn next_number(&self, series: &str) -> Result<i64, StoreError> {
        let sql = "insert into counter (series, last) values ($1, 1) \
                   on conflict (series) do update set last = counter.last + 1 returning last";
        query::scalar(self, sql, vec![series.into()])
            .await?
            .ok_or(StoreError::Absent)
    }

    /// The stored answer, when this very form has already taken effect.
    pub async fn replayed<T: DeserializeOwned>(&self) -> Result<Option<T>, StoreError> {
        let Some(it) = &self.by.submission else {
            return Ok(None);
        };
        let answer = submission::stored_answer(self, self.by.account.unwrap_or(0), it).await?;
        answer
            .map(|text| {
                serde_json::from_str(&text).map_err(|e| StoreError::Unreadable(e.to_string()))
            })
            .transpose()
    }

    /// Commits the effect, its audit notes and the stored answer together.
    pub async fn finish<T: Serialize>(self, answer: &T) -> Result<(), StoreError> {
        if let Some(it) = &self.by.submission {
            let text =
                serde_json::to_string(answer).map_err(|e| StoreError::Unreadable(e.to_string()))?;
            submission::keep(
                &self.conn,
                self.by.account.unwrap_or(0),
                it,
                &text,
                self.now,
            )
            .await?;
        }
        let notes = std::mem::take(&mut *self.notes.lock().expect("noting does not panic"));
        audit::append(&self.conn, &self.by, self.now, notes).await?;
        self.conn.into_transaction()?.commit().await?;
        Ok(())
    }

    /// Gives everything up.
    pub async fn abandon(self) {
        if let Ok(transaction) = self.conn.into_transaction() {
            let _ = transaction.rollback().await;
        }
    }
}
