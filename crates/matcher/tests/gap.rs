//! The generalized assignment problem against its definition and against trying everything.

mod common;

use std::ops::ControlFlow;

use common::Dice;
use matcher::gap::{Aim, Gap};
use matcher::market::Market;
use matcher::{Effort, Instance, RelaxEffort, check, relax, solve};

/// Five agents would be many for paper: three agents, six jobs, written by hand.
const BY_HAND: &str = "3 6
 17 21 22 18 24 15
 23 16 21 16 17 16
 16 20 16 25 24 16
  8 15 14 23  8 16
 15  7 23 22 11 11
 21 20  6 22 24 10
 34 27 30";

fn solved(gap: &Gap, aim: Aim) -> matcher::gap::Assigned {
    let market = gap.translated(aim, 20).expect("small numbers stay exact");
    let plan = solve(
        &market.instance,
        &Effort {
            steps: 20_000,
            seed: 1,
        },
    );
    assert_eq!(check(&market.instance, &plan), vec![]);
    let assigned = market.assigned(&plan, Some(bound(&market.instance)));
    assert!(market.fits(&assigned));
    assigned
}

/// What no plan of the market exceeds, in yen.
fn bound(instance: &Instance) -> f64 {
    let market = Market::new(instance);
    let effort = RelaxEffort::default();
    relax(&market, &effort, &mut |_| ControlFlow::Continue(())).bound_yen()
}

/// The least cost (or most profit) of an assignment of all jobs, by trying every one.
fn by_trying(gap: &Gap, aim: Aim) -> Option<i64> {
    let (agents, jobs) = (gap.capacities.len(), gap.costs[0].len());
    let mut best: Option<i64> = None;
    for number in 0..agents.pow(jobs as u32) {
        let mut left = gap.capacities.clone();
        let (mut rest, mut cost) = (number, 0);
        for job in 0..jobs {
            let agent = rest % agents;
            rest /= agents;
            left[agent] -= gap.resources[agent][job];
            cost += gap.costs[agent][job];
        }
        if left.iter().any(|it| *it < 0) {
            continue;
        }
        best = Some(match (best, aim) {
            (None, _) => cost,
            (Some(best), Aim::LeastCost) => best.min(cost),
            (Some(best), Aim::MostProfit) => best.max(cost),
        });
    }
    best
}

#[test]
fn a_problem_written_by_hand_is_solved_to_its_optimum() {
    let gap = Gap::from_text(BY_HAND)
        .expect("it is written as the library writes")
        .remove(0);

    for aim in [Aim::LeastCost, Aim::MostProfit] {
        let found = solved(&gap, aim);

        assert_eq!(found.unassigned, 0);
        assert_eq!(Some(found.cost), by_trying(&gap, aim), "{aim:?}");
        let bound = found.bound.expect("a bound was asked for");
        match aim {
            Aim::LeastCost => assert!(bound <= found.cost as f64),
            Aim::MostProfit => assert!(found.cost as f64 <= bound),
        }
    }
}

#[test]
fn small_problems_by_chance_are_solved_to_their_optimum() {
    for seed in 0..12 {
        let mut dice = Dice(seed);
        let (agents, jobs) = (3, 7);
        let mut table = |least, most| -> Vec<Vec<i64>> {
            (0..agents)
                .map(|_| {
                    (0..jobs)
                        .map(|_| dice.between(least, most) as i64)
                        .collect()
                })
                .collect()
        };
        let (costs, resources) = (table(10, 50), table(5, 25));
        let capacities = resources
            .iter()
            .map(|it| it.iter().sum::<i64>() * 45 / 100)
            .collect();
        let gap = Gap {
            costs,
            resources,
            capacities,
        };

        let found = solved(&gap, Aim::LeastCost);

        match by_trying(&gap, Aim::LeastCost) {
            Some(best) => assert_eq!((found.cost, found.unassigned), (best, 0), "seed {seed}"),
            None => assert!(found.unassigned > 0, "seed {seed}"),
        }
    }
}

/// A capacity that is met to the last unit holds, and one that is missed by one does not.
#[test]
fn the_translation_is_exact_at_the_edge_of_a_capacity() {
    for (capacity, fits) in [(100, true), (99, false)] {
        let gap = Gap {
            costs: vec![vec![1; 20]],
            resources: vec![vec![5; 20]],
            capacities: vec![capacity],
        };

        assert_eq!(solved(&gap, Aim::LeastCost).unassigned == 0, fits);
    }
}

#[test]
fn several_problems_are_read_from_one_file() {
    let both = format!("2 {BY_HAND} {BY_HAND}");

    let read = Gap::from_text(&both).expect("two problems are two problems");

    assert_eq!(read.len(), 2);
    assert_eq!(read[0], read[1]);
}

#[test]
fn a_fault_names_the_number_that_is_wrong() {
    let cases = [
        ("", "number 1"),
        ("3 x", "number 2"),
        ("1 1 4 -3 5", "number 4"),
        ("2 2 1 1 1 1", "numbers"),
        ("1 1 4 3 5 6", "numbers"),
        ("0", "number 1"),
    ];
    for (text, place) in cases {
        let fault = Gap::from_text(text).expect_err("it is at fault");
        assert_eq!(fault.place, place, "{text:?}");
    }
    let nothing = Gap::from_text("1 1 4 0 5")
        .expect("it can be read")
        .remove(0);
    let fault = nothing.translated(Aim::LeastCost, 1).err();
    assert_eq!(fault.map(|it| it.place), Some("resources".to_owned()));
}
