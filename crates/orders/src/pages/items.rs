//! 「項目」: what was taken in, page by page, and the batches it came in.

use super::{id_of, one_page};
use crate::read;
use crate::store::{self, ItemCounts, ItemFilter, ItemRow};
use crate::tables::item_batch;
use access::{Act, PageError, Resource, Visit};
use axum::extract::{Path, Query};
use webkit::prelude::*;

#[derive(serde::Deserialize, Default)]
#[serde(default)]
pub(crate) struct ItemQuery {
    words: String,
    kind: String,
    page: u64,
}

pub(crate) async fn list(
    visit: Visit,
    Path(id): Path<String>,
    Query(query): Query<ItemQuery>,
) -> Result<Page, PageError> {
    let id = id_of(&id)?;
    let scope = visit.may(Act::Read(Resource::Breakdown))?;
    let order = read::order_by_public_id(visit.db(), &scope, &id).await?;
    let confidential = match query.kind.as_str() {
        "confidential" => Some(true),
        "general" => Some(false),
        _ => None,
    };
    let filter = ItemFilter {
        words: query.words.clone(),
        confidential,
        page: query.page,
    };
    let counts = store::item_counts(visit.db(), order.id.0).await?;
    let (rows, more) = one_page(store::item_page(visit.db(), order.id.0, &filter).await?);
    let batches = store::batches(visit.db(), order.id.0).await?;
    let may_import = visit.may(Act::Write(Resource::Breakdown)).is_ok() && order.stage.is_open();
    let crumbs = [
        (t!("orders-list"), "/orders".to_owned()),
        (order.title.clone(), format!("/orders/{id}")),
    ];
    let page = Page::titled(t!("orders-items")).crumbs(&crumbs).wide();
    Ok(page.body(html! {
        (facts(&[
            (t!("orders-items"), text(t!("orders-items-count", count = counts.all, of = order.quantity))),
            (t!("orders-group-confidential"), number(counts.confidential)),
        ]))
        @if may_import { (actions([button_primary(format!("/orders/{id}/import"), t!("orders-import"))])) }
        (form(format!("/orders/{id}/items")).get().body(html! {
            (field_text("words", t!("orders-item-words")).value(&query.words))
            (field_select("kind", t!("orders-group")).options([(String::new(), t!("orders-all")), ("general".into(), t!("orders-group-general")), ("confidential".into(), t!("orders-group-confidential"))]).value(&query.kind))
        }).beside(button(t!("orders-search"))))
        @if rows.is_empty() {
            (empty(t!("orders-items-none"), html! { p { (t!("orders-items-none-next")) } }))
        } @else {
            (table(t!("orders-items"), &rows, [
                column(t!("orders-item-number"), |it: &ItemRow| text(&it.number)),
                column(t!("orders-item-fields"), |it: &ItemRow| text(fields(it))),
                column(t!("orders-group"), |it: &ItemRow| html! { @if it.confidential { (chip(Tone::Caution, t!("orders-group-confidential"))) } @else { (t!("orders-group-general")) } }),
                column(t!("orders-lot"), |it: &ItemRow| html! { @if let Some(no) = it.lot_no { (t!("orders-lot-no", no = no)) } @else { (dash()) } }),
            ]).paged(query.page, store::PAGE, more, counted(&filter, &counts)).dense())
            (pagination_open(query.page.max(1) as usize, more, &visit.path))
        }
        @if !batches.is_empty() {
            @if may_import { (note(t!("orders-batch-undo-note"))) }
            (batches_table(&id, &batches, may_import))
        }
    }))
}

/// How many items the list holds, where nothing needs to be counted for it.
fn counted(filter: &ItemFilter, counts: &ItemCounts) -> Option<usize> {
    let count = match filter.confidential {
        _ if !filter.words.trim().is_empty() => return None,
        None => counts.all,
        Some(true) => counts.confidential,
        Some(false) => counts.all - counts.confidential,
    };
    usize::try_from(count).ok()
}

fn fields(it: &ItemRow) -> String {
    let fields: Vec<(String, String)> = store::from_json(&it.fields).unwrap_or_default();
    fields
        .iter()
        .map(|(_, text)| text.as_str())
        .filter(|it| !it.is_empty())
        .collect::<Vec<_>>()
        .join(" / ")
}

fn batches_table(order: &base::PublicId, batches: &[item_batch::Model], may_undo: bool) -> Markup {
    let undo = |it: &item_batch::Model| match it.undone_on {
        Some(on) => html! { (chip(Tone::Plain, t!("orders-batch-undone"))) " " (day(on)) },
        None if may_undo => {
            let path = format!("/orders/{order}/batches/{}/undoing", it.public_id);
            post_button(
                path,
                t!("orders-batch-undo"),
                Vec::<(String, String)>::new(),
            )
        }
        None => Markup::default(),
    };
    let table = table(
        t!("orders-batches"),
        batches,
        [
            column(t!("orders-batch-file"), |it: &item_batch::Model| {
                text(&it.file_name)
            }),
            column(t!("orders-batch-on"), |it: &item_batch::Model| {
                day(it.taken_on)
            }),
            number_column(t!("orders-batch-count"), |it: &item_batch::Model| {
                number(it.item_count)
            }),
            number_column(t!("orders-group-confidential"), |it: &item_batch::Model| {
                number(it.confidential_count)
            }),
            number_column(t!("orders-batch-faulty"), |it: &item_batch::Model| {
                number(it.faulty_count)
            }),
            column(t!("orders-batch-state"), move |it: &item_batch::Model| {
                undo(it)
            }),
        ],
    );
    table.markup()
}
