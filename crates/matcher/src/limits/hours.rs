//! The hours offered in the window are enough, beside what is promised and the week's most.

use super::{ALL, Case, Limit};
use crate::why::WhyNot;

/// 稼働時間.
pub struct Hours;

impl Limit for Hours {
    fn room(&self, case: &Case) -> i64 {
        let job = &case.board.market.packages[case.column.package];
        case.column
            .units_in(job.it.unit_seconds, free(case, ALL / 2))
    }

    fn facts(&self, case: &Case) -> WhyNot {
        let package = case.board.market.packages[case.column.package].it;
        let needed = case.chunk_seconds();
        WhyNot::Hours {
            needed,
            free: free(case, needed),
            first: package.release,
            last: package.plan_due,
        }
    }
}

/// Seconds that could still be laid out for the pair, seats apart, what it holds included.
fn free(case: &Case, wanted: i64) -> i64 {
    let hand = &case.board.hands[case.column.worker];
    let held = hand
        .holds
        .iter()
        .find(|it| it.package == case.column.package);
    held.map_or(0, |it| it.seconds) + hand.room(case.board.market, case.at, wanted, None)
}
