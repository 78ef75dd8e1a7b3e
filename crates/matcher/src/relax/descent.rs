//! A first-order method for the relaxation: units and prices step towards each other, each step half
//! anchored at the point where the run began (Halpern), reflected, and begun anew whenever the
//! distance between two steps has shrunk enough (PDHG with restarts; Lu and others 2023–2025).
//! One pass over the columns does a step of everything that only one worker touches.

use super::program::{Block, Dual, LocalKind, Program};

mod pass;

/// Prices of a package as its columns see them.
#[derive(Clone, Copy, Default)]
struct Tag {
    demand: f64,
    used: f64,
    quality: f64,
    review: f64,
    pay: f64,
    /// Seconds of review for a hundredth of a unit's share.
    review_seconds: f64,
    quota: bool,
}

/// What the columns of a block take from the shared rows.
#[derive(Default)]
struct Taken {
    /// Units, pairs, defects and review seconds of each package.
    packages: Vec<[f64; 4]>,
    towns: Vec<f64>,
    seats: Vec<f64>,
    quotas: Vec<f64>,
    moved: f64,
}

/// The state of a descent.
pub struct Descent<'p, 'm> {
    pub program: &'p mut Program<'m>,
    pub shared: Vec<Dual>,
    /// Largest price of a row that may also be less than nothing or has a most; none for the others.
    pub boxes: (f64, Vec<f64>),
    pub shares: Vec<f64>,
    taken: Vec<Taken>,
    threads: usize,
    weight: f64,
    first_moved: f64,
    last_moved: f64,
    run: u64,
    pub steps: u64,
}

impl<'p, 'm> Descent<'p, 'm> {
    /// Begins with nothing given out, and prices that ask for everything.
    pub fn new(program: &'p mut Program<'m>, threads: usize) -> Descent<'p, 'm> {
        let market = program.market;
        let params = &market.instance.params;
        let all: i64 = market
            .municipalities
            .iter()
            .map(|it| it.share_permille)
            .sum();
        let shares = market
            .municipalities
            .iter()
            .map(|it| it.share_permille as f64 / all.max(1) as f64);
        let deviation = if all == 0 {
            0.0
        } else {
            params.muni_dev_pct as f64 / 100.0
        };
        let mut quotas = vec![0.0; program.shared.quota_rows];
        for (package, rows) in program.shared.quotas.iter().enumerate() {
            let price = market.packages[package].it.price_cyen as f64 / 100.0;
            for row in rows {
                quotas[row.0] = price * params.quota_pct_of_price as f64 / 10_000.0;
            }
        }
        let mut descent = Descent {
            shared: vec![Dual::default(); program.shared.limit.len()],
            boxes: (deviation, quotas),
            shares: shares.collect(),
            taken: program.blocks.iter().map(|_| Taken::default()).collect(),
            program,
            threads: threads.max(1),
            weight: 1.0,
            first_moved: f64::INFINITY,
            last_moved: f64::INFINITY,
            run: 0,
            steps: 0,
        };
        descent.scale();
        descent.begin_prices();
        descent
    }

    /// Rows begin at a part of the price that would take all the worth of an average column.
    fn begin_prices(&mut self) {
        for block in &mut self.program.blocks {
            for local in &mut block.locals {
                local.dual.now = match local.kind {
                    LocalKind::Hours { .. } => 0.3 * local.dual.scale,
                    _ => 0.0,
                };
                local.dual.start = local.dual.now;
            }
            for own in &mut block.people {
                own.pay.start = own.pay.now;
            }
        }
        for package in 0..self.program.shared.packages {
            let dual = &mut self.shared[package];
            dual.now = 0.3 * dual.scale;
            dual.start = dual.now;
        }
    }

    /// Step lengths by row and by column, so that no step overshoots: each column's range is 1, and
    /// each row's price is measured by the worth of its columns.
    pub fn scale(&mut self) {
        let market = self.program.market;
        let rows = &self.program.shared;
        // For each shared row: worth of its columns, and what they would take.
        let mut worth = vec![0.0; self.shared.len()];
        let mut load = vec![0.0; self.shared.len()];
        let mut town_pay = vec![0.0; rows.towns];
        let rewards = |reward: f32, most: f64| f64::from(reward).max(0.0) * most;
        for block in &self.program.blocks {
            for own in &block.people {
                for cell in &block.columns[own.columns.0 as usize..own.columns.1 as usize] {
                    let package = cell.package as usize;
                    let job = &market.packages[package];
                    let most = f64::from(cell.most);
                    let worthy = rewards(cell.reward, most);
                    let mut add = |row: usize, taken: f64| {
                        worth[row] += worthy;
                        load[row] += taken;
                    };
                    add(rows.demand(package), most);
                    add(rows.team(package), 1.0);
                    add(rows.quality(package), f64::from(cell.defects).abs() * most);
                    add(rows.span(job.director), 1.0);
                    let review = f64::from(cell.review_pct) / 100.0 * job.it.review_seconds as f64;
                    add(rows.review(job.director), review * most);
                    for (row, town, share) in &rows.quotas[package] {
                        let taken = if *town == own.town as usize {
                            100.0 - share
                        } else {
                            *share
                        };
                        add(rows.quota(*row), taken * most);
                    }
                    for seat in seats(block, cell.seats) {
                        add(rows.seat(*seat as usize), f64::from(cell.seated) * most);
                    }
                    town_pay[own.town as usize] += job.it.pay_cyen as f64 / 100.0 * most;
                }
            }
        }
        let all_pay: f64 = town_pay.iter().sum();
        for town in 0..rows.towns {
            let share = self.shares[town];
            load[rows.balance(town)] =
                (1.0 - share) * town_pay[town] + share * (all_pay - town_pay[town]);
            worth[rows.balance(town)] = self.boxes.0 * load[rows.balance(town)];
        }
        for (row, most) in self.boxes.1.iter().enumerate() {
            worth[rows.quota(row)] = most * load[rows.quota(row)];
        }
        for (row, dual) in self.shared.iter_mut().enumerate() {
            (dual.scale, dual.step) = measured(worth[row], load[row]);
        }
        let (shared, deviation) = (&self.shared, self.boxes.0);
        for block in &mut self.program.blocks {
            let Block {
                columns,
                people,
                locals,
                seat_rows,
                ..
            } = block;
            for own in people {
                let cells = &mut columns[own.columns.0 as usize..own.columns.1 as usize];
                let pay = |package: usize| market.packages[package].it.pay_cyen as f64 / 100.0;
                let hours = own.hours - own.locals.0;
                for (at, local) in locals[own.locals.0 as usize..own.locals.1 as usize]
                    .iter_mut()
                    .enumerate()
                {
                    let (mut worth, mut load) = (0.0, 0.0);
                    for cell in cells.iter() {
                        let most = f64::from(cell.most);
                        let taken = match local.kind {
                            LocalKind::Packages => 1.0,
                            LocalKind::Ceiling { .. } if usize::from(cell.ceiling) + 1 == at => {
                                pay(cell.package as usize) * most
                            }
                            LocalKind::Hours { .. }
                                if cell.hours >> (at as u32 - hours) & 1 == 1 =>
                            {
                                f64::from(cell.seconds) * most
                            }
                            _ => continue,
                        };
                        worth += rewards(cell.reward, most);
                        load += taken;
                    }
                    (local.dual.scale, local.dual.step) = measured(worth, load);
                    if local.limit.is_infinite() {
                        local.dual.step = 0.0;
                        local.dual.scale = 0.0;
                    }
                }
                let all: f64 = cells
                    .iter()
                    .map(|it| pay(it.package as usize) * f64::from(it.most))
                    .sum();
                let worth: f64 = cells
                    .iter()
                    .map(|it| rewards(it.reward, f64::from(it.most)))
                    .sum();
                (own.pay.scale, own.pay.step) = measured(worth, all);
                for cell in cells.iter_mut() {
                    let package = cell.package as usize;
                    let job = &market.packages[package];
                    let used = shared[rows.team(package)].scale
                        + shared[rows.span(job.director)].scale
                        + locals[own.locals.0 as usize].dual.scale;
                    let review = f64::from(cell.review_pct) / 100.0 * job.it.review_seconds as f64;
                    let mut ceiling = 0.0;
                    if cell.ceiling != u8::MAX {
                        ceiling = locals[own.locals.0 as usize + 1 + usize::from(cell.ceiling)]
                            .dual
                            .scale;
                    }
                    let (mut per_second, mut per_seat) = (0.0, 0.0);
                    for (at, local) in locals[own.hours as usize..own.locals.1 as usize]
                        .iter()
                        .enumerate()
                    {
                        if cell.hours >> at & 1 == 1 {
                            per_second += local.dual.scale;
                        }
                    }
                    for seat in &seat_rows[cell.seats.0 as usize..][..usize::from(cell.seats.1)] {
                        per_seat += shared[rows.seat(*seat as usize)].scale;
                    }
                    let mut all = shared[rows.demand(package)].scale
                        + used / f64::from(cell.most)
                        + f64::from(cell.defects).abs() * shared[rows.quality(package)].scale
                        + review * shared[rows.review(job.director)].scale
                        + pay(package) * (own.pay.scale + ceiling + 2.0 * deviation)
                        + f64::from(cell.seconds) * per_second
                        + f64::from(cell.seated) * per_seat;
                    for (row, town, share) in &rows.quotas[package] {
                        let taken = if *town == own.town as usize {
                            100.0 - share
                        } else {
                            *share
                        };
                        all += taken * shared[rows.quota(*row)].scale;
                    }
                    cell.step = (f64::from(cell.most) / all.max(1e-12)) as f32;
                }
            }
        }
    }

    /// Goes some steps on.
    pub fn go(&mut self, steps: u64) {
        for _ in 0..steps {
            self.step();
            self.steps += 1;
            self.run += 1;
            let moved = self.last_moved_now();
            if self.run == 1 {
                self.first_moved = moved;
            }
            let enough = moved <= 0.2 * self.first_moved
                || (moved <= 0.8 * self.first_moved && moved > self.last_moved)
                || self.run as f64 >= 0.36 * self.steps as f64 && self.steps > 20;
            self.last_moved = moved;
            if enough && self.run > 4 {
                self.begin_anew();
            }
        }
    }

    fn last_moved_now(&self) -> f64 {
        let columns: f64 = self.taken.iter().map(|it| it.moved).sum();
        columns.sqrt()
    }

    /// One step of units, then of prices.
    fn step(&mut self) {
        let market = self.program.market;
        let tags = tags(self.program, |row| self.shared[row].now);
        let towns = town_prices(self.program, &self.shares, |row| self.shared[row].now);
        let rows = &self.program.shared;
        let seat_prices: Vec<f64> = self.shared[rows.seat(0)..]
            .iter()
            .map(|it| it.now)
            .collect();
        let quota_prices: Vec<f64> = self.shared[rows.quota(0)..rows.seat(0)]
            .iter()
            .map(|it| it.now)
            .collect();
        let pass = Pass {
            tags: &tags,
            towns: &towns,
            seats: &seat_prices,
            quotas: &quota_prices,
            quota_rows: &rows.quotas,
            along: 1.0 - 1.0 / (self.run as f64 + 2.0),
            units_step: 0.99 / self.weight,
            price_step: 0.99 * self.weight,
        };
        let share = self.program.blocks.len().div_ceil(self.threads);
        if self.threads == 1 || self.program.blocks.len() == 1 {
            for (block, taken) in self.program.blocks.iter_mut().zip(&mut self.taken) {
                pass.over(block, taken);
            }
        } else {
            std::thread::scope(|scope| {
                let parts = self
                    .program
                    .blocks
                    .chunks_mut(share)
                    .zip(self.taken.chunks_mut(share));
                for (blocks, taken) in parts {
                    let pass = &pass;
                    scope.spawn(move || {
                        for (block, taken) in blocks.iter_mut().zip(taken) {
                            pass.over(block, taken);
                        }
                    });
                }
            });
        }
        let along = pass.along;
        let price_step = pass.price_step;
        let mut moved = 0.0;
        let mut load = vec![0.0; self.shared.len()];
        for taken in &self.taken {
            for (package, it) in taken.packages.iter().enumerate() {
                let director = market.packages[package].director;
                load[rows.demand(package)] += it[0];
                load[rows.team(package)] += it[1];
                load[rows.quality(package)] += it[2];
                load[rows.span(director)] += it[1];
                load[rows.review(director)] += it[3];
            }
            taken
                .towns
                .iter()
                .enumerate()
                .for_each(|(at, it)| load[rows.balance(at)] += it);
            taken
                .seats
                .iter()
                .enumerate()
                .for_each(|(at, it)| load[rows.seat(at)] += it);
            taken
                .quotas
                .iter()
                .enumerate()
                .for_each(|(at, it)| load[rows.quota(at)] += it);
        }
        let all_pay: f64 = (0..rows.towns).map(|it| load[rows.balance(it)]).sum();
        for town in 0..rows.towns {
            load[rows.balance(town)] -= self.shares[town] * all_pay;
        }
        for (row, dual) in self.shared.iter_mut().enumerate() {
            if dual.step == 0.0 {
                continue;
            }
            let step = dual.step * price_step;
            let raised = dual.now + step * (load[row] - rows.limit[row]);
            let quota = row
                .checked_sub(rows.quota(0))
                .and_then(|it| self.boxes.1.get(it));
            dual.proposed = if (rows.balance(0)..rows.quota(0)).contains(&row) {
                raised.clamp(-self.boxes.0, self.boxes.0)
            } else {
                raised.clamp(0.0, quota.copied().unwrap_or(f64::INFINITY))
            };
            moved += (dual.proposed - dual.now).powi(2) / step;
            dual.now = along * (2.0 * dual.proposed - dual.now) + (1.0 - along) * dual.start;
        }
        if let Some(first) = self.taken.first_mut() {
            first.moved += moved;
        }
    }

    /// A new run from here, with the weight between units and prices measured anew.
    pub fn begin_anew(&mut self) {
        let (mut units, mut prices) = (0.0, 0.0);
        let mut settle = |dual: &mut Dual, low: f64, high: f64| {
            let now = dual.now.clamp(low, high);
            if dual.step > 0.0 {
                prices += (now - dual.start).powi(2) / dual.step;
            }
            (dual.now, dual.start) = (now, now);
        };
        for block in &mut self.program.blocks {
            for cell in &mut block.columns {
                let now = cell.now.clamp(0.0, f64::from(cell.most));
                units += (now - cell.start).powi(2) / f64::from(cell.step);
                (cell.now, cell.start) = (now, now);
            }
            block
                .locals
                .iter_mut()
                .for_each(|it| settle(&mut it.dual, 0.0, f64::INFINITY));
            block
                .people
                .iter_mut()
                .for_each(|it| settle(&mut it.pay, 0.0, f64::INFINITY));
        }
        let rows = &self.program.shared;
        for (row, dual) in self.shared.iter_mut().enumerate() {
            let quota = row
                .checked_sub(rows.quota(0))
                .and_then(|it| self.boxes.1.get(it));
            if (rows.balance(0)..rows.quota(0)).contains(&row) {
                settle(dual, -self.boxes.0, self.boxes.0);
            } else {
                settle(dual, 0.0, quota.copied().unwrap_or(f64::INFINITY));
            }
        }
        if units > 1e-20 && prices > 1e-20 {
            let asked = (prices / units).sqrt();
            self.weight = (0.5 * asked.ln() + 0.5 * self.weight.ln()).exp();
        }
        self.run = 0;
    }

    /// The bound, in yen, at the prices last proposed.
    pub fn bound(&self) -> f64 {
        let rows = &self.program.shared;
        let shared = self.shared.iter().zip(&rows.limit);
        let shared: f64 = shared.map(|(dual, limit)| dual.proposed * limit).sum();
        let blocks = |pass: &Pass| {
            self.program
                .blocks
                .iter()
                .map(|it| pass.bound(it))
                .sum::<f64>()
        };
        shared + self.at_prices(|it| it.proposed, blocks)
    }

    /// Keeps the prices last proposed as the best so far.
    pub fn keep(&mut self) {
        let keep = |dual: &mut Dual| dual.best = dual.proposed;
        self.shared.iter_mut().for_each(keep);
        for block in &mut self.program.blocks {
            block.locals.iter_mut().for_each(|it| keep(&mut it.dual));
            block.people.iter_mut().for_each(|it| keep(&mut it.pay));
        }
    }

    /// For each column of the market: what one more unit gains at the best prices.
    pub fn reduced(&self) -> Vec<f64> {
        let mut reduced = vec![f64::NEG_INFINITY; self.program.market.columns.len()];
        self.at_prices(
            |it| it.best,
            |pass| {
                for block in &self.program.blocks {
                    for own in &block.people {
                        let at_once = block.locals[own.locals.0 as usize].dual.best;
                        let per_pay = own.pay.best - pass.towns[own.town as usize];
                        for at in own.columns.0 as usize..own.columns.1 as usize {
                            let gain = pass.reduced(block, own, at, at_once, per_pay, |it| {
                                block.locals[it].dual.best
                            });
                            reduced[block.columns[at].at as usize] = gain;
                        }
                    }
                }
            },
        );
        reduced
    }

    fn at_prices<T>(&self, of: impl Fn(&Dual) -> f64, look: impl FnOnce(&Pass) -> T) -> T {
        let rows = &self.program.shared;
        let tags = tags(self.program, |row| of(&self.shared[row]));
        let towns = town_prices(self.program, &self.shares, |row| of(&self.shared[row]));
        let seats: Vec<f64> = self.shared[rows.seat(0)..].iter().map(&of).collect();
        let quotas: Vec<f64> = self.shared[rows.quota(0)..rows.seat(0)]
            .iter()
            .map(&of)
            .collect();
        look(&Pass {
            tags: &tags,
            towns: &towns,
            seats: &seats,
            quotas: &quotas,
            quota_rows: &rows.quotas,
            along: 0.0,
            units_step: 0.0,
            price_step: 0.0,
        })
    }
}

/// The price scale of a row and its step: the worth of its columns over what they take.
fn measured(worth: f64, load: f64) -> (f64, f64) {
    if load <= 0.0 {
        return (0.0, 0.0);
    }
    let scale = (worth / load).max(1e-9);
    (scale, scale / load)
}

fn seats(block: &Block, at: (u32, u16)) -> &[u32] {
    &block.seat_rows[at.0 as usize..][..usize::from(at.1)]
}

fn tags(program: &Program, price: impl Fn(usize) -> f64) -> Vec<Tag> {
    let rows = &program.shared;
    let jobs = program.market.packages.iter().enumerate();
    jobs.map(|(at, job)| Tag {
        demand: price(rows.demand(at)),
        used: price(rows.team(at)) + price(rows.span(job.director)),
        quality: price(rows.quality(at)),
        review: price(rows.review(job.director)) * job.it.review_seconds as f64 / 100.0,
        pay: job.it.pay_cyen as f64 / 100.0,
        review_seconds: job.it.review_seconds as f64 / 100.0,
        quota: !rows.quotas[at].is_empty(),
    })
    .collect()
}

/// What a yen of pay costs in each municipality by the balance between them.
fn town_prices(program: &Program, shares: &[f64], price: impl Fn(usize) -> f64) -> Vec<f64> {
    let rows = &program.shared;
    let mean: f64 = (0..rows.towns)
        .map(|it| shares[it] * price(rows.balance(it)))
        .sum();
    (0..rows.towns)
        .map(|it| price(rows.balance(it)) - mean)
        .collect()
}

/// Prices as they stand for one pass over the columns.
struct Pass<'a> {
    tags: &'a [Tag],
    towns: &'a [f64],
    seats: &'a [f64],
    quotas: &'a [f64],
    quota_rows: &'a [Vec<(usize, usize, f64)>],
    along: f64,
    units_step: f64,
    price_step: f64,
}
