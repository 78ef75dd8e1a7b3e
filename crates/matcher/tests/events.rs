//! What holds for every answer to an event.

mod common;

use common::{Dice, market, read, text};
use matcher::instance::Instance;
use matcher::reschedule::event::{Absence, Cancelled, Closure, NewOrder, OrderChange};
use matcher::reschedule::{Event, Happening, Way};
use matcher::{Effort, Plan, check, check_answer, check_reschedule, reschedule, robustness, solve};
use proptest::prelude::*;
use serde_json::json;

/// A market with a plan, and something that happens to it.
fn happening(seed: u64, workers: usize, packages: usize) -> (Instance, Plan, Event) {
    let instance = market(seed, workers, packages);
    let plan = solve(&instance, &Effort { steps: 40, seed });
    let mut dice = Dice(seed ^ 0xE7E);
    let mut event = Event::absence(&instance, &instance.workers[0].id, 0, None);
    let buckets = instance.buckets.len() as u64;
    event.now = dice.below(buckets) as i64;
    event.notice = dice.below(3) as i64;
    event.events = (0..=dice.below(2))
        .map(|_| one(&mut dice, &instance, &plan, event.now))
        .collect();
    event
        .validate(&instance)
        .expect("a made event speaks of what exists");
    (instance, plan, event)
}

fn one(dice: &mut Dice, instance: &Instance, plan: &Plan, now: i64) -> Happening {
    let buckets = instance.buckets.len() as i64;
    let from = now + dice.below((buckets - now) as u64) as i64;
    let to = dice
        .chance(50)
        .then(|| from + dice.below((buckets - from) as u64) as i64);
    let package = &instance.packages[dice.below(instance.packages.len() as u64) as usize];
    match dice.below(8) {
        0..=3 => {
            let busy = dice.below(plan.assignments.len().max(1) as u64) as usize;
            let worker = plan
                .assignments
                .get(busy)
                .map_or(&instance.workers[0].id, |it| &it.worker);
            let worker = worker.clone();
            Happening::WorkerAbsent(Absence { worker, from, to })
        }
        4 => {
            let site = instance.sites[dice.below(instance.sites.len() as u64) as usize].clone();
            Happening::SiteClosed(Closure {
                site: site.id,
                from,
                to,
            })
        }
        5 => Happening::OrderCancelled(Cancelled {
            package: package.id.clone(),
        }),
        6 => {
            let plan_due = dice.chance(50).then(|| dice.below(buckets as u64) as i64);
            Happening::OrderChanged(OrderChange {
                package: package.id.clone(),
                units: dice.chance(70).then(|| dice.below(120) as i64),
                priority: None,
                release: None,
                plan_due,
                due: plan_due.map(|it| it + 1),
            })
        }
        _ => {
            let mut package = Box::new(package.clone());
            package.id = format!("new {}", dice.below(1_000_000));
            Happening::OrderAdded(NewOrder { package })
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(250))]

    #[test]
    fn every_answer_passes_the_checker(seed: u64, workers in 1..14usize, packages in 1..6usize) {
        let (instance, plan, event) = happening(seed, workers, packages);

        let answer = reschedule(&instance, &plan, &event);

        prop_assert_eq!(check_answer(&instance, &plan, &event, &answer), vec![]);
    }

    #[test]
    fn doing_nothing_is_always_there_and_never_better(seed: u64, workers in 1..14usize, packages in 1..6usize) {
        let (instance, plan, event) = happening(seed, workers, packages);

        let answer = reschedule(&instance, &plan, &event);

        let place = |way| answer.choices.iter().position(|it| it.way == way);
        prop_assert_eq!(answer.choices.len(), 4);
        prop_assert!(place(Way::LeastDisturbance) < place(Way::DoNothing));
        let of_team = answer.choice(Way::NobodyNew).expect("it is always there");
        prop_assert_eq!(of_team.disturbance.new_pairs, 0);
    }

    #[test]
    fn the_same_event_gives_the_same_plans(seed: u64) {
        let (instance, plan, event) = happening(seed, 10, 4);

        let (once, again) = (reschedule(&instance, &plan, &event), reschedule(&instance, &plan, &event));

        for (a, b) in once.choices.iter().zip(&again.choices) {
            prop_assert_eq!(&a.plan, &b.plan);
        }
    }

    #[test]
    fn a_second_event_finds_the_plan_of_the_first_in_order(seed: u64) {
        let (instance, plan, event) = happening(seed, 10, 4);
        let Some(absent) = plan.assignments.first().map(|it| it.worker.clone()) else { return Ok(()) };
        let event = Event::absence(&instance, &absent, event.now, None);
        let first = reschedule(&instance, &plan, &event).choices.remove(0).plan;
        let Some(next) = first.assignments.last().map(|it| it.worker.clone()) else { return Ok(()) };
        let then = (event.now + 1).min(instance.buckets.len() as i64 - 1);
        let second = Event::absence(&instance, &next, then, None);

        let answer = reschedule(&instance, &first, &second);

        prop_assert_eq!(check_answer(&instance, &first, &second, &answer), vec![]);
    }

    #[test]
    fn an_event_survives_being_written(seed: u64) {
        let (instance, _, event) = happening(seed, 6, 3);

        prop_assert_eq!(Event::from_json(&event.to_json(), &instance), Ok(event));
    }

    #[test]
    fn a_broken_event_is_refused_and_never_a_panic(seed: u64, from: usize, length in 0..30usize, with in ".{0,6}") {
        let (instance, plan, event) = happening(seed, 6, 3);
        let text = event.to_json();
        let (start, end) = cut(&text, from, length);

        let damaged = format!("{}{with}{}", &text[..start], &text[end..]);

        if let Ok(event) = Event::from_json(&damaged, &instance) {
            let answer = reschedule(&instance, &plan, &event);
            prop_assert_eq!(check_answer(&instance, &plan, &event, &answer), vec![]);
        }
    }
}

fn cut(text: &str, from: usize, length: usize) -> (usize, usize) {
    let mut start = from % text.len();
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    let mut end = (start + length).min(text.len());
    while !text.is_char_boundary(end) {
        end += 1;
    }
    (start, end)
}

#[test]
fn when_someone_of_the_town_cannot_come_her_work_is_taken_over() {
    let instance = read("town-1");
    let plan = Plan::from_json(&text("town-1.plan")).expect("a checked-in plan can be read");
    let mut covered = 0;

    for worker in instance.workers.iter().map(|it| &it.id) {
        let event = Event::absence(&instance, worker, 6, None);
        let answer = reschedule(&instance, &plan, &event);

        assert_eq!(check_answer(&instance, &plan, &event, &answer), vec![]);
        covered += i32::from(!answer.lost.is_empty() && answer.choices[0].uncovered.is_empty());
    }
    assert!(covered > 5, "{covered}");
}

#[test]
fn the_checker_finds_history_rewritten_and_disturbance_talked_down() {
    let instance = read("town-1");
    let plan = Plan::from_json(&text("town-1.plan")).expect("a checked-in plan can be read");
    let absent = plan.assignments[0].worker.clone();
    let event = Event::absence(&instance, &absent, 8, None);
    let sound = reschedule(&instance, &plan, &event).choices.remove(0).plan;
    let codes = |plan_after: &Plan| -> Vec<String> {
        let found = check_reschedule(&instance, &plan, &event, plan_after);
        found.iter().map(|it| format!("{:?}", it.code)).collect()
    };

    let mut rewritten = sound.clone();
    let past = rewritten
        .assignments
        .iter_mut()
        .flat_map(|it| &mut it.schedule);
    let row = past.into_iter().find(|it| it.bucket < 8);
    row.expect("someone worked before").seconds -= 1;
    let mut talked_down = sound.clone();
    talked_down.other.insert("disturbance".to_owned(), json!(0));
    let mut still_there = sound.clone();
    still_there.assignments.retain(|it| it.worker != absent);
    let before = plan.assignments.iter().filter(|it| it.worker == absent);
    still_there.assignments.extend(before.cloned());

    assert_eq!(codes(&sound), Vec::<String>::new());
    assert!(codes(&rewritten).contains(&"F1".to_owned()));
    assert_eq!(codes(&talked_down), ["F2"]);
    assert!(codes(&still_there).contains(&"H6".to_owned()));
}

#[test]
fn a_fault_in_an_event_names_the_field_and_the_place() {
    let instance = read("tiny-1");
    let sound = json!({"format": "matching-event/1", "instance": instance.name, "now": 2,
        "events": [{"what": "worker_absent", "worker": instance.workers[0].id, "from": 2}]});
    let cases = [
        ("format", json!("matching-event/9"), "format"),
        ("instance", json!("elsewhere"), "instance"),
        ("now", json!("today"), "now"),
        ("now", json!(99), "now"),
        ("notice", json!(-1), "notice"),
        ("accepts", json!(["nobody"]), "accepts[0]"),
        ("events", json!([]), "events"),
        ("events", json!({}), "events"),
        ("events", json!([{"worker": "w0"}]), "events[0].what"),
        ("events", json!([{"what": "rain"}]), "events[0].what"),
        (
            "events",
            json!([{"what": "worker_absent", "worker": 7, "from": 2}]),
            "events[0].worker",
        ),
        (
            "events",
            json!([{"what": "worker_absent", "worker": "nobody", "from": 2}]),
            "events[0].worker",
        ),
        (
            "events",
            json!([{"what": "worker_absent", "worker": "w0", "from": 1}]),
            "events[0].from",
        ),
        (
            "events",
            json!([{"what": "worker_absent", "worker": "w0", "from": 4, "to": 3}]),
            "events[0].to",
        ),
        (
            "events",
            json!([{"what": "site_closed", "site": "s99", "from": 3}]),
            "events[0].site",
        ),
        (
            "events",
            json!([{"what": "order_cancelled", "package": "p99"}]),
            "events[0].package",
        ),
        (
            "events",
            json!([{"what": "order_changed", "package": "p0", "plan_due": 5, "due": 4}]),
            "events[0].due",
        ),
        (
            "events",
            json!([{"what": "order_added", "package": {"kind": "x"}}]),
            "events[0].package",
        ),
    ];

    for (field, value, place) in cases {
        let mut file = sound.clone();
        file[field] = value.clone();
        let fault = Event::from_json(&file.to_string(), &instance);
        assert_eq!(
            fault.map_err(|it| it.place),
            Err(place.to_owned()),
            "{value}"
        );
    }
}

#[test]
fn a_team_of_which_nobody_ever_falls_ill_loses_nothing() {
    let mut instance = read("town-1");
    let plan = Plan::from_json(&text("town-1.plan")).expect("a checked-in plan can be read");
    let ill = robustness(&instance, &plan, 200, 1);
    for worker in &mut instance.workers {
        worker.absence_pct = 0;
    }

    let well = robustness(&instance, &plan, 200, 1);

    assert_eq!(well.worst, 1.0);
    assert_eq!(well.robust_at(1.0), 1.0);
    assert_eq!(ill.completed.len(), 200);
    assert!(
        ill.worst < 1.0 && 0.5 < ill.mean && ill.mean < 1.0,
        "{ill:?}"
    );
    assert!(ill.robust_at(0.9) < ill.robust_at(0.5));
    assert_eq!(check(&instance, &plan), vec![]);
}
