//! The team's cautious defect bound stays under what was promised; a newcomer may join a strong team.

use super::{ALL, Case, Limit};
use crate::why::WhyNot;

/// 品質基準.
pub struct Quality;

impl Limit for Quality {
    fn room(&self, case: &Case) -> i64 {
        let package = case.board.market.packages[case.column.package].it;
        let above = i128::from(case.column.defect_ppm_upper - package.max_defect_ppm);
        if above <= 0 {
            return ALL;
        }
        let others = case.board.slack_ppm[case.column.package] + above * i128::from(case.own);
        i64::try_from(others / above).unwrap_or(ALL).max(0)
    }

    fn facts(&self, case: &Case) -> WhyNot {
        let package = case.board.market.packages[case.column.package].it;
        WhyNot::Quality {
            asked_ppm: package.max_defect_ppm,
            own_ppm: case.column.defect_ppm_upper,
        }
    }
}
