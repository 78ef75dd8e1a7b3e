//! The controls themselves: lines, areas, lists, circles, boxes, files.

use maud::{Markup, html};

use super::Field;
use crate::form::day_from;
use crate::t;

/// What a field is typed or chosen with.
#[derive(Clone, Debug, PartialEq)]
pub enum Control {
    Line {
        kind: &'static str,
        mode: Option<&'static str>,
    },
    Date,
    Area,
    Select,
    Radios,
    Checks,
    File,
}

impl Control {
    /// Whether the field consists of several controls under one legend.
    pub(super) fn is_group(&self) -> bool {
        matches!(self, Control::Radios | Control::Checks)
    }
}

pub(super) fn draw(field: &Field) -> Markup {
    match field.control {
        Control::Line { kind, mode } => line(field, kind, mode),
        Control::Date => date(field),
        Control::Area => area(field),
        Control::Select => select(field),
        Control::Radios => boxes(field, "radio"),
        Control::Checks => boxes(field, "checkbox"),
        Control::File => file(field),
    }
}

fn line(field: &Field, kind: &str, mode: Option<&str>) -> Markup {
    let width = if mode.is_some() {
        "short"
    } else {
        width(field.max)
    };
    // A password is never written back into a page.
    let value = if kind == "password" {
        ""
    } else {
        field.first_value()
    };
    html! {
        span.line {
            input.control.(width) type=(kind) id=(field.id) name=(field.name) value=(value) inputmode=[mode]
                autocomplete=[field.autocomplete] required[field.is_required()]
                aria-invalid=[field.is_faulty().then_some("true")] aria-describedby=[field.described_by()];
            @if let Some(unit) = &field.suffix { span.unit { (unit) } }
        }
    }
}

/// The text stays what was typed; the script adds the browser's calendar beside it.
fn date(field: &Field) -> Markup {
    let picked = day_from(field.first_value()).map(|day| day.to_string());
    html! {
        span.line {
            input.control.short type="text" id=(field.id) name=(field.name) value=(field.first_value())
                autocomplete=[field.autocomplete] required[field.is_required()] data-day=(picked.unwrap_or_default())
                data-day-label=(t!("webkit-pick-day"))
                aria-invalid=[field.is_faulty().then_some("true")] aria-describedby=[field.described_by()];
        }
    }
}

fn area(field: &Field) -> Markup {
    html! {
        textarea.control id=(field.id) name=(field.name) rows=(field.rows) required[field.is_required()]
            autocomplete=[field.autocomplete] aria-invalid=[field.is_faulty().then_some("true")]
            aria-describedby=[field.described_by()] { "\n" (field.first_value()) }
    }
}

fn select(field: &Field) -> Markup {
    html! {
        span.line {
            select.control id=(field.id) name=(field.name) required[field.is_required()]
                autocomplete=[field.autocomplete] aria-invalid=[field.is_faulty().then_some("true")]
                aria-describedby=[field.described_by()] {
                @if field.options.iter().all(|it| !it.value.is_empty()) {
                    option value="" { (t!("webkit-choose")) }
                }
                @for choice in &field.options {
                    option value=(choice.value) selected[field.first_value() == choice.value] { (choice.label) }
                }
            }
            @if let Some(unit) = &field.suffix { span.unit { (unit) } }
        }
    }
}

fn boxes(field: &Field, kind: &str) -> Markup {
    html! {
        div.choices {
            @for (at, choice) in field.options.iter().enumerate() {
                div.choice {
                    input type=(kind) id={ (field.id) "-" (at) } name=(field.name) value=(choice.value)
                        checked[field.values.contains(&choice.value)]
                        required[kind == "radio" && field.is_required()]
                        aria-describedby=[choice.support.as_ref().map(|_| format!("{}-{at}-support", field.id))];
                    label for={ (field.id) "-" (at) } { (choice.label) }
                    @if let Some(support) = &choice.support {
                        p.support id={ (field.id) "-" (at) "-support" } { (support) }
                    }
                }
            }
        }
    }
}

fn file(field: &Field) -> Markup {
    html! {
        input.control type="file" id=(field.id) name=(field.name) accept=[field.accept.as_ref()]
            multiple[field.multiple] required[field.is_required()]
            aria-invalid=[field.is_faulty().then_some("true")] aria-describedby=[field.described_by()];
    }
}

fn width(max: Option<usize>) -> &'static str {
    match max {
        Some(..=20) => "short",
        Some(..=60) => "middle",
        _ => "long",
    }
}
