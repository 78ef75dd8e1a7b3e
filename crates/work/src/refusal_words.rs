//! The sentence for each refusal.

use crate::rules::{Refusal, step_key};
use crate::stage::StageName;
use access::Worded;
use webkit::{Words, words};

/// The words of a stage: 「打診中」 on staff pages.
pub fn stage_words(stage: StageName) -> Words {
    match stage {
        StageName::Draft => words!("work-stage-draft"),
        StageName::Offered => words!("work-stage-offered"),
        StageName::Underway => words!("work-stage-underway"),
        StageName::Delivered => words!("work-stage-delivered"),
        StageName::Accepted => words!("work-stage-accepted"),
        StageName::Returned => words!("work-stage-returned"),
        StageName::Declined => words!("work-stage-declined"),
        StageName::Expired => words!("work-stage-expired"),
        StageName::Withdrawn => words!("work-stage-withdrawn"),
        StageName::Terminated => words!("work-stage-terminated"),
    }
}

impl Worded for Refusal {
    fn words(&self) -> Words {
        match self {
            Refusal::OutOfTurn(it) => {
                words!(
                    "work-refused-out-of-turn",
                    stage = stage_words(it.stage),
                    step = Words::new(step_key(&it.step))
                )
            }
            Refusal::TermsMissing(items) => {
                let names: Vec<String> =
                    items.iter().map(|it| Words::new(it.key()).say()).collect();
                words!("work-refused-terms-missing", items = names.join("、"))
            }
            Refusal::PaidTooLate { latest } => {
                words!("work-refused-paid-too-late", latest = *latest)
            }
            Refusal::AnswerByOutOfRange => words!("work-refused-answer-by"),
            Refusal::DuePast => words!("work-refused-due-past"),
            Refusal::PortionFull { left } => words!("work-refused-portion-full", left = *left),
            Refusal::AlreadyAsked => words!("work-refused-already-asked"),
            Refusal::Related => words!("work-refused-related"),
            Refusal::AnswerTooLate { by } => words!("work-refused-answer-too-late", by = *by),
            Refusal::NotYetExpired { until } => {
                words!("work-refused-not-yet-expired", until = *until)
            }
            Refusal::HeldByAnother => words!("work-refused-held-by-another"),
            Refusal::LeaseLost => words!("work-refused-lease-lost"),
            Refusal::ItemNotOpen => words!("work-refused-item-not-open"),
            Refusal::SecureRoomOnly => words!("work-refused-secure-room"),
            Refusal::AnswerIncomplete => words!("work-refused-answer-incomplete"),
            Refusal::RemarkMissing => words!("work-refused-remark-missing"),
            Refusal::CountedByItems => words!("work-refused-counted-by-items"),
            Refusal::TooManyUnits { left } => words!("work-refused-too-many", left = *left),
            Refusal::NothingToDeliver => words!("work-refused-nothing"),
            Refusal::ItemsLeft { open } => words!("work-refused-items-left", open = *open),
            Refusal::HandedInFirst { units } => {
                words!("work-refused-handed-in-first", units = *units)
            }
            Refusal::TooManyGivenBack { open } => words!("work-refused-given-back", open = *open),
        }
    }
}
