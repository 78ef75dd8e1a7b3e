use super::{ORDER, each};
use access::Role;
use axum::http::Method;
use serde_json::{Value, json};
use std::collections::BTreeSet;

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

#[tokio::test]
async fn a_client_answers_its_own_deliveries_by_token_and_nobody_else_does() {
    each(|there| async move {
        let (accepted, parted) = (
            delivered(&there.db, 1, 12).await,
            delivered(&there.db, 2, 8).await,
        );
        let client = there.of(Role::Client).await;
        let other = there.token(&there.field.cast.other_client, true).await;
        let reads = there
            .token(there.field.cast.actor(Role::Client), false)
            .await;
        let (accept, part) = (
            format!("/api/deliveries/{accepted}/acceptance"),
            format!("/api/deliveries/{parted}/return"),
        );
        let back =
            |units: i64, reason: &str| json!({ "returns": [{ "units": units, "reason": reason }] });

        for who in [&other, &reads, &there.of(Role::Director).await] {
            assert_eq!(there.post(&accept, who, json!({})).await.status, 404);
            assert_eq!(there.post(&part, who, back(1, "誤り")).await.status, 404);
        }
        for wrong in [
            json!({ "returns": [] }),
            back(0, "誤り"),
            back(9, "誤り"),
            back(i64::MAX, "誤り"),
            back(1, " "),
            json!({ "returns": 3 }),
        ] {
            let refused = there.post(&part, &client, wrong).await;
            assert_eq!(refused.status, 422, "{}", refused.body);
            refused.problem();
        }
        let taken = there.post(&accept, &client, json!({})).await;
        let returned = there.post(&part, &client, back(3, "階の書き忘れ")).await;
        let again = there.post(&accept, &client, json!({})).await;

        assert_eq!(
            (taken.status, &taken.json()["accepted"]),
            (200, &json!(12)),
            "{}",
            taken.body
        );
        assert_eq!(
            (&returned.json()["accepted"], &returned.json()["returned"]),
            (&json!(5), &json!(3)),
            "{}",
            returned.body
        );
        assert_eq!(again.status, 422, "an answer is given once");
        again.problem();
    })
    .await;
}

/// A delivery of some units that waits for the client's answer.
async fn delivered(db: &db::Db, no: i64, units: i64) -> String {
    let tx = db.begin(&db::Author::system("test")).await.unwrap();
    let id = tx.public_id();
    let sql = "insert into lot_delivery (public_id, version, lot, client_order, no, units, checked, passed, deletion_plan, \
               remark, received_on, inspect_by, stage, accepted_units) \
               select $1, 1, l.id, l.client_order, $2, $3, 0, 0, '', '', $4, $5, 'delivered', 0 from lot l \
               join client_order o on o.id = l.client_order where o.public_id = $6 order by l.id limit 1";
    let values = vec![
        id.clone().into(),
        no.into(),
        units.into(),
        tx.today().into(),
        tx.today().plus_days(10).into(),
        ORDER.into(),
    ];
    assert_eq!(db::execute(&tx, sql, values).await.unwrap(), 1);
    tx.finish(&()).await.unwrap();
    id.to_string()
}
