//! The API: the reads and acts of the pages, as JSON under `/api/`, for tokens.
//!
//! A route names the same act as its page, so the policy is one; a token has the rights of its owner, and of approvals only
//! a company's answer to a delivery.
//! Ids are public ids. Whatever goes wrong is answered as `application/problem+json`. The document of the API is derived
//! from the handlers, and the reference page is drawn from the document.

mod asked;
mod deliveries;
mod document;
mod enquiries;
mod figures;
mod items;
mod offers;
mod orders;
mod reference;
#[cfg(test)]
mod tests;
mod told;
mod work_orders;
mod workers;

use access::Act::{Approve, Public, Read, Write};
use access::Resource::{
    ClientOrders, Deliveries, Indicators, Offers, Profile, Sheets, WorkItems, WorkOrders, Workers,
};
use access::Routes;

/// The words of this crate.
pub const WORDS: webkit::words::Locale = webkit::locale!("server");

/// The routes of the API, its document and its reference.
pub fn routes() -> Routes {
    reads()
        .and(acts())
        .get("/api", Public, reference::show)
        .get("/api/openapi.json", Public, document::show)
}

fn reads() -> Routes {
    Routes::new()
        .get("/api/orders", Read(ClientOrders), orders::list)
        .get("/api/orders/{id}", Read(ClientOrders), orders::one)
        .get(
            "/api/orders/{id}/deliveries",
            Read(Deliveries),
            deliveries::list,
        )
        .get("/api/work-orders", Read(WorkOrders), work_orders::list)
        .get("/api/work-orders/{id}", Read(WorkOrders), work_orders::one)
        .get("/api/workers", Read(Workers), workers::list)
        .get("/api/workers/{id}", Read(Workers), workers::one)
        .get("/api/profile", Read(Profile), workers::own)
        .get("/api/sheets", Read(Sheets), figures::list)
        .get("/api/sheets/{id}", Read(Sheets), figures::one)
        .get(
            "/api/indicators/{year}",
            Read(Indicators),
            figures::indicators,
        )
}

fn acts() -> Routes {
    Routes::new()
        .post("/api/enquiries", Public, enquiries::create)
        .post(
            "/api/deliveries/{id}/acceptance",
            Approve(Deliveries),
            deliveries::accept,
        )
        .post(
            "/api/deliveries/{id}/return",
            Approve(Deliveries),
            deliveries::send_back,
        )
        .post("/api/offers/{id}/agreement", Write(Offers), offers::agree)
        .post("/api/offers/{id}/declining", Write(Offers), offers::decline)
        .post(
            "/api/work-orders/{id}/claims",
            Write(WorkItems),
            items::claim,
        )
        .post(
            "/api/work-orders/{id}/reports",
            Write(WorkItems),
            items::report,
        )
        .put("/api/work-items/{id}/answer", Write(WorkItems), items::save)
        .post(
            "/api/work-items/{id}/submission",
            Write(WorkItems),
            items::submit,
        )
}
