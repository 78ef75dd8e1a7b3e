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
        assert_eq!(early.status, 422, "nobody has made sure yet");
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
        let borrowed = worker
            .post(page, page, &[("code", &code), ("password", "wrong wrong")])
            .await;
        assert_eq!(borrowed.status, 422, "a borrowed screen is not enough");
        let fields = [("code", code.as_str()), ("password", PASSWORD)];
        let enrolled = worker.post(page, page, &fields).await;
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

#[tokio::test]
async fn a_hundred_wrong_codes_close_the_app_and_a_recovery_code_opens_it_again() {
    each(|db| async move {
        let house = house(db.clone()).await;
        let director = house.cast.actor(Role::Director).account;
        let tx = db.begin(&db::Author::system("test")).await.unwrap();
        let batch = recovery::renew_in(&tx, &house.app.vault, director)
            .await
            .unwrap();
        tx.finish(&()).await.unwrap();
        let recovery_code = recovery::codes(&house.app.vault, &batch)[0].clone();
        failed(&db, &crate::limits::code_subject(director), 100).await;
        let mut browser = house.browser();
        browser.sign_in("director@example.jp", PASSWORD).await;
        let page = "/sign-in/code";
        house.later(901);

        let right = browser.post(page, page, &[("code", &house.code())]).await;
        assert_eq!(right.status, 422, "the right code opens nothing either");
        assert!(right.body.contains("復旧コード"), "{}", right.body);
        house.later(901);
        let rescued = browser.post(page, page, &[("code", &recovery_code)]).await;
        assert_eq!(rescued.status, 303, "{}", rescued.body);

        house.later(30);
        let mut again = house.browser();
        again.sign_in("director@example.jp", PASSWORD).await;
        let open = again.post(page, page, &[("code", &house.code())]).await;
        assert_eq!(open.status, 303, "{}", open.body);
    })
    .await;
}

#[tokio::test]
async fn a_hundred_wrong_passwords_close_the_login_until_a_new_one_is_set() {
    each(|db| async move {
        let house = house(db.clone()).await;
        let worker = accounts::by_login(&db, "worker@example.jp")
            .await
            .unwrap()
            .unwrap();
        let subject = crate::limits::login_subject(&house.app.vault, "worker@example.jp");
        failed(&db, &subject, 100).await;
        failed(&db, &crate::limits::code_subject(worker.id), 100).await;
        house.later(86_400);

        let closed = house.browser().sign_in("worker@example.jp", PASSWORD).await;
        assert_eq!(closed.status, 422);
        assert!(closed.body.contains("使えなくしました"), "{}", closed.body);

        let (admin, manager) = (
            house.cast.actor(Role::Administrator),
            house.cast.actor(Role::Manager),
        );
        let now = house.now();
        let (admin, manager) = (admin.proved_at(now), manager.proved_at(now));
        crate::invitations::vouch(&house.app, &admin, &worker.public_id)
            .await
            .unwrap();
        let link = crate::invitations::agree(&house.app, &manager, &worker.public_id)
            .await
            .unwrap();
        let path = format!(
            "/invitations/{}",
            crate::invitations::token_of(&house.app.vault, &link)
        );
        house
            .browser()
            .post(&path, &path, &[("new", NEW), ("again", NEW)])
            .await;

        let open = house.browser().sign_in("worker@example.jp", NEW).await;
        assert_eq!(open.status, 303, "{}", open.body);
        let left: i64 = db::count(&db, "select count(*) from sign_in_failure", vec![])
            .await
            .unwrap();
        assert_eq!(left, 0, "the codes are open again as well");
    })
    .await;
}

/// So many failures in a row, the last of them just now.
async fn failed(db: &db::Db, subject: &str, failures: i64) {
    let now = db.clock().real_now();
    let sql =
        "insert into sign_in_failure (subject, failures, last_at, open_at) values ($1, $2, $3, $4)";
    let values = vec![
        subject.into(),
        failures.into(),
        now.into(),
        now.plus_seconds(900).into(),
    ];
    let tx = db.begin(&db::Author::system("test")).await.unwrap();
    db::execute(&tx, sql, values).await.unwrap();
    tx.finish(&()).await.unwrap();
}
