//! Writing and publishing the next version of a manual.

use super::manual::changes_table;
use super::{id_of, shown, version_of};
use crate::manual::{Line, LineFault, changes, parse, written};
use crate::tables::manual_version;
use crate::{read, store};
use access::{Act, Done, Failure, Form, PageError, Resource, Visit};
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use base::PublicId;
use webkit::prelude::*;

pub(crate) async fn edit(visit: Visit, Path(id): Path<String>) -> Result<Page, PageError> {
    page(&visit, &id_of(&id)?, None, &Filled::default()).await
}

async fn page(
    visit: &Visit,
    id: &PublicId,
    version: Option<i32>,
    filled: &Filled,
) -> Result<Page, PageError> {
    let scope = visit.may(Act::Write(Resource::Manuals))?;
    let order = read::order_by_public_id(visit.db(), &scope, id).await?;
    let draft = store::manual_draft(visit.db(), order.id.0).await?;
    let current = read::manual_current(visit.db(), order.id).await?;
    let before = current.map(|it| it.lines).unwrap_or_default();
    let lines = match &draft {
        Some(draft) => store::lines(visit.db(), draft.id).await?,
        None => before.clone(),
    };
    let kept = draft.as_ref().map_or(0, |it| it.version);
    let usual = filled_of(draft.as_ref(), &lines);
    let given = if filled.values.is_empty() {
        &usual
    } else {
        filled
    };
    let path = format!("/orders/{id}/manual");
    let crumbs = [
        (t!("orders-list"), "/orders".to_owned()),
        (order.title.clone(), format!("/orders/{id}")),
        (t!("orders-manual"), path.clone()),
    ];
    Ok(Page::titled(t!("orders-manual-edit")).crumbs(&crumbs).wide().errors(filled).body(html! {
        (error_summary(filled))
        (form(format!("{path}/edit")).draft().version(version.unwrap_or(kept).into()).body(html! {
            (field_area("text", t!("orders-manual-text")).support(t!("orders-manual-support")).required().rows(24).filled(given))
            (field_text("note", t!("orders-manual-note")).support(t!("orders-manual-note-support")).optional().max(200).filled(given))
        }).submit(t!("orders-manual-save")))
        @if draft.is_some() {
            (section(t!("orders-manual-changes"), html! {
                (changes_table(&changes(&before, &lines)))
                (form(format!("{path}/publication")).version(kept.into()).body(note(t!("orders-manual-publish-support"))).beside(button(t!("orders-manual-publish"))))
            }))
        }
    }))
}

/// What is stored, or an outline to begin with.
fn filled_of(draft: Option<&manual_version::Model>, lines: &[Line]) -> Filled {
    let text = match lines.is_empty() {
        true => t!("orders-manual-outline"),
        false => written(lines),
    };
    let note = draft.map(|it| it.note.clone()).unwrap_or_default();
    Filled::of([("text", text), ("note", note)])
}

/// What another director has stored since, to stand beside what was typed.
async fn stored(visit: &Visit, id: &PublicId) -> Result<Vec<(String, String)>, PageError> {
    let scope = visit.may(Act::Write(Resource::Manuals))?;
    let order = read::order_by_public_id(visit.db(), &scope, id).await?;
    let draft = store::manual_draft(visit.db(), order.id.0).await?;
    let lines = match &draft {
        Some(draft) => store::lines(visit.db(), draft.id).await?,
        None => {
            let current = read::manual_current(visit.db(), order.id).await?;
            current.map(|it| it.lines).unwrap_or_default()
        }
    };
    Ok(filled_of(draft.as_ref(), &lines).values)
}

pub(crate) async fn write(
    visit: Visit,
    Path(id): Path<String>,
    Form(posted): Form,
) -> Result<Response, PageError> {
    let id = id_of(&id)?;
    let mut reader = posted.reader();
    let version = version_of(&mut reader);
    let (text, note) = (
        reader.text("text", 200_000),
        reader.optional_text("note", 200).unwrap_or_default(),
    );
    let lines = text.map(|it| parse(&it)).transpose();
    if let Err(faults) = &lines {
        reader.fault(
            "text",
            faults
                .first()
                .map_or_else(|| words!("orders-refusal-no-manual-lines"), fault_words),
        );
    }
    let filled = reader.filled();
    let Ok(Some(lines)) = lines else {
        return Ok(page(&visit, &id, Some(version), &filled)
            .await?
            .into_response());
    };
    match crate::write_manual(visit.db(), &visit.actor, &id, &lines, &note, version).await {
        Ok(_) => Ok(Done::to(format!("/orders/{id}/manual/edit"))
            .saying(words!("orders-manual-saved"))
            .into_response()),
        Err(Failure::Stale) => {
            let filled = filled.against(stored(&visit, &id).await?);
            Ok(page(&visit, &id, None, &filled).await?.into_response())
        }
        Err(failure) => Ok(page(&visit, &id, Some(version), &shown(failure, filled)?)
            .await?
            .into_response()),
    }
}

pub(crate) async fn publish(
    visit: Visit,
    Path(id): Path<String>,
    Form(posted): Form,
) -> Result<Response, PageError> {
    let id = id_of(&id)?;
    let version = version_of(&mut posted.reader());
    match crate::publish_manual(visit.db(), &visit.actor, &id, version).await {
        Ok(it) => {
            let said = words!("orders-manual-is-published", no = it.no, count = it.changed);
            Ok(Done::to(format!("/orders/{id}/manual"))
                .saying(said)
                .into_response())
        }
        Err(failure) => Ok(page(&visit, &id, None, &shown(failure, Filled::default())?)
            .await?
            .into_response()),
    }
}

fn fault_words(fault: &LineFault) -> Words {
    match fault {
        LineFault::NoNumber { line } => words!("orders-line-no-number", line = line.to_string()),
        LineFault::NoBody { no } => words!("orders-line-no-body", no = no),
        LineFault::Twice { no } => words!("orders-line-twice", no = no),
        LineFault::TooLong { no, limit } => words!("orders-line-long", no = no, limit = *limit),
        LineFault::TooMany { limit } => words!("orders-line-many", limit = *limit),
    }
}
