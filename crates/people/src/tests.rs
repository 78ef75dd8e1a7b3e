//! What the tables and actions of this crate promise, on both databases.

use crate::actions::{self, Registered};
use crate::import::{Sheet, SheetRow};
use crate::{Block, Given, NewWorker, Rest, Source, Stage, Week, Worked, intake, read, relations};
use access::testing::{Cast, cast};
use access::{Actor, Failure, Role};
use base::Day;
use db::Db;

fn all_migrations() -> Vec<db::Migration> {
    webkit::words::install(&[crate::WORDS, access::LOCALE]);
    [access::testing::migrations(), crate::migrations()].concat()
}

fn coordinator(cast: &Cast) -> &Actor {
    cast.actor(Role::Coordinator)
}

/// さやか of 大町市, behind the cast's worker account.
async fn sayaka(db: &Db, cast: &Cast) -> Registered {
    let mut new = NewWorker::named(
        "宮下 さやか",
        "ミヤシタ サヤカ",
        cast.towns[3],
        Day::known(2026, 4, 1),
    );
    new.account = Some(cast.actor(Role::Worker).account);
    actions::register(db, coordinator(cast), &new)
        .await
        .expect("a registration")
}

#[tokio::test]
async fn a_registered_person_has_a_number_a_card_and_a_town_of_record() {
    db::testing::each(all_migrations(), |db| async move {
        let cast = cast(&db).await;

        let made = sayaka(&db, &cast).await;

        assert_eq!(made.number, "W0001");
        let card = read::card(&db, made.worker).await.unwrap();
        assert_eq!(
            (card.name.as_str(), card.municipality_name.as_str()),
            ("宮下 さやか", "大町市")
        );
        let town = read::municipality_on(&db, made.worker, Day::known(2027, 1, 1))
            .await
            .unwrap();
        assert_eq!(town, Some(cast.towns[3]));
        let before = read::municipality_on(&db, made.worker, Day::known(2026, 3, 31))
            .await
            .unwrap();
        assert_eq!(before, None);
    })
    .await;
}

#[tokio::test]
async fn a_fiscal_year_counts_the_town_of_its_last_day() {
    db::testing::each(all_migrations(), |db| async move {
        let cast = cast(&db).await;
        let made = sayaka(&db, &cast).await;

        let moved = Day::known(2027, 1, 10);
        actions::move_to(
            &db,
            coordinator(&cast),
            &made.public_id,
            cast.towns[0],
            moved,
        )
        .await
        .unwrap();

        let then = read::municipalities_on(&db, Day::known(2026, 12, 31))
            .await
            .unwrap();
        let now = read::municipalities_on(&db, Day::known(2027, 3, 31))
            .await
            .unwrap();
        assert_eq!(then, vec![(made.worker, cast.towns[3])]);
        assert_eq!(now, vec![(made.worker, cast.towns[0])]);
        let again = actions::move_to(
            &db,
            coordinator(&cast),
            &made.public_id,
            cast.towns[1],
            Day::known(2026, 5, 1),
        )
        .await;
        assert!(matches!(again, Err(Failure::Faulty(_))));
    })
    .await;
}

#[tokio::test]
async fn who_moves_counts_among_the_registrants_of_each_town_on_its_own_days() {
    db::testing::each(all_migrations(), |db| async move {
        let cast = cast(&db).await;
        let made = sayaka(&db, &cast).await;
        let (before, moved) = (Day::known(2027, 1, 9), Day::known(2027, 1, 10));
        let (from, to) = (cast.towns[3], cast.towns[0]);

        actions::move_to(&db, coordinator(&cast), &made.public_id, to, moved)
            .await
            .unwrap();

        let then = read::registered_on(&db, before).await.unwrap();
        let now = read::registered_on(&db, moved).await.unwrap();
        assert_eq!((then, now), (vec![(from, 1)], vec![(to, 1)]));
    })
    .await;
}

#[tokio::test]
async fn everything_the_matching_needs_comes_in_five_statements() {
    db::testing::each(all_migrations(), |db| async move {
        let cast = cast(&db).await;
        let made = sayaka(&db, &cast).await;
        let own = cast.actor(Role::Worker);
        let coordinator = coordinator(&cast);
        let check = read::skill_by_code(&db, "check").await.unwrap().unwrap();
        let kind = read::job_type_by_code(&db, "check").await.unwrap().unwrap();
        let blocks = vec![Given {
            weekday: 0,
            block: Block::Morning,
            minutes: 110,
        }];
        let week = Week {
            blocks,
            weekly_minutes: 600,
        };
        actions::set_week(&db, own, &made.public_id, &week)
            .await
            .unwrap();
        let off = Rest {
            from_on: Day::known(2027, 1, 25),
            until_on: Day::known(2027, 1, 25),
        };
        actions::rest(&db, own, &made.public_id, off).await.unwrap();
        actions::wish(&db, own, &made.public_id, &[kind.id], &[])
            .await
            .unwrap();
        actions::pledge(&db, own, &made.public_id).await.unwrap();
        actions::grant_skill(
            &db,
            coordinator,
            made.worker,
            check.id,
            2,
            Source::Course,
            "",
        )
        .await
        .unwrap();
        actions::set_stage(&db, coordinator, &made.public_id, Stage::Waiting)
            .await
            .unwrap();
        let tx = db.begin(coordinator.author()).await.unwrap();
        let worked = Worked {
            units: 418,
            standard_seconds: 55_176,
            seconds: 50_000,
            defects: 4,
        };
        actions::record_work_in(&tx, made.worker, kind.id, worked)
            .await
            .unwrap();
        actions::became_active_in(&tx, made.worker).await.unwrap();
        tx.finish(&()).await.unwrap();

        let (found, asked) = db::Conn::counting(read::candidates(&db, db.clock().today())).await;
        let found = found.unwrap();

        assert_eq!((found.len(), asked), (1, 5));
        let it = &found[0];
        assert_eq!(
            (it.stage, it.level(check.id), it.pledged),
            (Stage::Active, 2, true)
        );
        assert_eq!(it.prefers, vec![kind.id]);
        assert_eq!((it.records[0].units, it.records[0].review_pct()), (418, 20));
        assert_eq!(it.minutes_on(Day::known(2027, 1, 18)), 110);
        assert_eq!(it.minutes_on(Day::known(2027, 1, 25)), 0);
        assert_eq!(it.minutes_on(Day::known(2027, 1, 19)), 0);
    })
    .await;
}

#[tokio::test]
async fn nobody_changes_another_workers_hours_or_profile() {
    db::testing::each(all_migrations(), |db| async move {
        let cast = cast(&db).await;
        let made = sayaka(&db, &cast).await;

        for actor in [
            &cast.other_worker,
            cast.actor(Role::Director),
            cast.actor(Role::Officer),
        ] {
            let refused = actions::set_week(&db, actor, &made.public_id, &Week::any_time(60)).await;

            assert!(matches!(refused, Err(Failure::Absent)), "{}", actor.name);
        }
    })
    .await;
}

#[tokio::test]
async fn an_older_form_does_not_overwrite_a_newer_profile() {
    db::testing::each(all_migrations(), |db| async move {
        let cast = cast(&db).await;
        let made = sayaka(&db, &cast).await;
        let own = cast.actor(Role::Worker);
        let new = NewWorker::named(
            "宮下 さやか",
            "ミヤシタ サヤカ",
            cast.towns[3],
            Day::known(2026, 4, 1),
        );

        actions::edit_profile(&db, own, &made.public_id, &new.profile, 1)
            .await
            .unwrap();
        let stale = actions::edit_profile(&db, own, &made.public_id, &new.profile, 1).await;

        assert!(matches!(stale, Err(Failure::Stale)));
    })
    .await;
}

#[tokio::test]
async fn a_course_never_lowers_a_level_and_a_judgement_needs_its_reason() {
    db::testing::each(all_migrations(), |db| async move {
        let cast = cast(&db).await;
        let made = sayaka(&db, &cast).await;
        let director = cast.actor(Role::Director);
        let skill = read::skill_by_code(&db, "check").await.unwrap().unwrap().id;
        let level = async |db: &Db| {
            read::skills_of(db, made.worker)
                .await
                .unwrap()
                .first()
                .map_or(0, |it| it.level)
        };

        actions::grant_skill(&db, director, made.worker, skill, 3, Source::Record, "")
            .await
            .unwrap();
        actions::grant_skill(&db, director, made.worker, skill, 1, Source::Course, "")
            .await
            .unwrap();
        assert_eq!(level(&db).await, 3);

        let without =
            actions::grant_skill(&db, director, made.worker, skill, 1, Source::Judgement, " ")
                .await;
        assert!(matches!(without, Err(Failure::Faulty(_))));
        actions::grant_skill(
            &db,
            director,
            made.worker,
            skill,
            1,
            Source::Judgement,
            "見本を見て",
        )
        .await
        .unwrap();
        assert_eq!(level(&db).await, 1);
    })
    .await;
}

fn sheet() -> Sheet {
    let row = |number: usize, cells: [&str; 4]| SheetRow {
        number,
        cells: cells.map(str::to_owned).to_vec(),
        formula: false,
    };
    Sheet {
        header: ["氏名", "フリガナ", "市町村", "電話"]
            .map(str::to_owned)
            .to_vec(),
        rows: vec![
            row(2, ["小口 実", "オグチ ミノル", "大町市", "0261-22-0001"]),
            row(3, ["田中 健", "タナカ ケン", "大阪市", "0261-22-0002"]),
            row(4, ["有賀 望", "アルガ ノゾミ", "塩尻市", "0263-52-0003"]),
        ],
    }
}

#[tokio::test]
async fn good_rows_of_a_file_go_in_alone_and_the_batch_can_be_undone() {
    db::testing::each(all_migrations(), |db| async move {
        let cast = cast(&db).await;
        let coordinator = coordinator(&cast);

        let batch = intake::preview(&db, coordinator, "登録者.xlsx", &sheet())
            .await
            .unwrap()
            .public_id;
        let taken = intake::take(&db, coordinator, &batch).await.unwrap();

        assert_eq!(taken.count, 2);
        let kept = intake::batch(&db, coordinator, &batch).await.unwrap();
        let (left, sorted) = intake::looked_at(&db, &kept, db.clock().today())
            .await
            .unwrap();
        assert_eq!((left.rows.len(), sorted.faults[0].0), (1, 3));
        assert!(!intake::faults_file(&left, &sorted).unwrap().is_empty());
        let undone = intake::undo(&db, coordinator, &batch).await.unwrap();
        assert_eq!(undone.count, 2);
        assert_eq!(read::counts_by_stage(&db).await.unwrap(), vec![]);
        let again = intake::preview(&db, coordinator, "登録者.xlsx", &sheet())
            .await
            .unwrap()
            .public_id;
        assert_eq!(
            intake::take(&db, coordinator, &again).await.unwrap().count,
            2
        );
    })
    .await;
}

#[tokio::test]
async fn a_batch_of_which_someone_has_gone_on_is_not_undone() {
    db::testing::each(all_migrations(), |db| async move {
        let cast = cast(&db).await;
        let coordinator = coordinator(&cast);
        let batch = intake::preview(&db, coordinator, "登録者.xlsx", &sheet())
            .await
            .unwrap()
            .public_id;
        intake::take(&db, coordinator, &batch).await.unwrap();
        let id = read::cards_by_ids(&db, &[crate::WorkerId(1)])
            .await
            .unwrap()[0]
            .public_id
            .clone();
        actions::set_stage(&db, coordinator, &id, Stage::Briefing)
            .await
            .unwrap();

        let refused = intake::undo(&db, coordinator, &batch).await;

        assert!(matches!(refused, Err(Failure::Refused(_))));
    })
    .await;
}

#[test]
fn both_languages_have_the_same_words_and_every_word_asked_for_is_there() {
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

#[tokio::test]
async fn who_shares_a_household_or_a_telephone_is_related_from_both_sides() {
    db::testing::each(all_migrations(), |db| async move {
        let cast = cast(&db).await;
        let (keeps, director) = (coordinator(&cast), cast.actor(Role::Director));
        let (worker, other) = (cast.actor(Role::Worker), &cast.other_worker);
        let mut ids = Vec::new();
        for (name, account) in [("宮下 さやか", worker), ("宮下 けん", other)] {
            let on = Day::known(2026, 4, 1);
            let mut new = NewWorker::named(name, "ミヤシタ", cast.towns[3], on);
            new.account = Some(account.account);
            new.profile.phone = Some("080-1111-2222".into());
            let made = actions::register(&db, keeps, &new).await;
            ids.push(made.expect("a registration").public_id);
        }
        let tell = async |actor: &Actor, login: &str| {
            relations::tell(&db, actor, &ids[0], login, "本人から").await
        };
        let of = async |it: &Actor| relations::of(&db, it.account).await.unwrap();

        let told = tell(keeps, " Director@example.jp").await.unwrap();
        let twice = tell(keeps, "director@example.jp").await;
        let nobody = tell(keeps, "nobody@example.jp").await;
        let by_worker = tell(worker, "director@example.jp").await;

        assert!(matches!(twice, Err(Failure::Faulty(_))));
        assert!(matches!(nobody, Err(Failure::Faulty(_))));
        assert!(matches!(by_worker, Err(Failure::Absent)));
        let (hana, ken) = (worker.account.0, other.account.0);
        assert_eq!(of(director).await, [hana].into());
        assert_eq!(of(worker).await, [director.account.0, ken].into());
        assert_eq!(
            of(other).await,
            [hana].into(),
            "one telephone tells it by itself"
        );
        relations::end(&db, keeps, &ids[0], &told).await.unwrap();
        assert_eq!(of(director).await, [].into());
        let gone = relations::end(&db, keeps, &ids[0], &told).await;
        assert!(matches!(gone, Err(Failure::Absent)));
    })
    .await;
}
