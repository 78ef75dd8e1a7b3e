//! 受注 as a form: opened from an accepted quote, or again for a client whom we know.

use super::{class_label, id_of, shown, version_of};
use crate::order::{Class, Terms};
use crate::read::{self, OrderFacts};
use crate::{NewOrder, OrderChange};
use access::{
    AccountId, Act, Done, Failure, Form, Holder, PageError, Resource, Role, Scope, Visit, holders,
    places,
};
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Response};
use people::read::JobType;
use sales::read::QuoteFacts;
use webkit::prelude::*;

#[derive(serde::Deserialize)]
pub(crate) struct FromQuote {
    pub(crate) quote: Option<String>,
}

/// What the form offers to choose from.
struct Offered {
    quote: Option<QuoteFacts>,
    clients: Vec<places::Client>,
    job_types: Vec<JobType>,
    directors: Vec<Holder>,
}

async fn offered(visit: &Visit, quote: Option<&str>) -> Result<Offered, PageError> {
    let scope = visit.may(Act::Write(Resource::ClientOrders))?;
    if !scope.region {
        return Err(PageError(Failure::Absent));
    }
    let quote = match quote.filter(|it| !it.is_empty()) {
        Some(id) => Some(sales::read::quote(visit.db(), &scope, &id_of(id)?).await?),
        None => None,
    };
    Ok(Offered {
        quote,
        clients: places::clients(visit.db(), &Scope::whole_region()).await?,
        job_types: people::read::job_types(visit.db()).await?,
        directors: directors(visit).await?,
    })
}

pub(crate) async fn blank(
    visit: Visit,
    Query(query): Query<FromQuote>,
) -> Result<Response, PageError> {
    let offered = offered(&visit, query.quote.as_deref()).await?;
    if let Some(order) = offered
        .quote
        .as_ref()
        .and_then(|it| it.opened_order.as_ref())
    {
        return Ok(Done::to(format!("/orders/{order}")).into_response());
    }
    let mut filled = Filled::of([
        ("ordered_on", visit.today().to_string()),
        ("permitted_places", Class::Home.name().to_owned()),
        ("delivery_place", t!("orders-default-place")),
        ("delivery_method", t!("orders-default-method")),
        ("deletion", t!("orders-default-deletion")),
    ]);
    if let Some(it) = &offered.quote {
        filled = filled
            .with("quote", it.public_id.to_string())
            .with("title", it.title.clone())
            .with("due_on", it.due_on.to_string());
    }
    Ok(page(&offered, &filled).into_response())
}

fn page(offered: &Offered, filled: &Filled) -> Page {
    let clients = offered
        .clients
        .iter()
        .map(|it| (it.public_id.to_string(), it.name.clone()));
    let job_types = offered
        .job_types
        .iter()
        .map(|it| (it.code.clone(), it.name().to_owned()));
    Page::titled(t!("orders-new")).crumbs(&[(t!("orders-list"), "/orders")]).lead(t!("orders-new-lead")).errors(filled).body(html! {
        (error_summary(filled))
        @if let Some(quote) = &offered.quote { (quote_facts(quote)) }
        (form("/orders/new").draft().hidden("quote", filled.value("quote")).body(html! {
            @if offered.quote.is_none() {
                (field_select("client", t!("orders-client")).required().options(clients).filled(filled))
                (field_select("job_type", t!("orders-job-type")).required().options(job_types).filled(filled))
                (field_number("quantity", t!("orders-quantity")).required().filled(filled))
                (field_yen("unit_price", t!("orders-unit-price")).support(t!("orders-without-tax")).required().filled(filled))
            }
            (field_date("ordered_on", t!("orders-ordered-on")).required().filled(filled))
            (fields(filled, &offered.directors))
        }).submit(t!("orders-open")))
    })
}

fn quote_facts(it: &QuoteFacts) -> Markup {
    facts(&[
        (
            t!("orders-quote"),
            link(format!("/quotes/{}", it.public_id), &it.number),
        ),
        (t!("orders-quantity"), number(it.figures.quantity)),
        (t!("orders-unit-price"), yen(it.figures.unit_price)),
        (t!("orders-confidential-units"), number(it.secret_count)),
    ])
}

/// The fields that may also be changed later.
fn fields(filled: &Filled, directors: &[Holder]) -> Markup {
    let mut choice = vec![(String::new(), t!("orders-no-director"))];
    choice.extend(
        directors
            .iter()
            .map(|it| (it.public_id.to_string(), it.name.clone())),
    );
    html! {
        (field_text("title", t!("orders-title")).required().max(120).filled(filled))
        (field_date("due_on", t!("orders-due")).required().filled(filled))
        (field_select("director", t!("orders-director-choose")).support(t!("orders-director-support")).optional().options(choice).filled(filled))
        (field_area("work_content", t!("orders-work-content")).support(t!("orders-work-content-support")).required().rows(4).max(2_000).filled(filled))
        (field_text("delivery_place", t!("orders-delivery-place")).required().max(200).filled(filled))
        (field_text("delivery_method", t!("orders-delivery-method")).required().max(200).filled(filled))
        h2 { (t!("orders-terms")) }
        (field_date("consent_on", t!("orders-consent-on")).required().filled(filled))
        (field_text("consent_by", t!("orders-consent-by")).required().max(80).filled(filled))
        (field_area("consent_scope", t!("orders-consent-scope")).required().rows(2).max(1_000).filled(filled))
        (field_radios("permitted_places", t!("orders-permitted-places")).support(t!("orders-permitted-support")).required()
            .options(Class::ALL.map(|it| (it.name(), class_label(it)))).filled(filled))
        (field_text("devices", t!("orders-devices")).required().max(200).filled(filled))
        (field_number("retention_days", t!("orders-retention")).support(t!("orders-retention-support")).required().suffix(t!("orders-day-unit")).filled(filled))
        (field_area("deletion", t!("orders-deletion")).required().rows(2).max(500).filled(filled))
        (field_date("client_pays_on", t!("orders-client-pays")).support(t!("orders-client-pays-support")).optional().filled(filled))
    }
}

/// Reads those fields. The terms are judged by the action, which names all that are missing.
fn read_change(reader: &mut Reader<'_>, directors: &[Holder]) -> Option<OrderChange> {
    let director = read_director(reader, directors);
    let (title, due_on) = (reader.text("title", 120), reader.day("due_on"));
    let content = reader.text("work_content", 2_000);
    let (place, method) = (
        reader.text("delivery_place", 200),
        reader.text("delivery_method", 200),
    );
    let classes = Class::ALL.map(Class::name);
    let terms = Terms {
        consent_on: reader.optional_day("consent_on"),
        consent_scope: reader
            .optional_text("consent_scope", 1_000)
            .unwrap_or_default(),
        consent_by: reader.optional_text("consent_by", 80).unwrap_or_default(),
        permitted_places: reader
            .optional_choice("permitted_places", &classes)
            .and_then(|it| Class::named(&it)),
        devices: reader.optional_text("devices", 200).unwrap_or_default(),
        retention_days: reader.optional_integer("retention_days", 0..=36_500),
        deletion: reader.optional_text("deletion", 500).unwrap_or_default(),
    };
    let client_pays_on = reader.optional_day("client_pays_on");
    let (
        Some(title),
        Some(due_on),
        Some(work_content),
        Some(delivery_place),
        Some(delivery_method),
    ) = (title, due_on, content, place, method)
    else {
        return None;
    };
    Some(OrderChange {
        title,
        due_on,
        director,
        work_content,
        delivery_place,
        delivery_method,
        terms,
        client_pays_on,
    })
}

/// Those who may lead an order.
async fn directors(visit: &Visit) -> Result<Vec<Holder>, PageError> {
    Ok(holders(visit.db(), Role::Director, visit.today()).await?)
}

fn read_director(reader: &mut Reader<'_>, directors: &[Holder]) -> Option<AccountId> {
    let ids: Vec<&str> = directors.iter().map(|it| it.public_id.as_str()).collect();
    let chosen = reader.optional_choice("director", &ids)?;
    directors
        .iter()
        .find(|it| it.public_id.as_str() == chosen)
        .map(|it| it.id)
}

pub(crate) async fn open(visit: Visit, Form(posted): Form) -> Result<Response, PageError> {
    let offered = offered(&visit, posted.first("quote")).await?;
    let mut reader = posted.reader();
    let change = read_change(&mut reader, &offered.directors);
    let order = read_order(&mut reader, &offered, change);
    let filled = reader.filled();
    let Some(order) = order.filter(|_| reader.is_clean()) else {
        return Ok(page(&offered, &filled).into_response());
    };
    match crate::open_order(visit.db(), &visit.actor, &order).await {
        Ok(opened) => {
            let done = Done::to(format!("/orders/{}", opened.public_id));
            Ok(done
                .saying(words!("orders-opened", number = opened.number))
                .into_response())
        }
        Err(failure) => Ok(page(&offered, &shown(failure, filled)?).into_response()),
    }
}

fn read_order(
    reader: &mut Reader<'_>,
    offered: &Offered,
    change: Option<OrderChange>,
) -> Option<NewOrder> {
    let ordered_on = reader.day("ordered_on");
    if let Some(it) = &offered.quote {
        return Some(NewOrder {
            quote: Some(it.public_id.clone()),
            client: it.client,
            job_type: it.job_type,
            quantity: it.figures.quantity,
            unit_price: it.figures.unit_price,
            ordered_on: ordered_on?,
            change: change?,
        });
    }
    let clients: Vec<&str> = offered
        .clients
        .iter()
        .map(|it| it.public_id.as_str())
        .collect();
    let client = reader.choice("client", &clients);
    let codes: Vec<&str> = offered
        .job_types
        .iter()
        .map(|it| it.code.as_str())
        .collect();
    let code = reader.choice("job_type", &codes);
    let (quantity, unit_price) = (
        reader.integer("quantity", 1..=100_000_000),
        reader.yen("unit_price"),
    );
    let client = offered
        .clients
        .iter()
        .find(|it| Some(it.public_id.as_str()) == client.as_deref());
    Some(NewOrder {
        quote: None,
        client: client?.id,
        job_type: offered
            .job_types
            .iter()
            .find(|it| Some(&it.code) == code.as_ref())?
            .id,
        quantity: quantity?,
        unit_price: unit_price?,
        ordered_on: ordered_on?,
        change: change?,
    })
}

pub(crate) async fn edit(visit: Visit, Path(id): Path<String>) -> Result<Page, PageError> {
    let scope = visit.may(Act::Write(Resource::ClientOrders))?;
    let order = read::order_by_public_id(visit.db(), &scope, &id_of(&id)?).await?;
    let directors = directors(&visit).await?;
    let filled = filled_of(&order, &directors);
    Ok(edit_page(&order, order.version, &directors, &filled))
}

fn edit_page(order: &OrderFacts, version: i32, directors: &[Holder], filled: &Filled) -> Page {
    let path = format!("/orders/{}", order.public_id);
    let crumbs = [
        (t!("orders-list"), "/orders".to_owned()),
        (order.title.clone(), path.clone()),
    ];
    Page::titled(t!("orders-edit")).crumbs(&crumbs).errors(filled).body(html! {
        (error_summary(filled))
        (form(format!("{path}/edit")).draft().version(version.into()).body(fields(filled, directors)).submit(t!("orders-save")))
    })
}

fn filled_of(it: &OrderFacts, directors: &[Holder]) -> Filled {
    let director = directors.iter().find(|row| Some(row.id) == it.director);
    Filled::of([
        ("title", it.title.clone()),
        ("due_on", it.due_on.to_string()),
        (
            "director",
            director
                .map(|it| it.public_id.to_string())
                .unwrap_or_default(),
        ),
        ("work_content", it.work_content.clone()),
        ("delivery_place", it.delivery_place.clone()),
        ("delivery_method", it.delivery_method.clone()),
        ("consent_on", it.consent_on.to_string()),
        ("consent_by", it.consent_by.clone()),
        ("consent_scope", it.consent_scope.clone()),
        ("permitted_places", it.permitted_places.name().to_owned()),
        ("devices", it.devices.clone()),
        ("retention_days", it.retention_days.to_string()),
        ("deletion", it.deletion.clone()),
        (
            "client_pays_on",
            it.client_pays_on
                .map(|it| it.to_string())
                .unwrap_or_default(),
        ),
    ])
}

pub(crate) async fn change(
    visit: Visit,
    Path(id): Path<String>,
    Form(posted): Form,
) -> Result<Response, PageError> {
    let id = id_of(&id)?;
    let scope = visit.may(Act::Write(Resource::ClientOrders))?;
    let order = read::order_by_public_id(visit.db(), &scope, &id).await?;
    let mut reader = posted.reader();
    let version = version_of(&mut reader);
    let directors = directors(&visit).await?;
    let change = read_change(&mut reader, &directors);
    let filled = reader.filled();
    let again =
        |filled: &Filled| Ok(edit_page(&order, version, &directors, filled).into_response());
    let Some(change) = change.filter(|_| reader.is_clean()) else {
        return again(&filled);
    };
    match crate::change_order(visit.db(), &visit.actor, &id, &change, version).await {
        Ok(_) => Ok(Done::to(format!("/orders/{id}"))
            .saying(words!("orders-saved"))
            .into_response()),
        // Whoever comes second sees what the first has stored.
        Err(Failure::Stale) => {
            let stored = filled_of(&order, &directors).values;
            let filled = filled.against(stored);
            Ok(edit_page(&order, order.version, &directors, &filled).into_response())
        }
        Err(failure) => again(&shown(failure, filled)?),
    }
}
