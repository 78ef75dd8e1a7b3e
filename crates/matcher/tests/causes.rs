//! Causes and remedies: one cause for everyone without work, and a witness that holds.

mod common;

use common::{market, params, read};
use matcher::bottleneck::{Cause, Cure, Exclusion, Goal, Lack, Measure};
use matcher::plan::{Assignment, Row};
use matcher::{Asked, Effort, Instance, Plan, check_report, report, solve};
use proptest::prelude::*;
use serde_json::{Value, json};

/// Hana and Ken and one order of ten units of an hour, of which two are a portion; Ken has it all.
fn town(change: impl Fn(&mut Value)) -> Instance {
    let worker = |id: &str| {
        json!({
            "id": id, "municipality": "oomachi", "languages": ["ja"], "skills": {"office": 2},
            "kinds": {"entry": {"speed_pct": 100, "defect_ppm": 1000, "defect_ppm_upper": 2000, "review_pct": 50}},
            "avail_seconds": vec![18_000; 7], "max_week_seconds": 144_000, "max_packages": 1,
            "equipment": ["pc"], "clearance": false, "sites": [], "prefer_kinds": [],
            "income": {"2026": {"earned_yen": 0, "ceiling_yen": null}}, "target_yen": 8_000,
            "clients": [], "absence_pct": 4
        })
    };
    let mut whole = json!({
        "format": "matching-instance/1", "name": "town",
        "buckets": (0..7).map(|_| json!({"week": 0})).collect::<Vec<_>>(),
        "skills": ["office"], "kinds": [{"id": "entry"}],
        "municipalities": [{"id": "oomachi", "share_permille": 1000}],
        "sites": [{"id": "room", "municipality": "oomachi", "type": "secure", "slot_seconds": 14_400,
            "slots_open": vec![2; 7], "seats": 1, "equipment": ["pc"], "slot_cost_yen": 400}],
        "directors": [{"id": "aoki", "span": 5, "review_seconds": 90_000}],
        "workers": [worker("hana"), worker("ken")],
        "packages": [{
            "id": "cards", "client": "bank", "kind": "entry", "units": 10, "unit_seconds": 3_600,
            "price_cyen": 160_000, "pay_cyen": 150_000, "rework_cyen": 100_000, "priority": 1,
            "skills": {"office": 1}, "languages": ["ja"], "equipment": ["pc"], "security": "home",
            "release": 0, "plan_due": 2, "due": 3, "min_chunk": 2, "max_share_pct": 100,
            "min_team": 1, "max_team": 1, "max_defect_ppm": 5000, "review_seconds": 100,
            "director": "aoki", "muni_only": null, "muni_quota_pct": {}, "pay_year": 2026
        }],
        "params": params()
    });
    change(&mut whole);
    Instance::from_json(&whole.to_string()).expect("the town is valid")
}

fn kens_plan(units: i64) -> Plan {
    let mut plan = Plan::empty("town");
    plan.assignments.push(Assignment {
        worker: "ken".to_owned(),
        package: "cards".to_owned(),
        units,
        schedule: (0..units)
            .map(|unit| Row {
                bucket: unit / 5,
                seconds: 3_600,
                site: None,
            })
            .fold(Vec::new(), |mut rows: Vec<Row>, row| {
                match rows.iter_mut().find(|it| it.bucket == row.bucket) {
                    Some(same) => same.seconds += row.seconds,
                    None => rows.push(row),
                }
                rows
            }),
        other: Default::default(),
    });
    plan
}

#[test]
fn each_circumstance_has_its_cause_its_lack_and_its_cure() {
    type Circumstance = fn(&mut Value);
    let cases: Vec<(&str, Circumstance, i64, Vec<Cause>, Lack, Cure)> = vec![
        (
            "Ken has everything and could give a portion",
            |_| {},
            10,
            vec![Cause::Matching],
            Lack::Units { needed: 2, left: 0 },
            Cure::MoveUnits { units: 2 },
        ),
        (
            "Ken needs all of it for half of his target, so only more orders help",
            |it| it["workers"][1]["target_yen"] = json!(30_000),
            10,
            vec![Cause::Volume],
            Lack::Units { needed: 2, left: 0 },
            Cure::MoreOrders {
                kind: "entry".into(),
                units: 2,
            },
        ),
        (
            "nobody has the rest, but Hana was never taught",
            |it| {
                it["workers"][0]["skills"]["office"] = json!(0);
                it["packages"][0]["max_team"] = json!(2);
            },
            8,
            vec![Cause::Skill],
            Lack::Skill {
                skill: "office".into(),
                needed: 1,
                has: 0,
            },
            Cure::Train {
                skill: "office".into(),
                to: 1,
            },
        ),
        (
            "nobody has the rest, but Hana has no computer",
            |it| {
                it["workers"][0]["equipment"] = json!([]);
                it["packages"][0]["max_team"] = json!(2);
            },
            8,
            vec![Cause::Environment],
            Lack::Equipment {
                missing: vec!["pc".into()],
            },
            Cure::Lend {
                equipment: vec!["pc".into()],
            },
        ),
        (
            "nobody has the rest, but Hana is free after the order is due",
            |it| {
                it["workers"][0]["avail_seconds"] = json!([0, 0, 3_600, 18_000, 0, 0, 0]);
                it["packages"][0]["max_team"] = json!(2);
            },
            8,
            vec![Cause::Matching],
            Lack::Hours {
                needed: 7_200,
                free: 3_600,
                first: 0,
                last: 2,
            },
            Cure::WidenWindow { first: 0, last: 3 },
        ),
    ];

    for (circumstance, change, kens, needs, lack, cure) in cases {
        let (town, plan) = (town(change), kens_plan(kens));

        let found = report(&town, &plan, &Asked::default());

        assert_eq!(check_report(&town, &plan, &found), vec![], "{circumstance}");
        assert_eq!(found.people.len(), 1, "{circumstance}");
        let hana = &found.people[0];
        assert_eq!(
            (&*hana.worker, &hana.needs),
            ("hana", &needs),
            "{circumstance}"
        );
        assert!(
            hana.witness.lacking.contains(&lack),
            "{circumstance}: {:?}",
            hana.witness
        );
        assert!(
            hana.witness.cures.contains(&cure),
            "{circumstance}: {:?}",
            hana.witness
        );
    }
}

#[test]
fn a_portion_that_simply_was_not_given_is_a_defect_of_the_plan() {
    let (town, plan) = (
        town(|it| it["packages"][0]["max_team"] = json!(2)),
        kens_plan(8),
    );

    let found = report(&town, &plan, &Asked::default());

    assert_eq!(check_report(&town, &plan, &found), vec![]);
    assert!(found.people[0].defect && found.people[0].needs.is_empty());
    assert_eq!(found.people[0].cause, Cause::Matching);
    assert!(found.orders[0].defect);
}

#[test]
fn who_does_not_want_or_offers_nothing_or_may_not_earn_more_is_told_apart() {
    type Circumstance = fn(&mut Value);
    let cases: Vec<(Circumstance, Exclusion)> = vec![
        (
            |it| it["workers"][0]["wants_work"] = json!(false),
            Exclusion::NotWanted,
        ),
        (
            |it| it["workers"][0]["avail_seconds"] = json!([0, 0, 0, 0, 0, 0, 0]),
            Exclusion::NoHours,
        ),
        (
            |it| {
                it["workers"][0]["income"]["2026"] =
                    json!({"earned_yen": 5_000, "ceiling_yen": 5_000})
            },
            Exclusion::CeilingReached,
        ),
        (
            |it| it["workers"][0]["avail_seconds"] = json!([0, 0, 60, 0, 0, 0, 0]),
            Exclusion::TooLittle,
        ),
    ];

    for (change, why) in cases {
        let (town, plan) = (town(change), kens_plan(10));

        let found = report(&town, &plan, &Asked::default());

        assert_eq!(check_report(&town, &plan, &found), vec![]);
        assert!(found.people.is_empty());
        let hana = found.excluded.iter().find(|it| it.goal == Goal::Work);
        assert_eq!(hana.map(|it| it.why), Some(why));
    }
}

#[test]
fn a_computer_lent_to_hana_brings_her_into_work() {
    let change = |it: &mut Value| {
        it["workers"][0]["equipment"] = json!([]);
        it["packages"][0]["units"] = json!(20);
        it["packages"][0]["max_team"] = json!(2);
    };
    let (town, plan) = (town(change), kens_plan(10));
    let asked = Asked {
        marginal: true,
        programme: 3,
        ..Asked::default()
    };

    let found = report(&town, &plan, &asked);

    let lend = Measure::Lend {
        equipment: vec!["pc".into()],
    };
    let lent = found
        .marginal
        .iter()
        .find(|it| it.measure == lend)
        .expect("it is weighed");
    assert_eq!(
        (lent.people.clone(), lent.confirmed.in_work),
        (vec!["hana".to_owned()], 1)
    );
    assert!(!lent.wrong);
    let programme = found.programme.expect("it was asked for");
    assert!(programme.picks.iter().any(|it| it.measure == lend));
    assert!(programme.confirmed.in_work == 1 && !programme.wrong);
}

#[test]
fn whatever_is_changed_in_a_report_the_check_notices() {
    let town = read("town-1");
    let plan = solve(
        &town,
        &Effort {
            steps: 2_000,
            seed: 3,
        },
    );
    let right = report(&town, &plan, &Asked::default());
    assert_eq!(check_report(&town, &plan, &right), vec![]);
    type Damage = fn(&mut matcher::Report);
    let damages: Vec<Damage> = vec![
        |it| drop(it.people.pop()),
        |it| it.people.push(it.people[0].clone()),
        |it| it.people[0].shares.skill += 1,
        |it| it.people[0].witness.units += 1_000,
        |it| it.people[0].witness.schedule.clear(),
        |it| {
            it.people[0].needs = vec![
                Cause::Skill,
                Cause::Volume,
                Cause::Environment,
                Cause::Matching,
            ]
        },
        |it| it.people[0].minimal.push(vec![]),
        |it| drop(it.orders.pop()),
        |it| it.orders[0].short_units += 1,
        |it| it.totals.idle += 1,
    ];

    for (at, damage) in damages.into_iter().enumerate() {
        let mut wrong = right.clone();
        damage(&mut wrong);

        assert_ne!(check_report(&town, &plan, &wrong), vec![], "damage {at}");
    }
}

#[test]
fn a_report_is_the_same_whenever_it_is_made_and_whenever_it_is_read() {
    let town = read("town-1");
    let plan = solve(
        &town,
        &Effort {
            steps: 500,
            seed: 3,
        },
    );
    let asked = Asked {
        marginal: true,
        programme: 5,
        ..Asked::default()
    };

    let (first, again) = (report(&town, &plan, &asked), report(&town, &plan, &asked));

    assert_eq!(first, again);
    let written = serde_json::to_string(&first).expect("a report can be written");
    let read_back: matcher::Report =
        serde_json::from_str(&written).expect("what was written can be read");
    assert_eq!(read_back, first);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn every_report_passes_the_check(seed: u64, workers in 0..14usize, packages in 0..6usize, steps in 0..60u64) {
        let market = market(seed, workers, packages);
        let plan = solve(&market, &Effort { steps, seed });

        let found = report(&market, &plan, &Asked::default());

        prop_assert_eq!(check_report(&market, &plan, &found), vec![]);
    }

    #[test]
    fn nothing_is_predicted_of_a_market_but_what_its_own_limits_allow(seed: u64, workers in 1..10usize, packages in 1..5usize) {
        let market = market(seed, workers, packages);
        let plan = solve(&market, &Effort { steps: 30, seed });
        let asked = Asked { marginal: true, programme: 4, ..Asked::default() };

        let found = report(&market, &plan, &asked);

        for it in &found.marginal {
            prop_assert!(it.published >= 1 && it.published <= it.first.len());
            prop_assert!(it.predicted.score_yen > 0);
        }
        let programme = found.programme.expect("it was asked for");
        prop_assert!(programme.picks.len() <= 4);
    }
}
