//! The project's files as the checks see them: read once, grouped by crate.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use crate::lexer::{Token, tokens, without_tests};

/// Folders that hold nothing of ours.
const SKIPPED: [&str; 7] = [
    "target",
    "node_modules",
    "dist",
    "out",
    ".git",
    "data",
    "kado-data",
];

/// Endings of the files that are read.
const READ: [&str; 10] = [
    ".rs", ".toml", ".ftl", ".mjs", ".ts", ".css", ".sh", ".md", ".html", ".typ",
];

/// Everything of ours, by path from the root with forward slashes.
pub struct Tree {
    pub texts: BTreeMap<String, String>,
    pub sources: Vec<Source>,
}

/// One Rust file.
pub struct Source {
    pub path: String,
    /// The crate that holds it.
    pub home: String,
    pub lines: Vec<String>,
    pub tokens: Vec<Token>,
    /// The tokens outside test items; empty for a file of tests.
    pub outside_tests: Vec<Token>,
}

impl Tree {
    /// Reads the project below `root`.
    pub fn read(root: &Path) -> io::Result<Tree> {
        let mut texts = BTreeMap::new();
        collect(root, "", &mut texts)?;
        Ok(Tree::of(texts))
    }

    /// A project made of the given files.
    pub fn of(texts: BTreeMap<String, String>) -> Tree {
        let sources = texts
            .iter()
            .filter_map(|(path, text)| Source::new(path, text))
            .collect();
        Tree { texts, sources }
    }

    /// The names of all crates.
    pub fn crates(&self) -> Vec<&str> {
        let manifest = |path: &'_ str| {
            let name = path.strip_prefix("crates/")?.strip_suffix("/Cargo.toml")?;
            (!name.contains('/')).then_some(name.len())
        };
        self.texts
            .keys()
            .filter_map(|path| manifest(path).map(|length| &path[7..7 + length]))
            .collect()
    }
}

impl Source {
    fn new(path: &str, text: &str) -> Option<Source> {
        let inside = path.strip_prefix("crates/")?;
        let (home, _) = inside.split_once('/')?;
        if !path.ends_with(".rs") {
            return None;
        }
        let tokens = tokens(text);
        let outside_tests = if is_test_file(path) {
            Vec::new()
        } else {
            without_tests(&tokens)
        };
        let lines = text.lines().map(str::to_owned).collect();
        Some(Source {
            path: path.to_owned(),
            home: home.to_owned(),
            lines,
            tokens,
            outside_tests,
        })
    }

    /// The file's own name, such as `rules.rs`.
    pub fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }

    /// Whether a line is marked `// tidy: field data`: at its end, or alone above its paragraph.
    pub fn is_field_data(&self, line: usize) -> bool {
        const MARK: &str = "// tidy: field data";
        let upwards = self.lines.iter().take(line).rev();
        self.lines
            .get(line.saturating_sub(1))
            .is_some_and(|it| it.contains(MARK))
            || upwards
                .take_while(|it| !it.trim().is_empty())
                .any(|it| it.trim().starts_with(MARK))
    }
}

fn is_test_file(path: &str) -> bool {
    path.contains("/tests/")
        || path.contains("/examples/")
        || path.ends_with("/tests.rs")
        || path.ends_with("_tests.rs")
}

fn collect(folder: &Path, prefix: &str, texts: &mut BTreeMap<String, String>) -> io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = format!("{prefix}{name}");
        let kind = entry.file_type()?;
        if kind.is_dir() && !SKIPPED.contains(&name.as_str()) {
            collect(&entry.path(), &format!("{path}/"), texts)?;
        } else if kind.is_file() && is_read(&path) {
            texts.insert(
                path,
                String::from_utf8_lossy(&std::fs::read(entry.path())?).into_owned(),
            );
        }
    }
    Ok(())
}

fn is_read(path: &str) -> bool {
    path.starts_with("bin/") || READ.iter().any(|ending| path.ends_with(ending))
}

/// A project of a few files, for the specifications of the checks.
#[cfg(test)]
pub fn project(files: &[(&str, &str)]) -> Tree {
    Tree::of(
        files
            .iter()
            .map(|(path, text)| ((*path).to_owned(), (*text).to_owned()))
            .collect(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn field_data_is_marked_at_the_line_or_above_its_paragraph() {
        let tree = project(&[(
            "crates/base/src/era.rs",
            "const A: &str = \"a\"; // tidy: field data\nconst B: &str = \"b\";\n\n\
             // tidy: field data, the eras of the calendar\nconst C: &[&str] = &[\n\"c\",\n];\n\nconst D: i32 = 1;\n",
        )]);

        let marked: Vec<usize> = (1..=9)
            .filter(|it| tree.sources[0].is_field_data(*it))
            .collect();

        assert_eq!(marked, [1, 4, 5, 6, 7]);
    }

    #[test]
    fn crates_are_named_by_their_folders() {
        let tree = project(&[
            ("crates/work/Cargo.toml", ""),
            ("crates/base/Cargo.toml", ""),
            ("ui/x.mjs", ""),
        ]);

        assert_eq!(tree.crates(), ["base", "work"]);
    }
}
