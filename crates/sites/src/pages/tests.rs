//! Every page of this crate draws in both languages, for those who may see it.

use super::{keeping, seats, site};
use crate::actions::{self, NewRoom};
use crate::{Class, read};
use access::testing::{Cast, app, cast};
use access::{Actor, Form, PageError, Role, Visit, places};
use axum::extract::{Path, Query};
use axum::response::IntoResponse;
use base::{Day, PublicId};
use db::Db;
use people::NewWorker;
use webkit::form::Posted;
use webkit::{Lang, Shell};

fn all_migrations() -> Vec<db::Migration> {
    webkit::words::install(&[crate::WORDS, people::WORDS, access::LOCALE, webkit::LOCALE]);
    [
        access::testing::migrations(),
        people::migrations(),
        crate::migrations(),
    ]
    .concat()
}

fn visit(db: &Db, actor: &Actor, path: &str) -> Visit {
    Visit {
        app: app(db),
        actor: actor.clone(),
        path: path.into(),
        session: None,
        address: String::new(),
    }
}

async fn region(db: &Db) -> (Cast, PublicId, [PublicId; 2]) {
    let cast = cast(db).await;
    let mut new = NewWorker::named(
        "宮下 さやか",
        "ミヤシタ サヤカ",
        cast.towns[0],
        Day::known(2026, 4, 1),
    );
    new.account = Some(cast.actor(Role::Worker).account);
    people::actions::register(db, cast.actor(Role::Coordinator), &new)
        .await
        .expect("a registration");
    let staff = cast.actor(Role::SiteStaff);
    let open = NewRoom {
        site: cast.sites[0],
        name: "窓辺".into(),
        class: Class::Open,
        seats: 2,
    };
    let secure = NewRoom {
        site: cast.sites[0],
        name: "機密室".into(),
        class: Class::Secure,
        seats: 1,
    };
    let open = actions::open_room(db, staff, &open)
        .await
        .expect("a room")
        .public_id;
    let secure = actions::open_room(db, staff, &secure)
        .await
        .expect("a room")
        .public_id;
    let home = places::site(db, cast.sites[0])
        .await
        .expect("a site")
        .public_id;
    (cast, home, [open, secure])
}

async fn drawn<A: IntoResponse>(handler: impl AsyncFn() -> Result<A, PageError>) -> Vec<String> {
    let mut out = Vec::new();
    for lang in [Lang::Ja, Lang::En] {
        let answer = webkit::shell::scope(
            Shell {
                lang,
                ..Shell::default()
            },
            async {
                handler()
                    .await
                    .unwrap_or_else(|error| panic!("{error:?}"))
                    .into_response()
            },
        );
        let bytes = axum::body::to_bytes(answer.await.into_body(), 1 << 22)
            .await
            .expect("a whole body");
        let text = String::from_utf8_lossy(&bytes).into_owned();
        assert!(!text.contains('⟦'), "{text}");
        out.push(text);
    }
    out
}

#[tokio::test]
async fn a_seat_is_found_booked_used_and_left_on_the_phone() {
    db::testing::each(all_migrations(), |db| async move {
        let (cast, _, [open, _]) = region(&db).await;
        let me = visit(&db, cast.actor(Role::Worker), "/seats");
        let search = async || seats::search(me.clone(), Query(seats::Asked::default())).await;
        let card = people::read::of_account(&db, me.actor.account)
            .await
            .unwrap()
            .unwrap();

        let before = drawn(search).await;
        let posted = Posted::of([
            ("room", open.as_str()),
            ("on", "2027-01-18"),
            ("slot", "pm"),
        ]);
        seats::book(me.clone(), Form(posted))
            .await
            .unwrap_or_else(|it| panic!("{it:?}"));
        let booking = read::bookings_of(&db, card.id, me.today()).await.unwrap()[0]
            .public_id
            .to_string();
        let booked = drawn(search).await;
        seats::arrive(me.clone(), Path(booking.clone()))
            .await
            .unwrap_or_else(|it| panic!("{it:?}"));
        seats::depart(me.clone(), Path(booking.clone()))
            .await
            .unwrap_or_else(|it| panic!("{it:?}"));
        let late = seats::cancel(me.clone(), Path(booking)).await;

        assert!(before[0].contains("予約はありません") && before[0].contains("予約する"));
        assert!(booked[0].contains("チェックイン"));
        assert!(late.is_err());
        drawn(search).await;
    })
    .await;
}

#[tokio::test]
async fn a_worker_sees_rooms_and_site_staff_the_log_besides() {
    db::testing::each(all_migrations(), |db| async move {
        let (cast, home, [_, secure]) = region(&db).await;
        let staff = visit(&db, cast.actor(Role::SiteStaff), "/sites");
        let show = async |visit: &Visit| {
            drawn(async || {
                site::show(
                    visit.clone(),
                    Path(home.to_string()),
                    Query(site::Asked::default()),
                )
                .await
            })
            .await
        };
        let visitor = Posted::of([
            ("visitor", "片桐"),
            ("purpose", "見学"),
            ("room", secure.as_str()),
            ("belongings", "yes"),
        ]);
        keeping::admit(staff.clone(), Path(home.to_string()), Form(visitor))
            .await
            .unwrap_or_else(|it| panic!("{it:?}"));

        let (seen, log) = (
            show(&visit(&db, cast.actor(Role::Worker), "/sites")).await,
            show(&staff).await,
        );

        assert!(seen[0].contains("機密室") && !seen[0].contains("片桐"));
        assert!(log[0].contains("来訪者 片桐") && log[0].contains("退室を記録する"));
        drawn(async || site::list(staff.clone()).await).await;
        drawn(async || site::list(visit(&db, cast.actor(Role::Worker), "/sites")).await).await;
    })
    .await;
}

#[tokio::test]
async fn a_cleared_worker_enters_and_leaves_the_secure_room_from_the_own_page() {
    db::testing::each(all_migrations(), |db| async move {
        let (cast, home, [_, secure]) = region(&db).await;
        let me = visit(&db, cast.actor(Role::Worker), "/seats");
        let card = people::read::of_account(&db, me.actor.account)
            .await
            .unwrap()
            .unwrap();
        people::actions::pledge(&db, &me.actor, &card.public_id)
            .await
            .unwrap();
        let director = cast.actor(Role::Director);
        people::actions::clear_secure(&db, director, &card.public_id, Some(me.today()))
            .await
            .unwrap();

        let entry = Posted::of([
            ("purpose", "店舗情報の確認"),
            ("room", secure.as_str()),
            ("from", "seats"),
        ]);
        keeping::enter(me.clone(), Path(home.to_string()), Form(entry))
            .await
            .unwrap_or_else(|it| panic!("{it:?}"));
        let page =
            drawn(async || seats::search(me.clone(), Query(seats::Asked::default())).await).await;
        let inside = read::entered_secure_room(&db, card.id)
            .await
            .unwrap()
            .unwrap();
        let exit = Posted::of([("entry", inside.public_id.as_str()), ("from", "seats")]);
        keeping::leave(me.clone(), Path(home.to_string()), Form(exit))
            .await
            .unwrap_or_else(|it| panic!("{it:?}"));

        assert!(page[0].contains("塩尻拠点の機密室にいます"));
        assert_eq!(read::inside(&db, card.id).await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn a_room_that_asks_for_a_pledge_says_so_beside_what_was_typed() {
    db::testing::each(all_migrations(), |db| async move {
        let (cast, home, [_, secure]) = region(&db).await;
        let me = visit(&db, cast.actor(Role::Worker), "/seats");
        let entry = Posted::of([
            ("purpose", "店舗情報の確認"),
            ("room", secure.as_str()),
            ("from", "seats"),
        ]);

        let page = drawn(async || {
            keeping::enter(me.clone(), Path(home.to_string()), Form(entry.clone())).await
        })
        .await;

        assert!(page[0].contains("秘密保持の誓約が必要です") && page[0].contains("店舗情報の確認"));
    })
    .await;
}
