use super::{each, house};
use crate::{Role, accounts, audit_heads, head_still_stands};
use webkit::words::same_keys;

#[test]
fn both_languages_say_the_same() {
    assert_eq!(same_keys(&crate::LOCALE), Ok(()));
}

#[tokio::test]
async fn every_page_is_drawn_in_both_languages_with_all_its_words() {
    each(|db| async move {
        let house = house(db.clone()).await;
        let director = accounts::by_login(&db, "director@example.jp")
            .await
            .unwrap()
            .unwrap();
        let member = format!("/accounts/{}", director.public_id);
        let public = ["/sign-in", "/recover", "/invitations/0", "/nothing"];
        let own = [
            "/account",
            "/account/password",
            "/account/second-factor",
            "/account/tokens",
            "/account/readings",
        ];
        let admin = [
            "/accounts",
            "/accounts/new",
            "/accounts/waiting",
            member.as_str(),
            "/account",
        ];
        let manager = [
            "/audit",
            "/audit?from=x",
            "/audit?from=2027-01-18&until=R9.1.18&stream=access&who=work&object=acc",
            "/accounts?q=%25&state=confirmed",
            member.as_str(),
        ];
        let seats = [
            (house.browser(), &public[..]),
            (
                house.entered(house.cast.actor(Role::Worker)).await,
                &own[..],
            ),
            (
                house.entered(house.cast.actor(Role::Administrator)).await,
                &admin[..],
            ),
            (
                house.entered(house.cast.actor(Role::Manager)).await,
                &manager[..],
            ),
        ];

        for (mut browser, paths) in seats {
            for path in paths {
                for lang in ["ja", "en"] {
                    browser.cookies.insert("lang".into(), lang.into());
                    let answer = browser.get(path).await;
                    assert!(
                        [200, 404, 422].contains(&answer.status),
                        "{path}: {}",
                        answer.status
                    );
                    assert!(!answer.body.contains('⟦'), "{path}: {}", answer.body);
                    assert_eq!(answer.body.matches("<h1").count(), 1, "{path}");
                    assert!(!answer.body.contains("style="), "{path}");
                }
            }
        }
    })
    .await;
}

#[tokio::test]
async fn reading_the_log_is_itself_in_the_log() {
    each(|db| async move {
        let house = house(db.clone()).await;
        let mut auditor = house.entered(house.cast.actor(Role::Auditor)).await;

        auditor.get("/audit?who=worker").await;
        let page = auditor.get("/audit").await;

        assert!(page.body.contains("audit.read"), "{}", page.body);
        let mut worker = house.worker().await;
        assert_eq!(worker.get("/audit").await.status, 404);
    })
    .await;
}

#[tokio::test]
async fn a_worker_sees_who_looked_at_their_data() {
    each(|db| async move {
        let house = house(db.clone()).await;
        let worker = house.cast.actor(Role::Worker).account;
        let mut browser = house.worker().await;
        let before = browser.get("/account/readings").await;
        assert!(!before.body.contains("振込先を見た"));

        let tx = db
            .begin(house.cast.actor(Role::PaymentPreparer).author())
            .await
            .unwrap();
        let note = db::AuditNote::done(db::Stream::Money, "bank_account.reveal", "bank_account/1");
        tx.note(note.about(worker.0).because("振込不能の確認"));
        tx.finish(&()).await.unwrap();

        let page = browser.get("/account/readings").await;
        assert!(
            page.body.contains("振込先を見た") && page.body.contains("振込不能の確認"),
            "{}",
            page.body
        );
        let mut other = house.entered(&house.cast.other_worker).await;
        assert!(
            !other
                .get("/account/readings")
                .await
                .body
                .contains("振込不能の確認")
        );
    })
    .await;
}

#[tokio::test]
async fn a_signed_head_stands_as_long_as_its_row_does() {
    each(|db| async move {
        let house = house(db.clone()).await;
        let vault = &house.app.vault;

        let heads = audit_heads(&db, vault).await.unwrap();
        house.worker().await;

        let access = heads.iter().find(|it| it.stream == "access").unwrap();
        assert!(head_still_stands(&db, vault, access).await.unwrap());
        let earlier = crate::SignedHead {
            seq: access.seq - 1,
            ..access.clone()
        };
        assert!(!head_still_stands(&db, vault, &earlier).await.unwrap());
        let forged = crate::SignedHead {
            signature: "0".repeat(64),
            ..access.clone()
        };
        assert!(!head_still_stands(&db, vault, &forged).await.unwrap());
        assert_eq!(heads.len(), 6);
    })
    .await;
}
