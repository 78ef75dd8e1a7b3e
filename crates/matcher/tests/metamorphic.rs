//! What must happen to score and bound when a market is changed as a whole.

mod common;

use std::ops::ControlFlow;

use common::{Dice, market};
use matcher::market::Market;
use matcher::plan::Assignment;
use matcher::{Effort, Instance, Plan, RelaxEffort, check, relax, score, solve};
use proptest::prelude::*;

const STEPS: u64 = 300;

/// What no plan of a market exceeds, in 10⁻⁸ yen.
fn bound(instance: &Instance) -> i128 {
    let effort = RelaxEffort {
        iterations: 150,
        ..RelaxEffort::default()
    };
    let market = Market::new(instance);
    relax(&market, &effort, &mut |_| ControlFlow::Continue(())).bound
}

/// Every amount of money so many times as large.
fn dearer(instance: &Instance, times: i64) -> Instance {
    let mut other = instance.clone();
    for it in &mut other.packages {
        it.price_cyen *= times;
        it.pay_cyen *= times;
        it.rework_cyen *= times;
    }
    for it in &mut other.workers {
        it.target_yen *= times;
        it.kpi_earned_yen = it.kpi_earned_yen.map(|yen| yen * times);
        for income in it.income.values_mut() {
            income.earned_yen *= times;
            income.ceiling_yen = income.ceiling_yen.map(|yen| yen * times);
        }
    }
    for it in &mut other.sites {
        it.slot_cost_yen *= times;
    }
    let params = &mut other.params;
    params.kpi_yen *= times;
    params.kpi_value_yen *= times;
    params.pair_cost_yen *= times;
    params.continuity_yen_per_hour *= times;
    params.prefer_yen_per_hour *= times;
    params.change_cost_yen *= times;
    other
}

/// The market and its twin, who have nothing to do with each other.
fn twice(instance: &Instance) -> Instance {
    let mut whole = instance.clone();
    let twin = |id: &str| format!("{id}'");
    let again = instance.clone();
    whole
        .municipalities
        .extend(again.municipalities.into_iter().map(|mut it| {
            it.id = twin(&it.id);
            it
        }));
    whole.sites.extend(again.sites.into_iter().map(|mut it| {
        (it.id, it.municipality) = (twin(&it.id), twin(&it.municipality));
        it
    }));
    whole
        .directors
        .extend(again.directors.into_iter().map(|mut it| {
            it.id = twin(&it.id);
            it
        }));
    // Kinds keep the twins apart: nobody has a record of the other's.
    whole.kinds.extend(again.kinds.into_iter().map(|mut it| {
        it.id = twin(&it.id);
        it
    }));
    whole
        .workers
        .extend(again.workers.into_iter().map(|mut it| {
            (it.id, it.municipality) = (twin(&it.id), twin(&it.municipality));
            it.sites.iter_mut().for_each(|id| *id = twin(id));
            it.kinds = it
                .kinds
                .into_iter()
                .map(|(id, record)| (twin(&id), record))
                .collect();
            for id in it
                .refuse_kinds
                .iter_mut()
                .chain(&mut it.prefer_kinds)
                .chain(&mut it.clients)
            {
                *id = twin(id);
            }
            it
        }));
    whole
        .packages
        .extend(again.packages.into_iter().map(|mut it| {
            (it.id, it.kind, it.director) = (twin(&it.id), twin(&it.kind), twin(&it.director));
            it.client = twin(&it.client);
            it.muni_only
                .iter_mut()
                .flatten()
                .for_each(|id| *id = twin(id));
            it.muni_quota_pct = it
                .muni_quota_pct
                .into_iter()
                .map(|(id, pct)| (twin(&id), pct))
                .collect();
            it
        }));
    whole
        .previous
        .extend(again.previous.into_iter().map(|mut it| {
            (it.worker, it.package) = (twin(&it.worker), twin(&it.package));
            it
        }));
    whole
}

fn twice_planned(plan: &Plan) -> Plan {
    let mut whole = plan.clone();
    whole.assignments.extend(plan.assignments.iter().map(|it| {
        let mut schedule = it.schedule.clone();
        for row in &mut schedule {
            row.site = row.site.as_ref().map(|id| format!("{id}'"));
        }
        Assignment {
            worker: format!("{}'", it.worker),
            package: format!("{}'", it.package),
            schedule,
            ..it.clone()
        }
    }));
    whole
}

/// The market with one thing more in it.
fn richer(instance: &Instance, seed: u64) -> Instance {
    let mut dice = Dice(seed);
    let mut other = instance.clone();
    let worker = dice.below(other.workers.len().max(1) as u64) as usize;
    match dice.below(4) {
        0 => {
            if let Some(mut twin) = other.workers.get(worker).cloned() {
                twin.id = "one more".to_owned();
                other.workers.push(twin);
            }
        }
        1 => other.sites.iter_mut().for_each(|it| it.seats += 1),
        2 => {
            for it in other.workers.iter_mut().skip(worker).take(1) {
                it.avail_seconds.iter_mut().for_each(|it| *it += 3600);
                it.max_week_seconds += 7200;
            }
        }
        _ => {
            for it in other.workers.iter_mut().skip(worker).take(1) {
                it.skills.insert("pc".to_owned(), 4);
                it.skills.insert("office".to_owned(), 4);
            }
        }
    }
    other
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn money_counted_in_another_coin_counts_the_same(seed: u64, times in 2..9i64) {
        let instance = market(seed, 10, 4);
        let plan = solve(&instance, &Effort { steps: STEPS, seed });
        let other = dearer(&instance, times);

        let (here, there) = (score(&instance, &plan), score(&other, &plan));

        // Continuity and preference are rounded down once each.
        let off = here.score() * i128::from(times) - there.score();
        prop_assert!(off.abs() <= 4 * i128::from(times), "{off}");
        prop_assert_eq!(check(&other, &plan), vec![]);
        prop_assert!(there.score() <= bound(&other));
    }

    #[test]
    fn twins_together_are_worth_at_least_twice_as_much(seed: u64) {
        let instance = market(seed, 8, 4);
        let plan = solve(&instance, &Effort { steps: STEPS, seed });
        let (whole, both) = (twice(&instance), twice_planned(&plan));

        prop_assert_eq!(check(&whole, &both), vec![]);
        let off = score(&whole, &both).score() - 2 * score(&instance, &plan).score();
        prop_assert!(off.abs() <= 8, "{off}");
        prop_assert!(score(&whole, &both).score() <= bound(&whole));
    }

    #[test]
    fn one_thing_more_never_brings_the_bound_below_what_was_reached_before(seed: u64) {
        let instance = market(seed, 10, 4);
        let reached = score(&instance, &solve(&instance, &Effort { steps: STEPS, seed })).score();

        // One more person changes which share of pay each town has; that is a matter of balance alone.
        prop_assert!(reached <= bound(&richer(&instance, seed ^ 3)));
    }

    #[test]
    fn bound_and_plan_are_those_of_the_same_market_under_other_names(seed: u64) {
        let mut instance = market(seed, 9, 4);
        let here = bound(&instance);
        for it in &mut instance.workers {
            it.id = format!("person {}", it.id);
        }
        for it in &mut instance.previous {
            it.worker = format!("person {}", it.worker);
        }
        instance.workers.reverse();

        let there = bound(&instance);

        prop_assert_eq!(here, there);
    }
}
