//! Deciding: every reason for which this capability says no.

use crate::stage::{BatchState, BatchStep, NoticeState, NoticeStep, TransferState, TransferStep};
use base::{Day, OutOfRange, Yen};

/// Why something about money was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// A sum left the range of the books.
    TooLarge,
    NoHolidaysFor {
        year: i16,
    },
    HolidayLine {
        line: usize,
    },
    NoRate {
        on: Day,
    },
    BelowZero {
        total: Yen,
    },
    Unbalanced {
        by: Yen,
    },
    NothingToInvoice,
    NothingToPay,
    PeriodNotOver {
        until: Day,
    },
    AlreadyClosed,
    NoticeOutOfTurn {
        stage: NoticeState,
        step: NoticeStep,
    },
    TransferOutOfTurn {
        state: TransferState,
        step: TransferStep,
    },
    BatchOutOfTurn {
        state: BatchState,
        step: BatchStep,
    },
    NotAsking,
    NoSilenceClause,
    StillTime {
        until: Day,
    },
    OwnMoney,
    /// The person shares a household or an address with somebody who is paid.
    RelatedMoney,
    InspectorPrepares,
    InspectorApproves,
    PreparerApproves,
    BatchChanged {
        count: i64,
        total: Yen,
    },
    /// The bytes are not those that were approved.
    FileChanged,
    /// An account was changed after the batch was prepared.
    AccountChanged {
        worker: String,
    },
    /// An account does not fit into the file.
    AccountUnfit {
        worker: String,
    },
    NotSentToBank,
    ResultDay {
        pay_on: Day,
        today: Day,
    },
    NotYetSent,
    AlreadyReversed,
    OnItsWay,
    NoSuchLine,
    NothingChanged,
    NoRemitter,
    InvoiceSettled,
    /// Books that do not hold stop all transfers until somebody has looked.
    BooksBroken {
        count: usize,
    },
    ClockBehind,
}

impl From<OutOfRange> for Refusal {
    fn from(_: OutOfRange) -> Refusal {
        Refusal::TooLarge
    }
}
