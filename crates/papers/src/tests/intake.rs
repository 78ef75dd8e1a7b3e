use std::io::{Cursor, Write};

use jiff::civil::date;
use proptest::prelude::*;
use rust_xlsxwriter as xlsx;

use crate::intake::{CellIn, IntakeFault, Limits, errors_back, read};

const SMALL: Limits = Limits {
    rows: 3,
    columns: 3,
    unpacked_bytes: 1 << 20,
    cell_chars: 10,
};

fn text(text: &str) -> CellIn {
    CellIn::Text(text.to_owned())
}

fn number(figures: &str) -> CellIn {
    CellIn::Number(figures.to_owned())
}

/// A workbook with one cell beside a header of two.
fn workbook(fill: impl Fn(&mut xlsx::Worksheet)) -> Vec<u8> {
    let mut book = xlsx::Workbook::new();
    let page = book.add_worksheet();
    page.write(0, 0, "氏名").unwrap();
    page.write(0, 1, " 時間 ").unwrap();
    fill(page);
    book.save_to_buffer().unwrap()
}

fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, zip::write::SimpleFileOptions::default())
            .unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn a_workbook_comes_in_with_row_numbers_days_and_figures_without_point_zero() {
    let bytes = workbook(|page| {
        let day = xlsx::Format::new().set_num_format("yyyy/mm/dd");
        let birthday = xlsx::ExcelDateTime::from_ymd(2026, 4, 1).unwrap();
        page.write(1, 0, "見本 花").unwrap();
        page.write(1, 1, 1200).unwrap();
        page.write(3, 0, 0.1 + 0.2).unwrap();
        page.write_datetime_with_format(3, 1, &birthday, &day)
            .unwrap();
    });

    let intake = read("名簿.csv", &bytes, SMALL).unwrap();

    assert_eq!(intake.header, ["氏名", "時間"]);
    assert_eq!(intake.rows[0].cells, [text("見本 花"), number("1200")]);
    assert_eq!(intake.rows[1].number, 4);
    assert_eq!(
        intake.rows[1].cells,
        [number("0.3"), CellIn::Day(date(2026, 4, 1))]
    );
}

#[test]
fn a_formula_is_flagged_with_the_value_it_showed() {
    let bytes = workbook(|page| {
        let formula = xlsx::Formula::new("=1+1").set_result("2");
        page.write_formula(1, 0, formula).unwrap();
    });

    let intake = read("a.xlsx", &bytes, SMALL).unwrap();

    let shown = "2".to_owned();
    assert_eq!(intake.rows[0].cells[0], CellIn::Formula { shown });
}

#[test]
fn limits_name_the_place_where_they_are_passed() {
    let long = workbook(|page| {
        page.write(1, 1, "一二三四五六七八九十一").unwrap();
    });
    let high = workbook(|page| {
        (1..5).for_each(|row| {
            page.write(row, 0, "見本").unwrap();
        })
    });
    let broad = workbook(|page| {
        page.write(1, 9, "右").unwrap();
    });
    let beyond = workbook(|page| {
        page.write(1, 2, "右").unwrap();
    });
    let far = workbook(|page| {
        page.write(1_048_575, 16_383, "隅").unwrap();
    });

    let fault = |bytes: &[u8]| read("a.xlsx", bytes, SMALL).unwrap_err();

    assert_eq!(
        fault(&long),
        IntakeFault::CellTooLong {
            row: 2,
            column: 2,
            limit: 10
        }
    );
    assert_eq!(fault(&high), IntakeFault::TooManyRows { limit: 3 });
    assert_eq!(
        fault(&broad),
        IntakeFault::TooManyColumns { row: 2, limit: 3 }
    );
    assert_eq!(
        fault(&beyond),
        IntakeFault::BeyondHeader { row: 2, column: 3 }
    );
    assert_eq!(
        fault(&far),
        IntakeFault::TooManyColumns {
            row: 1_048_576,
            limit: 3
        }
    );
}

#[test]
fn a_file_that_unpacks_to_more_than_the_limit_is_refused_before_it_is_parsed() {
    let zeros = vec![b' '; 4 << 20];
    let bomb = archive(&[
        ("xl/workbook.xml", b"<workbook/>"),
        ("xl/worksheets/sheet1.xml", &zeros),
    ]);
    let boast = archive(&[(
        "xl/sharedStrings.xml",
        b"<sst uniqueCount=\"99999999999\"></sst>",
    )]);

    assert!(bomb.len() < 1 << 16);
    let limit = SMALL.unpacked_bytes;
    assert_eq!(
        read("a.xlsx", &bomb, SMALL),
        Err(IntakeFault::TooLarge { limit })
    );
    assert_eq!(
        read("a.xlsx", &boast, SMALL),
        Err(IntakeFault::TooLarge { limit })
    );
}

#[test]
fn one_long_text_shared_by_every_cell_is_counted_each_time() {
    let roomy = Limits {
        rows: 2_000,
        cell_chars: 2_000,
        ..SMALL
    };
    let text = "長".repeat(1_000);
    let bytes = workbook(|page| {
        for row in 1..1_000 {
            page.write(row, 0, &text).unwrap();
        }
    });

    let fault = read("a.xlsx", &bytes, roomy);

    let limit = SMALL.unpacked_bytes;
    assert!(bytes.len() < 1 << 16);
    assert_eq!(fault, Err(IntakeFault::TooLarge { limit }));
}

#[test]
fn what_is_not_a_plain_spreadsheet_is_told_by_its_content() {
    let old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 W\0o\0r\0k\0b\0o\0o\0k\0".to_vec();
    let mut locked = old.clone();
    locked.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    let macros = archive(&[
        ("xl/workbook.xml", b"<workbook/>"),
        ("xl/vbaProject.bin", b"x"),
    ]);
    let letter = archive(&[("word/document.xml", b"<document/>")]);

    let fault = |bytes: &[u8]| read("名簿.xlsx", bytes, SMALL).unwrap_err();

    assert_eq!(fault(&old), IntakeFault::OldExcel);
    assert_eq!(fault(&locked), IntakeFault::Encrypted);
    assert_eq!(fault(&macros), IntakeFault::Macros);
    assert_eq!(fault(&letter), IntakeFault::OtherKind);
    assert_eq!(fault(b"%PDF-1.7"), IntakeFault::OtherKind);
    assert_eq!(fault(b" \r\n,\r\n"), IntakeFault::Empty);
}

#[test]
fn text_files_are_read_in_each_encoding_that_offices_use() {
    let sheet = "氏名,備考\r\n\"見本, 花\",\"二行\r\nの\"\"話\"\"\"\r\n\r\n髙橋,\r\n";
    let marked = format!("\u{feff}{sheet}");
    let tabs = "氏名\t備考\n見本, 花\t二行";
    let office = encoding_rs::SHIFT_JIS.encode(sheet).0;

    let plain = read("a", sheet.as_bytes(), SMALL).unwrap();

    assert_eq!(
        plain.rows[0].cells,
        [text("見本, 花"), text("二行\nの\"話\"")]
    );
    assert_eq!(plain.rows[1].cells, [text("髙橋"), CellIn::Empty]);
    assert_eq!(plain.rows[1].number, 4);
    assert_eq!(read("a", marked.as_bytes(), SMALL), Ok(plain.clone()));
    assert_eq!(read("a", &office, SMALL), Ok(plain.clone()));
    assert_eq!(
        read("a", tabs.as_bytes(), SMALL).unwrap().rows[0].cells[0],
        text("見本, 花")
    );
}

#[test]
fn text_files_that_cannot_be_trusted_are_refused_with_the_place() {
    let fault = |bytes: &[u8]| read("a.csv", bytes, SMALL).unwrap_err();

    assert_eq!(
        fault(b"a,b\nx,y\x07"),
        IntakeFault::ControlCharacter { row: 2, column: 2 }
    );
    assert_eq!(
        fault("a,b\nx\u{202e},y".as_bytes()),
        IntakeFault::ControlCharacter { row: 2, column: 1 }
    );
    assert_eq!(
        fault(b"a,b\n\"x,y\nz"),
        IntakeFault::UnclosedQuote { row: 2 }
    );
    assert_eq!(fault(b"a,b\n\xff\xff"), IntakeFault::UnknownEncoding);
}

#[test]
fn only_the_faulty_rows_go_back_each_with_its_sentences() {
    let intake = read("a", "氏名,時間\n花,20\n健,多い\n".as_bytes(), SMALL).unwrap();
    let faults = [(3, "数字で".to_owned()), (3, "40まで".to_owned())];

    let bytes = errors_back(&intake, &faults, "要修正", "直すところ").unwrap();

    let back = read("a", &bytes, SMALL).unwrap();
    assert_eq!(back.header, ["氏名", "時間", "直すところ"]);
    assert_eq!(back.rows.len(), 1);
    assert_eq!(
        back.rows[0].cells,
        [text("健"), text("多い"), text("数字で\n40まで")]
    );
}

proptest! {
    #[test]
    fn no_bytes_at_all_bring_the_intake_down(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = read("a", &bytes, SMALL);
    }

    #[test]
    fn a_damaged_workbook_is_refused_or_read_but_never_brings_the_intake_down(
        at in 0usize..8000, byte: u8, cut in 0usize..8000
    ) {
        let mut bytes = workbook(|page| { page.write(1, 0, "見本").unwrap(); });
        let length = bytes.len();
        bytes[at % length] = byte;
        let _ = read("a", &bytes, SMALL);
        let _ = read("a", &bytes[..cut % length], SMALL);
    }

    #[test]
    fn a_sheet_of_hostile_markup_is_refused_or_read(inner in "[<>/=\"' a-z0-9]{0,80}|<row r=\"[0-9A-Z]{0,12}\"><c r=\"[0-9A-Z]{0,12}\" t=\"s\"><v>[0-9]{0,12}</v></c></row>") {
        let sheet = format!("<worksheet><sheetData>{inner}</sheetData></worksheet>");
        let bytes = archive(&[
            ("[Content_Types].xml", b"<Types/>"),
            ("xl/workbook.xml", b"<workbook xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"a\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"),
            ("xl/_rels/workbook.xml.rels", b"<Relationships><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"),
            ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
        ]);
        let _ = read("a", &bytes, SMALL);
    }
}
