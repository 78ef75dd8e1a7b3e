//! CSV and TSV in, in the encodings that Japanese offices use; the reverse of [`crate::csv_out`].

use encoding_rs::{SHIFT_JIS, UTF_16BE, UTF_16LE};

use crate::csv_out::unguarded;
use crate::intake::{IntakeFault, Limits};

/// One record with its number, counted from 1 with the header; blank records count but are left out.
pub(crate) type Record = (usize, Vec<String>);

/// All records of the file, with the guard against formulas taken off again.
pub fn read(bytes: &[u8], limits: Limits) -> Result<Vec<Vec<String>>, IntakeFault> {
    let records = records(bytes, limits)?;
    Ok(records.into_iter().map(|(_, fields)| fields).collect())
}

pub(crate) fn records(bytes: &[u8], limits: Limits) -> Result<Vec<Record>, IntakeFault> {
    let limit = limits.unpacked_bytes;
    if limit < bytes.len() as u64 {
        return Err(IntakeFault::TooLarge { limit });
    }
    let text = decoded(bytes)?;
    let mut reading = Reading::new(separator(&text), limits);
    let mut signs = text.chars().peekable();
    while let Some(sign) = signs.next() {
        let next = signs.peek().copied();
        match (sign, reading.place) {
            ('"', Place::Quoted) if next == Some('"') => {
                signs.next();
                reading.put('"')?;
            }
            ('"', Place::Quoted) => reading.place = Place::Closed,
            (_, Place::Quoted) => reading.put(sign)?,
            ('"', Place::Start) => reading.place = Place::Quoted,
            ('\r', _) if next == Some('\n') => {}
            ('\r' | '\n', _) => reading.end_record()?,
            (_, _) if sign == reading.separator => reading.end_field()?,
            (_, _) => {
                reading.put(sign)?;
                if reading.place == Place::Start {
                    reading.place = Place::Bare;
                }
            }
        }
    }
    if reading.place == Place::Quoted {
        return Err(IntakeFault::UnclosedQuote {
            row: reading.opened,
        });
    }
    reading.end_record()?;
    Ok(reading.records)
}

/// UTF-8 first, since its bytes hardly ever happen by chance; UTF-16 only with its mark; then Shift_JIS.
fn decoded(bytes: &[u8]) -> Result<String, IntakeFault> {
    let unknown = IntakeFault::UnknownEncoding;
    let strictly = |encoding: &'static encoding_rs::Encoding, bytes| {
        let text = encoding.decode_without_bom_handling_and_without_replacement(bytes);
        text.map(|it| it.into_owned())
    };
    if let Some(rest) = bytes.strip_prefix(b"\xff\xfe") {
        return strictly(UTF_16LE, rest).ok_or(unknown);
    }
    if let Some(rest) = bytes.strip_prefix(b"\xfe\xff") {
        return strictly(UTF_16BE, rest).ok_or(unknown);
    }
    let plain = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match std::str::from_utf8(plain) {
        Ok(text) => Ok(text.to_owned()),
        Err(_) => strictly(SHIFT_JIS, bytes).ok_or(unknown),
    }
}

/// A tab if the first line has more tabs than commas.
fn separator(text: &str) -> char {
    let first = text.lines().find(|line| !line.trim().is_empty());
    let count = |sign| first.unwrap_or("").matches(sign).count();
    if count(',') < count('\t') { '\t' } else { ',' }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Start,
    Bare,
    Quoted,
    Closed,
}

struct Reading {
    separator: char,
    limits: Limits,
    place: Place,
    /// The number of the record being read.
    number: usize,
    /// The record in which the last quoted field began.
    opened: usize,
    letters: usize,
    field: String,
    fields: Vec<String>,
    records: Vec<Record>,
}

impl Reading {
    fn new(separator: char, limits: Limits) -> Self {
        Reading {
            separator,
            limits,
            place: Place::Start,
            number: 1,
            opened: 1,
            letters: 0,
            field: String::new(),
            fields: Vec::new(),
            records: Vec::new(),
        }
    }

    fn put(&mut self, sign: char) -> Result<(), IntakeFault> {
        let (row, column) = (self.number, self.fields.len() + 1);
        if forbidden(sign) {
            return Err(IntakeFault::ControlCharacter { row, column });
        }
        let limit = self.limits.cell_chars;
        self.letters += 1;
        if limit < self.letters {
            return Err(IntakeFault::CellTooLong { row, column, limit });
        }
        self.field.push(sign);
        Ok(())
    }

    fn end_field(&mut self) -> Result<(), IntakeFault> {
        let limit = self.limits.columns;
        if limit <= self.fields.len() {
            let row = self.number;
            return Err(IntakeFault::TooManyColumns { row, limit });
        }
        let field = std::mem::take(&mut self.field).replace("\r\n", "\n");
        self.fields.push(unguarded(&field).to_owned());
        self.letters = 0;
        self.place = Place::Start;
        Ok(())
    }

    fn end_record(&mut self) -> Result<(), IntakeFault> {
        let blank_line = self.fields.is_empty() && self.place == Place::Start;
        if !blank_line {
            self.end_field()?;
        }
        let fields = std::mem::take(&mut self.fields);
        if fields.iter().any(|field| !field.trim().is_empty()) {
            let limit = self.limits.rows;
            // The header is not counted as a row.
            if limit < self.records.len() {
                return Err(IntakeFault::TooManyRows { limit });
            }
            self.records.push((self.number, fields));
        }
        self.number += 1;
        self.opened = self.number;
        Ok(())
    }
}

/// Signs that no form asks for: control characters, and those that turn the direction of reading.
/// Line breaks and tabs inside a cell are ordinary.
pub(crate) fn forbidden(sign: char) -> bool {
    match sign {
        '\n' | '\r' | '\t' => false,
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => true,
        _ => sign.is_control(),
    }
}
