use super::browser::{Answer, Browser};
use super::{each, house};
use crate::api::{TOKEN_DAYS, end_token_in, new_token_in};
use crate::{Actor, App, Role};
use axum::body::Body;
use axum::http::{Request, header};

async fn token(app: &App, actor: &Actor, may_write: bool) -> (base::PublicId, String) {
    let now = app.db.clock().real_now();
    let tx = app.db.begin(actor.author()).await.unwrap();
    let made = new_token_in(&tx, &app.vault, actor.account, "sheet", may_write, now)
        .await
        .unwrap();
    tx.finish(&()).await.unwrap();
    made
}

async fn call(browser: &mut Browser, method: &str, path: &str, secret: &str) -> Answer {
    let request = Request::builder().method(method).uri(path);
    let request = request.header(header::AUTHORIZATION, format!("Bearer {secret}"));
    browser.ask(request.body(Body::from("{}")).unwrap()).await
}

#[tokio::test]
async fn a_token_may_what_its_owner_may_and_never_approves() {
    each(|db| async move {
        let house = house(db).await;
        let mut there = house.browser();
        let (_, writes) = token(&house.app, house.cast.actor(Role::Worker), true).await;
        let (_, reads) = token(&house.app, house.cast.actor(Role::Worker), false).await;
        let (_, client) = token(&house.app, house.cast.actor(Role::Client), true).await;

        let mut told = Vec::new();
        for (method, path) in [
            ("GET", "/api/things"),
            ("POST", "/api/things"),
            ("POST", "/api/approvals"),
        ] {
            for secret in [&writes, &reads, &client] {
                told.push(call(&mut there, method, path, secret).await.status);
            }
        }

        assert_eq!(told, [200, 200, 404, 303, 404, 404, 404, 404, 404]);
        assert_eq!(
            call(&mut there, "GET", "/things", &writes).await.status,
            303,
            "pages want a sign-in"
        );
    })
    .await;
}

#[tokio::test]
async fn an_unknown_ended_or_expired_token_opens_nothing() {
    each(|db| async move {
        let house = house(db.clone()).await;
        let worker = house.cast.actor(Role::Worker);
        let mut there = house.browser();
        let (ended, gone) = token(&house.app, worker, true).await;
        let (_, old) = token(&house.app, worker, true).await;

        let tx = db.begin(worker.author()).await.unwrap();
        end_token_in(&tx, worker.account, &ended, house.now())
            .await
            .unwrap();
        tx.finish(&()).await.unwrap();

        let unknown = call(&mut there, "GET", "/api/things", "kado_0").await;
        assert_eq!(unknown.status, 401);
        assert_eq!(
            unknown.headers[header::CONTENT_TYPE],
            "application/problem+json"
        );
        assert_eq!(
            call(&mut there, "GET", "/api/things", &gone).await.status,
            401
        );
        assert_eq!(
            call(&mut there, "GET", "/api/things", &old).await.status,
            200
        );
        house.later(TOKEN_DAYS * 86_400);
        assert_eq!(
            call(&mut there, "GET", "/api/things", &old).await.status,
            401
        );
    })
    .await;
}

#[tokio::test]
async fn a_disabled_owner_ends_every_token() {
    each(|db| async move {
        let house = house(db.clone()).await;
        let worker = house.cast.actor(Role::Worker);
        let (_, secret) = token(&house.app, worker, true).await;

        let tx = db.begin(&db::Author::system("test")).await.unwrap();
        crate::accounts::disable_in(&tx, worker.account, "left")
            .await
            .unwrap();
        tx.finish(&()).await.unwrap();

        assert_eq!(
            call(&mut house.browser(), "GET", "/api/things", &secret)
                .await
                .status,
            401
        );
    })
    .await;
}

#[tokio::test]
async fn a_token_is_made_on_a_page_shown_once_and_ended_there() {
    each(|db| async move {
        let house = house(db.clone()).await;
        let mut director = house.director().await;

        let page = "/account/tokens";
        let made = director
            .post(page, page, &[("name", "集計表"), ("rights", "read")])
            .await;
        let secret = made.between("<code>", "</code>");
        let list = director.get(page).await;

        assert_eq!(
            call(&mut house.browser(), "GET", "/api/things", &secret)
                .await
                .status,
            200
        );
        assert!(list.body.contains("集計表") && !list.body.contains(&secret));
        let stored: i64 = db::count(
            &db,
            "select count(*) from submission where answer like $1",
            vec![format!("%{secret}%").into()],
        )
        .await
        .unwrap();
        assert_eq!(stored, 0);
        let end = format!(
            "/account/tokens/{}/end",
            list.between("action=\"/account/tokens/", "/end\"")
        );
        assert_eq!(director.post(page, &end, &[]).await.status, 303);
        assert_eq!(
            call(&mut house.browser(), "GET", "/api/things", &secret)
                .await
                .status,
            401
        );
    })
    .await;
}

#[tokio::test]
async fn a_program_is_given_no_cookie() {
    each(|db| async move {
        let house = house(db).await;

        let (api, page) = (
            house.browser().get("/api/things").await,
            house.browser().get("/sign-in").await,
        );

        assert_eq!(api.status, 401);
        assert!(!api.headers.contains_key("set-cookie"), "{:?}", api.headers);
        assert!(page.headers.contains_key("set-cookie"));
    })
    .await;
}

#[tokio::test]
async fn a_request_that_took_too_long_is_told_in_the_form_it_was_asked() {
    webkit::words::install(&[webkit::LOCALE, crate::LOCALE]);
    let of = async |path: &str| {
        let parts = axum::http::Request::get(path)
            .body(())
            .unwrap()
            .into_parts()
            .0;
        let answer = crate::took_too_long(&parts).await;
        let kind = answer.headers()["content-type"]
            .to_str()
            .unwrap()
            .to_owned();
        (
            answer.status().as_u16(),
            kind,
            answer.headers().contains_key("retry-after"),
        )
    };

    let (api, page) = (of("/api/orders").await, of("/orders").await);

    assert_eq!(api, (503, "application/problem+json".into(), true));
    assert_eq!((page.0, page.2), (503, true));
    assert!(page.1.starts_with("text/html"), "{}", page.1);
}
