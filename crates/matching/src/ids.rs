use sea_orm::DeriveValueType;
use serde::{Deserialize, Serialize};

/// The key of a plan (割当案).
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    DeriveValueType,
)]
#[serde(transparent)]
pub struct PlanId(pub i64);
