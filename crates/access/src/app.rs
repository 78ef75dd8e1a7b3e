use axum::extract::FromRef;
use db::Db;
use std::path::PathBuf;
use std::sync::Arc;

use crate::{Actor, Vault};
use webkit::shell::NavItem;

/// What every handler reaches: the database, the keys and the settings of this process.
#[derive(Clone)]
pub struct App {
    pub db: Db,
    pub vault: Vault,
    pub settings: Arc<Settings>,
}

impl FromRef<App> for Db {
    fn from_ref(app: &App) -> Db {
        app.db.clone()
    }
}

/// The menu of a person, made by the crate of the home pages.
#[derive(Clone, Debug, Default)]
pub struct Menu {
    pub items: Vec<NavItem>,
    pub top: Vec<NavItem>,
    /// True for workers, whose menu sits at the bottom of a phone.
    pub bottom: bool,
}

/// How this process was started.
pub struct Settings {
    /// Demonstration data: the first page lets a visitor enter as any of the cast.
    pub demonstration: bool,
    /// Cookies carry `Secure` and the `__Host-` name.
    pub secure_cookies: bool,
    /// The folder of the data, where files lie.
    pub folder: Option<PathBuf>,
    /// The menu for a person on a path.
    pub menu: fn(&Actor, &str) -> Menu,
    /// The address under which people reach the service, for links in documents.
    pub address: String,
    /// The national holidays on which banks rest.
    pub holidays: String,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            demonstration: false,
            secure_cookies: true,
            folder: None,
            menu: |_, _| Menu::default(),
            address: String::new(),
            holidays: String::new(),
        }
    }
}
