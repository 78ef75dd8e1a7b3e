//! `kado match`: the matching engine on files. What it says goes to standard output as JSON; a file
//! that is off ends with 2 and a sentence that names the field and the place.

use std::io::Write;
use std::path::Path;

use matcher::{Instance, Plan};
use serde_json::Value;

use crate::cli::matching::{Match, MatchOf};
use crate::outcome::{Outcome, misused};

mod answer;
mod gap;
mod judge;
mod solve;

/// Runs one of the commands.
pub fn run(it: Match) -> Outcome {
    match it.what {
        MatchOf::Solve(it) => solve::solve(&it),
        MatchOf::Check(it) => judge::check(&it),
        MatchOf::Bottlenecks(it) => answer::bottlenecks(&it),
        MatchOf::Reschedule(it) => answer::reschedule(&it),
        MatchOf::Explain(it) => answer::explain(&it),
        MatchOf::Robust(it) => judge::robust(&it),
        MatchOf::Gap(it) => gap::gap(&it),
    }
}

/// The text of a file; one that is not there or no text is a misuse.
fn text(file: &Path) -> Outcome<String> {
    std::fs::read_to_string(file).map_err(|error| misused(format!("{}: {error}", file.display())))
}

fn instance(file: &Path) -> Outcome<Instance> {
    Instance::from_json(&text(file)?)
        .map_err(|fault| misused(format!("{}: {fault}", file.display())))
}

/// A plan of this instance.
fn plan(file: &Path, instance: &Instance) -> Outcome<Plan> {
    let plan = Plan::from_json(&text(file)?)
        .map_err(|fault| misused(format!("{}: {fault}", file.display())))?;
    if plan.instance == instance.name {
        return Ok(plan);
    }
    Err(misused(format!(
        "{}: instance: the plan is one of {:?}, not of {:?}",
        file.display(),
        plan.instance,
        instance.name
    )))
}

/// Shows what was found. Whoever stopped reading is not told more.
fn show(found: &Value) {
    let _ = writeln!(std::io::stdout(), "{found:#}");
}

/// Tells on standard error how far the work has come.
fn tell(sentence: std::fmt::Arguments) {
    let _ = writeln!(std::io::stderr(), "kado: {sentence}");
}

/// Writes a file and shows a summary, on standard error where the file itself goes to standard output.
fn write(out: &Path, text: &str, summary: &Value) -> Outcome {
    crate::report::write(out, text.as_bytes())?;
    if out == Path::new("-") {
        let _ = writeln!(std::io::stderr(), "{summary:#}");
    } else {
        show(summary);
    }
    Ok(())
}
