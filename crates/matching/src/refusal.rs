//! What the rules of this crate refuse.

use crate::sentences;
use crate::why::Why;
use access::Worded;
use serde::{Deserialize, Serialize};
use webkit::{Words, words};

/// Why an act on a plan is refused.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Refusal {
    /// No portions yet, none with units left, or none within the window.
    NothingToPlan,
    /// An order without a director has nobody to guide its people.
    NoDirector,
    /// The plan was sent or replaced in the meantime.
    Replaced,
    /// What the director wants fixed meets a limit.
    CannotFix { why: Why },
    /// Everybody in the plan was left out; there is no one to ask.
    NobodyToAsk,
    /// A run about the same matter is under way.
    UnderWay,
    /// The person at rest goes on with the work.
    GoesOn,
    /// What somebody chose has been settled otherwise in the meantime.
    Settled,
    /// The plan did not pass its own check and was not kept.
    Unsound { detail: String },
}

impl Worded for Refusal {
    fn words(&self) -> Words {
        match self {
            Refusal::NothingToPlan => words!("matching-refused-nothing"),
            Refusal::NoDirector => words!("matching-refused-no-director"),
            Refusal::Replaced => words!("matching-refused-replaced"),
            Refusal::CannotFix { why } => {
                words!("matching-refused-fix", why = sentences::why(why, &[]))
            }
            Refusal::NobodyToAsk => words!("matching-refused-nobody"),
            Refusal::UnderWay => words!("matching-refused-under-way"),
            Refusal::GoesOn => words!("matching-refused-goes-on"),
            Refusal::Settled => words!("matching-refused-settled"),
            Refusal::Unsound { .. } => words!("matching-refused-unsound"),
        }
    }
}
