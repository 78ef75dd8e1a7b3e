//! 費用・交付金: what a town agreed to bear, its budget and grant, and the operating costs of the region.

use super::choice::{Choice, Chosen, chosen, name_of, names, no_project};
use super::words::provenance;
use crate::actions::{self, NewBudget, NewCostShare};
use crate::store::costs::{self, CostRow, CostShareRow};
use crate::store::{self, BudgetRow, Project};
use access::{
    AccountId, Act, Done, Failure, Form, PageError, Resource, Visit, id_of, places, shown,
};
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Response};
use base::{FiscalYear, Yen};
use std::collections::BTreeMap;
use webkit::prelude::*;

const SEES: Act = Act::Read(Resource::Costs);
const ENTERS: Act = Act::Write(Resource::Costs);
const PAGE: u64 = 50;

type Names = BTreeMap<AccountId, String>;

pub(super) async fn show(visit: Visit, Query(choice): Query<Choice>) -> Result<Page, PageError> {
    page(&visit, &choice, &Filled::default()).await
}

async fn page(visit: &Visit, choice: &Choice, filled: &Filled) -> Result<Page, PageError> {
    let chosen = chosen(visit, SEES, choice).await?;
    let year = chosen.year;
    let shares = costs::cost_shares(visit.db(), year).await?;
    let budgets = match &chosen.project {
        Some(project) => store::budgets(visit.db(), project.id).await?,
        None => Vec::new(),
    };
    let mut rows = costs::costs(
        visit.db(),
        year.first_day(),
        year.last_day(),
        chosen.page,
        PAGE,
    )
    .await?;
    let has_next = rows.len() > PAGE as usize;
    rows.truncate(PAGE as usize);
    let total = costs::cost_total(visit.db(), year.first_day(), year.last_day()).await?;
    let people = shares
        .iter()
        .map(|it| it.entered_by)
        .chain(budgets.iter().map(|it| it.entered_by))
        .chain(rows.iter().map(|it| it.entered_by));
    let names = names(visit, people).await?;
    let enters = visit.may(ENTERS).ok();
    let enters_region = enters.as_ref().is_some_and(|it| it.region);
    let own = chosen.project.as_ref().filter(|it| {
        enters
            .as_ref()
            .is_some_and(|scope| scope.covers_municipality(it.municipality))
    });
    let towns = places::municipalities(visit.db()).await?;
    Ok(Page::titled(t!("region-costs")).lead(t!("region-costs-lead")).wide().errors(filled).body(html! {
        (chosen.form("/costs", visit.today()))
        (section(t!("region-budget"), html! {
            @match &chosen.project {
                Some(project) => (budget_table(project, &budgets, &names)),
                None => (no_project()),
            }
            @if let Some(project) = own { (details(t!("region-budget-enter"), budget_form(project, filled))) }
        }))
        (section(t!("region-cost-shares"), html! {
            (share_table(&chosen, &shares, &names))
            @if enters_region { (details(t!("region-cost-share-enter"), share_form(year, &towns, filled))) }
        }))
        (section(t!("region-operating-costs"), html! {
            (cost_table(&chosen, &rows, total, enters_region, &names))
            (pagination_open(usize::try_from(chosen.page).unwrap_or(1), has_next, &format!("/costs{}", chosen.query())))
            @if enters_region { (details(t!("region-cost-enter"), cost_form(filled))) }
        }))
    }))
}

fn budget_table(project: &Project, rows: &[BudgetRow], names: &Names) -> Markup {
    if rows.is_empty() {
        return empty(
            t!("region-no-budget", town = &project.municipality_name),
            text(t!("region-no-budget-next")),
        );
    }
    let own = |it: &BudgetRow| it.total.minus(it.grant_money).map_or_else(|_| dash(), yen);
    let ineligible = |it: &BudgetRow| it.total.minus(it.eligible).map_or_else(|_| dash(), yen);
    table(
        t!("region-budget-of", town = &project.municipality_name),
        rows,
        [
            column(t!("region-fiscal-year"), |it: &BudgetRow| {
                fiscal_year(it.fiscal_year)
            }),
            number_column(t!("region-form-total"), |it: &BudgetRow| yen(it.total)),
            number_column(
                t!("region-form-eligible"),
                |it: &BudgetRow| yen(it.eligible),
            ),
            number_column(t!("region-ineligible"), ineligible),
            number_column(t!("region-form-grant-money"), |it: &BudgetRow| {
                yen(it.grant_money)
            }),
            number_column(t!("region-own-money"), own),
            column(t!("region-source"), |it: &BudgetRow| {
                provenance(&it.source, it.entered_on, &name_of(names, it.entered_by))
            }),
        ],
    )
    .markup()
}

struct ShareLine<'a> {
    row: &'a CostShareRow,
    part: String,
}

/// An officer sees the own town's share and the whole contract; the region's staff see every town's.
fn share_table(chosen: &Chosen, all: &[CostShareRow], names: &Names) -> Markup {
    let rows: Vec<ShareLine<'_>> = all
        .iter()
        .filter(|it| chosen.scope.covers_municipality(it.municipality))
        .map(|row| {
            let part = crate::rate::Rate::of(row.amount.amount(), row.contract_total.amount());
            ShareLine {
                row,
                part: part
                    .map(|it| t!("region-percent", rate = it.printed()))
                    .unwrap_or_default(),
            }
        })
        .collect();
    if rows.is_empty() {
        return empty(
            t!("region-no-cost-shares"),
            text(t!("region-no-cost-shares-next")),
        );
    }
    html! {
        (table(t!("region-cost-shares"), &rows, [
            column(t!("region-contract"), |it: &ShareLine| text(&it.row.what)),
            column(t!("region-town"), |it: &ShareLine| text(&it.row.municipality_name)),
            number_column(t!("region-contract-total"), |it: &ShareLine| yen(it.row.contract_total)),
            number_column(t!("region-borne"), |it: &ShareLine| yen(it.row.amount)),
            number_column(t!("region-part-label"), |it: &ShareLine| text(&it.part)),
            column(t!("region-source"), |it: &ShareLine| provenance(&it.row.source, it.row.entered_on, &name_of(names, it.row.entered_by))),
        ]))
        (note(t!("region-cost-shares-note")))
    }
}

fn cost_table(
    chosen: &Chosen,
    rows: &[CostRow],
    total: Yen,
    cancels: bool,
    names: &Names,
) -> Markup {
    if rows.is_empty() {
        return empty(
            t!("region-no-costs", year = chosen.year),
            text(t!("region-no-costs-next")),
        );
    }
    let action = move |it: &CostRow| match (cancels, it.cancelled || it.cancels.is_some()) {
        (true, false) => cancel_form(it),
        (_, true) => chip(Tone::Plain, t!("region-cancelled")),
        _ => dash(),
    };
    table(
        t!("region-operating-costs-of", year = chosen.year),
        rows,
        [
            column(t!("region-cost-what"), |it: &CostRow| text(&it.what)),
            column(t!("region-cost-day"), |it: &CostRow| day(it.on_day)),
            column(t!("region-source"), |it: &CostRow| {
                provenance(&it.source, it.entered_on, &name_of(names, it.entered_by))
            }),
            column(t!("region-cancel"), action),
            number_column(t!("region-amount"), |it: &CostRow| yen(it.amount)),
        ],
    )
    .sum(t!("region-sum-all"), yen(total))
    .markup()
}

fn cancel_form(it: &CostRow) -> Markup {
    let id = format!("reason-{}", it.public_id);
    details(
        t!("region-cancel"),
        form(format!("/costs/operating/{}/cancellation", it.public_id))
            .submit_danger(t!("region-cancel-do"))
            .body(
                field_text("reason", t!("region-reason"))
                    .id(id)
                    .required()
                    .max(200),
            )
            .markup(),
    )
}

fn source(filled: &Filled, id: &str) -> Markup {
    field_text("source", t!("region-source"))
        .id(id)
        .support(t!("region-source-support"))
        .required()
        .max(200)
        .filled(filled)
        .markup()
}

fn budget_form(project: &Project, filled: &Filled) -> Markup {
    let years = project
        .joined_years()
        .into_iter()
        .map(|it| (it.to_string(), webkit::formats::fiscal_year(it)));
    let amount = |name: &str, label: String| {
        field_yen(name, label)
            .required()
            .suffix(t!("region-unit-yen"))
            .filled(filled)
    };
    form("/costs/budgets").submit(t!("region-enter")).hidden("project", project.public_id.to_string()).body(html! {
        (field_select("fiscal_year", t!("region-fiscal-year")).id("budget-year").required().options(years).filled(filled))
        (amount("total", t!("region-form-total")))
        (amount("eligible", t!("region-form-eligible")))
        (amount("grant_money", t!("region-form-grant-money")))
        (source(filled, "budget-source"))
    }).markup()
}

fn share_form(year: FiscalYear, towns: &[places::Municipality], filled: &Filled) -> Markup {
    form("/costs/shares").submit(t!("region-enter")).hidden("fiscal_year", year.to_string()).body(html! {
        (field_select("town", t!("region-town")).required().options(towns.iter().map(|it| (it.public_id.to_string(), it.name.clone()))).filled(filled))
        (field_text("what", t!("region-contract")).required().max(120).filled(filled))
        (field_yen("contract_total", t!("region-contract-total")).required().suffix(t!("region-unit-yen")).filled(filled))
        (field_yen("amount", t!("region-borne")).id("share-amount").required().suffix(t!("region-unit-yen")).filled(filled))
        (source(filled, "share-source"))
    }).markup()
}

fn cost_form(filled: &Filled) -> Markup {
    form("/costs/operating").submit(t!("region-enter")).body(html! {
        (field_date("on_day", t!("region-cost-day")).required().filled(filled))
        (field_text("what", t!("region-cost-what")).id("cost-what").required().max(120).filled(filled))
        (field_yen("amount", t!("region-amount")).id("cost-amount").required().suffix(t!("region-unit-yen")).filled(filled))
        (source(filled, "cost-source"))
    }).markup()
}

pub(super) async fn budget(visit: Visit, Form(posted): Form) -> Result<Response, PageError> {
    let mut reader = posted.reader();
    let project = Form::named(&posted, "project")?;
    let year = reader.fiscal_year("fiscal_year");
    let (total, eligible, grant) = (
        reader.yen("total"),
        reader.yen("eligible"),
        reader.yen("grant_money"),
    );
    let source = reader.text("source", 200);
    let filled = reader.filled();
    let choice = choice_of(year, Some(project.to_string()));
    let (Some(fiscal_year), Some(total), Some(eligible), Some(grant_money), Some(source)) =
        (year, total, eligible, grant, source)
    else {
        return Ok(page(&visit, &choice, &filled).await?.into_response());
    };
    let new = NewBudget {
        fiscal_year,
        total,
        eligible,
        grant_money,
        source,
    };
    let done = actions::set_budget(visit.db(), &visit.actor, &project, &new).await;
    entered(&visit, &choice, done.map(drop), filled).await
}

pub(super) async fn share(visit: Visit, Form(posted): Form) -> Result<Response, PageError> {
    let towns = places::municipalities(visit.db()).await?;
    let codes: Vec<&str> = towns.iter().map(|it| it.public_id.as_str()).collect();
    let mut reader = posted.reader();
    let (year, town) = (
        reader.fiscal_year("fiscal_year"),
        reader.choice("town", &codes),
    );
    let (what, total, amount) = (
        reader.text("what", 120),
        reader.yen("contract_total"),
        reader.yen("amount"),
    );
    let source = reader.text("source", 200);
    let filled = reader.filled();
    let choice = choice_of(year, None);
    let town = towns
        .iter()
        .find(|it| Some(it.public_id.as_str()) == town.as_deref());
    let (
        Some(fiscal_year),
        Some(town),
        Some(what),
        Some(contract_total),
        Some(amount),
        Some(source),
    ) = (year, town, what, total, amount, source)
    else {
        return Ok(page(&visit, &choice, &filled).await?.into_response());
    };
    let new = NewCostShare {
        municipality: town.id,
        fiscal_year,
        what,
        contract_total,
        amount,
        source,
    };
    let done = actions::agree_cost_share(visit.db(), &visit.actor, &new).await;
    entered(&visit, &choice, done, filled).await
}

pub(super) async fn record(visit: Visit, Form(posted): Form) -> Result<Response, PageError> {
    let mut reader = posted.reader();
    let (on, what, amount, source) = (
        reader.day("on_day"),
        reader.text("what", 120),
        reader.yen("amount"),
        reader.text("source", 200),
    );
    if amount == Some(Yen::ZERO) {
        reader.fault("amount", words!("region-fault-nothing"));
    }
    let filled = reader.filled();
    let choice = choice_of(on.map(FiscalYear::containing), None);
    let (Some(on), Some(what), Some(amount), Some(source), true) =
        (on, what, amount, source, reader.is_clean())
    else {
        return Ok(page(&visit, &choice, &filled).await?.into_response());
    };
    let done = actions::record_cost(visit.db(), &visit.actor, on, &what, amount, &source).await;
    entered(&visit, &choice, done.map(drop), filled).await
}

pub(super) async fn cancel(
    visit: Visit,
    Path(id): Path<String>,
    Form(posted): Form,
) -> Result<Response, PageError> {
    let mut reader = posted.reader();
    let reason = reader.text("reason", 200);
    let filled = reader.filled();
    let choice = Choice::default();
    let Some(reason) = reason else {
        return Ok(page(&visit, &choice, &filled).await?.into_response());
    };
    let done = actions::cancel_cost(visit.db(), &visit.actor, &id_of(&id)?, &reason).await;
    entered(&visit, &choice, done.map(drop), filled).await
}

fn choice_of(year: Option<FiscalYear>, project: Option<String>) -> Choice {
    Choice {
        fiscal_year: year.map(|it| it.to_string()),
        project,
        page: None,
    }
}

async fn entered(
    visit: &Visit,
    choice: &Choice,
    done: Result<(), Failure>,
    filled: Filled,
) -> Result<Response, PageError> {
    match done {
        Ok(()) => {
            let year = choice
                .fiscal_year
                .as_ref()
                .map(|it| format!("?fiscal_year={it}"))
                .unwrap_or_default();
            Ok(Done::to(format!("/costs{year}"))
                .saying(words!("region-entered"))
                .into_response())
        }
        Err(failure) => Ok(page(visit, choice, &shown(failure, filled)?)
            .await?
            .into_response()),
    }
}
