//! 発注・進捗: a 発注 ([`WorkCard`]) is a piece of work asked of one worker: one portion of a client order, so many units at
//! a fixed unit price, by a day. It begins as an offer with all twelve items of the terms on one screen; agreement
//! stores the terms notice for both sides. Work is done item by item under a lease, or reported in counts.
//!
//! Publishes: work_card, work_item_card, work_portion
//!
//! To workers we say 「お願い」; on staff pages 「打診」. Declining costs nothing and is read by nothing.

pub mod answer;
mod cards;
pub mod forecast;
pub mod inspection;
mod items;
pub mod lease;
mod offering;
#[cfg(test)]
mod page_tests;
mod pages;
pub mod papers;
pub mod read;
mod refusal_words;
pub mod rules;
pub mod stage;
mod store;
mod tables;
pub mod terms;
pub mod testing;
#[cfg(test)]
mod tests;
mod working;

pub use cards::{ItemCard, ItemWorkId, PortionFacts, WorkCard, WorkLine, WorkOrderId};
pub use offering::{
    Agreed, Asked, Draft, agree, agree_in, ask_instead_in, decline, decline_in, draft, draft_in,
    expire_due, expire_due_in, offer, offer_in, terminate, terminate_in, wish_paper, wish_paper_in,
    withdraw, withdraw_in,
};
pub use pages::routes;
pub use refusal_words::stage_words;
pub use rules::Refusal;
pub use working::{
    Claimed, Delivered, Finished, HandedIn, Saved, claim_next, claim_next_in, deliver, deliver_in,
    give_back, give_back_in, hand_over_in, must_be_in_room, must_be_in_room_as, put_aside, release,
    release_in, report_count, report_count_in, save_answer, save_answer_in, submit_item,
    submit_item_in, submit_items_in,
};

/// The words of this crate.
pub const WORDS: webkit::words::Locale = webkit::locale!("work");

/// The tables and published views of this crate.
pub fn migrations() -> Vec<db::Migration> {
    vec![
        db::Migration {
            name: "0700_work",
            sql: include_str!("../migrations/0700_work.sql"),
        },
        db::Migration {
            name: "0701_work_views",
            sql: include_str!("../migrations/0701_work_views.sql"),
        },
        db::Migration {
            name: "0702_work_director",
            sql: include_str!("../migrations/0702_work_director.sql"),
        },
        db::Migration {
            name: "0703_work_line",
            sql: include_str!("../migrations/0703_work_line.sql"),
        },
    ]
}
