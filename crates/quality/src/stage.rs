//! Deciding: the life of a delivery to the client. What is not listed is refused.

use crate::rules::Refusal;
use serde::{Deserialize, Serialize};

/// 納品の段階: where one delivery of a lot stands with the client.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LotStage {
    /// 納品済: with the client, inspection runs.
    Delivered,
    /// 検収済
    Accepted,
    /// 一部検収: the rest came back, each with a reason.
    Partly,
    /// 差戻し
    Returned,
}

/// What the client says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LotStep {
    Accept,
    AcceptPartly,
    Return,
}

impl LotStage {
    /// Every stage.
    pub const ALL: [LotStage; 4] = [
        LotStage::Delivered,
        LotStage::Accepted,
        LotStage::Partly,
        LotStage::Returned,
    ];

    /// A client answers once; what came back is delivered anew.
    pub fn after(self, step: LotStep) -> Result<LotStage, Refusal> {
        match (self, step) {
            (LotStage::Delivered, LotStep::Accept) => Ok(LotStage::Accepted),
            (LotStage::Delivered, LotStep::AcceptPartly) => Ok(LotStage::Partly),
            (LotStage::Delivered, LotStep::Return) => Ok(LotStage::Returned),
            (stage, step) => Err(Refusal::Answered { stage, step }),
        }
    }

    /// The name as stored.
    pub fn text(self) -> &'static str {
        match self {
            LotStage::Delivered => "delivered",
            LotStage::Accepted => "accepted",
            LotStage::Partly => "partly",
            LotStage::Returned => "returned",
        }
    }

    /// Reads a stored name.
    pub fn named(text: &str) -> Option<LotStage> {
        LotStage::ALL.into_iter().find(|it| it.text() == text)
    }

    /// Its words.
    pub fn key(self) -> &'static str {
        match self {
            LotStage::Delivered => "quality-lot-delivered",
            LotStage::Accepted => "quality-lot-accepted",
            LotStage::Partly => "quality-lot-partly",
            LotStage::Returned => "quality-lot-returned",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_delivery_is_answered_once() {
        for step in [LotStep::Accept, LotStep::AcceptPartly, LotStep::Return] {
            let answered = LotStage::Delivered.after(step).unwrap();
            assert!(answered.after(LotStep::Accept).is_err(), "{answered:?}");
        }
    }

    #[test]
    fn every_stage_is_read_back_from_its_name() {
        for stage in LotStage::ALL {
            assert_eq!(LotStage::named(stage.text()), Some(stage));
        }
    }
}
