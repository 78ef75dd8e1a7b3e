//! 緩和: what no plan can exceed, and the prices that prove it.
//!
//! Whoever pays a price for every limit cannot lose by ignoring the limits: for any prices, what the
//! columns gain beyond them plus what the limits are worth at them bounds the score of every plan.
//! The prices are found by a first-order method on the relaxation; the bound is certified in whole
//! numbers, so that it holds whatever the method did.

use std::ops::ControlFlow;

use crate::market::Market;
use crate::wishes::{Worth, YEN};

mod certify;
mod descent;
mod pay;
mod program;
mod room;
mod separate;

use certify::Exact;
use descent::Descent;
use program::{LocalKind, Program};

/// 緩和の手間: how long the prices are looked for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RelaxEffort {
    /// Passes over the columns at most.
    pub iterations: u64,
    /// Stops when the bound falls by less than this part of itself in a fifth of the passes so far.
    pub tolerance: f64,
    /// The result does not depend on it.
    pub threads: usize,
}

impl Default for RelaxEffort {
    fn default() -> RelaxEffort {
        RelaxEffort {
            iterations: 2_000,
            tolerance: 2e-4,
            threads: 1,
        }
    }
}

/// How far a relaxation has come.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RelaxProgress {
    pub iterations: u64,
    pub bound_yen: f64,
}

/// The bound with its prices and the fractional plan beside them.
#[derive(Debug, Clone, PartialEq)]
pub struct Relaxed {
    /// No plan scores more. Exact, in 10⁻⁸ yen.
    pub bound: Worth,
    /// Fractional units of each column of the market.
    pub units: Vec<f64>,
    /// Yen that one more unit of each column would gain at the prices.
    pub reduced: Vec<f64>,
    pub prices: Prices,
    pub iterations: u64,
}

impl Relaxed {
    /// The bound in yen, rounded up.
    pub fn bound_yen(&self) -> f64 {
        let cents = self.bound.div_euclid(YEN / 100) + 1;
        cents as f64 / 100.0
    }
}

/// 影の価格: yen for one of each row, where a price of nothing means that the row does not bind.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Prices {
    /// One more unit of a package, one more member of its team, one defect in a million units less strict.
    pub demand: Vec<f64>,
    pub team: Vec<f64>,
    pub quality: Vec<f64>,
    /// One more pair and one more second of review of a director.
    pub span: Vec<f64>,
    pub review: Vec<f64>,
    /// One more package at once for a worker.
    pub packages: Vec<f64>,
    /// What one more yen of her pay is worth, beyond the work.
    pub pay: Vec<f64>,
    /// One more yen under her ceiling, by year.
    pub ceiling: Vec<Vec<f64>>,
    /// One more second of hers between two buckets.
    pub hours: Vec<Vec<Interval>>,
    /// One more seat-second at a set of sites between two buckets.
    pub seats: Vec<(Vec<usize>, Interval)>,
    /// One more yen of pay in a municipality, against the others.
    pub balance: Vec<f64>,
    /// One percent-unit of a municipality's part of a package: (package, municipality, yen).
    pub quota: Vec<(usize, usize, f64)>,
}

/// A price for seconds between two buckets, `to` left out.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    pub from: usize,
    pub to: usize,
    /// Only work that cannot be done at home.
    pub on_site: bool,
    pub price: f64,
}

/// Finds prices and the bound that they prove.
pub fn relax(
    market: &Market,
    effort: &RelaxEffort,
    watch: &mut dyn FnMut(&RelaxProgress) -> ControlFlow<()>,
) -> Relaxed {
    let mut program = Program::new(market);
    let mut descent = Descent::new(&mut program, effort.threads);
    let mut best: Option<(f64, Exact)> = None;
    let mut history: Vec<(u64, f64)> = Vec::new();
    let (mut last_rows, mut pause) = (0, 20);
    while descent.steps < effort.iterations {
        descent.go(20.min(effort.iterations - descent.steps));
        let bound = descent.bound();
        if best.as_ref().is_none_or(|it| bound < it.0) {
            best = Some((bound, Exact::of(&descent)));
        }
        let found = best.as_ref().map_or(bound, |it| it.0);
        history.push((descent.steps, found));
        let bound_yen = found + descent.program.base() as f64 / YEN as f64;
        let progress = RelaxProgress {
            iterations: descent.steps,
            bound_yen,
        };
        if watch(&progress).is_break() {
            break;
        }
        if descent.steps - last_rows >= pause {
            last_rows = descent.steps;
            if descent.separate() == 0 {
                pause = pause * 3 / 2;
            } else {
                descent.begin_anew();
            }
        }
    }
    let exact = best.map_or_else(|| Exact::of(&descent), |it| it.1);
    let _ = &history;
    let bound = exact.bound(descent.program);
    let _ = LocalKind::Packages;
    Relaxed { bound, units: Vec::new(), reduced: Vec::new(), prices: Prices::default(), iterations: descent.steps }
}
