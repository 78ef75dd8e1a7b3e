//! マッチング: who may do what, the proposed plan (割当案), why, and what a director changed.
//!
//! A plan is made for one client order over at most four weeks from tomorrow. What people have agreed to is left as it
//! is; what lies beyond the four weeks waits for the next plan. The plan proposes; people decide: a director fixes,
//! leaves out or swaps, sees what that costs, and sends the offers. Every plan is kept with its instance and its seed.

pub mod actions;
pub mod board;
mod calendar;
mod cause_words;
pub mod causes;
pub mod covers;
pub mod decided;
pub mod facts;
mod gather;
mod ids;
pub mod jobs;
pub mod market;
pub mod outcome;
mod own_words;
mod pages;
pub mod read;
mod refusal;
pub mod runs;
mod search;
mod sentences;
mod solved;
mod store;
mod tables;
pub mod why;
mod working_out;

#[cfg(test)]
mod tests;

pub use actions::{
    Dropped, Proposed, Sending, Sent, ask_for_change, ask_for_plan, change, propose, send_offers,
    send_offers_in, stop_plan, supersede, supersede_in,
};
pub use decided::{Change, Decided};
pub use ids::PlanId;
pub use pages::routes;
pub use refusal::Refusal;
pub use why::{Because, Why};

/// The words of this crate.
pub const WORDS: webkit::words::Locale = webkit::locale!("matching");

/// The tables of this crate.
pub fn migrations() -> Vec<db::Migration> {
    vec![
        db::Migration {
            name: "0900_matching",
            sql: include_str!("../migrations/0900_matching.sql"),
        },
        db::Migration {
            name: "0901_plan_runs",
            sql: include_str!("../migrations/0901_plan_runs.sql"),
        },
        db::Migration {
            name: "0902_matching_board",
            sql: include_str!("../migrations/0902_matching_board.sql"),
        },
        db::Migration {
            name: "0903_matching_causes",
            sql: include_str!("../migrations/0903_matching_causes.sql"),
        },
        db::Migration {
            name: "0904_matching_covers",
            sql: include_str!("../migrations/0904_matching_covers.sql"),
        },
    ]
}
