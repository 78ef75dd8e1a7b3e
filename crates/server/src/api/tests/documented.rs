//! The document, the routes and the reference say the same.

use super::{ORDER, each};
use crate::{api, assemble};
use axum::http::Method;
use serde_json::Value;
use std::collections::BTreeSet;
use utoipa::openapi::OpenApi;

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
    let rows = api::routes().rows();

    let routes: BTreeSet<(String, String)> = rows
        .iter()
        .filter(|it| it.path.starts_with("/api/"))
        .map(|it| (it.method.to_owned(), it.path.to_owned()))
        .collect();

    assert_eq!(routes, described(&api::document::document()));
}

#[test]
fn the_document_says_every_operation_and_status_in_both_languages() {
    webkit::words::install(&assemble::locales());
    for lang in [webkit::Lang::Ja, webkit::Lang::En] {
        let document = webkit::words::speaking(lang, api::document::document);

        let text = serde_json::to_string(&document).unwrap();

        assert!(!text.contains('⟦'), "a word is missing: {text}");
        assert!(text.contains("\"openapi\":\"3.1.0\""));
    }
}

#[test]
fn operations_tell_the_faults_they_may_answer_as_problems() {
    let document = serde_json::to_value(api::document::document()).unwrap();

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
    webkit::words::same_keys(&api::WORDS).unwrap();
}

#[tokio::test]
async fn without_a_token_only_what_is_public_answers() {
    each(|there| async move {
        for row in api::routes()
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
        for (method, path) in described(&api::document::document()) {
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
