//! How an account lies in the database: sealed for its row, opened only to write a transfer file.

use crate::bank_kana::BankName;
use crate::zengin::{Account, AccountKind};
use access::{Sealed, Vault};
use serde::{Deserialize, Serialize};

const COLUMN: &str = "sealed";

/// The content of a sealed account. It has no printable form.
#[derive(Clone, Serialize, Deserialize)]
pub struct Kept {
    bank: String,
    bank_name: String,
    branch: String,
    branch_name: String,
    kind: String,
    number: String,
    holder: String,
}

impl Kept {
    pub fn of(account: &Account) -> Kept {
        Kept {
            bank: account.bank.clone(),
            bank_name: account.bank_name.as_str().to_owned(),
            branch: account.branch.clone(),
            branch_name: account.branch_name.as_str().to_owned(),
            kind: account.kind.name().to_owned(),
            number: account.number.clone(),
            holder: account.holder.as_str().to_owned(),
        }
    }

    /// What makes two accounts the same, whatever their holders are called.
    pub fn identity(&self) -> String {
        [&self.bank, &self.branch, &self.kind, &self.number]
            .map(String::as_str)
            .join("-")
    }

    fn account(&self) -> Option<Account> {
        Some(Account {
            bank: self.bank.clone(),
            bank_name: BankName::of(&self.bank_name).ok()?,
            branch: self.branch.clone(),
            branch_name: BankName::of(&self.branch_name).ok()?,
            kind: AccountKind::parse(&self.kind)?,
            number: self.number.clone(),
            holder: BankName::of(&self.holder).ok()?,
        })
    }
}

/// Seals an account for one row.
pub fn seal(vault: &Vault, table: &str, row: i64, kept: &Kept) -> Vec<u8> {
    vault.seal(
        table,
        COLUMN,
        row,
        &serde_json::to_vec(kept).expect("an account is plain data"),
    )
}

/// Opens the account of one row.
pub fn open(vault: &Vault, table: &str, row: i64, sealed: &[u8]) -> Result<Account, Sealed> {
    let plain = vault.open(table, COLUMN, row, sealed)?;
    serde_json::from_slice::<Kept>(&plain)
        .ok()
        .and_then(|it| it.account())
        .ok_or(Sealed)
}
