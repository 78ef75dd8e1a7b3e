//! The records behind a figure, by right: who may read payments or orders sees them, an officer sees counts alone.

use super::choice::{Choice, Chosen, chosen};
use crate::facts::{self, YearFacts};
use crate::indicator::{COUNTED_FROM, Indicator, Paid};
use crate::store;
use access::{Act, Failure, PageError, Resource, Visit, id_of};
use axum::extract::{Path, Query};
use base::{Day, Yen};
use payment::read::Settled;
use people::WorkerId;
use people::read::WorkerCard;
use std::collections::BTreeMap;
use webkit::prelude::*;

const PAGE: usize = 50;

/// What contributed to an indicator, as far as this reader may know it.
pub async fn records(
    visit: &Visit,
    chosen: &Chosen,
    it: Indicator,
    facts: &YearFacts,
) -> Result<Markup, PageError> {
    let reaches = |resource| {
        visit
            .may(Act::Read(resource))
            .is_ok_and(|scope| scope.region)
    };
    match it {
        Indicator::Earners if reaches(Resource::PaymentNotices) => earners(visit, chosen).await,
        Indicator::Orders if reaches(Resource::ClientOrders) => orders(visit, chosen).await,
        Indicator::Profit => Ok(profit(facts, reaches(Resource::Costs))),
        Indicator::Adopters => adopters(visit, chosen).await,
        Indicator::Earners | Indicator::Orders => Ok(banner(
            Tone::Info,
            t!("region-counts-only"),
            text(t!("region-counts-only-why")),
        )),
    }
}

struct Earner {
    card: Option<WorkerCard>,
    amount: Yen,
}

async fn earners(visit: &Visit, chosen: &Chosen) -> Result<Markup, PageError> {
    let paid: Vec<Paid> = facts::paid(visit.db(), chosen.year).await?;
    let counted: Vec<&Paid> = paid.iter().filter(|it| COUNTED_FROM <= it.amount).collect();
    let below = paid.len() - counted.len();
    let (page, pages) = (
        usize::try_from(chosen.page).unwrap_or(1),
        counted.len().div_ceil(PAGE),
    );
    let part: Vec<&Paid> = counted
        .iter()
        .skip((page - 1) * PAGE)
        .take(PAGE)
        .copied()
        .collect();
    let ids: Vec<WorkerId> = part.iter().map(|it| WorkerId(it.worker)).collect();
    let cards: BTreeMap<WorkerId, WorkerCard> = people::read::cards_by_ids(visit.db(), &ids)
        .await?
        .into_iter()
        .map(|it| (it.id, it))
        .collect();
    let rows: Vec<Earner> = part
        .iter()
        .map(|it| Earner {
            card: cards.get(&WorkerId(it.worker)).cloned(),
            amount: it.amount,
        })
        .collect();
    let year = chosen.year;
    let shown = table(
        t!("region-counted"),
        &rows,
        [
            column(t!("region-worker"), |it: &Earner| match &it.card {
                Some(card) => link(
                    format!(
                        "/indicators/1/workers/{}?fiscal_year={year}",
                        card.public_id
                    ),
                    &card.number,
                ),
                None => dash(),
            }),
            column(t!("region-town-now"), |it: &Earner| {
                it.card
                    .as_ref()
                    .map_or_else(dash, |it| text(&it.municipality_name))
            }),
            number_column(t!("region-paid"), |it: &Earner| yen(it.amount)),
        ],
    );
    Ok(html! {
        (note(t!("region-below-line", count = below)))
        (shown.paged(page as u64, PAGE as u64, false, Some(counted.len())))
        (pagination(page, pages, &format!("/indicators/1{}", chosen.query())))
    })
}

/// The settled transfers of one worker within the year: each leads to its notice, and from there to the acceptance.
pub(super) async fn worker(
    visit: Visit,
    Path(id): Path<String>,
    Query(choice): Query<Choice>,
) -> Result<Page, PageError> {
    if !visit.may(Act::Read(Resource::PaymentNotices))?.region {
        return Err(PageError(Failure::Absent));
    }
    let chosen = chosen(&visit, Act::Read(Resource::Indicators), &choice).await?;
    let card = people::read::card_by_public_id(visit.db(), &id_of(&id)?)
        .await?
        .ok_or(Failure::Absent)?;
    let (from, to) = (chosen.year.first_day(), chosen.year.last_day());
    let all = payment::read::settled_by_worker(visit.db(), from, to).await?;
    let rows: Vec<Settled> = all.into_iter().filter(|it| it.worker == card.id).collect();
    let total = Yen::sum(rows.iter().map(|it| it.amount)).map_err(Failure::from)?;
    let crumbs = [
        (t!("region-indicators"), "/indicators".to_owned()),
        (
            t!("region-indicator-earners"),
            format!("/indicators/1{}", chosen.query()),
        ),
    ];
    Ok(Page::titled(t!("region-worker-paid", number = &card.number, year = chosen.year)).crumbs(&crumbs).body(html! {
        @if rows.is_empty() { (empty(t!("region-nothing-paid"), text(t!("region-nothing-paid-why")))) }
        @else {
            (table(t!("region-settled"), &rows, [
                column(t!("region-settled-on"), |it: &Settled| link(format!("/payments/notices/{}", it.notice), webkit::formats::day(it.settled_on))),
                number_column(t!("region-paid"), |it: &Settled| yen(it.amount)),
            ]).sum(t!("region-sum"), yen(total)))
        }
    }))
}

async fn orders(visit: &Visit, chosen: &Chosen) -> Result<Markup, PageError> {
    let all =
        orders::read::ordered_between(visit.db(), chosen.year.first_day(), chosen.year.last_day())
            .await?;
    let (page, pages) = (
        usize::try_from(chosen.page).unwrap_or(1),
        all.len().div_ceil(PAGE),
    );
    let total = Yen::sum(all.iter().map(|it| it.value)).map_err(Failure::from)?;
    let part = all.get((page - 1) * PAGE..).unwrap_or_default();
    let part = &part[..part.len().min(PAGE)];
    Ok(html! {
        (table(t!("region-orders-counted"), part, [
            column(t!("region-order"), |it: &orders::read::OrderValue| link(format!("/orders/{}", it.public_id), &it.number)),
            column(t!("region-order-title"), |it: &orders::read::OrderValue| text(&it.title)),
            column(t!("region-ordered-on"), |it: &orders::read::OrderValue| day(it.ordered_on)),
            number_column(t!("region-value"), |it: &orders::read::OrderValue| yen(it.value)),
        ]).paged(page as u64, PAGE as u64, false, Some(all.len())).sum(t!("region-sum-all"), yen(total)))
        (pagination(page, pages, &format!("/indicators/2{}", chosen.query())))
    })
}

fn profit(facts: &YearFacts, sees_costs: bool) -> Markup {
    let parts = [
        (t!("region-indicator-orders"), yen(facts.orders)),
        (t!("region-work-orders"), yen(facts.work_orders)),
        (t!("region-operating-costs"), yen(facts.costs)),
        (
            t!("region-indicator-profit"),
            facts.profit().map_or_else(|_| dash(), yen),
        ),
    ];
    html! {
        (webkit::facts(&parts))
        @if sees_costs { (button_link(format!("/costs?fiscal_year={}", facts.year), t!("region-to-costs"))) }
    }
}

async fn adopters(visit: &Visit, chosen: &Chosen) -> Result<Markup, PageError> {
    let all = store::adoptions(visit.db()).await?;
    let until: Day = chosen.year.last_day();
    let rows: Vec<_> = all.into_iter().filter(|it| it.on_day <= until).collect();
    Ok(table(t!("region-adoptions"), &rows, super::adoptions::columns()).markup())
}
