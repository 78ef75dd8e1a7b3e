//! What a caller sends. What cannot be read is answered like every other fault, with a sentence.

use access::{App, Failure, PageError, Visit};
use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::request::Parts;
use base::PublicId;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use utoipa::IntoParams;
use webkit::{Posted, Reader, Words, words};

/// The public id in the address; anything else is absent.
pub struct Id(pub PublicId);

impl FromRequestParts<App> for Id {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Id, PageError> {
        let text = Segment::from_request_parts(parts, app).await?.0;
        PublicId::parse(&text)
            .map(Id)
            .ok_or(PageError(Failure::Absent))
    }
}

/// The one part of the address that varies.
pub struct Segment(pub String);

impl FromRequestParts<App> for Segment {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Segment, PageError> {
        let found = axum::extract::Path::<String>::from_request_parts(parts, app).await;
        found
            .map(|it| Segment(it.0))
            .map_err(|_| PageError(Failure::Absent))
    }
}

/// The part of the address behind the question mark.
pub struct Query<T>(pub T);

impl<T: DeserializeOwned> FromRequestParts<App> for Query<T> {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Query<T>, PageError> {
        let read = axum::extract::Query::<T>::from_request_parts(parts, app).await;
        read.map(|it| Query(it.0))
            .map_err(|error| refused(words!("server-query-unreadable", why = error.body_text())))
    }
}

/// A JSON body.
pub struct Body<T>(pub T);

impl<T: DeserializeOwned> FromRequest<App> for Body<T> {
    type Rejection = PageError;

    async fn from_request(request: Request, app: &App) -> Result<Body<T>, PageError> {
        match Json::<T>::from_request(request, app).await {
            Ok(Json(it)) => Ok(Body(it)),
            Err(JsonRejection::MissingJsonContentType(_)) => {
                Err(refused(words!("server-body-not-json")))
            }
            Err(error) => Err(refused(words!(
                "server-body-unreadable",
                why = error.body_text()
            ))),
        }
    }
}

fn refused(sentence: Words) -> PageError {
    PageError(Failure::Refused(sentence))
}

/// A visit that changes something and therefore carries an idempotency key: sent twice, it happens once.
pub struct Keyed(pub Visit);

impl FromRequestParts<App> for Keyed {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Keyed, PageError> {
        let visit = Visit::from_request_parts(parts, app).await?;
        match visit.actor.author().submission {
            Some(_) => Ok(Keyed(visit)),
            None => Err(fault("Idempotency-Key", words!("server-key-missing"))),
        }
    }
}

/// One field to repair.
pub fn fault(field: &str, sentence: Words) -> PageError {
    PageError(Failure::Faulty(vec![(field.to_owned(), sentence)]))
}

/// What a list of the API is asked.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListAsked {
    /// 状態: only what stands in this stage.
    pub stage: Option<String>,
    /// 検索語: words of the title, the number or the name.
    pub q: Option<String>,
    /// ページ, from 1.
    pub page: Option<u64>,
}

impl ListAsked {
    /// The page, from 1.
    pub fn page(&self) -> u64 {
        self.page.unwrap_or(1).max(1)
    }

    /// The words looked for.
    pub fn words(&self) -> &str {
        self.q.as_deref().map(str::trim).unwrap_or_default()
    }

    /// The stage by its name, if one was asked for.
    pub fn stage<S: Copy>(
        &self,
        all: &[S],
        name: fn(S) -> &'static str,
    ) -> Result<Option<S>, PageError> {
        let Some(asked) = self.stage.as_deref().filter(|it| !it.is_empty()) else {
            return Ok(None);
        };
        let found = all.iter().copied().find(|it| name(*it) == asked);
        let names: Vec<&str> = all.iter().map(|it| name(*it)).collect();
        found.map(Some).ok_or_else(|| {
            fault(
                "stage",
                words!("server-stage-unknown", stages = names.join(", ")),
            )
        })
    }
}

/// Only the page of a list.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PageAsked {
    /// ページ, from 1.
    pub page: Option<u64>,
}

impl PageAsked {
    /// The page, from 1.
    pub fn page(&self) -> u64 {
        self.page.unwrap_or(1).max(1)
    }
}

/// Reads fields with the rules and sentences of the forms; every fault is told at once.
pub fn read<T>(
    fields: Vec<(&str, String)>,
    read: impl FnOnce(&mut Reader<'_>) -> T,
) -> Result<T, PageError> {
    let fields = fields
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect();
    let posted = Posted {
        fields,
        files: Vec::new(),
    };
    let mut reader = posted.reader();
    let it = read(&mut reader);
    reader
        .finish()
        .map(|()| it)
        .map_err(|filled| PageError(Failure::Faulty(filled.errors)))
}
