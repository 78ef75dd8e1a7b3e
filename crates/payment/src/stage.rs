//! Deciding: the lives of a 支払通知, a 振込 and its batch. What is not listed is refused.

use crate::refusal::Refusal;
use base::Day;

/// 支払通知: 集計中 → 確認依頼中 ⇄ 質問あり → 確定.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoticeStage {
    /// 集計中: computed anew whenever somebody looks, not yet shown to its worker.
    Collecting,
    /// 確認依頼中: frozen and sent; the worker has the word.
    Asking { since: Day },
    /// 質問あり: a line is in question; staff have the word.
    Questioned { since: Day },
    /// 確定
    Confirmed { on: Day, how: Confirmation },
}

/// How a notice came to be confirmed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Confirmation {
    /// The worker said so.
    ByWorker,
    /// みなし確認: silence after the period of the framework contract.
    Deemed,
}

/// What may happen to a notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoticeStep {
    Ask,
    Question,
    Answer,
    Confirm,
    Deem,
}

impl NoticeStage {
    /// The stage after a step on a day.
    pub fn after(self, step: NoticeStep, on: Day) -> Result<NoticeStage, Refusal> {
        use NoticeStage::*;
        match (self, step) {
            (Collecting, NoticeStep::Ask) => Ok(Asking { since: on }),
            (Asking { .. }, NoticeStep::Question) => Ok(Questioned { since: on }),
            // The period for objections begins again with the answer.
            (Questioned { .. }, NoticeStep::Answer) => Ok(Asking { since: on }),
            (Asking { .. }, NoticeStep::Confirm) => Ok(Confirmed {
                on,
                how: Confirmation::ByWorker,
            }),
            (Asking { .. }, NoticeStep::Deem) => Ok(Confirmed {
                on,
                how: Confirmation::Deemed,
            }),
            (stage, step) => Err(Refusal::NoticeOutOfTurn {
                stage: stage.name(),
                step,
            }),
        }
    }

    /// The stored name.
    pub const fn name(self) -> NoticeState {
        match self {
            NoticeStage::Collecting => NoticeState::Collecting,
            NoticeStage::Asking { .. } => NoticeState::Asking,
            NoticeStage::Questioned { .. } => NoticeState::Questioned,
            NoticeStage::Confirmed { .. } => NoticeState::Confirmed,
        }
    }
}

/// The stage of a notice without its dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoticeState {
    Collecting,
    Asking,
    Questioned,
    Confirmed,
}

impl NoticeState {
    pub const ALL: [NoticeState; 4] = [
        NoticeState::Collecting,
        NoticeState::Asking,
        NoticeState::Questioned,
        NoticeState::Confirmed,
    ];

    pub const fn as_str(self) -> &'static str {
        match self {
            NoticeState::Collecting => "collecting",
            NoticeState::Asking => "asking",
            NoticeState::Questioned => "questioned",
            NoticeState::Confirmed => "confirmed",
        }
    }

    pub fn parse(name: &str) -> Option<NoticeState> {
        NoticeState::ALL.into_iter().find(|it| it.as_str() == name)
    }
}

/// 振込: 承認済 → 振込済 | 振込不能; 組戻し is the sender's recall. The last two reopen the debt once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TransferState {
    /// A line of a batch that waits for its approval.
    Prepared,
    /// 承認済
    Approved,
    /// 振込済
    Settled,
    /// 振込不能: the bank could not pay.
    Failed,
    /// 組戻し: recalled by the sender.
    Recalled,
    /// Taken back with its batch before anybody approved it.
    Withdrawn,
}

/// What may happen to a transfer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TransferStep {
    Approve,
    Withdraw,
    Settle,
    Fail,
    Recall,
}

impl TransferState {
    pub const ALL: [TransferState; 6] = [
        TransferState::Prepared,
        TransferState::Approved,
        TransferState::Settled,
        TransferState::Failed,
        TransferState::Recalled,
        TransferState::Withdrawn,
    ];

    pub fn after(self, step: TransferStep) -> Result<TransferState, Refusal> {
        use TransferState::*;
        match (self, step) {
            (Prepared, TransferStep::Approve) => Ok(Approved),
            (Prepared, TransferStep::Withdraw) => Ok(Withdrawn),
            (Approved, TransferStep::Settle) => Ok(Settled),
            (Approved, TransferStep::Fail) => Ok(Failed),
            // Banks give money back before and after it reached the account.
            (Approved | Settled, TransferStep::Recall) => Ok(Recalled),
            (state, step) => Err(Refusal::TransferOutOfTurn { state, step }),
        }
    }

    /// While it lives, the same notice stands in no other transfer.
    pub const fn is_live(self) -> bool {
        matches!(
            self,
            TransferState::Prepared | TransferState::Approved | TransferState::Settled
        )
    }

    pub const fn as_str(self) -> &'static str {
        match self {
            TransferState::Prepared => "prepared",
            TransferState::Approved => "approved",
            TransferState::Settled => "settled",
            TransferState::Failed => "failed",
            TransferState::Recalled => "recalled",
            TransferState::Withdrawn => "withdrawn",
        }
    }

    pub fn parse(name: &str) -> Option<TransferState> {
        TransferState::ALL
            .into_iter()
            .find(|it| it.as_str() == name)
    }
}

/// 振込依頼: prepared by one person, approved by another, sent to the bank.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BatchState {
    Prepared,
    Approved,
    /// The file has been handed out for the bank.
    Sent,
    /// Given back to its preparer; nothing was paid.
    Withdrawn,
}

/// What may happen to a batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BatchStep {
    Approve,
    Withdraw,
    Download,
}

impl BatchState {
    pub const ALL: [BatchState; 4] = [
        BatchState::Prepared,
        BatchState::Approved,
        BatchState::Sent,
        BatchState::Withdrawn,
    ];

    pub fn after(self, step: BatchStep) -> Result<BatchState, Refusal> {
        use BatchState::*;
        match (self, step) {
            (Prepared, BatchStep::Approve) => Ok(Approved),
            (Prepared, BatchStep::Withdraw) => Ok(Withdrawn),
            // The same bytes may be fetched again when a carrier lost them.
            (Approved | Sent, BatchStep::Download) => Ok(Sent),
            (state, step) => Err(Refusal::BatchOutOfTurn { state, step }),
        }
    }

    pub const fn as_str(self) -> &'static str {
        match self {
            BatchState::Prepared => "prepared",
            BatchState::Approved => "approved",
            BatchState::Sent => "sent",
            BatchState::Withdrawn => "withdrawn",
        }
    }

    pub fn parse(name: &str) -> Option<BatchState> {
        BatchState::ALL.into_iter().find(|it| it.as_str() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on() -> Day {
        Day::known(2027, 2, 2)
    }

    #[test]
    fn a_notice_goes_back_and_forth_over_a_question_until_its_worker_confirms() {
        let steps = [
            NoticeStep::Ask,
            NoticeStep::Question,
            NoticeStep::Answer,
            NoticeStep::Confirm,
        ];

        let end = steps
            .into_iter()
            .try_fold(NoticeStage::Collecting, |stage, step| {
                stage.after(step, on())
            });

        assert_eq!(
            end,
            Ok(NoticeStage::Confirmed {
                on: on(),
                how: Confirmation::ByWorker
            })
        );
    }

    #[test]
    fn silence_never_confirms_a_notice_that_is_in_question() {
        let questioned = NoticeStage::Questioned { since: on() };

        assert!(questioned.after(NoticeStep::Deem, on()).is_err());
        assert!(questioned.after(NoticeStep::Confirm, on()).is_err());
    }

    #[test]
    fn nothing_follows_a_confirmed_notice() {
        let confirmed = NoticeStage::Confirmed {
            on: on(),
            how: Confirmation::Deemed,
        };

        for step in [
            NoticeStep::Ask,
            NoticeStep::Question,
            NoticeStep::Answer,
            NoticeStep::Confirm,
            NoticeStep::Deem,
        ] {
            assert!(confirmed.after(step, on()).is_err(), "{step:?}");
        }
    }

    #[test]
    fn a_transfer_moves_only_forward_and_fails_or_returns_once() {
        use TransferState::*;
        use TransferStep as Step;
        let allowed = [
            (Prepared, Step::Approve, Approved),
            (Prepared, Step::Withdraw, Withdrawn),
            (Approved, Step::Settle, Settled),
            (Approved, Step::Fail, Failed),
            (Approved, Step::Recall, Recalled),
            (Settled, Step::Recall, Recalled),
        ];

        for state in TransferState::ALL {
            for step in [
                Step::Approve,
                Step::Withdraw,
                Step::Settle,
                Step::Fail,
                Step::Recall,
            ] {
                let expected = allowed
                    .iter()
                    .find(|it| it.0 == state && it.1 == step)
                    .map(|it| it.2);
                assert_eq!(state.after(step).ok(), expected, "{state:?} {step:?}");
            }
        }
    }

    #[test]
    fn a_file_is_handed_out_only_after_approval() {
        assert!(BatchState::Prepared.after(BatchStep::Download).is_err());
        assert!(BatchState::Withdrawn.after(BatchStep::Approve).is_err());
        assert_eq!(
            BatchState::Approved.after(BatchStep::Download),
            Ok(BatchState::Sent)
        );
        assert_eq!(
            BatchState::Sent.after(BatchStep::Download),
            Ok(BatchState::Sent)
        );
    }

    #[test]
    fn every_stored_name_reads_back() {
        assert!(
            NoticeState::ALL
                .into_iter()
                .all(|it| NoticeState::parse(it.as_str()) == Some(it))
        );
        assert!(
            TransferState::ALL
                .into_iter()
                .all(|it| TransferState::parse(it.as_str()) == Some(it))
        );
        assert!(
            BatchState::ALL
                .into_iter()
                .all(|it| BatchState::parse(it.as_str()) == Some(it))
        );
    }
}
