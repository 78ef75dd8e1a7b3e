use super::*;
use crate::pages::{answer, enquiries, enquiry_form, lines, quote_form, quotes};
use access::{Form, PageError, Visit};
use axum::body::to_bytes;
use axum::extract::{Path, Query};
use axum::response::Response;
use base::PublicId;
use webkit::{Lang, Page, Posted};

fn visit(db: &Db, actor: &Actor) -> Visit {
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
    webkit::words::install(&[crate::WORDS, people::WORDS, access::LOCALE]);
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

fn public_id(place: &str) -> PublicId {
    PublicId::parse(place.rsplit('/').next().unwrap()).unwrap()
}

const ASKED: [(&str, &str); 8] = [
    ("what", "店舗情報の確認"),
    ("quantity", "１２，０００"),
    ("due_on", "2027-02-26"),
    ("secret", "未公開の電話番号"),
    ("secret_count", "600"),
    ("company", "株式会社あたらしい"),
    ("contact", "片桐"),
    ("email", "new@example.jp"),
];

const QUOTED: [(&str, &str); 14] = [
    ("title", "店舗情報の確認"),
    ("job_type", "check"),
    ("quantity", "12000"),
    ("secret_count", "600"),
    ("unit_price", "85"),
    ("unit_pay", "48"),
    ("standard_seconds", "132"),
    ("check_pct", "10"),
    ("check_pay", "20"),
    ("leader_fee", "60,000"),
    ("reserve_pct", "3"),
    ("prefecture", "長野県"),
    ("due_on", "2027-02-26"),
    ("valid_until", "2027-01-31"),
];

async fn asked(db: &Db, it: &Cast) -> PublicId {
    let public = Actor::public();
    assert_eq!(
        answered(enquiry_form::send(visit(db, &public), posted(&ASKED)).await)
            .await
            .unwrap(),
        "/enquiries/received"
    );
    let scope = it
        .actor(Role::Sales)
        .may(Act::Read(Resource::Enquiries))
        .unwrap();
    store::enquiries(db, &scope, None, 1).await.unwrap()[0]
        .public_id
        .clone()
}

#[tokio::test]
async fn anyone_asks_for_work_and_sales_answers_on_the_pages() {
    db::testing::each(all_migrations(), |db| async move {
        let it = access::testing::cast(&db).await;
        let (public, sales) = (Actor::public(), it.actor(Role::Sales));
        shown(|| enquiry_form::blank(visit(&db, &public))).await;
        shown(|| enquiry_form::blank(visit(&db, it.actor(Role::Client)))).await;
        shown(|| enquiry_form::received(visit(&db, &public))).await;
        let empty = shown(|| enquiries::list(visit(&db, sales), Query(Default::default()))).await;

        let faulty = enquiry_form::send(
            visit(&db, &public),
            posted(&[("what", "確認"), ("email", "だれか")]),
        )
        .await;
        let faulty = answered(faulty).await.unwrap_err();
        let id_asked = asked(&db, &it).await;
        let rows = shown(|| enquiries::list(visit(&db, sales), Query(Default::default()))).await;
        let page = shown(|| enquiries::show(visit(&db, sales), id(&id_asked))).await;
        let plan = posted(&[
            ("_version", "1"),
            ("step", "電話する"),
            ("next_on", "2027-01-20"),
        ]);
        answered(enquiries::plan(visit(&db, sales), id(&id_asked), plan).await)
            .await
            .unwrap();
        let silent = posted(&[("_version", "2")]);
        let silent =
            answered(enquiries::decline(visit(&db, sales), id(&id_asked), silent).await).await;

        assert!(empty.contains("見込みはありません"));
        assert!(faulty.contains("メールアドレスは「name@example.jp」の形で"));
        assert!(rows.contains("株式会社あたらしい") && page.contains("未公開の電話番号"));
        assert!(silent.is_err());
    })
    .await;
}

#[tokio::test]
async fn a_quote_shows_all_its_figures_when_they_are_computed_and_when_it_is_kept() {
    db::testing::each(all_migrations(), |db| async move {
        let it = access::testing::cast(&db).await;
        let sales = it.actor(Role::Sales);
        let enquiry = asked(&db, &it).await;
        let from = || {
            Query(quote_form::FromEnquiry {
                enquiry: Some(enquiry.to_string()),
            })
        };
        let blank = shown(|| quote_form::blank(visit(&db, sales), from())).await;
        let head = [("enquiry", enquiry.as_str()), ("client", "new")];
        let computing = [&head[..], &QUOTED, &[("then", "compute")]].concat();

        let computed = answered(quote_form::draft(visit(&db, sales), posted(&computing)).await)
            .await
            .unwrap_err();
        let place = answered(
            quote_form::draft(visit(&db, sales), posted(&[&head[..], &QUOTED].concat())).await,
        )
        .await;
        let quote = public_id(&place.unwrap());
        let page = answered(quotes::show(visit(&db, sales), id(&quote)).await)
            .await
            .unwrap_err();
        let form = shown(|| quote_form::edit(visit(&db, sales), id(&quote))).await;

        assert!(blank.contains("株式会社あたらしい（新しいクライアントとして登録）"));
        for figures in [&computed, &page] {
            for figure in [
                "1,020,000円",
                "576,000円",
                "24,000円",
                "17,280円",
                "677,280円",
                "342,720円",
                "33.6%",
                "440時間",
                "1,309円",
            ] {
                assert!(figures.contains(figure), "{figure}");
            }
            assert!(figures.contains("機密の600件"));
        }
        assert!(form.contains("60000") || form.contains("60,000"));
        shown(|| quotes::list(visit(&db, sales), Query(Default::default()))).await;
        shown(|| lines::list(visit(&db, sales))).await;
    })
    .await;
}

#[tokio::test]
async fn a_client_answers_a_quote_without_seeing_our_costs() {
    db::testing::each(all_migrations(), |db| async move {
        let it = access::testing::cast(&db).await;
        let (sales, client) = (it.actor(Role::Sales), it.actor(Role::Client));
        let drafted = draft_quote(&db, sales, &shops(it.clients[0], checking(&db).await))
            .await
            .unwrap();
        let quote = drafted.public_id;
        let sent = quotes::send(visit(&db, sales), id(&quote), posted(&[("_version", "1")])).await;
        answered(sent).await.unwrap();

        let page = shown(|| answer::show(visit(&db, client), id(&quote))).await;
        let list = shown(|| quotes::list(visit(&db, client), Query(Default::default()))).await;
        let turned = answered(quotes::show(visit(&db, client), id(&quote)).await).await;
        let accepted =
            answer::accept(visit(&db, client), id(&quote), posted(&[("_version", "2")])).await;
        let accepted = answered(accepted).await.unwrap();

        assert!(page.contains("1,020,000円") && page.contains("この見積で依頼する"));
        assert!(!page.contains("677,280円") && !page.contains("48円"));
        assert!(list.contains("Q-R8-0001"));
        assert_eq!(turned, Ok(format!("/quotes/{quote}/answer")));
        assert_eq!(accepted, format!("/quotes/{quote}/answer"));
        let after = answered(quotes::show(visit(&db, sales), id(&quote)).await)
            .await
            .unwrap_err();
        assert!(after.contains("受注を起こす"));
    })
    .await;
}

#[tokio::test]
async fn whoever_changes_a_quote_second_sees_both_figures_and_saves_again() {
    db::testing::each(all_migrations(), |db| async move {
        let it = access::testing::cast(&db).await;
        let sales = it.actor(Role::Sales);
        let enquiry = asked(&db, &it).await;
        let head = [("enquiry", enquiry.as_str()), ("client", "new")];
        let drafted = posted(&[&head[..], &QUOTED].concat());
        let place = answered(quote_form::draft(visit(&db, sales), drafted).await).await;
        let quote = public_id(&place.unwrap());
        let revise = |version: &'static str, title: &'static str, price: &'static str| {
            let mut fields = QUOTED.to_vec();
            (fields[0].1, fields[4].1) = (title, price);
            fields.push(("_version", version));
            quote_form::revise(visit(&db, sales), id(&quote), posted(&fields))
        };
        answered(revise("1", "先の題", "1,090").await)
            .await
            .unwrap();

        let second = revise("1", "あとの題", "１０９０").await.unwrap();
        assert_eq!(second.status().as_u16(), 409);
        let second = answered(Ok(second)).await.unwrap_err();
        let again = revise("2", "あとの題", "1090").await;

        assert!(second.contains("id=\"title-stored\""), "{second}");
        assert!(
            second.contains("先の題") && second.contains("あとの題"),
            "{second}"
        );
        assert!(
            !second.contains("unit_price-stored"),
            "the same number in other digits"
        );
        assert!(second.contains("name=\"_version\" value=\"2\""), "{second}");
        answered(again).await.unwrap();
    })
    .await;
}
