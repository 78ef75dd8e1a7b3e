//! What one worker is told: true when tried out, and nothing about anybody else.

mod common;

use common::{market, params, read};
use matcher::explain::letter::{Displaced, Step, Tried};
use matcher::plan::{Assignment, Row};
use matcher::why::{Change, WhyNot};
use matcher::{Effort, Instance, Plan, explain, solve};
use proptest::prelude::*;
use serde_json::{Value, json};

/// Hana and Ken and one order of ten hours, all of it with Ken; two hours are a portion.
fn town(change: impl Fn(&mut Value)) -> Instance {
    let worker = |id: &str| {
        json!({
            "id": id, "municipality": "oomachi", "languages": ["ja"], "skills": {"office": 2},
            "kinds": {"entry": {"speed_pct": 100, "defect_ppm": 1000, "defect_ppm_upper": 2000, "review_pct": 50}},
            "avail_seconds": vec![18_000; 7], "max_week_seconds": 144_000, "max_packages": 1,
            "equipment": ["pc"], "clearance": false, "sites": [], "prefer_kinds": [],
            "income": {"2026": {"earned_yen": 20_000, "ceiling_yen": null}}, "target_yen": 20_000,
            "clients": [], "absence_pct": 4
        })
    };
    let mut whole = json!({
        "format": "matching-instance/1", "name": "town",
        "buckets": (0..7).map(|_| json!({"week": 0})).collect::<Vec<_>>(),
        "skills": ["office"], "kinds": [{"id": "entry"}],
        "municipalities": [{"id": "oomachi", "share_permille": 1000}], "sites": [],
        "directors": [{"id": "aoki", "span": 5, "review_seconds": 90_000}],
        "workers": [worker("hana"), worker("ken")],
        "packages": [{
            "id": "cards", "client": "bank", "kind": "entry", "units": 10, "unit_seconds": 3_600,
            "price_cyen": 160_000, "pay_cyen": 150_000, "rework_cyen": 100_000, "priority": 1,
            "skills": {"office": 1}, "languages": ["ja"], "equipment": ["pc"], "security": "home",
            "release": 0, "plan_due": 2, "due": 3, "min_chunk": 2, "max_share_pct": 100,
            "min_team": 1, "max_team": 2, "max_defect_ppm": 5000, "review_seconds": 100,
            "director": "aoki", "muni_only": null, "muni_quota_pct": {}, "pay_year": 2026
        }],
        "params": params()
    });
    change(&mut whole);
    Instance::from_json(&whole.to_string()).expect("the town is valid")
}

fn kens_plan(units: i64) -> Plan {
    let mut plan = Plan::empty("town");
    let days = (0..(units + 4) / 5).map(|day| Row {
        bucket: day,
        seconds: 3_600 * (units - 5 * day).min(5),
        site: None,
    });
    plan.assignments.push(Assignment {
        worker: "ken".to_owned(),
        package: "cards".to_owned(),
        units,
        schedule: days.collect(),
        other: Default::default(),
    });
    plan
}

#[test]
fn someone_not_eligible_hears_every_test_that_fails_and_the_change_is_tried_out() {
    let change = |it: &mut Value| {
        it["workers"][0]["skills"]["office"] = json!(0);
        it["workers"][0]["equipment"] = json!([]);
    };

    let told = explain(&town(change), &kens_plan(8), "hana", Some("cards")).expect("both exist");

    let why = told.orders[0]
        .not_chosen
        .as_ref()
        .expect("Hana is not chosen");
    assert_eq!(why.step, Step::NotEligible);
    assert_eq!(why.obstacles.len(), 2);
    assert_eq!(
        why.changes,
        [
            Change::Train {
                skill: "office".into(),
                to: 1
            },
            Change::Lend {
                equipment: vec!["pc".into()]
            }
        ]
    );
    assert_eq!(why.tried, Tried::GivesThePair);
    let opens = told
        .outlook
        .opens_most
        .expect("something would open the order");
    assert_eq!((opens.packages, opens.ordered_seconds), (1, 36_000));
}

#[test]
fn someone_without_hours_in_time_hears_how_many_are_missing() {
    let change =
        |it: &mut Value| it["workers"][0]["avail_seconds"] = json!([0, 0, 3_600, 18_000, 0, 0, 0]);

    let told = explain(&town(change), &kens_plan(8), "hana", Some("cards")).expect("both exist");

    let why = told.orders[0]
        .not_chosen
        .as_ref()
        .expect("Hana is not chosen");
    assert_eq!(why.step, Step::ImpossibleThisTime);
    assert_eq!(
        why.obstacles[0],
        WhyNot::Hours {
            needed: 7_200,
            free: 3_600,
            first: 0,
            last: 2
        }
    );
    assert_eq!(why.tried, Tried::GivesThePair);
}

#[test]
fn someone_behind_others_hears_the_difference_and_of_others_in_general_terms_only() {
    let change = |it: &mut Value| it["workers"][1]["target_yen"] = json!(30_000);

    let told = explain(&town(change), &kens_plan(10), "hana", Some("cards")).expect("both exist");

    let why = told.orders[0]
        .not_chosen
        .as_ref()
        .expect("Hana is not chosen");
    assert_eq!(why.step, Step::OthersAhead);
    assert_eq!(why.displaces, Some(Displaced::BelowTarget));
    let by_tier = why.loses_by_tier_yen.expect("the difference is told");
    assert_eq!(by_tier[0], 0, "nothing would be delivered less");
    let said = serde_json::to_string(&told).expect("it can be written");
    assert!(!said.contains("ken"));
}

#[test]
fn someone_chosen_hears_what_the_plan_would_lack_without_her() {
    let change = |it: &mut Value| it["workers"][0]["equipment"] = json!([]);

    let told = explain(&town(change), &kens_plan(10), "ken", None).expect("Ken exists");

    let why = told.orders[0].chosen.as_ref().expect("Ken is chosen");
    assert_eq!((why.units, why.without.short_units), (10, 10));
    assert!(why.without.loses_yen > 0 && why.without.by_tier_yen[0] > 0);
    assert_eq!(why.without.by_tier_yen[0], 16_000);
}

#[test]
fn without_someone_others_take_over_where_they_can() {
    let told = explain(&town(|_| {}), &kens_plan(10), "ken", Some("cards")).expect("both exist");

    let why = told.orders[0].chosen.as_ref().expect("Ken is chosen");
    assert_eq!(why.without.short_units, 0);
    assert_eq!(why.without.by_tier_yen[0], 0);
}

#[test]
fn nobody_unknown_is_explained() {
    let town = town(|_| {});
    assert_eq!(explain(&town, &kens_plan(10), "nobody", None), None);
    assert_eq!(explain(&town, &kens_plan(10), "ken", Some("nothing")), None);
}

#[test]
fn in_a_town_most_obstacles_named_are_lifted_when_tried() {
    let town = read("town-1");
    let plan = solve(
        &town,
        &Effort {
            steps: 3_000,
            seed: 1,
        },
    );
    let (mut all, mut lifted) = (0, 0);

    for worker in town.workers.iter().step_by(5) {
        for package in town.packages.iter().step_by(3) {
            let told = explain(&town, &plan, &worker.id, Some(&package.id)).expect("both exist");
            if let Some(why) = &told.orders[0].not_chosen {
                all += 1;
                lifted += i32::from(why.tried != Tried::NotEnough);
            }
        }
    }

    assert!(all > 30 && lifted * 100 >= all * 95, "{lifted} of {all}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn nothing_is_said_about_anybody_else(seed: u64, workers in 1..10usize, packages in 1..5usize) {
        let market = market(seed, workers, packages);
        let plan = solve(&market, &Effort { steps: 40, seed });

        for worker in &market.workers {
            for package in market.packages.iter().map(|it| Some(&*it.id)).chain([None]) {
                let told = explain(&market, &plan, &worker.id, package).expect("both exist");
                let said = serde_json::to_string(&told).expect("it can be written");
                for other in market.workers.iter().filter(|it| it.id != worker.id) {
                    let named = format!("\"{}\"", other.id);
                    prop_assert!(!said.contains(&named));
                }
            }
        }
    }
}
