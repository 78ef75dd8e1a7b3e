//! Accounts (アカウント): invited, confirmed, disabled; their passwords and second factors.

use base::{Day, PublicId};
use db::sea_orm::FromQueryResult;
use db::{AuditNote, Author, Conn, Db, StoreError, Stream, Tx};
use webkit::words;

use crate::second_factor::Seed;
use crate::{AccountId, Act, Actor, Failure, Resource, Role, Scope, Vault, limits, sessions};

pub use crate::grants::{Bound, grant_in};

/// An account to be made; it can do nothing until it is confirmed.
#[derive(Clone, Debug)]
pub struct NewAccount {
    /// The mail address with which the person signs in.
    pub login: String,
    pub name: String,
    pub kana: String,
    pub lang: webkit::Lang,
}

/// An account as lists and pages show it.
#[derive(Clone, Debug, FromQueryResult)]
pub struct AccountRow {
    pub id: AccountId,
    pub public_id: PublicId,
    pub login: String,
    pub name: String,
    pub kana: String,
    pub state: String,
    pub has_totp: bool,
    pub version: i32,
}

pub(crate) const ACCOUNT: &str = "select a.id, a.public_id, a.login, a.name, a.kana, a.state, a.totp_sealed is not null as has_totp, a.version from account a";

/// Makes an account in the state invited.
pub async fn new_account_in(tx: &Tx, it: NewAccount) -> Result<AccountId, StoreError> {
    let public_id = tx.public_id();
    let sql = "insert into account (public_id, login, name, kana, state, totp_last_step, lang, created_at, version) \
               values ($1, $2, $3, $4, 'invited', 0, $5, $6, 1) returning id";
    let values = vec![
        public_id.clone().into(),
        it.login.trim().to_lowercase().into(),
        it.name.into(),
        it.kana.into(),
        it.lang.code().into(),
        tx.now().into(),
    ];
    let id = db::scalar(tx, sql, values)
        .await?
        .ok_or(StoreError::Absent)?;
    tx.note(AuditNote::done(
        Stream::Access,
        "account.invite",
        format!("account/{public_id}"),
    ));
    Ok(id)
}

/// Confirms an invited account; from now on its rights exist.
pub async fn confirm_in(tx: &Tx, account: AccountId) -> Result<(), StoreError> {
    let sql = "update account set state = 'confirmed', version = version + 1 \
               where id = $1 and state = 'invited' returning public_id";
    changed(tx, account, "account.confirm", sql, vec![account.into()]).await
}

/// Disables an account: every sign-in and token of it ends in the same commit (safety T4).
pub async fn disable_in(tx: &Tx, account: AccountId, reason: &str) -> Result<(), StoreError> {
    let sql = "update account set state = 'disabled', disabled_at = $1, version = version + 1 \
               where id = $2 and state <> 'disabled' returning public_id";
    let values = vec![tx.now().into(), account.into()];
    let id: Option<PublicId> = db::scalar(tx, sql, values).await?;
    sessions::end_all_in(tx, account, tx.now()).await?;
    if let Some(id) = id {
        let note = AuditNote::done(Stream::Access, "account.disable", format!("account/{id}"));
        tx.note(note.about(account.0).because(reason));
    }
    Ok(())
}

/// Keeps a hash made by [`crate::password::hash`].
pub async fn set_password_in(tx: &Tx, account: AccountId, hash: &str) -> Result<(), StoreError> {
    let sql = "update account set password_hash = $1, version = version + 1 where id = $2 returning public_id";
    let values = vec![hash.into(), account.into()];
    changed(tx, account, "account.password", sql, values).await
}

/// Keeps the hash of a new password that was set outside of any browser, and opens again what wrong tries had closed.
pub async fn replace_password_in(
    tx: &Tx,
    vault: &Vault,
    it: &AccountRow,
    hash: &str,
) -> Result<(), StoreError> {
    set_password_in(tx, it.id, hash).await?;
    limits::reopen_in(tx, vault, &it.login, it.id).await?;
    sessions::end_all_in(tx, it.id, tx.now()).await
}

/// Keeps the sealed seed of one-time codes.
pub async fn set_second_factor_in(
    tx: &Tx,
    vault: &Vault,
    account: AccountId,
    seed: &Seed,
) -> Result<(), StoreError> {
    let sealed = vault.seal("account", "totp", account.0, seed.bytes());
    let sql = "update account set totp_sealed = $1, totp_last_step = 0, version = version + 1 \
               where id = $2 returning public_id";
    let values = vec![sealed.into(), account.into()];
    changed(tx, account, "account.second_factor", sql, values).await
}

/// Changes the row of an account and notes it under its public id; nothing is noted where nothing changed.
async fn changed(
    tx: &Tx,
    account: AccountId,
    action: &'static str,
    sql: &str,
    values: Vec<db::sea_orm::Value>,
) -> Result<(), StoreError> {
    let id: Option<PublicId> = db::scalar(tx, sql, values).await?;
    if let Some(id) = id {
        let note = AuditNote::done(Stream::Access, action, format!("account/{id}"));
        tx.note(note.about(account.0));
    }
    Ok(())
}

/// The person of an account, acting outside of any browser (jobs on someone's behalf, the demonstration, the command line).
pub async fn actor_of(db: &Conn, account: AccountId, today: Day) -> Result<Actor, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        name: String,
        lang: String,
    }
    let sql = "select name, lang from account where id = $1 and state = 'confirmed'";
    let row: Row = db::one(db, sql, vec![account.into()])
        .await?
        .ok_or(StoreError::Absent)?;
    let grants = sessions::grants_of(db, account, today).await?;
    let role = grants
        .first()
        .map_or("none", |grant| grant.role.name())
        .to_owned();
    Ok(Actor {
        account,
        name: row.name,
        grants,
        lang: webkit::Lang::from_code(&row.lang).unwrap_or_default(),
        author: Author {
            account: Some(account.0),
            role,
            ..Author::default()
        },
        ..Actor::public()
    })
}

/// An account by its login.
pub async fn by_login(db: &Conn, login: &str) -> Result<Option<AccountRow>, StoreError> {
    db::one(
        db,
        &format!("{ACCOUNT} where a.login = $1"),
        vec![login.trim().to_lowercase().into()],
    )
    .await
}

/// An account by public id.
pub async fn by_public_id(db: &Conn, id: &PublicId) -> Result<AccountRow, StoreError> {
    db::one(
        db,
        &format!("{ACCOUNT} where a.public_id = $1"),
        vec![id.clone().into()],
    )
    .await?
    .ok_or(StoreError::Absent)
}

/// The names of accounts, for pages that show who did something.
pub async fn names(
    db: &Conn,
    ids: &[AccountId],
) -> Result<std::collections::BTreeMap<AccountId, String>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        id: AccountId,
        name: String,
    }
    let places: Vec<String> = (1..=ids.len()).map(|n| format!("${n}")).collect();
    if places.is_empty() {
        return Ok(Default::default());
    }
    let sql = format!(
        "select id, name from account where id in ({})",
        places.join(", ")
    );
    let rows: Vec<Row> = db::all(db, &sql, ids.iter().map(|id| (*id).into()).collect()).await?;
    Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
}

/// An account by key.
pub async fn by_key(db: &Conn, id: AccountId) -> Result<AccountRow, StoreError> {
    db::one(db, &format!("{ACCOUNT} where a.id = $1"), vec![id.into()])
        .await?
        .ok_or(StoreError::Absent)
}

/// An account within reach: the region reaches everyone; an officer the officers and committee members of the own
/// town, a company its own contacts, in so far as they are nothing else besides.
pub(crate) async fn within(
    db: &Conn,
    scope: &Scope,
    account: &PublicId,
) -> Result<AccountRow, StoreError> {
    let sql = format!("{ACCOUNT} where a.public_id = $1 and {}", reached(scope));
    db::one(db, &sql, vec![account.clone().into()])
        .await?
        .ok_or(StoreError::Absent)
}

/// The condition of [`within`].
fn reached(scope: &Scope) -> String {
    if scope.region {
        return "1 = 1".to_owned();
    }
    let list = |ids: Vec<i64>| match ids.is_empty() {
        true => "0".to_owned(),
        false => ids
            .iter()
            .map(i64::to_string)
            .collect::<Vec<_>>()
            .join(", "),
    };
    let towns = list(scope.municipalities.iter().map(|it| it.0).collect());
    let clients = list(scope.clients.iter().map(|it| it.0).collect());
    let roles = |roles: &[Role]| {
        let names: Vec<String> = roles.iter().map(|it| format!("'{}'", it.name())).collect();
        names.join(", ")
    };
    let given = format!(
        "(g.role in ({}) and coalesce(g.municipality, -1) in ({towns}) or g.role in ({}) and coalesce(g.client, -1) in ({clients}))",
        roles(&Role::OF_A_TOWN),
        roles(&Role::OF_A_COMPANY),
    );
    let live = "select 1 from role_grant g where g.account = a.id and g.ended_at is null";
    format!("exists ({live} and {given}) and not exists ({live} and not {given})")
}

/// The kept hash of a password.
pub(crate) async fn password_hash(db: &Conn, id: AccountId) -> Result<Option<String>, StoreError> {
    let sql = "select password_hash from account where id = $1";
    db::scalar(db, sql, vec![id.into()]).await
}

/// Remembers the step of the last one-time code, so that none is taken twice.
pub(crate) async fn use_step_in(tx: &Tx, id: AccountId, step: i64) -> Result<(), StoreError> {
    let sql = "update account set totp_last_step = $1 where id = $2";
    db::execute(tx, sql, vec![step.into(), id.into()]).await?;
    Ok(())
}

/// The keys of accounts whose name, reading or login holds this text, for searches.
pub(crate) async fn keys_like(db: &Conn, text: &str) -> Result<Vec<i64>, StoreError> {
    let rows = list(db, &Scope::whole_region(), text, "", 1, 200).await?;
    Ok(rows.into_iter().map(|row| row.id.0).collect())
}

/// A page of the accounts in the order of their readings, one row more than `size` when another page follows.
/// The state `recover` finds those who asked for help to sign in.
pub(crate) async fn list(
    db: &Conn,
    scope: &Scope,
    text: &str,
    state: &str,
    page: u64,
    size: u64,
) -> Result<Vec<AccountRow>, StoreError> {
    let mut values = vec![db::like_text(&text.to_lowercase()).into()];
    let state = match state {
        "" => "",
        "recover" => {
            " and exists (select 1 from invitation i where i.account = a.id and i.purpose = 'recover' \
             and i.used_at is null and i.expires_at is null)"
        }
        state => {
            values.push(state.into());
            " and a.state = $2"
        }
    };
    let (limit, offset) = db::page_of(page, size);
    values.extend([limit.into(), offset.into()]);
    let n = values.len();
    let sql = format!(
        "{ACCOUNT} where (lower(a.name) like $1 escape '!' or a.kana like $1 escape '!' or a.login like $1 escape '!')\
         {state} and {} order by a.kana, a.id limit ${} offset ${n}",
        reached(scope),
        n - 1
    );
    db::all(db, &sql, values).await
}

/// Disables an account for a stated reason, asked by an administrator who proved themselves just now.
pub async fn disable(
    db: &Db,
    actor: &Actor,
    account: &PublicId,
    reason: &str,
) -> Result<(), Failure> {
    db::command!(db, actor.author(), |tx| asked_to_disable_in(
        &tx, actor, account, reason
    )
    .await)
}

async fn asked_to_disable_in(
    tx: &Tx,
    actor: &Actor,
    account: &PublicId,
    reason: &str,
) -> Result<(), Failure> {
    let scope = actor.may(Act::Write(Resource::Accounts))?;
    actor.fresh(tx.now())?;
    let row = within(tx, &scope, account).await?;
    if row.id == actor.account {
        return Err(Failure::Refused(words!("access-not-oneself")));
    }
    Ok(disable_in(tx, row.id, reason).await?)
}

/// The seed of a person of the demonstration, whose codes the command line tells.
pub async fn seed_for_demonstration(
    db: &Conn,
    vault: &Vault,
    account: AccountId,
) -> Result<Seed, Failure> {
    let found = crate::sign_in::seed_of(db, vault, account).await?;
    Ok(found.ok_or(Failure::Absent)?.0)
}
