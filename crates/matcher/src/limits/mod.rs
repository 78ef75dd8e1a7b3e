//! What can never be, one file for each limit. A limit answers with facts, not with a sentence.

use crate::board::Board;
use crate::market::{Column, Market};
use crate::why::WhyNot;

pub mod area;
pub mod ceiling;
pub mod chunk;
pub mod clearance;
pub mod hours;
pub mod language;
pub mod package_count;
pub mod place;
pub mod quality;
pub mod record;
pub mod refused;
pub mod review;
pub mod seats;
pub mod share;
pub mod skill;
pub mod span;
pub mod team;
pub mod willing;

/// 資格: whether a worker may ever hold a package, whoever else does what.
pub trait Standing {
    /// The fact that excludes the pair, if it does.
    fn why_not(&self, market: &Market, worker: usize, package: usize) -> Option<WhyNot>;
}

/// 上限: how much of a package a worker can hold beside everything else in the plan.
pub trait Limit {
    /// Units that this limit leaves for the pair altogether, those it holds already included.
    fn room(&self, case: &Case) -> i64;
    /// The limit in numbers, for a case whose smallest portion has no room.
    fn facts(&self, case: &Case) -> WhyNot;

    /// The limit in numbers, if it leaves no room for the smallest portion.
    fn why_not(&self, case: &Case) -> Option<WhyNot> {
        (self.room(case) < case.chunk()).then(|| self.facts(case))
    }
}

/// More units than anyone orders: what a limit answers that does not bind.
pub const ALL: i64 = i64::MAX;

/// The tests of eligibility, in the order in which they are told.
pub const STANDING: [&dyn Standing; 8] = [
    &willing::Willing,
    &skill::Skill,
    &record::Record,
    &language::Language,
    &refused::Refused,
    &area::Area,
    &clearance::Clearance,
    &place::Place,
];

/// What can make an eligible pair impossible this time, in the order in which it is told.
pub const THIS_TIME: [&dyn Limit; 8] = [
    &hours::Hours,
    &seats::SeatsFree,
    &ceiling::Ceiling,
    &share::Share,
    &package_count::PackageCount,
    &quality::Quality,
    &span::Span,
    &review::Review,
];

/// The limits that cost little to ask, quality last; hours and seats are decided by laying the time out.
const QUICK: [&dyn Limit; 8] = [
    &chunk::Chunk,
    &team::Team,
    &share::Share,
    &package_count::PackageCount,
    &span::Span,
    &ceiling::Ceiling,
    &review::Review,
    &quality::Quality,
];

/// A pair looked at beside everything else in the plan.
pub struct Case<'a> {
    pub board: &'a Board<'a>,
    pub at: usize,
    pub column: &'a Column,
    /// Units that the pair holds already.
    pub own: i64,
}

impl<'a> Case<'a> {
    /// The case of one column.
    pub fn new(board: &'a Board<'a>, at: usize) -> Case<'a> {
        let column = &board.market.columns[at];
        Case {
            board,
            at,
            column,
            own: board.hands[column.worker].units(column.package),
        }
    }

    /// The smallest portion worth giving: at least one unit.
    pub fn chunk(&self) -> i64 {
        self.board.market.packages[self.column.package]
            .it
            .min_chunk
            .max(1)
    }

    /// Seconds that this worker needs for the smallest portion.
    pub fn chunk_seconds(&self) -> i64 {
        let unit_seconds = self.board.market.packages[self.column.package]
            .it
            .unit_seconds;
        self.column.need(unit_seconds, self.chunk())
    }
}

/// The first test of eligibility that a pair fails.
pub fn not_eligible(market: &Market, worker: usize, package: usize) -> Option<WhyNot> {
    STANDING
        .iter()
        .find_map(|it| it.why_not(market, worker, package))
}

/// Units that all limits but hours and seats leave for a pair.
pub fn room(case: &Case) -> i64 {
    let mut least = ALL;
    for limit in QUICK {
        least = least.min(limit.room(case));
        if least < case.chunk() {
            return 0;
        }
    }
    least
}

/// The first limit that makes an eligible pair impossible this time.
pub fn impossible_now(case: &Case) -> Option<WhyNot> {
    THIS_TIME.iter().find_map(|it| it.why_not(case))
}

/// The first limit that keeps a pair from being fixed at so many units, hours and seats apart.
/// Quality is left to the team that is yet to be found.
pub fn unpinnable(case: &Case, units: i64) -> Option<WhyNot> {
    let mut own = QUICK.iter().take(QUICK.len() - 1);
    own.find(|it| it.room(case) < units)
        .map(|it| it.facts(case))
}

/// Why a team that one person was fixed in came to nothing.
pub fn team_incomplete(case: &Case) -> WhyNot {
    let asked = case.board.market.packages[case.column.package]
        .it
        .max_defect_ppm;
    if case.column.defect_ppm_upper > asked {
        quality::Quality.facts(case)
    } else {
        team::Team.facts(case)
    }
}

/// The hours that so many units would need, when they cannot be laid out.
pub fn no_time(case: &Case, units: i64) -> WhyNot {
    let package = case.board.market.packages[case.column.package].it;
    let needed = case.column.need(package.unit_seconds, units);
    let hand = &case.board.hands[case.column.worker];
    let free = hand.free(case.board.market, case.column, &case.board.seats);
    WhyNot::Hours {
        needed,
        free,
        first: package.release,
        last: package.plan_due,
    }
}
