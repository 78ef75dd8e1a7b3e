//! Forms: what was posted, how it is read into domain values, and how fields are drawn.
//!
//! A page that changes something reads all its fields, so that every fault is reported at once:
//!
//! ```text
//! let mut reader = posted.reader();
//! let (Some(name), Some(on)) = (reader.text("name", 80), reader.day("on")) else {
//!     return Ok(edit_page(&reader.filled()));
//! };
//! ```

mod control;
mod dates;
mod draw;
mod field;
mod filled;
mod posted;
mod reader;

pub use dates::day_from;
pub(crate) use draw::draw_summary;
pub use draw::{
    Form, button, button_danger, button_link, error_summary, form, post_button, post_button_primary,
};
pub use field::{
    Choice, Field, field_area, field_checks, field_date, field_file, field_number, field_radios,
    field_select, field_text, field_yen,
};
pub use filled::Filled;
pub use posted::{Posted, Upload};
pub use reader::Reader;
