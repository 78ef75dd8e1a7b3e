//! Our checker and our score against the referee, `data/check.py`: against what it once printed,
//! and against what it prints now where Python is at hand.

mod common;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use common::damage::damages;
use common::{Dice, market, read, text};
use matcher::check::false_claims;
use matcher::{Effort, Instance, Plan, check, score, solve};
use serde_json::{Value, json};

#[test]
fn the_score_is_the_one_that_the_referee_printed() {
    for name in ["tiny-1", "tiny-2", "town-1"] {
        let instance = read(name);
        let plan =
            Plan::from_json(&text(&format!("{name}.plan"))).expect("a checked-in plan can be read");
        let printed: Value =
            serde_json::from_str(&text(&format!("{name}.printed"))).expect("it printed JSON");

        let ours = serde_json::to_value(score(&instance, &plan)).expect("tiers are numbers");

        assert_eq!(check(&instance, &plan), vec![], "{name}");
        assert_eq!(printed["feasible"], true, "{name}");
        same_numbers(&ours, &printed, name);
    }
}

#[test]
fn each_damage_is_found_under_its_own_number() {
    let instance = read("town-1");
    let plan = Plan::from_json(&text("town-1.plan")).expect("a checked-in plan can be read");

    for (at, (code, damage)) in damages().enumerate() {
        let (mut instance, mut plan) = (instance.clone(), plan.clone());
        damage(&mut instance, &mut plan);

        let found = check(&instance, &plan);

        assert!(
            found.iter().any(|it| it.code == code),
            "damage {at}: {code:?} not in {found:?}"
        );
    }
}

#[test]
fn the_referee_agrees_today_on_sound_and_on_damaged_plans() {
    let Some(folder) = python_at_hand() else {
        return;
    };
    let instance = read("town-1");
    let plan = Plan::from_json(&text("town-1.plan")).expect("a checked-in plan can be read");
    let mut cases = vec![(instance.clone(), plan.clone())];
    for (_, damage) in damages() {
        let (mut instance, mut plan) = (instance.clone(), plan.clone());
        damage(&mut instance, &mut plan);
        cases.push((instance, plan));
    }
    for seed in 0..25 {
        let instance = market(seed, 12, 5);
        let mut plan = solve(&instance, &Effort { steps: 40, seed });
        claim_at_random(&instance, &mut plan, seed);
        cases.push((instance.clone(), plan.clone()));
        at_random(&mut plan, seed);
        cases.push((instance, plan));
    }

    for (at, (instance, plan)) in cases.iter().enumerate() {
        let printed = referee(&folder, instance, plan);

        let mut codes: BTreeSet<String> = check(instance, plan)
            .iter()
            .map(|it| format!("{:?}", it.code))
            .collect();
        if !false_claims(plan, &score(instance, plan)).is_empty() {
            codes.insert("claim".to_owned());
        }
        let theirs = printed["violations"]
            .as_array()
            .expect("it lists violations")
            .iter();
        let theirs = theirs.filter_map(|it| it.as_str()?.split(':').next().map(str::to_owned));
        assert_eq!(codes, theirs.collect(), "case {at}");
        let ours = serde_json::to_value(score(instance, plan)).expect("tiers are numbers");
        same_numbers(&ours, &printed, &format!("case {at}"));
    }
}

fn same_numbers(ours: &Value, printed: &Value, name: &str) {
    let tiers = printed["tiers"].as_object().expect("it prints the tiers");
    for (field, value) in tiers
        .iter()
        .chain([(&"score_yen".to_owned(), &printed["score_yen"])])
    {
        assert_eq!(ours[field].as_f64(), value.as_f64(), "{name}: {field}");
    }
}

/// Lets a file say of itself what is so, or nearly so.
fn claim_at_random(instance: &Instance, plan: &mut Plan, seed: u64) {
    let mut dice = Dice(seed ^ 0xC1A1);
    let found = score(instance, plan);
    let off = [0.0, 0.005, 0.5, -0.5][dice.below(4) as usize];
    plan.other
        .insert("bound_yen".to_owned(), json!(found.score_yen + off));
    let claims = match dice.below(5) {
        0 => json!({"t3_fairness_yen": found.t3_fairness_yen + off}),
        1 => json!({"t2_kpi_people": found.t2_kpi_people, "t5_soft_yen": found.t5_soft_yen}),
        2 => json!({"t9_beauty": 1}),
        3 => json!({"t2_kpi_people": true}),
        _ => Value::Null,
    };
    plan.other.insert("tiers_claimed".to_owned(), claims);
}

/// Moves, lengthens and doubles what a plan says.
fn at_random(plan: &mut Plan, seed: u64) {
    let mut dice = Dice(seed);
    let copies = plan.assignments.clone();
    for it in &mut plan.assignments {
        match dice.below(6) {
            0 => it.units += dice.below(200) as i64,
            1 => it.schedule.iter_mut().for_each(|row| row.bucket += 1),
            2 => it
                .schedule
                .iter_mut()
                .for_each(|row| row.site = Some(format!("s{}", dice.below(3)))),
            3 => it.worker = format!("w{}", dice.below(14)),
            4 => it.schedule.iter_mut().for_each(|row| row.seconds *= 3),
            _ => it.package = format!("p{}", dice.below(6)),
        }
    }
    plan.assignments.extend(copies.into_iter().take(1));
}

/// A folder to hand files over in, where Python can be started at all.
fn python_at_hand() -> Option<PathBuf> {
    let started = Command::new("python3").arg("--version").output().ok()?;
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("referee");
    std::fs::create_dir_all(&folder).ok()?;
    started.status.success().then_some(folder)
}

fn referee(folder: &Path, instance: &Instance, plan: &Plan) -> Value {
    let (given, proposed) = (folder.join("instance.json"), folder.join("plan.json"));
    std::fs::write(&given, instance.to_json()).expect("the folder can be written");
    std::fs::write(&proposed, plan.to_json()).expect("the folder can be written");
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/check.py");
    let run = Command::new("python3")
        .arg(script)
        .args([&given, &proposed])
        .args(["--max-violations", "100000"])
        .output();
    let printed = run.expect("Python starts").stdout;
    serde_json::from_slice(&printed).expect("it prints JSON")
}
