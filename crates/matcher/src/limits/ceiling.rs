//! A worker's income of a calendar year stays under the ceiling that he set.

use super::{ALL, Case, Limit};
use crate::why::WhyNot;

/// 年間収入の上限.
pub struct Ceiling;

impl Limit for Ceiling {
    fn room(&self, case: &Case) -> i64 {
        let Some(left) = left_cyen(case) else {
            return ALL;
        };
        let pay = i128::from(case.board.market.packages[case.column.package].it.pay_cyen);
        if pay == 0 {
            return if left < 0 { 0 } else { ALL };
        }
        i64::try_from(left / pay).unwrap_or(ALL).max(0)
    }

    fn facts(&self, case: &Case) -> WhyNot {
        let job = &case.board.market.packages[case.column.package];
        let wanted = i128::from(case.chunk()) * i128::from(job.it.pay_cyen);
        let over = (wanted - left_cyen(case).unwrap_or(wanted)).max(0);
        let over_yen = i64::try_from((over + 99) / 100).unwrap_or(i64::MAX);
        WhyNot::Ceiling {
            year: case.board.market.years[job.year].clone(),
            over_yen,
        }
    }
}

/// Cyen that may still be paid for the pair in its year, what it holds included.
fn left_cyen(case: &Case) -> Option<i128> {
    let job = &case.board.market.packages[case.column.package];
    let year = &case.board.market.years[job.year];
    let income = case.board.market.workers[case.column.worker]
        .it
        .income
        .get(year)?;
    let ceiling = i128::from(income.ceiling_yen?) * 100;
    let own = i128::from(case.own) * i128::from(job.it.pay_cyen);
    let paid = case.board.pay[case.column.worker][job.year] - own;
    Some(ceiling - i128::from(income.earned_yen) * 100 - paid)
}
