//! アカウント: the people who may sign in, and the way in for someone new.

use axum::extract::Query;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use std::collections::BTreeMap;
use webkit::prelude::*;

use crate::account_page::redrawn;
use crate::accounts::{self, AccountRow, NewAccount};
use crate::binding_fields::Offered;
use crate::policy::{Act, Resource};
use crate::{
    AccountId, App, Failure, Form, PageError, Role, Routes, Visit, grants, invitations, role_words,
};
use base::PublicId;

/// Rows on one page.
const ROWS: u64 = 50;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/accounts", Act::Read(Resource::Accounts), accounts)
        .get("/accounts/new", Act::Write(Resource::Accounts), new)
        .post("/accounts", Act::Write(Resource::Accounts), invite)
}

#[derive(Default, Deserialize)]
struct Wanted {
    q: Option<String>,
    state: Option<String>,
    page: Option<u64>,
}

async fn accounts(visit: Visit, Query(wanted): Query<Wanted>) -> Result<Page, PageError> {
    let page = wanted.page.unwrap_or(1).max(1);
    let (q, state) = (
        wanted.q.unwrap_or_default(),
        wanted.state.unwrap_or_default(),
    );
    let scope = visit.may(Act::Read(Resource::Accounts))?;
    let mut rows = accounts::list(visit.db(), &scope, q.trim(), &state, page, ROWS).await?;
    let more = rows.len() as u64 > ROWS;
    rows.truncate(ROWS as usize);
    let ids: Vec<AccountId> = rows.iter().map(|it| it.id).collect();
    let roles = grants::roles_of(visit.db(), &ids).await?;
    let may_invite = visit.may(Act::Write(Resource::Accounts)).is_ok();
    let confirms = visit.may(Act::Approve(Resource::Accounts)).is_ok();
    let proposed = match confirms {
        true => grants::proposed_for(visit.db(), &visit.actor).await?,
        false => 0,
    };
    let filled = Filled::of([("q", q), ("state", state)]);
    Ok(Page::titled(t!("access-accounts")).wide().body(html! {
        @if proposed > 0 {
            (banner(Tone::Caution, t!("access-proposed-some", count = proposed), link("/accounts/waiting", t!("access-proposed-open"))))
        }
        @if may_invite { (actions([button_primary("/accounts/new", t!("access-invite"))])) }
        (search(&filled))
        @if rows.is_empty() { (empty(t!("access-accounts-none"), t!("access-accounts-none-next"))) }
        @else { (account_table(&rows, &roles)) }
        (pagination_open(page as usize, more, &visit.path))
    }))
}

fn search(filled: &Filled) -> Markup {
    let states = [
        ("", t!("access-audit-all")),
        ("invited", t!("access-state-invited")),
        ("confirmed", t!("access-state-confirmed")),
        ("disabled", t!("access-state-disabled")),
        ("recover", t!("access-state-recover")),
    ];
    form("/accounts")
        .get()
        .body(html! {
            (field_text("q", t!("access-accounts-q")).max(40).filled(filled))
            (field_select("state", t!("access-state")).options(states).filled(filled))
        })
        .beside(button(t!("access-search")))
        .markup()
}

fn account_table(rows: &[AccountRow], roles: &BTreeMap<AccountId, Vec<Role>>) -> Markup {
    let words = |it: &AccountRow| {
        let roles = roles.get(&it.id).map_or(&[][..], Vec::as_slice);
        roles
            .iter()
            .map(|role| role_words(*role))
            .collect::<Vec<_>>()
            .join("・")
    };
    let columns = [
        column(t!("access-name"), |it: &AccountRow| {
            link(format!("/accounts/{}", it.public_id), &it.name)
        }),
        column(t!("access-login"), |it: &AccountRow| text(&it.login)),
        column(t!("access-roles"), move |it: &AccountRow| text(words(it))),
        column(t!("access-factor"), |it: &AccountRow| {
            text(factor_words(it))
        }),
        column(t!("access-state"), |it: &AccountRow| state_chip(&it.state)),
    ];
    table(t!("access-accounts"), rows, columns).dense().markup()
}

pub(crate) fn factor_words(row: &AccountRow) -> String {
    if row.has_totp {
        t!("access-factor-yes")
    } else {
        t!("access-factor-no")
    }
}

pub(crate) fn state_chip(state: &str) -> Markup {
    match state {
        "invited" => chip(Tone::Info, t!("access-state-invited")),
        "confirmed" => chip(Tone::Good, t!("access-state-confirmed")),
        _ => chip(Tone::Plain, t!("access-state-disabled")),
    }
}

async fn new(visit: Visit) -> Result<Page, PageError> {
    let offered = Offered::load(&visit).await?;
    Ok(new_page(&offered, &Filled::default()))
}

fn new_page(offered: &Offered, filled: &Filled) -> Page {
    let langs = [("ja", t!("access-lang-ja")), ("en", t!("access-lang-en"))];
    let fields = html! {
        (field_text("name", t!("access-name")).required().max(80).filled(filled))
        (field_text("kana", t!("access-kana")).required().max(80).filled(filled))
        (field_text("login", t!("access-login")).required().kind("email").max(200).filled(filled))
        (field_radios("lang", t!("access-lang")).required().options(langs).filled(filled).value("ja"))
        (offered.fields(filled))
    };
    Page::titled(t!("access-invite"))
        .crumbs(&[(t!("access-accounts"), "/accounts")])
        .lead(t!("access-invite-lead"))
        .errors(filled)
        .body(
            form("/accounts")
                .body(fields)
                .submit(t!("access-invite-button")),
        )
}

async fn invite(visit: Visit, Form(posted): Form) -> Result<Response, PageError> {
    let offered = Offered::load(&visit).await?;
    let mut reader = posted.reader();
    let (name, kana, login) = (
        reader.text("name", 80),
        reader.text("kana", 80),
        reader.text("login", 200),
    );
    if login
        .as_deref()
        .is_some_and(|it| !it.contains('@') || it.contains(char::is_whitespace))
    {
        reader.fault("login", words!("access-login-shape"));
    }
    let lang = reader
        .choice("lang", &["ja", "en"])
        .and_then(|it| Lang::from_code(&it));
    let (role, bound) = offered.read(&mut reader);
    let whole = (name, kana, login, lang, role);
    let (Some(name), Some(kana), Some(login), Some(lang), Some(role)) = whole else {
        return Ok(redrawn(new_page(&offered, &reader.filled())));
    };
    let filled = reader.filled();
    if filled.is_faulty() {
        return Ok(redrawn(new_page(&offered, &filled)));
    }
    let new = NewAccount {
        login,
        name,
        kana,
        lang,
    };
    match invitations::invite(&visit.app, &visit.actor, new, role, bound).await {
        Ok(it) => Ok(link_page(
            &visit.app,
            &it.account,
            &it.invitation,
            t!("access-link-invited"),
        )
        .into_response()),
        Err(Failure::Faulty(errors)) => {
            Ok(redrawn(new_page(&offered, &Filled { errors, ..filled })))
        }
        Err(failure) => Err(failure.into()),
    }
}

/// The link to hand over, on the one page that shows it.
pub(crate) fn link_page(
    app: &App,
    account: &PublicId,
    invitation: &PublicId,
    lead: String,
) -> Page {
    let token = invitations::token_of(&app.vault, invitation);
    let address = format!(
        "{}/invitations/{token}",
        app.settings.address.trim_end_matches('/')
    );
    Page::titled(t!("access-link"))
        .crumbs(&[(t!("access-accounts"), "/accounts")])
        .lead(lead)
        .body(html! {
            (facts(&[(t!("access-link"), html! { code { (address) } })]))
            (actions([button_primary(format!("/accounts/{account}"), t!("access-link-handed"))]))
        })
}
