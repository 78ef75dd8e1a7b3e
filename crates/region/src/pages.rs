//! The pages of towns, indicators and sheets: for officers, committee members, managers and auditors.

mod adoptions;
mod choice;
mod costs;
mod distribution;
mod indicators;
mod opinions;
mod project;
mod projects;
mod sheet;
mod sheet_edit;
mod sheets;
mod town;
mod traces;
mod words;

#[cfg(test)]
mod tests;

use access::Act::{Approve, Read, Write};
use access::{Resource, Routes};
use webkit::prelude::*;

/// The fields of what a project's plan names one by one.
fn plan_fields(filled: &Filled) -> Markup {
    html! {
        (field_area("causes", t!("region-causes")).support(t!("region-plan-support")).optional().rows(4).filled(filled))
        (field_area("initiatives", t!("region-initiatives")).support(t!("region-plan-support")).optional().rows(4).filled(filled))
    }
}

/// Reads them back: 構造的課題 and 取組.
fn plan_of(reader: &mut Reader<'_>) -> (Vec<String>, Vec<String>) {
    let mut one = |name: &str| {
        let text = reader.optional_text(name, 1_000).unwrap_or_default();
        crate::report::each_line(&text)
    };
    (one("causes"), one("initiatives"))
}

/// The routes of this crate, each with its act.
pub fn routes() -> Routes {
    figures().and(evaluation())
}

fn figures() -> Routes {
    let (see, enter) = (Read(Resource::Indicators), Write(Resource::Indicators));
    Routes::new()
        .get("/town", see, town::show)
        .get("/indicators", see, indicators::list)
        .get("/indicators/{n}", see, indicators::show)
        .get(
            "/indicators/1/workers/{id}",
            Read(Resource::PaymentNotices),
            traces::worker,
        )
        .get("/adoptions", see, adoptions::list)
        .post("/adoptions", enter, adoptions::adopt)
        .get("/projects", see, projects::list)
        .get("/projects/{id}", see, project::show)
        .post("/projects", Write(Resource::Sheets), projects::add)
        .post("/projects/{id}/baselines", enter, project::baseline)
        .post("/projects/{id}/targets", enter, project::target)
        .post(
            "/projects/{id}/form-lines",
            Write(Resource::Sheets),
            project::form_line,
        )
        .get(
            "/distribution",
            Read(Resource::Distribution),
            distribution::show,
        )
        .post(
            "/distribution/shares",
            Write(Resource::Distribution),
            distribution::agree,
        )
        .get("/costs", Read(Resource::Costs), costs::show)
        .post("/costs/budgets", Write(Resource::Costs), costs::budget)
        .post("/costs/shares", Write(Resource::Costs), costs::share)
        .post("/costs/operating", Write(Resource::Costs), costs::record)
        .post(
            "/costs/operating/{id}/cancellation",
            Write(Resource::Costs),
            costs::cancel,
        )
}

fn evaluation() -> Routes {
    let (see, write, confirm) = (
        Read(Resource::Sheets),
        Write(Resource::Sheets),
        Approve(Resource::Sheets),
    );
    Routes::new()
        .get("/sheets", see, sheets::list)
        .post("/sheets", write, sheets::open)
        .get("/sheets/{id}", see, sheet::show)
        .get("/sheets/{id}/sheet.pdf", see, sheets::pdf)
        .get("/sheets/{id}/sheet.xlsx", see, sheets::xlsx)
        .get("/sheets/{id}/sections/{n}", write, sheet_edit::section)
        .post("/sheets/{id}/sections/{n}", write, sheet_edit::save)
        .post("/sheets/{id}/remedies/{n}", write, sheet_edit::remedy)
        .post("/sheets/{id}/submission", write, sheets::submit)
        .post("/sheets/{id}/return", confirm, sheets::send_back)
        .post("/sheets/{id}/confirmation", confirm, sheets::confirm)
        .post("/sheets/{id}/publication", confirm, sheets::publish)
        .post("/sheets/{id}/correction", write, sheets::correct)
        .get("/opinions", Read(Resource::Opinions), opinions::list)
        .post("/opinions", Write(Resource::Opinions), opinions::give)
        .post("/opinions/{id}/answer", write, opinions::answer)
}
