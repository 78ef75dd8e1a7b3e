//! 採用した自治体: who has taken the scheme up, since when, by which agreement.

use super::project::source;
use super::projects::options;
use crate::actions::{self, NewAdoption};
use crate::store::{self, AdoptionRow};
use access::{Act, Done, Form, PageError, Resource, Scope, Visit, places, shown};
use axum::response::{IntoResponse, Response};
use webkit::prelude::*;

const ENTERS: Act = Act::Write(Resource::Indicators);

/// 採用した自治体.
pub(super) async fn list(visit: Visit) -> Result<Page, PageError> {
    page(&visit, &Filled::default()).await
}

async fn page(visit: &Visit, filled: &Filled) -> Result<Page, PageError> {
    let rows = store::adoptions(visit.db()).await?;
    let enters = visit.may(ENTERS).is_ok_and(|it| it.region);
    let towns = options(visit, &Scope::whole_region()).await?;
    Ok(Page::titled(t!("region-adoptions")).lead(t!("region-adoptions-lead")).crumbs(&[(t!("region-indicators"), "/indicators")]).errors(filled).body(html! {
        @if rows.is_empty() { (empty(t!("region-no-adoptions"), text(t!("region-no-adoptions-next")))) }
        @else { (table(t!("region-adoptions"), &rows, columns())) }
        @if enters {
            (section(t!("region-adoption-enter"), form("/adoptions").submit(t!("region-enter")).body(html! {
                (field_select("town", t!("region-town")).support(t!("region-adoption-town-support")).optional().options(towns).filled(filled))
                (field_text("name", t!("region-adopter")).required().max(40).filled(filled))
                (field_date("on_day", t!("region-adopted-on")).required().filled(filled))
                (field_date("began_on", t!("region-began-on")).optional().filled(filled))
                (field_date("coworking_on", t!("region-coworking-on")).optional().filled(filled))
                (source(filled, "source"))
            })))
        }
    }))
}

pub(super) fn columns<'a>() -> Vec<Column<'a, AdoptionRow>> {
    vec![
        column(t!("region-adopter"), |it: &AdoptionRow| text(&it.name)),
        column(t!("region-adopted-on"), |it: &AdoptionRow| day(it.on_day)),
        column(t!("region-began-on"), |it: &AdoptionRow| {
            day_or_dash(it.began_on)
        }),
        column(t!("region-coworking-on"), |it: &AdoptionRow| {
            day_or_dash(it.coworking_on)
        }),
        column(t!("region-source"), |it: &AdoptionRow| text(&it.source)),
    ]
}

pub(super) async fn adopt(visit: Visit, Form(posted): Form) -> Result<Response, PageError> {
    let towns = places::municipalities(visit.db()).await?;
    let codes: Vec<&str> = towns.iter().map(|it| it.public_id.as_str()).collect();
    let mut reader = posted.reader();
    let town = reader.optional_choice("town", &codes);
    let (name, on_day) = (reader.text("name", 40), reader.day("on_day"));
    let (began_on, coworking_on) = (
        reader.optional_day("began_on"),
        reader.optional_day("coworking_on"),
    );
    let source = reader.text("source", 200);
    let filled = reader.filled();
    let (Some(name), Some(on_day), Some(source), true) = (name, on_day, source, reader.is_clean())
    else {
        return Ok(page(&visit, &filled).await?.into_response());
    };
    let municipality = towns
        .iter()
        .find(|it| Some(it.public_id.as_str()) == town.as_deref())
        .map(|it| it.id);
    let new = NewAdoption {
        municipality,
        name,
        on_day,
        began_on,
        coworking_on,
        source,
    };
    match actions::record_adoption(visit.db(), &visit.actor, &new).await {
        Ok(_) => Ok(Done::to("/adoptions")
            .saying(words!("region-entered"))
            .into_response()),
        Err(failure) => Ok(page(&visit, &shown(failure, filled)?)
            .await?
            .into_response()),
    }
}
