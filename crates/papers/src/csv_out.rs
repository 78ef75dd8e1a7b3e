//! CSV out: every field quoted, CRLF, and no cell that a spreadsheet would take for a formula.

use csv::{QuoteStyle, Terminator, WriterBuilder};
use encoding_rs::SHIFT_JIS;

use crate::PaperError;
use crate::excel::{Cell, Table};

/// How letters become bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// With a byte order mark, by which Excel recognises it.
    Utf8,
    /// Shift_JIS as Windows writes it (CP932), for systems that know nothing else.
    ShiftJis,
}

/// Header, rows and total of the table; the caption has no place in a CSV file.
///
/// Text gets a leading `'` where it would be a formula; figures of ours may be negative as they are.
pub fn write(table: &Table, encoding: Encoding) -> Result<Vec<u8>, PaperError> {
    let header = table.header.iter().map(|label| guarded(label)).collect();
    let rows = table.rows.iter().chain(&table.total);
    let rows = rows.map(|row| row.iter().map(field).collect());
    let mut records: Vec<Vec<String>> = std::iter::once(header).chain(rows).collect();
    if encoding == Encoding::ShiftJis {
        make_mappable(&mut records)?;
    }

    let mut writer = WriterBuilder::new()
        .quote_style(QuoteStyle::Always)
        .terminator(Terminator::CRLF)
        .flexible(true)
        .from_writer(Vec::new());
    for record in &records {
        writer.write_record(record).map_err(refused)?;
    }
    let bytes = writer.into_inner().map_err(refused)?;
    let text = String::from_utf8(bytes).map_err(refused)?;
    match encoding {
        Encoding::Utf8 => Ok(format!("\u{feff}{text}").into_bytes()),
        Encoding::ShiftJis => Ok(SHIFT_JIS.encode(&text).0.into_owned()),
    }
}

fn field(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => guarded(text),
        _ => cell.plain(),
    }
}

/// Whether a spreadsheet might take a text that begins so for a formula.
/// U+2212 stands beside the full-width minus because Shift_JIS makes one of the two.
fn starts_formula(sign: char) -> bool {
    matches!(
        sign,
        '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠' | '\u{2212}' | '\t' | '\r' | '\n'
    )
}

fn would_be_formula(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(starts_formula)
}

/// One more `'`, also before a text that already begins with `'=`, so that [`unguarded`] is exact.
fn guarded(text: &str) -> String {
    if would_be_formula(text) {
        return format!("'{text}");
    }
    text.to_owned()
}

/// The text as it was before [`write`] guarded it.
pub(crate) fn unguarded(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if would_be_formula(rest) => rest,
        _ => text,
    }
}

fn make_mappable(records: &mut [Vec<String>]) -> Result<(), PaperError> {
    for (row, record) in records.iter_mut().enumerate() {
        for (column, field) in record.iter_mut().enumerate() {
            *field = field.chars().map(as_windows_writes).collect();
            let unmappable = field.chars().find(|sign| !exists(*sign));
            if let Some(sign) = unmappable {
                let (row, column) = (row + 1, column + 1);
                return Err(PaperError::Unmappable { row, column, sign });
            }
        }
    }
    Ok(())
}

fn exists(sign: char) -> bool {
    sign.is_ascii() || !SHIFT_JIS.encode(sign.encode_utf8(&mut [0; 4])).2
}

/// Signs that keyboards outside Windows type under another code, though the sign is the same.
fn as_windows_writes(sign: char) -> char {
    match sign {
        '\u{301c}' => '\u{ff5e}',
        '\u{2016}' => '\u{2225}',
        '\u{2212}' => '\u{ff0d}',
        '\u{2014}' => '\u{2015}',
        '\u{a2}' => '\u{ffe0}',
        '\u{a3}' => '\u{ffe1}',
        '\u{a5}' => '\u{ffe5}',
        '\u{ac}' => '\u{ffe2}',
        '\u{203e}' => '\u{ffe3}',
        _ => sign,
    }
}

fn refused(fault: impl std::fmt::Display) -> PaperError {
    PaperError::Drawing(fault.to_string())
}
