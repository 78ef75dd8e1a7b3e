//! The keys of this crate's rows; they never leave the program.

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

key!(/** The key of a client order (受注). */ OrderId);
key!(/** The key of a lot (ロット). */ LotId);
key!(/** The key of a step (工程). */ StepId);
key!(/** The key of a portion (分担). */ PortionId);
key!(/** The key of an item (項目). */ ItemId);
key!(/** The key of a version of a manual (手順書の版). */ ManualVersionId);
