//! Measures answers to absences and the robustness of a plan:
//! `cargo run --release -p matcher --example events -- INSTANCE.json [SOLUTION.json]`
//! ABSENCES=N asks for about so many absences instead of 60, RUNS=N for so many runs instead of 200.

use std::process::ExitCode;
use std::time::Instant;

use matcher::{Effort, Event, Instance, Plan, check_answer, reschedule, robustness, score, solve};

fn main() -> ExitCode {
    let mut files = std::env::args().skip(1);
    let Some(instance) = files.next() else {
        eprintln!("an instance is wanted");
        return ExitCode::from(2);
    };
    let read =
        |file: &str| std::fs::read_to_string(file).map_err(|error| format!("{file}: {error}"));
    let instance = read(&instance)
        .and_then(|text| Instance::from_json(&text).map_err(|fault| fault.to_string()));
    let instance = match instance {
        Ok(instance) => instance,
        Err(error) => {
            eprintln!("{error}");
            return ExitCode::from(2);
        }
    };
    let plan = files
        .next()
        .map(|file| read(&file).and_then(|it| Plan::from_json(&it).map_err(|it| it.to_string())));
    let plan = match plan {
        None => solve(&instance, &Effort { steps: 0, seed: 1 }),
        Some(Ok(plan)) => plan,
        Some(Err(error)) => {
            eprintln!("{error}");
            return ExitCode::from(2);
        }
    };
    println!("score {:.0}", score(&instance, &plan).score_yen);
    absences(&instance, &plan);
    let begun = Instant::now();
    let found = robustness(&instance, &plan, wished("RUNS", 200) as u32, 1);
    println!(
        "robustness: mean {:.3}, 19 of 20 {:.3}, worst {:.3} of {} in {:.3} s",
        found.mean,
        found.in_19_of_20,
        found.worst,
        found.planned,
        begun.elapsed().as_secs_f64()
    );
    ExitCode::SUCCESS
}

/// A number from the environment, at least 1.
fn wished(name: &str, usual: usize) -> usize {
    let said = std::env::var(name).ok().and_then(|it| it.parse().ok());
    said.unwrap_or(usual).max(1)
}

/// Processor time of this process so far in ms, where the system tells it: the wall clock of a busy
/// machine says little.
fn cpu_ms() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let ticks = stat
        .rsplit(')')
        .next()
        .and_then(|it| it.split_whitespace().nth(11)?.parse::<f64>().ok());
    ticks.unwrap_or(0.0) * 10.0
}

fn absences(instance: &Instance, plan: &Plan) {
    let from = instance.buckets.len() as i64 / 4;
    let mut busy: Vec<&str> = plan.assignments.iter().map(|it| &*it.worker).collect();
    busy.dedup();
    let step = (busy.len() / wished("ABSENCES", 60)).max(1);
    let (mut times, mut covered, mut lost, mut breaches) = (Vec::new(), 0, 0, 0);
    let (mut disturbance, mut of_team) = (0.0, 0);
    let cpu = cpu_ms();
    let mut checking = 0.0;
    for worker in busy.into_iter().step_by(step) {
        let event = Event::absence(instance, worker, from, None);
        let begun = Instant::now();
        let answer = reschedule(instance, plan, &event);
        times.push(begun.elapsed().as_secs_f64() * 1000.0);
        if answer.lost.is_empty() {
            continue;
        }
        lost += 1;
        let best = &answer.choices[0];
        covered += usize::from(best.uncovered.is_empty());
        of_team += usize::from(best.disturbance.new_pairs == 0);
        disturbance += best.disturbance.total;
        let cpu = cpu_ms();
        breaches += check_answer(instance, plan, &event, &answer).len();
        checking += cpu_ms() - cpu;
    }
    let cpu = cpu_ms() - cpu - checking;
    times.sort_by(f64::total_cmp);
    println!(
        "absences: {} asked, {:.2} ms of processor time each, median {:.2} ms, longest {:.2} ms; of {lost} with a loss {covered} covered, {of_team} by the team, mean disturbance {:.1}, breaches {breaches}",
        times.len(),
        cpu / times.len() as f64,
        times[times.len() / 2],
        times[times.len() - 1],
        disturbance / f64::from(lost.max(1)),
    );
}
