//! The relaxation as numbers: one column for each pair that can hold a portion, and the rows that
//! bind it. Hours and seats enter as intervals of the calendar, added only where they are exceeded.
//!
//! A row of the pair's use (team, span, packages at once) counts units / most units, because a pair
//! in use holds no more than its most. No row is narrower than what the checker asks.

use std::collections::BTreeMap;

use crate::market::Market;
use crate::wishes::{self, Worth, YEN};

use super::pay::PayWorth;
use super::room::{self, Calendar};

/// Rows of one worker beyond which no more hours are added.
pub const MOST_LOCALS: usize = 30;

/// 緩和問題: the columns in blocks of workers, and where the shared rows lie.
pub struct Program<'m> {
    pub market: &'m Market<'m>,
    pub blocks: Vec<Block>,
    pub shared: Shared,
    /// Most units of each column of the market; 0 where no portion fits.
    pub most: Vec<i64>,
    pub rooms: Vec<SiteSet>,
    /// Seat rows found so far.
    pub seats: Vec<SeatRow>,
}

/// Where the shared rows lie in one list, and their right-hand sides.
pub struct Shared {
    pub packages: usize,
    pub directors: usize,
    pub towns: usize,
    pub limit: Vec<f64>,
    /// For each package, its quota rows: (row, town, percent).
    pub quotas: Vec<Vec<(usize, usize, f64)>>,
    pub quota_rows: usize,
}

impl Shared {
    pub fn demand(&self, package: usize) -> usize {
        package
    }
    pub fn team(&self, package: usize) -> usize {
        self.packages + package
    }
    pub fn quality(&self, package: usize) -> usize {
        2 * self.packages + package
    }
    pub fn span(&self, director: usize) -> usize {
        3 * self.packages + director
    }
    pub fn review(&self, director: usize) -> usize {
        3 * self.packages + self.directors + director
    }
    pub fn balance(&self, town: usize) -> usize {
        3 * self.packages + 2 * self.directors + town
    }
    pub fn quota(&self, quota: usize) -> usize {
        3 * self.packages + 2 * self.directors + self.towns + quota
    }
    pub fn seat(&self, seat: usize) -> usize {
        self.quota(self.quota_rows) + seat
    }
}

/// A stretch of workers with everything that only they touch.
#[derive(Default)]
pub struct Block {
    pub columns: Vec<Cell>,
    pub people: Vec<Own>,
    pub locals: Vec<Local>,
    /// Pieces of the worth of pay: (yen, slope).
    pub pieces: Vec<(f32, f32)>,
    /// Seat rows of the columns on site.
    pub seat_rows: Vec<u32>,
}

/// One column, in yen and seconds.
pub struct Cell {
    /// Its place in the market's list.
    pub at: u32,
    pub package: u32,
    /// Which of the worker's hour rows hold it, from `Own::hours` on.
    pub hours: u32,
    /// The worker's ceiling row that it falls under, from 0; 255 where there is none.
    pub ceiling: u8,
    pub on_site: bool,
    pub set: u16,
    pub seats: (u32, u16),
    /// Yen for one unit, what the pair costs spread over its most units taken off.
    pub reward: f32,
    pub seconds: f32,
    /// Seconds of a seat that one unit takes at least.
    pub seated: f32,
    pub most: f32,
    /// Defect bound above what is asked, in units of 10⁻³.
    pub defects: f32,
    pub review_pct: f32,
    pub step: f32,
    pub now: f64,
    pub start: f64,
}

/// The columns and rows of one worker inside a block.
pub struct Own {
    pub worker: u32,
    pub town: u32,
    pub columns: (u32, u32),
    pub locals: (u32, u32),
    /// Hour rows begin here, after the row of packages at once and the ceilings.
    pub hours: u32,
    pub pieces: (u32, u32),
    pub pay: Dual,
    pub calendar: Option<Box<Calendar>>,
}

/// A row of one worker.
pub struct Local {
    pub kind: LocalKind,
    pub limit: f64,
    pub dual: Dual,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LocalKind {
    Packages,
    Ceiling { year: u16 },
    Hours { from: u16, to: u16, on_site: bool },
}

/// A price in the making: where it is, where the current run began, and what the last step proposed.
#[derive(Clone, Copy, Default)]
pub struct Dual {
    pub now: f64,
    pub start: f64,
    pub proposed: f64,
    /// The price at the best bound so far; nothing for a row that was not there yet.
    pub best: f64,
    pub step: f64,
    pub scale: f64,
}

/// Sites that are looked at together, with the columns confined to them.
pub struct SiteSet {
    pub sites: Vec<usize>,
    /// Sets that hold all these sites, this one included.
    pub within: Vec<usize>,
    pub members: Vec<(u32, u32)>,
}

/// Seats of a set of sites between two buckets, in seconds.
pub struct SeatRow {
    pub set: usize,
    pub from: usize,
    pub to: usize,
    pub seconds: i64,
}

/// Worth of one unit, cautiously rounded up; the pair's own cost and the cheapest seat apart.
pub fn reward(market: &Market, at: usize) -> Worth {
    let column = &market.columns[at];
    // Continuity and preference are rounded down once over all pairs: up to one each here.
    let rounding = if column.soft > 0 { 2 } else { 0 };
    column.delivery + column.margin + column.soft + rounding
}

/// What a pair in use costs at least; less than nothing where keeping it saves a change.
pub fn pair_cost(market: &Market, at: usize) -> Worth {
    let params = &market.instance.params;
    let change = match (market.has_previous, market.columns[at].was) {
        (false, _) => 0,
        (true, false) => wishes::change::per_change(params),
        (true, true) => -wishes::change::per_change(params),
    };
    wishes::pair_cost::per_pair(params) + change
}

/// What a column on site takes of seats, at the least: a slot is booked whole, and she is there no
/// longer than she is free that day.
#[derive(Clone, Copy, Debug)]
pub struct Seat {
    /// Yen for so many seconds of hers.
    pub yen: (i64, i64),
    /// Seconds of a seat for so many seconds of hers.
    pub taken: (i64, i64),
}

impl Seat {
    /// The seat of one column: the cheapest in yen, and the one that she fills best.
    pub fn of(market: &Market, at: usize) -> Seat {
        let column = &market.columns[at];
        let mut seat = Seat {
            yen: (0, 1),
            taken: (0, 1),
        };
        if column.home {
            return seat;
        }
        let (person, job) = (
            &market.workers[column.worker],
            &market.packages[column.package],
        );
        let mut first = true;
        for it in column.sites.iter().map(|it| market.sites[*it]) {
            let open = (job.first..job.end).filter(|bucket| it.slots_open[*bucket] > 0);
            let longest = open.map(|bucket| person.free[bucket]).max().unwrap_or(0);
            let there = longest.min(person.it.max_week_seconds).min(it.slot_seconds);
            if there <= 0 {
                continue;
            }
            let (yen, taken) = ((it.slot_cost_yen, there), (it.slot_seconds, there));
            if first || less(yen, seat.yen) {
                seat.yen = yen;
            }
            if first || less(taken, seat.taken) {
                seat.taken = taken;
            }
            first = false;
        }
        seat
    }
}

fn less(a: (i64, i64), b: (i64, i64)) -> bool {
    i128::from(a.0) * i128::from(b.1) < i128::from(b.0) * i128::from(a.1)
}

impl<'m> Program<'m> {
    /// Every column that can hold a portion, with the rows that are there from the beginning.
    pub fn new(market: &'m Market<'m>) -> Program<'m> {
        let most = room::most_by_column(market);
        let shared = shared(market);
        let (mut rooms, set_of) = site_sets(market, &most);
        // A fixed number of blocks for a size: results must not depend on the number of threads.
        let count = (market.columns.len() / 50_000 + 1).min(32);
        let share = market.columns.len().div_ceil(count).max(1);
        let mut blocks = vec![Block::default()];
        for worker in 0..market.workers.len() {
            let last = blocks.len() - 1;
            if blocks[last].columns.len() >= share {
                blocks.push(Block::default());
            }
            let last = blocks.len() - 1;
            blocks[last].add(market, worker, &most, &set_of);
        }
        for (number, block) in blocks.iter().enumerate() {
            for (at, cell) in block.columns.iter().enumerate() {
                if cell.on_site {
                    for set in rooms[usize::from(cell.set)].within.clone() {
                        rooms[set].members.push((number as u32, at as u32));
                    }
                }
            }
        }
        Program {
            market,
            blocks,
            shared,
            most,
            rooms,
            seats: Vec::new(),
        }
    }

    /// What no plan can avoid or must be granted beforehand: the changes against the plan in force,
    /// and the pairs that it pays to keep.
    pub fn base(&self) -> Worth {
        let market = self.market;
        let before: std::collections::HashSet<_> = market
            .instance
            .previous
            .iter()
            .map(|it| (&it.worker, &it.package))
            .collect();
        let dropped = before.len() as Worth * wishes::change::per_change(&market.instance.params);
        let kept: Worth = (0..market.columns.len())
            .filter(|it| self.most[*it] > 0 && market.columns[*it].was)
            .map(|it| (-pair_cost(market, it)).max(0))
            .sum();
        // The deviation between municipalities is rounded down once.
        kept - dropped + 1
    }

    /// Adds a seat row and lists it with its columns.
    pub fn add_seats(&mut self, rows: Vec<SeatRow>) {
        if rows.is_empty() {
            return;
        }
        for row in &rows {
            self.shared.limit.push(row.seconds as f64);
        }
        self.seats.extend(rows);
        let mut of_set: Vec<Vec<u32>> = vec![Vec::new(); self.rooms.len()];
        for (at, row) in self.seats.iter().enumerate() {
            of_set[row.set].push(at as u32);
        }
        for block in &mut self.blocks {
            block.seat_rows.clear();
            for cell in block.columns.iter_mut().filter(|it| it.on_site) {
                let job = &self.market.packages[cell.package as usize];
                let first = block.seat_rows.len() as u32;
                for set in &self.rooms[usize::from(cell.set)].within {
                    let rows = of_set[*set].iter().filter(|row| {
                        let row = &self.seats[**row as usize];
                        row.from <= job.first && job.end <= row.to
                    });
                    block.seat_rows.extend(rows);
                }
                cell.seats = (first, (block.seat_rows.len() as u32 - first) as u16);
            }
        }
    }
}

impl Block {
    /// Adds a worker, unless nothing can be given to her.
    fn add(
        &mut self,
        market: &Market,
        worker: usize,
        most: &[i64],
        set_of: &BTreeMap<Vec<usize>, usize>,
    ) {
        let person = &market.workers[worker];
        let first = self.columns.len();
        for at in &person.columns {
            if most[*at] > 0 {
                self.columns.push(cell(market, *at, most[*at], set_of));
            }
        }
        let columns = (first as u32, self.columns.len() as u32);
        if columns.0 == columns.1 {
            return;
        }
        let row = |kind, limit| Local {
            kind,
            limit,
            dual: Dual::default(),
        };
        let locals = self.locals.len() as u32;
        let calendar = Calendar::of(market, person);
        let at_once = room::most_at_once(market, worker, most, &calendar);
        if (at_once as usize) < (columns.1 - columns.0) as usize {
            self.locals.push(row(LocalKind::Packages, at_once as f64));
        } else {
            self.locals.push(row(LocalKind::Packages, f64::INFINITY));
        }
        let mine = &mut self.columns[first..];
        for (year, name) in market.years.iter().enumerate() {
            let Some(income) = person.it.income.get(name) else {
                continue;
            };
            let Some(ceiling) = income.ceiling_yen else {
                continue;
            };
            if self.locals.len() - locals as usize > MOST_LOCALS {
                break;
            }
            let left = ceiling - income.earned_yen;
            let yen = |it: &Cell| {
                market.packages[it.package as usize].it.pay_cyen as f64 / 100.0 * f64::from(it.most)
            };
            let under = |it: &Cell| market.packages[it.package as usize].year == year;
            if mine.iter().filter(|it| under(it)).map(yen).sum::<f64>() <= left as f64 {
                continue;
            }
            let number = (self.locals.len() as u32 - locals - 1) as u8;
            mine.iter_mut()
                .filter(|it| under(it))
                .for_each(|it| it.ceiling = number);
            self.locals
                .push(row(LocalKind::Ceiling { year: year as u16 }, left as f64));
        }
        let hours = self.locals.len() as u32;
        let pay = PayWorth::of(market, person.it, most_pay(market, worker, most, &calendar));
        let pieces = self.pieces.len() as u32;
        self.pieces
            .extend(pay.hull().into_iter().map(|it| (it.0 as f32, it.1 as f32)));
        let steepest = self
            .pieces
            .get(pieces as usize)
            .map_or(0.0, |it| f64::from(it.1));
        self.people.push(Own {
            worker: worker as u32,
            town: person.municipality as u32,
            columns,
            locals: (locals, hours),
            hours,
            pieces: (pieces, self.pieces.len() as u32),
            pay: Dual {
                now: steepest / 4.0,
                ..Dual::default()
            },
            calendar: Some(Box::new(calendar)),
        });
    }
}

/// Cyen that a worker can be paid at the very most.
pub fn most_pay(market: &Market, worker: usize, most: &[i64], calendar: &Calendar) -> i64 {
    let person = &market.workers[worker];
    let columns = || {
        let own = person.columns.iter().filter(|it| most[**it] > 0);
        own.map(|it| (&market.columns[*it], most[*it]))
    };
    let pay = |package: usize| i128::from(market.packages[package].it.pay_cyen);
    let mut each: Vec<i128> = columns()
        .map(|(it, units)| pay(it.package) * i128::from(units))
        .collect();
    each.sort_unstable_by(|a, b| b.cmp(a));
    let at_once = room::most_at_once(market, worker, most, calendar);
    let at_once = usize::try_from(at_once).unwrap_or(0);
    let mut all: i128 = each.into_iter().take(at_once).sum();
    let seconds = calendar.between(market, 0, market.week_of.len(), false);
    let by_hours = columns().map(|(it, _)| {
        let unit = i128::from(market.packages[it.package].it.unit_seconds) * 100;
        (pay(it.package) * i128::from(it.speed_pct) * i128::from(seconds)).div_euclid(unit) + 1
    });
    all = all.min(by_hours.max().unwrap_or(0));
    let ceilings = market.years.iter().map(|year| {
        let income = person.it.income.get(year)?;
        Some(i128::from(income.ceiling_yen? - income.earned_yen).max(0) * 100)
    });
    if let Some(ceilings) = ceilings.collect::<Option<Vec<i128>>>() {
        all = all.min(ceilings.into_iter().sum());
    }
    i64::try_from(all).unwrap_or(i64::MAX)
}

fn cell(market: &Market, at: usize, most: i64, set_of: &BTreeMap<Vec<usize>, usize>) -> Cell {
    let column = &market.columns[at];
    let job = market.packages[column.package].it;
    let seconds = job.unit_seconds as f64 * 100.0 / column.speed_pct as f64;
    let seat = Seat::of(market, at);
    let seats = seconds * seat.yen.0 as f64 / seat.yen.1 as f64;
    let pair = pair_cost(market, at).max(0) as f64 / YEN as f64 / most as f64;
    Cell {
        at: at as u32,
        package: column.package as u32,
        hours: 0,
        ceiling: u8::MAX,
        on_site: !column.home,
        set: if column.home {
            0
        } else {
            set_of[&column.sites] as u16
        },
        seats: (0, 0),
        reward: (reward(market, at) as f64 / YEN as f64 - seats - pair) as f32,
        seconds: seconds as f32,
        seated: (seconds * seat.taken.0 as f64 / seat.taken.1 as f64) as f32,
        most: most as f32,
        defects: (column.defect_ppm_upper - job.max_defect_ppm) as f32 / 1000.0,
        review_pct: column.review_pct as f32,
        step: 0.0,
        now: 0.0,
        start: 0.0,
    }
}

fn shared(market: &Market) -> Shared {
    let (packages, directors, towns) = (
        market.packages.len(),
        market.directors.len(),
        market.municipalities.len(),
    );
    let mut limit: Vec<f64> = Vec::new();
    limit.extend(market.packages.iter().map(|it| it.it.units as f64));
    limit.extend(
        market
            .packages
            .iter()
            .map(|it| room::most_members(it) as f64),
    );
    limit.extend(market.packages.iter().map(|_| 0.0));
    limit.extend(market.directors.iter().map(|it| it.span as f64));
    limit.extend(market.directors.iter().map(|it| it.review_seconds as f64));
    limit.extend(market.municipalities.iter().map(|_| 0.0));
    let mut quota_rows = 0;
    let quotas = market
        .packages
        .iter()
        .map(|it| {
            let rows = it.quota.iter().map(|(town, share)| {
                quota_rows += 1;
                (quota_rows - 1, *town, *share as f64)
            });
            rows.collect()
        })
        .collect();
    limit.resize(limit.len() + quota_rows, 0.0);
    Shared {
        packages,
        directors,
        towns,
        limit,
        quotas,
        quota_rows,
    }
}

/// The sets of sites that columns are confined to, and the unions of those that overlap.
fn site_sets(market: &Market, most: &[i64]) -> (Vec<SiteSet>, BTreeMap<Vec<usize>, usize>) {
    let mut set_of: BTreeMap<Vec<usize>, usize> = BTreeMap::new();
    let mut group: Vec<usize> = (0..market.sites.len()).collect();
    for (at, column) in market.columns.iter().enumerate() {
        if !column.home && most[at] > 0 {
            set_of.entry(column.sites.clone()).or_default();
            for pair in column.sites.windows(2) {
                if group[pair[0]] == group[pair[1]] {
                    continue;
                }
                let (low, high) = (
                    group[pair[0]].min(group[pair[1]]),
                    group[pair[0]].max(group[pair[1]]),
                );
                group
                    .iter_mut()
                    .filter(|it| **it == high)
                    .for_each(|it| *it = low);
            }
        }
    }
    let mut unions: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (site, it) in group.iter().enumerate() {
        unions.entry(*it).or_default().push(site);
    }
    for union in unions.into_values() {
        set_of.entry(union).or_default();
    }
    for (number, set) in set_of.values_mut().enumerate() {
        *set = number;
    }
    let all: Vec<Vec<usize>> = set_of.keys().cloned().collect();
    let mut at_site: Vec<Vec<usize>> = vec![Vec::new(); market.sites.len()];
    for (number, sites) in all.iter().enumerate() {
        sites.iter().for_each(|it| at_site[*it].push(number));
    }
    let sets = all.iter().map(|sites| SiteSet {
        within: match sites.first() {
            Some(site) => {
                let near = at_site[*site].iter().copied();
                near.filter(|it| {
                    sites
                        .iter()
                        .all(|site| all[*it].binary_search(site).is_ok())
                })
                .collect()
            }
            None => Vec::new(),
        },
        members: Vec::new(),
        sites: sites.clone(),
    });
    (sets.collect(), set_of)
}
