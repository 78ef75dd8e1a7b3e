//! 「取り込み」: a client's file, looked at before it goes in; what is faulty goes back as a file.

use super::{folded, id_of, shown};
use crate::actions::read_file;
use crate::columns::{Column as FileColumn, Columns, ColumnsFault, Meaning};
use crate::intake::{Examined, NewItem};
use crate::tables::item_upload;
use crate::{Portions, Take, read, store};
use access::{Act, Done, Failure, Form, PageError, Resource, Visit, Worded, download};
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use base::PublicId;
use data_encoding::HEXLOWER;
use papers::excel::{Cell, Sheet, Table, Workbook};
use papers::intake::{Intake, IntakeFault, errors_back};
use sha2::{Digest, Sha256};
use webkit::prelude::*;

const MOST_BYTES: usize = 20 << 20;
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
/// Rows and sentences shown before the rest is left to the file.
const SHOWN: usize = 10;

pub(crate) async fn start(visit: Visit, Path(id): Path<String>) -> Result<Page, PageError> {
    page(&visit, &id_of(&id)?, &Filled::default()).await
}

async fn page(visit: &Visit, id: &PublicId, filled: &Filled) -> Result<Page, PageError> {
    let scope = visit.may(Act::Write(Resource::Breakdown))?;
    let order = read::order_by_public_id(visit.db(), &scope, id).await?;
    let page = Page::titled(t!("orders-import"))
        .crumbs(&crumbs(id, &order.title))
        .lead(t!("orders-import-lead"));
    Ok(page.errors(filled).body(html! {
        (error_summary(filled))
        (form(format!("/orders/{id}/import")).multipart().body(
            field_file("file", t!("orders-import-file")).support(t!("orders-import-support")).required().accept(".xlsx,.csv,.tsv,.txt").filled(filled)
        ).submit(t!("orders-import-look")).beside(button_link(format!("/orders/{id}/import/template.xlsx"), t!("orders-import-template"))))
    }))
}

fn crumbs(id: &PublicId, title: &str) -> [(String, String); 3] {
    [
        (t!("orders-list"), "/orders".to_owned()),
        (title.to_owned(), format!("/orders/{id}")),
        (t!("orders-items"), format!("/orders/{id}/items")),
    ]
}

/// The head of our own column of reasons, in every language in which we may have written it.
fn reason_labels() -> Vec<String> {
    [Lang::Ja, Lang::En]
        .map(|lang| words!("orders-import-reason").say_in(lang))
        .to_vec()
}

pub(crate) async fn upload(
    visit: Visit,
    Path(id): Path<String>,
    Form(posted): Form,
) -> Result<Response, PageError> {
    let id = id_of(&id)?;
    let mut reader = posted.reader();
    let file = reader.file("file", MOST_BYTES, &["xlsx", "csv", "tsv", "txt"]);
    let filled = reader.filled();
    let Some(file) = file else {
        return Ok(page(&visit, &id, &filled).await?.into_response());
    };
    let intake = match read_file(&file.name, &file.bytes, &reason_labels()) {
        Ok(intake) => intake,
        Err(fault) => {
            let filled = filled.with_fault("file", fault_words(&fault));
            return Ok(page(&visit, &id, &filled).await?.into_response());
        }
    };
    let columns = Columns::proposed(&intake.header);
    let hash = HEXLOWER.encode(&Sha256::digest(&file.bytes));
    let kept = (file.name.as_str(), hash.as_str(), file.bytes.as_slice());
    match crate::upload_items(visit.db(), &visit.actor, &id, kept, &columns).await {
        Ok(kept) => Ok(Done::to(format!("/orders/{id}/import/{}", kept.public_id)).into_response()),
        Err(failure) => Ok(page(&visit, &id, &shown(failure, filled)?)
            .await?
            .into_response()),
    }
}

/// An uploaded file as it stands: what it holds, what its columns mean, and what is wrong with its rows.
struct Looked {
    kept: item_upload::Model,
    intake: Intake,
    columns: Columns,
    examined: Examined,
    order: read::OrderFacts,
    /// Portions that go when items come in.
    portions: usize,
}

async fn look(visit: &Visit, upload: &str) -> Result<Looked, PageError> {
    let kept = store::upload(visit.db(), &visit.actor, &id_of(upload)?).await?;
    let intake = read_file(&kept.file_name, &kept.content, &reason_labels())
        .map_err(|_| PageError(Failure::Absent))?;
    let columns: Columns = store::from_json(&kept.columns)?;
    let examined = crate::examine_upload(visit.db(), &kept, &intake, &columns).await?;
    let order = read::order(visit.db(), crate::OrderId(kept.client_order)).await?;
    let portions = store::portion_keys(visit.db(), kept.client_order)
        .await?
        .len();
    Ok(Looked {
        portions,
        kept,
        intake,
        columns,
        examined,
        order,
    })
}

pub(crate) async fn preview(
    visit: Visit,
    Path((_, upload)): Path<(String, String)>,
) -> Result<Page, PageError> {
    let looked = look(&visit, &upload).await?;
    Ok(preview_page(&looked, &Filled::default()))
}

fn preview_page(it: &Looked, filled: &Filled) -> Page {
    let id = &it.order.public_id;
    let path = format!("/orders/{id}/import/{}", it.kept.public_id);
    let (good, faulty) = (it.examined.items.len(), it.examined.faulty_rows);
    Page::titled(t!("orders-preview", file = &it.kept.file_name)).crumbs(&crumbs(id, &it.order.title)).wide().errors(filled).body(html! {
        (error_summary(filled))
        (figures(&[
            (t!("orders-preview-rows"), number(it.intake.rows.len()), String::new()),
            (t!("orders-preview-good"), number(good), String::new()),
            (t!("orders-group-confidential"), number(it.examined.confidential()), String::new()),
            (t!("orders-preview-faulty"), number(faulty), String::new()),
        ]))
        @if faulty > 0 { (faults_banner(it, &path)) }
        (taking(&path, it, filled))
        (samples(&it.examined.items))
        (folded(t!("orders-columns"), columns_form(it, &path, filled), filled.is_faulty() && filled.fault("portions").is_none()))
    })
}

fn faults_banner(it: &Looked, path: &str) -> Markup {
    let said = it.examined.faults.iter().take(SHOWN).map(|(row, fault)| {
        text(t!(
            "orders-row",
            row = row.to_string(),
            what = fault.words()
        ))
    });
    banner(
        Tone::Caution,
        t!("orders-preview-faults", count = it.examined.faulty_rows),
        html! {
            (webkit::list(said))
            @if it.examined.faults.len() > SHOWN { p { (t!("orders-preview-more")) } }
            p { (link(format!("{path}/faults.xlsx"), t!("orders-faults-file"))) }
        },
    )
}

fn taking(path: &str, it: &Looked, filled: &Filled) -> Markup {
    let (good, faulty) = (it.examined.items.len(), it.examined.faulty_rows);
    if good == 0 {
        return note(t!("orders-take-none"));
    }
    let (take, verb) = match faulty {
        0 => ("all", t!("orders-take-all", count = good)),
        _ => ("good", t!("orders-take-good", count = good)),
    };
    form(format!("{path}/taking"))
        .body(html! {
            @if faulty > 0 { (note(t!("orders-take-support"))) }
            @if it.portions > 0 { (removal(it.portions, filled)) }
        })
        .hidden("take", take)
        .submit(verb)
        .markup()
}

/// What is lost when items come in, and the reader's word that it may be.
fn removal(portions: usize, filled: &Filled) -> Markup {
    html! {
        (banner(Tone::Caution, t!("orders-take-portions", count = portions), html! { p { (t!("orders-take-portions-what")) } }))
        (field_checks("portions", t!("orders-take-portions-may")).required()
            .options([("remove", t!("orders-take-portions-yes", count = portions))]).filled(filled))
    }
}

fn samples(items: &[NewItem]) -> Markup {
    let shown = &items[..items.len().min(SHOWN)];
    let fields = |it: &NewItem| {
        it.fields
            .iter()
            .map(|(label, text)| format!("{label}: {text}"))
            .collect::<Vec<_>>()
            .join(" / ")
    };
    let table = table(
        t!("orders-preview-samples"),
        shown,
        [
            column(t!("orders-item-number"), |it: &NewItem| text(&it.number)),
            column(t!("orders-item-fields"), move |it: &NewItem| {
                text(fields(it))
            }),
            column(
                t!("orders-group"),
                |it: &NewItem| html! { @if it.confidential { (chip(Tone::Caution, t!("orders-group-confidential"))) } @else { (t!("orders-group-general")) } },
            ),
        ],
    );
    table.dense().markup()
}

fn columns_form(it: &Looked, path: &str, filled: &Filled) -> Markup {
    let meanings = || {
        Meaning::ALL.map(|it| {
            (
                it.name(),
                Words::new(format!("orders-meaning-{}", it.name())).say(),
            )
        })
    };
    form(format!("{path}/columns")).body(html! {
        (note(t!("orders-columns-support")))
        @for (at, column) in it.columns.columns.iter().enumerate() {
            (field_select(format!("meaning_{at}"), column.label.clone()).options(meanings()).value(column.meaning.name()))
            (field_checks(format!("required_{at}"), t!("orders-column-required", column = &column.label)).options([("yes", t!("orders-column-required-yes"))]).value(if column.required { "yes" } else { "" }))
        }
        (field_text("mark", t!("orders-mark")).support(t!("orders-mark-support")).required().max(20).value(&it.columns.confidential_mark).filled_if_faulty(filled))
        (field_number("max_chars", t!("orders-max-chars")).required().value(it.columns.max_chars.to_string()).filled_if_faulty(filled))
    }).submit(t!("orders-columns-save")).markup()
}

/// A field keeps its own value unless the form comes back with faults.
trait FilledIfFaulty {
    fn filled_if_faulty(self, filled: &Filled) -> Self;
}

impl FilledIfFaulty for webkit::form::Field {
    fn filled_if_faulty(self, filled: &Filled) -> Self {
        if filled.is_faulty() {
            self.filled(filled)
        } else {
            self
        }
    }
}

pub(crate) async fn columns(
    visit: Visit,
    Path((order, upload)): Path<(String, String)>,
    Form(posted): Form,
) -> Result<Response, PageError> {
    let looked = look(&visit, &upload).await?;
    let mut reader = posted.reader();
    let mut chosen = Vec::new();
    for (at, label) in looked.intake.header.iter().enumerate() {
        let names = Meaning::ALL.map(Meaning::name);
        let meaning = reader
            .choice(&format!("meaning_{at}"), &names)
            .and_then(|it| Meaning::named(&it));
        let required = reader.checked(&format!("required_{at}"));
        chosen.extend(meaning.map(|meaning| FileColumn {
            label: label.clone(),
            meaning,
            required,
        }));
    }
    let (mark, max_chars) = (
        reader.text("mark", 20),
        reader.integer("max_chars", 1..=4_000),
    );
    let filled = reader.filled();
    let (Some(confidential_mark), Some(max_chars), true) = (mark, max_chars, reader.is_clean())
    else {
        return Ok(preview_page(&looked, &filled).into_response());
    };
    let columns = Columns {
        columns: chosen,
        confidential_mark,
        max_chars: max_chars as usize,
    };
    if let Err(faults) = columns.check(&looked.intake.header) {
        let filled = faults
            .into_iter()
            .fold(filled, |it, fault| it.with_fault("", columns_words(fault)));
        return Ok(preview_page(&looked, &filled).into_response());
    }
    crate::choose_columns(visit.db(), &visit.actor, &id_of(&upload)?, &columns).await?;
    Ok(Done::to(format!("/orders/{order}/import/{upload}"))
        .saying(words!("orders-columns-saved"))
        .into_response())
}

pub(crate) async fn faults(
    visit: Visit,
    Path((_, upload)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let it = look(&visit, &upload).await?;
    let said: Vec<(usize, String)> = it
        .examined
        .faults
        .iter()
        .map(|(row, fault)| (*row, fault.words().say()))
        .collect();
    let bytes = errors_back(
        &it.intake,
        &said,
        &t!("orders-faults-sheet"),
        &t!("orders-import-reason"),
    );
    file(bytes, &t!("orders-faults-name"))
}

pub(crate) async fn template(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let scope = visit.may(Act::Write(Resource::Breakdown))?;
    read::order_by_public_id(visit.db(), &scope, &id_of(&id)?).await?;
    let header: Vec<String> = t!("orders-template-columns")
        .split(',')
        .map(|it| it.trim().to_owned())
        .collect();
    let example: Vec<Cell> = t!("orders-template-example")
        .split(',')
        .map(|it| Cell::text(it.trim()))
        .collect();
    let sheet = Sheet::named(t!("orders-items")).table(Table::of(header, vec![example]));
    file(
        Workbook::titled(t!("orders-items")).sheet(sheet).bytes(),
        &t!("orders-template-name"),
    )
}

fn file(bytes: Result<Vec<u8>, papers::PaperError>, name: &str) -> Result<Response, PageError> {
    let bytes = bytes.map_err(|error| db::StoreError::Unreadable(error.to_string()))?;
    Ok(download(bytes, name, XLSX))
}

pub(crate) async fn take(
    visit: Visit,
    Path((order, upload)): Path<(String, String)>,
    Form(posted): Form,
) -> Result<Response, PageError> {
    let looked = look(&visit, &upload).await?;
    let take = if posted.first("take") == Some("good") {
        Take::GoodRows
    } else {
        Take::AllOrNothing
    };
    let portions = match posted.first("portions") {
        Some("remove") => Portions::Remove,
        _ if looked.portions > 0 => {
            let filled =
                Filled::default().with_fault("portions", words!("orders-take-portions-ask"));
            return Ok(preview_page(&looked, &filled).into_response());
        }
        _ => Portions::Keep,
    };
    let id = id_of(&upload)?;
    match crate::take_upload(
        visit.db(),
        &visit.actor,
        &id,
        &looked.intake,
        take,
        portions,
    )
    .await
    {
        Ok(taken) => {
            let said = words!(
                "orders-taken",
                count = taken.taken,
                confidential = taken.confidential
            );
            Ok(Done::to(format!("/orders/{order}/items"))
                .saying(said)
                .into_response())
        }
        Err(failure) => {
            Ok(preview_page(&looked, &shown(failure, Filled::default())?).into_response())
        }
    }
}

pub(crate) async fn undo(
    visit: Visit,
    Path((order, batch)): Path<(String, String)>,
) -> Result<Done, PageError> {
    let undone = crate::undo_batch(visit.db(), &visit.actor, &id_of(&batch)?).await?;
    Ok(Done::to(format!("/orders/{order}/items"))
        .saying(words!("orders-undone", count = undone.items)))
}

fn columns_words(fault: ColumnsFault) -> Words {
    match fault {
        ColumnsFault::NoNumber => words!("orders-columns-no-number"),
        ColumnsFault::TwoNumbers => words!("orders-columns-two-numbers"),
        ColumnsFault::TwoConfidential => words!("orders-columns-two-confidential"),
        ColumnsFault::TwoLots => words!("orders-columns-two-lots"),
        ColumnsFault::NoConfidentialMark => words!("orders-columns-no-mark"),
        ColumnsFault::OtherColumns => words!("orders-columns-other"),
    }
}

/// Why a file cannot be read, and what to do about it.
fn fault_words(fault: &IntakeFault) -> Words {
    match fault {
        IntakeFault::Empty => words!("orders-file-empty"),
        IntakeFault::TooManyRows { limit } => words!("orders-file-rows", limit = *limit),
        IntakeFault::TooManyColumns { limit, .. } => words!("orders-file-columns", limit = *limit),
        IntakeFault::CellTooLong { row, limit, .. } => {
            words!("orders-file-cell", row = row.to_string(), limit = *limit)
        }
        IntakeFault::TooLarge { .. } => words!("orders-file-large"),
        IntakeFault::Encrypted => words!("orders-file-encrypted"),
        IntakeFault::OldExcel => words!("orders-file-old"),
        IntakeFault::Macros => words!("orders-file-macros"),
        IntakeFault::OtherKind => words!("orders-file-kind"),
        IntakeFault::UnknownEncoding => words!("orders-file-encoding"),
        IntakeFault::ControlCharacter { row, .. } => {
            words!("orders-file-control", row = row.to_string())
        }
        IntakeFault::UnclosedQuote { row } => words!("orders-file-quote", row = row.to_string()),
        IntakeFault::BeyondHeader { row, .. } => {
            words!("orders-file-beyond", row = row.to_string())
        }
        IntakeFault::Unreadable => words!("orders-file-unreadable"),
    }
}
