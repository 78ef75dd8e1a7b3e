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
    Visit { app: app(db), actor: actor.clone(), path: "/".into(), session: None }
}

fn choice(year: &str) -> Query<Choice> {
    Query(Choice { fiscal_year: Some(year.into()), ..Choice::default() })
}

/// Draws a page in both languages; neither may lack a word.
fn drawn(page: Page) -> String {
    for lang in [Lang::En, Lang::Ja] {
        let html = webkit::words::speaking(lang, || page.draw());
        assert!(!html.contains('⟦'), "{html}");
    }
    page.draw()
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
    let db = db::testing::Fresh::of(db::testing::Engine::Sqlite, &migrations()).await.unwrap();
    let (it, _, _) = filled(&db.db).await;
    let officer = || visit(&db.db, it.actor(Role::Officer));

    let town = drawn(town::show(officer(), choice("R4")).await.unwrap());
    let list = drawn(indicators::list(officer(), choice("R4")).await.unwrap());
    let earners = drawn(indicators::show(officer(), Path("1".into()), choice("R4")).await.unwrap());
    let orders = drawn(indicators::show(officer(), Path("2".into()), choice("R4")).await.unwrap());
    for n in ["3", "4"] {
        drawn(indicators::show(officer(), Path(n.into()), choice("R4")).await.unwrap());
    }

    assert!(town.contains("大町市では、登録者31人のうち21人"), "{town}");
    for figure in ["36.7%", "71.4%", "66.1%", "45.0%", "50%"] {
        assert!(list.contains(figure), "{figure}");
    }
    assert!(earners.contains("350人") && earners.contains("21人"));
    for page in [&town, &list, &earners, &orders] {
        assert!(!page.contains("W001") && !page.contains("店舗情報の確認") && !page.contains("アルプスマップ"));
    }
    absent(indicators::show(officer(), Path("5".into()), choice("R4")).await);
    absent(indicators::list(visit(&db.db, it.actor(Role::Client)), choice("R4")).await);
    db.remove().await;
}

#[tokio::test]
async fn the_audit_follows_a_figure_to_its_payments() {
    let db = db::testing::Fresh::of(db::testing::Engine::Sqlite, &migrations()).await.unwrap();
    let (it, _, _) = filled(&db.db).await;
    let auditor = || visit(&db.db, it.actor(Role::Auditor));

    let earners = drawn(indicators::show(auditor(), Path("1".into()), choice("R4")).await.unwrap());
    let orders = drawn(indicators::show(auditor(), Path("2".into()), choice("R4")).await.unwrap());
    let start = earners.find("/indicators/1/workers/").unwrap() + "/indicators/1/workers/".len();
    let worker = earners[start..start + 32].to_owned();
    let payments = drawn(traces::worker(auditor(), Path(worker.clone()), choice("R4")).await.unwrap());

    assert!(earners.contains("W001000"));
    assert!(earners.contains("11人"), "those below the line are counted apart");
    assert!(orders.contains("店舗情報の確認") && orders.contains("311,230,000円"));
    assert!(payments.contains("/payments/notices/"));
    absent(traces::worker(visit(&db.db, it.actor(Role::Officer)), Path(worker), choice("R4")).await);
    db.remove().await;
}

#[tokio::test]
async fn a_sheet_shows_what_is_missing_then_who_is_next() {
    let db = db::testing::Fresh::of(db::testing::Engine::Sqlite, &migrations()).await.unwrap();
    let (it, project, id) = filled(&db.db).await;
    let officer = || visit(&db.db, it.actor(Role::Officer));
    let show = |who| sheet::show(visit(&db.db, it.actor(who)), Path(id.to_string()));

    let lacking = drawn(show(Role::Officer).await.unwrap());
    absent(show(Role::CommitteeMember).await);
    for n in 1..=5 {
        drawn(sheet_edit::section(officer(), Path((id.to_string(), n))).await.unwrap());
    }
    remedied(&db.db, it.actor(Role::Officer), &project).await;
    let complete = drawn(show(Role::Officer).await.unwrap());
    submit(&db.db, it.actor(Role::Officer), &id, 3).await.unwrap();
    let own = drawn(show(Role::Officer).await.unwrap());
    let second = drawn(show(Role::Manager).await.unwrap());
    let member = drawn(show(Role::CommitteeMember).await.unwrap());

    assert!(lacking.contains("足りない記入"));
    assert!(lacking.contains("数値からの提案:評価はC"));
    assert!(complete.contains("提出する"));
    assert!(own.contains("別の方の確認を待っています") && !own.contains("確認して確定する"));
    assert!(second.contains("確認して確定する") && !member.contains("確認して確定する"));
    assert!(second.contains("(36.7％)") && second.contains("[21]"));
    absent(sheet::show(visit(&db.db, &it.other_officer), Path(id.to_string())).await);
    drawn(sheets::list(officer(), Query(serde_json::from_str("{}").unwrap())).await.unwrap());
    db.remove().await;
}

#[tokio::test]
async fn a_form_with_faults_keeps_what_was_typed() {
    let db = db::testing::Fresh::of(db::testing::Engine::Sqlite, &migrations()).await.unwrap();
    let (it, _, id) = filled(&db.db).await;
    let officer = visit(&db.db, it.actor(Role::Officer));
    let posted = Posted::of([("cause", "希望者のスキル不足"), ("measure", ""), ("owner", "伊藤"), ("due_on", "きのう"), ("state", "under_way")]);

    let response = sheet_edit::remedy(officer, Path((id.to_string(), 1)), Form(posted)).await.unwrap();

    assert_eq!(response.status(), 422);
    let bytes = axum::body::to_bytes(response.into_body(), 10_000_000).await.unwrap();
    assert!(String::from_utf8_lossy(&bytes).contains("入力内容を確認してください"));
    db.remove().await;
}

#[tokio::test]
async fn costs_shares_and_opinions_are_shown_with_their_source() {
    let db = db::testing::Fresh::of(db::testing::Engine::Sqlite, &migrations()).await.unwrap();
    let (it, project, _) = filled(&db.db).await;
    let manager = it.actor(Role::Manager);
    let share = NewWorkShare { municipality: it.towns[3], fiscal_year: R4, permille: 120, basis: "登録者数".into(), source: SOURCE.into() };
    agree_work_share(&db.db, manager, &share).await.unwrap();
    let opinion = NewOpinion { fiscal_year: R4, body: "各市への分配を。".into(), given_on: Day::known(2023, 7, 20), given_by: "委員会".into(), source: SOURCE.into() };
    give_opinion(&db.db, it.actor(Role::CommitteeMember), &project, &opinion).await.unwrap();

    for who in [Role::Officer, Role::Manager, Role::Auditor] {
        let someone = || visit(&db.db, it.actor(who));
        let costs = drawn(costs::show(someone(), choice("R4")).await.unwrap());
        let work = drawn(distribution::show(someone(), choice("R4")).await.unwrap());
        let said = drawn(opinions::list(someone(), choice("R4")).await.unwrap());
        assert!(costs.contains("5,995,000円") && costs.contains("17,000,000円") && costs.contains("35.3%"));
        assert!(work.contains("12.0%"));
        assert!(said.contains("各市への分配を。") && said.contains("対応が未記入です"));
        drawn(projects::list(someone()).await.unwrap());
        let project = drawn(projects::show(someone(), Path(project.to_string())).await.unwrap());
        assert!(project.contains("86,000") && project.contains(SOURCE));
        drawn(projects::adoptions(someone()).await.unwrap());
    }
    let elsewhere = drawn(costs::show(visit(&db.db, &it.other_officer), choice("R4")).await.unwrap());
    assert!(!elsewhere.contains("5,995,000円"));
    db.remove().await;
}
