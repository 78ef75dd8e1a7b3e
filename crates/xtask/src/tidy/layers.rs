//! A crate may depend on those above it, never below.

use crate::finding::Finding;
use crate::tree::Tree;

/// The crates in the order in which they may import each other.
const ORDER: [&str; 22] = [
    "base", "db", "webkit", "papers", "matcher", "access", "people", "sites", "training", "sales",
    "orders", "work", "quality", "matching", "payment", "region", "kit", "notices", "desks",
    "demo", "server", "xtask",
];

/// These four stand side by side and know only `base`.
const SIDE_BY_SIDE: [&str; 4] = ["db", "webkit", "papers", "matcher"];

/// Every arrow that points the wrong way, and every crate without a place in the order.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let crates = tree.crates();
    let mut findings = Vec::new();
    for name in &crates {
        let path = format!("crates/{name}/Cargo.toml");
        let Some(place) = ORDER.iter().position(|it| it == name) else {
            findings.push(Finding::error(
                &path,
                0,
                "this crate has no place in the order of crates",
            ));
            continue;
        };
        for (line, used) in dependencies(&tree.texts[&path]) {
            let Some(other) = ORDER.iter().position(|it| *it == used) else {
                continue;
            };
            let beside = SIDE_BY_SIDE.contains(name) && SIDE_BY_SIDE.contains(&used.as_str());
            if place <= other || beside {
                let message = format!("`{name}` may not depend on `{used}`, which is not above it");
                findings.push(Finding::error(&path, line, message));
            }
        }
    }
    findings
}

/// The names in every table of dependencies, with their lines; those for tests alone count too.
fn dependencies(manifest: &str) -> Vec<(usize, String)> {
    let mut inside = false;
    let mut found = Vec::new();
    for (at, line) in manifest.lines().enumerate() {
        let line = line.trim();
        if let Some(table) = line.strip_prefix('[') {
            inside = table.trim_end_matches(']').ends_with("dependencies");
            let single = table.trim_end_matches(']').split_once("dependencies.");
            found.extend(single.map(|(_, name)| (at + 1, name.to_owned())));
        } else if inside && !line.starts_with('#') {
            let name: String = line
                .chars()
                .take_while(|it| it.is_alphanumeric() || "-_".contains(*it))
                .collect();
            found.push((at + 1, name));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::project;

    #[test]
    fn an_arrow_down_or_sideways_is_refused() {
        let tree = project(&[
            (
                "crates/people/Cargo.toml",
                "[dependencies]\nbase.workspace = true\nwork = { path = \"../work\" }\n",
            ),
            (
                "crates/webkit/Cargo.toml",
                "[package]\nname = \"webkit\"\n[dev-dependencies]\ndb.workspace = true\n",
            ),
            (
                "crates/work/Cargo.toml",
                "[dependencies]\npeople.workspace = true\n[dependencies.work]\n",
            ),
        ]);

        let lines: Vec<_> = check(&tree)
            .into_iter()
            .map(|it| (it.path, it.line))
            .collect();

        assert_eq!(
            lines,
            [("people", 3), ("webkit", 4), ("work", 3)]
                .map(|(name, line)| (format!("crates/{name}/Cargo.toml"), line))
        );
    }

    #[test]
    fn a_crate_without_a_place_is_refused() {
        let tree = project(&[("crates/misc/Cargo.toml", "")]);

        assert_eq!(check(&tree).len(), 1);
    }
}
