//! How far a search comes in so many seconds of processor time: `walk INSTANCE SECONDS [SEED [THREADS [PASSES]]]`, with prices
//! found in so many passes..

use std::ops::ControlFlow;
use std::time::Instant;

use matcher::market::Market;
use matcher::relax::{RelaxEffort, relax};
use matcher::solve::{Effort, Pins, Wanted, solve_within};
use matcher::{Instance, check, score};

fn main() {
    let args: Vec<String> = std::env::args().collect();
    let text = std::fs::read_to_string(&args[1]).expect("the instance can be read");
    let seconds: f64 = args[2].parse().expect("seconds are a number");
    let seed = args
        .get(3)
        .map_or(1, |it| it.parse().expect("a seed is a number"));
    let threads = args
        .get(4)
        .map_or(1, |it| it.parse().expect("threads are a number"));
    let instance = Instance::from_json(&text).expect("the instance is valid");
    let began = Instant::now();
    let start = user_seconds();
    let market = Market::new(&instance);
    println!(
        "market {:.3} s, {} columns",
        user_seconds() - start,
        market.columns.len()
    );
    let pins = Pins::default();
    let effort = Effort {
        steps: u64::MAX,
        seed,
    };
    let passes = args
        .get(5)
        .map_or(0, |it| it.parse().expect("passes are a number"));
    let relaxing = RelaxEffort {
        iterations: passes,
        ..RelaxEffort::default()
    };
    let relaxed =
        (passes > 0).then(|| relax(&market, &relaxing, &mut |_| ControlFlow::Continue(())));
    if let Some(relaxed) = &relaxed {
        println!(
            "bound {:.3} s {:.0} yen",
            user_seconds() - start,
            relaxed.bound_yen()
        );
    }
    let wanted = Wanted {
        prices: relaxed.as_ref(),
        threads,
        ..Wanted::new(effort, &pins)
    };
    let mut next = 0.0;
    let mut steps = 0;
    let pinned = solve_within(&market, &wanted, &mut |progress| {
        let used = user_seconds() - start;
        steps = progress.steps;
        if used >= next {
            println!(
                "{used:8.3} s {:10} steps {:15.0} yen",
                progress.steps, progress.score_yen
            );
            next = if used < 1.0 { used + 0.25 } else { used * 1.3 };
        }
        used / seconds
    });
    let used = user_seconds() - start;
    let tiers = score(&instance, &pinned.plan);
    println!(
        "end {used:.2} s cpu, {:.2} s wall, {steps} steps: {:.0} yen, short {:.2} %, {} people new, breaches {}",
        began.elapsed().as_secs_f64(),
        tiers.score_yen,
        tiers.t1_short_pct,
        tiers.t2_kpi_new,
        check(&instance, &pinned.plan).len()
    );
    if let Ok(path) = std::env::var("OUT") {
        std::fs::write(path, pinned.plan.to_json()).expect("the plan can be written");
    }
}

/// Processor seconds of this process, from the kernel's account.
fn user_seconds() -> f64 {
    let text = std::fs::read_to_string("/proc/self/schedstat").unwrap_or_default();
    let nanos = text.split(' ').next().and_then(|it| it.parse::<f64>().ok());
    nanos.unwrap_or(0.0) / 1e9
}
