use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use base::{Day, Moment, PublicId};
use db::Db;
use webkit::{Posted, Words};

use crate::{Act, Actor, App, Failure, PageError, Scope};

/// One request of one person: the first argument of every handler.
#[derive(Clone)]
pub struct Visit {
    pub app: App,
    pub actor: Actor,
    /// Path and query of the request.
    pub path: String,
    /// The sign-in behind the request, when there is one.
    pub session: Option<crate::sessions::SignedIn>,
    /// The address on the network the request came from.
    pub address: String,
}

impl Visit {
    pub fn db(&self) -> &Db {
        &self.app.db
    }

    /// The business day.
    pub fn today(&self) -> Day {
        self.app.db.clock().today()
    }

    /// The business instant.
    pub fn now(&self) -> Moment {
        self.app.db.clock().now()
    }

    /// How far this person reaches for an act.
    pub fn may(&self, act: Act) -> Result<Scope, Failure> {
        self.actor.may(act)
    }
}

impl FromRequestParts<App> for Visit {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Visit, PageError> {
        let visit = parts
            .extensions
            .get::<Guarded>()
            .ok_or(PageError(Failure::Absent))?;
        let Guarded {
            actor,
            path,
            session,
            address,
        } = visit.clone();
        Ok(Visit {
            app: app.clone(),
            actor,
            path,
            session,
            address,
        })
    }
}

/// What the guard leaves for the handler.
#[derive(Clone)]
pub(crate) struct Guarded {
    pub actor: Actor,
    pub path: String,
    pub session: Option<crate::sessions::SignedIn>,
    pub address: String,
}

/// The fields of a submitted form, already checked by the guard: `async fn create(visit: Visit, Form(posted): Form)`.
pub struct Form(pub Posted);

impl FromRequestParts<App> for Form {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Form, PageError> {
        let posted = parts.extensions.remove::<std::sync::Arc<Posted>>();
        Ok(Form(
            posted
                .map(std::sync::Arc::unwrap_or_clone)
                .unwrap_or_default(),
        ))
    }
}

impl Form {
    /// The row that a hidden field names. A form that comes without it is told so; what it names may still be absent.
    pub fn named(posted: &Posted, field: &str) -> Result<PublicId, Failure> {
        let named = posted.first(field).and_then(PublicId::parse);
        named.ok_or_else(|| Form::unchosen(field))
    }

    /// A field in which nothing that was offered is chosen.
    pub fn unchosen(field: &str) -> Failure {
        Failure::Faulty(vec![(
            field.to_owned(),
            webkit::words!("webkit-fault-choose"),
        )])
    }
}

/// An act was done: on to a page, with a sentence about it.
pub struct Done {
    path: String,
    sentence: Option<String>,
}

impl Done {
    /// On to this local path.
    pub fn to(path: impl Into<String>) -> Done {
        Done {
            path: path.into(),
            sentence: None,
        }
    }

    /// With this sentence shown once on the next page.
    pub fn saying(mut self, words: Words) -> Done {
        self.sentence = Some(words.say());
        self
    }
}

impl IntoResponse for Done {
    fn into_response(self) -> Response {
        let mut response = Redirect::to(&self.path).into_response();
        if let Some(sentence) = self.sentence {
            let cookie = format!(
                "flash={}; Path=/; HttpOnly; SameSite=Lax; Max-Age=60",
                crate::failure::escaped(&sentence)
            );
            if let Ok(value) = HeaderValue::from_str(&cookie) {
                response.headers_mut().append(header::SET_COOKIE, value);
            }
        }
        response
    }
}

/// A file for the reader's disk; never shown inside the browser.
pub fn download(bytes: Vec<u8>, name: &str, media_type: &str) -> Response {
    let ascii: String = name
        .chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() || "._-".contains(c) {
                c
            } else {
                '_'
            }
        })
        .collect();
    let encoded: String = name
        .bytes()
        .map(|b| {
            if b.is_ascii_alphanumeric() || b"._-".contains(&b) {
                (b as char).to_string()
            } else {
                format!("%{b:02X}")
            }
        })
        .collect();
    let headers = [
        (header::CONTENT_TYPE, media_type.to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{ascii}\"; filename*=UTF-8''{encoded}"),
        ),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    (StatusCode::OK, headers, bytes).into_response()
}
