//! Signing in and out, the second factor, and the way into the demonstration.

use axum::extract::{Path, Query};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use base::PublicId;
use db::Author;
use serde::Deserialize;
use webkit::prelude::*;

use crate::guard::Asked;
use crate::second_factor::Seed;
use crate::sign_in::{self, Entered};
use crate::{Act, App, Done, Failure, Form, PageError, Routes, Visit, accounts, cookies, sessions};

/// The pages of this crate.
pub fn routes() -> Routes {
    Routes::new()
        .get("/sign-in", Act::Public, sign_in)
        .post("/sign-in", Act::Public, try_sign_in)
        .get("/sign-in/code", Act::Public, code)
        .post("/sign-in/code", Act::Public, try_code)
        .post("/sign-out", Act::Public, sign_out)
        .and(crate::account_page::routes())
        .and(crate::factor_page::routes())
        .and(crate::tokens_page::routes())
        .and(crate::accounts_page::routes())
        .and(crate::member_page::routes())
        .and(crate::invitation_page::routes())
        .and(crate::audit_page::routes())
}

/// The way in with one click, for demonstration data only; the server mounts it nowhere else.
pub fn demo_routes() -> Routes {
    Routes::new().post("/enter/{account}", Act::Public, enter)
}

#[derive(Deserialize)]
struct Next {
    next: Option<String>,
}

/// A local path to go on to; anything else leads home.
fn local(next: Option<&str>) -> String {
    let next = next.unwrap_or("/");
    // Browsers drop tabs out of an address, which would make another site's of it.
    let foreign = |it: char| it == '\\' || it.is_control();
    let fits = next.starts_with('/') && !next.starts_with("//") && !next.contains(foreign);
    if fits {
        next.to_owned()
    } else {
        "/".to_owned()
    }
}

async fn sign_in(visit: Visit, Query(query): Query<Next>) -> Response {
    if visit.actor.is_signed_in() {
        return Redirect::to(&local(query.next.as_deref())).into_response();
    }
    sign_in_page(&Filled::of([("next", local(query.next.as_deref()))])).into_response()
}

fn sign_in_page(filled: &Filled) -> Page {
    let fields = html! {
        (field_text("login", t!("access-login")).required().autocomplete("username").filled(filled))
        (field_text("password", t!("access-password")).kind("password").required().autocomplete("current-password").filled(filled))
    };
    Page::titled(t!("access-sign-in")).lead(t!("access-sign-in-lead")).errors(filled).body(html! {
        (form("/sign-in").hidden("next", filled.value("next")).body(fields).submit(t!("access-sign-in-button")))
        p { (link("/recover", t!("access-recover"))) }
    })
}

async fn try_sign_in(
    visit: Visit,
    headers: HeaderMap,
    Form(posted): Form,
) -> Result<Response, PageError> {
    let mut reader = posted.reader();
    let login = reader.text("login", 200);
    let password = posted.first("password").unwrap_or("").to_owned();
    if password.is_empty() {
        reader.fault("password", words!("access-password-missing"));
    }
    let next = local(posted.first("next"));
    let kept = Filled::of([
        ("login", login.clone().unwrap_or_default()),
        ("next", next.clone()),
    ]);
    let Some(login) = login.filter(|_| reader.is_clean()) else {
        return Ok(sign_in_page(&reader.filled().with("password", ""))
            .status(StatusCode::UNPROCESSABLE_ENTITY)
            .into_response());
    };
    let agent = headers
        .get(header::USER_AGENT)
        .and_then(|it| it.to_str().ok())
        .unwrap_or("");
    match sign_in::sign_in(&visit.app, &login, &password, &visit.address, agent).await? {
        Entered::Whole(token) => Ok(with_cookie(
            &visit.app,
            Redirect::to(&next).into_response(),
            Some(&token),
        )),
        Entered::Half(token) => {
            let on = format!("/sign-in/code?next={}", crate::failure::escaped(&next));
            Ok(with_cookie(
                &visit.app,
                Redirect::to(&on).into_response(),
                Some(&token),
            ))
        }
        Entered::Refused { wait } => {
            let fault = if wait > 0 {
                words!("access-wait", seconds = wait)
            } else {
                words!("access-wrong")
            };
            let page = sign_in_page(&kept.with_fault("password", fault));
            Ok(page
                .status(StatusCode::UNPROCESSABLE_ENTITY)
                .into_response())
        }
    }
}

/// The step after the password: a code, or for staff without one its enrolment.
async fn code(visit: Visit, Query(query): Query<Next>) -> Result<Response, PageError> {
    let next = local(query.next.as_deref());
    let Some(session) = visit.session.as_ref().filter(|it| !it.second_factor) else {
        return Ok(Redirect::to(&next).into_response());
    };
    if session.has_totp {
        return Ok(code_page(&Filled::of([("next", next)]), None).into_response());
    }
    let seed = enrolment_seed(&visit, &session.csrf);
    Ok(code_page(&Filled::of([("next", next)]), Some(&seed)).into_response())
}

/// The seed offered for enrolment: bound to this sign-in, kept only when a code of it comes back.
fn enrolment_seed(visit: &Visit, csrf: &str) -> Seed {
    Seed::derived(&visit.app.vault.fingerprint(&format!("enrol|{csrf}")))
}

fn code_page(filled: &Filled, enrolment: Option<&Seed>) -> Page {
    let field = field_text("code", t!("access-code"))
        .required()
        .support(t!("access-code-support"))
        .autocomplete("one-time-code")
        .filled(filled);
    Page::titled(t!("access-code-title")).errors(filled).body(html! {
        @if let Some(seed) = enrolment {
            p { (t!("access-enrol-lead")) }
            (facts(&[(t!("access-enrol-key"), html! { code { (seed.base32()) } })]))
        }
        (form("/sign-in/code").hidden("next", filled.value("next")).body(field).submit(t!("access-code-button")))
    })
}

async fn try_code(visit: Visit, Form(posted): Form) -> Result<Response, PageError> {
    let next = local(posted.first("next"));
    let Some(session) = visit.session.clone().filter(|it| !it.second_factor) else {
        return Ok(Redirect::to("/sign-in").into_response());
    };
    let now = visit.db().clock().real_now();
    let given = posted.first("code").unwrap_or("");
    let filled = Filled::of([("next", next.clone())]);
    let seed = (!session.has_totp).then(|| enrolment_seed(&visit, &session.csrf));
    let author = Author {
        account: Some(session.account.0),
        role: "second_factor".into(),
        ..Author::default()
    };
    if let Some(seed) = &seed {
        if seed.step_of(given, now.micros() / 1_000_000, 0).is_none() {
            let page = code_page(
                &filled.with_fault("code", words!("access-code-wrong")),
                Some(seed),
            );
            return Ok(page
                .status(StatusCode::UNPROCESSABLE_ENTITY)
                .into_response());
        }
        let tx = visit.db().begin(&author).await?;
        accounts::set_second_factor_in(&tx, &visit.app.vault, session.account, seed).await?;
        tx.finish(&()).await?;
    }
    match sign_in::take_code(&visit.app, session.account, given, now).await {
        Ok(()) => {}
        Err(Failure::Faulty(faults)) => {
            let fault = faults
                .into_iter()
                .next()
                .map_or_else(|| words!("access-code-wrong"), |it| it.1);
            let page = code_page(&filled.with_fault("code", fault), None);
            return Ok(page
                .status(StatusCode::UNPROCESSABLE_ENTITY)
                .into_response());
        }
        Err(failure) => return Err(failure.into()),
    }
    let tx = visit.db().begin(&author).await?;
    let token = sessions::prove_in(&tx, session.id, now).await?;
    tx.finish(&()).await?;
    Ok(with_cookie(
        &visit.app,
        Redirect::to(&next).into_response(),
        Some(&token),
    ))
}

async fn sign_out(visit: Visit) -> Result<Response, PageError> {
    if let Some(session) = &visit.session {
        let author = Author {
            account: Some(session.account.0),
            role: "session".into(),
            ..Author::default()
        };
        let tx = visit.db().begin(&author).await?;
        sessions::end_in(
            &tx,
            session.account,
            &session.public_id,
            visit.db().clock().real_now(),
        )
        .await?;
        tx.finish(&()).await?;
    }
    Ok(with_cookie(
        &visit.app,
        Done::to("/")
            .saying(words!("access-signed-out"))
            .into_response(),
        None,
    ))
}

/// 「この人として見る」: a whole sign-in as one of the demonstration's people.
async fn enter(
    visit: Visit,
    Path(account): Path<String>,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    if !visit.app.settings.demonstration {
        return Err(Failure::Absent.into());
    }
    let id = PublicId::parse(&account).ok_or(Failure::Absent)?;
    let row = accounts::by_public_id(visit.db(), &id).await?;
    if row.state != "confirmed" {
        return Err(Failure::Absent.into());
    }
    let now = visit.db().clock().real_now();
    let agent = headers
        .get(header::USER_AGENT)
        .and_then(|it| it.to_str().ok())
        .unwrap_or("");
    let author = Author {
        account: Some(row.id.0),
        role: "demonstration".into(),
        ..Author::default()
    };
    let tx = visit.db().begin(&author).await?;
    let token = sessions::begin_in(&tx, row.id, true, now, agent).await?;
    tx.finish(&()).await?;
    Ok(with_cookie(
        &visit.app,
        Redirect::to("/").into_response(),
        Some(&token),
    ))
}

/// Asks for a code and keeps the submitted form with it, so that nothing typed is lost.
pub(crate) fn step_up_page(asked: &Asked, wrong: Option<&Words>) -> Page {
    if !asked.has_second_factor {
        return Page::titled(t!("access-step-up"))
            .lead(t!("access-step-up-enrol"))
            .body(actions([button_primary(
                "/account/second-factor",
                t!("access-factor-enrol"),
            )]));
    }
    let filled = wrong.map_or_else(Filled::default, |it| {
        Filled::default().with_fault("_code", it.clone())
    });
    let kept = asked
        .typed
        .iter()
        .filter(|(name, _)| !matches!(name.as_str(), "_csrf" | "_key" | "_code"));
    let mut again = form(asked.path.clone()).submit(t!("access-code-button"));
    for (name, value) in kept {
        again = again.hidden(name.clone(), value.clone());
    }
    let field = field_text("_code", t!("access-code"))
        .required()
        .support(t!("access-code-support"))
        .autocomplete("one-time-code")
        .filled(&filled);
    Page::titled(t!("access-step-up"))
        .lead(t!("access-step-up-next"))
        .errors(&filled)
        .body(again.body(field))
}

pub(crate) fn with_cookie(app: &App, mut response: Response, token: Option<&str>) -> Response {
    let value: HeaderValue = cookies::session_cookie(&app.settings, token);
    response.headers_mut().append(header::SET_COOKIE, value);
    response
}
