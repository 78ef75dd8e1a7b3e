//! A sheet from its opening to its correction, on both databases.

use super::omachi::{SOURCE, TARGETS, project, text};
use super::{R4, migrations};
use crate::store::sheets;
use crate::*;
use access::testing::{Cast, cast};
use access::{Act, Actor, Failure, Resource, Role, Worded};
use base::{Day, FiscalYear, PublicId, Yen};
use db::Db;

/// The project of 大町市 with everything entered that a sheet of R4 wants, but for its texts.
pub async fn entered(db: &Db, it: &Cast) -> PublicId {
    let manager = it.actor(Role::Manager);
    let id = new_project(db, manager, &project(it.towns[3]))
        .await
        .unwrap();
    for (indicator, baseline, targets) in TARGETS {
        set_baseline(db, manager, &id, indicator, Part::Region, baseline, SOURCE)
            .await
            .unwrap();
        for (n, (single_year, cumulative)) in targets.into_iter().enumerate() {
            let (year, target) = (
                FiscalYear::reiwa(3 + n as i32),
                Target {
                    single_year,
                    cumulative,
                },
            );
            set_target(db, manager, &id, indicator, year, target, SOURCE)
                .await
                .unwrap();
        }
    }
    set_baseline(db, manager, &id, Indicator::Earners, Part::Own, 0, SOURCE)
        .await
        .unwrap();
    let money = NewBudget {
        fiscal_year: R4,
        total: Yen::new(5_995_000),
        eligible: Yen::new(5_995_000),
        grant_money: Yen::new(2_997_500),
        source: SOURCE.into(),
    };
    set_budget(db, manager, &id, &money).await.unwrap();
    let share = NewCostShare {
        municipality: it.towns[3],
        fiscal_year: R4,
        what: "自営型テレワーカー育成プログラム展開・改善業務委託一式".into(),
        contract_total: Yen::new(17_000_000),
        amount: Yen::new(5_995_000),
        source: SOURCE.into(),
    };
    agree_cost_share(db, manager, &share).await.unwrap();
    id
}

/// Cause and remedy for every indicator.
pub async fn remedied(db: &Db, officer: &Actor, project: &PublicId) {
    for indicator in Indicator::ALL {
        let remedy = RemedyEdit {
            cause: "希望者のスキル不足".into(),
            measure: "講座を月2回にする".into(),
            owner: "商工労政課 伊藤".into(),
            due_on: Day::known(2023, 9, 30),
            state: RemedyState::UnderWay,
            source: "担当課の検討".into(),
        };
        write_remedy(db, officer, project, R4, indicator, &remedy)
            .await
            .unwrap();
    }
}

/// The sheet of R4 with all its texts and letters.
pub async fn written(db: &Db, officer: &Actor, project: &PublicId) -> PublicId {
    let id = open_sheet(db, officer, project, R4).await.unwrap();
    let texts: Vec<_> = TextField::ALL
        .into_iter()
        .map(|it| (it, text(it)))
        .collect();
    write_texts(db, officer, &id, &texts, 1).await.unwrap();
    choose(db, officer, &id, Some(Grade::C), Some(Direction::C), 2)
        .await
        .unwrap();
    id
}

fn refusal<T: std::fmt::Debug>(outcome: Result<T, Failure>) -> String {
    match outcome {
        Err(Failure::Refused(words)) => words.key().to_owned(),
        other => panic!("a refusal was wanted, not {other:?}"),
    }
}

async fn row(db: &Db, officer: &Actor, id: &PublicId) -> sheets::SheetRow {
    let scope = officer.may(Act::Read(Resource::Sheets)).unwrap();
    sheets::sheet(db, &scope, true, id).await.unwrap()
}

#[tokio::test]
async fn a_sheet_is_frozen_confirmed_by_a_second_person_published_and_corrected() {
    db::testing::each(migrations(), |db| async move {
        let it = cast(&db).await;
        let (officer, manager) = (it.actor(Role::Officer), it.actor(Role::Manager));
        let project = entered(&db, &it).await;
        let id = written(&db, officer, &project).await;

        let lacking = refusal(submit(&db, officer, &id, 3).await);
        remedied(&db, officer, &project).await;
        submit(&db, officer, &id, 3).await.unwrap();
        let alone = refusal(confirm(&db, officer, &id).await);
        let frozen = report::shown(
            &db,
            &store::project_of_town(&db, "大町市", R4).await.unwrap(),
            &row(&db, officer, &id).await,
        )
        .await
        .unwrap();
        let target = Target {
            single_year: 1,
            cumulative: 1,
        };
        set_target(
            &db,
            manager,
            &project,
            Indicator::Earners,
            R4,
            target,
            "誤入力",
        )
        .await
        .unwrap();
        confirm(&db, manager, &id).await.unwrap();
        publish(&db, manager, &id).await.unwrap();
        let late = refusal(
            write_texts(
                &db,
                officer,
                &id,
                &[(TextField::Effect, "書き換え".into())],
                6,
            )
            .await,
        );

        assert_eq!(lacking, "region-refused-incomplete");
        assert_eq!(alone, "region-refused-same-person");
        assert_eq!(late, "region-refused-out-of-turn");
        let published = report::sheet(&db, "大町市", R4).await.unwrap();
        assert_eq!(published, frozen);
        assert_eq!(frozen.kpis[0].single_year.target, Some(90));

        let wordless = refusal(correct(&db, officer, &id, " ").await);
        let second = correct(&db, officer, &id, "人数の集計誤り").await.unwrap();
        let twice = refusal(correct(&db, officer, &id, "もう一度").await);
        let version = row(&db, officer, &second).await;
        submit(&db, officer, &second, version.version)
            .await
            .unwrap();
        confirm(&db, manager, &second).await.unwrap();
        publish(&db, manager, &second).await.unwrap();

        assert_eq!(
            (wordless.as_str(), twice.as_str()),
            ("region-refused-no-reason", "region-refused-out-of-turn")
        );
        assert_eq!((version.no, version.reason.as_str()), (2, "人数の集計誤り"));
        assert_eq!(row(&db, officer, &second).await.stage(), Stage::Corrected);
        assert_eq!(row(&db, officer, &id).await.stage(), Stage::Published);
        assert_eq!(
            report::sheet(&db, "大町市", R4).await.unwrap().kpis[0]
                .single_year
                .target,
            Some(1)
        );
        assert_eq!(verify(&db).await.unwrap(), Vec::<String>::new());
        let tampered = db.begin(&db::Author::system("test")).await.unwrap();
        assert!(
            db::execute(&tampered, "update frozen_sheet set document = '{}'", vec![])
                .await
                .is_err()
        );
        tampered.abandon().await;
    })
    .await;
}

#[tokio::test]
async fn a_sheet_sent_back_is_frozen_anew() {
    db::testing::each(migrations(), |db| async move {
        let it = cast(&db).await;
        let (officer, manager) = (it.actor(Role::Officer), it.actor(Role::Manager));
        let project = entered(&db, &it).await;
        let id = written(&db, officer, &project).await;
        remedied(&db, officer, &project).await;

        submit(&db, officer, &id, 3).await.unwrap();
        send_back(&db, manager, &id, "課題をもう少し具体的に")
            .await
            .unwrap();
        let back = row(&db, officer, &id).await;
        write_texts(
            &db,
            officer,
            &id,
            &[(TextField::Issues, "拠点が手狭である。".into())],
            back.version,
        )
        .await
        .unwrap();
        submit(&db, officer, &id, back.version + 1).await.unwrap();

        let again = row(&db, officer, &id).await;
        assert_eq!(
            (back.stage(), back.sent_back_reason.as_str()),
            (Stage::Calculating, "課題をもう少し具体的に")
        );
        assert_eq!((again.stage(), again.round), (Stage::TownChecking, 2));
        let texts = report::shown(
            &db,
            &store::project_of_town(&db, "大町市", R4).await.unwrap(),
            &again,
        )
        .await
        .unwrap()
        .texts;
        assert_eq!(texts[&TextField::Issues], "拠点が手狭である。");
    })
    .await;
}

#[tokio::test]
async fn last_years_opinion_must_be_answered_before_a_sheet_is_handed_in() {
    db::testing::each(migrations(), |db| async move {
        let it = cast(&db).await;
        let (officer, member) = (it.actor(Role::Officer), it.actor(Role::CommitteeMember));
        let project = entered(&db, &it).await;
        let id = written(&db, officer, &project).await;
        remedied(&db, officer, &project).await;
        let opinion = NewOpinion {
            fiscal_year: FiscalYear::reiwa(3),
            body: "各市への業務の分配状況を分析されたい。".into(),
            given_on: Day::known(2022, 7, 20),
            given_by: "総合戦略推進委員会".into(),
            source: "委員会議事録".into(),
        };
        let opinion = give_opinion(&db, member, &project, &opinion).await.unwrap();

        let unanswered = submit(&db, officer, &id, 3).await;
        answer_opinion(&db, officer, &opinion, "町別・月別の表を加えた。", "担当課")
            .await
            .unwrap();
        submit(&db, officer, &id, 3).await.unwrap();

        assert_eq!(refusal(unanswered), "region-refused-incomplete");
    })
    .await;
}

#[tokio::test]
async fn nobody_reaches_the_sheet_of_another_town() {
    db::testing::each(migrations(), |db| async move {
        let it = cast(&db).await;
        let project = entered(&db, &it).await;
        let id = written(&db, it.actor(Role::Officer), &project).await;
        let absent = |outcome: Result<PublicId, Failure>| {
            assert!(matches!(outcome, Err(Failure::Absent)), "{outcome:?}")
        };

        absent(open_sheet(&db, &it.other_officer, &project, R4).await);
        absent(submit(&db, &it.other_officer, &id, 3).await);
        absent(write_texts(&db, it.actor(Role::Auditor), &id, &[], 3).await);
        absent(
            set_baseline(
                &db,
                it.actor(Role::Officer),
                &project,
                Indicator::Orders,
                Part::Region,
                1,
                "x",
            )
            .await,
        );
        absent(
            record_cost(
                &db,
                it.actor(Role::Officer),
                Day::known(2022, 5, 1),
                "x",
                Yen::new(1),
                "x",
            )
            .await,
        );

        let committee = it
            .actor(Role::CommitteeMember)
            .may(Act::Read(Resource::Sheets))
            .unwrap();
        assert!(sheets::sheet(&db, &committee, false, &id).await.is_err());
        let elsewhere = it.other_officer.may(Act::Read(Resource::Sheets)).unwrap();
        assert!(
            sheets::sheets(&db, &elsewhere, true, 1, 20)
                .await
                .unwrap()
                .is_empty()
        );
    })
    .await;
}

#[tokio::test]
async fn shares_never_exceed_the_whole_and_a_cost_is_cancelled_once() {
    db::testing::each(migrations(), |db| async move {
        let it = cast(&db).await;
        let manager = it.actor(Role::Manager);
        entered(&db, &it).await;
        let share = |town, amount| NewCostShare {
            municipality: town,
            fiscal_year: R4,
            what: "自営型テレワーカー育成プログラム展開・改善業務委託一式".into(),
            contract_total: Yen::new(17_000_000),
            amount: Yen::new(amount),
            source: "協定書".into(),
        };

        let over = refusal(agree_cost_share(&db, manager, &share(it.towns[0], 11_005_001)).await);
        agree_cost_share(&db, manager, &share(it.towns[0], 11_005_000))
            .await
            .unwrap();
        let cost = record_cost(
            &db,
            manager,
            Day::known(2022, 5, 1),
            "拠点の賃料",
            Yen::new(120_000),
            "請求書",
        )
        .await
        .unwrap();
        cancel_cost(&db, manager, &cost, "二重計上").await.unwrap();
        let again = refusal(cancel_cost(&db, manager, &cost, "もう一度").await);

        assert_eq!(
            (over.as_str(), again.as_str()),
            (
                "region-refused-more-than-whole",
                "region-refused-cancelled-before"
            )
        );
        assert_eq!(
            store::costs::cost_total(&db, R4.first_day(), R4.last_day())
                .await
                .unwrap(),
            Yen::ZERO
        );
        assert_eq!(verify(&db).await.unwrap(), Vec::<String>::new());
    })
    .await;
}

#[test]
fn every_refusal_has_its_words() {
    webkit::words::install(&[crate::WORDS, webkit::LOCALE]);
    let refusals = [
        Refusal::OutOfTurn {
            stage: Stage::Fixed,
        },
        Refusal::SamePerson,
        Refusal::NoReason,
        Refusal::Incomplete {
            missing: vec![Missing::Grade],
        },
        Refusal::EndsTooEarly,
        Refusal::AlreadyThere,
        Refusal::OutsideProject,
        Refusal::CancelledBefore,
        Refusal::MoreThanWhole,
        Refusal::GrantTooLarge,
    ];

    for refusal in refusals {
        assert!(!refusal.words().say().contains('⟦'), "{refusal:?}");
    }
}
