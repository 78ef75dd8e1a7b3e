//! What every capability shares: money, days, fiscal years, the clock and public ids.
//! Small and almost frozen; nothing here knows a table, a page or a person.

mod clock;
mod day;
mod fiscal;
mod kana;
mod public_id;
mod stored;
mod yen;

pub use clock::Clock;
pub use day::{Day, Moment, Weekday};
pub use fiscal::FiscalYear;
pub use kana::{fold_for_search, half_to_full_width, narrow_digits};
pub use public_id::PublicId;
pub use yen::{OutOfRange, Rounding, Yen};
