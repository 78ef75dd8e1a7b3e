//! The parts of which pages are composed: text, states, notices, lists, figures.

use base::{Day, FiscalYear, Moment, Yen};
use maud::{Markup, PreEscaped, Render, html};

use crate::kept::kept;
use crate::{Icon, formats, t};

pub use crate::form::{button, button_danger, button_link};

/// How a state or notice is meant. Each has a shape of its own beside its colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Nothing to do: drafts, archives.
    Plain,
    /// Under way.
    Info,
    /// Done, well.
    Good,
    /// Look soon.
    Caution,
    /// Act now.
    Danger,
}

impl Tone {
    fn class(self) -> &'static str {
        match self {
            Tone::Plain => "plain",
            Tone::Info => "info",
            Tone::Good => "good",
            Tone::Caution => "caution",
            Tone::Danger => "danger",
        }
    }

    fn icon(self) -> Icon {
        match self {
            Tone::Plain => Icon::List,
            Tone::Info => Icon::Info,
            Tone::Good => Icon::Check,
            Tone::Caution => Icon::Warning,
            Tone::Danger => Icon::Stop,
        }
    }
}

/// Text, as a table's column wants it.
pub fn text(text: impl AsRef<str>) -> Markup {
    html! { (text.as_ref()) }
}

/// Text of several lines, with its line breaks.
pub fn lines(text: impl AsRef<str>) -> Markup {
    html! { div.lines { (text.as_ref()) } }
}

/// A link in a sentence or a table.
pub fn link(href: impl AsRef<str>, text: impl AsRef<str>) -> Markup {
    html! { a href=(href.as_ref()) { (kept(text.as_ref())) } }
}

/// 「2027年2月12日(金)」.
pub fn day(day: Day) -> Markup {
    html! { time.figure datetime=(day.to_string()) { (formats::day(day)) } }
}

/// 「2027年2月12日(金) 14:05」, in Japanese time.
pub fn moment(moment: Moment) -> Markup {
    html! { time.figure datetime=(moment.to_string()) { (formats::moment(moment)) } }
}

/// 「20,064円」.
pub fn yen(yen: Yen) -> Markup {
    html! { span.figure { (formats::yen(yen)) } }
}

/// 「令和8年度(2026年度)」.
pub fn fiscal_year(year: FiscalYear) -> Markup {
    html! { span.figure { (formats::fiscal_year(year)) } }
}

/// 「12,000」.
pub fn number(value: impl TryInto<i64>) -> Markup {
    html! { span.figure { (formats::number(value)) } }
}

/// A day where there may be none yet.
pub fn day_or_dash(value: Option<Day>) -> Markup {
    value.map_or_else(dash, day)
}

/// An amount where there may be none yet.
pub fn yen_or_dash(value: Option<Yen>) -> Markup {
    value.map_or_else(dash, yen)
}

/// 「–」, read aloud as "none".
pub fn dash() -> Markup {
    html! { span aria-hidden="true" { "–" } span.unseen { (t!("webkit-none")) } }
}

/// A state in a word, with a shape and a colour.
pub fn chip(tone: Tone, label: impl AsRef<str>) -> Markup {
    html! { span.chip.(tone.class()) { span.mark aria-hidden="true" {} (label.as_ref()) } }
}

/// A notice: a short title and what follows from it.
pub fn banner(tone: Tone, title: impl AsRef<str>, body: impl Render) -> Markup {
    let body = body.render();
    html! {
        section.banner.(tone.class()) {
            (tone.icon())
            div {
                p.banner-title { (kept(title.as_ref())) }
                @if !body.0.is_empty() { div.banner-body { (body) } }
            }
        }
    }
}

/// How far a step is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepState {
    Done,
    Now,
    Later,
}

/// Where one is on a way of several steps.
pub fn steps<L: AsRef<str>>(steps: &[(L, StepState)]) -> Markup {
    html! {
        ol.steps {
            @for (label, state) in steps {
                @match state {
                    StepState::Done => li.done { (Icon::Check) span.unseen { (t!("webkit-step-done")) } span { (label.as_ref()) } }
                    StepState::Now => li.now aria-current="step" { span.dot {} span { (label.as_ref()) } }
                    StepState::Later => li { span.dot {} span { (label.as_ref()) } }
                }
            }
        }
    }
}

/// Pages side by side on one matter: (words, address, whether it is this one).
pub fn tabs<L: AsRef<str>, H: AsRef<str>>(tabs: &[(L, H, bool)]) -> Markup {
    html! {
        nav.tabs aria-label=(t!("webkit-tabs")) {
            ul {
                @for (label, href, current) in tabs {
                    li { a href=(href.as_ref()) aria-current=[current.then_some("page")] { (label.as_ref()) } }
                }
            }
        }
    }
}

/// Nothing here: why, and what to do next.
pub fn empty(title: impl AsRef<str>, why_and_next: impl Render) -> Markup {
    html! { div.empty { p.empty-title { (kept(title.as_ref())) } div { (why_and_next) } } }
}

/// A framed matter with a heading.
pub fn card(title: impl AsRef<str>, body: impl Render) -> Markup {
    html! { section.card { h2 { (kept(title.as_ref())) } (body) } }
}

/// The one thing to do now: a framed matter that stands out. One on a page.
pub fn card_now(title: impl AsRef<str>, body: impl Render) -> Markup {
    html! { section.card.foremost { h2 { (kept(title.as_ref())) } (body) } }
}

/// Matters side by side where there is room.
pub fn cards(cards: impl IntoIterator<Item = Markup>) -> Markup {
    html! { div.cards { @for card in cards { (card) } } }
}

/// A part of a page under its own heading.
pub fn section(title: impl AsRef<str>, body: impl Render) -> Markup {
    html! { section.section { h2 { (kept(title.as_ref())) } (body) } }
}

/// Facts in pairs of name and value.
pub fn facts<L: AsRef<str>, V: Render>(facts: &[(L, V)]) -> Markup {
    html! {
        dl.facts { @for (label, value) in facts { div { dt { (label.as_ref()) } dd { (value) } } } }
    }
}

/// A few figures that matter, large: (name, value, a sentence below).
pub fn figures<L: AsRef<str>, V: Render, N: AsRef<str>>(figures: &[(L, V, N)]) -> Markup {
    html! {
        dl.figures {
            @for (label, value, note) in figures {
                div {
                    dt { (label.as_ref()) }
                    dd.value { (value) }
                    @if !note.as_ref().is_empty() { dd.note { (note.as_ref()) } }
                }
            }
        }
    }
}

/// Something that opens on demand.
pub fn details(summary: impl AsRef<str>, body: impl Render) -> Markup {
    html! { details.details { summary { (summary.as_ref()) } div.inside { (body) } } }
}

/// How much of the whole is done, as a bar and in words.
pub fn progress(done: impl TryInto<i64>, of: impl TryInto<i64>) -> Markup {
    let (done, of) = (done.try_into().unwrap_or(0), of.try_into().unwrap_or(0));
    progress_saying(done, of, t!("webkit-progress", done = done, of = of))
}

/// As [`progress`], in words of its own: pieces handed in, seats booked, yen of a line.
pub fn progress_saying(done: i64, of: i64, words: impl AsRef<str>) -> Markup {
    let words = words.as_ref();
    html! {
        div.progress {
            progress value=(done.clamp(0, of.max(0))) max=(of.max(1)) aria-label=(words) {}
            span.figure aria-hidden="true" { (words) }
        }
    }
}

/// Work that goes on by itself: its progress, looked up again every few seconds until the part says that it is over.
/// With the script only this part changes, and the page is opened anew at the end; without it the page is opened anew.
pub fn watched(title: impl AsRef<str>, body: impl Render) -> Markup {
    html! {
        section.card.watched data-watched="3" aria-busy="true" {
            h2 { (title.as_ref()) }
            (body)
            noscript { meta http-equiv="refresh" content="5"; }
        }
    }
}

/// A chart drawn elsewhere as SVG, its finding as caption, and the same figures as a table.
pub fn chart_with_table(svg: &str, caption: impl AsRef<str>, table: impl Render) -> Markup {
    html! {
        figure.chart {
            figcaption { (caption.as_ref()) }
            div.drawing role="img" aria-label=(caption.as_ref()) { (PreEscaped(svg)) }
            details.details { summary { (t!("webkit-chart-table")) } div.inside { (table) } }
        }
    }
}

/// A row of buttons and small forms.
pub fn actions(buttons: impl IntoIterator<Item = Markup>) -> Markup {
    html! { div.actions { @for button in buttons { (button) } } }
}

/// The next step as a filled link; one on a page.
pub fn button_primary(href: impl AsRef<str>, label: impl AsRef<str>) -> Markup {
    html! { a.button.filled href=(href.as_ref()) { (label.as_ref()) } }
}

/// A plain list of things.
pub fn list(items: impl IntoIterator<Item = Markup>) -> Markup {
    html! { ul.list { @for item in items { li { (item) } } } }
}

/// A supporting remark in the quieter colour.
pub fn note(text: impl Render) -> Markup {
    html! { p.note { (text) } }
}

/// What is only for paper, or only for the screen.
pub fn on_paper(body: impl Render) -> Markup {
    html! { div.on-paper { (body) } }
}
