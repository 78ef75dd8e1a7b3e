//! Deciding: the life of an enrolment (受講), on one screen. Completed stays completed when a course is edited.

use crate::Refusal;
use serde::{Deserialize, Serialize};
use webkit::Words;

/// Where a person stands in a course (講座の状態).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// 未受講
    NotStarted,
    /// 受講中
    Studying,
    /// 判定待ち
    AwaitingJudgement,
    /// 修了
    Completed,
}

/// What can happen to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// A lesson is read or a check answered.
    Study,
    /// The practical item is handed in.
    HandIn,
    /// A director judges it as passed.
    Pass,
    /// A director gives it back with what to do.
    GiveBack,
}

impl Stage {
    /// Every stage.
    pub const ALL: [Stage; 4] = [
        Stage::NotStarted,
        Stage::Studying,
        Stage::AwaitingJudgement,
        Stage::Completed,
    ];

    /// The whole life. What is not listed is refused; reading again after completion changes nothing.
    pub fn after(self, step: Step) -> Result<Stage, Refusal> {
        use Stage::*;
        match (self, step) {
            (NotStarted | Studying, Step::Study) => Ok(Studying),
            (AwaitingJudgement | Completed, Step::Study) => Ok(self),
            (Studying, Step::HandIn) => Ok(AwaitingJudgement),
            (AwaitingJudgement, Step::Pass) => Ok(Completed),
            (AwaitingJudgement, Step::GiveBack) => Ok(Studying),
            (stage, _) => Err(Refusal::OutOfTurn { stage }),
        }
    }

    /// The name under which it is stored.
    pub fn name(self) -> &'static str {
        match self {
            Stage::NotStarted => "not_started",
            Stage::Studying => "studying",
            Stage::AwaitingJudgement => "awaiting_judgement",
            Stage::Completed => "completed",
        }
    }

    /// Reads a stored name.
    pub fn named(name: &str) -> Option<Stage> {
        Stage::ALL.into_iter().find(|it| it.name() == name)
    }

    /// The word on screen.
    pub fn words(self) -> Words {
        Words::new(match self {
            Stage::NotStarted => "training-stage-not-started",
            Stage::Studying => "training-stage-studying",
            Stage::AwaitingJudgement => "training-stage-awaiting-judgement",
            Stage::Completed => "training-stage-completed",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_course_is_studied_handed_in_and_judged() {
        let way = [
            Step::Study,
            Step::HandIn,
            Step::GiveBack,
            Step::HandIn,
            Step::Pass,
        ];

        let end = way.into_iter().try_fold(Stage::NotStarted, Stage::after);

        assert_eq!(end, Ok(Stage::Completed));
    }

    #[test]
    fn nothing_is_judged_before_it_is_handed_in_and_nothing_takes_a_completion_back() {
        assert!(Stage::Studying.after(Step::Pass).is_err());
        assert!(Stage::Completed.after(Step::GiveBack).is_err());
        assert_eq!(Stage::Completed.after(Step::Study), Ok(Stage::Completed));
        assert!(
            Stage::ALL
                .iter()
                .all(|it| Stage::named(it.name()) == Some(*it))
        );
    }
}
