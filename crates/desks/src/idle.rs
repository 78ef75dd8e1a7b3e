//! Deciding: who waits without work, and why; the founding document's reasons and the exclusions, no other list.

use base::Day;

/// A person counts as without work after so many days without any (待機).
pub const IDLE_DAYS: i32 = 30;

/// What is known of somebody who waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Facts {
    pub wants_work: bool,
    pub weekly_minutes: i64,
    pub skills: i64,
    /// The last day with work, or the day on which the waiting began.
    pub last_on: Day,
    /// Asked or at work now.
    pub living: bool,
}

/// 仕事がない理由. The order is the one in which they are looked at: what the person decides comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// 除外: own wish.
    OwnWish,
    /// 除外: no hours offered.
    NoHours,
    /// スキル
    Skill,
    /// 仕事の量, or matching: hours and skills are there, no offer was made.
    WorkOrMatching,
}

impl Reason {
    pub const ALL: [Reason; 4] = [
        Reason::WorkOrMatching,
        Reason::Skill,
        Reason::NoHours,
        Reason::OwnWish,
    ];
}

/// Why somebody has had no work for [`IDLE_DAYS`]; nothing for who has, or has had lately.
pub fn reason(it: &Facts, today: Day) -> Option<Reason> {
    if it.living || it.last_on.days_until(today) < IDLE_DAYS {
        return None;
    }
    Some(match it {
        Facts {
            wants_work: false, ..
        } => Reason::OwnWish,
        Facts {
            weekly_minutes: ..=0,
            ..
        } => Reason::NoHours,
        Facts { skills: 0, .. } => Reason::Skill,
        _ => Reason::WorkOrMatching,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn today() -> Day {
        Day::known(2027, 1, 18)
    }

    fn idle() -> Facts {
        Facts {
            wants_work: true,
            weekly_minutes: 480,
            skills: 2,
            last_on: today().plus_days(-30),
            living: false,
        }
    }

    #[test]
    fn thirty_days_without_work_are_told_with_the_first_reason() {
        assert_eq!(reason(&idle(), today()), Some(Reason::WorkOrMatching));
        assert_eq!(
            reason(
                &Facts {
                    skills: 0,
                    ..idle()
                },
                today()
            ),
            Some(Reason::Skill)
        );
        assert_eq!(
            reason(
                &Facts {
                    skills: 0,
                    weekly_minutes: 0,
                    ..idle()
                },
                today()
            ),
            Some(Reason::NoHours)
        );
        assert_eq!(
            reason(
                &Facts {
                    wants_work: false,
                    weekly_minutes: 0,
                    ..idle()
                },
                today()
            ),
            Some(Reason::OwnWish)
        );
    }

    #[test]
    fn who_worked_lately_or_is_asked_now_does_not_wait() {
        assert_eq!(
            reason(
                &Facts {
                    last_on: today().plus_days(-29),
                    ..idle()
                },
                today()
            ),
            None
        );
        assert_eq!(
            reason(
                &Facts {
                    living: true,
                    ..idle()
                },
                today()
            ),
            None
        );
    }
}
