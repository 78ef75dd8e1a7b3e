//! Excel out: texts are always typed text cells, never formulas; the same content gives the same bytes.

mod writing;

use jiff::civil::Date;

use crate::PaperError;
use crate::grid::Grid;
use crate::pdf::Page;

/// What one cell of a table holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Cell {
    Text(String),
    /// A count.
    Int(i64),
    /// 円, whole yen.
    Yen(i64),
    /// A figure with one decimal, given in tenths: a rate of 36.7 is 367.
    Tenths(i64),
    /// A business day.
    Day(Date),
    #[default]
    Empty,
}

impl Cell {
    /// A text cell.
    pub fn text(text: impl Into<String>) -> Self {
        Cell::Text(text.into())
    }

    /// The cell in plain figures and letters, as a CSV file holds it.
    pub fn plain(&self) -> String {
        match self {
            Cell::Text(text) => text.clone(),
            Cell::Int(figure) | Cell::Yen(figure) => figure.to_string(),
            Cell::Tenths(tenths) => {
                let sign = if *tenths < 0 { "-" } else { "" };
                let size = tenths.unsigned_abs();
                format!("{sign}{}.{}", size / 10, size % 10)
            }
            Cell::Day(day) => day.to_string(),
            Cell::Empty => String::new(),
        }
    }
}

/// 一覧表: a caption, one header row, and rows; for Excel and CSV alike.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    pub caption: Option<String>,
    pub header: Vec<String>,
    pub rows: Vec<Vec<Cell>>,
    /// 合計, set off by a double line.
    pub total: Option<Vec<Cell>>,
}

impl Table {
    /// A table without caption and total.
    pub fn of(header: Vec<String>, rows: Vec<Vec<Cell>>) -> Self {
        Table {
            header,
            rows,
            ..Table::default()
        }
    }
}

/// 表計算ファイル一つ.
#[derive(Debug, Clone, PartialEq)]
pub struct Workbook {
    title: String,
    made_on: Option<Date>,
    sheets: Vec<Sheet>,
}

impl Workbook {
    /// A workbook without sheets; the title stands in the file's properties.
    pub fn titled(title: impl Into<String>) -> Self {
        Workbook {
            title: title.into(),
            made_on: None,
            sheets: Vec::new(),
        }
    }

    /// The day that the file's properties name; without one, a fixed day.
    pub fn made_on(mut self, day: Date) -> Self {
        self.made_on = Some(day);
        self
    }

    /// Adds a sheet.
    pub fn sheet(mut self, sheet: Sheet) -> Self {
        self.sheets.push(sheet);
        self
    }

    /// The bytes of the XLSX file.
    pub fn bytes(&self) -> Result<Vec<u8>, PaperError> {
        writing::bytes(self)
    }
}

/// シート: parts below one another, printed on A4 at the width of one page.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    name: String,
    page: Page,
    widths: Vec<f64>,
    parts: Vec<Part>,
}

#[derive(Debug, Clone, PartialEq)]
enum Part {
    Line { text: String, bold: bool },
    Table(Table),
    Grid(Grid),
}

impl Sheet {
    /// An empty sheet on upright paper; what Excel does not allow in a name is replaced.
    pub fn named(name: impl Into<String>) -> Self {
        Sheet {
            name: name.into(),
            page: Page::A4Portrait,
            widths: Vec::new(),
            parts: Vec::new(),
        }
    }

    /// How the paper lies.
    pub fn page(mut self, page: Page) -> Self {
        self.page = page;
        self
    }

    /// Column widths in half-width characters; without them they follow the content.
    pub fn widths(mut self, widths: Vec<f64>) -> Self {
        self.widths = widths;
        self
    }

    /// A line of text over the columns.
    pub fn line(mut self, text: impl Into<String>) -> Self {
        let text = text.into();
        self.parts.push(Part::Line { text, bold: false });
        self
    }

    /// A bold line of text over the columns.
    pub fn heading(mut self, text: impl Into<String>) -> Self {
        let text = text.into();
        self.parts.push(Part::Line { text, bold: true });
        self
    }

    /// A table; the header of a sheet's only table stays in view and repeats on each printed page.
    pub fn table(mut self, table: Table) -> Self {
        self.parts.push(Part::Table(table));
        self
    }

    /// 様式, the same that a PDF draws.
    pub fn grid(mut self, grid: Grid) -> Self {
        self.parts.push(Part::Grid(grid));
        self
    }
}
