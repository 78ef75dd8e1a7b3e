//! Someone at a browser, or a program with a token, signed in behind the back of the service.

use crate::Outcome;
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use db::{Author, Db};
use tower::ServiceExt;

/// A sign-in and a token that began just now.
#[derive(Clone)]
pub struct Reader {
    pub cookie: String,
    bearer: String,
}

impl Reader {
    /// Writes the rows of a sign-in with its second factor, and of a token.
    pub async fn enter(db: &Db, account: i64) -> Outcome<Reader> {
        let now = db.clock().real_now();
        let secret = || {
            format!(
                "{:032x}{:032x}",
                rand::random::<u128>(),
                rand::random::<u128>()
            )
        };
        let (token, bearer) = (secret(), format!("kado_{}", secret()));
        let tx = db.begin(&Author::system("bench")).await?;
        let sql = "insert into session (public_id, token_hash, account, csrf, started_at, seen_at, fresh_at, second_factor, agent) \
                   values ($1, $2, $3, $4, $5, $5, $5, true, 'bench')";
        let hash = db::digest(token.as_bytes());
        let values = vec![
            tx.public_id().into(),
            hash.into(),
            account.into(),
            secret().into(),
            now.into(),
        ];
        db::execute(&tx, sql, values).await?;
        let sql = "insert into api_token (public_id, account, name, token_hash, may_write, created_at, expires_at) \
                   values ($1, $2, 'bench', $3, false, $4, $5)";
        let (hash, until) = (db::digest(bearer.as_bytes()), now.plus_seconds(86_400));
        let values = vec![
            tx.public_id().into(),
            account.into(),
            hash.into(),
            now.into(),
            until.into(),
        ];
        db::execute(&tx, sql, values).await?;
        tx.finish(&()).await?;
        Ok(Reader {
            cookie: format!("kado={token}"),
            bearer,
        })
    }

    /// The whole answer to a request of this reader; anything but a page or a list is an error of the measuring.
    pub async fn get(&self, router: &Router, path: &str) -> String {
        let request = Request::builder().uri(path).header("host", "kado.example");
        let request = match path.starts_with("/api/") {
            true => request.header("authorization", format!("Bearer {}", self.bearer)),
            false => request.header("cookie", &self.cookie),
        };
        let request = request.body(Body::empty()).expect("a request");
        let response = router
            .clone()
            .oneshot(request)
            .await
            .expect("a router always answers");
        assert_eq!(response.status(), StatusCode::OK, "{path}");
        let bytes = to_bytes(response.into_body(), 64 << 20)
            .await
            .expect("a whole answer");
        String::from_utf8_lossy(&bytes).into_owned()
    }
}
