mod pages;

use super::*;
use access::testing::Cast;
use access::{Act, Actor, ClientId, Failure, Resource, Role};
use base::{Day, Yen};
use db::Db;
use people::JobTypeId;

fn all_migrations() -> Vec<db::Migration> {
    [
        access::testing::migrations(),
        people::migrations(),
        migrations(),
    ]
    .concat()
}

fn shops(client: ClientId, job_type: JobTypeId) -> NewQuote {
    NewQuote {
        enquiry: None,
        client: ClientChoice::Known(client),
        title: "店舗情報の確認".into(),
        job_type,
        prefecture: "長野県".into(),
        figures: Figures {
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
        timings: vec![
            Timing {
                who: "1".into(),
                units: 30,
                seconds: 3_900,
            },
            Timing {
                who: "2".into(),
                units: 30,
                seconds: 4_020,
            },
        ],
    }
}

fn enquiry() -> NewEnquiry {
    NewEnquiry {
        company: "株式会社アルプスマップ".into(),
        contact: "片桐".into(),
        email: "order@example.jp".into(),
        what: "店舗情報の確認".into(),
        quantity: 12_000,
        due_on: Some(Day::known(2027, 2, 26)),
        quality: "誤りは100件に2件まで".into(),
        secret: "未公開の電話番号".into(),
        secret_count: 600,
        ..NewEnquiry::default()
    }
}

async fn checking(db: &Db) -> JobTypeId {
    people::read::job_type_by_code(db, "check")
        .await
        .unwrap()
        .expect("a region begins with this kind of work")
        .id
}

fn refusal<T: std::fmt::Debug>(answer: Result<T, Failure>) -> String {
    match answer {
        Err(Failure::Refused(words)) => words.key().to_owned(),
        other => panic!("a refusal was expected, not {other:?}"),
    }
}

async fn sent_quote(db: &Db, it: &Cast) -> base::PublicId {
    let sales = it.actor(Role::Sales);
    let drafted = draft_quote(db, sales, &shops(it.clients[0], checking(db).await))
        .await
        .unwrap();
    send_quote(db, sales, &drafted.public_id, 1).await.unwrap();
    drafted.public_id
}

async fn quote_of(
    db: &Db,
    actor: &Actor,
    id: &base::PublicId,
) -> Result<read::QuoteFacts, Failure> {
    Ok(read::quote(db, &actor.may(Act::Read(Resource::Quotes))?, id).await?)
}

#[tokio::test]
async fn an_enquiry_becomes_a_quote_and_the_client_accepts_it() {
    db::testing::each(all_migrations(), |db| async move {
        let it = access::testing::cast(&db).await;
        let (sales, client) = (it.actor(Role::Sales), it.actor(Role::Client));
        let asked = enquire(&db, client, &enquiry()).await.unwrap();

        let quote = NewQuote {
            enquiry: Some(asked.public_id.clone()),
            ..shops(it.clients[0], checking(&db).await)
        };
        let drafted = draft_quote(&db, sales, &quote).await.unwrap();
        send_quote(&db, sales, &drafted.public_id, 1).await.unwrap();
        accept_quote(&db, client, &drafted.public_id, 2)
            .await
            .unwrap();

        assert_eq!(drafted.number, "Q-R8-0001");
        let facts = quote_of(&db, client, &drafted.public_id).await.unwrap();
        assert_eq!(
            (facts.state, facts.answered_on),
            (QuoteState::Accepted, Some(Day::known(2027, 1, 18)))
        );
        assert_eq!(facts.figures.estimate().unwrap().margin, Yen::new(342_720));
        let scope = sales.may(Act::Read(Resource::Enquiries)).unwrap();
        assert_eq!(
            store::enquiry(&db, &scope, &asked.public_id)
                .await
                .unwrap()
                .state,
            EnquiryState::Quoted
        );
        assert_eq!(
            trial_result(&store::timings(&db, facts.id.0).await.unwrap())
                .unwrap()
                .mean_seconds,
            132
        );
    })
    .await;
}

#[tokio::test]
async fn a_company_that_enquired_is_a_client_from_its_first_quote_on() {
    db::testing::each(all_migrations(), |db| async move {
        let it = access::testing::cast(&db).await;
        let sales = it.actor(Role::Sales);
        let asked = enquire(&db, &Actor::public(), &enquiry()).await.unwrap();
        let new = access::places::NewClient {
            name: "株式会社あたらしい".into(),
            kana: "アタラシイ".into(),
            address: String::new(),
            contact: "片桐".into(),
            email: "new@example.jp".into(),
            invoice_reg_no: None,
            headcount_band: "up_to_100".into(),
        };
        let quote = NewQuote {
            enquiry: Some(asked.public_id.clone()),
            client: ClientChoice::New(new),
            ..shops(it.clients[0], checking(&db).await)
        };

        let drafted = draft_quote(&db, sales, &quote).await.unwrap();

        let scope = sales.may(Act::Read(Resource::Quotes)).unwrap();
        let client = read::quote(&db, &scope, &drafted.public_id)
            .await
            .unwrap()
            .client;
        assert_eq!(
            access::places::client(&db, client).await.unwrap().name,
            "株式会社あたらしい"
        );
        assert_eq!(
            store::enquiry(&db, &scope, &asked.public_id)
                .await
                .unwrap()
                .client,
            Some(client)
        );
    })
    .await;
}

#[tokio::test]
async fn a_client_sees_no_draft_and_nothing_of_another_company() {
    db::testing::each(all_migrations(), |db| async move {
        let it = access::testing::cast(&db).await;
        let sales = it.actor(Role::Sales);
        let drafted = draft_quote(&db, sales, &shops(it.clients[0], checking(&db).await))
            .await
            .unwrap();

        let draft = quote_of(&db, it.actor(Role::Client), &drafted.public_id).await;
        send_quote(&db, sales, &drafted.public_id, 1).await.unwrap();
        let own = quote_of(&db, it.actor(Role::Client), &drafted.public_id).await;
        let foreign = quote_of(&db, &it.other_client, &drafted.public_id).await;

        assert!(matches!(draft, Err(Failure::Absent)));
        assert!(own.is_ok());
        assert!(matches!(foreign, Err(Failure::Absent)));
        assert!(matches!(
            accept_quote(&db, &it.other_client, &drafted.public_id, 2).await,
            Err(Failure::Absent)
        ));
    })
    .await;
}

#[tokio::test]
async fn nobody_accepts_a_quote_that_changed_meanwhile() {
    db::testing::each(all_migrations(), |db| async move {
        let it = access::testing::cast(&db).await;
        let (sales, client) = (it.actor(Role::Sales), it.actor(Role::Client));
        let id = sent_quote(&db, &it).await;
        let dearer = shops(it.clients[0], checking(&db).await);
        let dearer = NewQuote {
            figures: Figures {
                unit_price: Yen::new(90),
                ..dearer.figures
            },
            ..dearer
        };

        revise_quote(&db, sales, &id, &dearer, 2).await.unwrap();
        send_quote(&db, sales, &id, 3).await.unwrap();
        let seen_before = accept_quote(&db, client, &id, 2).await;

        assert!(matches!(seen_before, Err(Failure::Stale)));
        assert!(accept_quote(&db, client, &id, 4).await.is_ok());
    })
    .await;
}

#[tokio::test]
async fn a_quote_is_accepted_only_while_it_is_valid() {
    db::testing::each(all_migrations(), |db| async move {
        let it = access::testing::cast(&db).await;
        let id = sent_quote(&db, &it).await;

        db.clock().set(Day::known(2027, 2, 1).at(9, 0));
        let late = accept_quote(&db, it.actor(Role::Client), &id, 2).await;

        assert_eq!(refusal(late), "sales-refusal-expired");
        db.clock().set(db::testing::noon());
    })
    .await;
}

#[tokio::test]
async fn a_lost_quote_keeps_its_reason_and_leaves_the_pipeline() {
    db::testing::each(all_migrations(), |db| async move {
        let it = access::testing::cast(&db).await;
        let id = sent_quote(&db, &it).await;
        let before = read::pipeline(&db, db.clock().today()).await.unwrap();

        let silent = lose_quote(&db, it.actor(Role::Client), &id, " ", 2).await;
        lose_quote(&db, it.actor(Role::Client), &id, "予算の都合", 2)
            .await
            .unwrap();

        let after = read::pipeline(&db, db.clock().today()).await.unwrap();
        assert_eq!(refusal(silent), "sales-refusal-no-reason");
        assert_eq!((before.sent, before.sent_value), (1, Yen::new(1_020_000)));
        assert_eq!((after.sent, after.sent_value), (0, Yen::ZERO));
    })
    .await;
}

#[tokio::test]
async fn an_enquiry_we_cannot_take_is_answered_with_a_reason() {
    db::testing::each(all_migrations(), |db| async move {
        let it = access::testing::cast(&db).await;
        let sales = it.actor(Role::Sales);
        let asked = enquire(&db, &Actor::public(), &enquiry()).await.unwrap();
        assert_eq!(
            read::pipeline(&db, Day::known(2027, 1, 20))
                .await
                .unwrap()
                .due,
            1
        );

        plan_next(
            &db,
            sales,
            &asked.public_id,
            "電話する",
            Day::known(2027, 1, 22),
            1,
        )
        .await
        .unwrap();
        decline_enquiry(
            &db,
            sales,
            &asked.public_id,
            "納期までの人数が足りません",
            2,
        )
        .await
        .unwrap();

        let again = decline_enquiry(&db, sales, &asked.public_id, "もう一度", 3).await;
        assert_eq!(refusal(again), "sales-refusal-enquiry-closed");
        assert_eq!(
            read::pipeline(&db, Day::known(2027, 1, 22))
                .await
                .unwrap()
                .due,
            0
        );
    })
    .await;
}

#[tokio::test]
async fn both_languages_say_the_same() {
    webkit::words::same_keys(&WORDS).unwrap();
}
