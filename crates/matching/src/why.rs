//! Deciding: why someone is in a plan, and why not: facts in our own terms, to be said in words elsewhere.
//! Nothing here tells anything about another person.

use base::{Day, Yen};
use orders::Class;
use people::SkillId;
use serde::{Deserialize, Serialize};

/// 選ばれた理由: a fact that speaks for a pair.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "because", rename_all = "snake_case")]
pub enum Because {
    /// Minutes laid out until a day, and minutes still free until then.
    HoursFit {
        minutes: i64,
        free: i64,
        until: Day,
    },
    Skill {
        skill: SkillId,
        needed: i64,
        has: i64,
    },
    /// No record in this kind of work yet, but the course is done.
    FirstTime,
    KnowsClient,
    Preferred,
    /// This work makes the person one of those who earned 10,000 yen in the fiscal year.
    Counts,
    /// This plan reaches so much of the fees wished for.
    OfTarget {
        percent: i64,
    },
    AtHome,
    AtSite,
}

/// What the plan as a whole is about, in the written order of the wishes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Wish {
    /// 納期
    Delivery,
    /// 収入を得た人数
    People,
    /// 公平
    Fairness,
    /// 粗利
    Margin,
    /// 継続や希望など
    Soft,
}

/// 選ばれなかった理由: the first limit met.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "why", rename_all = "snake_case")]
pub enum Why {
    /// Has a living offer or work order for this portion.
    Asked,
    /// Passed on this portion; it is not offered again.
    Declined,
    /// The director left the pair out.
    LeftOut,
    NotWanted,
    Skill {
        skill: SkillId,
        needed: i64,
        has: i64,
    },
    Record,
    Refused,
    Clearance,
    /// No permitted place within reach.
    Place {
        class: Class,
    },
    /// Not yet cleared for work at home, and no site within reach.
    HomeClearance,
    /// Minutes for the smallest part against minutes free until a day.
    Hours {
        needed: i64,
        free: i64,
        until: Day,
    },
    /// The same, counting only hours for which a seat is free.
    Seats {
        needed: i64,
        free: i64,
    },
    Ceiling {
        over: Yen,
    },
    Share {
        most: i64,
        chunk: i64,
    },
    Busy {
        has: i64,
        most: i64,
    },
    Quality {
        asked_ppm: i64,
        own_ppm: i64,
    },
    Span {
        most: i64,
    },
    Review {
        lacking: i64,
    },
    Chunk {
        chunk: i64,
        left: i64,
    },
    /// Too few people can join for the work to begin, or the team is full.
    Team {
        least: i64,
        most: i64,
    },
    /// Possible, but the plan as a whole would lose by it.
    Others {
        yen: i64,
        mostly: Wish,
    },
    Unknown,
}

/// 足りない条件: what a portion lacks most, as the shortage sentence counts it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lack {
    Secure,
    Site,
    Seats,
    Hours,
    Skill,
    Ceiling,
    Quality,
    Direction,
    People,
}

impl Lack {
    /// Every one of them.
    pub const ALL: [Lack; 9] = [
        Lack::Secure,
        Lack::Site,
        Lack::Seats,
        Lack::Hours,
        Lack::Skill,
        Lack::Ceiling,
        Lack::Quality,
        Lack::Direction,
        Lack::People,
    ];
}

impl Why {
    /// How near the person came, from far away to almost chosen.
    pub fn nearness(&self) -> i64 {
        match self {
            Why::Unknown => 0,
            Why::NotWanted => 10,
            Why::Refused => 20,
            Why::Skill { .. } => 30,
            Why::Record => 35,
            Why::Clearance => 40,
            Why::Place { .. } | Why::HomeClearance => 45,
            Why::Hours { free: 0, .. } => 50,
            Why::Hours { .. } => 55,
            Why::Seats { .. } => 60,
            Why::Ceiling { .. } => 65,
            Why::Busy { .. } => 70,
            Why::Quality { .. } => 72,
            Why::Share { .. }
            | Why::Span { .. }
            | Why::Review { .. }
            | Why::Chunk { .. }
            | Why::Team { .. } => 75,
            Why::LeftOut => 80,
            Why::Others { .. } => 90,
            // Whoever has been asked belongs to the team already; whoever passed is not asked again.
            Why::Declined => 95,
            Why::Asked => 100,
        }
    }

    /// What is lacking, where it is something that a person, a place or the director lacks.
    pub fn lack(&self) -> Option<Lack> {
        match self {
            Why::Clearance => Some(Lack::Secure),
            Why::Place {
                class: Class::Secure,
            } => Some(Lack::Secure),
            Why::Place { .. } | Why::HomeClearance => Some(Lack::Site),
            Why::Seats { .. } => Some(Lack::Seats),
            Why::Hours { .. } => Some(Lack::Hours),
            Why::Skill { .. } | Why::Record => Some(Lack::Skill),
            Why::Ceiling { .. } => Some(Lack::Ceiling),
            Why::Quality { .. } => Some(Lack::Quality),
            Why::Span { .. } | Why::Review { .. } => Some(Lack::Direction),
            _ => None,
        }
    }

    /// True when a director may still put the person in: nothing stands against it but the plan as a whole.
    pub fn can_be_put_in(&self) -> bool {
        matches!(self, Why::Others { .. } | Why::LeftOut)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_lacks_only_an_hour_came_nearer_than_who_lacks_a_skill() {
        let hours = Why::Hours {
            needed: 180,
            free: 120,
            until: Day::known(2027, 1, 24),
        };
        let skill = Why::Skill {
            skill: SkillId(2),
            needed: 2,
            has: 1,
        };

        assert!(skill.nearness() < hours.nearness());
        assert!(
            hours.nearness()
                < Why::Others {
                    yen: 900,
                    mostly: Wish::Fairness
                }
                .nearness()
        );
    }

    #[test]
    fn a_reason_is_read_back_as_it_was_kept() {
        let why = Why::Place {
            class: Class::Secure,
        };

        let text = serde_json::to_string(&why).unwrap();

        assert_eq!(serde_json::from_str::<Why>(&text).unwrap(), why);
        assert_eq!(why.lack(), Some(Lack::Secure));
    }
}
