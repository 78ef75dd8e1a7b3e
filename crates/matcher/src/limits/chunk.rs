//! No more is given than is ordered, and no less than is worth instructing a person for.

use super::{Case, Limit};
use crate::why::WhyNot;

/// 発注数と最小単位.
pub struct Chunk;

impl Limit for Chunk {
    fn room(&self, case: &Case) -> i64 {
        let package = case.board.market.packages[case.column.package].it;
        package.units - case.board.units[case.column.package] + case.own
    }

    fn facts(&self, case: &Case) -> WhyNot {
        let ordered = case.board.market.packages[case.column.package].it.units;
        WhyNot::Chunk {
            chunk: case.chunk(),
            ordered,
        }
    }
}
