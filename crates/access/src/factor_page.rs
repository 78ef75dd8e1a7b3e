//! The second factor of one's own account: an authenticator app and ten recovery codes.

use axum::response::{IntoResponse, Response};
use base::PublicId;
use webkit::prelude::*;

use crate::account_page::{faulty, redrawn};
use crate::policy::Act;
use crate::{Failure, Form, PageError, Routes, Visit, accounts, own, pages, recovery, sessions};

pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/account/second-factor", Act::SignedIn, factor)
        .post("/account/second-factor", Act::SignedIn, enrol)
        .post("/account/recovery-codes", Act::SignedIn, renew)
}

async fn factor(visit: Visit) -> Result<Page, PageError> {
    factor_page(&visit, &Filled::default()).await
}

async fn factor_page(visit: &Visit, filled: &Filled) -> Result<Page, PageError> {
    let row = accounts::by_key(visit.db(), visit.actor.account).await?;
    let seed = own::offered_seed(visit, row.version);
    let code = field_text("code", t!("access-code"))
        .digits()
        .required()
        .support(t!("access-code-support"))
        .autocomplete("one-time-code")
        .filled(filled);
    let lead = if row.has_totp {
        t!("access-factor-replace-lead")
    } else {
        t!("access-enrol-lead")
    };
    let button = if row.has_totp {
        t!("access-factor-replace")
    } else {
        t!("access-factor-enrol")
    };
    let none: [(&str, &str); 0] = [];
    Ok(Page::titled(t!("access-factor"))
        .crumbs(&[(t!("access-account"), "/account")])
        .lead(lead)
        .errors(filled)
        .body(html! {
            (crate::qr::enrolment(&seed, &row.login))
            (form("/account/second-factor").body(html! {
                (code)
                @if !row.has_totp { (password(filled)) }
            }).submit(button))
            @if row.has_totp {
                (section(t!("access-codes"), html! {
                    p { (t!("access-codes-lead")) }
                    (post_button("/account/recovery-codes", t!("access-codes-renew"), none))
                }))
            }
        }))
}

/// Whoever has no second factor yet proves themselves with the first.
fn password(filled: &Filled) -> Markup {
    field_text("password", t!("access-password-old"))
        .kind("password")
        .required()
        .support(t!("access-enrol-password"))
        .autocomplete("current-password")
        .filled(filled)
        .markup()
}

async fn enrol(visit: Visit, Form(posted): Form) -> Result<Response, PageError> {
    let given = |name: &str| posted.first(name).unwrap_or("");
    let batch = match own::enrol(&visit, given("password"), given("code")).await {
        Ok(batch) => batch,
        Err(Failure::Faulty(faults)) => {
            return Ok(redrawn(factor_page(&visit, &faulty(faults)).await?));
        }
        Err(failure) => return Err(failure.into()),
    };
    let page = codes_page(&visit, &batch).into_response();
    let Some(session) = &visit.session else {
        return Ok(page);
    };
    let now = visit.db().clock().real_now();
    let by = db::Author {
        submission: None,
        ..visit.actor.author().clone()
    };
    let tx = visit.db().begin(&by).await?;
    let token = sessions::prove_in(&tx, session.id, now).await?;
    tx.finish(&()).await?;
    Ok(pages::with_cookie(&visit.app, page, Some(&token)))
}

async fn renew(visit: Visit) -> Result<Page, PageError> {
    let batch = own::renew_codes(&visit).await?;
    Ok(codes_page(&visit, &batch))
}

fn codes_page(visit: &Visit, batch: &PublicId) -> Page {
    let codes = recovery::codes(&visit.app.vault, batch);
    Page::titled(t!("access-codes"))
        .crumbs(&[(t!("access-account"), "/account")])
        .lead(t!("access-codes-once"))
        .body(html! {
            (list(codes.iter().map(|it| html! { code { (it) } })))
            (actions([button_primary("/account", t!("access-codes-kept"))]))
        })
}
