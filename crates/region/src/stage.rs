//! Deciding: the life of one version of an evaluation sheet (評価書), on one screen. What is not listed is refused.

use crate::refusal::Refusal;
use access::AccountId;
use serde::{Deserialize, Serialize};

/// Where a version of a sheet stands (評価書の状態).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// 計算中: figures follow the transactions, texts may be edited.
    Calculating,
    /// 市の確認中: a copy is frozen and read by a second person.
    TownChecking,
    /// 確定: this copy stands.
    Fixed,
    /// 公表.
    Published,
    /// 訂正版: published as a correction of an earlier version.
    Corrected,
}

/// What happens to a version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Step {
    /// Somebody hands it in; its content is frozen.
    Submit,
    /// The second person sends it back; the next submission freezes anew.
    SendBack,
    /// The second person confirms the frozen content.
    Confirm,
    /// It becomes public, as the first version or as a correction.
    Publish { is_correction: bool },
}

impl Stage {
    pub const ALL: [Stage; 5] = [
        Stage::Calculating,
        Stage::TownChecking,
        Stage::Fixed,
        Stage::Published,
        Stage::Corrected,
    ];

    /// The name under which it is stored.
    pub fn name(self) -> &'static str {
        match self {
            Stage::Calculating => "calculating",
            Stage::TownChecking => "town_checking",
            Stage::Fixed => "fixed",
            Stage::Published => "published",
            Stage::Corrected => "corrected",
        }
    }

    /// Reads a stored name.
    pub fn named(name: &str) -> Option<Stage> {
        Stage::ALL.into_iter().find(|it| it.name() == name)
    }

    /// The whole life of a version.
    pub fn after(self, step: Step) -> Result<Stage, Refusal> {
        use Stage::*;
        match (self, step) {
            (Calculating, Step::Submit) => Ok(TownChecking),
            (TownChecking, Step::SendBack) => Ok(Calculating),
            (TownChecking, Step::Confirm) => Ok(Fixed),
            (
                Fixed,
                Step::Publish {
                    is_correction: false,
                },
            ) => Ok(Published),
            (
                Fixed,
                Step::Publish {
                    is_correction: true,
                },
            ) => Ok(Corrected),
            (stage, _) => Err(Refusal::OutOfTurn { stage }),
        }
    }

    /// While it is being calculated, texts and letters may be changed.
    pub fn may_be_edited(self) -> bool {
        self == Stage::Calculating
    }

    /// Out in the world: only a correction may follow.
    pub fn is_public(self) -> bool {
        matches!(self, Stage::Published | Stage::Corrected)
    }
}

/// The frozen content is confirmed by somebody other than who handed it in (safety T10).
pub fn second_person(
    submitted_by: Option<AccountId>,
    confirming: AccountId,
) -> Result<(), Refusal> {
    match submitted_by == Some(confirming) {
        true => Err(Refusal::SamePerson),
        false => Ok(()),
    }
}

/// A correction starts from a public version, with a reason, while no other version is under way.
pub fn may_correct(latest: Stage, reason: &str) -> Result<(), Refusal> {
    if !latest.is_public() {
        return Err(Refusal::OutOfTurn { stage: latest });
    }
    if reason.trim().is_empty() {
        return Err(Refusal::NoReason);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_goes_from_calculation_to_publication() {
        let steps = [
            Step::Submit,
            Step::SendBack,
            Step::Submit,
            Step::Confirm,
            Step::Publish {
                is_correction: false,
            },
        ];

        let end = steps.into_iter().try_fold(Stage::Calculating, Stage::after);

        assert_eq!(end, Ok(Stage::Published));
    }

    #[test]
    fn what_is_published_never_changes() {
        for step in [
            Step::Submit,
            Step::SendBack,
            Step::Confirm,
            Step::Publish {
                is_correction: true,
            },
        ] {
            for stage in [Stage::Published, Stage::Corrected] {
                assert_eq!(stage.after(step), Err(Refusal::OutOfTurn { stage }));
            }
        }
    }

    #[test]
    fn nobody_confirms_what_they_handed_in() {
        let (ito, second) = (AccountId(5), AccountId(6));

        assert_eq!(second_person(Some(ito), ito), Err(Refusal::SamePerson));
        assert_eq!(second_person(Some(ito), second), Ok(()));
    }

    #[test]
    fn a_correction_needs_a_public_version_and_a_reason() {
        assert_eq!(may_correct(Stage::Published, "誤記"), Ok(()));
        assert_eq!(may_correct(Stage::Published, "　"), Err(Refusal::NoReason));
        assert_eq!(
            may_correct(Stage::Fixed, "誤記"),
            Err(Refusal::OutOfTurn {
                stage: Stage::Fixed
            })
        );
    }

    #[test]
    fn every_stage_is_read_back_from_its_name() {
        for stage in Stage::ALL {
            assert_eq!(Stage::named(stage.name()), Some(stage));
        }
    }
}
