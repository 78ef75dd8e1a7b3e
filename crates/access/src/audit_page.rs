//! 監査証跡: who did what, for those who watch over the service; and for each person, who looked at their data.

use axum::extract::Query;
use base::PublicId;
use db::{AuditFilter, AuditNote, AuditRow, Conn, StoreError, Stream};
use serde::Deserialize;
use std::collections::BTreeMap;
use webkit::form::day_from;
use webkit::prelude::*;

use crate::policy::{Act, Resource};
use crate::{AccountId, Failure, PageError, Role, Routes, Visit, accounts, role_words};

/// Rows on one page.
const ROWS: u64 = 50;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/audit", Act::Read(Resource::AuditLog), audit)
        .get("/account/readings", Act::SignedIn, readings)
}

#[derive(Default, Deserialize)]
struct Wanted {
    from: Option<String>,
    until: Option<String>,
    stream: Option<String>,
    who: Option<String>,
    object: Option<String>,
    page: Option<u64>,
}

async fn audit(visit: Visit, Query(wanted): Query<Wanted>) -> Result<Page, PageError> {
    let page = wanted.page.unwrap_or(1).max(1);
    let (filter, filled) = filter_of(visit.db(), &wanted).await?;
    note_reading(&visit, &filled).await?;
    let mut rows = db::audit_page(visit.db(), &filter, page, ROWS).await?;
    let more = rows.len() as u64 > ROWS;
    rows.truncate(ROWS as usize);
    let names = names_of(visit.db(), &rows).await?;
    Ok(Page::titled(t!("access-audit"))
        .wide()
        .lead(t!("access-audit-lead"))
        .errors(&filled)
        .body(html! {
            (search(&filled))
            @if rows.is_empty() { (empty(t!("access-audit-none"), t!("access-audit-none-next"))) }
            @else { (table(t!("access-audit"), &rows, audit_columns(&names)).dense()) }
            (pagination_open(page as usize, more, &visit.path))
        }))
}

async fn filter_of(db: &Conn, wanted: &Wanted) -> Result<(AuditFilter, Filled), StoreError> {
    let given = |it: &Option<String>| it.as_deref().unwrap_or("").trim().to_owned();
    let (from, until, who) = (
        given(&wanted.from),
        given(&wanted.until),
        given(&wanted.who),
    );
    let (stream, object) = (given(&wanted.stream), given(&wanted.object));
    let mut filled = Filled::of([
        ("from", from.clone()),
        ("until", until.clone()),
        ("stream", stream.clone()),
        ("who", who.clone()),
        ("object", object.clone()),
    ]);
    for (name, text) in [("from", &from), ("until", &until)] {
        if !text.is_empty() && day_from(text).is_none() {
            filled = filled.with_fault(name, words!("access-audit-day"));
        }
    }
    let accounts = match who.is_empty() {
        true => None,
        false => Some(accounts::keys_like(db, &who).await?),
    };
    let filter = AuditFilter {
        from: day_from(&from).map(|it| it.begins()),
        until: day_from(&until).map(|it| it.plus_days(1).begins()),
        stream: Stream::named(&stream),
        accounts,
        object,
        about: None,
    };
    Ok((filter, filled))
}

/// Reading the log is itself a reading to be known.
async fn note_reading(visit: &Visit, filled: &Filled) -> Result<(), Failure> {
    let wanted = filled.values.iter().filter(|(_, value)| !value.is_empty());
    let fields: Vec<&str> = wanted.map(|(name, _)| name.as_str()).collect();
    let tx = visit.db().begin(visit.actor.author()).await?;
    tx.note(AuditNote::done(Stream::Access, "audit.read", "audit_log").fields(&fields.join(" ")));
    Ok(tx.finish(&()).await?)
}

fn search(filled: &Filled) -> Markup {
    let streams = Stream::ALL.map(|it| (it.name(), stream_words(it)));
    let streams = [("", t!("access-audit-all"))].into_iter().chain(streams);
    form("/audit")
        .get()
        .body(html! {
            (field_date("from", t!("access-audit-from")).filled(filled))
            (field_date("until", t!("access-audit-until")).filled(filled))
            (field_select("stream", t!("access-audit-stream")).options(streams).filled(filled))
            (field_text("who", t!("access-audit-who")).max(40).filled(filled))
            (field_text("object", t!("access-audit-object")).max(40).filled(filled))
        })
        .submit(t!("access-search"))
        .markup()
}

fn stream_words(stream: Stream) -> String {
    match stream {
        Stream::Access => t!("access-stream-access"),
        Stream::People => t!("access-stream-people"),
        Stream::Orders => t!("access-stream-orders"),
        Stream::Work => t!("access-stream-work"),
        Stream::Money => t!("access-stream-money"),
        Stream::Region => t!("access-stream-region"),
    }
}

type Names = BTreeMap<AccountId, String>;

async fn names_of(db: &Conn, rows: &[AuditRow]) -> Result<Names, StoreError> {
    let mut ids: Vec<AccountId> = rows
        .iter()
        .filter_map(|it| it.account.map(AccountId))
        .collect();
    ids.sort_unstable();
    ids.dedup();
    accounts::names(db, &ids).await
}

fn who(names: &Names, row: &AuditRow) -> String {
    let name = row.account.and_then(|it| names.get(&AccountId(it)));
    name.cloned().unwrap_or_else(|| t!("access-audit-service"))
}

fn role(row: &AuditRow) -> String {
    Role::named(&row.role).map_or_else(|| row.role.clone(), role_words)
}

/// What the person reads: the service has no role.
fn reader_role(row: &AuditRow) -> Markup {
    Role::named(&row.role).map_or_else(dash, |it| text(role_words(it)))
}

fn audit_columns<'a>(names: &'a Names) -> Vec<Column<'a, AuditRow>> {
    vec![
        column(t!("access-audit-at"), |it: &AuditRow| moment(it.at)),
        column(t!("access-audit-who"), |it: &AuditRow| text(who(names, it))),
        column(t!("access-role"), |it: &AuditRow| text(role(it))),
        column(
            t!("access-audit-action"),
            |it: &AuditRow| html! { code { (it.action) } },
        ),
        column(
            t!("access-audit-object"),
            |it: &AuditRow| html! { code { (short(&it.object)) } },
        ),
        column(t!("access-audit-fields"), |it: &AuditRow| text(&it.fields)),
        column(t!("access-audit-outcome"), |it: &AuditRow| {
            match it.outcome.as_str() {
                "done" => chip(Tone::Good, t!("access-audit-done")),
                _ => chip(Tone::Caution, t!("access-audit-refused")),
            }
        }),
        column(t!("access-audit-reason"), |it: &AuditRow| text(&it.reason)),
    ]
}

/// An object with only the beginning of its long id, which is enough to tell two apart.
fn short(object: &str) -> String {
    match object.split_once('/') {
        Some((kind, id)) if PublicId::parse(id).is_some() => format!("{kind}/{}…", &id[..8]),
        _ => object.to_owned(),
    }
}

#[derive(Deserialize)]
struct Paged {
    page: Option<u64>,
}

async fn readings(visit: Visit, Query(paged): Query<Paged>) -> Result<Page, PageError> {
    let page = paged.page.unwrap_or(1).max(1);
    let filter = AuditFilter {
        about: Some(visit.actor.account.0),
        ..AuditFilter::default()
    };
    let mut rows = db::audit_page(visit.db(), &filter, page, ROWS).await?;
    let more = rows.len() as u64 > ROWS;
    rows.truncate(ROWS as usize);
    let names = names_of(visit.db(), &rows).await?;
    let columns = [
        column(t!("access-audit-at"), |it: &AuditRow| moment(it.at)),
        column(t!("access-audit-who"), |it: &AuditRow| {
            text(who(&names, it))
        }),
        column(t!("access-role"), reader_role),
        column(t!("access-readings-what"), |it: &AuditRow| {
            text(reading_words(it))
        }),
        column(t!("access-audit-reason"), |it: &AuditRow| text(&it.reason)),
    ];
    Ok(Page::titled(t!("access-readings"))
        .crumbs(&[(t!("access-account"), "/account")])
        .lead(t!("access-readings-lead"))
        .body(html! {
            @if rows.is_empty() { (empty(t!("access-readings-none"), t!("access-readings-none-next"))) }
            @else { (table(t!("access-readings"), &rows, columns)) }
            (pagination_open(page as usize, more, &visit.path))
        }))
}

/// What was done with someone's data, in their words.
fn reading_words(row: &AuditRow) -> String {
    let kind = row.object.split('/').next().unwrap_or("");
    let read = row.action.ends_with(".read") || row.action.ends_with(".reveal");
    match (kind, read) {
        ("bank_account", true) => t!("access-readings-bank"),
        ("bank_account", false) => t!("access-readings-bank-changed"),
        ("worker", true) => t!("access-readings-profile"),
        ("worker", false) => t!("access-readings-profile-changed"),
        ("account", _) => t!("access-readings-account"),
        (_, true) => t!("access-readings-other"),
        (_, false) => t!("access-readings-other-changed"),
    }
}
