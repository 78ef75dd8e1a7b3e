//! An administrative form (様式) with merged cells: described once, drawn as PDF and as Excel.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::PaperError;

/// Where a text stands in its cell or column.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Align {
    /// 左寄せ.
    #[default]
    Left,
    /// 中央.
    Center,
    /// 右寄せ, for numbers.
    Right,
}

/// 様式の枠: column widths in proportion, and cells in reading order; each takes the next free place.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Grid {
    pub widths: Vec<f64>,
    pub cells: Vec<Cell>,
}

/// 一つの欄, over one or more columns and rows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Cell {
    pub text: String,
    pub colspan: usize,
    pub rowspan: usize,
    pub align: Align,
    pub bold: bool,
    /// Shaded, as the labels of a form are.
    pub fill: bool,
    /// In small print, for units and remarks.
    pub small: bool,
}

impl Default for Cell {
    fn default() -> Self {
        Cell {
            text: String::new(),
            colspan: 1,
            rowspan: 1,
            align: Align::Left,
            bold: false,
            fill: false,
            small: false,
        }
    }
}

impl Cell {
    /// A field to be read.
    pub fn text(text: impl Into<String>) -> Self {
        Cell {
            text: text.into(),
            ..Cell::default()
        }
    }

    /// 見出し欄: bold, centred and shaded.
    pub fn label(text: impl Into<String>) -> Self {
        Cell {
            align: Align::Center,
            bold: true,
            fill: true,
            ..Cell::text(text)
        }
    }

    /// Over this many columns.
    pub fn wide(self, colspan: usize) -> Self {
        Cell { colspan, ..self }
    }

    /// Over this many rows.
    pub fn tall(self, rowspan: usize) -> Self {
        Cell { rowspan, ..self }
    }

    /// Set left, centred or right.
    pub fn aligned(self, align: Align) -> Self {
        Cell { align, ..self }
    }

    /// In small print.
    pub fn small(self) -> Self {
        Cell {
            small: true,
            ..self
        }
    }
}

/// A cell with its place; row and column counted from 0.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Placed<'a> {
    pub row: usize,
    pub column: usize,
    pub cell: &'a Cell,
}

/// A form has at most this many rows, so that a wrong span cannot fill the memory.
const MOST_ROWS: usize = 2_000;

impl Grid {
    /// Each cell at the next place that is free, row by row; a cell that does not fit there is refused.
    pub fn placed(&self) -> Result<Vec<Placed<'_>>, PaperError> {
        let columns = self.widths.len();
        let mut taken = BTreeSet::new();
        let mut placed = Vec::with_capacity(self.cells.len());
        let mut next = 0;
        for (index, cell) in self.cells.iter().enumerate() {
            let misfit = PaperError::CellDoesNotFit { cell: index };
            if columns == 0 || cell.colspan == 0 || cell.rowspan == 0 {
                return Err(misfit);
            }
            while taken.contains(&(next / columns, next % columns)) {
                next += 1;
            }
            let (row, column) = (next / columns, next % columns);
            if columns < column.saturating_add(cell.colspan)
                || MOST_ROWS < row.saturating_add(cell.rowspan)
            {
                return Err(misfit);
            }
            for place in (row..row + cell.rowspan)
                .flat_map(|row| (column..column + cell.colspan).map(move |column| (row, column)))
            {
                if !taken.insert(place) {
                    return Err(misfit);
                }
            }
            placed.push(Placed { row, column, cell });
        }
        Ok(placed)
    }

    /// The number of rows that the cells fill.
    pub fn rows(&self) -> Result<usize, PaperError> {
        let placed = self.placed()?;
        let last = placed.iter().map(|it| it.row + it.cell.rowspan).max();
        Ok(last.unwrap_or(0))
    }
}
