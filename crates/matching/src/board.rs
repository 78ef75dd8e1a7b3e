//! 全体の案: one plan over every open order of the region. People decide on it as on the plan of one order; then each
//! director takes the own orders' parts over and sends the offers from there.

use access::{Act, Actor, Failure, Resource, refused};
use base::PublicId;
use db::{AuditNote, Db, Stream, Tx};

use crate::decided::Change;
use crate::runs::{BOARD, Task};
use crate::search::FOR_THE_REGION;
use crate::solved::Solved;
use crate::store::board::{self, BoardRow};
use crate::{Refusal, actions, market};

/// A plan over the region that waits to be kept.
pub(crate) struct BoardPlan {
    pub solved: Solved,
    /// True when the wished shares of the towns are agreed ones.
    pub agreed: bool,
    pub bound_yen: Option<i64>,
    pub change: Option<Change>,
    pub earlier: Option<BoardRow>,
}

/// 全体の案をつくる: asks for a run.
pub async fn ask(db: &Db, actor: &Actor) -> Result<PublicId, Failure> {
    actor.may(Act::Write(Resource::Board))?;
    actions::ask(db, actor, &Task::Board, FOR_THE_REGION.steps).await
}

/// 固定・外す・入替 on the board: asks for a run around one more decision. The portion belongs to an order within reach.
pub async fn ask_change(
    db: &Db,
    actor: &Actor,
    board: &PublicId,
    portion: &PublicId,
    change: impl FnOnce(orders::PortionId) -> Change,
) -> Result<PublicId, Failure> {
    let scope = actor.may(Act::Write(Resource::Board))?;
    let portion = orders::read::portion_by_public_id(db, &scope, portion).await?;
    let in_force = board::in_force(db).await?.ok_or(Failure::Absent)?;
    if in_force.public_id != *board {
        return Err(refused(Refusal::Replaced));
    }
    let task = Task::BoardChange {
        board: in_force.id,
        change: change(portion.id),
    };
    actions::ask(db, actor, &task, FOR_THE_REGION.steps).await
}

/// この受注に渡す: asks for the proposal of one order as the board has it.
pub async fn ask_to_hand_over(
    db: &Db,
    actor: &Actor,
    board: &PublicId,
    order: &PublicId,
) -> Result<PublicId, Failure> {
    let scope = actor.may(Act::Write(Resource::Plans))?;
    let order = orders::read::order_by_public_id(db, &scope, order).await?;
    let in_force = board::in_force(db).await?.ok_or(Failure::Absent)?;
    if in_force.public_id != *board {
        return Err(refused(Refusal::Replaced));
    }
    let task = Task::FromBoard {
        order: order.id,
        board: in_force.id,
    };
    actions::ask(db, actor, &task, 0).await
}

/// 計算をやめる.
pub async fn stop(db: &Db, actor: &Actor) -> Result<bool, Failure> {
    actor.may(Act::Write(Resource::Board))?;
    actions::stop(db, actor, BOARD).await
}

/// Keeps a plan over the region in place of the one that it started from.
pub(crate) async fn keep(tx: &Tx, it: &BoardPlan) -> Result<(), Failure> {
    let in_force = board::in_force(tx).await?.map(|it| it.id);
    if in_force != it.earlier.as_ref().map(|it| it.id) {
        return Err(refused(Refusal::Replaced));
    }
    if let Some(id) = in_force {
        board::supersede(tx, id).await?;
    }
    let window =
        market::window_of(&it.solved.instance).ok_or_else(|| refused(Refusal::NothingToPlan))?;
    let public_id = board::insert(tx, &window, it).await?;
    let action = if it.change.is_some() {
        "board.change"
    } else {
        "board.propose"
    };
    tx.note(AuditNote::done(
        Stream::Work,
        action,
        format!("board_plan/{public_id}"),
    ));
    Ok(())
}
