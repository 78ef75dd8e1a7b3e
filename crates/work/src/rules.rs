//! Deciding: what the rules of 発注 refuse, in facts; the words stand in the locale files.

use crate::stage::{OutOfTurn, Step};
use crate::terms::TermItem;
use access::{AccountId, Scope};
use base::Day;

/// Why an act on a work order is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The stage does not know this step.
    OutOfTurn(OutOfTurn),
    /// Items of the terms that are neither filled nor open with a reason and a date.
    TermsMissing(Vec<TermItem>),
    /// The pay date lies beyond what the law allows.
    PaidTooLate { latest: Day },
    /// The last day for an answer lies in the past or after the due date.
    AnswerByOutOfRange,
    /// The due date lies in the past.
    DuePast,
    /// More units than the portion still has.
    PortionFull { left: i64 },
    /// The worker has a living work order for this portion already.
    AlreadyAsked,
    /// Who asks shares a household or an address with the worker.
    Related,
    /// The day for an answer is over.
    AnswerTooLate { by: Day },
    /// It is too early to call the offer expired.
    NotYetExpired { until: Day },
    /// Somebody else holds the item.
    HeldByAnother,
    /// Somebody else took the item over in the meantime; what was typed is shown beside theirs.
    LeaseLost,
    /// The item is not with the worker now.
    ItemNotOpen,
    /// A confidential item opens only while its worker is entered in a secure room.
    SecureRoomOnly,
    /// An answer needs a result.
    AnswerIncomplete,
    /// What cannot be confirmed says why.
    RemarkMissing,
    /// This work is counted item by item, not by reports.
    CountedByItems,
    /// Reports would exceed the units asked for.
    TooManyUnits { left: i64 },
    /// Nothing has been done yet.
    NothingToDeliver,
    /// Items are still open or returned.
    ItemsLeft { open: i64 },
    /// Units handed in are delivered and paid before an order can end early.
    HandedInFirst { units: i64 },
    /// Only untouched items can be given back.
    TooManyGivenBack { open: i64 },
}

impl From<OutOfTurn> for Refusal {
    fn from(it: OutOfTurn) -> Refusal {
        Refusal::OutOfTurn(it)
    }
}

/// Whether someone who reaches work so far sees what is paid for it. Who answers for the order or watches over the region
/// does, and everyone for the own work; a leader sees the conditions of the team's work, not the pay of its members.
pub fn sees_pay(scope: &Scope, actor: AccountId, worker: Option<i64>) -> bool {
    let only_leads = scope.team_of.is_some() && !scope.region && scope.led_by.is_none();
    !only_leads || worker == Some(actor.0)
}

/// An offer lasts until the end of its day for an answer.
pub fn may_agree(answer_by: Day, today: Day) -> Result<(), Refusal> {
    if today <= answer_by {
        Ok(())
    } else {
        Err(Refusal::AnswerTooLate { by: answer_by })
    }
}

/// An offer expires on the day after its day for an answer, never before.
pub fn may_expire(answer_by: Day, today: Day) -> Result<(), Refusal> {
    if answer_by < today {
        Ok(())
    } else {
        Err(Refusal::NotYetExpired { until: answer_by })
    }
}

/// The days of an offer lie in order: today, answer, due date.
pub fn days_in_order(today: Day, answer_by: Day, due_on: Day) -> Result<(), Refusal> {
    if due_on < today {
        Err(Refusal::DuePast)
    } else if answer_by < today || due_on < answer_by {
        Err(Refusal::AnswerByOutOfRange)
    } else {
        Ok(())
    }
}

/// What a portion can still give out.
pub fn fits_portion(portion_units: i64, taken: i64, asked: i64) -> Result<(), Refusal> {
    let left = portion_units - taken;
    if asked <= left {
        Ok(())
    } else {
        Err(Refusal::PortionFull { left })
    }
}

/// What is done of one work order, as its items or its reports tell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Units still asked for: ordered minus given back.
    pub wanted: i64,
    /// True when the work lies in items.
    pub by_items: bool,
    /// Submitted, in check, done, or reported.
    pub handed_in: i64,
    /// Open, in progress or returned items.
    pub with_worker: i64,
}

/// The units delivered when the worker says 納品する: all items must be handed in; reports may be fewer than asked.
pub fn deliverable(progress: &Progress) -> Result<i64, Refusal> {
    if progress.by_items && progress.with_worker > 0 {
        return Err(Refusal::ItemsLeft {
            open: progress.with_worker,
        });
    }
    if progress.handed_in <= 0 {
        return Err(Refusal::NothingToDeliver);
    }
    Ok(progress.handed_in.min(progress.wanted))
}

/// A report adds units up to what was asked.
pub fn may_report(progress: &Progress, units: i64) -> Result<(), Refusal> {
    if progress.by_items {
        return Err(Refusal::CountedByItems);
    }
    let left = progress.wanted - progress.handed_in;
    if (1..=left).contains(&units) {
        Ok(())
    } else {
        Err(Refusal::TooManyUnits { left })
    }
}

/// The name of a step in keys of the locale files.
pub fn step_key(step: &Step) -> &'static str {
    match step {
        Step::Offer => "work-step-offer",
        Step::Agree => "work-step-agree",
        Step::Decline => "work-step-decline",
        Step::Expire => "work-step-expire",
        Step::Withdraw => "work-step-withdraw",
        Step::Deliver => "work-step-deliver",
        Step::Accept => "work-step-accept",
        Step::Return { .. } => "work-step-return",
        Step::Terminate { .. } => "work-step-terminate",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(day: i8) -> Day {
        Day::known(2026, 12, day)
    }

    #[test]
    fn an_offer_can_be_answered_on_its_last_day_and_expires_the_day_after() {
        assert_eq!(may_agree(day(10), day(10)), Ok(()));
        assert_eq!(
            may_agree(day(10), day(11)),
            Err(Refusal::AnswerTooLate { by: day(10) })
        );
        assert_eq!(
            may_expire(day(10), day(10)),
            Err(Refusal::NotYetExpired { until: day(10) })
        );
        assert_eq!(may_expire(day(10), day(11)), Ok(()));
    }

    #[test]
    fn a_portion_never_gives_out_more_than_it_has() {
        assert_eq!(fits_portion(4_000, 3_582, 418), Ok(()));
        assert_eq!(
            fits_portion(4_000, 3_583, 418),
            Err(Refusal::PortionFull { left: 417 })
        );
    }

    #[test]
    fn items_are_delivered_when_none_is_left_with_the_worker() {
        let all = Progress {
            wanted: 418,
            by_items: true,
            handed_in: 418,
            with_worker: 0,
        };

        assert_eq!(deliverable(&all), Ok(418));
        assert_eq!(
            deliverable(&Progress {
                handed_in: 417,
                with_worker: 1,
                ..all
            }),
            Err(Refusal::ItemsLeft { open: 1 })
        );
        assert_eq!(
            deliverable(&Progress {
                handed_in: 0,
                ..all
            }),
            Err(Refusal::NothingToDeliver)
        );
    }

    #[test]
    fn reports_never_exceed_what_was_asked() {
        let half = Progress {
            wanted: 100,
            by_items: false,
            handed_in: 60,
            with_worker: 0,
        };

        assert_eq!(may_report(&half, 40), Ok(()));
        assert_eq!(
            may_report(&half, 41),
            Err(Refusal::TooManyUnits { left: 40 })
        );
        assert_eq!(
            may_report(
                &Progress {
                    by_items: true,
                    ..half
                },
                1
            ),
            Err(Refusal::CountedByItems)
        );
    }
}
