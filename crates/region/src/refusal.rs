//! Deciding: why an act on sheets and entries is refused, worded for the person reading it.

use crate::missing::Missing;
use crate::stage::Stage;
use webkit::{Words, words};

/// Why not.
#[derive(Clone, Debug, PartialEq)]
pub enum Refusal {
    /// A version at this stage does not take this step.
    OutOfTurn { stage: Stage },
    /// Somebody may not confirm what they handed in themselves.
    SamePerson,
    /// A correction needs its reason.
    NoReason,
    /// The sheet is not complete.
    Incomplete { missing: Vec<Missing> },
    /// 終了 was chosen before the last year of the project.
    EndsTooEarly,
    /// There is a version of this year already.
    AlreadyThere,
    /// The year lies outside of the project.
    OutsideProject,
    /// A cost was cancelled before.
    CancelledBefore,
    /// What is agreed exceeds the whole.
    MoreThanWhole,
    /// The grant exceeds the eligible cost, or that the total.
    GrantTooLarge,
}

impl access::Worded for Refusal {
    fn words(&self) -> Words {
        match self {
            Refusal::OutOfTurn { stage } => {
                words!("region-refused-out-of-turn", stage = stage_words(*stage))
            }
            Refusal::SamePerson => words!("region-refused-same-person"),
            Refusal::NoReason => words!("region-refused-no-reason"),
            Refusal::Incomplete { missing } => {
                words!("region-refused-incomplete", count = missing.len())
            }
            Refusal::EndsTooEarly => words!("region-refused-ends-too-early"),
            Refusal::AlreadyThere => words!("region-refused-already-there"),
            Refusal::OutsideProject => words!("region-refused-outside-project"),
            Refusal::CancelledBefore => words!("region-refused-cancelled-before"),
            Refusal::MoreThanWhole => words!("region-refused-more-than-whole"),
            Refusal::GrantTooLarge => words!("region-refused-grant-too-large"),
        }
    }
}

/// 計算中, 市の確認中, 確定, 公表, 訂正版.
pub fn stage_words(stage: Stage) -> Words {
    match stage {
        Stage::Calculating => words!("region-stage-calculating"),
        Stage::TownChecking => words!("region-stage-town-checking"),
        Stage::Fixed => words!("region-stage-fixed"),
        Stage::Published => words!("region-stage-published"),
        Stage::Corrected => words!("region-stage-corrected"),
    }
}
