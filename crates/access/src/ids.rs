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

key!(/** The key of an account; 0 is the public. */ AccountId);
key!(/** The key of a municipality (参加自治体). */ MunicipalityId);
key!(/** The key of an operator entity (運営事業者). */ OperatorId);
key!(/** The key of a client (クライアント). */ ClientId);
key!(/** The key of a site (拠点). */ SiteId);
