//! Checks for tests: both languages have the same keys and gaps, and no page asks for another.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use fluent_bundle::FluentResource;

use super::Locale;

/// Whether both languages have the same keys, each with the same arguments, under the crate's
/// name. The error lists every difference.
pub fn same_keys(locale: &Locale) -> Result<(), String> {
    let mut faults = Vec::new();
    for (lang, source) in [("ja", locale.ja), ("en", locale.en)] {
        if let Err((_, errors)) = FluentResource::try_new(source.to_owned()) {
            faults.extend(
                errors
                    .iter()
                    .map(|it| format!("{lang}.ftl cannot be read: {it}")),
            );
        }
        faults.extend(
            repeated(source)
                .iter()
                .map(|key| format!("{lang}.ftl says {key} twice")),
        );
    }
    let (ja, en) = (messages(locale.ja), messages(locale.en));
    for key in ja.keys().chain(en.keys()).collect::<BTreeSet<_>>() {
        match (ja.get(key), en.get(key)) {
            (Some(_), None) => faults.push(format!("{key} is missing in en.ftl")),
            (None, Some(_)) => faults.push(format!("{key} is missing in ja.ftl")),
            (ours, theirs) if ours != theirs => {
                faults.push(format!("{key} has arguments {ours:?} and {theirs:?}"))
            }
            _ => {}
        }
        if !key.starts_with(&format!("{}-", locale.name)) {
            faults.push(format!("{key} does not begin with {}-", locale.name));
        }
    }
    if faults.is_empty() {
        Ok(())
    } else {
        Err(faults.join("\n"))
    }
}

/// Whether every `t!("key")` and `words!("key")` in the crate's sources has its message.
/// Keys of other crates are left to them.
pub fn all_known(locale: &Locale) -> Result<(), String> {
    let known = messages(locale.ja);
    let mut unknown = BTreeSet::new();
    for_each_source(&Path::new(locale.dir).join("src"), &mut |source| {
        for key in asked(source) {
            if key.starts_with(&format!("{}-", locale.name)) && !known.contains_key(key) {
                unknown.insert(key.to_owned());
            }
        }
    });
    if unknown.is_empty() {
        Ok(())
    } else {
        Err(format!("no words for {unknown:?}"))
    }
}

/// Each key with the names of its arguments.
fn messages(source: &str) -> BTreeMap<&str, BTreeSet<&str>> {
    let mut messages: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let mut current = None;
    for line in source.lines().filter(|line| !line.starts_with('#')) {
        if let Some(key) = key_of(line) {
            current = Some(key);
            messages.entry(key).or_default();
        }
        if let Some(key) = current {
            messages.entry(key).or_default().extend(gaps(line));
        }
    }
    messages
}

fn repeated(source: &str) -> Vec<&str> {
    let mut seen = BTreeSet::new();
    source
        .lines()
        .filter_map(key_of)
        .filter(|key| !seen.insert(*key))
        .collect()
}

fn key_of(line: &str) -> Option<&str> {
    let (key, _) = line.split_once('=')?;
    let key = key.trim_end();
    let first = key.chars().next()?;
    let whole = key
        .chars()
        .all(|it| it.is_ascii_alphanumeric() || it == '-' || it == '_');
    (first.is_ascii_alphabetic() && whole).then_some(key)
}

fn gaps(line: &str) -> impl Iterator<Item = &str> {
    line.split('$').skip(1).map(|rest| {
        let end = rest.find(|it: char| !(it.is_ascii_alphanumeric() || it == '_' || it == '-'));
        &rest[..end.unwrap_or(rest.len())]
    })
}

fn asked(source: &str) -> impl Iterator<Item = &str> {
    ["t!(", "words!("].into_iter().flat_map(move |call| {
        source
            .split(call)
            .skip(1)
            .filter_map(|rest| rest.trim_start().strip_prefix('"')?.split('"').next())
    })
}

fn for_each_source(folder: &Path, read: &mut dyn FnMut(&str)) {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return;
    };
    for path in entries.flatten().map(|entry| entry.path()) {
        if path.is_dir() {
            for_each_source(&path, read);
        } else if path.extension().is_some_and(|it| it == "rs")
            && let Ok(source) = std::fs::read_to_string(&path)
        {
            read(&source);
        }
    }
}
