//! The sentence for each refusal.

use crate::rules::Refusal;
use access::Worded;
use webkit::{Words, words};

impl Worded for Refusal {
    fn words(&self) -> Words {
        match self {
            Refusal::OwnWork => words!("quality-refused-own-work"),
            Refusal::RelatedWork => words!("quality-refused-related-work"),
            Refusal::NotWaiting => words!("quality-refused-not-waiting"),
            Refusal::ChecksPending { items } => {
                words!("quality-refused-checks-pending", items = *items)
            }
            Refusal::ReturnsOpen { items } => {
                words!("quality-refused-returns-open", items = *items)
            }
            Refusal::MoreThanDelivered { delivered } => words!(
                "quality-refused-more-than-delivered",
                delivered = *delivered
            ),
            Refusal::NotDelivered => words!("quality-refused-not-delivered"),
            Refusal::ReturnOutOfRange { delivered } => {
                words!("quality-refused-return-range", delivered = *delivered)
            }
            Refusal::AcceptedAlready => words!("quality-refused-accepted-already"),
            Refusal::ObjectionTooLate { until } => {
                words!("quality-refused-objection-late", until = *until)
            }
            Refusal::ObjectedAlready => words!("quality-refused-objected-already"),
            Refusal::OwnFinding => words!("quality-refused-own-finding"),
            Refusal::NothingToDeliver => words!("quality-refused-nothing-to-deliver"),
            Refusal::Answered { stage, .. } => {
                words!("quality-refused-answered", stage = Words::new(stage.key()))
            }
            Refusal::TooManyReturned { units } => {
                words!("quality-refused-too-many-returned", units = *units)
            }
            Refusal::ReasonMissing => words!("quality-refused-reason-missing"),
        }
    }
}
