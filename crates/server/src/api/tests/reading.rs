use super::{ORDER, SAYAKA, each};
use access::Role;
use serde_json::json;

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
