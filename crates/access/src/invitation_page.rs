//! The doors for those who have no password yet or no longer: a link once, or a wish for help.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use webkit::prelude::*;

use crate::account_page::{faulty, new_password_fields, redrawn};
use crate::invitations::{self, Open};
use crate::policy::Act;
use crate::{
    Done, Failure, Form, PageError, Routes, Visit, limits, own, password, sessions, sign_in,
};

pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/invitations/{token}", Act::Public, invitation)
        .post("/invitations/{token}", Act::Public, take)
        .get("/recover", Act::Public, recover)
        .post("/recover", Act::Public, wish)
}

async fn opened(visit: &Visit, token: &str) -> Result<Option<Open>, PageError> {
    let now = visit.db().clock().real_now();
    Ok(invitations::open(visit.db(), token, now).await?)
}

async fn invitation(visit: Visit, Path(token): Path<String>) -> Result<Page, PageError> {
    Ok(match opened(&visit, &token).await? {
        Some(it) => password_page(&token, &it, &Filled::default()),
        None => closed_page(),
    })
}

fn closed_page() -> Page {
    Page::titled(t!("access-link-closed"))
        .status(StatusCode::NOT_FOUND)
        .lead(t!("access-link-closed-next"))
        .body(actions([button_primary("/sign-in", t!("access-sign-in"))]))
}

fn password_page(token: &str, it: &Open, filled: &Filled) -> Page {
    let lead = match it.purpose.as_str() {
        "confirm" => t!("access-invited-lead", name = &it.name),
        _ => t!("access-recover-lead", name = &it.name),
    };
    Page::titled(t!("access-password-set"))
        .lead(lead)
        .errors(filled)
        .body(html! {
            (facts(&[(t!("access-login"), text(&it.login))]))
            (form(format!("/invitations/{token}")).body(new_password_fields(filled)).submit(t!("access-password-set")))
        })
}

async fn take(
    visit: Visit,
    Path(token): Path<String>,
    Form(posted): Form,
) -> Result<Response, PageError> {
    let Some(it) = opened(&visit, &token).await? else {
        return Ok(closed_page().into_response());
    };
    let given = |name: &str| posted.first(name).unwrap_or("");
    let grants = sessions::grants_of(visit.db(), it.account, visit.today()).await?;
    let second = it.has_totp || grants.iter().any(|grant| grant.role.is_staff());
    let judged = own::judged(given("new"), given("again"), &it.login, &it.name, second);
    if let Err(Failure::Faulty(faults)) = judged {
        return Ok(redrawn(password_page(&token, &it, &faulty(faults))));
    }
    let new = given("new").to_owned();
    let hash = sign_in::slowly(move || password::hash(&new)).await?;
    invitations::take(&visit.app, &it, &hash).await?;
    Ok(Done::to("/sign-in")
        .saying(words!("access-password-is-set"))
        .into_response())
}

async fn recover(_: Visit) -> Page {
    recover_page(&Filled::default())
}

fn recover_page(filled: &Filled) -> Page {
    let login = field_text("login", t!("access-login"))
        .required()
        .autocomplete("username")
        .filled(filled);
    Page::titled(t!("access-recover"))
        .crumbs(&[(t!("access-sign-in"), "/sign-in")])
        .lead(t!("access-recover-wish-lead"))
        .errors(filled)
        .body(
            form("/recover")
                .body(login)
                .submit(t!("access-recover-wish")),
        )
}

/// Always the same answer, whether the login exists or not.
async fn wish(visit: Visit, Form(posted): Form) -> Result<Response, PageError> {
    let mut reader = posted.reader();
    let Some(login) = reader.text("login", 200) else {
        return Ok(redrawn(recover_page(&reader.filled())));
    };
    let now = visit.db().clock().real_now();
    let subject = format!("address:recover:{}", visit.address);
    if let Some(why) = limits::door_of(visit.db(), &subject, now).await?.words() {
        let filled = reader.filled();
        return Ok(redrawn(recover_page(&filled.with_fault("login", why))));
    }
    let tx = visit.db().begin(&db::Author::system("recovery")).await?;
    limits::count_in(&tx, &subject, now).await?;
    tx.finish(&()).await?;
    invitations::wish(&visit.app, &login).await?;
    Ok(Page::titled(t!("access-recover-asked"))
        .lead(t!("access-recover-asked-next"))
        .body(actions([button_primary("/sign-in", t!("access-sign-in"))]))
        .into_response())
}
