//! The words of `kado match`: the matching engine on files, without a database.

use clap::{Args, Subcommand, ValueEnum};
use std::path::PathBuf;

#[derive(Args)]
pub struct Match {
    #[command(subcommand)]
    pub what: MatchOf,
}

#[derive(Subcommand)]
pub enum MatchOf {
    /// Find a plan; its tiers, score, proven bound and gap go to standard output as JSON.
    #[command(
        after_help = "Example: kado match solve kado-1.json -o plan.json --seconds 60 --threads 2"
    )]
    Solve(Solve),
    /// Check a plan against every hard limit and its own claims; exit 1 on a breach.
    #[command(after_help = "Example: kado match check kado-1.json plan.json")]
    Check(Check),
    /// Name the cause for everyone without work and every short order, and what would help most.
    #[command(after_help = "Example: kado match bottlenecks kado-1.json plan.json -o report.json")]
    Bottlenecks(Bottlenecks),
    /// Answer an absence, a changed order or a closed site with ranked plans.
    #[command(
        after_help = "Example: kado match reschedule kado-1.json plan.json event.json -o after.json"
    )]
    Reschedule(Reschedule),
    /// Tell why a worker holds a package, or why not.
    #[command(
        after_help = "Example: kado match explain kado-1.json plan.json --worker w12 --package p3"
    )]
    Explain(Explain),
    /// Simulate absences: how many orders are still completed.
    #[command(after_help = "Example: kado match robust kado-1.json plan.json")]
    Robust(Robust),
    /// Solve a generalized assignment problem in the text format of the OR-Library.
    #[command(after_help = "Example: kado match gap gapa.txt --seconds 30")]
    Gap(Gap),
}

/// How long to look, and where to begin.
#[derive(Args, Clone)]
pub struct Effort {
    /// Seconds to spend after reading; 10 when neither seconds nor steps are given.
    #[arg(long, value_name = "S", conflicts_with = "steps")]
    pub seconds: Option<f64>,
    /// Steps to spend instead: the same plan on every machine.
    #[arg(long, value_name = "N")]
    pub steps: Option<u64>,
    #[arg(long, value_name = "T", default_value_t = 1)]
    pub threads: usize,
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub seed: u64,
}

#[derive(Args)]
pub struct Solve {
    /// The market (matching-instance/1).
    pub instance: PathBuf,
    /// File of the plan; `-` is standard output.
    #[arg(short = 'o', long = "out", value_name = "SOLUTION.json")]
    pub out: PathBuf,
    #[command(flatten)]
    pub effort: Effort,
    /// Tier after tier, or their weighted sum.
    #[arg(long, value_enum, default_value_t = Mode::Weighted)]
    pub mode: Mode,
    /// What each tier may lose for those after it, in permille of its best.
    #[arg(long, value_name = "PERMILLE", default_value_t = 5)]
    pub tolerance: i64,
    /// A plan to begin with.
    #[arg(long, value_name = "SOLUTION.json")]
    pub start: Option<PathBuf>,
    /// Pairs that are fixed and forbidden.
    #[arg(long, value_name = "PINS.json")]
    pub pins: Option<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Mode {
    Lexicographic,
    Weighted,
}

#[derive(Args)]
pub struct Check {
    pub instance: PathBuf,
    pub solution: PathBuf,
    /// The plan was made after this event; then the plan before it is needed too.
    #[arg(long, value_name = "EVENT.json", requires = "before")]
    pub event: Option<PathBuf>,
    /// A report on the causes under this plan, to be checked as well (matching-report/1).
    #[arg(long, value_name = "REPORT.json")]
    pub report: Option<PathBuf>,
    /// The plan before the event.
    #[arg(long, value_name = "SOLUTION.json", requires = "event")]
    pub before: Option<PathBuf>,
}

#[derive(Args)]
pub struct Bottlenecks {
    pub instance: PathBuf,
    /// The plan; without one, a plan is found first.
    pub solution: Option<PathBuf>,
    /// File of the report; `-` is standard output.
    #[arg(short = 'o', long = "out", value_name = "REPORT.json")]
    pub out: PathBuf,
    /// Causes only, without marginal values and programme.
    #[arg(long)]
    pub quick: bool,
    #[command(flatten)]
    pub effort: Effort,
}

#[derive(Args)]
pub struct Reschedule {
    pub instance: PathBuf,
    pub solution: PathBuf,
    /// What happened (matching-event/1).
    pub event: PathBuf,
    /// File of the plan chosen; `-` is standard output.
    #[arg(short = 'o', long = "out", value_name = "SOLUTION.json")]
    pub out: PathBuf,
    /// Which choice to write; when none is named, the first by rank that keeps every date promised.
    #[arg(long, value_enum)]
    pub way: Option<Way>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "snake_case")]
pub enum Way {
    LeastDisturbance,
    NobodyNew,
    OneDayLate,
    DoNothing,
}

#[derive(Args)]
pub struct Explain {
    pub instance: PathBuf,
    pub solution: PathBuf,
    #[arg(long, value_name = "W")]
    pub worker: String,
    /// One package, held or not; all that the worker holds when none is named.
    #[arg(long, value_name = "P")]
    pub package: Option<String>,
}

#[derive(Args)]
pub struct Robust {
    pub instance: PathBuf,
    pub solution: PathBuf,
    #[arg(long, value_name = "N", default_value_t = 200)]
    pub runs: u32,
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub seed: u64,
    /// The share of packages whose chance to be reached is asked for.
    #[arg(long, value_name = "Q", default_value_t = 0.9)]
    pub share: f64,
}

#[derive(Args)]
pub struct Gap {
    /// Agents and jobs, costs, resources, capacities; or several such problems after their number.
    pub file: PathBuf,
    #[command(flatten)]
    pub effort: Effort,
    /// Only this problem of the file, counted from 1.
    #[arg(long, value_name = "K")]
    pub problem: Option<usize>,
    /// The costs are profits: the most is wanted.
    #[arg(long)]
    pub profit: bool,
}
