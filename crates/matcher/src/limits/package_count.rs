//! Nobody has more packages at once than he said.

use super::{ALL, Case, Limit};
use crate::why::WhyNot;

/// 同時に受ける件数.
pub struct PackageCount;

impl Limit for PackageCount {
    fn room(&self, case: &Case) -> i64 {
        let hand = &case.board.hands[case.column.worker];
        let most = case.board.market.workers[case.column.worker]
            .it
            .max_packages;
        if case.own > 0 || (hand.holds.len() as i64) < most {
            ALL
        } else {
            0
        }
    }

    fn facts(&self, case: &Case) -> WhyNot {
        let has = case.board.hands[case.column.worker].holds.len() as i64;
        WhyNot::PackageCount {
            has,
            most: case.board.market.workers[case.column.worker]
                .it
                .max_packages,
        }
    }
}
