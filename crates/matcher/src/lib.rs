//! マッチング: who does how many units of which work package, on which days and where.
//! Plain numbers in; a plan, its worth and the reasons out. No file, clock or database is touched.

mod board;
pub mod bottleneck;
pub mod check;
pub mod check_report;
pub mod explain;
pub mod fault;
pub mod gap;
mod hand;
pub mod instance;
mod limits;
pub mod market;
mod order;
pub mod plan;
mod read;
pub mod relax;
pub mod reschedule;
mod seats;
mod situation;
pub mod solve;
pub mod why;
pub mod wishes;

pub use bottleneck::{Asked, Report, report};
pub use check::{Breach, Code, check, check_answer, check_reschedule};
pub use check_report::{Flaw, Wrong, check_report};
pub use explain::{
    Explanation, Reason, explain, explain_all, explain_chosen, explain_not_chosen, obstacles,
};
pub use fault::Fault;
pub use instance::Instance;
pub use plan::Plan;
pub use relax::{RelaxEffort, Relaxed, relax};
pub use reschedule::{Answer, Event, reschedule, robustness};
pub use solve::{
    Broken, Effort, Mode, Pinned, Pins, Progress, Wanted, solve, solve_pinned, solve_watched,
    solve_within,
};
pub use why::{Change, WhyNot};
pub use wishes::{Tiers, score};
