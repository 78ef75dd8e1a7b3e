//! The pages of sales: enquiries, quotes, and what a client sees of them.

pub(crate) mod answer;
pub(crate) mod enquiries;
pub(crate) mod enquiry_form;
pub(crate) mod lines;
pub(crate) mod quote_form;
pub(crate) mod quotes;

use access::{Act, Failure, PageError, Resource, Routes};
use base::PublicId;
use webkit::prelude::*;

/// Every route of this crate.
pub fn routes() -> Routes {
    let (enquiries, quotes) = (Resource::Enquiries, Resource::Quotes);
    Routes::new()
        .get("/enquiries/new", Act::Public, enquiry_form::blank)
        .get("/enquiries/received", Act::Public, enquiry_form::received)
        .post("/enquiries/new", Act::Public, enquiry_form::send)
        .get("/enquiries", Act::Read(enquiries), enquiries::list)
        .get("/enquiries/{id}", Act::Read(enquiries), enquiries::show)
        .post(
            "/enquiries/{id}/next-step",
            Act::Write(enquiries),
            enquiries::plan,
        )
        .post(
            "/enquiries/{id}/declining",
            Act::Write(enquiries),
            enquiries::decline,
        )
        .get("/quotes", Act::Read(quotes), quotes::list)
        .get("/quotes/new", Act::Write(quotes), quote_form::blank)
        .post("/quotes/new", Act::Write(quotes), quote_form::draft)
        .get("/quotes/reference-lines", Act::Read(enquiries), lines::list)
        .post("/quotes/reference-lines", Act::Write(quotes), lines::keep)
        .get("/quotes/{id}", Act::Read(quotes), quotes::show)
        .get("/quotes/{id}/edit", Act::Write(quotes), quote_form::edit)
        .post("/quotes/{id}/edit", Act::Write(quotes), quote_form::revise)
        .post("/quotes/{id}/sending", Act::Write(quotes), quotes::send)
        .post("/quotes/{id}/loss", Act::Write(quotes), quotes::lose)
        .get("/quotes/{id}/answer", Act::Read(quotes), answer::show)
        .post(
            "/quotes/{id}/acceptance",
            Act::Approve(quotes),
            answer::accept,
        )
        .post(
            "/quotes/{id}/declining",
            Act::Approve(quotes),
            answer::decline,
        )
}

/// An id from an address; anything else is not there.
fn id_of(text: &str) -> Result<PublicId, PageError> {
    PublicId::parse(text).ok_or(PageError(Failure::Absent))
}

/// A failure that a form can show; any other goes on.
fn shown(failure: Failure, filled: Filled) -> Result<Filled, Failure> {
    match failure {
        Failure::Faulty(faults) => Ok(faults
            .into_iter()
            .fold(filled, |it, (field, words)| it.with_fault(&field, words))),
        Failure::Refused(words) => Ok(filled.with_fault("", words)),
        other => Err(other),
    }
}

/// A part that opens on demand; it stands open when something in it must be repaired.
fn folded(summary: String, body: impl Render, open: bool) -> Markup {
    if open {
        section(summary, body)
    } else {
        details(summary, body)
    }
}

/// The version from which a form was drawn; none, when it was lost on the way, is no version of anything.
fn version_of(reader: &mut Reader<'_>) -> i32 {
    reader
        .version("_version")
        .and_then(|it| i32::try_from(it).ok())
        .unwrap_or(-1)
}

/// Which page of a list.
#[derive(serde::Deserialize, Default)]
#[serde(default)]
pub(crate) struct ListQuery {
    state: String,
    page: u64,
}

/// One page of rows and whether another follows.
fn one_page<T>(mut rows: Vec<T>) -> (Vec<T>, bool) {
    let more = crate::store::PAGE < rows.len() as u64;
    rows.truncate(crate::store::PAGE as usize);
    (rows, more)
}

/// Links to each state of a list.
fn state_tabs(path: &str, all: String, states: &[(String, &str)], now: &str) -> Markup {
    let mut shown = vec![(all, path.to_owned(), now.is_empty())];
    shown.extend(
        states
            .iter()
            .map(|(label, name)| (label.clone(), format!("{path}?state={name}"), *name == now)),
    );
    tabs(&shown)
}
