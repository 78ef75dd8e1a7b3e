//! What holds for every market.

mod common;

use common::{Dice, market};
use matcher::instance::Instance;
use matcher::{Effort, Pins, check, explain_all, explain_chosen, score, solve, solve_pinned};
use proptest::prelude::*;

const STEPS: u64 = 60;

fn markets() -> impl Strategy<Value = Instance> {
    (any::<u64>(), 0..14usize, 0..6usize)
        .prop_map(|(seed, workers, packages)| market(seed, workers, packages))
}

/// The same market with other ids for whoever can have one, and every list in another order.
fn disguised(instance: &Instance, seed: u64) -> Instance {
    let mut dice = Dice(seed);
    let mut other = instance.clone();
    let name = |id: &str| {
        format!(
            "x{}",
            id.bytes()
                .rev()
                .map(|it| char::from(it ^ 1))
                .collect::<String>()
        )
    };
    for it in &mut other.workers {
        it.id = name(&it.id);
        it.municipality = name(&it.municipality);
        it.sites
            .iter_mut()
            .chain(&mut it.clients)
            .for_each(|id| *id = name(id));
        it.sites.reverse();
    }
    for it in &mut other.packages {
        it.id = name(&it.id);
        it.client = name(&it.client);
        it.director = name(&it.director);
        it.muni_only
            .iter_mut()
            .flatten()
            .for_each(|id| *id = name(id));
        it.muni_quota_pct = it
            .muni_quota_pct
            .iter()
            .map(|(id, pct)| (name(id), *pct))
            .collect();
    }
    other
        .municipalities
        .iter_mut()
        .for_each(|it| it.id = name(&it.id));
    other
        .directors
        .iter_mut()
        .for_each(|it| it.id = name(&it.id));
    for it in &mut other.sites {
        it.id = name(&it.id);
        it.municipality = name(&it.municipality);
    }
    for it in &mut other.previous {
        it.worker = name(&it.worker);
        it.package = name(&it.package);
    }
    shuffle(&mut other.workers, &mut dice);
    shuffle(&mut other.packages, &mut dice);
    shuffle(&mut other.sites, &mut dice);
    shuffle(&mut other.municipalities, &mut dice);
    shuffle(&mut other.directors, &mut dice);
    other
}

fn shuffle<T>(list: &mut [T], dice: &mut Dice) {
    for at in (1..list.len()).rev() {
        list.swap(at, dice.below(at as u64 + 1) as usize);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn every_plan_passes_the_checker(instance in markets(), seed: u64) {
        let plan = solve(&instance, &Effort { steps: STEPS, seed });

        prop_assert_eq!(check(&instance, &plan), vec![]);
    }

    #[test]
    fn the_same_seed_gives_the_same_plan(instance in markets(), seed: u64) {
        let effort = Effort { steps: STEPS, seed };

        prop_assert_eq!(solve(&instance, &effort), solve(&instance, &effort));
    }

    #[test]
    fn neither_names_nor_the_order_of_lists_decide_anything(instance in markets(), seed: u64) {
        let other = disguised(&instance, seed);
        let effort = Effort { steps: STEPS, seed };

        let (here, there) = (solve(&instance, &effort), solve(&other, &effort));

        prop_assert_eq!(score(&instance, &here), score(&other, &there));
    }

    #[test]
    fn more_effort_never_makes_a_plan_worse(instance in markets(), seed: u64) {
        let quick = solve(&instance, &Effort { steps: 0, seed });
        let patient = solve(&instance, &Effort { steps: STEPS, seed });

        // Hours for known clients are rounded once over all pairs; the search rounds each unit.
        let rounding = 1_000_000;
        prop_assert!(score(&instance, &quick).score() <= score(&instance, &patient).score() + rounding);
    }

    #[test]
    fn what_a_director_fixed_stays_or_is_reported(instance in markets(), seed: u64) {
        let free = solve(&instance, &Effort { steps: 10, seed });
        let pins = Pins {
            fixed: free.assignments.iter().step_by(2).map(|it| (it.worker.clone(), it.package.clone(), it.units)).collect(),
            forbidden: free.assignments.iter().skip(1).step_by(2).map(|it| (it.worker.clone(), it.package.clone())).collect(),
        };

        let pinned = solve_pinned(&instance, &Effort { steps: STEPS, seed: seed ^ 1 }, &pins);

        prop_assert_eq!(check(&instance, &pinned.plan), vec![]);
        for (worker, package, units) in &pins.fixed {
            let reported = pinned.broken.iter().any(|it| it.worker == *worker && it.package == *package);
            prop_assert!(reported || pinned.plan.units(worker, package) >= *units);
        }
        for (worker, package) in &pins.forbidden {
            prop_assert_eq!(pinned.plan.units(worker, package), 0);
        }
    }

    #[test]
    fn everyone_is_either_chosen_for_reasons_or_told_why_not(instance in markets(), seed: u64) {
        let plan = solve(&instance, &Effort { steps: STEPS, seed });

        for package in &instance.packages {
            let told = explain_all(&instance, &plan, &package.id);
            let team = plan.assignments.iter().filter(|it| it.package == package.id);
            prop_assert_eq!(told.len() + team.clone().count(), instance.workers.len());
            for it in team {
                prop_assert!(!explain_chosen(&instance, &plan, &it.worker, &it.package).is_empty());
            }
        }
    }

    #[test]
    fn a_broken_file_is_refused_and_never_a_panic(instance in markets(), from: usize, length in 0..40usize, with in ".{0,6}") {
        let text = instance.to_json();
        let start = from % text.len();
        let end = (start + length).min(text.len());

        let damaged = format!("{}{with}{}", &text[..start], &text[end..]);

        if let Ok(read) = Instance::from_json(&damaged) {
            prop_assert_eq!(check(&read, &solve(&read, &Effort { steps: 3, seed: 1 })), vec![]);
        }
    }
}

#[test]
fn an_empty_market_gives_the_empty_plan() {
    for (workers, packages) in [(0, 0), (5, 0), (0, 4)] {
        let instance = market(7, workers, packages);

        let plan = solve(&instance, &Effort { steps: 20, seed: 1 });

        assert!(plan.assignments.is_empty());
        assert_eq!(check(&instance, &plan), vec![]);
    }
}
