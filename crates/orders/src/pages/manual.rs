//! 「手順書」: the version that workers read, and what changed since an earlier one.

use super::id_of;
use crate::manual::{Change, Line, changes};
use crate::read;
use crate::store;
use crate::tables::manual_version;
use access::{Act, PageError, Resource, Scope, Visit};
use axum::extract::Path;
use base::PublicId;
use webkit::prelude::*;

/// The order behind a manual, for the staff who reach it. Workers read a manual beside their work, not here.
async fn order(visit: &Visit, id: &PublicId) -> Result<read::OrderFacts, PageError> {
    let scope = visit.may(Act::Read(Resource::Manuals))?;
    let staff = Scope {
        team_of: None,
        own: None,
        ..scope
    };
    Ok(read::order_by_public_id(visit.db(), &staff, id).await?)
}

fn crumbs(id: &PublicId, title: &str) -> [(String, String); 2] {
    [
        (t!("orders-list"), "/orders".to_owned()),
        (title.to_owned(), format!("/orders/{id}")),
    ]
}

pub(crate) async fn show(visit: Visit, Path(id): Path<String>) -> Result<Page, PageError> {
    let id = id_of(&id)?;
    let order = order(&visit, &id).await?;
    let current = read::manual_current(visit.db(), order.id).await?;
    let versions = store::manual_versions(visit.db(), order.id.0).await?;
    let may_write = visit.may(Act::Write(Resource::Manuals)).is_ok();
    let edit = format!("/orders/{id}/manual/edit");
    Ok(Page::titled(t!("orders-manual")).crumbs(&crumbs(&id, &order.title)).body(html! {
        @match &current {
            Some(manual) => {
                (note(t!("orders-manual-published", no = manual.no, on = manual.published_on)))
                (booklet(&manual.lines))
            }
            None => (empty(t!("orders-manual-none"), html! { p { (t!("orders-manual-none-next")) } })),
        }
        @if may_write { (actions([button_primary(&edit, t!("orders-manual-edit"))])) }
        @if !versions.is_empty() { (versions_table(&id, &versions)) }
    }))
}

/// The lines in order, as they print and are read aloud.
pub(super) fn booklet(lines: &[Line]) -> Markup {
    facts(
        &lines
            .iter()
            .map(|it| (it.no.clone(), webkit::lines(&it.body)))
            .collect::<Vec<_>>(),
    )
}

fn versions_table(id: &PublicId, versions: &[manual_version::Model]) -> Markup {
    let table = table(
        t!("orders-manual-versions"),
        versions,
        [
            column(t!("orders-manual-version"), |it: &manual_version::Model| {
                link(
                    format!("/orders/{id}/manual/versions/{}", it.no),
                    t!("orders-manual-no", no = it.no),
                )
            }),
            column(t!("orders-manual-note"), |it: &manual_version::Model| {
                text(&it.note)
            }),
            column(
                t!("orders-manual-on"),
                |it: &manual_version::Model| html! { @if let Some(on) = it.published_on { (day(on)) } @else { (chip(Tone::Caution, t!("orders-manual-draft"))) } },
            ),
        ],
    );
    table.markup()
}

pub(crate) async fn version(
    visit: Visit,
    Path((id, no)): Path<(String, i64)>,
) -> Result<Page, PageError> {
    let id = id_of(&id)?;
    let order = order(&visit, &id).await?;
    let version = store::manual_version(visit.db(), order.id.0, no).await?;
    let lines = store::lines(visit.db(), version.id).await?;
    let before = match no {
        1 => Vec::new(),
        _ => {
            store::lines(
                visit.db(),
                store::manual_version(visit.db(), order.id.0, no - 1)
                    .await?
                    .id,
            )
            .await?
        }
    };
    let mut crumbs = crumbs(&id, &order.title).to_vec();
    crumbs.push((t!("orders-manual"), format!("/orders/{id}/manual")));
    Ok(Page::titled(t!("orders-manual-no", no = no)).crumbs(&crumbs).body(html! {
        @if no > 1 { (section(t!("orders-manual-changes"), changes_table(&changes(&before, &lines)))) }
        (booklet(&lines))
    }))
}

/// What readers of the version before have to look at.
pub(super) fn changes_table(changes: &[Change]) -> Markup {
    if changes.is_empty() {
        return note(t!("orders-manual-same"));
    }
    let kind = |it: &Change| match it {
        Change::Added { .. } => chip(Tone::Good, t!("orders-manual-added")),
        Change::Changed { .. } => chip(Tone::Caution, t!("orders-manual-changed")),
        Change::Removed { .. } => chip(Tone::Plain, t!("orders-manual-removed")),
    };
    let before = |it: &Change| match it {
        Change::Changed { before, .. } => webkit::lines(before),
        Change::Removed { line } => webkit::lines(&line.body),
        Change::Added { .. } => dash(),
    };
    let after = |it: &Change| match it {
        Change::Added { line } | Change::Changed { line, .. } => webkit::lines(&line.body),
        Change::Removed { .. } => dash(),
    };
    let table = table(
        t!("orders-manual-changes"),
        changes,
        [
            column(t!("orders-manual-line"), |it: &Change| text(&it.line().no)),
            column(t!("orders-manual-kind"), move |it: &Change| kind(it)),
            column(t!("orders-manual-before"), move |it: &Change| before(it)),
            column(t!("orders-manual-after"), move |it: &Change| after(it)),
        ],
    );
    table.markup()
}
