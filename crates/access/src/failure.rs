use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use db::sea_orm::DbErr;
use db::{MayConflict, StoreError};
use webkit::shell::Shell;
use webkit::{Page, Words, error_page, t, words};

use crate::guard::{self, Asked, asked};
use crate::{Actor, cookies, sessions};

/// What an action answers instead of its result.
#[derive(Debug)]
pub enum Failure {
    /// Not there, or not for this person; the two look alike.
    Absent,
    /// Refused, in a sentence for the person reading it.
    Refused(Words),
    /// Fields to repair, each with its sentence.
    Faulty(Vec<(String, Words)>),
    /// Someone changed the row since the form was drawn; the page draws the form again beside what is stored now.
    Stale,
    /// A fresh second factor is wanted first.
    StepUp,
    /// Not signed in.
    SignIn,
    /// The form was drawn for another sign-in, or for none.
    Expired,
    Store(StoreError),
}

/// A refusal of a deciding file that can say itself to the reader.
pub trait Worded {
    fn words(&self) -> Words;
}

/// `.map_err(access::refused)?` turns a deciding file's refusal into a failure.
pub fn refused(refusal: impl Worded) -> Failure {
    Failure::Refused(refusal.words())
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Failure {
        match error {
            StoreError::Absent => Failure::Absent,
            StoreError::Stale { .. } => Failure::Stale,
            error => Failure::Store(error),
        }
    }
}

impl From<db::sea_orm::DbErr> for Failure {
    fn from(error: db::sea_orm::DbErr) -> Failure {
        Failure::Store(StoreError::Database(error))
    }
}

impl From<base::OutOfRange> for Failure {
    fn from(_: base::OutOfRange) -> Failure {
        Failure::Refused(words!("access-amount-out-of-range"))
    }
}

impl MayConflict for Failure {
    fn is_conflict(&self) -> bool {
        matches!(self, Failure::Store(error) if error.is_conflict())
    }
}

/// The one place where a failure becomes a status, a page and a log line.
#[derive(Debug)]
pub struct PageError(pub Failure);

impl From<Failure> for PageError {
    fn from(failure: Failure) -> PageError {
        PageError(failure)
    }
}

impl From<StoreError> for PageError {
    fn from(error: StoreError) -> PageError {
        PageError(error.into())
    }
}

impl PageError {
    /// The status of the answer.
    pub fn status(&self) -> StatusCode {
        match &self.0 {
            Failure::Absent => StatusCode::NOT_FOUND,
            Failure::Refused(_) | Failure::Faulty(_) | Failure::Expired => {
                StatusCode::UNPROCESSABLE_ENTITY
            }
            Failure::Stale => StatusCode::CONFLICT,
            Failure::StepUp => StatusCode::FORBIDDEN,
            Failure::SignIn => StatusCode::UNAUTHORIZED,
            Failure::Store(StoreError::KeyReused) => StatusCode::UNPROCESSABLE_ENTITY,
            Failure::Store(error) if error.is_duplicate() => StatusCode::CONFLICT,
            Failure::Store(error) if error.is_conflict() => StatusCode::SERVICE_UNAVAILABLE,
            Failure::Store(error) if error.is_full() => StatusCode::INSUFFICIENT_STORAGE,
            Failure::Store(StoreError::Unreadable(_)) => StatusCode::INTERNAL_SERVER_ERROR,
            Failure::Store(_) => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    /// The sentences of the answer: a heading and what to do.
    fn says(&self) -> (String, String) {
        match &self.0 {
            Failure::Absent => (t!("access-absent"), t!("access-absent-next")),
            Failure::Refused(words) => (t!("access-refused"), words.say()),
            Failure::Faulty(faults) => {
                let sentences: Vec<String> = faults.iter().map(|(_, words)| words.say()).collect();
                (t!("access-refused"), sentences.join(" "))
            }
            Failure::Stale => (t!("access-stale"), t!("access-stale-next")),
            Failure::StepUp => (t!("access-step-up"), t!("access-step-up-next")),
            Failure::SignIn => (t!("access-sign-in"), t!("access-sign-in-next")),
            Failure::Expired => (t!("access-refused"), t!("access-form-expired")),
            Failure::Store(StoreError::KeyReused) => {
                (t!("access-key-reused"), t!("access-key-reused-next"))
            }
            Failure::Store(error) if error.is_duplicate() => {
                (t!("access-duplicate"), t!("access-duplicate-next"))
            }
            Failure::Store(error) if error.is_full() => (t!("access-full"), t!("access-full-next")),
            Failure::Store(_) => (t!("access-unavailable"), t!("access-unavailable-next")),
        }
    }

    fn page(&self, title: &str, body: &str) -> Page {
        let asked = asked();
        match &self.0 {
            Failure::Stale => webkit::conflict(&asked.typed),
            Failure::StepUp => crate::pages::step_up_page(&asked, None),
            Failure::Faulty(faults) if faults[0].0 == "_code" => {
                crate::pages::step_up_page(&asked, Some(&faults[0].1))
            }
            _ => error_page(self.status(), title, body, &asked.request),
        }
    }
}

impl IntoResponse for PageError {
    fn into_response(self) -> Response {
        let (status, asked) = (self.status(), asked());
        if let Failure::Store(error) = &self.0 {
            tracing::error!(request = asked.request, %error, "a page could not be answered");
        }
        let mut response = self.answer(&asked);
        let headers = response.headers_mut();
        if status == StatusCode::SERVICE_UNAVAILABLE {
            headers.insert(header::RETRY_AFTER, HeaderValue::from_static("2"));
        }
        if status == StatusCode::UNAUTHORIZED && asked.json {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response
    }
}

impl PageError {
    /// A page, a problem, or the way to the sign-in.
    fn answer(&self, asked: &Asked) -> Response {
        let (title, body) = self.says();
        if asked.json {
            return crate::api::problem(self.status(), &title, &body, &self.0);
        }
        if matches!(self.0, Failure::SignIn) {
            return Redirect::to(&format!("/sign-in?next={}", escaped(&asked.back)))
                .into_response();
        }
        self.page(&title, &body)
            .status(self.status())
            .into_response()
    }
}

/// The answer to a request that took too long; whatever it had begun is dropped and undone.
pub async fn took_too_long(parts: &Parts) -> Response {
    let (headers, uri) = (&parts.headers, &parts.uri);
    let asked = Asked {
        path: uri.path().to_owned(),
        request: sessions::random_token()[..16].to_owned(),
        json: uri.path().starts_with("/api/"),
        ..Asked::default()
    };
    let shell = Shell {
        lang: cookies::lang(headers, uri.query(), &Actor::public()),
        path: asked.path.clone(),
        ..Shell::default()
    };
    let late = StoreError::Database(DbErr::Custom("no answer in time".to_owned()));
    let answer = async { PageError(Failure::Store(late)).into_response() };
    guard::asking(asked, webkit::shell::scope(shell, answer)).await
}

/// Percent-encodes a local path for use as a query value.
pub(crate) fn escaped(path: &str) -> String {
    serde_urlencoded::to_string([("", path)])
        .map(|it| it.trim_start_matches('=').to_owned())
        .unwrap_or_default()
}
