//! Work that may not be done at home needs a free seat.

use super::{ALL, Case, Limit};
use crate::why::WhyNot;

/// 席の空き.
pub struct SeatsFree;

impl Limit for SeatsFree {
    fn room(&self, case: &Case) -> i64 {
        if case.column.home {
            return ALL;
        }
        let job = &case.board.market.packages[case.column.package];
        case.column.units_in(job.it.unit_seconds, free(case))
    }

    fn facts(&self, case: &Case) -> WhyNot {
        WhyNot::Seats {
            needed: case.chunk_seconds(),
            free: free(case),
        }
    }
}

/// Seconds on site that a free seat and a free hour meet in, what the pair holds included.
fn free(case: &Case) -> i64 {
    let (market, hand) = (case.board.market, &case.board.hands[case.column.worker]);
    let held = hand
        .holds
        .iter()
        .find(|it| it.package == case.column.package);
    let mut seats = case.board.seats.clone();
    seats.book(market, hand, -1);
    held.map_or(0, |it| it.seconds) + hand.room(market, case.at, ALL / 2, Some(&seats))
}
