//! Large markets are walked over in parts: towns that share orders form a part with its workers, and
//! parts hardly meet. What they share belongs to one of them for a round, so that all can be searched
//! at once and put together again; the number of threads changes nothing but the time.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::anneal::{Best, Heat};
use super::ground::Ground;
use super::rng::Rng;
use super::room::Table;
use super::state::{Hold, Stay};
use super::{Pace, Search};

/// Workers of a part, about; a market up to twice this is one part.
pub const PART: usize = 3_000;

/// Trial changes of a part in a round, for each of its workers, at most.
const LONGEST: u64 = 12;

/// Rounds in which a search goes through its heat at least.
const ROUNDS: u64 = 48;

/// From this share of the effort on, a round ends with its best plan, not with its last.
const HARVEST: f64 = 0.9;

/// 区分: which part each town, worker, site and package belongs to.
#[derive(Debug, Clone, PartialEq)]
pub struct Parts {
    pub count: usize,
    workers: Vec<Vec<u32>>,
    part_of_worker: Vec<u32>,
    part_of_site: Vec<u32>,
    /// The part that alone can do a package; several can do the others.
    home_of_package: Vec<Option<u32>>,
    packages_of_director: Vec<Vec<u32>>,
}

/// What a part hands back: a worker's pairs and days.
type Outcome = Vec<(u32, Vec<Hold>, Vec<Stay>)>;

impl Parts {
    /// Towns that share an order belong together; small groups share a part.
    pub fn of(ground: &Ground, size: usize) -> Parts {
        let market = ground.market;
        let towns = joined_towns(ground);
        let mut crowd = vec![0usize; towns.len()];
        for person in &ground.people {
            crowd[towns[person.town as usize]] += 1;
        }
        let mut part_of = vec![0u32; towns.len()];
        let (mut part, mut filled) = (0u32, 0usize);
        for town in 0..towns.len() {
            if towns[town] != town {
                continue;
            }
            if filled > 0 && filled + crowd[town] / 2 > size {
                (part, filled) = (part + 1, 0);
            }
            part_of[town] = part;
            filled += crowd[town];
        }
        let small = ground.people.len() <= 2 * size;
        let of_town = |town: usize| if small { 0 } else { part_of[towns[town]] };
        let count = if small { 1 } else { part as usize + 1 };
        let part_of_worker: Vec<u32> = ground
            .people
            .iter()
            .map(|it| of_town(it.town as usize))
            .collect();
        let mut workers = vec![Vec::new(); count];
        for (at, part) in part_of_worker.iter().enumerate() {
            if !ground.of_worker.at(at).is_empty() {
                workers[*part as usize].push(at as u32);
            }
        }
        let home_of_package = (0..ground.packages.len()).map(|package| {
            let columns = ground.of_package.at(package).iter();
            let mut parts =
                columns.map(|at| part_of_worker[ground.columns[*at as usize].worker as usize]);
            let first = parts.next()?;
            parts.all(|it| it == first).then_some(first)
        });
        let home_of_package: Vec<_> = home_of_package.collect();
        let mut packages_of_director = vec![Vec::new(); ground.span.len()];
        for (at, job) in ground.packages.iter().enumerate() {
            packages_of_director[job.director as usize].push(at as u32);
        }
        let sites = market.sites.iter().map(|it| {
            let town = market
                .municipalities
                .iter()
                .position(|town| town.id == it.municipality);
            town.map_or(0, of_town)
        });
        Parts {
            count,
            workers,
            part_of_site: sites.collect(),
            part_of_worker,
            home_of_package,
            packages_of_director,
        }
    }

    /// The part that a package belongs to in a round.
    fn owner(&self, package: usize, round: u64) -> u32 {
        self.home_of_package[package]
            .unwrap_or_else(|| ((package as u64 + round) % self.count as u64) as u32)
    }
}

/// For each town the first of the towns that it shares orders with, directly or through others.
fn joined_towns(ground: &Ground) -> Vec<usize> {
    let market = ground.market;
    let at: std::collections::HashMap<&str, usize> = market
        .municipalities
        .iter()
        .enumerate()
        .map(|(at, it)| (&*it.id, at))
        .collect();
    let mut first: Vec<usize> = (0..market.municipalities.len()).collect();
    for job in &market.packages {
        let towns = job.it.muni_only.iter().flatten();
        let mut towns = towns.filter_map(|id| at.get(&**id));
        let Some(one) = towns.next() else { continue };
        for other in towns {
            let (a, b) = (root(&first, *one), root(&first, *other));
            first[a.max(b)] = a.min(b);
        }
    }
    (0..first.len()).map(|it| root(&first, it)).collect()
}

fn root(first: &[usize], mut at: usize) -> usize {
    while first[at] != at {
        at = first[at];
    }
    at
}

impl<'g> Search<'g> {
    /// Walks part by part, round after round, as long as the pace allows.
    pub fn anneal_in_parts(&mut self, parts: &Parts, heat: Heat, pace: &mut Pace) {
        let each = |part: usize, steps: u64| {
            let longest = LONGEST * parts.workers[part].len() as u64;
            (steps / ROUNDS / parts.count as u64).clamp(1, longest.max(1))
        };
        while let Some(share) = pace.share(&self.progress()) {
            let now = heat.at(share);
            let (steps, rounds) = (pace.steps, self.rounds);
            let seed = pace.seed.wrapping_add(rounds << 20);
            let outcomes = self.round(parts, pace.threads, &|search, part| {
                search.rng = Rng::new(seed.wrapping_add(part as u64 + 1));
                search.rng = Rng::new(search.rng.next());
                for _ in 0..each(part, steps) {
                    search.step(now);
                }
                if share > HARVEST {
                    search.return_to_best();
                }
            });
            for (worker, holds, stays) in outcomes.into_iter().flatten() {
                self.put_back(worker, &holds, stays);
            }
            self.table.state.keep();
            self.best.renew_if_better(&self.table.state);
            self.steps += (0..parts.count).map(|it| each(it, steps)).sum::<u64>();
            self.rounds += 1;
        }
    }

    /// Lets every part do its work on a copy of the plan; what each changed, in the order of the parts.
    fn round(
        &self,
        parts: &Parts,
        threads: usize,
        work: &(dyn Fn(&mut Search<'g>, usize) + Sync),
    ) -> Vec<Outcome> {
        let next = AtomicUsize::new(0);
        let outcomes = Mutex::new(vec![Outcome::new(); parts.count]);
        let labour = || {
            loop {
                let part = next.fetch_add(1, Ordering::Relaxed);
                if part >= parts.count {
                    return;
                }
                let mut search = self.of_part(parts, part as u32);
                work(&mut search, part);
                let outcome = self.differences(&search, &parts.workers[part]);
                outcomes.lock().expect("no part panics")[part] = outcome;
            }
        };
        std::thread::scope(|scope| {
            for _ in 1..threads.clamp(1, parts.count) {
                scope.spawn(labour);
            }
            labour();
        });
        outcomes.into_inner().expect("no part panics")
    }

    /// A copy in which only what belongs to one part may change.
    fn of_part(&self, parts: &Parts, part: u32) -> Search<'g> {
        let ground = self.table.state.ground;
        let round = self.rounds;
        let mut table: Table<'g> = self.table.clone();
        let owners: Vec<u32> = (0..ground.packages.len())
            .map(|it| parts.owner(it, round))
            .collect();
        let limits = &mut table.limits;
        limits.shut_packages = owners.iter().map(|it| *it != part).collect();
        limits.shut_workers = parts.part_of_worker.iter().map(|it| *it != part).collect();
        limits.shut_sites = parts.part_of_site.iter().map(|it| *it != part).collect();
        for (director, packages) in parts.packages_of_director.iter().enumerate() {
            let mut sharing: Vec<u32> = packages.iter().map(|it| owners[*it as usize]).collect();
            sharing.sort_unstable();
            sharing.dedup();
            let Ok(place) = sharing.binary_search(&part) else {
                continue;
            };
            let turn = (place as u64 + round) % sharing.len() as u64;
            let (count, turn) = (sharing.len() as i64, turn as i64);
            let fair = |most: i64, used: i64| {
                let left = (most - used).max(0);
                used + left / count + i64::from(turn < left % count)
            };
            limits.span[director] = fair(limits.span[director], table.state.span[director]);
            limits.review[director] = fair(limits.review[director], table.state.review[director]);
        }
        let packages = owners.iter().enumerate().filter(|it| *it.1 == part);
        let packages = packages.map(|it| it.0 as u32);
        Search {
            workers: parts.workers[part as usize].clone(),
            packages: packages
                .filter(|it| !ground.of_package.at(*it as usize).is_empty())
                .collect(),
            best: Best::of(&table.state),
            table,
            rng: Rng::new(0),
            pinned: Vec::new(),
            gaps: Vec::new(),
            freed: Vec::new(),
            floors: self.floors,
            steps: 0,
            rounds: round,
            bound: None,
            part: self.part,
        }
    }

    fn differences(&self, other: &Search, workers: &[u32]) -> Outcome {
        let (mine, theirs) = (&self.table.state, &other.table.state);
        let changed = workers.iter().filter(|it| {
            let at = **it as usize;
            let same = |a: &Hold, b: &Hold| a.column == b.column && a.units == b.units;
            let (a, b) = (&mine.holds[at], &theirs.holds[at]);
            a.len() != b.len()
                || a.iter().zip(b).any(|(a, b)| !same(a, b))
                || mine.stays[at] != theirs.stays[at]
        });
        changed
            .map(|it| {
                let at = *it as usize;
                (*it, theirs.holds[at].clone(), theirs.stays[at].clone())
            })
            .collect()
    }

    /// Gives a worker the hand that a part found for her.
    fn put_back(&mut self, worker: u32, holds: &[Hold], stays: Vec<Stay>) {
        let state = &mut self.table.state;
        let at = worker as usize;
        for hold in state.holds[at].clone() {
            if holds.iter().all(|it| it.column != hold.column) {
                state.enter(hold.column, 0);
            }
        }
        for hold in holds {
            if state.own(hold.column) != hold.units {
                state.enter(hold.column, hold.units);
            }
        }
        if state.stays[at] != stays {
            state.lay(at, stays);
        }
        self.best.changed(worker);
    }
}
