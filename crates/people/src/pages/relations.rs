//! 関係者 on the page of a worker: told and ended by those who look after registrations.

use super::form::shown;
use super::id_of;
use crate::directory::{self, Sheet};
use crate::relations::{self, Relation};
use access::{Act, Done, Form, PageError, Resource, Visit};
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use webkit::prelude::*;

/// Who is related to this worker, and the form to tell of another.
pub(super) fn related(it: &Sheet, told: &[Relation]) -> Markup {
    let path = format!("/workers/{}/relations", it.public_id);
    html! {
        p { (t!("people-relations-lead")) }
        @if told.is_empty() { (empty(t!("people-relations-none"), t!("people-relations-none-next"))) }
        @else { (relation_table(told, &path)) }
        (details(t!("people-relation-tell"), relation_form(&path, &Filled::default())))
    }
}

fn relation_table(told: &[Relation], path: &str) -> Markup {
    let none: [(&str, &str); 0] = [];
    let columns = [
        column(t!("people-relation-staff"), |it: &Relation| text(&it.name)),
        column(t!("people-relation-source"), |it: &Relation| {
            text(&it.source)
        }),
        column(t!("people-relation-on"), |it: &Relation| day(it.entered_on)),
        column(t!("people-relation-end"), |it: &Relation| {
            let at = format!("{path}/{}/end", it.public_id);
            post_button(at, t!("people-relation-end-do"), none)
        }),
    ];
    table(t!("people-relations"), told, columns).markup()
}

fn relation_form(path: &str, filled: &Filled) -> Markup {
    let fields = html! {
        (field_text("login", t!("people-relation-login")).required().kind("email").max(200).filled(filled))
        (field_text("source", t!("people-relation-source")).support(t!("people-relation-source-support")).required().max(200).filled(filled))
    };
    form(path)
        .submit(t!("people-relation-tell-do"))
        .body(fields)
        .markup()
}

pub(super) async fn tell(
    visit: Visit,
    Path(id): Path<String>,
    Form(posted): Form,
) -> Result<Response, PageError> {
    let scope = visit.may(Act::Read(Resource::Workers))?;
    let it = directory::sheet(visit.db(), &scope, &id_of(&id)?).await?;
    let mut reader = posted.reader();
    let (login, source) = (reader.text("login", 200), reader.text("source", 200));
    let filled = reader.filled();
    let (Some(login), Some(source)) = (login, source) else {
        return Ok(again(&it, &filled));
    };
    match relations::tell(visit.db(), &visit.actor, &it.public_id, &login, &source).await {
        Ok(_) => Ok(Done::to(format!("/workers/{id}"))
            .saying(words!("people-relation-told"))
            .into_response()),
        Err(failure) => Ok(again(&it, &shown(failure, filled)?)),
    }
}

fn again(it: &Sheet, filled: &Filled) -> Response {
    let here = format!("/workers/{}", it.public_id);
    let crumbs = [
        (t!("people-list"), "/workers".to_owned()),
        (it.name.clone(), here.clone()),
    ];
    Page::titled(t!("people-relation-tell"))
        .crumbs(&crumbs)
        .errors(filled)
        .body(relation_form(&format!("{here}/relations"), filled))
        .into_response()
}

pub(super) async fn end(
    visit: Visit,
    Path((id, relation)): Path<(String, String)>,
) -> Result<Done, PageError> {
    let (worker, relation) = (id_of(&id)?, id_of(&relation)?);
    relations::end(visit.db(), &visit.actor, &worker, &relation).await?;
    Ok(Done::to(format!("/workers/{id}")).saying(words!("people-relation-ended")))
}
