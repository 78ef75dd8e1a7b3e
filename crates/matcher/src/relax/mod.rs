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
#[cfg(feature = "highs")]
pub mod highs;
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
    let base = program.base() as f64 / YEN as f64;
    let mut descent = Descent::new(&mut program, effort.threads);
    let mut best = f64::INFINITY;
    let mut history: Vec<(u64, f64)> = Vec::new();
    let (mut looked, mut pause) = (0, LOOK);
    while descent.steps < effort.iterations {
        descent.go(LOOK.min(effort.iterations - descent.steps));
        let bound = descent.bound();
        if bound < best {
            best = bound;
            descent.keep();
        }
        let progress = RelaxProgress {
            iterations: descent.steps,
            bound_yen: best + base,
        };
        if watch(&progress).is_break() || settled(&mut history, &progress, effort.tolerance) {
            break;
        }
        if descent.steps - looked >= pause {
            looked = descent.steps;
            if descent.separate() == 0 {
                pause = pause * 3 / 2;
            } else {
                descent.begin_anew();
            }
        }
    }
    if best.is_infinite() {
        descent.keep();
    }
    finish(&descent)
}

/// The certificate of the best prices, with what belongs to it.
fn finish(descent: &Descent) -> Relaxed {
    Relaxed {
        bound: Exact::of(descent).bound(descent.program),
        units: units(descent.program),
        reduced: descent.reduced(),
        prices: prices(descent),
        iterations: descent.steps,
    }
}

/// Passes between two looks at the bound.
const LOOK: u64 = 20;

/// Whether the bound has hardly fallen in the last fifth of the passes, and no less than a hundred.
fn settled(history: &mut Vec<(u64, f64)>, now: &RelaxProgress, tolerance: f64) -> bool {
    history.push((now.iterations, now.bound_yen));
    let back = now.iterations.saturating_sub((now.iterations / 5).max(100));
    let before = history.iter().rev().find(|it| it.0 <= back);
    before.is_some_and(|it| it.1 - now.bound_yen < tolerance * now.bound_yen.abs())
}

fn units(program: &Program) -> Vec<f64> {
    let mut units = vec![0.0; program.market.columns.len()];
    for cell in program.blocks.iter().flat_map(|it| &it.columns) {
        units[cell.at as usize] = cell.now.clamp(0.0, f64::from(cell.most));
    }
    units
}

fn prices(descent: &Descent) -> Prices {
    let program = &*descent.program;
    let (market, rows) = (program.market, &program.shared);
    let of = |row: usize| descent.shared[row].best;
    let packages =
        |row: &dyn Fn(usize) -> usize| (0..rows.packages).map(|it| of(row(it))).collect();
    let directors =
        |row: &dyn Fn(usize) -> usize| (0..rows.directors).map(|it| of(row(it))).collect();
    let workers = market.workers.len();
    let mut prices = Prices {
        demand: packages(&|it| rows.demand(it)),
        team: packages(&|it| rows.team(it)),
        // The row counts thousandths.
        quality: (0..rows.packages)
            .map(|it| of(rows.quality(it)) / 1000.0)
            .collect(),
        span: directors(&|it| rows.span(it)),
        review: directors(&|it| rows.review(it)),
        packages: vec![0.0; workers],
        pay: vec![0.0; workers],
        ceiling: vec![vec![0.0; market.years.len()]; workers],
        hours: vec![Vec::new(); workers],
        seats: Vec::new(),
        balance: (0..rows.towns).map(|it| of(rows.balance(it))).collect(),
        quota: Vec::new(),
    };
    for (package, list) in rows.quotas.iter().enumerate() {
        prices.quota.extend(
            list.iter()
                .map(|row| (package, row.1, of(rows.quota(row.0)))),
        );
    }
    for (at, row) in program.seats.iter().enumerate() {
        let price = of(rows.seat(at));
        if price > 0.0 {
            let interval = Interval {
                from: row.from,
                to: row.to,
                on_site: true,
                price,
            };
            prices
                .seats
                .push((program.rooms[row.set].sites.clone(), interval));
        }
    }
    for block in &program.blocks {
        for own in &block.people {
            let worker = own.worker as usize;
            prices.pay[worker] = own.pay.best;
            for local in &block.locals[own.locals.0 as usize..own.locals.1 as usize] {
                let price = local.dual.best;
                match local.kind {
                    LocalKind::Packages => prices.packages[worker] = price,
                    LocalKind::Ceiling { year } => {
                        prices.ceiling[worker][usize::from(year)] = price
                    }
                    LocalKind::Hours { .. } if price <= 0.0 => {}
                    LocalKind::Hours { from, to, on_site } => prices.hours[worker].push(Interval {
                        from: from.into(),
                        to: to.into(),
                        on_site,
                        price,
                    }),
                }
            }
        }
    }
    prices
}
