//! Deciding: a business day is a date in Asia/Tokyo, an instant is UTC with microseconds.

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan, tz::TimeZone};
use serde::{Deserialize, Serialize};
use std::fmt;

pub use jiff::civil::Weekday;

/// A business day (営業上の日付), Asia/Tokyo.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Day(pub(crate) Date);

/// An instant in UTC. Its microsecond never ends in zero, so that its text in SQLite sorts as it does itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Moment(pub(crate) Timestamp);

impl Day {
    /// A day of the calendar, or `None` when there is no such day.
    pub fn of(year: i16, month: i8, day: i8) -> Option<Day> {
        Date::new(year, month, day).ok().map(Day)
    }

    /// A day written in the source; a wrong one is a mistake of ours.
    pub fn known(year: i16, month: i8, day: i8) -> Day {
        Day::of(year, month, day).expect("a day written in the source exists")
    }

    /// Reads `2027-02-12`.
    pub fn parse(text: &str) -> Option<Day> {
        text.parse().ok().map(Day)
    }

    pub fn year(self) -> i16 {
        self.0.year()
    }

    pub fn month(self) -> i8 {
        self.0.month()
    }

    pub fn day(self) -> i8 {
        self.0.day()
    }

    pub fn weekday(self) -> Weekday {
        self.0.weekday()
    }

    /// So many days later (earlier when negative); stops at the ends of the calendar.
    pub fn plus_days(self, days: i32) -> Day {
        Day(self.0.saturating_add(days.days()))
    }

    /// So many months later; the 31st becomes the last day of a shorter month.
    pub fn plus_months(self, months: i32) -> Day {
        Day(self.0.saturating_add(months.months()))
    }

    pub fn last_of_month(self) -> Day {
        Day(self.0.last_of_month())
    }

    pub fn first_of_month(self) -> Day {
        Day(self.0.first_of_month())
    }

    /// The Monday on or before this day.
    pub fn monday(self) -> Day {
        self.plus_days(-i32::from(self.0.weekday().to_monday_zero_offset()))
    }

    /// Days from this day until `later`; negative when it lies before.
    pub fn days_until(self, later: Day) -> i32 {
        self.0.until(later.0).map_or(0, |span| span.get_days())
    }

    /// The instant at which this day begins in Japan.
    pub fn begins(self) -> Moment {
        self.at(0, 0)
    }

    /// The instant of this wall-clock time in Japan.
    pub fn at(self, hour: i8, minute: i8) -> Moment {
        let zoned = self
            .0
            .at(hour, minute, 0, 0)
            .to_zoned(tokyo())
            .expect("Japan has no gaps in its clock");
        Moment::sorted(zoned.timestamp())
    }

    /// The civil date beneath.
    pub fn date(self) -> Date {
        self.0
    }
}

impl From<Date> for Day {
    fn from(date: Date) -> Day {
        Day(date)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(out)
    }
}

impl Moment {
    /// The instant with microseconds that sort as text.
    pub(crate) fn sorted(timestamp: Timestamp) -> Moment {
        let micros = timestamp.as_microsecond();
        let micros = if micros % 10 == 0 { micros + 1 } else { micros };
        Moment(Timestamp::from_microsecond(micros).expect("one microsecond more stays in range"))
    }

    /// So many microseconds after 1970-01-01T00:00:00Z.
    pub fn from_micros(micros: i64) -> Option<Moment> {
        Timestamp::from_microsecond(micros).ok().map(Moment::sorted)
    }

    pub fn micros(self) -> i64 {
        self.0.as_microsecond()
    }

    pub fn plus_seconds(self, seconds: i64) -> Moment {
        Moment::from_micros(
            self.micros()
                .saturating_add(seconds.saturating_mul(1_000_000)),
        )
        .unwrap_or(self)
    }

    pub fn seconds_until(self, later: Moment) -> i64 {
        (later.micros() - self.micros()) / 1_000_000
    }

    /// The day in Japan on which this instant falls.
    pub fn day(self) -> Day {
        Day(self.0.to_zoned(tokyo()).date())
    }

    /// Hour and minute of the clock on the wall in Japan.
    pub fn wall_clock(self) -> (i8, i8) {
        let zoned = self.0.to_zoned(tokyo());
        (zoned.hour(), zoned.minute())
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(out)
    }
}

/// Japan has had no daylight saving since 1951: a fixed +09:00 needs no time zone files.
fn tokyo() -> TimeZone {
    TimeZone::fixed(jiff::tz::offset(9))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instant_before_midnight_in_japan_belongs_to_that_day() {
        let late = Day::known(2027, 2, 12).at(23, 59);

        assert_eq!(late.day(), Day::known(2027, 2, 12));
        assert_eq!(late.plus_seconds(60).day(), Day::known(2027, 2, 13));
    }

    #[test]
    fn the_text_of_instants_sorts_as_they_do() {
        let a = Moment::from_micros(1_000_500_000).unwrap();
        let b = Moment::from_micros(1_000_510_000).unwrap();

        assert!(a < b);
        assert!(a.to_string() < b.to_string());
    }

    #[test]
    fn a_week_begins_on_monday() {
        assert_eq!(Day::known(2027, 1, 17).monday(), Day::known(2027, 1, 11));
        assert_eq!(Day::known(2027, 1, 18).monday(), Day::known(2027, 1, 18));
    }
}
