//! What the homes and the menu promise: every role has a home, few statements each, and no entry leads nowhere.

use access::testing::{Cast, app, cast};
use access::{Actor, Role, Visit};
use base::Day;
use db::{Conn, Db};
use people::NewWorker;

use crate::{home, menu};

fn all_migrations() -> Vec<db::Migration> {
    webkit::words::install(&[
        webkit::LOCALE,
        access::LOCALE,
        people::WORDS,
        work::WORDS,
        quality::WORDS,
        crate::WORDS,
    ]);
    [
        access::testing::migrations(),
        people::migrations(),
        sites::migrations(),
        training::migrations(),
        sales::migrations(),
        orders::migrations(),
        work::migrations(),
        quality::migrations(),
        matching::migrations(),
        payment::migrations(),
        region::migrations(),
    ]
    .concat()
}

fn visit(db: &Db, actor: &Actor) -> Visit {
    Visit {
        app: app(db),
        actor: actor.clone(),
        path: "/".into(),
        session: None,
        address: String::new(),
    }
}

/// さやか of 大町市, behind the cast's worker account.
async fn register(db: &Db, cast: &Cast) {
    let mut new = NewWorker::named(
        "宮下 さやか",
        "ミヤシタ サヤカ",
        cast.towns[3],
        Day::known(2026, 4, 1),
    );
    new.account = Some(cast.actor(Role::Worker).account);
    people::actions::register(db, cast.actor(Role::Coordinator), &new)
        .await
        .expect("a registration");
}

#[tokio::test]
async fn every_role_has_a_home_of_at_most_eight_statements() {
    db::testing::each(all_migrations(), |db| async move {
        let cast = cast(&db).await;
        register(&db, &cast).await;

        for role in Role::ALL {
            let visit = visit(&db, cast.actor(role));
            let (page, statements) = Conn::counting(home::own(&visit)).await;

            let text = page
                .unwrap_or_else(|_| panic!("a home for {role:?}"))
                .draw();
            assert!(statements <= 8, "{role:?} asks {statements} statements");
            assert!(!text.contains('⟦'), "{role:?} lacks words: {text}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_leader_who_works_has_one_home_of_at_most_eight_statements() {
    db::testing::each(all_migrations(), |db| async move {
        let cast = cast(&db).await;
        register(&db, &cast).await;
        let worker = cast.actor(Role::Worker);
        let grants = [
            worker.grants.clone(),
            cast.actor(Role::Leader).grants.clone(),
        ]
        .concat();
        let mut yumi = worker.clone();
        yumi.grants = grants;

        let visit = visit(&db, &yumi);
        let (page, statements) = Conn::counting(home::own(&visit)).await;

        assert!(page.is_ok());
        assert!(statements <= 8, "{statements} statements");
    })
    .await;
}

#[tokio::test]
async fn a_worker_without_hours_is_told_what_to_do() {
    db::testing::each(all_migrations(), |db| async move {
        let cast = cast(&db).await;
        register(&db, &cast).await;

        let page = home::own(&visit(&db, cast.actor(Role::Worker)))
            .await
            .ok()
            .expect("a home")
            .draw();

        assert!(page.contains("いまお願いできる仕事はありません"), "{page}");
        assert!(
            page.contains("検収が終わると、ここに表示されます。"),
            "{page}"
        );
    })
    .await;
}

#[tokio::test]
async fn the_menu_of_a_worker_has_five_entries_under_the_thumb() {
    db::testing::each(all_migrations(), |db| async move {
        let cast = cast(&db).await;

        let menu = menu::menu(cast.actor(Role::Worker), "/work/1234?page=2");

        let labels: Vec<&str> = menu.items.iter().map(|it| it.label.as_str()).collect();
        assert_eq!(labels, ["ホーム", "仕事", "予定", "学ぶ", "お金"]);
        assert!(menu.bottom);
        assert_eq!(
            menu.items
                .iter()
                .filter(|it| it.current)
                .map(|it| it.href.as_str())
                .collect::<Vec<_>>(),
            ["/work"]
        );
    })
    .await;
}

#[tokio::test]
async fn who_has_two_roles_sees_each_page_once() {
    db::testing::each(all_migrations(), |db| async move {
        let cast = cast(&db).await;
        let worker = cast.actor(Role::Worker);
        let grants = [
            worker.grants.clone(),
            cast.actor(Role::Leader).grants.clone(),
            cast.actor(Role::Director).grants.clone(),
        ];
        let mut person = worker.clone();
        person.grants = grants.concat();

        let menu = menu::menu(&person, "/");

        let mut seen: Vec<&str> = menu.items.iter().map(|it| it.href.as_str()).collect();
        assert_eq!(seen.iter().filter(|it| **it == "/").count(), 1);
        assert!(seen.contains(&"/team") && seen.contains(&"/orders"));
        seen.sort_unstable();
        seen.dedup();
        assert_eq!(seen.len(), menu.items.len());
        assert!(!menu.bottom);
    })
    .await;
}

#[tokio::test]
async fn every_role_reaches_every_page_that_its_menu_means_to_offer() {
    db::testing::each(all_migrations(), |db| async move {
        let cast = cast(&db).await;

        for role in Role::ALL {
            for (_, href, _) in menu::entries(role) {
                assert!(
                    menu::opens(cast.actor(role), href),
                    "{role:?} cannot open {href}"
                );
            }
        }
    })
    .await;
}

#[test]
fn both_languages_say_the_same() {
    webkit::words::same_keys(&crate::WORDS).unwrap();
    webkit::words::all_known(&crate::WORDS).unwrap();
}
