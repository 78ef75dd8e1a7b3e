//! The checks that the compiler cannot make.
//!
//! - `cargo run -p xtask -- tidy`: the shape of the code. Deciding files stay pure, tables stay
//!   home, words live in Fluent files and are alike in both languages, crates import upwards only,
//!   files stay short, nothing is left half done.
//! - `cargo run -p xtask -- release`: what we ship. Every dependency comes from the registry under
//!   a licence we may pass on, and none of our crates may write `unsafe`.
//!
//! An *error* fails the command; a *note* prompts a question.

mod finding;
mod lexer;
mod release;
mod tidy;
mod tree;

use std::path::PathBuf;
use std::process::ExitCode;

use finding::{Finding, Level};

fn main() -> ExitCode {
    let root = project_root();
    match std::env::args().nth(1).as_deref() {
        Some("tidy") => match tree::Tree::read(&root) {
            Ok(tree) => report("tidy", tidy::check(&tree)),
            Err(error) => fail(&format!("cannot read {}: {error}", root.display())),
        },
        Some("release") => match release::metadata(&root) {
            Ok(metadata) => report("release", release::check(&metadata)),
            Err(error) => fail(&error),
        },
        _ => fail("usage: cargo run -p xtask -- tidy | release"),
    }
}

/// The folder of the workspace, two above this crate.
fn project_root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn report(what: &str, mut findings: Vec<Finding>) -> ExitCode {
    findings.sort();
    findings.dedup();
    for finding in &findings {
        println!("{finding}");
    }
    let errors = findings
        .iter()
        .filter(|it| it.level == Level::Error)
        .count();
    println!("{what}: {errors} errors, {} notes", findings.len() - errors);
    if errors == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

fn fail(message: &str) -> ExitCode {
    eprintln!("{message}");
    ExitCode::FAILURE
}
