//! The API as a caller with a token meets it, on both engines.

mod acting;
mod documented;
mod reading;

use crate::assemble;
use access::api::new_token_in;
use access::{Actor, App, Role};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Method, Request, header};
use db::Db;
use serde_json::Value;
use tower::ServiceExt;
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
