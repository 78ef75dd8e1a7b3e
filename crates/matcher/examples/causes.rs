//! Measures the report on causes: `causes INSTANCE.json [SOLUTION.json | STEPS] [everything]`;
//! with `explain` the explanations of the first people are written instead.

use std::time::Instant;

use matcher::{Asked, Effort, Instance, Plan, check, check_report, explain, report, score, solve};

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let text = std::fs::read_to_string(&args[0]).expect("the instance can be read");
    let instance = Instance::from_json(&text).expect("the instance is valid");
    let steps = args.get(1).and_then(|it| it.parse().ok());
    let start = Instant::now();
    let plan = match (steps, args.get(1)) {
        (Some(steps), _) => solve(&instance, &Effort { steps, seed: 1 }),
        (None, Some(path)) => {
            let text = std::fs::read_to_string(path).expect("the plan can be read");
            Plan::from_json(&text).expect("the plan is valid")
        }
        (None, None) => solve(
            &instance,
            &Effort {
                steps: 1_000,
                seed: 1,
            },
        ),
    };
    eprintln!(
        "plan after {:?}: {} breaches, score {}",
        start.elapsed(),
        check(&instance, &plan).len(),
        score(&instance, &plan).score_yen
    );
    if args.iter().any(|it| it == "explain") {
        for worker in instance.workers.iter().take(20) {
            let package = instance.packages.first().map(|it| &*it.id);
            let start = Instant::now();
            for asked in [package, None] {
                let told = explain(&instance, &plan, &worker.id, asked);
                println!(
                    "{}",
                    serde_json::to_string(&told).expect("an explanation can be written")
                );
            }
            eprintln!("{} after {:?}", worker.id, start.elapsed());
        }
        return;
    }
    let asked = if args.iter().any(|it| it == "everything") {
        Asked::everything()
    } else {
        Asked::default()
    };
    let start = Instant::now();
    let found = report(&instance, &plan, &asked);
    eprintln!("report after {:?}", start.elapsed());
    eprintln!(
        "{}",
        serde_json::to_string(&found.totals).expect("totals can be written")
    );
    let start = Instant::now();
    let flaws = check_report(&instance, &plan, &found);
    eprintln!("{} flaws after {:?}", flaws.len(), start.elapsed());
    println!(
        "{}",
        serde_json::to_string(&found).expect("a report can be written")
    );
}
