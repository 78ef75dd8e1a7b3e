use super::install_fonts;
use crate::PaperError;
use crate::pdf::{Block, Cell, Column, Grid, Page, Paper, draw, missing_signs};

fn notice() -> Paper {
    Paper {
        title: "支払通知書".to_owned(),
        lang: "ja".to_owned(),
        issued_on: Some("2026-04-30".to_owned()),
        blocks: vec![
            Block::Address(vec!["見本 花 様".to_owned()]),
            Block::Title,
            Block::Paragraph("下記のとおりお支払いします。".to_owned()),
            Block::Table {
                columns: vec![Column::text("内容", 3.0), Column::number("金額", 1.0)],
                rows: vec![vec!["入力作業".to_owned(), "33,000円".to_owned()]],
                total: Some(vec!["合計".to_owned(), "33,000円".to_owned()]),
            },
        ],
        ..Paper::default()
    }
}

fn holds(bytes: &[u8], part: &str) -> bool {
    bytes.windows(part.len()).any(|it| it == part.as_bytes())
}

#[test]
fn an_issued_paper_is_a_tagged_archival_file_with_title_and_language() {
    install_fonts();

    let pdf = draw(&notice()).unwrap();

    assert!(pdf.starts_with(b"%PDF-1.7"));
    assert!(holds(&pdf, "<pdfaid:part>2</pdfaid:part>"));
    assert!(holds(&pdf, "<pdfaid:conformance>A</pdfaid:conformance>"));
    assert!(holds(&pdf, "/Marked true"));
    assert!(holds(&pdf, "/Lang (ja)") || holds(&pdf, "/Lang(ja)"));
}

#[test]
fn the_same_paper_gives_the_same_bytes_whatever_was_drawn_between() {
    install_fonts();

    let first = draw(&notice()).unwrap();
    let other = Paper {
        page: Page::A4Landscape,
        ..notice()
    };
    let between = draw(&other).unwrap();
    let again = draw(&notice()).unwrap();

    assert!(first == again);
    assert!(first != between);
}

#[test]
fn a_paper_keeps_its_frozen_shape() {
    let frozen = r#"{"title":"通知","lang":"ja","blocks":[
        {"block":"title"},
        {"block":"heading","of":{"level":1,"text":"記"}},
        {"block":"paragraph","of":"本文"},
        {"block":"facts","of":[["期間","4月"]]},
        {"block":"table","of":{"columns":[{"label":"額","align":"right","weight":1.0}],"rows":[["1"]]}},
        {"block":"grid","of":{"widths":[1.0],"cells":[{"text":"欄","fill":true}]}},
        {"block":"note","of":"注"},
        {"block":"address","of":["様"]},
        {"block":"signature","of":["市長"]},
        {"block":"svg","of":"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"/>"},
        {"block":"rule"},
        {"block":"page_break"}
    ],"issued_on":"2026-04-30"}"#;
    install_fonts();

    let paper: Paper = serde_json::from_str(frozen).unwrap();

    assert_eq!(paper.page, Page::A4Portrait);
    assert!(draw(&paper).is_ok());
    let again = serde_json::to_string(&paper).unwrap();
    assert_eq!(serde_json::from_str::<Paper>(&again).unwrap(), paper);
}

#[test]
fn a_sign_that_the_typeface_lacks_is_named_and_does_not_stop_the_paper() {
    install_fonts();
    let mut paper = notice();
    paper
        .blocks
        .push(Block::Paragraph("笑顔😀と葛\u{e0100}城".to_owned()));

    let missing = missing_signs(&paper).unwrap();

    assert_eq!(missing, ['😀']);
    assert!(draw(&paper).is_ok());
}

#[test]
fn text_is_never_taken_for_markup() {
    install_fonts();
    let mut paper = notice();
    paper.title = "#panic() $x$ *a* @b <c>".to_owned();
    paper
        .blocks
        .push(Block::Note("#read(\"/etc/passwd\") \\ ` [ ] {".to_owned()));

    let pdf = draw(&paper);

    assert!(pdf.is_ok());
}

#[test]
fn a_paper_that_cannot_be_laid_out_is_refused_with_the_place() {
    install_fonts();
    let with = |block| Paper {
        blocks: vec![block],
        ..notice()
    };
    let wide = Grid {
        widths: vec![1.0],
        cells: vec![Cell::text("広い").wide(2)],
    };
    let uneven = Block::Table {
        columns: vec![Column::text("一", 1.0)],
        rows: vec![vec!["一".to_owned()], vec![]],
        total: None,
    };
    let undated = Paper {
        issued_on: Some("4月30日".to_owned()),
        ..notice()
    };

    assert_eq!(
        draw(&with(Block::Grid(wide))),
        Err(PaperError::CellDoesNotFit { cell: 0 })
    );
    assert_eq!(draw(&with(uneven)), Err(PaperError::UnevenRow { row: 1 }));
    assert_eq!(draw(&undated), Err(PaperError::UnreadableDay));
}
