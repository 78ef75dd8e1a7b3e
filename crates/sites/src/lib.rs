//! 拠点・環境整備: coworking rooms and secure rooms, seats that are booked, and the log of who entered when and why.
//!
//! A site (拠点) belongs to `access`; this crate owns its rooms. A step of class 「機密」 opens only while its worker is
//! in a secure room of an allowed site: [`read::entered_secure_room`].

pub mod actions;
mod pages;
pub mod read;
mod refusal;
pub mod room;
mod store;
mod stored;

#[cfg(test)]
mod tests;

pub use pages::routes;
pub use refusal::Refusal;
pub use room::{BookingState, Class, Slot};
pub use stored::RoomId;

/// The words of this crate.
pub const WORDS: webkit::words::Locale = webkit::locale!("sites");

/// The tables of this crate.
pub fn migrations() -> Vec<db::Migration> {
    vec![db::Migration {
        name: "0300_sites",
        sql: include_str!("../migrations/0300_sites.sql"),
    }]
}
