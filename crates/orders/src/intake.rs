//! Deciding: which rows of a client's file become items (項目の取り込み), and what is wrong with the others.

use crate::columns::{Column, Columns, Meaning};
use access::Worded;
use base::narrow_digits;
use papers::intake::{CellIn, Intake, Row};
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet};
use webkit::{Words, words};

/// The most characters of an item's number.
const NUMBER_CHARS: usize = 60;

/// An item to be kept (作業単位のもと).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewItem {
    /// The client's own number, unique within the order.
    pub number: String,
    /// Label and text of each shown column, in the file's order.
    pub fields: Vec<(String, String)>,
    /// 機密.
    pub confidential: bool,
    /// The lot in which the client wants it.
    pub wanted_lot: Option<i64>,
}

/// What is wrong with a row; a column is named by its label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowFault {
    NoNumber,
    LongNumber {
        limit: usize,
    },
    /// The same number stands in an earlier row of this file.
    Twice {
        number: String,
        row: usize,
    },
    /// The number was taken in before.
    Known {
        number: String,
    },
    Formula {
        column: String,
    },
    TooLong {
        column: String,
        limit: usize,
    },
    Blank {
        column: String,
    },
    BrokenPhone {
        column: String,
    },
    BrokenPostal {
        column: String,
    },
    /// Neither the mark of a confidential item nor blank nor 0: we do not guess that something is public.
    UnclearMark {
        column: String,
        text: String,
    },
    UnknownLot {
        text: String,
    },
}

/// A file, looked at row by row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Examined {
    pub items: Vec<NewItem>,
    /// Row numbers as the spreadsheet program shows them.
    pub faults: Vec<(usize, RowFault)>,
    pub faulty_rows: usize,
}

impl Examined {
    /// How many of the good rows are confidential.
    pub fn confidential(&self) -> usize {
        self.items.iter().filter(|it| it.confidential).count()
    }
}

/// The file without the column of reasons that we added when we gave it back.
pub fn without_reasons(mut intake: Intake, reason_labels: &[String]) -> Intake {
    while intake
        .header
        .last()
        .is_some_and(|it| reason_labels.contains(it))
    {
        intake.header.pop();
        for row in &mut intake.rows {
            row.cells.truncate(intake.header.len());
        }
        intake
            .rows
            .retain(|row| !row.cells.iter().all(CellIn::is_blank));
    }
    intake
}

/// Looks at every row. `known` are the numbers already in the order, `lots` the numbers of its lots.
pub fn examine(
    intake: &Intake,
    columns: &Columns,
    known: &HashSet<String>,
    lots: &[i64],
) -> Examined {
    let mut examined = Examined::default();
    let mut first_rows: HashMap<String, usize> = HashMap::new();
    for row in &intake.rows {
        let (item, mut faults) = read_row(row, columns, lots);
        if known.contains(&item.number) {
            faults.push(RowFault::Known {
                number: item.number.clone(),
            });
        } else if let Some(earlier) = first_rows.get(&item.number) {
            faults.push(RowFault::Twice {
                number: item.number.clone(),
                row: *earlier,
            });
        } else if !item.number.is_empty() {
            first_rows.insert(item.number.clone(), row.number);
        }
        if faults.is_empty() {
            examined.items.push(item);
        } else {
            examined.faulty_rows += 1;
            examined
                .faults
                .extend(faults.into_iter().map(|fault| (row.number, fault)));
        }
    }
    examined
}

fn read_row(row: &Row, columns: &Columns, lots: &[i64]) -> (NewItem, Vec<RowFault>) {
    let mut item = NewItem {
        number: String::new(),
        fields: Vec::new(),
        confidential: false,
        wanted_lot: None,
    };
    let mut faults = Vec::new();
    for (column, cell) in columns.columns.iter().zip(&row.cells) {
        if column.meaning == Meaning::Skip {
            continue;
        }
        let text = cell.shown().trim().to_owned();
        faults.extend(cell_fault(column, cell, &text, columns.max_chars));
        match column.meaning {
            Meaning::Number => item.number = text,
            Meaning::Confidential => match is_confidential(&text, &columns.confidential_mark) {
                Some(confidential) => item.confidential = confidential,
                None => faults.push(RowFault::UnclearMark {
                    column: column.label.clone(),
                    text,
                }),
            },
            Meaning::Lot => match wanted_lot(&text, lots) {
                Some(lot) => item.wanted_lot = lot,
                None => faults.push(RowFault::UnknownLot { text }),
            },
            _ => item.fields.push((column.label.clone(), text)),
        }
    }
    (item, faults)
}

fn cell_fault(column: &Column, cell: &CellIn, text: &str, max_chars: usize) -> Option<RowFault> {
    let label = || column.label.clone();
    let length = text.chars().count();
    match column.meaning {
        _ if matches!(cell, CellIn::Formula { .. }) => Some(RowFault::Formula { column: label() }),
        Meaning::Number if text.is_empty() => Some(RowFault::NoNumber),
        Meaning::Number if NUMBER_CHARS < length => Some(RowFault::LongNumber {
            limit: NUMBER_CHARS,
        }),
        _ if column.required && text.is_empty() => Some(RowFault::Blank { column: label() }),
        _ if max_chars < length => Some(RowFault::TooLong {
            column: label(),
            limit: max_chars,
        }),
        Meaning::Phone if !text.is_empty() && !is_phone(text) => {
            Some(RowFault::BrokenPhone { column: label() })
        }
        Meaning::Postal if !text.is_empty() && !is_postal(text) => {
            Some(RowFault::BrokenPostal { column: label() })
        }
        _ => None,
    }
}

/// The digits of a number written with hyphens, brackets or spaces; none when other signs stand in it.
fn digits(text: &str) -> Option<String> {
    let narrow = narrow_digits(text);
    let kept: String = narrow
        .chars()
        .filter(|it| !matches!(it, '-' | '(' | ')' | '（' | '）' | ' ' | 'ー' | '〒'))
        .collect();
    kept.bytes().all(|it| it.is_ascii_digit()).then_some(kept)
}

fn is_phone(text: &str) -> bool {
    digits(text).is_some_and(|it| (10..=11).contains(&it.len()) && it.starts_with('0'))
}

fn is_postal(text: &str) -> bool {
    digits(text).is_some_and(|it| it.len() == 7)
}

fn is_confidential(text: &str, mark: &str) -> Option<bool> {
    let (text, mark) = (narrow_digits(text), narrow_digits(mark.trim()));
    match text.as_str() {
        it if it == mark => Some(true),
        "" | "0" | "-" => Some(false),
        _ => None,
    }
}

fn wanted_lot(text: &str, lots: &[i64]) -> Option<Option<i64>> {
    if text.is_empty() {
        return Some(None);
    }
    let no = narrow_digits(text).parse().ok()?;
    lots.contains(&no).then_some(Some(no))
}

impl Worded for RowFault {
    fn words(&self) -> Words {
        match self {
            RowFault::NoNumber => words!("orders-row-no-number"),
            RowFault::LongNumber { limit } => words!("orders-row-long-number", limit = *limit),
            RowFault::Twice { number, row } => {
                words!("orders-row-twice", number = number, row = row.to_string())
            }
            RowFault::Known { number } => words!("orders-row-known", number = number),
            RowFault::Formula { column } => words!("orders-row-formula", column = column),
            RowFault::TooLong { column, limit } => {
                words!("orders-row-too-long", column = column, limit = *limit)
            }
            RowFault::Blank { column } => words!("orders-row-blank", column = column),
            RowFault::BrokenPhone { column } => words!("orders-row-phone", column = column),
            RowFault::BrokenPostal { column } => words!("orders-row-postal", column = column),
            RowFault::UnclearMark { column, text } => {
                words!("orders-row-mark", column = column, text = text)
            }
            RowFault::UnknownLot { text } => words!("orders-row-lot", text = text),
        }
    }
}

#[cfg(test)]
#[path = "tests/intake.rs"]
mod tests;
