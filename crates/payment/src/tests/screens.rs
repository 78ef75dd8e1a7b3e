use super::field::*;
use crate::pages;
use access::{Actor, App, Role, Settings, Visit};
use axum::body::to_bytes;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use db::Db;
use std::sync::Arc;

const HOLIDAYS: &str = "date,name\n2026-11-23,b\n2027-01-01,c\n2027-02-11,e\n2027-02-23,f\n";

fn visit(db: &Db, region: &Region, actor: &Actor, path: &str) -> Visit {
    let settings = Settings {
        holidays: HOLIDAYS.into(),
        ..Settings::default()
    };
    let app = App {
        db: db.clone(),
        vault: region.vault.clone(),
        settings: Arc::new(settings),
    };
    Visit {
        app,
        actor: actor.clone(),
        path: path.into(),
        session: None,
        address: String::new(),
    }
}

async fn text(response: Response) -> (StatusCode, String) {
    let status = response.status();
    let bytes = to_bytes(response.into_body(), 1 << 22).await.unwrap();
    (status, String::from_utf8_lossy(&bytes).into_owned())
}

/// A page of this crate, drawn for a person; no word of it is missing.
async fn shown(page: impl IntoResponse) -> String {
    let (status, text) = text(page.into_response()).await;
    assert_eq!(status, StatusCode::OK, "{text}");
    assert!(
        !text.contains('⟦'),
        "a word is missing: {}",
        &text[text.find('⟦').unwrap_or(0)..][..80.min(text.len())]
    );
    text
}

#[tokio::test]
async fn staff_see_the_line_of_stages_and_what_to_do_next() {
    each(|db| async move {
        let region = region(&db).await;
        let staff = region.preparer(&db);
        on(&db, 2, 1);

        let before =
            shown(pages::testing::payments(visit(&db, &region, &staff, "/payments")).await).await;
        let batch = sent(&db, &region).await;
        let batch_row = crate::store::transfers::batch(&db, &batch.batch)
            .await
            .unwrap();
        let after =
            shown(pages::testing::payments(visit(&db, &region, &staff, "/payments")).await).await;
        let closing = shown(
            pages::testing::closing(visit(&db, &region, &staff, "/"), &batch_row.closing_public)
                .await,
        )
        .await;
        let one =
            shown(pages::testing::batch(visit(&db, &region, &staff, "/"), &batch.batch).await)
                .await;

        assert!(before.contains("この期間を締める"));
        assert!(after.contains("振込依頼 第1号"));
        assert!(closing.contains("2,000円") && closing.contains("承認済"));
        assert!(one.contains("銀行の結果を記録する") && !one.contains("1234567"));
        assert!(one.contains(r#"value="2027-02-12""#));
    })
    .await;
}

#[tokio::test]
async fn a_worker_sees_the_next_payment_the_lines_and_how_to_ask() {
    each(|db| async move {
        let region = region(&db).await;
        closed(&db, &region).await;
        let notice = notices_of(&db, region.sayaka()).await.remove(0);

        let money =
            shown(pages::testing::money(visit(&db, &region, region.sayaka(), "/money")).await)
                .await;
        let one = shown(
            pages::testing::my_notice(visit(&db, &region, region.sayaka(), "/"), &notice.public_id)
                .await,
        )
        .await;
        let account = shown(
            pages::testing::account(visit(&db, &region, region.sayaka(), "/money/account")).await,
        )
        .await;
        let theirs =
            pages::testing::my_notice(visit(&db, &region, region.aruga(), "/"), &notice.public_id)
                .await;

        assert!(money.contains("2027年2月12日(金)") && money.contains("1,200円"));
        assert!(one.contains("この内容で確認する") && one.contains("質問を送る"));
        assert!(account.contains("末尾 4567") && !account.contains("1234567"));
        assert!(theirs.is_err());
    })
    .await;
}

#[tokio::test]
async fn staff_see_every_yen_of_a_notice_with_its_entries() {
    each(|db| async move {
        let region = region(&db).await;
        settled(&db, &region).await;
        let notice = notices_of(&db, region.sayaka()).await.remove(0);

        let page = shown(
            pages::testing::notice(
                visit(&db, &region, &region.preparer(&db), "/"),
                &notice.public_id,
            )
            .await,
        )
        .await;
        let invoices = shown(
            pages::testing::invoices(visit(&db, &region, &region.preparer(&db), "/invoices")).await,
        )
        .await;
        let remitter = shown(
            pages::testing::remitter(visit(
                &db,
                &region,
                &region.person(&db, Role::PaymentApprover),
                "/",
            ))
            .await,
        )
        .await;

        assert!(
            page.contains("支払通知の発行") && page.contains("振込済") && page.contains("未払金")
        );
        assert!(invoices.contains("まだ請求書はありません"));
        assert!(remitter.contains("末尾 0001"));
    })
    .await;
}

#[tokio::test]
async fn the_paper_of_a_notice_stays_as_it_was_sent() {
    each(|db| async move {
        let region = region(&db).await;
        closed(&db, &region).await;
        let notice = notices_of(&db, region.sayaka()).await.remove(0);

        let content = crate::store::notices::document(&db, notice.id)
            .await
            .unwrap()
            .content
            .unwrap();

        let paper: papers::pdf::Paper = serde_json::from_str(&content).unwrap();
        assert_eq!(paper.issued_on.as_deref(), Some("2027-02-01"));
        for words in [
            "支払通知書",
            "1,200円",
            "2027年2月12日(金)",
            "T9100005010000",
            "差し引きません",
        ] {
            assert!(content.contains(words), "{words}");
        }
        assert!(!content.contains('⟦'));
    })
    .await;
}

#[tokio::test]
async fn a_result_that_names_no_transfer_is_refused_and_settles_nothing() {
    each(|db| async move {
        let region = region(&db).await;
        let batch = sent(&db, &region).await;
        on(&db, 2, 12);
        let staff = region.preparer(&db);

        let typed = [("on", "2027-02-12"), ("why", "口座相違"), ("failed", "0-0")];
        let refused =
            pages::testing::results(visit(&db, &region, &staff, "/"), &batch.batch, &typed).await;

        let (status, body) = text(refused.into_response()).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{body}");
        assert!(body.contains("この一覧にない振込"), "{body}");
        let sql = "select count(*) from transfer where state = 'settled'";
        assert_eq!(db::count(&db, sql, vec![]).await.unwrap(), 0);
    })
    .await;
}
