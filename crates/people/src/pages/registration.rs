//! Registering one person.

use super::form::{profile_fields, read_profile, shown};
use crate::week::MOST_WEEKLY_MINUTES;
use crate::worker::NewWorker;
use crate::{Stage, actions};
use access::{Done, Failure, Form, MunicipalityId, PageError, Visit, places};
use axum::response::{IntoResponse, Response};
use webkit::prelude::*;

pub(super) async fn blank(visit: Visit) -> Result<Page, PageError> {
    let filled = Filled::default().with("registered_on", visit.today().to_string());
    page(&visit, &filled).await
}

async fn page(visit: &Visit, filled: &Filled) -> Result<Page, PageError> {
    let towns = places::municipalities(visit.db()).await?;
    Ok(Page::titled(t!("people-new")).crumbs(&[(t!("people-list"), "/workers")]).lead(t!("people-new-lead")).errors(filled).body(
        form("/workers").submit(t!("people-new-do")).body(html! {
            (profile_fields(filled, false))
            (field_select("town", t!("people-town")).required().filled(filled)
                .options(towns.iter().map(|it| (it.public_id.to_string(), it.name.clone()))))
            (field_date("registered_on", t!("people-registered-on")).required().filled(filled))
            (field_number("weekly_hours", t!("people-weekly")).optional().suffix(t!("people-hour-unit"))
                .support(t!("people-weekly-support")).filled(filled))
        }),
    ))
}

pub(super) async fn register(visit: Visit, Form(posted): Form) -> Result<Response, PageError> {
    let towns = places::municipalities(visit.db()).await?;
    let codes: Vec<&str> = towns.iter().map(|it| it.public_id.as_str()).collect();
    let mut reader = posted.reader();
    let profile = read_profile(&mut reader, false);
    let town = reader.choice("town", &codes);
    let registered_on = reader.day("registered_on");
    let hours = reader.optional_integer("weekly_hours", 0..=MOST_WEEKLY_MINUTES / 60);
    let town = towns
        .iter()
        .find(|it| Some(it.public_id.as_str()) == town.as_deref());
    let filled = reader.filled();
    if reader.finish().is_err() {
        return Ok(page(&visit, &filled).await?.into_response());
    }
    let new = NewWorker {
        account: None,
        login: None,
        municipality: town.map_or(MunicipalityId(0), |it| it.id),
        registered_on: registered_on.ok_or(Failure::Absent)?,
        stage: Stage::Applied,
        weekly_minutes: hours.unwrap_or(0) * 60,
        profile,
    };
    match actions::register(visit.db(), &visit.actor, &new).await {
        Ok(done) => {
            let next = Done::to(format!("/workers/{}", done.public_id));
            Ok(next
                .saying(words!(
                    "people-registered",
                    name = new.profile.name,
                    number = done.number
                ))
                .into_response())
        }
        Err(failure) => Ok(page(&visit, &shown(failure, filled)?)
            .await?
            .into_response()),
    }
}
