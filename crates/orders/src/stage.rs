//! Deciding: the life of a 受注, on one screen. What is not listed is refused.

use crate::rules::Refusal;
use serde::{Deserialize, Serialize};

/// Where a client order stands (受注の状態).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// 受注.
    Ordered,
    /// 準備中: lots, steps, items and the manual are being made.
    Preparing,
    /// 作業中: the first portion was offered.
    Working,
    /// 納品済: every lot was delivered.
    Delivered,
    /// 検査中: the client looks at it.
    Inspecting,
    /// 検収済: the client accepted every lot.
    Accepted,
    /// 請求済.
    Invoiced,
    /// 入金済.
    Paid,
    /// 中止.
    Cancelled,
}

/// What happens to a client order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Move {
    Prepare,
    Begin,
    Deliver,
    Inspect,
    /// The client returned something: work goes on.
    Return,
    Accept,
    Invoice,
    Receive,
    Cancel,
}

impl Stage {
    pub const ALL: [Stage; 9] = [
        Stage::Ordered,
        Stage::Preparing,
        Stage::Working,
        Stage::Delivered,
        Stage::Inspecting,
        Stage::Accepted,
        Stage::Invoiced,
        Stage::Paid,
        Stage::Cancelled,
    ];

    /// The name under which it is stored.
    pub fn name(self) -> &'static str {
        match self {
            Stage::Ordered => "ordered",
            Stage::Preparing => "preparing",
            Stage::Working => "working",
            Stage::Delivered => "delivered",
            Stage::Inspecting => "inspecting",
            Stage::Accepted => "accepted",
            Stage::Invoiced => "invoiced",
            Stage::Paid => "paid",
            Stage::Cancelled => "cancelled",
        }
    }

    /// Reads a stored name.
    pub fn named(name: &str) -> Option<Stage> {
        Stage::ALL.into_iter().find(|it| it.name() == name)
    }

    /// The whole life of a 受注.
    pub fn after(self, it: Move) -> Result<Stage, Refusal> {
        use Stage::*;
        match (self, it) {
            (Ordered | Preparing, Move::Prepare) => Ok(Preparing),
            // Work on a later lot begins while earlier ones are with the client.
            (Ordered | Preparing | Working, Move::Begin) => Ok(Working),
            (stage @ (Delivered | Inspecting), Move::Begin) => Ok(stage),
            (Working | Delivered, Move::Deliver) => Ok(Delivered),
            (Working | Delivered | Inspecting, Move::Inspect) => Ok(Inspecting),
            (Delivered | Inspecting, Move::Return) => Ok(Working),
            (Working | Delivered | Inspecting, Move::Accept) => Ok(Accepted),
            (Accepted, Move::Invoice) => Ok(Invoiced),
            (Invoiced, Move::Receive) => Ok(Paid),
            (Ordered | Preparing | Working, Move::Cancel) => Ok(Cancelled),
            (stage, step) => Err(Refusal::OutOfTurn { stage, step }),
        }
    }

    /// True while lots, steps and items may still be changed.
    pub fn is_open(self) -> bool {
        matches!(self, Stage::Ordered | Stage::Preparing | Stage::Working)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_stage_is_read_back_from_its_name() {
        for stage in Stage::ALL {
            assert_eq!(Stage::named(stage.name()), Some(stage));
        }
    }

    #[test]
    fn an_order_lives_from_order_to_payment() {
        let moves = [
            Move::Prepare,
            Move::Begin,
            Move::Deliver,
            Move::Inspect,
            Move::Accept,
            Move::Invoice,
            Move::Receive,
        ];

        let end = moves.into_iter().try_fold(Stage::Ordered, Stage::after);

        assert_eq!(end, Ok(Stage::Paid));
    }

    #[test]
    fn what_the_client_returns_is_worked_on_again() {
        assert_eq!(Stage::Inspecting.after(Move::Return), Ok(Stage::Working));
    }

    #[test]
    fn an_accepted_order_is_not_cancelled_any_more() {
        for stage in [
            Stage::Accepted,
            Stage::Invoiced,
            Stage::Paid,
            Stage::Cancelled,
        ] {
            assert_eq!(
                stage.after(Move::Cancel),
                Err(Refusal::OutOfTurn {
                    stage,
                    step: Move::Cancel
                })
            );
        }
    }

    #[test]
    fn nothing_is_invoiced_before_the_client_accepted_it() {
        for stage in [
            Stage::Ordered,
            Stage::Working,
            Stage::Delivered,
            Stage::Inspecting,
        ] {
            assert!(stage.after(Move::Invoice).is_err(), "{stage:?}");
        }
    }
}
