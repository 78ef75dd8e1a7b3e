//! What the tables and actions of this crate promise, on both databases.

use crate::actions::{self, NewRoom};
use crate::read::{self, Place};
use crate::{Class, Slot};
use access::testing::{Cast, cast};
use access::{Actor, Failure, Role};
use base::{Day, PublicId};
use db::Db;
use people::NewWorker;
use people::actions::Registered;

fn all_migrations() -> Vec<db::Migration> {
    [
        access::testing::migrations(),
        people::migrations(),
        crate::migrations(),
    ]
    .concat()
}

async fn worker(db: &Db, cast: &Cast, own: &Actor, name: &str) -> Registered {
    let mut new = NewWorker::named(name, "カナ", cast.towns[0], Day::known(2026, 4, 1));
    new.account = Some(own.account);
    people::actions::register(db, cast.actor(Role::Coordinator), &new)
        .await
        .expect("a registration")
}

async fn room(db: &Db, cast: &Cast, class: Class, seats: i64) -> PublicId {
    let new = NewRoom {
        site: cast.sites[0],
        name: class.name().to_owned(),
        class,
        seats,
    };
    actions::open_room(db, cast.actor(Role::SiteStaff), &new)
        .await
        .expect("a room")
        .public_id
}

fn today(db: &Db) -> Day {
    db.clock().today()
}

#[tokio::test]
async fn two_people_never_book_the_same_seat_and_a_cancelled_one_is_free_again() {
    db::testing::each(all_migrations(), |db| async move {
        let cast = cast(&db).await;
        let (me, other) = (cast.actor(Role::Worker), &cast.other_worker);
        let sayaka = worker(&db, &cast, me, "宮下 さやか").await.public_id;
        let tanaka = worker(&db, &cast, other, "田中 健").await.public_id;
        let room = room(&db, &cast, Class::Open, 1).await;

        let booking = actions::book(&db, me, &sayaka, &room, today(&db), Slot::Pm)
            .await
            .unwrap()
            .public_id;
        let full = actions::book(&db, other, &tanaka, &room, today(&db), Slot::Pm).await;
        actions::cancel(&db, me, &booking).await.unwrap();
        let freed = actions::book(&db, other, &tanaka, &room, today(&db), Slot::Pm).await;

        assert!(matches!(full, Err(Failure::Refused(_))));
        assert!(freed.is_ok());
        assert_eq!(
            read::free_rooms(&db, today(&db), Slot::Pm).await.unwrap()[0].taken,
            1
        );
        assert_eq!(
            read::free_rooms(&db, today(&db), Slot::Am).await.unwrap()[0].taken,
            0
        );
    })
    .await;
}

#[tokio::test]
async fn one_person_sits_on_one_seat_at_a_time() {
    db::testing::each(all_migrations(), |db| async move {
        let cast = cast(&db).await;
        let me = cast.actor(Role::Worker);
        let sayaka = worker(&db, &cast, me, "宮下 さやか").await.public_id;
        let room = room(&db, &cast, Class::Open, 3).await;

        actions::book(&db, me, &sayaka, &room, today(&db), Slot::Am)
            .await
            .unwrap();
        let twice = actions::book(&db, me, &sayaka, &room, today(&db), Slot::Am).await;

        assert!(matches!(twice, Err(Failure::Refused(_))));
    })
    .await;
}

#[tokio::test]
async fn nobody_books_or_cancels_for_another_worker() {
    db::testing::each(all_migrations(), |db| async move {
        let cast = cast(&db).await;
        let me = cast.actor(Role::Worker);
        let sayaka = worker(&db, &cast, me, "宮下 さやか").await.public_id;
        let room = room(&db, &cast, Class::Open, 3).await;
        let booking = actions::book(&db, me, &sayaka, &room, today(&db), Slot::Am)
            .await
            .unwrap()
            .public_id;

        let booked = actions::book(
            &db,
            &cast.other_worker,
            &sayaka,
            &room,
            today(&db),
            Slot::Pm,
        )
        .await;
        let cancelled = actions::cancel(&db, &cast.other_worker, &booking).await;
        let staff = actions::arrive(&db, cast.actor(Role::SiteStaff), &booking).await;

        assert!(matches!(booked, Err(Failure::Absent)));
        assert!(matches!(cancelled, Err(Failure::Absent)));
        assert!(staff.is_ok());
    })
    .await;
}

#[tokio::test]
async fn secure_work_opens_only_while_a_cleared_worker_is_in_the_secure_room() {
    db::testing::each(all_migrations(), |db| async move {
        let cast = cast(&db).await;
        let me = cast.actor(Role::Worker);
        let sayaka = worker(&db, &cast, me, "宮下 さやか").await;
        let room = room(&db, &cast, Class::Secure, 2).await;
        let enter = async |db: &Db| {
            actions::enter(db, me, &sayaka.public_id, &room, "店舗情報の確認", true).await
        };

        assert!(matches!(enter(&db).await, Err(Failure::Refused(_))));
        people::actions::pledge(&db, me, &sayaka.public_id)
            .await
            .unwrap();
        assert!(matches!(enter(&db).await, Err(Failure::Refused(_))));
        let director = cast.actor(Role::Director);
        people::actions::clear_secure(&db, director, &sayaka.public_id, Some(today(&db)))
            .await
            .unwrap();
        assert_eq!(
            read::entered_secure_room(&db, sayaka.worker).await.unwrap(),
            None
        );
        let entry = enter(&db).await.unwrap().public_id;

        let inside = read::entered_secure_room(&db, sayaka.worker)
            .await
            .unwrap()
            .unwrap();
        assert_eq!((inside.site, &inside.public_id), (cast.sites[0], &entry));
        assert!(matches!(enter(&db).await, Err(Failure::Refused(_))));
        assert!(matches!(
            actions::leave(&db, &cast.other_worker, &entry).await,
            Err(Failure::Refused(_))
        ));
        actions::leave(&db, me, &entry).await.unwrap();
        assert_eq!(
            read::entered_secure_room(&db, sayaka.worker).await.unwrap(),
            None
        );
    })
    .await;
}

#[tokio::test]
async fn site_staff_keep_the_own_site_only() {
    db::testing::each(all_migrations(), |db| async move {
        let cast = cast(&db).await;
        let staff = cast.actor(Role::SiteStaff);

        let away = NewRoom {
            site: cast.sites[1],
            name: "窓辺".into(),
            class: Class::Open,
            seats: 4,
        };
        assert!(matches!(
            actions::open_room(&db, staff, &away).await,
            Err(Failure::Absent)
        ));

        let home = room(&db, &cast, Class::Open, 4).await;
        actions::admit(&db, staff, "片桐", &home, "見学", true)
            .await
            .unwrap();
        let places = read::places_for_matching(&db).await.unwrap();
        assert_eq!(
            places,
            vec![Place {
                site: cast.sites[0],
                class: Class::Open,
                seats: 4
            }]
        );
    })
    .await;
}

#[tokio::test]
async fn a_worker_says_which_sites_can_be_reached() {
    db::testing::each(all_migrations(), |db| async move {
        let cast = cast(&db).await;
        let me = cast.actor(Role::Worker);
        let sayaka = worker(&db, &cast, me, "宮下 さやか").await;

        actions::set_reachable(&db, me, &sayaka.public_id, &cast.sites)
            .await
            .unwrap();
        actions::set_reachable(&db, me, &sayaka.public_id, &cast.sites[..1])
            .await
            .unwrap();

        assert_eq!(
            read::reachable(&db).await.unwrap(),
            vec![(sayaka.worker, cast.sites[0])]
        );
    })
    .await;
}

#[test]
fn both_languages_have_the_same_words_and_every_word_asked_for_is_there() {
    assert_eq!(webkit::words::same_keys(&crate::WORDS), Ok(()));
    assert_eq!(webkit::words::all_known(&crate::WORDS), Ok(()));
}
