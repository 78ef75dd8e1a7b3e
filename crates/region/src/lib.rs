//! 自治体・指標・評価: the four indicators computed from transactions, the evaluation sheet of each town, and how work
//! and cost are spread over the towns.
//!
//! A figure is never typed: levels follow from settled transfers, client orders, costs and adoptions; baselines, targets,
//! agreements and words are entered with source, day and person. A sheet that was handed in is frozen word by word,
//! confirmed by a second person, and corrected only by a new version with its reason.

mod actions;
mod distribution;
mod facts;
mod form;
mod grade;
mod ids;
mod increase;
mod indicator;
mod letters;
mod missing;
mod pages;
mod papers;
mod rate;
pub mod read;
mod refusal;
mod remedy;
pub mod report;
mod sheet;
mod stage;
mod store;
mod verify;

#[cfg(test)]
mod tests;

pub use actions::*;
pub use facts::{YearFacts, of_year};
pub use grade::{Direction, Grade};
pub use increase::{Column, Level, Target};
pub use indicator::Indicator;
pub use missing::{Missing, missing};
pub use pages::routes;
pub use rate::Rate;
pub use refusal::{Refusal, stage_words};
pub use remedy::RemedyState;
pub use sheet::{SheetDocument, TextField};
pub use stage::Stage;
pub use store::{Part, Project, project_of};
pub use verify::verify;

/// The words of this crate.
pub const WORDS: webkit::words::Locale = webkit::locale!("region");

/// The tables of this crate.
pub fn migrations() -> Vec<db::Migration> {
    vec![
        db::Migration {
            name: "1100_region",
            sql: include_str!("../migrations/1100_region.sql"),
        },
        db::Migration {
            name: "1101_region_plan",
            sql: include_str!("../migrations/1101_region_plan.sql"),
        },
    ]
}
