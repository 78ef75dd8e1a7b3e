//! No plan scores more than the bound: of its own market, and of every market that offers more.

mod common;

use std::ops::ControlFlow;

use common::{Dice, market};
use matcher::instance::Instance;
use matcher::market::Market;
use matcher::relax::{RelaxEffort, Relaxed, relax};
use matcher::{Effort, Plan, score, solve};
use proptest::prelude::*;

fn markets() -> impl Strategy<Value = Instance> {
    (any::<u64>(), 0..14usize, 0..6usize)
        .prop_map(|(seed, workers, packages)| market(seed, workers, packages))
}

fn bound(instance: &Instance, iterations: u64, threads: usize) -> Relaxed {
    let effort = RelaxEffort {
        iterations,
        threads,
        ..RelaxEffort::default()
    };
    relax(&Market::new(instance), &effort, &mut |_| {
        ControlFlow::Continue(())
    })
}

/// The same market with more of one thing that nobody can mind having.
fn enlarged(instance: &Instance, seed: u64) -> Instance {
    let mut dice = Dice(seed);
    let mut other = instance.clone();
    let Some(at) = other.workers.len().checked_sub(1) else {
        return other;
    };
    match dice.below(4) {
        0 => {
            let worker = &mut other.workers[at];
            worker.avail_seconds.iter_mut().for_each(|it| *it += 7_200);
            worker.max_week_seconds += 36_000;
        }
        1 => other.sites.iter_mut().for_each(|it| it.seats += 1),
        2 => {
            let skills = other.skills.clone();
            let worker = &mut other.workers[at];
            for skill in skills {
                *worker.skills.entry(skill).or_insert(0) += 4;
            }
        }
        _ => {
            let mut twin = other.workers[at].clone();
            twin.id = "one more".to_owned();
            other.workers.push(twin);
        }
    }
    other
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_plan_found_scores_more_than_the_bound(instance in markets(), seed: u64) {
        let plan = solve(&instance, &Effort { steps: 200, seed });
        let scored = score(&instance, &plan).score();

        for iterations in [0, 20, 500] {
            let found = bound(&instance, iterations, 1).bound;
            prop_assert!(scored <= found, "{scored} scored, {found} proven after {iterations}");
        }
    }

    #[test]
    fn who_offers_more_has_no_lower_bound_than_what_was_reached(instance in markets(), seed: u64) {
        let plan = solve(&instance, &Effort { steps: 200, seed });
        let reached = score(&instance, &plan).score();

        let found = bound(&enlarged(&instance, seed), 500, 1).bound;

        prop_assert!(reached <= found, "{reached} reached, {found} proven of more");
    }

    #[test]
    fn ten_times_the_money_is_ten_times_the_bound(instance in markets()) {
        let mut rich = instance.clone();
        for it in &mut rich.packages {
            it.price_cyen *= 10;
            it.pay_cyen *= 10;
            it.rework_cyen *= 10;
        }
        for it in &mut rich.workers {
            it.target_yen *= 10;
            it.kpi_earned_yen = it.kpi_earned_yen.map(|yen| yen * 10);
            for income in it.income.values_mut() {
                income.earned_yen *= 10;
                income.ceiling_yen = income.ceiling_yen.map(|yen| yen * 10);
            }
        }
        rich.sites.iter_mut().for_each(|it| it.slot_cost_yen *= 10);
        let params = &mut rich.params;
        params.kpi_yen *= 10;
        params.kpi_value_yen *= 10;
        params.pair_cost_yen *= 10;
        params.continuity_yen_per_hour *= 10;
        params.prefer_yen_per_hour *= 10;
        params.change_cost_yen *= 10;

        let (poor, rich) = (bound(&instance, 4_000, 1).bound_yen(), bound(&rich, 4_000, 1).bound_yen());

        prop_assert!((rich - 10.0 * poor).abs() <= 0.01 * rich.abs() + 10.0, "{poor} and {rich}");
    }
}

#[test]
fn the_bound_does_not_depend_on_the_threads() {
    let text = include_str!("data/town-1.json");
    let town = Instance::from_json(text).expect("the town is valid");

    assert_eq!(bound(&town, 300, 1), bound(&town, 300, 3));
}

#[test]
fn a_market_without_orders_is_worth_nothing() {
    let empty = market(5, 6, 0);

    let found = bound(&empty, 100, 1);

    assert!(found.bound_yen() < 0.02, "{}", found.bound_yen());
    assert_eq!(score(&empty, &Plan::empty(&empty.name)).score(), 0);
}

#[test]
fn a_town_is_bound_as_closely_as_an_exact_relaxation_does() {
    let text = include_str!("data/town-1.json");
    let town = Instance::from_json(text).expect("the town is valid");

    let found = bound(&town, 3_000, 1).bound_yen();

    // 2,392,853 is the optimum of the relaxation without the joint worth of pay, by a simplex method.
    assert!((2_336_468.0..2_392_853.0).contains(&found), "{found}");
}
