//! The form equals the published sheet after NFKC and without white space.

use super::omachi::{SOURCE, TARGETS, opinions, overview, project, text};
use super::{PUBLISHED_DATA, bare, published};
use crate::form;
use crate::grade::{Direction, Grade};
use crate::increase::{Level, Target, columns};
use crate::letters::words_of_letters;
use crate::papers;
use crate::sheet::*;
use crate::{Indicator, report};
use access::MunicipalityId;
use std::collections::BTreeMap;
use webkit::{Lang, words};

/// The sheet of R4 from the levels behind it: 250, 317, 350 people and so on.
fn sheet() -> SheetDocument {
    webkit::words::install(&[crate::WORDS, webkit::LOCALE]);
    let frame = project(MunicipalityId(4));
    let levels: [[i64; 2]; 4] = [[317, 350], [254_382, 311_230], [0, 0], [6, 6]];
    let kpis = TARGETS.iter().zip(levels).zip(&frame.form).map(
        |(((indicator, baseline, targets), [r3, r4]), line)| {
            let own = |own| (*indicator == Indicator::Earners).then_some(own);
            let (single_year, cumulative) = columns(
                Level {
                    region: *baseline,
                    own: own(0),
                },
                Some(Level {
                    region: r3,
                    own: own(0),
                }),
                Level {
                    region: r4,
                    own: own(21),
                },
                Some(Target {
                    single_year: targets[1].0,
                    cumulative: targets[1].1,
                }),
            );
            Kpi {
                name: line.name.clone(),
                unit: line.unit.clone(),
                baseline: Some(*baseline),
                cumulative_target_final: Some(targets[2].1),
                single_year,
                cumulative,
            }
        },
    );
    let year = |name: &str, money: Option<i64>| YearMoney {
        fiscal_year: name.into(),
        total: money,
        eligible: money,
        grant: money.map(|it| it / 2),
    };
    SheetDocument {
        document: Heading {
            number: frame.number,
            title: frame.title.clone(),
            fiscal_year: "R4".into(),
            grant: frame.grant_name.clone(),
            lead_municipality: frame.lead_body.clone(),
            department: frame.department.clone(),
            project_years: ["R3", "R4", "R5"].map(str::to_owned).to_vec(),
            reporting_municipality: "大町市".into(),
            joined_in: "R4".into(),
            operator: frame.operator_name.clone(),
            other_municipalities: frame.partners.clone(),
            overview: overview(),
        },
        figures: Figures {
            registered_workers_region: 500,
            registered_workers_own: 31,
            ..Figures::default()
        },
        structural_causes: frame.causes.clone(),
        initiatives: frame.initiatives.clone(),
        budget_yen: BudgetYen::default(),
        kpis: kpis.collect(),
        evaluation: Evaluation {
            grade: Some(Grade::C),
            grades: words_of_letters(Grade::ALL),
        },
        direction: FutureDirection {
            choice: Some(Direction::C),
            choices: words_of_letters(Direction::ALL),
        },
        texts: TextField::ALL
            .into_iter()
            .map(|it| (it, text(it)))
            .collect(),
        money: Money {
            years: vec![year("R4", Some(5_995_000)), year("R5", None)],
            contracts: vec![Contract {
                what: "自営型テレワーカー育成プログラム展開・改善業務委託一式".into(),
                contract_total: 17_000_000,
                share: 5_995_000,
            }],
        },
        opinions: opinions()
            .into_iter()
            .zip(1..)
            .map(|(body, number)| OpinionLine {
                number,
                body,
                answer: None,
            })
            .collect(),
        last_opinions: vec![],
        remedies: vec![],
        form: frame
            .form
            .iter()
            .map(|it| FormLine {
                indicator: it.indicator,
                bracketed: it.bracketed,
                own_shown: it.own_shown,
            })
            .collect(),
        rules: 1,
        computed_on: None,
    }
}

/// Everything printed, in reading order.
fn printed(sheet: &SheetDocument) -> String {
    let paper = papers::paper(sheet);
    let grid = webkit::words::speaking(Lang::Ja, || form::grid(sheet));
    let cells: String = grid.cells.iter().map(|it| it.text.as_str()).collect();
    bare(&format!("{}{cells}", paper.title))
}

#[test]
fn the_published_sheet_comes_out_to_the_character() {
    let (ours, theirs) = (printed(&sheet()), published());

    let same = ours
        .chars()
        .zip(theirs.chars())
        .take_while(|(a, b)| a == b)
        .count();
    let near = |text: &str| {
        text.chars()
            .skip(same.saturating_sub(20))
            .take(60)
            .collect::<String>()
    };
    assert_eq!(
        ours,
        theirs,
        "they part at {same}: {} | {}",
        near(&ours),
        near(&theirs)
    );
}

#[test]
fn each_row_of_figures_is_printed_as_published() {
    let sheet = sheet();
    let rows = [
        "250(人)2709033[21](36.7%)140100[21](71.4%)",
        "250,000(千円)262,00086,000(56,848)(66.1%)136,000(61,230)(45.0%)",
        "0(千円)10,0000000",
        "5(自治体)510(0%)21(50%)",
    ];

    for ((kpi, line), expected) in sheet.kpis.iter().zip(&sheet.form).zip(rows) {
        let figures = webkit::words::speaking(Lang::Ja, || form::figures(kpi, line));
        assert_eq!(bare(&figures.concat()), expected);
        assert!(published().contains(expected), "{expected}");
    }
}

#[test]
fn the_data_has_the_shape_of_the_founding_data() {
    let sheet = sheet();
    let founding: serde_json::Value = serde_json::from_str(PUBLISHED_DATA).unwrap();

    let ours: serde_json::Value = serde_json::from_str(&report::to_json(&sheet)).unwrap();

    for part in ["kpis", "evaluation", "direction"] {
        assert_eq!(ours[part], founding[part], "{part}");
    }
    for part in [
        "number",
        "title",
        "fiscal_year",
        "grant",
        "lead_municipality",
        "department",
        "project_years",
        "joined_in",
        "operator",
    ] {
        assert_eq!(ours["document"][part], founding["document"][part], "{part}");
    }
    let again: SheetDocument = serde_json::from_value(ours).unwrap();
    assert_eq!(again, sheet);
}

#[test]
fn the_paper_is_drawn_and_its_twin_in_excel_opens() {
    let fonts = concat!(env!("CARGO_MANIFEST_DIR"), "/../../ui/dist/fonts");
    let font = |name: &str| {
        std::fs::read(format!("{fonts}/{name}")).expect("bin/setup has put the typeface there")
    };
    ::papers::fonts::install(vec![
        font("BIZUDPGothic-Regular.ttf"),
        font("BIZUDPGothic-Bold.ttf"),
    ])
    .unwrap();
    let mut sheet = sheet();
    sheet.remedies = vec![RemedyLine {
        indicator: Indicator::Orders,
        cause: "首都圏の取引先への提案が月2件にとどまった。".into(),
        measure: "提案を月6件に増やし、既存の取引先に追加の業務を聞く。".into(),
        owner: "塩尻市振興公社 営業".into(),
        due_on: base::Day::known(2023, 9, 30),
    }];

    let pdf = report::to_pdf(&sheet).unwrap();
    let xlsx = report::to_xlsx(&sheet).unwrap();

    assert!(pdf.starts_with(b"%PDF-"), "{SOURCE}");
    assert!(xlsx.starts_with(b"PK"));
    if let Ok(folder) = std::env::var("KADO_SHOW") {
        std::fs::write(format!("{folder}/sheet.pdf"), pdf).unwrap();
        std::fs::write(format!("{folder}/sheet.xlsx"), xlsx).unwrap();
    }
}

#[test]
fn an_answered_opinion_of_last_year_is_printed_with_its_answer() {
    let mut sheet = sheet();
    sheet.last_opinions = vec![OpinionLine {
        number: 1,
        body: "分析を。".into(),
        answer: Some("町別の表を加えた。".into()),
    }];

    assert!(printed(&sheet).contains("前年度委員会意見への対応・分析を。→町別の表を加えた。(5)"));
}

#[test]
fn letters_carry_the_words_of_the_form() {
    webkit::words::install(&[crate::WORDS, webkit::LOCALE]);
    let grades: BTreeMap<String, String> = words_of_letters(Grade::ALL);

    assert_eq!(grades["C"], words!("region-grade-c").say_in(Lang::Ja));
    assert_eq!(words_of_letters(Direction::ALL).len(), 5);
}
