//! 作業: one item beside the manual. Everything works without script: 「保存」 keeps what was typed at any moment.

use access::{AccountId, Act, Done, Failure, Form, PageError, Resource, Visit};
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use webkit::prelude::*;

use super::{id_of, title_of};
use crate::answer::{Answer, ResultOf, given};
use crate::stage::StageName;
use crate::{ItemCard, WorkCard, items, store, working};

/// The most characters of one corrected value and of the remark.
const VALUE_CHARS: usize = 500;
const REMARK_CHARS: usize = 1_000;

pub async fn claim(visit: Visit, Path(id): Path<String>) -> Result<Done, PageError> {
    match working::claim_next(visit.db(), &visit.actor, &id_of(&id)?).await? {
        Some(_) => Ok(Done::to(format!("/work/{id}/item"))),
        None => Ok(Done::to(format!("/work/{id}")).saying(words!("work-none-left"))),
    }
}

pub async fn show(visit: Visit, Path(id): Path<String>) -> Result<Page, PageError> {
    item_page(&visit, &id, None).await
}

/// The item at hand; `typed` is what a form held that could not be taken as it was.
async fn item_page(
    visit: &Visit,
    id: &str,
    typed: Option<(&Answer, &Filled)>,
) -> Result<Page, PageError> {
    let scope = visit.may(Act::Read(Resource::Offers))?;
    let card = store::card(visit.db(), &scope, &id_of(id)?).await?;
    working::must_be_in_room(visit.db(), &card).await?;
    let real_now = visit.db().clock().real_now();
    let at_work = matches!(card.stage_name(), StageName::Underway | StageName::Returned);
    let next = if at_work {
        items::next(visit.db(), card.key(), visit.actor.account, real_now).await?
    } else {
        None
    };
    let crumbs = [
        (t!("work-work"), "/work".to_owned()),
        (title_of(&card), format!("/work/{id}")),
    ];
    let Some(item) = next else {
        let next = html! { (button_primary(format!("/work/{id}"), t!("work-to-work"))) };
        return Ok(Page::titled(t!("work-item-none"))
            .crumbs(&crumbs)
            .body(empty(t!("work-none-left"), next)));
    };
    let page = Page::titled(t!("work-item-title", number = &item.item_number))
        .crumbs(&crumbs)
        .wide();
    if !is_held(&item, visit.actor.account, real_now) {
        let resume = form(format!("/work/{id}/claims")).submit(t!("work-resume"));
        return Ok(page.body(card_now(t!("work-item-waiting"), resume)));
    }
    let manual =
        orders::read::manual_current(visit.db(), orders::OrderId(card.client_order)).await?;
    let lines_of = manual
        .map(|it| {
            it.lines
                .into_iter()
                .map(|line| (line.no, line.body))
                .collect()
        })
        .unwrap_or_default();
    let (answer, filled) = match typed {
        Some((answer, filled)) => (answer.clone(), filled.clone()),
        None => (Answer::read(&item.answer), Filled::default()),
    };
    Ok(page
        .errors(&filled)
        .body(html! { (cards([entry(&card, &item, &answer, &filled), manual_card(lines_of)])) }))
}

fn is_held(item: &ItemCard, who: AccountId, real_now: base::Moment) -> bool {
    item.holder == Some(who.0) && item.lease_until.is_some_and(|until| real_now < until)
}

/// Names of the form's fields for the client's values, by position.
fn field_name(at: usize) -> String {
    format!("value_{at}")
}

fn entry(work: &WorkCard, item: &ItemCard, answer: &Answer, filled: &Filled) -> Markup {
    let results = ResultOf::ALL.map(|it| (it.text().to_owned(), Words::new(it.key()).say()));
    let result = field_radios("result", t!("work-result"))
        .required()
        .options(results)
        .filled(filled);
    let result = match answer.result {
        Some(it) => result.value(it.text()),
        None => result,
    };
    let values = given(&item.fields);
    let body = html! {
        (saved_mark(item))
        @for (at, (label, value)) in values.iter().enumerate() {
            (field_text(field_name(at), label).filled(filled).value(answer.value(label).unwrap_or(value)).support(t!("work-as-given", value = value)).max(VALUE_CHARS))
        }
        (result)
        (field_area("remark", t!("work-remark")).optional().filled(filled).value(&answer.remark).rows(3))
    };
    let entry = form(format!("/work-items/{}/answer", item.public_id))
        .hidden("lease_no", item.lease_no.to_string())
        .body(body)
        .draft()
        .submit(t!("work-submit"))
        .or_submit("then", "save", t!("work-save"))
        .or_submit("then", "later", t!("work-later"));
    card(
        t!("work-item-of", at = item.position, of = work.wanted()),
        entry,
    )
}

/// 「保存しました 21:14」.
fn saved_mark(item: &ItemCard) -> Markup {
    let Some(at) = item.saved_at else {
        return Markup::default();
    };
    let (hour, minute) = at.wall_clock();
    html! { p.note role="status" { (t!("work-saved", time = format!("{hour:02}:{minute:02}"))) } }
}

fn manual_card(manual: Vec<(String, String)>) -> Markup {
    if manual.is_empty() {
        return card(t!("work-manual"), note(t!("work-manual-none")));
    }
    let rows: Vec<(String, Markup)> = manual
        .into_iter()
        .map(|(no, body)| (no, lines(body)))
        .collect();
    card(t!("work-manual"), facts(&rows))
}

pub async fn answer(
    visit: Visit,
    Path(id): Path<String>,
    Form(posted): Form,
) -> Result<Response, PageError> {
    let scope = visit.may(Act::Write(Resource::WorkItems))?;
    let item = items::item(visit.db(), &scope, &id_of(&id)?).await?;
    let mut reader = posted.reader();
    let lease_no = reader.integer("lease_no", 0..=i64::MAX).unwrap_or(0);
    let then = reader.optional_choice("then", &["save", "later"]);
    let answer = Answer {
        result: reader
            .optional_choice("result", &ResultOf::ALL.map(ResultOf::text))
            .and_then(|it| ResultOf::named(&it)),
        values: given(&item.fields)
            .into_iter()
            .enumerate()
            .map(|(at, (label, _))| {
                (
                    label,
                    reader
                        .optional_text(&field_name(at), VALUE_CHARS)
                        .unwrap_or_default(),
                )
            })
            .collect(),
        remark: reader
            .optional_text("remark", REMARK_CHARS)
            .unwrap_or_default(),
    };
    if !reader.is_clean() {
        return Ok(item_page(
            &visit,
            item.work_public_id.as_str(),
            Some((&answer, &reader.filled())),
        )
        .await?
        .into_response());
    }
    let filled = reader.filled();
    let done = match then.as_deref() {
        Some("later") => later(&visit, &item, lease_no, &answer).await,
        Some(_) => save(&visit, &item, lease_no, &answer).await,
        None => submit(&visit, &item, lease_no, &answer, &filled).await,
    };
    match done {
        // Another hand took the item over meanwhile; what it wrote stands beside what was typed here.
        Err(PageError(Failure::Stale)) => {
            let now = items::item(visit.db(), &scope, &item.public_id).await?;
            let (me, real_now) = (visit.actor.account, visit.db().clock().real_now());
            if !is_held(&now, me, real_now) {
                return done;
            }
            let filled = filled.against(stored(&now));
            let work = item.work_public_id.as_str();
            let page = item_page(&visit, work, Some((&answer, &filled))).await?;
            Ok(page.into_response())
        }
        done => done,
    }
}

/// What an item holds now, by the fields of its form.
fn stored(item: &ItemCard) -> Vec<(String, String)> {
    let answer = Answer::read(&item.answer);
    let values = given(&item.fields);
    let mut texts: Vec<(String, String)> = values
        .iter()
        .enumerate()
        .map(|(at, (label, value))| {
            let text = answer.value(label).unwrap_or(value);
            (field_name(at), text.to_owned())
        })
        .collect();
    let result = answer.result.map_or("", ResultOf::text);
    texts.push(("result".to_owned(), result.to_owned()));
    texts.push(("remark".to_owned(), answer.remark));
    texts
}

async fn save(
    visit: &Visit,
    item: &ItemCard,
    lease_no: i64,
    answer: &Answer,
) -> Result<Response, PageError> {
    let saved = working::save_answer(
        visit.db(),
        &visit.actor,
        &item.public_id,
        lease_no,
        &answer.written(),
    )
    .await?;
    let (hour, minute) = saved.at.wall_clock();
    let words = words!("work-saved", time = format!("{hour:02}:{minute:02}"));
    Ok(Done::to(format!("/work/{}/item", item.work_public_id))
        .saying(words)
        .into_response())
}

/// Saves and lets the item go in one command.
async fn later(
    visit: &Visit,
    item: &ItemCard,
    lease_no: i64,
    answer: &Answer,
) -> Result<Response, PageError> {
    working::put_aside(
        visit.db(),
        &visit.actor,
        &item.public_id,
        lease_no,
        &answer.written(),
    )
    .await?;
    Ok(Done::to(format!("/work/{}", item.work_public_id))
        .saying(words!("work-put-aside"))
        .into_response())
}

async fn submit(
    visit: &Visit,
    item: &ItemCard,
    lease_no: i64,
    answer: &Answer,
    filled: &Filled,
) -> Result<Response, PageError> {
    let work = &item.work_public_id;
    match working::submit_item(
        visit.db(),
        &visit.actor,
        &item.public_id,
        lease_no,
        &answer.written(),
    )
    .await
    {
        Ok(it) if it.left == 0 => Ok(Done::to(format!("/work/{work}"))
            .saying(words!("work-none-left"))
            .into_response()),
        Ok(it) => {
            // The next item opens at once; what keeps it closed is said by its own page. The form's key belongs to what
            // was handed in, not to this second command.
            let next = visit.actor.submitting(None);
            match working::claim_next(visit.db(), &next, work).await {
                Ok(_) | Err(Failure::Refused(_)) => {}
                Err(other) => return Err(other.into()),
            }
            Ok(Done::to(format!("/work/{work}/item"))
                .saying(words!("work-submitted", left = it.left))
                .into_response())
        }
        Err(Failure::Refused(why)) => {
            let field = if answer.result.is_none() {
                "result"
            } else {
                "remark"
            };
            let filled = filled.clone().with_fault(field, why);
            Ok(item_page(visit, work.as_str(), Some((answer, &filled)))
                .await?
                .into_response())
        }
        Err(failure) => Err(failure.into()),
    }
}
