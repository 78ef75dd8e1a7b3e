//! Draws a notice and an evaluation sheet with invented content, to be looked at after a change.
//!
//! `cargo run -p papers --example sample -- OUT_FOLDER [FONT_FOLDER]`

use std::path::{Path, PathBuf};
use std::time::Instant;

use papers::chart::{self, Chart, Series};
use papers::excel::{Sheet, Workbook};
use papers::grid::{Align, Cell, Grid};
use papers::pdf::{Block, Column, Page, Paper, draw};

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    let mut arguments = std::env::args().skip(1).map(PathBuf::from);
    let out = arguments.next().ok_or("name a folder for the samples")?;
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../ui/dist/fonts");
    let fonts = std::fs::read_dir(arguments.next().unwrap_or(beside))?
        .map(|entry| Ok(entry?.path()))
        .filter(|path| matches!(path, Ok(it) if it.extension().is_some_and(|it| it == "ttf")))
        .map(|path: Result<PathBuf, std::io::Error>| std::fs::read(path?))
        .collect::<Result<_, _>>()?;
    papers::fonts::install(fonts)?;
    std::fs::create_dir_all(&out)?;

    let chart = chart_of_earners();
    for (name, svg) in [
        ("bars", chart::bars(&chart)?),
        ("stacked", chart::stacked_bars(&chart)?),
        ("lines", chart::lines(&chart)?),
    ] {
        std::fs::write(out.join(format!("{name}.svg")), svg)?;
    }
    let papers = [
        ("notice", notice()),
        ("evaluation", evaluation()),
        (
            "report",
            report(
                chart::bars(&chart)?,
                chart::lines(&chart)?,
                chart::stacked_bars(&chart)?,
            ),
        ),
    ];
    for (name, paper) in papers {
        for drawn in ["first", "again"] {
            let begun = Instant::now();
            let bytes = draw(&paper)?;
            println!(
                "{name}, {drawn}: {} ms, {} bytes",
                begun.elapsed().as_millis(),
                bytes.len()
            );
            std::fs::write(out.join(format!("{name}.pdf")), bytes)?;
        }
    }
    let book = Workbook::titled("事業評価シート").sheet(Sheet::named("評価シート").grid(sheet()));
    std::fs::write(out.join("evaluation.xlsx"), book.bytes()?)?;
    Ok(())
}

fn owned(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

fn notice() -> Paper {
    let row = |number: usize| {
        owned(&[
            &format!("4月{}日", number % 28 + 1),
            "申込書の入力（氏名・住所・電話番号の確認を含む）",
            &format!("{}件", 100 + number),
            "12円",
            &format!("1,{:03}円", 200 + number * 12),
        ])
    };
    Paper {
        title: "支払通知書".to_owned(),
        lang: "ja".to_owned(),
        issued_on: Some("2026-04-30".to_owned()),
        footer: Some("見本地域テレワーク振興公社　支払通知書　第2026-0430-017号".to_owned()),
        blocks: vec![
            Block::Signature(owned(&["第2026-0430-017号", "令和8年4月30日"])),
            Block::Address(owned(&["〒399-0000　見本県見本市中央1-2-3", "見本　花子　様"])),
            Block::Signature(owned(&["見本地域テレワーク振興公社", "理事長　例　太郎", "登録番号 T0000000000000"])),
            Block::Title,
            Block::Paragraph("平素より業務にご協力いただき、ありがとうございます。令和8年4月に検収した業務の報酬を、下記のとおりお支払いします。内容にご不明な点があるときは、5月7日（木）までに担当のディレクターへお知らせください。".to_owned()),
            Block::Facts(vec![
                ("対象期間".to_owned(), "令和8年4月1日から令和8年4月30日まで".to_owned()),
                ("支払予定日".to_owned(), "令和8年5月15日（金）".to_owned()),
                ("お支払額".to_owned(), "57,420円（源泉徴収税額 6,528円を差し引いた額）".to_owned()),
                ("振込先".to_owned(), "見本銀行　中央支店　普通　＊＊＊＊123".to_owned()),
            ]),
            Block::Heading { level: 1, text: "明細".to_owned() },
            Block::Table {
                columns: vec![
                    Column::text("検収日", 1.2),
                    Column::text("業務の内容", 4.0),
                    Column::number("数量", 1.0),
                    Column::number("単価", 1.0),
                    Column::number("金額（税込）", 1.5),
                ],
                rows: (0..42).map(row).collect(),
                total: Some(owned(&["合計", "", "", "", "60,732円"])),
            },
            Block::Note("注　この通知書は電子的に発行しています。押印はありません。\n※ 適格請求書発行事業者の登録がない方の消費税額は、経過措置により計算しています。".to_owned()),
        ],
        ..Paper::default()
    }
}

fn evaluation() -> Paper {
    Paper {
        title: "№２　地方における時短就労者を対象とした自営型テレワーク推進事業".to_owned(),
        subject: Some("令和8年度　見本市総合戦略推進委員会　事業評価シート".to_owned()),
        lang: "ja".to_owned(),
        page: Page::A4Portrait,
        issued_on: Some("2026-07-01".to_owned()),
        footer: Some("見本市　商工労政課".to_owned()),
        blocks: vec![Block::Grid(sheet())],
    }
}

/// The shape of a council's evaluation sheet: labels at the left, figures in the middle, merged throughout.
fn sheet() -> Grid {
    let long = "働き方が多様化する中で、年度末のワーカー登録者が31名となり、時間にとらわれず自由に働ける新たな就労方法である自営型テレワークの仕組みを構築することができた。\n　また、広域連携の枠組みに加わったことにより、スケールメリットを生かしてクライアントからの業務の受注が可能となったことに加え、ワーカーの人材育成を積極的に実施したことでスキルアップにつながり、働く場の確保につながった。";
    let section = |text: &str| {
        Cell {
            bold: true,
            ..Cell::text(text)
        }
        .wide(7)
    };
    let figure = |text: &str| Cell::text(text).aligned(Align::Center);
    let mut cells = vec![
        section("（１）基本情報"),
        Cell::label("交付金名"),
        Cell::text("地方創生推進交付金（横展開タイプ）").wide(3),
        Cell::label("担当課"),
        Cell::text("商工労政課\n（主体：見本市）").wide(2),
        Cell::label("事業期間"),
        Cell::text("令和７～９年度（３年間）").wide(6),
        Cell::label("事業の\n全体概要"),
        Cell::text(long.repeat(3)).wide(6),
        Cell::label("見本市\n累　計\n事業費").tall(2),
        Cell::label("総事業費"),
        Cell::text("5,995,000円").aligned(Align::Right).wide(2),
        Cell::label("内訳").tall(2),
        Cell::text("令和８年度").aligned(Align::Center),
        Cell::text("5,995,000円").aligned(Align::Right),
        Cell::label("交付金充当額").small(),
        Cell::text("2,997,500円").aligned(Align::Right).wide(2),
        Cell::text("令和８年度").aligned(Align::Center),
        Cell::text("2,997,500円").aligned(Align::Right),
        section("（３）重要業績指標（ＫＰＩ）"),
        Cell::label("指　標").tall(2),
        Cell::label("基準値\n(事業開始前)").tall(2).small(),
        Cell::label("累積増加分\n(最終年度末)").small(),
        Cell::label("単年度増加分\n(Ｒ８年度分)").wide(2).small(),
        Cell::label("累積増加分\n(Ｒ８年度末時点)").wide(2).small(),
        Cell::label("目標値").small(),
        Cell::label("目標値").small(),
        Cell::label("実績値\n(達成率)").small(),
        Cell::label("目標値").small(),
        Cell::label("実績値\n(達成率)").small(),
    ];
    for (name, unit, figures) in [
        (
            "自営型テレワークで収入を得た人数（年間１万円以上）",
            "250\n(人)",
            [
                "270",
                "90",
                "３３\n[21]\n(36.7％)",
                "140",
                "１００\n[21]\n(71.4％)",
            ],
        ),
        (
            "クライアントからの年間受注金額",
            "250,000\n(千円)",
            [
                "262,000",
                "86,000",
                "(56,848)\n(66.1％)",
                "136,000",
                "(61,230)\n(45.0％)",
            ],
        ),
        (
            "本事業に係る年間当期純利益（クライアントからの受注額－自営型テレワーカーへの発注額－運用経費）",
            "0\n(千円)",
            ["10,000", "0", "0", "0", "0"],
        ),
        (
            "本事業モデルを新たに採用した自治体数",
            "5\n(自治体)",
            ["5", "1", "0\n(0％)", "2", "1\n(50％)"],
        ),
    ] {
        cells.push(Cell::text(name).small());
        cells.push(figure(unit));
        cells.extend(figures.map(figure));
    }
    cells.extend([
        Cell::text("※[ ]内は、見本市に関する実績額").wide(7).small().aligned(Align::Right),
        section("（４）事業の評価"),
        Cell::label("評価"),
        Cell { bold: true, ..figure("Ｃ") },
        Cell::text("Ａ　地方創生に非常に効果があった\nＢ　地方創生に相当程度効果があった\nＣ　地方創生に効果があった\nＤ　地方創生に対して効果がなかった").wide(5),
        Cell::label("効果"),
        Cell::text(long).wide(6),
        Cell::label("前年度委\n員会意見\nへの対応"),
        Cell::text("").wide(6),
        section("（５）次年度以降の取り組み"),
        Cell::label("課題"),
        Cell::text(long).wide(6),
        section("（６）総合戦略推進委員会からの意見"),
        Cell::label("意見"),
        Cell::text("・全体の受注量や各市への業務の分配状況などの分析を行いながら事業を推進していただきたい。\n・目標の達成に向けた課題の原因分析とそれに対する改善策を明確にして取り組んでいただきたい。").wide(6),
    ]);
    Grid {
        widths: vec![1.9, 1.3, 1.3, 1.3, 1.3, 1.3, 1.6],
        cells,
    }
}

fn chart_of_earners() -> Chart {
    Chart {
        title: "自営型テレワークで収入を得た人数".to_owned(),
        unit: "人".to_owned(),
        labels: owned(&["令和6年度", "令和7年度", "令和8年度"]),
        series: vec![
            Series::of("目標", &[50, 140, 270]),
            Series {
                name: "実績".to_owned(),
                figures: vec![Some(67), Some(100), None],
            },
        ],
    }
}

fn report(bars: String, lines: String, stacked: String) -> Paper {
    Paper {
        title: "Yearly report".to_owned(),
        subject: Some("A draft with charts".to_owned()),
        lang: "en".to_owned(),
        page: Page::A4Landscape,
        blocks: vec![
            Block::Heading { level: 1, text: "Earners".to_owned() },
            Block::Paragraph("The number of people who earned at least 10,000 yen within one fiscal year, counted once each.".to_owned()),
            Block::Svg(bars),
            Block::PageBreak,
            Block::Svg(lines),
            Block::Rule,
            Block::PageBreak,
            Block::Svg(stacked),
        ],
        ..Paper::default()
    }
}
