//! The pages of client orders: for those who prepare them, and for the client who gave them.

pub(crate) mod breakdown;
pub(crate) mod client;
pub(crate) mod import;
pub(crate) mod items;
pub(crate) mod list;
pub(crate) mod manual;
pub(crate) mod manual_edit;
pub(crate) mod order;
pub(crate) mod order_form;

use crate::stage::Stage;
use crate::stage_words;
use access::{Act, Resource, Routes, id_of, shown, version_of};
use webkit::prelude::*;

/// Every route of this crate.
pub fn routes() -> Routes {
    let (orders, breakdown, manuals) = (
        Resource::ClientOrders,
        Resource::Breakdown,
        Resource::Manuals,
    );
    Routes::new()
        .get("/orders", Act::Read(orders), list::list)
        .get("/orders/new", Act::Write(orders), order_form::blank)
        .post("/orders/new", Act::Write(orders), order_form::open)
        .get("/orders/{id}", Act::Read(orders), order::show)
        .get("/orders/{id}/edit", Act::Write(orders), order_form::edit)
        .post("/orders/{id}/edit", Act::Write(orders), order_form::change)
        .post(
            "/orders/{id}/cancellation",
            Act::Write(orders),
            order::cancel,
        )
        .get(
            "/orders/{id}/breakdown",
            Act::Read(breakdown),
            breakdown::show,
        )
        .post("/orders/{id}/lots", Act::Write(breakdown), breakdown::lots)
        .post(
            "/orders/{id}/steps",
            Act::Write(breakdown),
            breakdown::steps,
        )
        .post(
            "/orders/{id}/portions",
            Act::Write(breakdown),
            breakdown::portions,
        )
        .get("/orders/{id}/items", Act::Read(breakdown), items::list)
        .get("/orders/{id}/import", Act::Write(breakdown), import::start)
        .post("/orders/{id}/import", Act::Write(breakdown), import::upload)
        .get(
            "/orders/{id}/import/template.xlsx",
            Act::Write(breakdown),
            import::template,
        )
        .get(
            "/orders/{id}/import/{upload}",
            Act::Write(breakdown),
            import::preview,
        )
        .post(
            "/orders/{id}/import/{upload}/columns",
            Act::Write(breakdown),
            import::columns,
        )
        .get(
            "/orders/{id}/import/{upload}/faults.xlsx",
            Act::Write(breakdown),
            import::faults,
        )
        .post(
            "/orders/{id}/import/{upload}/taking",
            Act::Write(breakdown),
            import::take,
        )
        .post(
            "/orders/{id}/batches/{batch}/undoing",
            Act::Write(breakdown),
            import::undo,
        )
        .get("/orders/{id}/manual", Act::Read(manuals), manual::show)
        .get(
            "/orders/{id}/manual/edit",
            Act::Write(manuals),
            manual_edit::edit,
        )
        .post(
            "/orders/{id}/manual/edit",
            Act::Write(manuals),
            manual_edit::write,
        )
        .post(
            "/orders/{id}/manual/publication",
            Act::Write(manuals),
            manual_edit::publish,
        )
        .get(
            "/orders/{id}/manual/versions/{no}",
            Act::Read(manuals),
            manual::version,
        )
        .get("/my-orders", Act::Read(orders), client::list)
        .get("/my-orders/{id}", Act::Read(orders), client::show)
}

/// A part that opens on demand; it stands open when something in it must be repaired.
fn folded(summary: String, body: impl Render, open: bool) -> Markup {
    if open {
        section(summary, body)
    } else {
        details(summary, body)
    }
}

/// One page of rows and whether another follows.
fn one_page<T>(mut rows: Vec<T>) -> (Vec<T>, bool) {
    let more = crate::store::PAGE < rows.len() as u64;
    rows.truncate(crate::store::PAGE as usize);
    (rows, more)
}

fn stage_chip(stage: Stage) -> Markup {
    let tone = match stage {
        Stage::Ordered | Stage::Preparing => Tone::Caution,
        Stage::Working | Stage::Delivered | Stage::Inspecting => Tone::Info,
        Stage::Accepted | Stage::Invoiced | Stage::Paid => Tone::Good,
        Stage::Cancelled => Tone::Plain,
    };
    chip(tone, stage_words(stage).say())
}

/// 「在宅可」 and the other classes of information.
fn class_label(class: crate::Class) -> String {
    Words::new(format!("orders-class-{}", class.name())).say()
}

fn group_label(group: crate::Group) -> String {
    Words::new(format!("orders-group-{}", group.name())).say()
}

fn kind_label(kind: crate::StepKind) -> String {
    Words::new(format!("orders-kind-{}", kind.name())).say()
}
