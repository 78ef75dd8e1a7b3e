use super::{PASSWORD, each, house};
use crate::{Act, Failure, Resource, Role, accounts, recovery};

const NEW: &str = "あたらしい朝がきた希望の朝だ喜びに";

#[tokio::test]
async fn a_lost_password_is_replaced_with_two_members_of_staff_in_ten_minutes() {
    each(|db| async move {
        let house = house(db.clone()).await;
        let mut admin = house.staff("administrator@example.jp").await;
        let mut manager = house.entered(house.cast.actor(Role::Manager)).await;
        let worker = accounts::by_login(&db, "worker@example.jp")
            .await
            .unwrap()
            .unwrap();
        let page = format!("/accounts/{}", worker.public_id);

        let known = house
            .browser()
            .post("/recover", "/recover", &[("login", "worker@example.jp")])
            .await;
        let unknown = house
            .browser()
            .post("/recover", "/recover", &[("login", "nobody@example.jp")])
            .await;
        assert_eq!((known.status, known.plain()), (200, unknown.plain()));
        assert!(
            admin
                .get("/accounts?state=recover")
                .await
                .body
                .contains("worker@example.jp")
        );

        let early = manager
            .post(&page, &format!("{page}/recovery/approval"), &[])
            .await;
        assert_eq!(early.status, 404, "nobody has made sure yet");
        admin.post(&page, &format!("{page}/recovery"), &[]).await;
        let alone = admin
            .post(&page, &format!("{page}/recovery/approval"), &[])
            .await;
        assert_eq!(alone.status, 422);
        let link = manager
            .post(&page, &format!("{page}/recovery/approval"), &[])
            .await;
        let path = link.between("<code>", "</code>");

        let set = house
            .browser()
            .post(&path, &path, &[("new", NEW), ("again", NEW)])
            .await;
        assert_eq!(set.leads_to(), "/sign-in");
        assert_eq!(
            house
                .browser()
                .sign_in("worker@example.jp", PASSWORD)
                .await
                .status,
            422
        );
        assert_eq!(
            house
                .browser()
                .sign_in("worker@example.jp", NEW)
                .await
                .status,
            303
        );
    })
    .await;
}

#[tokio::test]
async fn a_recovery_link_closes_after_ten_minutes() {
    each(|db| async move {
        let house = house(db.clone()).await;
        let worker = accounts::by_login(&db, "worker@example.jp")
            .await
            .unwrap()
            .unwrap();
        let (admin, manager) = (
            house.cast.actor(Role::Administrator),
            house.cast.actor(Role::Manager),
        );
        crate::invitations::vouch(&house.app, admin, &worker.public_id)
            .await
            .unwrap();
        let link = crate::invitations::agree(&house.app, manager, &worker.public_id)
            .await
            .unwrap();
        let path = format!(
            "/invitations/{}",
            crate::invitations::token_of(&house.app.vault, &link)
        );

        assert_eq!(house.browser().get(&path).await.status, 200);
        house.later(600);

        assert_eq!(house.browser().get(&path).await.status, 404);
    })
    .await;
}

#[tokio::test]
async fn money_stays_closed_for_a_day_after_a_recovery() {
    each(|db| async move {
        let house = house(db.clone()).await;
        let account = house.cast.actor(Role::Worker).account;
        let mut session = crate::sessions::load(&db, &house.worker().await.cookies["kado"])
            .await
            .unwrap()
            .unwrap();
        session.recovered_at = Some(house.now());
        let grants = crate::sessions::grants_of(&db, account, db.clock().today())
            .await
            .unwrap();
        let acts = |seconds: i64| {
            let now = house.now().plus_seconds(seconds);
            session
                .actor(grants.clone(), "", now, now)
                .may(Act::Write(Resource::BankAccounts))
        };

        assert!(matches!(acts(86_399), Err(Failure::Refused(_))));
        assert!(acts(86_400).is_ok());
    })
    .await;
}

#[tokio::test]
async fn a_recovery_code_stands_in_for_the_app_once() {
    each(|db| async move {
        let house = house(db.clone()).await;
        let director = house.cast.actor(Role::Director).account;
        let tx = db.begin(&db::Author::system("test")).await.unwrap();
        let batch = recovery::renew_in(&tx, &house.app.vault, director)
            .await
            .unwrap();
        tx.finish(&()).await.unwrap();
        let code = recovery::codes(&house.app.vault, &batch)[3].to_uppercase();

        let mut first = house.browser();
        first.sign_in("director@example.jp", PASSWORD).await;
        let taken = first
            .post("/sign-in/code", "/sign-in/code", &[("code", &code)])
            .await;
        let mut second = house.browser();
        second.sign_in("director@example.jp", PASSWORD).await;
        let again = second
            .post("/sign-in/code", "/sign-in/code", &[("code", &code)])
            .await;

        assert_eq!((taken.status, again.status), (303, 422));
        assert_eq!(recovery::left(&db, director).await.unwrap(), 9);
    })
    .await;
}

#[tokio::test]
async fn an_authenticator_is_registered_and_replaced_on_the_own_page() {
    each(|db| async move {
        let house = house(db.clone()).await;
        let mut worker = house.worker().await;
        let page = "/account/second-factor";
        let seed_on = |body: &super::browser::Answer| {
            let key = body.between("<code>", "</code>");
            crate::second_factor::Seed::of(
                &data_encoding::BASE32_NOPAD.decode(key.as_bytes()).unwrap(),
            )
        };

        let first = seed_on(&worker.get(page).await);
        let code = first.code(house.now().micros() / 1_000_000);
        let enrolled = worker.post(page, page, &[("code", &code)]).await;
        assert_eq!(enrolled.status, 200, "{}", enrolled.body);
        assert_eq!(enrolled.body.matches("<code>").count(), 10);
        assert_eq!(
            worker.get("/account").await.status,
            200,
            "the sign-in is whole at once"
        );

        house.later(601);
        let second = seed_on(&worker.get(page).await);
        let code = second.code(house.now().micros() / 1_000_000);
        assert_eq!(
            worker.post(page, page, &[("code", &code)]).await.status,
            403,
            "the old one is proved first"
        );
        let proof = first.code(house.now().micros() / 1_000_000);
        let replaced = worker
            .post(page, page, &[("code", &code), ("_code", &proof)])
            .await;
        assert_eq!(replaced.status, 200, "{}", replaced.body);
    })
    .await;
}
