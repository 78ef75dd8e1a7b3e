//! 品質管理: what is looked at, what comes back and why, and the two acceptances: a worker's delivery (検収) becomes one
//! payable fact, a lot's delivery is accepted or returned by the client.
//!
//! A sample is drawn from a seed kept with the portion and recorded in the commit of the worker's agreement. A return
//! names place, cause and line of the manual; only the worker's own fault may go unpaid.

mod accepting;
mod checking;
mod delivering;
mod lots;
#[cfg(test)]
mod page_tests;
mod pages;
pub mod read;
mod refusal_words;
pub mod rework;
pub mod rules;
pub mod sampling;
pub mod stage;
mod store;
#[cfg(test)]
mod tests;

pub use accepting::{Accepted, accept, accept_in};
pub use checking::{
    Judged, Return, agree, agree_in, answer_objection, answer_objection_in, draw_sample_in,
    note_result, note_result_in, object, object_in, pass_item, pass_item_in, return_item,
    return_item_in, return_units, return_units_in,
};
pub use delivering::{
    LotAnswered, LotDelivered, client_accept, client_accept_in, client_return, client_return_in,
    deliver_lot, deliver_lot_in,
};
pub use pages::routes;
pub use rework::Cause;

/// The words of this crate.
pub const WORDS: webkit::words::Locale = webkit::locale!("quality");

/// The tables of this crate.
pub fn migrations() -> Vec<db::Migration> {
    vec![db::Migration {
        name: "0800_quality",
        sql: include_str!("../migrations/0800_quality.sql"),
    }]
}
