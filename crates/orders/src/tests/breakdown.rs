use super::*;

fn due() -> Day {
    Day::known(2027, 2, 26)
}

fn lots() -> Vec<LotPlan> {
    [
        (1, Day::known(2027, 1, 29)),
        (2, Day::known(2027, 2, 12)),
        (3, due()),
    ]
    .map(|(no, due_on)| LotPlan {
        no,
        quantity: 4_000,
        due_on,
    })
    .to_vec()
}

fn steps() -> Vec<StepPlan> {
    let step = |name: &str, kind, seconds, pay| StepPlan {
        name: name.into(),
        kind,
        standard_seconds: seconds,
        unit_pay: Yen::new(pay),
    };
    vec![
        step("確認", StepKind::Work, 132, 48),
        step("抜取確認", StepKind::Check, 40, 20),
    ]
}

fn rules(group: Group) -> GroupRules {
    let class = if group == Group::Confidential {
        Class::Secure
    } else {
        Class::Home
    };
    GroupRules {
        class,
        check_plan: CheckPlan::Sample,
        check_permille: 100,
        min_chunk: 50,
        max_share_pct: 40,
        min_team: 1,
        max_team: 16,
        max_defect_ppm: 20_000,
        release_on: Day::known(2026, 12, 14),
        buffer_days: 3,
    }
}

#[test]
fn three_lots_of_four_thousand_make_twelve_thousand() {
    assert_eq!(check_lots(12_000, due(), &lots()), Ok(()));
    assert_eq!(
        check_lots(12_001, due(), &lots()),
        Err(Refusal::LotsDiffer {
            ordered: 12_001,
            lots: 12_000
        })
    );
    assert_eq!(check_lots(12_000, due(), &[]), Err(Refusal::NoLots));
}

#[test]
fn no_lot_is_due_after_the_order() {
    let early = Day::known(2027, 2, 20);

    assert_eq!(
        check_lots(12_000, early, &lots()),
        Err(Refusal::LotDueAfterOrder {
            no: 3,
            due_on: early
        })
    );
}

#[test]
fn six_hundred_confidential_items_are_one_portion_in_a_secure_room() {
    let shares = shares(&lots(), 600, &[], Some(1)).unwrap();

    let made = portions(&shares, &steps(), Class::Home, rules).unwrap();

    let secret: Vec<_> = made
        .iter()
        .filter(|it| it.group == Group::Confidential && it.step == 0)
        .collect();
    assert_eq!(secret.len(), 1);
    assert_eq!(
        (secret[0].lot_no, secret[0].units, secret[0].rules.class),
        (1, 600, Class::Secure)
    );
}

#[test]
fn the_portions_of_the_work_step_add_up_to_the_order_and_a_tenth_is_checked() {
    let shares = shares(&lots(), 600, &[], Some(1)).unwrap();

    let made = portions(&shares, &steps(), Class::Home, rules).unwrap();

    let sum = |step| {
        made.iter()
            .filter(|it| it.step == step)
            .map(|it| it.units)
            .sum::<i64>()
    };
    assert_eq!((sum(0), sum(1)), (12_000, 1_200));
    assert_eq!(made.len(), 8);
    assert_eq!(
        (made[0].plan_due_on, made[0].due_on),
        (Day::known(2027, 1, 26), Day::known(2027, 1, 29))
    );
}

#[test]
fn what_the_client_wished_for_a_lot_stays_there() {
    let wished = [(2, Group::Confidential, 100), (3, Group::General, 4_000)];

    let shares = shares(&lots(), 150, &wished, None).unwrap();

    let split: Vec<_> = shares
        .iter()
        .map(|it| (it.general, it.confidential))
        .collect();
    assert_eq!(split, [(3_950, 50), (3_900, 100), (4_000, 0)]);
}

#[test]
fn wishes_that_do_not_fit_are_refused_with_their_figures() {
    let lots = lots();

    let cases = [
        (
            shares(&lots, 0, &[(9, Group::General, 1)], None),
            Refusal::UnknownLot { no: 9 },
        ),
        (
            shares(&lots, 0, &[(1, Group::General, 4_001)], None),
            Refusal::LotOverfull {
                no: 1,
                quantity: 4_000,
                wanted: 4_001,
            },
        ),
        (
            shares(&lots, 4_001, &[], Some(2)),
            Refusal::TooManyConfidential {
                quantity: 4_000,
                confidential: 4_001,
            },
        ),
    ];

    for (found, expected) in cases {
        assert_eq!(found, Err(expected));
    }
}

#[test]
fn confidential_units_never_leave_the_secure_room() {
    let shares = shares(&lots(), 600, &[], None).unwrap();

    let made = portions(&shares, &steps(), Class::Home, |group| GroupRules {
        class: Class::Site,
        ..rules(group)
    });

    assert_eq!(made, Err(Refusal::ConfidentialOutside));
}

#[test]
fn nothing_is_worked_on_at_a_more_open_place_than_the_client_permits() {
    let shares = shares(&lots(), 0, &[], None).unwrap();

    assert_eq!(
        portions(&shares, &steps(), Class::Site, rules),
        Err(Refusal::ClassTooOpen)
    );
}

#[test]
fn checking_comes_after_work() {
    let mut turned = steps();
    turned.reverse();

    assert_eq!(check_steps(&turned), Err(Refusal::NoCheckBeforeWork));
    assert_eq!(check_steps(&[]), Err(Refusal::NoWorkStep));
}

#[test]
fn a_check_of_everything_has_as_many_units_as_the_work() {
    let shares = shares(&lots(), 0, &[], None).unwrap();

    let made = portions(&shares, &steps(), Class::Home, |group| GroupRules {
        check_plan: CheckPlan::All,
        ..rules(group)
    })
    .unwrap();

    assert_eq!(
        made.iter()
            .filter(|it| it.step == 1)
            .map(|it| it.units)
            .sum::<i64>(),
        12_000
    );
}
