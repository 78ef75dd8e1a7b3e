//! The few cookies: the sign-in, a visitor's mark for forms before it, the language, one sentence for the next page.

use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;
use webkit::Lang;
use webkit::shell::Shell;

use crate::{Actor, Settings};

fn cookie(headers: &HeaderMap, name: &str) -> Option<String> {
    let all = headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|it| it.to_str().ok());
    let mut pairs = all
        .flat_map(|it| it.split(';'))
        .filter_map(|it| it.trim().split_once('='));
    pairs
        .find(|(key, _)| *key == name)
        .map(|(_, value)| value.to_owned())
}

/// `__Host-kado` with Secure; plain `kado` where demonstration data is served without TLS.
pub(crate) fn session_name(settings: &Settings) -> &'static str {
    if settings.secure_cookies {
        "__Host-kado"
    } else {
        "kado"
    }
}

pub(crate) fn session(headers: &HeaderMap, settings: &Settings) -> Option<String> {
    cookie(headers, session_name(settings)).filter(|it| it.len() == 64)
}

/// The header that keeps a sign-in in the browser, or ends it.
pub(crate) fn session_cookie(settings: &Settings, token: Option<&str>) -> HeaderValue {
    let (name, secure) = (
        session_name(settings),
        if settings.secure_cookies {
            "; Secure"
        } else {
            ""
        },
    );
    let text = match token {
        Some(token) => format!("{name}={token}; Path=/; HttpOnly; SameSite=Lax{secure}"),
        None => format!("{name}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0{secure}"),
    };
    HeaderValue::from_str(&text).expect("a cookie of ours is plain ASCII")
}

pub(crate) fn visitor(headers: &HeaderMap) -> Option<String> {
    cookie(headers, "visitor")
        .filter(|it| it.len() == 64 && it.bytes().all(|b| b.is_ascii_hexdigit()))
}

pub(crate) fn flash(headers: &HeaderMap) -> Option<String> {
    let text = cookie(headers, "flash")?;
    let pairs: Vec<(String, String)> = serde_urlencoded::from_str(&format!("f={text}")).ok()?;
    pairs
        .into_iter()
        .next()
        .map(|(_, text)| text)
        .filter(|text| !text.is_empty() && text.chars().count() <= 300)
}

/// The reader's language: asked for in the address, chosen before, the account's, the browser's; Japanese otherwise.
pub(crate) fn lang(headers: &HeaderMap, query: Option<&str>, actor: &Actor) -> Lang {
    let asked = query
        .unwrap_or("")
        .split('&')
        .find_map(|it| it.strip_prefix("lang="))
        .and_then(Lang::from_code);
    let chosen = || cookie(headers, "lang").as_deref().and_then(Lang::from_code);
    let own = || actor.is_signed_in().then_some(actor.lang);
    let browser = || {
        let accepted = headers
            .get(header::ACCEPT_LANGUAGE)?
            .to_str()
            .ok()?
            .to_ascii_lowercase();
        (accepted.starts_with("en")).then_some(Lang::En)
    };
    asked
        .or_else(chosen)
        .or_else(own)
        .or_else(browser)
        .unwrap_or(Lang::Ja)
}

/// Appends what the browser should keep, and the headers every answer carries.
pub(crate) fn finish(
    mut response: Response,
    settings: &Settings,
    shell: &Shell,
    visitor: Option<String>,
    lang_asked: bool,
) -> Response {
    let secure = if settings.secure_cookies {
        "; Secure"
    } else {
        ""
    };
    let mut keep = |text: String| {
        if let Ok(value) = HeaderValue::from_str(&text) {
            response.headers_mut().append(header::SET_COOKIE, value);
        }
    };
    if let Some(visitor) = visitor {
        keep(format!(
            "visitor={visitor}; Path=/; HttpOnly; SameSite=Lax; Max-Age=86400{secure}"
        ));
    }
    if lang_asked {
        keep(format!(
            "lang={}; Path=/; SameSite=Lax; Max-Age=31536000{secure}",
            shell.lang.code()
        ));
    }
    let shown = response.status() == StatusCode::OK;
    if shell.flash.is_some() && shown {
        let gone = HeaderValue::from_static("flash=; Path=/; Max-Age=0");
        response.headers_mut().append(header::SET_COOKIE, gone);
    }
    response
}
