//! Deciding: every way in which this crate says no, worded for the person reading it.

use crate::Stage;
use access::Worded;
use serde::{Deserialize, Serialize};
use webkit::{Words, words};

/// Why a registration or a change is refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Refusal {
    NameMissing,
    KanaMissing,
    /// The reading of a name holds other signs than kana.
    KanaOnly,
    EmailShape,
    PhoneShape,
    /// Registered on a day that has not come.
    RegisteredLater,
    /// More hours than anyone is asked for; `most` hours a week are.
    TooManyHours {
        most: i64,
    },
    BlockUnclear,
    RestUnclear,
    /// No "T" with 13 digits.
    RegNoShape,
    /// A step that does not follow from this stage.
    OutOfTurn {
        from: Stage,
        to: Stage,
    },
    LevelUnknown,
    ReasonMissing,
    /// A move back in time would rewrite what a fiscal year counted.
    MovedBefore,
    /// No member municipality has this name.
    TownUnknown {
        name: String,
    },
    DayUnclear,
    HoursUnclear,
    /// Someone with this name and mail address or telephone number is registered.
    Registered {
        number: String,
    },
    /// The same person stands in an earlier row of the file.
    TwiceInFile {
        row: usize,
    },
    /// A cell holds a formula instead of a value.
    FormulaInRow,
    /// The file lacks this column.
    ColumnMissing {
        label: String,
    },
    BatchTaken,
    BatchNotTaken,
    BatchEmpty,
    /// So many of the batch have gone on since.
    BatchMovedOn {
        count: i64,
    },
}

impl Worded for Refusal {
    fn words(&self) -> Words {
        match self {
            Refusal::NameMissing => words!("people-no-name"),
            Refusal::KanaMissing => words!("people-no-kana"),
            Refusal::KanaOnly => words!("people-kana-only"),
            Refusal::EmailShape => words!("people-email-shape"),
            Refusal::PhoneShape => words!("people-phone-shape"),
            Refusal::RegisteredLater => words!("people-registered-later"),
            Refusal::TooManyHours { most } => words!("people-too-many-hours", most = *most),
            Refusal::BlockUnclear => words!("people-block-unclear"),
            Refusal::RestUnclear => words!("people-rest-unclear"),
            Refusal::RegNoShape => words!("people-reg-no-shape"),
            Refusal::OutOfTurn { from, to } => {
                words!("people-out-of-turn", from = from.words(), to = to.words())
            }
            Refusal::LevelUnknown => words!("people-level-unknown"),
            Refusal::ReasonMissing => words!("people-reason-missing"),
            Refusal::MovedBefore => words!("people-moved-before"),
            Refusal::TownUnknown { name } => words!("people-town-unknown", name = name),
            Refusal::DayUnclear => words!("people-day-unclear"),
            Refusal::HoursUnclear => words!("people-hours-unclear"),
            Refusal::Registered { number } => words!("people-registered-as", number = number),
            Refusal::TwiceInFile { row } => words!("people-twice-in-file", row = *row),
            Refusal::FormulaInRow => words!("people-formula-in-row"),
            Refusal::ColumnMissing { label } => words!("people-column-missing", label = label),
            Refusal::BatchTaken => words!("people-batch-taken"),
            Refusal::BatchNotTaken => words!("people-batch-not-taken"),
            Refusal::BatchEmpty => words!("people-batch-empty"),
            Refusal::BatchMovedOn { count } => words!("people-batch-moved-on", count = *count),
        }
    }
}
