//! Deciding: what a quote (見積) costs and what it leaves, in whole yen.

use base::{OutOfRange, Rounding, Yen};
use serde::{Deserialize, Serialize};

/// What a quote is computed from (見積の条件). All amounts are without consumption tax.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figures {
    /// Units ordered (件数).
    pub quantity: i64,
    /// What the client pays for one unit (単価).
    pub unit_price: Yen,
    /// What a worker is paid for one accepted unit (ワーカー単価).
    pub unit_pay: Yen,
    /// Time that one unit takes, in seconds (標準時間).
    pub standard_seconds: i64,
    /// Share of units checked a second time, in thousandths (確認の割合).
    pub check_permille: i64,
    /// What a checker is paid for one check (確認の単価).
    pub check_pay: Yen,
    /// What the leader is paid for the whole order (リーダー料).
    pub leader_fee: Yen,
    /// Set aside for rework, in thousandths of the worker cost (手直しの備え).
    pub reserve_permille: i64,
}

/// 見積の計算結果.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Estimate {
    pub price: Yen,
    pub worker_cost: Yen,
    /// Units checked a second time, rounded up.
    pub checked_units: i64,
    pub check_cost: Yen,
    pub leader: Yen,
    /// Rounded up, so that the reserve is never short by the fraction.
    pub reserve: Yen,
    pub total_cost: Yen,
    /// 粗利; negative when the quote loses money.
    pub margin: Yen,
    /// Margin in thousandths of the price, half-up; none for a price of zero.
    pub margin_permille: Option<i64>,
    /// 標準時間 of all units, in tenths of an hour, half-up.
    pub standard_tenth_hours: i64,
    /// 時間あたり目安: what a worker earns in an hour at standard time, fraction dropped.
    pub hourly: Yen,
}

impl Figures {
    /// Everything that follows from the figures.
    pub fn estimate(&self) -> Result<Estimate, OutOfRange> {
        let price = self.unit_price.times(self.quantity)?;
        let worker_cost = self.unit_pay.times(self.quantity)?;
        let checked_units = thousandths_up(
            self.quantity
                .checked_mul(self.check_permille)
                .ok_or(OutOfRange)?,
        );
        let check_cost = self.check_pay.times(checked_units)?;
        let reserve = worker_cost.share(self.reserve_permille, 1_000, Rounding::Up)?;
        let total_cost = Yen::sum([worker_cost, check_cost, self.leader_fee, reserve])?;
        let margin = price.minus(total_cost)?;
        Ok(Estimate {
            price,
            worker_cost,
            checked_units,
            check_cost,
            leader: self.leader_fee,
            reserve,
            total_cost,
            margin,
            margin_permille: permille(margin, price),
            standard_tenth_hours: self.tenth_hours()?,
            hourly: self.hourly()?,
        })
    }

    /// 3600 seconds at the unit pay; the guideline asks for the amount that a fee comes to in an hour (GL 第3).
    pub fn hourly(&self) -> Result<Yen, OutOfRange> {
        self.unit_pay
            .share(3_600, self.standard_seconds.max(1), Rounding::Down)
    }

    fn tenth_hours(&self) -> Result<i64, OutOfRange> {
        let seconds = self
            .quantity
            .checked_mul(self.standard_seconds)
            .ok_or(OutOfRange)?;
        Ok((seconds + 180) / 360)
    }
}

fn permille(part: Yen, whole: Yen) -> Option<i64> {
    let positive = Yen::ZERO < whole;
    positive.then(|| {
        part.share(1_000, whole.amount(), Rounding::HalfUp)
            .map_or(0, Yen::amount)
    })
}

/// Whole units: a part of a unit is checked as one.
fn thousandths_up(product: i64) -> i64 {
    (product + 999) / 1_000
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shops() -> Figures {
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

    #[test]
    fn checking_twelve_thousand_shops_leaves_a_third_of_the_price() {
        let estimate = shops().estimate().unwrap();

        assert_eq!(estimate.price, Yen::new(1_020_000));
        assert_eq!(estimate.worker_cost, Yen::new(576_000));
        assert_eq!(
            (estimate.checked_units, estimate.check_cost),
            (1_200, Yen::new(24_000))
        );
        assert_eq!(estimate.leader, Yen::new(60_000));
        assert_eq!(estimate.reserve, Yen::new(17_280));
        assert_eq!(estimate.total_cost, Yen::new(677_280));
        assert_eq!(
            (estimate.margin, estimate.margin_permille),
            (Yen::new(342_720), Some(336))
        );
        assert_eq!(estimate.standard_tenth_hours, 4_400);
        assert_eq!(estimate.hourly, Yen::new(1_309));
    }

    #[test]
    fn a_part_of_a_unit_is_checked_as_one() {
        let estimate = Figures {
            quantity: 11,
            ..shops()
        }
        .estimate()
        .unwrap();

        assert_eq!(estimate.checked_units, 2);
    }

    #[test]
    fn a_quote_below_its_cost_shows_a_loss() {
        let estimate = Figures {
            unit_price: Yen::new(50),
            ..shops()
        }
        .estimate()
        .unwrap();

        assert_eq!(estimate.margin, Yen::new(-77_280));
        assert_eq!(estimate.margin_permille, Some(-129));
    }

    #[test]
    fn a_price_of_zero_has_no_margin_rate() {
        let estimate = Figures {
            unit_price: Yen::ZERO,
            ..shops()
        }
        .estimate()
        .unwrap();

        assert_eq!(estimate.margin_permille, None);
    }

    #[test]
    fn figures_beyond_the_range_of_money_are_refused() {
        let too_many = Figures {
            quantity: i64::MAX / 100,
            ..shops()
        };

        assert_eq!(too_many.estimate(), Err(OutOfRange));
    }
}
