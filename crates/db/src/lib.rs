//! The database beneath every capability: one code path on SQLite and PostgreSQL.
//!
//! A [`Db`] opens reads and begins commands. A command is one [`Tx`]: it carries who acts, the business time, the
//! idempotency key of the form and the audit notes to write, and all of them commit together or not at all.
//! Stores take a [`Conn`]; a `Tx` is one, so the same query serves a page and a command.

mod audit;
mod audit_read;
mod backup;
mod command;
mod conn;
mod dialect;
mod error;
mod ids;
mod migrate;
mod open;
mod query;
mod stored;
mod submission;
pub mod testing;
#[cfg(test)]
mod tests;
mod tx;

pub use audit::{AuditNote, ChainBreach, Outcome, Stream, verify_chain};
pub use audit_read::{AuditFilter, AuditHead, AuditRow, audit_heads, audit_page, audit_row_stands};
pub use backup::{backup_sqlite, checked_sqlite};
pub use command::{MayConflict, TRIES, wait_a_little};
pub use conn::Conn;
pub use dialect::Dialect;
pub use error::{StoreError, expect_version};
pub use ids::IdSource;
pub use migrate::{Migration, migrate, migrations};
pub use open::{Db, Target};
pub use query::{all, count, execute, exists, like_text, one, page_of, scalar};
pub use sea_orm;
pub use submission::Submission;
pub use tx::{Author, Tx};

/// SHA-256 of bytes, in lower-case hexadecimal: how files and submissions are told apart.
pub fn digest(bytes: &[u8]) -> String {
    use sha2::Digest;
    data_encoding::HEXLOWER.encode(&sha2::Sha256::digest(bytes))
}
