//! The pages as each reader sees them; nobody sees another town's people or clients.

use super::choice::Choice;
use super::*;
use crate::tests::omachi::SOURCE;
use crate::tests::sheets::{entered, remedied, written};
use crate::tests::transactions::two_years;
use crate::tests::{R4, migrations};
use crate::*;
use access::testing::{Cast, app, cast};
use access::{Actor, Failure, Form, PageError, Role, Visit};
use axum::extract::{Path, Query};
use base::{Day, PublicId};
use db::Db;
use webkit::{Lang, Page, Posted};

fn visit(db: &Db, actor: &Actor) -> Visit {
    Visit {
        app: app(db),
        actor: actor.clone(),
        path: "/".into(),
        session: None,
        address: String::new(),
    }
}

fn choice(year: &str) -> Query<Choice> {
    Query(Choice {
        fiscal_year: Some(year.into()),
        ..Choice::default()
    })
}

/// The page in Japanese, after it was drawn in English too; neither may lack a word.
async fn drawn(handler: impl AsyncFn() -> Result<Page, PageError>) -> String {
    let mut html = String::new();
    for lang in [Lang::En, Lang::Ja] {
        html = webkit::words::scope(lang, async {
            handler()
                .await
                .unwrap_or_else(|error| panic!("{error:?}"))
                .draw()
        })
        .await;
        assert!(!html.contains('⟦'), "{html}");
    }
    html
}

fn absent(outcome: Result<Page, PageError>) {
    assert!(matches!(outcome, Err(PageError(Failure::Absent))));
}

/// Two years of transactions, a written sheet with its remedies and one opinion.
async fn filled(db: &Db) -> (Cast, PublicId, PublicId) {
    webkit::words::install(&[crate::WORDS, webkit::LOCALE, access::LOCALE]);
    let it = cast(db).await;
    let project = entered(db, &it).await;
    two_years(db, &it).await;
    let sheet = written(db, it.actor(Role::Officer), &project).await;
    (it, project, sheet)
}

#[tokio::test]
async fn an_officer_reads_counts_and_never_people_or_clients() {
    let db = db::testing::Fresh::of(db::testing::Engine::Sqlite, &migrations())
        .await
        .unwrap();
    let (it, _, _) = filled(&db.db).await;
    let officer = || visit(&db.db, it.actor(Role::Officer));

    let town = drawn(async || town::show(officer(), choice("R4")).await).await;
    let list = drawn(async || indicators::list(officer(), choice("R4")).await).await;
    let earners =
        drawn(async || indicators::show(officer(), Path("1".into()), choice("R4")).await).await;
    let orders =
        drawn(async || indicators::show(officer(), Path("2".into()), choice("R4")).await).await;
    for n in ["3", "4"] {
        drawn(async || indicators::show(officer(), Path(n.into()), choice("R4")).await).await;
    }

    assert!(town.contains("大町市では、登録者31人のうち21人"), "{town}");
    for figure in ["36.7%", "71.4%", "66.1%", "45.0%", "50%"] {
        assert!(list.contains(figure), "{figure}");
    }
    assert!(earners.contains("350人") && earners.contains("21人"));
    for page in [&town, &list, &earners, &orders] {
        assert!(
            !page.contains("W001")
                && !page.contains("店舗情報の確認")
                && !page.contains("アルプスマップ")
        );
    }
    absent(indicators::show(officer(), Path("5".into()), choice("R4")).await);
    absent(indicators::list(visit(&db.db, it.actor(Role::Client)), choice("R4")).await);
    db.remove().await;
}

#[tokio::test]
async fn the_audit_follows_a_figure_to_its_payments() {
    let db = db::testing::Fresh::of(db::testing::Engine::Sqlite, &migrations())
        .await
        .unwrap();
    let (it, _, _) = filled(&db.db).await;
    let auditor = || visit(&db.db, it.actor(Role::Auditor));

    let earners =
        drawn(async || indicators::show(auditor(), Path("1".into()), choice("R4")).await).await;
    let orders =
        drawn(async || indicators::show(auditor(), Path("2".into()), choice("R4")).await).await;
    let start = earners.find("/indicators/1/workers/").unwrap() + "/indicators/1/workers/".len();
    let worker = earners[start..start + 32].to_owned();
    let payments =
        drawn(async || traces::worker(auditor(), Path(worker.clone()), choice("R4")).await).await;

    assert!(earners.contains("W001000"));
    assert!(
        earners.contains("11人"),
        "those below the line are counted apart"
    );
    assert!(orders.contains("店舗情報の確認") && orders.contains("311,230,000円"));
    assert!(payments.contains("/payments/notices/"));
    absent(
        traces::worker(
            visit(&db.db, it.actor(Role::Officer)),
            Path(worker),
            choice("R4"),
        )
        .await,
    );
    db.remove().await;
}

#[tokio::test]
async fn a_sheet_shows_what_is_missing_then_who_is_next() {
    let db = db::testing::Fresh::of(db::testing::Engine::Sqlite, &migrations())
        .await
        .unwrap();
    let (it, project, id) = filled(&db.db).await;
    let officer = || visit(&db.db, it.actor(Role::Officer));
    let show = |who| super::sheet::show(visit(&db.db, it.actor(who)), Path(id.to_string()));

    let lacking = drawn(async || show(Role::Officer).await).await;
    absent(show(Role::CommitteeMember).await);
    for n in 1..=5 {
        drawn(async || sheet_edit::section(officer(), Path((id.to_string(), n))).await).await;
    }
    remedied(&db.db, it.actor(Role::Officer), &project).await;
    let complete = drawn(async || show(Role::Officer).await).await;
    submit(&db.db, it.actor(Role::Officer), &id, 3)
        .await
        .unwrap();
    let own = drawn(async || show(Role::Officer).await).await;
    let second = drawn(async || show(Role::Manager).await).await;
    let member = drawn(async || show(Role::CommitteeMember).await).await;

    assert!(lacking.contains("足りない記入"));
    assert!(lacking.contains("数値からの提案:評価はC"));
    assert!(complete.contains("提出する"));
    assert!(own.contains("別の方の確認を待っています") && !own.contains("確認して確定する"));
    assert!(second.contains("確認して確定する") && !member.contains("確認して確定する"));
    assert!(second.contains("(36.7％)") && second.contains("[21]"));
    absent(super::sheet::show(visit(&db.db, &it.other_officer), Path(id.to_string())).await);
    drawn(async || sheets::list(officer(), Query(serde_json::from_str("{}").unwrap())).await).await;
    db.remove().await;
}

#[tokio::test]
async fn a_form_with_faults_keeps_what_was_typed() {
    let db = db::testing::Fresh::of(db::testing::Engine::Sqlite, &migrations())
        .await
        .unwrap();
    let (it, _, id) = filled(&db.db).await;
    let officer = visit(&db.db, it.actor(Role::Officer));
    let posted = Posted::of([
        ("cause", "希望者のスキル不足"),
        ("measure", ""),
        ("owner", "伊藤"),
        ("due_on", "きのう"),
        ("state", "under_way"),
    ]);

    let response = sheet_edit::remedy(officer, Path((id.to_string(), 1)), Form(posted))
        .await
        .unwrap();

    assert_eq!(response.status(), 422);
    let bytes = axum::body::to_bytes(response.into_body(), 10_000_000)
        .await
        .unwrap();
    assert!(String::from_utf8_lossy(&bytes).contains("入力内容を確認してください"));
    db.remove().await;
}

#[tokio::test]
async fn costs_shares_and_opinions_are_shown_with_their_source() {
    let db = db::testing::Fresh::of(db::testing::Engine::Sqlite, &migrations())
        .await
        .unwrap();
    let (it, project, _) = filled(&db.db).await;
    let manager = it.actor(Role::Manager);
    let share = NewWorkShare {
        municipality: it.towns[3],
        fiscal_year: R4,
        permille: 120,
        basis: "登録者数".into(),
        source: SOURCE.into(),
    };
    agree_work_share(&db.db, manager, &share).await.unwrap();
    let opinion = NewOpinion {
        fiscal_year: R4,
        body: "各市への分配を。".into(),
        given_on: Day::known(2023, 7, 20),
        given_by: "委員会".into(),
        source: SOURCE.into(),
    };
    give_opinion(&db.db, it.actor(Role::CommitteeMember), &project, &opinion)
        .await
        .unwrap();

    for who in [Role::Officer, Role::Manager, Role::Auditor] {
        let someone = || visit(&db.db, it.actor(who));
        let costs = drawn(async || costs::show(someone(), choice("R4")).await).await;
        let work = drawn(async || super::distribution::show(someone(), choice("R4")).await).await;
        let said = drawn(async || opinions::list(someone(), choice("R4")).await).await;
        assert!(
            costs.contains("5,995,000円")
                && costs.contains("17,000,000円")
                && costs.contains("35.3%")
        );
        assert!(work.contains("12.0%"));
        assert!(said.contains("各市への分配を。") && said.contains("対応が未記入です"));
        drawn(async || projects::list(someone()).await).await;
        let project =
            drawn(async || project::show(someone(), Path(project.to_string())).await).await;
        assert!(project.contains("86,000") && project.contains(SOURCE));
        drawn(async || adoptions::list(someone()).await).await;
    }
    let elsewhere =
        drawn(async || costs::show(visit(&db.db, &it.other_officer), choice("R4")).await).await;
    assert!(!elsewhere.contains("5,995,000円"));
    db.remove().await;
}
