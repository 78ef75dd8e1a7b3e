//! The market as it stands: who offers hours, what is ordered, where one may work.
//! This is the file format `matching-instance/1`; fields that we do not know are kept and ignored.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Fields of a file that this version does not read, kept so that writing loses nothing.
pub type Other = serde_json::Map<String, serde_json::Value>;

/// マッチングの前提: one horizon of one region, with the weights of the wishes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Instance {
    pub format: String,
    pub name: String,
    pub buckets: Vec<Bucket>,
    pub skills: Vec<String>,
    pub kinds: Vec<Kind>,
    pub municipalities: Vec<Municipality>,
    pub sites: Vec<Site>,
    pub directors: Vec<Director>,
    pub workers: Vec<Worker>,
    pub packages: Vec<Package>,
    /// Pairs of the plan in force; they may name people and packages that have left since.
    #[serde(default)]
    pub previous: Vec<Previous>,
    pub params: Params,
    #[serde(flatten)]
    pub other: Other,
}

/// 期間: a stretch of the calendar, a day or a week.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Bucket {
    pub week: i64,
    #[serde(flatten)]
    pub other: Other,
}

/// 業務種別: a kind of work.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Kind {
    pub id: String,
    #[serde(flatten)]
    pub other: Other,
}

/// 自治体: a municipality and its wished share of all pay.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Municipality {
    pub id: String,
    pub share_permille: i64,
    #[serde(flatten)]
    pub other: Other,
}

/// 拠点の区分.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SiteType {
    Coworking,
    Secure,
}

/// 拠点: a coworking place or a secure room, booked seat by seat in slots.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Site {
    pub id: String,
    pub municipality: String,
    #[serde(rename = "type")]
    pub site_type: SiteType,
    /// Length of one bookable slot, for instance half a day.
    pub slot_seconds: i64,
    /// Slots that one seat offers in each bucket.
    pub slots_open: Vec<i64>,
    pub seats: i64,
    pub equipment: Vec<String>,
    pub slot_cost_yen: i64,
    #[serde(flatten)]
    pub other: Other,
}

/// ディレクター: how many pairs he can guide, and how long he can review in the horizon.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Director {
    pub id: String,
    pub span: i64,
    pub review_seconds: i64,
    #[serde(flatten)]
    pub other: Other,
}

/// 種別ごとの実績: what is known of one person at one kind of work.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct KindRecord {
    /// 100 is the standard speed.
    pub speed_pct: i64,
    /// Best estimate of defective units in a million.
    pub defect_ppm: i64,
    /// Cautious upper bound of the same; it shrinks as units are done.
    pub defect_ppm_upper: i64,
    /// Share of the units that is reviewed; 100 for a beginner.
    pub review_pct: i64,
    #[serde(flatten)]
    pub other: Other,
}

/// 年間収入と上限 of one calendar year.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Income {
    pub earned_yen: i64,
    pub ceiling_yen: Option<i64>,
    #[serde(flatten)]
    pub other: Other,
}

/// ワーカー: a registered teleworker as the matching sees her.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Worker {
    pub id: String,
    pub municipality: String,
    pub languages: Vec<String>,
    pub skills: BTreeMap<String, i64>,
    pub kinds: BTreeMap<String, KindRecord>,
    pub avail_seconds: Vec<i64>,
    /// Hours promised already; absent, null or empty when there are none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub committed_seconds: Option<Vec<i64>>,
    pub max_week_seconds: i64,
    pub max_packages: i64,
    pub equipment: Vec<String>,
    #[serde(default)]
    pub clearance: bool,
    pub sites: Vec<String>,
    #[serde(default)]
    pub refuse_kinds: Vec<String>,
    pub prefer_kinds: Vec<String>,
    pub income: BTreeMap<String, Income>,
    /// Paid in the indicator's fiscal year so far, where it differs from the calendar year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kpi_earned_yen: Option<i64>,
    pub target_yen: i64,
    #[serde(default = "yes")]
    pub wants_work: bool,
    pub clients: Vec<String>,
    pub absence_pct: i64,
    #[serde(flatten)]
    pub other: Other,
}

fn yes() -> bool {
    true
}

/// 情報区分: where the work of a package may be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Security {
    /// Anywhere permitted, the home included.
    Home,
    /// At a registered coworking place or in a secure room.
    Site,
    /// In a secure room, by someone with clearance.
    Secure,
}

/// 業務パッケージ: what a director made of a client's order, or of a part of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Package {
    pub id: String,
    pub client: String,
    pub kind: String,
    pub units: i64,
    pub unit_seconds: i64,
    /// Money is in cyen, hundredths of a yen.
    pub price_cyen: i64,
    pub pay_cyen: i64,
    pub rework_cyen: i64,
    pub priority: i64,
    pub skills: BTreeMap<String, i64>,
    pub languages: Vec<String>,
    pub equipment: Vec<String>,
    pub security: Security,
    /// First bucket in which work may be planned.
    pub release: i64,
    /// Last bucket in which work may be planned; the buckets up to `due` are the absence buffer.
    pub plan_due: i64,
    pub due: i64,
    pub min_chunk: i64,
    pub max_share_pct: i64,
    pub min_team: i64,
    pub max_team: i64,
    pub max_defect_ppm: i64,
    pub review_seconds: i64,
    pub director: String,
    /// Only people of these municipalities; null or empty when all may.
    #[serde(default)]
    pub muni_only: Option<Vec<String>>,
    #[serde(default)]
    pub muni_quota_pct: BTreeMap<String, i64>,
    pub pay_year: i64,
    #[serde(flatten)]
    pub other: Other,
}

/// A pair of the plan in force.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Previous {
    pub worker: String,
    pub package: String,
    #[serde(flatten)]
    pub other: Other,
}

/// 重み: the policy of the operator, shown with every plan.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Params {
    pub kpi_yen: i64,
    pub short_weight_pct_of_price: i64,
    pub kpi_value_yen: i64,
    pub fair_breaks_pct: Vec<i64>,
    pub fair_weights_pct: Vec<i64>,
    pub pair_cost_yen: i64,
    pub continuity_yen_per_hour: i64,
    pub prefer_yen_per_hour: i64,
    pub absence_cost_pct_of_pay: i64,
    pub muni_dev_pct: i64,
    pub quota_pct_of_price: i64,
    pub change_cost_yen: i64,
    #[serde(flatten)]
    pub other: Other,
}
