//! The API as a caller with a token meets it, on both engines.

use crate::assemble;
use access::api::new_token_in;
use access::{Actor, App, Role};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Method, Request, header};
use db::Db;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use tower::ServiceExt;
use utoipa::openapi::OpenApi;
use work::testing::{Field, field};

const ORDER: &str = "000000000000000000000000000000b1";
const SAYAKA: &str = "000000000000000000000000000000a1";

/// The field behind its doors.
struct There {
    db: Db,
    app: App,
    router: Router,
    field: Field,
}

struct Answer {
    status: u16,
    headers: HeaderMap,
    body: String,
}

impl Answer {
    fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error} in {}", self.body))
    }

    /// The sentence of a problem, which every fault must be.
    fn problem(&self) -> String {
        assert_eq!(
            self.headers[header::CONTENT_TYPE],
            "application/problem+json",
            "{}",
            self.body
        );
        assert_eq!(self.json()["status"], self.status);
        self.json()["detail"]
            .as_str()
            .expect("a sentence")
            .to_owned()
    }
}

async fn each<F, Fut>(test: F)
where
    F: Fn(There) -> Fut,
    Fut: Future<Output = ()>,
{
    webkit::words::install(&assemble::locales());
    db::testing::each(assemble::migrations(), |db| async {
        let app = access::testing::app(&db);
        let router = access::headers(super::routes().into_router(&app), &app.settings);
        let field = field(&db).await;
        test(There {
            db,
            app,
            router,
            field,
        })
        .await
    })
    .await;
}

impl There {
    async fn token(&self, actor: &Actor, may_write: bool) -> String {
        let now = self.db.clock().real_now();
        let tx = self.db.begin(actor.author()).await.unwrap();
        let (_, secret) = new_token_in(&tx, &self.app.vault, actor.account, "tool", may_write, now)
            .await
            .unwrap();
        tx.finish(&()).await.unwrap();
        secret
    }

    async fn of(&self, role: Role) -> String {
        self.token(self.field.cast.actor(role), true).await
    }

    async fn get(&self, path: &str, secret: &str) -> Answer {
        self.ask(Method::GET, path, Some(secret), None, String::new())
            .await
    }

    async fn post(&self, path: &str, secret: &str, body: Value) -> Answer {
        let key = format!("{:032x}", rand::random::<u128>());
        self.ask(
            Method::POST,
            path,
            Some(secret),
            Some(&key),
            body.to_string(),
        )
        .await
    }

    async fn ask(
        &self,
        method: Method,
        path: &str,
        secret: Option<&str>,
        key: Option<&str>,
        body: String,
    ) -> Answer {
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::CONTENT_TYPE, "application/json");
        if let Some(secret) = secret {
            request = request.header(header::AUTHORIZATION, format!("Bearer {secret}"));
        }
        if let Some(key) = key {
            request = request.header("idempotency-key", key);
        }
        let response = self
            .router
            .clone()
            .oneshot(request.body(Body::from(body)).unwrap())
            .await
            .unwrap();
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.unwrap();
        Answer {
            status: parts.status.as_u16(),
            headers: parts.headers,
            body: String::from_utf8_lossy(&bytes).into_owned(),
        }
    }
}

fn described(document: &OpenApi) -> BTreeSet<(String, String)> {
    let document = serde_json::to_value(document).unwrap();
    let paths = document["paths"].as_object().unwrap();
    let of = |path: &String, item: &Value| {
        let methods: Vec<String> = item
            .as_object()
            .unwrap()
            .keys()
            .map(|it| it.to_uppercase())
            .collect();
        methods
            .into_iter()
            .map(|it| (it, path.clone()))
            .collect::<Vec<_>>()
    };
    paths
        .iter()
        .flat_map(|(path, item)| of(path, item))
        .collect()
}

#[test]
fn every_route_is_in_the_document_and_everything_in_it_is_a_route() {
    let rows = super::routes().rows();

    let routes: BTreeSet<(String, String)> = rows
        .iter()
        .filter(|it| it.path.starts_with("/api/"))
        .map(|it| (it.method.to_owned(), it.path.to_owned()))
        .collect();

    assert_eq!(routes, described(&super::document::document()));
}

#[test]
fn the_document_says_every_operation_and_status_in_both_languages() {
    webkit::words::install(&assemble::locales());
    for lang in [webkit::Lang::Ja, webkit::Lang::En] {
        let document = webkit::words::speaking(lang, super::document::document);

        let text = serde_json::to_string(&document).unwrap();

        assert!(!text.contains('⟦'), "a word is missing: {text}");
        assert!(text.contains("\"openapi\":\"3.1.0\""));
    }
}

#[test]
fn operations_tell_the_faults_they_may_answer_as_problems() {
    let document = serde_json::to_value(super::document::document()).unwrap();

    let agree = &document["paths"]["/api/offers/{id}/agreement"]["post"];

    for status in ["401", "404", "409", "413", "422", "500", "503", "507"] {
        let schema =
            &agree["responses"][status]["content"]["application/problem+json"]["schema"]["$ref"];
        assert_eq!(schema, "#/components/schemas/Problem", "{status}");
    }
    assert!(
        agree["parameters"]
            .as_array()
            .unwrap()
            .iter()
            .any(|it| it["name"] == "Idempotency-Key")
    );
    assert_eq!(
        document["paths"]["/api/orders"]["get"]["responses"]["422"]["description"].is_string(),
        true
    );
}

#[test]
fn every_word_is_there_in_both_languages() {
    webkit::words::same_keys(&super::WORDS).unwrap();
}

#[tokio::test]
async fn without_a_token_only_what_is_public_answers() {
    each(|there| async move {
        for row in super::routes()
            .rows()
            .into_iter()
            .filter(|it| it.path.starts_with("/api/"))
        {
            let path = row.path.replace("{id}", ORDER).replace("{year}", "2026");
            let method = Method::from_bytes(row.method.as_bytes()).unwrap();

            let answer = there.ask(method, &path, None, None, "{}".to_owned()).await;

            match row.act {
                access::Act::Public => assert_ne!(answer.status, 401, "{path}"),
                _ => {
                    assert_eq!(answer.status, 401, "{path}");
                    answer.problem();
                }
            }
        }
    })
    .await;
}

#[tokio::test]
async fn the_document_and_its_reference_are_public_and_need_no_other_host() {
    each(|there| async move {
        let document = there.get("/api/openapi.json", "").await;
        let page = there.get("/api", "").await;

        assert_eq!((document.status, page.status), (200, 200));
        assert_eq!(document.json()["openapi"], "3.1.0");
        for (method, path) in described(&super::document::document()) {
            assert!(
                page.body.contains(&path) && page.body.contains(&method),
                "{method} {path}"
            );
        }
        assert!(
            !page.body.contains("https://")
                && !page.body.contains("<style")
                && !page.body.contains(" style=")
        );
        assert!(!page.body.contains('⟦'));
    })
    .await;
}

#[tokio::test]
async fn an_order_is_told_to_its_client_without_what_workers_are_paid() {
    each(|there| async move {
        let (client, director) = (there.of(Role::Client).await, there.of(Role::Director).await);
        let other = there.token(&there.field.cast.other_client, false).await;
        let path = format!("/api/orders/{ORDER}");

        let list = there
            .get("/api/orders?stage=preparing", &client)
            .await
            .json();
        let seen = there.get(&path, &client).await.json();
        let led = there.get(&path, &director).await.json();

        assert_eq!(list["rows"][0]["id"], ORDER);
        assert_eq!((&list["page"], &list["more"]), (&json!(1), &json!(false)));
        assert_eq!(seen["order"]["value"], 30 * 85);
        assert_eq!(seen["counts"]["ordered"], 30);
        assert_eq!(
            (
                seen["portions"].as_array().unwrap().len(),
                led["portions"].as_array().unwrap().len()
            ),
            (0, 3)
        );
        assert_eq!(led["portions"][0]["unit_pay"], 48);
        assert_eq!(
            there.get("/api/orders", &other).await.json()["rows"],
            json!([])
        );
        assert_eq!(there.get(&path, &other).await.status, 404);
        assert_eq!(
            there
                .get(&format!("{path}/deliveries"), &client)
                .await
                .json()["rows"],
            json!([])
        );
        assert_eq!(there.get("/api/workers", &client).await.status, 404);
    })
    .await;
}

#[tokio::test]
async fn a_worker_agrees_takes_an_item_keeps_it_and_hands_it_in() {
    each(|there| async move {
        let it = &there.field;
        let (sayaka, aruga) = (there.token(it.sayaka(), true).await, there.token(it.aruga(), true).await);
        let offer = it.offered(&there.db, it.worker, it.items, 3).await.public_id;
        let path = format!("/api/work-orders/{offer}");

        let seen = there.get(&path, &sayaka).await.json();
        let foreign = there.post(&format!("/api/offers/{offer}/agreement"), &aruga, json!({})).await;
        let agreed = there.post(&format!("/api/offers/{offer}/agreement"), &sayaka, json!({})).await;
        let taken = there.post(&format!("{path}/claims"), &sayaka, json!({})).await.json()["item"].clone();
        let item = format!("/api/work-items/{}", taken["id"].as_str().unwrap());
        let answer = json!({ "lease_no": taken["lease_no"], "result": "corrected", "values": [{ "label": "TEL", "value": "0261-22-9999" }] });
        let kept = there.ask(Method::PUT, &format!("{item}/answer"), Some(&sayaka), Some("keep-0001"), answer.to_string()).await;
        let again = there.post(&format!("{path}/claims"), &sayaka, json!({})).await.json()["item"].clone();
        let answer = json!({ "lease_no": again["lease_no"], "result": "corrected", "values": again["answer"]["values"] });
        let handed = there.post(&format!("{item}/submission"), &sayaka, answer).await;

        assert_eq!((&seen["work_order"]["stage"], &seen["work_order"]["fee"]), (&json!("offered"), &json!(144)));
        assert_eq!((foreign.status, agreed.status, kept.status), (404, 200, 200), "{} {}", agreed.body, kept.body);
        assert_eq!(again["id"], taken["id"]);
        assert_eq!(again["answer"]["values"][0]["value"], "0261-22-9999");
        assert_eq!(handed.json()["left"], 2, "{}", handed.body);
        assert_eq!(there.get(&path, &sayaka).await.json()["progress"]["handed_in"], 1);
        assert_eq!(there.get("/api/work-orders", &aruga).await.json()["rows"], json!([]));
    })
    .await;
}

#[tokio::test]
async fn counts_are_reported_once_however_often_the_report_is_sent() {
    each(|there| async move {
        let it = &there.field;
        let sayaka = there.token(it.sayaka(), true).await;
        let work = it
            .agreed(&there.db, it.sayaka(), it.worker, it.counted, 50)
            .await;
        let (path, body) = (
            format!("/api/work-orders/{work}/reports"),
            json!({ "units": 20 }).to_string(),
        );
        let send = |body: String| {
            there.ask(
                Method::POST,
                &path,
                Some(&sayaka),
                Some("evening-0118"),
                body,
            )
        };

        let (first, second) = (send(body.clone()).await, send(body).await);
        let other = send(json!({ "units": 21 }).to_string()).await;

        assert_eq!(
            (first.json()["left"].as_i64(), &first.body),
            (Some(30), &second.body)
        );
        assert_eq!(other.status, 422);
        other.problem();
        assert_eq!(
            there
                .get(&format!("/api/work-orders/{work}"), &sayaka)
                .await
                .json()["progress"]["handed_in"],
            20
        );
    })
    .await;
}

#[tokio::test]
async fn a_token_that_only_reads_changes_nothing_and_passing_costs_nothing() {
    each(|there| async move {
        let it = &there.field;
        let (reads, writes) = (
            there.token(it.sayaka(), false).await,
            there.token(it.sayaka(), true).await,
        );
        let offer = it
            .offered(&there.db, it.worker, it.items, 3)
            .await
            .public_id;
        let path = format!("/api/offers/{offer}/declining");

        let refused = there.post(&path, &reads, json!({})).await;
        let declined = there.post(&path, &writes, json!({})).await;

        assert_eq!((refused.status, declined.status), (404, 200));
        let seen = there
            .get(&format!("/api/work-orders/{offer}"), &reads)
            .await
            .json();
        assert_eq!(seen["work_order"]["stage"], "declined");
    })
    .await;
}

#[tokio::test]
async fn workers_are_listed_for_staff_and_each_reads_the_own_profile() {
    each(|there| async move {
        let (director, sayaka) = (there.of(Role::Director).await, there.of(Role::Worker).await);

        let list = there.get("/api/workers", &director).await.json();
        let searched = there
            .get("/api/workers?q=W0002&stage=active", &director)
            .await
            .json();
        let one = there
            .get(&format!("/api/workers/{SAYAKA}"), &director)
            .await
            .json();
        let own = there.get("/api/profile", &sayaka).await.json();

        assert_eq!(list["rows"].as_array().unwrap().len(), 2);
        assert_eq!(searched["rows"][0]["number"], "W0002");
        assert_eq!(one["worker"]["name"], "宮下さやか");
        assert!(one.get("phone").is_none() && one["worker"].get("account").is_none());
        assert_eq!(own["worker"]["id"], SAYAKA);
        assert_eq!(
            there.get("/api/workers", &sayaka).await.json()["rows"]
                .as_array()
                .unwrap()
                .len(),
            1
        );
        assert_eq!(there.get("/api/profile", &director).await.status, 404);
    })
    .await;
}

#[tokio::test]
async fn an_officer_reads_the_indicators_of_the_own_town() {
    each(|there| async move {
        let officer = there.of(Role::Officer).await;

        let year = there.get("/api/indicators/2026", &officer).await.json();
        let sheets = there.get("/api/sheets", &officer).await.json();

        let indicators = year["indicators"].as_array().unwrap();
        assert_eq!(indicators.len(), 4);
        assert_eq!(indicators[0]["towns"][0]["municipality"], "大町市");
        assert_eq!(indicators[0]["towns"].as_array().unwrap().len(), 1);
        assert_eq!(
            (&indicators[1]["indicator"], &indicators[1]["unit"]),
            (&json!("orders"), &json!("thousand_yen"))
        );
        assert_eq!(sheets["rows"], json!([]));
        assert_eq!(
            there.get("/api/indicators/soon", &officer).await.status,
            404
        );
        assert_eq!(
            there
                .get(&format!("/api/sheets/{ORDER}"), &officer)
                .await
                .status,
            404
        );
    })
    .await;
}

#[tokio::test]
async fn anyone_asks_for_work_and_hears_of_every_fault_at_once() {
    each(|there| async move {
        let whole = json!({ "what": "店舗情報の確認", "quantity": 12_000, "due_on": "2027-02-26", "company": "株式会社アルプスマップ",
            "contact": "片桐", "email": "order@example.jp" });
        let faulty = json!({ "what": "", "quantity": 0, "company": "", "contact": "片桐", "email": "nowhere" });
        let ask = |key: &'static str, body: Value| there.ask(Method::POST, "/api/enquiries", None, Some(key), body.to_string());

        let received = ask("enquiry-1", whole).await;
        let refused = ask("enquiry-2", faulty).await;

        assert_eq!(received.status, 201, "{}", received.body);
        assert_eq!(received.json()["id"].as_str().unwrap().len(), 32);
        refused.problem();
        let errors = refused.json()["errors"].clone();
        let fields: BTreeSet<&str> = errors.as_array().unwrap().iter().map(|it| it["field"].as_str().unwrap()).collect();
        assert_eq!((refused.status, fields), (422, BTreeSet::from(["company", "email", "quantity", "what"])));
        assert_eq!(db::count(&there.db, "select count(*) from enquiry", vec![]).await.unwrap(), 1);
    })
    .await;
}

#[tokio::test]
async fn what_cannot_be_read_is_told_in_a_sentence() {
    each(|there| async move {
        let it = &there.field;
        let sayaka = there.token(it.sayaka(), true).await;
        let report = format!("/api/work-orders/{ORDER}/reports");
        let send = |key: Option<&'static str>, body: String| {
            there.ask(Method::POST, &report, Some(&sayaka), key, body)
        };

        let cases = [
            (send(Some("fault-001"), "{".to_owned()).await, 422),
            (
                send(Some("fault-002"), json!({ "units": "many" }).to_string()).await,
                422,
            ),
            (
                send(
                    Some("fault-003"),
                    json!({ "units": 1, "unit": 1 }).to_string(),
                )
                .await,
                422,
            ),
            (
                send(
                    Some("fault-004"),
                    format!("{{\"note\":\"{}\"}}", "x".repeat(2 << 20)),
                )
                .await,
                413,
            ),
            (send(None, json!({ "units": 1 }).to_string()).await, 422),
            (
                send(Some("fault-005"), json!({ "units": 1 }).to_string()).await,
                404,
            ),
            (there.get("/api/work-orders?page=one", &sayaka).await, 422),
            (there.get("/api/work-orders?stage=soon", &sayaka).await, 422),
            (there.get("/api/work-orders/17", &sayaka).await, 404),
            (there.get("/api/nothing", &sayaka).await, 404),
        ];

        for (answer, status) in cases {
            assert_eq!(answer.status, status, "{}", answer.body);
            let sentence = answer.problem();
            assert!(
                !sentence.is_empty() && !sentence.contains('⟦'),
                "{sentence}"
            );
        }
    })
    .await;
}
