//! How figures, days and instants read on screen. Their patterns are words like all others.

use base::{Day, FiscalYear, Moment, Weekday, Yen};

use crate::words::{Arg, Lang, Words, lang};

/// 「20,064円」 in the reader's language.
pub fn yen(yen: Yen) -> String {
    yen_in(lang(), yen)
}

/// 「2027年2月12日(金)」 in the reader's language.
pub fn day(day: Day) -> String {
    day_in(lang(), day)
}

/// 「2027年2月12日(金) 14:05」 in Japanese time and the reader's language.
pub fn moment(moment: Moment) -> String {
    moment_in(lang(), moment)
}

/// 「令和8年度(2026年度)」 in the reader's language.
pub fn fiscal_year(year: FiscalYear) -> String {
    fiscal_year_in(lang(), year)
}

/// 「12,000」: an integer in groups of three digits.
pub fn number(value: impl TryInto<i64>) -> String {
    grouped(&value.try_into().unwrap_or(i64::MAX).to_string())
}

/// 「金」 in the reader's language.
pub fn weekday(weekday: Weekday) -> String {
    weekday_words(weekday).say()
}

pub(crate) fn yen_in(lang: Lang, yen: Yen) -> String {
    Words::new("webkit-yen")
        .with("amount", yen.grouped())
        .say_in(lang)
}

pub(crate) fn day_in(lang: Lang, day: Day) -> String {
    Words::new("webkit-day")
        .with("year", day.year().to_string())
        .with("month", day.month())
        .with("day", day.day())
        .with("weekday", weekday_words(day.weekday()))
        .say_in(lang)
}

pub(crate) fn moment_in(lang: Lang, moment: Moment) -> String {
    let (hour, minute) = moment.wall_clock();
    Words::new("webkit-moment")
        .with("day", Arg::Day(moment.day()))
        .with("time", format!("{hour:02}:{minute:02}"))
        .say_in(lang)
}

pub(crate) fn fiscal_year_in(lang: Lang, year: FiscalYear) -> String {
    Words::new("webkit-fiscal-year")
        .with("reiwa", year.in_reiwa().to_string())
        .with("year", year.start_year().to_string())
        .say_in(lang)
}

fn weekday_words(weekday: Weekday) -> Words {
    Words::new(match weekday {
        Weekday::Monday => "webkit-monday",
        Weekday::Tuesday => "webkit-tuesday",
        Weekday::Wednesday => "webkit-wednesday",
        Weekday::Thursday => "webkit-thursday",
        Weekday::Friday => "webkit-friday",
        Weekday::Saturday => "webkit-saturday",
        Weekday::Sunday => "webkit-sunday",
    })
}

/// Digit groups for the integer part of a decimal number.
pub(crate) fn grouped(number: &str) -> String {
    let (sign, rest) = number
        .strip_prefix('-')
        .map_or(("", number), |rest| ("-", rest));
    let (whole, fraction) = rest
        .split_once('.')
        .map_or((rest, None), |(whole, part)| (whole, Some(part)));
    let mut text = String::from(sign);
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    if let Some(fraction) = fraction {
        text.push('.');
        text.push_str(fraction);
    }
    text
}
