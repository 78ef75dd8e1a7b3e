//! The pages of sales: enquiries, quotes, and what a client sees of them.

pub(crate) mod answer;
pub(crate) mod enquiries;
pub(crate) mod enquiry_form;
pub(crate) mod lines;
pub(crate) mod quote_form;
pub(crate) mod quotes;

use access::{Act, PageError, Resource, Routes, Visit, id_of, shown, version_of};
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

/// A quote is over, whoever of the two says so: done, or the form again with what must be repaired.
async fn lost(visit: &Visit, id: &PublicId, posted: &Posted) -> Result<Option<Filled>, PageError> {
    let mut reader = posted.reader();
    let version = version_of(&mut reader);
    let why = reader.text("why", 1_000);
    let filled = reader.filled();
    let Some(why) = why else {
        return Ok(Some(filled));
    };
    match crate::lose_quote(visit.db(), &visit.actor, id, &why, version).await {
        Ok(_) => Ok(None),
        Err(failure) => Ok(Some(shown(failure, filled)?)),
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
