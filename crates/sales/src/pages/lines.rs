//! The dated lines with which hourly yardsticks are compared.

use super::shown;
use crate::rules::ReferenceLine;
use crate::store;
use access::{Act, Done, Form, PageError, Resource, Visit};
use axum::response::{IntoResponse, Response};
use webkit::prelude::*;

pub(crate) async fn list(visit: Visit) -> Result<Page, PageError> {
    page(&visit, &Filled::default()).await
}

async fn page(visit: &Visit, filled: &Filled) -> Result<Page, PageError> {
    let lines = store::reference_lines(visit.db()).await?;
    let may_write = visit.may(Act::Write(Resource::Quotes)).is_ok();
    let page = Page::titled(t!("sales-lines"))
        .crumbs(&[(t!("sales-quotes"), "/quotes")])
        .lead(t!("sales-lines-lead"))
        .errors(filled);
    Ok(page.body(html! {
        (error_summary(filled))
        (table(t!("sales-lines"), &lines, [
            column(t!("sales-prefecture"), |it: &ReferenceLine| text(&it.prefecture)),
            column(t!("sales-from"), |it: &ReferenceLine| day(it.from_on)),
            number_column(t!("sales-per-hour"), |it: &ReferenceLine| yen(it.yen_per_hour)),
            column(t!("sales-source"), |it: &ReferenceLine| text(&it.source)),
        ]))
        @if may_write {
            (section(t!("sales-line-add"), form("/quotes/reference-lines").body(html! {
                (field_text("prefecture", t!("sales-prefecture")).required().max(10).filled(filled))
                (field_date("from_on", t!("sales-from")).required().filled(filled))
                (field_yen("yen_per_hour", t!("sales-per-hour")).required().filled(filled))
                (field_text("source", t!("sales-source")).required().max(120).filled(filled))
            }).submit(t!("sales-line-keep"))))
        }
    }))
}

pub(crate) async fn keep(visit: Visit, Form(posted): Form) -> Result<Response, PageError> {
    let mut reader = posted.reader();
    let line = (
        reader.text("prefecture", 10),
        reader.day("from_on"),
        reader.yen("yen_per_hour"),
        reader.text("source", 120),
    );
    let filled = reader.filled();
    let (Some(prefecture), Some(from_on), Some(yen_per_hour), Some(source)) = line else {
        return Ok(page(&visit, &filled).await?.into_response());
    };
    if yen_per_hour.is_zero() {
        let filled = filled.with_fault("yen_per_hour", words!("sales-fault-zero"));
        return Ok(page(&visit, &filled).await?.into_response());
    }
    let line = ReferenceLine {
        prefecture,
        from_on,
        yen_per_hour,
        source,
    };
    match crate::keep_line(visit.db(), &visit.actor, &line).await {
        Ok(()) => Ok(Done::to("/quotes/reference-lines")
            .saying(words!("sales-line-kept"))
            .into_response()),
        Err(failure) => Ok(page(&visit, &shown(failure, filled)?)
            .await?
            .into_response()),
    }
}
