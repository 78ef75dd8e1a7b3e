//! A director guides only so many pairs.

use super::{ALL, Case, Limit};
use crate::why::WhyNot;

/// ディレクターの担当数.
pub struct Span;

impl Limit for Span {
    fn room(&self, case: &Case) -> i64 {
        let director = case.board.market.packages[case.column.package].director;
        let used = case.board.span[director];
        if case.own > 0 || used < case.board.market.directors[director].span {
            ALL
        } else {
            0
        }
    }

    fn facts(&self, case: &Case) -> WhyNot {
        let director = case.board.market.packages[case.column.package].director;
        let most = case.board.market.directors[director].span;
        WhyNot::Span {
            used: case.board.span[director],
            most,
        }
    }
}
