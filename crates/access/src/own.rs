//! What a person does with their own account.

use base::{Moment, PublicId};
use db::{AuditNote, Db, StoreError, Stream, Tx};
use serde::{Deserialize, Serialize};
use webkit::words;

use crate::limits::{self, Door};
use crate::second_factor::Seed;
use crate::{AccountId, Failure, Visit, Worded, accounts, password, recovery, sessions, sign_in};

/// Judges a new password typed twice; the faults name their fields.
pub(crate) fn judged(
    new: &str,
    again: &str,
    login: &str,
    name: &str,
    second_factor: bool,
) -> Result<(), Failure> {
    let fault = |field: &str, words| Err(Failure::Faulty(vec![(field.to_owned(), words)]));
    if let Err(weak) = password::judge(new, login, name, second_factor) {
        return fault("new", weak.words());
    }
    if new != again {
        return fault("again", words!("access-password-differs"));
    }
    Ok(())
}

/// What typing the present password led to; kept with the form, so that sending it twice tells the same.
#[derive(Serialize, Deserialize)]
enum Tried<T> {
    Done(T),
    Wrong,
    Waits(i64),
    Closed,
}

impl<T> Tried<T> {
    fn told(self, field: &str) -> Result<T, Failure> {
        Err(fault(
            field,
            match self {
                Tried::Done(it) => return Ok(it),
                Tried::Wrong => words!("access-password-old-wrong"),
                Tried::Waits(seconds) => words!("access-wait", seconds = seconds),
                Tried::Closed => words!("access-closed-password"),
            },
        ))
    }
}

/// Counts a try of the present password, inside the command, where many at once stand in a queue and each sees the
/// failures before it. Nothing when the password was right and may be tried.
async fn tried_in<T>(
    tx: &Tx,
    account: AccountId,
    right: bool,
    now: Moment,
) -> Result<Option<Tried<T>>, StoreError> {
    let subject = limits::password_subject(account);
    match limits::door_of(tx, &subject, now).await? {
        Door::Waits(seconds) => return Ok(Some(Tried::Waits(seconds))),
        Door::Closed(_) => return Ok(Some(Tried::Closed)),
        Door::Open => {}
    }
    if right {
        limits::clear_in(tx, &subject).await?;
        return Ok(None);
    }
    limits::count_in(tx, &subject, now).await?;
    let note = AuditNote::refused(Stream::Access, "password", "account");
    tx.note(note.about(account.0));
    Ok(Some(Tried::Wrong))
}

/// Whether this is the person's password.
async fn is_password(db: &Db, account: AccountId, given: &str) -> Result<bool, StoreError> {
    let kept = accounts::password_hash(db, account).await?;
    let given = given.to_owned();
    sign_in::slowly(move || password::matches(&given, kept.as_deref())).await
}

/// Replaces the password of the person, who types the old one too; every other sign-in ends.
pub(crate) async fn change_password(
    visit: &Visit,
    old: &str,
    new: &str,
    again: &str,
) -> Result<(), Failure> {
    let (db, now) = (visit.db(), visit.db().clock().real_now());
    let row = accounts::by_key(db, visit.actor.account).await?;
    judged(new, again, &row.login, &row.name, row.has_totp)?;
    let right = is_password(db, row.id, old).await?;
    let given = new.to_owned();
    let hash = sign_in::slowly(move || password::hash(&given)).await?;
    let keep = visit.session.as_ref().map_or(0, |it| it.id);
    let tried: Result<Tried<()>, Failure> = db::command!(db, visit.actor.author(), |tx| async {
        if let Some(stopped) = tried_in(&tx, row.id, right, now).await? {
            return Ok(stopped);
        }
        accounts::set_password_in(&tx, row.id, &hash).await?;
        sessions::end_others_in(&tx, row.id, keep, now).await?;
        Ok::<Tried<()>, Failure>(Tried::Done(()))
    }
    .await);
    tried?.told("old")
}

fn fault(field: &str, words: webkit::Words) -> Failure {
    Failure::Faulty(vec![(field.to_owned(), words)])
}

/// The seed offered to this sign-in for its next authenticator; it changes once it has been taken.
pub(crate) fn offered_seed(visit: &Visit, version: i32) -> Seed {
    let csrf = visit.session.as_ref().map_or("", |it| it.csrf.as_str());
    Seed::derived(
        &visit
            .app
            .vault
            .fingerprint(&format!("enrol|{csrf}|{version}")),
    )
}

/// Takes up an authenticator whose first code came back, with ten new recovery codes; other sign-ins end. Whoever has one
/// already proves it first; whoever has none types the password, or a borrowed screen would be enough to lock its owner out.
pub(crate) async fn enrol(visit: &Visit, given: &str, code: &str) -> Result<PublicId, Failure> {
    let (db, now) = (visit.db(), visit.db().clock().real_now());
    let row = accounts::by_key(db, visit.actor.account).await?;
    if row.has_totp {
        visit.actor.fresh(visit.now())?;
    }
    let seed = offered_seed(visit, row.version);
    let second = now.micros() / 1_000_000;
    let Some(step) = seed.step_of(code, second, 0) else {
        return Err(fault("code", words!("access-code-wrong")));
    };
    let right = row.has_totp || is_password(db, row.id, given).await?;
    let keep = visit.session.as_ref().map_or(0, |it| it.id);
    let tried: Result<Tried<PublicId>, Failure> =
        db::command!(db, visit.actor.author(), |tx| async {
            if !row.has_totp
                && let Some(stopped) = tried_in(&tx, row.id, right, now).await?
            {
                return Ok(stopped);
            }
            accounts::set_second_factor_in(&tx, &visit.app.vault, row.id, &seed).await?;
            accounts::use_step_in(&tx, row.id, step).await?;
            sessions::end_others_in(&tx, row.id, keep, now).await?;
            let batch = recovery::renew_in(&tx, &visit.app.vault, row.id).await?;
            Ok::<Tried<PublicId>, Failure>(Tried::Done(batch))
        }
        .await);
    tried?.told("password")
}

/// Ten new recovery codes in place of the old ones.
pub(crate) async fn renew_codes(visit: &Visit) -> Result<PublicId, Failure> {
    visit.actor.fresh(visit.now())?;
    db::command!(visit.db(), visit.actor.author(), |tx| recovery::renew_in(
        &tx,
        &visit.app.vault,
        visit.actor.account
    )
    .await
    .map_err(Failure::from))
}
