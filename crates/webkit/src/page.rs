//! A whole page: what a handler returns.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use maud::{Markup, Render, html};

use crate::form::{Filled, button_link};
use crate::{layout, shell, t};

/// A page under construction. Returned from a handler, it becomes the whole document.
#[derive(Clone, Debug)]
pub struct Page {
    pub(crate) title: String,
    pub(crate) lead: Option<Markup>,
    pub(crate) crumbs: Vec<(String, String)>,
    pub(crate) wide: bool,
    pub(crate) body: Markup,
    status: StatusCode,
    faults: Option<Filled>,
    pub(crate) stale: bool,
}

impl Page {
    /// A page with this title, which is also its one `h1`.
    pub fn titled(title: impl Into<String>) -> Page {
        Page {
            title: title.into(),
            lead: None,
            crumbs: Vec::new(),
            wide: false,
            body: Markup::default(),
            status: StatusCode::OK,
            faults: None,
            stale: false,
        }
    }

    /// One or two sentences below the title.
    pub fn lead(mut self, lead: impl Render) -> Page {
        self.lead = Some(lead.render());
        self
    }

    /// The way here: pairs of words and address, from the outermost.
    pub fn crumbs<L: AsRef<str>, H: AsRef<str>>(mut self, crumbs: &[(L, H)]) -> Page {
        self.crumbs = crumbs
            .iter()
            .map(|(label, href)| (label.as_ref().to_owned(), href.as_ref().to_owned()))
            .collect();
        self
    }

    /// For wide tables: the whole width of the window.
    pub fn wide(mut self) -> Page {
        self.wide = true;
        self
    }

    /// Another status than 200.
    pub fn status(mut self, status: StatusCode) -> Page {
        self.status = status;
        self
    }

    /// The faults of the form on this page: shown on top and in the title, with status 422. Where somebody else saved
    /// first, the page says so instead, with status 409.
    pub fn errors(mut self, filled: &Filled) -> Page {
        self.stale |= filled.is_stale();
        if filled.is_faulty() {
            self.faults = Some(filled.clone());
        }
        self
    }

    /// The content below the title. May be called several times; the parts follow each other.
    pub fn body(mut self, body: impl Render) -> Page {
        self.body.0.push_str(&body.render().0);
        self
    }

    /// The document, for tests.
    pub fn draw(&self) -> String {
        let faults = shell::take_faults().or_else(|| self.faults.clone());
        layout::document(self, faults.as_ref()).into_string()
    }

    fn final_status(&self, faulty: bool) -> StatusCode {
        match (self.status, self.stale, faulty) {
            (StatusCode::OK, true, _) => StatusCode::CONFLICT,
            (StatusCode::OK, _, true) => StatusCode::UNPROCESSABLE_ENTITY,
            (status, _, _) => status,
        }
    }
}

impl IntoResponse for Page {
    fn into_response(mut self) -> Response {
        self.faults = shell::take_faults().or(self.faults);
        let status = self.final_status(self.faults.is_some());
        let document = layout::document(&self, self.faults.as_ref()).into_string();
        let keep = [(header::CACHE_CONTROL, HeaderValue::from_static("no-store"))];
        (status, keep, Html(document)).into_response()
    }
}

/// Something went wrong: what, what to do, and the number under which we find it in the log.
pub fn error_page(
    status: StatusCode,
    title: impl Into<String>,
    body: impl Render,
    request_id: &str,
) -> Page {
    Page::titled(title).status(status).body(html! {
        div.lead { (body) }
        @if !request_id.is_empty() {
            p.note { (t!("webkit-request-id", id = request_id)) }
        }
        div.actions { (button_link("/", t!("webkit-to-home"))) }
    })
}

/// Somebody else saved first, and the form that was sent cannot be drawn again beside it: what was typed stays in
/// sight, so that none of it is lost.
pub fn conflict(typed: &[(String, String)]) -> Page {
    Page::titled(t!("webkit-conflict"))
        .status(StatusCode::CONFLICT)
        .lead(t!("webkit-conflict-lead"))
        .body(html! {
            (typed_texts(typed))
            div.actions { (button_link(&shell::current().path, t!("webkit-conflict-again"))) }
        })
}

/// What a person wrote into a form, without the names that only programs know.
pub fn typed_texts(typed: &[(String, String)]) -> Markup {
    let code = |text: &str| {
        text.chars()
            .all(|it| it.is_ascii_alphanumeric() || "_-".contains(it))
    };
    let texts: Vec<&str> = typed
        .iter()
        .filter(|(name, _)| !name.starts_with('_'))
        .map(|(_, text)| text.trim())
        .filter(|text| !code(text))
        .collect();
    html! {
        @if !texts.is_empty() {
            section.card {
                h2 { (t!("webkit-conflict-mine")) }
                @for text in texts { p.lines { (text) } }
            }
        }
    }
}
