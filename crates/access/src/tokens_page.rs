//! Tokens of the API: made by their owner, shown once, ended at any time.

use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use base::PublicId;
use webkit::prelude::*;

use crate::account_page::redrawn;
use crate::api::{self, TokenRow};
use crate::policy::{Act, Resource};
use crate::{Actor, App, Done, Failure, Form, PageError, Routes, Visit};

pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/account/tokens", Act::Read(Resource::Tokens), tokens)
        .post("/account/tokens", Act::Write(Resource::Tokens), make)
        .post(
            "/account/tokens/{id}/end",
            Act::Write(Resource::Tokens),
            end,
        )
}

async fn tokens(visit: Visit) -> Result<Page, PageError> {
    tokens_page(&visit, &Filled::default()).await
}

async fn tokens_page(visit: &Visit, filled: &Filled) -> Result<Page, PageError> {
    let now = visit.db().clock().real_now();
    let rows = api::tokens_of(visit.db(), visit.actor.account, now).await?;
    let form = form("/account/tokens").body(html! {
        (field_text("name", t!("access-token-name")).required().support(t!("access-token-name-support")).max(60).filled(filled))
        (field_radios("rights", t!("access-token-rights")).required().options([
            ("read", t!("access-token-read")),
            ("write", t!("access-token-write")),
        ]).filled(filled).value("read"))
    });
    Ok(Page::titled(t!("access-tokens"))
        .crumbs(&[(t!("access-account"), "/account")])
        .lead(t!("access-tokens-lead", days = api::TOKEN_DAYS))
        .errors(filled)
        .body(html! {
            @if rows.is_empty() { (empty(t!("access-tokens-none"), t!("access-tokens-none-next"))) }
            @else { (token_table(&rows)) }
            (section(t!("access-token-new"), form.submit(t!("access-token-make"))))
        }))
}

fn token_table(rows: &[TokenRow]) -> Markup {
    let none: [(&str, &str); 0] = [];
    let rights = |it: &TokenRow| match it.may_write {
        true => t!("access-token-write"),
        false => t!("access-token-read"),
    };
    let columns = [
        column(t!("access-token-name"), |it: &TokenRow| text(&it.name)),
        column(t!("access-token-rights"), move |it: &TokenRow| {
            text(rights(it))
        }),
        column(t!("access-token-made"), |it: &TokenRow| {
            moment(it.created_at)
        }),
        column(t!("access-token-until"), |it: &TokenRow| {
            moment(it.expires_at)
        }),
        column(t!("access-end"), move |it: &TokenRow| {
            post_button(
                format!("/account/tokens/{}/end", it.public_id),
                t!("access-end-it"),
                none,
            )
        }),
    ];
    table(t!("access-tokens"), rows, columns).markup()
}

async fn make(visit: Visit, Form(posted): Form) -> Result<Response, PageError> {
    let mut reader = posted.reader();
    let name = reader.text("name", 60);
    let rights = reader.choice("rights", &["read", "write"]);
    let (Some(name), Some(rights)) = (name, rights) else {
        return Ok(redrawn(tokens_page(&visit, &reader.filled()).await?));
    };
    let token = new_token(&visit.app, &visit.actor, &name, rights == "write").await?;
    let secret = api::token_secret(&visit.app.vault, &token);
    Ok(Page::titled(t!("access-token-new"))
        .crumbs(&[
            (t!("access-account"), "/account"),
            (t!("access-tokens"), "/account/tokens"),
        ])
        .lead(t!("access-token-once"))
        .body(html! {
            (facts(&[(t!("access-token-secret"), html! { code { (secret) } })]))
            (actions([button_primary("/account/tokens", t!("access-codes-kept"))]))
        })
        .into_response())
}

/// Only the name of the token is kept with the form; its secret is computed for the one page that shows it.
async fn new_token(
    app: &App,
    actor: &Actor,
    name: &str,
    may_write: bool,
) -> Result<PublicId, Failure> {
    let now = app.db.clock().real_now();
    actor.fresh(app.db.clock().now())?;
    db::command!(app.db, actor.author(), |tx| {
        api::new_token_in(&tx, &app.vault, actor.account, name, may_write, now)
            .await
            .map(|it| it.0)
            .map_err(Failure::from)
    })
}

async fn end(visit: Visit, Path(id): Path<String>) -> Result<Done, PageError> {
    let id = PublicId::parse(&id).ok_or(Failure::Absent)?;
    end_token(&visit, &id).await?;
    Ok(Done::to("/account/tokens").saying(words!("access-token-ended")))
}

async fn end_token(visit: &Visit, id: &PublicId) -> Result<(), Failure> {
    let now = visit.db().clock().real_now();
    db::command!(visit.db(), visit.actor.author(), |tx| api::end_token_in(
        &tx,
        visit.actor.account,
        id,
        now
    )
    .await
    .map_err(Failure::from))
}
