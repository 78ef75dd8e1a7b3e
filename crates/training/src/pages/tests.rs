//! Every page of this crate draws in both languages, from the making of a course to its judgement.

use super::{awaiting, course, list, new, study};
use crate::read;
use access::testing::{app, cast};
use access::{Actor, Form, PageError, Role, Visit};
use axum::extract::{Path, Query};
use axum::response::IntoResponse;
use base::Day;
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

fn visit(db: &Db, actor: &Actor) -> Visit {
    Visit {
        app: app(db),
        actor: actor.clone(),
        path: "/courses".into(),
        session: None,
        address: String::new(),
    }
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

fn typed() -> Posted {
    Posted::of([
        ("title", "確認作業"),
        ("code", "check-1"),
        ("about", "店舗情報の確かめ方"),
        ("skill", "check"),
        ("level", "1"),
        ("job_type", "check"),
        ("minutes", "４０"),
        ("practical", "見本10件を確かめてください。"),
        ("lesson_title", "はじめに"),
        ("lesson_body", "手順書を読みます。"),
    ])
}

#[tokio::test]
async fn a_course_is_made_taken_and_judged_page_by_page() {
    db::testing::each(all_migrations(), |db| async move {
        let cast = cast(&db).await;
        let mut person = NewWorker::named(
            "宮下 さやか",
            "ミヤシタ サヤカ",
            cast.towns[3],
            Day::known(2026, 4, 1),
        );
        person.account = Some(cast.actor(Role::Worker).account);
        people::actions::register(&db, cast.actor(Role::Coordinator), &person)
            .await
            .unwrap();
        let (director, me) = (
            visit(&db, cast.actor(Role::Director)),
            visit(&db, cast.actor(Role::Worker)),
        );
        let well = |it: PageError| -> () { panic!("{it:?}") };

        drawn(async || list::list(me.clone()).await).await;
        drawn(async || new::blank(director.clone()).await).await;
        new::add(director.clone(), Form(typed()))
            .await
            .map(|_| ())
            .unwrap_or_else(well);
        let again = drawn(async || new::add(director.clone(), Form(typed())).await).await;
        let id = read::course_by_code(&db, "check-1")
            .await
            .unwrap()
            .unwrap()
            .public_id
            .to_string();
        let question = Posted::of([
            ("question", "同じビルに2店あるときは?"),
            ("choices", "別々に数える\nまとめる\n聞く"),
            ("why", "3.2です。"),
        ]);
        new::add_question(director.clone(), Path(id.clone()), Form(question))
            .await
            .map(|_| ())
            .unwrap_or_else(well);
        let before = drawn(async || course::show(me.clone(), Path(id.clone())).await).await;
        course::enrol(me.clone(), Path(id.clone()))
            .await
            .map(|_| ())
            .unwrap_or_else(well);
        drawn(async || study::lesson(me.clone(), Path((id.clone(), 1))).await).await;
        study::finish(me.clone(), Path((id.clone(), 1)))
            .await
            .map(|_| ())
            .unwrap_or_else(well);
        let right = right_choice(&db, &id).await;
        let answer = |choice: i64| Form(Posted::of([("q1", choice.to_string())]));
        study::answer(me.clone(), Path(id.clone()), answer((right + 1) % 3))
            .await
            .map(|_| ())
            .unwrap_or_else(well);
        let wrong = drawn(async || study::check(me.clone(), Path(id.clone())).await).await;
        study::answer(me.clone(), Path(id.clone()), answer(right))
            .await
            .map(|_| ())
            .unwrap_or_else(well);
        let ready = drawn(async || course::show(me.clone(), Path(id.clone())).await).await;
        let work = Form(Posted::of([("work", "10件を確かめました。")]));
        course::hand_in(me.clone(), Path(id.clone()), work)
            .await
            .map(|_| ())
            .unwrap_or_else(well);
        let queue = drawn(async || {
            awaiting::list(director.clone(), Query(awaiting::Asked::default())).await
        })
        .await;
        let card = people::read::of_account(&db, me.actor.account)
            .await
            .unwrap()
            .unwrap();
        let enrolment = read::enrolments_of(&db, card.id).await.unwrap()[0]
            .public_id
            .to_string();
        let sheet =
            drawn(async || awaiting::show(director.clone(), Path(enrolment.clone())).await).await;
        let passed = Form(Posted::of([("note", "ていねいです。")]));
        awaiting::judge(director.clone(), Path(enrolment), passed)
            .await
            .map(|_| ())
            .unwrap_or_else(well);
        let done = drawn(async || course::show(me.clone(), Path(id.clone())).await).await;

        assert!(again[0].contains("エラー:") && again[0].contains("店舗情報の確かめ方"));
        assert!(before[0].contains("この講座をはじめますか"));
        assert!(wrong[0].contains("もう一度考えてみましょう"));
        assert!(ready[0].contains("次は、実技の課題です"));
        assert!(queue[0].contains("宮下 さやか") && sheet[0].contains("10件を確かめました。"));
        assert!(done[0].contains("修了しました") && done[0].contains("ていねいです。"));
        drawn(async || list::list(me.clone()).await).await;
        drawn(async || list::list(director.clone()).await).await;
    })
    .await;
}

async fn right_choice(db: &Db, course: &str) -> i64 {
    let course = base::PublicId::parse(course).unwrap();
    let course = crate::store::course(db, &course).await.unwrap();
    crate::store::questions(db, course.id).await.unwrap()[0].right_choice
}
