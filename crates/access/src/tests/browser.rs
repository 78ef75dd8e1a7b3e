//! A browser in so far as the doors need one: cookies, and the token of the form on the page.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, header};
use std::collections::BTreeMap;
use tower::ServiceExt;

pub struct Browser {
    router: Router,
    pub cookies: BTreeMap<String, String>,
    pub headers: Vec<(&'static str, String)>,
}

pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: String,
}

impl Answer {
    pub fn leads_to(&self) -> &str {
        self.headers
            .get(header::LOCATION)
            .map_or("", |it| it.to_str().unwrap())
    }

    /// The text between two marks of the page.
    pub fn between(&self, before: &str, after: &str) -> String {
        let from = self
            .body
            .find(before)
            .unwrap_or_else(|| panic!("{before} in {}", self.body))
            + before.len();
        let rest = &self.body[from..];
        rest[..rest.find(after).expect("an end")].to_owned()
    }

    /// The body without what differs from request to request.
    pub fn plain(&self) -> String {
        let marks = [
            "_csrf\" value=\"",
            "_key\" value=\"",
            "lang=",
            "<p class=\"note\">",
        ];
        let mut body = self.body.clone();
        for mark in marks {
            let parts: Vec<&str> = body.split(mark).collect();
            let cut = parts.iter().enumerate().map(|(at, it)| match at {
                0 => (*it).to_owned(),
                _ => it
                    .split_once(['"', '<'])
                    .map_or(String::new(), |it| it.1.to_owned()),
            });
            body = cut.collect::<Vec<_>>().join(mark);
        }
        body
    }
}

impl Browser {
    pub fn at(router: Router) -> Browser {
        Browser {
            router,
            cookies: BTreeMap::new(),
            headers: Vec::new(),
        }
    }

    pub async fn get(&mut self, path: &str) -> Answer {
        self.ask(Request::get(path).body(Body::empty()).unwrap())
            .await
    }

    /// Opens `page`, takes the token of its form and posts the fields.
    pub async fn post(&mut self, page: &str, action: &str, fields: &[(&str, &str)]) -> Answer {
        let csrf = self.csrf(page).await;
        let key = format!("{:032x}", rand::random::<u128>());
        self.send(
            action,
            &[&[("_csrf", csrf.as_str()), ("_key", key.as_str())], fields].concat(),
        )
        .await
    }

    pub async fn csrf(&mut self, page: &str) -> String {
        self.get(page)
            .await
            .between("name=\"_csrf\" value=\"", "\"")
    }

    pub async fn send(&mut self, action: &str, fields: &[(&str, &str)]) -> Answer {
        let body = serde_urlencoded::to_string(fields).unwrap();
        let request =
            Request::post(action).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.ask(request.body(Body::from(body)).unwrap()).await
    }

    pub async fn sign_in(&mut self, login: &str, password: &str) -> Answer {
        self.post(
            "/sign-in",
            "/sign-in",
            &[("login", login), ("password", password)],
        )
        .await
    }

    pub async fn ask(&mut self, mut request: Request<Body>) -> Answer {
        let cookies: Vec<String> = self
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        if !cookies.is_empty() {
            request
                .headers_mut()
                .insert(header::COOKIE, cookies.join("; ").parse().unwrap());
        }
        for (name, value) in &self.headers {
            request.headers_mut().insert(*name, value.parse().unwrap());
        }
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        for kept in parts.headers.get_all(header::SET_COOKIE) {
            let pair = kept.to_str().unwrap().split(';').next().unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            match value {
                "" => self.cookies.remove(name),
                value => self.cookies.insert(name.to_owned(), value.to_owned()),
            };
        }
        let bytes = to_bytes(body, usize::MAX).await.unwrap();
        Answer {
            status: parts.status.as_u16(),
            headers: parts.headers,
            body: String::from_utf8_lossy(&bytes).into_owned(),
        }
    }
}
