//! Deciding: what makes a quote questionable, what it must have, and why an act is refused.

use crate::estimate::{Estimate, Figures};
use access::Worded;
use base::{Day, Yen};
use serde::{Deserialize, Serialize};
use webkit::{Words, words};

/// A dated line with which the hourly yardstick is compared (時間あたりの基準額).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReferenceLine {
    /// 「長野県」, as municipalities name it.
    pub prefecture: String,
    pub from_on: Day,
    pub yen_per_hour: Yen,
    /// Where the figure is published.
    pub source: String,
}

/// The line that holds in a prefecture on a day.
pub fn line_on<'a>(
    lines: &'a [ReferenceLine],
    prefecture: &str,
    on: Day,
) -> Option<&'a ReferenceLine> {
    let holding = lines
        .iter()
        .filter(|it| it.prefecture == prefecture && it.from_on <= on);
    holding.max_by_key(|it| it.from_on)
}

/// What a director should see before a quote leaves (注意). A warning never stops anyone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Warning {
    /// The hourly yardstick lies below the line of the prefecture (GL 第3(3)).
    BelowReference {
        hourly: Yen,
        line: Yen,
    },
    /// No line is kept for the prefecture, so the yardstick was not compared.
    NoReference,
    Loss {
        margin: Yen,
    },
    ThinMargin {
        permille: i64,
    },
    /// Nobody checks any unit a second time.
    NoCheck,
    /// Nothing is set aside for rework.
    NoReserve,
    /// Confidential units need a secure room and people cleared for it.
    Confidential {
        count: i64,
    },
    /// The due date is so near that one person would need more than 8 hours a day.
    ShortTime {
        days: i64,
        tenth_hours: i64,
    },
}

/// Below this a change of plan eats the margin: the region's own experience, not a rule of law.
const THIN_MARGIN_PERMILLE: i64 = 150;
/// The most people that one order of this scheme has employed at once, for the yardstick of time.
const PEOPLE_AT_ONCE: i64 = 40;

/// Everything questionable about a quote, worst first.
pub fn warnings(
    figures: &Figures,
    estimate: &Estimate,
    line: Option<&ReferenceLine>,
    secret_count: i64,
    days: i64,
) -> Vec<Warning> {
    let mut found = Vec::new();
    if estimate.margin.is_negative() {
        found.push(Warning::Loss {
            margin: estimate.margin,
        });
    }
    match line {
        Some(line) if estimate.hourly < line.yen_per_hour => {
            found.push(Warning::BelowReference {
                hourly: estimate.hourly,
                line: line.yen_per_hour,
            });
        }
        Some(_) => {}
        None => found.push(Warning::NoReference),
    }
    let thin = estimate
        .margin_permille
        .filter(|it| (0..THIN_MARGIN_PERMILLE).contains(it));
    found.extend(thin.map(|permille| Warning::ThinMargin { permille }));
    if days.max(0) * 80 * PEOPLE_AT_ONCE < estimate.standard_tenth_hours {
        found.push(Warning::ShortTime {
            days,
            tenth_hours: estimate.standard_tenth_hours,
        });
    }
    if figures.check_permille == 0 {
        found.push(Warning::NoCheck);
    }
    if figures.reserve_permille == 0 {
        found.push(Warning::NoReserve);
    }
    if secret_count > 0 {
        found.push(Warning::Confidential {
            count: secret_count,
        });
    }
    found
}

impl Warning {
    /// The warning as a sentence.
    pub fn words(&self) -> Words {
        match self {
            Warning::BelowReference { hourly, line } => {
                words!("sales-warning-hourly", hourly = *hourly, line = *line)
            }
            Warning::NoReference => words!("sales-warning-no-line"),
            Warning::Loss { margin } => words!("sales-warning-loss", margin = *margin),
            Warning::ThinMargin { permille } => {
                words!("sales-warning-thin", rate = tenths(*permille))
            }
            Warning::NoCheck => words!("sales-warning-no-check"),
            Warning::NoReserve => words!("sales-warning-no-reserve"),
            Warning::Confidential { count } => words!("sales-warning-secret", count = *count),
            Warning::ShortTime { days, tenth_hours } => {
                words!(
                    "sales-warning-short",
                    days = *days,
                    hours = tenths(*tenth_hours)
                )
            }
        }
    }
}

/// A figure kept in tenths, as it is read: 336 is 33.6, 4400 is 440.
pub fn tenths(figure: i64) -> String {
    let (sign, size) = (if figure < 0 { "-" } else { "" }, figure.unsigned_abs());
    let whole = Yen::new((size / 10) as i64).grouped();
    if size % 10 == 0 {
        format!("{sign}{whole}")
    } else {
        format!("{sign}{whole}.{}", size % 10)
    }
}

/// One person's timing of trial units (お試し作業の計測).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Timing {
    /// Whose trial it was, by number or initials.
    pub who: String,
    pub units: i64,
    pub seconds: i64,
}

/// What timed trials say about one unit: the mean over all units, the fastest and the slowest person, in seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TrialResult {
    pub mean_seconds: i64,
    pub fastest: i64,
    pub slowest: i64,
}

/// The result of some timings; none without any. Fractions of a second count as a second, in the workers' favour.
pub fn trial_result(timings: &[Timing]) -> Option<TrialResult> {
    let each = |units: i64, seconds: i64| (seconds + units.max(1) - 1) / units.max(1);
    let (units, seconds) = timings
        .iter()
        .fold((0, 0), |sum, it| (sum.0 + it.units, sum.1 + it.seconds));
    Some(TrialResult {
        mean_seconds: each(units, seconds),
        fastest: timings.iter().map(|it| each(it.units, it.seconds)).min()?,
        slowest: timings.iter().map(|it| each(it.units, it.seconds)).max()?,
    })
}

/// Why something about an enquiry or a quote cannot be done now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    EnquiryClosed,
    QuoteClosed,
    NotSent,
    /// The date until which the quote stands has passed.
    Expired {
        until: Day,
    },
    /// A quote stands until a day that has not passed yet.
    ValidityPassed,
    /// The figures leave the range in which money is kept.
    TooLarge,
    /// A reason is compulsory.
    NoReason,
    EmailShape,
    PhoneShape,
}

impl Worded for Refusal {
    fn words(&self) -> Words {
        match self {
            Refusal::EnquiryClosed => words!("sales-refusal-enquiry-closed"),
            Refusal::QuoteClosed => words!("sales-refusal-quote-closed"),
            Refusal::NotSent => words!("sales-refusal-not-sent"),
            Refusal::Expired { until } => words!("sales-refusal-expired", until = *until),
            Refusal::ValidityPassed => words!("sales-refusal-validity"),
            Refusal::TooLarge => words!("sales-refusal-too-large"),
            Refusal::NoReason => words!("sales-refusal-no-reason"),
            Refusal::EmailShape => words!("sales-fault-email"),
            Refusal::PhoneShape => words!("sales-fault-phone"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAGANO: &str = "長野県";

    fn figures() -> Figures {
        Figures {
            quantity: 12_000,
            unit_price: Yen::new(85),
            unit_pay: Yen::new(48),
            standard_seconds: 132,
            check_permille: 100,
            check_pay: Yen::new(20),
            leader_fee: Yen::new(60_000),
            reserve_permille: 30,
        }
    }

    fn line(from_on: Day, yen: i64) -> ReferenceLine {
        ReferenceLine {
            prefecture: NAGANO.into(),
            from_on,
            yen_per_hour: Yen::new(yen),
            source: String::new(),
        }
    }

    #[test]
    fn the_line_of_the_day_is_the_last_one_that_has_begun() {
        let lines = [
            line(Day::known(2024, 10, 1), 998),
            line(Day::known(2025, 10, 3), 1_061),
        ];

        let on = |day| line_on(&lines, NAGANO, day).map(|it| it.yen_per_hour.amount());

        assert_eq!(on(Day::known(2025, 10, 2)), Some(998));
        assert_eq!(on(Day::known(2025, 10, 3)), Some(1_061));
        assert_eq!(on(Day::known(2024, 9, 30)), None);
    }

    #[test]
    fn a_fee_above_the_line_is_not_warned_about() {
        let estimate = figures().estimate().unwrap();
        let line = line(Day::known(2025, 10, 3), 1_061);

        assert_eq!(warnings(&figures(), &estimate, Some(&line), 0, 60), vec![]);
    }

    #[test]
    fn everything_questionable_is_said_and_the_worst_first() {
        let poor = Figures {
            unit_pay: Yen::new(35),
            unit_price: Yen::new(40),
            check_permille: 0,
            reserve_permille: 0,
            ..figures()
        };
        let estimate = poor.estimate().unwrap();
        let line = line(Day::known(2025, 10, 3), 1_061);

        let found = warnings(&poor, &estimate, Some(&line), 600, 0);

        assert_eq!(
            found,
            vec![
                Warning::BelowReference {
                    hourly: Yen::new(954),
                    line: Yen::new(1_061)
                },
                Warning::ThinMargin { permille: 0 },
                Warning::ShortTime {
                    days: 0,
                    tenth_hours: 4_400
                },
                Warning::NoCheck,
                Warning::NoReserve,
                Warning::Confidential { count: 600 },
            ]
        );
    }

    #[test]
    fn two_people_timing_sixty_units_give_the_standard_time() {
        let timed = |seconds| Timing {
            who: String::new(),
            units: 30,
            seconds,
        };
        let timings = [timed(3_900), timed(4_020)];

        let result = trial_result(&timings);

        assert_eq!(
            result,
            Some(TrialResult {
                mean_seconds: 132,
                fastest: 130,
                slowest: 134
            })
        );
        assert_eq!(trial_result(&[]), None);
    }

    #[test]
    fn a_figure_in_tenths_reads_without_an_empty_decimal() {
        assert_eq!(
            (tenths(336), tenths(4_400), tenths(-129)),
            ("33.6".into(), "440".into(), "-12.9".into())
        );
    }
}
