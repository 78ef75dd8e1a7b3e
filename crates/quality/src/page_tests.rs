use crate::pages::{checks, client, inspection, lots, result};
use crate::{Cause, Return, checking};
use access::{Actor, Failure, PageError, Role, Visit};
use axum::extract::{Path, Query};
use base::PublicId;
use db::Db;
use webkit::{Lang, Page};
use work::Finished;
use work::answer::{Answer, ResultOf};
use work::testing::{Field, field};

fn migrations() -> Vec<db::Migration> {
    [work::testing::migrations(), crate::migrations()].concat()
}

fn visit(db: &Db, actor: &Actor) -> Visit {
    Visit {
        app: access::testing::app(db),
        actor: actor.clone(),
        path: "/".into(),
        session: None,
        address: String::new(),
    }
}

fn id(it: &PublicId) -> Path<String> {
    Path(it.to_string())
}

/// A page drawn in both languages; no word of it is missing.
async fn shown<F: Future<Output = Result<Page, PageError>>>(page: impl Fn() -> F) -> String {
    webkit::words::install(&[crate::WORDS]);
    let mut japanese = String::new();
    for lang in [Lang::En, Lang::Ja] {
        japanese = webkit::words::scope(lang, async { page().await.map(|it| it.draw()) })
            .await
            .expect("a page");
        assert!(
            !japanese.contains('⟦'),
            "a word is missing in {lang:?}: {}",
            japanese.split('⟦').nth(1).unwrap_or_default()
        );
    }
    japanese
}

/// A whole lot handed in, with what waits for the leader.
async fn handed_in(db: &Db, field: &Field) -> PublicId {
    let asked = field.offered(db, field.worker, field.items, 25).await;
    let work = checking::agree(db, field.sayaka(), &asked.public_id)
        .await
        .unwrap();
    let open = work::read::open_items(db, work.work_order).await.unwrap();
    let answer = Answer {
        result: Some(ResultOf::Corrected),
        values: vec![("TEL".into(), "0261-99-9999".into())],
        remark: String::new(),
    };
    let finished: Vec<Finished> = open
        .iter()
        .map(|it| Finished {
            item: it.key(),
            answer: answer.written(),
            seconds: 0,
        })
        .collect();
    let tx = db.begin(field.sayaka().author()).await.unwrap();
    work::submit_items_in(
        &tx,
        field.sayaka(),
        &work.public_id,
        &finished,
        db.clock().real_now(),
    )
    .await
    .unwrap();
    tx.finish(&()).await.unwrap();
    work.public_id
}

async fn waiting(db: &Db, field: &Field) -> Vec<PublicId> {
    let leader = field.cast.actor(Role::Leader);
    let scope = leader
        .may(access::Act::Read(access::Resource::Inspections))
        .unwrap();
    let rows = crate::read::awaiting(db, &scope, leader.account.0, None, 1)
        .await
        .unwrap();
    rows.into_iter().map(|it| it.public_id).collect()
}

#[tokio::test]
async fn a_leader_sees_what_waits_and_compares_given_with_written() {
    db::testing::each(migrations(), |db| async move {
        let field = field(&db).await;
        handed_in(&db, &field).await;
        let leader = field.cast.actor(Role::Leader);
        let item = waiting(&db, &field).await.remove(0);

        let list = shown(|| checks::list(visit(&db, leader), Query(Default::default()))).await;
        let page = shown(|| checks::show(visit(&db, leader), id(&item))).await;
        let none =
            shown(|| checks::list(visit(&db, field.sayaka()), Query(Default::default()))).await;

        assert!(list.contains("宮下さやか"));
        for part in [
            "0261-22-",
            "0261-99-9999",
            "変更あり",
            "合格",
            "本人の誤り",
            "手順の行",
        ] {
            assert!(page.contains(part), "{part}");
        }
        assert!(none.contains("確認待ちはありません。"));
        assert!(
            checks::show(visit(&db, &field.cast.other_director), id(&item))
                .await
                .is_err()
        );
    })
    .await;
}

#[tokio::test]
async fn a_worker_sees_the_finding_its_cause_and_the_way_to_object() {
    db::testing::each(migrations(), |db| async move {
        let field = field(&db).await;
        let work = handed_in(&db, &field).await;
        let why = Return {
            place: "市外局番".into(),
            cause: Cause::InstructionError,
            manual_line: "3.2".into(),
            note: String::new(),
            redo: false,
        };
        let item = waiting(&db, &field).await.remove(0);
        let judged = checking::return_item(&db, field.cast.actor(Role::Leader), &item, &why)
            .await
            .unwrap();

        let page = shown(|| result::show(visit(&db, field.sayaka()), id(&work))).await;
        checking::object(
            &db,
            field.sayaka(),
            &judged.finding.unwrap(),
            "手順書どおりです",
        )
        .await
        .unwrap();
        let objected = shown(|| result::show(visit(&db, field.sayaka()), id(&work))).await;
        let desk =
            shown(|| checks::list(visit(&db, field.director()), Query(Default::default()))).await;

        for part in [
            "市外局番",
            "指示の誤り",
            "3.2",
            "このままで受け取ります。",
            "異議を伝える",
        ] {
            assert!(page.contains(part), "{part}");
        }
        assert!(objected.contains("回答を待っています"));
        assert!(desk.contains("手順書どおりです"));
    })
    .await;
}

#[tokio::test]
async fn acceptance_delivery_and_the_clients_answer_have_their_pages() {
    db::testing::each(migrations(), |db| async move {
        let field = field(&db).await;
        let work = handed_in(&db, &field).await;
        work::deliver(&db, field.sayaka(), &work).await.unwrap();
        let order = PublicId::parse("000000000000000000000000000000b1").unwrap();
        let lot = PublicId::parse("000000000000000000000000000000c1").unwrap();
        let client_person = field.cast.actor(Role::Client);

        let early = shown(|| inspection::show(visit(&db, field.director()), id(&work))).await;
        for item in waiting(&db, &field).await {
            checking::pass_item(&db, field.cast.actor(Role::Leader), &item)
                .await
                .unwrap();
        }
        let ready = shown(|| inspection::show(visit(&db, field.director()), id(&work))).await;
        crate::accept(&db, field.director(), &work, None)
            .await
            .unwrap();
        let accepted = shown(|| inspection::show(visit(&db, field.director()), id(&work))).await;
        let before = shown(|| lots::show(visit(&db, field.director()), id(&order))).await;
        let delivery = crate::deliver_lot(&db, field.director(), &lot, "検収の30日後に消去", "")
            .await
            .unwrap();
        let theirs = shown(|| client::show(visit(&db, client_person), id(&order))).await;
        let form =
            shown(|| client::return_form(visit(&db, client_person), id(&delivery.public_id))).await;
        let stranger = client::show(visit(&db, &field.cast.other_client), id(&order)).await;

        assert!(early.contains("先に3件を確認してください"));
        assert!(ready.contains("検収する"));
        assert!(accepted.contains("1,200円") && accepted.contains("よかったこと、よくなったこと"));
        assert!(before.contains("ロット1を納品する"));
        assert!(theirs.contains("すべて検収する") && !theirs.contains("宮下"));
        assert!(form.contains("差し戻して、残りを検収する"));
        assert!(matches!(stranger, Err(PageError(Failure::Absent))));
    })
    .await;
}
