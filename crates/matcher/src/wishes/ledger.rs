//! A plan added up once, so that each wish can be read off.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::instance::{Instance, KindRecord, Package, Worker};
use crate::plan::Plan;

/// A claim beyond this is counted as this much, so that no sum can overflow.
const MOST_UNITS: i64 = 1_000_000_000;

/// 集計: what a plan does, for scoring. Impossible references are left out, nothing else is judged.
pub struct Ledger<'a> {
    pub instance: &'a Instance,
    pub pairs: Vec<Pair<'a>>,
    /// Units given out, by package.
    pub units: HashMap<&'a str, i128>,
    /// Pay in cyen by worker and calendar year.
    pub pay: HashMap<&'a str, BTreeMap<i64, i128>>,
    /// Yen for booked seat-slots.
    pub seats_yen: i128,
    /// Pairs added to or dropped from the plan in force.
    pub changes: i128,
}

/// A pair that exists, with the worker's record of the kind.
pub struct Pair<'a> {
    pub worker: &'a Worker,
    pub package: &'a Package,
    pub record: &'a KindRecord,
    pub units: i128,
}

impl<'a> Ledger<'a> {
    /// Adds a plan up.
    pub fn of(instance: &'a Instance, plan: &'a Plan) -> Ledger<'a> {
        let workers: HashMap<&str, &Worker> =
            instance.workers.iter().map(|it| (&*it.id, it)).collect();
        let packages: HashMap<&str, &Package> =
            instance.packages.iter().map(|it| (&*it.id, it)).collect();
        let mut ledger = Ledger {
            instance,
            pairs: Vec::new(),
            units: HashMap::new(),
            pay: HashMap::new(),
            seats_yen: 0,
            changes: 0,
        };
        let mut seen: HashSet<(&str, &str)> = HashSet::new();
        let mut stays: HashMap<(&str, &str, i64), i128> = HashMap::new();
        for it in &plan.assignments {
            let (Some(worker), Some(package)) =
                (workers.get(&*it.worker), packages.get(&*it.package))
            else {
                continue;
            };
            if it.units < 1 || !seen.insert((&worker.id, &package.id)) {
                continue;
            }
            for row in &it.schedule {
                if let Some(site) = row.site.as_deref().filter(|_| row.seconds > 0) {
                    *stays.entry((&worker.id, site, row.bucket)).or_default() +=
                        i128::from(row.seconds);
                }
            }
            let Some(record) = worker.kinds.get(&package.kind) else {
                continue;
            };
            let units = i128::from(it.units.min(MOST_UNITS));
            *ledger.units.entry(&package.id).or_default() += units;
            let years = ledger.pay.entry(&worker.id).or_default();
            *years.entry(package.pay_year).or_default() += units * i128::from(package.pay_cyen);
            ledger.pairs.push(Pair {
                worker,
                package,
                record,
                units,
            });
        }
        ledger.seats_yen = seats(instance, &stays);
        ledger.changes = changes(instance, &seen);
        ledger
    }

    /// Pay in cyen of one worker over the whole horizon.
    pub fn paid(&self, worker: &str) -> i128 {
        self.pay.get(worker).map_or(0, |years| years.values().sum())
    }
}

fn seats(instance: &Instance, stays: &HashMap<(&str, &str, i64), i128>) -> i128 {
    let sites: HashMap<&str, _> = instance.sites.iter().map(|it| (&*it.id, it)).collect();
    let horizon = 0..instance.buckets.len() as i64;
    let mut yen = 0;
    for ((_, site, bucket), seconds) in stays {
        let Some(site) = sites.get(site).filter(|_| horizon.contains(bucket)) else {
            continue;
        };
        let length = i128::from(site.slot_seconds);
        yen += (seconds + length - 1) / length * i128::from(site.slot_cost_yen);
    }
    yen
}

fn changes(instance: &Instance, now: &HashSet<(&str, &str)>) -> i128 {
    let before: HashSet<(&str, &str)> = instance
        .previous
        .iter()
        .map(|it| (&*it.worker, &*it.package))
        .collect();
    if before.is_empty() {
        return 0;
    }
    before.symmetric_difference(now).count() as i128
}
