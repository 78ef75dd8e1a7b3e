//! What the operator wishes for, one file for each wish, in the written order of the tiers.
//! Amounts are exact: money is counted in hundred-millionths of a yen, so that parts per million
//! of hundredths of a yen need no rounding.

use serde::Serialize;

use crate::instance::Instance;
use crate::plan::Plan;

pub mod balance;
pub mod change;
pub mod continuity;
pub mod delivery;
pub mod fairness;
pub mod ledger;
pub mod margin;
pub mod pair_cost;
pub mod people;
pub mod preference;
pub mod quota;

pub use ledger::Ledger;

/// Money in 10⁻⁸ yen.
pub type Worth = i128;

/// One hundredth of a yen.
pub const CYEN: Worth = 1_000_000;

/// One yen.
pub const YEN: Worth = 100 * CYEN;

/// 評価の階層, compared in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Tier {
    Delivery,
    People,
    Fairness,
    Margin,
    Soft,
}

/// 望ましさ: one term of the objective.
pub trait Wish {
    /// The tier in which it counts.
    fn tier(&self) -> Tier;
    /// What a whole plan is worth by this wish; costs are negative.
    fn worth(&self, ledger: &Ledger) -> Worth;
}

/// Every wish, in the written order.
pub const WISHES: [&dyn Wish; 10] = [
    &delivery::Delivery,
    &people::People,
    &fairness::Fairness,
    &margin::Margin,
    &continuity::Continuity,
    &preference::Preference,
    &pair_cost::PairCost,
    &balance::Balance,
    &quota::Quota,
    &change::Change,
];

/// 評価: the five tiers of a plan and the single number that they add up to.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Tiers {
    pub t1_short_value_yen: f64,
    pub t1_short_hours: f64,
    pub t1_short_pct: f64,
    pub t2_kpi_people: i64,
    pub t2_kpi_new: i64,
    pub t3_fairness_yen: f64,
    pub t4_margin_yen: f64,
    pub t5_soft_yen: f64,
    pub score_yen: f64,
    /// The exact worth of each tier in the weighted sum, in 10⁻⁸ yen.
    #[serde(skip)]
    pub worths: [Worth; 5],
}

impl Tiers {
    /// The exact weighted sum, in 10⁻⁸ yen; 0 for the empty plan.
    pub fn score(&self) -> Worth {
        self.worths.iter().sum()
    }
}

/// The tiers of a plan, as the referee computes them. References that do not exist count nothing.
pub fn score(instance: &Instance, plan: &Plan) -> Tiers {
    let ledger = Ledger::of(instance, plan);
    let mut worths = [0; 5];
    for wish in WISHES {
        worths[wish.tier() as usize] += wish.worth(&ledger);
    }
    let short = delivery::shortage(&ledger);
    let (before, after) = people::counted(&ledger);
    Tiers {
        t1_short_value_yen: rounded(short.value * CYEN, None),
        t1_short_hours: to_places(short.seconds as f64 / 3600.0, 3),
        t1_short_pct: to_places(
            (100 * short.seconds) as f64 / short.ordered.max(1) as f64,
            3,
        ),
        t2_kpi_people: after,
        t2_kpi_new: after - before,
        t3_fairness_yen: rounded(worths[2], Some(2)),
        t4_margin_yen: rounded(worths[3], Some(2)),
        t5_soft_yen: rounded(worths[4], Some(2)),
        score_yen: rounded(worths.iter().sum(), Some(2)),
        worths,
    }
}

/// Yen for showing. Through the decimal form, because that division is exact and rounds only once.
fn rounded(worth: Worth, places: Option<usize>) -> f64 {
    let sign = if worth < 0 { "-" } else { "" };
    let size = worth.unsigned_abs();
    let unit = YEN.unsigned_abs();
    let exact = format!("{sign}{}.{:08}", size / unit, size % unit);
    let value = exact.parse().expect("digits and one point are a number");
    places.map_or(value, |places| to_places(value, places))
}

fn to_places(value: f64, places: usize) -> f64 {
    let shown = format!("{value:.places$}");
    shown.parse().expect("a shown number is a number")
}
