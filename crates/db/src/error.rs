use sea_orm::{DbErr, SqlErr};

/// What a store can answer besides rows.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database refused or failed.
    #[error("the database failed: {0}")]
    Database(#[from] DbErr),
    /// Someone changed the row since the reader saw it.
    #[error("the row has version {current}, the form was filled from version {seen}")]
    Stale { seen: i32, current: i32 },
    /// The row is not there, or not for this reader.
    #[error("no such row")]
    Absent,
    /// The same key came with another text (safety: 422).
    #[error("this key was used for another request")]
    KeyReused,
    /// A stored value cannot be read back.
    #[error("a stored value cannot be read: {0}")]
    Unreadable(String),
}

impl StoreError {
    /// True when the whole command may be run again (40001, 40P01, a busy database).
    pub fn is_conflict(&self) -> bool {
        let StoreError::Database(error) = self else {
            return false;
        };
        let text = error.to_string();
        [
            "40001",
            "40P01",
            "could not serialize",
            "deadlock detected",
            "database is locked",
        ]
        .iter()
        .any(|it| text.contains(it))
    }

    /// True when a unique constraint was the last defence.
    pub fn is_duplicate(&self) -> bool {
        matches!(self, StoreError::Database(error) if matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_))))
    }

    /// True when there is no room left on the disk.
    pub fn is_full(&self) -> bool {
        let StoreError::Database(error) = self else {
            return false;
        };
        let text = error.to_string();
        text.contains("database or disk is full")
            || text.contains("No space left")
            || text.contains("53100")
    }
}

/// Refuses a form that was filled from an older version of the row.
pub fn expect_version(current: i32, seen: i32) -> Result<(), StoreError> {
    if current == seen {
        Ok(())
    } else {
        Err(StoreError::Stale { seen, current })
    }
}
