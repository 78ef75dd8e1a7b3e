//! The proven bound of an instance, and what it took: `cargo run --release --example bound -- FILE [PASSES] [THREADS]`.

use std::ops::ControlFlow;
use std::time::Instant;

use matcher::Instance;
use matcher::market::Market;
use matcher::relax::{RelaxEffort, relax};

fn main() {
    let mut arguments = std::env::args().skip(1);
    let file = arguments.next().expect("an instance");
    let number =
        |it: Option<String>, default: u64| it.map_or(default, |it| it.parse().expect("a number"));
    let iterations = number(arguments.next(), 2_000);
    let threads = number(arguments.next(), 1) as usize;
    let tolerance = arguments
        .next()
        .map_or(0.0, |it| it.parse().expect("a number"));

    let start = Instant::now();
    let text = std::fs::read_to_string(&file).expect("a readable file");
    let instance = Instance::from_json(&text).expect("a valid instance");
    drop(text);
    eprintln!("read {:.2} s", start.elapsed().as_secs_f64());
    let start = Instant::now();
    let market = Market::new(&instance);
    eprintln!(
        "market {:.2} s, {} columns",
        start.elapsed().as_secs_f64(),
        market.columns.len()
    );
    let start = Instant::now();
    let effort = RelaxEffort {
        iterations,
        tolerance,
        threads,
    };
    let mut next = 20;
    let relaxed = relax(&market, &effort, &mut |it| {
        if it.iterations >= next {
            eprintln!(
                "{:6} {:.3} s {:.0}",
                it.iterations,
                start.elapsed().as_secs_f64(),
                it.bound_yen
            );
            next = it.iterations * 5 / 4;
        }
        ControlFlow::Continue(())
    });
    #[cfg(feature = "highs")]
    {
        let start = Instant::now();
        let exact = matcher::relax::highs::relax(&market).expect("an optimum");
        println!(
            "HiGHS: {} rounds {:.3} s bound {:.2}",
            exact.iterations,
            start.elapsed().as_secs_f64(),
            exact.bound_yen()
        );
    }
    println!(
        "{} iterations {:.3} s bound {:.2}",
        relaxed.iterations,
        start.elapsed().as_secs_f64(),
        relaxed.bound_yen()
    );
}
