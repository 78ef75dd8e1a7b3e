//! Reading an instance: every reference, length and size is looked at before anyone plans with it.

use std::collections::HashSet;

use serde_json::Value;

use crate::fault::{Fault, Problem, list, record, unreadable};
use crate::instance::*;

/// The format that this version reads.
pub const INSTANCE_FORMAT: &str = "matching-instance/1";

/// Sizes beyond these are refused, so that no sum or product can overflow later.
const MOST_MONEY: i64 = 10_000_000_000;
const MOST_UNITS: i64 = 100_000_000;
const MOST_SECONDS: i64 = 1_000_000_000;
const MOST_RATE: i64 = 1_000_000;
const MOST_SMALL: i64 = 1_000;

type Ids<'a> = HashSet<&'a str>;

impl Instance {
    /// Reads and validates a file. The fault names the first place that is wrong.
    pub fn from_json(text: &str) -> Result<Instance, Fault> {
        // Straight into its form where nothing is wrong; otherwise piece by piece, to name the place.
        if let Ok(instance) = serde_json::from_str::<Instance>(text) {
            instance.validate()?;
            return Ok(instance);
        }
        let value: Value =
            serde_json::from_str(text).map_err(|error| unreadable("file", &error.to_string()))?;
        let Value::Object(mut root) = value else {
            return Err(unreadable("file", "an object is expected"));
        };
        let buckets = list(root.remove("buckets"), "buckets")?;
        let kinds = list(root.remove("kinds"), "kinds")?;
        let municipalities = list(root.remove("municipalities"), "municipalities")?;
        let sites = list(root.remove("sites"), "sites")?;
        let directors = list(root.remove("directors"), "directors")?;
        let workers = list(root.remove("workers"), "workers")?;
        let packages = list(root.remove("packages"), "packages")?;
        let previous = match root.remove("previous") {
            None => Vec::new(),
            some => list(some, "previous")?,
        };
        let params = root
            .remove("params")
            .ok_or_else(|| unreadable("params", "missing"))?;
        let params: Params = record(params, "params")?;
        let head: Head = record(Value::Object(root), "")?;
        let instance = Instance {
            format: head.format,
            name: head.name,
            buckets,
            skills: head.skills,
            kinds,
            municipalities,
            sites,
            directors,
            workers,
            packages,
            previous,
            params,
            other: head.other,
        };
        instance.validate()?;
        Ok(instance)
    }

    /// The instance as a file.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).expect("an instance holds only text, numbers and lists")
    }

    /// Whether references exist, lists have the horizon's length and numbers are of a usable size.
    /// An instance put together in code must pass here before it is planned with.
    pub fn validate(&self) -> Result<(), Fault> {
        if self.format != INSTANCE_FORMAT {
            let found = self.format.clone();
            return Err(Fault::at("format", Problem::WrongFormat { found }));
        }
        let known = self.known()?;
        ids("workers", self.workers.iter().map(|it| it.id.as_str()))?;
        ids("packages", self.packages.iter().map(|it| it.id.as_str()))?;
        for (at, town) in self.municipalities.iter().enumerate() {
            within(town.share_permille, 0, MOST_SMALL, || {
                format!("municipalities[{at}].share_permille")
            })?;
        }
        for (at, site) in self.sites.iter().enumerate() {
            known.site(site, &format!("sites[{at}]"))?;
        }
        for (at, director) in self.directors.iter().enumerate() {
            within(director.span, 0, MOST_UNITS, || {
                format!("directors[{at}].span")
            })?;
            within(director.review_seconds, 0, MOST_SECONDS, || {
                format!("directors[{at}].review_seconds")
            })?;
        }
        for (at, worker) in self.workers.iter().enumerate() {
            known.worker(worker, &format!("workers[{at}]"))?;
        }
        for (at, package) in self.packages.iter().enumerate() {
            known.package(package, &format!("packages[{at}]"))?;
        }
        params(&self.params)
    }

    /// Whether one more package could stand in this instance: what it refers to, and its sizes.
    pub fn fits_in(&self, package: &Package, place: &str) -> Result<(), Fault> {
        self.known()?.package(package, place)
    }

    fn known(&self) -> Result<Known<'_>, Fault> {
        Ok(Known {
            skills: ids("skills", self.skills.iter().map(String::as_str))?,
            kinds: ids("kinds", self.kinds.iter().map(|it| it.id.as_str()))?,
            municipalities: ids(
                "municipalities",
                self.municipalities.iter().map(|it| it.id.as_str()),
            )?,
            sites: ids("sites", self.sites.iter().map(|it| it.id.as_str()))?,
            directors: ids("directors", self.directors.iter().map(|it| it.id.as_str()))?,
            buckets: self.buckets.len(),
        })
    }
}

/// What remains of the root once the lists are taken out.
#[derive(serde::Deserialize)]
struct Head {
    format: String,
    name: String,
    skills: Vec<String>,
    #[serde(flatten)]
    other: Other,
}

/// The ids that others may refer to.
struct Known<'a> {
    skills: Ids<'a>,
    kinds: Ids<'a>,
    municipalities: Ids<'a>,
    sites: Ids<'a>,
    directors: Ids<'a>,
    buckets: usize,
}

impl Known<'_> {
    fn site(&self, site: &Site, place: &str) -> Result<(), Fault> {
        let at = |field: &str| format!("{place}.{field}");
        refers(&self.municipalities, &site.municipality, || {
            at("municipality")
        })?;
        within(site.slot_seconds, 1, MOST_SECONDS, || at("slot_seconds"))?;
        within(site.seats, 0, MOST_UNITS, || at("seats"))?;
        within(site.slot_cost_yen, 0, MOST_MONEY, || at("slot_cost_yen"))?;
        self.horizon(&site.slots_open, MOST_SMALL, || at("slots_open"))
    }

    fn worker(&self, worker: &Worker, place: &str) -> Result<(), Fault> {
        let at = |field: &str| format!("{place}.{field}");
        refers(&self.municipalities, &worker.municipality, || {
            at("municipality")
        })?;
        for (skill, level) in &worker.skills {
            refers(&self.skills, skill, || at("skills"))?;
            within(*level, 0, MOST_SMALL, || at("skills"))?;
        }
        for (kind, record) in &worker.kinds {
            refers(&self.kinds, kind, || at("kinds"))?;
            let inside = |field: &str| at(&format!("kinds.{kind}.{field}"));
            within(record.speed_pct, 1, MOST_RATE, || inside("speed_pct"))?;
            within(record.defect_ppm, 0, MOST_RATE, || inside("defect_ppm"))?;
            within(record.defect_ppm_upper, 0, MOST_RATE, || {
                inside("defect_ppm_upper")
            })?;
            within(record.review_pct, 0, MOST_SMALL, || inside("review_pct"))?;
        }
        for kind in &worker.refuse_kinds {
            refers(&self.kinds, kind, || at("refuse_kinds"))?;
        }
        for kind in &worker.prefer_kinds {
            refers(&self.kinds, kind, || at("prefer_kinds"))?;
        }
        for site in &worker.sites {
            refers(&self.sites, site, || at("sites"))?;
        }
        self.horizon(&worker.avail_seconds, MOST_SECONDS, || at("avail_seconds"))?;
        match &worker.committed_seconds {
            Some(committed) if !committed.is_empty() => {
                self.horizon(committed, MOST_SECONDS, || at("committed_seconds"))?;
            }
            _ => {}
        }
        within(worker.max_week_seconds, 0, MOST_SECONDS, || {
            at("max_week_seconds")
        })?;
        within(worker.max_packages, 0, MOST_UNITS, || at("max_packages"))?;
        within(worker.target_yen, 0, MOST_MONEY, || at("target_yen"))?;
        within(worker.absence_pct, 0, MOST_SMALL, || at("absence_pct"))?;
        within(worker.kpi_earned_yen.unwrap_or(0), 0, MOST_MONEY, || {
            at("kpi_earned_yen")
        })?;
        for (year, income) in &worker.income {
            let inside = |field: &str| at(&format!("income.{year}.{field}"));
            within(income.earned_yen, 0, MOST_MONEY, || inside("earned_yen"))?;
            within(income.ceiling_yen.unwrap_or(0), 0, MOST_MONEY, || {
                inside("ceiling_yen")
            })?;
        }
        Ok(())
    }

    fn package(&self, package: &Package, place: &str) -> Result<(), Fault> {
        let at = |field: &str| format!("{place}.{field}");
        refers(&self.kinds, &package.kind, || at("kind"))?;
        refers(&self.directors, &package.director, || at("director"))?;
        for (skill, level) in &package.skills {
            refers(&self.skills, skill, || at("skills"))?;
            within(*level, 0, MOST_SMALL, || at("skills"))?;
        }
        for town in package.muni_only.iter().flatten() {
            refers(&self.municipalities, town, || at("muni_only"))?;
        }
        for (town, share) in &package.muni_quota_pct {
            refers(&self.municipalities, town, || at("muni_quota_pct"))?;
            within(*share, 0, MOST_SMALL, || at("muni_quota_pct"))?;
        }
        within(package.units, 0, MOST_UNITS, || at("units"))?;
        within(package.unit_seconds, 1, MOST_SECONDS, || at("unit_seconds"))?;
        within(package.price_cyen, 0, MOST_MONEY, || at("price_cyen"))?;
        within(package.pay_cyen, 0, MOST_MONEY, || at("pay_cyen"))?;
        within(package.rework_cyen, 0, MOST_MONEY, || at("rework_cyen"))?;
        within(package.priority, 0, MOST_SMALL, || at("priority"))?;
        within(package.min_chunk, 0, MOST_UNITS, || at("min_chunk"))?;
        within(package.max_share_pct, 0, MOST_SMALL, || at("max_share_pct"))?;
        within(package.min_team, 0, MOST_UNITS, || at("min_team"))?;
        within(package.max_team, 0, MOST_UNITS, || at("max_team"))?;
        within(package.max_defect_ppm, 0, MOST_RATE, || {
            at("max_defect_ppm")
        })?;
        within(package.review_seconds, 0, MOST_SECONDS, || {
            at("review_seconds")
        })?;
        within(package.release, 0, MOST_SECONDS, || at("release"))?;
        within(package.plan_due, 0, MOST_SECONDS, || at("plan_due"))?;
        within(package.due, package.plan_due, MOST_SECONDS, || at("due"))
    }

    /// One entry for each bucket, none of them negative or beyond use.
    fn horizon(&self, values: &[i64], most: i64, place: impl Fn() -> String) -> Result<(), Fault> {
        if values.len() != self.buckets {
            let (found, expected) = (values.len(), self.buckets);
            return Err(Fault::at(place(), Problem::WrongLength { found, expected }));
        }
        for (bucket, value) in values.iter().enumerate() {
            within(*value, 0, most, || format!("{}[{bucket}]", place()))?;
        }
        Ok(())
    }
}

fn params(params: &Params) -> Result<(), Fault> {
    let amounts = [
        ("kpi_yen", params.kpi_yen),
        ("kpi_value_yen", params.kpi_value_yen),
        ("pair_cost_yen", params.pair_cost_yen),
        ("continuity_yen_per_hour", params.continuity_yen_per_hour),
        ("prefer_yen_per_hour", params.prefer_yen_per_hour),
        ("change_cost_yen", params.change_cost_yen),
    ];
    for (name, amount) in amounts {
        within(amount, 0, MOST_MONEY, || format!("params.{name}"))?;
    }
    let rates = [
        (
            "short_weight_pct_of_price",
            params.short_weight_pct_of_price,
        ),
        ("absence_cost_pct_of_pay", params.absence_cost_pct_of_pay),
        ("muni_dev_pct", params.muni_dev_pct),
        ("quota_pct_of_price", params.quota_pct_of_price),
    ];
    let breaks = params.fair_breaks_pct.iter();
    let breaks = breaks.map(|it| ("fair_breaks_pct", *it));
    let weights = params.fair_weights_pct.iter();
    let weights = weights.map(|it| ("fair_weights_pct", *it));
    for (name, rate) in rates.into_iter().chain(breaks).chain(weights) {
        within(rate, 0, MOST_SMALL, || format!("params.{name}"))?;
    }
    let (found, expected) = (params.fair_weights_pct.len(), params.fair_breaks_pct.len());
    if found != expected {
        let problem = Problem::WrongLength { found, expected };
        return Err(Fault::at("params.fair_weights_pct", problem));
    }
    Ok(())
}

/// The ids of one list, each of them once.
fn ids<'a>(name: &str, all: impl Iterator<Item = &'a str>) -> Result<Ids<'a>, Fault> {
    let mut seen = Ids::new();
    for (at, id) in all.enumerate() {
        if !seen.insert(id) {
            let id = id.to_owned();
            return Err(Fault::at(
                format!("{name}[{at}]"),
                Problem::RepeatedId { id },
            ));
        }
    }
    Ok(seen)
}

fn refers(known: &Ids, id: &str, place: impl Fn() -> String) -> Result<(), Fault> {
    if known.contains(id) {
        return Ok(());
    }
    let id = id.to_owned();
    Err(Fault::at(place(), Problem::UnknownId { id }))
}

fn within(found: i64, least: i64, most: i64, place: impl Fn() -> String) -> Result<(), Fault> {
    if (least..=most).contains(&found) {
        return Ok(());
    }
    Err(Fault::at(
        place(),
        Problem::OutOfRange { found, least, most },
    ))
}
