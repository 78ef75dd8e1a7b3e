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

key!(/** The key of a closing (締め). */ ClosingId);
key!(/** The key of a payment notice (支払通知). */ NoticeId);
key!(/** The key of a batch of transfers (振込依頼). */ BatchId);
key!(/** The key of a transfer (振込). */ TransferId);
key!(/** The key of a bank account (口座). */ BankAccountId);
key!(/** The key of a client's invoice (請求書). */ InvoiceId);
