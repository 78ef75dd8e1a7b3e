//! A working order that depends on what things are, not on how they are named or listed:
//! neither a place in the file nor an id may decide who gets work.

use std::collections::{BTreeMap, HashMap};

use serde::Serialize;

use crate::instance::{Instance, Other};

/// What a thing looks like, its own id left out and the ids it refers to replaced by their looks.
type Looks<'a> = HashMap<&'a str, u64>;

/// The positions of workers, packages, sites, directors and municipalities in working order.
pub struct Order {
    pub workers: Vec<usize>,
    pub packages: Vec<usize>,
    pub sites: Vec<usize>,
    pub directors: Vec<usize>,
    pub municipalities: Vec<usize>,
}

impl Order {
    /// Looks are refined twice: first alone, then in view of whoever refers to them.
    pub fn of(instance: &Instance) -> Order {
        let mut looks = All::default();
        for _ in 0..2 {
            looks = looks.refined(instance);
        }
        Order {
            workers: sorted(instance.workers.iter().map(|it| looks.workers[&*it.id])),
            packages: sorted(instance.packages.iter().map(|it| looks.packages[&*it.id])),
            sites: sorted(instance.sites.iter().map(|it| looks.sites[&*it.id])),
            directors: sorted(instance.directors.iter().map(|it| looks.directors[&*it.id])),
            municipalities: sorted(
                instance
                    .municipalities
                    .iter()
                    .map(|it| looks.towns[&*it.id]),
            ),
        }
    }
}

#[derive(Default)]
struct All<'a> {
    workers: Looks<'a>,
    packages: Looks<'a>,
    sites: Looks<'a>,
    directors: Looks<'a>,
    towns: Looks<'a>,
    clients: Looks<'a>,
}

impl<'a> All<'a> {
    fn refined(&self, instance: &'a Instance) -> All<'a> {
        let mut next = All::default();
        let people = instance
            .workers
            .iter()
            .map(|it| (&*it.municipality, &*it.id));
        let people = gathered(&self.workers, people);
        let places = instance.sites.iter().map(|it| (&*it.municipality, &*it.id));
        let places = gathered(&self.sites, places);
        for town in &instance.municipalities {
            let seen = (people.get(&*town.id), places.get(&*town.id));
            next.towns
                .insert(&town.id, look(&(town.share_permille, seen)));
        }
        for site in &instance.sites {
            let mut bare = site.clone();
            bare.id = String::new();
            bare.municipality = look(&next.towns[&*site.municipality]).to_string();
            bare.equipment.sort();
            bare.other = Other::new();
            next.sites.insert(&site.id, look(&bare));
        }
        let own = instance.packages.iter().map(|it| (&*it.director, &*it.id));
        let own = gathered(&self.packages, own);
        for director in &instance.directors {
            let looks = look(&(
                director.span,
                director.review_seconds,
                own.get(&*director.id),
            ));
            next.directors.insert(&director.id, looks);
        }
        let mut ties: BTreeMap<&'a str, Vec<u64>> = BTreeMap::new();
        for package in &instance.packages {
            let seen = self.packages.get(&*package.id).copied().unwrap_or(0);
            ties.entry(&package.client).or_default().push(seen);
        }
        for worker in &instance.workers {
            let seen = self.workers.get(&*worker.id).copied().unwrap_or(1);
            for client in &worker.clients {
                ties.entry(client).or_default().push(seen);
            }
        }
        for (client, mut seen) in ties {
            seen.sort_unstable();
            next.clients.insert(client, look(&seen));
        }
        let (with_package, with_worker) = self.previous(instance);
        for package in &instance.packages {
            let mut bare = package.clone();
            bare.id = String::new();
            bare.client = next.clients[&*package.client].to_string();
            bare.director = next.directors[&*package.director].to_string();
            bare.languages.sort();
            bare.equipment.sort();
            bare.muni_only = package.muni_only.as_ref().map(|towns| {
                let towns = many(&next.towns, towns.iter().map(String::as_str));
                towns.iter().map(u64::to_string).collect()
            });
            let quota = package.muni_quota_pct.iter();
            bare.muni_quota_pct = BTreeMap::new();
            bare.other = Other::new();
            let mut quota: Vec<_> = quota.map(|(m, pct)| (next.towns[&**m], *pct)).collect();
            quota.sort_unstable();
            let before = with_package.get(&*package.id);
            next.packages
                .insert(&package.id, look(&(bare, quota, before)));
        }
        for worker in &instance.workers {
            let mut bare = worker.clone();
            bare.id = String::new();
            bare.municipality = next.towns[&*worker.municipality].to_string();
            let sites = many(&next.sites, worker.sites.iter().map(String::as_str));
            bare.sites = sites.iter().map(u64::to_string).collect();
            let clients = many(&next.clients, worker.clients.iter().map(String::as_str));
            bare.clients = clients.iter().map(u64::to_string).collect();
            for list in [
                &mut bare.languages,
                &mut bare.equipment,
                &mut bare.refuse_kinds,
                &mut bare.prefer_kinds,
            ] {
                list.sort();
            }
            bare.other = Other::new();
            let before = with_worker.get(&*worker.id);
            next.workers.insert(&worker.id, look(&(bare, before)));
        }
        next
    }

    /// For packages and workers alike, the looks of those they are paired with in the plan in force.
    fn previous(
        &self,
        instance: &'a Instance,
    ) -> (HashMap<&'a str, Vec<u64>>, HashMap<&'a str, Vec<u64>>) {
        let mut with_package: HashMap<&str, Vec<u64>> = HashMap::new();
        let mut with_worker: HashMap<&str, Vec<u64>> = HashMap::new();
        for pair in &instance.previous {
            let worker = self.workers.get(&*pair.worker).copied().unwrap_or(0);
            let package = self.packages.get(&*pair.package).copied().unwrap_or(0);
            with_package.entry(&pair.package).or_default().push(worker);
            with_worker.entry(&pair.worker).or_default().push(package);
        }
        for seen in with_package.values_mut().chain(with_worker.values_mut()) {
            seen.sort_unstable();
        }
        (with_package, with_worker)
    }
}

fn many<'a>(looks: &Looks, ids: impl Iterator<Item = &'a str>) -> Vec<u64> {
    let mut found: Vec<u64> = ids.map(|id| looks.get(id).copied().unwrap_or(0)).collect();
    found.sort_unstable();
    found
}

/// The looks of all who refer to an id, given as (referred to, referring).
fn gathered<'a>(
    looks: &Looks,
    ties: impl Iterator<Item = (&'a str, &'a str)>,
) -> HashMap<&'a str, Vec<u64>> {
    let mut found: HashMap<&str, Vec<u64>> = HashMap::new();
    for (to, from) in ties {
        found
            .entry(to)
            .or_default()
            .push(looks.get(from).copied().unwrap_or(0));
    }
    found.values_mut().for_each(|it| it.sort_unstable());
    found
}

fn sorted(looks: impl Iterator<Item = u64>) -> Vec<usize> {
    let looks: Vec<u64> = looks.collect();
    let mut order: Vec<usize> = (0..looks.len()).collect();
    order.sort_by_key(|at| looks[*at]);
    order
}

/// FNV-1a over the written form: the same on every machine and in every version of the compiler.
fn look(thing: &impl Serialize) -> u64 {
    let text = serde_json::to_string(thing).expect("looks hold only text, numbers and lists");
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
