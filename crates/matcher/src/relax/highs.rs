//! The same relaxation by a general solver (HiGHS, a simplex method), row by row as the pure method
//! has it, and certified by the same arithmetic. Only with the feature `highs`, which needs C++.

use ::highs::{Col, HighsModelStatus, RowProblem, Sense};

use super::Relaxed;
use super::descent::Descent;
use super::finish;
use super::program::{LocalKind, Program};
use crate::market::Market;

/// Rounds of rows for hours and seats; each adds what the last optimum exceeded.
const ROUNDS: u64 = 20;

/// Solves the relaxation to its optimum; none where the solver gives up.
pub fn relax(market: &Market) -> Option<Relaxed> {
    let mut program = Program::new(market);
    let mut descent = Descent::new(&mut program, 1);
    for round in 0..ROUNDS {
        descent.steps = round + 1;
        optimum(&mut descent)?;
        if descent.separate() == 0 {
            break;
        }
    }
    Some(finish(&descent))
}

/// One optimum with the rows so far: its units as they are, its prices as the best.
fn optimum(descent: &mut Descent) -> Option<()> {
    let (deviation, quota_prices) = descent.boxes.clone();
    let shares = descent.shares.clone();
    let program = &mut *descent.program;
    let (market, rows) = (program.market, &program.shared);
    let mut problem = RowProblem::default();
    let mut shared: Vec<Vec<(Col, f64)>> = vec![Vec::new(); rows.limit.len()];
    let mut own_rows: Vec<(f64, Vec<(Col, f64)>)> = Vec::new();
    let all = problem.add_column(0.0, 0.0..);
    let mut all_pay = vec![(all, -1.0)];
    let mut units: Vec<usize> = Vec::new();
    for block in &program.blocks {
        for own in &block.people {
            let first = own_rows.len();
            let locals = &block.locals[own.locals.0 as usize..own.locals.1 as usize];
            own_rows.extend(locals.iter().map(|it| (it.limit, Vec::new())));
            own_rows.push((0.0, Vec::new()));
            let pay_row = own_rows.len() - 1;
            for (yen, slope) in &block.pieces[own.pieces.0 as usize..own.pieces.1 as usize] {
                let piece = problem.add_column(f64::from(*slope), 0.0..=f64::from(*yen));
                own_rows[pay_row].1.push((piece, 1.0));
            }
            for cell in &block.columns[own.columns.0 as usize..own.columns.1 as usize] {
                let (package, most) = (cell.package as usize, f64::from(cell.most));
                let job = &market.packages[package];
                units.push(problem.num_cols());
                let it = problem.add_column(f64::from(cell.reward), 0.0..=most);
                let seconds = f64::from(cell.seconds);
                let pay = job.it.pay_cyen as f64 / 100.0;
                let review = f64::from(cell.review_pct) / 100.0 * job.it.review_seconds as f64;
                shared[rows.demand(package)].push((it, 1.0));
                shared[rows.team(package)].push((it, 1.0 / most));
                shared[rows.quality(package)].push((it, f64::from(cell.defects)));
                shared[rows.span(job.director)].push((it, 1.0 / most));
                shared[rows.review(job.director)].push((it, review));
                shared[rows.balance(own.town as usize)].push((it, pay));
                all_pay.push((it, pay));
                for (row, town, share) in &rows.quotas[package] {
                    let inside = if *town == own.town as usize {
                        100.0
                    } else {
                        0.0
                    };
                    shared[rows.quota(*row)].push((it, share - inside));
                }
                for seat in &block.seat_rows[cell.seats.0 as usize..][..usize::from(cell.seats.1)] {
                    shared[rows.seat(*seat as usize)].push((it, f64::from(cell.seated)));
                }
                own_rows[pay_row].1.push((it, -pay));
                for (at, local) in locals.iter().enumerate() {
                    let taken = match local.kind {
                        LocalKind::Packages => 1.0 / most,
                        LocalKind::Ceiling { .. } if usize::from(cell.ceiling) + 1 == at => pay,
                        LocalKind::Hours { .. }
                            if cell.hours >> (at as u32 - (own.hours - own.locals.0)) & 1 == 1 =>
                        {
                            seconds
                        }
                        _ => continue,
                    };
                    own_rows[first + at].1.push((it, taken));
                }
            }
        }
    }
    for (row, mut terms) in shared.into_iter().enumerate() {
        if (rows.balance(0)..rows.quota(0)).contains(&row) {
            let (over, under) = (
                problem.add_column(-deviation, 0.0..),
                problem.add_column(-deviation, 0.0..),
            );
            terms.extend([
                (all, -shares[row - rows.balance(0)]),
                (over, -1.0),
                (under, 1.0),
            ]);
            problem.add_row(0.0..=0.0, terms);
            continue;
        }
        if (rows.quota(0)..rows.seat(0)).contains(&row) {
            let missed = problem.add_column(-quota_prices[row - rows.quota(0)], 0.0..);
            terms.push((missed, -1.0));
        }
        problem.add_row(..=rows.limit[row], terms);
    }
    for (limit, terms) in own_rows {
        problem.add_row(..=limit, terms);
    }
    problem.add_row(0.0..=0.0, all_pay);
    let mut model = problem.optimise(Sense::Maximise);
    model.make_quiet();
    let solved = model.solve();
    if solved.status() != HighsModelStatus::Optimal {
        return None;
    }
    let solution = solved.get_solution();
    let (values, mut duals) = (solution.columns(), solution.dual_rows().iter().copied());
    let mut found = units.into_iter();
    for dual in &mut descent.shared {
        dual.best = duals.next()?;
    }
    for block in &mut descent.program.blocks {
        for cell in &mut block.columns {
            cell.now = values[found.next()?];
        }
        for own in &mut block.people {
            for local in &mut block.locals[own.locals.0 as usize..own.locals.1 as usize] {
                local.dual.best = duals.next()?;
            }
            own.pay.best = duals.next()?;
        }
    }
    Some(())
}
