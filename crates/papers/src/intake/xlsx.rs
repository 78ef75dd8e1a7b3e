//! XLSX in: measured and searched before it is parsed, then read cell by cell within the limits.

use std::io::{Cursor, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{DataRef, ExcelDateTime, Reader, SheetType, SheetVisible, Xlsx};
use jiff::civil::Date;
use zip::ZipArchive;

use super::{CellIn, IntakeFault, Limits, Row};
use crate::csv_in::forbidden;

/// Real workbooks have some dozen parts.
const MOST_PARTS: usize = 1_000;

pub(super) fn rows(bytes: &[u8], limits: Limits) -> Result<Vec<Row>, IntakeFault> {
    // The parsers are not ours and the bytes are a stranger's: a panic counts as a damaged file.
    let read = catch_unwind(AssertUnwindSafe(|| {
        inspect(bytes, limits)?;
        parse(bytes, limits)
    }));
    read.unwrap_or(Err(IntakeFault::Unreadable))
}

/// Unpacks every part once, counting, and refuses what must not reach the parser.
fn inspect(bytes: &[u8], limits: Limits) -> Result<(), IntakeFault> {
    let limit = limits.unpacked_bytes;
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| IntakeFault::Unreadable)?;
    if MOST_PARTS < archive.len() {
        return Err(IntakeFault::TooLarge { limit });
    }
    let mut left = limit;
    let mut is_workbook = false;
    for index in 0..archive.len() {
        let part = archive
            .by_index_raw(index)
            .map_err(|_| IntakeFault::Unreadable)?;
        if part.encrypted() {
            return Err(IntakeFault::Encrypted);
        }
        drop(part);
        let mut part = archive
            .by_index(index)
            .map_err(|_| IntakeFault::Unreadable)?;
        let name = part
            .name()
            .map_err(|_| IntakeFault::Unreadable)?
            .to_lowercase();
        let mut content = Vec::new();
        let read = part.by_ref().take(left + 1).read_to_end(&mut content);
        read.map_err(|_| IntakeFault::Unreadable)?;
        left = left
            .checked_sub(content.len() as u64)
            .ok_or(IntakeFault::TooLarge { limit })?;
        is_workbook |= name == "xl/workbook.xml";
        if name.ends_with("vbaproject.bin") {
            return Err(IntakeFault::Macros);
        }
        if name.ends_with(".xml") || name.ends_with(".rels") {
            inspect_xml(&content, limit)?;
        }
    }
    if !is_workbook {
        return Err(IntakeFault::OtherKind);
    }
    Ok(())
}

fn inspect_xml(content: &[u8], limit: u64) -> Result<(), IntakeFault> {
    // Excel writes UTF-8; UTF-16 would slip past the searches below.
    if content
        .iter()
        .take(4)
        .any(|byte| matches!(byte, 0 | 0xfe | 0xff))
    {
        return Err(IntakeFault::Unreadable);
    }
    let text = String::from_utf8_lossy(content);
    if text.contains("<!DOCTYPE") || text.contains("<!ENTITY") {
        return Err(IntakeFault::Unreadable);
    }
    if text.contains(".macroEnabled.") {
        return Err(IntakeFault::Macros);
    }
    // The parser reserves room for as many shared texts as the file claims to have.
    for (at, word) in text.match_indices("uniqueCount") {
        let after =
            text[at + word.len()..].trim_start_matches([' ', '\t', '\r', '\n', '=', '"', '\'']);
        let digits = after.len()
            - after
                .trim_start_matches(|it: char| it.is_ascii_digit())
                .len();
        let claimed =
            after[..digits]
                .parse::<usize>()
                .unwrap_or(if digits == 0 { 0 } else { usize::MAX });
        if content.len() < claimed {
            return Err(IntakeFault::TooLarge { limit });
        }
    }
    Ok(())
}

fn parse(bytes: &[u8], limits: Limits) -> Result<Vec<Row>, IntakeFault> {
    let damaged = |_| IntakeFault::Unreadable;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(damaged)?;
    let first = book
        .sheets_metadata()
        .iter()
        .find(|it| it.typ == SheetType::WorkSheet && it.visible == SheetVisible::Visible)
        .map(|it| it.name.clone())
        .ok_or(IntakeFault::Empty)?;
    let mut cells = book.worksheet_cells_reader(&first).map_err(damaged)?;

    let mut rows: Vec<Row> = Vec::new();
    // One shared text may stand in every cell, so what is kept is counted once more.
    let mut left = limits.unpacked_bytes;
    while let Some(found) = cells.next_cell_with_formula_metadata().map_err(damaged)? {
        let (row, column) = (found.pos.0 as usize + 1, found.pos.1 as usize + 1);
        let value = cell(&found.value, row, column, limits)?;
        let value = match found.formula {
            Some(_) => CellIn::Formula {
                shown: value.shown(),
            },
            None => value,
        };
        if value.is_blank() {
            continue;
        }
        if limits.columns < column {
            let limit = limits.columns;
            return Err(IntakeFault::TooManyColumns { row, limit });
        }
        let kept = value.shown().len() as u64;
        left = left.checked_sub(kept).ok_or(IntakeFault::TooLarge {
            limit: limits.unpacked_bytes,
        })?;
        let at = match rows.binary_search_by_key(&row, |it| it.number) {
            Ok(at) => at,
            // The header is not counted as a row.
            Err(_) if limits.rows < rows.len() => {
                return Err(IntakeFault::TooManyRows { limit: limits.rows });
            }
            Err(at) => {
                let (number, cells) = (row, Vec::new());
                rows.insert(at, Row { number, cells });
                at
            }
        };
        let cells = &mut rows[at].cells;
        if cells.len() < column {
            cells.resize(column, CellIn::Empty);
        }
        cells[column - 1] = value;
    }
    Ok(rows)
}

fn cell(value: &DataRef, row: usize, column: usize, limits: Limits) -> Result<CellIn, IntakeFault> {
    let cell = match value {
        DataRef::Empty => CellIn::Empty,
        DataRef::Int(figure) => CellIn::Number(figure.to_string()),
        DataRef::Float(figure) => CellIn::Number(plain(*figure)),
        DataRef::String(text) => CellIn::Text(text.replace("\r\n", "\n")),
        DataRef::SharedString(text) => CellIn::Text(text.replace("\r\n", "\n")),
        DataRef::Bool(true) => CellIn::Text("TRUE".to_owned()),
        DataRef::Bool(false) => CellIn::Text("FALSE".to_owned()),
        DataRef::DateTime(moment) => day_or_time(moment),
        DataRef::DateTimeIso(text) => match text.parse::<Date>() {
            Ok(day) if text.len() <= 10 => CellIn::Day(day),
            _ => CellIn::Text(text.clone()),
        },
        DataRef::DurationIso(text) => CellIn::Text(text.clone()),
        DataRef::Error(fault) => CellIn::Text(fault.to_string()),
    };
    let (CellIn::Text(text) | CellIn::Number(text)) = &cell else {
        return Ok(cell);
    };
    let limit = limits.cell_chars;
    if text.chars().any(forbidden) {
        return Err(IntakeFault::ControlCharacter { row, column });
    }
    if limit < text.chars().count() {
        return Err(IntakeFault::CellTooLong { row, column, limit });
    }
    Ok(cell)
}

/// A figure as Excel shows it: fifteen digits at most, no `.0`.
fn plain(figure: f64) -> String {
    let rounded: f64 = format!("{figure:.14e}").parse().unwrap_or(figure);
    if rounded == 0.0 {
        return "0".to_owned();
    }
    rounded.to_string()
}

fn day_or_time(moment: &ExcelDateTime) -> CellIn {
    let (year, month, day, hour, minute, _, _) = moment.to_ymd_hms_milli();
    let value = moment.as_f64();
    if moment.is_duration() {
        let minutes = (value * 24.0 * 60.0).round().clamp(0.0, 1e9) as u64;
        return CellIn::Text(format!("{}:{:02}", minutes / 60, minutes % 60));
    }
    let time = format!("{hour:02}:{minute:02}");
    if value < 1.0 {
        return CellIn::Text(time);
    }
    let parts = (i16::try_from(year), i8::try_from(month), i8::try_from(day));
    let (Ok(y), Ok(m), Ok(d)) = parts else {
        return CellIn::Number(plain(value));
    };
    match Date::new(y, m, d) {
        Ok(day) if value.fract() == 0.0 => CellIn::Day(day),
        Ok(day) => CellIn::Text(format!("{day} {time}")),
        // 29 February 1900 exists in Excel only.
        Err(_) => CellIn::Number(plain(value)),
    }
}
