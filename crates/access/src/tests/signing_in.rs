use super::{PASSWORD, each, house, house_with};
use crate::{App, Role, Settings};
use std::sync::Arc;

#[tokio::test]
async fn the_right_password_opens_the_door_and_a_wrong_one_tells_nothing() {
    each(|db| async move {
        let house = house(db).await;

        let wrong = house
            .browser()
            .sign_in("worker@example.jp", "みどりの森ではない別の言葉です")
            .await;
        let unknown = house.browser().sign_in("nobody@example.jp", PASSWORD).await;
        let mut browser = house.browser();
        let right = browser.sign_in("Worker@Example.jp ", PASSWORD).await;

        assert_eq!(
            (wrong.status, unknown.status, right.status),
            (422, 422, 303)
        );
        let told = |it: &super::browser::Answer| it.plain().replace("worker@", "nobody@");
        assert_eq!(told(&wrong), told(&unknown));
        assert_eq!(browser.get("/account").await.status, 200);
    })
    .await;
}

#[tokio::test]
async fn from_the_fifth_failure_on_the_right_password_waits_too() {
    each(|db| async move {
        let house = house(db).await;
        for _ in 0..6 {
            house
                .browser()
                .sign_in("worker@example.jp", "wrong wrong wrong wrong")
                .await;
            house.later(1);
        }

        let early = house.browser().sign_in("worker@example.jp", PASSWORD).await;
        house.later(2);
        let later = house.browser().sign_in("worker@example.jp", PASSWORD).await;

        assert_eq!(early.status, 422);
        assert!(early.body.contains("秒後"), "{}", early.body);
        assert_eq!(later.status, 303);
    })
    .await;
}

#[tokio::test]
async fn a_whole_coworking_site_is_not_locked_out_by_a_few_mistakes() {
    each(|db| async move {
        let house = house(db).await;
        for n in 0..20 {
            house
                .browser()
                .sign_in(&format!("person{n}@example.jp"), "wrong wrong wrong")
                .await;
        }

        assert_eq!(
            house
                .browser()
                .sign_in("worker@example.jp", PASSWORD)
                .await
                .status,
            303
        );
    })
    .await;
}

#[tokio::test]
async fn staff_are_in_only_with_a_code_and_each_code_opens_once() {
    each(|db| async move {
        let house = house(db).await;
        let (mut first, mut second) = (house.browser(), house.browser());
        let code = house.code();

        let half = first.sign_in("director@example.jp", PASSWORD).await;
        assert!(half.leads_to().starts_with("/sign-in/code"));
        assert_eq!(first.get("/account").await.status, 303);
        let whole = first
            .post("/sign-in/code", "/sign-in/code", &[("code", &code)])
            .await;
        assert_eq!(whole.status, 303);
        assert_eq!(first.get("/account").await.status, 200);

        second.sign_in("director@example.jp", PASSWORD).await;
        let again = second
            .post("/sign-in/code", "/sign-in/code", &[("code", &code)])
            .await;
        assert_eq!(again.status, 422);
        assert_eq!(second.get("/account").await.status, 303);
    })
    .await;
}

#[tokio::test]
async fn the_reference_before_the_code_opens_nothing_after_it() {
    each(|db| async move {
        let house = house(db).await;
        let mut browser = house.browser();
        browser.sign_in("director@example.jp", PASSWORD).await;
        let before = browser.cookies["kado"].clone();

        browser
            .post("/sign-in/code", "/sign-in/code", &[("code", &house.code())])
            .await;

        assert_ne!(browser.cookies["kado"], before);
        let mut thief = house.browser();
        thief.cookies.insert("kado".into(), before);
        assert_eq!(thief.get("/account").await.status, 303);
    })
    .await;
}

#[tokio::test]
async fn staff_without_an_authenticator_register_one_at_the_door() {
    each(|db| async move {
        let house = house(db).await;
        let mut browser = house.browser();
        browser.sign_in("coordinator@example.jp", PASSWORD).await;

        let page = browser.get("/sign-in/code").await;
        let key = page.between("<code>", "</code>");
        let seed = crate::second_factor::Seed::of(
            &data_encoding::BASE32_NOPAD.decode(key.as_bytes()).unwrap(),
        );
        let wrong = browser
            .post("/sign-in/code", "/sign-in/code", &[("code", "000000")])
            .await;
        let code = seed.code(house.now().micros() / 1_000_000);
        let right = browser
            .post("/sign-in/code", "/sign-in/code", &[("code", &code)])
            .await;

        assert_eq!((wrong.status, right.status), (422, 303));
        assert_eq!(browser.get("/account").await.status, 200);
    })
    .await;
}

#[tokio::test]
async fn an_idle_sign_in_ends_and_so_does_a_long_one() {
    each(|db| async move {
        let house = house(db).await;
        let (mut idle, mut busy) = (house.director().await, house.director().await);
        let mut worker = house.worker().await;

        house.later(29 * 60);
        assert_eq!(busy.get("/account").await.status, 200);
        house.later(2 * 60);
        assert_eq!(idle.get("/account").await.status, 303);
        assert_eq!(worker.get("/account").await.status, 200);
        house.later(59 * 60);
        assert_eq!(worker.get("/account").await.status, 200);
        house.later(61 * 60);
        assert_eq!(worker.get("/account").await.status, 303);

        let mut busy = house.director().await;
        for _ in 0..36 {
            assert_eq!(busy.get("/account").await.status, 200);
            house.later(20 * 60);
        }
        assert_eq!(busy.get("/account").await.status, 303);
    })
    .await;
}

#[tokio::test]
async fn signing_out_ends_the_reference_itself() {
    each(|db| async move {
        let house = house(db).await;
        let mut browser = house.worker().await;
        let kept = browser.cookies.clone();

        assert_eq!(browser.post("/account", "/sign-out", &[]).await.status, 303);

        let mut copy = house.browser();
        copy.cookies = kept;
        assert_eq!(copy.get("/account").await.status, 303);
    })
    .await;
}

#[tokio::test]
async fn a_disabled_person_is_out_at_once() {
    each(|db| async move {
        let house = house(db).await;
        let mut browser = house.worker().await;
        let account = house.cast.actor(Role::Worker).account;

        let tx = house
            .app
            .db
            .begin(&db::Author::system("test"))
            .await
            .unwrap();
        crate::accounts::disable_in(&tx, account, "left")
            .await
            .unwrap();
        tx.finish(&()).await.unwrap();

        assert_eq!(browser.get("/account").await.status, 303);
        assert_eq!(
            house
                .browser()
                .sign_in("worker@example.jp", PASSWORD)
                .await
                .status,
            422
        );
    })
    .await;
}

#[tokio::test]
async fn after_signing_in_one_goes_on_to_a_local_page_only() {
    each(|db| async move {
        let house = house(db).await;
        let cases = [
            ("/account/password", "/account/password"),
            ("https://elsewhere.example/", "/"),
            ("//elsewhere.example/", "/"),
            ("/\\elsewhere.example", "/"),
            ("/\t/elsewhere.example", "/"),
            ("/\0", "/"),
            ("/x\r\nset-cookie: a=b", "/"),
            ("javascript:alert(1)", "/"),
        ];

        for (next, expected) in cases {
            let fields = [
                ("login", "worker@example.jp"),
                ("password", PASSWORD),
                ("next", next),
            ];
            let answer = house.browser().post("/sign-in", "/sign-in", &fields).await;
            assert_eq!(answer.leads_to(), expected, "{next}");
        }
        let sent = house.browser().get("/account/tokens?a=1&b=2").await;
        assert_eq!(
            sent.leads_to(),
            "/sign-in?next=%2Faccount%2Ftokens%3Fa%3D1%26b%3D2"
        );
    })
    .await;
}

#[tokio::test]
async fn entering_with_one_click_exists_in_a_demonstration_only() {
    each(|db| async move {
        let house = house(db.clone()).await;
        let worker = house.cast.actor(Role::Worker).account;
        let id = crate::accounts::by_key(&db, worker)
            .await
            .unwrap()
            .public_id;
        let path = format!("/enter/{id}");

        assert_eq!(
            house.browser().post("/sign-in", &path, &[]).await.status,
            404
        );

        let demonstration = |app: App| App {
            settings: Arc::new(Settings {
                demonstration: true,
                secure_cookies: false,
                ..Settings::default()
            }),
            ..app
        };
        let app = demonstration(house.app.clone());
        let routes = crate::routes().and(crate::demo_routes()).into_router(&app);
        let mut visitor = super::browser::Browser::at(routes);
        assert_eq!(visitor.post("/sign-in", &path, &[]).await.status, 303);
        assert_eq!(visitor.get("/account").await.status, 200);

        let mounted = crate::demo_routes()
            .and(crate::routes())
            .into_router(&house.app);
        let mut stranger = super::browser::Browser::at(mounted);
        assert_eq!(stranger.post("/sign-in", &path, &[]).await.status, 404);
    })
    .await;
}

#[tokio::test]
async fn over_tls_the_cookie_is_bound_to_the_host() {
    each(|db| async move {
        let house = house_with(db, |app| App {
            settings: Arc::new(Settings::default()),
            ..app
        })
        .await;

        let answer = house.browser().sign_in("worker@example.jp", PASSWORD).await;

        let cookies = answer.headers.get_all("set-cookie");
        let ours = cookies
            .iter()
            .filter_map(|it| it.to_str().ok())
            .find(|it| it.starts_with("__Host-kado="));
        let ours = ours.expect("a cookie bound to the host");
        for part in ["; Path=/", "; HttpOnly", "; SameSite=Lax", "; Secure"] {
            assert!(ours.contains(part), "{ours}");
        }
        assert!(answer.headers.contains_key("strict-transport-security"));
    })
    .await;
}
