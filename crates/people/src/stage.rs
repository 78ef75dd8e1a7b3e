//! Deciding: the life of a registration (登録), on one screen.

use crate::Refusal;
use serde::{Deserialize, Serialize};
use webkit::Words;

/// Where a registrant stands (登録の状態).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// 申込
    Applied,
    /// 説明会
    Briefing,
    /// 研修中
    Training,
    /// 契約待ち
    AwaitingContract,
    /// 待機: may be asked, has no work now.
    Waiting,
    /// 稼働中: has work now.
    Active,
    /// 休会
    Paused,
    /// 退会
    Left,
}

impl Stage {
    /// Every stage, in the order in which people pass through them.
    pub const ALL: [Stage; 8] = [
        Stage::Applied,
        Stage::Briefing,
        Stage::Training,
        Stage::AwaitingContract,
        Stage::Waiting,
        Stage::Active,
        Stage::Paused,
        Stage::Left,
    ];

    /// The stage after a step. Towns may leave steps out, so joining moves on by any number of them, never back.
    pub fn become_stage(self, next: Stage) -> Result<Stage, Refusal> {
        use Stage::*;
        match (self, next) {
            (Applied | Briefing | Training | AwaitingContract, _)
                if next <= Waiting && self < next =>
            {
                Ok(next)
            }
            (Waiting, Active | Paused) | (Active, Waiting) | (Paused, Waiting) => Ok(next),
            // Open work is handed over first: who is active becomes waiting, then leaves or rests.
            (Applied | Briefing | Training | AwaitingContract | Waiting | Paused, Left) => Ok(Left),
            // Coming back begins anew: what has changed meanwhile is told at a briefing.
            (Left, Applied) => Ok(Applied),
            (from, to) => Err(Refusal::OutOfTurn { from, to }),
        }
    }

    /// The stages that may follow, for the buttons of a page.
    pub fn next(self) -> Vec<Stage> {
        Stage::ALL
            .into_iter()
            .filter(|it| self.become_stage(*it).is_ok())
            .collect()
    }

    /// True for those who may be asked to take work.
    pub fn may_be_asked(self) -> bool {
        matches!(self, Stage::Waiting | Stage::Active)
    }

    /// The name under which it is stored.
    pub fn name(self) -> &'static str {
        match self {
            Stage::Applied => "applied",
            Stage::Briefing => "briefing",
            Stage::Training => "training",
            Stage::AwaitingContract => "awaiting_contract",
            Stage::Waiting => "waiting",
            Stage::Active => "active",
            Stage::Paused => "paused",
            Stage::Left => "left",
        }
    }

    /// Reads a stored name.
    pub fn named(name: &str) -> Option<Stage> {
        Stage::ALL.into_iter().find(|it| it.name() == name)
    }

    /// The word on screen.
    pub fn words(self) -> Words {
        Words::new(match self {
            Stage::Applied => "people-stage-applied",
            Stage::Briefing => "people-stage-briefing",
            Stage::Training => "people-stage-training",
            Stage::AwaitingContract => "people-stage-awaiting-contract",
            Stage::Waiting => "people-stage-waiting",
            Stage::Active => "people-stage-active",
            Stage::Paused => "people-stage-paused",
            Stage::Left => "people-stage-left",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_town_may_leave_out_steps_but_nobody_is_sent_back() {
        assert_eq!(
            Stage::Applied.become_stage(Stage::Waiting),
            Ok(Stage::Waiting)
        );
        assert!(Stage::Training.become_stage(Stage::Briefing).is_err());
        assert!(Stage::Applied.become_stage(Stage::Active).is_err());
    }

    #[test]
    fn who_has_work_hands_it_over_before_leaving() {
        assert!(Stage::Active.become_stage(Stage::Left).is_err());
        assert_eq!(
            Stage::Active.become_stage(Stage::Waiting),
            Ok(Stage::Waiting)
        );
        assert_eq!(Stage::Waiting.become_stage(Stage::Left), Ok(Stage::Left));
    }

    #[test]
    fn every_stage_is_read_back_from_its_name_and_has_a_way_on() {
        for stage in Stage::ALL {
            assert_eq!(Stage::named(stage.name()), Some(stage));
            assert!(!stage.next().is_empty(), "{stage:?}");
        }
    }
}
