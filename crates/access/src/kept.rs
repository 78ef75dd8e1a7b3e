//! What was typed into a form that came too late: it goes along through the door and is sent afterwards, so that nobody
//! writes anything twice (safety §3). It opens only for the person for whom the form was drawn.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use webkit::prelude::*;
use webkit::shell::Shell;
use webkit::typed_texts;

use crate::guard::{Sent, asked};
use crate::{AccountId, App, Failure, PageError, Vault, cookies, pages, sessions};

/// The name under which it stands in the forms of the door.
pub(crate) const FIELD: &str = "_kept";

/// Forms whose fields are secrets, or that mean nothing later.
const NOT_KEPT: [&str; 5] = [
    "/account",
    "/enter",
    "/invitations",
    "/sign-in",
    "/sign-out",
];

/// A form as it was sent, and for whom.
pub(crate) struct Kept {
    path: String,
    whose: String,
    fields: Vec<(String, String)>,
}

/// The answer to a form that came too late; the error itself where there is nothing to keep.
pub(crate) async fn or(
    error: PageError,
    app: &App,
    account: AccountId,
    sent: &Sent<'_>,
) -> Result<Response, PageError> {
    if !sent.unsafe_method || sent.json {
        return Err(error);
    }
    let csrf = sent.posted.csrf();
    match &error.0 {
        Failure::SignIn => {
            let token = cookies::session(sent.headers, &app.settings).unwrap_or_default();
            let owner = sessions::drawn_for(&app.db, &token, csrf).await?;
            match owner.and_then(|it| Kept::of(app, it)) {
                Some(it) => Ok(it.at_the_door(&app.vault)),
                None => Err(error),
            }
        }
        Failure::Expired if account.0 > 0 && sessions::drew(&app.db, account, csrf).await? => {
            match Kept::of(app, account) {
                Some(it) => Ok(it
                    .again()
                    .status(StatusCode::UNPROCESSABLE_ENTITY)
                    .into_response()),
                None => Err(error),
            }
        }
        _ => Err(error),
    }
}

impl Kept {
    /// The form of this request.
    fn of(app: &App, account: AccountId) -> Option<Kept> {
        let asked = asked();
        let secret = NOT_KEPT.iter().any(|it| asked.path.starts_with(it));
        (!secret).then(|| Kept {
            path: asked.path,
            whose: mark(&app.vault, account),
            fields: asked
                .typed
                .into_iter()
                .filter(|(name, _)| !matches!(name.as_str(), "_csrf" | "_key" | "_code"))
                .collect(),
        })
    }

    /// Reads it back from the door's form, when it is this person's and of this installation.
    pub(crate) fn read(vault: &Vault, text: &str, account: AccountId) -> Option<Kept> {
        let mut pairs: Vec<(String, String)> = serde_urlencoded::from_str(text).ok()?;
        let seal = pairs.pop()?.1;
        if seal != sealed(vault, &pairs) || pairs.len() < 2 {
            return None;
        }
        let fields = pairs.split_off(2);
        let [(_, path), (_, whose)] = pairs.try_into().ok()?;
        (whose == mark(vault, account)).then_some(Kept {
            path,
            whose,
            fields,
        })
    }

    /// As one field of the door's forms.
    fn text(&self, vault: &Vault) -> String {
        let mut pairs = vec![
            ("path".to_owned(), self.path.clone()),
            ("whose".to_owned(), self.whose.clone()),
        ];
        pairs.extend(self.fields.iter().cloned());
        pairs.push(("seal".to_owned(), sealed(vault, &pairs)));
        serde_urlencoded::to_string(pairs).unwrap_or_default()
    }

    /// The door, with the form in its pocket.
    fn at_the_door(&self, vault: &Vault) -> Response {
        let filled = Filled::of([("next", "/".to_owned()), (FIELD, self.text(vault))]);
        pages::sign_in_page(&filled)
            .lead(t!("access-kept-sign-in"))
            .status(StatusCode::UNAUTHORIZED)
            .into_response()
    }

    /// The form once more, to be sent with one press.
    pub(crate) fn again(&self) -> Page {
        let mut again = form(self.path.clone()).submit(t!("access-kept-send"));
        for (name, value) in &self.fields {
            again = again.hidden(name.clone(), value.clone());
        }
        Page::titled(t!("access-kept"))
            .lead(t!("access-kept-lead"))
            .body(typed_texts(&self.fields))
            .body(again)
    }
}

/// A page for the sign-in that has just begun, whose forms carry its token.
pub(crate) async fn within(csrf: String, page: impl FnOnce() -> Page) -> Response {
    let shell = Shell {
        csrf,
        ..(*webkit::shell::current()).clone()
    };
    webkit::shell::scope(shell, async { page().into_response() }).await
}

fn mark(vault: &Vault, account: AccountId) -> String {
    vault.fingerprint(&format!("kept|{}", account.0))
}

fn sealed(vault: &Vault, pairs: &[(String, String)]) -> String {
    let text = serde_urlencoded::to_string(pairs).unwrap_or_default();
    vault.fingerprint(&format!("kept-form|{text}"))
}
