//! The design system as functions: whole pages, forms, tables and states, after the Digital
//! Agency's guidelines (デジタル庁デザインシステム).
//!
//! A capability's page fetches its facts, composes parts from here and returns a [`Page`].
//! It writes no markup of its own beyond paragraphs and headings, and no styles at all.
//! This crate knows no capability, no database and no permission.

extern crate self as webkit;

pub mod assets;
pub mod design;
pub mod form;
pub mod formats;
mod href;
pub mod icons;
mod kept;
mod layout;
mod page;
pub mod parts;
pub mod shell;
pub mod table;
pub mod words;

pub use form::{Filled, Posted, Reader, error_summary, form, post_button, post_button_primary};
pub use form::{
    field_area, field_checks, field_date, field_file, field_number, field_radios, field_select,
    field_text, field_yen,
};
pub use href::with_query;
pub use icons::Icon;
pub use maud::{Markup, PreEscaped, Render, html};
pub use page::{Page, conflict, error_page, typed_texts};
pub use parts::*;
pub use shell::{Lasts, NavItem, Shell, Who};
pub use table::{Column, column, number_column, pagination, pagination_open, table};
pub use words::{Lang, Locale, Words};

/// The words of this crate.
pub const LOCALE: Locale = locale!("webkit");

/// Everything that a `pages.rs` wants: `use webkit::prelude::*;`.
pub mod prelude {
    pub use crate::form::{Filled, Posted, Reader};
    pub use crate::words::{Lang, Words};
    pub use crate::{
        Column, Icon, Markup, Page, PreEscaped, Render, column, error_page, error_summary,
        field_area, field_checks, field_date, field_file, field_number, field_radios, field_select,
        field_text, field_yen, form, html, number_column, pagination, pagination_open, parts::*,
        post_button, post_button_primary, t, table, words,
    };
}

#[cfg(test)]
mod tests;
