//! Style sheets, script, fonts and public tables, built by `ui/build.mjs` into `ui/dist` and
//! embedded here. A development build reads them from the disk.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::OnceLock;

use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "../../ui/dist"]
struct Dist;

/// `ui/dist` has not been built.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Missing;

impl std::fmt::Display for Missing {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("ui/dist is empty: run bin/setup, which fetches and builds style sheets, fonts and public tables")
    }
}

impl std::error::Error for Missing {}

/// Whether the assets are there; a server asks once at its start.
pub fn ready() -> Result<(), Missing> {
    if Dist::get("manifest.json").is_some() {
        Ok(())
    } else {
        Err(Missing)
    }
}

/// The bytes of one file under `ui/dist`, such as `tables/holidays.csv`.
pub fn asset(path: &str) -> Option<Cow<'static, [u8]>> {
    Dist::get(path).map(|file| file.data)
}

/// The address of a bundled file by its plain name: `style.css` → `/assets/style-4F7A2C1B.css`.
pub fn href(name: &str) -> String {
    let hashed = if cfg!(debug_assertions) {
        manifest().remove(name)
    } else {
        kept_manifest().get(name).cloned()
    };
    format!("/assets/{}", hashed.unwrap_or_else(|| name.to_owned()))
}

/// Answers `/assets/{*path}`. Names with a hash never change and are kept for a year.
pub async fn serve(Path(path): Path<String>) -> Response {
    let Some(file) = Dist::get(&path) else {
        let why = ready()
            .err()
            .map_or_else(|| "not found".to_owned(), |missing| missing.to_string());
        return (StatusCode::NOT_FOUND, why).into_response();
    };
    let keep = if is_hashed(&path) {
        "public, max-age=31536000, immutable"
    } else {
        "public, max-age=3600"
    };
    let kind = file.metadata.mimetype().to_owned();
    (
        [
            (header::CONTENT_TYPE, kind),
            (header::CACHE_CONTROL, keep.to_owned()),
        ],
        file.data,
    )
        .into_response()
}

/// The router of `/assets`, to be merged by the server.
pub fn routes<S: Clone + Send + Sync + 'static>() -> axum::Router<S> {
    axum::Router::new().route("/assets/{*path}", axum::routing::get(serve))
}

fn is_hashed(path: &str) -> bool {
    manifest_names().any(|name| name == path)
}

fn manifest_names() -> impl Iterator<Item = String> {
    manifest().into_values()
}

fn kept_manifest() -> &'static HashMap<String, String> {
    static KEPT: OnceLock<HashMap<String, String>> = OnceLock::new();
    KEPT.get_or_init(manifest)
}

fn manifest() -> HashMap<String, String> {
    asset("manifest.json")
        .and_then(|bytes| serde_json::from_slice(&bytes).ok())
        .unwrap_or_default()
}
