//! 認証・権限: who someone is, their role, and how far it reaches.
//!
//! The policy is one table ([`policy`]); the guard in front of every handler loads the person and asks it once, every
//! action asks again for the rows at hand. What is out of reach answers like absent.

mod account_page;
pub mod accounts;
mod accounts_page;
mod actor;
pub mod api;
mod app;
mod audit_page;
mod binding_fields;
mod body;
mod cookies;
mod factor_page;
mod failure;
mod forms;
pub mod grants;
mod guard;
mod headers;
mod heads;
mod holders;
mod ids;
mod invitation_page;
pub mod invitations;
mod kept;
mod limits;
mod member_page;
mod own;
mod pages;
pub mod password;
pub mod places;
pub mod policy;
mod qr;
mod reach;
mod recent;
mod recovery;
mod role;
mod routes;
mod scope;
pub mod second_factor;
pub mod sessions;
mod sign_in;
pub mod testing;
#[cfg(test)]
mod tests;
mod tokens_page;
mod vault;
mod visit;
mod waiting_page;

pub use actor::Actor;
pub use app::{App, Menu, Settings};
pub use failure::{Failure, PageError, Worded, refused, took_too_long};
pub use forms::{id_of, shown, version_of};
pub use guard::{role_label, role_words};
pub use headers::headers;
pub use heads::{SignedHead, audit_heads, head_still_stands};
pub use holders::{Holder, holders};
pub use ids::{AccountId, ClientId, MunicipalityId, OperatorId, SiteId};
pub use pages::{demo_routes, routes};
pub use policy::{Act, Reach, Resource};
pub use reach::Columns;
pub use role::{Binding, Role};
pub use routes::{RouteRow, Routes};
pub use scope::{Grant, Scope};
pub use vault::{Sealed, Vault};
pub use visit::{Done, Form, Visit, download};

/// The words of this crate.
pub const LOCALE: webkit::Locale = webkit::locale!("access");

/// The tables of this crate.
pub fn migrations() -> Vec<db::Migration> {
    vec![db::Migration {
        name: "0100_access",
        sql: include_str!("../migrations/0100_access.sql"),
    }]
}
