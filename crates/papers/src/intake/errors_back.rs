//! What could not be taken in goes back as a spreadsheet, to be mended and sent again.

use std::collections::BTreeMap;

use super::{CellIn, Intake};
use crate::PaperError;
use crate::excel::{Cell, Sheet, Table, Workbook};
use crate::pdf::Page;

/// An XLSX file with only the faulty rows, in their old columns, and a last column saying what is wrong.
///
/// `faults` are row numbers, as in [`super::Row`], with a sentence; several sentences on a row stand below
/// one another. `sheet` names the sheet, `label` heads the last column.
pub fn errors_back(
    intake: &Intake,
    faults: &[(usize, String)],
    sheet: &str,
    label: &str,
) -> Result<Vec<u8>, PaperError> {
    let mut said: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
    for (number, sentence) in faults {
        said.entry(*number).or_default().push(sentence);
    }
    let faulty = intake.rows.iter().filter_map(|row| {
        let sentences = said.get(&row.number)?;
        let cells = row.cells.iter().map(as_it_came);
        let last = Cell::text(sentences.join("\n"));
        Some(cells.chain([last]).collect())
    });
    let mut header = intake.header.clone();
    header.push(label.to_owned());
    let table = Table::of(header, faulty.collect());
    let page = Sheet::named(sheet).page(Page::A4Landscape).table(table);
    Workbook::titled(sheet).sheet(page).bytes()
}

/// Figures go back as text, so that a code such as 0123 or a long number keeps its digits.
fn as_it_came(cell: &CellIn) -> Cell {
    match cell {
        CellIn::Empty => Cell::Empty,
        CellIn::Day(day) => Cell::Day(*day),
        CellIn::Text(_) | CellIn::Number(_) | CellIn::Formula { .. } => Cell::Text(cell.shown()),
    }
}
