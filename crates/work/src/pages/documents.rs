//! 契約書類: each terms notice, readable and printable for as long as it is kept.

use access::{Act, Done, Failure, PageError, Resource, Scope, Visit, download};
use axum::extract::{Path, Query};
use axum::response::Response;
use base::Yen;
use serde::Deserialize;
use webkit::prelude::*;

use super::{id_of, stage_chip};
use crate::papers::Notice;
use crate::stage::StageName;
use crate::store::{DocumentRow, PAGE};
use crate::{offering, store};

#[derive(Deserialize, Default)]
pub struct Listed {
    page: Option<u64>,
}

pub async fn list(visit: Visit, Query(listed): Query<Listed>) -> Result<Page, PageError> {
    let scope = visit.may(Act::Read(Resource::Offers))?;
    let at = listed.page.unwrap_or(1).max(1);
    let mut rows = store::documents(visit.db(), &scope, at).await?;
    let more = rows.len() as u64 > PAGE;
    rows.truncate(PAGE as usize);
    let page = Page::titled(t!("work-documents")).lead(t!("work-documents-lead"));
    if rows.is_empty() {
        return Ok(page.body(empty(
            t!("work-documents-none"),
            html! { p { (t!("work-documents-none-why")) } },
        )));
    }
    let total = |it: &DocumentRow| it.unit_pay.times(it.units).unwrap_or(Yen::ZERO);
    Ok(page
        .body(table(
            t!("work-documents-table"),
            &rows,
            [
                column(t!("work-notice-no"), |it: &DocumentRow| {
                    link(
                        format!("/work/{}", it.public_id),
                        t!("work-notice-number", number = it.number.to_string()),
                    )
                }),
                column(t!("work-title"), |it: &DocumentRow| {
                    text(t!("work-title-of", title = &it.title, step = &it.step_name))
                }),
                column(t!("work-issued-on"), |it: &DocumentRow| {
                    moment(it.issued_at)
                }),
                number_column(t!("work-total"), move |it: &DocumentRow| yen(total(it))),
                column(t!("work-pay-on"), |it: &DocumentRow| day(it.pay_on)),
                column(t!("work-stage"), |it: &DocumentRow| {
                    StageName::named(&it.stage).map_or_else(dash, |stage| stage_chip(stage, true))
                }),
                column(t!("work-file"), |it: &DocumentRow| {
                    link(
                        format!("/work-orders/{}/terms.pdf", it.public_id),
                        t!("work-terms-pdf"),
                    )
                }),
            ],
        ))
        .body(pagination_open(at as usize, more, "/documents")))
}

/// The notice is between the worker and the scheme: it names what is paid and to whom. A leader works by the conditions
/// on the page of the work and has no part in it.
pub(super) fn of_both_sides(visit: &Visit) -> Result<Scope, Failure> {
    Ok(Scope {
        team_of: None,
        ..visit.may(Act::Read(Resource::WorkOrders))?
    })
}

/// The PDF of a notice: drawn at the first opening from the frozen content, then kept with its hash.
pub async fn terms_pdf(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let scope = of_both_sides(&visit)?;
    let card = store::card(visit.db(), &scope, &id_of(&id)?).await?;
    let row = store::notice(visit.db(), card.key())
        .await?
        .ok_or(Failure::Absent)?;
    let bytes = match row.pdf {
        Some(bytes) => bytes,
        None => {
            let notice: Notice = serde_json::from_str(&row.content)
                .map_err(|error| unreadable(error.to_string()))?;
            let drawn = tokio::task::spawn_blocking(move || papers::pdf::draw(&notice.paper)).await;
            let bytes = drawn
                .map_err(|error| unreadable(error.to_string()))?
                .map_err(|error| unreadable(error.to_string()))?;
            offering::keep_pdf(visit.db(), &card, bytes.clone()).await?;
            bytes
        }
    };
    Ok(download(
        bytes,
        &format!("{}-{:06}.pdf", card.number, row.number),
        "application/pdf",
    ))
}

fn unreadable(why: String) -> Failure {
    Failure::Store(db::StoreError::Unreadable(why))
}

pub async fn wish_paper(visit: Visit, Path(id): Path<String>) -> Result<Done, PageError> {
    offering::wish_paper(visit.db(), &visit.actor, &id_of(&id)?).await?;
    Ok(Done::to(format!("/work/{id}")).saying(words!("work-paper-wish-taken")))
}
