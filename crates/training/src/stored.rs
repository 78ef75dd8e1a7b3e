//! The keys of this crate, and how its enum lies in a column.

use crate::Stage;
use db::sea_orm::{self, ColIdx, DbErr, DeriveValueType, QueryResult, TryGetError, TryGetable};
use serde::{Deserialize, Serialize};

/// The key of a course (講座).
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
pub struct CourseId(pub i64);

/// The key of an enrolment (受講).
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
pub struct EnrolmentId(pub i64);

impl TryGetable for Stage {
    fn try_get_by<I: ColIdx>(row: &QueryResult, column: I) -> Result<Self, TryGetError> {
        let text = String::try_get_by(row, column)?;
        Stage::named(&text)
            .ok_or_else(|| TryGetError::DbErr(DbErr::Type(format!("{text} is no Stage"))))
    }
}
