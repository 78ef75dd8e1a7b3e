//! 「受注」: the orders within reach.

use super::{one_page, stage_chip};
use crate::stage::Stage;
use crate::store::{self, OrderFilter};
use crate::tables::client_order;
use access::{Act, PageError, Resource, Visit, accounts, places};
use axum::extract::Query;
use webkit::prelude::*;

#[derive(serde::Deserialize, Default)]
#[serde(default)]
pub(crate) struct ListQuery {
    stage: String,
    words: String,
    page: u64,
}

pub(crate) async fn list(visit: Visit, Query(query): Query<ListQuery>) -> Result<Page, PageError> {
    let scope = visit.may(Act::Read(Resource::ClientOrders))?;
    let filter = OrderFilter {
        stage: Stage::named(&query.stage),
        open: query.stage == "open",
        words: query.words.clone(),
        page: query.page,
        ..OrderFilter::default()
    };
    let (rows, more) = one_page(store::orders(visit.db(), &scope, &filter).await?);
    let clients: Vec<_> = rows.iter().map(|it| it.client).collect();
    let clients = places::client_names(visit.db(), &clients).await?;
    let directors: Vec<_> = rows.iter().filter_map(|it| it.director).collect();
    let directors = accounts::names(visit.db(), &directors).await?;
    let may_open = visit
        .may(Act::Write(Resource::ClientOrders))
        .is_ok_and(|it| it.region);
    let to_open = match may_open {
        true => crate::read::quotes_to_open(visit.db(), &scope).await?,
        false => Vec::new(),
    };
    Ok(Page::titled(t!("orders-list")).wide().body(html! {
        @if !to_open.is_empty() {
            (banner(Tone::Info, t!("orders-to-open", count = to_open.len()), webkit::list(to_open.iter().map(|it|
                html! { (it.number) " " (link(format!("/orders/new?quote={}", it.public_id), &it.title)) }
            ))))
        }
        (form("/orders").get().body(html! {
            (field_text("words", t!("orders-words")).value(&query.words))
            (field_select("stage", t!("orders-stage")).options(stages()).value(&query.stage))
        }).beside(button(t!("orders-search"))))
        @if rows.is_empty() {
            (empty(t!("orders-none"), html! { p { (t!("orders-none-next")) " " (link("/quotes", t!("orders-quotes"))) } }))
        } @else {
            (table(t!("orders-list"), &rows, [
                column(t!("orders-title"), |it: &client_order::Model| link(format!("/orders/{}", it.public_id), &it.title)),
                column(t!("orders-number"), |it: &client_order::Model| text(&it.number)),
                column(t!("orders-client"), |it: &client_order::Model| text(clients.get(&it.client).map_or("", String::as_str))),
                column(t!("orders-director"), |it: &client_order::Model| text(it.director.and_then(|id| directors.get(&id)).map_or("", String::as_str))),
                number_column(t!("orders-quantity"), |it: &client_order::Model| number(it.quantity)),
                column(t!("orders-due"), |it: &client_order::Model| day(it.due_on)),
                column(t!("orders-stage"), |it: &client_order::Model| stage_chip(it.stage)),
            ]).paged(query.page, store::PAGE, more, None).dense())
            (pagination_open(query.page.max(1) as usize, more, &visit.path))
        }
        @if may_open { (actions([button_link("/orders/new", t!("orders-new"))])) }
    }))
}

fn stages() -> Vec<(String, String)> {
    let mut stages = vec![
        (String::new(), t!("orders-all")),
        ("open".to_owned(), t!("orders-open-only")),
    ];
    stages.extend(Stage::ALL.map(|it| (it.name().to_owned(), crate::stage_words(it).say())));
    stages
}
