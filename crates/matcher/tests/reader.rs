//! Files that are off: refused with the field and the place, never a panic, whatever is in them.

mod common;

use common::{Dice, text};
use matcher::gap::Gap;
use matcher::reschedule::Event;
use matcher::{
    Effort, Instance, Pins, Plan, Report, check, check_reschedule, reschedule, score, solve,
    solve_pinned,
};
use proptest::prelude::*;
use serde_json::{Value, json};

/// Every place in a file, as the way to it.
fn places(value: &Value, here: &mut Vec<String>, found: &mut Vec<Vec<String>>) {
    if !here.is_empty() {
        found.push(here.clone());
    }
    let inner: Vec<(String, &Value)> = match value {
        Value::Object(fields) => fields.iter().map(|(name, it)| (name.clone(), it)).collect(),
        Value::Array(entries) => entries
            .iter()
            .enumerate()
            .map(|(at, it)| (at.to_string(), it))
            .collect(),
        _ => Vec::new(),
    };
    for (step, it) in inner {
        here.push(step);
        places(it, here, found);
        here.pop();
    }
}

fn at<'v>(value: &'v mut Value, way: &[String]) -> &'v mut Value {
    way.iter().fold(value, |value, step| match value {
        Value::Array(entries) => &mut entries[step.parse::<usize>().expect("a place in a list")],
        other => &mut other[step.as_str()],
    })
}

/// What someone might have put there instead.
fn wrong(dice: &mut Dice, was: &Value) -> Value {
    match dice.below(10) {
        0 => Value::Null,
        1 => json!(-1),
        2 => json!(i64::MAX),
        3 => json!(1.5),
        4 => json!("x"),
        5 => json!([]),
        6 => json!({}),
        7 => json!(true),
        8 => was
            .as_i64()
            .map_or(json!([1, [2]]), |it| json!(it.wrapping_mul(1_000_000))),
        _ => was.as_i64().map_or(json!(""), |it| json!(it - 1)),
    }
}

#[test]
fn an_instance_with_one_wrong_value_is_refused_at_its_place_or_planned_with() {
    let sound: Value = serde_json::from_str(&text("tiny-1")).expect("it is JSON");
    let mut all = Vec::new();
    places(&sound, &mut Vec::new(), &mut all);
    let mut dice = Dice(5);
    let mut refused = 0;
    for way in all {
        let mut file = sound.clone();
        let value = at(&mut file, &way);
        *value = wrong(&mut dice, value);

        match Instance::from_json(&file.to_string()) {
            Ok(instance) => {
                let plan = solve(&instance, &Effort { steps: 50, seed: 1 });
                assert_eq!(check(&instance, &plan), vec![], "{way:?}");
            }
            Err(fault) => {
                refused += 1;
                assert!(!fault.place.is_empty(), "{way:?}");
                assert!(!fault.to_string().is_empty());
            }
        }
    }
    assert!(refused > 500, "{refused}");
}

#[test]
fn a_value_of_the_wrong_kind_is_named_by_list_entry_and_field() {
    let sound: Value = serde_json::from_str(&text("tiny-1")).expect("it is JSON");
    let mut all = Vec::new();
    places(&sound, &mut Vec::new(), &mut all);
    let numbers = all.into_iter().filter(|it| it.len() >= 3);
    for way in numbers {
        let mut file = sound.clone();
        let value = at(&mut file, &way);
        let plain = [
            "workers",
            "packages",
            "sites",
            "directors",
            "buckets",
            "municipalities",
        ];
        // Fields that this version does not read are kept, whatever they hold.
        if !value.is_number() || !plain.contains(&way[0].as_str()) || unread(&way) {
            continue;
        }
        *value = json!("many");

        let fault = Instance::from_json(&file.to_string()).expect_err("a word is no number");

        let place = format!("{}[{}].{}", way[0], way[1], way[2]);
        assert!(
            fault.place.starts_with(&place),
            "{} instead of {place}",
            fault.place
        );
    }
}

fn unread(way: &[String]) -> bool {
    let last = way.last().map(String::as_str);
    ["days", "year", "bloc", "units_done"]
        .map(Some)
        .contains(&last)
}

#[test]
fn a_plan_with_one_wrong_value_is_refused_or_judged() {
    let instance = common::read("tiny-1");
    let sound: Value = serde_json::from_str(&text("tiny-1.plan")).expect("it is JSON");
    let mut all = Vec::new();
    places(&sound, &mut Vec::new(), &mut all);
    let event = Event::absence(&instance, &instance.workers[0].id, 3, None);
    let before = Plan::from_json(&text("tiny-1.plan")).expect("a checked-in plan can be read");
    let mut dice = Dice(6);
    for way in all.iter().cycle().take(2_000) {
        let mut file = sound.clone();
        let value = at(&mut file, way);
        *value = wrong(&mut dice, value);

        if let Ok(plan) = Plan::from_json(&file.to_string()) {
            check(&instance, &plan);
            score(&instance, &plan);
            check_reschedule(&instance, &before, &event, &plan);
            reschedule(&instance, &plan, &event);
        }
    }
}

#[test]
fn pins_and_reports_of_another_market_are_taken_without_a_panic() {
    let instance = common::read("tiny-1");
    let pins = Pins {
        fixed: vec![
            ("nobody".to_owned(), "p0".to_owned(), i64::MAX),
            ("w0".to_owned(), "p0".to_owned(), -3),
        ],
        forbidden: vec![("w0".to_owned(), "nothing".to_owned())],
    };

    let pinned = solve_pinned(&instance, &Effort { steps: 50, seed: 1 }, &pins);

    assert_eq!(check(&instance, &pinned.plan), vec![]);
    assert!(serde_json::from_str::<Report>("{}").is_err());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn noise_is_no_file(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let noise = String::from_utf8_lossy(&bytes);

        prop_assert!(Instance::from_json(&noise).is_err());
        prop_assert!(Plan::from_json(&noise).is_err());
        let instance = common::market(1, 2, 1);
        prop_assert!(Event::from_json(&noise, &instance).is_err());
        if let Ok(gaps) = Gap::from_text(&noise) {
            prop_assert!(!gaps.is_empty());
        }
    }

    #[test]
    fn numbers_at_random_are_read_as_a_problem_or_refused(numbers in proptest::collection::vec(0..6i64, 0..40)) {
        let words: Vec<String> = numbers.iter().map(i64::to_string).collect();

        if let Ok(gaps) = Gap::from_text(&words.join(" ")) {
            for gap in gaps {
                if let Ok(market) = gap.translated(matcher::gap::Aim::LeastCost, 1) {
                    let plan = solve(&market.instance, &Effort { steps: 20, seed: 1 });
                    prop_assert!(market.fits(&market.assigned(&plan, None)));
                }
            }
        }
    }
}
