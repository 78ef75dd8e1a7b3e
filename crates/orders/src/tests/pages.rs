use super::items::{shop, shop_file};
use super::*;
use crate::pages::{
    breakdown, client, import, items, list, manual, manual_edit, order, order_form,
};
use access::{Actor, Form, PageError, Visit};
use axum::body::to_bytes;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Response};
use webkit::form::Upload;
use webkit::{Lang, Page, Posted};

fn visit(db: &Db, actor: &Actor) -> Visit {
    webkit::words::install(&[crate::WORDS, sales::WORDS, people::WORDS, access::LOCALE]);
    let (app, path) = (access::testing::app(db), "/".to_owned());
    Visit {
        app,
        actor: actor.clone(),
        path,
        session: None,
        address: String::new(),
    }
}

fn id(it: &PublicId) -> Path<String> {
    Path(it.to_string())
}

fn posted(fields: &[(&str, &str)]) -> Form {
    Form(Posted::of(fields.iter().copied()))
}

/// A page drawn in both languages; no word of it is missing.
async fn shown<F: Future<Output = Result<Page, PageError>>>(page: impl Fn() -> F) -> String {
    let mut drawn = String::new();
    for lang in [Lang::En, Lang::Ja] {
        drawn = webkit::words::scope(lang, async { page().await.map(|it| it.draw()) })
            .await
            .expect("a page");
        let missing = drawn.split('⟦').nth(1).and_then(|it| it.split('⟧').next());
        assert_eq!(missing, None, "a word is missing in {lang:?}");
    }
    drawn
}

/// Where an act leads, or the page that it shows again.
async fn answered(response: Result<Response, PageError>) -> Result<String, String> {
    let response = response.expect("an answer");
    if let Some(place) = response.headers().get("location") {
        return Ok(place.to_str().unwrap().to_owned());
    }
    let body = to_bytes(response.into_body(), usize::MAX).await.unwrap();
    Err(String::from_utf8(body.to_vec()).unwrap())
}

#[tokio::test]
async fn an_order_is_opened_listed_and_shown_to_its_client_without_our_costs() {
    db::testing::each(all_migrations(), |db| async move {
        let it = Region::new(db).await;
        it.split().await;
        it.portions().await.unwrap();
        let (sales, customer) = (it.cast.actor(Role::Sales), it.cast.actor(Role::Client));

        let rows = shown(|| list::list(visit(&it.db, sales), Query(Default::default()))).await;
        let own = shown(|| client::show(visit(&it.db, customer), id(&it.order))).await;
        let mine = shown(|| client::list(visit(&it.db, customer), Query(Default::default()))).await;
        let from = Query(order_form::FromQuote { quote: None });
        let blank = answered(order_form::blank(visit(&it.db, sales), from).await)
            .await
            .unwrap_err();
        shown(|| order_form::edit(visit(&it.db, sales), id(&it.order))).await;
        let staff = answered(order::show(visit(&it.db, it.director()), id(&it.order)).await)
            .await
            .unwrap_err();
        let turned = answered(order::show(visit(&it.db, customer), id(&it.order)).await).await;

        assert!(blank.contains("担当ディレクター") && !blank.contains('⟦'));
        assert!(rows.contains("店舗情報の確認") && rows.contains("director"));
        assert!(mine.contains("J-R8-0001"));
        assert!(staff.contains("48円") && staff.contains("1,020,000円"));
        assert!(own.contains("1,020,000円") && !own.contains("48円"));
        assert_eq!(turned, Ok(format!("/my-orders/{}", it.order)));
    })
    .await;
}

#[tokio::test]
async fn a_form_with_missing_terms_comes_back_with_everything_typed() {
    db::testing::each(all_migrations(), |db| async move {
        let it = Region::new(db).await;
        let client = access::places::client(&it.db, it.cast.clients[0])
            .await
            .unwrap()
            .public_id;
        let directors = access::holders(&it.db, Role::Director, it.db.clock().today())
            .await
            .unwrap();
        let leads = it.director().account;
        let director = directors.iter().find(|row| row.id == leads).unwrap();
        let director = director.public_id.to_string();
        let fields = [
            ("client", client.as_str()),
            ("job_type", "check"),
            ("quantity", "１００"),
            ("unit_price", "85"),
            ("ordered_on", "2027-01-18"),
            ("due_on", "2027-02-26"),
            ("title", "看板の確認"),
            ("work_content", "看板を確かめる"),
            ("delivery_place", "業務画面"),
            ("delivery_method", "提出"),
            ("director", director.as_str()),
        ];
        let sales = it.cast.actor(Role::Sales);
        let complete = [
            ("consent_on", "2027-01-18"),
            ("consent_by", "片桐"),
            ("consent_scope", "全部"),
            ("permitted_places", "home"),
        ];
        let rest = [
            ("devices", "貸与PC"),
            ("retention_days", "30"),
            ("deletion", "消去する"),
        ];

        let again = answered(order_form::open(visit(&it.db, sales), posted(&fields)).await)
            .await
            .unwrap_err();
        let whole = [&fields[..], &complete, &rest].concat();
        let opened = answered(order_form::open(visit(&it.db, sales), posted(&whole)).await)
            .await
            .unwrap();

        assert!(again.contains("看板の確認") && again.contains("再委託の承諾日を入力してください"));
        assert!(opened.starts_with("/orders/"));
    })
    .await;
}

#[tokio::test]
async fn a_director_splits_an_order_on_its_page() {
    db::testing::each(all_migrations(), |db| async move {
        let it = Region::new(db).await;
        let version = |it: read::OrderFacts| it.version.to_string();
        let director = || visit(&it.db, it.director());
        shown(|| breakdown::show(director(), id(&it.order))).await;

        let now = version(it.facts().await);
        let few = [
            ("_version", now.as_str()),
            ("lot_quantity_1", "100"),
            ("lot_due_1", "2027-02-26"),
        ];
        let wrong = answered(breakdown::lots(director(), id(&it.order), posted(&few)).await)
            .await
            .unwrap_err();
        let lots = [
            ("_version", now.as_str()),
            ("lot_quantity_1", "12,000"),
            ("lot_due_1", "令和9年2月26日"),
        ];
        answered(breakdown::lots(director(), id(&it.order), posted(&lots)).await)
            .await
            .unwrap();
        let now = version(it.facts().await);
        let steps = [
            ("_version", now.as_str()),
            ("step_name_1", "確認"),
            ("step_kind_1", "work"),
            ("step_seconds_1", "132"),
            ("step_pay_1", "48"),
        ];
        answered(breakdown::steps(director(), id(&it.order), posted(&steps)).await)
            .await
            .unwrap();
        let now = version(it.facts().await);
        let portions = [
            ("_version", now.as_str()),
            ("class", "home"),
            ("confidential_units", "600"),
            ("confidential_lot", "1"),
            ("check_plan", "sample"),
            ("check_pct", "10"),
            ("max_defect_pct", "2"),
            ("release_on", "2027-01-18"),
            ("buffer_days", "3"),
            ("min_chunk", "50"),
            ("max_share_pct", "40"),
            ("min_team", "1"),
            ("max_team", "16"),
        ];
        answered(breakdown::portions(director(), id(&it.order), posted(&portions)).await)
            .await
            .unwrap();

        let page = shown(|| breakdown::show(director(), id(&it.order))).await;
        assert!(wrong.contains("受注数は12,000件、合計は100件です"));
        assert!(page.contains("11,400") && page.contains("機密エリアのみ"));
        let order = answered(order::show(director(), id(&it.order)).await)
            .await
            .unwrap_err();
        assert!(order.contains("ロット1・機密・確認"));
    })
    .await;
}

#[tokio::test]
async fn a_file_is_looked_at_taken_in_and_taken_back_on_its_pages() {
    db::testing::each(all_migrations(), |db| async move {
        let it = Region::new(db).await;
        let director = || visit(&it.db, it.director());
        webkit::words::install(&[crate::WORDS]);
        shown(|| import::start(director(), id(&it.order))).await;
        let broken = ["", "番号なし", "", "", "0"]
            .map(papers::excel::Cell::text)
            .to_vec();
        let bytes = shop_file((1..=100).map(shop).chain([broken]));
        let file = Upload {
            field: "file".into(),
            name: "店舗.xlsx".into(),
            content_type: String::new(),
            bytes,
        };
        let form = Form(Posted {
            fields: vec![],
            files: vec![file],
        });

        let place = answered(import::upload(director(), id(&it.order), form).await)
            .await
            .unwrap();
        let upload = place.rsplit('/').next().unwrap().to_owned();
        let pair = || Path((it.order.to_string(), upload.clone()));
        let preview = shown(|| import::preview(director(), pair())).await;
        let faults = import::faults(director(), pair()).await.unwrap();
        let taken = answered(import::take(director(), pair(), posted(&[("take", "good")])).await)
            .await
            .unwrap();
        let rows =
            shown(|| items::list(director(), id(&it.order), Query(Default::default()))).await;

        assert!(preview.contains("店舗.xlsx") && preview.contains("102行目：番号がありません"));
        assert_eq!(
            faults.headers()["content-type"],
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        );
        assert_eq!(taken, format!("/orders/{}/items", it.order));
        assert!(rows.contains("S00020") && rows.contains("この取り込みを取り消す"));
        assert_eq!(
            import::template(director(), id(&it.order))
                .await
                .unwrap()
                .status(),
            200
        );
        let batch = store::batches(&it.db, it.id.0).await.unwrap()[0]
            .public_id
            .clone();
        let undone =
            import::undo(director(), Path((it.order.to_string(), batch.to_string()))).await;
        answered(undone.map(IntoResponse::into_response))
            .await
            .unwrap();
        assert_eq!(store::item_counts(&it.db, it.id.0).await.unwrap().all, 0);
    })
    .await;
}

#[tokio::test]
async fn the_meaning_of_a_column_is_chosen_before_the_file_goes_in() {
    db::testing::each(all_migrations(), |db| async move {
        let it = Region::new(db).await;
        let director = || visit(&it.db, it.director());
        let bytes = "管理,店,区分\n1,駅前店,秘\n2,港店,\n".as_bytes().to_vec();
        let file = Upload {
            field: "file".into(),
            name: "a.csv".into(),
            content_type: String::new(),
            bytes,
        };
        let place = import::upload(
            director(),
            id(&it.order),
            Form(Posted {
                fields: vec![],
                files: vec![file],
            }),
        )
        .await;
        let place = answered(place).await.unwrap();
        let upload = place.rsplit('/').next().unwrap().to_owned();
        let pair = || Path((it.order.to_string(), upload.clone()));
        let chosen = |meaning| {
            [
                ("meaning_0", "number"),
                ("meaning_1", meaning),
                ("meaning_2", "confidential"),
                ("mark", "秘"),
                ("max_chars", "100"),
            ]
        };

        let two = answered(import::columns(director(), pair(), posted(&chosen("number"))).await)
            .await
            .unwrap_err();
        answered(import::columns(director(), pair(), posted(&chosen("text"))).await)
            .await
            .unwrap();
        answered(import::take(director(), pair(), posted(&[("take", "all")])).await)
            .await
            .unwrap();

        assert!(two.contains("番号の列は1つだけ選んでください"));
        assert_eq!(
            store::item_counts(&it.db, it.id.0).await.unwrap(),
            store::ItemCounts {
                all: 2,
                confidential: 1
            }
        );
    })
    .await;
}

#[tokio::test]
async fn a_manual_is_written_published_and_compared_on_its_pages() {
    db::testing::each(all_migrations(), |db| async move {
        let it = Region::new(db).await;
        let director = || visit(&it.db, it.director());
        shown(|| manual::show(director(), id(&it.order))).await;

        let wrong = manual_edit::write(
            director(),
            id(&it.order),
            posted(&[("_version", "0"), ("text", "はじめに")]),
        )
        .await;
        for (version, text) in [("0", "1 店名を確かめる"), ("0", "1 店名と階を確かめる")]
        {
            let form = posted(&[("_version", version), ("text", text), ("note", "階も書く")]);
            answered(manual_edit::write(director(), id(&it.order), form).await)
                .await
                .unwrap();
            shown(|| manual_edit::edit(director(), id(&it.order))).await;
            answered(
                manual_edit::publish(director(), id(&it.order), posted(&[("_version", "1")])).await,
            )
            .await
            .unwrap();
        }

        let page = shown(|| manual::show(director(), id(&it.order))).await;
        let second = shown(|| manual::version(director(), Path((it.order.to_string(), 2)))).await;
        assert!(
            answered(wrong)
                .await
                .unwrap_err()
                .contains("1行目に番号がありません")
        );
        assert!(page.contains("第2版") && page.contains("店名と階を確かめる"));
        assert!(second.contains("変更") && second.contains("店名を確かめる"));
        let worker = it.cast.actor(Role::Worker);
        assert!(
            manual::show(visit(&it.db, worker), id(&it.order))
                .await
                .is_err()
        );
    })
    .await;
}

#[tokio::test]
async fn whoever_saves_a_manual_second_sees_both_texts_and_saves_again() {
    db::testing::each(all_migrations(), |db| async move {
        let it = Region::new(db).await;
        let director = || visit(&it.db, it.director());
        let write = |version: &'static str, text: &'static str| {
            let form = posted(&[("_version", version), ("text", text)]);
            manual_edit::write(director(), id(&it.order), form)
        };
        answered(write("0", "1 店名を確かめる").await)
            .await
            .unwrap();

        let second = write("0", "1 店名と階を確かめる").await.unwrap();
        assert_eq!(second.status().as_u16(), 409);
        let second = answered(Ok(second)).await.unwrap_err();
        let again = write("1", "1 店名と階を確かめる").await;

        for text in [
            "1 店名を確かめる",
            "1 店名と階を確かめる",
            "いま保存されている内容",
        ] {
            assert!(second.contains(text), "{second}");
        }
        assert!(second.contains("name=\"_version\" value=\"1\""), "{second}");
        answered(again).await.unwrap();
    })
    .await;
}
