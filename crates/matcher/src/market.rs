//! The instance made ready: positions instead of ids, and one column for each eligible pair.

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::instance::*;
use crate::limits;
use crate::order::Order;
use crate::wishes::{self, Worth};

/// The market of one horizon. Positions follow `Order`, not the file.
/// Made only from a valid instance; a dangling reference is a panic here.
pub struct Market<'a> {
    pub instance: &'a Instance,
    pub workers: Vec<Person<'a>>,
    pub packages: Vec<Job<'a>>,
    pub sites: Vec<&'a Site>,
    pub directors: Vec<&'a Director>,
    pub municipalities: Vec<&'a Municipality>,
    /// The week of each bucket, counted from 0.
    pub week_of: Vec<usize>,
    pub weeks: usize,
    /// Calendar years in which anything is paid.
    pub years: Vec<String>,
    pub columns: Vec<Column>,
    /// Whether there is a plan in force, so that changes count.
    pub has_previous: bool,
    worker_at: HashMap<&'a str, usize>,
    package_at: HashMap<&'a str, usize>,
    site_at: HashMap<&'a str, usize>,
}

/// A worker with her calendar and her columns.
pub struct Person<'a> {
    pub it: &'a Worker,
    pub municipality: usize,
    pub sites: Vec<usize>,
    /// Seconds free in each bucket, what is committed taken off.
    pub free: Vec<i64>,
    pub columns: Vec<usize>,
}

/// A package with its window `first..end` and its columns.
pub struct Job<'a> {
    pub it: &'a Package,
    pub director: usize,
    pub first: usize,
    pub end: usize,
    pub year: usize,
    pub quota: Vec<(usize, i64)>,
    pub columns: Vec<usize>,
}

/// 候補: an eligible pair and what one unit in it is worth.
pub struct Column {
    pub worker: usize,
    pub package: usize,
    pub speed_pct: i64,
    pub defect_ppm_upper: i64,
    pub review_pct: i64,
    pub delivery: Worth,
    pub margin: Worth,
    pub soft: Worth,
    /// Whether it may be done at home; if not, `sites` says where.
    pub home: bool,
    pub sites: Vec<usize>,
    /// Whether it is a pair of the plan in force.
    pub was: bool,
}

impl<'a> Market<'a> {
    /// Makes an instance ready.
    pub fn new(instance: &'a Instance) -> Market<'a> {
        let order = Order::of(instance);
        let municipalities: Vec<_> = order
            .municipalities
            .iter()
            .map(|at| &instance.municipalities[*at])
            .collect();
        let sites: Vec<_> = order.sites.iter().map(|at| &instance.sites[*at]).collect();
        let directors: Vec<_> = order
            .directors
            .iter()
            .map(|at| &instance.directors[*at])
            .collect();
        let town_at = positions(municipalities.iter().map(|it| &*it.id));
        let site_at = positions(sites.iter().map(|it| &*it.id));
        let director_at = positions(directors.iter().map(|it| &*it.id));
        let years: BTreeSet<String> = instance
            .packages
            .iter()
            .map(|it| it.pay_year.to_string())
            .collect();
        let years: Vec<String> = years.into_iter().collect();
        let (week_of, weeks) = weeks(instance);
        let buckets = instance.buckets.len();
        let workers: Vec<_> = order
            .workers
            .iter()
            .map(|at| &instance.workers[*at])
            .map(|it| {
                let mut own: Vec<usize> = it.sites.iter().map(|id| site_at[&**id]).collect();
                own.sort_unstable();
                own.dedup();
                Person {
                    it,
                    municipality: town_at[&*it.municipality],
                    sites: own,
                    free: free(it),
                    columns: Vec::new(),
                }
            })
            .collect();
        let packages: Vec<_> = order
            .packages
            .iter()
            .map(|at| &instance.packages[*at])
            .map(|it| {
                let first = (it.release as usize).min(buckets);
                let end = (it.plan_due as usize + 1).min(buckets).max(first);
                let year = it.pay_year.to_string();
                let mut quota: Vec<_> = it
                    .muni_quota_pct
                    .iter()
                    .map(|(id, pct)| (town_at[&**id], *pct))
                    .collect();
                quota.sort_unstable();
                Job {
                    it,
                    director: director_at[&*it.director],
                    first,
                    end,
                    quota,
                    columns: Vec::new(),
                    year: years
                        .iter()
                        .position(|it| *it == year)
                        .expect("each pay year was listed"),
                }
            })
            .collect();
        let mut market = Market {
            instance,
            worker_at: positions(workers.iter().map(|it| &*it.it.id)),
            package_at: positions(packages.iter().map(|it| &*it.it.id)),
            site_at,
            workers,
            packages,
            sites,
            directors,
            municipalities,
            week_of,
            weeks,
            years,
            columns: Vec::new(),
            has_previous: !instance.previous.is_empty(),
        };
        market.columns = columns(&market);
        for (at, column) in market.columns.iter().enumerate() {
            market.workers[column.worker].columns.push(at);
            market.packages[column.package].columns.push(at);
        }
        market
    }

    /// The position of a worker.
    pub fn worker(&self, id: &str) -> Option<usize> {
        self.worker_at.get(id).copied()
    }

    /// The position of a package.
    pub fn package(&self, id: &str) -> Option<usize> {
        self.package_at.get(id).copied()
    }

    /// The position of a site.
    pub fn site(&self, id: &str) -> Option<usize> {
        self.site_at.get(id).copied()
    }

    /// The column of a pair, if it is eligible.
    pub fn column(&self, worker: usize, package: usize) -> Option<usize> {
        let own = &self.workers[worker].columns;
        let found = own.binary_search_by_key(&package, |at| self.columns[*at].package);
        found.ok().map(|at| own[at])
    }

    /// Whether a worker may do a package at a place (none is her home).
    pub fn place_permitted(&self, worker: usize, package: usize, site: Option<usize>) -> bool {
        limits::place::missing(self, worker, package, site).is_none()
    }
}

impl Column {
    /// Seconds that this worker needs for so many units: ceil(units · standard · 100 / speed).
    pub fn need(&self, unit_seconds: i64, units: i64) -> i64 {
        let work = i128::from(units) * i128::from(unit_seconds) * 100;
        let speed = i128::from(self.speed_pct);
        i64::try_from((work + speed - 1) / speed).unwrap_or(i64::MAX)
    }

    /// Units that so many seconds suffice for.
    pub fn units_in(&self, unit_seconds: i64, seconds: i64) -> i64 {
        let units = i128::from(seconds.max(0)) * i128::from(self.speed_pct)
            / (i128::from(unit_seconds) * 100);
        i64::try_from(units).unwrap_or(i64::MAX)
    }
}

/// Every eligible pair, worker by worker. Packages are listed by kind and municipality, so that a
/// worker meets only those she may be asked for; packages that ask for the same are looked at once.
fn columns(market: &Market) -> Vec<Column> {
    let lists = Lists::of(market);
    let was: HashSet<(&str, &str)> = market
        .instance
        .previous
        .iter()
        .map(|it| (&*it.worker, &*it.package))
        .collect();
    let mut seen: Vec<Option<(usize, Standing)>> = vec![None; lists.demands];
    let mut found = Vec::new();
    let mut packages: Vec<usize> = Vec::new();
    for (worker, person) in market.workers.iter().enumerate() {
        packages.clear();
        for kind in person.it.kinds.keys() {
            if let Some(everywhere) = lists.everywhere.get(&**kind) {
                packages.extend(everywhere);
            }
            if let Some(here) = lists.here.get(&(&**kind, person.municipality)) {
                packages.extend(here);
            }
        }
        packages.sort_unstable();
        for package in &packages {
            let demand = lists.demand_of[*package];
            if seen[demand].as_ref().is_none_or(|it| it.0 != worker) {
                seen[demand] = Some((worker, Standing::of(market, worker, *package)));
            }
            if let Some((_, Standing::Eligible { home, sites })) = &seen[demand] {
                found.push(column(market, worker, *package, *home, sites, &was));
            }
        }
    }
    found.shrink_to_fit();
    found
}

/// Packages by what decides who may hold them.
struct Lists<'a> {
    /// By kind: packages that people of every municipality may hold.
    everywhere: HashMap<&'a str, Vec<usize>>,
    /// By kind and municipality: the others.
    here: HashMap<(&'a str, usize), Vec<usize>>,
    /// For each package a number that it shares with those that ask for the same of a person.
    demand_of: Vec<usize>,
    demands: usize,
}

impl<'a> Lists<'a> {
    fn of(market: &Market<'a>) -> Lists<'a> {
        let towns = positions(market.municipalities.iter().map(|it| &*it.id));
        let mut lists = Lists {
            everywhere: HashMap::new(),
            here: HashMap::new(),
            demand_of: Vec::with_capacity(market.packages.len()),
            demands: 0,
        };
        let mut known = HashMap::new();
        for (at, job) in market.packages.iter().enumerate() {
            let it = job.it;
            let asks = (&it.kind, &it.skills, &it.languages, &it.equipment);
            let asks = (asks, it.security as u8, &it.muni_only);
            let next = known.len();
            lists.demand_of.push(*known.entry(asks).or_insert(next));
            match it.muni_only.as_ref().filter(|only| !only.is_empty()) {
                None => lists.everywhere.entry(&it.kind).or_default().push(at),
                Some(only) => {
                    let mut only: Vec<usize> = only.iter().map(|id| towns[&**id]).collect();
                    only.sort_unstable();
                    only.dedup();
                    for town in only {
                        lists.here.entry((&it.kind, town)).or_default().push(at);
                    }
                }
            }
        }
        lists.demands = known.len();
        lists
    }
}

/// Whether a worker may hold packages that ask for the same, and where she would do them.
#[derive(Clone)]
enum Standing {
    Barred,
    Eligible { home: bool, sites: Vec<usize> },
}

impl Standing {
    fn of(market: &Market, worker: usize, package: usize) -> Standing {
        if limits::not_eligible(market, worker, package).is_some() {
            return Standing::Barred;
        }
        let sites = market.workers[worker].sites.iter().copied();
        Standing::Eligible {
            home: market.place_permitted(worker, package, None),
            sites: sites
                .filter(|site| market.place_permitted(worker, package, Some(*site)))
                .collect(),
        }
    }
}

fn column(
    market: &Market,
    worker: usize,
    package: usize,
    home: bool,
    sites: &[usize],
    was: &HashSet<(&str, &str)>,
) -> Column {
    let (person, job) = (&market.workers[worker], &market.packages[package]);
    let record = &person.it.kinds[&job.it.kind];
    let params = &market.instance.params;
    Column {
        worker,
        package,
        speed_pct: record.speed_pct,
        defect_ppm_upper: record.defect_ppm_upper,
        review_pct: record.review_pct,
        delivery: wishes::delivery::per_unit(params, job.it),
        margin: wishes::margin::per_unit(params, person.it, job.it, record),
        soft: wishes::continuity::of_units(params, person.it, job.it, 1)
            + wishes::preference::of_units(params, person.it, job.it, 1),
        home,
        sites: sites.to_vec(),
        was: !was.is_empty() && was.contains(&(&*person.it.id, &*job.it.id)),
    }
}

fn positions<'a>(ids: impl Iterator<Item = &'a str>) -> HashMap<&'a str, usize> {
    ids.enumerate().map(|(at, id)| (id, at)).collect()
}

fn free(worker: &Worker) -> Vec<i64> {
    let committed = worker.committed_seconds.as_deref().unwrap_or_default();
    let offered = worker.avail_seconds.iter().enumerate();
    offered
        .map(|(at, seconds)| (seconds - committed.get(at).copied().unwrap_or(0)).max(0))
        .collect()
}

fn weeks(instance: &Instance) -> (Vec<usize>, usize) {
    let named: BTreeSet<i64> = instance.buckets.iter().map(|it| it.week).collect();
    let named: Vec<i64> = named.into_iter().collect();
    let at = |week: &i64| named.binary_search(week).expect("each week was listed");
    (
        instance.buckets.iter().map(|it| at(&it.week)).collect(),
        named.len(),
    )
}
