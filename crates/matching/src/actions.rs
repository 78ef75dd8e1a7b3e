//! What a director does with a plan of one order. Working it out takes seconds, so it happens before the command, or as a
//! run by itself, never inside a transaction.

use access::{AccountId, Act, Actor, Failure, Resource, refused};
use base::{Day, PublicId};
use db::{AuditNote, Conn, Db, StoreError, Stream, Tx};
use matcher::{Instance, Plan};
use people::WorkerId;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

use crate::decided::Change;
use crate::runs::{Task, order_topic};
use crate::search::FOR_ONE_ORDER;
use crate::store::State;
use crate::working_out::{self, OrderPlan};
use crate::{PlanId, Refusal, jobs, market, sentences, store};

/// A plan as an action leaves it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposed {
    pub plan: PlanId,
    pub public_id: PublicId,
    pub people: i64,
    pub units: i64,
    /// Units for which nobody was found.
    pub short: i64,
    /// Units that wait for the next four weeks.
    pub waiting: i64,
}

/// The offers of a plan were sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sent {
    pub plan: PublicId,
    pub offers: Vec<PublicId>,
}

/// A proposal was put aside.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dropped {
    pub order: PublicId,
}

/// How the offers of a plan are sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sending {
    /// The last day for an answer; an offer that is due earlier is answered by its due date.
    pub answer_by: Day,
    /// Who answers questions and checks samples.
    pub leader: Option<AccountId>,
}

/// 案をつくる: plans the next four weeks of an order at once, while the caller waits. What the director fixed or left out
/// in the proposal that waits stays so; that proposal is replaced.
pub async fn propose(db: &Db, actor: &Actor, order: &PublicId) -> Result<Proposed, Failure> {
    let scope = actor.may(Act::Write(Resource::Plans))?;
    let order = orders::read::order_by_public_id(db, &scope, order).await?;
    let ready = working_out::order(db, &order, &Vec::new(), &Arc::default()).await?;
    db::command!(db, actor.author(), |tx| keep(&tx, &ready).await)
}

/// 案をつくる as a run: asks for it and returns at once. Out of turn while another run about the order lives.
pub async fn ask_for_plan(db: &Db, actor: &Actor, order: &PublicId) -> Result<PublicId, Failure> {
    let scope = actor.may(Act::Write(Resource::Plans))?;
    let order = orders::read::order_by_public_id(db, &scope, order).await?;
    if order.director.is_none() {
        return Err(refused(Refusal::NoDirector));
    }
    ask(
        db,
        actor,
        &Task::Order { order: order.id },
        FOR_ONE_ORDER.steps,
    )
    .await
}

/// 固定・外す・入替 as a run.
pub async fn ask_for_change(
    db: &Db,
    actor: &Actor,
    plan: &PublicId,
    change: &Change,
) -> Result<PublicId, Failure> {
    let scope = actor.may(Act::Write(Resource::Plans))?;
    let earlier = store::plan(db, &scope, plan).await?;
    if earlier.state != State::Proposed {
        return Err(refused(Refusal::Replaced));
    }
    let task = Task::Change {
        order: earlier.order,
        plan: earlier.id,
        change: *change,
    };
    ask(db, actor, &task, FOR_ONE_ORDER.steps).await
}

/// Asks for a run, for actions that have looked at the person's reach.
pub(crate) async fn ask(
    db: &Db,
    actor: &Actor,
    task: &Task,
    steps: u64,
) -> Result<PublicId, Failure> {
    let asked = db::command!(db, actor.author(), |tx| ask_in(&tx, task, steps).await)?;
    jobs::ring();
    Ok(asked)
}

/// As [`ask`], inside a command; whoever commits rings.
pub(crate) async fn ask_in(tx: &Tx, task: &Task, steps: u64) -> Result<PublicId, Failure> {
    let asked = store::runs::ask(tx, task, steps).await?;
    asked.ok_or_else(|| refused(Refusal::UnderWay))
}

/// 計算をやめる: ends the run about an order; the plan in force stays.
pub async fn stop_plan(db: &Db, actor: &Actor, order: &PublicId) -> Result<bool, Failure> {
    let scope = actor.may(Act::Write(Resource::Plans))?;
    let order = orders::read::order_by_public_id(db, &scope, order).await?;
    stop(db, actor, &order_topic(order.id)).await
}

/// Ends the run about a topic, for actions that have looked at the person's reach.
pub(crate) async fn stop(db: &Db, actor: &Actor, topic: &str) -> Result<bool, Failure> {
    db::command!(db, actor.author(), |tx| store::runs::wish_end(&tx, topic)
        .await
        .map_err(Failure::from))
}

/// 固定・外す・入替: works the plan out again around one more decision, and keeps what it cost beside the new plan.
/// What cannot be fixed is refused with the limit it meets, and the plan stays as it was.
pub async fn change(
    db: &Db,
    actor: &Actor,
    plan: &PublicId,
    change: &Change,
) -> Result<Proposed, Failure> {
    let scope = actor.may(Act::Write(Resource::Plans))?;
    let earlier = store::plan(db, &scope, plan).await?;
    if earlier.state != State::Proposed {
        return Err(refused(Refusal::Replaced));
    }
    let ready = working_out::change(db, &earlier, change, &Arc::default()).await?;
    db::command!(db, actor.author(), |tx| keep(&tx, &ready).await)
}

/// The instance and solution of a plan, as they were kept.
pub(crate) async fn read_back(db: &Conn, plan: PlanId) -> Result<(Instance, Plan), Failure> {
    read_texts(&store::texts(db, plan).await?)
}

/// The same from their texts.
pub(crate) fn read_texts(texts: &store::Texts) -> Result<(Instance, Plan), Failure> {
    let unreadable = |fault: matcher::Fault| StoreError::Unreadable(fault.to_string());
    let instance = Instance::from_json(&texts.instance).map_err(unreadable)?;
    let plan = Plan::from_json(&texts.solution).map_err(unreadable)?;
    Ok((instance, plan))
}

/// Keeps a plan that was worked out, in place of the proposal that it started from.
pub(crate) async fn keep(tx: &Tx, ready: &OrderPlan) -> Result<Proposed, Failure> {
    let (order, solved, change) = (ready.order, &ready.solved, ready.change);
    let earlier = ready.earlier.as_ref();
    // Whoever changed or sent the plan in the meantime wins; this one was worked out around another.
    let in_turn = match earlier {
        Some(it) => store::leave_proposed(tx, it.id, State::Superseded).await?,
        None => !store::has_proposed(tx, order).await?,
    };
    if !in_turn {
        return Err(refused(Refusal::Replaced));
    }
    let window =
        market::window_of(&solved.instance).ok_or_else(|| refused(Refusal::NothingToPlan))?;
    let (plan, public_id) =
        store::insert(tx, order, &window, solved, change, earlier.map(|it| it.id)).await?;
    let action = if change.is_some() {
        "plan.change"
    } else {
        "plan.propose"
    };
    tx.note(AuditNote::done(
        Stream::Work,
        action,
        format!("plan/{public_id}"),
    ));
    let people: std::collections::BTreeSet<WorkerId> =
        solved.pairs.iter().map(|it| it.worker).collect();
    Ok(Proposed {
        plan,
        public_id,
        people: people.len() as i64,
        units: solved.outcome.given(),
        short: solved.outcome.short(),
        waiting: solved.outcome.waiting(),
    })
}

/// 打診を送る: asks everyone in the plan, each with the reason for asking them. All offers go out, or none does.
pub async fn send_offers(
    db: &Db,
    actor: &Actor,
    plan: &PublicId,
    how: &Sending,
) -> Result<Sent, Failure> {
    db::command!(db, actor.author(), |tx| send_offers_in(
        &tx, actor, plan, how
    )
    .await)
}

/// As [`send_offers`], inside a command.
pub async fn send_offers_in(
    tx: &Tx,
    actor: &Actor,
    plan: &PublicId,
    how: &Sending,
) -> Result<Sent, Failure> {
    let scope = actor.may(Act::Write(Resource::Plans))?;
    let plan = store::plan(tx, &scope, plan).await?;
    let pairs = store::pairs(tx, plan.id).await?;
    if pairs.is_empty() {
        return Err(refused(Refusal::NobodyToAsk));
    }
    if !store::leave_proposed(tx, plan.id, State::Sent).await? {
        return Err(refused(Refusal::Replaced));
    }
    let skills = people::read::skills(tx).await?;
    let mut offers = Vec::with_capacity(pairs.len());
    for pair in &pairs {
        let draft = work::Draft {
            worker: pair.worker,
            portion: pair.portion,
            units: pair.units,
            reason: sentences::asking(&pair.because, &skills),
            answer_by: how.answer_by.min(pair.due_on),
            due_on: None,
            pay_on: None,
            leader: how.leader,
        };
        let drafted = work::draft_in(tx, actor, &draft).await?;
        let asked = work::offer_in(tx, actor, &drafted.public_id).await?;
        store::sent_as(tx, pair.id, asked.work_order).await?;
        offers.push(asked.public_id);
    }
    tx.note(AuditNote::done(
        Stream::Work,
        "plan.send",
        format!("plan/{}", plan.public_id),
    ));
    Ok(Sent {
        plan: plan.public_id,
        offers,
    })
}

/// Puts a proposal aside without asking anyone.
pub async fn supersede(db: &Db, actor: &Actor, plan: &PublicId) -> Result<Dropped, Failure> {
    db::command!(db, actor.author(), |tx| supersede_in(&tx, actor, plan)
        .await)
}

/// As [`supersede`], inside a command.
pub async fn supersede_in(tx: &Tx, actor: &Actor, plan: &PublicId) -> Result<Dropped, Failure> {
    let scope = actor.may(Act::Write(Resource::Plans))?;
    let plan = store::plan(tx, &scope, plan).await?;
    if !store::leave_proposed(tx, plan.id, State::Superseded).await? {
        return Err(refused(Refusal::Replaced));
    }
    tx.note(AuditNote::done(
        Stream::Work,
        "plan.supersede",
        format!("plan/{}", plan.public_id),
    ));
    Ok(Dropped {
        order: plan.order_public_id,
    })
}
