//! Deciding: 締日 and 支払日: the two periods of a month, bank business days, and day 60 from receipt.

use crate::refusal::Refusal;
use base::{Day, Weekday};
use std::collections::BTreeSet;

/// 支払日 lies at most this many days after the end of its period.
const PAID_WITHIN: i32 = 14;
/// A new or changed account is used from so many business days later on.
const ACCOUNT_WAITS: u32 = 3;

/// 休日の表: the national holidays, as they are published from year to year.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Holidays(BTreeSet<Day>);

impl Holidays {
    /// Reads `date,name` lines, with or without a head line.
    pub fn parse(csv: &str) -> Result<Holidays, Refusal> {
        let mut days = BTreeSet::new();
        for (at, line) in csv.lines().enumerate() {
            let first = line
                .trim_start_matches('\u{feff}')
                .split(',')
                .next()
                .unwrap_or("")
                .trim()
                .trim_matches('"');
            match Day::parse(first) {
                Some(day) => drop(days.insert(day)),
                None if at == 0 || first.is_empty() => {}
                None => return Err(Refusal::HolidayLine { line: at + 1 }),
            }
        }
        Ok(Holidays(days))
    }

    /// The table knows the year of this day; beyond its end no bank day can be promised.
    pub fn covers(&self, day: Day) -> Result<(), Refusal> {
        match self.0.iter().any(|it| it.year() == day.year()) {
            true => Ok(()),
            false => Err(Refusal::NoHolidaysFor { year: day.year() }),
        }
    }

    /// 銀行営業日: neither Saturday, Sunday, a holiday, nor 12/31 to 1/3.
    pub fn is_bank_day(&self, day: Day) -> bool {
        let weekend = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
        let new_year = matches!((day.month(), day.day()), (12, 31) | (1, 1..=3));
        !weekend && !new_year && !self.0.contains(&day)
    }

    /// The bank day on this day or the nearest before it: money is never later for a holiday.
    pub fn on_or_before(&self, day: Day) -> Day {
        let mut day = day;
        while !self.is_bank_day(day) {
            day = day.plus_days(-1);
        }
        day
    }

    /// The bank day on this day or the nearest after it.
    pub fn on_or_after(&self, day: Day) -> Day {
        let mut day = day;
        while !self.is_bank_day(day) {
            day = day.plus_days(1);
        }
        day
    }

    /// So many bank days after this day.
    pub fn bank_days_after(&self, day: Day, count: u32) -> Day {
        (0..count).fold(day, |day, _| self.on_or_after(day.plus_days(1)))
    }

    /// From when a new or changed account may be paid to (safety: three business days, the old contact is told).
    pub fn account_usable_from(&self, changed_on: Day) -> Day {
        self.bank_days_after(changed_on, ACCOUNT_WAITS)
    }
}

/// 締めの期間: the 1st to the 15th, or the 16th to the end of the month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Period {
    pub from: Day,
    pub to: Day,
}

impl Period {
    /// The period in which a day falls.
    pub fn containing(day: Day) -> Period {
        let first = day.first_of_month();
        if day.day() <= 15 {
            Period {
                from: first,
                to: first.plus_days(14),
            }
        } else {
            Period {
                from: first.plus_days(15),
                to: day.last_of_month(),
            }
        }
    }

    /// The last period that has ended before `today`.
    pub fn last_ended(today: Day) -> Period {
        Period::containing(Period::containing(today).from.plus_days(-1))
    }

    pub fn next(self) -> Period {
        Period::containing(self.to.plus_days(1))
    }

    /// 支払日: a bank day within two weeks of the period's end.
    pub fn pay_on(self, holidays: &Holidays) -> Result<Day, Refusal> {
        let day = self.to.plus_days(PAID_WITHIN);
        holidays.covers(day)?;
        Ok(holidays.on_or_before(day))
    }
}

/// The last lawful day to pay (フリーランス法4条): the day of receipt is day 1, this is day 60.
pub fn latest_pay_day(received_on: Day) -> Day {
    received_on.plus_days(59)
}

/// From this day a delivery that is not yet paid is shown as a warning: day 45.
pub fn warn_day(received_on: Day) -> Day {
    received_on.plus_days(44)
}

#[cfg(test)]
pub(crate) fn holidays_of_2026_and_2027() -> Holidays {
    Holidays::parse(
        "date,name\n2026-11-03,a\n2026-11-23,b\n2026-12-31,n\n2027-01-01,c\n2027-01-11,d\n2027-02-11,e\n2027-02-23,f\n2027-03-22,g\n\
         2027-04-29,h\n2027-05-03,i\n2027-05-04,j\n2027-05-05,k\n",
    )
    .expect("the table of the tests is readable")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i16, month: i8, day: i8) -> Day {
        Day::known(year, month, day)
    }

    #[test]
    fn a_month_closes_on_the_fifteenth_and_on_its_last_day() {
        let cases = [
            (day(2027, 1, 1), day(2027, 1, 1), day(2027, 1, 15)),
            (day(2027, 1, 15), day(2027, 1, 1), day(2027, 1, 15)),
            (day(2027, 1, 16), day(2027, 1, 16), day(2027, 1, 31)),
            (day(2028, 2, 29), day(2028, 2, 16), day(2028, 2, 29)),
        ];

        for (on, from, to) in cases {
            assert_eq!(Period::containing(on), Period { from, to }, "{on}");
        }
        assert_eq!(
            Period::last_ended(day(2027, 2, 2)),
            Period {
                from: day(2027, 1, 16),
                to: day(2027, 1, 31)
            }
        );
        assert_eq!(
            Period::containing(day(2027, 1, 20)).next().from,
            day(2027, 2, 1)
        );
    }

    #[test]
    fn the_second_half_of_january_is_paid_on_the_twelfth_of_february_before_a_weekend() {
        let holidays = holidays_of_2026_and_2027();

        let pay_on = Period::containing(day(2027, 1, 31)).pay_on(&holidays);

        assert_eq!(pay_on, Ok(day(2027, 2, 12)));
    }

    #[test]
    fn money_is_never_later_for_a_holiday_or_the_turn_of_the_year() {
        let holidays = holidays_of_2026_and_2027();

        assert_eq!(holidays.on_or_before(day(2027, 1, 3)), day(2026, 12, 30));
        assert_eq!(holidays.on_or_before(day(2027, 2, 11)), day(2027, 2, 10));
        assert_eq!(holidays.on_or_after(day(2026, 12, 31)), day(2027, 1, 4));
    }

    #[test]
    fn a_year_without_a_table_of_holidays_promises_no_date() {
        let holidays = holidays_of_2026_and_2027();

        let pay_on = Period::containing(day(2041, 1, 31)).pay_on(&holidays);

        assert_eq!(pay_on, Err(Refusal::NoHolidaysFor { year: 2041 }));
    }

    #[test]
    fn an_account_changed_before_a_long_weekend_waits_three_business_days() {
        let holidays = holidays_of_2026_and_2027();

        assert_eq!(
            holidays.account_usable_from(day(2027, 1, 8)),
            day(2027, 1, 14)
        );
    }

    #[test]
    fn day_sixty_counts_the_day_of_receipt() {
        assert_eq!(latest_pay_day(day(2026, 11, 22)), day(2027, 1, 20));
        assert_eq!(warn_day(day(2026, 11, 22)), day(2027, 1, 5));
    }

    #[test]
    fn every_period_pays_well_before_day_sixty_of_its_first_delivery() {
        let holidays = holidays_of_2026_and_2027();
        let mut period = Period::containing(day(2026, 1, 1));

        while period.to.plus_days(14) < day(2027, 12, 31) {
            let pay_on = period.pay_on(&holidays).unwrap();
            assert!(
                pay_on <= latest_pay_day(period.from) && period.to < pay_on,
                "{period:?}"
            );
            period = period.next();
        }
    }

    #[test]
    fn a_damaged_line_of_the_holiday_table_is_named() {
        assert_eq!(
            Holidays::parse("date,name\n2027-01-01,a\nsoon,b\n"),
            Err(Refusal::HolidayLine { line: 3 })
        );
    }
}
