//! Deciding: the lives of an enquiry (引合い) and of a quote (見積). What is not listed is refused.

use crate::rules::Refusal;
use serde::{Deserialize, Serialize};

/// Where an enquiry stands (引合いの状態).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EnquiryState {
    /// 引合い: arrived, nobody has begun a quote.
    Received,
    /// 見積中.
    Quoting,
    /// 見積提出済.
    Quoted,
    /// 見送り: we cannot do it, with a reason.
    Declined,
}

/// What happens to an enquiry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EnquiryStep {
    Quote,
    SendQuote,
    Decline,
}

/// Where a quote stands (見積の状態).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QuoteState {
    /// 見積中.
    Draft,
    /// 見積提出済.
    Sent,
    /// 受注.
    Accepted,
    /// 失注, with a reason.
    Lost,
}

/// What happens to a quote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuoteStep {
    Revise,
    Send,
    Accept,
    Lose,
}

impl EnquiryState {
    pub const ALL: [EnquiryState; 4] = [
        EnquiryState::Received,
        EnquiryState::Quoting,
        EnquiryState::Quoted,
        EnquiryState::Declined,
    ];

    /// The name under which it is stored.
    pub fn name(self) -> &'static str {
        match self {
            EnquiryState::Received => "received",
            EnquiryState::Quoting => "quoting",
            EnquiryState::Quoted => "quoted",
            EnquiryState::Declined => "declined",
        }
    }

    /// Reads a stored name.
    pub fn named(name: &str) -> Option<EnquiryState> {
        EnquiryState::ALL.into_iter().find(|it| it.name() == name)
    }

    /// The whole life of an enquiry.
    pub fn after(self, step: EnquiryStep) -> Result<EnquiryState, Refusal> {
        use EnquiryState::*;
        match (self, step) {
            (Received | Quoting, EnquiryStep::Quote) => Ok(Quoting),
            // A second quote may answer the same enquiry; the first stays with the client.
            (Quoted, EnquiryStep::Quote) => Ok(Quoted),
            (Quoting | Quoted, EnquiryStep::SendQuote) => Ok(Quoted),
            (Received | Quoting, EnquiryStep::Decline) => Ok(Declined),
            _ => Err(Refusal::EnquiryClosed),
        }
    }
}

impl QuoteState {
    pub const ALL: [QuoteState; 4] = [
        QuoteState::Draft,
        QuoteState::Sent,
        QuoteState::Accepted,
        QuoteState::Lost,
    ];

    /// The name under which it is stored.
    pub fn name(self) -> &'static str {
        match self {
            QuoteState::Draft => "draft",
            QuoteState::Sent => "sent",
            QuoteState::Accepted => "accepted",
            QuoteState::Lost => "lost",
        }
    }

    /// Reads a stored name.
    pub fn named(name: &str) -> Option<QuoteState> {
        QuoteState::ALL.into_iter().find(|it| it.name() == name)
    }

    /// The whole life of a quote.
    pub fn after(self, step: QuoteStep) -> Result<QuoteState, Refusal> {
        use QuoteState::*;
        match (self, step) {
            // A quote that was sent goes back to the desk when it is revised, and is sent again.
            (Draft | Sent, QuoteStep::Revise) => Ok(Draft),
            (Draft, QuoteStep::Send) => Ok(Sent),
            (Sent, QuoteStep::Accept) => Ok(Accepted),
            (Draft | Sent, QuoteStep::Lose) => Ok(Lost),
            (Draft, QuoteStep::Accept) => Err(Refusal::NotSent),
            (Sent, QuoteStep::Send) | (Accepted | Lost, _) => Err(Refusal::QuoteClosed),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_is_read_back_from_its_name() {
        for state in EnquiryState::ALL {
            assert_eq!(EnquiryState::named(state.name()), Some(state));
        }
        for state in QuoteState::ALL {
            assert_eq!(QuoteState::named(state.name()), Some(state));
        }
    }

    #[test]
    fn a_client_accepts_only_what_was_sent() {
        assert_eq!(
            QuoteState::Sent.after(QuoteStep::Accept),
            Ok(QuoteState::Accepted)
        );
        assert_eq!(
            QuoteState::Draft.after(QuoteStep::Accept),
            Err(Refusal::NotSent)
        );
        assert_eq!(
            QuoteState::Lost.after(QuoteStep::Accept),
            Err(Refusal::QuoteClosed)
        );
    }

    #[test]
    fn an_accepted_quote_does_not_change_any_more() {
        for step in [
            QuoteStep::Revise,
            QuoteStep::Send,
            QuoteStep::Accept,
            QuoteStep::Lose,
        ] {
            assert_eq!(
                QuoteState::Accepted.after(step),
                Err(Refusal::QuoteClosed),
                "{step:?}"
            );
        }
    }

    #[test]
    fn a_declined_enquiry_gets_no_quote() {
        assert_eq!(
            EnquiryState::Declined.after(EnquiryStep::Quote),
            Err(Refusal::EnquiryClosed)
        );
        assert_eq!(
            EnquiryState::Quoted.after(EnquiryStep::Decline),
            Err(Refusal::EnquiryClosed)
        );
    }
}
