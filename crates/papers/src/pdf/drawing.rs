//! From a paper to the bytes of a PDF, through typst and one template.

use std::sync::LazyLock;

use serde_json::Value;
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use super::{Block, Paper};
use crate::PaperError;
use crate::fonts::{self, GETA, Shelf};

/// Memoised layout is dropped once this many further papers were drawn without using it.
const KEPT_FOR: usize = 8;

static LIBRARY: LazyLock<LazyHash<Library>> =
    LazyLock::new(|| LazyHash::new(Library::builder().build()));
static TEMPLATE: LazyLock<Source> = LazyLock::new(|| {
    let text = include_str!("paper.typ");
    Source::new(file_id("paper.typ"), text.to_owned())
});
static CONTENT: LazyLock<FileId> = LazyLock::new(|| file_id("paper.json"));

/// Draws the paper: PDF/A-2a with tags, title and language once it has a day of issue, else plain PDF.
///
/// A sign that the typeface lacks is drawn as 〓; see [`missing_signs`].
pub fn draw(paper: &Paper) -> Result<Vec<u8>, PaperError> {
    let shelf = fonts::shelf()?;
    check(paper)?;
    let options = options(paper)?;
    let mut content = serde_json::to_value(paper).map_err(drawing)?;
    tidy(&mut content, shelf);
    let desk = Desk {
        shelf,
        content: Bytes::from_string(content.to_string()),
    };

    let pdf = typst::compile::<PagedDocument>(&desk)
        .output
        .and_then(|pages| typst_pdf::pdf(&pages, &options))
        .map_err(|faults| refused(&faults));
    comemo::evict(KEPT_FOR);
    pdf
}

/// The signs (外字など) of this paper that the typeface lacks, each once and in order of first use.
pub fn missing_signs(paper: &Paper) -> Result<Vec<char>, PaperError> {
    let shelf = fonts::shelf()?;
    let content = serde_json::to_value(paper).map_err(drawing)?;
    let mut missing = Vec::new();
    each_text(&content, &mut |text| {
        for sign in text.chars() {
            if printed(sign, shelf) == Some(GETA) && sign != GETA && !missing.contains(&sign) {
                missing.push(sign);
            }
        }
    });
    Ok(missing)
}

fn check(paper: &Paper) -> Result<(), PaperError> {
    for block in &paper.blocks {
        match block {
            Block::Grid(grid) => drop(grid.placed()?),
            Block::Table {
                columns,
                rows,
                total,
            } => {
                let uneven = rows
                    .iter()
                    .chain(total)
                    .position(|row| row.len() != columns.len());
                if let Some(row) = uneven {
                    return Err(PaperError::UnevenRow { row });
                }
            }
            _ => {}
        }
    }
    Ok(())
}

fn options(paper: &Paper) -> Result<PdfOptions, PaperError> {
    let Some(day) = &paper.issued_on else {
        return Ok(PdfOptions {
            creator: Smart::Custom(None),
            ..PdfOptions::default()
        });
    };
    let day: jiff::civil::Date = day.parse().map_err(|_| PaperError::UnreadableDay)?;
    let midnight = Datetime::from_ymd_hms(
        day.year().into(),
        day.month().unsigned_abs(),
        day.day().unsigned_abs(),
        0,
        0,
        0,
    );
    let midnight = midnight.ok_or(PaperError::UnreadableDay)?;
    let archival = PdfStandards::new(&[PdfStandard::A_2a])
        .map_err(|fault| PaperError::Drawing(fault.message().to_string()))?;
    Ok(PdfOptions {
        creator: Smart::Custom(None),
        // Days are Japanese days, nine hours ahead of UTC.
        timestamp: Timestamp::new_local(midnight, 9 * 60),
        standards: archival,
        ..PdfOptions::default()
    })
}

/// What the typeface prints for a sign: itself, the geta mark, or nothing.
fn printed(sign: char, shelf: &Shelf) -> Option<char> {
    match sign {
        '\n' => Some(sign),
        '\t' => Some(' '),
        // Variation selectors and zero-width signs choose or join shapes; archival files refuse them.
        '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' => None,
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' => None,
        '\u{ad}' | '\u{feff}' => None,
        _ if sign.is_control() => None,
        _ if shelf.has(sign) => Some(sign),
        _ => Some(GETA),
    }
}

fn tidy(content: &mut Value, shelf: &Shelf) {
    match content {
        Value::String(text) => *text = text.chars().filter_map(|it| printed(it, shelf)).collect(),
        Value::Array(parts) => parts.iter_mut().for_each(|part| tidy(part, shelf)),
        Value::Object(parts) => parts.values_mut().for_each(|part| tidy(part, shelf)),
        _ => {}
    }
}

fn each_text(content: &Value, visit: &mut impl FnMut(&str)) {
    match content {
        Value::String(text) => visit(text),
        Value::Array(parts) => parts.iter().for_each(|part| each_text(part, visit)),
        Value::Object(parts) => parts.values().for_each(|part| each_text(part, visit)),
        _ => {}
    }
}

fn refused(faults: &[SourceDiagnostic]) -> PaperError {
    let mut said = Vec::new();
    for fault in faults {
        said.push(fault.message.to_string());
        said.extend(fault.hints.iter().map(|hint| hint.v.to_string()));
    }
    PaperError::Drawing(said.join("; "))
}

fn drawing(fault: serde_json::Error) -> PaperError {
    PaperError::Drawing(fault.to_string())
}

fn file_id(name: &str) -> FileId {
    let path = VirtualPath::new(name).expect("the two names are plain file names");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

/// The small world that typst sees: one template, one file of content, our typefaces, and no clock.
struct Desk {
    shelf: &'static Shelf,
    content: Bytes,
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.shelf.book
    }

    fn main(&self) -> FileId {
        TEMPLATE.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == TEMPLATE.id() {
            return Ok(TEMPLATE.clone());
        }
        Err(FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == *CONTENT {
            return Ok(self.content.clone());
        }
        Err(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.shelf.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
