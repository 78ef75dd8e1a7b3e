//! The reference of the API: a page like any other, drawn from the document.

use super::document::{TAGS, document};
use access::PageError;
use serde_json::Value;
use webkit::prelude::*;

/// One operation of the document.
struct Operation<'a> {
    method: &'a str,
    path: &'a str,
    is: &'a Value,
}

/// One line of a table of fields.
struct Field {
    name: String,
    kind: String,
    required: bool,
    about: String,
}

pub(super) async fn show() -> Result<Page, PageError> {
    let document = serde_json::to_value(document()).unwrap_or_default();
    Ok(Page::titled(t!("server-api-title")).lead(t!("server-api-lead")).wide().body(html! {
        (section(t!("server-api-how"), how()))
        @for tag in TAGS { (group(&document, tag)) }
        (section(t!("server-api-schemas"), html! { @for (name, schema) in entries(&document["components"]["schemas"]) { (details(name, of_schema(name, schema))) } }))
        p { (link("/api/openapi.json", t!("server-api-document"))) }
    }))
}

fn how() -> Markup {
    let example = |words: String| html! { p { code { (words) } } };
    let sentence = |words: String| html! { p { (words) } };
    facts(&[
        (
            t!("server-api-token"),
            html! {
                (sentence(t!("server-api-token-next")))
                (example(t!("server-api-token-example")))
                p { (link("/account/tokens", t!("server-api-token-make"))) }
            },
        ),
        (
            t!("server-api-key"),
            html! { (sentence(t!("server-api-key-next"))) (example(t!("server-api-key-example"))) },
        ),
        (
            t!("server-api-problems"),
            html! { (sentence(t!("server-api-problems-next"))) (example(t!("server-api-problems-example"))) },
        ),
        (
            t!("server-api-scope"),
            sentence(t!("server-api-scope-next")),
        ),
        (
            t!("server-api-approval"),
            sentence(t!("server-api-approval-next")),
        ),
    ])
}

fn group(document: &Value, tag: &str) -> Markup {
    let operations = operations(document, tag);
    let title = Words::new(format!("server-tag-{tag}")).say();
    let list = table(
        title.clone(),
        &operations,
        [
            column(
                t!("server-api-path"),
                |it: &Operation<'_>| html! { code { (it.method) " " (it.path) } },
            ),
            column(t!("server-api-what"), |it: &Operation<'_>| {
                text(summary(it))
            }),
        ],
    );
    section(
        title,
        html! {
            (list)
            @for it in &operations { (details(format!("{} {}", it.method, it.path), whole(it))) }
        },
    )
}

fn operations<'a>(document: &'a Value, tag: &str) -> Vec<Operation<'a>> {
    let mut found = Vec::new();
    for (path, item) in entries(&document["paths"]) {
        for (method, key) in [
            ("GET", "get"),
            ("POST", "post"),
            ("PUT", "put"),
            ("DELETE", "delete"),
        ] {
            if item[key]["tags"][0] == tag {
                found.push(Operation {
                    method,
                    path,
                    is: &item[key],
                });
            }
        }
    }
    found
}

fn summary<'a>(it: &Operation<'a>) -> &'a str {
    it.is["summary"].as_str().unwrap_or_default()
}

/// What one operation takes and answers.
fn whole(it: &Operation<'_>) -> Markup {
    let asked: Vec<Field> = it.is["parameters"]
        .as_array()
        .into_iter()
        .flatten()
        .map(parameter)
        .collect();
    let body = it.is["requestBody"]["content"]["application/json"]
        .get("schema")
        .map(kind_of);
    let statuses: Vec<(&str, &Value)> = entries(&it.is["responses"]).collect();
    html! {
        p { (summary(it)) }
        @if it.is.get("security").is_none() { p { (chip(Tone::Info, t!("server-api-open"))) } }
        @if !asked.is_empty() { (fields(t!("server-api-asked"), &asked)) }
        @if let Some(body) = body { p { (t!("server-api-body")) " " code { (body) } } }
        (table(t!("server-api-answers"), &statuses, [
            column(t!("server-api-status"), |it: &(&str, &Value)| text(it.0)),
            column(t!("server-api-means"), |it: &(&str, &Value)| text(it.1["description"].as_str().unwrap_or_default())),
            column(t!("server-api-shape"), |it: &(&str, &Value)| shape(it.1)),
        ]))
    }
}

fn shape(response: &Value) -> Markup {
    let contents: Vec<(&str, &Value)> = entries(&response["content"]).collect();
    html! { @for (media, content) in contents { code { (kind_of(&content["schema"])) } " " (media) } }
}

fn parameter(it: &Value) -> Field {
    Field {
        name: it["name"].as_str().unwrap_or_default().to_owned(),
        kind: kind_of(&it["schema"]),
        required: it["required"] == true,
        about: it["description"].as_str().unwrap_or_default().to_owned(),
    }
}

/// The fields of an object of the document.
fn of_schema(name: &str, schema: &Value) -> Markup {
    let required: Vec<&str> = schema["required"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    let rows: Vec<Field> = entries(&schema["properties"])
        .map(|(name, it)| Field {
            name: name.to_owned(),
            kind: kind_of(it),
            required: required.contains(&name),
            about: it["description"].as_str().unwrap_or_default().to_owned(),
        })
        .collect();
    html! {
        @if let Some(about) = schema["description"].as_str() { p { (about) } }
        (fields(name.to_owned(), &rows))
    }
}

fn fields(caption: String, rows: &[Field]) -> Markup {
    let must = |it: &Field| {
        if it.required {
            t!("server-api-required")
        } else {
            t!("server-api-optional")
        }
    };
    table(
        caption,
        rows,
        [
            column(
                t!("server-api-field"),
                |it: &Field| html! { code { (it.name) } },
            ),
            column(
                t!("server-api-kind"),
                |it: &Field| html! { code { (it.kind) } },
            ),
            column(t!("server-api-must"), move |it: &Field| text(must(it))),
            column(t!("server-api-means"), |it: &Field| text(&it.about)),
        ],
    )
    .markup()
}

/// The type of a value in a word: `string (date)`, `Lot[]`, `integer | null`.
fn kind_of(schema: &Value) -> String {
    if let Some(name) = schema["$ref"].as_str() {
        return name.rsplit('/').next().unwrap_or_default().to_owned();
    }
    if let Some(either) = schema["oneOf"].as_array() {
        return either.iter().map(kind_of).collect::<Vec<_>>().join(" | ");
    }
    let kinds: Vec<&str> = match &schema["type"] {
        Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).collect(),
        kind => kind.as_str().into_iter().collect(),
    };
    match (kinds.as_slice(), schema["format"].as_str()) {
        (["array"], _) => format!("{}[]", kind_of(&schema["items"])),
        (kinds, Some(format @ ("date" | "date-time" | "email"))) => {
            format!("{} ({format})", kinds.join(" | "))
        }
        (kinds, _) => kinds.join(" | "),
    }
}

fn entries(object: &Value) -> impl Iterator<Item = (&str, &Value)> {
    object
        .as_object()
        .into_iter()
        .flatten()
        .map(|(name, it)| (name.as_str(), it))
}
