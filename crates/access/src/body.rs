//! The body of a submitted form, taken once, with limits on its size.

use axum::body::Body;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use webkit::form::Upload;
use webkit::{Posted, error_page, t};

use crate::guard::{asked, bytes_of, hash_of, too_large};

/// A form without files may be so large.
const FORM_BYTES: usize = 1 << 20;
/// A form with files may be so large.
const FILES_BYTES: usize = 24 << 20;
/// A form may have so many fields.
const FIELDS: usize = 2_000;

pub(crate) struct Taken {
    pub posted: Posted,
    pub hash: String,
    pub body: Body,
}

impl Taken {
    pub fn nothing(body: Body) -> Taken {
        Taken {
            posted: Posted::default(),
            hash: String::new(),
            body,
        }
    }
}

/// Reads the body: a form's fields and files, or the bytes of an API request, which go on to the handler.
pub(crate) async fn take(
    headers: &HeaderMap,
    payload: Body,
    json: bool,
) -> Result<Taken, Response> {
    let kind = headers
        .get(header::CONTENT_TYPE)
        .and_then(|it| it.to_str().ok())
        .unwrap_or("")
        .to_owned();
    let files = kind.starts_with("multipart/form-data");
    let limit = if files { FILES_BYTES } else { FORM_BYTES };
    let announced = headers
        .get(header::CONTENT_LENGTH)
        .and_then(|it| it.to_str().ok())
        .and_then(|it| it.parse::<u64>().ok());
    let megabytes = (limit >> 20) as i64;
    if announced.is_some_and(|it| it > limit as u64) {
        return Err(too_large(megabytes));
    }
    let bytes = bytes_of(payload, limit)
        .await
        .ok_or_else(|| too_large(megabytes))?;
    let path = asked().path;
    if json {
        let posted = Posted::default();
        let hash = hash_of(&path, &posted, &bytes);
        return Ok(Taken {
            posted,
            hash,
            body: Body::from(bytes),
        });
    }
    let posted = if files {
        parts(&kind, bytes).await.ok_or_else(unreadable)?
    } else {
        Posted::from_urlencoded(&bytes)
    };
    if posted.fields.len() > FIELDS {
        return Err(unreadable());
    }
    let hash = hash_of(&path, &posted, &[]);
    Ok(Taken {
        posted,
        hash,
        body: Body::empty(),
    })
}

async fn parts(kind: &str, bytes: axum::body::Bytes) -> Option<Posted> {
    let boundary = multer::parse_boundary(kind).ok()?;
    let stream = Body::from(bytes).into_data_stream();
    let mut form = multer::Multipart::new(stream, boundary);
    let mut posted = Posted::default();
    while let Some(part) = form.next_field().await.ok()? {
        let field = part.name()?.to_owned();
        match part.file_name().map(str::to_owned) {
            Some(name) => {
                let content_type = part
                    .content_type()
                    .map(ToString::to_string)
                    .unwrap_or_default();
                let bytes = part.bytes().await.ok()?.to_vec();
                if !(name.is_empty() && bytes.is_empty()) {
                    posted.files.push(Upload {
                        field,
                        name,
                        content_type,
                        bytes,
                    });
                }
            }
            None => posted.fields.push((field, part.text().await.ok()?)),
        }
    }
    Some(posted)
}

fn unreadable() -> Response {
    error_page(
        StatusCode::BAD_REQUEST,
        t!("access-unreadable"),
        t!("access-unreadable-next"),
        &asked().request,
    )
    .into_response()
}
