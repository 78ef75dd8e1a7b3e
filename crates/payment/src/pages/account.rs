//! 振込先の口座: given once, shown by its last four digits, changed at any time with a fresh second factor.

use super::holidays;
use super::money::worker_of;
use super::parts::shown;
use crate::actions::{self, NewAccount};
use crate::banks;
use crate::store::accounts;
use crate::zengin::AccountKind;
use access::{Done, Form, PageError, Visit};
use axum::response::{IntoResponse, Response};
use webkit::prelude::*;

pub(super) async fn form(visit: Visit) -> Result<Page, PageError> {
    page(&visit, &Filled::default()).await
}

async fn page(visit: &Visit, filled: &Filled) -> Result<Page, PageError> {
    let worker = worker_of(visit).await?;
    let live = accounts::live(visit.db(), worker.id).await?;
    let page = Page::titled(t!("payment-account"))
        .crumbs(&[(t!("payment-money"), "/money")])
        .lead(t!("payment-account-lead"));
    Ok(page.errors(filled).body(html! {
        @if let Some(it) = &live {
            (facts(&[
                (t!("payment-account-now"), text(t!("payment-account-last4", last4 = &it.last4))),
                (t!("payment-account-given"), day(it.given_on)),
                (t!("payment-account-usable"), day(it.usable_from)),
            ]))
        }
        (webkit::form("/money/account").submit(t!("payment-account-save")).body(account_fields(filled)))
    }))
}

/// The fields of an account, for workers and for the account from which they are paid.
pub(super) fn account_fields(filled: &Filled) -> Markup {
    let kind = |it: AccountKind| {
        (
            it.name().to_owned(),
            t!(format!("payment-account-{}", it.name())),
        )
    };
    html! {
        (field_text("bank", t!("payment-bank")).support(t!("payment-bank-support")).digits().required().max(4).filled(filled))
        (field_text("branch", t!("payment-branch")).support(t!("payment-branch-support")).digits().required().max(3).filled(filled))
        (field_radios("kind", t!("payment-account-kind")).required()
            .options([AccountKind::Ordinary, AccountKind::Current, AccountKind::Savings].map(kind)).filled(filled))
        (field_text("number", t!("payment-account-number")).support(t!("payment-account-number-support")).digits().required().max(7).autocomplete("off").filled(filled))
        (field_text("holder", t!("payment-holder")).support(t!("payment-holder-support")).required().max(60).filled(filled))
    }
}

/// Reads those fields; the names of bank and branch come from the public table of codes.
pub(super) fn read_account(reader: &mut Reader<'_>) -> Option<NewAccount> {
    let bank = reader.text("bank", 10);
    let branch = reader.text("branch", 10);
    let kind = reader.choice("kind", &["ordinary", "current", "savings"]);
    let number = reader.text("number", 20);
    let holder = reader.text("holder", 60);
    let (bank, branch, kind, number, holder) = (
        bank?,
        branch?,
        AccountKind::parse(&kind?)?,
        number?,
        holder?,
    );
    let (bank, branch) = (base::narrow_digits(&bank), base::narrow_digits(&branch));
    let (bank_name, branch_name) = match banks::names(&bank, &branch) {
        banks::Found::Both { bank, branch } => (bank, branch),
        banks::Found::NoTable => (String::new(), String::new()),
        banks::Found::NoBank => {
            return faulted(reader, "bank", words!("payment-fault-bank-unknown"));
        }
        banks::Found::NoBranch => {
            return faulted(reader, "branch", words!("payment-fault-branch-unknown"));
        }
    };
    Some(NewAccount {
        bank,
        bank_name,
        branch,
        branch_name,
        kind,
        number,
        holder,
    })
}

fn faulted<T>(reader: &mut Reader<'_>, field: &str, fault: Words) -> Option<T> {
    reader.fault(field, fault);
    None
}

/// The form as it was typed, without the number: an account never comes back to a screen.
pub(super) fn without_number(mut filled: Filled) -> Filled {
    filled.values.retain(|(name, _)| name != "number");
    filled
}

pub(super) async fn save(visit: Visit, Form(posted): Form) -> Result<Response, PageError> {
    let worker = worker_of(&visit).await?;
    let mut reader = posted.reader();
    let Some(account) = read_account(&mut reader) else {
        return Ok(page(&visit, &without_number(reader.filled()))
            .await?
            .into_response());
    };
    let given = actions::give_account(
        visit.db(),
        &visit.actor,
        &visit.app.vault,
        &holidays(&visit)?,
        &worker.public_id,
        &account,
    )
    .await;
    match given {
        Ok(given) => Ok(Done::to("/money")
            .saying(words!("payment-account-saved", on = given.usable_from))
            .into_response()),
        Err(failure) => Ok(
            page(&visit, &shown(failure, without_number(reader.filled()))?)
                .await?
                .into_response(),
        ),
    }
}
