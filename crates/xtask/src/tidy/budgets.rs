//! Files stay short enough to read. A budget prompts a question: which noun is missing?

use crate::finding::Finding;
use crate::tree::Tree;

/// Lines that a file of this name usually needs.
const USUAL: [(&str, usize); 8] = [
    ("lib.rs", 60),
    ("stage.rs", 120),
    ("rules.rs", 200),
    ("store.rs", 250),
    ("actions.rs", 200),
    ("pages.rs", 250),
    ("papers.rs", 250),
    ("tests.rs", 300),
];

/// Lines from which every file is noted, and beyond which it fails.
const LONG: usize = 400;
const TOO_LONG: usize = 600;

/// Each Rust file that is longer than its kind usually is.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for source in &tree.sources {
        let lines = source.lines.len();
        let usual = USUAL
            .iter()
            .find(|(name, _)| *name == source.name())
            .map(|(_, usual)| *usual);
        if lines > TOO_LONG {
            let message =
                format!("{lines} lines; {TOO_LONG} are the most: look for a missing noun");
            findings.push(Finding::error(&source.path, 0, message));
        } else if lines > usual.unwrap_or(LONG).min(LONG) {
            let message = format!("{lines} lines; {} are usual", usual.unwrap_or(LONG));
            findings.push(Finding::note(&source.path, 0, message));
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Level;
    use crate::tree::project;

    #[test]
    fn a_long_file_is_noted_and_a_very_long_one_is_refused() {
        let tree = project(&[
            ("crates/work/src/lib.rs", &"\n".repeat(61)),
            ("crates/work/src/lot.rs", &"\n".repeat(400)),
            ("crates/work/src/order.rs", &"\n".repeat(401)),
            ("crates/work/src/rules.rs", &"\n".repeat(601)),
        ]);

        let levels: Vec<_> = check(&tree)
            .into_iter()
            .map(|it| (it.path, it.level))
            .collect();

        assert_eq!(
            levels,
            [
                ("lib", Level::Note),
                ("order", Level::Note),
                ("rules", Level::Error)
            ]
            .map(|(name, level)| (format!("crates/work/src/{name}.rs"), level))
        );
    }
}
