//! A table is named by its own crate alone. Others call its reads, or join a view that its
//! `lib.rs` publishes with a line `//! Publishes: worker_card`.
//!
//! A foreign key may name another's table: it guards rows and reads nothing.

use std::collections::{BTreeMap, BTreeSet};

use crate::finding::Finding;
use crate::lexer::{Kind, Token};
use crate::tree::{Source, Tree};

/// Every table of one crate that another crate reads or writes.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let homes = homes(tree);
    let crates: BTreeSet<&str> = tree.crates().into_iter().collect();
    tree.sources
        .iter()
        .flat_map(|it| strangers(it, &homes, &crates))
        .collect()
}

/// Table or unpublished view → the crates that declare it.
type Homes = BTreeMap<String, BTreeSet<String>>;

fn homes(tree: &Tree) -> Homes {
    let published: BTreeSet<&str> = tree.sources.iter().flat_map(published).collect();
    let mut homes = Homes::new();
    for source in &tree.sources {
        for table in declared(&source.outside_tests) {
            if !published.contains(table.as_str()) {
                homes.entry(table).or_default().insert(source.home.clone());
            }
        }
    }
    homes
}

fn published(source: &Source) -> Vec<&str> {
    let lists = source
        .lines
        .iter()
        .filter_map(|it| it.strip_prefix("//! Publishes:"));
    lists
        .flat_map(|it| it.split([',', ' ']))
        .map(|it| it.trim_matches(['`', '.', ',']))
        .filter(|it| !it.is_empty())
        .collect()
}

/// Names from `table_name = "x"` and from `create table x`, `create view x`.
fn declared(tokens: &[Token]) -> Vec<String> {
    let entity = tokens
        .windows(3)
        .filter(|it| it[0].is_word("table_name") && it[1].is_mark("=") && it[2].kind == Kind::Text);
    let mut found: Vec<String> = entity.map(|it| it[2].text.clone()).collect();
    for text in tokens.iter().filter(|it| it.kind == Kind::Text) {
        let words = sql_words(&text.text);
        for (at, pair) in words.windows(2).enumerate() {
            if pair[0] == "create" && ["table", "view"].contains(&pair[1].as_str()) {
                let name = words[at + 2..]
                    .iter()
                    .find(|it| !["if", "not", "exists"].contains(&it.as_str()));
                found.extend(name.cloned());
            }
        }
    }
    found
}

/// What this file names of others' tables, in SQL or as an entity.
fn strangers(source: &Source, homes: &Homes, crates: &BTreeSet<&str>) -> Vec<Finding> {
    let foreign = |table: &str| homes.get(table).filter(|it| !it.contains(&source.home));
    let mut findings = Vec::new();
    for token in source
        .outside_tests
        .iter()
        .filter(|it| it.kind == Kind::Text)
    {
        for table in used(&token.text) {
            if let Some(home) = foreign(&table) {
                findings.push(stranger(source, token.line, &table, home));
            }
        }
    }
    let code: Vec<&Token> = source
        .outside_tests
        .iter()
        .filter(|it| it.kind != Kind::Comment)
        .collect();
    for (at, token) in code.iter().enumerate() {
        if !token.is_word("Entity") || at < 2 || !code[at - 1].is_mark("::") {
            continue;
        }
        let module = code[at - 2].text.as_str();
        let first = path_start(&code, at);
        if let Some(home) = foreign(module) {
            findings.push(stranger(source, token.line, module, home));
        } else if crates.contains(first) && first != source.home && first != module {
            findings.push(stranger(
                source,
                token.line,
                module,
                &BTreeSet::from([first.to_owned()]),
            ));
        }
    }
    findings
}

fn stranger(source: &Source, line: usize, table: &str, home: &BTreeSet<String>) -> Finding {
    let home = home.iter().next().map_or("", String::as_str);
    let message =
        format!("`{table}` is a table of `{home}`: call its reads, or publish a view there");
    Finding::error(&source.path, line, message)
}

/// The first segment of the path that ends at `at`.
fn path_start<'a>(code: &[&'a Token], mut at: usize) -> &'a str {
    while at >= 2 && code[at - 1].is_mark("::") {
        at -= 2;
    }
    code[at].text.as_str()
}

/// The tables that a statement reads or writes; nothing for text that is no SQL.
fn used(text: &str) -> Vec<String> {
    let words = sql_words(text);
    let has = |first: &str, then: &str| words.windows(2).any(|it| it[0] == first && it[1] == then);
    let begins = |verb: &str| words.first().is_some_and(|it| it == verb);
    let statement = words.iter().any(|it| it == "select")
        || has("insert", "into")
        || has("delete", "from")
        || ["update", "from", "join", "left", "with"]
            .into_iter()
            .any(begins);
    let mut found = Vec::new();
    for (at, word) in words.iter().enumerate().filter(|_| statement) {
        if ["from", "join", "into", "update"].contains(&word.as_str()) {
            found.extend(listed(&words[at + 1..]));
        }
    }
    let local: BTreeSet<&String> = words
        .windows(3)
        .filter(|it| it[1] == "as" && it[2] == "(")
        .map(|it| &it[0])
        .collect();
    found.retain(|it| !local.contains(it));
    found
}

/// The names in `a, b as x, c y`, which begin here.
fn listed(words: &[String]) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = words;
    while let Some(name) = rest.first() {
        found.push(name.clone());
        let comma = rest.iter().take(4).position(|it| it == ",");
        let Some(comma) = comma.filter(|it| rest[..*it].iter().all(|it| it != "(")) else {
            break;
        };
        rest = &rest[comma + 1..];
    }
    found
}

/// Lower-case words, with commas and brackets standing alone.
fn sql_words(text: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    for letter in text.replace("\\n", " ").chars() {
        if letter.is_alphanumeric() || letter == '_' {
            words
                .last_mut()
                .expect("never empty")
                .push(letter.to_ascii_lowercase());
        } else {
            if [',', '(', ')', '.'].contains(&letter) {
                words.push(letter.to_string());
            }
            words.push(String::new());
        }
    }
    words.retain(|it| !it.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::project;

    const PEOPLE: (&str, &str) = (
        "crates/people/src/store.rs",
        "#[sea_orm(table_name = \"worker\")] struct Model; const V: &str = \"create view worker_card as select 1 from worker\";",
    );
    const PUBLISHED: (&str, &str) = (
        "crates/people/src/lib.rs",
        "//! People.\n//! Publishes: worker_card\n",
    );
    const MANIFEST: (&str, &str) = ("crates/people/Cargo.toml", "");

    fn lines(work: &str) -> Vec<usize> {
        let tree = project(&[
            PEOPLE,
            PUBLISHED,
            MANIFEST,
            ("crates/work/src/store.rs", work),
        ]);
        check(&tree).into_iter().map(|it| it.line).collect()
    }

    #[test]
    fn another_crates_table_may_not_be_read_written_or_named_as_an_entity() {
        let work = "q(\"select * from work_order o join worker w on true\");\n\
                    q(\"update worker set a = 1\");\n\
                    q(\"select 1 from site s, worker w\");\n\
                    worker::Entity::find();\n\
                    people::store::person::Entity::find();\n";

        assert_eq!(lines(work), [1, 2, 3, 4, 5]);
    }

    #[test]
    fn published_views_foreign_keys_and_own_expressions_may_be_named() {
        let work = "q(\"select * from worker_card\");\n\
                    q(\"create table work_order (worker bigint references worker (id))\");\n\
                    q(\"with worker as (select 1) select * from worker\");\n\
                    log(\"a letter from worker\");\n\
                    work_order::Entity::find();\n";

        assert_eq!(lines(work), [0usize; 0]);
    }
}
