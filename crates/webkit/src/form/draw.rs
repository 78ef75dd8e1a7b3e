//! Forms and buttons. Every form that changes something carries the session's token and a fresh
//! key, so that sending it twice does the thing once.

use maud::{Markup, Render, html};

use super::Filled;
use crate::words::Words;
use crate::{Icon, shell, t};

/// A form under construction; it is drawn where it stands in `html!`.
#[derive(Clone, Debug)]
pub struct Form {
    action: String,
    body: Markup,
    submit: Option<(String, bool)>,
    beside: Vec<Markup>,
    hidden: Vec<(String, String)>,
    multipart: bool,
    get: bool,
    draft: bool,
}

/// A form that posts to `action`.
pub fn form(action: impl Into<String>) -> Form {
    Form {
        action: action.into(),
        body: Markup::default(),
        submit: None,
        beside: Vec::new(),
        hidden: Vec::new(),
        multipart: false,
        get: false,
        draft: false,
    }
}

impl Form {
    /// The fields. May be called several times; the parts follow each other.
    pub fn body(mut self, fields: impl Render) -> Form {
        self.body.0.push_str(&fields.render().0);
        self
    }

    /// The one filled button, which says what it does: 「引き受ける」.
    pub fn submit(mut self, label: impl Into<String>) -> Form {
        self.submit = Some((label.into(), false));
        self
    }

    /// A button for what cannot be undone.
    pub fn submit_danger(mut self, label: impl Into<String>) -> Form {
        self.submit = Some((label.into(), true));
        self
    }

    /// A second, outlined button or link beside the first.
    pub fn beside(mut self, markup: impl Render) -> Form {
        self.beside.push(markup.render());
        self
    }

    /// A second submit button with a name and value of its own: `("then", "draft", 「下書きを保存」)`.
    pub fn or_submit(self, name: &str, value: &str, label: impl Into<String>) -> Form {
        let label = label.into();
        self.beside(
            html! { button.button.outlined type="submit" name=(name) value=(value) { (label) } },
        )
    }

    /// The version of the record shown; a change made meanwhile is then noticed.
    pub fn version(self, version: i64) -> Form {
        self.hidden("_version", version.to_string())
    }

    /// A hidden field.
    pub fn hidden(mut self, name: impl Into<String>, value: impl Into<String>) -> Form {
        self.hidden.push((name.into(), value.into()));
        self
    }

    /// For forms with files.
    pub fn multipart(mut self) -> Form {
        self.multipart = true;
        self
    }

    /// A search or filter: its fields go into the address, without token or key.
    pub fn get(mut self) -> Form {
        self.get = true;
        self
    }

    /// A long form: what is typed is kept in this browser tab until it is sent, and leaving warns.
    pub fn draft(mut self) -> Form {
        self.draft = true;
        self
    }

    /// The form as markup, where a value is wanted rather than something to render.
    pub fn markup(&self) -> Markup {
        self.render()
    }
}

impl Render for Form {
    fn render(&self) -> Markup {
        let draft = self.draft.then_some(self.action.as_str());
        html! {
            form.form.search[self.get] action=(self.action) method=(if self.get { "get" } else { "post" }) novalidate
                enctype=[self.multipart.then_some("multipart/form-data")]
                data-draft=[draft] data-draft-saved=[draft.map(|_| t!("webkit-draft-saved"))]
                data-draft-back=[draft.map(|_| t!("webkit-draft-back"))] {
                @if !self.get { (seals()) }
                @for (name, value) in &self.hidden { input type="hidden" name=(name) value=(value); }
                (self.body)
                @if self.submit.is_some() || !self.beside.is_empty() {
                    div.actions {
                        @if let Some((label, danger)) = &self.submit {
                            button.button.filled.danger[*danger] type="submit" { (label) }
                        }
                        @for markup in &self.beside { (markup) }
                    }
                }
            }
        }
    }
}

/// The two hidden fields of every posting form.
fn seals() -> Markup {
    html! {
        input type="hidden" name="_csrf" value=(shell::current().csrf);
        input type="hidden" name="_key" value=(fresh_key());
    }
}

fn fresh_key() -> String {
    format!("{:032x}", rand::random::<u128>())
}

/// An outlined submit button for use inside a form.
pub fn button(label: impl Into<String>) -> Markup {
    html! { button.button.outlined type="submit" { (label.into()) } }
}

/// A submit button for what cannot be undone, for use inside a form.
pub fn button_danger(label: impl Into<String>) -> Markup {
    html! { button.button.filled.danger type="submit" { (label.into()) } }
}

/// A link that looks like a button, because it is the next step.
pub fn button_link(href: impl AsRef<str>, label: impl Into<String>) -> Markup {
    html! { a.button.outlined href=(href.as_ref()) { (label.into()) } }
}

/// A small form of one outlined button; `hidden` are pairs of name and value.
pub fn post_button<N: AsRef<str>, V: AsRef<str>>(
    action: impl AsRef<str>,
    label: impl Into<String>,
    hidden: impl IntoIterator<Item = (N, V)>,
) -> Markup {
    html! {
        form.button-form action=(action.as_ref()) method="post" {
            (seals())
            @for (name, value) in hidden { input type="hidden" name=(name.as_ref()) value=(value.as_ref()); }
            button.button.outlined type="submit" { (label.into()) }
        }
    }
}

/// As [`post_button`], filled: the one answer that the page asks for, beside its alternative.
pub fn post_button_primary(action: impl AsRef<str>, label: impl Into<String>) -> Markup {
    html! {
        form.button-form action=(action.as_ref()) method="post" {
            (seals())
            button.button.filled type="submit" { (label.into()) }
        }
    }
}

/// The summary of what to repair. On a page it always appears at the top, and the title says
/// 「エラー:」; so this may stand anywhere, and draws nothing where it stands.
pub fn error_summary(filled: &Filled) -> Markup {
    if !filled.is_faulty() || shell::note_faults(filled) {
        return Markup::default();
    }
    draw_summary(filled)
}

pub(crate) fn draw_summary(filled: &Filled) -> Markup {
    html! {
        div.banner.danger.summary id="error-summary" role="alert" tabindex="-1" {
            (Icon::Stop)
            div {
                h2 { (t!("webkit-errors", count = filled.errors.len())) }
                ul { @for (field, fault) in &filled.errors { li { (summary_line(field, fault)) } } }
            }
        }
    }
}

fn summary_line(field: &str, fault: &Words) -> Markup {
    if field.is_empty() {
        return html! { (fault) };
    }
    let said = match (shell::label_of(field), fault.say()) {
        (Some(label), said) if !said.starts_with(&label) => {
            t!("webkit-error-line", label = label, fault = said)
        }
        (_, said) => said,
    };
    html! { a href={ "#" (field) } { (said) } }
}
