//! 帳票: what stands on a paper. Kept in the database as frozen content, so names and shapes here stay.

mod drawing;

use serde::{Deserialize, Serialize};

pub use drawing::{draw, missing_signs};

pub use crate::grid::{Align, Cell, Grid};

/// 帳票一通. The same paper always gives the same bytes.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Paper {
    pub title: String,
    /// A line below the title, and the description in the file's properties.
    #[serde(default)]
    pub subject: Option<String>,
    /// The language of the texts: `ja` or `en`.
    pub lang: String,
    #[serde(default)]
    pub page: Page,
    pub blocks: Vec<Block>,
    /// A line at the foot of every page, beside the page number.
    #[serde(default)]
    pub footer: Option<String>,
    /// 発行日, like 2026-04-01. A paper without one is a draft and is not marked as an archival file.
    #[serde(default)]
    pub issued_on: Option<String>,
}

/// 用紙.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Page {
    /// A4縦.
    #[default]
    A4Portrait,
    /// A4横.
    A4Landscape,
}

/// One part of a paper, from top to bottom.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "block", content = "of", rename_all = "snake_case")]
pub enum Block {
    /// The paper's title at this place rather than at the top, as in a letter below 宛名.
    Title,
    /// 見出し, level 1 to 3.
    Heading {
        level: u8,
        text: String,
    },
    Paragraph(String),
    /// Label and text in two columns, as in a notice's 記.
    Facts(Vec<(String, String)>),
    Table {
        columns: Vec<Column>,
        rows: Vec<Vec<String>>,
        #[serde(default)]
        total: Option<Vec<String>>,
    },
    /// 様式, with merged cells.
    Grid(Grid),
    /// 注記, in small print.
    Note(String),
    /// 宛名, at the left.
    Address(Vec<String>),
    /// 発信者, at the right.
    Signature(Vec<String>),
    /// A chart of this crate, over the width of the page.
    Svg(String),
    /// 罫線.
    Rule,
    /// 改ページ.
    PageBreak,
}

/// 列: its label, where its texts stand, and its share of the width.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Column {
    pub label: String,
    #[serde(default)]
    pub align: Align,
    pub weight: f64,
}

impl Column {
    /// A column of texts.
    pub fn text(label: impl Into<String>, weight: f64) -> Self {
        Column {
            label: label.into(),
            align: Align::Left,
            weight,
        }
    }

    /// A column of numbers.
    pub fn number(label: impl Into<String>, weight: f64) -> Self {
        Column {
            align: Align::Right,
            ..Column::text(label, weight)
        }
    }
}
