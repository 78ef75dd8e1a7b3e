use crate::pages::{documents, items, offers, staff, working};
use crate::testing::{Field, field, migrations};
use access::{Actor, App, PageError, Role, Visit};
use axum::extract::{Path, Query};
use base::PublicId;
use db::Db;
use webkit::{Lang, Page};

fn visit(db: &Db, actor: &Actor) -> Visit {
    let app: App = access::testing::app(db);
    Visit {
        app,
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

async fn everything(db: &Db) -> (Field, PublicId) {
    let field = field(db).await;
    let work = field
        .agreed(db, field.sayaka(), field.worker, field.items, 3)
        .await;
    (field, work)
}

#[tokio::test]
async fn an_offer_shows_every_condition_before_the_answer() {
    db::testing::each(migrations(), |db| async move {
        let field = field(&db).await;
        let offer = field
            .offered(&db, field.worker, field.items, 10)
            .await
            .public_id;

        let list = shown(|| offers::list(visit(&db, field.sayaka()))).await;
        let page = shown(|| offers::show(visit(&db, field.sayaka()), id(&offer))).await;
        let none = shown(|| offers::list(visit(&db, field.aruga()))).await;

        assert!(list.contains("店舗情報の確認"));
        for condition in [
            "10",
            "48円",
            "480円",
            "1,309円",
            "2027年2月12日(金)",
            "2027年3月1日(月)",
            "引き受ける",
            "今回は見送る",
            "leader",
        ] {
            assert!(page.contains(condition), "{condition}");
        }
        assert!(none.contains("予定を入れると届きやすくなります。"));
        assert!(
            offers::show(visit(&db, field.aruga()), id(&offer))
                .await
                .is_err()
        );
    })
    .await;
}

#[tokio::test]
async fn the_item_stands_beside_the_manual_once_it_is_taken() {
    db::testing::each(migrations(), |db| async move {
        let (field, work) = everything(&db).await;

        let before = shown(|| items::show(visit(&db, field.sayaka()), id(&work))).await;
        crate::claim_next(&db, field.sayaka(), &work).await.unwrap();
        let page = shown(|| items::show(visit(&db, field.sayaka()), id(&work))).await;

        assert!(before.contains("つづきから") && !before.contains("0261-22-1001"));
        for part in [
            "0261-22-1001",
            "lease_no",
            "提出",
            "保存",
            "あとで",
            "手順書",
        ] {
            assert!(page.contains(part), "{part}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_confidential_item_is_not_drawn_outside_the_room() {
    db::testing::each(migrations(), |db| async move {
        let field = field(&db).await;
        let work = field
            .agreed(&db, field.sayaka(), field.worker, field.secure, 5)
            .await;

        assert!(
            items::show(visit(&db, field.sayaka()), id(&work))
                .await
                .is_err()
        );
    })
    .await;
}

#[tokio::test]
async fn a_worker_sees_what_is_next_and_what_will_be_paid() {
    db::testing::each(migrations(), |db| async move {
        let (field, work) = everything(&db).await;
        let counted = field
            .agreed(&db, field.sayaka(), field.worker, field.counted, 60)
            .await;

        let list = shown(|| working::list(visit(&db, field.sayaka()))).await;
        let page = shown(|| working::show(visit(&db, field.sayaka()), id(&work))).await;
        let report = shown(|| working::report_form(visit(&db, field.sayaka()), id(&counted))).await;
        let documents =
            shown(|| documents::list(visit(&db, field.sayaka()), Query(Default::default()))).await;

        assert!(list.contains("144円") && list.contains("1,200円"));
        assert!(
            page.contains("あと3件です")
                && page.contains("つづきから")
                && page.contains("時間を減らしたいとき")
        );
        assert!(report.contains("残りは60件です。"));
        assert!(documents.contains("第1号") && documents.contains("第2号"));
    })
    .await;
}

#[tokio::test]
async fn what_two_hands_wrote_into_one_item_stands_side_by_side() {
    db::testing::each(migrations(), |db| async move {
        let field = field(&db).await;
        let work = field
            .agreed(&db, field.sayaka(), field.worker, field.items, 1)
            .await;
        let phone = crate::claim_next(&db, field.sayaka(), &work).await;
        let phone = phone.unwrap().unwrap();
        db.clock().set(db.clock().now().plus_seconds(21 * 60));
        let computer = crate::claim_next(&db, field.sayaka(), &work).await;
        let computer = computer.unwrap().unwrap();
        let write = |lease: i64, remark: &str| {
            let lease = lease.to_string();
            let fields = [
                ("lease_no", lease.as_str()),
                ("then", "save"),
                ("remark", remark),
            ];
            let form = access::Form(webkit::Posted::of(fields));
            items::answer(visit(&db, field.sayaka()), id(&phone.item), form)
        };
        write(computer.lease_no, "窓口で聞いた番号").await.unwrap();

        let late = write(phone.lease_no, "看板にあった番号").await.unwrap();

        assert_eq!(late.status().as_u16(), 409);
        let late = String::from_utf8(bytes(late).await).unwrap();
        assert!(late.contains("窓口で聞いた番号"), "{late}");
        assert!(late.contains("看板にあった番号"), "{late}");
    })
    .await;
}

#[tokio::test]
async fn staff_see_the_list_and_the_next_step() {
    db::testing::each(migrations(), |db| async move {
        let (field, work) = everything(&db).await;
        let manager = field.cast.actor(Role::Manager);

        let list =
            shown(|| staff::list(visit(&db, field.director()), Query(Default::default()))).await;
        let page = shown(|| staff::show(visit(&db, field.director()), id(&work))).await;
        let read_only = shown(|| staff::show(visit(&db, manager), id(&work))).await;
        let none = shown(|| {
            staff::list(
                visit(&db, &field.cast.other_director),
                Query(Default::default()),
            )
        })
        .await;

        let leader = field.cast.actor(Role::Leader);
        let of_team = [
            shown(|| staff::list(visit(&db, leader), Query(Default::default()))).await,
            shown(|| staff::show(visit(&db, leader), id(&work))).await,
        ];
        for drawn in &of_team {
            assert!(drawn.contains("宮下さやか"), "{drawn}");
            assert!(
                !drawn.contains('円') && !drawn.contains("terms.pdf"),
                "{drawn}"
            );
        }
        assert!(list.contains("144円") && page.contains("terms.pdf"));
        assert!(list.contains("H-000001") && list.contains("宮下さやか"));
        assert!(page.contains("中途解除"));
        assert!(!read_only.contains("/termination"));
        assert!(none.contains("条件に合う発注はありません。"));
    })
    .await;
}

#[tokio::test]
async fn the_terms_are_drawn_once_and_stay_the_same() {
    db::testing::each(migrations(), |db| async move {
        let (field, work) = everything(&db).await;
        fonts();

        let first = bytes(
            documents::terms_pdf(visit(&db, field.sayaka()), id(&work))
                .await
                .unwrap(),
        )
        .await;
        let again = bytes(
            documents::terms_pdf(visit(&db, field.director()), id(&work))
                .await
                .unwrap(),
        )
        .await;

        assert!(first.starts_with(b"%PDF"));
        assert_eq!(first, again);
        let leader = documents::terms_pdf(visit(&db, field.cast.actor(Role::Leader)), id(&work));
        assert!(leader.await.is_err(), "a leader has no part in the notice");
        assert!(
            documents::terms_pdf(visit(&db, field.aruga()), id(&work))
                .await
                .is_err()
        );
    })
    .await;
}

async fn bytes(response: axum::response::Response) -> Vec<u8> {
    axum::body::to_bytes(response.into_body(), 1 << 24)
        .await
        .expect("a body")
        .to_vec()
}

fn fonts() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../ui/dist/fonts");
    let read = std::fs::read_dir(&folder)
        .unwrap_or_else(|_| panic!("{} is missing; bin/setup makes it", folder.display()));
    let files: Vec<Vec<u8>> = read
        .filter_map(|it| {
            Some(it.ok()?.path()).filter(|path| path.extension().is_some_and(|it| it == "ttf"))
        })
        .filter_map(|path| std::fs::read(path).ok())
        .collect();
    papers::fonts::install(files).expect("readable typefaces");
}
