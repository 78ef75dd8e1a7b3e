use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use jiff::civil::date;
use proptest::prelude::*;

use crate::PaperError;
use crate::csv_in;
use crate::csv_out::{self, Encoding};
use crate::excel::{Cell, Sheet, Table, Workbook};
use crate::grid::{self, Grid};
use crate::intake::Limits;

fn payments() -> Table {
    Table {
        caption: Some("4月分 支払一覧".to_owned()),
        header: ["支払日", "氏名", "報酬", "達成率"]
            .map(str::to_owned)
            .to_vec(),
        rows: vec![
            vec![
                Cell::Day(date(2026, 4, 30)),
                Cell::text("見本 花"),
                Cell::Yen(33_000),
                Cell::Tenths(367),
            ],
            vec![
                Cell::Empty,
                Cell::text("=1+1"),
                Cell::Yen(-500),
                Cell::Tenths(-5),
            ],
        ],
        total: Some(vec![
            Cell::text("合計"),
            Cell::Empty,
            Cell::Yen(32_500),
            Cell::Empty,
        ]),
    }
}

fn opened(bytes: Vec<u8>, sheet: &str) -> (calamine::Range<Data>, calamine::Range<String>) {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).expect("our workbook opens");
    let values = book.worksheet_range(sheet).expect("the sheet is there");
    (
        values,
        book.worksheet_formula(sheet).expect("the sheet is there"),
    )
}

#[test]
fn a_workbook_opens_with_figures_as_figures_and_a_formula_like_text_as_text() {
    let workbook = Workbook::titled("支払").sheet(Sheet::named("4月").table(payments()));

    let (values, formulas) = opened(workbook.bytes().unwrap(), "4月");

    assert_eq!(
        values.get_value((1, 1)),
        Some(&Data::String("氏名".to_owned()))
    );
    assert_eq!(values.get_value((2, 2)), Some(&Data::Float(33_000.0)));
    assert_eq!(values.get_value((2, 3)), Some(&Data::Float(36.7)));
    assert!(
        matches!(values.get_value((2, 0)), Some(Data::DateTime(day)) if day.to_ymd_hms_milli().2 == 30)
    );
    assert_eq!(
        values.get_value((3, 1)),
        Some(&Data::String("=1+1".to_owned()))
    );
    assert!(formulas.is_empty());
}

#[test]
fn the_same_workbook_gives_the_same_bytes() {
    let workbook = Workbook::titled("支払").sheet(Sheet::named("4月").table(payments()));

    let (first, second) = (workbook.bytes(), workbook.clone().bytes());

    assert_eq!(first, second);
}

#[test]
fn names_of_sheets_that_excel_refuses_are_mended_and_told_apart() {
    let long = "とても長い名前のシートがここに二つあり三十一文字を超えています";
    let workbook = Workbook::titled("名前")
        .sheet(Sheet::named("4/30 [案]"))
        .sheet(Sheet::named(long))
        .sheet(Sheet::named(long))
        .sheet(Sheet::named(""));

    let book: Xlsx<_> = Xlsx::new(Cursor::new(workbook.bytes().unwrap())).unwrap();

    let names = book.sheet_names();
    assert_eq!(names[0], "4-30 -案-");
    assert!(names[2].ends_with(" 2"));
    assert_eq!(names[3], "1");
}

#[test]
fn a_form_places_its_merged_cells_in_excel_where_the_paper_has_them() {
    let form = Grid {
        widths: vec![1.0, 2.0, 2.0],
        cells: vec![
            grid::Cell::label("評価").tall(2),
            grid::Cell::text("Ｃ"),
            grid::Cell::text("効果があった"),
            grid::Cell::text("理由").wide(2),
        ],
    };

    let bytes = Workbook::titled("評価")
        .sheet(Sheet::named("評価").grid(form))
        .bytes();

    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes.unwrap())).unwrap();
    let values = book.worksheet_range("評価").unwrap();
    assert_eq!(
        values.get_value((1, 1)),
        Some(&Data::String("理由".to_owned()))
    );
    let merged = book.merge_cells_by_sheet_name("評価").unwrap();
    let places: Vec<_> = merged.iter().map(|it| (it.start, it.end)).collect();
    assert_eq!(places, [((0, 0), (1, 0)), ((1, 1), (1, 2))]);
}

#[test]
fn a_form_whose_cell_reaches_past_its_columns_is_refused_by_number() {
    let form = Grid {
        widths: vec![1.0, 1.0],
        cells: vec![grid::Cell::text("一"), grid::Cell::text("広すぎる").wide(2)],
    };

    let placed = form.placed();

    assert_eq!(placed, Err(PaperError::CellDoesNotFit { cell: 1 }));
}

#[test]
fn a_csv_file_quotes_every_field_and_disarms_formulas() {
    let bytes = csv_out::write(&payments(), Encoding::Utf8).unwrap();

    let text = String::from_utf8(bytes).unwrap();
    assert!(text.starts_with('\u{feff}'));
    assert!(text.contains("\"2026-04-30\",\"見本 花\",\"33000\",\"36.7\"\r\n"));
    assert!(text.contains("\"\",\"'=1+1\",\"-500\",\"-0.5\"\r\n"));
}

#[test]
fn shift_jis_writes_the_wave_dash_of_other_keyboards_and_names_the_cell_it_cannot_write() {
    let one = |text: &str| Table::of(vec!["氏名".to_owned()], vec![vec![Cell::text(text)]]);

    let wave = csv_out::write(&one("10時〜12時 髙﨑①"), Encoding::ShiftJis).unwrap();
    let smile = csv_out::write(&one("笑顔😀"), Encoding::ShiftJis);

    let back = csv_in::read(&wave, Limits::default()).unwrap();
    assert_eq!(back[1], ["10時～12時 髙﨑①"]);
    let (row, column, sign) = (2, 1, '😀');
    assert_eq!(smile, Err(PaperError::Unmappable { row, column, sign }));
}

proptest! {
    #[test]
    fn what_a_csv_file_says_is_read_back_as_it_was(
        rows in prop::collection::vec(prop::collection::vec("['=＝+\\-@\",a漢\n\t ]{0,6}", 2), 1..6)
    ) {
        let cells = rows.iter().map(|row| row.iter().map(|it| Cell::text(it)).collect());
        let table = Table::of(vec!["左".to_owned(), "右".to_owned()], cells.collect());

        let bytes = csv_out::write(&table, Encoding::Utf8).unwrap();
        let read = csv_in::read(&bytes, Limits::default()).unwrap();

        // Rows of nothing but spaces are not kept.
        let filled = rows.into_iter().filter(|row| row.iter().any(|it| !it.trim().is_empty()));
        prop_assert_eq!(read[1..].to_vec(), filled.collect::<Vec<_>>());
    }
}
