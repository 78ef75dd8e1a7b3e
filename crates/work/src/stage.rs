//! Deciding: the life of a 発注, and of one item in it. What is not listed is refused.

use base::Day;
use serde::{Deserialize, Serialize};

/// 発注の段階: where one work order stands, with the day on which it came there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stage {
    /// 下書き: only the director sees it.
    Draft,
    /// 打診中: the worker has been asked.
    Offered { on: Day },
    /// 作業中: both sides have agreed.
    Underway { since: Day },
    /// 納品済: the worker has handed the work over; the days until payment count from here.
    Delivered { on: Day },
    /// 検収済: the director has accepted it.
    Accepted { on: Day },
    /// 差戻し: something must be put right.
    Returned { on: Day, why: String },
    /// 見送り: the worker passed this time; nothing else follows from it.
    Declined { on: Day },
    /// 期限切れ: nobody answered in time.
    Expired { on: Day },
    /// 取下げ: the director withdrew before an answer.
    Withdrawn { on: Day },
    /// 中途解除: an agreed order ended early.
    Terminated { on: Day, why: String },
}

/// What can happen to a work order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    Offer,
    Agree,
    Decline,
    Expire,
    Withdraw,
    Deliver,
    Accept,
    Return { why: String },
    Terminate { why: String },
}

/// A step that this stage does not know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutOfTurn {
    pub stage: StageName,
    pub step: Step,
}

impl Stage {
    /// The whole life of a 発注, on one screen. What is not listed is refused.
    pub fn after(self, step: Step, on: Day) -> Result<Stage, OutOfTurn> {
        use Stage::*;
        match (self, step) {
            (Draft, Step::Offer) => Ok(Offered { on }),
            (Draft | Offered { .. }, Step::Withdraw) => Ok(Withdrawn { on }),
            (Offered { .. }, Step::Agree) => Ok(Underway { since: on }),
            (Offered { .. }, Step::Decline) => Ok(Declined { on }),
            (Offered { .. }, Step::Expire) => Ok(Expired { on }),
            (Underway { .. } | Returned { .. }, Step::Deliver) => Ok(Delivered { on }),
            (Delivered { .. }, Step::Accept) => Ok(Accepted { on }),
            (Delivered { .. }, Step::Return { why }) => Ok(Returned { on, why }),
            // Once agreed, only 中途解除 ends work early.
            (Underway { .. } | Returned { .. }, Step::Terminate { why }) => {
                Ok(Terminated { on, why })
            }
            (stage, step) => Err(OutOfTurn {
                stage: stage.name(),
                step,
            }),
        }
    }

    /// The name under which the stage is stored.
    pub fn name(&self) -> StageName {
        match self {
            Stage::Draft => StageName::Draft,
            Stage::Offered { .. } => StageName::Offered,
            Stage::Underway { .. } => StageName::Underway,
            Stage::Delivered { .. } => StageName::Delivered,
            Stage::Accepted { .. } => StageName::Accepted,
            Stage::Returned { .. } => StageName::Returned,
            Stage::Declined { .. } => StageName::Declined,
            Stage::Expired { .. } => StageName::Expired,
            Stage::Withdrawn { .. } => StageName::Withdrawn,
            Stage::Terminated { .. } => StageName::Terminated,
        }
    }

    /// The stage from its stored name, day and reason.
    pub fn from_row(name: StageName, on: Day, why: &str) -> Stage {
        let why = why.to_owned();
        match name {
            StageName::Draft => Stage::Draft,
            StageName::Offered => Stage::Offered { on },
            StageName::Underway => Stage::Underway { since: on },
            StageName::Delivered => Stage::Delivered { on },
            StageName::Accepted => Stage::Accepted { on },
            StageName::Returned => Stage::Returned { on, why },
            StageName::Declined => Stage::Declined { on },
            StageName::Expired => Stage::Expired { on },
            StageName::Withdrawn => Stage::Withdrawn { on },
            StageName::Terminated => Stage::Terminated { on, why },
        }
    }

    /// Why the work came back or ended early; empty for every other stage.
    pub fn why(&self) -> &str {
        match self {
            Stage::Returned { why, .. } | Stage::Terminated { why, .. } => why,
            _ => "",
        }
    }
}

/// 発注の段階の名: the column `stage`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StageName {
    Draft,
    Offered,
    Underway,
    Delivered,
    Accepted,
    Returned,
    Declined,
    Expired,
    Withdrawn,
    Terminated,
}

impl StageName {
    /// Every stage, in the order of a life.
    pub const ALL: [StageName; 10] = [
        StageName::Draft,
        StageName::Offered,
        StageName::Underway,
        StageName::Delivered,
        StageName::Accepted,
        StageName::Returned,
        StageName::Declined,
        StageName::Expired,
        StageName::Withdrawn,
        StageName::Terminated,
    ];

    /// The name as stored and as written in an address.
    pub fn text(self) -> &'static str {
        match self {
            StageName::Draft => "draft",
            StageName::Offered => "offered",
            StageName::Underway => "underway",
            StageName::Delivered => "delivered",
            StageName::Accepted => "accepted",
            StageName::Returned => "returned",
            StageName::Declined => "declined",
            StageName::Expired => "expired",
            StageName::Withdrawn => "withdrawn",
            StageName::Terminated => "terminated",
        }
    }

    /// Reads a stored name.
    pub fn named(text: &str) -> Option<StageName> {
        StageName::ALL.into_iter().find(|it| it.text() == text)
    }
}

/// 作業単位の状態: where one item stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ItemState {
    /// 未着手
    Open,
    /// 作業中
    InProgress,
    /// 提出済
    Submitted,
    /// 確認中
    Checking,
    /// 差戻し
    Returned,
    /// 完了
    Done,
    /// 対象外
    Excluded,
}

impl ItemState {
    /// Every state, in the order of a life.
    pub const ALL: [ItemState; 7] = [
        ItemState::Open,
        ItemState::InProgress,
        ItemState::Submitted,
        ItemState::Checking,
        ItemState::Returned,
        ItemState::Done,
        ItemState::Excluded,
    ];

    /// The states in which the worker has something to do.
    pub const WITH_WORKER: [ItemState; 3] =
        [ItemState::Open, ItemState::InProgress, ItemState::Returned];

    /// The name as stored.
    pub fn text(self) -> &'static str {
        match self {
            ItemState::Open => "open",
            ItemState::InProgress => "in_progress",
            ItemState::Submitted => "submitted",
            ItemState::Checking => "checking",
            ItemState::Returned => "returned",
            ItemState::Done => "done",
            ItemState::Excluded => "excluded",
        }
    }

    /// Reads a stored name.
    pub fn named(text: &str) -> Option<ItemState> {
        ItemState::ALL.into_iter().find(|it| it.text() == text)
    }

    /// True while the worker has something to do with it.
    pub fn is_with_worker(self) -> bool {
        ItemState::WITH_WORKER.contains(&self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(day: i8) -> Day {
        Day::known(2027, 1, day)
    }

    #[test]
    fn an_order_goes_from_the_offer_to_acceptance() {
        let steps = [
            Step::Offer,
            Step::Agree,
            Step::Deliver,
            Step::Return { why: "3.2".into() },
            Step::Deliver,
            Step::Accept,
        ];

        let end = steps
            .into_iter()
            .zip(1..)
            .try_fold(Stage::Draft, |stage, (step, on)| stage.after(step, day(on)));

        assert_eq!(end, Ok(Stage::Accepted { on: day(6) }));
    }

    #[test]
    fn after_agreement_work_is_neither_withdrawn_nor_declined() {
        let underway = Stage::Underway { since: day(4) };

        assert!(underway.clone().after(Step::Withdraw, day(5)).is_err());
        assert!(underway.clone().after(Step::Decline, day(5)).is_err());
        assert!(
            underway
                .after(Step::Terminate { why: "x".into() }, day(5))
                .is_ok()
        );
    }

    #[test]
    fn what_has_ended_stays_ended() {
        let ends = [
            Stage::Accepted { on: day(1) },
            Stage::Declined { on: day(1) },
            Stage::Expired { on: day(1) },
            Stage::Withdrawn { on: day(1) },
            Stage::Terminated {
                on: day(1),
                why: String::new(),
            },
        ];
        let steps = [
            Step::Offer,
            Step::Agree,
            Step::Decline,
            Step::Expire,
            Step::Withdraw,
            Step::Deliver,
            Step::Accept,
        ];

        for end in ends {
            for step in &steps {
                assert!(
                    end.clone().after(step.clone(), day(2)).is_err(),
                    "{end:?} {step:?}"
                );
            }
        }
    }

    #[test]
    fn every_stage_and_state_is_read_back_from_its_name() {
        for name in StageName::ALL {
            assert_eq!(StageName::named(name.text()), Some(name));
            assert_eq!(Stage::from_row(name, day(9), "why").name(), name);
        }
        for state in ItemState::ALL {
            assert_eq!(ItemState::named(state.text()), Some(state));
        }
    }
}
