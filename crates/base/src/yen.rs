//! Deciding: money is whole yen with checked arithmetic.

use serde::{Deserialize, Serialize};
use std::fmt;

/// An amount in whole yen (円). May be negative only as a correction.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Yen(i64);

/// A sum left the range in which this service keeps money.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an amount left the range of ±9,000,000,000,000 yen")]
pub struct OutOfRange;

/// The named ways in which a fraction of a yen is dropped; each has its home where it is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rounding {
    /// 切捨て: toward zero.
    Down,
    /// 四捨五入: half away from zero.
    HalfUp,
    /// 切上げ: away from zero.
    Up,
}

impl Yen {
    /// No money.
    pub const ZERO: Yen = Yen(0);
    const LIMIT: i64 = 9_000_000_000_000;

    /// An amount known at compile time or read from a store that checked it.
    pub const fn new(amount: i64) -> Yen {
        Yen(amount)
    }

    /// The whole number of yen.
    pub const fn amount(self) -> i64 {
        self.0
    }

    /// True for zero.
    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// True below zero.
    pub const fn is_negative(self) -> bool {
        self.0 < 0
    }

    /// The sum, or a refusal when it leaves the range.
    pub fn plus(self, other: Yen) -> Result<Yen, OutOfRange> {
        Yen::within(self.0.checked_add(other.0))
    }

    /// The difference, or a refusal when it leaves the range.
    pub fn minus(self, other: Yen) -> Result<Yen, OutOfRange> {
        Yen::within(self.0.checked_sub(other.0))
    }

    /// So many times this amount.
    pub fn times(self, count: i64) -> Result<Yen, OutOfRange> {
        Yen::within(self.0.checked_mul(count))
    }

    /// The sum of many.
    pub fn sum(amounts: impl IntoIterator<Item = Yen>) -> Result<Yen, OutOfRange> {
        amounts.into_iter().try_fold(Yen::ZERO, Yen::plus)
    }

    /// This amount × `numerator` ÷ `denominator`, with a named rounding of the fraction.
    pub fn share(
        self,
        numerator: i64,
        denominator: i64,
        rounding: Rounding,
    ) -> Result<Yen, OutOfRange> {
        assert!(denominator > 0, "a share has a positive whole");
        let product = i128::from(self.0) * i128::from(numerator);
        let whole = i128::from(denominator);
        let (down, rest) = (product / whole, (product % whole).abs());
        let away = product.signum();
        let rounded = match rounding {
            Rounding::Down => down,
            Rounding::HalfUp if rest * 2 >= whole => down + away,
            Rounding::HalfUp => down,
            Rounding::Up if rest > 0 => down + away,
            Rounding::Up => down,
        };
        Yen::within(i64::try_from(rounded).ok())
    }

    /// The amount with thousands separated, without a unit: `1,020,000`.
    pub fn grouped(self) -> String {
        let digits = self.0.unsigned_abs().to_string();
        let mut out = String::with_capacity(digits.len() + digits.len() / 3 + 1);
        if self.0 < 0 {
            out.push('-');
        }
        for (place, digit) in digits.chars().enumerate() {
            if place > 0 && (digits.len() - place).is_multiple_of(3) {
                out.push(',');
            }
            out.push(digit);
        }
        out
    }

    fn within(amount: Option<i64>) -> Result<Yen, OutOfRange> {
        match amount {
            Some(amount) if amount.abs() <= Yen::LIMIT => Ok(Yen(amount)),
            _ => Err(OutOfRange),
        }
    }
}

impl fmt::Display for Yen {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.grouped())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_is_grouped_by_thousands() {
        assert_eq!(Yen::new(1_020_000).grouped(), "1,020,000");
        assert_eq!(Yen::new(-999).grouped(), "-999");
        assert_eq!(Yen::new(-1_000).grouped(), "-1,000");
    }

    #[test]
    fn each_rounding_does_what_its_name_says() {
        let cases = [
            (Rounding::Down, 10, 3),
            (Rounding::HalfUp, 10, 3),
            (Rounding::Up, 10, 4),
            (Rounding::Down, 15, 5),
            (Rounding::HalfUp, 5, 2),
            (Rounding::HalfUp, -5, -2),
        ];

        for (rounding, amount, expected) in cases {
            assert_eq!(
                Yen::new(amount).share(1, 3, rounding),
                Ok(Yen::new(expected)),
                "{rounding:?} {amount}"
            );
        }
    }

    #[test]
    fn a_sum_that_leaves_the_range_is_refused() {
        assert_eq!(
            Yen::new(9_000_000_000_000).plus(Yen::new(1)),
            Err(OutOfRange)
        );
        assert_eq!(Yen::new(i64::MAX).times(2), Err(OutOfRange));
    }
}
