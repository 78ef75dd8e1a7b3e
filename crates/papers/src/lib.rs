//! What leaves and enters as a file: 帳票 as PDF, Excel and CSV, charts as SVG, and spreadsheets read in.
//!
//! This crate knows no capability and holds no words: callers hand it texts and rows.
//! It depends on heavy libraries and is therefore kept still; a capability's own `papers.rs`
//! turns facts into a [`pdf::Paper`], an [`excel::Workbook`] or an [`excel::Table`].

pub mod chart;
pub mod csv_in;
pub mod csv_out;
pub mod excel;
pub mod fonts;
pub mod grid;
pub mod intake;
pub mod pdf;

/// Why a paper could not be made. For the log; the reader sees the capability's own words.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PaperError {
    /// No typeface was handed over at start; see [`fonts::install`].
    #[error("no typeface is installed")]
    NoTypeface,
    /// The bytes handed to [`fonts::install`] hold no readable typeface.
    #[error("typeface {0} cannot be read")]
    UnreadableTypeface(usize),
    /// A cell of a form lies outside its columns or over another cell; counted from 0.
    #[error("cell {cell} of the form does not fit")]
    CellDoesNotFit { cell: usize },
    /// A table's row has more or fewer cells than the table has columns; counted from 0.
    #[error("row {row} of the table does not have one cell for each column")]
    UnevenRow { row: usize },
    /// The day of issue is not a date of the form 2026-04-01.
    #[error("the day of issue cannot be read")]
    UnreadableDay,
    /// The drawing library refused, in its own words.
    #[error("the drawing failed: {0}")]
    Drawing(String),
    /// A sign of this cell does not exist in the wanted encoding; row and column counted from 1.
    #[error("row {row}, column {column}: {sign:?} does not exist in the wanted encoding")]
    Unmappable {
        row: usize,
        column: usize,
        sign: char,
    },
}

#[cfg(test)]
mod tests;
