use super::*;
use crate::solve::{Effort, solve};

fn town() -> Instance {
    let text = include_str!("../../tests/data/town-1.json");
    Instance::from_json(text).expect("the town is valid")
}

#[test]
fn a_plan_that_settles_stays_possible_and_is_counted_as_the_score_does() {
    let town = town();
    for steps in [0, 50, 2_000] {
        let plan = solve(&town, &Effort { steps, seed: 2 });
        let mut s = Situation::new(&town, &plan);
        let scored = wishes::score(&town, &plan);
        assert!((s.score() - scored.score()).abs() < YEN / 100);

        s.settle_all(4);

        let (settled, scored) = (s.plan(), wishes::score(&town, &s.plan()));
        assert_eq!(crate::check(&town, &settled), vec![]);
        assert!((s.score() - scored.score()).abs() < YEN / 100);
        assert_eq!(s.effect().score_yen, whole(s.score() / YEN));
        assert_eq!(s.effect().counted, scored.t2_kpi_people);
        assert_eq!(s.effect().short_yen, scored.t1_short_value_yen as i64);
    }
}

#[test]
fn whatever_is_tried_is_taken_back_whole() {
    let town = town();
    let plan = solve(
        &town,
        &Effort {
            steps: 500,
            seed: 2,
        },
    );
    let mut s = Situation::new(&town, &plan);
    let (before, worths, booked) = (s.plan(), s.worths, s.booked.clone());
    let measures = [
        crate::bottleneck::Measure::Seat {
            site: town.sites[0].id.clone(),
        },
        crate::bottleneck::Measure::Order {
            kind: town.packages[0].kind.clone(),
        },
        crate::bottleneck::Measure::DirectorHour {
            director: town.directors[0].id.clone(),
        },
        crate::bottleneck::Measure::Clear,
    ];

    let mark = s.mark();
    for (at, measure) in measures.iter().enumerate() {
        s.apply(measure, Some(at));
        s.settle_all(2);
    }
    s.back_to(mark);

    assert_eq!(s.plan(), before);
    assert_eq!((s.worths, s.booked.clone()), (worths, booked));
    assert_eq!(s.instance, town);
}
