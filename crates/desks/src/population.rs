//! Deciding: the registrants of a town by what they do now: at work, waiting, joining, resting.

use base::Day;
use people::Stage;

use crate::idle::IDLE_DAYS;

/// What is known of one registrant.
#[derive(Clone, Copy, Debug)]
pub struct Registrant {
    pub stage: Stage,
    /// Work orders in hand now.
    pub in_hand: i64,
    /// The last day with work.
    pub last_on: Option<Day>,
}

/// 登録者の内訳: how many of them do what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Population {
    pub registered: i64,
    /// 稼働中: work in hand, or paid work within thirty days.
    pub active: i64,
    /// 待機
    pub waiting: i64,
    pub joining: i64,
    /// 休会
    pub paused: i64,
}

/// True for who has work in hand or had some within [`IDLE_DAYS`].
pub fn is_at_work(it: &Registrant, today: Day) -> bool {
    0 < it.in_hand
        || it
            .last_on
            .is_some_and(|on| on.days_until(today) < IDLE_DAYS)
}

/// Counts registrants; who has left is none.
pub fn count(registrants: impl IntoIterator<Item = Registrant>, today: Day) -> Population {
    let mut all = Population::default();
    for it in registrants {
        match it.stage {
            Stage::Left => continue,
            Stage::Paused => all.paused += 1,
            Stage::Applied | Stage::Briefing | Stage::Training | Stage::AwaitingContract => {
                all.joining += 1
            }
            Stage::Waiting | Stage::Active if is_at_work(&it, today) => all.active += 1,
            Stage::Waiting | Stage::Active => all.waiting += 1,
        }
        all.registered += 1;
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_in_hand_or_of_the_last_thirty_days_is_being_at_work() {
        let today = Day::known(2027, 1, 18);
        let person = |stage, in_hand, last_on| Registrant {
            stage,
            in_hand,
            last_on,
        };
        let people = [
            person(Stage::Waiting, 1, None),
            person(Stage::Waiting, 0, Some(today.plus_days(-29))),
            person(Stage::Active, 0, Some(today.plus_days(-30))),
            person(Stage::Waiting, 0, None),
            person(Stage::Training, 0, None),
            person(Stage::Paused, 0, None),
            person(Stage::Left, 0, None),
        ];

        let counted = count(people, today);

        assert_eq!(
            counted,
            Population {
                registered: 6,
                active: 2,
                waiting: 2,
                joining: 1,
                paused: 1
            }
        );
    }
}
