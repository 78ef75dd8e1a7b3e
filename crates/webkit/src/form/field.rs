//! Fields: a label above, what is wanted, help, the control, and below it what to repair.

use maud::{Markup, Render, html};

use super::Filled;
use super::control::{self, Control};
use crate::{shell, t};

/// One of the values that a field offers.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    pub(super) value: String,
    pub(super) label: String,
    pub(super) support: Option<String>,
}

impl Choice {
    /// A value with its words.
    pub fn of(value: impl Into<String>, label: impl Into<String>) -> Choice {
        Choice {
            value: value.into(),
            label: label.into(),
            support: None,
        }
    }

    /// A sentence below the words.
    pub fn support(mut self, text: impl Into<String>) -> Choice {
        self.support = Some(text.into());
        self
    }
}

impl<V: Into<String>, L: Into<String>> From<(V, L)> for Choice {
    fn from((value, label): (V, L)) -> Choice {
        Choice::of(value, label)
    }
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Wanted {
    Unsaid,
    Required,
    Optional,
}

/// A field under construction; it is drawn where it stands in `html!`.
#[derive(Clone, Debug)]
pub struct Field {
    pub(super) name: String,
    pub(super) id: String,
    pub(super) control: Control,
    pub(super) options: Vec<Choice>,
    pub(super) values: Vec<String>,
    pub(super) suffix: Option<String>,
    pub(super) autocomplete: Option<&'static str>,
    pub(super) rows: u32,
    pub(super) max: Option<usize>,
    pub(super) multiple: bool,
    pub(super) accept: Option<String>,
    label: String,
    wanted: Wanted,
    support: Option<Markup>,
    fault: Option<String>,
    /// What somebody else has stored meanwhile, where it differs.
    stored: Option<Vec<String>>,
}

macro_rules! fields {
    ($($(#[$doc:meta])* $function:ident => $control:expr;)*) => {
        $($(#[$doc])*
        pub fn $function(name: impl Into<String>, label: impl Into<String>) -> Field {
            Field::new($control, name.into(), label.into())
        })*
    };
}

fields! {
    /// A line of text.
    field_text => Control::Line { kind: "text", mode: None };
    /// A whole number.
    field_number => Control::Line { kind: "text", mode: Some("numeric") };
    /// A day, typed in any usual form or picked from the browser's calendar.
    field_date => Control::Date;
    /// Several lines of text.
    field_area => Control::Area;
    /// One of many choices.
    field_select => Control::Select;
    /// One of a few choices, all in sight.
    field_radios => Control::Radios;
    /// Any of a few choices; with one choice, a single tick.
    field_checks => Control::Checks;
    /// A file; its form must be `.multipart()`.
    field_file => Control::File;
}

/// An amount; 「円」 stands behind it.
pub fn field_yen(name: impl Into<String>, label: impl Into<String>) -> Field {
    field_number(name, label).suffix(t!("webkit-yen-unit"))
}

impl Field {
    fn new(control: Control, name: String, label: String) -> Field {
        Field {
            id: name.clone(),
            name,
            control,
            label,
            wanted: Wanted::Unsaid,
            support: None,
            fault: None,
            stored: None,
            options: Vec::new(),
            values: Vec::new(),
            suffix: None,
            autocomplete: None,
            rows: 5,
            max: None,
            multiple: false,
            accept: None,
        }
    }

    /// An id of its own, where a page has two fields of the same name.
    pub fn id(mut self, id: impl Into<String>) -> Field {
        self.id = id.into();
        self
    }

    /// Help between label and control.
    pub fn support(mut self, text: impl Render) -> Field {
        self.support = Some(text.render());
        self
    }

    /// 「※必須」.
    pub fn required(mut self) -> Field {
        self.wanted = Wanted::Required;
        self
    }

    /// 「任意」.
    pub fn optional(mut self) -> Field {
        self.wanted = Wanted::Optional;
        self
    }

    /// What the form holds: the value of this field and its fault.
    pub fn filled(mut self, filled: &Filled) -> Field {
        let of_field = filled.values.iter().filter(|(name, _)| *name == self.name);
        self.values = of_field.map(|(_, value)| value.clone()).collect();
        self.fault = filled.fault(&self.name).map(|fault| fault.say());
        self.stored = filled.differs(&self.name);
        self
    }

    /// The value to start with, where the form holds none.
    pub fn value(mut self, value: impl Into<String>) -> Field {
        if self.values.is_empty() {
            self.values.push(value.into());
        }
        self
    }

    /// What is offered: pairs of value and words, or [`Choice`]s.
    pub fn options<C: Into<Choice>>(mut self, options: impl IntoIterator<Item = C>) -> Field {
        self.options = options.into_iter().map(Into::into).collect();
        self
    }

    /// A unit behind the control: 「円」, 「時間」.
    pub fn suffix(mut self, unit: impl Into<String>) -> Field {
        self.suffix = Some(unit.into());
        self
    }

    /// What browsers may fill in: `name`, `email`, `tel`, `one-time-code`…
    pub fn autocomplete(mut self, token: &'static str) -> Field {
        self.autocomplete = Some(token);
        self
    }

    /// The keyboard and kind of a line of text: `email`, `tel`, `url`, `password`, `search`, `time`.
    pub fn kind(mut self, kind: &'static str) -> Field {
        self.control = Control::Line { kind, mode: None };
        self
    }

    /// Digits as text, such as codes and account numbers.
    pub fn digits(mut self) -> Field {
        self.control = Control::Line {
            kind: "text",
            mode: Some("numeric"),
        };
        self
    }

    /// The height of a text of several lines.
    pub fn rows(mut self, rows: u32) -> Field {
        self.rows = rows;
        self
    }

    /// The most characters; it narrows or widens a line of text to what is expected.
    pub fn max(mut self, characters: usize) -> Field {
        self.max = Some(characters);
        self
    }

    /// Several files at once.
    pub fn multiple(mut self) -> Field {
        self.multiple = true;
        self
    }

    /// The kinds of file to offer first: `.csv,.xlsx`.
    pub fn accept(mut self, extensions: impl Into<String>) -> Field {
        self.accept = Some(extensions.into());
        self
    }

    /// The field as markup, where a value is wanted rather than something to render.
    pub fn markup(&self) -> Markup {
        self.render()
    }

    pub(super) fn is_required(&self) -> bool {
        self.wanted == Wanted::Required
    }

    pub(super) fn is_faulty(&self) -> bool {
        self.fault.is_some()
    }

    pub(super) fn first_value(&self) -> &str {
        self.values.first().map_or("", String::as_str)
    }

    /// The ids of the sentences that describe this control.
    pub(super) fn described_by(&self) -> Option<String> {
        let support = self
            .support
            .as_ref()
            .map(|_| format!("{}-support", self.id));
        let fault = self.fault.as_ref().map(|_| format!("{}-fault", self.id));
        let stored = self.stored.as_ref().map(|_| format!("{}-stored", self.id));
        let ids: Vec<String> = support.into_iter().chain(fault).chain(stored).collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }

    fn heading(&self) -> Markup {
        html! {
            (self.label)
            @match self.wanted {
                Wanted::Required => { " " span.wanted { (t!("webkit-required")) } }
                Wanted::Optional => { " " span.unwanted { (t!("webkit-optional")) } }
                Wanted::Unsaid => {}
            }
        }
    }

    fn help(&self) -> Markup {
        html! {
            @if let Some(support) = &self.support { div.support id={ (self.id) "-support" } { (support) } }
        }
    }

    fn repair(&self) -> Markup {
        html! {
            @if let Some(fault) = &self.fault { p.fault id={ (self.id) "-fault" } { (fault) } }
        }
    }

    /// Help, control and fault; where somebody else saved first, their text stands beside it.
    fn inside(&self) -> Markup {
        let own = html! { (self.help()) (control::draw(self)) (self.repair()) };
        let Some(stored) = &self.stored else {
            return own;
        };
        html! {
            div.versions {
                div { (own) }
                div.stored id={ (self.id) "-stored" } {
                    p.stored-title { (t!("webkit-conflict-theirs")) }
                    @if stored.is_empty() { p.lines { (t!("webkit-conflict-empty")) } }
                    @for text in stored { p.lines { (self.in_words(text)) } }
                }
            }
        }
    }

    /// The words of a choice; any other text as it is.
    fn in_words<'a>(&'a self, text: &'a str) -> &'a str {
        let choice = self.options.iter().find(|it| it.value == text);
        choice.map_or(text, |it| &it.label)
    }
}

impl Render for Field {
    fn render(&self) -> Markup {
        shell::note_label(&self.name, &self.label);
        if self.control.is_group() {
            return html! {
                fieldset.field.faulty[self.is_faulty()] id=(self.id) aria-describedby=[self.described_by()] {
                    legend { (self.heading()) }
                    (self.inside())
                }
            };
        }
        html! {
            div.field.faulty[self.is_faulty()] {
                label for=(self.id) { (self.heading()) }
                (self.inside())
            }
        }
    }
}
