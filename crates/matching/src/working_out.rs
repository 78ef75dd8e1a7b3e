//! What a run works out, outside of any transaction: facts are gathered, the optimiser does its part on a thread of its
//! own, and what it found waits to be kept.

use std::sync::Arc;

use access::{Failure, refused};
use db::{Db, MayConflict, StoreError, Tx};
use matcher::{Asked, Effort, Instance, Plan};
use orders::read::OrderFacts;
use orders::{OrderId, PortionId};

use crate::board::BoardPlan;
use crate::causes::CausesFound;
use crate::covers::CoverFound;
use crate::decided::{Change, Decided};
use crate::facts::{Portion, Shares, Window};
use crate::outcome::Outcome;
use crate::runs::Task;
use crate::search::{FOR_ONE_ORDER, FOR_THE_REGION, Watch};
use crate::solved::{Solved, explained, work_out};
use crate::store::board::BoardRow;
use crate::store::{self, PlanRow, State};
use crate::{Refusal, actions, board, causes, covers, gather, market};

/// Why something could not be worked out.
#[derive(Debug)]
pub enum Stopped {
    /// A rule said no; whoever asked is told.
    Refused(Refusal),
    Failed(Failure),
}

impl From<Refusal> for Stopped {
    fn from(it: Refusal) -> Stopped {
        Stopped::Refused(it)
    }
}

impl From<Failure> for Stopped {
    fn from(it: Failure) -> Stopped {
        Stopped::Failed(it)
    }
}

impl From<StoreError> for Stopped {
    fn from(it: StoreError) -> Stopped {
        Stopped::Failed(it.into())
    }
}

impl From<Stopped> for Failure {
    fn from(it: Stopped) -> Failure {
        match it {
            Stopped::Refused(refusal) => refused(refusal),
            Stopped::Failed(failure) => failure,
        }
    }
}

impl MayConflict for Stopped {
    fn is_conflict(&self) -> bool {
        matches!(self, Stopped::Failed(failure) if failure.is_conflict())
    }
}

/// A plan of one order that waits to be kept.
pub(crate) struct OrderPlan {
    pub order: OrderId,
    pub solved: Solved,
    pub change: Option<Change>,
    /// The proposal that it takes the place of.
    pub earlier: Option<PlanRow>,
}

/// What a run has found.
pub(crate) enum Ready {
    Order(Box<OrderPlan>),
    Board(Box<BoardPlan>),
    Causes(Box<CausesReady>),
    Cover(Box<CoverFound>),
}

/// A report of causes, with the plan over the region that was made for it where none stood.
pub(crate) struct CausesReady {
    board: Option<BoardPlan>,
    found: CausesFound,
}

/// Works out what a run is asked for.
pub(crate) async fn worked_out(
    db: &Db,
    task: &Task,
    shares: &Shares,
    watch: &Arc<Watch>,
) -> Result<Ready, Stopped> {
    Ok(match task {
        Task::Order { order: id } => {
            let facts = orders::read::order(db, *id).await?;
            Ready::Order(Box::new(order(db, &facts, shares, watch).await?))
        }
        Task::Change {
            plan, change: it, ..
        } => {
            let earlier = store::plan_by_key(db, *plan).await?;
            Ready::Order(Box::new(change(db, &earlier, it, watch).await?))
        }
        Task::FromBoard { order: id, board } => {
            Ready::Order(Box::new(from_board(db, *id, *board).await?))
        }
        Task::Board => Ready::Board(Box::new(region(db, shares, watch).await?)),
        Task::BoardChange { board, change } => {
            Ready::Board(Box::new(region_change(db, *board, change, watch).await?))
        }
        Task::Causes => Ready::Causes(Box::new(causes_found(db, shares, watch).await?)),
        Task::Cover { cover } => Ready::Cover(Box::new(covers::found(db, *cover).await?)),
    })
}

/// Keeps what a run has found.
pub(crate) async fn keep(tx: &Tx, ready: &Ready) -> Result<(), Stopped> {
    match ready {
        Ready::Order(it) => actions::keep(tx, it).await.map(|_| ())?,
        Ready::Board(it) => board::keep(tx, it).await?,
        Ready::Causes(it) => {
            if let Some(board) = &it.board {
                board::keep(tx, board).await?;
            }
            causes::keep(tx, &it.found).await?;
        }
        Ready::Cover(it) => covers::keep(tx, it).await?,
    }
    Ok(())
}

/// The next four weeks of one order. What its director fixed or left out in the proposal that waits stays so.
pub(crate) async fn order(
    db: &Db,
    order: &OrderFacts,
    shares: &Shares,
    watch: &Arc<Watch>,
) -> Result<OrderPlan, Stopped> {
    let mut facts = gather::facts(db, order, db.clock().today()).await?;
    facts.shares = shares.clone();
    let earlier = store::plan_in_force(db, order.id).await?;
    let earlier = earlier.filter(|it| it.state == State::Proposed);
    let portions: Vec<Portion> = market::open_portions(&facts).cloned().collect();
    if portions.is_empty() {
        return Err(Refusal::NothingToPlan.into());
    }
    let kept = earlier.as_ref().map(|it| &it.decided);
    let decided = carried(kept, market::answered(&facts), &portions);
    let instance = market::instance(&facts);
    let solved = apart(Search {
        instance,
        portions,
        decided,
        before: None,
        effort: FOR_ONE_ORDER,
        watch: watch.clone(),
    })
    .await?;
    Ok(OrderPlan {
        order: order.id,
        solved,
        change: None,
        earlier,
    })
}

/// The same plan around one more decision. What cannot be fixed is refused with the limit it meets.
pub(crate) async fn change(
    db: &Db,
    earlier: &PlanRow,
    change: &Change,
    watch: &Arc<Watch>,
) -> Result<OrderPlan, Stopped> {
    let (instance, before) = actions::read_back(db, earlier.id).await?;
    let order = orders::read::order(db, earlier.order).await?;
    let now = gather::portions(db, &order, &work::read::held(db).await?).await?;
    let solved = apart(Search {
        instance: market::in_force(instance, &before),
        portions: as_planned(&earlier.outcome, &now),
        decided: earlier.decided.clone().after(*change),
        before: Some(before),
        effort: FOR_ONE_ORDER,
        watch: watch.clone(),
    })
    .await?;
    may_stand(change, &solved)?;
    Ok(OrderPlan {
        order: earlier.order,
        solved,
        change: Some(*change),
        earlier: Some(earlier.clone()),
    })
}

/// One order's part of the board, as a proposal of its own.
async fn from_board(db: &Db, order: OrderId, board: i64) -> Result<OrderPlan, Stopped> {
    let board = store::board::by_key(db, board).await?;
    let texts = store::board::texts(db, board.id).await?;
    let (instance, plan) = actions::read_texts(&texts)?;
    let facts = orders::read::order(db, order).await?;
    let now = gather::portions(db, &facts, &work::read::held(db).await?).await?;
    let portions = as_planned(&board.outcome, &now);
    let ours = |id: PortionId| now.iter().any(|it| it.id == id);
    let decided = only(&board.decided, ours);
    let (part, own) = market::part_of(&instance, &plan, order);
    if own.assignments.is_empty() {
        return Err(Refusal::NothingToPlan.into());
    }
    let explain = move || explained(part, own, &[], &portions, decided, None, FOR_THE_REGION);
    let solved = on_its_own_thread(explain).await?;
    let earlier = store::plan_in_force(db, order).await?;
    Ok(OrderPlan {
        order,
        solved,
        change: None,
        earlier: earlier.filter(|it| it.state == State::Proposed),
    })
}

/// Every open order of the region in one plan.
async fn region(db: &Db, shares: &Shares, watch: &Arc<Watch>) -> Result<BoardPlan, Stopped> {
    let today = db.clock().today();
    let mut facts = gather::region(db, Window::after(today), today).await?;
    facts.shares = shares.clone();
    let earlier = store::board::in_force(db).await?;
    let portions: Vec<Portion> = market::open_portions(&facts).cloned().collect();
    if portions.is_empty() {
        return Err(Refusal::NothingToPlan.into());
    }
    let kept = earlier.as_ref().map(|it| &it.decided);
    let decided = carried(kept, market::answered(&facts), &portions);
    let instance = market::instance(&facts);
    let solved = apart(Search {
        instance,
        portions,
        decided,
        before: None,
        effort: FOR_THE_REGION,
        watch: watch.clone(),
    })
    .await?;
    Ok(BoardPlan {
        solved,
        agreed: !shares.is_empty(),
        bound_yen: watch.bound_yen(),
        change: None,
        earlier,
    })
}

/// The board around one more decision.
async fn region_change(
    db: &Db,
    board: i64,
    change: &Change,
    watch: &Arc<Watch>,
) -> Result<BoardPlan, Stopped> {
    let earlier: BoardRow = store::board::by_key(db, board).await?;
    let texts = store::board::texts(db, earlier.id).await?;
    let (instance, before) = actions::read_texts(&texts)?;
    let now = gather::region(db, Window::after(db.clock().today()), db.clock().today()).await?;
    let solved = apart(Search {
        instance: market::in_force(instance, &before),
        portions: as_planned(&earlier.outcome, &now.portions),
        decided: earlier.decided.clone().after(*change),
        before: Some(before),
        effort: FOR_THE_REGION,
        watch: watch.clone(),
    })
    .await?;
    may_stand(change, &solved)?;
    Ok(BoardPlan {
        solved,
        agreed: earlier.agreed,
        bound_yen: watch.bound_yen(),
        change: Some(*change),
        earlier: Some(earlier),
    })
}

/// Causes under the board in force, or under a plan made for them where that one is not of today.
async fn causes_found(
    db: &Db,
    shares: &Shares,
    watch: &Arc<Watch>,
) -> Result<CausesReady, Stopped> {
    let window = Window::after(db.clock().today());
    let in_force = store::board::in_force(db).await?;
    let (board, instance, plan) = match in_force.filter(|it| it.from_on == window.from) {
        Some(row) => {
            let texts = store::board::texts(db, row.id).await?;
            let (instance, plan) = actions::read_texts(&texts)?;
            (None, instance, plan)
        }
        None => {
            let made = region(db, shares, watch).await?;
            let (instance, plan) = (made.solved.instance.clone(), made.solved.plan.clone());
            (Some(made), instance, plan)
        }
    };
    let at_work = causes::at_work(&work::read::held(db).await?);
    let (instance, busy) = causes::without_the_busy(instance, &plan, &at_work);
    let find = move || Ok(matcher::report(&instance, &plan, &Asked::everything()));
    let found = CausesFound {
        window,
        busy,
        report: on_its_own_thread(find).await?,
    };
    Ok(CausesReady { board, found })
}

/// What had been decided about portions that are still planned, with today's answers.
fn carried(earlier: Option<&Decided>, answered: Decided, portions: &[Portion]) -> Decided {
    let open = |id: PortionId| portions.iter().any(|it| it.id == id);
    let kept = earlier.map(|it| only(it, open)).unwrap_or_default();
    Decided {
        fixed: kept.fixed,
        left_out: kept.left_out,
        ..answered
    }
}

/// What was decided about some portions.
fn only(decided: &Decided, such: impl Fn(PortionId) -> bool) -> Decided {
    let mut decided = decided.clone();
    decided.fixed.retain(|it| such(it.portion));
    for pairs in [
        &mut decided.left_out,
        &mut decided.asked,
        &mut decided.declined,
    ] {
        pairs.retain(|it| such(it.portion));
    }
    decided
}

/// The portions of a plan as they were when it was made.
fn as_planned(outcome: &Outcome, now: &[Portion]) -> Vec<Portion> {
    let then = outcome.portions.iter().filter_map(|planned| {
        let portion = now.iter().find(|it| it.id == planned.portion)?;
        Some(Portion {
            left: planned.left,
            ..portion.clone()
        })
    });
    then.collect()
}

/// Refuses with the limit that this very change meets, if it does.
fn may_stand(change: &Change, solved: &Solved) -> Result<(), Refusal> {
    let (worker, portion) = match change {
        Change::Fix {
            worker, portion, ..
        } => (*worker, *portion),
        Change::Swap { with, portion, .. } => (*with, *portion),
        _ => return Ok(()),
    };
    let mut broken = solved.outcome.broken.iter();
    match broken.find(|it| it.worker == worker && it.portion == portion) {
        Some(it) => Err(Refusal::CannotFix {
            why: it.why.clone(),
        }),
        None => Ok(()),
    }
}

/// Everything that one search needs.
struct Search {
    instance: Instance,
    portions: Vec<Portion>,
    decided: Decided,
    before: Option<Plan>,
    effort: Effort,
    watch: Arc<Watch>,
}

async fn apart(it: Search) -> Result<Solved, Stopped> {
    on_its_own_thread(move || {
        let before = it.before.as_ref();
        work_out(
            it.instance,
            &it.portions,
            it.decided,
            before,
            it.effort,
            &it.watch,
        )
    })
    .await
}

/// Runs a long calculation beside the threads that answer pages.
pub(crate) async fn on_its_own_thread<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Refusal> + Send + 'static,
) -> Result<T, Stopped> {
    let done = tokio::task::spawn_blocking(work)
        .await
        .map_err(|error| StoreError::Unreadable(error.to_string()))?;
    if let Err(Refusal::Unsound { detail }) = &done {
        tracing::error!(detail, "a plan did not pass its check");
    }
    Ok(done?)
}
