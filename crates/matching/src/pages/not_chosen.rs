//! 「なぜ私ではないのか」: the calls for which a worker was looked at and not asked, each with the first limit met and what
//! would change it; never anything about another person, nor of the client.

use access::{Act, PageError, Resource, Visit};
use orders::Class;
use webkit::prelude::*;

use crate::own_words;
use crate::store::{self, PassedBy};

/// Calls on the page.
const MOST: u64 = 20;

pub(crate) async fn show(visit: Visit) -> Result<Page, PageError> {
    visit.may(Act::Read(Resource::Offers))?;
    let db = visit.db();
    let me = people::read::of_account(db, visit.actor.account).await?;
    let page = Page::titled(t!("matching-own-title"))
        .crumbs(&[(t!("matching-own-offers"), "/offers")])
        .lead(t!("matching-own-lead"));
    let mut rows = match me {
        Some(me) => store::passed_by(db, me.id, MOST).await?,
        None => Vec::new(),
    };
    rows.retain(|it| !own_words::is_known(&it.why));
    if rows.is_empty() {
        let next = html! {
            p { (t!("matching-own-none-next")) }
            (button_link("/offers", t!("matching-own-to-offers")))
        };
        return Ok(page.body(empty(t!("matching-own-none"), next)));
    }
    let (skills, kinds) = (
        people::read::skills(db).await?,
        people::read::job_types(db).await?,
    );
    let call = |it: &PassedBy| {
        let kind = kinds.iter().find(|kind| kind.id == it.job_type);
        let title = t!(
            "matching-own-call",
            kind = kind.map_or("", |kind| kind.name()),
            due = it.due_on
        );
        let (change, step) = own_words::change(&it.why, &skills);
        card(
            title,
            html! {
                (facts(&[
                    (t!("matching-own-why"), text(own_words::why(&it.why, &skills).say())),
                    (t!("matching-own-change"), text(change.say())),
                    (t!("matching-own-place-of"), text(place(it.class))),
                    (t!("matching-own-on"), day(it.sent_on.day())),
                ]))
                @if let Some((href, words)) = step.link() { p { (link(href, words.say())) } }
            },
        )
    };
    Ok(page
        .body(cards(rows.iter().map(call)))
        .body(note(t!("matching-own-free"))))
}

fn place(class: Class) -> String {
    match class {
        Class::Home => t!("matching-own-place-home"),
        Class::Site => t!("matching-own-place-site"),
        Class::Secure => t!("matching-own-place-secure"),
    }
}
