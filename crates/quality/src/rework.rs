//! Deciding: what a return costs whom. Only the worker's own fault may go unpaid, and a repaired unit is paid once like
//! any other.

use crate::rules::Refusal;
use base::{Day, OutOfRange, Yen};
use serde::{Deserialize, Serialize};

/// 差戻しの原因: there is no fourth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// 本人の誤り
    WorkerFault,
    /// 依頼者の変更
    ClientChange,
    /// 指示の誤り
    InstructionError,
}

impl Cause {
    /// Every cause, in the order of the form.
    pub const ALL: [Cause; 3] = [
        Cause::WorkerFault,
        Cause::ClientChange,
        Cause::InstructionError,
    ];

    /// The name as stored and as the form sends it.
    pub fn text(self) -> &'static str {
        match self {
            Cause::WorkerFault => "worker_fault",
            Cause::ClientChange => "client_change",
            Cause::InstructionError => "instruction_error",
        }
    }

    /// Reads the name.
    pub fn named(text: &str) -> Option<Cause> {
        Cause::ALL.into_iter().find(|it| it.text() == text)
    }

    /// Its words.
    pub fn key(self) -> &'static str {
        match self {
            Cause::WorkerFault => "quality-cause-worker-fault",
            Cause::ClientChange => "quality-cause-client-change",
            Cause::InstructionError => "quality-cause-instruction-error",
        }
    }
}

/// What the worker is paid on top for having done `units` again: nothing for an own fault, the unit price for a fault of
/// the client or of the instructions. What stays as it is (`redo` false) is paid as accepted and adds nothing.
pub fn pay_for(cause: Cause, redo: bool, units: i64, unit_pay: Yen) -> Result<Yen, OutOfRange> {
    match cause {
        Cause::WorkerFault => Ok(Yen::ZERO),
        Cause::ClientChange | Cause::InstructionError if !redo => Ok(Yen::ZERO),
        Cause::ClientChange | Cause::InstructionError => unit_pay.times(units),
    }
}

/// Whether the worker puts it right: always after an own fault, by the director's choice otherwise.
pub fn is_redone(cause: Cause, wanted: bool) -> bool {
    cause == Cause::WorkerFault || wanted
}

/// A worker objects within so many days of being told.
const OBJECTION_DAYS: i32 = 7;

/// The last day for an objection.
pub fn objection_until(found_on: Day) -> Day {
    found_on.plus_days(OBJECTION_DAYS)
}

/// An objection is raised within seven days and before acceptance closes the matter.
pub fn may_object(found_on: Day, accepted: bool, today: Day) -> Result<(), Refusal> {
    if accepted {
        return Err(Refusal::AcceptedAlready);
    }
    if today <= objection_until(found_on) {
        Ok(())
    } else {
        Err(Refusal::ObjectionTooLate {
            until: objection_until(found_on),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAY: Yen = Yen::new(48);

    #[test]
    fn only_the_workers_own_fault_goes_unpaid() {
        assert_eq!(pay_for(Cause::WorkerFault, true, 4, PAY), Ok(Yen::ZERO));
        assert_eq!(
            pay_for(Cause::ClientChange, true, 4, PAY),
            Ok(Yen::new(192))
        );
        assert_eq!(pay_for(Cause::InstructionError, true, 1, PAY), Ok(PAY));
    }

    #[test]
    fn what_is_left_as_it_is_stays_paid_and_adds_nothing() {
        assert_eq!(
            pay_for(Cause::InstructionError, false, 2, PAY),
            Ok(Yen::ZERO)
        );
    }

    #[test]
    fn an_own_fault_is_always_put_right() {
        assert!(is_redone(Cause::WorkerFault, false));
        assert!(!is_redone(Cause::InstructionError, false));
    }

    #[test]
    fn an_objection_has_seven_days() {
        let found = Day::known(2027, 1, 20);

        assert_eq!(may_object(found, false, Day::known(2027, 1, 27)), Ok(()));
        assert_eq!(
            may_object(found, false, Day::known(2027, 1, 28)),
            Err(Refusal::ObjectionTooLate {
                until: Day::known(2027, 1, 27)
            })
        );
        assert_eq!(
            may_object(found, true, found),
            Err(Refusal::AcceptedAlready)
        );
    }
}
