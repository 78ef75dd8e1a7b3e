use sea_orm::DeriveValueType;
use serde::{Deserialize, Serialize};

macro_rules! key {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, DeriveValueType)]
        #[serde(transparent)]
        pub struct $name(pub i64);
    };
}

key!(/** The key of a project (事業). */ ProjectId);
key!(/** The key of a version of an evaluation sheet (評価書). */ SheetId);
key!(/** The key of an opinion (意見). */ OpinionId);
