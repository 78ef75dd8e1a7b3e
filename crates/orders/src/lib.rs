//! 受注: what a client ordered, and how it is split into work.
//!
//! A client order stands only with the client's consent to re-entrustment and the rules of their information. A
//! director takes its items in from the client's file, splits it into lots and steps, and makes the portions (分担: lot
//! × item group × step) that people are asked to do; their totals always equal what was ordered. The manual is kept in
//! versions, so that a worker reads only what changed.
//!
//! Publishes: order_card, portion_card, portion_item

mod actions;
mod breakdown;
mod columns;
mod ids;
mod intake;
mod manual;
mod order;
mod pages;
pub mod read;
mod rules;
mod stage;
mod store;
mod tables;

pub use actions::*;
pub use breakdown::{
    CheckPlan, Group, GroupRules, LotPlan, LotShare, PortionPlan, StepKind, StepPlan,
};
pub use columns::{Column, Columns, ColumnsFault, Meaning};
pub use ids::{ItemId, LotId, ManualVersionId, OrderId, PortionId, StepId};
pub use intake::{Examined, NewItem, RowFault, examine};
pub use manual::{
    Change, Line, LineFault, changes, parse as parse_manual, written as written_manual,
};
pub use order::{Agreed, Class, Missing, Terms};
pub use pages::routes;
pub use rules::{Refusal, stage_words};
pub use stage::{Move, Stage};

/// The words of this crate.
pub const WORDS: webkit::words::Locale = webkit::locale!("orders");

/// The tables of this crate.
pub fn migrations() -> Vec<db::Migration> {
    vec![db::Migration {
        name: "0600_orders",
        sql: include_str!("../migrations/0600_orders.sql"),
    }]
}

#[cfg(test)]
mod tests;
