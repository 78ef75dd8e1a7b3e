//! Taking in a spreadsheet of registrants: preview, faulty rows as a file, good rows in, undo.

use super::form::shown;
use super::id_of;
use crate::NewWorker;
use crate::import::{Column, SheetRow, Sorted};
use crate::intake::{self, Batch};
use access::{Done, Failure, Form, PageError, Visit, Worded, download};
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use papers::excel::{Cell, Sheet, Table, Workbook};
use papers::intake::{IntakeFault, Limits, read};
use webkit::prelude::*;

const MOST_BYTES: usize = 5 << 20;
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

pub(super) async fn start(visit: Visit) -> Result<Page, PageError> {
    page(&visit, &Filled::default()).await
}

async fn page(visit: &Visit, filled: &Filled) -> Result<Page, PageError> {
    let batches = intake::batches(visit.db(), &visit.actor).await?;
    let page = Page::titled(t!("people-import"))
        .crumbs(&[(t!("people-list"), "/workers")])
        .lead(t!("people-import-lead"));
    Ok(page.errors(filled).body(html! {
        (form("/workers/import").multipart().submit(t!("people-import-look")).body(
            field_file("file", t!("people-import-file")).required().accept(".xlsx,.csv").support(t!("people-import-support")).filled(filled)
        ).beside(button_link("/workers/import/template.xlsx", t!("people-import-template"))))
        @if !batches.is_empty() {
            (table(t!("people-batches"), &batches, [
                column(t!("people-batch-file"), |it: &Batch| link(format!("/workers/import/{}", it.public_id), &it.file_name)),
                column(t!("people-batch-made"), |it: &Batch| moment(it.made_at)),
                column(t!("people-batch-state"), |it: &Batch| state_chip(it)),
                number_column(t!("people-batch-rows"), |it: &Batch| number(it.row_count)),
                number_column(t!("people-batch-taken-count"), |it: &Batch| number(it.taken_count)),
            ]))
        }
    }))
}

fn state_chip(it: &Batch) -> Markup {
    match it.state.as_str() {
        "previewed" => chip(Tone::Caution, t!("people-batch-previewed")),
        "taken" => chip(Tone::Good, t!("people-batch-is-taken")),
        _ => chip(Tone::Plain, t!("people-batch-undone")),
    }
}

pub(super) async fn upload(visit: Visit, Form(posted): Form) -> Result<Response, PageError> {
    let mut reader = posted.reader();
    let file = reader.file("file", MOST_BYTES, &["xlsx", "csv", "txt"]);
    let filled = reader.filled();
    let Some(file) = file else {
        return Ok(page(&visit, &filled).await?.into_response());
    };
    let limits = Limits {
        rows: 2_000,
        columns: 40,
        ..Limits::default()
    };
    let sheet = match read(&file.name, &file.bytes, limits) {
        Ok(intake) => intake::sheet_of(&intake),
        Err(fault) => {
            let filled = filled.with_fault("file", fault_words(&fault));
            return Ok(page(&visit, &filled).await?.into_response());
        }
    };
    match intake::preview(visit.db(), &visit.actor, &file.name, &sheet).await {
        Ok(done) => Ok(Done::to(format!("/workers/import/{}", done.public_id)).into_response()),
        Err(failure) => Ok(page(&visit, &shown(failure, filled)?)
            .await?
            .into_response()),
    }
}

/// Why a file cannot be read, and what to do about it.
fn fault_words(fault: &IntakeFault) -> Words {
    match fault {
        IntakeFault::Empty => words!("people-file-empty"),
        IntakeFault::TooManyRows { limit } => words!("people-file-rows", limit = *limit),
        IntakeFault::TooManyColumns { row, limit } => {
            words!("people-file-columns", row = *row, limit = *limit)
        }
        IntakeFault::CellTooLong { row, limit, .. } => {
            words!("people-file-cell", row = *row, limit = *limit)
        }
        IntakeFault::TooLarge { .. } => words!("people-file-large"),
        IntakeFault::Encrypted => words!("people-file-encrypted"),
        IntakeFault::OldExcel => words!("people-file-old"),
        IntakeFault::Macros => words!("people-file-macros"),
        IntakeFault::ControlCharacter { row, .. } | IntakeFault::BeyondHeader { row, .. } => {
            words!("people-file-row", row = *row)
        }
        _ => words!("people-file-unreadable"),
    }
}

pub(super) async fn look(visit: Visit, Path(id): Path<String>) -> Result<Page, PageError> {
    let batch = intake::batch(visit.db(), &visit.actor, &id_of(&id)?).await?;
    let (_, sorted) = intake::looked_at(visit.db(), &batch, visit.today()).await?;
    let crumbs = [
        (t!("people-list"), "/workers"),
        (t!("people-import"), "/workers/import"),
    ];
    let page = Page::titled(&batch.file_name)
        .crumbs(&crumbs)
        .lead(html! { (state_chip(&batch)) });
    Ok(page.body(html! {
        @match batch.state.as_str() {
            "previewed" => { (preview(&batch, &sorted)) }
            "taken" => {
                (banner(Tone::Good, t!("people-batch-done", count = batch.taken_count), html! { p { (t!("people-batch-done-next")) } }))
                (post_button::<&str, &str>(format!("/workers/import/{}/undo", batch.public_id), t!("people-batch-undo"), []))
            }
            _ => { (empty(t!("people-batch-undone"), html! { p { (t!("people-batch-undone-next")) } })) }
        }
        @if !sorted.faults.is_empty() { (faults_shown(&batch, &sorted)) }
    }))
}

fn preview(batch: &Batch, sorted: &Sorted) -> Markup {
    let first: Vec<&(usize, NewWorker)> = sorted.good.iter().take(20).collect();
    html! {
        @if sorted.good.is_empty() {
            (banner(Tone::Caution, t!("people-preview-none"), html! { p { (t!("people-preview-none-next")) } }))
        } @else {
            (banner(Tone::Info, t!("people-preview", count = sorted.good.len()), html! { p { (t!("people-preview-next")) } }))
            (form(format!("/workers/import/{}/registration", batch.public_id))
                .submit(t!("people-preview-take", count = sorted.good.len())).body(html! {}))
            (table(t!("people-preview-first"), &first, [
                column(t!("people-name"), |it: &&(usize, NewWorker)| text(&it.1.profile.name)),
                column(t!("people-kana"), |it: &&(usize, NewWorker)| text(&it.1.profile.kana)),
                column(t!("people-registered-on"), |it: &&(usize, NewWorker)| day(it.1.registered_on)),
                number_column(t!("people-row"), |it: &&(usize, NewWorker)| number(it.0 as i64)),
            ]).total(sorted.good.len()).dense())
        }
    }
}

fn faults_shown(batch: &Batch, sorted: &Sorted) -> Markup {
    let first: Vec<&(usize, crate::Refusal)> = sorted.faults.iter().take(50).collect();
    html! {
        (section(t!("people-faults"), html! {
            p { (t!("people-faults-next")) }
            (button_link(format!("/workers/import/{}/faults.xlsx", batch.public_id), t!("people-faults-file")))
            (table(t!("people-faults"), &first, [
                column(t!("people-row"), |it: &&(usize, crate::Refusal)| number(it.0 as i64)),
                column(t!("people-faults-label"), |it: &&(usize, crate::Refusal)| text(it.1.words().say())),
            ]).total(sorted.faults.len()).dense())
        }))
    }
}

pub(super) async fn take(visit: Visit, Path(id): Path<String>) -> Result<Done, PageError> {
    let done = intake::take(visit.db(), &visit.actor, &id_of(&id)?).await?;
    Ok(Done::to(format!("/workers/import/{}", done.public_id))
        .saying(words!("people-batch-done", count = done.count)))
}

pub(super) async fn undo(visit: Visit, Path(id): Path<String>) -> Result<Done, PageError> {
    let done = intake::undo(visit.db(), &visit.actor, &id_of(&id)?).await?;
    Ok(Done::to(format!("/workers/import/{}", done.public_id))
        .saying(words!("people-batch-undo-done", count = done.count)))
}

pub(super) async fn faults(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let batch = intake::batch(visit.db(), &visit.actor, &id_of(&id)?).await?;
    let (mut sheet, sorted) = intake::looked_at(visit.db(), &batch, visit.today()).await?;
    sheet.rows.retain(|row: &SheetRow| {
        sorted
            .faults
            .iter()
            .any(|(number, _)| *number == row.number)
    });
    let bytes = intake::faults_file(&sheet, &sorted)?;
    Ok(download(bytes, &t!("people-faults-name"), XLSX))
}

pub(super) async fn template(visit: Visit) -> Result<Response, PageError> {
    visit.may(access::Act::Write(access::Resource::Workers))?;
    let header: Vec<String> = Column::ALL.into_iter().map(|it| it.words().say()).collect();
    let example = [
        "people-example-name",
        "people-example-kana",
        "people-example-town",
    ];
    let said = example
        .into_iter()
        .map(|key| Cell::text(Words::new(key).say()));
    let row: Vec<Cell> = said
        .chain(std::iter::repeat_n(
            Cell::Empty,
            header.len() - example.len(),
        ))
        .collect();
    let name = t!("people-list");
    let book =
        Workbook::titled(&name).sheet(Sheet::named(&name).table(Table::of(header, vec![row])));
    let bytes = book
        .bytes()
        .map_err(|error| Failure::Store(db::StoreError::Unreadable(error.to_string())))?;
    Ok(download(bytes, &t!("people-template-name"), XLSX))
}
