//! `kado match` as a director's office types it: a market in, a plan and its reasons out.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::program::{Ended, kado};
use crate::world::fresh_folder;

/// A checked-in market of the engine's own tests, or a plan of it.
fn given(name: &str) -> String {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../matcher/tests/data");
    data.join(name).display().to_string()
}

fn text(path: &Path) -> String {
    path.display().to_string()
}

fn printed(ended: &Ended) -> Value {
    serde_json::from_str(&ended.out).unwrap_or_else(|error| panic!("{error}: {ended:?}"))
}

/// A folder with a plan of the town, found in a few steps.
fn planned() -> (PathBuf, String) {
    let folder = fresh_folder();
    let plan = text(&folder.join("plan.json"));
    let ended = kado(&[
        "match",
        "solve",
        &given("town-1.json"),
        "-o",
        &plan,
        "--steps",
        "20000",
    ]);
    assert_eq!(ended.code, Some(0), "{ended:?}");
    let found = printed(&ended);
    let (score, bound) = (found["score_yen"].as_f64(), found["bound_yen"].as_f64());
    assert!(score.is_some() && score <= bound, "{found}");
    assert!(found["tiers"]["t2_kpi_people"].is_number());
    (folder, plan)
}

#[test]
fn a_plan_is_found_checked_explained_and_analysed_on_files_alone() {
    let (folder, plan) = planned();
    let town = given("town-1.json");
    let report = text(&folder.join("report.json"));

    let check = kado(&["match", "check", &town, &plan]);
    let causes = kado(&[
        "match",
        "bottlenecks",
        &town,
        &plan,
        "-o",
        &report,
        "--quick",
    ]);
    let both = kado(&["match", "check", &town, &plan, "--report", &report]);
    let robust = kado(&["match", "robust", &town, &plan, "--runs", "20"]);
    let told = kado(&[
        "match",
        "explain",
        &town,
        &plan,
        "--worker",
        "w1",
        "--package",
        "p1",
    ]);

    assert_eq!(check.code, Some(0), "{check:?}");
    assert_eq!(printed(&check)["feasible"], true);
    assert_eq!(causes.code, Some(0), "{causes:?}");
    assert_eq!(printed(&both)["flaws_of_report"], json!([]));
    assert!(printed(&robust)["mean"].as_f64() <= Some(1.0));
    assert_eq!(printed(&told)["orders"][0]["package"], "p1");
    let _ = std::fs::remove_dir_all(folder);
}

#[test]
fn an_absence_is_answered_with_a_plan_that_the_checker_accepts() {
    let (folder, plan) = planned();
    let town = given("town-1.json");
    let written = std::fs::read_to_string(&plan).expect("the plan was written");
    let written: Value = serde_json::from_str(&written).expect("a plan is JSON");
    let event = folder.join("event.json");
    let absent = json!({"format": "matching-event/1", "instance": "town-1", "now": 5, "events":
        [{"what": "worker_absent", "worker": written["assignments"][0]["worker"], "from": 5}]});
    std::fs::write(&event, absent.to_string()).expect("the folder can be written");
    let (event, after) = (text(&event), text(&folder.join("after.json")));

    let answer = kado(&["match", "reschedule", &town, &plan, &event, "-o", &after]);
    let check = kado(&[
        "match", "check", &town, &after, "--event", &event, "--before", &plan,
    ]);

    assert_eq!(answer.code, Some(0), "{answer:?}");
    let choices = printed(&answer)["choices"].clone();
    let ways = choices
        .as_array()
        .map(|it| it.iter().map(|it| it["way"].clone()).collect::<Vec<_>>());
    assert!(ways.is_some_and(|it| it.contains(&json!("do_nothing"))));
    assert_eq!(check.code, Some(0), "{check:?}");
    let _ = std::fs::remove_dir_all(folder);
}

#[test]
fn a_plan_that_breaks_a_limit_ends_with_one_and_a_file_that_is_off_with_two() {
    let (folder, plan) = planned();
    let town = given("town-1.json");
    let written = std::fs::read_to_string(&plan).expect("the plan was written");
    let mut broken: Value = serde_json::from_str(&written).expect("a plan is JSON");
    broken["assignments"][0]["units"] = json!(1_000_000);
    let mut misread = broken.clone();
    misread["assignments"][0]["units"] = json!("many");
    let write = |name: &str, it: &Value| {
        let file = folder.join(name);
        std::fs::write(&file, it.to_string()).expect("the folder can be written");
        text(&file)
    };
    let (broken, misread) = (
        write("broken.json", &broken),
        write("misread.json", &misread),
    );

    let refused = kado(&["match", "check", &town, &broken]);
    let off = kado(&["match", "check", &town, &misread]);
    let absent = kado(&["match", "solve", "nowhere.json", "-o", "-"]);
    let other = kado(&["match", "check", &given("tiny-1.json"), &plan]);

    assert_eq!(refused.code, Some(1), "{refused:?}");
    assert_eq!(printed(&refused)["feasible"], false);
    assert_eq!(off.code, Some(2), "{off:?}");
    assert!(off.err.contains("assignments[0].units"), "{}", off.err);
    assert_eq!((absent.code, other.code), (Some(2), Some(2)));
    let _ = std::fs::remove_dir_all(folder);
}

#[test]
fn an_assignment_problem_of_the_library_is_solved_with_a_bound() {
    let folder = fresh_folder();
    let file = folder.join("gap.txt");
    std::fs::write(&file, "2 3\n 1 5 9\n 4 2 3\n 5 6 7\n 5 5 5\n 11 10\n")
        .expect("the folder can be written");

    let ended = kado(&["match", "gap", &text(&file), "--steps", "2000"]);

    assert_eq!(ended.code, Some(0), "{ended:?}");
    let found = printed(&ended);
    assert_eq!(
        (&found["cost"], &found["feasible"]),
        (&json!(6), &json!(true))
    );
    assert!(found["bound"].as_f64() <= Some(6.0));
    let _ = std::fs::remove_dir_all(folder);
}
