//! Every page of this crate draws in both languages, and a faulty form comes back with what was typed.

use super::{importing, list, own, person, registration, standing};
use crate::NewWorker;
use crate::actions::{self, Registered};
use access::testing::{Cast, app, cast};
use access::{Actor, Form, PageError, Role, Visit};
use axum::extract::{Path, Query};
use axum::http::{Response, StatusCode};
use axum::response::IntoResponse;
use base::Day;
use db::Db;
use webkit::form::{Posted, Upload};
use webkit::{Lang, Shell};

fn all_migrations() -> Vec<db::Migration> {
    webkit::words::install(&[crate::WORDS, access::LOCALE, webkit::LOCALE]);
    [access::testing::migrations(), crate::migrations()].concat()
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

async fn sayaka(db: &Db, cast: &Cast) -> Registered {
    let mut new = NewWorker::named(
        "宮下 さやか",
        "ミヤシタ サヤカ",
        cast.towns[3],
        Day::known(2026, 4, 1),
    );
    new.account = Some(cast.actor(Role::Worker).account);
    actions::register(db, cast.actor(Role::Coordinator), &new)
        .await
        .expect("a registration")
}

/// The document that a handler answers in each language; nothing unsaid may stand in it.
async fn drawn<A: IntoResponse>(
    handler: impl AsyncFn() -> Result<A, PageError>,
) -> Vec<(StatusCode, String)> {
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
        let (parts, body) = Response::into_parts(answer.await);
        let bytes = axum::body::to_bytes(body, 1 << 22)
            .await
            .expect("a whole body");
        let text = String::from_utf8_lossy(&bytes).into_owned();
        assert!(!text.contains('⟦'), "{text}");
        out.push((parts.status, text));
    }
    out
}

#[tokio::test]
async fn every_page_draws_in_both_languages() {
    db::testing::each(all_migrations(), |db| async move {
        let cast = cast(&db).await;
        let made = sayaka(&db, &cast).await;
        let coordinator = cast.actor(Role::Coordinator);
        let (staff, me) = (
            visit(&db, coordinator, "/workers"),
            visit(&db, cast.actor(Role::Worker), "/profile"),
        );
        let id = made.public_id.to_string();
        let ask = |text: &str| {
            Query(
                serde_json::from_value::<list::Asked>(
                    serde_json::json!({ "q": text, "skill": "" }),
                )
                .unwrap(),
            )
        };

        let found = drawn(async || list::list(staff.clone(), ask("みやした")).await).await;
        let none = drawn(async || list::list(staff.clone(), ask("0%_")).await).await;
        let whole = drawn(async || person::show(staff.clone(), Path(id.clone())).await).await;
        drawn(async || registration::blank(staff.clone()).await).await;
        drawn(async || importing::start(staff.clone()).await).await;
        drawn(async || own::profile(me.clone()).await).await;
        drawn(async || own::availability(me.clone()).await).await;

        assert!(found[0].1.contains("宮下 さやか"));
        assert!(none[0].1.contains("条件に合うワーカーはいません"));
        assert!(whole[0].1.contains("説明会の日程"));
    })
    .await;
}

#[tokio::test]
async fn a_director_sees_hours_and_skills_but_no_telephone_number_or_income_line() {
    db::testing::each(all_migrations(), |db| async move {
        let cast = cast(&db).await;
        let mut new = NewWorker::named(
            "小口 実",
            "オグチ ミノル",
            cast.towns[0],
            Day::known(2026, 4, 1),
        );
        new.profile.phone = Some("0263-52-0003".into());
        new.profile.ceiling_yen = Some(base::Yen::new(1_234_567));
        let id = actions::register(&db, cast.actor(Role::Coordinator), &new)
            .await
            .unwrap()
            .public_id
            .to_string();
        let page = async |actor: &Actor| {
            let visit = visit(&db, actor, "/workers");
            drawn(async || person::show(visit.clone(), Path(id.clone())).await).await[0]
                .1
                .clone()
        };

        let (director, coordinator) = (
            page(cast.actor(Role::Director)).await,
            page(cast.actor(Role::Coordinator)).await,
        );

        assert!(!director.contains("0263-52-0003") && !director.contains("1,234,567"));
        assert!(coordinator.contains("0263-52-0003"));
        let other = visit(&db, &cast.other_worker, "/workers");
        assert!(person::show(other, Path(id.clone())).await.is_err());
    })
    .await;
}

#[tokio::test]
async fn a_faulty_registration_comes_back_with_everything_typed() {
    db::testing::each(all_migrations(), |db| async move {
        let cast = cast(&db).await;
        let staff = visit(&db, cast.actor(Role::Coordinator), "/workers/new");
        let typed = Posted::of([
            ("name", "小口 実"),
            ("kana", "小口"),
            ("email", "minoru@"),
            ("weekly_hours", "百"),
        ]);

        let shown =
            drawn(async || registration::register(staff.clone(), Form(typed.clone())).await).await;

        let (status, page) = &shown[0];
        assert_eq!(*status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.contains("エラー:") && page.contains("minoru@") && page.contains("百"));
    })
    .await;
}

#[tokio::test]
async fn a_file_is_looked_at_taken_and_undone_page_by_page() {
    db::testing::each(all_migrations(), |db| async move {
        let cast = cast(&db).await;
        let staff = visit(&db, cast.actor(Role::Coordinator), "/workers/import");
        let text = "氏名,フリガナ,市町村\r\n小口 実,オグチ ミノル,大町市\r\n田中 健,タナカ ケン,大阪市\r\n";
        let file = Upload {
            field: "file".into(),
            name: "登録者.csv".into(),
            content_type: "text/csv".into(),
            bytes: text.as_bytes().to_vec(),
        };
        let posted = Posted { fields: vec![], files: vec![file] };

        let sent = importing::upload(staff.clone(), Form(posted)).await.unwrap_or_else(|it| panic!("{it:?}"));
        let place = sent.headers()["location"].to_str().unwrap().to_owned();
        let id = place.rsplit('/').next().unwrap().to_owned();
        let looked = drawn(async || importing::look(staff.clone(), Path(id.clone())).await).await;
        let faults = importing::faults(staff.clone(), Path(id.clone())).await.unwrap_or_else(|it| panic!("{it:?}"));
        importing::take(staff.clone(), Path(id.clone())).await.unwrap_or_else(|it| panic!("{it:?}"));
        let taken = drawn(async || importing::look(staff.clone(), Path(id.clone())).await).await;
        importing::undo(staff.clone(), Path(id.clone())).await.unwrap_or_else(|it| panic!("{it:?}"));
        drawn(async || importing::look(staff.clone(), Path(id.clone())).await).await;

        assert!(looked[0].1.contains("よい行だけ登録する(1人)") && looked[0].1.contains("大阪市"));
        assert_eq!(faults.status(), StatusCode::OK);
        assert!(taken[0].1.contains("1人を登録しました"));
        assert!(importing::template(staff.clone()).await.is_ok());
    })
    .await;
}

#[tokio::test]
async fn a_week_is_said_by_tapping_and_a_day_off_in_one_tap() {
    db::testing::each(all_migrations(), |db| async move {
        let cast = cast(&db).await;
        let made = sayaka(&db, &cast).await;
        let me = visit(&db, cast.actor(Role::Worker), "/availability");
        let taps = Posted::of([
            ("weekly_hours", "１０"),
            ("block_minutes", "60"),
            ("day0", "morning"),
            ("day0", "night"),
            ("day2", "night"),
        ]);

        own::save_week(me.clone(), Form(taps))
            .await
            .unwrap_or_else(|it| panic!("{it:?}"));
        let off = Posted::of([("from_on", "2027-01-18"), ("until_on", "2027-01-18")]);
        own::rest(me.clone(), Form(off))
            .await
            .unwrap_or_else(|it| panic!("{it:?}"));

        let week = crate::read::week_of(&db, made.worker).await.unwrap();
        assert_eq!(
            (week.weekly_minutes, week.total(), week.minutes_on(0)),
            (600, 180, 120)
        );
        let page = drawn(async || own::availability(me.clone()).await).await;
        assert!(page[0].1.contains("2027年1月18日"));
    })
    .await;
}

#[tokio::test]
async fn a_profile_is_kept_with_its_wishes_and_an_older_form_is_told() {
    db::testing::each(all_migrations(), |db| async move {
        let cast = cast(&db).await;
        sayaka(&db, &cast).await;
        let me = visit(&db, cast.actor(Role::Worker), "/profile");
        let typed = Posted::of([
            ("_version", "1"),
            ("name", "宮下 さやか"),
            ("kana", "みやした さやか"),
            ("wants_work", "yes"),
            ("ceiling_yen", "１，３００，０００円"),
            ("prefers", "check"),
            ("refuses", "office"),
        ]);

        own::save_profile(me.clone(), Form(typed.clone()))
            .await
            .unwrap_or_else(|it| panic!("{it:?}"));
        let stale = own::save_profile(me.clone(), Form(typed)).await;

        let page = drawn(async || own::profile(me.clone()).await).await;
        assert!(page[0].1.contains("1,300,000円"));
        assert_eq!(stale.map(|it| it.status()).ok(), Some(StatusCode::CONFLICT));
        own::pledge(me.clone())
            .await
            .unwrap_or_else(|it| panic!("{it:?}"));
    })
    .await;
}

#[tokio::test]
async fn a_move_before_the_last_one_comes_back_with_its_form() {
    db::testing::each(all_migrations(), |db| async move {
        let cast = cast(&db).await;
        let id = sayaka(&db, &cast).await.public_id.to_string();
        let staff = visit(&db, cast.actor(Role::Coordinator), "/workers");
        let town = access::places::municipality(&db, cast.towns[0])
            .await
            .unwrap()
            .public_id;
        let to = |on: &str| Form(Posted::of([("town", town.as_str()), ("from_on", on)]));

        let early = drawn(async || {
            standing::move_to(staff.clone(), Path(id.clone()), to("令和7年4月1日")).await
        })
        .await;
        let moved = standing::move_to(staff.clone(), Path(id.clone()), to("令和9年1月10日")).await;

        assert_eq!(early[0].0, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(early[0].1.contains("令和7年4月1日"));
        assert_eq!(
            moved.map(|it| it.status()).ok(),
            Some(StatusCode::SEE_OTHER)
        );
    })
    .await;
}

#[tokio::test]
async fn whose_contact_details_were_read_can_see_it_in_the_log() {
    db::testing::each(all_migrations(), |db| async move {
        let cast = cast(&db).await;
        let id = sayaka(&db, &cast).await.public_id.to_string();
        let staff = visit(&db, cast.actor(Role::Coordinator), "/workers");

        person::show(staff, Path(id))
            .await
            .unwrap_or_else(|it| panic!("{it:?}"));

        let sql = "select count(*) from audit_log where action = 'worker.read' and about = $1";
        let about = cast.actor(Role::Worker).account.0;
        assert_eq!(db::count(&db, sql, vec![about.into()]).await.unwrap(), 1);
    })
    .await;
}
