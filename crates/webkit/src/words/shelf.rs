//! The installed words of every crate, and their lookup.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, RwLock};
use std::time::{Duration, Instant, SystemTime};

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use super::{Arg, Lang, Locale};
use crate::formats;

type Bundle = FluentBundle<FluentResource>;

/// The words of one crate, parsed.
struct Book {
    locale: Locale,
    pages: RwLock<Arc<Pages>>,
    looked: Mutex<Instant>,
}

struct Pages {
    ja: Bundle,
    en: Bundle,
    written: [Option<SystemTime>; 2],
}

static SHELF: RwLock<Vec<Arc<Book>>> = RwLock::new(Vec::new());

/// Makes the words of these crates known; a name that is already known is left alone.
pub fn install(locales: &[Locale]) {
    let mut shelf = SHELF
        .write()
        .expect("no lookup panics while it holds the shelf");
    for locale in std::iter::once(&crate::LOCALE).chain(locales) {
        if shelf.iter().all(|book| book.locale.name != locale.name) {
            shelf.push(Arc::new(Book::open(*locale)));
        }
    }
}

/// The sentence behind `key`; an unknown key is shown as itself, and logged.
pub(super) fn say(lang: Lang, key: &str, args: &[(&'static str, Arg)]) -> String {
    let args = fluent_args(lang, args);
    for book in books() {
        if let Some(text) = book.pages().say(lang, key, &args) {
            return text;
        }
    }
    tracing::warn!(key, lang = lang.code(), "words are missing");
    format!("⟦{key}⟧")
}

fn books() -> Vec<Arc<Book>> {
    let known = SHELF
        .read()
        .expect("no lookup panics while it holds the shelf")
        .clone();
    if !known.is_empty() {
        return known;
    }
    install(&[]);
    SHELF
        .read()
        .expect("no lookup panics while it holds the shelf")
        .clone()
}

fn fluent_args(lang: Lang, args: &[(&'static str, Arg)]) -> FluentArgs<'static> {
    let mut filled = FluentArgs::with_capacity(args.len());
    for (name, arg) in args {
        let value: FluentValue<'static> = match arg {
            Arg::Text(text) => text.clone().into(),
            Arg::Number(number) => (*number).into(),
            Arg::Yen(yen) => formats::yen_in(lang, *yen).into(),
            Arg::Day(day) => formats::day_in(lang, *day).into(),
            Arg::Moment(moment) => formats::moment_in(lang, *moment).into(),
            Arg::FiscalYear(year) => formats::fiscal_year_in(lang, *year).into(),
            Arg::Words(words) => words.say_in(lang).into(),
        };
        filled.set(*name, value);
    }
    filled
}

impl Book {
    fn open(locale: Locale) -> Book {
        let written = if cfg!(debug_assertions) {
            changed(&locale)
        } else {
            [None, None]
        };
        let pages = Pages {
            ja: bundle(Lang::Ja, locale.ja.to_owned()),
            en: bundle(Lang::En, locale.en.to_owned()),
            written,
        };
        Book {
            locale,
            pages: RwLock::new(Arc::new(pages)),
            looked: Mutex::new(Instant::now()),
        }
    }

    fn pages(&self) -> Arc<Pages> {
        if cfg!(debug_assertions) {
            self.read_again_if_changed();
        }
        self.pages.read().expect("pages are replaced whole").clone()
    }

    /// A change of wording costs no compile: development builds look at the files twice a second.
    fn read_again_if_changed(&self) {
        let Ok(mut looked) = self.looked.try_lock() else {
            return;
        };
        if looked.elapsed() < Duration::from_millis(500) {
            return;
        }
        *looked = Instant::now();
        let written = changed(&self.locale);
        if written == self.pages.read().expect("pages are replaced whole").written {
            return;
        }
        let [ja, en] = paths(&self.locale).map(std::fs::read_to_string);
        if let (Ok(ja), Ok(en)) = (ja, en) {
            let pages = Pages {
                ja: bundle(Lang::Ja, ja),
                en: bundle(Lang::En, en),
                written,
            };
            *self.pages.write().expect("pages are replaced whole") = Arc::new(pages);
        }
    }
}

impl Pages {
    fn say(&self, lang: Lang, key: &str, args: &FluentArgs) -> Option<String> {
        let bundle = match lang {
            Lang::Ja => &self.ja,
            Lang::En => &self.en,
        };
        let pattern = bundle.get_message(key)?.value()?;
        let mut faults = Vec::new();
        let text = bundle
            .format_pattern(pattern, Some(args), &mut faults)
            .into_owned();
        if !faults.is_empty() {
            tracing::warn!(key, ?faults, "words do not fit their arguments");
        }
        Some(text)
    }
}

fn bundle(lang: Lang, source: String) -> Bundle {
    let id: LanguageIdentifier = lang.code().parse().expect("both codes are languages");
    let mut bundle = FluentBundle::new_concurrent(vec![id]);
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(grouped));
    bundle
        .add_builtins()
        .expect("a new bundle has no functions yet");
    let resource = FluentResource::try_new(source).unwrap_or_else(|(resource, faults)| {
        tracing::warn!(?faults, "some words could not be read");
        resource
    });
    bundle.add_resource_overriding(resource);
    bundle
}

/// Fluent writes 12000; readers expect 12,000.
fn grouped<M>(value: &FluentValue, _: &M) -> Option<String> {
    match value {
        FluentValue::Number(number) if number.options.use_grouping => {
            Some(formats::grouped(&number.as_string()))
        }
        _ => None,
    }
}

fn paths(locale: &Locale) -> [PathBuf; 2] {
    ["ja", "en"].map(|lang| PathBuf::from(format!("{}/locales/{lang}.ftl", locale.dir)))
}

fn changed(locale: &Locale) -> [Option<SystemTime>; 2] {
    paths(locale).map(|path| std::fs::metadata(path).and_then(|it| it.modified()).ok())
}
