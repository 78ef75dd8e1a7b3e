//! Tiny markets in which everything can be tried: the search finds the best plan, and nothing
//! exceeds the bound.

mod common;

use std::ops::ControlFlow;

use common::{Dice, params};
use matcher::instance::Other;
use matcher::market::Market;
use matcher::plan::{Assignment, Row};
use matcher::{Effort, Instance, Plan, RelaxEffort, check, relax, score, solve};
use serde_json::{Value, json};

/// Units of each package, which is all there is to choose beside the days.
const UNITS: i64 = 4;

/// Three people and two packages of a few units each, at home, over three days of one week.
fn tiny(seed: u64) -> Instance {
    let mut dice = Dice(seed);
    let workers: Vec<Value> = (0..3)
        .map(|at| {
            let hours: Vec<u64> = (0..3).map(|_| dice.below(4) * 3600).collect();
            json!({
                "id": format!("w{at}"), "municipality": format!("m{}", dice.below(2)), "languages": ["ja"],
                "skills": {"pc": dice.between(1, 2)}, "equipment": ["pc"], "sites": [], "prefer_kinds": [],
                "kinds": {"k": {"speed_pct": dice.between(60, 140), "defect_ppm": dice.between(1_000, 9_000),
                    "defect_ppm_upper": dice.between(5_000, 20_000), "review_pct": 50}},
                "avail_seconds": hours, "max_week_seconds": 36_000, "max_packages": dice.between(1, 2),
                "income": {"2026": {"earned_yen": dice.below(9_000), "ceiling_yen": if dice.chance(30) { json!(12_000) } else { Value::Null }}},
                "target_yen": dice.between(2, 12) * 1000, "clients": [], "absence_pct": dice.below(20),
            })
        })
        .collect();
    let packages: Vec<Value> = (0..2)
        .map(|at| {
            let pay = dice.between(60_000, 250_000);
            let first = dice.below(2);
            let share = [50, 75, 100][dice.below(3) as usize];
            json!({
                "id": format!("p{at}"), "client": "c", "kind": "k", "units": UNITS,
                "unit_seconds": dice.between(1_800, 5_400), "price_cyen": pay * 3 / 2, "pay_cyen": pay,
                "rework_cyen": pay, "priority": dice.between(1, 3), "skills": {"pc": dice.between(1, 2)},
                "languages": ["ja"], "equipment": ["pc"], "security": "home", "release": first, "plan_due": 2,
                "due": 2, "min_chunk": dice.between(1, 2), "max_share_pct": share,
                "min_team": dice.between(1, 2), "max_team": 3, "max_defect_ppm": dice.between(8_000, 20_000),
                "review_seconds": 300, "director": "g", "muni_quota_pct": {"m1": 40}, "pay_year": 2026
            })
        })
        .collect();
    let whole = json!({
        "format": "matching-instance/1", "name": "tiny", "skills": ["pc"], "kinds": [{"id": "k"}],
        "buckets": [{"week": 0}, {"week": 0}, {"week": 0}],
        "municipalities": [{"id": "m0", "share_permille": 600}, {"id": "m1", "share_permille": 400}],
        "sites": [], "directors": [{"id": "g", "span": 5, "review_seconds": 900}],
        "workers": workers, "packages": packages, "params": params(),
    });
    Instance::from_json(&whole.to_string()).expect("a made market is valid")
}

/// The plan with these units by worker and package, earliest due first: both are due on the last
/// day, so that the one released later yields to nobody on the days that it shares.
fn laid_out(instance: &Instance, units: &[i64]) -> Plan {
    let mut plan = Plan::empty(&instance.name);
    let mut order: Vec<usize> = (0..2).collect();
    order.sort_by_key(|at| instance.packages[*at].release);
    for (who, worker) in instance.workers.iter().enumerate() {
        let mut free = worker.avail_seconds.clone();
        for at in &order {
            let package = &instance.packages[*at];
            let units = units[who * 2 + at];
            if units == 0 {
                continue;
            }
            let speed = worker.kinds["k"].speed_pct;
            let mut left = (units * package.unit_seconds * 100 + speed - 1) / speed;
            let mut schedule = Vec::new();
            for bucket in package.release..=package.plan_due {
                let seconds = left.min(free[bucket as usize]);
                if seconds > 0 {
                    free[bucket as usize] -= seconds;
                    left -= seconds;
                    schedule.push(Row {
                        bucket,
                        seconds,
                        site: None,
                    });
                }
            }
            plan.assignments.push(Assignment {
                worker: worker.id.clone(),
                package: package.id.clone(),
                units,
                schedule,
                other: Other::new(),
            });
        }
    }
    plan
}

/// The best score of any plan, in 10⁻⁸ yen.
fn by_trying(instance: &Instance) -> i128 {
    let choices = UNITS as usize + 1;
    let all = (0..choices.pow(6)).map(|number| {
        let mut rest = number;
        let units: Vec<i64> = (0..6)
            .map(|_| {
                let units = rest % choices;
                rest /= choices;
                units as i64
            })
            .collect();
        units
    });
    let ordered =
        all.filter(|it| (0..2).all(|at| it.iter().skip(at).step_by(2).sum::<i64>() <= UNITS));
    let plans = ordered.map(|units| laid_out(instance, &units));
    let sound = plans.filter(|plan| check(instance, plan).is_empty());
    sound
        .map(|plan| score(instance, &plan).score())
        .max()
        .unwrap_or(0)
}

#[test]
fn the_search_finds_the_best_of_all_plans_and_the_bound_is_above_it() {
    for seed in 0..40 {
        let instance = tiny(seed);
        let best = by_trying(&instance);

        let found = solve(
            &instance,
            &Effort {
                steps: 20_000,
                seed: 1,
            },
        );

        assert_eq!(check(&instance, &found), vec![], "seed {seed}");
        let reached = score(&instance, &found).score();
        assert!(
            (reached - best).abs() <= 4,
            "seed {seed}: {reached} instead of {best}"
        );
        let market = Market::new(&instance);
        let relaxed = relax(&market, &RelaxEffort::default(), &mut |_| {
            ControlFlow::Continue(())
        });
        assert!(best <= relaxed.bound, "seed {seed}");
    }
}
