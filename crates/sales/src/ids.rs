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

key!(/** The key of an enquiry (引合い). */ EnquiryId);
key!(/** The key of a quote (見積). */ QuoteId);
