//! Signing in and proving the second factor, with limits on failures.

use base::Moment;
use db::sea_orm::FromQueryResult;
use db::{AuditNote, Author, Conn, StoreError, Stream};
use tokio::sync::Semaphore;
use webkit::words;

use crate::limits::{self, Door};
use crate::second_factor::Seed;
use crate::sessions::{self, SignedIn};
use crate::{AccountId, Actor, App, Failure, Vault, password, recovery};

/// What a sign-in led to.
pub enum Entered {
    /// Signed in; the secret goes into the cookie.
    Whole(String),
    /// The password was right; the second factor is still wanted.
    Half(String),
    /// Wrong, or not tried at all because the door is shut.
    Refused(Door),
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
        limits::login_subject(&app.vault, &login),
        format!("address:{address}"),
    ];
    for subject in &subjects {
        let door = limits::door_of(&app.db, subject, now).await?;
        if door != Door::Open {
            return Ok(Entered::Refused(door));
        }
    }
    let sql = "select id, state, password_hash, totp_sealed is not null as has_totp from account where login = $1";
    let found: Option<Secrets> = db::one(&app.db, sql, vec![login.into()]).await?;
    let (given, hash) = (
        given.to_owned(),
        found.as_ref().and_then(|it| it.password_hash.clone()),
    );
    let right = slowly(move || password::matches(&given, hash.as_deref())).await?;
    let account = found.filter(|it| right && it.state == "confirmed");
    let tx = app
        .db
        .begin(&Author {
            account: account.as_ref().map(|it| it.id.0),
            role: "sign_in".into(),
            ..Author::default()
        })
        .await?;
    // Many tries at once see each other's failures here, where writers stand in a queue.
    for subject in &subjects {
        let door = limits::door_of(&tx, subject, now).await?;
        if door != Door::Open {
            tx.abandon().await;
            return Ok(Entered::Refused(door));
        }
    }
    let Some(account) = account else {
        for subject in &subjects {
            limits::count_in(&tx, subject, now).await?;
        }
        tx.note(AuditNote::refused(Stream::Access, "sign_in", &subjects[0]));
        tx.finish(&()).await?;
        return Ok(Entered::Refused(Door::Open));
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

/// Takes a one-time code: each code once, with the same limits as passwords. When too many wrong ones have closed the
/// authenticator, a recovery code still opens, and opens the authenticator again.
pub(crate) async fn take_code(
    app: &App,
    account: AccountId,
    code: &str,
    now: Moment,
) -> Result<(), Failure> {
    let subject = limits::code_subject(account);
    let tx = app
        .db
        .begin(&Author {
            account: Some(account.0),
            role: "second_factor".into(),
            ..Author::default()
        })
        .await?;
    // Asked inside the command, so that many tries at once see each other's failures.
    let door = limits::door_of(&tx, &subject, now).await?;
    if let Door::Waits(seconds @ 1..) | Door::Closed(seconds @ 1..) = door {
        tx.abandon().await;
        return Err(code_fault(words!("access-wait", seconds = seconds)));
    }
    let seed = seed_of(&tx, &app.vault, account).await?;
    let step = seed
        .filter(|_| door == Door::Open)
        .and_then(|(seed, last)| seed.step_of(code, now.micros() / 1_000_000, last));
    if step.is_none() && recovery::take_in(&tx, account, code, now).await? {
        limits::clear_in(&tx, &subject).await?;
        tx.finish(&()).await?;
        return Ok(());
    }
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
            let note = AuditNote::refused(Stream::Access, "second_factor", "session");
            tx.note(note.about(account.0));
            tx.finish(&()).await?;
            Err(code_fault(match door {
                Door::Closed(_) => words!("access-closed-code"),
                _ => words!("access-code-wrong"),
            }))
        }
    }
}

fn code_fault(words: webkit::Words) -> Failure {
    Failure::Faulty(vec![("_code".into(), words)])
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

/// Each password at work takes 19 MiB and a processor; more than so many at once wait for their turn.
static TURNS: Semaphore = Semaphore::const_new(4);

/// Runs what is slow on purpose beside the threads that answer requests, a few at a time.
pub(crate) async fn slowly<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, StoreError> {
    let _turn = TURNS.acquire().await;
    let done = tokio::task::spawn_blocking(work).await;
    done.map_err(|error| StoreError::Unreadable(error.to_string()))
}
