//! Limits on failed sign-ins per account and per address; they survive a restart and are shared by all nodes.

use base::Moment;
use db::sea_orm::FromQueryResult;
use db::{Conn, StoreError, Tx};

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

/// After so many failures in a row the password no longer opens anything (safety §3).
pub const CLOSED_AFTER: i64 = 100;

/// Seconds until this subject may try again; zero when it may now.
pub(crate) async fn wait_of(db: &Conn, subject: &str, now: Moment) -> Result<i64, StoreError> {
    let sql = "select failures, open_at from sign_in_failure where subject = $1";
    let found: Option<Failures> = db::one(db, sql, vec![subject.into()]).await?;
    Ok(match found {
        Some(it) if it.failures >= CLOSED_AFTER && subject.starts_with("login:") => 900,
        Some(it) => now.seconds_until(it.open_at).max(0),
        None => 0,
    })
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
}
