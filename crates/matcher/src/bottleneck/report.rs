//! The report on causes and remedies, as it is written to a file (`matching-report/1`).

use serde::{Deserialize, Serialize};

use super::cause::{Cause, Shares};
use super::measure::{Costs, Measure};
use crate::instance::Security;
use crate::plan::Row;

/// The format that this version writes.
pub const REPORT_FORMAT: &str = "matching-report/1";

/// 原因分析: why people have no work and orders are short, and what would help most.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Report {
    pub format: String,
    pub instance: String,
    /// Wanting workers without any pair, each with one cause.
    pub people: Vec<IdlePerson>,
    /// Wanting workers who do not reach the indicator's threshold, with or without a pair.
    pub uncounted: Vec<IdlePerson>,
    /// Those for whom no cause is sought, and why.
    pub excluded: Vec<Excluded>,
    pub orders: Vec<ShortOrder>,
    pub totals: Totals,
    /// One family relaxed for everybody at a time; empty when it was not asked for.
    pub families: Vec<FamilyEffect>,
    /// What the plan gains by small steps alone, before any measure; measures are weighed after that.
    pub settled: Effect,
    /// What one more of something is worth; empty when it was not asked for.
    pub marginal: Vec<Marginal>,
    /// The best measures in the order in which to take them.
    pub programme: Option<Programme>,
    pub costs: Costs,
}

/// What is missed: any work at all, or enough of it to count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Goal {
    /// One portion of any order.
    Work,
    /// Enough to reach the indicator's threshold.
    Counted,
}

/// 仕事のない希望者: one person and the cause.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct IdlePerson {
    pub worker: String,
    pub goal: Goal,
    /// The named cause.
    pub cause: Cause,
    /// The whole smallest set that cures; empty where the plan itself could have done it.
    pub needs: Vec<Cause>,
    /// Every smallest set that cures. Together they say which of the sixteen sets do.
    pub minimal: Vec<Vec<Cause>>,
    /// In twenty-fourths.
    pub shares: Shares,
    /// Nothing had to be relaxed: a defect of the plan, not of the market.
    pub defect: bool,
    pub witness: Witness,
}

/// 証拠: what the person would get, and what is lacking for it in numbers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Witness {
    pub package: String,
    pub units: i64,
    /// When and where; with the environment relaxed, wherever it may be done.
    pub schedule: Vec<Row>,
    /// Units that would move from others, who stay above the threshold and half of their target.
    pub from: Vec<Giver>,
    /// The order is repeated: a team of its own, instead of more units for the present one.
    pub repeated: bool,
    pub lacking: Vec<Lack>,
    pub cures: Vec<Cure>,
}

/// One who would give units.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Giver {
    pub worker: String,
    pub units: i64,
}

/// 不足: what is lacking, in numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "lack", rename_all = "snake_case")]
pub enum Lack {
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
    Clearance,
    /// The person's cautious defect bound against what the team may still take in.
    Quality {
        asked_ppm: i64,
        own_ppm: i64,
    },
    /// Percent of the standard speed, where being faster would make the hours suffice.
    Speed {
        needed_pct: i64,
        has_pct: i64,
    },
    /// Units that nobody has yet, against the smallest portion.
    Units {
        needed: i64,
        left: i64,
    },
    /// No permitted place is open to the person.
    Place {
        security: Security,
    },
    Equipment {
        missing: Vec<String>,
    },
    /// Seconds on site that a free seat and a free hour meet in.
    Seats {
        needed: i64,
        free: i64,
    },
    /// Seconds free in the window of the order.
    Hours {
        needed: i64,
        free: i64,
        first: i64,
        last: i64,
    },
    Area {
        municipality: String,
    },
    Refused {
        kind: String,
    },
    Share {
        most_units: i64,
        needed: i64,
    },
    Team {
        found: i64,
        least: i64,
        most: i64,
    },
    PackageCount {
        has: i64,
        most: i64,
    },
    Span {
        director: String,
        used: i64,
        most: i64,
    },
    Review {
        director: String,
        needed: i64,
        free: i64,
    },
}

/// 手当: the least change that cures.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(tag = "cure", rename_all = "snake_case")]
pub enum Cure {
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
    TrainClearance,
    /// Practice until speed and defects are those of the middle of the trained people.
    Practise {
        kind: String,
    },
    Lend {
        equipment: Vec<String>,
    },
    GrantAccess {
        security: Security,
    },
    AddSeats {
        seconds: i64,
    },
    MoreOrders {
        kind: String,
        units: i64,
    },
    MoveUnits {
        units: i64,
    },
    LowerChunk {
        to: i64,
    },
    RaiseShare {
        to_units: i64,
    },
    ChangeTeam {
        least: i64,
        most: i64,
    },
    AllowAnotherPackage,
    WidenSpan {
        by: i64,
    },
    AddReview {
        seconds: i64,
    },
    WidenWindow {
        first: i64,
        last: i64,
    },
    WidenArea {
        municipality: String,
    },
    LiftRefusal {
        kind: String,
    },
    /// Somebody more like those who can do it already.
    Recruit {
        people: i64,
    },
}

/// 対象外: not a cause but an exclusion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Excluded {
    pub worker: String,
    pub goal: Goal,
    pub why: Exclusion,
}

/// Why no cause is sought.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Exclusion {
    /// Does not want work now.
    NotWanted,
    /// No hours at all in the horizon.
    NoHours,
    /// The income ceiling leaves nothing.
    CeilingReached,
    /// Hours or ceiling are too little for any order, whatever else were relaxed.
    TooLittle,
}

/// 未充足の受注: an order of which units are left, and the cause.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ShortOrder {
    pub package: String,
    pub short_units: i64,
    pub short_seconds: i64,
    /// None where nothing cures.
    pub cause: Option<Cause>,
    pub needs: Vec<Cause>,
    pub minimal: Vec<Vec<Cause>>,
    pub shares: Shares,
    pub defect: bool,
    /// Those who would take a portion.
    pub witness: Option<OrderWitness>,
    /// Units that each family alone would cover, in the order skill, capacity, environment, matching;
    /// and all four together. Of people looked at one by one, so an upper estimate.
    pub covers: [i64; 5],
}

/// Who would do more of a short order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OrderWitness {
    /// More than one only where the order has not begun and asks for a team.
    pub team: Vec<Portion>,
    pub lacking: Vec<Lack>,
    pub cures: Vec<Cure>,
}

/// One person's part of a short order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Portion {
    pub worker: String,
    pub units: i64,
    /// Someone more with the skills and the places of this worker and a free calendar.
    pub another_like: bool,
    pub schedule: Vec<Row>,
}

/// 集計: the report in numbers.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Totals {
    pub wanting: i64,
    pub in_work: i64,
    pub idle: i64,
    pub counted: i64,
    pub uncounted: i64,
    /// Idle people by named cause, and how much of all idleness each family explains (24 is one person).
    pub idle_by_cause: ByCause,
    pub uncounted_by_cause: ByCause,
    /// Short orders by cause, and the seconds that are short.
    pub orders_by_cause: ByCause,
    pub short_orders: i64,
    pub short_seconds: i64,
    /// Idle people by reason of exclusion: not wanted, no hours, ceiling, too little.
    pub excluded: [i64; 4],
    /// The same of those who are not counted.
    pub uncounted_excluded: [i64; 4],
    /// Idle people and orders to whom the plan itself could have given more.
    pub defects: i64,
}

/// Counts by family, in the order skill, volume (or capacity), environment, matching.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct ByCause {
    pub named: [i64; 4],
    pub shares: Shares,
}

/// 効果: how the plan as a whole changes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Effect {
    /// People with any pair.
    pub in_work: i64,
    /// People who count for the indicator.
    pub counted: i64,
    /// Value of what stays undone of the present orders, T1; less is better.
    pub short_yen: i64,
    pub score_yen: i64,
}

impl std::ops::Add for Effect {
    type Output = Effect;
    fn add(self, other: Effect) -> Effect {
        Effect {
            in_work: self.in_work + other.in_work,
            counted: self.counted + other.counted,
            short_yen: self.short_yen + other.short_yen,
            score_yen: self.score_yen + other.score_yen,
        }
    }
}

impl std::ops::Sub for Effect {
    type Output = Effect;
    fn sub(self, other: Effect) -> Effect {
        Effect {
            in_work: self.in_work - other.in_work,
            counted: self.counted - other.counted,
            short_yen: self.short_yen - other.short_yen,
            score_yen: self.score_yen - other.score_yen,
        }
    }
}

/// What relaxing families for everybody would change, by solving again.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FamilyEffect {
    /// One family; all four in the last entry.
    pub relaxed: Vec<Cause>,
    pub effect: Effect,
    /// Only for all four: their effect minus the sum of the single ones.
    pub interaction: Option<Effect>,
}

/// 限界価値: what one more of something is worth, and for how many.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Marginal {
    pub measure: Measure,
    /// Whom it would reach, the most useful first; empty where it is not for a person.
    pub people: Vec<String>,
    /// Predicted effect of the first n together, for n from 1.
    pub first: Vec<Effect>,
    /// The n whose effect is published: up to where one more is worth half of the first.
    pub published: usize,
    pub predicted: Effect,
    pub confirmed: Effect,
    /// Predicted and confirmed differ by more than 20 % or one person, whichever is larger.
    pub wrong: bool,
    pub cost_yen: i64,
}

/// 改善計画: measures in the order in which to take them.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Programme {
    pub picks: Vec<Pick>,
    pub cost_yen: i64,
    pub predicted: Effect,
    pub confirmed: Effect,
    pub wrong: bool,
    /// The same by searching anew from there, with the measures and without them; it is blurred by chance.
    pub searched: Option<Effect>,
}

/// One measure of a programme, with what it adds to those before it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Pick {
    pub measure: Measure,
    /// For whom, where it is for people.
    pub people: Vec<String>,
    pub times: i64,
    pub cost_yen: i64,
    pub predicted: Effect,
    pub confirmed: Effect,
    pub wrong: bool,
}
