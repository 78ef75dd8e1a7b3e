use super::*;
use access::{Act, Resource, Scope};

#[tokio::test]
async fn an_order_without_the_clients_consent_does_not_stand() {
    db::testing::each(all_migrations(), |db| async move {
        let cast = access::testing::cast(&db).await;
        let mut order = shops(&db, &cast).await;
        order.change.terms = Terms {
            consent_on: None,
            permitted_places: None,
            retention_days: None,
            ..terms()
        };

        let answer = open_order(&db, cast.actor(Role::Sales), &order).await;

        let Err(Failure::Faulty(fields)) = answer else {
            panic!("faults were expected")
        };
        let fields: Vec<&str> = fields.iter().map(|(field, _)| field.as_str()).collect();
        assert_eq!(fields, ["consent_on", "permitted_places", "retention_days"]);
    })
    .await;
}

#[tokio::test]
async fn an_order_comes_from_one_accepted_quote_and_only_once() {
    db::testing::each(all_migrations(), |db| async move {
        let cast = access::testing::cast(&db).await;
        let sales = cast.actor(Role::Sales);
        let plain = shops(&db, &cast).await;
        let quote = sales::NewQuote {
            enquiry: None,
            client: sales::ClientChoice::Known(cast.clients[0]),
            title: "店舗情報の確認".into(),
            job_type: plain.job_type,
            prefecture: "長野県".into(),
            figures: sales::Figures {
                quantity: 12_000,
                unit_price: Yen::new(85),
                unit_pay: Yen::new(48),
                standard_seconds: 132,
                check_permille: 100,
                check_pay: Yen::new(20),
                leader_fee: Yen::new(60_000),
                reserve_permille: 30,
            },
            secret_count: 600,
            due_on: Day::known(2027, 2, 26),
            valid_until: Day::known(2027, 1, 31),
            conditions: String::new(),
            timings: vec![],
        };
        let drafted = sales::draft_quote(&db, sales, &quote).await.unwrap();
        sales::send_quote(&db, sales, &drafted.public_id, 1)
            .await
            .unwrap();
        let order = NewOrder {
            quote: Some(drafted.public_id.clone()),
            ..plain
        };

        let early = open_order(&db, sales, &order).await;
        sales::accept_quote(&db, cast.actor(Role::Client), &drafted.public_id, 2)
            .await
            .unwrap();
        let opened = open_order(&db, sales, &order).await.unwrap();
        let again = open_order(&db, sales, &order).await;

        let used = sales::read::quote(&db, &Scope::whole_region(), &drafted.public_id)
            .await
            .unwrap();
        let waiting = read::quotes_to_open(&db, &Scope::whole_region())
            .await
            .unwrap();
        assert_eq!(used.opened_order, Some(opened.public_id));
        assert_eq!(waiting, vec![]);
        assert_eq!(refusal(early), "orders-refusal-quote-not-accepted");
        assert_eq!(opened.number, "J-R8-0001");
        assert_eq!(refusal(again), "orders-refusal-quote-used");
        let (from, to) = (Day::known(2026, 4, 1), Day::known(2027, 3, 31));
        assert_eq!(
            read::ordered_total(&db, from, to).await.unwrap(),
            Yen::new(1_020_000)
        );
        assert_eq!(
            read::ordered_between(&db, from, to).await.unwrap()[0].value,
            Yen::new(1_020_000)
        );
    })
    .await;
}

#[tokio::test]
async fn an_order_is_seen_by_its_client_and_its_director_and_by_no_other() {
    db::testing::each(all_migrations(), |db| async move {
        let it = Region::new(db).await;
        let read = Act::Read(Resource::ClientOrders);

        for (actor, sees) in [
            (it.cast.actor(Role::Client), true),
            (it.director(), true),
            (it.cast.actor(Role::Manager), true),
            (&it.cast.other_client, false),
            (&it.cast.other_director, false),
        ] {
            let found =
                read::order_by_public_id(&it.db, &actor.may(read).unwrap(), &it.order).await;
            assert_eq!(found.is_ok(), sees, "{}", actor.name);
        }
        assert!(it.cast.actor(Role::Worker).may(read).is_err());
        let foreign = set_lots(&it.db, &it.cast.other_director, &it.order, &lots(), 1).await;
        assert!(matches!(foreign, Err(Failure::Absent)));
    })
    .await;
}

#[tokio::test]
async fn an_order_is_led_only_by_a_director() {
    db::testing::each(all_migrations(), |db| async move {
        let cast = access::testing::cast(&db).await;
        let mut order = shops(&db, &cast).await;
        order.change.director = Some(cast.actor(Role::Worker).account);

        assert_eq!(
            refusal(open_order(&db, cast.actor(Role::Sales), &order).await),
            "orders-refusal-not-a-director"
        );
    })
    .await;
}

#[tokio::test]
async fn three_lots_and_two_steps_become_portions_that_add_up() {
    db::testing::each(all_migrations(), |db| async move {
        let it = Region::new(db).await;
        it.split().await;

        let made = it.portions().await.unwrap();

        let portions = read::portions_of(&it.db, it.id).await.unwrap();
        assert_eq!(
            made.portions,
            portions.iter().map(|it| it.id).collect::<Vec<_>>()
        );
        let units = |step: i64| {
            portions
                .iter()
                .filter(|it| it.step_no == step)
                .map(|it| it.units)
                .sum::<i64>()
        };
        assert_eq!((units(1), units(2)), (12_000, 1_200));
        let secret = portions
            .iter()
            .find(|it| it.group == Group::Confidential)
            .unwrap();
        assert_eq!(
            (secret.class, secret.units, secret.unit_pay),
            (Class::Secure, 600, Yen::new(48))
        );
        assert_eq!(
            (secret.title.as_str(), secret.delivery_method.as_str()),
            ("店舗情報の確認", "業務画面で提出")
        );
        assert_eq!(it.facts().await.stage, Stage::Preparing);
        assert_eq!(
            read::portions_by_ids(&it.db, &made.portions).await.unwrap(),
            portions
        );
    })
    .await;
}

#[tokio::test]
async fn lots_that_do_not_add_up_and_old_forms_are_refused() {
    db::testing::each(all_migrations(), |db| async move {
        let it = Region::new(db).await;
        let two = &lots()[..2];

        assert_eq!(
            refusal(set_lots(&it.db, it.director(), &it.order, two, 1).await),
            "orders-refusal-lots-differ"
        );
        set_lots(&it.db, it.director(), &it.order, &lots(), 1)
            .await
            .unwrap();
        let old = set_lots(&it.db, it.director(), &it.order, &lots(), 1).await;
        assert!(matches!(old, Err(Failure::Stale)));
    })
    .await;
}

#[tokio::test]
async fn once_work_has_begun_the_breakdown_stays() {
    db::testing::each(all_migrations(), |db| async move {
        let it = Region::new(db).await;
        it.split().await;
        let made = it.portions().await.unwrap();

        let tx = it.db.begin(&db::Author::system("test")).await.unwrap();
        begin_portion_in(&tx, made.portions[0]).await.unwrap();
        begin_portion_in(&tx, made.portions[0]).await.unwrap();
        tx.finish(&()).await.unwrap();

        let facts = it.facts().await;
        assert_eq!(facts.stage, Stage::Working);
        assert_eq!(read::stage_days(&it.db, it.id).await.unwrap().len(), 3);
        let again = set_lots(&it.db, it.director(), &it.order, &lots(), facts.version).await;
        assert_eq!(refusal(again), "orders-refusal-begun");
        assert_eq!(refusal(it.portions().await), "orders-refusal-begun");
    })
    .await;
}

#[tokio::test]
async fn an_order_moves_to_the_end_of_its_life_or_is_cancelled_with_a_reason() {
    db::testing::each(all_migrations(), |db| async move {
        let it = Region::new(db).await;
        let sales = it.cast.actor(Role::Sales);
        let other = open_order(&it.db, sales, &shops(&it.db, &it.cast).await)
            .await
            .unwrap();
        let tx = it.db.begin(&db::Author::system("test")).await.unwrap();
        for step in [
            Move::Begin,
            Move::Deliver,
            Move::Accept,
            Move::Invoice,
            Move::Receive,
        ] {
            move_in(&tx, it.id, step, Day::known(2027, 1, 18))
                .await
                .unwrap();
        }
        tx.finish(&()).await.unwrap();

        let paid = cancel_order(&it.db, sales, &it.order, "間違い", 1).await;
        cancel_order(&it.db, sales, &other.public_id, "依頼の取下げ", 1)
            .await
            .unwrap();

        assert_eq!(it.facts().await.stage, Stage::Paid);
        assert_eq!(refusal(paid), "orders-refusal-out-of-turn");
        let year = (Day::known(2026, 4, 1), Day::known(2027, 3, 31));
        assert_eq!(
            read::ordered_total(&it.db, year.0, year.1).await.unwrap(),
            Yen::new(1_020_000)
        );
    })
    .await;
}
