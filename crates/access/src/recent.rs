//! What happened to one's own account lately that one should know of (お知らせ): the bank account changed, the password or
//! the authenticator replaced, a sign-in elsewhere.

use base::Moment;
use db::sea_orm::FromQueryResult;
use webkit::prelude::*;

use crate::account_page::device;
use crate::{Failure, Visit};

/// Older than this is no news.
const NEWS_SECONDS: i64 = 30 * 86_400;

/// One change of what protects a person, or one sign-in elsewhere.
#[derive(Clone, Debug, FromQueryResult)]
pub(crate) struct News {
    action: String,
    at: Moment,
    /// What the browser of a sign-in called itself.
    agent: String,
}

/// The latest of each kind within a month. Changes are told in business time, sign-ins happen in real time.
pub(crate) async fn of(visit: &Visit, real_now: Moment) -> Result<Vec<News>, Failure> {
    let me = visit.actor.account;
    let this = visit.session.as_ref().map_or(0, |it| it.id);
    let sql = "select action, max(at) as at, '' as agent from audit_log \
               where (account = $1 or about = $2) and at > $3 and outcome = 'done' \
               and action in ('account.give', 'account.password', 'account.second_factor') group by action \
               union all \
               select 'session.begin' as action, started_at as at, agent from session \
               where id = (select max(id) from session where account = $4 and id <> $5 and started_at > $6) \
               order by at desc";
    let values = vec![
        me.into(),
        me.into(),
        visit.now().plus_seconds(-NEWS_SECONDS).into(),
        me.into(),
        this.into(),
        real_now.plus_seconds(-NEWS_SECONDS).into(),
    ];
    Ok(db::all(visit.db(), sql, values).await?)
}

/// The notice on the page of one's own account; nothing when nothing happened.
pub(crate) fn notice(news: &[News]) -> Markup {
    if news.is_empty() {
        return Markup::default();
    }
    let lines = news.iter().map(|it| text(sentence(it)));
    banner(
        Tone::Info,
        t!("access-news"),
        html! { (list(lines)) p { (t!("access-news-next")) } },
    )
}

fn sentence(it: &News) -> String {
    match it.action.as_str() {
        "account.give" => t!("access-news-bank", at = it.at),
        "account.password" => t!("access-news-password", at = it.at),
        "account.second_factor" => t!("access-news-factor", at = it.at),
        _ => t!(
            "access-news-sign-in",
            at = it.at,
            device = device(&it.agent)
        ),
    }
}
