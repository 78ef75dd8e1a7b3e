//! Reasons and limits in words: one sentence each, true and kind.

use base::Yen;
use orders::{Class, Group};
use people::SkillId;
use people::read::Skill;
use webkit::{Lang, Words, words};

use crate::outcome::{Cost, Outcome};
use crate::why::{Because, Lack, Why, Wish};

/// 「7時間30分」.
pub fn minutes(minutes: i64) -> Words {
    match (minutes / 60, minutes % 60) {
        (hours, 0) if hours > 0 => words!("matching-hours", hours = hours),
        (0, minutes) => words!("matching-minutes", minutes = minutes),
        (hours, minutes) => words!("matching-hours-minutes", hours = hours, minutes = minutes),
    }
}

/// Seconds as hours and whole minutes, rounded up.
pub fn seconds(seconds: i64) -> Words {
    minutes((seconds + 59) / 60)
}

/// 「ロット1・確認(機密)」.
pub fn portion(lot: i64, step: &str, group: Group) -> Words {
    match group {
        Group::General => words!("matching-portion", lot = lot, step = step),
        Group::Confidential => words!("matching-portion-confidential", lot = lot, step = step),
    }
}

pub(crate) fn skill_name(skill: SkillId, skills: &[Skill]) -> String {
    match skills.iter().find(|it| it.id == skill) {
        Some(it) => it.name().to_owned(),
        None => words!("matching-some-skill").say(),
    }
}

/// Why a person is in the plan.
pub fn because(it: &Because, skills: &[Skill]) -> Words {
    match it {
        Because::HoursFit {
            minutes: needed,
            free,
            until,
        } => {
            words!(
                "matching-because-hours",
                needed = minutes(*needed),
                free = minutes(*free),
                until = *until
            )
        }
        Because::Skill { skill, needed, has } => {
            words!(
                "matching-because-skill",
                skill = skill_name(*skill, skills),
                needed = *needed,
                has = *has
            )
        }
        Because::FirstTime => words!("matching-because-first-time"),
        Because::KnowsClient => words!("matching-because-client"),
        Because::Preferred => words!("matching-because-preferred"),
        Because::Counts => words!("matching-because-counts"),
        Because::OfTarget { percent } => words!("matching-because-target", percent = *percent),
        Because::AtHome => words!("matching-because-home"),
        Because::AtSite => words!("matching-because-site"),
    }
}

/// The first limit that a person met.
pub fn why(it: &Why, skills: &[Skill]) -> Words {
    match it {
        Why::Asked => words!("matching-why-asked"),
        Why::Declined => words!("matching-why-declined"),
        Why::LeftOut => words!("matching-why-left-out"),
        Why::NotWanted => words!("matching-why-not-wanted"),
        Why::Skill {
            skill,
            needed,
            has: 0,
        } => {
            words!(
                "matching-why-no-skill",
                skill = skill_name(*skill, skills),
                needed = *needed
            )
        }
        Why::Skill { skill, needed, has } => {
            words!(
                "matching-why-skill",
                skill = skill_name(*skill, skills),
                needed = *needed,
                has = *has
            )
        }
        Why::Record => words!("matching-why-record"),
        Why::Refused => words!("matching-why-refused"),
        Why::Clearance => words!("matching-why-clearance"),
        Why::Place {
            class: Class::Secure,
        } => words!("matching-why-secure-place"),
        Why::Place { .. } => words!("matching-why-place"),
        Why::HomeClearance => words!("matching-why-home-clearance"),
        Why::Hours { free: 0, until, .. } => words!("matching-why-no-hours", until = *until),
        Why::Hours {
            needed,
            free,
            until,
        } => {
            words!(
                "matching-why-hours",
                needed = minutes(*needed),
                free = minutes(*free),
                until = *until
            )
        }
        Why::Seats { needed, free } => words!(
            "matching-why-seats",
            needed = minutes(*needed),
            free = minutes(*free)
        ),
        Why::Ceiling { over } => words!("matching-why-ceiling", over = *over),
        Why::Share { most, chunk } => words!("matching-why-share", most = *most, chunk = *chunk),
        Why::Busy { most, .. } => words!("matching-why-busy", most = *most),
        Why::Quality { asked_ppm, own_ppm } => {
            words!(
                "matching-why-quality",
                asked = per_thousand(*asked_ppm),
                own = per_thousand(*own_ppm)
            )
        }
        Why::Span { most } => words!("matching-why-span", most = *most),
        Why::Review { lacking } => words!("matching-why-review", lacking = minutes(*lacking)),
        Why::Chunk { chunk, left } => words!("matching-why-chunk", chunk = *chunk, left = *left),
        Why::Team { least, most } => words!("matching-why-team", least = *least, most = *most),
        Why::Others { mostly, .. } => words!("matching-why-others", wish = wish(*mostly)),
        Why::Unknown => words!("matching-why-unknown"),
    }
}

/// The least change that would lift the limit.
pub fn change(it: &Why, skills: &[Skill]) -> Words {
    match it {
        Why::Asked => words!("matching-change-wait"),
        Why::Declined | Why::Refused => words!("matching-change-other-work"),
        Why::LeftOut => words!("matching-change-allow"),
        Why::NotWanted => words!("matching-change-ask-wish"),
        Why::Skill { skill, needed, .. } => {
            words!(
                "matching-change-course",
                skill = skill_name(*skill, skills),
                needed = *needed
            )
        }
        Why::Record => words!("matching-change-trial"),
        Why::Clearance => words!("matching-change-clearance"),
        Why::Place { .. } => words!("matching-change-place"),
        Why::HomeClearance => words!("matching-change-home-clearance"),
        Why::Hours {
            needed,
            free,
            until,
        } => {
            words!(
                "matching-change-hours",
                more = minutes(needed - free),
                until = *until
            )
        }
        Why::Seats { needed, free } => {
            words!("matching-change-seats", more = minutes(needed - free))
        }
        Why::Ceiling { over } => words!("matching-change-ceiling", over = *over),
        Why::Share { .. } | Why::Chunk { .. } => words!("matching-change-chunk"),
        Why::Busy { .. } => words!("matching-change-finish"),
        Why::Quality { .. } => words!("matching-change-practice"),
        Why::Span { .. } | Why::Review { .. } => words!("matching-change-leader"),
        Why::Team { .. } => words!("matching-change-team"),
        Why::Others { .. } | Why::Unknown => words!("matching-change-more-orders"),
    }
}

/// Millionths as units in a thousand, rounded up.
fn per_thousand(ppm: i64) -> i64 {
    (ppm + 999) / 1_000
}

/// What the plan as a whole is about.
pub fn wish(it: Wish) -> Words {
    Words::new(match it {
        Wish::Delivery => "matching-wish-delivery",
        Wish::People => "matching-wish-people",
        Wish::Fairness => "matching-wish-fairness",
        Wish::Margin => "matching-wish-margin",
        Wish::Soft => "matching-wish-soft",
    })
}

fn lack(it: Lack) -> Words {
    Words::new(match it {
        Lack::Secure => "matching-lack-secure",
        Lack::Site => "matching-lack-site",
        Lack::Seats => "matching-lack-seats",
        Lack::Hours => "matching-lack-hours",
        Lack::Skill => "matching-lack-skill",
        Lack::Ceiling => "matching-lack-ceiling",
        Lack::Quality => "matching-lack-quality",
        Lack::Direction => "matching-lack-direction",
        Lack::People => "matching-lack-people",
    })
}

/// 「条件に合う人が4人不足。足りない条件:機密3、夜間1」; nothing when nobody is lacking.
pub fn shortage(outcome: &Outcome) -> Option<Words> {
    let (people, by) = outcome.lacking();
    let each = |it: &(Lack, i64)| words!("matching-lack", what = lack(it.0), people = it.1).say();
    let conditions: Vec<String> = by.iter().map(each).collect();
    let conditions = conditions.join(&words!("matching-comma").say());
    (people > 0).then(|| {
        words!(
            "matching-shortage",
            people = people,
            conditions = conditions
        )
    })
}

/// What a change has gained or lost, one line for each wish that moved.
pub fn cost(it: &Cost) -> Vec<Words> {
    let yen = |amount: i64, gain: &'static str, loss: &'static str| match amount {
        0 => None,
        1.. => Some(Words::new(gain).with("amount", Yen::new(amount))),
        _ => Some(Words::new(loss).with("amount", Yen::new(-amount))),
    };
    let people = match it.people {
        0 => None,
        1.. => Some(words!("matching-cost-people-more", people = it.people)),
        _ => Some(words!("matching-cost-people-fewer", people = -it.people)),
    };
    let lines = [
        yen(
            it.delivery,
            "matching-cost-delivery-more",
            "matching-cost-delivery-less",
        ),
        people,
        yen(
            it.fairness,
            "matching-cost-fairness-more",
            "matching-cost-fairness-less",
        ),
        yen(
            it.margin,
            "matching-cost-margin-more",
            "matching-cost-margin-less",
        ),
        yen(
            it.soft,
            "matching-cost-soft-more",
            "matching-cost-soft-less",
        ),
    ];
    lines.into_iter().flatten().collect()
}

/// Why this person is asked, as the worker reads it in the offer; it tells nothing about money or other people.
pub fn asking(because: &[Because], skills: &[Skill]) -> String {
    webkit::words::speaking(Lang::Ja, || {
        let mut sentences = Vec::new();
        let names: Vec<String> = because
            .iter()
            .filter_map(|it| match it {
                Because::Skill { skill, .. } => Some(skill_name(*skill, skills)),
                _ => None,
            })
            .collect();
        if let Some(Because::HoursFit { until, .. }) = because
            .iter()
            .find(|it| matches!(it, Because::HoursFit { .. }))
        {
            sentences.push(if names.is_empty() {
                words!("matching-asking-hours", until = *until)
            } else {
                let names = names.join(&words!("matching-dot").say());
                words!(
                    "matching-asking-hours-skills",
                    until = *until,
                    skills = names
                )
            });
        }
        if because.contains(&Because::KnowsClient) {
            sentences.push(words!("matching-asking-client"));
        }
        if because.contains(&Because::Preferred) {
            sentences.push(words!("matching-asking-preferred"));
        }
        if because.contains(&Because::FirstTime) {
            sentences.push(words!("matching-asking-first-time"));
        }
        sentences.iter().map(Words::say).collect::<String>()
    })
}
