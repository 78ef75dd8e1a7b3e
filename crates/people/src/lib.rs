//! ワーカー・ディレクター・担当者: who is registered, what they can do, and the hours they offer.
//!
//! A worker is a self-employed person who *offers* hours and may decline anything without consequence. This crate keeps
//! the registration and its stages, the usual week and days off, skills with their dates and reasons, what finished work
//! shows about speed and quality, and the town of record for each day.
//!
//! Others read through [`read`]; the matching reads [`read::candidates`].
//! Publishes: worker_card

pub mod actions;
mod candidates;
mod directory;
mod ids;
pub mod import;
pub mod intake;
mod pages;
pub mod read;
pub mod record;
mod refusal;
pub mod relations;
mod stage;
mod store;
mod stored;
mod week;
pub mod worker;

#[cfg(test)]
mod tests;

pub use ids::{JobTypeId, SkillId, WorkerId};
pub use pages::routes;
pub use record::{Measure, Worked};
pub use refusal::Refusal;
pub use stage::Stage;
pub use week::{Block, Given, MOST_BLOCK_MINUTES, MOST_WEEKLY_MINUTES, Rest, Week};
pub use worker::{NewWorker, Profile, Source, is_email, is_phone};

/// The words of this crate.
pub const WORDS: webkit::words::Locale = webkit::locale!("people");

/// The tables of this crate, and the skills and kinds of work with which a region begins.
pub fn migrations() -> Vec<db::Migration> {
    vec![
        db::Migration {
            name: "0200_people",
            sql: include_str!("../migrations/0200_people.sql"),
        },
        db::Migration {
            name: "0201_words",
            sql: include_str!("../migrations/0201_words.sql"),
        },
        db::Migration {
            name: "0202_relations",
            sql: include_str!("../migrations/0202_relations.sql"),
        },
    ]
}
