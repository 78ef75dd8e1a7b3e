//! What arrived with a request: fields and files.

use axum::RequestExt;
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::Reader;
use crate::{error_page, t};

/// A posted form (or the query of an address), before anybody has judged it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Posted {
    /// Field name and text, in the order of the form.
    pub fields: Vec<(String, String)>,
    /// Files, without the empty ones that browsers send for untouched fields.
    pub files: Vec<Upload>,
}

/// One uploaded file.
#[derive(Clone, Debug, PartialEq)]
pub struct Upload {
    /// The field in which it was sent.
    pub field: String,
    /// The name on the sender's machine, without folders.
    pub name: String,
    /// What the browser says it is; not to be believed.
    pub content_type: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

impl Posted {
    /// Reads `a=1&b=2`, from a body or from the query of an address.
    pub fn from_urlencoded(text: &[u8]) -> Posted {
        Posted {
            fields: serde_urlencoded::from_bytes(text).unwrap_or_default(),
            files: Vec::new(),
        }
    }

    /// Fields made by hand, for tests.
    pub fn of<N: Into<String>, V: Into<String>>(
        fields: impl IntoIterator<Item = (N, V)>,
    ) -> Posted {
        let fields = fields
            .into_iter()
            .map(|(name, value)| (name.into(), value.into()))
            .collect();
        Posted {
            fields,
            files: Vec::new(),
        }
    }

    /// The first value of a field as it was sent.
    pub fn first(&self, name: &str) -> Option<&str> {
        self.fields
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }

    /// The token that proves the form came from our own page.
    pub fn csrf(&self) -> &str {
        self.first("_csrf").unwrap_or("")
    }

    /// The idempotency key: one for each form drawn, the same when a form is sent twice.
    pub fn key(&self) -> Option<&str> {
        self.first("_key")
            .filter(|key| key.len() == 32 && key.bytes().all(|it| it.is_ascii_hexdigit()))
    }

    /// Starts reading; faults gather in the reader.
    pub fn reader(&self) -> Reader<'_> {
        Reader::new(self)
    }

    async fn from_multipart(mut parts: Multipart) -> Result<Posted, StatusCode> {
        let mut posted = Posted::default();
        while let Some(part) = parts.next_field().await.map_err(|it| it.status())? {
            let field = part.name().unwrap_or_default().to_owned();
            let Some(name) = part.file_name().map(bare_name) else {
                posted
                    .fields
                    .push((field, part.text().await.map_err(|it| it.status())?));
                continue;
            };
            let content_type = part
                .content_type()
                .unwrap_or("application/octet-stream")
                .to_owned();
            let bytes = part.bytes().await.map_err(|it| it.status())?.to_vec();
            if !name.is_empty() {
                posted.files.push(Upload {
                    field,
                    name,
                    content_type,
                    bytes,
                });
            }
        }
        Ok(posted)
    }
}

/// Some browsers send whole paths.
fn bare_name(name: &str) -> String {
    name.rsplit(['/', '\\'])
        .next()
        .unwrap_or_default()
        .chars()
        .filter(|it| !it.is_control())
        .collect()
}

impl<S: Send + Sync> FromRequest<S> for Posted {
    type Rejection = Response;

    async fn from_request(request: Request, _: &S) -> Result<Posted, Response> {
        let kind = request
            .headers()
            .get(header::CONTENT_TYPE)
            .and_then(|it| it.to_str().ok())
            .unwrap_or_default();
        let read = if kind.starts_with("multipart/form-data") {
            match request.extract::<Multipart, _>().await {
                Ok(parts) => Posted::from_multipart(parts).await,
                Err(refused) => Err(refused.status()),
            }
        } else {
            match request.extract::<axum::body::Bytes, _>().await {
                Ok(bytes) => Ok(Posted::from_urlencoded(&bytes)),
                Err(refused) => Err(refused.status()),
            }
        };
        read.map_err(unreadable)
    }
}

fn unreadable(status: StatusCode) -> Response {
    let words = match status {
        StatusCode::PAYLOAD_TOO_LARGE => (t!("webkit-too-large-title"), t!("webkit-too-large")),
        _ => (t!("webkit-unreadable-title"), t!("webkit-unreadable")),
    };
    error_page(status, words.0, words.1, "").into_response()
}
