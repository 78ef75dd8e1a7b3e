//! Small markets made from a number, so that a failing case can be named by it.
#![allow(dead_code)]

pub mod damage;

use matcher::Instance;
use serde_json::{Value, json};

/// SplitMix64, apart from the crate's own.
pub struct Dice(pub u64);

impl Dice {
    pub fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % end.max(1)
    }

    pub fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    pub fn between(&mut self, least: u64, most: u64) -> u64 {
        least + self.below(most - least + 1)
    }
}

/// A market with every kind of limit in it: rooms, quotas, ceilings, tight weeks, a plan in force.
pub fn market(seed: u64, workers: usize, packages: usize) -> Instance {
    let mut dice = Dice(seed);
    let days = if dice.chance(30) { 4 } else { 14 };
    let buckets: Vec<Value> = (0..days)
        .map(|day| json!({"week": day / 7, "days": 1}))
        .collect();
    let sites = [("s0", "coworking", "m0"), ("s1", "secure", "m1")].map(|(id, kind, town)| {
        let open: Vec<u64> = (0..days).map(|day| if day % 7 < 5 { 2 } else { 0 }).collect();
        json!({"id": id, "municipality": town, "type": kind, "slot_seconds": 14400, "slots_open": open,
            "seats": dice.between(1, 2), "equipment": ["pc", "headset"], "slot_cost_yen": dice.between(0, 400)})
    });
    let directors: Vec<Value> = (0..2)
        .map(|at| json!({"id": format!("g{at}"), "span": dice.between(1, 12), "review_seconds": dice.between(0, 90_000)}))
        .collect();
    let workers: Vec<Value> = (0..workers).map(|at| worker(&mut dice, at, days)).collect();
    let packages: Vec<Value> = (0..packages)
        .map(|at| package(&mut dice, at, days))
        .collect();
    let mut previous = Vec::new();
    if dice.chance(40) {
        for _ in 0..3 {
            let (worker, package) = (dice.below(6), dice.below(4));
            previous.push(json!({"worker": format!("w{worker}"), "package": format!("p{package}"), "units": 5}));
        }
    }
    let whole = json!({
        "format": "matching-instance/1", "name": format!("made-{seed}"), "buckets": buckets,
        "skills": ["pc", "office"], "kinds": [{"id": "entry"}, {"id": "books"}],
        "municipalities": [{"id": "m0", "share_permille": dice.between(1, 700)}, {"id": "m1", "share_permille": 300}],
        "sites": sites, "directors": directors, "workers": workers, "packages": packages, "previous": previous,
        "params": params(), "remark": "kept and ignored",
    });
    Instance::from_json(&whole.to_string()).expect("a made market is valid")
}

pub fn params() -> Value {
    json!({"kpi_yen": 10000, "short_weight_pct_of_price": 100, "kpi_value_yen": 10000,
        "fair_breaks_pct": [25, 50, 75, 100], "fair_weights_pct": [30, 20, 10, 5],
        "pair_cost_yen": 500, "continuity_yen_per_hour": 60, "prefer_yen_per_hour": 20,
        "absence_cost_pct_of_pay": 30, "muni_dev_pct": 5, "quota_pct_of_price": 20, "change_cost_yen": 300})
}

fn one_of<T: Copy>(dice: &mut Dice, from: &[T]) -> T {
    from[dice.below(from.len() as u64) as usize]
}

fn record(dice: &mut Dice) -> Value {
    let defects = dice.between(500, 20_000);
    json!({"speed_pct": dice.between(40, 160), "defect_ppm": defects, "units_done": dice.below(90),
        "defect_ppm_upper": defects + dice.below(15_000), "review_pct": one_of(dice, &[20, 50, 100])})
}

fn worker(dice: &mut Dice, at: usize, days: u64) -> Value {
    let offered: Vec<u64> = (0..days).map(|_| dice.below(5) * 3600).collect();
    let committed: Vec<u64> = (0..days).map(|_| dice.below(2) * 1800).collect();
    let town = dice.below(2);
    let mut kinds = serde_json::Map::new();
    for kind in ["entry", "books"] {
        if dice.chance(80) {
            kinds.insert(kind.to_owned(), record(dice));
        }
    }
    let pick = |dice: &mut Dice, percent, what: &[&str]| {
        if dice.chance(percent) {
            json!(what)
        } else {
            json!([])
        }
    };
    let mut made = json!({
        "id": format!("w{at}"), "municipality": format!("m{town}"), "languages": ["ja"],
        "skills": {"pc": dice.below(4), "office": dice.below(3)}, "kinds": kinds, "avail_seconds": offered,
        "max_week_seconds": dice.between(2, 20) * 3600, "max_packages": dice.between(1, 3),
        "equipment": pick(dice, 80, &["pc"]), "clearance": dice.chance(50), "sites": pick(dice, 60, &["s0", "s1"]),
        "refuse_kinds": pick(dice, 10, &["books"]), "prefer_kinds": pick(dice, 40, &["entry"]),
        "income": {"2026": {"earned_yen": dice.below(20_000), "ceiling_yen": if dice.chance(30) { json!(30_000) } else { Value::Null }}},
        "target_yen": dice.below(40) * 1000, "wants_work": !dice.chance(8),
        "clients": pick(dice, 40, &["c0"]), "absence_pct": dice.below(25),
    });
    if dice.chance(40) {
        made["committed_seconds"] = json!(committed);
    }
    if dice.chance(30) {
        made["kpi_earned_yen"] = json!(dice.below(12_000));
    }
    made
}

fn package(dice: &mut Dice, at: usize, days: u64) -> Value {
    let release = dice.below(days);
    let plan_due = release + dice.below(days - release);
    let units = dice.between(2, 90);
    let pay = dice.between(3_000, 30_000);
    let pick = |dice: &mut Dice, percent, what: Value, or: Value| {
        if dice.chance(percent) { what } else { or }
    };
    json!({
        "id": format!("p{at}"), "client": format!("c{}", dice.below(2)), "units": units,
        "kind": if dice.chance(60) { "entry" } else { "books" }, "unit_seconds": dice.between(60, 3000),
        "price_cyen": pay * 3 / 2, "pay_cyen": pay, "rework_cyen": pay, "priority": dice.between(1, 3),
        "skills": {"pc": dice.below(3)}, "languages": ["ja"], "equipment": pick(dice, 70, json!(["pc"]), json!([])),
        "security": one_of(dice, &["home", "home", "home", "site", "secure"]),
        "release": release, "plan_due": plan_due, "due": plan_due + 1,
        "min_chunk": dice.between(1, 6).min(units), "max_share_pct": one_of(dice, &[35, 60, 100]),
        "min_team": dice.between(1, 3), "max_team": dice.between(3, 6), "max_defect_ppm": dice.between(4_000, 40_000),
        "review_seconds": dice.below(200), "director": format!("g{}", dice.below(2)),
        "muni_only": pick(dice, 20, json!(["m0"]), Value::Null),
        "muni_quota_pct": pick(dice, 30, json!({"m1": 40}), json!({})),
        "pay_year": 2026 + dice.below(2),
    })
}

/// A checked-in market.
pub fn read(name: &str) -> Instance {
    Instance::from_json(&text(name)).expect("a checked-in market is valid")
}

/// A checked-in file.
pub fn text(name: &str) -> String {
    let path = format!("{}/tests/data/{name}.json", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(path).expect("the file is checked in")
}
