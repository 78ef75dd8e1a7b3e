//! Deciding: tax rates with the dates from which they hold. A step of a rate never changes an agreed fee.

use crate::refusal::Refusal;
use base::{Day, Rounding, Yen};

/// Values with the day from which each holds; the last one that has begun is valid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dated<T>(Vec<(Day, T)>);

impl<T: Copy> Dated<T> {
    /// In any order.
    pub fn of(values: impl IntoIterator<Item = (Day, T)>) -> Dated<T> {
        let mut values: Vec<(Day, T)> = values.into_iter().collect();
        values.sort_by_key(|(from, _)| *from);
        Dated(values)
    }

    /// The value on a day, if one has begun.
    pub fn on(&self, day: Day) -> Option<T> {
        self.0
            .iter()
            .rev()
            .find(|(from, _)| *from <= day)
            .map(|(_, value)| *value)
    }
}

/// 源泉徴収税率: so many ten-thousandths, and another rate above a threshold (所得税法204条1項1号).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WithholdingRate {
    pub per_ten_thousand: i64,
    pub above: Yen,
    pub per_ten_thousand_above: i64,
}

/// The dated tables of one moment of reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rates {
    /// 消費税率 in percent, by day of supply.
    pub consumption: Dated<i64>,
    /// 経過措置割合 in percent: what of the tax paid to an unregistered worker may be deducted, by day of supply.
    pub transitional: Dated<i64>,
    /// 源泉徴収税率, by day of payment.
    pub withholding: Dated<WithholdingRate>,
}

impl Rates {
    /// 消費税率 in percent on the day of supply.
    pub fn consumption_on(&self, supplied_on: Day) -> Result<i64, Refusal> {
        self.consumption
            .on(supplied_on)
            .ok_or(Refusal::NoRate { on: supplied_on })
    }

    /// 控除できる割合 in percent: everything from a registered supplier, the transitional share from others.
    pub fn deductible_on(&self, supplied_on: Day, registered: bool) -> i64 {
        if registered {
            100
        } else {
            self.transitional.on(supplied_on).unwrap_or(100)
        }
    }

    /// 源泉徴収税額 on one payment to one person: floor(A × 10.21%), and floor((A − 1,000,000) × 20.42%) + 102,100 above.
    pub fn withheld_from(&self, amount: Yen, paid_on: Day) -> Result<Yen, Refusal> {
        let rate = self
            .withholding
            .on(paid_on)
            .ok_or(Refusal::NoRate { on: paid_on })?;
        if amount <= rate.above {
            return Ok(amount.share(rate.per_ten_thousand, 10_000, Rounding::Down)?);
        }
        let below = rate
            .above
            .share(rate.per_ten_thousand, 10_000, Rounding::Down)?;
        let above =
            amount
                .minus(rate.above)?
                .share(rate.per_ten_thousand_above, 10_000, Rounding::Down)?;
        Ok(below.plus(above)?)
    }

    /// 内税: the tax within an amount that includes it, rounded down once.
    pub fn tax_within(including: Yen, percent: i64) -> Result<Yen, Refusal> {
        Ok(including.share(percent, 100 + percent, Rounding::Down)?)
    }

    /// 外税: the tax upon an amount without it, rounded down once.
    pub fn tax_upon(excluding: Yen, percent: i64) -> Result<Yen, Refusal> {
        Ok(excluding.share(percent, 100, Rounding::Down)?)
    }
}

#[cfg(test)]
pub(crate) fn published() -> Rates {
    let day = Day::known;
    Rates {
        consumption: Dated::of([(day(2014, 4, 1), 8), (day(2019, 10, 1), 10)]),
        transitional: Dated::of([
            (day(2023, 10, 1), 80),
            (day(2026, 10, 1), 70),
            (day(2028, 10, 1), 50),
            (day(2030, 10, 1), 30),
            (day(2031, 10, 1), 0),
        ]),
        withholding: Dated::of([(
            day(2013, 1, 1),
            WithholdingRate {
                per_ten_thousand: 1_021,
                above: Yen::new(1_000_000),
                per_ten_thousand_above: 2_042,
            },
        )]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn withholding_follows_the_published_cases() {
        let cases = [
            (0, 0),
            (1, 0),
            (9, 0),
            (10, 1),
            (20_064, 2_048),
            (100_000, 10_210),
            (1_000_000, 102_100),
            (1_000_001, 102_100),
            (1_200_000, 142_940),
        ];

        for (amount, expected) in cases {
            let withheld = published().withheld_from(Yen::new(amount), Day::known(2027, 2, 12));
            assert_eq!(withheld, Ok(Yen::new(expected)), "{amount}");
        }
    }

    #[test]
    fn the_transitional_share_steps_down_by_day_of_supply() {
        let cases = [
            ((2023, 9, 30), 100),
            ((2023, 10, 1), 80),
            ((2026, 9, 30), 80),
            ((2026, 10, 1), 70),
            ((2028, 9, 30), 70),
            ((2028, 10, 1), 50),
            ((2030, 9, 30), 50),
            ((2030, 10, 1), 30),
            ((2031, 9, 30), 30),
            ((2031, 10, 1), 0),
        ];

        for ((year, month, day), share) in cases {
            let on = Day::known(year, month, day);
            assert_eq!(published().deductible_on(on, false), share, "{on}");
            assert_eq!(published().deductible_on(on, true), 100, "{on}");
        }
    }

    #[test]
    fn the_tax_within_and_upon_an_amount_is_rounded_down() {
        assert_eq!(Rates::tax_within(Yen::new(20_064), 10), Ok(Yen::new(1_824)));
        assert_eq!(Rates::tax_within(Yen::new(109), 10), Ok(Yen::new(9)));
        assert_eq!(
            Rates::tax_upon(Yen::new(1_019_999), 10),
            Ok(Yen::new(101_999))
        );
    }

    #[test]
    fn a_day_before_every_rate_is_refused_rather_than_guessed() {
        let long_ago = Day::known(1988, 1, 1);

        assert_eq!(
            published().consumption_on(long_ago),
            Err(Refusal::NoRate { on: long_ago })
        );
    }
}
