//! Signing in and out, the second factor, and the way into the demonstration.

use axum::extract::{Path, Query};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Redirect, Response};
use base::PublicId;
use db::Author;
use serde::Deserialize;
use webkit::prelude::*;

use crate::account_page::redrawn;
use crate::guard::Asked;
use crate::kept::{self, Kept};
use crate::second_factor::Seed;
use crate::sessions::{self, SignedIn};
use crate::sign_in::{self, Entered};
use crate::{Act, App, Done, Failure, Form, PageError, Routes, Visit, accounts, cookies};

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
        .and(crate::waiting_page::routes())
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

/// What goes along through the door: where to go on, and a form that came too late.
fn carrying(form: webkit::form::Form, filled: &Filled) -> webkit::form::Form {
    let names = ["next", kept::FIELD].into_iter();
    let present = names.filter(|it| !filled.value(it).is_empty());
    present.fold(form, |form, it| form.hidden(it, filled.value(it)))
}

fn carried(posted: &Posted) -> Filled {
    let kept = posted.first(kept::FIELD).unwrap_or("");
    Filled::of([
        ("next", local(posted.first("next"))),
        (kept::FIELD, kept.to_owned()),
    ])
}

pub(crate) fn sign_in_page(filled: &Filled) -> Page {
    let fields = html! {
        (field_text("login", t!("access-login")).required().autocomplete("username").filled(filled))
        (field_text("password", t!("access-password")).kind("password").required().autocomplete("current-password").filled(filled))
    };
    Page::titled(t!("access-sign-in"))
        .lead(t!("access-sign-in-lead"))
        .errors(filled)
        .body(html! {
            (carrying(form("/sign-in"), filled).body(fields).submit(t!("access-sign-in-button")))
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
    let carried = carried(&posted);
    let Some(login) = login.filter(|_| reader.is_clean()) else {
        let filled = Filled {
            errors: reader.filled().errors,
            ..carried.with("login", posted.first("login").unwrap_or(""))
        };
        return Ok(redrawn(sign_in_page(&filled)));
    };
    let agent = headers
        .get(header::USER_AGENT)
        .and_then(|it| it.to_str().ok())
        .unwrap_or("");
    let (token, whole) =
        match sign_in::sign_in(&visit.app, &login, &password, &visit.address, agent).await? {
            Entered::Whole(token) => (token, true),
            Entered::Half(token) => (token, false),
            Entered::Refused(door) => {
                let fault = door.words().unwrap_or_else(|| words!("access-wrong"));
                let filled = carried.with("login", login).with_fault("password", fault);
                return Ok(redrawn(sign_in_page(&filled)));
            }
        };
    let answer = match whole {
        true => entered(&visit, &token, &carried).await?,
        false => half_entered(&visit, &token, &carried).await?,
    };
    Ok(with_cookie(&visit.app, answer, Some(&token)))
}

/// Inside: on to where the person wanted to go, or to the form that came too late.
async fn entered(visit: &Visit, token: &str, carried: &Filled) -> Result<Response, PageError> {
    let kept = carried.value(kept::FIELD);
    if !kept.is_empty()
        && let Some(session) = sessions::load(visit.db(), token).await?
        && let Some(it) = Kept::read(&visit.app.vault, kept, session.account)
    {
        return Ok(kept::within(session.csrf, || it.again()).await);
    }
    Ok(Redirect::to(carried.value("next")).into_response())
}

/// Before the second factor. With a form in the pocket the next page is drawn at once, since an address cannot carry it.
async fn half_entered(visit: &Visit, token: &str, carried: &Filled) -> Result<Response, PageError> {
    if !carried.value(kept::FIELD).is_empty()
        && let Some(session) = sessions::load(visit.db(), token).await?
    {
        let seed = door_seed(visit, &session);
        let page = || code_page(&session.login, carried, seed.as_ref());
        return Ok(kept::within(session.csrf.clone(), page).await);
    }
    let next = crate::failure::escaped(carried.value("next"));
    Ok(Redirect::to(&format!("/sign-in/code?next={next}")).into_response())
}

/// The step after the password: a code, or for staff without one its enrolment.
async fn code(visit: Visit, Query(query): Query<Next>) -> Result<Response, PageError> {
    let next = local(query.next.as_deref());
    let Some(session) = visit.session.as_ref().filter(|it| !it.second_factor) else {
        return Ok(Redirect::to(&next).into_response());
    };
    let seed = door_seed(&visit, session);
    Ok(code_page(&session.login, &Filled::of([("next", next)]), seed.as_ref()).into_response())
}

/// The seed offered at the door to staff without an authenticator: bound to this sign-in, kept only when a code of it
/// comes back.
fn door_seed(visit: &Visit, session: &SignedIn) -> Option<Seed> {
    let secret = format!("enrol|{}", session.csrf);
    (!session.has_totp).then(|| Seed::derived(&visit.app.vault.fingerprint(&secret)))
}

fn code_page(login: &str, filled: &Filled, enrolment: Option<&Seed>) -> Page {
    let field = field_text("code", t!("access-code"))
        .required()
        .support(t!("access-code-support"))
        .autocomplete("one-time-code")
        .filled(filled);
    Page::titled(t!("access-code-title"))
        .errors(filled)
        .body(html! {
            @if let Some(seed) = enrolment {
                p { (t!("access-enrol-lead")) }
                (crate::qr::enrolment(seed, login))
            }
            (carrying(form("/sign-in/code"), filled).body(field).submit(t!("access-code-button")))
        })
}

async fn try_code(visit: Visit, Form(posted): Form) -> Result<Response, PageError> {
    let carried = carried(&posted);
    let Some(session) = visit.session.clone().filter(|it| !it.second_factor) else {
        return Ok(Redirect::to("/sign-in").into_response());
    };
    let now = visit.db().clock().real_now();
    let given = posted.first("code").unwrap_or("");
    let author = Author {
        account: Some(session.account.0),
        role: "second_factor".into(),
        ..Author::default()
    };
    if let Some(seed) = &door_seed(&visit, &session) {
        if seed.step_of(given, now.micros() / 1_000_000, 0).is_none() {
            let filled = carried.with_fault("code", words!("access-code-wrong"));
            return Ok(redrawn(code_page(&session.login, &filled, Some(seed))));
        }
        let tx = visit.db().begin(&author).await?;
        accounts::set_second_factor_in(&tx, &visit.app.vault, session.account, seed).await?;
        tx.finish(&()).await?;
    }
    match sign_in::take_code(&visit.app, session.account, given, now).await {
        Ok(()) => {}
        Err(Failure::Faulty(faults)) => {
            let fault = faults.into_iter().next();
            let fault = fault.map_or_else(|| words!("access-code-wrong"), |it| it.1);
            let filled = carried.with_fault("code", fault);
            return Ok(redrawn(code_page(&session.login, &filled, None)));
        }
        Err(failure) => return Err(failure.into()),
    }
    let tx = visit.db().begin(&author).await?;
    let token = sessions::prove_in(&tx, session.id, now).await?;
    tx.finish(&()).await?;
    let answer = entered(&visit, &token, &carried).await?;
    Ok(with_cookie(&visit.app, answer, Some(&token)))
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
