//! Accounts: invited, confirmed, disabled; their roles; signing in and proving the second factor.

use base::{Day, Moment, PublicId};
use db::sea_orm::FromQueryResult;
use db::{AuditNote, Author, Conn, StoreError, Stream, Tx};
use webkit::words;

use crate::second_factor::Seed;
use crate::sessions::{self, SignedIn};
use crate::{
    AccountId, Actor, App, ClientId, Failure, MunicipalityId, Role, SiteId, Vault, limits, password,
};

/// An account to be made; it can do nothing until it is confirmed.
#[derive(Clone, Debug)]
pub struct NewAccount {
    /// The mail address with which the person signs in.
    pub login: String,
    pub name: String,
    pub kana: String,
    pub lang: webkit::Lang,
}

/// What a role is bound to; the default binds to nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Bound {
    pub municipality: Option<MunicipalityId>,
    pub site: Option<SiteId>,
    pub client: Option<ClientId>,
    pub until: Option<Day>,
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

/// Gives a role from today on. Nobody grants a role to themselves (safety §2, note 5).
pub async fn grant_in(
    tx: &Tx,
    account: AccountId,
    role: Role,
    bound: Bound,
) -> Result<(), Failure> {
    if tx.by().account == Some(account.0) {
        return Err(Failure::Refused(words!("access-no-own-grant")));
    }
    let sql = "insert into role_grant (account, role, municipality, site, client, from_day, until_day, granted_by) \
               values ($1, $2, $3, $4, $5, $6, $7, $8)";
    let values = vec![
        account.into(),
        role.name().into(),
        bound.municipality.into(),
        bound.site.into(),
        bound.client.into(),
        tx.today().into(),
        bound.until.into(),
        tx.by().account.into(),
    ];
    db::execute(tx, sql, values).await?;
    tx.note(
        AuditNote::done(
            Stream::Access,
            "role.grant",
            format!("account/{}", account.0),
        )
        .fields(role.name()),
    );
    Ok(())
}

/// Confirms an invited account; from now on its rights exist.
pub async fn confirm_in(tx: &Tx, account: AccountId) -> Result<(), StoreError> {
    let sql = "update account set state = 'confirmed', version = version + 1 where id = $1 and state = 'invited'";
    db::execute(tx, sql, vec![account.into()]).await?;
    tx.note(AuditNote::done(
        Stream::Access,
        "account.confirm",
        format!("account/{}", account.0),
    ));
    Ok(())
}

/// Disables an account: every sign-in and token of it ends in the same commit (safety T4).
pub async fn disable_in(tx: &Tx, account: AccountId, reason: &str) -> Result<(), StoreError> {
    let sql = "update account set state = 'disabled', disabled_at = $1, version = version + 1 where id = $2 and state <> 'disabled'";
    db::execute(tx, sql, vec![tx.now().into(), account.into()]).await?;
    sessions::end_all_in(tx, account, tx.now()).await?;
    tx.note(
        AuditNote::done(
            Stream::Access,
            "account.disable",
            format!("account/{}", account.0),
        )
        .because(reason),
    );
    Ok(())
}

/// Keeps a hash made by [`password::hash`]; every other sign-in of the account ends.
pub async fn set_password_in(tx: &Tx, account: AccountId, hash: &str) -> Result<(), StoreError> {
    let sql = "update account set password_hash = $1, version = version + 1 where id = $2";
    db::execute(tx, sql, vec![hash.into(), account.into()]).await?;
    tx.note(
        AuditNote::done(
            Stream::Access,
            "account.password",
            format!("account/{}", account.0),
        )
        .fields("password"),
    );
    Ok(())
}

/// Keeps the sealed seed of one-time codes.
pub async fn set_second_factor_in(
    tx: &Tx,
    vault: &Vault,
    account: AccountId,
    seed: &Seed,
) -> Result<(), StoreError> {
    let sealed = vault.seal("account", "totp", account.0, seed.bytes());
    let sql = "update account set totp_sealed = $1, totp_last_step = 0, version = version + 1 where id = $2";
    db::execute(tx, sql, vec![sealed.into(), account.into()]).await?;
    tx.note(
        AuditNote::done(
            Stream::Access,
            "account.second_factor",
            format!("account/{}", account.0),
        )
        .fields("totp"),
    );
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

/// What a sign-in led to.
pub enum Entered {
    /// Signed in; the secret goes into the cookie.
    Whole(String),
    /// The password was right; the second factor is still wanted.
    Half(String),
    /// Wrong, with the seconds to wait before the next try.
    Refused { wait: i64 },
}

#[derive(FromQueryResult)]
struct Secrets {
    id: AccountId,
    state: String,
    password_hash: Option<String>,
    has_totp: bool,
}

/// Tries a login and a password. An unknown login takes as long as a known one, and both are counted.
pub async fn sign_in(
    app: &App,
    login: &str,
    given: &str,
    address: &str,
    agent: &str,
) -> Result<Entered, Failure> {
    let now = app.db.clock().real_now();
    let login = login.trim().to_lowercase();
    let subjects = [
        format!("login:{}", app.vault.fingerprint(&login)),
        format!("address:{address}"),
    ];
    for subject in &subjects {
        let wait = limits::wait_of(&app.db, subject, now).await?;
        if wait > 0 {
            return Ok(Entered::Refused { wait });
        }
    }
    let sql = "select id, state, password_hash, totp_sealed is not null as has_totp from account where login = $1";
    let found: Option<Secrets> = db::one(&app.db, sql, vec![login.into()]).await?;
    let (given, hash) = (
        given.to_owned(),
        found.as_ref().and_then(|it| it.password_hash.clone()),
    );
    let right = tokio::task::spawn_blocking(move || password::matches(&given, hash.as_deref()))
        .await
        .map_err(|error| StoreError::Unreadable(error.to_string()))?;
    let account = found.filter(|it| right && it.state == "confirmed");
    let tx = app
        .db
        .begin(&Author {
            account: account.as_ref().map(|it| it.id.0),
            role: "sign_in".into(),
            ..Author::default()
        })
        .await?;
    let Some(account) = account else {
        for subject in &subjects {
            limits::count_in(&tx, subject, now).await?;
        }
        tx.note(AuditNote::refused(Stream::Access, "sign_in", &subjects[0]));
        tx.finish(&()).await?;
        return Ok(Entered::Refused { wait: 0 });
    };
    limits::clear_in(&tx, &subjects[0]).await?;
    let staff = sessions::grants_of(&tx, account.id, app.db.clock().today())
        .await?
        .iter()
        .any(|it| it.role.is_staff());
    let token = sessions::begin_in(&tx, account.id, false, now, agent).await?;
    tx.finish(&()).await?;
    Ok(if staff || account.has_totp {
        Entered::Half(token)
    } else {
        Entered::Whole(token)
    })
}

/// The seed of an account's codes, when it has one.
pub(crate) async fn seed_of(
    db: &Conn,
    vault: &Vault,
    account: AccountId,
) -> Result<Option<(Seed, i64)>, Failure> {
    #[derive(FromQueryResult)]
    struct Row {
        totp_sealed: Option<Vec<u8>>,
        totp_last_step: i64,
    }
    let sql = "select totp_sealed, totp_last_step from account where id = $1";
    let row: Option<Row> = db::one(db, sql, vec![account.into()]).await?;
    let Some(Row {
        totp_sealed: Some(sealed),
        totp_last_step,
    }) = row
    else {
        return Ok(None);
    };
    let bytes = vault
        .open("account", "totp", account.0, &sealed)
        .map_err(|error| StoreError::Unreadable(error.to_string()))?;
    Ok(Some((Seed::of(&bytes), totp_last_step)))
}

/// Takes a one-time code: each code once, with the same limits as passwords.
pub(crate) async fn take_code(
    app: &App,
    account: AccountId,
    code: &str,
    now: Moment,
) -> Result<(), Failure> {
    let subject = format!("code:{}", account.0);
    let wait = limits::wait_of(&app.db, &subject, now).await?;
    if wait > 0 {
        return Err(Failure::Faulty(vec![(
            "_code".into(),
            words!("access-wait", seconds = wait),
        )]));
    }
    let tx = app
        .db
        .begin(&Author {
            account: Some(account.0),
            role: "second_factor".into(),
            ..Author::default()
        })
        .await?;
    let seed = seed_of(&tx, &app.vault, account).await?;
    let step = seed.and_then(|(seed, last)| seed.step_of(code, now.micros() / 1_000_000, last));
    match step {
        Some(step) => {
            let sql = "update account set totp_last_step = $1 where id = $2";
            db::execute(&tx, sql, vec![step.into(), account.into()]).await?;
            limits::clear_in(&tx, &subject).await?;
            tx.finish(&()).await?;
            Ok(())
        }
        None => {
            limits::count_in(&tx, &subject, now).await?;
            tx.note(AuditNote::refused(
                Stream::Access,
                "second_factor",
                &subject,
            ));
            tx.finish(&()).await?;
            Err(Failure::Faulty(vec![(
                "_code".into(),
                words!("access-code-wrong"),
            )]))
        }
    }
}

/// A code typed on the way to an act that wants a fresh proof; the sign-in stays the same.
pub(crate) async fn step_up(
    app: &App,
    actor: &Actor,
    session: &SignedIn,
    code: &str,
    now: Moment,
) -> Result<Moment, Failure> {
    take_code(app, actor.account, code, now).await?;
    let by = Author {
        submission: None,
        ..actor.author().clone()
    };
    let tx = app.db.begin(&by).await?;
    db::execute(
        &tx,
        "update session set fresh_at = $1 where id = $2",
        vec![now.into(), session.id.into()],
    )
    .await?;
    tx.note(AuditNote::done(
        Stream::Access,
        "session.step_up",
        format!("session/{}", session.public_id),
    ));
    tx.finish(&()).await?;
    Ok(now)
}
