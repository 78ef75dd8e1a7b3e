//! Nothing is left half done.

use crate::finding::Finding;
use crate::lexer::{Kind, Token};
use crate::tree::Tree;

/// Written in two parts, so that this file passes its own check.
const WORDS: [&str; 3] = [
    concat!("TO", "DO"),
    concat!("FIX", "ME"),
    concat!("XX", "X"),
];
const MACROS: [&str; 3] = ["dbg", "todo", "unimplemented"];

/// Words that postpone, macros that stand in for code, and tests that do not run.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let words = tree
        .texts
        .iter()
        .filter(|(path, _)| !path.ends_with(".md"))
        .flat_map(|(path, text)| postponed(path, text));
    let code = tree
        .sources
        .iter()
        .flat_map(|it| unfinished(&it.path, &it.tokens));
    words.chain(code).collect()
}

fn postponed(path: &str, text: &str) -> Vec<Finding> {
    let whole_word = |line: &str, word: &str| {
        line.match_indices(word).any(|(at, _)| {
            let part =
                |it: Option<char>| it.is_some_and(|it| it.is_ascii_alphanumeric() || it == '_');
            !part(line[..at].chars().next_back()) && !part(line[at + word.len()..].chars().next())
        })
    };
    let mut findings = Vec::new();
    for (at, line) in text.lines().enumerate() {
        if let Some(word) = WORDS.iter().find(|word| whole_word(line, word)) {
            findings.push(Finding::error(
                path,
                at + 1,
                format!("a left-over `{word}`: do it, or say what holds today"),
            ));
        }
    }
    findings
}

fn unfinished(path: &str, tokens: &[Token]) -> Vec<Finding> {
    let code: Vec<&Token> = tokens
        .iter()
        .filter(|it| it.kind != Kind::Comment)
        .collect();
    let mut findings = Vec::new();
    for pair in code.windows(2) {
        if MACROS.contains(&pair[0].text.as_str())
            && pair[0].kind == Kind::Word
            && pair[1].is_mark("!")
        {
            findings.push(Finding::error(
                path,
                pair[0].line,
                format!("a left-over `{}!`", pair[0].text),
            ));
        }
    }
    for triple in code.windows(3) {
        if triple[0].is_mark("#") && triple[1].is_mark("[") && triple[2].is_word("ignore") {
            findings.push(Finding::error(
                path,
                triple[0].line,
                "a test that does not run",
            ));
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::project;

    #[test]
    fn postponed_work_is_found_in_code_scripts_and_words() {
        let later = WORDS[0];
        let tree = project(&[
            (
                "crates/work/src/a.rs",
                &format!("// {later}: later\nfn a() {{ todo!() }}\n#[ignore] fn t() {{}}\n"),
            ),
            ("crates/work/locales/ja.ftl", &format!("work-a = {later}\n")),
            ("bin/demo", &format!("# {later}\n")),
        ]);

        let lines: Vec<_> = check(&tree)
            .into_iter()
            .map(|it| (it.path, it.line))
            .collect();

        assert_eq!(
            lines,
            [
                ("bin/demo", 1),
                ("crates/work/locales/ja.ftl", 1),
                ("crates/work/src/a.rs", 1),
                ("crates/work/src/a.rs", 2),
                ("crates/work/src/a.rs", 3)
            ]
            .map(|(path, line)| (path.to_owned(), line))
        );
    }

    #[test]
    fn longer_words_are_left_alone() {
        let tree = project(&[(
            "crates/work/src/a.rs",
            &format!("const {}LIST: i32 = 1;\nfn todo() {{}}\n", WORDS[0]),
        )]);

        assert_eq!(check(&tree), []);
    }
}
