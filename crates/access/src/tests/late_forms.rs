//! Forms that come too late: what was typed goes along through the door.

use super::browser::{Answer, Browser};
use super::{PASSWORD, each, house};

const TYPED: [(&str, &str); 3] = [
    ("note", "ていねいに\"書いた\"文"),
    ("_version", "3"),
    ("note", "二つめ"),
];

/// The hidden fields of the form for `action` on a page, as a browser would send them.
fn hidden(page: &Answer, action: &str) -> Vec<(String, String)> {
    let form = page.between(&format!("action=\"{action}\""), "</form>");
    let inputs = form.split("<input type=\"hidden\" name=\"").skip(1);
    let plain = |text: &str| text.replace("&quot;", "\"").replace("&amp;", "&");
    inputs
        .map(|it| {
            let (name, rest) = it.split_once("\" value=\"").expect("a value");
            (
                name.to_owned(),
                plain(rest.split_once('"').expect("an end").0),
            )
        })
        .collect()
}

async fn send(browser: &mut Browser, action: &str, fields: &[(String, String)]) -> Answer {
    let fields: Vec<(&str, &str)> = fields.iter().map(|it| (&*it.0, &*it.1)).collect();
    browser.send(action, &fields).await
}

fn with(mut fields: Vec<(String, String)>, more: &[(&str, &str)]) -> Vec<(String, String)> {
    fields.extend(
        more.iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned())),
    );
    fields
}

/// A form drawn for this browser, sent after its sign-in has ended.
async fn too_late(browser: &mut Browser, house: &super::House) -> Answer {
    let csrf = browser.csrf("/account").await;
    house.later(25 * 3_600);
    let fields = [&[("_csrf", csrf.as_str())], &TYPED[..]].concat();
    browser.send("/careful", &fields).await
}

#[tokio::test]
async fn what_a_worker_typed_is_sent_after_signing_in_again() {
    each(|db| async move {
        let house = house(db).await;
        let mut worker = house.worker().await;

        let door = too_late(&mut worker, &house).await;
        assert_eq!(door.status, 401);
        let who = [
            ("login", "worker@example.jp"),
            ("password", "wrong wrong wrong"),
        ];
        let wrong = send(
            &mut worker,
            "/sign-in",
            &with(hidden(&door, "/sign-in"), &who),
        )
        .await;
        assert_eq!(wrong.status, 422, "a wrong password loses nothing");
        let who = [("login", "worker@example.jp"), ("password", PASSWORD)];
        let inside = send(
            &mut worker,
            "/sign-in",
            &with(hidden(&wrong, "/sign-in"), &who),
        )
        .await;

        assert_eq!(inside.status, 200, "{}", inside.body);
        let again = hidden(&inside, "/careful");
        let typed: Vec<(&str, &str)> = again
            .iter()
            .map(|it| (&*it.0, &*it.1))
            .filter(|it| !matches!(it.0, "_csrf" | "_key"))
            .collect();
        assert_eq!(typed, TYPED);
        let done = send(&mut worker, "/careful", &again).await;
        assert_eq!(
            done.status, 403,
            "the token is the new sign-in's; only the fresh proof is missing"
        );
    })
    .await;
}

#[tokio::test]
async fn what_staff_typed_goes_along_through_both_steps() {
    each(|db| async move {
        let house = house(db).await;
        let mut director = house.director().await;

        let door = too_late(&mut director, &house).await;
        let who = [("login", "director@example.jp"), ("password", PASSWORD)];
        let half = send(
            &mut director,
            "/sign-in",
            &with(hidden(&door, "/sign-in"), &who),
        )
        .await;
        assert_eq!(half.status, 200, "{}", half.body);
        let step = "/sign-in/code";
        let wrong = send(
            &mut director,
            step,
            &with(hidden(&half, step), &[("code", "000000")]),
        )
        .await;
        assert_eq!(wrong.status, 422);
        let code = house.code();
        let inside = send(
            &mut director,
            step,
            &with(hidden(&wrong, step), &[("code", &code)]),
        )
        .await;

        assert_eq!(inside.status, 200, "{}", inside.body);
        let done = send(&mut director, "/careful", &hidden(&inside, "/careful")).await;
        assert!(done.body.contains("done: ていねいに"), "{}", done.body);
    })
    .await;
}

#[tokio::test]
async fn what_one_person_typed_is_not_sent_for_another() {
    each(|db| async move {
        let house = house(db).await;
        let mut director = house.director().await;

        let door = too_late(&mut director, &house).await;
        let who = [("login", "worker@example.jp"), ("password", PASSWORD)];
        let other = send(
            &mut director,
            "/sign-in",
            &with(hidden(&door, "/sign-in"), &who),
        )
        .await;
        assert_eq!((other.status, other.leads_to()), (303, "/"));

        let mut forged = hidden(&door, "/sign-in");
        for field in &mut forged {
            field.1 = field.1.replace("careful", "account%2Fpassword");
        }
        let who = [("login", "worker@example.jp"), ("password", PASSWORD)];
        let forged = send(&mut house.browser(), "/sign-in", &with(forged, &who)).await;
        assert_ne!(
            forged.status, 200,
            "a form of another visitor opens no door"
        );
    })
    .await;
}

#[tokio::test]
async fn a_form_of_an_earlier_sign_in_is_offered_once_more() {
    each(|db| async move {
        let house = house(db).await;
        let mut worker = house.worker().await;
        let earlier = worker.csrf("/account").await;
        worker.post("/account", "/sign-out", &[]).await;
        worker.sign_in("worker@example.jp", PASSWORD).await;

        let fields = [&[("_csrf", earlier.as_str())], &TYPED[..]].concat();
        let offered = worker.send("/things", &fields).await;
        assert_eq!(offered.status, 422);
        let done = send(&mut worker, "/things", &hidden(&offered, "/things")).await;

        assert_eq!((done.status, done.leads_to()), (303, "/things"));
    })
    .await;
}

#[tokio::test]
async fn a_stranger_and_another_site_bring_nothing_along() {
    each(|db| async move {
        let house = house(db).await;

        let stranger = house.browser().send("/careful", &TYPED).await;
        assert_eq!(
            (stranger.status, stranger.leads_to()),
            (303, "/sign-in?next=%2F")
        );
        let mut came = house.browser();
        came.headers = vec![
            ("host", "kado.example".into()),
            ("referer", "https://kado.example/things?page=2".into()),
        ];
        let came = came.send("/careful", &TYPED).await;
        assert_eq!(came.leads_to(), "/sign-in?next=%2Fthings%3Fpage%3D2");
    })
    .await;
}

#[tokio::test]
async fn a_page_of_someone_signed_in_knows_how_long_the_sign_in_lasts() {
    each(|db| async move {
        let house = house(db).await;
        let (mut worker, mut director) = (house.worker().await, house.director().await);

        let (of_worker, of_director) =
            (worker.get("/account").await, director.get("/account").await);

        let lasts = |it: &Answer| it.between("data-unused=\"", "\"");
        assert_eq!(
            (lasts(&of_worker), lasts(&of_director)),
            ("3540".into(), "1740".into())
        );
        assert!(
            !house
                .browser()
                .get("/sign-in")
                .await
                .body
                .contains("data-unused")
        );
    })
    .await;
}
