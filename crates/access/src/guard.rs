//! What stands before every handler: who asks, whether the form is theirs, whether the policy lets them near at all.

use axum::body::{Body, to_bytes};
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use base::Moment;
use data_encoding::HEXLOWER;
use db::{StoreError, Submission};
use sha2::{Digest, Sha256};
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use subtle::ConstantTimeEq;
use webkit::shell::{Shell, Who};
use webkit::{Lang, Lasts, Posted, error_page, t};

use crate::sessions::{self, SignedIn};
use crate::visit::Guarded;
use crate::{Act, Actor, App, Failure, PageError, Role, body, cookies, kept};

/// What an error page must know of the request it answers.
#[derive(Clone, Debug, Default)]
pub(crate) struct Asked {
    pub path: String,
    /// Where a visitor goes on after the door: this page, or the one whose form was sent.
    pub back: String,
    pub request: String,
    pub json: bool,
    /// Whether the person has an authenticator with which to prove themselves again.
    pub has_second_factor: bool,
    /// The fields of the form, so that nothing typed is lost.
    pub typed: Vec<(String, String)>,
}

tokio::task_local! {
    static ASKED: Asked;
}

/// Answers one request, known to its error pages.
pub(crate) async fn asking<F: Future>(asked: Asked, answer: F) -> F::Output {
    ASKED.scope(asked, answer).await
}

pub(crate) fn asked() -> Asked {
    ASKED.try_with(Clone::clone).unwrap_or_default()
}

/// An address or a query that no handler could read is an address that does not exist, and says so on a page.
fn worded(response: Response) -> Result<Response, PageError> {
    let kind = response.headers().get(header::CONTENT_TYPE);
    let plain = kind.is_some_and(|it| it.as_bytes().starts_with(b"text/plain"));
    if response.status() == StatusCode::BAD_REQUEST && plain {
        return Err(PageError(Failure::Absent));
    }
    Ok(response)
}

/// A person as far as the request proves one.
struct Caller {
    actor: Actor,
    session: Option<SignedIn>,
    csrf: String,
}

impl Caller {
    /// How long a whole sign-in lasts; its use is written down at most once a minute.
    fn lasts(&self, now: Moment) -> Option<Lasts> {
        let session = self
            .session
            .as_ref()
            .filter(|_| self.actor.is_signed_in())?;
        let staff = self.actor.grants.iter().any(|it| it.role.is_staff());
        let (idle, absolute) = sessions::limits(staff);
        Some(Lasts {
            unused: idle - 60,
            at_most: absolute - session.started_at.seconds_until(now),
        })
    }
}

/// What came with a request.
pub(crate) struct Sent<'a> {
    pub headers: &'a HeaderMap,
    pub unsafe_method: bool,
    pub posted: &'a Posted,
    pub hash: &'a str,
    pub json: bool,
}

pub(crate) async fn guard(
    State((app, act)): State<(App, Act)>,
    request: Request,
    next: Next,
) -> Response {
    let (mut parts, payload) = request.into_parts();
    let path = parts
        .uri
        .path_and_query()
        .map_or("/", |it| it.as_str())
        .to_owned();
    let json = path.starts_with("/api/");
    let unsafe_method = !matches!(parts.method, Method::GET | Method::HEAD);
    let mut asked = Asked {
        path: path.clone(),
        back: match unsafe_method {
            true => page_before(&parts.headers),
            false => path.clone(),
        },
        request: sessions::random_token()[..16].to_owned(),
        json,
        has_second_factor: false,
        typed: Vec::new(),
    };
    let caller = match caller(&app, &parts.headers, json, &asked.request).await {
        Ok(caller) => caller,
        Err(error) => {
            return ASKED
                .scope(asked, async { PageError::from(error).into_response() })
                .await;
        }
    };
    asked.has_second_factor = caller.session.as_ref().is_some_and(|it| it.has_totp);
    let lang = cookies::lang(&parts.headers, parts.uri.query(), &caller.actor);
    let lang_asked = parts.uri.query().is_some_and(|it| it.contains("lang="));
    let (mut shell, visitor) = shell(&app, &caller, &path, lang);
    shell.flash = cookies::flash(&parts.headers);
    // Programs keep no cookies and fill no forms.
    let visitor = visitor.filter(|_| !json);
    let shown = ASKED.scope(
        asked.clone(),
        webkit::shell::scope(shell.clone(), async {
            if unsafe_method {
                body::take(&parts.headers, payload, json).await
            } else {
                Ok(body::Taken::nothing(payload))
            }
        }),
    );
    let taken = match shown.await {
        Ok(taken) => taken,
        Err(refusal) => return refusal,
    };
    asked.typed = taken.posted.fields.clone();
    let answer = async {
        let sent = Sent {
            headers: &parts.headers,
            unsafe_method,
            posted: &taken.posted,
            hash: &taken.hash,
            json,
        };
        let account = caller.actor.account;
        let (actor, session) = match checked(&app, act, caller, &sent).await {
            Ok(known) => known,
            Err(error) => return kept::or(error, &app, account, &sent).await,
        };
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>();
        let address = peer.map_or_else(String::new, |it| address(it.0.ip(), &parts.headers));
        parts.extensions.insert(Guarded {
            actor,
            path,
            session,
            address,
        });
        parts.extensions.insert(Arc::new(taken.posted));
        worded(next.run(Request::from_parts(parts, taken.body)).await)
    };
    let response = ASKED
        .scope(
            asked,
            webkit::shell::scope(shell.clone(), async {
                answer.await.unwrap_or_else(IntoResponse::into_response)
            }),
        )
        .await;
    cookies::finish(response, &app.settings, &shell, visitor, lang_asked)
}

/// The page on which a form stood, as the browser names it; home where it names none of ours.
fn page_before(headers: &HeaderMap) -> String {
    let text = |name: header::HeaderName| headers.get(name).and_then(|it| it.to_str().ok());
    let before = || {
        let (_, rest) = text(header::REFERER)?.split_once("://")?;
        let (host, path) = rest.split_once('/')?;
        (Some(host) == text(header::HOST)).then(|| format!("/{path}"))
    };
    before().unwrap_or_else(|| "/".to_owned())
}

/// Where a request comes from. A proxy on this machine adds, as the last word, whom it answers; without it, the failures
/// of one visitor would close the door to all. Nobody else's word is taken.
fn address(peer: IpAddr, headers: &HeaderMap) -> String {
    let told = || {
        let all = headers.get_all("x-forwarded-for").iter().next_back()?;
        all.to_str().ok()?.rsplit(',').next()?.trim().parse().ok()
    };
    let told: Option<IpAddr> = peer.is_loopback().then(told).flatten();
    told.unwrap_or(peer).to_string()
}

/// Who asks: the sign-in of the cookie, the token of the API, or the public.
async fn caller(
    app: &App,
    headers: &HeaderMap,
    json: bool,
    request: &str,
) -> Result<Caller, StoreError> {
    let today = app.db.clock().today();
    let now = app.db.clock().real_now();
    if json && let Some(actor) = crate::api::bearer(app, headers, request, now, today).await? {
        return Ok(Caller {
            actor,
            session: None,
            csrf: String::new(),
        });
    }
    if !json
        && let Some(token) = cookies::session(headers, &app.settings)
        && let Some(session) = sessions::load(&app.db, &token).await?
    {
        let grants = sessions::grants_of(&app.db, session.account, today).await?;
        let staff = grants.iter().any(|grant| grant.role.is_staff());
        if session.lives_at(now, staff) {
            // Reading goes on when the disk is full: the sign-in then merely ends earlier.
            if let Err(error) = sessions::touch(&app.db, &session, now).await {
                tracing::warn!(request, %error, "the use of a sign-in could not be kept");
            }
            return Ok(signed_in(app, session, grants, staff, request));
        }
    }
    let csrf = cookies::visitor(headers)
        .map(|it| visitors_csrf(app, &it))
        .unwrap_or_default();
    Ok(Caller {
        actor: Actor::public(),
        session: None,
        csrf,
    })
}

/// Staff are signed in only with their second factor; until then the sign-in opens nothing but that step.
fn signed_in(
    app: &App,
    session: SignedIn,
    grants: Vec<crate::Grant>,
    staff: bool,
    request: &str,
) -> Caller {
    let clock = app.db.clock();
    let whole = session.second_factor || !(staff || session.has_totp);
    let actor = if whole {
        session.actor(grants, request, clock.real_now(), clock.now())
    } else {
        Actor::public()
    };
    Caller {
        actor,
        csrf: session.csrf.clone(),
        session: Some(session),
    }
}

/// The surroundings of the page, and the mark of a visitor who had none yet.
fn shell(app: &App, caller: &Caller, path: &str, lang: Lang) -> (Shell, Option<String>) {
    let visitor = caller.csrf.is_empty().then(sessions::random_token);
    let csrf = visitor
        .as_deref()
        .map_or_else(|| caller.csrf.clone(), |it| visitors_csrf(app, it));
    let menu = webkit::words::speaking(lang, || (app.settings.menu)(&caller.actor, path));
    let who = caller.actor.is_signed_in().then(|| Who {
        name: caller.actor.name.clone(),
        role_label: webkit::words::speaking(lang, || role_label(&caller.actor)),
    });
    let shell = Shell {
        lang,
        path: path.to_owned(),
        csrf,
        nav: menu.items,
        top: menu.top,
        bottom: menu.bottom,
        who,
        flash: None,
        demonstration: app.settings.demonstration,
        lasts: caller.lasts(app.db.clock().real_now()),
    };
    (shell, visitor)
}

/// The token of forms before any sign-in, bound to the visitor's mark.
fn visitors_csrf(app: &App, visitor: &str) -> String {
    app.vault.fingerprint(&format!("csrf|{visitor}"))
}

/// The roles of a person in words, for the header.
pub fn role_label(actor: &Actor) -> String {
    let mut roles: Vec<Role> = actor.grants.iter().map(|grant| grant.role).collect();
    roles.dedup();
    roles
        .iter()
        .map(|role| role_words(*role))
        .collect::<Vec<_>>()
        .join("・")
}

/// One role in words.
pub fn role_words(role: Role) -> String {
    match role {
        Role::Worker => t!("access-role-worker"),
        Role::Leader => t!("access-role-leader"),
        Role::Director => t!("access-role-director"),
        Role::Coordinator => t!("access-role-coordinator"),
        Role::Sales => t!("access-role-sales"),
        Role::PaymentPreparer => t!("access-role-payment-preparer"),
        Role::PaymentApprover => t!("access-role-payment-approver"),
        Role::Manager => t!("access-role-manager"),
        Role::Client => t!("access-role-client"),
        Role::Officer => t!("access-role-officer"),
        Role::CommitteeMember => t!("access-role-committee-member"),
        Role::SiteStaff => t!("access-role-site-staff"),
        Role::Auditor => t!("access-role-auditor"),
        Role::Administrator => t!("access-role-administrator"),
    }
}

/// Origin, token and policy; the idempotency key and a code typed on the way are taken up here.
async fn checked(
    app: &App,
    act: Act,
    caller: Caller,
    sent: &Sent<'_>,
) -> Result<(Actor, Option<SignedIn>), PageError> {
    let Sent {
        headers,
        unsafe_method,
        posted,
        hash,
        json,
    } = *sent;
    let Caller {
        mut actor,
        mut session,
        csrf,
        ..
    } = caller;
    if let Err(failure) = actor.may(act) {
        let known = actor.is_signed_in();
        return Err(if known { failure } else { Failure::SignIn }.into());
    }
    if unsafe_method {
        if !json && foreign_origin(headers) {
            return Err(Failure::Refused(webkit::words!("access-form-expired")).into());
        }
        if !json && !same(posted.csrf(), &csrf) {
            return Err(Failure::Expired.into());
        }
        actor = actor.submitting(submission(
            headers,
            posted,
            &app.vault.fingerprint(hash),
            json,
        ));
        if let (Some(code), Some(it)) = (posted.first("_code"), &session)
            && actor.is_signed_in()
        {
            let now = app.db.clock().real_now();
            let proved: Moment = crate::sign_in::step_up(app, &actor, it, code, now).await?;
            actor = actor.proved_at(app.db.clock().now());
            session = session.map(|it| SignedIn {
                fresh_at: Some(proved),
                ..it
            });
        }
    }
    Ok((actor, session))
}

fn submission(headers: &HeaderMap, posted: &Posted, hash: &str, json: bool) -> Option<Submission> {
    let key = if json {
        headers
            .get("idempotency-key")
            .and_then(|it| it.to_str().ok())
    } else {
        posted.key()
    }?;
    let fits = (8..=128).contains(&key.len())
        && key
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
    fits.then(|| Submission {
        key: key.to_owned(),
        hash: hash.to_owned(),
    })
}

/// A browser tells where a form came from; another site's is refused. Clients that tell nothing still need the token.
fn foreign_origin(headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).and_then(|it| it.to_str().ok());
    if let Some(site) = text("sec-fetch-site") {
        return !matches!(site, "same-origin" | "none");
    }
    match (text("origin"), text("host")) {
        (Some(origin), Some(host)) => origin.split_once("://").is_none_or(|(_, it)| it != host),
        _ => false,
    }
}

fn same(given: &str, expected: &str) -> bool {
    !expected.is_empty() && bool::from(given.as_bytes().ct_eq(expected.as_bytes()))
}

/// The hash of what was submitted, but for the token and the key themselves.
pub(crate) fn hash_of(path: &str, posted: &Posted, raw: &[u8]) -> String {
    let mut sha = Sha256::new();
    sha.update(path.as_bytes());
    for (name, value) in posted
        .fields
        .iter()
        .filter(|(name, _)| !matches!(name.as_str(), "_csrf" | "_key" | "_code"))
    {
        sha.update((name.len() as u64).to_be_bytes());
        sha.update(name.as_bytes());
        sha.update((value.len() as u64).to_be_bytes());
        sha.update(value.as_bytes());
    }
    posted
        .files
        .iter()
        .for_each(|file| sha.update(Sha256::digest(&file.bytes)));
    sha.update(raw);
    HEXLOWER.encode(&sha.finalize())
}

/// A page for a body that is larger than this service takes.
pub(crate) fn too_large(limit_mb: i64) -> Response {
    let asked = asked();
    let (title, body) = (
        t!("access-too-large"),
        t!("access-too-large-next", limit = limit_mb),
    );
    let mut response = if asked.json {
        crate::api::problem(
            StatusCode::PAYLOAD_TOO_LARGE,
            &title,
            &body,
            &Failure::Absent,
        )
    } else {
        error_page(StatusCode::PAYLOAD_TOO_LARGE, title, body, &asked.request).into_response()
    };
    response
        .headers_mut()
        .insert(header::CONNECTION, HeaderValue::from_static("close"));
    response
}

/// Reads a body up to a limit.
pub(crate) async fn bytes_of(payload: Body, limit: usize) -> Option<axum::body::Bytes> {
    to_bytes(payload, limit).await.ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_proxy_on_this_machine_tells_whom_it_answers() {
        let mut headers = HeaderMap::new();
        headers.insert(
            "x-forwarded-for",
            HeaderValue::from_static("198.51.100.9, 203.0.113.7"),
        );
        let here: IpAddr = [127, 0, 0, 1].into();
        let there: IpAddr = [192, 0, 2, 1].into();

        assert_eq!(address(here, &headers), "203.0.113.7");
        assert_eq!(address(there, &headers), "192.0.2.1");
        assert_eq!(address(here, &HeaderMap::new()), "127.0.0.1");
    }
}
