//! Deciding: who may do what with money, when silence confirms, and which notices can be paid now.

use crate::refusal::Refusal;
use crate::stage::{BatchState, NoticeStage, NoticeState};
use base::{Day, Yen};
use std::collections::BTreeSet;

/// みなし確認 as a framework contract agrees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SilenceClause {
    pub agreed_on: Day,
    /// Days for objections after the notice was sent.
    pub days: i64,
}

/// Silence confirms only if the framework contract said so before the notice was sent, and after its period.
pub fn may_deem(
    stage: NoticeStage,
    clause: Option<SilenceClause>,
    today: Day,
) -> Result<(), Refusal> {
    let NoticeStage::Asking { since } = stage else {
        return Err(Refusal::NotAsking);
    };
    let clause = clause
        .filter(|it| it.agreed_on <= since)
        .ok_or(Refusal::NoSilenceClause)?;
    let until = since.plus_days(clause.days as i32);
    if until < today {
        Ok(())
    } else {
        Err(Refusal::StillTime { until })
    }
}

/// Someone who acts on money, and the accounts to whom they are related (関係者).
#[derive(Clone, Debug)]
pub struct Hand {
    pub account: i64,
    pub related: BTreeSet<i64>,
}

impl Hand {
    /// Nobody pays themselves, nor somebody of the same household or address.
    fn pays(&self, payees: &[i64]) -> Result<(), Refusal> {
        if payees.contains(&self.account) {
            return Err(Refusal::OwnMoney);
        }
        if payees.iter().any(|it| self.related.contains(it)) {
            return Err(Refusal::RelatedMoney);
        }
        Ok(())
    }
}

/// 職務の分離: nobody holds two of inspecting, preparing and approving for the same money.
pub fn may_prepare(preparer: &Hand, inspectors: &[i64], payees: &[i64]) -> Result<(), Refusal> {
    preparer.pays(payees)?;
    if inspectors.contains(&preparer.account) {
        Err(Refusal::InspectorPrepares)
    } else {
        Ok(())
    }
}

/// The approver is neither the preparer nor an inspector nor paid by the batch, nor related to somebody who is.
pub fn may_approve(
    approver: &Hand,
    preparer: i64,
    inspectors: &[i64],
    payees: &[i64],
) -> Result<(), Refusal> {
    if approver.account == preparer {
        return Err(Refusal::PreparerApproves);
    }
    approver.pays(payees)?;
    if inspectors.contains(&approver.account) {
        Err(Refusal::InspectorApproves)
    } else {
        Ok(())
    }
}

/// What the approver saw is what the batch still is.
pub fn unchanged(seen: (i64, Yen), found: (i64, Yen)) -> Result<(), Refusal> {
    if seen == found {
        Ok(())
    } else {
        Err(Refusal::BatchChanged {
            count: found.0,
            total: found.1,
        })
    }
}

/// The account into which a notice would be paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AccountOnFile {
    pub usable_from: Day,
    /// Another worker has given the same account.
    pub shared: bool,
}

/// Why a notice is not paid with the others (例外).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exception {
    /// 集計中: not yet sent to the worker.
    NotSent,
    /// 質問あり: to be answered first.
    Questioned,
    NoAccount,
    AccountWaits {
        until: Day,
    },
    AccountShared,
    /// Nothing is left to pay.
    Nothing,
}

/// Whether a notice can be paid on a day. A worker's silence never delays the money; an open question does, visibly.
pub fn payable(
    state: NoticeState,
    total: Yen,
    account: Option<AccountOnFile>,
    pay_on: Day,
) -> Result<(), Exception> {
    match state {
        NoticeState::Collecting => return Err(Exception::NotSent),
        NoticeState::Questioned => return Err(Exception::Questioned),
        NoticeState::Asking | NoticeState::Confirmed => {}
    }
    if total.is_zero() {
        return Err(Exception::Nothing);
    }
    let account = account.ok_or(Exception::NoAccount)?;
    if account.shared {
        return Err(Exception::AccountShared);
    }
    if pay_on < account.usable_from {
        Err(Exception::AccountWaits {
            until: account.usable_from,
        })
    } else {
        Ok(())
    }
}

/// A result is recorded only for a batch whose file went to the bank, and not before the day of payment.
pub fn may_record_result(
    batch: BatchState,
    pay_on: Day,
    on: Day,
    today: Day,
) -> Result<(), Refusal> {
    if batch != BatchState::Sent {
        return Err(Refusal::NotSentToBank);
    }
    if on < pay_on || today < on {
        Err(Refusal::ResultDay { pay_on, today })
    } else {
        Ok(())
    }
}

/// What may be done with a sent notice that turned out wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Correction {
    /// Nothing was paid: the whole notice is reversed and replaced.
    Replace,
    /// It was paid: a further notice over the difference.
    Supplement,
}

/// How a notice may be corrected, by the state of its transfer. Money on its way is left until the bank has answered.
pub fn correction(
    state: NoticeState,
    reversed: bool,
    transfer: Option<crate::stage::TransferState>,
) -> Result<Correction, Refusal> {
    use crate::stage::TransferState::*;
    if state == NoticeState::Collecting {
        return Err(Refusal::NotYetSent);
    }
    if reversed {
        return Err(Refusal::AlreadyReversed);
    }
    match transfer {
        None | Some(Failed | Recalled | Withdrawn) => Ok(Correction::Replace),
        Some(Settled) => Ok(Correction::Supplement),
        Some(Prepared | Approved) => Err(Refusal::OnItsWay),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stage::TransferState;

    const DIRECTOR: i64 = 1;
    const PREPARER: i64 = 2;
    const APPROVER: i64 = 3;
    const WORKER: i64 = 4;

    fn day(month: i8, day: i8) -> Day {
        Day::known(2027, month, day)
    }

    #[test]
    fn silence_confirms_only_where_the_framework_contract_says_so_and_after_its_period() {
        let asking = NoticeStage::Asking { since: day(2, 2) };
        let clause = Some(SilenceClause {
            agreed_on: day(1, 1),
            days: 7,
        });
        let later = Some(SilenceClause {
            agreed_on: day(2, 3),
            days: 7,
        });

        assert_eq!(
            may_deem(asking, None, day(3, 1)),
            Err(Refusal::NoSilenceClause)
        );
        assert_eq!(
            may_deem(asking, later, day(3, 1)),
            Err(Refusal::NoSilenceClause)
        );
        assert_eq!(
            may_deem(asking, clause, day(2, 9)),
            Err(Refusal::StillTime { until: day(2, 9) })
        );
        assert_eq!(may_deem(asking, clause, day(2, 10)), Ok(()));
        assert_eq!(
            may_deem(
                NoticeStage::Questioned { since: day(2, 2) },
                clause,
                day(3, 1)
            ),
            Err(Refusal::NotAsking)
        );
    }

    #[test]
    fn three_different_people_inspect_prepare_and_approve() {
        let hand = |account, related: &[i64]| Hand {
            account,
            related: related.iter().copied().collect(),
        };
        let prepares = |hand: &Hand| may_prepare(hand, &[DIRECTOR], &[WORKER]);
        let approves = |hand: &Hand| may_approve(hand, PREPARER, &[DIRECTOR], &[WORKER]);

        assert_eq!(prepares(&hand(PREPARER, &[DIRECTOR])), Ok(()));
        assert_eq!(
            prepares(&hand(DIRECTOR, &[])),
            Err(Refusal::InspectorPrepares)
        );
        assert_eq!(
            prepares(&hand(PREPARER, &[WORKER])),
            Err(Refusal::RelatedMoney)
        );
        assert_eq!(approves(&hand(APPROVER, &[])), Ok(()));
        assert_eq!(
            approves(&hand(PREPARER, &[])),
            Err(Refusal::PreparerApproves)
        );
        assert_eq!(
            approves(&hand(DIRECTOR, &[])),
            Err(Refusal::InspectorApproves)
        );
        assert_eq!(approves(&hand(WORKER, &[])), Err(Refusal::OwnMoney));
        assert_eq!(
            approves(&hand(APPROVER, &[WORKER])),
            Err(Refusal::RelatedMoney)
        );
    }

    #[test]
    fn a_notice_is_paid_unless_an_exception_says_why_not() {
        let account = Some(AccountOnFile {
            usable_from: day(2, 1),
            shared: false,
        });
        let late = Some(AccountOnFile {
            usable_from: day(2, 15),
            shared: false,
        });
        let shared = Some(AccountOnFile {
            usable_from: day(2, 1),
            shared: true,
        });
        let cases = [
            (NoticeState::Confirmed, 20_064, account, Ok(())),
            (NoticeState::Asking, 20_064, account, Ok(())),
            (
                NoticeState::Questioned,
                20_064,
                account,
                Err(Exception::Questioned),
            ),
            (
                NoticeState::Collecting,
                20_064,
                account,
                Err(Exception::NotSent),
            ),
            (NoticeState::Confirmed, 0, account, Err(Exception::Nothing)),
            (
                NoticeState::Confirmed,
                20_064,
                None,
                Err(Exception::NoAccount),
            ),
            (
                NoticeState::Confirmed,
                20_064,
                late,
                Err(Exception::AccountWaits { until: day(2, 15) }),
            ),
            (
                NoticeState::Confirmed,
                20_064,
                shared,
                Err(Exception::AccountShared),
            ),
        ];

        for (state, total, account, expected) in cases {
            assert_eq!(
                payable(state, Yen::new(total), account, day(2, 12)),
                expected,
                "{state:?} {account:?}"
            );
        }
    }

    #[test]
    fn the_bank_answers_only_about_a_file_it_has() {
        let record = |batch, on| may_record_result(batch, day(2, 12), on, day(2, 15));

        assert_eq!(record(BatchState::Sent, day(2, 12)), Ok(()));
        assert_eq!(
            record(BatchState::Approved, day(2, 12)),
            Err(Refusal::NotSentToBank)
        );
        assert!(record(BatchState::Sent, day(2, 11)).is_err());
        assert!(record(BatchState::Sent, day(2, 16)).is_err());
    }

    #[test]
    fn a_wrong_notice_is_replaced_before_payment_and_supplemented_after() {
        let sent = NoticeState::Confirmed;

        assert_eq!(correction(sent, false, None), Ok(Correction::Replace));
        assert_eq!(
            correction(sent, false, Some(TransferState::Failed)),
            Ok(Correction::Replace)
        );
        assert_eq!(
            correction(sent, false, Some(TransferState::Settled)),
            Ok(Correction::Supplement)
        );
        assert_eq!(
            correction(sent, false, Some(TransferState::Approved)),
            Err(Refusal::OnItsWay)
        );
        assert_eq!(correction(sent, true, None), Err(Refusal::AlreadyReversed));
        assert_eq!(
            correction(NoticeState::Collecting, false, None),
            Err(Refusal::NotYetSent)
        );
    }
}
