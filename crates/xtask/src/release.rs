//! What we ship: the origin and the licence of every dependency, and our own promise on `unsafe`.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::finding::Finding;

/// Licences under which others' code may be passed on with ours.
const LICENCES: [&str; 20] = [
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-1-Clause",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "CDLA-Permissive-2.0",
    "ISC",
    "MIT",
    "MIT-0",
    "MPL-2.0",
    "NCSA",
    "OFL-1.1",
    "Unicode-3.0",
    "Unicode-DFS-2016",
    "Unlicense",
    "WTFPL",
    "Zlib",
];

/// What Cargo knows about the workspace and all that it builds on here, from the lock file alone.
pub fn metadata(root: &Path) -> Result<Value, String> {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let version = output(Command::new("rustc").arg("-vV"))?;
    let version = String::from_utf8_lossy(&version).into_owned();
    let host = version
        .lines()
        .find_map(|it| it.strip_prefix("host: "))
        .ok_or("rustc names no host")?;
    let metadata = output(
        Command::new(cargo)
            .args([
                "metadata",
                "--format-version",
                "1",
                "--locked",
                "--filter-platform",
                host,
            ])
            .current_dir(root),
    )?;
    serde_json::from_slice(&metadata).map_err(|error| format!("cargo metadata: {error}"))
}

/// What a command says, or why it failed.
fn output(command: &mut Command) -> Result<Vec<u8>, String> {
    let output = command
        .output()
        .map_err(|error| format!("{command:?}: {error}"))?;
    if output.status.success() {
        Ok(output.stdout)
    } else {
        Err(String::from_utf8_lossy(&output.stderr).into_owned())
    }
}

/// Every package that we may not ship as it is.
pub fn check(metadata: &Value) -> Vec<Finding> {
    let packages = metadata["packages"]
        .as_array()
        .map_or(&[][..], Vec::as_slice);
    packages.iter().flat_map(check_package).collect()
}

fn check_package(package: &Value) -> Vec<Finding> {
    let text = |key: &str| package[key].as_str().unwrap_or_default();
    let name = format!("{} {}", text("name"), text("version"));
    let mut findings = Vec::new();
    let Some(source) = package["source"].as_str() else {
        let manifest = std::fs::read_to_string(text("manifest_path")).unwrap_or_default();
        if !manifest.contains("[lints]\nworkspace = true") {
            findings.push(Finding::error(
                &name,
                0,
                "does not take the workspace's lints, which forbid `unsafe`",
            ));
        }
        return findings;
    };
    if !source.starts_with("registry+") {
        findings.push(Finding::error(
            &name,
            0,
            format!("does not come from a registry: {source}"),
        ));
    }
    let licence = text("license");
    if licence.is_empty() {
        findings.push(Finding::note(
            &name,
            0,
            "names its licence in a file of its own: read it",
        ));
    } else if !is_allowed(licence) {
        findings.push(Finding::error(
            &name,
            0,
            format!("its licence is not on our list: {licence}"),
        ));
    }
    findings
}

/// Whether an SPDX expression leaves a choice of listed licences. `AND` binds closer than `OR`.
fn is_allowed(expression: &str) -> bool {
    let expression = expression.replace('/', " OR ");
    if let Some((open, close)) = innermost(&expression) {
        let inside = if is_allowed(&expression[open + 1..close]) {
            "MIT"
        } else {
            "refused"
        };
        return is_allowed(&format!(
            "{}{inside}{}",
            &expression[..open],
            &expression[close + 1..]
        ));
    }
    expression.split(" OR ").any(|choice| {
        choice
            .split(" AND ")
            .all(|it| LICENCES.contains(&it.trim()))
    })
}

/// The places of the first pair of brackets without brackets inside.
fn innermost(expression: &str) -> Option<(usize, usize)> {
    let close = expression.find(')')?;
    let open = expression[..close].rfind('(')?;
    Some((open, close))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_with_one_listed_licence_is_enough_and_a_sum_needs_all() {
        let allowed = [
            "MIT",
            "MIT OR GPL-3.0",
            "Apache-2.0/MIT",
            "(MIT OR Apache-2.0) AND Unicode-3.0",
            "ISC AND (GPL-2.0 OR BSD-3-Clause)",
        ];
        let refused = [
            "GPL-3.0",
            "MIT AND GPL-3.0",
            "(MIT OR ISC) AND AGPL-3.0-only",
        ];

        assert_eq!(allowed.map(is_allowed), [true; 5]);
        assert_eq!(refused.map(is_allowed), [false; 3]);
    }

    #[test]
    fn a_package_from_a_repository_or_under_another_licence_is_refused() {
        let metadata = serde_json::json!({ "packages": [
            { "name": "good", "version": "1.0.0", "source": "registry+https://example.org/index", "license": "MIT" },
            { "name": "forked", "version": "1.0.0", "source": "git+https://example.org/fork", "license": "MIT" },
            { "name": "closed", "version": "1.0.0", "source": "registry+https://example.org/index", "license": "SSPL-1.0" },
        ] });

        let names: Vec<_> = check(&metadata).into_iter().map(|it| it.path).collect();

        assert_eq!(names, ["forked 1.0.0", "closed 1.0.0"]);
    }
}
