//! 振込元の口座: the account from which workers are paid.

use super::account::{account_fields, read_account, without_number};
use super::parts::shown;
use crate::actions;
use crate::store::accounts;
use access::{Done, Form, PageError, Visit};
use axum::response::{IntoResponse, Response};
use webkit::prelude::*;

pub(super) async fn form(visit: Visit) -> Result<Page, PageError> {
    page(&visit, &Filled::default()).await
}

async fn page(visit: &Visit, filled: &Filled) -> Result<Page, PageError> {
    let now = accounts::remitter(visit.db()).await?;
    let page = Page::titled(t!("payment-remitter"))
        .crumbs(&[(t!("payment-payments"), "/payments")])
        .lead(t!("payment-remitter-lead"));
    Ok(page.errors(filled).body(html! {
        @if let Some(it) = &now {
            (facts(&[
                (t!("payment-account-now"), text(t!("payment-account-last4", last4 = &it.last4))),
                (t!("payment-remitter-code"), text(&it.code)),
            ]))
        }
        (webkit::form("/payments/remitter").submit(t!("payment-account-save")).body(html! {
            (field_text("code", t!("payment-remitter-code")).support(t!("payment-remitter-code-support")).digits().required().max(10).filled(filled))
            (account_fields(filled))
        }))
    }))
}

pub(super) async fn save(visit: Visit, Form(posted): Form) -> Result<Response, PageError> {
    let mut reader = posted.reader();
    let code = reader.text("code", 20);
    let (Some(account), Some(code)) = (read_account(&mut reader), code) else {
        return Ok(page(&visit, &without_number(reader.filled()))
            .await?
            .into_response());
    };
    match actions::set_remitter(visit.db(), &visit.actor, &visit.app.vault, &code, &account).await {
        Ok(_) => Ok(Done::to("/payments")
            .saying(words!("payment-remitter-saved"))
            .into_response()),
        Err(failure) => Ok(
            page(&visit, &shown(failure, without_number(reader.filled()))?)
                .await?
                .into_response(),
        ),
    }
}
