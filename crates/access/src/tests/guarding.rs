use super::{each, house};
use crate::Role;
use axum::body::Body;
use axum::http::{Request, header};

#[tokio::test]
async fn a_form_without_its_token_or_from_another_site_does_nothing() {
    each(|db| async move {
        let house = house(db).await;
        let mut worker = house.worker().await;
        let csrf = worker.csrf("/things").await;

        assert_eq!(worker.send("/things", &[("a", "b")]).await.status, 422);
        assert_eq!(worker.send("/things", &[("_csrf", "0")]).await.status, 422);
        assert_eq!(
            worker.send("/things", &[("_csrf", &csrf)]).await.status,
            303
        );
        let foreign = [
            vec![("sec-fetch-site", "cross-site".to_owned())],
            vec![("sec-fetch-site", "same-site".to_owned())],
            vec![
                ("origin", "https://elsewhere.example".to_owned()),
                ("host", "kado.example".to_owned()),
            ],
            vec![
                ("origin", "null".to_owned()),
                ("host", "kado.example".to_owned()),
            ],
        ];
        for headers in foreign {
            worker.headers = headers.clone();
            assert_eq!(
                worker.send("/things", &[("_csrf", &csrf)]).await.status,
                422,
                "{headers:?}"
            );
        }
        worker.headers = vec![
            ("origin", "https://kado.example".into()),
            ("host", "kado.example".into()),
        ];
        assert_eq!(
            worker.send("/things", &[("_csrf", &csrf)]).await.status,
            303
        );
    })
    .await;
}

#[tokio::test]
async fn the_token_of_one_person_is_no_use_to_another() {
    each(|db| async move {
        let house = house(db).await;
        let csrf = house.worker().await.csrf("/things").await;

        let mut other = house.entered(&house.cast.other_worker).await;

        assert_eq!(other.send("/things", &[("_csrf", &csrf)]).await.status, 422);
    })
    .await;
}

#[tokio::test]
async fn what_one_may_not_see_looks_like_what_is_not_there() {
    each(|db| async move {
        let house = house(db).await;
        let mut client = house.entered(house.cast.actor(Role::Client)).await;
        let mut worker = house.worker().await;

        let hidden = client.get("/things").await;
        let absent = client.get("/nothing").await;
        let no_row = worker.get("/things/0").await;
        let no_page = worker.get("/nothing").await;

        let all = [&hidden, &absent, &no_row, &no_page];
        assert!(all.iter().all(|it| it.status == 404));
        let at = |it: &super::browser::Answer| it.plain().replace("/nothing", "/things");
        assert_eq!(at(&hidden), at(&absent));
        assert_eq!(at(&no_row).replace("/things/0", "/things"), at(&no_page));
    })
    .await;
}

#[tokio::test]
async fn a_visitor_is_sent_to_the_door() {
    each(|db| async move {
        let house = house(db).await;

        let answer = house.browser().get("/things?page=2").await;

        assert_eq!(
            (answer.status, answer.leads_to()),
            (303, "/sign-in?next=%2Fthings%3Fpage%3D2")
        );
    })
    .await;
}

#[tokio::test]
async fn a_fresh_proof_is_asked_for_and_nothing_typed_is_lost() {
    each(|db| async move {
        let house = house(db).await;
        let mut director = house.director().await;
        assert!(
            director
                .post("/account", "/careful", &[("note", "now")])
                .await
                .body
                .contains("done: now")
        );
        house.later(601);

        let typed = [("note", "ていねいに\"書いた\"文")];
        let asked = director.post("/account", "/careful", &typed).await;
        let kept = "name=\"note\" value=\"ていねいに&quot;書いた&quot;文\"";
        assert_eq!(asked.status, 403);
        assert!(asked.body.contains(kept), "{}", asked.body);

        let wrong = director
            .post("/account", "/careful", &[typed[0], ("_code", "000000")])
            .await;
        assert_eq!(wrong.status, 422);
        assert!(
            wrong.body.contains(kept) && wrong.body.contains("name=\"_code\""),
            "{}",
            wrong.body
        );

        let code = house.code();
        let right = director
            .post("/account", "/careful", &[typed[0], ("_code", &code)])
            .await;
        assert!(right.body.contains("done: ていねいに"), "{}", right.body);
        assert!(
            director
                .post("/account", "/careful", &typed)
                .await
                .body
                .contains("done:")
        );
    })
    .await;
}

#[tokio::test]
async fn whoever_has_no_authenticator_is_led_to_register_one() {
    each(|db| async move {
        let house = house(db).await;

        let answer = house.worker().await.post("/account", "/careful", &[]).await;

        assert_eq!(answer.status, 403);
        assert!(answer.body.contains("href=\"/account/second-factor\""));
    })
    .await;
}

#[tokio::test]
async fn three_gigabytes_are_refused_in_a_sentence() {
    each(|db| async move {
        let house = house(db).await;
        let mut worker = house.worker().await;
        for kind in [
            "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=x",
        ] {
            let request = Request::post("/things")
                .header(header::CONTENT_LENGTH, 3u64 << 30)
                .header(header::CONTENT_TYPE, kind);

            let answer = worker.ask(request.body(Body::empty()).unwrap()).await;

            assert_eq!(answer.status, 413);
            assert!(answer.body.contains("MBまで"), "{}", answer.body);
        }
    })
    .await;
}

#[tokio::test]
async fn a_body_longer_than_announced_is_refused_too() {
    each(|db| async move {
        let house = house(db).await;
        let request = Request::post("/things")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");

        let answer = house
            .worker()
            .await
            .ask(request.body(Body::from(vec![b'a'; 2 << 20])).unwrap())
            .await;

        assert_eq!(answer.status, 413);
    })
    .await;
}

#[tokio::test]
async fn a_garbled_upload_is_answered_plainly() {
    each(|db| async move {
        let house = house(db).await;
        let request = Request::post("/things")
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=x");

        let answer = house
            .worker()
            .await
            .ask(request.body(Body::from("--x\r\nnonsense")).unwrap())
            .await;

        assert_eq!(answer.status, 400);
    })
    .await;
}

#[tokio::test]
async fn every_answer_carries_the_headers() {
    each(|db| async move {
        let house = house(db).await;
        for path in ["/sign-in", "/account", "/nothing", "/api/things"] {
            let answer = house.browser().get(path).await;
            let policy = answer.headers["content-security-policy"].to_str().unwrap();
            assert!(
                policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'")
            );
            assert!(!policy.contains("unsafe"));
            assert_eq!(
                answer.headers["x-content-type-options"], "nosniff",
                "{path}"
            );
            assert!(!answer.headers.contains_key("strict-transport-security"));
        }
    })
    .await;
}

#[tokio::test]
async fn nothing_secret_is_kept_beside_the_form_that_carried_it() {
    each(|db| async move {
        let house = house(db.clone()).await;
        let mut worker = house.worker().await;
        let fields = [
            ("old", super::PASSWORD),
            ("new", "あたらしい朝がきた希望の朝だ"),
            ("again", "あたらしい朝がきた希望の朝だ"),
        ];

        let answer = worker
            .post("/account/password", "/account/password", &fields)
            .await;

        assert_eq!(
            answer.status, 422,
            "15 characters are needed: {}",
            answer.body
        );
        let longer = [
            ("old", super::PASSWORD),
            ("new", "あたらしい朝がきた希望の朝だ喜びに"),
            ("again", "あたらしい朝がきた希望の朝だ喜びに"),
        ];
        let answer = worker
            .post("/account/password", "/account/password", &longer)
            .await;
        assert_eq!(answer.status, 303, "{}", answer.body);
        let kept: Option<String> =
            db::scalar(&db, "select hash from submission order by id desc", vec![])
                .await
                .unwrap();
        let guess = webkit::Posted::of(longer);
        assert_ne!(
            kept.unwrap(),
            crate::guard::hash_of("/account/password", &guess, &[])
        );
    })
    .await;
}
