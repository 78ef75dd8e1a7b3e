//! 「見積」: the quotes, and one of them with its figures and warnings.

use super::{ListQuery, folded, id_of, lost, one_page, shown, state_tabs, version_of};
use crate::estimate::Estimate;
use crate::rules::{ReferenceLine, Warning, line_on, tenths, trial_result, warnings};
use crate::stage::QuoteState;
use crate::tables::quote;
use crate::{read, store};
use access::{Act, Done, Form, PageError, Resource, Visit, places};
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Response};
use base::{Day, PublicId};
use webkit::prelude::*;

pub(crate) async fn list(visit: Visit, Query(query): Query<ListQuery>) -> Result<Page, PageError> {
    let scope = visit.may(Act::Read(Resource::Quotes))?;
    let state = QuoteState::named(&query.state);
    let (rows, more) = one_page(store::quotes(visit.db(), &scope, state, query.page).await?);
    let clients: Vec<_> = rows.iter().map(|it| it.client).collect();
    let clients = places::client_names(visit.db(), &clients).await?;
    let staff = scope.region;
    let states: Vec<(String, &str)> = QuoteState::ALL
        .iter()
        .filter(|it| staff || **it != QuoteState::Draft)
        .map(|it| (state_label(*it), it.name()))
        .collect();
    Ok(Page::titled(t!("sales-quotes")).wide().body(html! {
        (state_tabs("/quotes", t!("sales-all"), &states, &query.state))
        @if rows.is_empty() && staff {
            (empty(t!("sales-quotes-none"), html! { p { (t!("sales-quotes-none-next")) " " (link("/enquiries", t!("sales-enquiries"))) } }))
        } @else if rows.is_empty() {
            (empty(t!("sales-quotes-none"), html! { p { (t!("sales-quotes-none-client")) " " (link("/enquiries/new", t!("sales-ask-title"))) } }))
        } @else {
            (table(t!("sales-quotes"), &rows, [
                column(t!("sales-number"), |it: &quote::Model| link(path_for(it, staff), &it.number)),
                column(t!("sales-title"), |it: &quote::Model| text(&it.title)),
                column(t!("sales-client"), |it: &quote::Model| text(clients.get(&it.client).map_or("", String::as_str))),
                number_column(t!("sales-price"), |it: &quote::Model| html! { @if let Ok(price) = it.unit_price.times(it.quantity) { (yen(price)) } }),
                column(t!("sales-due"), |it: &quote::Model| day(it.due_on)),
                column(t!("sales-valid-until"), |it: &quote::Model| day(it.valid_until)),
                column(t!("sales-state"), |it: &quote::Model| state_chip(it.state)),
            ]).paged(query.page, store::PAGE, more, None).dense())
            (pagination_open(query.page.max(1) as usize, more, &visit.path))
        }
        @if visit.may(Act::Write(Resource::Quotes)).is_ok() {
            (actions([button_link("/quotes/new", t!("sales-quote-make")), button_link("/quotes/reference-lines", t!("sales-lines"))]))
        }
    }))
}

fn path_for(it: &quote::Model, staff: bool) -> String {
    let path = format!("/quotes/{}", it.public_id);
    if staff {
        path
    } else {
        format!("{path}/answer")
    }
}

pub(super) fn state_label(state: QuoteState) -> String {
    Words::new(format!("sales-quote-{}", state.name())).say()
}

pub(super) fn state_chip(state: QuoteState) -> Markup {
    let tone = match state {
        QuoteState::Draft => Tone::Info,
        QuoteState::Sent => Tone::Caution,
        QuoteState::Accepted => Tone::Good,
        QuoteState::Lost => Tone::Plain,
    };
    chip(tone, state_label(state))
}

pub(crate) async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let id = id_of(&id)?;
    // Costs and margin are ours; a client reads the quote on the page where it is answered.
    if !visit.may(Act::Read(Resource::Quotes))?.region {
        return Ok(Done::to(format!("/quotes/{id}/answer")).into_response());
    }
    Ok(page(&visit, &id, &Filled::default()).await?.into_response())
}

async fn page(visit: &Visit, id: &PublicId, filled: &Filled) -> Result<Page, PageError> {
    let scope = visit.may(Act::Read(Resource::Quotes))?;
    let it = store::quote(visit.db(), &scope, id).await?;
    let client = places::client(visit.db(), it.client).await?;
    let job_type = people::read::job_type(visit.db(), people::JobTypeId(it.job_type)).await?;
    let lines = store::reference_lines(visit.db()).await?;
    let timings = store::timings(visit.db(), it.id).await?;
    let may_write = visit.may(Act::Write(Resource::Quotes)).is_ok();
    let page = Page::titled(format!("{} {}", it.number, it.title))
        .crumbs(&[(t!("sales-quotes"), "/quotes")])
        .errors(filled);
    Ok(page.body(html! {
        (error_summary(filled))
        (facts(&[
            (t!("sales-state"), html! { (state_chip(it.state)) " " (next_words(&it)) }),
            (t!("sales-client"), text(&client.name)),
            (t!("sales-job-type"), text(job_type.name())),
            (t!("sales-due"), day(it.due_on)),
            (t!("sales-valid-until"), day(it.valid_until)),
        ]))
        @if let Ok(estimate) = read::figures(&it).estimate() {
            (figures_of(&estimate))
            (warnings_of(&it, &estimate, &lines, visit.today()))
        }
        (facts(&[
            (t!("sales-quantity"), number(it.quantity)),
            (t!("sales-unit-price"), yen(it.unit_price)),
            (t!("sales-unit-pay"), yen(it.unit_pay)),
            (t!("sales-standard-seconds"), text(t!("sales-seconds", seconds = it.standard_seconds))),
            (t!("sales-check-share"), text(t!("sales-percent", rate = tenths(it.check_permille)))),
            (t!("sales-reserve-share"), text(t!("sales-percent", rate = tenths(it.reserve_permille)))),
            (t!("sales-secret-count"), number(it.secret_count)),
            (t!("sales-conditions"), webkit::lines(&it.conditions)),
        ]))
        @if let Some(trial) = trial_result(&timings) {
            (note(t!("sales-trial-result", people = timings.len(), mean = trial.mean_seconds, fastest = trial.fastest, slowest = trial.slowest)))
        }
        @if it.state == QuoteState::Lost { (facts(&[(t!("sales-lost-reason"), text(&it.lost_reason))])) }
        @if let Some(order) = &it.opened_order { (actions([button_link(format!("/orders/{order}"), t!("sales-to-order"))])) }
        @if may_write { (buttons(&it, filled)) }
    }))
}

fn next_words(it: &quote::Model) -> String {
    match it.state {
        QuoteState::Draft => t!("sales-next-send"),
        QuoteState::Sent => t!("sales-next-answer", until = it.valid_until),
        QuoteState::Accepted if it.opened_order.is_some() => t!("sales-next-opened"),
        QuoteState::Accepted => t!("sales-next-order"),
        QuoteState::Lost => String::new(),
    }
}

fn buttons(it: &quote::Model, filled: &Filled) -> Markup {
    let path = format!("/quotes/{}", it.public_id);
    let open = matches!(it.state, QuoteState::Draft | QuoteState::Sent);
    html! {
        @if it.state == QuoteState::Draft {
            (form(format!("{path}/sending")).version(it.version.into()).submit(t!("sales-send")).beside(button_link(format!("{path}/edit"), t!("sales-edit"))))
        } @else if it.state == QuoteState::Sent {
            (actions([button_link(format!("{path}/edit"), t!("sales-edit")), button_link(format!("{path}/answer"), t!("sales-as-client"))]))
        } @else if it.state == QuoteState::Accepted && it.opened_order.is_none() {
            (actions([button_primary(format!("/orders/new?quote={}", it.public_id), t!("sales-open-order"))]))
        }
        @if open {
            (folded(t!("sales-lose"), form(format!("{path}/loss")).version(it.version.into()).body(
                field_area("why", t!("sales-lost-reason")).required().rows(2).filled(filled)
            ).submit_danger(t!("sales-lose")), filled.fault("why").is_some()))
        }
    }
}

/// Everything that follows from the figures, as the whole team reads it.
pub(super) fn figures_of(it: &Estimate) -> Markup {
    let margin = it
        .margin_permille
        .map_or_else(String::new, |rate| t!("sales-percent", rate = tenths(rate)));
    let rows = [
        (t!("sales-worker-cost"), it.worker_cost),
        (
            t!("sales-check-cost", count = it.checked_units),
            it.check_cost,
        ),
        (t!("sales-leader"), it.leader),
        (t!("sales-reserve"), it.reserve),
    ];
    html! {
        (figures(&[
            (t!("sales-price"), yen(it.price), t!("sales-without-tax")),
            (t!("sales-margin"), yen(it.margin), margin),
            (t!("sales-hours"), text(t!("sales-hours-value", hours = tenths(it.standard_tenth_hours))), String::new()),
            (t!("sales-hourly"), yen(it.hourly), t!("sales-hourly-note")),
        ]))
        (table(t!("sales-costs"), &rows, [
            column(t!("sales-cost"), |it: &(String, base::Yen)| text(&it.0)),
            number_column(t!("sales-amount"), |it: &(String, base::Yen)| yen(it.1)),
        ]).sum(t!("sales-total-cost"), yen(it.total_cost)))
    }
}

fn warnings_of(
    it: &quote::Model,
    estimate: &Estimate,
    lines: &[ReferenceLine],
    today: Day,
) -> Markup {
    let line = line_on(lines, &it.prefecture, today);
    let days = today.days_until(it.due_on).into();
    let found = warnings(&read::figures(it), estimate, line, it.secret_count, days);
    html! { (warning_banner(&found)) @if let Some(line) = line { (line_note(line)) } }
}

/// The warnings, never silent: when there is none, that is said too.
pub(super) fn warning_banner(found: &[Warning]) -> Markup {
    if found.is_empty() {
        return banner(Tone::Good, t!("sales-no-warning"), "");
    }
    banner(
        Tone::Caution,
        t!("sales-warnings", count = found.len()),
        webkit::list(found.iter().map(|it| text(it.words().say()))),
    )
}

pub(super) fn line_note(line: &ReferenceLine) -> Markup {
    note(t!(
        "sales-line-used",
        place = &line.prefecture,
        amount = line.yen_per_hour,
        from = line.from_on,
        source = &line.source
    ))
}

pub(crate) async fn send(
    visit: Visit,
    Path(id): Path<String>,
    Form(posted): Form,
) -> Result<Response, PageError> {
    let id = id_of(&id)?;
    let version = version_of(&mut posted.reader());
    match crate::send_quote(visit.db(), &visit.actor, &id, version).await {
        Ok(_) => Ok(Done::to(format!("/quotes/{id}"))
            .saying(words!("sales-sent"))
            .into_response()),
        Err(failure) => Ok(page(&visit, &id, &shown(failure, Filled::default())?)
            .await?
            .into_response()),
    }
}

pub(crate) async fn lose(
    visit: Visit,
    Path(id): Path<String>,
    Form(posted): Form,
) -> Result<Response, PageError> {
    let id = id_of(&id)?;
    match lost(&visit, &id, &posted).await? {
        None => Ok(Done::to(format!("/quotes/{id}"))
            .saying(words!("sales-lost"))
            .into_response()),
        Some(filled) => Ok(page(&visit, &id, &filled).await?.into_response()),
    }
}
