//! The keys of this crate's rows; they never leave the program.

use db::sea_orm::{self, DeriveValueType};
use serde::{Deserialize, Serialize};

macro_rules! key {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, DeriveValueType)]
        #[serde(transparent)]
        pub struct $name(pub i64);
    };
}

key!(/** The key of a worker (ワーカー). */ WorkerId);
key!(/** The key of a skill (スキル). */ SkillId);
key!(/** The key of a job type (業務種別). */ JobTypeId);
