//! What plans promise, on both databases.

mod runs;

use access::{App, Failure, Role, Visit};
use axum::extract::{Path, Query};
use base::{Day, PublicId};
use db::Db;
use people::{JobTypeId, Source, Worked, WorkerId};
use work::read::held;
use work::testing::{Field, field};

use crate::decided::Change;
use crate::store::{self, State};
use crate::{Proposed, Sending, Why, actions, pages, read};

/// 「店舗情報の確認」.
const CHECK: JobTypeId = JobTypeId(2);

fn all_migrations() -> Vec<db::Migration> {
    let words = [
        webkit::LOCALE,
        access::LOCALE,
        people::WORDS,
        sites::WORDS,
        training::WORDS,
        orders::WORDS,
        work::WORDS,
        crate::WORDS,
    ];
    webkit::words::install(&words);
    [
        work::testing::migrations(),
        training::migrations(),
        crate::migrations(),
    ]
    .concat()
}

/// The field with both workers trained and cleared for work at home; さやか has checked 400 units before.
async fn ready(db: &Db) -> Field {
    let field = field(db).await;
    let (director, coordinator) = (field.director(), field.cast.actor(Role::Coordinator));
    for worker in [field.worker, field.other] {
        let card = people::read::card(db, worker).await.unwrap();
        for code in ["ict", "check"] {
            let skill = people::read::skill_by_code(db, code)
                .await
                .unwrap()
                .unwrap();
            people::actions::grant_skill(db, director, worker, skill.id, 2, Source::Record, "")
                .await
                .unwrap();
        }
        let today = Some(db.clock().today());
        people::actions::clear_remote(db, coordinator, &card.public_id, today)
            .await
            .unwrap();
        people::actions::pledge(
            db,
            if worker == field.worker {
                field.sayaka()
            } else {
                field.aruga()
            },
            &card.public_id,
        )
        .await
        .unwrap();
    }
    practised(db, &field, field.worker).await;
    field
}

/// A worker who has checked 400 units, two of them wrongly.
async fn practised(db: &Db, field: &Field, worker: WorkerId) {
    let tx = db.begin(field.director().author()).await.unwrap();
    let worked = Worked {
        units: 400,
        standard_seconds: 52_800,
        seconds: 50_000,
        defects: 2,
    };
    people::actions::record_work_in(&tx, worker, CHECK, worked)
        .await
        .unwrap();
    tx.finish(&()).await.unwrap();
}

async fn order(db: &Db) -> PublicId {
    orders::read::order(db, orders::OrderId(1))
        .await
        .unwrap()
        .public_id
}

async fn proposed(db: &Db, field: &Field) -> Proposed {
    actions::propose(db, field.director(), &order(db).await)
        .await
        .expect("a plan")
}

fn sending(db: &Db) -> Sending {
    Sending {
        answer_by: db.clock().today().plus_days(3),
        leader: None,
    }
}

fn key(result: Result<impl std::fmt::Debug, Failure>) -> String {
    match result {
        Err(Failure::Refused(words)) => words.key().to_owned(),
        other => panic!("a refusal was expected, not {other:?}"),
    }
}

#[tokio::test]
async fn a_plan_gives_the_open_units_to_those_who_can_and_says_what_is_lacking() {
    db::testing::each(all_migrations(), |db| async move {
        let field = ready(&db).await;

        let proposed = proposed(&db, &field).await;

        assert_eq!(
            (proposed.units, proposed.short, proposed.waiting),
            (25, 5, 0)
        );
        let standing = read::standing(&db, orders::OrderId(1))
            .await
            .unwrap()
            .unwrap();
        assert_eq!(
            (standing.sent, standing.from_on, standing.until_on),
            (false, Day::known(2027, 1, 19), Day::known(2027, 2, 15))
        );
        let sentence = crate::sentences::shortage(&standing.outcome).unwrap().say();
        assert_eq!(sentence, "条件に合う人が1人不足。足りない条件:機密1");
        let pairs = store::pairs(&db, proposed.plan).await.unwrap();
        assert_eq!(pairs.iter().map(|it| it.units).sum::<i64>(), 25);
        assert!(
            pairs
                .iter()
                .all(|it| !it.because.is_empty() && it.portion == field.items)
        );
    })
    .await;
}

#[tokio::test]
async fn the_same_rows_give_the_same_plan_again() {
    db::testing::each(all_migrations(), |db| async move {
        let field = ready(&db).await;

        let first = proposed(&db, &field).await;
        let again = proposed(&db, &field).await;

        let solution = async |plan| store::texts(&db, plan).await.unwrap().solution;
        assert_eq!(solution(first.plan).await, solution(again.plan).await);
        assert_ne!(first.public_id, again.public_id);
        let whole = access::Scope::whole_region();
        assert_eq!(
            store::plan(&db, &whole, &first.public_id)
                .await
                .unwrap()
                .state,
            State::Superseded
        );
    })
    .await;
}

#[tokio::test]
async fn the_offers_carry_their_reason_and_the_units_are_not_planned_twice() {
    db::testing::each(all_migrations(), |db| async move {
        let field = ready(&db).await;
        let plan = proposed(&db, &field).await;

        let sent = actions::send_offers(&db, field.director(), &plan.public_id, &sending(&db))
            .await
            .unwrap();

        let whole = access::Scope::whole_region();
        let offer = work::read::card(&db, &whole, &sent.offers[0])
            .await
            .unwrap();
        assert_eq!(offer.stage, "offered");
        assert!(
            offer.reason.contains("できる時間") && offer.reason.contains("情報の確認"),
            "{}",
            offer.reason
        );
        assert_eq!(
            held(&db)
                .await
                .unwrap()
                .iter()
                .map(|it| it.units)
                .sum::<i64>(),
            25
        );
        let twice =
            actions::send_offers(&db, field.director(), &plan.public_id, &sending(&db)).await;
        assert_eq!(key(twice), "matching-refused-replaced");
        let next = proposed(&db, &field).await;
        assert_eq!((next.units, next.short), (0, 5));
    })
    .await;
}

#[tokio::test]
async fn who_is_left_out_stays_out_and_the_plan_shows_what_it_cost() {
    db::testing::each(all_migrations(), |db| async move {
        let field = ready(&db).await;
        let plan = proposed(&db, &field).await;
        let leave_out = Change::LeaveOut {
            worker: field.worker,
            portion: field.items,
        };

        let changed = actions::change(&db, field.director(), &plan.public_id, &leave_out)
            .await
            .unwrap();

        let pairs = store::pairs(&db, changed.plan).await.unwrap();
        assert!(pairs.iter().all(|it| it.worker != field.worker));
        let standing = read::standing(&db, orders::OrderId(1))
            .await
            .unwrap()
            .unwrap();
        assert!(
            standing.outcome.cost.is_some_and(|it| it.delivery < 0),
            "{:?}",
            standing.outcome.cost
        );
        assert_eq!(
            read::why_not(&db, changed.plan, field.worker)
                .await
                .unwrap(),
            Some(Why::LeftOut)
        );
        let late = actions::change(&db, field.director(), &plan.public_id, &leave_out).await;
        assert_eq!(key(late), "matching-refused-replaced");
        let anew = proposed(&db, &field).await;
        assert!(
            store::pairs(&db, anew.plan)
                .await
                .unwrap()
                .iter()
                .all(|it| it.worker != field.worker)
        );
    })
    .await;
}

#[tokio::test]
async fn what_is_fixed_is_marked_and_what_cannot_be_is_refused_with_its_limit() {
    db::testing::each(all_migrations(), |db| async move {
        let field = ready(&db).await;
        let plan = proposed(&db, &field).await;

        let fix = Change::Fix {
            worker: field.worker,
            portion: field.items,
            units: 20,
        };
        let fixed = actions::change(&db, field.director(), &plan.public_id, &fix)
            .await
            .unwrap();
        let secret = Change::Fix {
            worker: field.worker,
            portion: field.secure,
            units: 5,
        };
        let refused = actions::change(&db, field.director(), &fixed.public_id, &secret).await;

        let pairs = store::pairs(&db, fixed.plan).await.unwrap();
        let own = pairs.iter().find(|it| it.worker == field.worker).unwrap();
        assert!(own.fixed && own.units >= 20);
        assert_eq!(key(refused), "matching-refused-fix");
        let standing = read::standing(&db, orders::OrderId(1))
            .await
            .unwrap()
            .unwrap();
        assert_eq!(standing.plan, fixed.plan);
    })
    .await;
}

#[tokio::test]
async fn after_a_swap_the_other_person_holds_the_part() {
    db::testing::each(all_migrations(), |db| async move {
        let field = ready(&db).await;
        practised(&db, &field, field.other).await;
        let plan = proposed(&db, &field).await;
        let before = store::pairs(&db, plan.plan).await.unwrap().remove(0);
        let with = if before.worker == field.worker {
            field.other
        } else {
            field.worker
        };
        let swap = Change::Swap {
            out: before.worker,
            with,
            portion: field.items,
            units: before.units,
        };

        let changed = actions::change(&db, field.director(), &plan.public_id, &swap)
            .await
            .unwrap();

        let pairs = store::pairs(&db, changed.plan).await.unwrap();
        assert!(pairs.iter().all(|it| it.worker == with && it.fixed));
        let row = store::plan(&db, &access::Scope::whole_region(), &changed.public_id)
            .await
            .unwrap();
        assert_eq!(row.change, Some(swap));
    })
    .await;
}

#[tokio::test]
async fn the_page_speaks_english_too() {
    db::testing::each(all_migrations(), |db| async move {
        let field = ready(&db).await;
        proposed(&db, &field).await;
        let order = order(&db).await;
        let visit = visit(&db, field.director(), "/");

        let look = pages::testing::show(visit, Path(order.to_string()), Query(Default::default()));
        let page =
            webkit::words::scope(webkit::Lang::En, async { look.await.map(|it| it.draw()) }).await;

        let page = page.map_err(|_| "a page").unwrap();
        assert!(page.contains("1 suitable people are lacking") && !page.contains('⟦'));
    })
    .await;
}

#[tokio::test]
async fn nobody_plans_an_order_they_do_not_lead() {
    db::testing::each(all_migrations(), |db| async move {
        let field = ready(&db).await;
        let plan = proposed(&db, &field).await;
        let order = order(&db).await;

        for actor in [
            &field.cast.other_director,
            field.cast.actor(Role::Officer),
            field.sayaka(),
        ] {
            let planned = actions::propose(&db, actor, &order).await;
            let sent = actions::send_offers(&db, actor, &plan.public_id, &sending(&db)).await;
            let dropped = actions::supersede(&db, actor, &plan.public_id).await;

            let absent = |it: Failure| {
                matches!(it, Failure::Absent | Failure::Store(db::StoreError::Absent))
            };
            assert!(
                planned.is_err_and(absent) && sent.is_err_and(absent) && dropped.is_err_and(absent),
                "{}",
                actor.name
            );
        }
    })
    .await;
}

#[tokio::test]
async fn a_plan_put_aside_asks_nobody() {
    db::testing::each(all_migrations(), |db| async move {
        let field = ready(&db).await;
        let plan = proposed(&db, &field).await;

        actions::supersede(&db, field.director(), &plan.public_id)
            .await
            .unwrap();

        assert!(held(&db).await.unwrap().is_empty());
        assert_eq!(read::standing(&db, orders::OrderId(1)).await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn facts_come_in_a_bounded_number_of_statements() {
    db::testing::each(all_migrations(), |db| async move {
        let field = ready(&db).await;
        let order = orders::read::order(&db, orders::OrderId(1)).await.unwrap();

        let (facts, asked) =
            db::Conn::counting(crate::gather::facts(&db, &order, db.clock().today())).await;

        assert_eq!(facts.unwrap().people.len(), 2);
        assert!(asked <= 22, "{asked}");
        assert_ne!(field.worker, WorkerId(0));
    })
    .await;
}

fn visit(db: &Db, actor: &access::Actor, path: &str) -> Visit {
    let app: App = access::testing::app(db);
    Visit {
        app,
        actor: actor.clone(),
        path: path.to_owned(),
        session: None,
        address: String::new(),
    }
}

#[tokio::test]
async fn the_page_shows_the_way_in_the_plan_and_one_pair() {
    db::testing::each(all_migrations(), |db| async move {
        let field = ready(&db).await;
        let order = order(&db).await;
        let look = async || {
            let visit = visit(&db, field.director(), &format!("/orders/{order}/matching"));
            let page =
                pages::testing::show(visit, Path(order.to_string()), Query(Default::default()))
                    .await;
            page.map_err(|_| "a page").unwrap().draw()
        };

        let empty = look().await;
        let plan = proposed(&db, &field).await;
        let shown = look().await;

        assert!(empty.contains("案をつくる") && empty.contains("まだ案がありません"));
        for words in [
            "打診を送る",
            "固定",
            "外す",
            "入替",
            "機密1",
            "市町村のつり合い",
            "宮下さやか",
        ] {
            assert!(shown.contains(words), "{words}");
        }
        assert!(!shown.contains('⟦'), "{shown}");
        let pair = store::pairs(&db, plan.plan).await.unwrap()[0]
            .public_id
            .to_string();
        let visit = visit(&db, field.director(), "/");
        let page = pages::testing::show_pair(visit, Path((order.to_string(), pair)))
            .await
            .map_err(|_| "a page")
            .unwrap()
            .draw();
        assert!(page.contains("選ばれた理由") && !page.contains('⟦'));
    })
    .await;
}

#[test]
fn both_languages_have_the_same_words() {
    assert_eq!(webkit::words::same_keys(&crate::WORDS), Ok(()));
    assert_eq!(webkit::words::all_known(&crate::WORDS), Ok(()));
}

#[test]
fn no_two_routes_share_an_address() {
    let mut rows: Vec<_> = crate::routes()
        .rows()
        .into_iter()
        .map(|it| (it.method, it.path))
        .collect();
    let count = rows.len();
    rows.sort_unstable();
    rows.dedup();

    assert_eq!(rows.len(), count);
}
