//! Deciding: the grade A–D (評価) and the direction A–E (今後の方針); suggested with a reason, chosen by a person.
//!
//! The suggestion follows the state's criteria for the first regional grant: over the target, 70 % of it, better than
//! before the start, not better. The form has letters for both; they are two types on purpose.

use crate::increase::Column;
use serde::{Deserialize, Serialize};

/// 評価: how effective the year was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Grade {
    /// 非常に効果があった.
    A,
    /// 相当程度効果があった.
    B,
    /// 効果があった.
    C,
    /// 効果がなかった.
    D,
}

/// 今後の方針: what becomes of the project.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Direction {
    /// 事業の継続.
    A,
    /// 事業の発展.
    B,
    /// 事業の改善.
    C,
    /// 事業の中止.
    D,
    /// 事業の終了.
    E,
}

macro_rules! letters {
    ($name:ident: $($letter:ident),*) => {
        impl $name {
            /// In the order of the form.
            pub const ALL: &[$name] = &[$($name::$letter),*];

            /// The letter, as it is stored.
            pub fn letter(self) -> &'static str {
                match self { $($name::$letter => stringify!($letter)),* }
            }

            /// Reads a stored letter.
            pub fn lettered(letter: &str) -> Option<$name> {
                $name::ALL.iter().copied().find(|it| it.letter() == letter)
            }
        }
    };
}

letters!(Grade: A, B, C, D);
letters!(Direction: A, B, C, D, E);

/// Why a grade is suggested, for the sentence beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GradeReason {
    /// Every cumulative target was reached.
    AllReached,
    /// Every cumulative rate is 70 % or more.
    MostlyReached,
    /// Not reached, but above the baseline.
    BetterThanBefore,
    /// Nothing rose above its baseline.
    NotBetter,
}

/// From this share of the target on, a project counts as largely effective: 70.0 %.
const LARGELY: i64 = 700;

/// The grade that the cumulative columns suggest; none where no column has a rate.
pub fn suggested_grade(cumulative: &[Column]) -> Option<(Grade, GradeReason)> {
    let rated = || {
        cumulative
            .iter()
            .filter_map(|it| Some((it.rate()?, it.actual?)))
    };
    rated().next()?;
    let suggestion = if rated().all(|(rate, _)| rate.reached()) {
        (Grade::A, GradeReason::AllReached)
    } else if rated().all(|(rate, _)| LARGELY <= rate.tenths()) {
        (Grade::B, GradeReason::MostlyReached)
    } else if rated().any(|(_, actual)| 0 < actual) {
        (Grade::C, GradeReason::BetterThanBefore)
    } else {
        (Grade::D, GradeReason::NotBetter)
    };
    Some(suggestion)
}

/// The direction that a grade suggests: in the last year of a project, its end.
pub fn suggested_direction(grade: Grade, is_last_year: bool) -> Direction {
    match (grade, is_last_year) {
        (_, true) => Direction::E,
        (Grade::A, false) => Direction::B,
        (Grade::B, false) => Direction::A,
        (Grade::C, false) => Direction::C,
        (Grade::D, false) => Direction::D,
    }
}

/// 終了 is for the planned end only; before the last year it is 中止 (or improvement).
pub fn fits(direction: Direction, is_last_year: bool) -> bool {
    direction != Direction::E || is_last_year
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(actual: i64, target: i64) -> Column {
        Column {
            target: Some(target),
            actual: Some(actual),
            ..Column::default()
        }
    }

    #[test]
    fn the_published_figures_suggest_the_published_letters() {
        let cumulative = [
            column(100, 140),
            column(61_230, 136_000),
            column(0, 0),
            column(1, 2),
        ];

        let (grade, reason) = suggested_grade(&cumulative).unwrap();

        assert_eq!((grade, reason), (Grade::C, GradeReason::BetterThanBefore));
        assert_eq!(suggested_direction(grade, false), Direction::C);
    }

    #[test]
    fn each_grade_has_its_case() {
        let cases = [
            (vec![column(10, 10), column(30, 20)], Some(Grade::A)),
            (vec![column(7, 10), column(30, 20)], Some(Grade::B)),
            (vec![column(1, 100), column(-5, 20)], Some(Grade::C)),
            (vec![column(0, 100), column(-5, 20)], Some(Grade::D)),
            (vec![column(5, 0)], None),
        ];

        for (columns, expected) in cases {
            assert_eq!(
                suggested_grade(&columns).map(|it| it.0),
                expected,
                "{columns:?}"
            );
        }
    }

    #[test]
    fn a_project_ends_as_planned_only_in_its_last_year() {
        assert_eq!(suggested_direction(Grade::A, true), Direction::E);
        assert!(!fits(Direction::E, false));
        assert!(fits(Direction::D, false));
    }

    #[test]
    fn every_letter_is_read_back() {
        for grade in Grade::ALL {
            assert_eq!(Grade::lettered(grade.letter()), Some(*grade));
        }
        for direction in Direction::ALL {
            assert_eq!(Direction::lettered(direction.letter()), Some(*direction));
        }
        assert_eq!(Grade::lettered("E"), None);
    }
}
