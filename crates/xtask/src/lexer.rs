//! Just enough of Rust's grammar to tell code, string literals and comments apart.

/// A piece of source that a check may look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// A name, a keyword or a number.
    Word,
    /// One punctuation character, or `::`.
    Mark,
    /// The content of a string literal, escapes as written.
    Text,
    /// A comment with its slashes.
    Comment,
}

/// A [`Kind`] with its content and the line on which it begins, counted from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    pub kind: Kind,
    pub text: String,
    pub line: usize,
}

impl Token {
    pub fn is_word(&self, text: &str) -> bool {
        self.kind == Kind::Word && self.text == text
    }

    pub fn is_mark(&self, text: &str) -> bool {
        self.kind == Kind::Mark && self.text == text
    }
}

/// All tokens of a file in order. Unfinished literals end with the file.
pub fn tokens(source: &str) -> Vec<Token> {
    let mut lexer = Lexer {
        rest: source,
        line: 1,
        found: Vec::new(),
    };
    while !lexer.rest.is_empty() {
        lexer.step();
    }
    lexer.found
}

/// The tokens outside `#[cfg(test)]` items and `#[test]` functions.
pub fn without_tests(tokens: &[Token]) -> Vec<Token> {
    let mut kept = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if begins_test(&tokens[at..]) {
            at += item_length(&tokens[at..]);
        } else {
            kept.push(tokens[at].clone());
            at += 1;
        }
    }
    kept
}

fn begins_test(tokens: &[Token]) -> bool {
    let spells = |words: &[&str]| {
        tokens.len() >= words.len() && words.iter().zip(tokens).all(|(word, it)| it.text == *word)
    };
    spells(&["#", "[", "cfg", "(", "test", ")", "]"]) || spells(&["#", "[", "test", "]"])
}

/// How many tokens an item takes with its attributes: up to its `;` or its closing brace.
fn item_length(tokens: &[Token]) -> usize {
    let mut depth = 0usize;
    for (at, token) in tokens.iter().enumerate() {
        if token.kind != Kind::Mark {
            continue;
        }
        match token.text.as_str() {
            "{" | "(" | "[" => depth += 1,
            "}" | ")" | "]" => {
                depth = depth.saturating_sub(1);
                if depth == 0 && token.text == "}" {
                    return at + 1;
                }
            }
            ";" if depth == 0 => return at + 1,
            _ => {}
        }
    }
    tokens.len()
}

struct Lexer<'a> {
    rest: &'a str,
    line: usize,
    found: Vec<Token>,
}

impl Lexer<'_> {
    fn step(&mut self) {
        let first = self.rest.chars().next().unwrap_or(' ');
        if first.is_whitespace() {
            self.skip(first.len_utf8());
        } else if self.rest.starts_with("//") {
            let length = self.rest.find('\n').unwrap_or(self.rest.len());
            self.keep(Kind::Comment, 0, length, 0);
        } else if self.rest.starts_with("/*") {
            let length = block_comment(self.rest);
            self.keep(Kind::Comment, 0, length, 0);
        } else if let Some((before, hashes)) = raw_opening(self.rest) {
            self.raw_text(before, hashes);
        } else if self.rest.starts_with("b\"") || self.rest.starts_with("c\"") {
            self.plain_text(2);
        } else if first == '"' {
            self.plain_text(1);
        } else if first == '\'' {
            self.skip(character_or_lifetime(self.rest));
        } else if first.is_alphanumeric() || first == '_' {
            let end = |it: char| !(it.is_alphanumeric() || it == '_');
            let length = self.rest.find(end).unwrap_or(self.rest.len());
            self.keep(Kind::Word, 0, length, 0);
        } else if self.rest.starts_with("::") {
            self.keep(Kind::Mark, 0, 2, 0);
        } else {
            self.keep(Kind::Mark, 0, first.len_utf8(), 0);
        }
    }

    /// A literal with escapes, whose quote is the last of `before` bytes.
    fn plain_text(&mut self, before: usize) {
        let mut escaped = false;
        let inside = &self.rest[before..];
        let length = inside
            .char_indices()
            .find(|(_, it)| {
                let closes = *it == '"' && !escaped;
                escaped = *it == '\\' && !escaped;
                closes
            })
            .map_or(inside.len(), |(at, _)| at);
        self.keep(Kind::Text, before, length, 1);
    }

    fn raw_text(&mut self, before: usize, hashes: usize) {
        let closing = format!("\"{}", "#".repeat(hashes));
        let inside = &self.rest[before..];
        let length = inside.find(&closing).unwrap_or(inside.len());
        self.keep(Kind::Text, before, length, closing.len());
    }

    /// Keeps `length` bytes after `before`, and steps over `after` more.
    fn keep(&mut self, kind: Kind, before: usize, length: usize, after: usize) {
        let text = self.rest[before..before + length].to_owned();
        self.found.push(Token {
            kind,
            text,
            line: self.line,
        });
        self.skip((before + length + after).min(self.rest.len()));
    }

    fn skip(&mut self, bytes: usize) {
        let (gone, rest) = self.rest.split_at(bytes);
        self.line += gone.matches('\n').count();
        self.rest = rest;
    }
}

/// The length of a block comment, nested ones included.
fn block_comment(source: &str) -> usize {
    let mut depth = 0usize;
    let mut at = 0;
    while at < source.len() {
        let here = &source[at..];
        if here.starts_with("/*") {
            depth += 1;
            at += 2;
        } else if here.starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += here.chars().next().map_or(1, char::len_utf8);
        }
    }
    source.len()
}

/// For `r"`, `br#"` and the like: bytes up to and with the quote, and the number of hashes.
fn raw_opening(source: &str) -> Option<(usize, usize)> {
    let after = ["r", "br", "cr"]
        .iter()
        .find_map(|it| source.strip_prefix(it))?;
    let hashes = after.len() - after.trim_start_matches('#').len();
    after[hashes..]
        .starts_with('"')
        .then(|| (source.len() - after.len() + hashes + 1, hashes))
}

/// The length of `'x'`, `'\n'` or `'lifetime`.
fn character_or_lifetime(source: &str) -> usize {
    let mut characters = source.char_indices().skip(1);
    match characters.next() {
        Some((_, '\\')) => {
            let _escaped = characters.next();
            characters
                .find(|(_, it)| *it == '\'')
                .map_or(source.len(), |(at, _)| at + 1)
        }
        Some((_, _)) => match characters.next() {
            Some((at, '\'')) => at + 1,
            _ => 1,
        },
        None => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(source: &str) -> Vec<String> {
        tokens(source)
            .into_iter()
            .filter(|it| it.kind == Kind::Text)
            .map(|it| it.text)
            .collect()
    }

    #[test]
    fn string_literals_of_every_form_are_found_and_comments_are_not() {
        let source = "a(\"one \\\" more\"); // \"no\"\n/* \"no\" /* */ \"no\" */ r#\"two \" more\"#; \
                      b\"three\"; 'x'; '\"'; &'a str; '\\''; \"four\"";

        let found = texts(source);

        assert_eq!(found, ["one \\\" more", "two \" more", "three", "four"]);
    }

    #[test]
    fn a_token_knows_the_line_on_which_it_begins() {
        let found = tokens("one\n\"two\nlines\" three\n");

        let lines: Vec<_> = found.iter().map(|it| (it.text.as_str(), it.line)).collect();

        assert_eq!(lines, [("one", 1), ("two\nlines", 2), ("three", 3)]);
    }

    #[test]
    fn test_items_are_left_out_and_what_follows_them_stays() {
        let source = "fn a() {} #[cfg(test)] mod tests { fn b() { [1]; } } fn c() {} \
                      #[cfg(test)] mod more; #[test] fn d() -> Vec<()> { vec![] } struct E;";

        let kept = without_tests(&tokens(source));

        let words: Vec<_> = kept
            .iter()
            .filter(|it| it.kind == Kind::Word)
            .map(|it| it.text.as_str())
            .collect();
        assert_eq!(words, ["fn", "a", "fn", "c", "struct", "E"]);
    }
}
