//! Work that goes on by itself: asked for, worked off, taken up again, ended; and the board of the region.

use access::{Failure, Role};
use axum::extract::{Path, Query};
use base::PublicId;
use db::Db;

use super::{all_migrations, key, order, ready, sending, visit};
use crate::decided::Change;
use crate::runs::{BOARD, Lane, RunState, order_topic};
use crate::store::{self, State, board as boards, runs};
use crate::{actions, board, jobs, pages};

const ORDER: orders::OrderId = orders::OrderId(1);

async fn work_off(db: &Db) -> u64 {
    let mut done = 0;
    for lane in Lane::ALL {
        let worked = jobs::work_off(db, lane, &Vec::new()).await;
        done += worked.expect("the runs end");
    }
    done
}

async fn state(db: &Db, topic: &str) -> RunState {
    let run = runs::latest(db, topic).await.unwrap();
    run.expect("a run").state
}

#[tokio::test]
async fn a_plan_is_asked_for_at_once_and_made_by_the_job() {
    db::testing::each(all_migrations(), |db| async move {
        let field = ready(&db).await;
        let order = order(&db).await;

        actions::ask_for_plan(&db, field.director(), &order)
            .await
            .unwrap();
        let waiting = (
            state(&db, &order_topic(ORDER)).await,
            store::plan_in_force(&db, ORDER).await.unwrap().is_some(),
        );
        let worked = work_off(&db).await;

        assert_eq!(waiting, (RunState::Waiting, false));
        assert_eq!((worked, work_off(&db).await), (1, 0));
        let run = runs::latest(&db, &order_topic(ORDER))
            .await
            .unwrap()
            .unwrap();
        assert_eq!(run.state, RunState::Done);
        assert!(run.score_yen.is_some_and(|it| it > 0) && run.steps_done == run.steps_wanted);
        let plan = store::plan_in_force(&db, ORDER).await.unwrap().unwrap();
        assert_eq!(
            (plan.state, plan.made_by),
            (State::Proposed, field.director().account)
        );
    })
    .await;
}

#[tokio::test]
async fn of_one_order_one_run_lives_at_a_time_and_can_be_ended() {
    db::testing::each(all_migrations(), |db| async move {
        let field = ready(&db).await;
        let order = order(&db).await;
        actions::ask_for_plan(&db, field.director(), &order)
            .await
            .unwrap();

        let again = actions::ask_for_plan(&db, field.director(), &order).await;
        let stopped = actions::stop_plan(&db, field.director(), &order).await;

        assert_eq!(key(again), "matching-refused-under-way");
        assert!(stopped.unwrap());
        assert_eq!(
            (state(&db, &order_topic(ORDER)).await, work_off(&db).await),
            (RunState::Cancelled, 0)
        );
        assert!(
            actions::ask_for_plan(&db, field.director(), &order)
                .await
                .is_ok()
        );
    })
    .await;
}

#[tokio::test]
async fn a_run_left_under_way_by_a_node_that_fell_silent_is_taken_up_again() {
    db::testing::each(all_migrations(), |db| async move {
        let field = ready(&db).await;
        let order = order(&db).await;
        actions::ask_for_plan(&db, field.director(), &order)
            .await
            .unwrap();
        let now = db.clock().real_now();
        for (silent, taken) in [(5, 0), (60, 1)] {
            let tx = db.begin(&db::Author::system("test")).await.unwrap();
            let sql = "update plan_run set state = 'running', node = 'gone', beat_at = $1";
            db::execute(&tx, sql, vec![now.plus_seconds(-silent).into()])
                .await
                .unwrap();
            tx.finish(&()).await.unwrap();

            let worked = work_off(&db).await;

            assert_eq!(worked, taken, "silent for {silent} seconds");
        }
        assert_eq!(state(&db, &order_topic(ORDER)).await, RunState::Done);
        assert!(store::plan_in_force(&db, ORDER).await.unwrap().is_some());
    })
    .await;
}

#[tokio::test]
async fn a_limit_met_by_a_change_is_told_on_the_page_and_the_plan_stays() {
    db::testing::each(all_migrations(), |db| async move {
        let field = ready(&db).await;
        let order = order(&db).await;
        let plan = actions::propose(&db, field.director(), &order)
            .await
            .unwrap();
        let secret = Change::Fix {
            worker: field.worker,
            portion: field.secure,
            units: 5,
        };

        actions::ask_for_change(&db, field.director(), &plan.public_id, &secret)
            .await
            .unwrap();
        let page = look(&db, &field, &order).await;
        work_off(&db).await;
        let after = look(&db, &field, &order).await;

        assert!(page.contains("data-watched") && page.contains("計算の順番を待っています"));
        assert!(
            !page.contains("打診を送る</button>"),
            "nobody sends a plan that is being changed"
        );
        assert!(
            after.contains("案ができませんでした") && after.contains("固定できません。"),
            "{after}"
        );
        let now = store::plan_in_force(&db, ORDER).await.unwrap().unwrap();
        assert_eq!(now.id, plan.plan);
    })
    .await;
}

async fn look(db: &Db, field: &work::testing::Field, order: &PublicId) -> String {
    let visit = visit(db, field.director(), &format!("/orders/{order}/matching"));
    let page =
        pages::testing::show(visit, Path(order.to_string()), Query(Default::default())).await;
    page.map_err(|_| "a page").unwrap().draw()
}

async fn look_at_board(db: &Db, actor: &access::Actor) -> String {
    let page =
        pages::testing::show_region(visit(db, actor, "/matching"), Query(Default::default())).await;
    page.map_err(|_| "a page").unwrap().draw()
}

#[tokio::test]
async fn the_board_plans_every_order_and_hands_each_its_part() {
    db::testing::each(all_migrations(), |db| async move {
        let field = ready(&db).await;
        let order = order(&db).await;
        let empty = look_at_board(&db, field.director()).await;

        board::ask(&db, field.director()).await.unwrap();
        work_off(&db).await;
        let row = boards::in_force(&db).await.unwrap().unwrap();
        let shown = look_at_board(&db, field.director()).await;
        board::ask_to_hand_over(&db, field.director(), &row.public_id, &order)
            .await
            .unwrap();
        work_off(&db).await;

        assert!(empty.contains("全体の案はまだありません"));
        for words in [
            "はじめての方",
            "市町村のつり合い",
            "この受注に渡す",
            "宮下さやか",
            "固定",
            "五つの望み",
        ] {
            assert!(shown.contains(words), "{words}");
        }
        assert!(!shown.contains('⟦'), "{shown}");
        assert_eq!(state(&db, &order_topic(ORDER)).await, RunState::Done);
        let plan = store::plan_in_force(&db, ORDER).await.unwrap().unwrap();
        assert_eq!(plan.outcome.given(), row.outcome.given());
        let sent =
            actions::send_offers(&db, field.director(), &plan.public_id, &sending(&db)).await;
        assert_eq!(sent.unwrap().offers.len(), row.pairs.len());
    })
    .await;
}

#[tokio::test]
async fn a_change_on_the_board_shows_what_it_cost() {
    db::testing::each(all_migrations(), |db| async move {
        let field = ready(&db).await;
        let portion = orders::read::portion(&db, field.items)
            .await
            .unwrap()
            .public_id;
        board::ask(&db, field.director()).await.unwrap();
        work_off(&db).await;
        let row = boards::in_force(&db).await.unwrap().unwrap();
        let worker = row.pairs[0].worker;
        let out = |portion| Change::LeaveOut { worker, portion };

        let stranger = board::ask_change(
            &db,
            &field.cast.other_director,
            &row.public_id,
            &portion,
            out,
        )
        .await;
        board::ask_change(&db, field.director(), &row.public_id, &portion, out)
            .await
            .unwrap();
        work_off(&db).await;

        assert!(stranger.is_err_and(|it| matches!(
            it,
            Failure::Absent | Failure::Store(db::StoreError::Absent)
        )));
        let after = boards::in_force(&db).await.unwrap().unwrap();
        assert!(
            after
                .pairs
                .iter()
                .all(|it| it.worker != worker || it.portion != field.items)
        );
        assert!(after.outcome.cost.is_some() && after.id != row.id);
        let shown = look_at_board(&db, field.director()).await;
        assert!(shown.contains("外した組み合わせ") && shown.contains("外して計算しなおしました"));
    })
    .await;
}

#[tokio::test]
async fn a_coordinator_reads_the_board_and_others_do_not() {
    db::testing::each(all_migrations(), |db| async move {
        let field = ready(&db).await;
        board::ask(&db, field.director()).await.unwrap();
        work_off(&db).await;

        let shown = look_at_board(&db, field.cast.actor(Role::Coordinator)).await;
        let other = look_at_board(&db, &field.cast.other_director).await;

        assert!(shown.contains("宮下さやか") && !shown.contains("この受注に渡す"));
        assert!(other.contains("ほかのディレクターの受注") && !other.contains("固定</button>"));
        assert_eq!(state(&db, BOARD).await, RunState::Done);
        for role in [Role::Officer, Role::Client, Role::Worker] {
            assert!(
                board::ask(&db, field.cast.actor(role)).await.is_err(),
                "{role:?}"
            );
        }
    })
    .await;
}

#[tokio::test]
async fn who_was_not_chosen_reads_why_and_nothing_of_others() {
    db::testing::each(all_migrations(), |db| async move {
        let field = ready(&db).await;
        let plan = actions::propose(&db, field.director(), &order(&db).await)
            .await
            .unwrap();
        let chosen = store::pairs(&db, plan.plan).await.unwrap();
        actions::send_offers(&db, field.director(), &plan.public_id, &sending(&db))
            .await
            .unwrap();
        let rest = store::rest(&db, plan.plan, 1).await.unwrap();

        for (worker, actor) in [(field.worker, field.sayaka()), (field.other, field.aruga())] {
            let page =
                pages::testing::show_not_chosen(visit(&db, actor, "/offers/not-chosen")).await;
            let page = page.map_err(|_| "a page").unwrap().draw();

            let told = rest.iter().any(|it| it.worker == worker);
            assert_eq!(page.contains("条件を満たすための一歩"), told, "{page}");
            assert!(!page.contains('⟦') && !page.contains("アルプスマップ"));
            for other in chosen.iter().filter(|it| it.worker != worker) {
                assert!(!page.contains(&other.name), "{}", other.name);
            }
        }
    })
    .await;
}

#[tokio::test]
async fn causes_are_found_by_a_run_and_an_officer_reads_counts_without_names() {
    db::testing::each(all_migrations(), |db| async move {
        let field = ready(&db).await;
        let look = async |actor: &access::Actor| {
            let page = pages::testing::show_causes(
                visit(&db, actor, "/matching/causes"),
                Query(Default::default()),
            )
            .await;
            page.map_err(|_| "a page").unwrap().draw()
        };
        let empty = look(field.director()).await;

        crate::causes::ask(&db, field.director()).await.unwrap();
        work_off(&db).await;
        let director = look(field.director()).await;
        let officer = look(field.cast.actor(Role::Officer)).await;

        assert!(empty.contains("まだ調べていません"));
        assert_eq!(state(&db, crate::runs::CAUSES).await, RunState::Done);
        for words in ["仕事がない人", "効く手だて", "数が足りない分担", "対象外"]
        {
            assert!(director.contains(words), "{words}");
        }
        assert!(!director.contains('⟦') && !officer.contains('⟦'));
        for name in ["宮下さやか", "有賀"] {
            assert!(!officer.contains(name), "{name}");
        }
        assert!(
            boards::in_force(&db).await.unwrap().is_some(),
            "the plan made for it stands on the board"
        );
        assert!(
            crate::causes::ask(&db, field.cast.actor(Role::Officer))
                .await
                .is_err()
        );
    })
    .await;
}

#[tokio::test]
async fn days_off_lead_the_team_to_ranked_ways_and_what_is_chosen_is_asked() {
    db::testing::each(all_migrations(), |db| async move {
        let field = ready(&db).await;
        let leader = field.cast.actor(Role::Leader);
        let work = field
            .agreed(&db, field.sayaka(), field.worker, field.items, 25)
            .await;
        let today = db.clock().today();
        let rest = people::Rest {
            from_on: today,
            until_on: today.plus_days(26),
        };

        let said = crate::covers::say(&db, field.sayaka(), rest)
            .await
            .unwrap()
            .unwrap();
        work_off(&db).await;

        let cover = async |actor: &access::Actor| {
            let page =
                pages::testing::show_cover(visit(&db, actor, "/covers"), Path(said.to_string()))
                    .await;
            page.map(|it| it.draw()).map_err(|it| it.0)
        };
        let shown = cover(leader).await.unwrap();
        assert!(
            shown.contains("何もしない") && shown.contains("この案にする") && !shown.contains('⟦'),
            "{shown}"
        );
        assert!(cover(&field.cast.other_director).await.is_err());
        let list = pages::testing::list_covers(visit(&db, leader, "/covers")).await;
        let list = list.map_err(|_| "a page").unwrap().draw();
        assert!(list.contains("宮下さやか") && list.contains("案を選んでください"));
        let row = store::covers::cover(&db, &access::Scope::whole_region(), &said)
            .await
            .unwrap();
        let best = row.answer.unwrap().options[0].clone();
        assert!(
            best.asks.iter().all(|it| it.worker == field.other),
            "{best:?}"
        );

        crate::covers::let_others(&db, field.sayaka(), &said, false)
            .await
            .unwrap();
        let kept = crate::covers::choose(&db, leader, &said, best.way).await;
        crate::covers::let_others(&db, field.sayaka(), &said, true)
            .await
            .unwrap();
        let asked = crate::covers::choose(&db, leader, &said, best.way)
            .await
            .unwrap();
        let again = crate::covers::choose(&db, leader, &said, best.way).await;

        assert_eq!(key(kept), "matching-refused-goes-on");
        assert_eq!(key(again), "matching-refused-settled");
        assert_eq!(asked, best.asks.len() as u64);
        assert!(asked > 0);
        let held = work::read::held(&db).await.unwrap();
        let own = held.iter().find(|it| it.public_id == work).unwrap();
        let handed: i64 = best.asks.iter().map(|it| it.units).sum();
        assert_eq!(own.units, 25 - handed.min(24));
        let offered = held.iter().find(|it| it.worker == field.other.0).unwrap();
        assert_eq!(
            (offered.stage.as_str(), offered.units),
            ("offered", handed.min(24))
        );
        let own_page = pages::testing::show_absence(
            visit(&db, field.sayaka(), "/absences"),
            Path(said.to_string()),
        )
        .await;
        assert!(
            own_page
                .map_err(|_| "a page")
                .unwrap()
                .draw()
                .contains("ほかの方に引き継ぎをお願いしています")
        );
    })
    .await;
}

#[tokio::test]
async fn who_has_no_work_in_hand_rests_without_further_ado() {
    db::testing::each(all_migrations(), |db| async move {
        let field = ready(&db).await;
        let today = db.clock().today();

        let said = crate::covers::say(
            &db,
            field.aruga(),
            people::Rest {
                from_on: today,
                until_on: today,
            },
        )
        .await;

        assert_eq!(said.unwrap(), None);
        assert!(read_rests(&db, field.other, today).await);
    })
    .await;
}

async fn read_rests(db: &Db, worker: people::WorkerId, today: base::Day) -> bool {
    let rests = people::read::rests_of(db, worker, today).await.unwrap();
    rests.iter().any(|it| it.covers(today))
}
