//! Links that let a person set a password (招待・再設定): single use, short, kept hashed. No mail goes out yet, so the
//! link is shown to staff once, to hand over.

use base::{Moment, PublicId};
use db::sea_orm::FromQueryResult;
use db::{AuditNote, Author, Conn, StoreError, Stream, Tx};
use serde::{Deserialize, Serialize};
use webkit::words;

use crate::accounts::{self, NewAccount};
use crate::grants::{self, Bound};
use crate::{AccountId, Act, Actor, App, Failure, Resource, Role, Vault, limits, sessions};

/// An invitation opens for seven days.
const INVITED_SECONDS: i64 = 7 * 86_400;
/// A recovery opens for ten minutes from the second person's word.
const RECOVERED_SECONDS: i64 = 600;

/// Someone invited: their account and the link to hand over.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Invited {
    pub account: PublicId,
    pub invitation: PublicId,
}

/// The secret part of a link: nobody without the key of the installation can compute it, and no table holds it.
pub fn token_of(vault: &Vault, invitation: &PublicId) -> String {
    vault.fingerprint(&format!("invitation|{invitation}"))
}

/// Invites someone into a role.
pub async fn invite(
    app: &App,
    actor: &Actor,
    new: NewAccount,
    role: Role,
    bound: Bound,
) -> Result<Invited, Failure> {
    db::command!(app.db, actor.author(), |tx| invite_in(
        &tx,
        app,
        actor,
        new.clone(),
        role,
        bound
    )
    .await)
}

/// As [`invite`], inside a command.
pub async fn invite_in(
    tx: &Tx,
    app: &App,
    actor: &Actor,
    new: NewAccount,
    role: Role,
    bound: Bound,
) -> Result<Invited, Failure> {
    let scope = actor.may(Act::Write(Resource::Accounts))?;
    actor.fresh(tx.now())?;
    if let Some(field) = bound.lacks(role) {
        return Err(fault(field, words!("access-binding-missing")));
    }
    if !scope.may_give(role, bound.municipality, bound.client) {
        return Err(Failure::Absent);
    }
    if accounts::by_login(tx, &new.login).await?.is_some() {
        // Who may see only the own colleagues does not learn whether someone else is registered.
        return Err(fault(
            "login",
            if scope.region {
                words!("access-login-taken")
            } else {
                words!("access-login-not-invited")
            },
        ));
    }
    let id = accounts::new_account_in(tx, new).await?;
    grants::grant_in(tx, id, role, bound).await?;
    let invitation = link_in(tx, app, actor, id).await?;
    let account = accounts::by_key(tx, id).await?.public_id;
    Ok(Invited {
        account,
        invitation,
    })
}

fn fault(field: &str, words: webkit::Words) -> Failure {
    Failure::Faulty(vec![(field.to_owned(), words)])
}

/// A new link for someone still invited; earlier ones no longer open.
pub async fn link_again(app: &App, actor: &Actor, account: &PublicId) -> Result<PublicId, Failure> {
    db::command!(app.db, actor.author(), |tx| link_again_in(
        &tx, app, actor, account
    )
    .await)
}

/// As [`link_again`], inside a command.
pub async fn link_again_in(
    tx: &Tx,
    app: &App,
    actor: &Actor,
    account: &PublicId,
) -> Result<PublicId, Failure> {
    let scope = actor.may(Act::Write(Resource::Accounts))?;
    actor.fresh(tx.now())?;
    let row = accounts::within(tx, &scope, account).await?;
    if row.state != "invited" {
        return Err(Failure::Refused(words!("access-not-invited")));
    }
    link_in(tx, app, actor, row.id).await
}

async fn link_in(
    tx: &Tx,
    app: &App,
    actor: &Actor,
    account: AccountId,
) -> Result<PublicId, Failure> {
    let now = app.db.clock().real_now();
    close_in(tx, account, now).await?;
    let expires_at = now.plus_seconds(INVITED_SECONDS);
    let by = Some(actor.account);
    Ok(keep_in(
        tx,
        &app.vault,
        account,
        "confirm",
        by,
        now,
        Some(expires_at),
    )
    .await?)
}

/// Links of this account that were not used open nothing from now on.
async fn close_in(tx: &Tx, account: AccountId, now: Moment) -> Result<(), StoreError> {
    let sql = "update invitation set used_at = $1 where account = $2 and used_at is null";
    db::execute(tx, sql, vec![now.into(), account.into()]).await?;
    Ok(())
}

async fn keep_in(
    tx: &Tx,
    vault: &Vault,
    account: AccountId,
    purpose: &'static str,
    by: Option<AccountId>,
    now: Moment,
    expires_at: Option<Moment>,
) -> Result<PublicId, StoreError> {
    let id = tx.public_id();
    let sql = "insert into invitation (public_id, account, token_hash, purpose, asked_at, asked_by, expires_at) \
               values ($1, $2, $3, $4, $5, $6, $7)";
    let values = vec![
        id.clone().into(),
        account.into(),
        sessions::hashed(&token_of(vault, &id)).into(),
        purpose.into(),
        now.into(),
        by.into(),
        expires_at.into(),
    ];
    db::execute(tx, sql, values).await?;
    let note = AuditNote::done(Stream::Access, "invitation.ask", format!("invitation/{id}"));
    tx.note(note.fields(purpose).about(account.0));
    Ok(id)
}

/// A wish for recovery that waits for staff.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Wish {
    pub public_id: PublicId,
    pub asked_at: Moment,
    pub asked_by: Option<AccountId>,
}

/// The open wish for recovery of an account.
pub(crate) async fn wish_of(db: &Conn, account: AccountId) -> Result<Option<Wish>, StoreError> {
    let sql = "select public_id, asked_at, asked_by from invitation \
               where account = $1 and purpose = 'recover' and used_at is null and expires_at is null \
               order by id desc limit 1";
    db::one(db, sql, vec![account.into()]).await
}

/// Someone cannot sign in and says so at the door. Whether the login exists is told to nobody.
pub(crate) async fn wish(app: &App, login: &str) -> Result<(), Failure> {
    let by = Author {
        role: "recovery".into(),
        ..Author::default()
    };
    db::command!(app.db, &by, |tx| wish_in(&tx, app, login).await)
}

async fn wish_in(tx: &Tx, app: &App, login: &str) -> Result<(), Failure> {
    let row = accounts::by_login(tx, login).await?;
    let Some(row) = row.filter(|it| it.state == "confirmed") else {
        return Ok(());
    };
    if wish_of(tx, row.id).await?.is_none() {
        let now = app.db.clock().real_now();
        keep_in(tx, &app.vault, row.id, "recover", None, now, None).await?;
    }
    Ok(())
}

/// The first member of staff has made sure who asks, and passes the wish to a second.
pub async fn vouch(app: &App, actor: &Actor, account: &PublicId) -> Result<(), Failure> {
    db::command!(app.db, actor.author(), |tx| vouch_in(
        &tx, app, actor, account
    )
    .await)
}

/// As [`vouch`], inside a command.
pub async fn vouch_in(
    tx: &Tx,
    app: &App,
    actor: &Actor,
    account: &PublicId,
) -> Result<(), Failure> {
    let scope = actor.may(Act::Write(Resource::Accounts))?;
    actor.fresh(tx.now())?;
    let row = accounts::within(tx, &scope, account).await?;
    if row.state != "confirmed" || row.id == actor.account {
        return Err(Failure::Refused(words!("access-recovery-not-own")));
    }
    let now = app.db.clock().real_now();
    close_in(tx, row.id, now).await?;
    keep_in(
        tx,
        &app.vault,
        row.id,
        "recover",
        Some(actor.account),
        now,
        None,
    )
    .await?;
    Ok(())
}

/// The second member of staff agrees; the link opens from now on for ten minutes.
pub async fn agree(app: &App, actor: &Actor, account: &PublicId) -> Result<PublicId, Failure> {
    db::command!(app.db, actor.author(), |tx| agree_in(
        &tx, app, actor, account
    )
    .await)
}

/// As [`agree`], inside a command.
pub async fn agree_in(
    tx: &Tx,
    app: &App,
    actor: &Actor,
    account: &PublicId,
) -> Result<PublicId, Failure> {
    let scope = actor.may(Act::Approve(Resource::Accounts))?;
    actor.fresh(tx.now())?;
    let row = accounts::within(tx, &scope, account).await?;
    let nothing = || Failure::Refused(words!("access-nothing-waits"));
    let wish = wish_of(tx, row.id).await?.ok_or_else(nothing)?;
    let first = wish.asked_by.ok_or_else(nothing)?;
    if first == actor.account || row.id == actor.account {
        return Err(Failure::Refused(words!("access-second-person")));
    }
    let expires_at = app.db.clock().real_now().plus_seconds(RECOVERED_SECONDS);
    let sql = "update invitation set approved_by = $1, expires_at = $2 where public_id = $3";
    let values = vec![
        actor.account.into(),
        expires_at.into(),
        wish.public_id.clone().into(),
    ];
    db::execute(tx, sql, values).await?;
    let object = format!("invitation/{}", wish.public_id);
    tx.note(AuditNote::done(Stream::Access, "recovery.agree", object).about(row.id.0));
    Ok(wish.public_id)
}

/// A link that opens now, and whom it is for.
#[derive(Clone, Debug, FromQueryResult)]
pub(crate) struct Open {
    pub id: i64,
    pub account: AccountId,
    pub purpose: String,
    pub login: String,
    pub name: String,
    pub has_totp: bool,
}

/// What a link leads to, when it still opens something.
pub(crate) async fn open(db: &Conn, token: &str, now: Moment) -> Result<Option<Open>, StoreError> {
    let sql = "select i.id, i.account, i.purpose, a.login, a.name, a.totp_sealed is not null as has_totp \
               from invitation i join account a on a.id = i.account \
               where i.token_hash = $1 and i.used_at is null and i.expires_at > $2 and a.state <> 'disabled'";
    db::one(db, sql, vec![sessions::hashed(token).into(), now.into()]).await
}

/// The person has set a password: the link is used up, an invited account is confirmed, every earlier sign-in ends.
pub(crate) async fn take(app: &App, it: &Open, hash: &str) -> Result<(), Failure> {
    let by = Author {
        account: Some(it.account.0),
        role: "invitation".into(),
        ..Author::default()
    };
    db::command!(app.db, &by, |tx| take_in(&tx, app, it, hash).await)
}

async fn take_in(tx: &Tx, app: &App, it: &Open, hash: &str) -> Result<(), Failure> {
    let now = app.db.clock().real_now();
    let sql = "update invitation set used_at = $1 where id = $2 and used_at is null";
    if db::execute(tx, sql, vec![now.into(), it.id.into()]).await? == 0 {
        return Err(Failure::Absent);
    }
    accounts::set_password_in(tx, it.account, hash).await?;
    limits::reopen_in(tx, &app.vault, &it.login, it.account).await?;
    sessions::end_all_in(tx, it.account, now).await?;
    if it.purpose == "confirm" {
        accounts::confirm_in(tx, it.account).await?;
    } else {
        let sql = "update account set recovered_at = $1 where id = $2";
        db::execute(tx, sql, vec![now.into(), it.account.into()]).await?;
    }
    Ok(())
}
