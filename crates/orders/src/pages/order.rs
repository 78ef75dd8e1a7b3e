//! 「業務」: one order with what is still to be prepared, its lots, steps and money.

use super::{class_label, folded, group_label, id_of, kind_label, shown, stage_chip, version_of};
use crate::read::{self, OrderFacts, PortionFacts};
use crate::rules::stage_words;
use crate::stage::Stage;
use crate::tables::{lot, step};
use crate::{StepKind, store};
use access::{Act, Done, Form, PageError, Resource, Visit, accounts, places};
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use base::{PublicId, Yen};
use webkit::prelude::*;

/// Everything that the page of an order shows.
struct Whole {
    order: OrderFacts,
    client: String,
    director: Option<String>,
    job_type: String,
    lots: Vec<lot::Model>,
    steps: Vec<step::Model>,
    portions: Vec<PortionFacts>,
    items: i64,
    confidential: i64,
    manual: Option<i64>,
    days: Vec<(Stage, base::Day)>,
}

async fn whole(visit: &Visit, id: &PublicId) -> Result<Whole, PageError> {
    let scope = visit.may(Act::Read(Resource::ClientOrders))?;
    let db = visit.db();
    let order = read::order_by_public_id(db, &scope, id).await?;
    let counts = store::item_counts(db, order.id.0).await?;
    let director = match order.director {
        Some(director) => accounts::names(db, &[director]).await?.remove(&director),
        None => None,
    };
    Ok(Whole {
        client: places::client(db, order.client).await?.name,
        director,
        job_type: people::read::job_type(db, order.job_type)
            .await?
            .name()
            .to_owned(),
        lots: store::lots(db, order.id.0).await?,
        steps: store::steps(db, order.id.0).await?,
        portions: read::portions_of(db, order.id).await?,
        items: counts.all,
        confidential: counts.confidential,
        manual: store::manual_current(db, order.id.0).await?.map(|it| it.no),
        days: read::stage_days(db, order.id).await?,
        order,
    })
}

pub(crate) async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let id = id_of(&id)?;
    // What we pay is ours; a client reads the order on a page of their own.
    let scope = visit.may(Act::Read(Resource::ClientOrders))?;
    if !scope.region && scope.led_by.is_none() {
        return Ok(Done::to(format!("/my-orders/{id}")).into_response());
    }
    Ok(page(&visit, &id, &Filled::default()).await?.into_response())
}

async fn page(visit: &Visit, id: &PublicId, filled: &Filled) -> Result<Page, PageError> {
    let it = whole(visit, id).await?;
    let may_change =
        visit.may(Act::Write(Resource::ClientOrders)).is_ok() && it.order.stage.is_open();
    let page = Page::titled(it.order.title.clone())
        .crumbs(&[(t!("orders-list"), "/orders")])
        .wide()
        .errors(filled);
    Ok(page.body(html! {
        (error_summary(filled))
        (ways(visit, &it))
        (head(&it))
        @if it.order.stage.is_open() && it.portions.iter().all(|it| it.begun_on.is_none()) { (checklist(&it)) }
        (links(visit, &it))
        (lots_table(&it.lots))
        (steps_table(&it.steps))
        (portions_table(&it.portions))
        (money(&it))
        (terms(&it.order))
        (history(&it.days))
        @if may_change {
            (actions([button_link(format!("/orders/{id}/edit"), t!("orders-edit"))]))
            (folded(t!("orders-cancel"), form(format!("/orders/{id}/cancellation")).version(it.order.version.into()).body(
                field_area("why", t!("orders-cancel-why")).required().rows(2).filled(filled)
            ).submit_danger(t!("orders-cancel")), filled.fault("why").is_some()))
        }
    }))
}

fn head(it: &Whole) -> Markup {
    let order = &it.order;
    facts(&[
        (
            t!("orders-stage"),
            html! { (stage_chip(order.stage)) " " (day(order.stage_since)) " " (next_words(order, it.director.as_deref())) },
        ),
        (t!("orders-number"), text(&order.number)),
        (t!("orders-client"), text(&it.client)),
        (
            t!("orders-director"),
            text(
                it.director
                    .clone()
                    .unwrap_or_else(|| t!("orders-no-director")),
            ),
        ),
        (t!("orders-job-type"), text(&it.job_type)),
        (t!("orders-quantity"), number(order.quantity)),
        (t!("orders-ordered-on"), day(order.ordered_on)),
        (t!("orders-due"), day(order.due_on)),
    ])
}

/// What happens next, and who acts.
fn next_words(order: &OrderFacts, director: Option<&str>) -> String {
    let who = director.map_or_else(|| t!("orders-a-director"), str::to_owned);
    match order.stage {
        Stage::Ordered | Stage::Preparing => {
            t!("orders-next-prepare", who = who, due = order.due_on)
        }
        Stage::Working => t!("orders-next-work", who = who, due = order.due_on),
        Stage::Delivered | Stage::Inspecting => t!("orders-next-inspect"),
        Stage::Accepted => t!("orders-next-invoice"),
        Stage::Invoiced => t!("orders-next-payment"),
        Stage::Paid | Stage::Cancelled => String::new(),
    }
}

/// The way from an order to work that can be offered.
fn checklist(it: &Whole) -> Markup {
    let done = [
        (t!("orders-check-director"), it.director.is_some()),
        (t!("orders-check-lots"), !it.lots.is_empty()),
        (t!("orders-check-steps"), !it.steps.is_empty()),
        (t!("orders-check-items"), it.items == it.order.quantity),
        (t!("orders-check-portions"), !it.portions.is_empty()),
        (t!("orders-check-manual"), it.manual.is_some()),
    ];
    let now = done.iter().position(|(_, done)| !done);
    let states: Vec<(String, StepState)> = done
        .iter()
        .enumerate()
        .map(|(at, (label, done))| {
            let state = if *done {
                StepState::Done
            } else if now == Some(at) {
                StepState::Now
            } else {
                StepState::Later
            };
            (label.clone(), state)
        })
        .collect();
    section(t!("orders-checklist"), steps(&states))
}

fn links(visit: &Visit, it: &Whole) -> Markup {
    let reads = |resource| visit.may(Act::Read(resource)).is_ok();
    let (of_breakdown, of_manual) = (reads(Resource::Breakdown), reads(Resource::Manuals));
    let id = &it.order.public_id;
    let manual = it.manual.map_or_else(
        || t!("orders-manual-none"),
        |no| t!("orders-manual-no", no = no),
    );
    let way = |open: bool, page: &str, label: String| match open {
        true => link(format!("/orders/{id}/{page}"), label),
        false => text(label),
    };
    html! {
        (facts(&[
            (t!("orders-items"), html! { (way(of_breakdown, "items", t!("orders-items-count", count = it.items, of = it.order.quantity))) @if it.confidential > 0 { " " (chip(Tone::Caution, t!("orders-confidential-count", count = it.confidential))) } }),
            (t!("orders-breakdown"), way(of_breakdown, "breakdown", t!("orders-breakdown-count", lots = it.lots.len(), portions = it.portions.len()))),
            (t!("orders-manual"), way(of_manual, "manual", manual)),
        ]))
    }
}

/// The pages of this order; the foremost is the next one: progress once work has begun, preparation before.
fn ways(visit: &Visit, it: &Whole) -> Markup {
    let id = &it.order.public_id;
    let begun = it.portions.iter().any(|it| it.begun_on.is_some());
    let button = |foremost: bool, page: &str, label: String| {
        let href = format!("/orders/{id}/{page}");
        if foremost && it.order.stage.is_open() {
            button_primary(href, label)
        } else {
            button_link(href, label)
        }
    };
    let ready = !it.portions.is_empty();
    let ways = [
        (
            Resource::ClientOrders,
            button(begun, "progress", t!("orders-progress")),
        ),
        (
            Resource::Breakdown,
            button(!ready, "breakdown", t!("orders-breakdown")),
        ),
        (
            Resource::Plans,
            button(ready && !begun, "matching", t!("orders-matching")),
        ),
        (
            Resource::Deliveries,
            button(false, "deliveries", t!("orders-deliveries")),
        ),
    ];
    let open = ways
        .into_iter()
        .filter(|(resource, _)| visit.may(Act::Read(*resource)).is_ok());
    actions(open.map(|(_, button)| button))
}

pub(super) fn lots_table(lots: &[lot::Model]) -> Markup {
    if lots.is_empty() {
        return empty(
            t!("orders-lots-none"),
            html! { p { (t!("orders-lots-none-next")) } },
        );
    }
    let total: i64 = lots.iter().map(|it| it.quantity).sum();
    let table = table(
        t!("orders-lots"),
        lots,
        [
            column(t!("orders-lot"), |it: &lot::Model| {
                text(t!("orders-lot-no", no = it.no))
            }),
            column(t!("orders-due"), |it: &lot::Model| day(it.due_on)),
            number_column(t!("orders-quantity"), |it: &lot::Model| number(it.quantity)),
        ],
    );
    table.sum(t!("orders-total"), number(total)).markup()
}

pub(super) fn steps_table(steps: &[step::Model]) -> Markup {
    if steps.is_empty() {
        return empty(
            t!("orders-steps-none"),
            html! { p { (t!("orders-steps-none-next")) } },
        );
    }
    let table = table(
        t!("orders-steps"),
        steps,
        [
            column(t!("orders-step"), |it: &step::Model| text(&it.name)),
            column(t!("orders-kind"), |it: &step::Model| {
                text(kind_label(it.kind))
            }),
            number_column(t!("orders-standard"), |it: &step::Model| {
                text(t!("orders-seconds", seconds = it.standard_seconds))
            }),
            number_column(t!("orders-unit-pay"), |it: &step::Model| yen(it.unit_pay)),
        ],
    );
    table.markup()
}

pub(super) fn portions_table(portions: &[PortionFacts]) -> Markup {
    if portions.is_empty() {
        return Markup::default();
    }
    let table = table(
        t!("orders-portions"),
        portions,
        [
            column(t!("orders-portion"), |it: &PortionFacts| {
                text(t!(
                    "orders-portion-name",
                    lot = it.lot_no,
                    group = group_label(it.group),
                    step = &it.step_name
                ))
            }),
            column(t!("orders-class"), |it: &PortionFacts| {
                text(class_label(it.class))
            }),
            column(t!("orders-release"), |it: &PortionFacts| day(it.release_on)),
            column(t!("orders-plan-due"), |it: &PortionFacts| {
                day(it.plan_due_on)
            }),
            column(t!("orders-due"), |it: &PortionFacts| day(it.due_on)),
            number_column(t!("orders-unit-pay"), |it: &PortionFacts| yen(it.unit_pay)),
            number_column(t!("orders-units"), |it: &PortionFacts| number(it.units)),
        ],
    );
    let total: i64 = portions
        .iter()
        .filter(|it| it.step_no == 1)
        .map(|it| it.units)
        .sum();
    table
        .dense()
        .sum(t!("orders-total-first-step"), number(total))
        .markup()
}

fn money(it: &Whole) -> Markup {
    let pay = |kind| {
        Yen::sum(
            it.portions
                .iter()
                .filter(|it| it.step_kind == kind)
                .filter_map(|it| it.unit_pay.times(it.units).ok()),
        )
    };
    let (Ok(work), Ok(check)) = (pay(StepKind::Work), pay(StepKind::Check)) else {
        return Markup::default();
    };
    section(
        t!("orders-money"),
        facts(&[
            (
                t!("orders-value"),
                html! { (yen(it.order.value())) " " (t!("orders-without-tax")) },
            ),
            (t!("orders-unit-price"), yen(it.order.unit_price)),
            (t!("orders-pay-work"), yen(work)),
            (t!("orders-pay-check"), yen(check)),
        ]),
    )
}

fn terms(it: &OrderFacts) -> Markup {
    details(
        t!("orders-terms"),
        facts(&[
            (t!("orders-work-content"), lines(&it.work_content)),
            (t!("orders-delivery-place"), text(&it.delivery_place)),
            (t!("orders-delivery-method"), text(&it.delivery_method)),
            (
                t!("orders-consent"),
                html! { (day(it.consent_on)) " " (it.consent_by) " " (lines(&it.consent_scope)) },
            ),
            (
                t!("orders-permitted-places"),
                text(class_label(it.permitted_places)),
            ),
            (t!("orders-devices"), text(&it.devices)),
            (
                t!("orders-retention"),
                text(t!("orders-days", days = it.retention_days)),
            ),
            (t!("orders-deletion"), lines(&it.deletion)),
            (t!("orders-client-pays"), day_or_dash(it.client_pays_on)),
        ]),
    )
}

fn history(days: &[(Stage, base::Day)]) -> Markup {
    details(
        t!("orders-history"),
        facts(
            &days
                .iter()
                .map(|(stage, on)| (stage_words(*stage).say(), day(*on)))
                .collect::<Vec<_>>(),
        ),
    )
}

pub(crate) async fn cancel(
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
    match crate::cancel_order(visit.db(), &visit.actor, &id, &why, version).await {
        Ok(_) => Ok(Done::to(format!("/orders/{id}"))
            .saying(words!("orders-cancelled"))
            .into_response()),
        Err(failure) => Ok(page(&visit, &id, &shown(failure, filled)?)
            .await?
            .into_response()),
    }
}
