//! Deciding: 今日の判断, what a director must settle over all orders, worst first.

use base::Day;

/// A delivery or check should be answered within this many days, so that nobody waits in silence.
pub const ANSWER_WITHIN: i32 = 1;

/// Lots due within this many days stand on the page of the morning.
pub const LOOK_AHEAD: i32 = 7;

/// What asks for a decision. The order is the one in which matters of the same day are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Matter {
    /// Somebody takes days off, and nobody has chosen yet who takes over.
    DaysOff,
    /// The client returned something of a lot.
    Returned,
    /// A lot is due to the client.
    LotDue,
    /// Work orders past their due date.
    WorkLate,
    /// Portions that nobody has taken on.
    PeopleMissing,
    /// Offers that ended without an answer.
    OffersExpired,
    /// Delivered work waits for 検収.
    Acceptance,
    /// Items wait to be looked at.
    Checks,
    /// Offers without an answer yet.
    OffersOpen,
    /// Practical items of courses wait to be judged.
    Judgements,
}

/// 判断: one line of the morning's page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    pub matter: Matter,
    /// The order concerned, in words.
    pub about: String,
    /// Where it is settled.
    pub href: String,
    /// How many units, items or people.
    pub count: i64,
    /// The day by which it should be settled.
    pub by: Day,
}

/// How a day lies to today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Urgency {
    Past { days: i32 },
    Today,
    Tomorrow,
    Later,
}

/// How urgent a day is.
pub fn urgency(by: Day, today: Day) -> Urgency {
    match today.days_until(by) {
        days if days < 0 => Urgency::Past { days: -days },
        0 => Urgency::Today,
        1 => Urgency::Tomorrow,
        _ => Urgency::Later,
    }
}

/// The decisions with the longest overdue first; nothing is left out.
pub fn worst_first(mut decisions: Vec<Decision>) -> Vec<Decision> {
    decisions.retain(|it| it.count > 0);
    decisions.sort_by(|a, b| {
        (a.by, a.matter, &a.about, &a.href).cmp(&(b.by, b.matter, &b.about, &b.href))
    });
    decisions
}

#[cfg(test)]
mod tests {
    use super::*;

    fn today() -> Day {
        Day::known(2027, 1, 18)
    }

    fn decision(matter: Matter, by: Day, count: i64) -> Decision {
        Decision {
            matter,
            about: "A".into(),
            href: "/".into(),
            count,
            by,
        }
    }

    #[test]
    fn the_longest_overdue_stands_on_top() {
        let decisions = vec![
            decision(Matter::Returned, today(), 1),
            decision(Matter::OffersOpen, today().plus_days(-2), 3),
            decision(Matter::LotDue, today().plus_days(5), 4_000),
        ];

        let shown: Vec<Matter> = worst_first(decisions).iter().map(|it| it.matter).collect();

        assert_eq!(
            shown,
            [Matter::OffersOpen, Matter::Returned, Matter::LotDue]
        );
    }

    #[test]
    fn on_one_day_the_client_comes_before_offers() {
        let decisions = vec![
            decision(Matter::OffersOpen, today(), 1),
            decision(Matter::Returned, today(), 1),
        ];

        assert_eq!(worst_first(decisions)[0].matter, Matter::Returned);
    }

    #[test]
    fn a_matter_of_nothing_is_no_decision() {
        assert_eq!(
            worst_first(vec![decision(Matter::Checks, today(), 0)]),
            vec![]
        );
    }

    #[test]
    fn a_day_is_past_today_tomorrow_or_later() {
        assert_eq!(
            urgency(today().plus_days(-3), today()),
            Urgency::Past { days: 3 }
        );
        assert_eq!(urgency(today(), today()), Urgency::Today);
        assert_eq!(urgency(today().plus_days(1), today()), Urgency::Tomorrow);
        assert_eq!(urgency(today().plus_days(2), today()), Urgency::Later);
    }
}
