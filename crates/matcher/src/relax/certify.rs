//! The certificate: prices rounded to whole parts of 10⁻⁸ yen, and the bound that they prove, in
//! whole numbers only. Whatever the prices, no plan that keeps the limits scores more.

use super::descent::Descent;
use super::pay::PayWorth;
use super::program::{self, LocalKind, Own, Program, Seat};
use super::room;
use crate::market::Market;
use crate::wishes::{CYEN, Worth, YEN};

/// Prices of the shared rows and of each worker's own, in whole parts.
#[derive(Clone)]
pub struct Exact {
    pub shared: Vec<Worth>,
    /// By block: the rows of its workers, and per cyen of pay for each of them.
    pub locals: Vec<Vec<Worth>>,
    pub pay: Vec<Vec<Worth>>,
    /// For each municipality: what a cyen of pay costs there by the balance, as a quotient.
    apart: Vec<(Worth, Worth)>,
}

impl Exact {
    /// The best prices of a descent, rounded and kept within what each may be.
    pub fn of(descent: &Descent) -> Exact {
        let program = &*descent.program;
        let rows = &program.shared;
        let market = program.market;
        let params = &market.instance.params;
        let balance = Worth::from(params.muni_dev_pct) * (CYEN / 100);
        let whole = |yen: f64| (yen * YEN as f64).round() as Worth;
        let mut shared: Vec<Worth> = descent
            .shared
            .iter()
            .map(|it| whole(it.best).max(0))
            .collect();
        for (package, list) in rows.quotas.iter().enumerate() {
            let price = Worth::from(market.packages[package].it.price_cyen);
            let most = price * Worth::from(params.quota_pct_of_price) * (CYEN / 10_000);
            for row in list {
                let at = rows.quota(row.0);
                shared[at] = shared[at].min(most);
            }
        }
        for town in 0..rows.towns {
            // Yen per yen: in whole parts of a cyen.
            let price = (descent.shared[rows.balance(town)].best * CYEN as f64).round() as Worth;
            shared[rows.balance(town)] = price.clamp(-balance, balance);
        }
        let apart = apart(market, rows, &shared);
        let blocks = program.blocks.iter();
        Exact {
            shared,
            apart,
            locals: blocks
                .clone()
                .map(|block| {
                    let locals = block.locals.iter();
                    locals
                        .map(|it| match it.kind {
                            LocalKind::Ceiling { .. } => {
                                (it.dual.best * CYEN as f64).round() as Worth
                            }
                            _ => whole(it.dual.best),
                        })
                        .map(|it| it.max(0))
                        .collect()
                })
                .collect(),
            pay: blocks
                .map(|block| {
                    let people = block.people.iter();
                    people
                        .map(|it| ((it.pay.best * CYEN as f64).round() as Worth).max(0))
                        .collect()
                })
                .collect(),
        }
    }

    /// The bound that these prices prove on the score of every plan.
    pub fn bound(&self, program: &Program) -> Worth {
        let mut sum = program.base() + self.limits(program);
        for (number, block) in program.blocks.iter().enumerate() {
            for (person, own) in block.people.iter().enumerate() {
                sum += self.of_worker(program, number, person, own);
            }
        }
        sum
    }

    /// What the shared limits are worth at these prices.
    pub fn limits(&self, program: &Program) -> Worth {
        let (market, rows) = (program.market, &program.shared);
        let mut sum = 0;
        for (at, job) in market.packages.iter().enumerate() {
            sum += self.shared[rows.demand(at)] * Worth::from(job.it.units);
            sum += self.shared[rows.team(at)] * Worth::from(room::most_members(job));
        }
        for (at, it) in market.directors.iter().enumerate() {
            sum += self.shared[rows.span(at)] * Worth::from(it.span);
            sum += self.shared[rows.review(at)] * Worth::from(it.review_seconds);
        }
        for (at, row) in program.seats.iter().enumerate() {
            sum += self.shared[rows.seat(at)] * Worth::from(row.seconds);
        }
        sum
    }

    fn of_worker(&self, program: &Program, number: usize, person: usize, own: &Own) -> Worth {
        let market = program.market;
        let block = &program.blocks[number];
        let worker = &market.workers[own.worker as usize];
        let locals = &self.locals[number];
        let per_pay = self.pay[number][person];
        let calendar = own
            .calendar
            .as_ref()
            .expect("each worker with columns has a calendar");
        let most_pay = program::most_pay(market, own.worker as usize, &program.most, calendar);
        let mut sum = PayWorth::of(market, worker.it, most_pay).beyond(per_pay);
        for (at, local) in block.locals[own.locals.0 as usize..own.locals.1 as usize]
            .iter()
            .enumerate()
        {
            let price = locals[own.locals.0 as usize + at];
            sum += price
                * match local.kind {
                    LocalKind::Packages => Worth::from(room::most_at_once(
                        market,
                        own.worker as usize,
                        &program.most,
                        calendar,
                    )),
                    LocalKind::Ceiling { year } => {
                        let income = &worker.it.income[&market.years[usize::from(year)]];
                        let ceiling = income.ceiling_yen.expect("only ceilings have a row");
                        Worth::from(ceiling - income.earned_yen) * 100
                    }
                    LocalKind::Hours { from, to, on_site } => {
                        Worth::from(calendar.between(market, from.into(), to.into(), on_site))
                    }
                };
        }
        for at in own.columns.0 as usize..own.columns.1 as usize {
            sum += self.gain(program, number, own, at, per_pay).max(0);
        }
        sum
    }

    /// What a column held at its most would gain at these prices, rounded up.
    fn gain(
        &self,
        program: &Program,
        number: usize,
        own: &Own,
        at: usize,
        per_pay: Worth,
    ) -> Worth {
        let (market, rows) = (program.market, &program.shared);
        let cell = &program.blocks[number].columns[at];
        let locals = &self.locals[number];
        let column = &market.columns[cell.at as usize];
        let most = Worth::from(program.most[cell.at as usize]);
        let mut local_pay = per_pay;
        if cell.ceiling != u8::MAX {
            local_pay -= locals[own.locals.0 as usize + 1 + usize::from(cell.ceiling)];
        }
        let per_second: Worth = (0..32)
            .filter(|it| cell.hours >> it & 1 == 1)
            .map(|it| locals[own.hours as usize + it])
            .sum();
        let block = &program.blocks[number];
        let seats = &block.seat_rows[cell.seats.0 as usize..][..usize::from(cell.seats.1)];
        let seats = seats.iter().map(|it| self.shared[rows.seat(*it as usize)]);
        self.shared_gain(market, rows, cell.at as usize, most)
            - program::pair_cost(market, cell.at as usize).max(0)
            - locals[own.locals.0 as usize]
            + local_pay * most * Worth::from(market.packages[column.package].it.pay_cyen)
            - time_cost(market, cell.at as usize, most, per_second, seats.sum())
    }

    /// The same by the worth of the units and the shared rows alone, seats and hours apart.
    pub fn shared_gain(
        &self,
        market: &Market,
        rows: &program::Shared,
        at: usize,
        units: Worth,
    ) -> Worth {
        let column = &market.columns[at];
        let (package, job) = (column.package, &market.packages[column.package]);
        let price = |row: usize| self.shared[row];
        let review = Worth::from(column.review_pct) * Worth::from(job.it.review_seconds);
        let mut per_unit = program::reward(market, at) - price(rows.demand(package));
        let town = market.workers[column.worker].municipality;
        for (row, wanted, share) in &rows.quotas[package] {
            let own = if *wanted == town { 100 } else { 0 };
            per_unit -= price(rows.quota(*row)) * (*share as Worth - own);
        }
        let defects = Worth::from(column.defect_ppm_upper - job.it.max_defect_ppm);
        let mut sum = units * per_unit - price(rows.team(package)) - price(rows.span(job.director));
        sum -= (units * defects * price(rows.quality(package))).div_euclid(1000);
        sum -= (units * review * price(rows.review(job.director))).div_euclid(100);
        let (apart, shares) = self.apart[town];
        sum -= (units * Worth::from(job.it.pay_cyen) * apart).div_euclid(shares);
        sum
    }
}

/// What the time of so many units costs at a price of a second of hers and of a seat's, and what the
/// seats cost in yen; rounded down.
fn time_cost(
    market: &Market,
    at: usize,
    units: Worth,
    per_second: Worth,
    per_seat: Worth,
) -> Worth {
    let column = &market.columns[at];
    let work = units * Worth::from(market.packages[column.package].it.unit_seconds) * 100;
    let seat = Seat::of(market, at);
    let of = |price: Worth, per: i64| {
        (work * price).div_euclid(Worth::from(column.speed_pct) * Worth::from(per))
    };
    of(per_second, 1)
        + of(Worth::from(seat.yen.0) * YEN, seat.yen.1)
        + of(per_seat * Worth::from(seat.taken.0), seat.taken.1)
}

fn apart(market: &Market, rows: &program::Shared, shared: &[Worth]) -> Vec<(Worth, Worth)> {
    let towns = market.municipalities.iter().enumerate();
    let share = |town: usize| Worth::from(market.municipalities[town].share_permille);
    let all: Worth = towns.clone().map(|it| share(it.0)).sum();
    let price = |town: usize| shared[rows.balance(town)];
    let mean: Worth = towns.clone().map(|it| price(it.0) * share(it.0)).sum();
    towns
        .map(|it| match all {
            0 => (0, 1),
            _ => (price(it.0) * all - mean, all),
        })
        .collect()
}
