//! Deciding: who may write on an item now. A lease lasts a while of real time and renews with every saving; its number
//! fences off a hand that fell asleep and wakes after someone else took over.

use crate::Refusal;
use access::AccountId;
use base::Moment;

/// How long an item stays with the person who opened it, in seconds of real time.
pub const LEASE_SECONDS: i64 = 20 * 60;

/// 作業の占有: one person holds one item until an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lease {
    pub holder: AccountId,
    pub until: Moment,
    /// Grows by one with every new holding; a saving names the number it was drawn under.
    pub no: i64,
}

impl Lease {
    /// The lease after `who` asks for the item at `real_now`.
    pub fn taken(
        held: Option<Lease>,
        last_no: i64,
        who: AccountId,
        real_now: Moment,
    ) -> Result<Lease, Refusal> {
        let until = real_now.plus_seconds(LEASE_SECONDS);
        match held {
            Some(it) if it.holder == who && real_now < it.until => Ok(Lease { until, ..it }),
            Some(it) if real_now < it.until => Err(Refusal::HeldByAnother),
            _ => Ok(Lease {
                holder: who,
                until,
                no: last_no + 1,
            }),
        }
    }

    /// The renewed lease when a text arrives that was begun under number `seen`. An own lease that ran out renews as long
    /// as nobody else took the item: what was typed is never lost for being slow.
    pub fn renewed(
        held: Option<Lease>,
        seen: i64,
        who: AccountId,
        real_now: Moment,
    ) -> Result<Lease, Refusal> {
        match held {
            Some(it) if it.holder == who && it.no == seen => Ok(Lease {
                until: real_now.plus_seconds(LEASE_SECONDS),
                ..it
            }),
            _ => Err(Refusal::LeaseLost),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use base::Day;

    const SAYAKA: AccountId = AccountId(7);
    const KEN: AccountId = AccountId(8);

    fn at(minute: i8) -> Moment {
        Day::known(2027, 1, 18).at(21, minute)
    }

    #[test]
    fn two_people_never_hold_the_same_item() {
        let held = Lease::taken(None, 0, SAYAKA, at(0)).unwrap();

        assert_eq!(
            Lease::taken(Some(held), 1, KEN, at(19)),
            Err(Refusal::HeldByAnother)
        );
    }

    #[test]
    fn an_abandoned_item_goes_to_the_next_hand_under_a_new_number() {
        let held = Lease::taken(None, 0, SAYAKA, at(0)).unwrap();

        let next = Lease::taken(Some(held), held.no, KEN, at(21)).unwrap();

        assert_eq!((next.holder, next.no), (KEN, 2));
        assert_eq!(
            Lease::renewed(Some(next), held.no, SAYAKA, at(22)),
            Err(Refusal::LeaseLost)
        );
    }

    #[test]
    fn coming_back_late_loses_nothing_while_nobody_else_came() {
        let held = Lease::taken(None, 4, SAYAKA, at(0)).unwrap();

        let renewed = Lease::renewed(Some(held), held.no, SAYAKA, at(50)).unwrap();

        assert_eq!(
            (renewed.no, renewed.until),
            (5, at(50).plus_seconds(LEASE_SECONDS))
        );
    }
}
