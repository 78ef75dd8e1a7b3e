//! Deciding: why something about a client order cannot be done now.

use crate::stage::{Move, Stage};
use access::Worded;
use base::Day;
use webkit::{Words, words};

/// Refusals of this capability, each worded for the person reading it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    OutOfTurn {
        stage: Stage,
        step: Move,
    },
    /// The figures leave the range in which money is kept.
    TooLarge,
    DueBeforeOrder,
    /// The client's answer to the quote is not there yet.
    QuoteNotAccepted,
    /// An order was already opened from this quote.
    QuoteUsed,
    NotADirector,
    /// The order is past the point where its breakdown may change.
    Closed,
    /// The lots do not add up to the order (総数チェック).
    LotsDiffer {
        ordered: i64,
        lots: i64,
    },
    LotDueAfterOrder {
        no: i64,
        due_on: Day,
    },
    NoLots,
    NoWorkStep,
    NoCheckBeforeWork,
    /// Portions that were made would go, and nobody has said that they may.
    PortionsWouldGo {
        count: i64,
    },
    /// Items that were taken in are fewer or more than ordered.
    ItemsDiffer {
        ordered: i64,
        items: i64,
    },
    /// More items than ordered would lie in the order.
    TooManyItems {
        ordered: i64,
        items: i64,
    },
    /// The file name a lot that the order does not have.
    UnknownLot {
        no: i64,
    },
    /// Items wished for a lot are more than it holds.
    LotOverfull {
        no: i64,
        quantity: i64,
        wanted: i64,
    },
    /// Confidential units are more than the units of their lot.
    TooManyConfidential {
        quantity: i64,
        confidential: i64,
    },
    /// A class is more open than the client permits.
    ClassTooOpen,
    /// Confidential units outside a secure room.
    ConfidentialOutside,
    /// Work on this has begun, so it stays.
    Begun,
    /// Rows are faulty and the whole file was asked for.
    FaultyRows {
        count: i64,
    },
    NothingToTake,
    AlreadyUndone,
    /// The same file was taken in before.
    SameFile {
        on: Day,
    },
    NoManualLines,
    NothingChanged,
    NoReason,
}

impl Worded for Refusal {
    fn words(&self) -> Words {
        match self {
            Refusal::OutOfTurn { stage, step } => words!(
                "orders-refusal-out-of-turn",
                stage = stage_words(*stage),
                step = move_words(*step)
            ),
            Refusal::TooLarge => words!("orders-refusal-too-large"),
            Refusal::DueBeforeOrder => words!("orders-refusal-due-before-order"),
            Refusal::QuoteNotAccepted => words!("orders-refusal-quote-not-accepted"),
            Refusal::QuoteUsed => words!("orders-refusal-quote-used"),
            Refusal::NotADirector => words!("orders-refusal-not-a-director"),
            Refusal::Closed => words!("orders-refusal-closed"),
            Refusal::LotsDiffer { ordered, lots } => words!(
                "orders-refusal-lots-differ",
                ordered = *ordered,
                lots = *lots
            ),
            Refusal::LotDueAfterOrder { no, due_on } => {
                words!("orders-refusal-lot-late", no = *no, due = *due_on)
            }
            Refusal::NoLots => words!("orders-refusal-no-lots"),
            Refusal::NoWorkStep => words!("orders-refusal-no-work-step"),
            Refusal::NoCheckBeforeWork => words!("orders-refusal-check-first"),
            Refusal::PortionsWouldGo { count } => {
                words!("orders-refusal-portions", count = *count)
            }
            Refusal::ItemsDiffer { ordered, items } => {
                words!(
                    "orders-refusal-items-differ",
                    ordered = *ordered,
                    items = *items
                )
            }
            Refusal::TooManyItems { ordered, items } => {
                words!(
                    "orders-refusal-too-many-items",
                    ordered = *ordered,
                    items = *items
                )
            }
            Refusal::UnknownLot { no } => words!("orders-refusal-unknown-lot", no = *no),
            Refusal::LotOverfull {
                no,
                quantity,
                wanted,
            } => {
                words!(
                    "orders-refusal-lot-overfull",
                    no = *no,
                    quantity = *quantity,
                    wanted = *wanted
                )
            }
            Refusal::TooManyConfidential {
                quantity,
                confidential,
            } => {
                words!(
                    "orders-refusal-too-confidential",
                    quantity = *quantity,
                    confidential = *confidential
                )
            }
            Refusal::ClassTooOpen => words!("orders-refusal-class-too-open"),
            Refusal::ConfidentialOutside => words!("orders-refusal-confidential-outside"),
            Refusal::Begun => words!("orders-refusal-begun"),
            Refusal::FaultyRows { count } => words!("orders-refusal-faulty-rows", count = *count),
            Refusal::NothingToTake => words!("orders-refusal-nothing-to-take"),
            Refusal::AlreadyUndone => words!("orders-refusal-already-undone"),
            Refusal::SameFile { on } => words!("orders-refusal-same-file", on = *on),
            Refusal::NoManualLines => words!("orders-refusal-no-manual-lines"),
            Refusal::NothingChanged => words!("orders-refusal-nothing-changed"),
            Refusal::NoReason => words!("orders-refusal-no-reason"),
        }
    }
}

/// 「準備中」 and the other states, as product names them.
pub fn stage_words(stage: Stage) -> Words {
    Words::new(format!("orders-stage-{}", stage.name()))
}

fn move_words(step: Move) -> Words {
    match step {
        Move::Prepare => words!("orders-move-prepare"),
        Move::Begin => words!("orders-move-begin"),
        Move::Deliver => words!("orders-move-deliver"),
        Move::Inspect => words!("orders-move-inspect"),
        Move::Return => words!("orders-move-return"),
        Move::Accept => words!("orders-move-accept"),
        Move::Invoice => words!("orders-move-invoice"),
        Move::Receive => words!("orders-move-receive"),
        Move::Cancel => words!("orders-move-cancel"),
    }
}
