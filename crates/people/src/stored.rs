//! How this crate's enums lie in a column: by their lower-case names.

use crate::worker::Source;
use crate::{Block, Stage};
use db::sea_orm::{ColIdx, DbErr, QueryResult, TryGetError, TryGetable};

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

readable!(Stage, Block, Source);
