//! How this crate's enums lie in a column: by their lower-case names.

use crate::{BookingState, Class, Slot};
use db::sea_orm::{self, ColIdx, DbErr, DeriveValueType, QueryResult, TryGetError, TryGetable};
use serde::{Deserialize, Serialize};

/// The key of a room (部屋).
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
pub struct RoomId(pub i64);

macro_rules! readable {
    ($($name:ty),+) => {
        $(impl TryGetable for $name {
            fn try_get_by<I: ColIdx>(row: &QueryResult, column: I) -> Result<Self, TryGetError> {
                let text = String::try_get_by(row, column)?;
                let unknown = || TryGetError::DbErr(DbErr::Type(format!("{text} is no {}", stringify!($name))));
                <$name>::named(&text).ok_or_else(unknown)
            }
        })+
    };
}

readable!(Class, Slot, BookingState);
