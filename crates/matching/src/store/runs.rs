//! Every statement on runs of the optimiser.

use access::AccountId;
use base::{Moment, PublicId};
use db::sea_orm::FromQueryResult;
use db::{Conn, StoreError, Tx};

use super::{from_json, json};
use crate::Refusal;
use crate::runs::{Lane, RunState, Task};
use crate::search::Watch;

/// One run of the optimiser (計算).
#[derive(Clone, Debug)]
pub struct RunRow {
    pub id: i64,
    pub task: Task,
    pub state: RunState,
    pub steps_wanted: i64,
    pub steps_done: i64,
    pub score_yen: Option<i64>,
    pub bound_yen: Option<i64>,
    /// Why it failed, where a rule said no.
    pub refusal: Option<Refusal>,
    pub asked_by: AccountId,
    pub asked_role: String,
    pub asked_at: Moment,
    pub ended_at: Option<Moment>,
}

#[derive(FromQueryResult)]
struct Row {
    id: i64,
    task: String,
    state: String,
    steps_wanted: i64,
    steps_done: i64,
    score_yen: Option<i64>,
    bound_yen: Option<i64>,
    refusal: String,
    asked_by: i64,
    asked_role: String,
    asked_at: Moment,
    ended_at: Option<Moment>,
}

impl Row {
    fn read(self) -> Result<RunRow, StoreError> {
        Ok(RunRow {
            id: self.id,
            task: from_json(&self.task)?,
            state: RunState::named(&self.state)
                .ok_or_else(|| StoreError::Unreadable(self.state.clone()))?,
            steps_wanted: self.steps_wanted,
            steps_done: self.steps_done,
            score_yen: self.score_yen,
            bound_yen: self.bound_yen,
            refusal: from_json(&self.refusal)?,
            asked_by: AccountId(self.asked_by),
            asked_role: self.asked_role,
            asked_at: self.asked_at,
            ended_at: self.ended_at,
        })
    }
}

const RUN: &str = "select id, task, state, steps_wanted, steps_done, score_yen, bound_yen, refusal, asked_by, \
    asked_role, asked_at, ended_at from plan_run";

/// The latest run about a topic.
pub async fn latest(db: &Conn, topic: &str) -> Result<Option<RunRow>, StoreError> {
    let sql = format!("{RUN} where topic = $1 order by id desc limit 1");
    let row: Option<Row> = db::one(db, &sql, vec![topic.into()]).await?;
    row.map(Row::read).transpose()
}

/// One run by its key.
pub async fn by_id(db: &Conn, id: i64) -> Result<RunRow, StoreError> {
    let row: Option<Row> = db::one(db, &format!("{RUN} where id = $1"), vec![id.into()]).await?;
    row.ok_or(StoreError::Absent)?.read()
}

/// Asks for a run; nothing when one about the same topic waits or is under way already.
pub async fn ask(tx: &Tx, task: &Task, steps: u64) -> Result<Option<PublicId>, StoreError> {
    let topic = task.topic();
    let living = "select 1 from plan_run where topic = $1 and state in ('waiting', 'running')";
    if db::exists(tx, living, vec![topic.clone().into()]).await? {
        return Ok(None);
    }
    let public_id = tx.public_id();
    let sql = "insert into plan_run (public_id, topic, task, state, steps_wanted, steps_done, refusal, cancel_wished, node, \
               asked_by, asked_role, asked_at) values ($1, $2, $3, 'waiting', $4, 0, 'null', $5, '', $6, $7, $8)";
    let values = vec![
        public_id.clone().into(),
        topic.into(),
        json(task)?.into(),
        (steps as i64).into(),
        false.into(),
        tx.by().account.unwrap_or(0).into(),
        tx.by().role.as_str().into(),
        tx.now().into(),
    ];
    db::execute(tx, sql, values).await?;
    Ok(Some(public_id))
}

/// True when a run waits, or lies silent since `silent_since`.
pub async fn any_to_take(db: &Conn, lane: Lane, silent_since: Moment) -> Result<bool, StoreError> {
    let sql = format!("select 1 from plan_run where {}", to_take(lane));
    db::exists(db, &sql, vec![silent_since.into()]).await
}

/// A run of this lane that waits, or lies silent since `$1`.
fn to_take(lane: Lane) -> String {
    let topics = match lane {
        Lane::Short => "topic like 'cover/%'",
        Lane::Long => "topic not like 'cover/%'",
    };
    format!("{topics} and (state = 'waiting' or (state = 'running' and beat_at < $1))")
}

/// Takes the oldest run that waits or lies silent.
pub async fn take(
    tx: &Tx,
    lane: Lane,
    node: &str,
    real_now: Moment,
    silent_since: Moment,
) -> Result<Option<i64>, StoreError> {
    let sql = format!(
        "select id from plan_run where {} order by id limit 1",
        to_take(lane)
    );
    let Some(id) = db::scalar::<i64>(tx, &sql, vec![silent_since.into()]).await? else {
        return Ok(None);
    };
    let sql = "update plan_run set state = 'running', node = $2, beat_at = $3, steps_done = 0, \
               started_at = coalesce(started_at, $4) where id = $1";
    let values = vec![id.into(), node.into(), real_now.into(), tx.now().into()];
    db::execute(tx, sql, values).await?;
    Ok(Some(id))
}

/// What a beat tells the one who works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heard {
    GoOn,
    /// Somebody wishes it to end.
    Stop,
    /// Another node has taken it over.
    Lost,
}

/// Notes how far a run is, and hears whether it shall go on.
pub async fn beat(
    tx: &Tx,
    id: i64,
    node: &str,
    real_now: Moment,
    watch: &Watch,
) -> Result<Heard, StoreError> {
    let sql = "update plan_run set beat_at = $3, steps_done = $4, score_yen = $5, bound_yen = $6 \
               where id = $1 and node = $2 and state = 'running'";
    let values = vec![
        id.into(),
        node.into(),
        real_now.into(),
        (watch.steps() as i64).into(),
        watch.score_yen().into(),
        watch.bound_yen().into(),
    ];
    if db::execute(tx, sql, values).await? == 0 {
        return Ok(Heard::Lost);
    }
    let wished = db::exists(
        tx,
        "select 1 from plan_run where id = $1 and cancel_wished",
        vec![id.into()],
    )
    .await?;
    Ok(if wished { Heard::Stop } else { Heard::GoOn })
}

/// Ends a run; false when this node had lost it.
pub async fn end(
    tx: &Tx,
    id: i64,
    node: &str,
    state: RunState,
    refusal: Option<&Refusal>,
    watch: &Watch,
) -> Result<bool, StoreError> {
    let sql = "update plan_run set state = $3, refusal = $4, ended_at = $5, steps_done = $6, score_yen = $7, bound_yen = $8 \
               where id = $1 and node = $2 and state = 'running'";
    let values = vec![
        id.into(),
        node.into(),
        state.name().into(),
        json(&refusal)?.into(),
        tx.now().into(),
        (watch.steps() as i64).into(),
        watch.score_yen().into(),
        watch.bound_yen().into(),
    ];
    Ok(db::execute(tx, sql, values).await? == 1)
}

/// Wishes the living run about a topic to end; one that has not begun ends at once. False when none lives.
pub async fn wish_end(tx: &Tx, topic: &str) -> Result<bool, StoreError> {
    let waiting = "update plan_run set state = 'cancelled', ended_at = $2 where topic = $1 and state = 'waiting'";
    let ended = db::execute(tx, waiting, vec![topic.into(), tx.now().into()]).await?;
    let running = "update plan_run set cancel_wished = $2 where topic = $1 and state = 'running'";
    let wished = db::execute(tx, running, vec![topic.into(), true.into()]).await?;
    Ok(ended + wished > 0)
}
