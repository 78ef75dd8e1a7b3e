//! What the tables and actions of this crate promise, on both databases.

use crate::actions::{self, Judgement};
use crate::rules::NewQuestion;
use crate::store::{NewCourse, NewLesson};
use crate::{Stage, read};
use access::testing::{Cast, cast};
use access::{Failure, Role};
use base::{Day, PublicId, Yen};
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

async fn sayaka(db: &Db, cast: &Cast) -> Registered {
    let mut new = NewWorker::named(
        "宮下 さやか",
        "ミヤシタ サヤカ",
        cast.towns[3],
        Day::known(2026, 4, 1),
    );
    new.account = Some(cast.actor(Role::Worker).account);
    people::actions::register(db, cast.actor(Role::Coordinator), &new)
        .await
        .expect("a registration")
}

/// 確認作業: two lessons, one question, a practical item; grants level 1 and opens checking.
async fn checking(db: &Db, cast: &Cast) -> PublicId {
    let skill = people::read::skill_by_code(db, "check")
        .await
        .unwrap()
        .unwrap()
        .id;
    let job_type = people::read::job_type_by_code(db, "check")
        .await
        .unwrap()
        .unwrap()
        .id;
    let lesson = |title: &str| NewLesson {
        title: title.into(),
        body: "手順書を読みます。".into(),
    };
    let question = NewQuestion {
        question: "同じビルに2店あるときは?".into(),
        choices: vec!["別々に数える".into(), "まとめる".into()],
        right: 0,
        why: "手順書3.2のとおりです。".into(),
    };
    let new = NewCourse {
        code: "check-1".into(),
        title: "確認作業".into(),
        about: "店舗情報の確かめ方".into(),
        job_type: Some(job_type),
        skill,
        level: 1,
        minutes: 40,
        allowance_yen: Yen::ZERO,
        practical: "見本10件を確かめてください。".into(),
        lessons: vec![lesson("はじめに"), lesson("確かめ方")],
        questions: vec![question],
    };
    actions::add_course(db, cast.actor(Role::Director), &new)
        .await
        .expect("a course")
        .public_id
}

#[tokio::test]
async fn passing_a_course_grants_the_skill_and_opens_the_kind_of_work() {
    db::testing::each(all_migrations(), |db| async move {
        let cast = cast(&db).await;
        let (me, director) = (cast.actor(Role::Worker), cast.actor(Role::Director));
        let made = sayaka(&db, &cast).await;
        let course = checking(&db, &cast).await;
        let kind = people::read::job_type_by_code(&db, "check")
            .await
            .unwrap()
            .unwrap()
            .id;
        let before = read::gaps(&db, made.worker, kind).await.unwrap();

        let enrolment = actions::enrol(&db, me, &made.public_id, &course)
            .await
            .unwrap()
            .public_id;
        actions::finish_lesson(&db, me, &enrolment, 1)
            .await
            .unwrap();
        let early = actions::hand_in_practical(&db, me, &enrolment, "10件").await;
        actions::finish_lesson(&db, me, &enrolment, 2)
            .await
            .unwrap();
        let wrong = actions::answer_check(&db, me, &enrolment, &[(1, 1)])
            .await
            .unwrap();
        let right = actions::answer_check(&db, me, &enrolment, &[(1, 0)])
            .await
            .unwrap();
        actions::hand_in_practical(&db, me, &enrolment, "10件を確かめました。")
            .await
            .unwrap();
        assert_eq!(read::awaiting_count(&db).await.unwrap(), 1);
        actions::judge(
            &db,
            director,
            &enrolment,
            Judgement::Passed,
            "ていねいです。",
        )
        .await
        .unwrap();

        assert!(matches!(early, Err(Failure::Refused(_))));
        assert_eq!((wrong.right, right.right), (0, 1));
        let names: Vec<&str> = before.iter().map(|it| it.skill_name.as_str()).collect();
        assert_eq!(names, ["パソコンの基本操作", "情報の確認"]);
        assert!(
            before[0].course.is_none()
                && before[1].course.as_ref().is_some_and(|it| it.minutes == 40)
        );
        let after = read::gaps(&db, made.worker, kind).await.unwrap();
        assert_eq!(after.len(), 1);
        let held = people::read::skills_of(&db, made.worker).await.unwrap();
        assert_eq!((held[0].level, held[0].since_on), (1, db.clock().today()));
        let passed = read::passed_between(&db, db.clock().today(), db.clock().today())
            .await
            .unwrap();
        assert_eq!(passed.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn what_is_given_back_says_why_and_may_be_handed_in_again() {
    db::testing::each(all_migrations(), |db| async move {
        let cast = cast(&db).await;
        let (me, director) = (cast.actor(Role::Worker), cast.actor(Role::Director));
        let made = sayaka(&db, &cast).await;
        let course = checking(&db, &cast).await;
        let enrolment = actions::enrol(&db, me, &made.public_id, &course)
            .await
            .unwrap()
            .public_id;
        for no in [1, 2] {
            actions::finish_lesson(&db, me, &enrolment, no)
                .await
                .unwrap();
        }
        actions::answer_check(&db, me, &enrolment, &[(1, 0)])
            .await
            .unwrap();
        actions::hand_in_practical(&db, me, &enrolment, "10件")
            .await
            .unwrap();

        let silent = actions::judge(&db, director, &enrolment, Judgement::GivenBack, " ").await;
        actions::judge(
            &db,
            director,
            &enrolment,
            Judgement::GivenBack,
            "3件目の番地を見直してください。",
        )
        .await
        .unwrap();
        let again = actions::hand_in_practical(&db, me, &enrolment, "直しました。").await;

        assert!(matches!(silent, Err(Failure::Faulty(_))));
        assert!(again.is_ok());
        assert_eq!(
            people::read::skills_of(&db, made.worker).await.unwrap(),
            vec![]
        );
    })
    .await;
}

#[tokio::test]
async fn completed_stays_completed_when_the_course_grows() {
    db::testing::each(all_migrations(), |db| async move {
        let cast = cast(&db).await;
        let (me, director) = (cast.actor(Role::Worker), cast.actor(Role::Director));
        let made = sayaka(&db, &cast).await;
        let course = checking(&db, &cast).await;
        let enrolment = actions::enrol(&db, me, &made.public_id, &course)
            .await
            .unwrap()
            .public_id;
        for no in [1, 2] {
            actions::finish_lesson(&db, me, &enrolment, no)
                .await
                .unwrap();
        }
        actions::answer_check(&db, me, &enrolment, &[(1, 0)])
            .await
            .unwrap();
        actions::hand_in_practical(&db, me, &enrolment, "10件")
            .await
            .unwrap();
        actions::judge(&db, director, &enrolment, Judgement::Passed, "")
            .await
            .unwrap();

        let lesson = NewLesson {
            title: "新しい手順".into(),
            body: "3.3を読みます。".into(),
        };
        actions::add_lesson(&db, director, &course, &lesson)
            .await
            .unwrap();
        actions::finish_lesson(&db, me, &enrolment, 3)
            .await
            .unwrap();

        let enrolments = read::enrolments_of(&db, made.worker).await.unwrap();
        assert_eq!(enrolments[0].state, Stage::Completed);
        assert!(
            actions::judge(&db, director, &enrolment, Judgement::GivenBack, "やり直し")
                .await
                .is_err()
        );
    })
    .await;
}

#[tokio::test]
async fn nobody_studies_for_another_and_workers_do_not_judge() {
    db::testing::each(all_migrations(), |db| async move {
        let cast = cast(&db).await;
        let me = cast.actor(Role::Worker);
        let made = sayaka(&db, &cast).await;
        let course = checking(&db, &cast).await;
        let enrolment = actions::enrol(&db, me, &made.public_id, &course)
            .await
            .unwrap()
            .public_id;

        let other = &cast.other_worker;
        assert!(matches!(
            actions::enrol(&db, other, &made.public_id, &course).await,
            Err(Failure::Absent)
        ));
        assert!(matches!(
            actions::finish_lesson(&db, other, &enrolment, 1).await,
            Err(Failure::Absent)
        ));
        assert!(matches!(
            actions::judge(&db, me, &enrolment, Judgement::Passed, "").await,
            Err(Failure::Absent)
        ));
        let twice = actions::enrol(&db, me, &made.public_id, &course)
            .await
            .unwrap();
        assert_eq!(twice.public_id, enrolment);
        let next = read::next_course(&db, made.worker).await.unwrap().unwrap();
        assert_eq!(
            (next.0.code.as_str(), next.1),
            ("check-1", Stage::NotStarted)
        );
    })
    .await;
}

#[test]
fn both_languages_have_the_same_words_and_every_word_asked_for_is_there() {
    assert_eq!(webkit::words::same_keys(&crate::WORDS), Ok(()));
    assert_eq!(webkit::words::all_known(&crate::WORDS), Ok(()));
}
