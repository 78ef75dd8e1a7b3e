//! 予測: when an order will be done at the pace of its last seven days, and what would bring it back in time.

use base::Day;

/// From this many days before the due date on, an order counts as 余裕あり.
const EARLY_DAYS: i32 = 7;
/// A pace that would take longer than this says nothing about a date.
const LONGEST_DAYS: i64 = 3_650;

/// 進み具合: what is to be done, what was handed in, and by when it is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    pub units: i64,
    pub done: i64,
    /// Units handed in during the seven days before today.
    pub last_week: i64,
    pub due_on: Day,
}

/// 予測: 余裕あり, 予定どおり, 注意(遅れ○日の見込み), 判断が必要; or everything is handed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Forecast {
    Done,
    Early { on: Day, days: i32 },
    InTime { on: Day },
    Late { on: Day, days: i32 },
    Unknown,
}

impl Standing {
    /// Units that are still with nobody or with their workers.
    pub fn left(&self) -> i64 {
        (self.units - self.done).max(0)
    }

    /// The share handed in, in tenths of a percent, cut off.
    pub fn permille(&self) -> i64 {
        self.done * 1_000 / self.units.max(1)
    }

    /// When it will be done, to the nearest day, if each week goes like the last one.
    pub fn forecast(&self, today: Day) -> Forecast {
        if self.left() == 0 {
            return Forecast::Done;
        }
        if self.last_week <= 0 {
            return Forecast::Unknown;
        }
        let days = (self.left() * 7 + self.last_week / 2) / self.last_week;
        let Some(days) = i32::try_from(days)
            .ok()
            .filter(|it| i64::from(*it) <= LONGEST_DAYS)
        else {
            return Forecast::Unknown;
        };
        let on = today.plus_days(days);
        let spare = on.days_until(self.due_on);
        match spare {
            ..0 => Forecast::Late { on, days: -spare },
            0..EARLY_DAYS => Forecast::InTime { on },
            _ => Forecast::Early { on, days: spare },
        }
    }

    /// The units that each week must bring from today to the due date, today included; none once it has passed.
    pub fn wanted_each_week(&self, today: Day) -> Option<i64> {
        let days = i64::from(today.days_until(self.due_on)) + 1;
        (0 < days).then(|| (self.left() * 7 + days - 1) / days)
    }

    /// The same order if each week brought this many units more.
    pub fn with_more(self, units: i64) -> Standing {
        Standing {
            last_week: self.last_week + units,
            ..self
        }
    }
}

/// Units that people bring each week in so many hours each, to the nearest unit.
pub fn units_in(people: i64, hours: i64, standard_seconds: i64) -> i64 {
    let each = standard_seconds.max(1);
    (people * hours * 3_600 + each / 2) / each
}

/// Hours that units take, rounded up.
pub fn hours_for(units: i64, standard_seconds: i64) -> i64 {
    (units * standard_seconds + 3_599) / 3_600
}

#[cfg(test)]
mod tests {
    use super::*;

    fn monday() -> Day {
        Day::known(2027, 1, 18)
    }

    fn shops() -> Standing {
        Standing {
            units: 12_000,
            done: 3_900,
            last_week: 1_050,
            due_on: Day::known(2027, 2, 26),
        }
    }

    #[test]
    fn the_last_pace_would_end_the_order_fifteen_days_late() {
        let forecast = shops().forecast(monday());

        let on = Day::known(2027, 3, 13);
        assert_eq!(forecast, Forecast::Late { on, days: 15 });
    }

    #[test]
    fn three_people_with_six_hours_each_bring_it_back_in_time() {
        let more = units_in(3, 6, 132);

        let forecast = shops().with_more(more).forecast(monday());

        assert_eq!(more, 491);
        let on = Day::known(2027, 2, 24);
        assert_eq!(forecast, Forecast::InTime { on });
    }

    #[test]
    fn without_a_pace_no_date_is_promised_and_without_a_rest_none_is_needed() {
        let still = Standing {
            last_week: 0,
            ..shops()
        };
        let over = Standing {
            done: 12_000,
            ..still
        };

        assert_eq!(still.forecast(monday()), Forecast::Unknown);
        assert_eq!(over.forecast(monday()), Forecast::Done);
        assert_eq!(still.wanted_each_week(Day::known(2027, 2, 27)), None);
    }
}
