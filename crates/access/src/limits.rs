//! Limits on failed sign-ins per account and per address; they survive a restart and are shared by all nodes.

use base::Moment;
use db::sea_orm::FromQueryResult;
use db::{Conn, StoreError, Tx};
use webkit::words;

use crate::{AccountId, Vault};

#[derive(FromQueryResult)]
struct Failures {
    failures: i64,
    open_at: Moment,
}

/// An address may belong to a whole coworking site, so it bears this many failures more than an account.
const SHARED: i64 = 45;

/// Failures from an address are forgotten after an hour without another.
const FORGOTTEN_SECONDS: i64 = 3_600;

/// Seconds to wait after so many failures: none before the fifth, then doubling up to 15 minutes.
pub fn delay_after(failures: i64) -> i64 {
    match failures {
        ..=4 => 0,
        5..=14 => 1 << (failures - 5),
        _ => 900,
    }
}

/// After so many failures in a row a password or an authenticator no longer opens anything (safety §3).
pub const CLOSED_AFTER: i64 = 100;

/// Whether a password or a code may be tried now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Door {
    Open,
    /// After some failures, not before so many seconds.
    Waits(i64),
    /// After too many failures for good; what else opens may be tried after so many seconds.
    Closed(i64),
}

impl Door {
    /// After so many failures, with so many seconds to wait after the last.
    fn after(failures: i64, wait: i64, shared: bool) -> Door {
        match wait {
            wait if failures >= CLOSED_AFTER && !shared => Door::Closed(wait.max(0)),
            1.. => Door::Waits(wait),
            _ => Door::Open,
        }
    }

    /// Why a right password would not be taken either; nothing for an open door.
    pub fn words(self) -> Option<webkit::Words> {
        match self {
            Door::Open => None,
            Door::Waits(seconds) => Some(words!("access-wait", seconds = seconds)),
            Door::Closed(_) => Some(words!("access-closed-password")),
        }
    }
}

/// Whether this subject may try now.
pub(crate) async fn door_of(db: &Conn, subject: &str, now: Moment) -> Result<Door, StoreError> {
    let sql = "select failures, open_at from sign_in_failure where subject = $1";
    let found: Option<Failures> = db::one(db, sql, vec![subject.into()]).await?;
    Ok(found.map_or(Door::Open, |it| {
        let wait = now.seconds_until(it.open_at);
        Door::after(it.failures, wait, subject.starts_with("address:"))
    }))
}

/// The subject of what is counted against an account's password at the door.
pub(crate) fn login_subject(vault: &Vault, login: &str) -> String {
    format!("login:{}", vault.fingerprint(login))
}

/// The subject of what is counted against an account's one-time codes.
pub(crate) fn code_subject(account: AccountId) -> String {
    format!("code:{}", account.0)
}

/// The subject of what is counted against the password of someone already inside.
pub(crate) fn password_subject(account: AccountId) -> String {
    format!("password:{}", account.0)
}

/// A new password, set by the person with a link or by the command line, opens password and codes again.
pub(crate) async fn reopen_in(
    tx: &Tx,
    vault: &Vault,
    login: &str,
    account: AccountId,
) -> Result<(), StoreError> {
    for subject in [
        login_subject(vault, login),
        code_subject(account),
        password_subject(account),
    ] {
        clear_in(tx, &subject).await?;
    }
    Ok(())
}

/// Counts a failure and sets when the next try is open.
pub(crate) async fn count_in(tx: &Tx, subject: &str, now: Moment) -> Result<(), StoreError> {
    let shared = subject.starts_with("address:");
    if shared {
        let sql = "delete from sign_in_failure where subject = $1 and last_at < $2";
        let long_ago = now.plus_seconds(-FORGOTTEN_SECONDS);
        db::execute(tx, sql, vec![subject.into(), long_ago.into()]).await?;
    }
    let sql = "insert into sign_in_failure (subject, failures, last_at, open_at) values ($1, 1, $2, $2) \
               on conflict (subject) do update set failures = sign_in_failure.failures + 1, last_at = $2 returning failures";
    let failures: i64 = db::scalar(tx, sql, vec![subject.into(), now.into()])
        .await?
        .unwrap_or(1);
    let open_at = now.plus_seconds(delay_after(failures - if shared { SHARED } else { 0 }));
    db::execute(
        tx,
        "update sign_in_failure set open_at = $1 where subject = $2",
        vec![open_at.into(), subject.into()],
    )
    .await?;
    Ok(())
}

/// A success clears the count.
pub(crate) async fn clear_in(tx: &Tx, subject: &str) -> Result<(), StoreError> {
    db::execute(
        tx,
        "delete from sign_in_failure where subject = $1",
        vec![subject.into()],
    )
    .await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wait_grows_from_the_fifth_failure() {
        let waits: Vec<i64> = [1, 4, 5, 6, 10, 14, 15, 99]
            .into_iter()
            .map(delay_after)
            .collect();

        assert_eq!(waits, [0, 0, 1, 2, 32, 512, 900, 900]);
    }

    #[test]
    fn a_hundred_failures_close_the_door_of_one_person_but_not_of_a_whole_site() {
        assert_eq!(Door::after(4, -1, false), Door::Open);
        assert_eq!(Door::after(99, 900, false), Door::Waits(900));
        assert_eq!(Door::after(99, 0, false), Door::Open);
        assert_eq!(Door::after(100, 900, false), Door::Closed(900));
        assert_eq!(Door::after(100, -5, false), Door::Closed(0));
        assert_eq!(Door::after(1_000, -5, true), Door::Open);
    }
}
