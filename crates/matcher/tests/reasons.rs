//! Why not, and why: Hana wants a portion of one order that Ken holds.

mod common;

use common::params;
use matcher::instance::Security;
use matcher::plan::{Assignment, Row};
use matcher::why::{Change, WhyNot};
use matcher::{
    Effort, Instance, Pins, Plan, Reason, check, explain_all, explain_chosen, explain_not_chosen,
    obstacles, solve, solve_pinned,
};
use serde_json::json;

/// Hana and Ken, a room, and one order of 40 units of an hour each, 10 of which are a portion.
fn town() -> Instance {
    let worker = |id: &str| {
        json!({
            "id": id, "municipality": "oomachi", "languages": ["ja"], "skills": {"office": 2},
            "kinds": {"entry": {"speed_pct": 100, "defect_ppm": 1000, "defect_ppm_upper": 2000, "review_pct": 50}},
            "avail_seconds": vec![36_000; 7], "max_week_seconds": 144_000, "max_packages": 1,
            "equipment": ["pc"], "clearance": false, "sites": ["room"], "prefer_kinds": ["entry"],
            "income": {"2026": {"earned_yen": 0, "ceiling_yen": 500_000}}, "target_yen": 40_000,
            "clients": ["bank"], "absence_pct": 4
        })
    };
    let whole = json!({
        "format": "matching-instance/1", "name": "town",
        "buckets": (0..7).map(|_| json!({"week": 0})).collect::<Vec<_>>(),
        "skills": ["office"], "kinds": [{"id": "entry"}],
        "municipalities": [{"id": "oomachi", "share_permille": 600}, {"id": "hakuba", "share_permille": 400}],
        "sites": [{"id": "room", "municipality": "oomachi", "type": "secure", "slot_seconds": 14_400,
            "slots_open": vec![2; 7], "seats": 1, "equipment": ["pc"], "slot_cost_yen": 400}],
        "directors": [{"id": "aoki", "span": 5, "review_seconds": 90_000}],
        "workers": [worker("hana"), worker("ken")],
        "packages": [{
            "id": "cards", "client": "bank", "kind": "entry", "units": 40, "unit_seconds": 3_600,
            "price_cyen": 160_000, "pay_cyen": 100_000, "rework_cyen": 100_000, "priority": 1,
            "skills": {"office": 1}, "languages": ["ja"], "equipment": ["pc"], "security": "home",
            "release": 0, "plan_due": 4, "due": 5, "min_chunk": 10, "max_share_pct": 100,
            "min_team": 1, "max_team": 2, "max_defect_ppm": 5000, "review_seconds": 100,
            "director": "aoki", "muni_only": null, "muni_quota_pct": {}, "pay_year": 2026
        }],
        "params": params()
    });
    Instance::from_json(&whole.to_string()).expect("the town is valid")
}

fn kens_plan() -> Plan {
    let mut plan = Plan::empty("town");
    plan.assignments.push(Assignment {
        worker: "ken".to_owned(),
        package: "cards".to_owned(),
        units: 40,
        schedule: (0..4)
            .map(|bucket| Row {
                bucket,
                seconds: 36_000,
                site: None,
            })
            .collect(),
        other: Default::default(),
    });
    plan
}

#[test]
fn the_first_limit_met_is_told_in_numbers_with_the_least_change() {
    type Circumstance = fn(&mut Instance);
    let text = |it: &str| it.to_owned();
    let cases: Vec<(Circumstance, WhyNot, Change)> = vec![
        (
            |it| it.workers[0].wants_work = false,
            WhyNot::NotWanted,
            Change::WantWork,
        ),
        (
            |it| *it.packages[0].skills.entry("office".into()).or_default() = 3,
            WhyNot::Skill {
                skill: text("office"),
                needed: 3,
                has: 2,
            },
            Change::Train {
                skill: text("office"),
                to: 3,
            },
        ),
        (
            |it| it.workers[0].kinds.clear(),
            WhyNot::Record {
                kind: text("entry"),
            },
            Change::PassTrial {
                kind: text("entry"),
            },
        ),
        (
            |it| it.packages[0].languages.push("en".into()),
            WhyNot::Language {
                language: text("en"),
            },
            Change::LearnLanguage {
                language: text("en"),
            },
        ),
        (
            |it| it.workers[0].refuse_kinds.push("entry".into()),
            WhyNot::Refused {
                kind: text("entry"),
            },
            Change::LiftRefusal {
                kind: text("entry"),
            },
        ),
        (
            |it| it.packages[0].muni_only = Some(vec!["hakuba".into()]),
            WhyNot::Area {
                municipality: text("oomachi"),
                allowed: vec![text("hakuba")],
            },
            Change::WidenArea {
                municipality: text("oomachi"),
            },
        ),
        (
            |it| it.packages[0].security = Security::Secure,
            WhyNot::Clearance,
            Change::TrainClearance,
        ),
        (
            |it| {
                it.packages[0].security = Security::Site;
                it.workers[0].sites.clear();
            },
            WhyNot::Place {
                security: Security::Site,
            },
            Change::GrantAccess {
                security: Security::Site,
            },
        ),
        (
            |it| it.packages[0].equipment.push("headset".into()),
            WhyNot::Equipment {
                missing: vec![text("headset")],
            },
            Change::Lend {
                equipment: vec![text("headset")],
            },
        ),
        (
            |it| it.workers[0].max_week_seconds = 7_200,
            WhyNot::Hours {
                needed: 36_000,
                free: 7_200,
                first: 0,
                last: 4,
            },
            Change::OfferMoreSeconds {
                seconds: 28_800,
                first: 0,
                last: 4,
            },
        ),
        (
            |it| {
                it.packages[0].security = Security::Site;
                it.sites[0].slots_open = vec![0, 0, 0, 0, 1, 2, 2];
            },
            WhyNot::Seats {
                needed: 36_000,
                free: 14_400,
            },
            Change::AddSeatSeconds { seconds: 21_600 },
        ),
        (
            |it| {
                it.workers[0]
                    .income
                    .values_mut()
                    .for_each(|year| year.ceiling_yen = Some(9_000))
            },
            WhyNot::Ceiling {
                year: text("2026"),
                over_yen: 1_000,
            },
            Change::RaiseCeiling {
                year: text("2026"),
                by_yen: 1_000,
            },
        ),
        (
            |it| it.packages[0].max_share_pct = 20,
            WhyNot::Share {
                most_units: 8,
                chunk: 10,
            },
            Change::RaiseShare { units: 2 },
        ),
        (
            |it| it.workers[0].max_packages = 0,
            WhyNot::PackageCount { has: 0, most: 0 },
            Change::AllowAnotherPackage,
        ),
        (
            |it| {
                it.workers[0]
                    .kinds
                    .values_mut()
                    .for_each(|record| record.defect_ppm_upper = 90_000)
            },
            WhyNot::Quality {
                asked_ppm: 5_000,
                own_ppm: 90_000,
            },
            Change::LowerDefects { to_ppm: 5_000 },
        ),
        (
            |it| it.directors[0].span = 1,
            WhyNot::Span { used: 1, most: 1 },
            Change::WidenSpan { by: 1 },
        ),
        (
            |it| it.directors[0].review_seconds = 2_100,
            WhyNot::Review {
                needed: 500,
                free: 100,
            },
            Change::AddReviewSeconds { seconds: 400 },
        ),
    ];

    for (circumstance, why, change) in cases {
        let mut town = town();
        circumstance(&mut town);

        let told = explain_not_chosen(&town, &kens_plan(), "hana", "cards");

        assert_eq!(told, why);
        assert_eq!(told.least_change(), change);
    }
}

#[test]
fn making_the_stated_change_removes_the_obstacle() {
    let mut town = town();
    town.workers[0].max_week_seconds = 7_200;
    let told = explain_not_chosen(&town, &kens_plan(), "hana", "cards");
    let Change::OfferMoreSeconds { seconds, .. } = told.least_change() else {
        panic!("{told:?}")
    };

    town.workers[0].max_week_seconds += seconds;

    let then = explain_not_chosen(&town, &kens_plan(), "hana", "cards");
    assert!(matches!(then, WhyNot::OthersAhead { .. }), "{then:?}");
}

#[test]
fn possible_but_not_chosen_is_told_without_anything_about_the_other_person() {
    let mut town = town();
    town.workers[0]
        .kinds
        .values_mut()
        .for_each(|it| it.defect_ppm = 400_000);
    town.params.kpi_value_yen = 0;
    town.params.fair_weights_pct = vec![0; 4];

    let told = explain_all(&town, &kens_plan(), "cards");

    let [
        (
            id,
            WhyNot::OthersAhead {
                loses_yen,
                by_tier_yen,
                ..
            },
        ),
    ] = &told[..]
    else {
        panic!("{told:?}")
    };
    assert_eq!(id, "hana");
    assert!(*loses_yen > 0);
    assert!(by_tier_yen[3] > 0, "her rework costs margin");
    let written = serde_json::to_string(&told).expect("reasons can be written");
    assert!(!written.contains("ken"));
}

#[test]
fn several_obstacles_are_all_told_and_strangers_are_unknown() {
    let mut town = town();
    town.workers[0].skills.clear();
    town.workers[0].equipment.clear();
    town.workers[0].sites.clear();

    let told = obstacles(&town, "hana", "cards");

    let lacking = WhyNot::Skill {
        skill: "office".to_owned(),
        needed: 1,
        has: 0,
    };
    assert_eq!(
        told,
        [
            lacking,
            WhyNot::Equipment {
                missing: vec!["pc".to_owned()]
            }
        ]
    );
    assert_eq!(obstacles(&town, "taro", "cards"), [WhyNot::Unknown]);
}

#[test]
fn who_is_chosen_is_told_what_spoke_for_it() {
    let told = explain_chosen(&town(), &kens_plan(), "ken", "cards");

    for reason in [
        Reason::Delivers {
            units: 40,
            yen: 64_000,
        },
        Reason::HoursFit {
            seconds: 144_000,
            still_free: 0,
            last: 4,
        },
        Reason::SkillReached {
            skill: "office".to_owned(),
            needed: 1,
            has: 2,
        },
        Reason::KnowsClient { yen: 2_400 },
        Reason::Counts { yen: 10_000 },
        Reason::OfTarget {
            percent: 100,
            yen: 6_500,
        },
        Reason::Preferred { yen: 800 },
        Reason::HomeAllowed,
    ] {
        assert!(told.contains(&reason), "{reason:?} not in {told:?}");
    }
    assert!(explain_chosen(&town(), &kens_plan(), "hana", "cards").is_empty());
}

#[test]
fn two_people_are_counted_rather_than_one_when_both_can_earn_enough() {
    let town = town();

    let plan = solve(
        &town,
        &Effort {
            steps: 200,
            seed: 1,
        },
    );

    assert_eq!(check(&town, &plan), vec![]);
    assert_eq!(plan.assignments.len(), 2);
    assert_eq!(plan.assignments.iter().map(|it| it.units).sum::<i64>(), 40);
}

#[test]
fn a_fault_names_the_place_and_the_field() {
    type Slip = fn(&mut serde_json::Value);
    let cases: [(Slip, &str); 6] = [
        (
            |it| it["packages"][0]["kind"] = json!("x"),
            r#"packages[0].kind: unknown id "x""#,
        ),
        (
            |it| it["workers"][1]["id"] = json!("hana"),
            r#"workers[1]: repeated id "hana""#,
        ),
        (
            |it| it["workers"][1]["avail_seconds"] = json!([1]),
            "workers[1].avail_seconds: 1 entries instead of 7",
        ),
        (
            |it| it["packages"][0]["units"] = json!(-1),
            "packages[0].units: -1 is not in 0..=100000000",
        ),
        (
            |it| it["workers"][0]["max_packages"] = json!("two"),
            "workers[0].max_packages: invalid type: string \"two\", expected i64",
        ),
        (
            |it| it["format"] = json!("matching-instance/9"),
            r#"format: unknown format "matching-instance/9""#,
        ),
    ];

    for (slip, told) in cases {
        let mut file: serde_json::Value =
            serde_json::from_str(&town().to_json()).expect("it was written as JSON");
        slip(&mut file);

        let fault = Instance::from_json(&file.to_string()).expect_err("the slip is found");

        assert_eq!(fault.to_string(), told);
    }
}

#[test]
fn unknown_fields_of_a_file_are_kept() {
    let mut file: serde_json::Value =
        serde_json::from_str(&town().to_json()).expect("it was written as JSON");
    file["remark"] = json!("spring");
    file["workers"][0]["units_done"] = json!(12);

    let read = Instance::from_json(&file.to_string()).expect("unknown fields are no fault");

    let written: serde_json::Value = serde_json::from_str(&read.to_json()).expect("it is JSON");
    assert_eq!(written, file);
}

#[test]
fn a_newcomer_whom_a_director_fixed_is_kept_beside_a_strong_colleague() {
    let mut town = town();
    town.workers[0]
        .kinds
        .values_mut()
        .for_each(|it| it.defect_ppm_upper = 9_000);
    let pins = Pins {
        fixed: vec![("hana".to_owned(), "cards".to_owned(), 10)],
        forbidden: Vec::new(),
    };

    let pinned = solve_pinned(&town, &Effort { steps: 50, seed: 1 }, &pins);

    assert_eq!(check(&town, &pinned.plan), vec![]);
    assert_eq!(pinned.broken, []);
    assert!(pinned.plan.units("hana", "cards") >= 10);
    assert!(pinned.plan.units("ken", "cards") >= 14);
}

#[test]
fn a_fixed_pair_that_cannot_be_is_reported_with_its_limit() {
    let mut town = town();
    town.workers[0]
        .kinds
        .values_mut()
        .for_each(|it| it.defect_ppm_upper = 90_000);
    town.workers[1].max_week_seconds = 0;
    let fixed = |worker: &str, units| (worker.to_owned(), "cards".to_owned(), units);
    let pins = Pins {
        fixed: vec![fixed("hana", 10), fixed("ken", 10), fixed("taro", 1)],
        forbidden: Vec::new(),
    };

    let pinned = solve_pinned(&town, &Effort { steps: 50, seed: 1 }, &pins);

    let told: Vec<_> = pinned
        .broken
        .iter()
        .map(|it| (&*it.worker, &it.why))
        .collect();
    assert_eq!(told.len(), 3);
    assert!(told.contains(&(
        "ken",
        &WhyNot::Hours {
            needed: 36_000,
            free: 0,
            first: 0,
            last: 4
        }
    )));
    assert!(told.contains(&("taro", &WhyNot::Unknown)));
    assert!(told.contains(&(
        "hana",
        &WhyNot::Quality {
            asked_ppm: 5_000,
            own_ppm: 90_000
        }
    )));
    assert!(pinned.plan.assignments.is_empty());
}
