//! A team has a least and a most.

use super::{ALL, Case, Limit};
use crate::why::WhyNot;

/// チームの人数.
pub struct Team;

impl Limit for Team {
    fn room(&self, case: &Case) -> i64 {
        let most = case.board.market.packages[case.column.package].it.max_team;
        let team = case.board.teams[case.column.package].len() as i64;
        if case.own > 0 || team < most { ALL } else { 0 }
    }

    fn facts(&self, case: &Case) -> WhyNot {
        let package = case.board.market.packages[case.column.package].it;
        let found = case.board.teams[case.column.package].len() as i64;
        WhyNot::Team {
            found,
            least: package.min_team,
            most: package.max_team,
        }
    }
}
