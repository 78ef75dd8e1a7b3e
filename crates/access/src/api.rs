//! What the API needs of access: bearer tokens with the rights of their owner, and answers as problem+json (RFC 9457).

use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use base::{Day, Moment, PublicId};
use db::sea_orm::FromQueryResult;
use db::{AuditNote, Author, Conn, StoreError, Stream, Tx};
use serde_json::json;

use crate::guard::asked;
use crate::{AccountId, Actor, App, Failure, Vault, sessions};

/// A token lives no longer than this (safety §2).
pub const TOKEN_DAYS: i64 = 90;

#[derive(FromQueryResult)]
struct Bearer {
    account: AccountId,
    name: String,
    lang: String,
    may_write: bool,
    recovered_at: Option<Moment>,
}

/// The owner of the token in `Authorization: Bearer`, with the owner's roles of today; never approves money.
pub(crate) async fn bearer(
    app: &App,
    headers: &HeaderMap,
    request: &str,
    now: Moment,
    today: Day,
) -> Result<Option<Actor>, StoreError> {
    let Some(token) = headers
        .get(header::AUTHORIZATION)
        .and_then(|it| it.to_str().ok())
        .and_then(|it| it.strip_prefix("Bearer "))
    else {
        return Ok(None);
    };
    let sql = "select t.account, a.name, a.lang, t.may_write, a.recovered_at from api_token t join account a on a.id = t.account \
               where t.token_hash = $1 and t.ended_at is null and t.expires_at > $2 and a.state = 'confirmed'";
    let found: Option<Bearer> = db::one(
        &app.db,
        sql,
        vec![sessions::hashed(token.trim()).into(), now.into()],
    )
    .await?;
    let Some(it) = found else { return Ok(None) };
    let grants = sessions::grants_of(&app.db, it.account, today).await?;
    let role = grants.first().map_or("none", |grant| grant.role.name());
    Ok(Some(Actor {
        account: it.account,
        name: it.name,
        lang: webkit::Lang::from_code(&it.lang).unwrap_or_default(),
        author: Author {
            account: Some(it.account.0),
            role: role.to_owned(),
            request: request.to_owned(),
            ..Author::default()
        },
        grants,
        fresh_at: None,
        read_only: !it.may_write,
        by_token: true,
        money_closed: it
            .recovered_at
            .is_some_and(|at| at.seconds_until(now) < 86_400),
    }))
}

/// A token as its owner sees it.
#[derive(Clone, Debug, FromQueryResult)]
pub struct TokenRow {
    pub public_id: PublicId,
    pub name: String,
    pub may_write: bool,
    pub created_at: Moment,
    pub expires_at: Moment,
}

/// The secret of a token: nobody without the key of the installation can compute it, and no table holds it.
pub(crate) fn token_secret(vault: &Vault, token: &PublicId) -> String {
    format!("kado_{}", vault.fingerprint(&format!("token|{token}")))
}

/// Makes a token; its secret is shown this once.
pub async fn new_token_in(
    tx: &Tx,
    vault: &Vault,
    account: AccountId,
    name: &str,
    may_write: bool,
    now: Moment,
) -> Result<(PublicId, String), StoreError> {
    let public_id = tx.public_id();
    let secret = token_secret(vault, &public_id);
    let sql = "insert into api_token (public_id, account, name, token_hash, may_write, created_at, expires_at) \
               values ($1, $2, $3, $4, $5, $6, $7)";
    let values = vec![
        public_id.clone().into(),
        account.into(),
        name.into(),
        sessions::hashed(&secret).into(),
        may_write.into(),
        now.into(),
        now.plus_seconds(TOKEN_DAYS * 86_400).into(),
    ];
    db::execute(tx, sql, values).await?;
    let note = AuditNote::done(Stream::Access, "token.make", format!("token/{public_id}"));
    tx.note(note.about(account.0));
    Ok((public_id, secret))
}

/// The tokens of an account that still open something.
pub async fn tokens_of(
    db: &Conn,
    account: AccountId,
    now: Moment,
) -> Result<Vec<TokenRow>, StoreError> {
    let sql = "select public_id, name, may_write, created_at, expires_at from api_token \
               where account = $1 and ended_at is null and expires_at > $2 order by id desc limit 100";
    db::all(db, sql, vec![account.into(), now.into()]).await
}

/// Ends a token of this account.
pub async fn end_token_in(
    tx: &Tx,
    account: AccountId,
    token: &PublicId,
    now: Moment,
) -> Result<(), StoreError> {
    let sql = "update api_token set ended_at = $1 where account = $2 and public_id = $3 and ended_at is null";
    let ended = db::execute(
        tx,
        sql,
        vec![now.into(), account.into(), token.clone().into()],
    )
    .await?;
    tx.note(AuditNote::done(
        Stream::Access,
        "token.end",
        format!("token/{token}"),
    ));
    if ended == 1 {
        Ok(())
    } else {
        Err(StoreError::Absent)
    }
}

/// A failure as `application/problem+json`.
pub(crate) fn problem(
    status: StatusCode,
    title: &str,
    detail: &str,
    failure: &Failure,
) -> Response {
    let errors: Vec<_> = match failure {
        Failure::Faulty(faults) => faults
            .iter()
            .map(|(field, words)| json!({ "field": field, "detail": words.say() }))
            .collect(),
        _ => Vec::new(),
    };
    let body = json!({
        "type": "about:blank", "title": title, "status": status.as_u16(), "detail": detail,
        "instance": asked().request, "errors": errors,
    });
    (
        status,
        [(header::CONTENT_TYPE, "application/problem+json")],
        body.to_string(),
    )
        .into_response()
}
