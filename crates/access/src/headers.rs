//! The headers that every answer carries, so that a browser refuses what we never do.

use axum::Router;
use axum::http::header::{HeaderName, HeaderValue};
use axum::middleware::map_response;
use axum::response::Response;

use crate::Settings;

const HEADERS: [(&str, &str); 6] = [
    (
        "content-security-policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
         connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "same-origin"),
    (
        "permissions-policy",
        "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    ),
    ("cross-origin-opener-policy", "same-origin"),
    ("x-frame-options", "DENY"),
];

/// Two years of TLS only, where the service is reached over TLS.
const TLS_ONLY: (&str, &str) = ("strict-transport-security", "max-age=63072000");

/// Puts the headers on every answer of a router; an answer that carries one already keeps its own.
pub fn headers(router: Router, settings: &Settings) -> Router {
    let tls = settings.secure_cookies.then_some(TLS_ONLY);
    let put: Vec<_> = HEADERS.into_iter().chain(tls).collect();
    router.layer(map_response(move |mut response: Response| {
        for (name, value) in &put {
            let name = HeaderName::from_static(name);
            let entry = response.headers_mut().entry(name);
            entry.or_insert(HeaderValue::from_static(value));
        }
        std::future::ready(response)
    }))
}
