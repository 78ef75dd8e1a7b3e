//! A director reviews only so long.

use super::{ALL, Case, Limit};
use crate::why::WhyNot;

/// 検収の時間.
pub struct Review;

impl Limit for Review {
    fn room(&self, case: &Case) -> i64 {
        let each = each(case);
        if each == 0 {
            return ALL;
        }
        i64::try_from(left(case) / each).unwrap_or(ALL).max(0)
    }

    fn facts(&self, case: &Case) -> WhyNot {
        let seconds = |hundredths: i128| i64::try_from(hundredths / 100).unwrap_or(i64::MAX);
        let needed = seconds(each(case) * i128::from(case.chunk()) + 99);
        WhyNot::Review {
            needed,
            free: seconds(left(case).max(0)),
        }
    }
}

/// Hundredths of a second of review for one unit of this worker.
fn each(case: &Case) -> i128 {
    let package = case.board.market.packages[case.column.package].it;
    i128::from(case.column.review_pct) * i128::from(package.review_seconds)
}

/// Hundredths of a second that the director has left for the pair, what it takes now included.
fn left(case: &Case) -> i128 {
    let director = case.board.market.packages[case.column.package].director;
    let most = i128::from(case.board.market.directors[director].review_seconds) * 100;
    most - case.board.review[director] + each(case) * i128::from(case.own)
}
