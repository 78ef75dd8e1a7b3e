//! What the operator can do about a cause, what it costs, and what it changes in the instance.

use serde::{Deserialize, Serialize};

/// 施策: one thing that can be done.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(tag = "measure", rename_all = "snake_case")]
pub enum Measure {
    /// 育成: a person is trained in a skill up to a level, with a trial in what it opens.
    Train { skill: String, to: i64 },
    /// トライアル: a person with the skills does a trial in a kind of work.
    Trial { kind: String },
    /// 機密研修: a person is cleared for the secure room.
    Clear,
    /// 貸与: a set of equipment is lent to a person.
    Lend { equipment: Vec<String> },
    /// 利用登録: a person may use a site.
    Access { site: String },
    /// What one person lacks, all at once.
    Equip { steps: Vec<Measure> },
    /// 増席: one more seat at a site.
    Seat { site: String },
    /// 受注拡大: one more order like an order of this kind.
    Order { kind: String },
    /// 検収時間: one more hour of a director's review.
    DirectorHour { director: String },
    /// 担当数: one more pair that a director guides.
    DirectorPair { director: String },
}

/// 費用表: what the operator reckons a measure to cost, in yen for one horizon.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Costs {
    /// Which family to turn to first among sets of one size: skill, volume, environment, matching.
    pub families: [i64; 4],
    /// A person's course, by level gained: about ten hours of teaching shared by a class of five.
    pub train_level_yen: i64,
    pub trial_yen: i64,
    pub clear_yen: i64,
    /// One piece of equipment for the horizon: a tenth of a year's hire.
    pub lend_yen: i64,
    pub access_yen: i64,
    /// One more seat for the horizon: furniture and room.
    pub seat_yen: i64,
    /// Sales effort for one order.
    pub order_yen: i64,
    pub director_hour_yen: i64,
    pub director_pair_yen: i64,
}

impl Default for Costs {
    fn default() -> Costs {
        Costs {
            families: [3, 4, 2, 1],
            train_level_yen: 12_000,
            trial_yen: 3_000,
            clear_yen: 5_000,
            lend_yen: 5_000,
            access_yen: 1_000,
            seat_yen: 15_000,
            order_yen: 30_000,
            director_hour_yen: 2_500,
            director_pair_yen: 4_000,
        }
    }
}
