//! A figure and how it is taken: CPU time of the whole process, so that a busy machine tells the same as an idle one.

use std::fmt;
use std::time::Instant;

/// Ticks a second in which Linux tells CPU time.
const TICKS: f64 = 100.0;
/// One sample lasts at least so many milliseconds of CPU, thirty times the clock's grain.
const SAMPLE_MS: f64 = 300.0;
/// The middle one of so many samples counts.
const SAMPLES: usize = 5;

/// Runs whose time is taken one by one.
const RUNS: usize = 101;

/// One row of the table.
pub struct Figure {
    what: String,
    unit: &'static str,
    target: f64,
    measured: f64,
}

impl Figure {
    pub fn new(what: impl Into<String>, unit: &'static str, target: f64, measured: f64) -> Figure {
        Figure {
            what: what.into(),
            unit,
            target,
            measured,
        }
    }
}

/// The head of the table.
pub fn head() {
    println!("| what | target | measured | measured / target | |");
    println!("|---|---:|---:|---:|---|");
}

impl fmt::Display for Figure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Figure {
            what,
            unit,
            target,
            measured,
        } = self;
        let ratio = measured / target;
        let verdict = if ratio <= 1.0 { "ok" } else { "over" };
        let digits = if *measured < 10.0 && measured.fract() != 0.0 {
            2
        } else {
            0
        };
        write!(
            out,
            "| {what} | {target} {unit} | {measured:.digits$} {unit} | {ratio:.2} | {verdict} |"
        )
    }
}

/// CPU milliseconds of one run of `work`: warmed up, then the median of several samples.
pub async fn cpu_ms(warm_up: usize, mut work: impl AsyncFnMut()) -> f64 {
    for _ in 0..warm_up {
        work().await;
    }
    let mut samples = Vec::new();
    for _ in 0..SAMPLES {
        let begun = spent(Whose::Own);
        let (mut runs, mut used) = (0, 0.0);
        while used < SAMPLE_MS {
            work().await;
            runs += 1;
            used = spent(Whose::Own) - begun;
        }
        samples.push(used / f64::from(runs));
    }
    median(samples)
}

/// Milliseconds that pass in one run of `work`, where a database outside of this process does most of it.
pub async fn elapsed_ms(warm_up: usize, mut work: impl AsyncFnMut()) -> f64 {
    for _ in 0..warm_up {
        work().await;
    }
    let mut samples = Vec::new();
    for _ in 0..RUNS {
        let begun = Instant::now();
        work().await;
        samples.push(begun.elapsed().as_secs_f64() * 1_000.0);
    }
    median(samples)
}

/// The one in the middle.
pub fn median(mut samples: Vec<f64>) -> f64 {
    samples.sort_by(f64::total_cmp);
    samples[samples.len() / 2]
}

/// Whose CPU time.
pub enum Whose {
    Own,
    /// Of the children that have ended.
    Children,
}

/// CPU milliseconds so far, user and system, from /proc/self/stat.
pub fn spent(whose: Whose) -> f64 {
    let text =
        std::fs::read_to_string("/proc/self/stat").expect("Linux tells the CPU time of a process");
    // The name in brackets may hold blanks; counted from behind it, field 11 is the time spent as a user.
    let (_, rest) = text
        .rsplit_once(')')
        .expect("the name of a process stands in brackets");
    let fields: Vec<&str> = rest.split_whitespace().collect();
    let from = match whose {
        Whose::Own => 11,
        Whose::Children => 13,
    };
    let ticks = |at: usize| fields[at].parse::<f64>().expect("ticks are a number");
    (ticks(from) + ticks(from + 1)) * 1_000.0 / TICKS
}
