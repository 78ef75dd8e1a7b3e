//! Why not: the limit that was met, in numbers, and the least change that would lift it.

use serde::{Deserialize, Serialize};

use crate::instance::Security;
use crate::wishes::Tier;

/// 割り当てられない理由. Facts only; the words belong to whoever shows them.
/// It never carries anything about another person.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "limit", rename_all = "snake_case")]
pub enum WhyNot {
    /// The worker or the package is not of this market.
    Unknown,
    NotWanted,
    Skill {
        skill: String,
        needed: i64,
        has: i64,
    },
    Record {
        kind: String,
    },
    Language {
        language: String,
    },
    Refused {
        kind: String,
    },
    Area {
        municipality: String,
        allowed: Vec<String>,
    },
    Clearance,
    /// Access is lacking to every place where this may be done.
    Place {
        security: Security,
    },
    /// A permitted place exists, but this equipment is missing there.
    Equipment {
        missing: Vec<String>,
    },
    /// Seconds for the smallest portion against seconds free in the window.
    Hours {
        needed: i64,
        free: i64,
        first: i64,
        last: i64,
    },
    /// The same, counting only hours for which a seat is free.
    Seats {
        needed: i64,
        free: i64,
    },
    Ceiling {
        year: String,
        over_yen: i64,
    },
    Share {
        most_units: i64,
        chunk: i64,
    },
    PackageCount {
        has: i64,
        most: i64,
    },
    /// The worker's cautious defect bound against what the order asks; the team has no slack left.
    Quality {
        asked_ppm: i64,
        own_ppm: i64,
    },
    Span {
        used: i64,
        most: i64,
    },
    Review {
        needed: i64,
        free: i64,
    },
    /// The order is too small for one portion.
    Chunk {
        chunk: i64,
        ordered: i64,
    },
    /// Too few people can join for the order to begin, or nobody may.
    Team {
        found: i64,
        least: i64,
        most: i64,
    },
    /// It would be possible, but the plan as a whole would lose by it: yen in each tier.
    OthersAhead {
        loses_yen: i64,
        by_tier_yen: [i64; 5],
        mostly: Tier,
    },
}

/// 状況を変える一歩: the least change that would lift a limit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "change", rename_all = "snake_case")]
pub enum Change {
    WantWork,
    Train {
        skill: String,
        to: i64,
    },
    PassTrial {
        kind: String,
    },
    LearnLanguage {
        language: String,
    },
    LiftRefusal {
        kind: String,
    },
    WidenArea {
        municipality: String,
    },
    TrainClearance,
    GrantAccess {
        security: Security,
    },
    Lend {
        equipment: Vec<String>,
    },
    OfferMoreSeconds {
        seconds: i64,
        first: i64,
        last: i64,
    },
    AddSeatSeconds {
        seconds: i64,
    },
    RaiseCeiling {
        year: String,
        by_yen: i64,
    },
    RaiseShare {
        units: i64,
    },
    AllowAnotherPackage,
    LowerDefects {
        to_ppm: i64,
    },
    WidenSpan {
        by: i64,
    },
    AddReviewSeconds {
        seconds: i64,
    },
    LowerChunk {
        to: i64,
    },
    ChangeTeam {
        least: i64,
    },
    /// Nothing about this person needs to change; more work of this kind would do.
    MoreOrders,
    /// No such worker or package.
    None,
}

impl WhyNot {
    /// What would have to be different for this limit not to be met.
    pub fn least_change(&self) -> Change {
        match self.clone() {
            WhyNot::Unknown => Change::None,
            WhyNot::NotWanted => Change::WantWork,
            WhyNot::Skill { skill, needed, .. } => Change::Train { skill, to: needed },
            WhyNot::Record { kind } => Change::PassTrial { kind },
            WhyNot::Language { language } => Change::LearnLanguage { language },
            WhyNot::Refused { kind } => Change::LiftRefusal { kind },
            WhyNot::Area { municipality, .. } => Change::WidenArea { municipality },
            WhyNot::Clearance => Change::TrainClearance,
            WhyNot::Place { security } => Change::GrantAccess { security },
            WhyNot::Equipment { missing } => Change::Lend { equipment: missing },
            WhyNot::Hours {
                needed,
                free,
                first,
                last,
            } => {
                let seconds = needed - free;
                Change::OfferMoreSeconds {
                    seconds,
                    first,
                    last,
                }
            }
            WhyNot::Seats { needed, free } => Change::AddSeatSeconds {
                seconds: needed - free,
            },
            WhyNot::Ceiling { year, over_yen } => Change::RaiseCeiling {
                year,
                by_yen: over_yen,
            },
            WhyNot::Share { most_units, chunk } => Change::RaiseShare {
                units: chunk - most_units,
            },
            WhyNot::PackageCount { .. } => Change::AllowAnotherPackage,
            WhyNot::Quality { asked_ppm, .. } => Change::LowerDefects { to_ppm: asked_ppm },
            WhyNot::Span { used, most } => Change::WidenSpan {
                by: used + 1 - most,
            },
            WhyNot::Review { needed, free } => Change::AddReviewSeconds {
                seconds: needed - free,
            },
            WhyNot::Chunk { ordered, .. } => Change::LowerChunk { to: ordered },
            WhyNot::Team { found, .. } => Change::ChangeTeam { least: found },
            WhyNot::OthersAhead { .. } => Change::MoreOrders,
        }
    }
}
