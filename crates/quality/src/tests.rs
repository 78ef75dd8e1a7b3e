use crate::read::{self, Adjustment};
use crate::rework::Cause;
use crate::rules::Refusal;
use crate::stage::LotStage;
use crate::{Return, checking, lots, store};
use access::{Act, Actor, Failure, Resource, Role, Scope, Worded};
use base::{PublicId, Yen};
use db::Db;
use work::answer::{Answer, ResultOf};
use work::stage::{ItemState, StageName};
use work::testing::{Field, field};
use work::{Finished, WorkCard};

fn migrations() -> Vec<db::Migration> {
    [work::testing::migrations(), crate::migrations()].concat()
}

fn refusal(result: Result<impl std::fmt::Debug, Failure>) -> String {
    match result {
        Err(Failure::Refused(words)) => words.key().to_owned(),
        other => panic!("a refusal was expected, not {other:?}"),
    }
}

fn key(refusal: Refusal) -> String {
    refusal.words().key().to_owned()
}

fn because(cause: Cause, redo: bool) -> Return {
    Return {
        place: "TEL".into(),
        cause,
        manual_line: "3.2".into(),
        note: String::new(),
        redo,
    }
}

async fn card(db: &Db, work: &PublicId) -> WorkCard {
    work::read::card(db, &Scope::whole_region(), work)
        .await
        .expect("a work order")
}

/// Work agreed with its sample drawn.
async fn agreed(db: &Db, field: &Field, units: i64) -> PublicId {
    let asked = field.offered(db, field.worker, field.items, units).await;
    checking::agree(db, field.sayaka(), &asked.public_id)
        .await
        .expect("an agreement")
        .public_id
}

async fn hand_in_all(db: &Db, who: &Actor, work: &PublicId) {
    let open = work::read::open_items(db, card(db, work).await.key())
        .await
        .unwrap();
    let answer = Answer {
        result: Some(ResultOf::AsGiven),
        ..Answer::default()
    }
    .written();
    let finished: Vec<Finished> = open
        .iter()
        .map(|it| Finished {
            item: it.key(),
            answer: answer.clone(),
            seconds: 100,
        })
        .collect();
    let tx = db.begin(who.author()).await.unwrap();
    work::submit_items_in(&tx, who, work, &finished, db.clock().real_now())
        .await
        .unwrap();
    tx.finish(&()).await.unwrap();
}

/// What waits for the leader of the cast.
async fn waiting(db: &Db, field: &Field) -> Vec<store::CheckRow> {
    let leader = field.cast.actor(Role::Leader);
    store::awaiting(
        db,
        &leader.may(Act::Read(Resource::Inspections)).unwrap(),
        leader.account.0,
        None,
        1,
    )
    .await
    .unwrap()
}

/// Passes everything that waits.
async fn pass_all(db: &Db, field: &Field) {
    for row in waiting(db, field).await {
        checking::pass_item(db, field.cast.actor(Role::Leader), &row.public_id)
            .await
            .unwrap();
    }
}

#[tokio::test]
async fn both_languages_say_the_same_things() {
    assert_eq!(webkit::words::same_keys(&crate::WORDS), Ok(()));
}

#[tokio::test]
async fn the_sample_is_on_record_before_work_begins() {
    db::testing::each(migrations(), |db| async move {
        let field = field(&db).await;

        let work = agreed(&db, &field, 20).await;

        let it = card(&db, &work).await;
        assert!(store::sample_of(&db, it.key()).await.unwrap().is_some());
        let drawn = db::count(
            &db,
            "select count(*) from sample_item where verdict is null",
            vec![],
        )
        .await
        .unwrap();
        assert_eq!(drawn, 2);
        assert!(waiting(&db, &field).await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_drawn_item_that_nobody_began_can_be_given_back() {
    db::testing::each(migrations(), |db| async move {
        let field = field(&db).await;
        let work = agreed(&db, &field, 20).await;

        work::give_back(&db, field.sayaka(), &work, 19)
            .await
            .unwrap();

        let it = card(&db, &work).await;
        assert_eq!(it.wanted(), 1);
        let drawn = db::count(&db, "select count(*) from sample_item", vec![])
            .await
            .unwrap();
        assert!(drawn <= 1);
    })
    .await;
}

#[tokio::test]
async fn an_accepted_delivery_becomes_exactly_one_payable_fact() {
    db::testing::each(migrations(), |db| async move {
        let field = field(&db).await;
        let work = agreed(&db, &field, 20).await;
        let today = db.clock().today();
        assert_eq!(
            refusal(crate::accept(&db, field.director(), &work, None).await),
            key(Refusal::NotDelivered)
        );
        hand_in_all(&db, field.sayaka(), &work).await;
        work::deliver(&db, field.sayaka(), &work).await.unwrap();

        let unchecked = crate::accept(&db, field.director(), &work, None).await;
        pass_all(&db, &field).await;
        let accepted = crate::accept(&db, field.director(), &work, None)
            .await
            .unwrap();
        let again = crate::accept(&db, field.director(), &work, None).await;

        assert_eq!(refusal(unchecked), key(Refusal::ChecksPending { items: 2 }));
        assert_eq!(
            (accepted.units, accepted.fee, accepted.adjustments),
            (20, Yen::new(960), Yen::ZERO)
        );
        assert_eq!(refusal(again), key(Refusal::NotDelivered));
        let payable = read::accepted_between(&db, today, today).await.unwrap();
        assert_eq!(payable.len(), 1);
        assert_eq!(
            (payable[0].worker, payable[0].units, payable[0].fee),
            (field.worker.0, 20, Yen::new(960))
        );
        assert!(
            read::accepted_between(&db, today.plus_days(1), today.plus_days(9))
                .await
                .unwrap()
                .is_empty()
        );
        let counts = work::read::counts(&db, card(&db, &work).await.key())
            .await
            .unwrap();
        assert_eq!(counts, vec![(ItemState::Done, 20)]);
    })
    .await;
}

#[tokio::test]
async fn a_fault_of_the_worker_is_repaired_and_the_unit_is_paid_once() {
    db::testing::each(migrations(), |db| async move {
        let field = field(&db).await;
        let work = agreed(&db, &field, 20).await;
        hand_in_all(&db, field.sayaka(), &work).await;
        work::deliver(&db, field.sayaka(), &work).await.unwrap();
        let leader = field.cast.actor(Role::Leader);
        let first = waiting(&db, &field).await.remove(0);

        checking::return_item(
            &db,
            leader,
            &first.public_id,
            &because(Cause::WorkerFault, false),
        )
        .await
        .unwrap();
        assert_eq!(card(&db, &work).await.stage_name(), StageName::Returned);
        hand_in_all(&db, field.sayaka(), &work).await;
        work::deliver(&db, field.sayaka(), &work).await.unwrap();
        pass_all(&db, &field).await;
        let accepted = crate::accept(&db, field.director(), &work, None)
            .await
            .unwrap();

        assert_eq!(
            (accepted.units, accepted.fee, accepted.adjustments),
            (20, Yen::new(960), Yen::ZERO)
        );
        let quality = read::of_work_order(&db, card(&db, &work).await.id)
            .await
            .unwrap();
        assert_eq!(
            (quality.checked, quality.passed, quality.worker_faults),
            (2, 1, 1)
        );
    })
    .await;
}

#[tokio::test]
async fn a_fault_of_the_instructions_stays_paid_and_a_repair_is_paid_on_top() {
    db::testing::each(migrations(), |db| async move {
        let field = field(&db).await;
        let work = agreed(&db, &field, 20).await;
        let leader = field.cast.actor(Role::Leader);
        hand_in_all(&db, field.sayaka(), &work).await;
        let mut rows = waiting(&db, &field).await;

        checking::return_item(
            &db,
            leader,
            &rows.remove(0).public_id,
            &because(Cause::InstructionError, false),
        )
        .await
        .unwrap();
        checking::return_item(
            &db,
            leader,
            &rows.remove(0).public_id,
            &because(Cause::ClientChange, true),
        )
        .await
        .unwrap();
        hand_in_all(&db, field.sayaka(), &work).await;
        pass_all(&db, &field).await;
        work::deliver(&db, field.sayaka(), &work).await.unwrap();
        let accepted = crate::accept(&db, field.director(), &work, None)
            .await
            .unwrap();

        assert_eq!(
            (accepted.fee, accepted.adjustments),
            (Yen::new(960), Yen::new(48))
        );
        let today = db.clock().today();
        let payable = read::accepted_between(&db, today, today).await.unwrap();
        assert_eq!(
            payable[0].adjustments,
            vec![Adjustment {
                cause: Cause::ClientChange,
                units: 1,
                amount: Yen::new(48)
            }]
        );
    })
    .await;
}

#[tokio::test]
async fn nobody_checks_the_own_work_and_strangers_find_none() {
    db::testing::each(migrations(), |db| async move {
        let field = field(&db).await;
        let work = agreed(&db, &field, 20).await;
        hand_in_all(&db, field.sayaka(), &work).await;
        let item = waiting(&db, &field).await.remove(0).public_id;

        assert!(matches!(
            checking::pass_item(&db, field.sayaka(), &item).await,
            Err(Failure::Absent)
        ));
        assert!(matches!(
            checking::pass_item(&db, &field.cast.other_director, &item).await,
            Err(Failure::Absent)
        ));
        assert!(matches!(
            checking::pass_item(&db, field.cast.actor(Role::Auditor), &item).await,
            Err(Failure::Absent)
        ));
        let twice = field.cast.actor(Role::Leader);
        checking::pass_item(&db, twice, &item).await.unwrap();
        assert_eq!(
            refusal(checking::pass_item(&db, twice, &item).await),
            key(Refusal::NotWaiting)
        );
    })
    .await;
}

#[tokio::test]
async fn nobody_asks_or_checks_the_own_household() {
    db::testing::each(migrations(), |db| async move {
        let field = field(&db).await;
        let work = agreed(&db, &field, 20).await;
        hand_in_all(&db, field.sayaka(), &work).await;
        let item = waiting(&db, &field).await.remove(0).public_id;
        let draft = field.draft(&db, field.worker, field.counted, 10);
        let draft = work::draft(&db, field.director(), &draft).await.unwrap();
        let sayaka = people::read::card(&db, field.worker).await.unwrap();
        for login in ["leader@example.jp", "director@example.jp"] {
            let keeps = field.cast.actor(Role::Coordinator);
            people::relations::tell(&db, keeps, &sayaka.public_id, login, "本人から")
                .await
                .unwrap();
        }

        let checked = checking::pass_item(&db, field.cast.actor(Role::Leader), &item).await;
        let asked = work::offer(&db, field.director(), &draft.public_id).await;

        assert_eq!(refusal(checked), key(Refusal::RelatedWork));
        assert!(matches!(asked, Err(Failure::Refused(_))));
    })
    .await;
}

#[tokio::test]
async fn an_upheld_objection_makes_the_repair_a_paid_one() {
    db::testing::each(migrations(), |db| async move {
        let field = field(&db).await;
        let work = agreed(&db, &field, 20).await;
        let leader = field.cast.actor(Role::Leader);
        hand_in_all(&db, field.sayaka(), &work).await;
        let item = waiting(&db, &field).await.remove(0).public_id;
        let finding = checking::return_item(&db, leader, &item, &because(Cause::WorkerFault, true))
            .await
            .unwrap()
            .finding
            .unwrap();

        checking::object(&db, field.sayaka(), &finding, "3.2 says otherwise")
            .await
            .unwrap();
        let by_finder = checking::answer_objection(&db, leader, &finding, true, "x").await;
        checking::answer_objection(&db, field.director(), &finding, true, "you are right")
            .await
            .unwrap();
        hand_in_all(&db, field.sayaka(), &work).await;
        pass_all(&db, &field).await;
        work::deliver(&db, field.sayaka(), &work).await.unwrap();
        let accepted = crate::accept(&db, field.director(), &work, None)
            .await
            .unwrap();

        assert_eq!(refusal(by_finder), key(Refusal::OwnFinding));
        assert_eq!(accepted.adjustments, Yen::new(48));
    })
    .await;
}

#[tokio::test]
async fn counted_work_is_accepted_or_returned_by_counts() {
    db::testing::each(migrations(), |db| async move {
        let field = field(&db).await;
        let work = field
            .agreed(&db, field.sayaka(), field.worker, field.counted, 60)
            .await;
        work::report_count(&db, field.sayaka(), &work, 60, "")
            .await
            .unwrap();
        work::deliver(&db, field.sayaka(), &work).await.unwrap();

        checking::return_units(
            &db,
            field.director(),
            &work,
            4,
            &because(Cause::WorkerFault, true),
        )
        .await
        .unwrap();
        assert_eq!(card(&db, &work).await.stage_name(), StageName::Returned);
        work::deliver(&db, field.sayaka(), &work).await.unwrap();
        let (accepted, statements) =
            db::Conn::counting(crate::accept(&db, field.director(), &work, Some(58))).await;

        assert_eq!(accepted.unwrap().fee, Yen::new(58 * 20));
        assert!(
            statements <= 15,
            "{statements} statements for one acceptance"
        );
    })
    .await;
}

#[tokio::test]
async fn a_client_accepts_part_of_a_lot_and_the_rest_is_delivered_again() {
    db::testing::each(migrations(), |db| async move {
        let field = field(&db).await;
        let work = agreed(&db, &field, 25).await;
        hand_in_all(&db, field.sayaka(), &work).await;
        work::deliver(&db, field.sayaka(), &work).await.unwrap();
        pass_all(&db, &field).await;
        crate::accept(&db, field.director(), &work, None)
            .await
            .unwrap();
        let (director, client) = (field.director(), field.cast.actor(Role::Client));
        let lot = PublicId::parse("000000000000000000000000000000c1").unwrap();
        let order = PublicId::parse("000000000000000000000000000000b1").unwrap();

        let first = crate::deliver_lot(&db, director, &lot, "erased 30 days after acceptance", "")
            .await
            .unwrap();
        let by_stranger =
            crate::client_accept(&db, &field.cast.other_client, &first.public_id).await;
        let answered =
            crate::client_return(&db, client, &first.public_id, &[(2, "closed shops".into())])
                .await
                .unwrap();
        let twice = crate::client_accept(&db, client, &first.public_id).await;
        let second = crate::deliver_lot(&db, director, &lot, "as before", "")
            .await
            .unwrap();
        crate::client_accept(&db, client, &second.public_id)
            .await
            .unwrap();

        assert!(matches!(by_stranger, Err(Failure::Absent)));
        assert_eq!((answered.accepted, answered.returned), (23, 2));
        assert!(refusal(twice).starts_with("quality-refused-answered"));
        assert_eq!((second.no, second.units), (2, 2));
        assert_eq!(
            refusal(crate::deliver_lot(&db, director, &lot, "x", "").await),
            key(Refusal::NothingToDeliver)
        );
        assert_eq!(read::client_accepted(&db, 1).await.unwrap(), 25);
        let scope = client.may(Act::Read(Resource::Deliveries)).unwrap();
        let seen = lots::deliveries(&db, &scope, &order).await.unwrap();
        assert_eq!(
            seen.iter().map(|it| it.stage()).collect::<Vec<_>>(),
            vec![LotStage::Accepted, LotStage::Partly]
        );
        assert_eq!(lots::quality(&db, 1).await.unwrap().checked, 3);
    })
    .await;
}

#[tokio::test]
async fn an_acceptance_is_never_changed_or_removed() {
    db::testing::each(migrations(), |db| async move {
        let field = field(&db).await;
        let work = field
            .agreed(&db, field.sayaka(), field.worker, field.counted, 60)
            .await;
        work::report_count(&db, field.sayaka(), &work, 60, "")
            .await
            .unwrap();
        work::deliver(&db, field.sayaka(), &work).await.unwrap();
        crate::accept(&db, field.director(), &work, None)
            .await
            .unwrap();

        let tx = db.begin(&db::Author::system("test")).await.unwrap();
        let changed = db::execute(
            &tx,
            "update acceptance set units = 1, fee = unit_pay",
            vec![],
        )
        .await;
        tx.abandon().await;

        assert!(changed.is_err());
    })
    .await;
}
