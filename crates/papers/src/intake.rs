//! 取込: an uploaded spreadsheet read as a header and rows. What it is, its content says, not its name.

mod errors_back;
mod xlsx;

use jiff::civil::Date;

pub use errors_back::errors_back;

use crate::csv_in;

/// How much a file may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Rows below the header.
    pub rows: usize,
    pub columns: usize,
    /// Bytes after unpacking, over all parts of the file.
    pub unpacked_bytes: u64,
    /// Characters in one cell.
    pub cell_chars: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            rows: 5_000,
            columns: 100,
            unpacked_bytes: 64 << 20,
            cell_chars: 4_000,
        }
    }
}

/// 取込ファイルの中身: the first row that is not blank is the header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Intake {
    /// Labels without surrounding spaces.
    pub header: Vec<String>,
    /// Rows that are not blank, each with exactly one cell for each label.
    pub rows: Vec<Row>,
}

/// 一行.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The number that the spreadsheet program shows beside the row, from 1.
    pub number: usize,
    pub cells: Vec<CellIn>,
}

/// A cell as it came.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum CellIn {
    #[default]
    Empty,
    Text(String),
    /// A figure in plain digits, as 1200 or 36.7.
    Number(String),
    Day(Date),
    /// Computed by the spreadsheet; the caller refuses it or takes the value it showed last.
    Formula {
        shown: String,
    },
}

impl CellIn {
    /// What the sender saw, in plain figures and letters.
    pub fn shown(&self) -> String {
        match self {
            CellIn::Empty => String::new(),
            CellIn::Text(text) | CellIn::Number(text) => text.clone(),
            CellIn::Formula { shown } => shown.clone(),
            CellIn::Day(day) => day.to_string(),
        }
    }

    /// Whether nothing but spaces stands in the cell.
    pub fn is_blank(&self) -> bool {
        match self {
            CellIn::Empty => true,
            CellIn::Text(text) | CellIn::Formula { shown: text } => text.trim().is_empty(),
            CellIn::Number(_) | CellIn::Day(_) => false,
        }
    }
}

/// Why a file is not taken in; rows and columns as the spreadsheet program counts them, from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IntakeFault {
    /// Nothing but blanks.
    Empty,
    TooManyRows {
        limit: usize,
    },
    TooManyColumns {
        row: usize,
        limit: usize,
    },
    CellTooLong {
        row: usize,
        column: usize,
        limit: usize,
    },
    /// More bytes, once unpacked, than the limit; or a file that claims more than it holds.
    TooLarge {
        limit: u64,
    },
    /// Locked with a password.
    Encrypted,
    /// The format of Excel before 2007 (.xls).
    OldExcel,
    /// A workbook with macros (.xlsm).
    Macros,
    /// Some other kind of file: a document, a picture, an archive.
    OtherKind,
    /// Neither UTF-8 nor Shift_JIS.
    UnknownEncoding,
    ControlCharacter {
        row: usize,
        column: usize,
    },
    /// A quotation mark opened in this row is never closed.
    UnclosedQuote {
        row: usize,
    },
    /// A filled cell to the right of the last label.
    BeyondHeader {
        row: usize,
        column: usize,
    },
    /// Damaged.
    Unreadable,
}

/// Reads an uploaded spreadsheet; of its name only the suffix reaches the log.
pub fn read(name: &str, bytes: &[u8], limits: Limits) -> Result<Intake, IntakeFault> {
    let intake = match kind(bytes) {
        Kind::Zip => xlsx::rows(bytes, limits).and_then(|rows| arranged(rows, limits)),
        Kind::OldContainer if contains(bytes, &wide("EncryptedPackage")) => {
            Err(IntakeFault::Encrypted)
        }
        Kind::OldContainer => Err(IntakeFault::OldExcel),
        Kind::Other => Err(IntakeFault::OtherKind),
        Kind::Text => csv_in::records(bytes, limits).and_then(|records| {
            let rows = records.into_iter().map(|(number, fields)| Row {
                number,
                cells: fields.into_iter().map(text_cell).collect(),
            });
            arranged(rows.collect(), limits)
        }),
    };
    if let Err(fault) = &intake {
        tracing::info!(
            ?fault,
            suffix = suffix(name),
            bytes = bytes.len(),
            "intake refused"
        );
    }
    intake
}

/// The name's last part only: names of files may name people, and the log must not.
fn suffix(name: &str) -> &str {
    let last = name.rsplit_once('.').map_or("", |(_, suffix)| suffix);
    let ordinary = last.len() <= 5 && last.bytes().all(|it| it.is_ascii_alphanumeric());
    if ordinary { last } else { "" }
}

enum Kind {
    Zip,
    OldContainer,
    Other,
    Text,
}

fn kind(bytes: &[u8]) -> Kind {
    let known: [(&[u8], Kind); 8] = [
        (b"PK\x03\x04", Kind::Zip),
        (b"PK\x05\x06", Kind::Zip),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Kind::OldContainer),
        (b"%PDF-", Kind::Other),
        (b"\x89PNG", Kind::Other),
        (b"\xff\xd8\xff", Kind::Other),
        (b"GIF8", Kind::Other),
        (b"\x1f\x8b", Kind::Other),
    ];
    let found = known.into_iter().find(|(mark, _)| bytes.starts_with(mark));
    found.map_or(Kind::Text, |(_, kind)| kind)
}

fn wide(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

fn text_cell(text: String) -> CellIn {
    if text.is_empty() {
        return CellIn::Empty;
    }
    CellIn::Text(text)
}

/// The header taken off, every row as long as the header, and texts held to the limits.
fn arranged(rows: Vec<Row>, limits: Limits) -> Result<Intake, IntakeFault> {
    let mut rows = rows
        .into_iter()
        .filter(|row| row.cells.iter().any(|cell| !cell.is_blank()));
    let head = rows.next().ok_or(IntakeFault::Empty)?;
    let mut header: Vec<String> = head
        .cells
        .iter()
        .map(|it| it.shown().trim().to_owned())
        .collect();
    while header.last().is_some_and(String::is_empty) {
        header.pop();
    }
    let mut arranged = Vec::new();
    for mut row in rows {
        let filled = row.cells.iter().rposition(|cell| !cell.is_blank());
        if let Some(column) = filled.filter(|last| header.len() <= *last) {
            let (row, column) = (row.number, column + 1);
            return Err(IntakeFault::BeyondHeader { row, column });
        }
        row.cells.resize(header.len(), CellIn::Empty);
        arranged.push(row);
        if limits.rows < arranged.len() {
            return Err(IntakeFault::TooManyRows { limit: limits.rows });
        }
    }
    Ok(Intake {
        header,
        rows: arranged,
    })
}
