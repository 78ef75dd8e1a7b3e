//! What the API answers.

use axum::Json;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;

/// JSON that no cache keeps.
pub struct Told<T>(pub T);

impl<T: Serialize> IntoResponse for Told<T> {
    fn into_response(self) -> Response {
        ([(header::CACHE_CONTROL, "no-store")], Json(self.0)).into_response()
    }
}

/// The same for something that came into being.
pub struct Made<T>(pub T);

impl<T: Serialize> IntoResponse for Made<T> {
    fn into_response(self) -> Response {
        (StatusCode::CREATED, Told(self.0)).into_response()
    }
}

/// One page of a list (一覧).
#[derive(Serialize, ToSchema)]
pub struct Listed<T> {
    pub rows: Vec<T>,
    /// ページ, from 1.
    pub page: u64,
    /// 続きがある: there is a next page.
    pub more: bool,
}

/// What something is called outside of the database.
#[derive(Serialize, ToSchema)]
pub struct Named {
    /// 公開ID.
    pub id: String,
    pub name: String,
}

/// RFC 9457: what went wrong, in the language of `Accept-Language`.
#[derive(Serialize, ToSchema)]
#[allow(
    dead_code,
    reason = "the shape that `access` writes; here it only describes"
)]
pub struct Problem {
    #[serde(rename = "type")]
    #[schema(example = "about:blank")]
    kind: String,
    title: String,
    #[schema(example = 422)]
    status: u16,
    /// 何をすればよいか: what to do about it.
    detail: String,
    /// 受付番号: names this request in the log.
    instance: String,
    errors: Vec<Fault>,
}

/// A field to repair (直すところ).
#[derive(Serialize, ToSchema)]
#[allow(
    dead_code,
    reason = "the shape that `access` writes; here it only describes"
)]
pub struct Fault {
    field: String,
    detail: String,
}
