//! Deciding: work of the optimiser that goes on by itself, and what it is asked for.

use orders::OrderId;
use serde::{Deserialize, Serialize};

use crate::PlanId;
use crate::decided::Change;

/// 計算の内容: what one run works out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "task", rename_all = "snake_case")]
pub enum Task {
    /// A plan for one order.
    Order { order: OrderId },
    /// A plan of one order, around one more decision of its director.
    Change {
        order: OrderId,
        plan: PlanId,
        change: Change,
    },
    /// One order's part of the board's plan, as the proposal of that order.
    FromBoard { order: OrderId, board: i64 },
    /// One plan over every open order of the region.
    Board,
    /// The same around one more decision.
    BoardChange { board: i64, change: Change },
    /// Why people have no work, and what would help.
    Causes,
    /// Who could take over from somebody with days off.
    Cover { cover: i64 },
}

impl Task {
    /// What the run is about; of each topic one run lives at a time.
    pub fn topic(&self) -> String {
        match self {
            Task::Order { order } | Task::Change { order, .. } | Task::FromBoard { order, .. } => {
                order_topic(*order)
            }
            Task::Board | Task::BoardChange { .. } => BOARD.to_owned(),
            Task::Causes => CAUSES.to_owned(),
            Task::Cover { cover } => cover_topic(*cover),
        }
    }
}

/// The topic of the region's board.
pub const BOARD: &str = "board";

/// The topic of the causes.
pub const CAUSES: &str = "causes";

/// The topic of one person's days off.
pub fn cover_topic(cover: i64) -> String {
    format!("cover/{cover}")
}

/// The topic of one order's plan.
pub fn order_topic(order: OrderId) -> String {
    format!("order/{}", order.0)
}

/// Runs that are worked off one after the other; what takes a moment does not wait behind what takes minutes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lane {
    /// Days off.
    Short,
    /// Plans and causes.
    Long,
}

impl Lane {
    pub const ALL: [Lane; 2] = [Lane::Short, Lane::Long];
}

/// 計算の状態, as stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RunState {
    Waiting,
    Running,
    Done,
    Cancelled,
    Failed,
}

impl RunState {
    pub const ALL: [RunState; 5] = [
        RunState::Waiting,
        RunState::Running,
        RunState::Done,
        RunState::Cancelled,
        RunState::Failed,
    ];

    /// The name under which it is stored.
    pub fn name(self) -> &'static str {
        match self {
            RunState::Waiting => "waiting",
            RunState::Running => "running",
            RunState::Done => "done",
            RunState::Cancelled => "cancelled",
            RunState::Failed => "failed",
        }
    }

    /// Reads a stored name.
    pub fn named(name: &str) -> Option<RunState> {
        RunState::ALL.into_iter().find(|it| it.name() == name)
    }

    /// True while it waits or is under way.
    pub fn is_living(self) -> bool {
        matches!(self, RunState::Waiting | RunState::Running)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use orders::PortionId;
    use people::WorkerId;

    #[test]
    fn a_change_of_an_orders_plan_waits_for_the_run_of_the_same_order() {
        let change = Change::Allow {
            worker: WorkerId(1),
            portion: PortionId(2),
        };
        let order = OrderId(12);

        let (first, second) = (
            Task::FromBoard { order, board: 1 },
            Task::Change {
                order,
                plan: PlanId(3),
                change,
            },
        );

        assert_eq!(first.topic(), second.topic());
        assert_ne!(first.topic(), Task::Board.topic());
    }

    #[test]
    fn tasks_and_states_are_read_back_as_they_were_kept() {
        let tasks = [
            Task::Order { order: OrderId(1) },
            Task::Board,
            Task::Causes,
            Task::Cover { cover: 4 },
        ];
        for task in tasks {
            let text = serde_json::to_string(&task).unwrap();
            assert_eq!(serde_json::from_str::<Task>(&text).unwrap(), task);
        }
        for state in RunState::ALL {
            assert_eq!(RunState::named(state.name()), Some(state));
        }
    }
}
