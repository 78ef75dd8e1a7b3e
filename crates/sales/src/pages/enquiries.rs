//! 「見込み」: the enquiries with what happens next, and one of them.

use super::{ListQuery, folded, id_of, one_page, shown, state_tabs, version_of};
use crate::stage::EnquiryState;
use crate::store;
use crate::tables::{enquiry, quote};
use access::{Act, Done, Form, PageError, Resource, Visit};
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Response};
use base::PublicId;
use webkit::prelude::*;

pub(crate) async fn list(visit: Visit, Query(query): Query<ListQuery>) -> Result<Page, PageError> {
    let scope = visit.may(Act::Read(Resource::Enquiries))?;
    let state = EnquiryState::named(&query.state);
    let (rows, more) = one_page(store::enquiries(visit.db(), &scope, state, query.page).await?);
    let states: Vec<(String, &str)> = EnquiryState::ALL
        .map(|it| (state_label(it), it.name()))
        .to_vec();
    let today = visit.today();
    Ok(Page::titled(t!("sales-enquiries")).wide().lead(t!("sales-enquiries-lead")).body(html! {
        (state_tabs("/enquiries", t!("sales-all"), &states, &query.state))
        @if rows.is_empty() {
            (empty(t!("sales-enquiries-none"), html! { p { (t!("sales-enquiries-none-next")) " " (link("/enquiries/new", t!("sales-ask-title"))) } }))
        } @else {
            (table(t!("sales-enquiries"), &rows, [
                column(t!("sales-company"), |it: &enquiry::Model| link(path(&it.public_id), &it.company)),
                column(t!("sales-what"), |it: &enquiry::Model| text(first_line(&it.what))),
                number_column(t!("sales-quantity"), |it: &enquiry::Model| number(it.quantity)),
                column(t!("sales-due"), |it: &enquiry::Model| day_or_dash(it.due_on)),
                column(t!("sales-state"), |it: &enquiry::Model| state_chip(it.state)),
                column(t!("sales-next-step"), |it: &enquiry::Model| next_step(it, it.next_on <= today)),
            ]).paged(query.page, store::PAGE, more, None).dense())
            (pagination_open(query.page.max(1) as usize, more, &visit.path))
        }
    }))
}

fn path(id: &PublicId) -> String {
    format!("/enquiries/{id}")
}

fn first_line(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    if line.chars().count() > 40 {
        line.chars().take(39).chain(['…']).collect()
    } else {
        line.to_owned()
    }
}

fn is_open(state: EnquiryState) -> bool {
    matches!(state, EnquiryState::Received | EnquiryState::Quoting)
}

fn next_step(it: &enquiry::Model, due: bool) -> Markup {
    if !is_open(it.state) {
        return dash();
    }
    let step = if it.next_step.is_empty() {
        t!("sales-next-first")
    } else {
        it.next_step.clone()
    };
    html! { (step) " " @if due { (chip(Tone::Caution, t!("sales-due-now"))) } " " (day(it.next_on)) }
}

pub(super) fn state_label(state: EnquiryState) -> String {
    Words::new(format!("sales-enquiry-{}", state.name())).say()
}

fn state_chip(state: EnquiryState) -> Markup {
    let tone = match state {
        EnquiryState::Received => Tone::Caution,
        EnquiryState::Quoting => Tone::Info,
        EnquiryState::Quoted => Tone::Good,
        EnquiryState::Declined => Tone::Plain,
    };
    chip(tone, state_label(state))
}

pub(crate) async fn show(visit: Visit, Path(id): Path<String>) -> Result<Page, PageError> {
    page(&visit, &id_of(&id)?, &Filled::default()).await
}

async fn page(visit: &Visit, id: &PublicId, filled: &Filled) -> Result<Page, PageError> {
    let scope = visit.may(Act::Read(Resource::Enquiries))?;
    let it = store::enquiry(visit.db(), &scope, id).await?;
    let quotes = store::quotes_of(visit.db(), it.id).await?;
    let may_write = visit.may(Act::Write(Resource::Enquiries)).is_ok();
    let page = Page::titled(it.company.clone())
        .crumbs(&[(t!("sales-enquiries"), "/enquiries")])
        .errors(filled);
    Ok(page.body(html! {
        (error_summary(filled))
        (facts(&[
            (t!("sales-state"), state_chip(it.state)),
            (t!("sales-next-step"), next_step(&it, it.next_on <= visit.today())),
            (t!("sales-received-on"), day(it.received_on)),
            (t!("sales-what"), lines(&it.what)),
            (t!("sales-quantity"), number(it.quantity)),
            (t!("sales-due"), day_or_dash(it.due_on)),
            (t!("sales-quality"), lines(&it.quality)),
            (t!("sales-secret"), html! { (lines(&it.secret)) @if it.secret_count > 0 { (t!("sales-secret-units", count = it.secret_count)) } }),
            (t!("sales-contact"), text(&it.contact)),
            (t!("sales-email"), text(&it.email)),
            (t!("sales-phone"), text(&it.phone)),
        ]))
        @if it.state == EnquiryState::Declined { (facts(&[(t!("sales-closed-reason"), text(&it.closed_reason)), (t!("sales-closed-on"), day_or_dash(it.closed_on))])) }
        (quotes_section(&quotes))
        @if may_write && it.state != EnquiryState::Declined {
            (actions([button_primary(format!("/quotes/new?enquiry={id}"), t!("sales-quote-make"))]))
        }
        @if may_write && is_open(it.state) { (next_form(&it, filled)) (decline_form(&it, filled)) }
    }))
}

fn quotes_section(quotes: &[quote::Model]) -> Markup {
    if quotes.is_empty() {
        return empty(
            t!("sales-quotes-none"),
            html! { p { (t!("sales-quotes-none-here")) } },
        );
    }
    let table = table(
        t!("sales-quotes"),
        quotes,
        [
            column(t!("sales-number"), |it: &quote::Model| {
                link(format!("/quotes/{}", it.public_id), &it.number)
            }),
            column(t!("sales-title"), |it: &quote::Model| text(&it.title)),
            column(t!("sales-state"), |it: &quote::Model| {
                super::quotes::state_chip(it.state)
            }),
            column(t!("sales-valid-until"), |it: &quote::Model| {
                day(it.valid_until)
            }),
        ],
    );
    table.markup()
}

fn next_form(it: &enquiry::Model, filled: &Filled) -> Markup {
    let given = if !filled.values.iter().any(|(name, _)| name == "step") {
        Filled::of([
            ("step", it.next_step.clone()),
            ("next_on", it.next_on.to_string()),
        ])
    } else {
        filled.clone()
    };
    section(
        t!("sales-next-plan"),
        form(format!("{}/next-step", path(&it.public_id)))
            .version(it.version.into())
            .body(html! {
                (field_text("step", t!("sales-next-what")).required().max(200).filled(&given))
                (field_date("next_on", t!("sales-next-on")).required().filled(&given))
            })
            .beside(button(t!("sales-next-save"))),
    )
}

fn decline_form(it: &enquiry::Model, filled: &Filled) -> Markup {
    folded(
        t!("sales-decline"),
        form(format!("{}/declining", path(&it.public_id)))
            .version(it.version.into())
            .body(
                field_area("why", t!("sales-decline-why"))
                    .support(t!("sales-decline-support"))
                    .required()
                    .rows(3)
                    .filled(filled),
            )
            .submit_danger(t!("sales-decline")),
        filled.fault("why").is_some(),
    )
}

pub(crate) async fn plan(
    visit: Visit,
    Path(id): Path<String>,
    Form(posted): Form,
) -> Result<Response, PageError> {
    let id = id_of(&id)?;
    let mut reader = posted.reader();
    let version = version_of(&mut reader);
    let (step, on) = (reader.text("step", 200), reader.day("next_on"));
    let filled = reader.filled();
    let (Some(step), Some(on)) = (step, on) else {
        return Ok(page(&visit, &id, &filled).await?.into_response());
    };
    match crate::plan_next(visit.db(), &visit.actor, &id, &step, on, version).await {
        Ok(_) => Ok(Done::to(path(&id))
            .saying(words!("sales-next-saved", on = on))
            .into_response()),
        Err(failure) => Ok(page(&visit, &id, &shown(failure, filled)?)
            .await?
            .into_response()),
    }
}

pub(crate) async fn decline(
    visit: Visit,
    Path(id): Path<String>,
    Form(posted): Form,
) -> Result<Response, PageError> {
    let id = id_of(&id)?;
    let mut reader = posted.reader();
    let version = version_of(&mut reader);
    let why = reader.text("why", 1_000);
    let filled = reader.filled();
    let Some(why) = why else {
        return Ok(page(&visit, &id, &filled).await?.into_response());
    };
    match crate::decline_enquiry(visit.db(), &visit.actor, &id, &why, version).await {
        Ok(_) => Ok(Done::to(path(&id))
            .saying(words!("sales-declined"))
            .into_response()),
        Err(failure) => Ok(page(&visit, &id, &shown(failure, filled)?)
            .await?
            .into_response()),
    }
}
