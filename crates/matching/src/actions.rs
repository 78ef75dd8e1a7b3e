//! What a director does with a plan. Working a plan out takes seconds, so it happens before the command, not in it.

use access::{AccountId, Act, Actor, Failure, Resource, refused};
use base::{Day, PublicId};
use db::{AuditNote, Conn, Db, StoreError, Stream, Tx};
use matcher::{Instance, Plan};
use orders::read::OrderFacts;
use orders::{OrderId, PortionId};
use people::WorkerId;
use serde::{Deserialize, Serialize};

use crate::decided::{Change, Decided};
use crate::facts::Portion;
use crate::solved::{Solved, work_out};
use crate::store::{PlanRow, State};
use crate::{PlanId, Refusal, gather, market, sentences, store};

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

/// 案をつくる: plans the next four weeks of an order. What the director fixed or left out in the proposal that waits
/// stays so; that proposal is replaced.
pub async fn propose(db: &Db, actor: &Actor, order: &PublicId) -> Result<Proposed, Failure> {
    let scope = actor.may(Act::Write(Resource::Plans))?;
    let order = orders::read::order_by_public_id(db, &scope, order).await?;
    let facts = gather::facts(db, &order, db.clock().today()).await?;
    let earlier = store::plan_in_force(db, order.id)
        .await?
        .filter(|it| it.state == State::Proposed);
    let portions: Vec<Portion> = market::open_portions(&facts).cloned().collect();
    if portions.is_empty() {
        return Err(refused(Refusal::NothingToPlan));
    }
    let decided = carried(&earlier, market::answered(&facts), &portions);
    let instance = market::instance(&facts);
    let solved = apart(instance, portions, decided, None).await?;
    db::command!(db, actor.author(), |tx| keep(
        &tx,
        order.id,
        &solved,
        None,
        earlier.as_ref()
    )
    .await)
}

/// What a director had decided about portions that are still planned, with today's answers.
fn carried(earlier: &Option<PlanRow>, answered: Decided, portions: &[Portion]) -> Decided {
    let Some(earlier) = earlier else {
        return answered;
    };
    let open = |id: PortionId| portions.iter().any(|it| it.id == id);
    Decided {
        fixed: earlier
            .decided
            .fixed
            .iter()
            .filter(|it| open(it.portion))
            .copied()
            .collect(),
        left_out: earlier
            .decided
            .left_out
            .iter()
            .filter(|it| open(it.portion))
            .copied()
            .collect(),
        ..answered
    }
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
    let (instance, before) = read_back(db, earlier.id).await?;
    let order = orders::read::order(db, earlier.order).await?;
    let portions = planned_before(db, &order, &earlier).await?;
    let decided = earlier.decided.clone().after(*change);
    let instance = market::in_force(instance, &before);
    let solved = apart(instance, portions, decided, Some(before)).await?;
    if let Some(why) = cannot(change, &solved) {
        return Err(refused(Refusal::CannotFix { why }));
    }
    db::command!(db, actor.author(), |tx| keep(
        &tx,
        earlier.order,
        &solved,
        Some(*change),
        Some(&earlier)
    )
    .await)
}

/// The limit that this very change meets, if it does.
fn cannot(change: &Change, solved: &Solved) -> Option<crate::Why> {
    let (worker, portion) = match change {
        Change::Fix {
            worker, portion, ..
        } => (*worker, *portion),
        Change::Swap { with, portion, .. } => (*with, *portion),
        _ => return None,
    };
    let broken = solved
        .outcome
        .broken
        .iter()
        .find(|it| it.worker == worker && it.portion == portion);
    broken.map(|it| it.why.clone())
}

/// The instance and solution of a plan, as they were kept.
pub(crate) async fn read_back(db: &Conn, plan: PlanId) -> Result<(Instance, Plan), Failure> {
    let texts = store::texts(db, plan).await?;
    let unreadable = |fault: matcher::Fault| StoreError::Unreadable(fault.to_string());
    let instance = Instance::from_json(&texts.instance).map_err(unreadable)?;
    let plan = Plan::from_json(&texts.solution).map_err(unreadable)?;
    Ok((instance, plan))
}

/// The portions of a plan as they were when it was made.
async fn planned_before(
    db: &Conn,
    order: &OrderFacts,
    earlier: &PlanRow,
) -> Result<Vec<Portion>, Failure> {
    let now = gather::portions(db, order, &work::read::held(db).await?).await?;
    let then = earlier.outcome.portions.iter().filter_map(|planned| {
        let portion = now.iter().find(|it| it.id == planned.portion)?;
        Some(Portion {
            left: planned.left,
            ..portion.clone()
        })
    });
    Ok(then.collect())
}

/// Works a plan out on a thread of its own.
async fn apart(
    instance: Instance,
    portions: Vec<Portion>,
    decided: Decided,
    before: Option<Plan>,
) -> Result<Solved, Failure> {
    let task = tokio::task::spawn_blocking(move || {
        work_out(instance, &portions, decided, before.as_ref())
    });
    let solved = task
        .await
        .map_err(|error| StoreError::Unreadable(error.to_string()))?;
    if let Err(Refusal::Unsound { detail }) = &solved {
        tracing::error!(detail, "a plan did not pass its check");
    }
    solved.map_err(refused)
}

async fn keep(
    tx: &Tx,
    order: OrderId,
    solved: &Solved,
    change: Option<Change>,
    earlier: Option<&PlanRow>,
) -> Result<Proposed, Failure> {
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
