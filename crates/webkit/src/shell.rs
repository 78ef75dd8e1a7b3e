//! What surrounds every page: the reader's language, name and menu, set once for each request.

use std::cell::RefCell;
use std::collections::HashMap;
use std::future::Future;
use std::sync::Arc;

use crate::form::Filled;
use crate::icons::Icon;
use crate::words::{self, Lang};

/// The surroundings of one request's page.
#[derive(Clone, Debug, Default)]
pub struct Shell {
    /// The reader's language.
    pub lang: Lang,
    /// Path and query of this request, for the language switch and the current menu entry.
    pub path: String,
    /// The token that every form of this session carries.
    pub csrf: String,
    /// The role's menu: at the side on wide screens.
    pub nav: Vec<NavItem>,
    /// Links beside the reader's name, such as 「お知らせ」 and 「相談する」.
    pub top: Vec<NavItem>,
    /// Whether the menu sits at the bottom of a phone, under the thumb (workers).
    pub bottom: bool,
    /// The person signed in, if any.
    pub who: Option<Who>,
    /// A sentence about what has just been done.
    pub flash: Option<String>,
    /// Whether this is demonstration data, which every page then says.
    pub demonstration: bool,
    /// How long the sign-in behind this page lasts, so that the page can warn before it ends.
    pub lasts: Option<Lasts>,
}

/// The time a sign-in has left when a page is drawn, in seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lasts {
    /// Without any further use.
    pub unused: i64,
    /// However much it is used.
    pub at_most: i64,
}

/// One entry of a menu.
#[derive(Clone, Debug, Default)]
pub struct NavItem {
    /// Its words, in the reader's language.
    pub label: String,
    /// Where it leads.
    pub href: String,
    /// Whether the reader is there now.
    pub current: bool,
    /// A small drawing beside the words, never instead of them.
    pub icon: Option<Icon>,
}

/// The person signed in, as the header names them.
#[derive(Clone, Debug, Default)]
pub struct Who {
    /// 氏名 as shown.
    pub name: String,
    /// The role in words: 「ディレクター」.
    pub role_label: String,
}

/// What the parts of one page have told the page so far.
#[derive(Default)]
struct Ledger {
    labels: HashMap<String, String>,
    faults: Option<Filled>,
}

tokio::task_local! {
    static SHELL: Arc<Shell>;
    static LEDGER: RefCell<Ledger>;
}

/// Answers one request within its surroundings; pages drawn inside find them by [`current`].
pub async fn scope<F: Future>(shell: Shell, future: F) -> F::Output {
    let lang = shell.lang;
    let inside = LEDGER.scope(RefCell::default(), future);
    words::scope(lang, SHELL.scope(Arc::new(shell), inside)).await
}

/// The surroundings of this request; plain ones outside of any.
pub fn current() -> Arc<Shell> {
    SHELL.try_with(Arc::clone).unwrap_or_default()
}

/// A field tells the page its label, so that the summary of faults can name it.
pub(crate) fn note_label(field: &str, label: &str) {
    let _ = LEDGER.try_with(|it| {
        it.borrow_mut()
            .labels
            .insert(field.to_owned(), label.to_owned())
    });
}

/// The label of a field drawn earlier on this page.
pub(crate) fn label_of(field: &str) -> Option<String> {
    LEDGER
        .try_with(|it| it.borrow().labels.get(field).cloned())
        .ok()
        .flatten()
}

/// Leaves the faults for the page to show on top; false where there is no page to leave them to.
pub(crate) fn note_faults(filled: &Filled) -> bool {
    LEDGER
        .try_with(|it| it.borrow_mut().faults = Some(filled.clone()))
        .is_ok()
}

/// The faults left by [`note_faults`], once.
pub(crate) fn take_faults() -> Option<Filled> {
    LEDGER
        .try_with(|it| it.borrow_mut().faults.take())
        .ok()
        .flatten()
}
