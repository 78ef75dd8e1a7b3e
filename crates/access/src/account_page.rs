//! One's own account: who I am here, where I am signed in, my password.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use base::PublicId;
use webkit::prelude::*;

use crate::policy::{Act, Resource};
use crate::sessions::{self, SessionRow};
use crate::{
    Done, Failure, Form, PageError, Routes, Visit, accounts, own, recent, recovery, role_label,
};

pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/account", Act::SignedIn, account)
        .post("/account/sign-ins/{id}/end", Act::SignedIn, end_sign_in)
        .post("/account/sign-ins/end-others", Act::SignedIn, end_others)
        .get("/account/password", Act::SignedIn, password)
        .post("/account/password", Act::SignedIn, change_password)
}

async fn account(visit: Visit) -> Result<Page, PageError> {
    let row = accounts::by_key(visit.db(), visit.actor.account).await?;
    let now = visit.db().clock().real_now();
    let sign_ins = sessions::open_of(visit.db(), row.id, now).await?;
    let codes_left = recovery::left(visit.db(), row.id).await?;
    let this = visit.session.as_ref().map(|it| it.public_id.clone());
    let news = recent::of(&visit, now).await?;
    let factor = if row.has_totp {
        t!("access-factor-has", count = codes_left)
    } else {
        t!("access-factor-none")
    };
    Ok(Page::titled(t!("access-account")).body(html! {
        (recent::notice(&news))
        (facts(&[
            (t!("access-name"), text(&row.name)),
            (t!("access-login"), text(&row.login)),
            (t!("access-roles"), text(role_label(&visit.actor))),
        ]))
        (section(t!("access-security"), html! {
            (facts(&[
                (t!("access-password"), link("/account/password", t!("access-password-change"))),
                (t!("access-factor"), html! { p { (factor) } (link("/account/second-factor", t!("access-factor-change"))) }),
            ]))
        }))
        (section(t!("access-sign-ins"), html! {
            p { (t!("access-sign-ins-lead")) }
            (sign_in_table(&sign_ins, this.as_ref()))
            @if sign_ins.len() > 1 {
                (post_button("/account/sign-ins/end-others", t!("access-sign-ins-end-others"), NOTHING))
            }
        }))
        (section(t!("access-more"), list(more(&visit))))
    }))
}

const NOTHING: [(&str, &str); 0] = [];

fn more(visit: &Visit) -> Vec<Markup> {
    let tokens = visit.may(Act::Read(Resource::Tokens)).is_ok();
    let tokens = tokens.then(|| link("/account/tokens", t!("access-tokens")));
    let readings = link("/account/readings", t!("access-readings"));
    [readings].into_iter().chain(tokens).collect()
}

fn sign_in_table(rows: &[SessionRow], this: Option<&PublicId>) -> Markup {
    let columns = [
        column(t!("access-device"), |it: &SessionRow| {
            text(device(&it.agent))
        }),
        column(t!("access-started"), |it: &SessionRow| {
            moment(it.started_at)
        }),
        column(t!("access-seen"), |it: &SessionRow| moment(it.seen_at)),
        column(t!("access-end"), |it: &SessionRow| {
            if this == Some(&it.public_id) {
                return chip(Tone::Info, t!("access-this-device"));
            }
            let action = format!("/account/sign-ins/{}/end", it.public_id);
            post_button(action, t!("access-end-it"), NOTHING)
        }),
    ];
    table(t!("access-sign-ins"), rows, columns).markup()
}

/// The kind of device in a word; the whole line of the browser would tell nobody anything.
pub(crate) fn device(agent: &str) -> String {
    let known = |words: &[&str]| words.iter().any(|it| agent.contains(it));
    match agent {
        _ if known(&["iPhone", "iPad"]) => t!("access-device-ios"),
        _ if known(&["Android"]) => t!("access-device-android"),
        _ if known(&["Windows"]) => t!("access-device-windows"),
        _ if known(&["Macintosh"]) => t!("access-device-mac"),
        _ if known(&["Linux", "CrOS"]) => t!("access-device-linux"),
        _ => t!("access-device-other"),
    }
}

async fn end_sign_in(visit: Visit, Path(id): Path<String>) -> Result<Done, PageError> {
    let id = PublicId::parse(&id).ok_or(Failure::Absent)?;
    sessions::end(visit.db(), &visit.actor, &id).await?;
    Ok(Done::to("/account").saying(words!("access-sign-in-ended")))
}

async fn end_others(visit: Visit) -> Result<Done, PageError> {
    let keep = visit.session.as_ref().map_or(0, |it| it.id);
    sessions::end_others(visit.db(), &visit.actor, keep).await?;
    Ok(Done::to("/account").saying(words!("access-sign-ins-ended")))
}

async fn password(_: Visit) -> Page {
    password_page(&Filled::default())
}

fn password_page(filled: &Filled) -> Page {
    let crumbs = [(t!("access-account"), "/account")];
    Page::titled(t!("access-password-change"))
        .crumbs(&crumbs)
        .lead(t!("access-password-lead"))
        .errors(filled)
        .body(form("/account/password").body(html! {
            (field_text("old", t!("access-password-old")).kind("password").required().autocomplete("current-password").filled(filled))
            (new_password_fields(filled))
        }).submit(t!("access-password-change")))
}

/// The new password twice, since nothing typed in such a field can be seen.
pub(crate) fn new_password_fields(filled: &Filled) -> Markup {
    html! {
        (field_text("new", t!("access-password-new")).kind("password").required().support(t!("access-password-support")).autocomplete("new-password").filled(filled))
        (field_text("again", t!("access-password-again")).kind("password").required().autocomplete("new-password").filled(filled))
    }
}

async fn change_password(visit: Visit, Form(posted): Form) -> Result<Response, PageError> {
    let given = |name: &str| posted.first(name).unwrap_or("");
    match own::change_password(&visit, given("old"), given("new"), given("again")).await {
        Ok(()) => Ok(Done::to("/account")
            .saying(words!("access-password-changed"))
            .into_response()),
        Err(Failure::Faulty(faults)) => Ok(redrawn(password_page(&faulty(faults)))),
        Err(failure) => Err(failure.into()),
    }
}

pub(crate) fn faulty(faults: Vec<(String, Words)>) -> Filled {
    Filled {
        errors: faults,
        ..Filled::default()
    }
}

pub(crate) fn redrawn(page: Page) -> Response {
    page.status(StatusCode::UNPROCESSABLE_ENTITY)
        .into_response()
}
