//! 「なぜ私ではないのか」: the first limit and the least change, in words for the person concerned. Nothing here tells
//! anything about another person, and nothing blames.

use people::read::Skill;
use webkit::{Words, words};

use crate::sentences::{minutes, skill_name, wish};
use crate::why::Why;

/// Where a step begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    Courses,
    Availability,
    Profile,
    Seats,
    Nothing,
}

impl Step {
    /// The page, and the words of the link to it.
    pub fn link(self) -> Option<(&'static str, Words)> {
        match self {
            Step::Courses => Some(("/courses", words!("matching-own-to-courses"))),
            Step::Availability => Some(("/availability", words!("matching-own-to-availability"))),
            Step::Profile => Some(("/profile", words!("matching-own-to-profile"))),
            Step::Seats => Some(("/seats", words!("matching-own-to-seats"))),
            Step::Nothing => None,
        }
    }
}

/// True for what the person knows already: asked there, or passed on it.
pub(crate) fn is_known(it: &Why) -> bool {
    matches!(it, Why::Asked | Why::Declined)
}

/// The first limit, as the person reads it.
pub(crate) fn why(it: &Why, skills: &[Skill]) -> Words {
    match it {
        Why::Skill {
            skill,
            needed,
            has: 0,
        } => words!(
            "matching-own-no-skill",
            skill = skill_name(*skill, skills),
            needed = *needed
        ),
        Why::Skill { skill, needed, has } => words!(
            "matching-own-skill",
            skill = skill_name(*skill, skills),
            needed = *needed,
            has = *has
        ),
        Why::Record => words!("matching-own-record"),
        Why::NotWanted => words!("matching-own-not-wanted"),
        Why::Refused => words!("matching-own-refused"),
        Why::Clearance => words!("matching-own-clearance"),
        Why::Place { .. } => words!("matching-own-place"),
        Why::HomeClearance => words!("matching-own-home-clearance"),
        Why::Hours {
            needed,
            free,
            until,
        } => words!(
            "matching-own-hours",
            needed = minutes(*needed),
            free = minutes(*free),
            until = *until
        ),
        Why::Seats { needed, free } => words!(
            "matching-own-seats",
            needed = minutes(*needed),
            free = minutes(*free)
        ),
        Why::Ceiling { over } => words!("matching-own-ceiling", over = *over),
        Why::Busy { most, .. } => words!("matching-own-busy", most = *most),
        Why::Quality { .. } => words!("matching-own-quality"),
        Why::Others { mostly, .. } => words!("matching-own-others", wish = wish(*mostly)),
        Why::LeftOut | Why::Asked | Why::Declined | Why::Unknown => words!("matching-own-somebody"),
        Why::Share { .. }
        | Why::Chunk { .. }
        | Why::Team { .. }
        | Why::Span { .. }
        | Why::Review { .. } => {
            words!("matching-own-full")
        }
    }
}

/// The least change that would have altered it, and where it begins.
pub(crate) fn change(it: &Why, skills: &[Skill]) -> (Words, Step) {
    match it {
        Why::Skill { skill, needed, .. } => (
            words!(
                "matching-own-change-course",
                skill = skill_name(*skill, skills),
                needed = *needed
            ),
            Step::Courses,
        ),
        Why::Record => (words!("matching-own-change-trial"), Step::Courses),
        Why::NotWanted => (words!("matching-own-change-wish"), Step::Profile),
        Why::Refused => (words!("matching-own-change-refusal"), Step::Profile),
        Why::Clearance => (words!("matching-own-change-clearance"), Step::Profile),
        Why::Place { .. } => (words!("matching-own-change-place"), Step::Seats),
        Why::HomeClearance => (words!("matching-own-change-home"), Step::Seats),
        Why::Hours {
            needed,
            free,
            until,
        } => (
            words!(
                "matching-own-change-hours",
                more = minutes((needed - free).max(0)),
                until = *until
            ),
            Step::Availability,
        ),
        Why::Seats { needed, free } => (
            words!(
                "matching-own-change-seats",
                more = minutes((needed - free).max(0))
            ),
            Step::Seats,
        ),
        Why::Ceiling { over } => (
            words!("matching-own-change-ceiling", over = *over),
            Step::Profile,
        ),
        Why::Busy { .. } => (words!("matching-own-change-finish"), Step::Nothing),
        Why::Quality { .. } => (words!("matching-own-change-practice"), Step::Courses),
        _ => (words!("matching-own-change-more"), Step::Nothing),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use base::Day;

    #[test]
    fn who_lacked_an_hour_is_told_the_hour_and_where_to_add_it() {
        let hours = Why::Hours {
            needed: 180,
            free: 60,
            until: Day::known(2027, 1, 31),
        };

        let (change, step) = change(&hours, &[]);

        assert_eq!(
            (change.key(), step),
            ("matching-own-change-hours", Step::Availability)
        );
    }

    #[test]
    fn whatever_a_director_decided_reads_kindly_and_names_nobody() {
        assert_eq!(why(&Why::LeftOut, &[]).key(), "matching-own-somebody");
        assert!(is_known(&Why::Declined) && !is_known(&Why::LeftOut));
    }
}
