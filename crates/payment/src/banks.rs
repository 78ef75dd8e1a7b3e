//! 金融機関コード: the names of banks and branches from the public table, in kana as transfer files want them.

use crate::bank_kana::BankName;
use std::collections::HashMap;
use std::sync::OnceLock;

/// What the table knows of two codes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    Both {
        bank: String,
        branch: String,
    },
    NoBank,
    NoBranch,
    /// The table was not built; the codes alone decide.
    NoTable,
}

/// Code of a bank, or of a bank and a branch, with its kana.
type Names = HashMap<String, String>;

/// The names of a bank and its branch.
pub fn names(bank: &str, branch: &str) -> Found {
    static TABLES: OnceLock<(Names, Names)> = OnceLock::new();
    let (banks, branches) = TABLES.get_or_init(|| {
        (
            read("tables/banks.csv", 1, 2),
            read("tables/branches.csv", 2, 3),
        )
    });
    if banks.is_empty() || branches.is_empty() {
        return Found::NoTable;
    }
    let Some(bank_name) = banks.get(bank) else {
        return Found::NoBank;
    };
    let Some(branch_name) = branches.get(&format!("{bank},{branch}")) else {
        return Found::NoBranch;
    };
    Found::Both {
        bank: fitting(bank_name),
        branch: fitting(branch_name),
    }
}

/// The columns before `keys` joined as key, the column `kana` as value. The tables have no quoted commas in these.
fn read(asset: &str, keys: usize, kana: usize) -> Names {
    let Some(bytes) = webkit::assets::asset(asset) else {
        return Names::new();
    };
    let text = String::from_utf8_lossy(&bytes);
    let row = |line: &str| {
        let cells: Vec<&str> = line.split(',').collect();
        Some((
            cells.get(..keys)?.join(","),
            cells.get(kana)?.trim().to_owned(),
        ))
    };
    text.lines().skip(1).filter_map(row).collect()
}

/// Fifteen bytes are all a record has for it; what is longer is left to the code.
fn fitting(name: &str) -> String {
    match BankName::of(name) {
        Ok(it) if it.len() <= 15 => name.to_owned(),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_longer_than_its_field_is_left_to_the_code() {
        assert_eq!(fitting("オオマチ"), "オオマチ");
        assert_eq!(fitting(&"ガ".repeat(8)), "");
    }
}
