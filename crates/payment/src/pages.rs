//! The pages about money: 支払 for staff, お金 for workers, 請求書 for staff and clients.

mod account;
mod batch;
mod invoices;
mod money;
mod notice;
mod parts;
mod remitter;
mod staff;

use crate::{Holidays, Refusal};
use access::{Act, Failure, Resource, Routes, Visit, refused};
use base::PublicId;

/// The routes of this crate.
pub fn routes() -> Routes {
    let (see, keep) = (
        Act::Read(Resource::Transfers),
        Act::Write(Resource::PaymentNotices),
    );
    let (prepare, approve) = (
        Act::Write(Resource::Transfers),
        Act::Approve(Resource::Transfers),
    );
    let routes = Routes::new()
        .get("/payments", see, staff::overview)
        .post("/payments/closings", keep, staff::close)
        .get("/payments/closings/{id}", see, staff::closing)
        .post("/payments/closings/{id}/batches", prepare, staff::prepare)
        .get("/payments/notices/{id}", see, notice::show)
        .get("/payments/notices/{id}/notice.pdf", see, notice::pdf)
        .post("/payments/notices/{id}/answers", keep, notice::answer)
        .post("/payments/notices/{id}/corrections", keep, notice::correct)
        .get("/payments/batches/{id}", see, batch::show)
        .post("/payments/batches/{id}/approval", approve, batch::approve)
        .post("/payments/batches/{id}/withdrawal", see, batch::withdraw)
        .post("/payments/batches/{id}/file", approve, batch::file)
        .post("/payments/batches/{id}/results", prepare, batch::results)
        .post("/payments/batches/{id}/recalls", prepare, batch::recall)
        .get("/payments/remitter", approve, remitter::form)
        .post("/payments/remitter", approve, remitter::save);
    routes.and(own_routes()).and(invoice_routes())
}

fn own_routes() -> Routes {
    let (account, confirm) = (
        Act::Write(Resource::BankAccounts),
        Act::Approve(Resource::PaymentNotices),
    );
    Routes::new()
        .get("/money", confirm, money::overview)
        .get("/money/notices/{id}", confirm, money::notice)
        .get("/money/notices/{id}/notice.pdf", confirm, notice::pdf)
        .post("/money/notices/{id}/confirmation", confirm, money::confirm)
        .post("/money/notices/{id}/questions", confirm, money::question)
        .get("/money/account", account, account::form)
        .post("/money/account", account, account::save)
}

fn invoice_routes() -> Routes {
    let (see, keep) = (
        Act::Read(Resource::Invoices),
        Act::Write(Resource::Invoices),
    );
    Routes::new()
        .get("/invoices", see, invoices::list)
        .post("/invoices", keep, invoices::issue)
        .get("/invoices/{id}", see, invoices::show)
        .get("/invoices/{id}/invoice.pdf", see, invoices::pdf)
        .post("/invoices/{id}/receipt", keep, invoices::receive)
        .post("/invoices/{id}/voiding", keep, invoices::void)
        .get("/my-invoices", see, invoices::my_list)
        .get("/my-invoices/{id}", see, invoices::my_show)
        .get("/my-invoices/{id}/invoice.pdf", see, invoices::pdf)
}

/// The id in an address; anything else is a page that does not exist.
fn id_of(text: &str) -> Result<PublicId, Failure> {
    PublicId::parse(text).ok_or(Failure::Absent)
}

/// The national holidays that this service was started with.
fn holidays(visit: &Visit) -> Result<Holidays, Failure> {
    let table = &visit.app.settings.holidays;
    if table.is_empty() {
        return Err(refused(Refusal::NoHolidaysFor {
            year: visit.today().year(),
        }));
    }
    Holidays::parse(table).map_err(refused)
}

/// The pages as handlers, for the tests of what they show.
#[cfg(test)]
pub(crate) mod testing {
    use super::*;
    use access::PageError;
    use axum::extract::{Path, Query};
    use webkit::Page;

    type Shown = Result<Page, PageError>;

    pub async fn payments(visit: Visit) -> Shown {
        staff::overview(visit, Query::default()).await
    }

    pub async fn closing(visit: Visit, id: &PublicId) -> Shown {
        staff::closing(visit, Path(id.to_string()), Query::default()).await
    }

    pub async fn batch(visit: Visit, id: &PublicId) -> Shown {
        batch::show(visit, Path(id.to_string())).await
    }

    pub async fn results(
        visit: Visit,
        id: &PublicId,
        typed: &[(&str, &str)],
    ) -> Result<axum::response::Response, PageError> {
        let form = access::Form(webkit::Posted::of(typed.iter().copied()));
        batch::results(visit, Path(id.to_string()), form).await
    }

    pub async fn notice(visit: Visit, id: &PublicId) -> Shown {
        notice::show(visit, Path(id.to_string())).await
    }

    pub async fn money(visit: Visit) -> Shown {
        money::overview(visit, Query::default()).await
    }

    pub async fn my_notice(visit: Visit, id: &PublicId) -> Shown {
        money::notice(visit, Path(id.to_string())).await
    }

    pub async fn account(visit: Visit) -> Shown {
        account::form(visit).await
    }

    pub async fn invoices(visit: Visit) -> Shown {
        invoices::list(visit, Query::default()).await
    }

    pub async fn remitter(visit: Visit) -> Shown {
        remitter::form(visit).await
    }
}
