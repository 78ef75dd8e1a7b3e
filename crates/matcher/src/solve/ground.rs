//! The market in flat arrays: what the search reads in its innermost loops, money as `f64` yen.

use std::collections::HashSet;

use crate::market::Market;
use crate::wishes::{self, Worth, YEN};

/// A column is unlikely if at the prices its smallest portion loses more than this part of what a
/// common one is worth.
const UNLIKELY: f64 = 0.25;

/// No sum that the search keeps may leave `i64`: units beyond this share of it are never given.
const ROOM_FOR_SUMS: i64 = i64::MAX / 4;

/// 探索の土台: read-only facts of one market.
pub struct Ground<'m> {
    pub market: &'m Market<'m>,
    pub buckets: usize,
    pub weeks: usize,
    pub years: usize,
    /// Stretches of buckets that belong to one week, ordered by week.
    pub runs: Vec<Run>,
    pub columns: Vec<Pair>,
    pub packages: Vec<Job>,
    pub people: Vec<Person>,
    pub of_worker: Lists,
    pub of_package: Lists,
    /// The same without columns that the prices speak against; the whole lists where none are known.
    pub likely_of_worker: Lists,
    pub likely_of_package: Lists,
    /// The sites of all columns that cannot be done at home, one after the other.
    pub column_sites: Vec<u32>,
    pub sites: Vec<Site>,
    pub towns: Vec<f64>,
    /// Yen for each cyen of deviation, the shares' sum divided out.
    pub deviation: f64,
    pub kpi_value: f64,
    pub quota_weight: f64,
    pub segments: usize,
    /// Cyen at which each part of a worker's target ends, `segments` for each worker.
    pub breaks: Vec<i64>,
    /// Yen for each cyen in a part of the target.
    pub slopes: Vec<f64>,
    /// Cyen that would make a worker count, by worker and year (all years in the first where the
    /// fiscal year counts); negative when she counts already.
    pub lacking: Vec<i64>,
    /// Cyen that may still be earned, by worker and year.
    pub allowed: Vec<i64>,
    /// Director's limits: pairs, and review in hundredths of a second.
    pub span: Vec<i64>,
    pub review: Vec<i64>,
    /// Yen for dropping the whole plan in force.
    pub dropped: f64,
    /// What a common portion is worth, in yen: the measure of the temperature.
    pub portion: f64,
}

/// Days `start..end` of one week.
#[derive(Debug, Clone, Copy)]
pub struct Run {
    pub start: usize,
    pub end: usize,
    pub week: usize,
}

/// A column, ready for the search.
#[derive(Debug, Clone, Copy)]
pub struct Pair {
    pub worker: u32,
    pub package: u32,
    pub speed: u32,
    pub sites_from: u32,
    pub sites_to: u32,
    pub home: bool,
    pub was: bool,
    /// Units that fit at most, if everything else were empty.
    pub most: i64,
    /// Defect bound above what is asked, in ppm.
    pub above: i64,
    /// Hundredths of a second of review for each unit.
    pub review: i64,
    /// Yen for each unit beside delivery.
    pub margin: f64,
    pub soft: f64,
}

/// A package, ready for the search.
#[derive(Debug, Clone)]
pub struct Job {
    pub director: u32,
    pub year: u32,
    pub first: usize,
    pub end: usize,
    pub units: i64,
    pub chunk: i64,
    pub pay: i64,
    pub price: f64,
    /// Hundred times the standard seconds of a unit.
    pub work: i64,
    pub min_team: usize,
    pub max_team: usize,
    pub delivery: f64,
    /// The municipality and the percent meant for it, and where its units are counted.
    pub quota: Vec<(u32, f64, u32)>,
}

/// A worker, ready for the search.
#[derive(Debug, Clone)]
pub struct Person {
    pub town: u32,
    pub most: usize,
    pub fiscal: bool,
    pub week_cap: i64,
}

/// A site, ready for the search.
#[derive(Debug, Clone)]
pub struct Site {
    pub slot: i64,
    pub seats: i64,
    pub cost: f64,
    pub open: Vec<i64>,
}

/// Lists of positions one after the other.
#[derive(Debug, Clone, Default)]
pub struct Lists {
    from: Vec<u32>,
    items: Vec<u32>,
}

impl Lists {
    /// Made from one list for each position.
    pub fn of(count: usize, ties: impl Iterator<Item = (usize, u32)> + Clone) -> Lists {
        let mut from = vec![0u32; count + 1];
        for (at, _) in ties.clone() {
            from[at + 1] += 1;
        }
        for at in 0..count {
            from[at + 1] += from[at];
        }
        let mut next = from.clone();
        let mut items = vec![0; from[count] as usize];
        for (at, item) in ties {
            items[next[at] as usize] = item;
            next[at] += 1;
        }
        Lists { from, items }
    }

    /// The list of one position.
    pub fn at(&self, at: usize) -> &[u32] {
        &self.items[self.from[at] as usize..self.from[at + 1] as usize]
    }
}

/// Money in yen; the search may round, the published score does not.
pub fn yen(worth: Worth) -> f64 {
    worth as f64 / YEN as f64
}

impl<'m> Ground<'m> {
    /// Lays a market out flat; barred columns hold nothing. At prices, `reduced` tells what a unit of
    /// each column would gain.
    pub fn new(market: &'m Market<'m>, barred: &[usize], reduced: Option<&[f64]>) -> Ground<'m> {
        let mut ground = Ground {
            buckets: market.week_of.len(),
            weeks: market.weeks,
            years: market.years.len(),
            runs: runs(&market.week_of),
            columns: Vec::with_capacity(market.columns.len()),
            packages: jobs(market),
            people: people(market),
            of_worker: Lists::default(),
            of_package: Lists::default(),
            likely_of_worker: Lists::default(),
            likely_of_package: Lists::default(),
            column_sites: Vec::new(),
            sites: sites(market),
            towns: Vec::new(),
            deviation: 0.0,
            kpi_value: yen(wishes::people::per_person(&market.instance.params)),
            quota_weight: market.instance.params.quota_pct_of_price as f64 / 1_000_000.0,
            segments: market.instance.params.fair_breaks_pct.len(),
            breaks: Vec::new(),
            slopes: Vec::new(),
            lacking: Vec::new(),
            allowed: Vec::new(),
            span: market.directors.iter().map(|it| it.span).collect(),
            review: market
                .directors
                .iter()
                .map(|it| it.review_seconds * 100)
                .collect(),
            dropped: dropped(market),
            portion: 0.0,
            market,
        };
        ground.shares();
        ground.incomes();
        ground.pairs();
        for at in barred {
            ground.columns[*at].most = 0;
        }
        ground.measure();
        ground.lists(reduced);
        ground
    }

    fn shares(&mut self) {
        let params = &self.market.instance.params;
        let all: i64 = self
            .market
            .municipalities
            .iter()
            .map(|it| it.share_permille)
            .sum();
        let part = |it: i64| {
            if all == 0 {
                0.0
            } else {
                it as f64 / all as f64
            }
        };
        self.towns = self
            .market
            .municipalities
            .iter()
            .map(|it| part(it.share_permille))
            .collect();
        if all > 0 {
            self.deviation = params.muni_dev_pct as f64 / 10_000.0;
        }
    }

    /// Targets, the indicator's threshold and ceilings, worker by worker.
    fn incomes(&mut self) {
        let market = self.market;
        let params = &market.instance.params;
        self.slopes = params
            .fair_weights_pct
            .iter()
            .map(|it| *it as f64 / 10_000.0)
            .collect();
        for person in &market.workers {
            let it = person.it;
            let target = if it.wants_work { it.target_yen } else { 0 };
            self.breaks.extend(
                params
                    .fair_breaks_pct
                    .iter()
                    .map(|pct| target.saturating_mul(*pct)),
            );
            let counted = wishes::people::counted_before(params, it);
            for year in &market.years {
                let income = it.income.get(year);
                let earned = it
                    .kpi_earned_yen
                    .unwrap_or(income.map_or(0, |it| it.earned_yen));
                let lacking = (params.kpi_yen.saturating_sub(earned)).saturating_mul(100);
                self.lacking.push(if counted { -1 } else { lacking.max(0) });
                let left =
                    income.and_then(|it| Some(it.ceiling_yen?.saturating_sub(it.earned_yen)));
                self.allowed
                    .push(left.map_or(ROOM_FOR_SUMS, |it| it.saturating_mul(100)));
            }
        }
    }

    fn pairs(&mut self) {
        let market = self.market;
        let crowd = (market.workers.len() + market.packages.len() + 2) as i64;
        let mut caps: Vec<Vec<i64>> = Vec::new();
        for person in &market.workers {
            let mut pre = vec![0];
            for free in &person.free {
                pre.push(pre[pre.len() - 1] + free);
            }
            caps.push(pre);
        }
        let mut weeks = Vec::new();
        for column in &market.columns {
            let (worker, package) = (column.worker, column.package);
            let (person, job) = (&market.workers[worker], &self.packages[package]);
            weeks.clear();
            weeks.resize(self.weeks, person.it.max_week_seconds);
            let windows = [(job.first, job.end)];
            let hours = super::calendar::capacity(&self.runs, &caps[worker], &weeks, &windows);
            let asked = market.packages[package].it;
            let above = column.defect_ppm_upper - asked.max_defect_ppm;
            let review = column.review_pct * asked.review_seconds;
            let heaviest = job.pay.max(above.abs()).max(review).max(1);
            let mut most = column
                .units_in(asked.unit_seconds, hours)
                .min(asked.units)
                .min((asked.units as i128 * asked.max_share_pct as i128 / 100) as i64)
                .min(ROOM_FOR_SUMS / crowd / heaviest)
                .min(ROOM_FOR_SUMS / job.work);
            if job.pay > 0 {
                let year = worker * self.years + job.year as usize;
                most = most.min(self.allowed[year].max(0) / job.pay);
            }
            let sites_from = self.column_sites.len() as u32;
            if !column.home {
                self.column_sites
                    .extend(column.sites.iter().map(|it| *it as u32));
            }
            self.columns.push(Pair {
                worker: worker as u32,
                package: package as u32,
                speed: column.speed_pct as u32,
                sites_from,
                sites_to: self.column_sites.len() as u32,
                home: column.home,
                was: column.was,
                most: if most < job.chunk { 0 } else { most },
                above,
                review,
                margin: yen(column.margin),
                soft: yen(column.soft),
            });
        }
    }

    /// Who may hold what, columns that can hold nothing left out.
    fn lists(&mut self, reduced: Option<&[f64]>) {
        (self.of_worker, self.of_package) = self.listed(|_, _| true);
        (self.likely_of_worker, self.likely_of_package) = match reduced {
            None => (self.of_worker.clone(), self.of_package.clone()),
            Some(reduced) => self.listed(|at, pair| {
                let chunk = self.packages[pair.package as usize].chunk as f64;
                reduced[at] * chunk > -self.portion * UNLIKELY
            }),
        };
    }

    fn listed(&self, which: impl Fn(usize, &Pair) -> bool) -> (Lists, Lists) {
        let ties = self.columns.iter().enumerate();
        let ties = ties.filter(|it| it.1.most > 0 && which(it.0, it.1));
        let by_worker = ties.clone().map(|(at, it)| (it.worker as usize, at as u32));
        let by_package = ties.map(|(at, it)| (it.package as usize, at as u32));
        (
            Lists::of(self.people.len(), by_worker),
            Lists::of(self.packages.len(), by_package),
        )
    }

    fn measure(&mut self) {
        let all: f64 = self
            .packages
            .iter()
            .map(|it| it.delivery * it.chunk as f64)
            .sum();
        self.portion = (all / self.packages.len().max(1) as f64).max(1e-6);
    }

    /// Seconds that a column needs for so many units.
    pub fn need(&self, column: &Pair, units: i64) -> i64 {
        let work = units * self.packages[column.package as usize].work;
        let speed = i64::from(column.speed);
        (work + speed - 1) / speed
    }

    /// Units that so many seconds suffice for.
    pub fn units_in(&self, column: &Pair, seconds: i64) -> i64 {
        let work = self.packages[column.package as usize].work;
        match seconds.checked_mul(i64::from(column.speed)) {
            Some(done) => done / work,
            None => column.most,
        }
    }

    /// The sites at which a column can be done, if not at home.
    pub fn sites_of(&self, column: &Pair) -> &[u32] {
        &self.column_sites[column.sites_from as usize..column.sites_to as usize]
    }

    /// What it costs to begin a pair: the hand-over, and the change against the plan in force.
    pub fn pair_cost(&self, column: &Pair) -> f64 {
        let params = &self.market.instance.params;
        let change = match (self.market.has_previous, column.was) {
            (false, _) => 0,
            (true, false) => params.change_cost_yen,
            (true, true) => -params.change_cost_yen,
        };
        (params.pair_cost_yen + change) as f64
    }
}

/// Changes are counted against the plan in force, whoever of it has left since.
fn dropped(market: &Market) -> f64 {
    let before: HashSet<_> = market
        .instance
        .previous
        .iter()
        .map(|it| (&it.worker, &it.package))
        .collect();
    before.len() as f64 * market.instance.params.change_cost_yen as f64
}

fn runs(week_of: &[usize]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for (bucket, week) in week_of.iter().enumerate() {
        match runs.last_mut() {
            Some(last) if last.week == *week => last.end = bucket + 1,
            _ => runs.push(Run {
                start: bucket,
                end: bucket + 1,
                week: *week,
            }),
        }
    }
    runs.sort_by_key(|it| (it.week, it.start));
    runs
}

fn jobs(market: &Market) -> Vec<Job> {
    let params = &market.instance.params;
    let mut counted = 0;
    let jobs = market.packages.iter();
    jobs.map(|it| {
        let quota = it.quota.iter().map(|(town, pct)| {
            counted += 1;
            (*town as u32, *pct as f64, counted - 1)
        });
        Job {
            director: it.director as u32,
            year: it.year as u32,
            first: it.first,
            end: it.end,
            units: it.it.units,
            chunk: it.it.min_chunk.max(1),
            pay: it.it.pay_cyen,
            price: it.it.price_cyen as f64,
            work: it.it.unit_seconds * 100,
            min_team: it.it.min_team as usize,
            max_team: it.it.max_team as usize,
            delivery: yen(wishes::delivery::per_unit(params, it.it)),
            quota: quota.collect(),
        }
    })
    .collect()
}

fn people(market: &Market) -> Vec<Person> {
    let people = market.workers.iter();
    people
        .map(|it| Person {
            town: it.municipality as u32,
            most: it.it.max_packages as usize,
            fiscal: it.it.kpi_earned_yen.is_some(),
            week_cap: it.it.max_week_seconds,
        })
        .collect()
}

fn sites(market: &Market) -> Vec<Site> {
    let sites = market.sites.iter();
    sites
        .map(|it| Site {
            slot: it.slot_seconds,
            seats: it.seats,
            cost: it.slot_cost_yen as f64,
            open: it.slots_open.clone(),
        })
        .collect()
}
