//! Deciding: the hours that a worker offers (就労可能時間). An offer, not a duty: nothing follows from taking it back.

use crate::Refusal;
use base::Day;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use webkit::Words;

/// The four parts of a day that one taps (時間帯).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Block {
    /// 朝: until noon.
    Morning,
    /// 昼: noon to five.
    Day,
    /// 夕方: five to nine.
    Evening,
    /// 夜: after nine.
    Night,
}

impl Block {
    /// Every block of a day.
    pub const ALL: [Block; 4] = [Block::Morning, Block::Day, Block::Evening, Block::Night];

    /// The name under which it is stored.
    pub fn name(self) -> &'static str {
        match self {
            Block::Morning => "morning",
            Block::Day => "day",
            Block::Evening => "evening",
            Block::Night => "night",
        }
    }

    /// Reads a stored name.
    pub fn named(name: &str) -> Option<Block> {
        Block::ALL.into_iter().find(|it| it.name() == name)
    }

    /// The word on screen.
    pub fn words(self) -> Words {
        Words::new(match self {
            Block::Morning => "people-block-morning",
            Block::Day => "people-block-day",
            Block::Evening => "people-block-evening",
            Block::Night => "people-block-night",
        })
    }
}

/// Minutes offered in one block of one weekday.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Given {
    /// 0 is Monday, 6 is Sunday.
    pub weekday: u8,
    pub block: Block,
    pub minutes: i64,
}

/// A usual week: tapped blocks, or none of them when the hours may lie anywhere (「週8時間、いつでも」).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Week {
    pub blocks: Vec<Given>,
    /// The most minutes a week, over all blocks together.
    pub weekly_minutes: i64,
}

/// Eight hours a day on seven days: more is not asked of anyone (GL: no overlong work).
pub const MOST_WEEKLY_MINUTES: i64 = 56 * 60;
/// The longest block has seven hours (until noon).
pub const MOST_BLOCK_MINUTES: i64 = 7 * 60;
/// The yardstick of a day's work (GL).
const DAY_MINUTES: i64 = 8 * 60;

impl Week {
    /// Hours at any time, so many minutes a week.
    pub fn any_time(weekly_minutes: i64) -> Week {
        Week {
            blocks: Vec::new(),
            weekly_minutes,
        }
    }

    /// Refuses a week that no one could mean.
    pub fn checked(self) -> Result<Week, Refusal> {
        if !(0..=MOST_WEEKLY_MINUTES).contains(&self.weekly_minutes) {
            return Err(Refusal::TooManyHours {
                most: MOST_WEEKLY_MINUTES / 60,
            });
        }
        let mut seen = BTreeSet::new();
        for it in &self.blocks {
            let usual = it.weekday < 7 && (1..=MOST_BLOCK_MINUTES).contains(&it.minutes);
            if !usual || !seen.insert((it.weekday, it.block)) {
                return Err(Refusal::BlockUnclear);
            }
        }
        Ok(self)
    }

    /// The most minutes on one weekday (0 is Monday).
    pub fn minutes_on(&self, weekday: u8) -> i64 {
        if self.blocks.is_empty() {
            return self.weekly_minutes.min(DAY_MINUTES);
        }
        let tapped: i64 = self
            .blocks
            .iter()
            .filter(|it| it.weekday == weekday)
            .map(|it| it.minutes)
            .sum();
        tapped.min(DAY_MINUTES).min(self.weekly_minutes)
    }

    /// The minutes that one week really holds: what is tapped, at most what is offered.
    pub fn total(&self) -> i64 {
        let tapped: i64 = (0..7).map(|weekday| self.minutes_on(weekday)).sum();
        tapped.min(self.weekly_minutes)
    }
}

/// A stretch of days off (お休み), first and last day included. It ends by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rest {
    pub from_on: Day,
    pub until_on: Day,
}

impl Rest {
    /// True on a day off.
    pub fn covers(&self, day: Day) -> bool {
        self.from_on <= day && day <= self.until_on
    }

    /// Refuses a stretch that ends before it begins, has passed, or lasts over a year (a pause is meant then).
    pub fn checked(self, today: Day) -> Result<Rest, Refusal> {
        let days = self.from_on.days_until(self.until_on);
        if !(0..=366).contains(&days) || self.until_on < today {
            Err(Refusal::RestUnclear)
        } else {
            Ok(self)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sayaka() -> Week {
        let mornings = (0..5).map(|weekday| Given {
            weekday,
            block: Block::Morning,
            minutes: 110,
        });
        let nights = (0..5).map(|weekday| Given {
            weekday,
            block: Block::Night,
            minutes: 60,
        });
        Week {
            blocks: mornings.chain(nights).collect(),
            weekly_minutes: 600,
        }
    }

    #[test]
    fn a_week_holds_what_is_tapped_and_no_more_than_is_offered() {
        assert_eq!(sayaka().minutes_on(0), 170);
        assert_eq!(sayaka().minutes_on(6), 0);
        assert_eq!(sayaka().total(), 600);
    }

    #[test]
    fn hours_at_any_time_may_fall_on_every_day() {
        let week = Week::any_time(480);

        assert_eq!(week.minutes_on(6), 480);
        assert_eq!(week.total(), 480);
    }

    #[test]
    fn a_week_that_no_one_could_mean_is_refused() {
        let twice = Given {
            weekday: 1,
            block: Block::Day,
            minutes: 60,
        };

        assert!(
            Week {
                blocks: vec![twice, twice],
                weekly_minutes: 60
            }
            .checked()
            .is_err()
        );
        assert!(Week::any_time(MOST_WEEKLY_MINUTES + 1).checked().is_err());
        assert!(sayaka().checked().is_ok());
    }

    #[test]
    fn a_rest_ends_by_itself_and_cannot_lie_in_the_past() {
        let (today, tomorrow) = (Day::known(2027, 1, 18), Day::known(2027, 1, 19));
        let rest = Rest {
            from_on: today,
            until_on: today,
        };

        assert!(rest.covers(today) && !rest.covers(tomorrow));
        assert!(rest.checked(today).is_ok());
        assert_eq!(rest.checked(tomorrow), Err(Refusal::RestUnclear));
    }
}
