//! The pages of quality: what waits to be checked, results, acceptance, deliveries to clients.

pub(crate) mod checks;
pub(crate) mod client;
pub(crate) mod inspection;
pub(crate) mod lots;
pub(crate) mod result;

use access::Act::{Approve, Read, Write};
use access::Resource::{Deliveries, Inspections, Offers, WorkItems, WorkOrders};
use access::{Routes, id_of};
use webkit::prelude::*;

use crate::rework::Cause;
use crate::stage::LotStage;

/// The routes of this crate.
pub fn routes() -> Routes {
    Routes::new()
        .post("/offers/{id}/agreement", Write(Offers), result::agree)
        .get("/work/{id}/result", Read(Offers), result::show)
        .post("/findings/{id}/objection", Write(WorkItems), result::object)
        .get("/checks", Read(Inspections), checks::list)
        .get("/checks/{id}", Read(Inspections), checks::show)
        .post("/checks/{id}/pass", Write(Inspections), checks::pass)
        .post("/checks/{id}/return", Write(Inspections), checks::send_back)
        .post(
            "/findings/{id}/answer",
            Write(Inspections),
            checks::answer_objection,
        )
        .get(
            "/work-orders/{id}/inspection",
            Read(Inspections),
            inspection::show,
        )
        .post(
            "/work-orders/{id}/acceptance",
            Approve(WorkOrders),
            inspection::accept,
        )
        .post(
            "/work-orders/{id}/return",
            Write(Inspections),
            inspection::send_back,
        )
        .post(
            "/work-orders/{id}/result-notes",
            Write(Inspections),
            inspection::note,
        )
        .get("/orders/{id}/deliveries", Read(Deliveries), lots::show)
        .post("/lots/{id}/deliveries", Write(Deliveries), lots::deliver)
        .get("/my-orders/{id}/deliveries", Read(Deliveries), client::show)
        .get(
            "/deliveries/{id}/return",
            Read(Deliveries),
            client::return_form,
        )
        .post(
            "/deliveries/{id}/acceptance",
            Approve(Deliveries),
            client::accept,
        )
        .post(
            "/deliveries/{id}/return",
            Approve(Deliveries),
            client::send_back,
        )
}

fn cause_words(cause: Cause) -> String {
    Words::new(cause.key()).say()
}

fn lot_chip(stage: LotStage) -> Markup {
    let tone = match stage {
        LotStage::Delivered => Tone::Info,
        LotStage::Accepted => Tone::Good,
        LotStage::Partly | LotStage::Returned => Tone::Caution,
    };
    chip(tone, Words::new(stage.key()).say())
}

/// A share in words: few cases say so instead of a rate.
fn rate(passed: i64, of: i64) -> String {
    const ENOUGH: i64 = 20;
    match of {
        0 => t!("quality-rate-none"),
        few if few < ENOUGH => t!("quality-rate-few", passed = passed, of = of),
        _ => {
            let tenths = (passed * 2_000 + of) / (of * 2);
            t!(
                "quality-rate",
                passed = passed,
                of = of,
                rate = format!("{}.{}", tenths / 10, tenths % 10)
            )
        }
    }
}

/// The fields that say why something comes back.
fn return_fields(filled: &Filled) -> Markup {
    let causes = Cause::ALL.map(|it| (it.text().to_owned(), cause_words(it)));
    html! {
        (field_text("place", t!("quality-place")).required().filled(filled).support(t!("quality-place-support")).max(200))
        (field_radios("cause", t!("quality-cause")).required().filled(filled).options(causes).support(t!("quality-cause-support")))
        (field_text("manual_line", t!("quality-manual-line")).optional().filled(filled).support(t!("quality-manual-line-support")).max(20))
        (field_area("note", t!("quality-note")).optional().filled(filled).rows(2))
        (field_checks("redo", t!("quality-redo")).filled(filled).options([("yes".to_owned(), t!("quality-redo-yes"))]).support(t!("quality-redo-support")))
    }
}

/// Reads what [`return_fields`] drew.
fn read_return(reader: &mut Reader<'_>) -> Option<crate::Return> {
    let place = reader.text("place", 200);
    let cause = reader
        .choice("cause", &Cause::ALL.map(Cause::text))
        .and_then(|it| Cause::named(&it));
    let manual_line = reader.optional_text("manual_line", 20).unwrap_or_default();
    let note = reader.optional_text("note", 1_000).unwrap_or_default();
    let redo = reader.checked("redo");
    Some(crate::Return {
        place: place?,
        cause: cause?,
        manual_line,
        note,
        redo,
    })
}
