//! The sheet in the form of the founding document (様式): one grid for PDF and Excel, its words from the locale.

use crate::form::grid;
use crate::sheet::SheetDocument;
use papers::PaperError;
use papers::excel::{self, Sheet, Workbook};
use papers::pdf::{Block, Column as Head, Page, Paper, draw};
use webkit::words::speaking;
use webkit::{Lang, t};

/// The sheet as data, in the shape of the founding document's data.
pub fn to_json(sheet: &SheetDocument) -> String {
    serde_json::to_string_pretty(sheet)
        .expect("a sheet holds only texts, numbers and maps keyed by texts")
}

/// The sheet as PDF.
pub fn to_pdf(sheet: &SheetDocument) -> Result<Vec<u8>, PaperError> {
    draw(&paper(sheet))
}

/// The sheet as an Excel file; the same grid as the PDF, and the remedies on a sheet of their own.
pub fn to_xlsx(sheet: &SheetDocument) -> Result<Vec<u8>, PaperError> {
    speaking(Lang::Ja, || {
        let form = Sheet::named(t!("region-form-sheet"))
            .heading(title(sheet))
            .grid(grid(sheet));
        let mut book = Workbook::titled(title(sheet)).sheet(form);
        if !sheet.remedies.is_empty() {
            let rows = remedy_rows(sheet)
                .into_iter()
                .map(|row| row.into_iter().map(excel::Cell::Text).collect());
            let table = excel::Table::of(remedy_heads().to_vec(), rows.collect());
            book = book.sheet(
                Sheet::named(t!("region-form-remedies"))
                    .page(Page::A4Landscape)
                    .table(table),
            );
        }
        book.bytes()
    })
}

/// The sheet as a paper, ready to be frozen and drawn. Documents speak Japanese.
pub fn paper(sheet: &SheetDocument) -> Paper {
    speaking(Lang::Ja, || {
        let mut blocks = vec![Block::Grid(grid(sheet))];
        if !sheet.remedies.is_empty() {
            let weights = [2.0, 2.8, 2.8, 1.5, 2.2];
            let columns = remedy_heads()
                .into_iter()
                .zip(weights)
                .map(|(head, weight)| Head::text(head, weight));
            blocks.push(Block::Heading {
                level: 1,
                text: t!("region-form-remedies"),
            });
            blocks.push(Block::Table {
                columns: columns.collect(),
                rows: remedy_rows(sheet),
                total: None,
            });
        }
        Paper {
            title: title(sheet),
            lang: Lang::Ja.code().to_owned(),
            blocks,
            footer: Some(t!(
                "region-form-foot",
                town = &sheet.document.reporting_municipality,
                department = &sheet.document.department
            )),
            issued_on: sheet.computed_on.map(|day| day.to_string()),
            ..Paper::default()
        }
    })
}

fn title(sheet: &SheetDocument) -> String {
    t!(
        "region-form-title",
        number = sheet.document.number,
        title = &sheet.document.title
    )
}

fn remedy_heads() -> [String; 5] {
    [
        t!("region-remedy-indicator"),
        t!("region-remedy-cause"),
        t!("region-remedy-measure"),
        t!("region-remedy-owner"),
        t!("region-remedy-due"),
    ]
}

fn remedy_rows(sheet: &SheetDocument) -> Vec<Vec<String>> {
    let name = |number: i64| {
        sheet
            .form
            .iter()
            .position(|it| it.indicator.number() == number)
            .map(|at| sheet.kpis[at].name.clone())
    };
    let rows = sheet.remedies.iter().map(|it| {
        let indicator = name(it.indicator.number()).unwrap_or_default();
        vec![
            indicator,
            it.cause.clone(),
            it.measure.clone(),
            it.owner.clone(),
            webkit::formats::day(it.due_on),
        ]
    });
    rows.collect()
}
