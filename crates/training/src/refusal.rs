//! Deciding: every way in which this crate says no, worded for the person reading it.

use crate::Stage;
use access::Worded;
use webkit::{Words, words};

/// Why something in a course is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    OutOfTurn {
        stage: Stage,
    },
    LessonsOpen {
        left: i64,
    },
    CheckOpen {
        left: i64,
    },
    AnswersMissing,
    WorkMissing,
    /// Nobody judges the own work.
    OwnWork,
    /// What is given back says what to do.
    NoteMissing,
    QuestionUnclear,
    TitleMissing,
    MinutesUnclear,
    LevelUnknown,
    CodeTaken,
}

impl Worded for Refusal {
    fn words(&self) -> Words {
        match self {
            Refusal::OutOfTurn { stage } => words!("training-out-of-turn", stage = stage.words()),
            Refusal::LessonsOpen { left } => words!("training-lessons-open", left = *left),
            Refusal::CheckOpen { left } => words!("training-check-open", left = *left),
            Refusal::AnswersMissing => words!("training-answers-missing"),
            Refusal::WorkMissing => words!("training-work-missing"),
            Refusal::OwnWork => words!("training-own-work"),
            Refusal::NoteMissing => words!("training-note-missing"),
            Refusal::QuestionUnclear => words!("training-question-unclear"),
            Refusal::TitleMissing => words!("training-title-missing"),
            Refusal::MinutesUnclear => words!("training-minutes-unclear"),
            Refusal::LevelUnknown => words!("training-level-unknown"),
            Refusal::CodeTaken => words!("training-code-taken"),
        }
    }
}
