//! What a person does with their own account.

use base::PublicId;
use webkit::words;

use crate::second_factor::Seed;
use crate::{Failure, Visit, Worded, accounts, limits, password, recovery, sessions, sign_in};

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

/// Replaces the password of the person, who types the old one too; every other sign-in ends.
pub(crate) async fn change_password(
    visit: &Visit,
    old: &str,
    new: &str,
    again: &str,
) -> Result<(), Failure> {
    let (db, now) = (visit.db(), visit.db().clock().real_now());
    let row = accounts::by_key(db, visit.actor.account).await?;
    let subject = format!("password:{}", row.id.0);
    let wait = limits::wait_of(db, &subject, now).await?;
    if wait > 0 {
        return Err(fault("old", words!("access-wait", seconds = wait)));
    }
    let kept = accounts::password_hash(db, row.id).await?;
    let given = old.to_owned();
    let right = sign_in::slowly(move || password::matches(&given, kept.as_deref())).await?;
    if !right {
        let tx = db.begin(visit.actor.author()).await?;
        limits::count_in(&tx, &subject, now).await?;
        tx.finish(&()).await?;
        return Err(fault("old", words!("access-password-old-wrong")));
    }
    judged(new, again, &row.login, &row.name, row.has_totp)?;
    let given = new.to_owned();
    let hash = sign_in::slowly(move || password::hash(&given)).await?;
    let keep = visit.session.as_ref().map_or(0, |it| it.id);
    db::command!(db, visit.actor.author(), |tx| async {
        accounts::set_password_in(&tx, row.id, &hash).await?;
        limits::clear_in(&tx, &subject).await?;
        sessions::end_others_in(&tx, row.id, keep, now).await?;
        Ok::<(), Failure>(())
    }
    .await)
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

/// Takes up an authenticator whose first code came back, with ten new recovery codes; other sign-ins end.
/// Whoever has one already proves it first.
pub(crate) async fn enrol(visit: &Visit, code: &str) -> Result<PublicId, Failure> {
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
    let keep = visit.session.as_ref().map_or(0, |it| it.id);
    db::command!(db, visit.actor.author(), |tx| async {
        accounts::set_second_factor_in(&tx, &visit.app.vault, row.id, &seed).await?;
        accounts::use_step_in(&tx, row.id, step).await?;
        sessions::end_others_in(&tx, row.id, keep, now).await?;
        let batch = recovery::renew_in(&tx, &visit.app.vault, row.id).await?;
        Ok::<PublicId, Failure>(batch)
    }
    .await)
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
