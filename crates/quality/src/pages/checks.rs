//! 確認待ち: drawn items one after the other, oldest first; what was given beside what was written.

use access::{Act, Done, Failure, Form, PageError, Resource, Visit};
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Response};
use base::PublicId;
use serde::Deserialize;
use webkit::prelude::*;
use work::ItemWorkId;
use work::answer::{Answer, given};

use super::{cause_words, id_of, read_return, return_fields};
use crate::checking;
use crate::store::{self, CheckRow, FindingRow, PAGE};

#[derive(Deserialize, Default)]
pub struct Listed {
    order: Option<String>,
    page: Option<u64>,
}

pub async fn list(visit: Visit, Query(listed): Query<Listed>) -> Result<Page, PageError> {
    let scope = visit.may(Act::Read(Resource::Inspections))?;
    let order = listed.order.as_deref().and_then(PublicId::parse);
    let at = listed.page.unwrap_or(1).max(1);
    let me = visit.actor.account.0;
    let mut rows = store::awaiting(visit.db(), &scope, me, order.as_ref(), at).await?;
    let objections = store::open_objections(visit.db(), &scope, me).await?;
    let more = rows.len() as u64 > PAGE;
    let waiting: i64 = store::awaiting_by_order(visit.db(), &scope, me)
        .await?
        .iter()
        .filter(|it| order.as_ref().is_none_or(|one| *one == it.order_public_id))
        .map(|it| it.items)
        .sum();
    rows.truncate(PAGE as usize);
    let page = Page::titled(t!("quality-checks")).lead(t!("quality-checks-lead"));
    let page = objections
        .iter()
        .fold(page, |page, it| page.body(objection_card(it)));
    if rows.is_empty() {
        return Ok(page.body(empty(
            t!("quality-checks-none"),
            html! { p { (t!("quality-checks-none-why")) } },
        )));
    }
    let base = order.map_or_else(
        || "/checks".to_owned(),
        |it| webkit::with_query("/checks", "order", it.as_str()),
    );
    let name = |it: &CheckRow| {
        link(
            format!("/checks/{}", it.public_id),
            t!("quality-item", number = &it.item_number),
        )
    };
    Ok(page
        .body(
            table(
                t!("quality-checks-table"),
                &rows,
                [
                    column(t!("quality-item-head"), name),
                    column(t!("quality-work"), |it: &CheckRow| {
                        text(t!("quality-work-lot", title = &it.title, lot = it.lot_no))
                    }),
                    column(t!("quality-maker"), |it: &CheckRow| text(&it.worker_name)),
                    column(t!("quality-submitted-at"), |it: &CheckRow| {
                        it.submitted_at.map_or_else(dash, moment)
                    }),
                    column(t!("quality-round"), |it: &CheckRow| {
                        if it.rounds > 0 {
                            text(t!("quality-round-again", round = it.rounds + 1))
                        } else {
                            text(t!("quality-round-first"))
                        }
                    }),
                ],
            )
            .paged(at, PAGE, more, usize::try_from(waiting).ok()),
        )
        .body(pagination_open(at as usize, more, &base)))
}

/// An objection that somebody else than the reader raised a finding for.
fn objection_card(it: &FindingRow) -> Markup {
    let answer = form(format!("/findings/{}/answer", it.public_id))
        .body(field_area("answer", t!("quality-objection-answer")).id(format!("answer-{}", it.public_id)).required().rows(2))
        .beside(html! { button.button.outlined type="submit" name="upheld" value="yes" { (t!("quality-objection-uphold")) } })
        .beside(html! { button.button.outlined type="submit" name="upheld" value="no" { (t!("quality-objection-keep")) } });
    card(
        t!("quality-objection-title"),
        html! {
            (facts(&[
                (t!("quality-item-head"), text(it.item_number.as_deref().unwrap_or_default())),
                (t!("quality-place"), text(&it.place)),
                (t!("quality-cause"), text(cause_words(it.cause()))),
                (t!("quality-manual-line"), text(&it.manual_line)),
                (t!("quality-objection"), lines(it.objection.as_deref().unwrap_or_default())),
            ]))
            (answer)
        },
    )
}

pub async fn show(visit: Visit, Path(id): Path<String>) -> Result<Page, PageError> {
    check_page(&visit, &id, &Filled::default()).await
}

async fn check_page(visit: &Visit, id: &str, filled: &Filled) -> Result<Page, PageError> {
    let scope = visit.may(Act::Read(Resource::Inspections))?;
    let row = store::check_row(visit.db(), &scope, &id_of(id)?).await?;
    if row.class == "secure" {
        work::must_be_in_room_as(visit.db(), visit.actor.account).await?;
    }
    let findings = store::findings_of_item(visit.db(), ItemWorkId(row.id)).await?;
    let manual =
        orders::read::manual_current(visit.db(), orders::OrderId(row.client_order)).await?;
    let answer = Answer::read(&row.answer);
    let waiting = matches!(row.state.as_str(), "submitted" | "checking");
    let may = visit.may(Act::Write(Resource::Inspections)).is_ok()
        && visit.actor.account.0 != row.account;
    let page = Page::titled(t!("quality-item", number = &row.item_number))
        .crumbs(&[(t!("quality-checks"), "/checks")])
        .lead(t!(
            "quality-item-of",
            title = &row.title,
            lot = row.lot_no,
            worker = &row.worker_name
        ))
        .wide()
        .errors(filled)
        .body(compared(&row, &answer))
        .body(earlier(&findings));
    let page = if waiting && may {
        page.body(judgement(id, filled))
    } else {
        page.body(note(t!("quality-not-waiting")))
    };
    let Some(manual) = manual else {
        return Ok(page);
    };
    let rows: Vec<(String, Markup)> = manual
        .lines
        .into_iter()
        .map(|line| (line.no, lines(line.body)))
        .collect();
    Ok(page.body(details(t!("quality-manual"), facts(&rows))))
}

/// Label, given and written side by side; what was changed is marked in words.
fn compared(row: &CheckRow, answer: &Answer) -> Markup {
    let rows: Vec<(String, String, String)> = given(&row.fields)
        .into_iter()
        .map(|(label, value)| {
            let written = answer.value(&label).unwrap_or(&value).to_owned();
            (label, value, written)
        })
        .collect();
    let changed = |(_, before, after): &(String, String, String)| {
        if before == after {
            dash()
        } else {
            chip(Tone::Info, t!("quality-changed"))
        }
    };
    let result = answer
        .result
        .map_or_else(dash, |it| text(Words::new(it.key()).say()));
    html! {
        (table(t!("quality-compared"), &rows, [
            column(t!("quality-label"), |it: &(String, String, String)| text(&it.0)),
            column(t!("quality-given"), |it: &(String, String, String)| lines(&it.1)),
            column(t!("quality-written"), |it: &(String, String, String)| lines(&it.2)),
            column(t!("quality-change"), changed),
        ]))
        (facts(&[(t!("quality-result"), result), (t!("quality-remark"), if answer.remark.is_empty() { dash() } else { lines(&answer.remark) })]))
    }
}

fn earlier(findings: &[FindingRow]) -> Markup {
    if findings.is_empty() {
        return Markup::default();
    }
    table(
        t!("quality-findings"),
        findings,
        [
            column(t!("quality-place"), |it: &FindingRow| text(&it.place)),
            column(t!("quality-cause"), |it: &FindingRow| {
                text(cause_words(it.cause()))
            }),
            column(t!("quality-manual-line"), |it: &FindingRow| {
                text(&it.manual_line)
            }),
            column(t!("quality-note"), |it: &FindingRow| lines(&it.note)),
            column(t!("quality-found-on"), |it: &FindingRow| day(it.found_on)),
        ],
    )
    .markup()
}

fn judgement(id: &str, filled: &Filled) -> Markup {
    let pass = form(format!("/checks/{id}/pass")).submit(t!("quality-pass"));
    let back = form(format!("/checks/{id}/return"))
        .body(return_fields(filled))
        .beside(button(t!("quality-return")));
    html! { (pass) (section(t!("quality-return-title"), back)) }
}

pub async fn pass(visit: Visit, Path(id): Path<String>) -> Result<Done, PageError> {
    checking::pass_item(visit.db(), &visit.actor, &id_of(&id)?).await?;
    Ok(Done::to(next(&visit).await?).saying(words!("quality-passed")))
}

pub async fn send_back(
    visit: Visit,
    Path(id): Path<String>,
    Form(posted): Form,
) -> Result<Response, PageError> {
    let mut reader = posted.reader();
    let Some(why) = read_return(&mut reader).filter(|_| reader.is_clean()) else {
        return Ok(check_page(&visit, &id, &reader.filled())
            .await?
            .into_response());
    };
    checking::return_item(visit.db(), &visit.actor, &id_of(&id)?, &why).await?;
    Ok(Done::to(next(&visit).await?)
        .saying(words!("quality-returned"))
        .into_response())
}

/// The next item that waits, else the list.
async fn next(visit: &Visit) -> Result<String, Failure> {
    let scope = visit.may(Act::Read(Resource::Inspections))?;
    let rows = store::awaiting(visit.db(), &scope, visit.actor.account.0, None, 1).await?;
    Ok(rows.first().map_or_else(
        || "/checks".to_owned(),
        |it| format!("/checks/{}", it.public_id),
    ))
}

pub async fn answer_objection(
    visit: Visit,
    Path(id): Path<String>,
    Form(posted): Form,
) -> Result<Done, PageError> {
    let mut reader = posted.reader();
    let answer = reader.text("answer", 1_000);
    let upheld = reader.choice("upheld", &["yes", "no"]);
    if let Err(filled) = reader.finish() {
        return Err(Failure::Faulty(filled.errors).into());
    }
    checking::answer_objection(
        visit.db(),
        &visit.actor,
        &id_of(&id)?,
        upheld.as_deref() == Some("yes"),
        &answer.unwrap_or_default(),
    )
    .await?;
    Ok(Done::to("/checks").saying(words!("quality-objection-answered")))
}
