//! Words on screen exist in both languages, under keys that their crate owns, and are used.

use std::collections::{BTreeMap, BTreeSet};

use crate::finding::Finding;
use crate::lexer::{Kind, Token};
use crate::tree::{Source, Tree};

/// Macros whose first argument is a key.
const ASKING: [&str; 2] = ["t", "words"];

/// Words that the service never says, after `product`'s list of tones: they blame, or they belong
/// to employment, which this work is not.
const NEVER: [&str; 11] = [
    "不正",
    "無効",
    "失格",
    "拒否",
    "遅刻",
    "欠勤",
    "シフト",
    "出勤",
    "勤怠",
    "エンドユーザー",
    "アサイン",
];

/// One message: where it stands, and what it wants to be told.
struct Message {
    line: usize,
    arguments: BTreeSet<String>,
}

type Messages = BTreeMap<String, Message>;

/// Everything about the words of all crates.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut known = Messages::new();
    let mut owners = Vec::new();
    for name in tree.crates() {
        let [ja, en] = ["ja", "en"].map(|it| format!("crates/{name}/locales/{it}.ftl"));
        let read = |path: &str| tree.texts.get(path).map(|it| messages(it));
        let (ours, theirs) = match (read(&ja), read(&en)) {
            (None, None) => continue,
            (ours, theirs) => (ours.unwrap_or_default(), theirs.unwrap_or_default()),
        };
        findings.extend(unlike(&ja, &ours, &en, &theirs));
        findings.extend(
            unlike(&en, &theirs, &ja, &ours)
                .into_iter()
                .filter(|it| it.message.contains("is missing")),
        );
        findings.extend(unowned(name, &ja, &ours));
        findings.extend(
            tree.texts
                .get(&ja)
                .into_iter()
                .flat_map(|text| harsh(&ja, text)),
        );
        owners.extend(
            ours.iter()
                .map(|(key, it)| (ja.clone(), key.clone(), it.line)),
        );
        known.extend(ours);
    }
    for source in &tree.sources {
        findings.extend(asked(source, &known));
    }
    findings.extend(unused(tree, &owners));
    findings
}

/// Keys and arguments of `one` that `other` lacks.
fn unlike(one: &str, ours: &Messages, other: &str, theirs: &Messages) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (key, message) in ours {
        match theirs.get(key) {
            None => findings.push(Finding::error(
                one,
                message.line,
                format!("`{key}` is missing in {other}"),
            )),
            Some(it) if it.arguments != message.arguments => {
                let message = format!(
                    "`{key}` takes {:?} here and {:?} in {one}",
                    it.arguments, message.arguments
                );
                findings.push(Finding::error(other, it.line, message));
            }
            Some(_) => {}
        }
    }
    findings
}

fn unowned(name: &str, path: &str, messages: &Messages) -> Vec<Finding> {
    let owned = |key: &str| key.strip_prefix(name).is_some_and(|it| it.starts_with('-'));
    let strangers = messages
        .iter()
        .filter(|(key, _)| !owned(key.trim_start_matches('-')));
    strangers
        .map(|(key, it)| {
            Finding::error(
                path,
                it.line,
                format!("`{key}` does not begin with `{name}-`"),
            )
        })
        .collect()
}

fn harsh(path: &str, text: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (at, line) in text
        .lines()
        .enumerate()
        .filter(|(_, it)| !it.starts_with('#'))
    {
        for word in NEVER.iter().filter(|it| line.contains(**it)) {
            findings.push(Finding::error(
                path,
                at + 1,
                format!("we never say 「{word}」"),
            ));
        }
    }
    findings
}

/// Each `t!("key", name = …)` names a message and tells it all that it wants to know.
fn asked(source: &Source, known: &Messages) -> Vec<Finding> {
    let code: Vec<&Token> = source
        .outside_tests
        .iter()
        .filter(|it| it.kind != Kind::Comment)
        .collect();
    let mut findings = Vec::new();
    for at in 0..code.len().saturating_sub(3) {
        let call = &code[at..];
        let asks =
            ASKING.contains(&call[0].text.as_str()) && call[1].is_mark("!") && call[2].is_mark("(");
        if !asks || call[3].kind != Kind::Text {
            continue;
        }
        let key = &call[3].text;
        match known.get(key) {
            None => findings.push(Finding::error(
                &source.path,
                call[3].line,
                format!("no locale has `{key}`"),
            )),
            Some(message) => {
                let told = told(&call[3..]);
                for name in message.arguments.difference(&told) {
                    findings.push(Finding::error(
                        &source.path,
                        call[3].line,
                        format!("`{key}` wants `{name}`"),
                    ));
                }
            }
        }
    }
    findings
}

/// The names in `"key", name = value, other = value)`; inner calls and blocks do not count.
fn told(call: &[&Token]) -> BTreeSet<String> {
    let mut depth = 0usize;
    let mut found = BTreeSet::new();
    for (at, token) in call.iter().enumerate() {
        if ["(", "[", "{"].iter().any(|it| token.is_mark(it)) {
            depth += 1;
        } else if [")", "]", "}"].iter().any(|it| token.is_mark(it)) {
            let Some(less) = depth.checked_sub(1) else {
                break;
            };
            depth = less;
        } else if depth == 0 && at > 0 && token.is_mark("=") && call[at - 1].kind == Kind::Word {
            found.insert(call[at - 1].text.clone());
        }
    }
    found
}

/// Keys that no literal spells, wholly or as a beginning that code completes.
fn unused(tree: &Tree, owners: &[(String, String, usize)]) -> Vec<Finding> {
    let literals = tree
        .sources
        .iter()
        .flat_map(|it| &it.tokens)
        .filter(|it| it.kind == Kind::Text);
    let mut spelled = BTreeSet::new();
    let mut begun = BTreeSet::new();
    for literal in literals {
        let text = literal.text.as_str();
        spelled.insert(text);
        let beginning = text.split('{').next().unwrap_or(text);
        if beginning.len() > 4 && beginning.ends_with('-') {
            begun.insert(beginning);
        }
    }
    let locales: Vec<&String> = tree
        .texts
        .iter()
        .filter(|(path, _)| path.ends_with(".ftl"))
        .map(|(_, it)| it)
        .collect();
    let referred = |key: &str| {
        locales
            .iter()
            .any(|it| it.contains(&format!("{{ {key} }}")))
    };
    owners
        .iter()
        .filter(|(_, key, _)| {
            !spelled.contains(key.as_str())
                && !begun.iter().any(|it| key.starts_with(it))
                && !referred(key)
        })
        .map(|(path, key, line)| Finding::note(path, *line, format!("nothing uses `{key}`")))
        .collect()
}

/// The messages and terms of a Fluent file with the variables that each names.
fn messages(text: &str) -> Messages {
    let mut found = Messages::new();
    let mut current: Option<String> = None;
    for (at, line) in text.lines().enumerate() {
        if line.starts_with('#') {
            current = None;
        } else if let Some(key) = key_of(line) {
            found.insert(
                key.clone(),
                Message {
                    line: at + 1,
                    arguments: BTreeSet::new(),
                },
            );
            current = Some(key);
        }
        if let Some(message) = current.as_ref().and_then(|it| found.get_mut(it)) {
            message.arguments.extend(variables(line));
        }
    }
    found
}

/// `work-title` of `work-title = Title`; nothing for indented lines.
fn key_of(line: &str) -> Option<String> {
    let (key, _) = line.split_once('=')?;
    let key = key.trim_end();
    let letters = |it: char| it.is_ascii_alphanumeric() || it == '-' || it == '_';
    (!key.is_empty() && key.chars().all(letters)).then(|| key.to_owned())
}

fn variables(line: &str) -> Vec<String> {
    let letters = |it: &char| it.is_ascii_alphanumeric() || *it == '_' || *it == '-';
    line.split('$')
        .skip(1)
        .map(|it| it.chars().take_while(letters).collect())
        .filter(|it: &String| !it.is_empty() && line.contains('{'))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Level;
    use crate::tree::project;

    const MANIFEST: (&str, &str) = ("crates/work/Cargo.toml", "");

    fn said(ja: &str, en: &str, pages: &str) -> Vec<(String, Level, usize)> {
        let tree = project(&[
            MANIFEST,
            ("crates/work/locales/ja.ftl", ja),
            ("crates/work/locales/en.ftl", en),
            ("crates/work/src/pages.rs", pages),
        ]);
        let name = |path: String| path.rsplit('/').next().unwrap_or_default().to_owned();
        check(&tree)
            .into_iter()
            .map(|it| (name(it.path), it.level, it.line))
            .collect()
    }

    #[test]
    fn both_languages_have_the_same_keys_and_arguments() {
        let ja = "work-a = 甲\nwork-b = { $count }件\n";
        let en =
            "work-b =\n    { $n ->\n        [one] One\n       *[other] { $n }\n    }\nwork-c = C\n";

        let said = said(ja, en, "t!(\"work-a\"); t!(\"work-b\", count = 1);");

        let expected = [("ja.ftl", 1), ("en.ftl", 1), ("en.ftl", 6)];
        assert_eq!(
            said,
            expected.map(|(name, line)| (name.to_owned(), Level::Error, line))
        );
    }

    #[test]
    fn a_key_that_is_asked_exists_and_is_told_its_arguments() {
        let ja = "work-a = { $day }に{ $yen }\n";

        let said = said(
            ja,
            ja,
            "t!(\"work-a\", day = on(x, y = 2), yen = 1);\nt!(\"work-a\", day = 1);\nwords!(\n\"work-z\"\n);\n",
        );

        assert_eq!(
            said,
            [2, 4].map(|line| ("pages.rs".to_owned(), Level::Error, line))
        );
    }

    #[test]
    fn a_key_belongs_to_its_crate_is_used_and_says_nothing_harsh() {
        let ja = "people-a = 甲\nwork-b = 乙\nwork-c = 無効です\nwork-stage-offered = 打診中\n";

        let said = said(
            ja,
            ja,
            "t!(\"people-a\"); t!(\"work-c\"); format!(\"work-stage-{name}\");",
        );

        let expected = [(Level::Error, 1), (Level::Error, 3), (Level::Note, 2)];
        assert_eq!(
            said,
            expected.map(|(level, line)| ("ja.ftl".to_owned(), level, line))
        );
    }
}
