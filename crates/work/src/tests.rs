use crate::answer::{Answer, ResultOf};
use crate::rules::Refusal;
use crate::stage::{ItemState, StageName};
use crate::testing::{field, migrations};
use crate::{Draft, Finished, papers, read, store};
use access::{Act, Actor, Failure, Resource, Role, Scope, Worded};
use base::{Day, PublicId, Yen};
use db::Db;

fn refusal(result: Result<impl std::fmt::Debug, Failure>) -> String {
    match result {
        Err(Failure::Refused(words)) => words.key().to_owned(),
        other => panic!("a refusal was expected, not {other:?}"),
    }
}

fn key(refusal: Refusal) -> String {
    refusal.words().key().to_owned()
}

fn done() -> String {
    Answer {
        result: Some(ResultOf::AsGiven),
        ..Answer::default()
    }
    .written()
}

async fn stage(db: &Db, id: &PublicId) -> StageName {
    store::card(db, &Scope::whole_region(), id)
        .await
        .expect("a work order")
        .stage_name()
}

/// Hands in every item that is with the worker.
async fn hand_in_all(db: &Db, who: &Actor, work: &PublicId) {
    let card = store::card(db, &Scope::whole_region(), work).await.unwrap();
    let open = read::open_items(db, card.key()).await.unwrap();
    let finished: Vec<Finished> = open
        .iter()
        .map(|it| Finished {
            item: it.key(),
            answer: done(),
            seconds: 120,
        })
        .collect();
    let tx = db.begin(who.author()).await.unwrap();
    crate::submit_items_in(&tx, who, work, &finished, db.clock().real_now())
        .await
        .unwrap();
    tx.finish(&()).await.unwrap();
}

#[tokio::test]
async fn both_languages_say_the_same_things() {
    assert_eq!(webkit::words::same_keys(&crate::WORDS), Ok(()));
}

#[tokio::test]
async fn an_agreed_offer_leaves_a_terms_notice_and_items_in_the_workers_hands() {
    db::testing::each(migrations(), |db| async move {
        let field = field(&db).await;

        let asked = field.offered(&db, field.worker, field.items, 10).await;
        let agreed = crate::agree(&db, field.sayaka(), &asked.public_id)
            .await
            .unwrap();

        let card = store::card(&db, &Scope::whole_region(), &asked.public_id)
            .await
            .unwrap();
        assert_eq!(
            (card.stage_name(), agreed.notice_number),
            (StageName::Underway, 1)
        );
        assert_eq!(
            (card.unit_pay, card.pay_on),
            (Yen::new(48), Day::known(2027, 3, 1))
        );
        assert_eq!(
            read::counts(&db, card.key()).await.unwrap(),
            vec![(ItemState::Open, 10)]
        );
        let row = store::notice(&db, card.key()).await.unwrap().unwrap();
        let notice: papers::Notice = serde_json::from_str(&row.content).unwrap();
        assert!(notice.terms.missing().is_empty());
        assert!(
            row.content.contains("480円") && row.content.contains("宮下さやか"),
            "{}",
            row.content
        );
    })
    .await;
}

#[tokio::test]
async fn another_person_finds_no_such_offer() {
    db::testing::each(migrations(), |db| async move {
        let field = field(&db).await;
        let asked = field.offered(&db, field.worker, field.items, 10).await;

        let by_other = crate::agree(&db, field.aruga(), &asked.public_id).await;
        let by_director = crate::withdraw(&db, &field.cast.other_director, &asked.public_id).await;

        assert!(matches!(by_other, Err(Failure::Absent)));
        assert!(matches!(by_director, Err(Failure::Absent)));
        assert_eq!(stage(&db, &asked.public_id).await, StageName::Offered);
    })
    .await;
}

#[tokio::test]
async fn the_same_agreement_sent_twice_takes_effect_once() {
    db::testing::each(migrations(), |db| async move {
        let field = field(&db).await;
        let asked = field.offered(&db, field.worker, field.items, 10).await;
        let submission = db::Submission {
            key: "k".repeat(32),
            hash: "h".into(),
        };
        let sayaka = field.sayaka().submitting(Some(submission));

        let first = crate::agree(&db, &sayaka, &asked.public_id).await.unwrap();
        let second = crate::agree(&db, &sayaka, &asked.public_id).await.unwrap();

        assert_eq!(first, second);
        let again = crate::agree(&db, field.sayaka(), &asked.public_id).await;
        assert_eq!(refusal(again), "work-refused-out-of-turn");
    })
    .await;
}

#[tokio::test]
async fn a_portion_gives_out_no_more_than_it_has_and_asks_nobody_twice() {
    db::testing::each(migrations(), |db| async move {
        let field = field(&db).await;
        field.offered(&db, field.worker, field.items, 20).await;

        let too_many = crate::draft(
            &db,
            field.director(),
            &field.draft(&db, field.other, field.items, 6),
        )
        .await;
        let twice = crate::draft(
            &db,
            field.director(),
            &field.draft(&db, field.worker, field.items, 5),
        )
        .await;

        assert_eq!(refusal(too_many), key(Refusal::PortionFull { left: 5 }));
        assert_eq!(refusal(twice), key(Refusal::AlreadyAsked));
    })
    .await;
}

#[tokio::test]
async fn a_declined_or_expired_offer_gives_its_units_back() {
    db::testing::each(migrations(), |db| async move {
        let field = field(&db).await;
        let declined = field.offered(&db, field.worker, field.items, 25).await;
        crate::decline(&db, field.sayaka(), &declined.public_id)
            .await
            .unwrap();
        let expired = field.offered(&db, field.other, field.items, 25).await;

        assert!(crate::expire_due(&db).await.unwrap().is_empty());
        db.clock().set(db.clock().today().plus_days(5).at(9, 0));
        let late = crate::agree(&db, field.aruga(), &expired.public_id).await;
        let gone = crate::expire_due(&db).await.unwrap();

        assert_eq!(refusal(late), "work-refused-answer-too-late");
        assert_eq!(gone, vec![expired.public_id.clone()]);
        assert_eq!(stage(&db, &expired.public_id).await, StageName::Expired);
        assert!(crate::expire_due(&db).await.unwrap().is_empty());
        field.offered(&db, field.worker, field.items, 25).await;
    })
    .await;
}

#[tokio::test]
async fn a_pay_date_beyond_the_sixtieth_day_is_refused() {
    db::testing::each(migrations(), |db| async move {
        let field = field(&db).await;
        let draft = field.draft(&db, field.worker, field.items, 5);
        let due = Day::known(2027, 2, 12);

        let late = crate::draft(
            &db,
            field.director(),
            &Draft {
                pay_on: Some(due.plus_days(60)),
                ..draft.clone()
            },
        )
        .await;

        assert_eq!(refusal(late), "work-refused-paid-too-late");
        crate::draft(
            &db,
            field.director(),
            &Draft {
                pay_on: Some(due.plus_days(59)),
                ..draft
            },
        )
        .await
        .unwrap();
    })
    .await;
}

#[tokio::test]
async fn an_item_is_opened_saved_resumed_and_handed_in() {
    db::testing::each(migrations(), |db| async move {
        let field = field(&db).await;
        let work = field
            .agreed(&db, field.sayaka(), field.worker, field.items, 2)
            .await;
        let half = Answer {
            remark: "half".into(),
            ..Answer::default()
        };

        let first = crate::claim_next(&db, field.sayaka(), &work)
            .await
            .unwrap()
            .unwrap();
        crate::save_answer(
            &db,
            field.sayaka(),
            &first.item,
            first.lease_no,
            &half.written(),
        )
        .await
        .unwrap();
        let resumed = crate::claim_next(&db, field.sayaka(), &work)
            .await
            .unwrap()
            .unwrap();
        assert_eq!(resumed, first);
        let unfinished = crate::submit_item(
            &db,
            field.sayaka(),
            &first.item,
            first.lease_no,
            &half.written(),
        )
        .await;
        assert_eq!(refusal(unfinished), key(Refusal::AnswerIncomplete));
        let one = crate::submit_item(&db, field.sayaka(), &first.item, first.lease_no, &done())
            .await
            .unwrap();

        assert_eq!((one.units, one.left), (1, 1));
        let early = crate::deliver(&db, field.sayaka(), &work).await;
        assert_eq!(refusal(early), key(Refusal::ItemsLeft { open: 1 }));
        hand_in_all(&db, field.sayaka(), &work).await;
        let delivered = crate::deliver(&db, field.sayaka(), &work).await.unwrap();
        assert_eq!(
            (delivered.units, delivered.received_on),
            (2, db.clock().today())
        );
    })
    .await;
}

#[tokio::test]
async fn a_hand_that_lost_the_item_sees_what_was_typed_meanwhile() {
    db::testing::each(migrations(), |db| async move {
        let field = field(&db).await;
        let work = field
            .agreed(&db, field.sayaka(), field.worker, field.items, 1)
            .await;
        let phone = crate::claim_next(&db, field.sayaka(), &work)
            .await
            .unwrap()
            .unwrap();
        db.clock().set(db.clock().now().plus_seconds(21 * 60));
        let computer = crate::claim_next(&db, field.sayaka(), &work)
            .await
            .unwrap()
            .unwrap();

        let late = crate::save_answer(&db, field.sayaka(), &phone.item, phone.lease_no, "{}").await;

        assert_eq!(computer.lease_no, phone.lease_no + 1);
        assert!(matches!(late, Err(Failure::Stale)));
    })
    .await;
}

#[tokio::test]
async fn a_confidential_item_stays_shut_outside_the_secure_room() {
    db::testing::each(migrations(), |db| async move {
        let field = field(&db).await;
        let work = field
            .agreed(&db, field.sayaka(), field.worker, field.secure, 5)
            .await;

        let at_home = crate::claim_next(&db, field.sayaka(), &work).await;

        assert_eq!(refusal(at_home), key(Refusal::SecureRoomOnly));
    })
    .await;
}

#[tokio::test]
async fn counted_work_is_reported_up_to_what_was_asked_and_delivered() {
    db::testing::each(migrations(), |db| async move {
        let field = field(&db).await;
        let work = field
            .agreed(&db, field.sayaka(), field.worker, field.counted, 60)
            .await;

        crate::report_count(&db, field.sayaka(), &work, 40, "")
            .await
            .unwrap();
        let too_many = crate::report_count(&db, field.sayaka(), &work, 21, "").await;
        let delivered = crate::deliver(&db, field.sayaka(), &work).await.unwrap();

        assert_eq!(refusal(too_many), key(Refusal::TooManyUnits { left: 20 }));
        assert_eq!(delivered.units, 40);
    })
    .await;
}

#[tokio::test]
async fn giving_back_is_free_and_the_units_can_be_asked_of_another() {
    db::testing::each(migrations(), |db| async move {
        let field = field(&db).await;
        let work = field
            .agreed(&db, field.sayaka(), field.worker, field.items, 25)
            .await;

        let given = crate::give_back(&db, field.sayaka(), &work, 10)
            .await
            .unwrap();

        assert_eq!((given.units, given.left), (10, 15));
        let cover = field
            .agreed(&db, field.aruga(), field.other, field.items, 10)
            .await;
        assert_eq!(stage(&db, &cover).await, StageName::Underway);
        let all = crate::give_back(&db, field.sayaka(), &work, 15).await;
        assert_eq!(refusal(all), key(Refusal::TooManyGivenBack { open: 14 }));
    })
    .await;
}

#[tokio::test]
async fn agreed_work_ends_early_only_before_anything_is_handed_in() {
    db::testing::each(migrations(), |db| async move {
        let field = field(&db).await;
        let work = field
            .agreed(&db, field.sayaka(), field.worker, field.items, 2)
            .await;
        let other = field
            .agreed(&db, field.aruga(), field.other, field.items, 2)
            .await;
        hand_in_all(&db, field.sayaka(), &work).await;

        let refused = crate::terminate(&db, field.director(), &work, "the client stopped").await;
        crate::terminate(&db, field.director(), &other, "the client stopped")
            .await
            .unwrap();

        assert_eq!(refusal(refused), key(Refusal::HandedInFirst { units: 2 }));
        assert_eq!(stage(&db, &other).await, StageName::Terminated);
    })
    .await;
}

#[tokio::test]
async fn lists_progress_and_pace_agree_with_the_items() {
    db::testing::each(migrations(), |db| async move {
        let field = field(&db).await;
        let work = field
            .agreed(&db, field.sayaka(), field.worker, field.items, 10)
            .await;
        field.offered(&db, field.other, field.items, 5).await;
        hand_in_all(&db, field.sayaka(), &work).await;
        let today = db.clock().today();

        let portions = read::progress_of_order(&db, 1).await.unwrap();
        let pace = read::pace(&db, 1, today, today).await.unwrap();
        let held = read::held(&db).await.unwrap();

        let general = portions
            .iter()
            .find(|it| it.portion == field.items.0)
            .unwrap();
        assert_eq!(
            (
                general.people,
                general.offered,
                general.agreed,
                general.handed_in
            ),
            (1, 5, 10, 10)
        );
        assert_eq!(
            pace,
            vec![read::DayPace {
                on_day: today,
                units: 10
            }]
        );
        assert_eq!(
            held.iter()
                .map(|it| (it.units, it.handed_in))
                .collect::<Vec<_>>(),
            vec![(10, 10), (5, 0)]
        );
        assert_eq!(
            read::ordered_between(&db, today, today).await.unwrap(),
            Yen::new(480)
        );
        assert_eq!(
            read::expected_of(&db, field.sayaka().account.0)
                .await
                .unwrap()
                .len(),
            1
        );
    })
    .await;
}

#[tokio::test]
async fn each_reader_sees_the_work_orders_within_reach() {
    db::testing::each(migrations(), |db| async move {
        let field = field(&db).await;
        field
            .agreed(&db, field.sayaka(), field.worker, field.items, 10)
            .await;
        let all = store::Wanted {
            page: 1,
            ..store::Wanted::default()
        };
        let seen = async |who: &Actor| {
            let scope = who.may(Act::Read(Resource::WorkOrders)).unwrap();
            (
                store::cards(&db, &scope, &all).await.unwrap().len(),
                read::stage_counts(&db, &scope).await.unwrap().len(),
            )
        };

        for role in [
            Role::Worker,
            Role::Director,
            Role::Leader,
            Role::Manager,
            Role::Auditor,
        ] {
            assert_eq!(seen(field.cast.actor(role)).await, (1, 1), "{role:?}");
        }
        assert_eq!(seen(field.aruga()).await, (0, 0));
        assert_eq!(seen(&field.cast.other_director).await, (0, 0));
        assert!(
            field
                .cast
                .actor(Role::Client)
                .may(Act::Read(Resource::WorkOrders))
                .is_err()
        );
    })
    .await;
}

#[tokio::test]
async fn a_new_director_of_an_order_finds_its_work_orders_and_the_former_one_no_longer() {
    db::testing::each(migrations(), |db| async move {
        let field = field(&db).await;
        field
            .agreed(&db, field.sayaka(), field.worker, field.items, 10)
            .await;
        let (former, new) = (field.cast.actor(Role::Director), &field.cast.other_director);
        let listed = async |who: &Actor| {
            let scope = who.may(Act::Read(Resource::WorkOrders)).unwrap();
            let all = store::Wanted::default();
            store::lines(&db, &scope, &all).await.unwrap().len()
        };
        assert_eq!((listed(former).await, listed(new).await), (1, 0));

        let tx = db.begin(&db::Author::system("test")).await.unwrap();
        let given = "update client_order set director = $1";
        db::execute(&tx, given, vec![new.account.into()])
            .await
            .unwrap();
        tx.finish(&()).await.unwrap();

        assert_eq!((listed(former).await, listed(new).await), (0, 1));
    })
    .await;
}

#[tokio::test]
async fn a_history_of_counted_work_costs_a_few_statements_each() {
    db::testing::each(migrations(), |db| async move {
        let field = field(&db).await;
        let asked = field.offered(&db, field.worker, field.counted, 60).await;

        let (_, statements) =
            db::Conn::counting(crate::agree(&db, field.sayaka(), &asked.public_id)).await;

        assert!(
            statements <= 12,
            "{statements} statements for one agreement"
        );
    })
    .await;
}
