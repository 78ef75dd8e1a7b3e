//! 支払: from what was accepted to money in an account, and the client's invoice.
//!
//! Twice a month a period closes: every worker's notice is computed from 検収, confirmed or questioned, and paid within
//! two weeks by a transfer file that one person prepares and another approves. Every step is an entry of an append-only
//! ledger; what was sent is never edited, only reversed and said anew. [`verify`] asks the database whether every rule
//! about money holds.

mod actions;
mod bank_kana;
mod banks;
mod calendar;
mod claims;
mod ids;
mod invoice;
pub mod jobs;
mod ledger;
mod notice;
mod pages;
mod papers;
mod rates;
pub mod read;
mod refusal;
mod reg_no;
mod rules;
mod sealed;
mod stage;
mod store;
mod verify;
mod words;
mod zengin;

#[cfg(test)]
mod tests;

pub use actions::*;
pub use calendar::{Holidays, Period, latest_pay_day, warn_day};
pub use ids::{BankAccountId, BatchId, ClosingId, InvoiceId, NoticeId, TransferId};
pub use ledger::Book;
pub use pages::routes;
pub use refusal::Refusal;
pub use reg_no::{RegNo, RegNoFault};
pub use rules::Exception;
pub use stage::{BatchState, Confirmation, NoticeState, TransferState};
pub use verify::{Breach, verify};
pub use zengin::AccountKind;

/// The words of this crate.
pub const WORDS: webkit::words::Locale = webkit::locale!("payment");

/// The tables of this crate.
pub fn migrations() -> Vec<db::Migration> {
    vec![db::Migration {
        name: "1000_payment",
        sql: include_str!("../migrations/1000_payment.sql"),
    }]
}
