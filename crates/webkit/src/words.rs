//! Words on screen: Fluent messages, Japanese first, chosen for the reader at hand.
//!
//! A crate declares its own words once with [`locale!`](crate::locale) and the server installs
//! them. Pages say [`t!`](crate::t); whatever is decided before its reader is known (a refusal, a
//! form fault, a notice) carries [`Words`] and speaks later.

use std::borrow::Cow;
use std::future::Future;

use base::{Day, FiscalYear, Moment, Yen};

mod keys;
mod shelf;

pub use keys::{all_known, same_keys};
pub use shelf::install;

/// 表示言語: the language in which a page is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Lang {
    /// 日本語, the language of the service.
    #[default]
    Ja,
    /// English.
    En,
}

impl Lang {
    /// The code used in `?lang=`, in the cookie and in the `lang` attribute.
    pub fn code(self) -> &'static str {
        match self {
            Lang::Ja => "ja",
            Lang::En => "en",
        }
    }

    /// Reads a language code; anything unknown is `None`.
    pub fn from_code(code: &str) -> Option<Lang> {
        match code {
            "ja" => Some(Lang::Ja),
            "en" => Some(Lang::En),
            _ => None,
        }
    }
}

/// The words of one crate in both languages, as `locale!("people")` finds them.
#[derive(Clone, Copy, Debug)]
pub struct Locale {
    /// The crate's name; every key begins with it and a dash.
    pub name: &'static str,
    /// The text of `locales/ja.ftl`.
    pub ja: &'static str,
    /// The text of `locales/en.ftl`.
    pub en: &'static str,
    /// The crate's folder, from which a development build reads changed words again.
    pub dir: &'static str,
}

/// Names the words of the calling crate: `locale!("people")`.
#[macro_export]
macro_rules! locale {
    ($name:expr) => {
        $crate::words::Locale {
            name: $name,
            ja: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/locales/ja.ftl")),
            en: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/locales/en.ftl")),
            dir: env!("CARGO_MANIFEST_DIR"),
        }
    };
}

/// A sentence to be said later: `words!("people-too-long", max = 80)`.
#[macro_export]
macro_rules! words {
    ($key:expr $(, $name:ident = $value:expr)* $(,)?) => {
        $crate::words::Words::new($key)$(.with(stringify!($name), $value))*
    };
}

/// A sentence in the reader's language: `t!("people-count", count = rows.len())`.
#[macro_export]
macro_rules! t {
    ($($all:tt)*) => {
        $crate::words!($($all)*).say()
    };
}

/// What may stand in a sentence's gap.
#[derive(Clone, Debug, PartialEq)]
pub enum Arg {
    /// Shown as it is.
    Text(String),
    /// Shown with digit groups; chooses plural forms in English. A year is text, not a number.
    Number(i64),
    /// Yen, shown as 「20,064円」.
    Yen(Yen),
    /// A business day, shown as 「2027年2月12日(金)」.
    Day(Day),
    /// An instant, shown in Japanese time to the minute.
    Moment(Moment),
    /// A fiscal year, shown as 「令和8年度(2026年度)」.
    FiscalYear(FiscalYear),
    /// Another sentence.
    Words(Box<Words>),
}

/// A key and its arguments, to be said in whatever language the reader turns out to have.
#[derive(Clone, Debug, PartialEq)]
pub struct Words {
    key: Cow<'static, str>,
    args: Vec<(&'static str, Arg)>,
}

impl Words {
    /// The message with this key, as yet without arguments.
    pub fn new(key: impl Into<Cow<'static, str>>) -> Words {
        Words {
            key: key.into(),
            args: Vec::new(),
        }
    }

    /// Fills one gap.
    pub fn with(mut self, name: &'static str, value: impl Into<Arg>) -> Words {
        self.args.push((name, value.into()));
        self
    }

    /// The key, as tests and logs want it.
    pub fn key(&self) -> &str {
        &self.key
    }

    /// The sentence in the language of the current reader.
    pub fn say(&self) -> String {
        self.say_in(lang())
    }

    /// The sentence in a given language, for documents and mail.
    pub fn say_in(&self, lang: Lang) -> String {
        shelf::say(lang, &self.key, &self.args)
    }
}

impl From<Words> for String {
    fn from(words: Words) -> String {
        words.say()
    }
}

impl maud::Render for Words {
    fn render_to(&self, buffer: &mut String) {
        self.say().render_to(buffer);
    }
}

tokio::task_local! {
    static LANG: Lang;
}

/// The reader's language; Japanese where nobody has said otherwise.
pub fn lang() -> Lang {
    LANG.try_with(|lang| *lang).unwrap_or_default()
}

/// Runs a future whose words are in `lang`.
pub async fn scope<F: Future>(lang: Lang, future: F) -> F::Output {
    LANG.scope(lang, future).await
}

/// Runs a closure whose words are in `lang`, for mail and documents.
pub fn speaking<T>(lang: Lang, say: impl FnOnce() -> T) -> T {
    LANG.sync_scope(lang, say)
}

macro_rules! arg_from {
    ($($from:ty => $make:expr),* $(,)?) => {
        $(impl From<$from> for Arg {
            fn from(value: $from) -> Arg {
                #[allow(clippy::redundant_closure_call)]
                ($make)(value)
            }
        })*
    };
}

arg_from! {
    &str => |it: &str| Arg::Text(it.to_owned()),
    String => Arg::Text,
    &String => |it: &String| Arg::Text(it.clone()),
    Cow<'_, str> => |it: Cow<'_, str>| Arg::Text(it.into_owned()),
    char => |it: char| Arg::Text(it.to_string()),
    i64 => Arg::Number,
    &i64 => |it: &i64| Arg::Number(*it),
    i32 => |it| Arg::Number(i64::from(it)),
    i16 => |it| Arg::Number(i64::from(it)),
    i8 => |it| Arg::Number(i64::from(it)),
    u32 => |it| Arg::Number(i64::from(it)),
    u16 => |it| Arg::Number(i64::from(it)),
    u8 => |it| Arg::Number(i64::from(it)),
    u64 => |it| Arg::Number(i64::try_from(it).unwrap_or(i64::MAX)),
    usize => |it| Arg::Number(i64::try_from(it).unwrap_or(i64::MAX)),
    Yen => Arg::Yen,
    Day => Arg::Day,
    Moment => Arg::Moment,
    FiscalYear => Arg::FiscalYear,
    Words => |it| Arg::Words(Box::new(it)),
    &Words => |it: &Words| Arg::Words(Box::new(it.clone())),
}
