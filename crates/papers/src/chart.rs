//! Charts (グラフ) as SVG: for the page, with its table of figures below, and for the PDF.
//!
//! Colours are presentation attributes beside a class, so a strict content policy holds, a style sheet
//! may choose other colours: `fill` of `.chart-1` to `.chart-5`, `stroke` of `.chart-stroke-1` to
//! `.chart-stroke-5` and of `.chart-line`. Texts (`.chart-text`) follow `currentColor`.

use charts_rs::{
    Align, BarChart, ChartBase, Color, FontConfig, LegendCategory, LineChart, Position, Symbol,
    YAxisConfig,
};

use crate::PaperError;
use crate::fonts::FAMILY;

/// What a chart shows. Labels along the bottom; for each series one figure per label, or none.
///
/// Figures are drawn with seven digits: give yen in thousands where they are large.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Chart {
    pub title: String,
    /// Written below the title: 人, 千円.
    pub unit: String,
    pub labels: Vec<String>,
    pub series: Vec<Series>,
}

/// 系列.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Series {
    pub name: String,
    pub figures: Vec<Option<i64>>,
}

impl Series {
    /// A series without gaps.
    pub fn of(name: impl Into<String>, figures: &[i64]) -> Self {
        Series {
            name: name.into(),
            figures: figures.iter().copied().map(Some).collect(),
        }
    }
}

/// Middle tones, each at least three to one against white paper and against a dark page.
const PALETTE: [(u8, u8, u8); 5] = [
    (0x34, 0x60, 0xFB),
    (0xC7, 0x47, 0x00),
    (0x1D, 0x8B, 0x56),
    (0x88, 0x43, 0xE1),
    (0x76, 0x76, 0x76),
];
/// Stands for the colour of texts and for that of lines until the drawing is finished.
const TEXT: (u8, u8, u8) = (1, 2, 3);
const LINE: (u8, u8, u8) = (4, 5, 6);
const LINE_SHOWN: (u8, u8, u8) = (0x94, 0x94, 0x94);

const WIDTH: f32 = 640.0;
const HEIGHT: f32 = 320.0;
/// With more labels than this, figures on the points would run into one another.
const MOST_FIGURES: usize = 12;

/// 棒グラフ, one bar per series beside the other.
pub fn bars(chart: &Chart) -> Result<String, PaperError> {
    let mut drawing = BarChart::new(
        series(chart, Numbered::WhereRoom, None),
        chart.labels.clone(),
    );
    dress(&mut drawing.base, chart);
    drawing.y_axis_configs = vec![axis(reach(chart))];
    finished(drawing.svg(), chart)
}

/// 積み上げ棒グラフ, the series on top of one another.
pub fn stacked_bars(chart: &Chart) -> Result<String, PaperError> {
    let mut drawing = BarChart::new(
        series(chart, Numbered::Never, Some("1")),
        chart.labels.clone(),
    );
    dress(&mut drawing.base, chart);
    drawing.y_axis_configs = vec![axis(reach_of_stacks(chart))];
    finished(drawing.svg(), chart)
}

/// 折れ線グラフ; each series has its own dashes and marks, so that it is told apart without colour.
pub fn lines(chart: &Chart) -> Result<String, PaperError> {
    // With several lines a figure would stand over another line's mark.
    let numbered = match chart.series.len() {
        1 => Numbered::WhereRoom,
        _ => Numbered::Never,
    };
    let mut all = series(chart, numbered, None);
    let dashes = [None, Some("6,3"), Some("2,3"), Some("9,3,2,3"), Some("1,4")];
    for (index, one) in all.iter_mut().enumerate() {
        let colour = colour(PALETTE[index % PALETTE.len()]);
        one.stroke_dash_array = dashes[index % dashes.len()].map(str::to_owned);
        let (mark, sign) = match index % 4 {
            0 => (Symbol::Circle(4.0, Some(colour)), '●'),
            1 => (Symbol::Rect(4.0, Some(colour)), '■'),
            2 => (Symbol::Triangle(4.0, Some(colour)), '▲'),
            _ => (Symbol::Diamond(4.0, Some(colour)), '◆'),
        };
        one.symbol = Some(mark);
        one.name = format!("{sign} {}", one.name);
    }
    let mut drawing = LineChart::new(all, chart.labels.clone());
    dress(&mut drawing.base, chart);
    drawing.y_axis_configs = vec![axis(reach(chart))];
    finished(drawing.svg(), chart)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Numbered {
    WhereRoom,
    Never,
}

fn series(chart: &Chart, numbered: Numbered, stack: Option<&str>) -> Vec<charts_rs::Series> {
    let room = chart.labels.len() * chart.series.len() <= MOST_FIGURES;
    let of = |(index, one): (usize, &Series)| charts_rs::Series {
        name: one.name.clone(),
        data: one
            .figures
            .iter()
            .map(|it| it.map(|figure| figure as f32))
            .collect(),
        index: Some(index),
        label_show: room && numbered == Numbered::WhereRoom,
        stack: stack.map(str::to_owned),
        ..Default::default()
    };
    chart.series.iter().enumerate().map(of).collect()
}

fn dress(base: &mut ChartBase, chart: &Chart) {
    base.width = WIDTH;
    base.height = HEIGHT;
    base.font_family = FAMILY.to_owned();
    base.background_color = Color::transparent();
    base.title.text = chart.title.clone();
    base.title.font = font(15.0);
    base.title.align = Align::Left;
    base.sub_title.text = chart.unit.clone();
    base.sub_title.font = font(12.0);
    base.sub_title.align = Align::Left;
    base.legend.font = font(12.0);
    base.legend.position = Some(Position::Bottom);
    base.legend.category = LegendCategory::Rect;
    base.legend.show = Some(1 < chart.series.len());
    base.x_axis.font = font(12.0);
    base.x_axis.stroke_color = colour(LINE);
    base.grid.stroke_color = colour(LINE);
    base.grid.stroke_width = 0.5;
    base.series.colors = PALETTE.map(colour).to_vec();
    base.series.label.font = font(12.0);
    base.series.label.formatter = "{t}".to_owned();
}

/// The lowest and the highest figure, and nought.
fn reach(chart: &Chart) -> (i64, i64) {
    let figures = chart
        .series
        .iter()
        .flat_map(|one| one.figures.iter().flatten());
    figures.fold((0, 0), |(low, high), figure| {
        (low.min(*figure), high.max(*figure))
    })
}

/// The same for figures on top of one another.
fn reach_of_stacks(chart: &Chart) -> (i64, i64) {
    let stack = |at: usize| {
        let figures = chart
            .series
            .iter()
            .filter_map(move |one| one.figures.get(at).copied().flatten());
        figures.fold((0i64, 0i64), |(low, high), figure| {
            (
                low.saturating_add(figure.min(0)),
                high.saturating_add(figure.max(0)),
            )
        })
    };
    let stacks = (0..chart.labels.len()).map(stack);
    stacks.fold((0, 0), |(low, high), it| (low.min(it.0), high.max(it.1)))
}

/// An axis whose marks stand at round figures: 1, 2 or 5 with noughts, at most six steps.
fn axis((low, high): (i64, i64)) -> YAxisConfig {
    let across = high.saturating_sub(low).max(1);
    let steps = (0..18).flat_map(|noughts| [1, 2, 5].map(|it| it * 10i64.pow(noughts)));
    let step = steps
        .into_iter()
        .find(|step| across <= step.saturating_mul(5))
        .unwrap_or(across);
    let (below, above) = (
        -low.div_euclid(step),
        (high.saturating_add(step - 1)).div_euclid(step).max(1),
    );
    YAxisConfig {
        font: font(12.0),
        stroke_color: Color::transparent(),
        split_number: usize::try_from(below + above).unwrap_or(5),
        min: Some((-below * step) as f32),
        max: Some((above * step) as f32),
        name_gap: 8.0,
        formatter: Some("{t}".to_owned()),
        ..Default::default()
    }
}

fn font(size: f32) -> FontConfig {
    FontConfig {
        size,
        color: colour(TEXT),
        ..Default::default()
    }
}

fn colour(parts: (u8, u8, u8)) -> Color {
    parts.into()
}

/// Named for those who hear the page, and coloured by class.
fn finished(svg: charts_rs::Result<String>, chart: &Chart) -> Result<String, PaperError> {
    let svg = svg.map_err(|fault| PaperError::Drawing(fault.to_string()))?;
    let mut svg = charts_rs::svg_with_accessibility(&svg, &chart.title, "");
    svg = svg.replacen("<svg ", "<svg class=\"chart\" ", 1);
    svg = painted(svg, "fill", TEXT, "chart-text", "currentColor");
    svg = painted(svg, "stroke", LINE, "chart-line", &colour(LINE_SHOWN).hex());
    for (index, parts) in PALETTE.into_iter().enumerate() {
        let shown = colour(parts).hex();
        svg = painted(svg, "fill", parts, &format!("chart-{}", index + 1), &shown);
        svg = painted(
            svg,
            "stroke",
            parts,
            &format!("chart-stroke-{}", index + 1),
            &shown,
        );
    }
    Ok(svg)
}

/// Gives each element painted so its class, and its colour where no style sheet speaks.
fn painted(svg: String, kind: &str, parts: (u8, u8, u8), class: &str, shown: &str) -> String {
    let from = format!("{kind}=\"{}\"", colour(parts).hex());
    let to = format!("class=\"{class}\" {kind}=\"{shown}\"");
    let mut out = String::with_capacity(svg.len());
    for tag in svg.split_inclusive('>') {
        // One class for each element: a mark with both keeps the attribute for the second.
        if tag.contains(" class=\"") {
            out.push_str(&tag.replace(&from, &format!("{kind}=\"{shown}\"")));
        } else {
            out.push_str(&tag.replacen(&from, &to, 1));
        }
    }
    out
}
