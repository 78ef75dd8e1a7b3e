//! How refusals and faults of this capability read, for the person they concern.

use crate::refusal::Refusal;
use crate::rules::Exception;
use crate::stage::{BatchState, NoticeState, TransferState};
use crate::zengin::AccountFault;
use access::Worded;
use base::Day;
use webkit::{Words, words};

/// 「2027年1月後半(16〜31日)」.
pub fn period_words(from: Day, to: Day) -> Words {
    let key = if from.day() == 1 {
        "payment-half-first"
    } else {
        "payment-half-second"
    };
    words!(
        key,
        year = from.year().to_string(),
        month = from.month(),
        last = to.day()
    )
}

impl Worded for Refusal {
    fn words(&self) -> Words {
        match self {
            Refusal::TooLarge => words!("payment-refused-too-large"),
            Refusal::NoHolidaysFor { year } => {
                words!("payment-refused-no-holidays", year = year.to_string())
            }
            Refusal::HolidayLine { line } => words!("payment-refused-holiday-line", line = *line),
            Refusal::NoRate { on } => words!("payment-refused-no-rate", on = *on),
            Refusal::BelowZero { total } => words!("payment-refused-below-zero", total = *total),
            Refusal::Unbalanced { by } => words!("payment-refused-unbalanced", by = *by),
            Refusal::NothingToInvoice => words!("payment-refused-nothing-to-invoice"),
            Refusal::NothingToPay => words!("payment-refused-nothing-to-pay"),
            Refusal::PeriodNotOver { until } => {
                words!("payment-refused-period-not-over", until = *until)
            }
            Refusal::AlreadyClosed => words!("payment-refused-already-closed"),
            Refusal::NoticeOutOfTurn { stage, .. } => {
                words!("payment-refused-notice-turn", state = stage.words())
            }
            Refusal::TransferOutOfTurn { state, .. } => {
                words!("payment-refused-transfer-turn", state = state.words())
            }
            Refusal::BatchOutOfTurn { state, .. } => {
                words!("payment-refused-batch-turn", state = state.words())
            }
            Refusal::NotAsking => words!("payment-refused-not-asking"),
            Refusal::NoSilenceClause => words!("payment-refused-no-silence-clause"),
            Refusal::StillTime { until } => words!("payment-refused-still-time", until = *until),
            Refusal::OwnMoney => words!("payment-refused-own-money"),
            Refusal::RelatedMoney => words!("payment-refused-related-money"),
            Refusal::InspectorPrepares => words!("payment-refused-inspector-prepares"),
            Refusal::InspectorApproves => words!("payment-refused-inspector-approves"),
            Refusal::PreparerApproves => words!("payment-refused-preparer-approves"),
            Refusal::BatchChanged { count, total } => words!(
                "payment-refused-batch-changed",
                count = *count,
                total = *total
            ),
            Refusal::FileChanged => words!("payment-refused-file-changed"),
            Refusal::AccountChanged { worker } => {
                words!("payment-refused-account-changed", worker = worker)
            }
            Refusal::AccountUnfit { worker } => {
                words!("payment-refused-account-unfit", worker = worker)
            }
            Refusal::NotSentToBank => words!("payment-refused-not-sent-to-bank"),
            Refusal::ResultDay { pay_on, today } => {
                words!("payment-refused-result-day", from = *pay_on, to = *today)
            }
            Refusal::NotYetSent => words!("payment-refused-not-yet-sent"),
            Refusal::AlreadyReversed => words!("payment-refused-already-reversed"),
            Refusal::OnItsWay => words!("payment-refused-on-its-way"),
            Refusal::NoSuchLine => words!("payment-refused-no-such-line"),
            Refusal::NothingChanged => words!("payment-refused-nothing-changed"),
            Refusal::NoRemitter => words!("payment-refused-no-remitter"),
            Refusal::InvoiceSettled => words!("payment-refused-invoice-settled"),
            Refusal::BooksBroken { count } => {
                words!("payment-refused-books-broken", count = *count)
            }
            Refusal::ClockBehind => words!("payment-refused-clock-behind"),
        }
    }
}

impl Exception {
    /// Why a notice is not paid with the others, and what would change it.
    pub fn words(self) -> Words {
        match self {
            Exception::NotSent => words!("payment-exception-not-sent"),
            Exception::Questioned => words!("payment-exception-questioned"),
            Exception::NoAccount => words!("payment-exception-no-account"),
            Exception::AccountWaits { until } => {
                words!("payment-exception-account-waits", until = until)
            }
            Exception::AccountShared => words!("payment-exception-account-shared"),
            Exception::Nothing => words!("payment-exception-nothing"),
        }
    }
}

impl NoticeState {
    /// 集計中, 確認依頼中, 質問あり, 確定.
    pub fn words(self) -> Words {
        Words::new(match self {
            NoticeState::Collecting => "payment-notice-collecting",
            NoticeState::Asking => "payment-notice-asking",
            NoticeState::Questioned => "payment-notice-questioned",
            NoticeState::Confirmed => "payment-notice-confirmed",
        })
    }
}

impl TransferState {
    /// 承認済, 振込済, 振込不能, 組戻し.
    pub fn words(self) -> Words {
        Words::new(match self {
            TransferState::Prepared => "payment-transfer-prepared",
            TransferState::Approved => "payment-transfer-approved",
            TransferState::Settled => "payment-transfer-settled",
            TransferState::Failed => "payment-transfer-failed",
            TransferState::Recalled => "payment-transfer-recalled",
            TransferState::Withdrawn => "payment-transfer-withdrawn",
        })
    }
}

impl BatchState {
    pub fn words(self) -> Words {
        Words::new(match self {
            BatchState::Prepared => "payment-batch-prepared",
            BatchState::Approved => "payment-batch-approved",
            BatchState::Sent => "payment-batch-sent",
            BatchState::Withdrawn => "payment-batch-withdrawn",
        })
    }
}

impl AccountFault {
    /// The field of the form in which it is repaired.
    pub fn field(self) -> &'static str {
        match self {
            AccountFault::BankCode => "bank",
            AccountFault::BranchCode => "branch",
            AccountFault::Number => "number",
            AccountFault::Holder
            | AccountFault::HolderTooLong { .. }
            | AccountFault::HolderSign(_) => "holder",
            AccountFault::BankName => "bank_name",
        }
    }

    pub fn words(self) -> Words {
        match self {
            AccountFault::BankCode => words!("payment-fault-bank"),
            AccountFault::BranchCode => words!("payment-fault-branch"),
            AccountFault::Number => words!("payment-fault-number"),
            AccountFault::Holder => words!("payment-fault-holder"),
            AccountFault::HolderTooLong { bytes } => {
                words!("payment-fault-holder-long", bytes = bytes)
            }
            AccountFault::HolderSign(sign) => words!("payment-fault-holder-sign", sign = sign),
            AccountFault::BankName => words!("payment-fault-bank-name"),
        }
    }
}
