//! 育成: courses of lessons, a check and a practical item; passing grants a dated skill and opens a kind of work.
//!
//! Training is no duty. What is paid for it stands before the first step. A director judges the practical item, never
//! the own one; completed stays completed when a course is edited.

pub mod actions;
mod pages;
pub mod read;
mod refusal;
pub mod rules;
pub mod stage;
mod store;
mod stored;

#[cfg(test)]
mod tests;

pub use pages::routes;
pub use refusal::Refusal;
pub use stage::Stage;
pub use store::{NewCourse, NewLesson};
pub use stored::{CourseId, EnrolmentId};

/// The words of this crate.
pub const WORDS: webkit::words::Locale = webkit::locale!("training");

/// The tables of this crate.
pub fn migrations() -> Vec<db::Migration> {
    vec![db::Migration {
        name: "0400_training",
        sql: include_str!("../migrations/0400_training.sql"),
    }]
}
