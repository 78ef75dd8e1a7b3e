//! Deciding files hold no `async`, SQL, HTTP, HTML or clock.

use crate::finding::Finding;
use crate::lexer::{Kind, Token};
use crate::tree::{Source, Tree};

/// What a deciding file must not spell, as the texts of tokens in a row, and why.
const BANNED: [(&[&str], &str); 12] = [
    (&["async"], "is async"),
    (&[".", "await"], "waits"),
    (&["sea_orm"], "touches the database"),
    (&["sqlx"], "touches the database"),
    (&["axum"], "speaks HTTP"),
    (&["maud"], "writes HTML"),
    (&["html", "!"], "writes HTML"),
    (&["std", "::", "time"], "reads a clock"),
    (&["Clock", "::"], "reads a clock"),
    (&["Moment", "::", "now"], "reads a clock"),
    (&["Zoned", "::", "now"], "reads a clock"),
    (&["now", "("], "reads a clock"),
];

/// Every breach in every deciding file.
pub fn check(tree: &Tree) -> Vec<Finding> {
    tree.sources
        .iter()
        .filter(|it| is_deciding(it))
        .flat_map(breaches)
        .collect()
}

/// `rules.rs`, `stage.rs`, and each file whose first words are `//! Deciding:`.
pub fn is_deciding(source: &Source) -> bool {
    ["rules.rs", "stage.rs"].contains(&source.name())
        || source
            .lines
            .first()
            .is_some_and(|it| it.starts_with("//! Deciding:"))
}

fn breaches(source: &Source) -> Vec<Finding> {
    let code: Vec<&Token> = source
        .outside_tests
        .iter()
        .filter(|it| matches!(it.kind, Kind::Word | Kind::Mark))
        .collect();
    let spelled = |at: usize, words: &[&str]| {
        code.len() >= at + words.len()
            && words
                .iter()
                .enumerate()
                .all(|(i, it)| code[at + i].text == *it)
    };
    let mut findings = Vec::new();
    let mut last_line = 0;
    for (at, token) in code.iter().enumerate() {
        let breach = BANNED.iter().find(|(words, _)| spelled(at, words));
        if let Some((words, why)) = breach
            && token.line != last_line
        {
            last_line = token.line;
            let message = format!("a deciding file {why}: `{}`", words.concat());
            findings.push(Finding::error(&source.path, token.line, message));
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::project;

    #[test]
    fn a_rule_that_waits_reads_a_clock_or_writes_html_is_refused() {
        let tree = project(&[
            (
                "crates/work/src/rules.rs",
                "pub fn a(clock: &Clock) -> Day { clock.now() }\n",
            ),
            (
                "crates/work/src/stage.rs",
                "use sea_orm::Value;\nfn b() { html! {} }\nasync fn c() {}\n",
            ),
            (
                "crates/work/src/order.rs",
                "//! Deciding: the facts.\nfn d() { x().await }\n",
            ),
        ]);

        let places: Vec<_> = check(&tree)
            .into_iter()
            .map(|it| (it.path, it.line))
            .collect();

        assert_eq!(
            places,
            [
                ("order", 2),
                ("rules", 1),
                ("stage", 1),
                ("stage", 2),
                ("stage", 3)
            ]
            .map(|(name, line)| (format!("crates/work/src/{name}.rs"), line))
        );
    }

    #[test]
    fn a_rule_may_take_the_day_as_an_argument_and_speak_of_clocks_in_comments() {
        let tree = project(&[(
            "crates/work/src/rules.rs",
            "/// Nothing here is async or calls now().\npub fn late(due: Day, today: Day) -> bool { due < today }\n\
             #[cfg(test)] mod tests { fn x() { Clock::fixed(); } }\n",
        )]);

        assert_eq!(check(&tree), []);
    }
}
