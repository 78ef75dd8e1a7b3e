//! The sections (1) to (6) of the form as one grid, drawn alike for PDF and Excel.

use crate::grade::{Direction, Grade};
use crate::increase::Column;
use crate::letters::Lettered;
use crate::sheet::{FormLine, Kpi, OpinionLine, SheetDocument, TextField, YearMoney};
use base::{FiscalYear, Yen};
use papers::grid::{Align, Cell, Grid};
use webkit::t;

const COLUMNS: usize = 7;

/// The whole form, sections (1) to (6), over seven columns.
pub(crate) fn grid(sheet: &SheetDocument) -> Grid {
    let parts = [
        basics(sheet),
        year(sheet),
        kpis(sheet),
        evaluation(sheet),
        next_years(sheet),
        opinions(sheet),
    ];
    Grid {
        widths: vec![1.9, 1.3, 1.3, 1.3, 1.3, 1.3, 1.6],
        cells: parts.into_iter().flatten().collect(),
    }
}

fn section(text: String) -> Cell {
    Cell {
        bold: true,
        ..Cell::text(text)
    }
    .wide(COLUMNS)
}

fn row(label: String, text: impl Into<String>) -> [Cell; 2] {
    [Cell::label(label), Cell::text(text).wide(COLUMNS - 1)]
}

fn figure(text: impl Into<String>) -> Cell {
    Cell::text(text).aligned(Align::Center)
}

fn reiwa(year: &str) -> String {
    FiscalYear::parse(year)
        .map(|it| it.in_reiwa().to_string())
        .unwrap_or_default()
}

/// 「5,995,000円」; where nothing is agreed, the form keeps a bare 「円」.
fn yen(amount: Option<i64>) -> String {
    t!(
        "region-form-yen",
        amount = amount.map(|it| Yen::new(it).grouped()).unwrap_or_default()
    )
}

/// (１)基本情報.
fn basics(sheet: &SheetDocument) -> Vec<Cell> {
    let it = &sheet.document;
    let (total, grant) = sheet.money.sums();
    let (from, to) = (it.project_years.first(), it.project_years.last());
    let period = t!(
        "region-form-period",
        from = from.map(|it| reiwa(it)).unwrap_or_default(),
        to = to.map(|it| reiwa(it)).unwrap_or_default(),
        count = it.project_years.len()
    );
    let mut cells = vec![section(t!("region-form-1"))];
    cells.extend(row(t!("region-form-grant"), &it.grant));
    cells.extend([
        Cell::label(t!("region-form-department")),
        Cell::text(t!(
            "region-form-department-lead",
            department = &it.department,
            lead = &it.lead_municipality
        ))
        .wide(2),
        Cell::label(t!("region-form-years")),
        Cell::text(period).wide(3),
    ]);
    cells.extend(row(t!("region-form-overview"), &it.overview));
    cells.push(
        Cell::label(t!(
            "region-form-cumulative-cost",
            town = &it.reporting_municipality
        ))
        .tall(2),
    );
    cells.extend(over_years(
        t!("region-form-total"),
        total,
        &sheet.money.years,
        |it| it.total,
    ));
    cells.extend(over_years(
        t!("region-form-grant-money"),
        grant,
        &sheet.money.years,
        |it| it.grant,
    ));
    cells
}

fn over_years(
    label: String,
    sum: Option<i64>,
    years: &[YearMoney],
    part: fn(&YearMoney) -> Option<i64>,
) -> [Cell; 5] {
    let names: Vec<String> = years
        .iter()
        .map(|it| t!("region-form-fiscal-year", year = reiwa(&it.fiscal_year)))
        .collect();
    let amounts: Vec<String> = years.iter().map(|it| yen(part(it))).collect();
    [
        Cell::label(label).small(),
        Cell::text(yen(sum)).aligned(Align::Right).wide(2),
        Cell::label(t!("region-form-of-which")),
        figure(names.join("\n")),
        Cell::text(amounts.join("\n")).aligned(Align::Right),
    ]
}

/// (２)年度事業概要.
fn year(sheet: &SheetDocument) -> Vec<Cell> {
    let text = |field: TextField| sheet.texts.get(&field).cloned().unwrap_or_default();
    let money = sheet
        .money
        .of(&sheet.document.fiscal_year)
        .cloned()
        .unwrap_or_default();
    let mut content = vec![
        t!(
            "region-form-initiative",
            initiative = text(TextField::Initiative),
            eligible = yen(money.eligible)
        ),
        text(TextField::Content),
    ];
    for contract in &sheet.money.contracts {
        let share = thousands(contract.share);
        content.push(t!(
            "region-form-contract",
            what = &contract.what,
            total = thousands(contract.contract_total)
        ));
        content.push(t!(
            "region-form-share",
            town = &sheet.document.reporting_municipality,
            share = share
        ));
    }
    let mut cells = vec![section(t!(
        "region-form-2",
        year = reiwa(&sheet.document.fiscal_year)
    ))];
    cells.extend(row(
        t!("region-form-application-year"),
        text(TextField::ApplicationYear),
    ));
    cells.extend(row(t!("region-form-position"), text(TextField::Position)));
    cells.extend(row(t!("region-form-content"), content.join("\n")));
    cells.push(Cell::label(t!("region-form-year-cost")).tall(3));
    let amounts = [
        (t!("region-form-total"), money.total),
        (t!("region-form-eligible"), money.eligible),
        (t!("region-form-grant-money"), money.grant),
    ];
    for (label, amount) in amounts {
        cells.push(Cell::label(label).wide(2));
        cells.push(Cell::text(yen(amount)).aligned(Align::Right).wide(4));
    }
    cells
}

/// 「17,000千円」 where the amount is whole thousands, else in yen.
fn thousands(amount: i64) -> String {
    match amount % 1_000 {
        0 => t!(
            "region-form-thousands",
            amount = Yen::new(amount / 1_000).grouped()
        ),
        _ => yen(Some(amount)),
    }
}

/// (３)重要業績指標.
fn kpis(sheet: &SheetDocument) -> Vec<Cell> {
    let year = || reiwa(&sheet.document.fiscal_year);
    let (target, actual) = (
        || Cell::label(t!("region-form-target")).small(),
        || Cell::label(t!("region-form-actual")).small(),
    );
    let mut cells = vec![
        section(t!("region-form-3")),
        Cell::label(t!("region-form-indicator")).tall(2),
        Cell::label(t!("region-form-baseline")).tall(2).small(),
        Cell::label(t!("region-form-final")).small(),
        Cell::label(t!("region-form-single", year = year()))
            .wide(2)
            .small(),
        Cell::label(t!("region-form-cumulative", year = year()))
            .wide(2)
            .small(),
        target(),
        target(),
        actual(),
        target(),
        actual(),
    ];
    for (kpi, line) in sheet.kpis.iter().zip(&sheet.form) {
        cells.push(Cell::text(&kpi.name).small());
        cells.extend(figures(kpi, line).map(figure));
    }
    let note = t!(
        "region-form-own-note",
        town = &sheet.document.reporting_municipality
    );
    cells.push(Cell::text(note).wide(COLUMNS).small().aligned(Align::Right));
    cells
}

/// The six figures of a row, as they are printed.
pub(crate) fn figures(kpi: &Kpi, line: &FormLine) -> [String; 6] {
    [
        t!(
            "region-form-with-unit",
            figure = grouped(kpi.baseline),
            unit = &kpi.unit
        ),
        grouped(kpi.cumulative_target_final),
        grouped(kpi.single_year.target),
        actual(&kpi.single_year, line),
        grouped(kpi.cumulative.target),
        actual(&kpi.cumulative, line),
    ]
}

fn grouped(figure: Option<i64>) -> String {
    figure.map_or_else(|| t!("region-form-none"), |it| Yen::new(it).grouped())
}

/// The actual, in brackets where the form has them, the town's own part below, and the rate where there is one.
fn actual(column: &Column, line: &FormLine) -> String {
    let figure = grouped(column.actual);
    let mut lines = vec![if line.bracketed {
        t!("region-form-bracketed", figure = figure)
    } else {
        figure
    }];
    if let Some(own) = column.own.filter(|_| line.own_shown) {
        lines.push(t!("region-form-own", figure = Yen::new(own).grouped()));
    }
    if let Some(rate) = column.rate() {
        lines.push(t!("region-form-rate", rate = rate.printed()));
    }
    lines.join("\n")
}

/// (４)事業の評価.
fn evaluation(sheet: &SheetDocument) -> Vec<Cell> {
    let mut cells = vec![section(t!("region-form-4"))];
    cells.extend(letters(
        t!("region-form-grade"),
        sheet.evaluation.grade,
        Grade::ALL,
    ));
    let effect = sheet
        .texts
        .get(&TextField::Effect)
        .cloned()
        .unwrap_or_default();
    cells.extend(row(t!("region-form-effect"), effect));
    cells.extend(row(
        t!("region-form-answers"),
        answers(&sheet.last_opinions),
    ));
    cells
}

fn letters<L: Lettered>(label: String, chosen: Option<L>, all: &[L]) -> [Cell; 3] {
    let lines: Vec<String> = all
        .iter()
        .map(|it| {
            t!(
                "region-form-letter",
                letter = wide(it.sign()),
                words = it.long()
            )
        })
        .collect();
    let chosen = chosen.map(|it| wide(it.sign())).unwrap_or_default();
    [
        Cell::label(label),
        Cell {
            bold: true,
            ..figure(chosen)
        },
        Cell::text(lines.join("\n")).wide(COLUMNS - 2),
    ]
}

/// A letter as wide as the signs around it.
fn wide(letter: &str) -> String {
    letter
        .chars()
        .map(|it| char::from_u32(it as u32 + 0xFEE0).unwrap_or(it))
        .collect()
}

fn answers(opinions: &[OpinionLine]) -> String {
    let lines = opinions.iter().map(|it| {
        t!(
            "region-form-answered",
            opinion = &it.body,
            answer = it.answer.clone().unwrap_or_default()
        )
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// (５)次年度以降の取り組み.
fn next_years(sheet: &SheetDocument) -> Vec<Cell> {
    let text = |field: TextField| sheet.texts.get(&field).cloned().unwrap_or_default();
    let mut cells = vec![section(t!("region-form-5"))];
    cells.extend(letters(
        t!("region-form-direction"),
        sheet.direction.choice,
        Direction::ALL,
    ));
    cells.extend(row(t!("region-form-issues"), text(TextField::Issues)));
    cells.extend(row(
        t!("region-form-next-steps"),
        text(TextField::NextSteps),
    ));
    cells
}

/// (６)総合戦略推進委員会からの意見.
fn opinions(sheet: &SheetDocument) -> Vec<Cell> {
    let lines: Vec<String> = sheet
        .opinions
        .iter()
        .map(|it| t!("region-form-opinion", opinion = &it.body))
        .collect();
    let mut cells = vec![section(t!("region-form-6"))];
    cells.extend(row(t!("region-form-opinions"), lines.join("\n")));
    cells
}
