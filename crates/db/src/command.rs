use crate::StoreError;

/// An error of a command that may be a passing conflict between writers.
pub trait MayConflict {
    /// True when the whole command may be run again.
    fn is_conflict(&self) -> bool;
}

impl MayConflict for StoreError {
    fn is_conflict(&self) -> bool {
        StoreError::is_conflict(self)
    }
}

/// Opens a command, runs `$body` in it and commits; the outermost action uses it, `…_in` actions join.
///
/// The body may run again after a conflict between writers, so it keeps nothing outside. Its value is kept under the
/// form's idempotency key and given again, without effect, when the same form arrives twice.
///
/// ```text
/// pub async fn agree(db: &Db, by: &Author, offer: &PublicId) -> Result<PublicId, Failure> {
///     db::command!(db, by, |tx| agree_in(&tx, offer).await)
/// }
/// ```
#[macro_export]
macro_rules! command {
    ($db:expr, $by:expr, |$tx:ident| $body:expr) => {{
        let mut tried = 0u32;
        loop {
            tried += 1;
            let $tx = $db.begin($by).await?;
            let earlier = $tx.replayed().await?;
            if let Some(answer) = earlier {
                $tx.abandon().await;
                break Ok(answer);
            }
            match $body {
                Ok(answer) => match $tx.finish(&answer).await {
                    Ok(()) => break Ok(answer),
                    Err(error) if error.is_conflict() && tried < $crate::TRIES => {
                        $crate::wait_a_little(tried).await
                    }
                    Err(error) => break Err(error.into()),
                },
                Err(error) => {
                    $tx.abandon().await;
                    if $crate::MayConflict::is_conflict(&error) && tried < $crate::TRIES {
                        $crate::wait_a_little(tried).await;
                    } else {
                        break Err(error);
                    }
                }
            }
        }
    }};
}

/// How often a command is run before a conflict is told (safety §6).
pub const TRIES: u32 = 5;

/// A short wait with jitter before a command runs again.
pub async fn wait_a_little(tried: u32) {
    let jitter = rand::random_range(0..=10 * u64::from(tried));
    tokio::time::sleep(std::time::Duration::from_millis(
        5 * u64::from(tried) + jitter,
    ))
    .await;
}
