//! From rows to an instance and back, and what a plan of ours may never do.

use super::testing::*;
use super::*;
use crate::facts::Fees;
use crate::solved::work_out;
use crate::why::{Because, Why};
use base::Yen;
use matcher::Reason;
use people::JobTypeId;
use people::read::{Candidate, Record};
use work::read::Declined;

fn solved(facts: &Facts, decided: Decided) -> crate::solved::Solved {
    let portions: Vec<Portion> = open_portions(facts).cloned().collect();
    work_out(
        instance(facts),
        &portions,
        decided,
        None,
        crate::search::FOR_ONE_ORDER,
        &Default::default(),
    )
    .expect("a sound plan")
}

fn why_of(solved: &crate::solved::Solved, worker: i64) -> Why {
    let found = solved.rest.iter().find(|it| it.worker == WorkerId(worker));
    found
        .map(|it| it.why.clone())
        .expect("a person who is not chosen")
}

#[test]
fn ids_are_read_back_as_they_were_written() {
    assert_eq!(worker_of(&worker_id(WorkerId(12))), Some(WorkerId(12)));
    assert_eq!(portion_of(&package_id(PortionId(3))), Some(PortionId(3)));
    assert_eq!(
        (worker_of("p3"), portion_of("w12"), worker_of("")),
        (None, None, None)
    );
}

#[test]
fn an_instance_of_ours_is_valid_and_is_read_back_from_its_file() {
    let facts = facts(
        vec![portion(1, 400)],
        vec![candidate(1, 600), candidate(2, 300)],
    );

    let made = instance(&facts);

    assert_eq!(made.validate(), Ok(()));
    let back = Instance::from_json(&made.to_json()).unwrap();
    assert_eq!(back, made);
    assert_eq!(window_of(&back), Some(facts.window));
}

#[test]
fn a_trained_newcomer_is_chosen_and_all_of_the_work_is_looked_at() {
    let facts = facts(
        vec![portion(1, 100)],
        vec![candidate(1, 600), candidate(2, 600)],
    );

    let solved = solved(&facts, Decided::default());

    assert_eq!(solved.outcome.given(), 100);
    assert!(
        solved
            .pairs
            .iter()
            .all(|it| it.because.contains(&Because::FirstTime))
    );
}

#[test]
fn the_same_facts_give_the_same_plan() {
    let people = (1..=8).map(|id| candidate(id, 120 + 40 * id)).collect();
    let facts = facts(vec![portion(1, 900)], people);

    assert_eq!(
        solved(&facts, Decided::default()).plan,
        solved(&facts, Decided::default()).plan
    );
}

#[test]
fn who_lacks_the_skill_is_told_the_course_and_who_lacks_hours_the_minutes() {
    let untrained = Candidate {
        skills: Vec::new(),
        ..candidate(2, 600)
    };
    let resting = candidate(3, 10);
    let facts = facts(
        vec![portion(1, 100)],
        vec![candidate(1, 600), candidate(4, 600), untrained, resting],
    );

    let solved = solved(&facts, Decided::default());

    assert_eq!(
        why_of(&solved, 2),
        Why::Skill {
            skill: CARE,
            needed: 1,
            has: 0
        }
    );
    assert!(
        matches!(why_of(&solved, 3), Why::Hours { needed: 138, .. }),
        "{:?}",
        why_of(&solved, 3)
    );
}

#[test]
fn confidential_work_goes_to_cleared_people_in_a_secure_room_only() {
    let secret = Portion {
        class: Class::Secure,
        max_share_pct: 100,
        ..portion(1, 60)
    };
    let cleared = Candidate {
        secure_cleared: true,
        ..candidate(1, 600)
    };
    let far = Candidate {
        municipality: access::MunicipalityId(4),
        secure_cleared: true,
        ..candidate(2, 600)
    };
    let facts = facts(vec![secret], vec![cleared, far, candidate(3, 600)]);

    let solved = solved(&facts, Decided::default());

    assert_eq!(
        solved.pairs.iter().map(|it| it.worker).collect::<Vec<_>>(),
        vec![WorkerId(1)]
    );
    assert!(solved.pairs[0].because.contains(&Because::AtSite));
    assert_eq!(
        why_of(&solved, 2),
        Why::Place {
            class: Class::Secure
        }
    );
    assert_eq!(why_of(&solved, 3), Why::Clearance);
}

#[test]
fn who_is_not_cleared_for_home_works_at_a_site_or_learns_what_is_missing() {
    let at_site = Candidate {
        remote_cleared: false,
        ..candidate(1, 600)
    };
    let far = Candidate {
        remote_cleared: false,
        municipality: access::MunicipalityId(4),
        ..candidate(2, 600)
    };
    let facts = facts(
        vec![Portion {
            max_share_pct: 100,
            ..portion(1, 60)
        }],
        vec![at_site, far],
    );

    let solved = solved(&facts, Decided::default());

    assert!(solved.pairs[0].because.contains(&Because::AtSite));
    assert_eq!(why_of(&solved, 2), Why::HomeClearance);
}

#[test]
fn nobody_passes_their_own_income_line() {
    let careful = Candidate {
        ceiling_yen: Some(Yen::new(1_000_000)),
        ..candidate(1, 600)
    };
    let mut facts = facts(
        vec![Portion {
            max_share_pct: 100,
            ..portion(1, 60)
        }],
        vec![careful],
    );
    facts.by_year = vec![(
        2027,
        vec![Fees {
            worker: WorkerId(1),
            fees: Yen::new(999_000),
        }],
    )];

    let solved = solved(&facts, Decided::default());

    assert!(solved.pairs.is_empty());
    assert!(
        matches!(why_of(&solved, 1), Why::Ceiling { .. }),
        "{:?}",
        why_of(&solved, 1)
    );
}

#[test]
fn who_holds_the_part_or_passed_on_it_is_not_asked_again() {
    let people = vec![candidate(1, 600), candidate(2, 600), candidate(3, 600)];
    let mut facts = facts(
        vec![Portion {
            left: 100,
            ..portion(7, 200)
        }],
        people,
    );
    facts.held = vec![held(1, 7, 100, 132, Day::known(2027, 2, 12))];
    facts.declined = vec![Declined {
        worker: 2,
        portion: 7,
    }];

    let solved = solved(&facts, answered(&facts));

    assert!(solved.pairs.iter().all(|it| it.worker == WorkerId(3)));
    assert_eq!(
        (why_of(&solved, 1), why_of(&solved, 2)),
        (Why::Asked, Why::Declined)
    );
}

#[test]
fn what_is_fixed_stays_and_the_change_is_weighed() {
    let people: Vec<Candidate> = (1..=5).map(|id| candidate(id, 600)).collect();
    let facts = facts(vec![portion(1, 200)], people);
    let first = solved(&facts, Decided::default());
    let outside = (1..=5)
        .map(WorkerId)
        .find(|it| first.pairs.iter().all(|pair| pair.worker != *it));
    let fixed = outside.unwrap_or(WorkerId(5));
    let decided = Decided::default().after(crate::Change::Fix {
        worker: fixed,
        portion: PortionId(1),
        units: 60,
    });
    let portions: Vec<Portion> = open_portions(&facts).cloned().collect();

    let again = work_out(
        in_force(instance(&facts), &first.plan),
        &portions,
        decided,
        Some(&first.plan),
        crate::search::FOR_ONE_ORDER,
        &Default::default(),
    )
    .unwrap();

    let pair = again
        .pairs
        .iter()
        .find(|it| it.worker == fixed)
        .expect("the fixed pair");
    assert!(pair.fixed && pair.units >= 60);
    assert!(again.outcome.cost.is_some());
}

#[test]
fn a_record_speaks_for_itself_and_another_kind_of_work_does_not_count() {
    let record = Record {
        job_type: CHECKING,
        units: 400,
        speed_pct: 120,
        defect_ppm: 8_000,
        defect_upper_ppm: 15_000,
    };
    let other = Record {
        job_type: JobTypeId(8),
        ..record
    };
    let skilled = Candidate {
        records: vec![record],
        ..candidate(1, 600)
    };
    let elsewhere = Candidate {
        records: vec![other],
        skills: Vec::new(),
        ..candidate(2, 600)
    };

    let made = instance(&facts(vec![portion(1, 100)], vec![skilled, elsewhere]));

    assert_eq!(made.workers[0].kinds["j2"].speed_pct, 120);
    assert!(made.workers[1].kinds.is_empty());
}

#[test]
fn a_seat_that_is_booked_is_not_planned_twice() {
    let mut facts = facts(vec![portion(1, 100)], vec![candidate(1, 600)]);
    facts.booked = vec![(SITE, sites::Class::Secure, Day::known(2027, 1, 18), 5)];

    let made = instance(&facts);

    let secure = made
        .sites
        .iter()
        .find(|it| it.site_type == SiteType::Secure)
        .unwrap();
    assert_eq!((secure.slots_open[0], secure.slots_open[1]), (0, 3));
}

#[test]
fn what_is_due_after_the_four_weeks_waits_for_the_next() {
    let later = Portion {
        plan_due_on: Day::known(2027, 3, 20),
        due_on: Day::known(2027, 3, 25),
        ..portion(1, 4_000)
    };
    let facts = facts(vec![later], vec![candidate(1, 600)]);

    let solved = solved(&facts, Decided::default());

    assert_eq!(solved.outcome.short(), 0);
    assert_eq!(solved.outcome.given() + solved.outcome.waiting(), 4_000);
    assert!(solved.outcome.given() > 0);
}

#[test]
fn every_fact_of_a_reason_is_kept_when_it_is_read_back() {
    let window = Window::after(Day::known(2027, 1, 17));
    let reasons = [
        Reason::HoursFit {
            seconds: 6_601,
            still_free: 3_600,
            last: 13,
        },
        Reason::HomeAllowed,
    ];

    let told = because(&window, &reasons, false);

    let hours = Because::HoursFit {
        minutes: 111,
        free: 60,
        until: Day::known(2027, 1, 31),
    };
    assert_eq!(told, vec![hours, Because::AtHome]);
    let text = serde_json::to_string(&told).unwrap();
    assert_eq!(serde_json::from_str::<Vec<Because>>(&text).unwrap(), told);
}

/// A region like ours: five hundred people, of whom six in ten are trained and one in five has a record.
fn region() -> Vec<Candidate> {
    let record = |id: i64| Record {
        job_type: CHECKING,
        units: 300,
        speed_pct: 95 + id % 20,
        defect_ppm: 8_000,
        defect_upper_ppm: 15_000 + 100 * (id % 50),
    };
    let one = |id: i64| Candidate {
        municipality: access::MunicipalityId(if id % 2 == 0 { 1 } else { 4 }),
        remote_cleared: id % 10 < 8,
        secure_cleared: id % 25 == 0,
        skills: if id % 10 < 6 {
            vec![(CARE, 1)]
        } else {
            Vec::new()
        },
        records: if id % 5 == 0 {
            vec![record(id)]
        } else {
            Vec::new()
        },
        ..candidate(id, 200 + (id % 7) * 120)
    };
    (1..=500).map(one).collect()
}

#[test]
fn five_hundred_people_and_twelve_thousand_units_find_each_other() {
    let lot = |id, units| Portion {
        all_checked: false,
        min_team: 2,
        max_team: 12,
        max_share_pct: 40,
        ..portion(id, units)
    };
    let secret = Portion {
        class: Class::Secure,
        min_team: 1,
        max_team: 4,
        max_share_pct: 100,
        ..lot(2, 600)
    };
    let facts = facts(
        vec![lot(1, 3_400), secret, lot(3, 4_000), lot(4, 4_000)],
        region(),
    );

    let solved = solved(&facts, Decided::default());

    assert_eq!(
        (solved.outcome.given(), solved.outcome.short()),
        (12_000, 0)
    );
    let chosen: std::collections::BTreeSet<WorkerId> =
        solved.pairs.iter().map(|it| it.worker).collect();
    assert_eq!(chosen.len() + solved.rest.len(), 500);
}

#[test]
fn one_orders_part_of_a_plan_over_two_stands_by_itself_and_counts_the_rest_as_promised() {
    let mut facts = facts(
        vec![portion(1, 400), portion(2, 300)],
        (1..=4).map(|id| candidate(id, 300 + 60 * id)).collect(),
    );
    facts.portions[1].order = OrderId(2);
    let second = crate::facts::Order {
        id: OrderId(2),
        ..facts.orders[0].clone()
    };
    facts.orders.push(second);
    let whole = solved(&facts, Decided::default());

    let (part, own) = part_of(&whole.instance, &whole.plan, OrderId(2));

    assert_eq!(part.validate(), Ok(()));
    assert_eq!(matcher::check(&part, &own), vec![]);
    let units = |plan: &Plan| {
        plan.assignments
            .iter()
            .filter(|it| it.package == "p2")
            .map(|it| it.units)
            .sum::<i64>()
    };
    assert_eq!(units(&own), units(&whole.plan));
    let promised: i64 = part
        .workers
        .iter()
        .flat_map(|it| it.committed_seconds.clone().unwrap_or_default())
        .sum();
    let elsewhere = whole
        .plan
        .assignments
        .iter()
        .filter(|it| it.package == "p1");
    let elsewhere: i64 = elsewhere
        .flat_map(|it| &it.schedule)
        .map(|it| it.seconds)
        .sum();
    assert!(elsewhere > 0 && promised >= elsewhere);
}

#[test]
fn everything_that_has_an_id_in_an_instance_is_found_again_by_it() {
    let facts = facts(vec![portion(1, 400)], vec![candidate(1, 600)]);

    let made = instance(&facts);

    assert_eq!(kind_of(&made.kinds[0].id), Some(CHECKING));
    assert_eq!(skill_of(&made.skills[0]), CARE);
    assert_eq!(director_of(&made.directors[0].id), Some(AccountId(5)));
    assert_eq!(order_of(&made.packages[0]), Some(OrderId(1)));
    let places: Vec<_> = made.sites.iter().filter_map(|it| site_of(&it.id)).collect();
    assert_eq!(
        places,
        vec![(SITE, sites::Class::Open), (SITE, sites::Class::Secure)]
    );
    let towns: Vec<_> = made
        .municipalities
        .iter()
        .filter_map(|it| town_of(&it.id))
        .collect();
    assert_eq!(towns, vec![SHIOJIRI, MunicipalityId(4)]);
    assert_eq!(
        (kind_of("k2"), site_of("s1"), town_of("x"), director_of("")),
        (None, None, None, None)
    );
}

#[test]
fn agreed_shares_take_the_place_of_the_shares_of_those_who_want_work() {
    let mut facts = facts(vec![portion(1, 400)], vec![candidate(1, 600)]);
    let by_people = shares_of(&instance(&facts));
    facts.shares = vec![(SHIOJIRI, 600), (MunicipalityId(4), 400)];

    let agreed = shares_of(&instance(&facts));

    assert_eq!(by_people, vec![(SHIOJIRI, 1_000), (MunicipalityId(4), 0)]);
    assert_eq!(agreed, facts.shares);
}
