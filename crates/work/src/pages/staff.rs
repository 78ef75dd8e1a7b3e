//! 発注 for those who lead it: a list by scope, and one work order with its next step.

use access::{Act, Done, Failure, Form, PageError, Resource, Visit};
use axum::extract::{Path, Query};
use serde::Deserialize;
use webkit::prelude::*;

use super::offers::{none, terms_but};
use super::{contact_of, hours, id_of, named, place_words, stage_chip, state_words, title_of};
use crate::rules::sees_pay;
use crate::stage::StageName;
use crate::store::{PAGE, Wanted};
use crate::terms::{TermItem, Terms};
use crate::{WorkCard, WorkLine, offering, read, store};

#[derive(Deserialize, Default)]
pub struct Listed {
    stage: Option<String>,
    order: Option<String>,
    worker: Option<String>,
    q: Option<String>,
    page: Option<u64>,
}

pub async fn list(visit: Visit, Query(listed): Query<Listed>) -> Result<Page, PageError> {
    let scope = visit.may(Act::Read(Resource::WorkOrders))?;
    let wanted = Wanted {
        stages: listed
            .stage
            .as_deref()
            .and_then(StageName::named)
            .into_iter()
            .collect(),
        order: listed.order.as_deref().and_then(base::PublicId::parse),
        worker: listed.worker.as_deref().and_then(base::PublicId::parse),
        text: listed.q.clone().unwrap_or_default(),
        page: listed.page.unwrap_or(1).max(1),
    };
    let mut rows = store::lines(visit.db(), &scope, &wanted).await?;
    let more = rows.len() as u64 > PAGE;
    rows.truncate(PAGE as usize);
    let page = Page::titled(t!("work-orders"))
        .wide()
        .body(filters(&listed));
    if rows.is_empty() {
        let next = html! { p { (t!("work-orders-none-why")) } (button_link("/orders", t!("work-to-client-orders"))) };
        return Ok(page.body(empty(t!("work-orders-none"), next)));
    }
    let name = |it: &WorkLine| link(format!("/work-orders/{}", it.public_id), &it.number);
    let pay = [
        number_column(t!("work-total"), |it: &WorkLine| {
            it.fee().map_or_else(|_| dash(), yen)
        }),
        column(t!("work-pay-on"), |it: &WorkLine| day(it.pay_on)),
    ];
    let pay = sees_pay(&scope, visit.actor.account, None).then_some(pay);
    let listed_rows = table(
        t!("work-orders-table"),
        &rows,
        [
            column(t!("work-number"), name),
            column(t!("work-title"), |it: &WorkLine| {
                text(named(&it.title, &it.step_name))
            }),
            column(t!("work-worker"), |it: &WorkLine| text(&it.worker_name)),
            column(t!("work-stage"), |it: &WorkLine| {
                stage_chip(it.stage_name(), false)
            }),
            number_column(t!("work-units"), |it: &WorkLine| number(it.wanted())),
            column(t!("work-due-on"), |it: &WorkLine| day(it.due_on)),
        ]
        .into_iter()
        .chain(pay.into_iter().flatten()),
    );
    Ok(page.body(listed_rows.dense()).body(pagination_open(
        wanted.page as usize,
        more,
        &address(&listed),
    )))
}

fn filters(listed: &Listed) -> Markup {
    let filled = Filled::of([
        ("stage", listed.stage.clone().unwrap_or_default()),
        ("q", listed.q.clone().unwrap_or_default()),
    ]);
    let any = (String::new(), t!("work-stage-any"));
    let stages = StageName::ALL.map(|it| (it.text().to_owned(), crate::stage_words(it).say()));
    let search = form("/work-orders")
        .get()
        .body(
            field_select("stage", t!("work-stage"))
                .options(std::iter::once(any).chain(stages))
                .filled(&filled),
        )
        .body(
            field_text("q", t!("work-search"))
                .optional()
                .filled(&filled)
                .support(t!("work-search-support")),
        )
        .beside(button(t!("work-show")));
    html! { (search) }
}

/// The address of this list with all its filters, without the page.
fn address(listed: &Listed) -> String {
    let given = [
        ("stage", &listed.stage),
        ("order", &listed.order),
        ("worker", &listed.worker),
        ("q", &listed.q),
    ];
    let pairs: Vec<(&str, &str)> = given
        .iter()
        .filter_map(|(name, value)| Some((*name, value.as_deref()?)))
        .collect();
    pairs
        .into_iter()
        .fold("/work-orders".to_owned(), |href, (name, value)| {
            webkit::with_query(&href, name, value)
        })
}

pub async fn show(visit: Visit, Path(id): Path<String>) -> Result<Page, PageError> {
    let scope = visit.may(Act::Read(Resource::WorkOrders))?;
    let card = store::card(visit.db(), &scope, &id_of(&id)?).await?;
    let progress = store::progress(visit.db(), &card).await?;
    let states = read::counts(visit.db(), card.key()).await?;
    let reports = read::reports(visit.db(), card.key()).await?;
    let text = store::terms_text(visit.db(), card.key())
        .await?
        .unwrap_or_default();
    let terms: Terms = serde_json::from_str(&text).unwrap_or_default();
    let counts: Vec<(String, Markup)> = states
        .iter()
        .map(|(state, items)| (state_words(*state).say(), number(*items)))
        .collect();
    let leads = visit.may(Act::Write(Resource::WorkOrders)).is_ok();
    let pay = sees_pay(&scope, visit.actor.account, Some(card.account));
    let title = t!(
        "work-order-title",
        number = &card.number,
        title = title_of(&card)
    );
    Ok(Page::titled(title)
        .crumbs(&[(t!("work-orders"), "/work-orders".to_owned())])
        .body(next_step(&visit, &card, pay))
        .body(webkit::progress(progress.handed_in, progress.wanted))
        .body(about(&card, pay))
        .body(html! { @if !counts.is_empty() { (section(t!("work-items-by-state"), facts(&counts))) } })
        .body(html! { @if !reports.is_empty() { (report_table(&reports)) } })
        .body(html! { @if leads { (ending(&card)) } })
        .body(terms_but(&terms, if pay { None } else { Some(TermItem::Fee) })))
}

fn report_table(reports: &[read::ReportRow]) -> Markup {
    table(
        t!("work-reports"),
        reports,
        [
            column(t!("work-day"), |it: &read::ReportRow| day(it.on_day)),
            number_column(t!("work-units"), |it: &read::ReportRow| number(it.units)),
            column(t!("work-report-note"), |it: &read::ReportRow| {
                lines(&it.note)
            }),
        ],
    )
    .markup()
}

/// Who acts next, and by when.
fn next_step(visit: &Visit, card: &WorkCard, pay: bool) -> Markup {
    let leads = visit.may(Act::Write(Resource::WorkOrders)).is_ok();
    let sees_result = visit.may(Act::Read(Resource::Inspections)).is_ok();
    let id = &card.public_id;
    let who = &card.worker_name;
    let body = match card.stage_name() {
        StageName::Draft if leads => html! {
            p { (t!("work-next-draft", worker = who)) }
            (form(format!("/work-orders/{id}/offer")).submit(t!("work-send-offer")))
        },
        StageName::Draft => html! { p { (t!("work-next-draft", worker = who)) } },
        StageName::Offered => {
            html! { p { (t!("work-next-offered", worker = who, day = card.answer_by)) } }
        }
        StageName::Underway => {
            html! { p { (t!("work-next-underway", worker = who, day = card.due_on)) } }
        }
        StageName::Returned => {
            html! { p { (t!("work-next-returned", worker = who, why = &card.why)) } }
        }
        StageName::Delivered | StageName::Accepted if !pay => {
            html! { p { (crate::stage_words(card.stage_name())) } }
        }
        StageName::Delivered => html! {
            p { (t!("work-next-delivered", day = card.pay_on)) }
            @if leads { (button_primary(format!("/work-orders/{id}/inspection"), t!("work-inspect"))) }
        },
        StageName::Accepted => html! {
            p { (t!("work-next-accepted", day = card.pay_on)) }
            @if sees_result { (button_link(format!("/work-orders/{id}/inspection"), t!("work-see-result"))) }
        },
        StageName::Declined => html! { p { (t!("work-next-declined")) } },
        StageName::Expired | StageName::Withdrawn => html! { p { (t!("work-next-closed")) } },
        StageName::Terminated => html! { p { (t!("work-next-terminated", why = &card.why)) } },
    };
    card_now(t!("work-next"), body)
}

fn about(card: &WorkCard, pay: bool) -> Markup {
    let mut rows = vec![
        (
            t!("work-stage"),
            html! { (stage_chip(card.stage_name(), false)) " " (day(card.stage_on)) },
        ),
        (
            t!("work-worker"),
            html! { (link(format!("/workers/{}", card.worker_public_id), &card.worker_name)) " " (card.worker_number) },
        ),
        (
            t!("work-client-order"),
            link(
                format!("/orders/{}", card.order_public_id),
                t!(
                    "work-order-name",
                    number = &card.order_number,
                    title = &card.title
                ),
            ),
        ),
        (
            t!("work-lot-step"),
            text(t!(
                "work-lot-and-step",
                lot = card.lot_no,
                step = &card.step_name
            )),
        ),
        (t!("work-units"), number(card.wanted())),
        (t!("work-time"), text(hours(card.standard_minutes()))),
        (t!("work-due-on"), day(card.due_on)),
        (t!("work-place"), text(place_words(card).say())),
        (t!("work-contact"), text(contact_of(card))),
        (t!("work-reason"), text(&card.reason)),
    ];
    if pay {
        rows.push((t!("work-unit-pay"), yen(card.unit_pay)));
        rows.push((t!("work-total"), card.fee().map_or_else(|_| dash(), yen)));
        rows.push((t!("work-pay-on"), day(card.pay_on)));
    }
    if card.given_back > 0 {
        rows.push((t!("work-given-back"), number(card.given_back)));
    }
    if let Some(at) = card.agreed_at {
        let pdf = || {
            link(
                format!("/work-orders/{}/terms.pdf", card.public_id),
                t!("work-terms-pdf"),
            )
        };
        rows.push((
            t!("work-agreed-at"),
            html! { (moment(at)) @if pay { " " (pdf()) } },
        ));
    }
    if let Some(on) = card.paper_wished_on {
        rows.push((t!("work-paper"), text(t!("work-paper-wished", day = on))));
    }
    facts(&rows)
}

/// Ending before the end: withdrawing an offer is free, ending agreed work needs a reason.
fn ending(card: &WorkCard) -> Markup {
    let id = &card.public_id;
    match card.stage_name() {
        StageName::Draft | StageName::Offered => actions([post_button(
            format!("/work-orders/{id}/withdrawal"),
            t!("work-withdraw"),
            none(),
        )]),
        StageName::Underway | StageName::Returned => {
            let end = form(format!("/work-orders/{id}/termination"))
                .body(
                    field_area("why", t!("work-terminate-why"))
                        .required()
                        .support(t!("work-terminate-support"))
                        .rows(2),
                )
                .submit_danger(t!("work-terminate"));
            details(t!("work-terminate-title"), end)
        }
        _ => Markup::default(),
    }
}

pub async fn offer(visit: Visit, Path(id): Path<String>) -> Result<Done, PageError> {
    offering::offer(visit.db(), &visit.actor, &id_of(&id)?).await?;
    Ok(Done::to(format!("/work-orders/{id}")).saying(words!("work-offer-sent")))
}

pub async fn withdraw(visit: Visit, Path(id): Path<String>) -> Result<Done, PageError> {
    offering::withdraw(visit.db(), &visit.actor, &id_of(&id)?).await?;
    Ok(Done::to(format!("/work-orders/{id}")).saying(words!("work-withdrawn")))
}

pub async fn terminate(
    visit: Visit,
    Path(id): Path<String>,
    Form(posted): Form,
) -> Result<Done, PageError> {
    let mut reader = posted.reader();
    let why = reader.text("why", 500);
    if let Err(filled) = reader.finish() {
        return Err(Failure::Faulty(filled.errors).into());
    }
    offering::terminate(
        visit.db(),
        &visit.actor,
        &id_of(&id)?,
        &why.unwrap_or_default(),
    )
    .await?;
    Ok(Done::to(format!("/work-orders/{id}")).saying(words!("work-terminated")))
}
