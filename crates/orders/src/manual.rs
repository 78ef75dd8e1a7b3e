//! Deciding: the lines of a manual (業務手順書), and what changed between two versions of it.

use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet};

/// One numbered line of a manual (手順の行), such as 3.2.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    pub no: String,
    pub body: String,
}

/// Why a text is no manual; lines counted from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LineFault {
    /// The text begins without a number.
    NoNumber {
        line: usize,
    },
    /// A number stands alone.
    NoBody {
        no: String,
    },
    Twice {
        no: String,
    },
    TooLong {
        no: String,
        limit: usize,
    },
    TooMany {
        limit: usize,
    },
}

/// What happened to a line from one version to the next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Change {
    Added { line: Line },
    Changed { line: Line, before: String },
    Removed { line: Line },
}

const BODY_CHARS: usize = 2_000;
const MOST_LINES: usize = 500;

/// Reads `3.2 text`, one line each; a line without a number goes on with the one above it.
pub fn parse(text: &str) -> Result<Vec<Line>, Vec<LineFault>> {
    let mut lines: Vec<Line> = Vec::new();
    let mut faults = Vec::new();
    for (at, written) in text
        .lines()
        .enumerate()
        .filter(|(_, it)| !it.trim().is_empty())
    {
        match (number_of(written.trim()), lines.last_mut()) {
            (Some((no, body)), _) => lines.push(Line { no, body }),
            (None, Some(above)) => {
                above.body.push('\n');
                above.body.push_str(written.trim());
            }
            (None, None) => faults.push(LineFault::NoNumber { line: at + 1 }),
        }
    }
    let mut seen = HashSet::new();
    for line in &lines {
        let no = || line.no.clone();
        if line.body.trim().is_empty() {
            faults.push(LineFault::NoBody { no: no() });
        }
        if !seen.insert(&line.no) {
            faults.push(LineFault::Twice { no: no() });
        }
        if BODY_CHARS < line.body.chars().count() {
            faults.push(LineFault::TooLong {
                no: no(),
                limit: BODY_CHARS,
            });
        }
    }
    if MOST_LINES < lines.len() {
        faults.push(LineFault::TooMany { limit: MOST_LINES });
    }
    if faults.is_empty() {
        Ok(lines)
    } else {
        Err(faults)
    }
}

/// The lines as they are edited: the reverse of [`parse`].
pub fn written(lines: &[Line]) -> String {
    lines
        .iter()
        .map(|it| format!("{} {}\n", it.no, it.body))
        .collect()
}

/// Everything that a reader of `old` has not yet read in `new`, in the order of `new`, removals last.
pub fn changes(old: &[Line], new: &[Line]) -> Vec<Change> {
    let before: HashMap<&str, &Line> = old.iter().map(|it| (it.no.as_str(), it)).collect();
    let after: HashSet<&str> = new.iter().map(|it| it.no.as_str()).collect();
    let mut found = Vec::new();
    for line in new {
        match before.get(line.no.as_str()) {
            None => found.push(Change::Added { line: line.clone() }),
            Some(old) if old.body != line.body => {
                found.push(Change::Changed {
                    line: line.clone(),
                    before: old.body.clone(),
                });
            }
            Some(_) => {}
        }
    }
    let gone = old.iter().filter(|it| !after.contains(it.no.as_str()));
    found.extend(gone.map(|it| Change::Removed { line: it.clone() }));
    found
}

impl Change {
    /// The line that is new, changed or gone.
    pub fn line(&self) -> &Line {
        match self {
            Change::Added { line } | Change::Changed { line, .. } | Change::Removed { line } => {
                line
            }
        }
    }
}

/// `3.2` and the rest of a written line; full-width digits are welcome.
fn number_of(written: &str) -> Option<(String, String)> {
    let narrow = base::narrow_digits(written);
    let no: String = narrow
        .chars()
        .take_while(|it| it.is_ascii_digit() || *it == '.')
        .collect();
    let parts_are_numbers = no
        .trim_end_matches('.')
        .split('.')
        .all(|it| !it.is_empty() && it.len() <= 3);
    // Each sign of the number was one sign before it was narrowed.
    let rest: String = written.chars().skip(no.chars().count()).collect();
    let set_apart = rest.is_empty() || rest.starts_with([' ', '　', '\t']);
    let no = no.trim_end_matches('.').to_owned();
    (parts_are_numbers && set_apart && no.matches('.').count() <= 3)
        .then(|| (no, rest.trim().to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(no: &str, body: &str) -> Line {
        Line {
            no: no.into(),
            body: body.into(),
        }
    }

    #[test]
    fn numbered_lines_are_read_and_written_alike() {
        let lines =
            parse("1 店の名前を確かめる\n３．２　同じビルに2店あるとき\n階も書く\n\n4. 電話番号\n")
                .unwrap();

        assert_eq!(
            lines,
            [
                line("1", "店の名前を確かめる"),
                line("3.2", "同じビルに2店あるとき\n階も書く"),
                line("4", "電話番号")
            ]
        );
        assert_eq!(parse(&written(&lines)), Ok(lines));
    }

    #[test]
    fn a_text_that_is_no_manual_is_told_in_full() {
        let faults = parse("はじめに\n1 あ\n1 い\n2\n").unwrap_err();

        assert_eq!(
            faults,
            [
                LineFault::NoNumber { line: 1 },
                LineFault::Twice { no: "1".into() },
                LineFault::NoBody { no: "2".into() }
            ]
        );
    }

    #[test]
    fn a_date_or_an_amount_at_the_beginning_is_no_number() {
        let lines = parse("1 休業日\n2027年1月は休み\n1,000円以上\n").unwrap();

        assert_eq!(lines, [line("1", "休業日\n2027年1月は休み\n1,000円以上")]);
    }

    #[test]
    fn a_worker_confirms_only_the_line_that_changed() {
        let old = [
            line("3.1", "階を書く"),
            line("3.2", "ビル名を書く"),
            line("4", "電話"),
        ];
        let new = [
            line("3.1", "階を書く"),
            line("3.2", "同じビルに2店あるときは階も書く"),
            line("3.3", "写真"),
        ];

        let found = changes(&old, &new);

        assert_eq!(
            found,
            [
                Change::Changed {
                    line: line("3.2", "同じビルに2店あるときは階も書く"),
                    before: "ビル名を書く".into()
                },
                Change::Added {
                    line: line("3.3", "写真")
                },
                Change::Removed {
                    line: line("4", "電話")
                },
            ]
        );
        assert_eq!(changes(&new, &new), []);
    }
}
