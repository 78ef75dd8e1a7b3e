//! The typeface of every paper, handed over once at start.

use std::sync::OnceLock;

use typst::foundations::Bytes;
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;

use crate::PaperError;

/// The family that papers and charts name: a proportional universal-design gothic (OFL).
pub const FAMILY: &str = "BIZ UDPGothic";

/// The signs with which Japanese printers mark a letter that their type case lacks.
pub(crate) const GETA: char = '〓';

pub(crate) struct Shelf {
    pub book: LazyHash<FontBook>,
    pub fonts: Vec<Font>,
}

static SHELF: OnceLock<Shelf> = OnceLock::new();

/// Hands over the typefaces, as the bytes of TTF files; the first call wins, later ones change nothing.
pub fn install(files: Vec<Vec<u8>>) -> Result<(), PaperError> {
    if SHELF.get().is_some() {
        return Ok(());
    }
    if files.is_empty() {
        return Err(PaperError::NoTypeface);
    }
    // The first file measures the texts of charts; the registry keeps one face of a family.
    charts_rs::add_fonts(&[&files[0]]).map_err(|_| PaperError::UnreadableTypeface(0))?;
    let fonts = files
        .into_iter()
        .enumerate()
        .map(|(at, file)| Font::new(Bytes::new(file), 0).ok_or(PaperError::UnreadableTypeface(at)))
        .collect::<Result<Vec<_>, _>>()?;
    let book = LazyHash::new(FontBook::from_fonts(&fonts));
    let _ = SHELF.set(Shelf { book, fonts });
    Ok(())
}

pub(crate) fn shelf() -> Result<&'static Shelf, PaperError> {
    SHELF.get().ok_or(PaperError::NoTypeface)
}

impl Shelf {
    /// Whether the typeface has this sign.
    pub fn has(&self, sign: char) -> bool {
        self.fonts
            .iter()
            .any(|font| font.info().coverage.contains(sign as u32))
    }
}
