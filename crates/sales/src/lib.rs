//! 受注拡大: what companies ask us for (引合い), and what we offer them (見積).
//!
//! An enquiry arrives from anyone. Sales answers it with a quote whose figures follow from one computation
//! ([`Figures::estimate`]), shows the client what was sent, and learns the answer: accepted, or lost with a reason.
//! An accepted quote becomes a client order in `orders`.

mod actions;
mod contact;
mod estimate;
mod ids;
mod pages;
pub mod read;
mod rules;
mod stage;
mod store;
mod tables;

pub use actions::*;
pub use estimate::{Estimate, Figures};
pub use ids::{EnquiryId, QuoteId};
pub use pages::routes;
pub use rules::{
    ReferenceLine, Refusal, Timing, TrialResult, Warning, line_on, trial_result, warnings,
};
pub use stage::{EnquiryState, EnquiryStep, QuoteState, QuoteStep};

/// The words of this crate.
pub const WORDS: webkit::words::Locale = webkit::locale!("sales");

/// The tables of this crate.
pub fn migrations() -> Vec<db::Migration> {
    vec![
        db::Migration {
            name: "0500_sales",
            sql: include_str!("../migrations/0500_sales.sql"),
        },
        db::Migration {
            name: "0501_opened_order",
            sql: include_str!("../migrations/0501_opened_order.sql"),
        },
    ]
}

#[cfg(test)]
mod tests;
