//! Deciding: when work is accepted, and what a client answers to a lot.

use crate::stage::{LotStage, LotStep};

/// Why an act of checking or acceptance is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Nobody checks or accepts the own work.
    OwnWork,
    /// Nor that of someone with whom they share a household or an address.
    RelatedWork,
    /// The item is not waiting for a check.
    NotWaiting,
    /// Drawn items have not been looked at.
    ChecksPending { items: i64 },
    /// Items are with the worker to be put right.
    ReturnsOpen { items: i64 },
    /// More units than were delivered.
    MoreThanDelivered { delivered: i64 },
    /// The work has not been delivered.
    NotDelivered,
    /// Returning needs fewer units than were delivered, and at least one.
    ReturnOutOfRange { delivered: i64 },
    /// Accepted already; nothing more changes.
    AcceptedAlready,
    /// The seven days are over.
    ObjectionTooLate { until: base::Day },
    /// One objection for one finding.
    ObjectedAlready,
    /// Whoever found it does not judge the objection.
    OwnFinding,
    /// Nothing accepted is waiting for delivery.
    NothingToDeliver,
    /// The delivery was answered already.
    Answered { stage: LotStage, step: LotStep },
    /// Returned units exceed the delivery.
    TooManyReturned { units: i64 },
    /// A return has a reason.
    ReasonMissing,
}

/// What is known of a delivery when the director accepts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Delivery {
    pub delivered: i64,
    pub by_items: bool,
    /// Drawn items not yet looked at.
    pub unchecked: i64,
    /// Items with the worker.
    pub returned: i64,
    /// True when it is the director's own work.
    pub own: bool,
    /// True when the director shares a household or an address with the worker.
    pub related: bool,
}

/// The units to accept: all delivered, or fewer where reports count and some are not right.
pub fn acceptable(it: &Delivery, asked: Option<i64>) -> Result<i64, Refusal> {
    if it.own {
        return Err(Refusal::OwnWork);
    }
    if it.related {
        return Err(Refusal::RelatedWork);
    }
    if it.unchecked > 0 {
        return Err(Refusal::ChecksPending {
            items: it.unchecked,
        });
    }
    if it.returned > 0 {
        return Err(Refusal::ReturnsOpen { items: it.returned });
    }
    let units = if it.by_items {
        it.delivered
    } else {
        asked.unwrap_or(it.delivered)
    };
    if units <= it.delivered {
        Ok(units)
    } else {
        Err(Refusal::MoreThanDelivered {
            delivered: it.delivered,
        })
    }
}

/// What the client says of one lot: the rest of what is returned is accepted.
pub fn answer(units: i64, returns: &[(i64, String)]) -> Result<(i64, LotStep), Refusal> {
    if returns.iter().any(|(_, reason)| reason.trim().is_empty()) {
        return Err(Refusal::ReasonMissing);
    }
    let too_many = Refusal::TooManyReturned { units };
    if returns.iter().any(|(part, _)| !(1..=units).contains(part)) {
        return Err(too_many);
    }
    let returned: i64 = returns.iter().map(|(part, _)| *part).sum();
    if returned > units {
        return Err(too_many);
    }
    let step = match returned {
        0 => LotStep::Accept,
        all if all == units => LotStep::Return,
        _ => LotStep::AcceptPartly,
    };
    Ok((units - returned, step))
}

/// Units that may go to the client now: accepted from workers, neither with the client nor accepted by the client.
pub fn deliverable(accepted: i64, with_client: i64) -> Result<i64, Refusal> {
    if accepted > with_client {
        Ok(accepted - with_client)
    } else {
        Err(Refusal::NothingToDeliver)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: Delivery = Delivery {
        delivered: 418,
        by_items: true,
        unchecked: 0,
        returned: 0,
        own: false,
        related: false,
    };

    #[test]
    fn nobody_accepts_the_own_work() {
        assert_eq!(
            acceptable(
                &Delivery {
                    related: true,
                    ..ALL
                },
                None
            ),
            Err(Refusal::RelatedWork)
        );
        assert_eq!(
            acceptable(&Delivery { own: true, ..ALL }, None),
            Err(Refusal::OwnWork)
        );
    }

    #[test]
    fn acceptance_waits_for_checks_and_repairs_and_for_nothing_else() {
        assert_eq!(acceptable(&ALL, None), Ok(418));
        assert_eq!(
            acceptable(
                &Delivery {
                    unchecked: 2,
                    ..ALL
                },
                None
            ),
            Err(Refusal::ChecksPending { items: 2 })
        );
        assert_eq!(
            acceptable(&Delivery { returned: 1, ..ALL }, None),
            Err(Refusal::ReturnsOpen { items: 1 })
        );
    }

    #[test]
    fn counted_work_is_accepted_up_to_what_was_delivered() {
        let counted = Delivery {
            by_items: false,
            ..ALL
        };

        assert_eq!(acceptable(&counted, None), Ok(418));
        assert_eq!(acceptable(&counted, Some(410)), Ok(410));
        assert_eq!(
            acceptable(&counted, Some(419)),
            Err(Refusal::MoreThanDelivered { delivered: 418 })
        );
    }

    #[test]
    fn a_client_accepts_3988_of_4000_and_gives_a_reason_for_each_of_the_rest() {
        let returns = vec![
            (8, "closed shops".to_owned()),
            (4, "wrong branch".to_owned()),
        ];

        assert_eq!(answer(4_000, &returns), Ok((3_988, LotStep::AcceptPartly)));
        assert_eq!(answer(4_000, &[]), Ok((4_000, LotStep::Accept)));
        assert_eq!(
            answer(4_000, &[(12, " ".into())]),
            Err(Refusal::ReasonMissing)
        );
        assert_eq!(
            answer(10, &[(11, "x".into())]),
            Err(Refusal::TooManyReturned { units: 10 })
        );
    }

    #[test]
    fn nothing_is_delivered_twice() {
        assert_eq!(deliverable(4_000, 0), Ok(4_000));
        assert_eq!(deliverable(4_000, 3_988), Ok(12));
        assert_eq!(deliverable(4_000, 4_000), Err(Refusal::NothingToDeliver));
    }
}
