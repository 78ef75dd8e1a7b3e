//! Deciding: the four indicators (指標) as levels of one fiscal year, computed from transactions, never typed.
//!
//! A level is what the year itself amounts to: the people who earned in it, the orders of it. The sheet prints
//! increases of levels; see `increase.rs`. docs/adr/0004 and 0005 say why they are counted so.

use access::MunicipalityId;
use base::{Day, FiscalYear, OutOfRange, Rounding, Yen};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The edition of these definitions; a frozen sheet names the one by which it was computed.
pub const RULES: u32 = 1;

/// The grant counts a worker from this much paid within one fiscal year.
pub const COUNTED_FROM: Yen = Yen::new(10_000);

/// 指標: one of the four key figures of the scheme (重要業績指標).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Indicator {
    /// 1 収入を得た人数.
    Earners,
    /// 2 年間受注金額.
    Orders,
    /// 3 年間当期純利益.
    Profit,
    /// 4 本事業モデルを新たに採用した自治体数.
    Adopters,
}

impl Indicator {
    /// In the order of the sheet.
    pub const ALL: [Indicator; 4] = [
        Indicator::Earners,
        Indicator::Orders,
        Indicator::Profit,
        Indicator::Adopters,
    ];

    /// Its number on the sheet, from 1.
    pub fn number(self) -> i64 {
        match self {
            Indicator::Earners => 1,
            Indicator::Orders => 2,
            Indicator::Profit => 3,
            Indicator::Adopters => 4,
        }
    }

    /// The indicator with this number.
    pub fn numbered(number: i64) -> Option<Indicator> {
        Indicator::ALL.into_iter().find(|it| it.number() == number)
    }

    /// True where the level is money, told in thousands of yen (千円).
    pub fn is_money(self) -> bool {
        matches!(self, Indicator::Orders | Indicator::Profit)
    }
}

/// What one worker was paid within the year, by settled transfers: tax included, before withholding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paid {
    /// Key of the worker.
    pub worker: i64,
    /// 住民登録のある自治体 for the year; `None` where no record says it.
    pub town: Option<MunicipalityId>,
    pub amount: Yen,
}

/// 収入を得た人数: over the whole region, and by municipality of record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Earners {
    pub region: i64,
    pub by_town: BTreeMap<MunicipalityId, i64>,
}

/// Counts each person once, from [`COUNTED_FROM`] within the year, over all sites and orders together.
pub fn earners(paid: &[Paid]) -> Result<Earners, OutOfRange> {
    let mut sums: BTreeMap<i64, (Option<MunicipalityId>, Yen)> = BTreeMap::new();
    for one in paid {
        let sum = sums.entry(one.worker).or_insert((one.town, Yen::ZERO));
        sum.1 = sum.1.plus(one.amount)?;
    }
    let mut counted = Earners::default();
    for (town, _) in sums.into_values().filter(|(_, sum)| COUNTED_FROM <= *sum) {
        counted.region += 1;
        if let Some(town) = town {
            *counted.by_town.entry(town).or_default() += 1;
        }
    }
    Ok(counted)
}

/// 年間当期純利益 = 受注額 − 発注額 − 運用経費.
pub fn profit(orders: Yen, work_orders: Yen, costs: Yen) -> Result<Yen, OutOfRange> {
    orders.minus(work_orders)?.minus(costs)
}

/// The municipalities that had adopted the form of work by the end of the year.
pub fn adopters(adopted_on: &[Day], year: FiscalYear) -> i64 {
    let by_then = adopted_on.iter().filter(|day| **day <= year.last_day());
    i64::try_from(by_then.count()).unwrap_or(i64::MAX)
}

/// Yen as thousands of yen (千円), half-up. Levels are rounded, so that their differences add up over the years.
pub fn in_thousands(amount: Yen) -> Result<i64, OutOfRange> {
    Ok(amount.share(1, 1_000, Rounding::HalfUp)?.amount())
}

/// How much is still wanted each month of a running year, rounded up; nothing once reached or over.
pub fn wanted_each_month(wanted: i64, level: i64, year: FiscalYear, today: Day) -> Option<i64> {
    let left = wanted - level;
    if left <= 0 || !year.contains(today) {
        return None;
    }
    // April is the first month of a fiscal year; the running month still counts.
    let passed = i64::from((i32::from(today.month()) + 8) % 12);
    let months = 12 - passed;
    Some((left + months - 1) / months)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHIOJIRI: MunicipalityId = MunicipalityId(1);
    const OMACHI: MunicipalityId = MunicipalityId(4);

    fn paid(worker: i64, town: MunicipalityId, amount: i64) -> Paid {
        Paid {
            worker,
            town: Some(town),
            amount: Yen::new(amount),
        }
    }

    #[test]
    fn two_small_payments_in_one_fiscal_year_count_their_worker_once() {
        let (hana, ken) = (1, 2);
        let payments = [
            paid(hana, OMACHI, 6_000),
            paid(hana, OMACHI, 4_000),
            paid(ken, SHIOJIRI, 9_999),
        ];

        let counted = earners(&payments).unwrap();

        assert_eq!(counted.region, 1);
        assert_eq!(counted.by_town, BTreeMap::from([(OMACHI, 1)]));
    }

    #[test]
    fn somebody_without_a_town_of_record_still_counts_for_the_region() {
        let payments = [Paid {
            worker: 1,
            town: None,
            amount: Yen::new(10_000),
        }];

        let counted = earners(&payments).unwrap();

        assert_eq!((counted.region, counted.by_town.len()), (1, 0));
    }

    #[test]
    fn a_correction_can_take_somebody_below_the_line_again() {
        let payments = [paid(1, OMACHI, 10_000), paid(1, OMACHI, -1)];

        assert_eq!(earners(&payments).unwrap().region, 0);
    }

    #[test]
    fn profit_is_what_orders_leave_after_workers_and_running_costs() {
        let left = profit(
            Yen::new(311_230_000),
            Yen::new(200_000_000),
            Yen::new(111_230_000),
        );

        assert_eq!(left, Ok(Yen::ZERO));
    }

    #[test]
    fn a_municipality_counts_from_the_year_in_which_it_adopted() {
        let adopted = [
            Day::known(2015, 4, 1),
            Day::known(2022, 3, 31),
            Day::known(2023, 4, 1),
        ];

        assert_eq!(adopters(&adopted, FiscalYear::reiwa(2)), 1);
        assert_eq!(adopters(&adopted, FiscalYear::reiwa(3)), 2);
        assert_eq!(adopters(&adopted, FiscalYear::reiwa(4)), 2);
        assert_eq!(adopters(&adopted, FiscalYear::reiwa(5)), 3);
    }

    #[test]
    fn thousands_of_yen_are_rounded_half_up() {
        assert_eq!(in_thousands(Yen::new(306_847_500)), Ok(306_848));
        assert_eq!(in_thousands(Yen::new(306_847_499)), Ok(306_847));
    }

    #[test]
    fn what_is_still_wanted_is_told_for_each_month_left() {
        let year = FiscalYear::reiwa(8);

        let in_april = wanted_each_month(120, 0, year, Day::known(2026, 4, 20));
        let in_january = wanted_each_month(100, 60, year, Day::known(2027, 1, 18));
        let in_march = wanted_each_month(100, 90, year, Day::known(2027, 3, 31));

        assert_eq!(
            (in_april, in_january, in_march),
            (Some(10), Some(14), Some(10))
        );
        assert_eq!(
            wanted_each_month(100, 100, year, Day::known(2027, 1, 18)),
            None
        );
        assert_eq!(
            wanted_each_month(100, 60, year, Day::known(2027, 4, 1)),
            None
        );
    }
}
