//! No one person holds more of an order than its share: no single point of failure.

use super::{Case, Limit};
use crate::why::WhyNot;

/// 一人当たりの割合.
pub struct Share;

impl Limit for Share {
    fn room(&self, case: &Case) -> i64 {
        most(case)
    }

    fn facts(&self, case: &Case) -> WhyNot {
        WhyNot::Share {
            most_units: most(case),
            chunk: case.chunk(),
        }
    }
}

fn most(case: &Case) -> i64 {
    let package = case.board.market.packages[case.column.package].it;
    package.max_share_pct * package.units / 100
}
