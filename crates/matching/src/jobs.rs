//! The optimiser at work by itself: takes the runs that wait, one after the other, and keeps what they found. Nothing is
//! worked out inside a transaction; a run whose node fell silent is taken up again by another, or after a restart.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use access::Failure;
use db::{Author, Db};
use tokio::sync::Notify;

use crate::Refusal;
use crate::facts::Shares;
use crate::runs::{Lane, RunState};
use crate::search::Watch;
use crate::store::runs::{self, Heard, RunRow};
use crate::working_out::{self, Ready, Stopped};

/// A node counts as silent after so many seconds without a beat.
const SILENT_SECONDS: i64 = 20;
/// The beat of a run under way.
const BEAT: Duration = Duration::from_millis(700);
/// How often the other nodes' wishes are looked at.
const LOOK: Duration = Duration::from_secs(2);

fn bell() -> &'static Notify {
    static BELL: OnceLock<Notify> = OnceLock::new();
    BELL.get_or_init(Notify::new)
}

/// Says that a run waits, so that nobody waits for the next look.
pub(crate) fn ring() {
    bell().notify_waiters();
}

/// Waits until a run is asked for here, or until it is time to look again.
pub async fn wait() {
    let _ = tokio::time::timeout(LOOK, bell().notified()).await;
}

/// Works off every run of a lane that waits. `shares` are the agreed shares of the towns. Safe to repeat.
pub async fn work_off(db: &Db, lane: Lane, shares: &Shares) -> Result<u64, Failure> {
    let node = node();
    let mut done = 0;
    loop {
        let real_now = db.clock().real_now();
        let silent_since = real_now.plus_seconds(-SILENT_SECONDS);
        if !runs::any_to_take(db, lane, silent_since).await? {
            return Ok(done);
        }
        let run = db::command!(db, &Author::system("matching"), |tx| runs::take(
            &tx,
            lane,
            node,
            real_now,
            silent_since
        )
        .await
        .map_err(Failure::from))?;
        let Some(run) = run else {
            return Ok(done);
        };
        let run = runs::by_id(db, run).await?;
        work(db, node, run, shares).await?;
        done += 1;
    }
}

/// This process among several on one database.
fn node() -> &'static str {
    static NODE: OnceLock<String> = OnceLock::new();
    NODE.get_or_init(|| db::IdSource::random().next().to_string())
}

/// One run from its beginning to its end, with a beat in between.
async fn work(db: &Db, node: &str, run: RunRow, shares: &Shares) -> Result<(), Failure> {
    let watch = Arc::new(Watch::default());
    let work = working_out::worked_out(db, &run.task, shares, &watch);
    tokio::pin!(work);
    let found = loop {
        tokio::select! {
            found = &mut work => break found,
            () = tokio::time::sleep(BEAT) => match heard(db, node, &run, &watch).await? {
                Heard::GoOn => {}
                Heard::Stop => watch.stop(),
                Heard::Lost => {
                    watch.stop();
                    let _ = (&mut work).await;
                    return Ok(());
                }
            },
        }
    };
    let author = Author {
        account: Some(run.asked_by.0),
        role: run.asked_role.clone(),
        ..Author::default()
    };
    let ending = Ending {
        run: run.id,
        node,
        watch: &watch,
    };
    let stopped = match found {
        _ if watch.is_stopped() => (RunState::Cancelled, None),
        Ok(ready) => match kept(db, &author, &ready, &ending).await {
            Ok(()) => return Ok(()),
            Err(stopped) => failed(stopped),
        },
        Err(stopped) => failed(stopped),
    };
    over(db, &author, &stopped, &ending).await
}

/// The run whose end is written.
struct Ending<'a> {
    run: i64,
    node: &'a str,
    watch: &'a Watch,
}

/// Keeps what was found and ends the run in one command; what another node has ended already is not kept twice.
async fn kept(db: &Db, author: &Author, ready: &Ready, it: &Ending<'_>) -> Result<(), Stopped> {
    db::command!(db, author, |tx| async {
        if !runs::end(&tx, it.run, it.node, RunState::Done, None, it.watch).await? {
            return Ok(());
        }
        working_out::keep(&tx, ready).await
    }
    .await)
}

async fn over(
    db: &Db,
    author: &Author,
    stopped: &(RunState, Option<Refusal>),
    it: &Ending<'_>,
) -> Result<(), Failure> {
    let (state, refusal) = stopped;
    db::command!(db, author, |tx| async {
        runs::end(&tx, it.run, it.node, *state, refusal.as_ref(), it.watch).await?;
        Ok::<_, Failure>(())
    }
    .await)
}

async fn heard(db: &Db, node: &str, run: &RunRow, watch: &Watch) -> Result<Heard, Failure> {
    let real_now = db.clock().real_now();
    let lost = db::command!(db, &Author::system("matching"), |tx| async {
        let heard = runs::beat(&tx, run.id, node, real_now, watch).await?;
        Ok::<_, Failure>((heard == Heard::Lost, heard == Heard::Stop))
    }
    .await)?;
    Ok(match lost {
        (true, _) => Heard::Lost,
        (_, true) => Heard::Stop,
        _ => Heard::GoOn,
    })
}

/// A refusal is told to whoever asked; anything else is for the log.
fn failed(stopped: Stopped) -> (RunState, Option<Refusal>) {
    match stopped {
        Stopped::Refused(refusal) => (RunState::Failed, Some(refusal)),
        Stopped::Failed(failure) => {
            tracing::error!(?failure, "a run of the optimiser failed");
            (RunState::Failed, None)
        }
    }
}
