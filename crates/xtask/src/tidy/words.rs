//! What a person reads lives in Fluent files, never in code.

use crate::finding::Finding;
use crate::lexer::{Kind, Token};
use crate::tree::{Source, Tree};

/// Crates whose texts are invented rows or samples of the checks, not words on screen.
const EXEMPT: [&str; 2] = ["demo", "xtask"];

/// Japanese in string literals, and sentences in markup.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let sources = tree
        .sources
        .iter()
        .filter(|it| !EXEMPT.contains(&it.home.as_str()));
    sources
        .flat_map(|it| [japanese(it), markup(it)].concat())
        .collect()
}

fn japanese(source: &Source) -> Vec<Finding> {
    let texts = source
        .outside_tests
        .iter()
        .filter(|it| it.kind == Kind::Text);
    let mut findings = Vec::new();
    for token in texts.filter(|it| it.text.chars().any(is_japanese)) {
        let first = token
            .text
            .lines()
            .position(|it| it.chars().any(is_japanese))
            .unwrap_or(0);
        let line = token.line + first;
        if !source.is_field_data(line) && !source.is_field_data(token.line) {
            let message =
                "Japanese outside a Fluent file; mark `// tidy: field data` if no page shows it";
            findings.push(Finding::error(&source.path, line, message));
        }
    }
    findings
}

/// Kana and kanji; not punctuation or full-width figures, which code has to know.
fn is_japanese(letter: char) -> bool {
    matches!(letter, 'ぁ'..='ゟ' | 'ァ'..='ヺ' | 'ー'..='ヿ' | '㐀'..='䶿' | '一'..='鿿' | 'ｦ'..='ﾝ')
}

/// Texts of two words or more directly inside `html! { … }`.
fn markup(source: &Source) -> Vec<Finding> {
    let code: Vec<&Token> = source
        .outside_tests
        .iter()
        .filter(|it| it.kind != Kind::Comment)
        .collect();
    let mut findings = Vec::new();
    let mut at = 0;
    while at + 2 < code.len() {
        if code[at].is_word("html") && code[at + 1].is_mark("!") && code[at + 2].is_mark("{") {
            let end = closing(&code, at + 2);
            for line in sentences(&code[at + 3..end]) {
                if !source.is_field_data(line) {
                    let message = "a sentence in markup: move it to the Fluent files";
                    findings.push(Finding::error(&source.path, line, message));
                }
            }
            at = end;
        }
        at += 1;
    }
    findings
}

fn closing(code: &[&Token], opening: usize) -> usize {
    let mut depth = 0usize;
    for (at, token) in code.iter().enumerate().skip(opening) {
        if token.is_mark("{") {
            depth += 1;
        } else if token.is_mark("}") {
            depth -= 1;
            if depth == 0 {
                return at;
            }
        }
    }
    code.len()
}

/// Lines of literals that are text: neither inside `( )` or `[ ]`, nor an attribute's value.
fn sentences(code: &[&Token]) -> Vec<usize> {
    let mut depth = 0usize;
    let mut lines = Vec::new();
    for (at, token) in code.iter().enumerate() {
        match (&token.kind, token.text.as_str()) {
            (Kind::Mark, "(" | "[") => depth += 1,
            (Kind::Mark, ")" | "]") => depth = depth.saturating_sub(1),
            (Kind::Text, text) => {
                let value = at > 0 && code[at - 1].is_mark("=");
                if depth == 0 && !value && word_count(text) >= 2 {
                    lines.push(token.line);
                }
            }
            _ => {}
        }
    }
    lines
}

/// Runs of two or more ASCII letters.
fn word_count(text: &str) -> usize {
    text.split(|it: char| !it.is_ascii_alphabetic())
        .filter(|it| it.len() >= 2)
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::project;

    fn lines(source: &str) -> Vec<usize> {
        check(&project(&[("crates/work/src/pages.rs", source)]))
            .into_iter()
            .map(|it| it.line)
            .collect()
    }

    #[test]
    fn japanese_in_a_literal_is_refused_and_in_a_comment_it_is_welcome() {
        let source = "/// 発注\nconst A: &str = \"発注\"; // 発注\nconst B: char = '円';\n\n\
                      // tidy: field data, read from the bank's file\nconst C: &[&str] = &[\"普通\",\n\"当座\"];\n\
                      #[cfg(test)] mod tests { const D: &str = \"発注\"; }\n";

        assert_eq!(lines(source), [2]);
    }

    #[test]
    fn a_sentence_in_markup_is_refused_and_attributes_and_arguments_are_not() {
        let source = "fn a() -> Markup { html! { p class=\"one two\" { (t!(\"work-a b\")) } \n\
                      p { \"No work yet\" } \n span { \" / \" \"PDF\" } } }\n";

        assert_eq!(lines(source), [2]);
    }
}
