//! Rows for hours and seats that the units found so far exceed.

use super::descent::Descent;
use super::program::{Block, Cell, Local, LocalKind, MOST_LOCALS, Own, Program, SeatRow};
use crate::market::Market;

/// Rows are added from this much beyond the limit on.
const BEYOND: f64 = 1.002;

impl Descent<'_, '_> {
    /// Adds the rows most exceeded: at most two for each worker and kind of place, and a few for each
    /// set of sites. Says how many there were.
    pub fn separate(&mut self) -> usize {
        let market = self.program.market;
        let mut found = 0;
        for block in &mut self.program.blocks {
            found += hours(market, block);
        }
        let seats = seats(self.program);
        found += seats.len();
        self.shared
            .resize(self.shared.len() + seats.len(), Default::default());
        self.program.add_seats(seats);
        if found > 0 {
            self.scale();
        }
        found
    }
}

/// Loads by first and last bucket of the window; `inside` turns them into loads of whole intervals.
struct Loads {
    buckets: usize,
    sums: Vec<f64>,
    first: usize,
    end: usize,
}

impl Loads {
    fn new(buckets: usize) -> Loads {
        Loads {
            buckets,
            sums: vec![0.0; buckets * (buckets + 1)],
            first: buckets,
            end: 0,
        }
    }

    fn clear(&mut self) {
        self.sums.fill(0.0);
        (self.first, self.end) = (self.buckets, 0);
    }

    fn add(&mut self, first: usize, end: usize, load: f64) {
        self.sums[first * (self.buckets + 1) + end] += load;
        (self.first, self.end) = (self.first.min(first), self.end.max(end));
    }

    /// For each interval that begins with a window and ends with one: its load.
    fn inside(&mut self, mut look: impl FnMut(usize, usize, f64)) {
        let width = self.buckets + 1;
        for from in (self.first..self.end).rev() {
            // Row by row from the last: what begins at `from` or later and ends by `to`.
            let mut sum = 0.0;
            for to in from..=self.end {
                let own = self.sums[from * width + to];
                sum += own;
                let later = if from + 1 < self.end {
                    self.sums[(from + 1) * width + to]
                } else {
                    0.0
                };
                self.sums[from * width + to] = sum + later;
                if sum > 0.0 && own > 0.0 || later < self.sums[from * width + to] {
                    look(from, to, sum + later);
                }
            }
        }
    }
}

fn hours(market: &Market, block: &mut Block) -> usize {
    let mut loads = Loads::new(market.week_of.len());
    let mut added: Vec<Vec<LocalKind>> = Vec::with_capacity(block.people.len());
    let mut found = 0;
    for own in &block.people {
        let mut rows = Vec::new();
        for on_site in [false, true] {
            let cells = &block.columns[own.columns.0 as usize..own.columns.1 as usize];
            if on_site && !cells.iter().any(|it| it.on_site) {
                continue;
            }
            loads.clear();
            for cell in cells.iter().filter(|it| it.on_site || !on_site) {
                let job = &market.packages[cell.package as usize];
                let units = cell.now.clamp(0.0, f64::from(cell.most));
                if units > 0.0 {
                    loads.add(job.first, job.end, units * f64::from(cell.seconds));
                }
            }
            let room = (own.hours..own.locals.1).len() + rows.len();
            rows.extend(
                exceeded(market, own, &block.locals, &mut loads, on_site)
                    .into_iter()
                    .take(MOST_LOCALS.saturating_sub(room)),
            );
        }
        found += rows.len();
        added.push(rows);
    }
    if found > 0 {
        block.insert(market, &added);
    }
    found
}

/// The two intervals of a worker that are exceeded most.
fn exceeded(
    market: &Market,
    own: &Own,
    locals: &[Local],
    loads: &mut Loads,
    on_site: bool,
) -> Vec<LocalKind> {
    let Some(calendar) = &own.calendar else {
        return Vec::new();
    };
    let mut worst: Vec<(f64, LocalKind)> = Vec::new();
    loads.inside(|from, to, load| {
        let most = calendar.between(market, from, to, on_site) as f64;
        if load > most * BEYOND + 1.0 {
            let kind = LocalKind::Hours {
                from: from as u16,
                to: to as u16,
                on_site,
            };
            worst.push((load - most, kind));
        }
    });
    worst.sort_by(|a, b| b.0.total_cmp(&a.0));
    let known = &locals[own.hours as usize..own.locals.1 as usize];
    let new = worst.into_iter().map(|it| it.1);
    new.filter(|it| !known.iter().any(|old| old.kind == *it))
        .take(2)
        .collect()
}

impl Block {
    /// Adds rows behind those of each worker and marks the columns that they hold.
    fn insert(&mut self, market: &Market, added: &[Vec<LocalKind>]) {
        let mut locals =
            Vec::with_capacity(self.locals.len() + added.iter().map(Vec::len).sum::<usize>());
        let mut old = std::mem::take(&mut self.locals).into_iter();
        for (own, rows) in self.people.iter_mut().zip(added) {
            let first = locals.len() as u32;
            let had = own.locals.1 - own.locals.0;
            let fixed = own.hours - own.locals.0;
            locals.extend(old.by_ref().take(had as usize));
            for kind in rows {
                let LocalKind::Hours { from, to, on_site } = *kind else {
                    continue;
                };
                let calendar = own
                    .calendar
                    .as_ref()
                    .expect("hours are added only where there is a calendar");
                let number = locals.len() as u32 - first - fixed;
                let limit = calendar.between(market, usize::from(from), usize::from(to), on_site);
                for cell in &mut self.columns[own.columns.0 as usize..own.columns.1 as usize] {
                    if holds(market, cell, usize::from(from), usize::from(to), on_site) {
                        cell.hours |= 1 << number;
                    }
                }
                locals.push(Local {
                    kind: *kind,
                    limit: limit as f64,
                    dual: Default::default(),
                });
            }
            own.locals = (first, locals.len() as u32);
            own.hours = first + fixed;
        }
        self.locals = locals;
    }
}

fn holds(market: &Market, cell: &Cell, from: usize, to: usize, on_site: bool) -> bool {
    let job = &market.packages[cell.package as usize];
    from <= job.first && job.end <= to && (cell.on_site || !on_site)
}

/// Seat rows that are exceeded, the worst four of each set of sites.
fn seats(program: &Program) -> Vec<SeatRow> {
    let market = program.market;
    let mut loads = Loads::new(market.week_of.len());
    let mut rows = Vec::new();
    for (set, it) in program.rooms.iter().enumerate() {
        if it.members.is_empty() {
            continue;
        }
        loads.clear();
        for (block, at) in &it.members {
            let cell = &program.blocks[*block as usize].columns[*at as usize];
            let job = &market.packages[cell.package as usize];
            let units = cell.now.clamp(0.0, f64::from(cell.most));
            if units > 0.0 {
                loads.add(job.first, job.end, units * f64::from(cell.seated));
            }
        }
        let mut worst: Vec<(f64, SeatRow)> = Vec::new();
        loads.inside(|from, to, load| {
            let seconds = seat_seconds(market, &it.sites, from, to);
            if load > seconds as f64 * BEYOND + 1.0 {
                worst.push((
                    load - seconds as f64,
                    SeatRow {
                        set,
                        from,
                        to,
                        seconds,
                    },
                ));
            }
        });
        worst.sort_by(|a, b| b.0.total_cmp(&a.0));
        worst.retain(|it| {
            !program
                .seats
                .iter()
                .any(|old| (old.set, old.from, old.to) == (set, it.1.from, it.1.to))
        });
        rows.extend(worst.into_iter().map(|it| it.1).take(4));
    }
    rows
}

/// Seconds that the seats of several sites offer between two buckets.
pub fn seat_seconds(market: &Market, sites: &[usize], from: usize, to: usize) -> i64 {
    let offered = sites.iter().map(|it| {
        let site = market.sites[*it];
        let slots: i64 = site.slots_open[from..to].iter().sum();
        (i128::from(site.seats) * i128::from(slots) * i128::from(site.slot_seconds))
            .min(i128::from(i64::MAX / 4))
    });
    i64::try_from(offered.sum::<i128>()).unwrap_or(i64::MAX)
}
