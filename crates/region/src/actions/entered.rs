//! What people enter: projects, baselines, targets, agreed money, costs. Each entry carries source, day and person.

use crate::increase::Target;
use crate::indicator::Indicator;
use crate::refusal::Refusal;
use crate::store::{self, Part, costs};
use access::{Act, Actor, Failure, MunicipalityId, Resource, refused};
use base::{Day, FiscalYear, PublicId, Yen};
use db::{AuditNote, Db, Stream, Tx};

const FIGURES: Act = Act::Write(Resource::Indicators);
const COSTS: Act = Act::Write(Resource::Costs);
const SHEETS: Act = Act::Write(Resource::Sheets);
const SHARES: Act = Act::Write(Resource::Distribution);

/// A project to be kept (事業).
#[derive(Clone, Debug)]
pub struct NewProject {
    pub municipality: MunicipalityId,
    /// №.
    pub number: i64,
    /// The town's name in names of files and data: `omachi`.
    pub short_name: String,
    pub title: String,
    pub grant_name: String,
    /// 主体.
    pub lead_body: String,
    /// 担当課.
    pub department: String,
    pub first_year: FiscalYear,
    pub last_year: FiscalYear,
    pub joined_year: FiscalYear,
    pub operator_name: String,
    /// The other municipalities.
    pub partners: Vec<String>,
    /// 事業の全体概要.
    pub overview: String,
    /// 構造的課題: what the project is to cure, one by one.
    pub causes: Vec<String>,
    /// 取組: what it does about them.
    pub initiatives: Vec<String>,
    pub form: Vec<FormLineEdit>,
    pub source: String,
}

/// What the form prints for an indicator.
#[derive(Clone, Debug)]
pub struct FormLineEdit {
    pub indicator: Indicator,
    pub name: String,
    pub unit: String,
    /// The actual stands in round brackets.
    pub bracketed: bool,
    /// The town's own part stands below it.
    pub own_shown: bool,
}

/// What may be changed of a project.
#[derive(Clone, Debug)]
pub struct ProjectEdit {
    pub title: String,
    pub grant_name: String,
    pub lead_body: String,
    pub department: String,
    pub overview: String,
    /// 構造的課題.
    pub causes: Vec<String>,
    /// 取組.
    pub initiatives: Vec<String>,
    pub source: String,
}

/// An adoption of the form of work (採用); docs/adr/0004.
#[derive(Clone, Debug)]
pub struct NewAdoption {
    pub municipality: Option<MunicipalityId>,
    pub name: String,
    pub on_day: Day,
    pub began_on: Option<Day>,
    pub coworking_on: Option<Day>,
    pub source: String,
}

/// A town's money of one year.
#[derive(Clone, Debug)]
pub struct NewBudget {
    pub fiscal_year: FiscalYear,
    /// 総事業費.
    pub total: Yen,
    /// 交付対象事業費.
    pub eligible: Yen,
    /// 交付金充当額.
    pub grant_money: Yen,
    pub source: String,
}

/// 負担額: agreed, not derived.
#[derive(Clone, Debug)]
pub struct NewCostShare {
    pub municipality: MunicipalityId,
    pub fiscal_year: FiscalYear,
    pub what: String,
    pub contract_total: Yen,
    pub amount: Yen,
    pub source: String,
}

/// The agreed part of a town in the work of a year.
#[derive(Clone, Debug)]
pub struct NewWorkShare {
    pub municipality: MunicipalityId,
    pub fiscal_year: FiscalYear,
    /// In thousandths.
    pub permille: i64,
    /// By workers, capacity or contribution.
    pub basis: String,
    pub source: String,
}

fn note(tx: &Tx, action: &'static str, object: String, source: &str) {
    tx.note(AuditNote::done(Stream::Region, action, object).because(source));
}

/// Keeps a project with its form.
pub async fn new_project(db: &Db, actor: &Actor, it: &NewProject) -> Result<PublicId, Failure> {
    db::command!(db, actor.author(), |tx| new_project_in(&tx, actor, it)
        .await)
}

/// Joins a command; see [`new_project`].
pub async fn new_project_in(tx: &Tx, actor: &Actor, it: &NewProject) -> Result<PublicId, Failure> {
    let scope = actor.may(SHEETS).or_else(|_| actor.may(FIGURES))?;
    if !scope.covers_municipality(it.municipality) {
        return Err(Failure::Absent);
    }
    let runs = it.first_year <= it.joined_year && it.joined_year <= it.last_year;
    if !runs {
        return Err(refused(Refusal::OutsideProject));
    }
    let id = store::insert_project(tx, it).await?;
    note(tx, "project.add", format!("project/{id}"), &it.source);
    Ok(id)
}

/// Changes what the form says of a project.
pub async fn edit_project(
    db: &Db,
    actor: &Actor,
    project: &PublicId,
    it: &ProjectEdit,
    seen: i32,
) -> Result<PublicId, Failure> {
    db::command!(db, actor.author(), |tx| edit_project_in(
        &tx, actor, project, it, seen
    )
    .await)
}

/// Joins a command; see [`edit_project`].
pub async fn edit_project_in(
    tx: &Tx,
    actor: &Actor,
    project: &PublicId,
    it: &ProjectEdit,
    seen: i32,
) -> Result<PublicId, Failure> {
    let row = store::project(tx, &actor.may(SHEETS)?, project).await?;
    if row.version != seen {
        return Err(Failure::Stale);
    }
    store::update_project(tx, row.id, it).await?;
    note(tx, "project.edit", format!("project/{project}"), &it.source);
    Ok(row.public_id)
}

/// Changes how the form prints a row.
pub async fn set_form_line(
    db: &Db,
    actor: &Actor,
    project: &PublicId,
    it: &FormLineEdit,
) -> Result<PublicId, Failure> {
    db::command!(db, actor.author(), |tx| set_form_line_in(
        &tx, actor, project, it
    )
    .await)
}

/// Joins a command; see [`set_form_line`].
pub async fn set_form_line_in(
    tx: &Tx,
    actor: &Actor,
    project: &PublicId,
    it: &FormLineEdit,
) -> Result<PublicId, Failure> {
    let row = store::project(tx, &actor.may(SHEETS)?, project).await?;
    store::update_form_line(tx, row.id, it).await?;
    note(
        tx,
        "form_line.edit",
        format!("project/{project}/{}", it.indicator.number()),
        "",
    );
    Ok(row.public_id)
}

/// Records that a municipality adopted the form of work.
pub async fn record_adoption(
    db: &Db,
    actor: &Actor,
    it: &NewAdoption,
) -> Result<PublicId, Failure> {
    db::command!(db, actor.author(), |tx| record_adoption_in(&tx, actor, it)
        .await)
}

/// Joins a command; see [`record_adoption`].
pub async fn record_adoption_in(
    tx: &Tx,
    actor: &Actor,
    it: &NewAdoption,
) -> Result<PublicId, Failure> {
    if !actor.may(FIGURES)?.region {
        return Err(Failure::Absent);
    }
    let id = store::insert_adoption(tx, it).await?;
    note(tx, "adoption.add", format!("adoption/{id}"), &it.source);
    Ok(id)
}

/// Enters a baseline (基準値), in the unit of the indicator.
pub async fn set_baseline(
    db: &Db,
    actor: &Actor,
    project: &PublicId,
    it: Indicator,
    part: Part,
    level: i64,
    source: &str,
) -> Result<PublicId, Failure> {
    db::command!(db, actor.author(), |tx| set_baseline_in(
        &tx, actor, project, it, part, level, source
    )
    .await)
}

/// Joins a command; see [`set_baseline`].
pub async fn set_baseline_in(
    tx: &Tx,
    actor: &Actor,
    project: &PublicId,
    it: Indicator,
    part: Part,
    level: i64,
    source: &str,
) -> Result<PublicId, Failure> {
    let row = store::project(tx, &actor.may(FIGURES)?, project).await?;
    store::insert_baseline(tx, row.id, it, part, level, source).await?;
    note(
        tx,
        "baseline.enter",
        format!("project/{project}/{}/{}", it.number(), part.name()),
        source,
    );
    Ok(row.public_id)
}

/// Enters the targets (目標値) of a year, in the unit of the indicator.
pub async fn set_target(
    db: &Db,
    actor: &Actor,
    project: &PublicId,
    it: Indicator,
    year: FiscalYear,
    target: Target,
    source: &str,
) -> Result<PublicId, Failure> {
    db::command!(db, actor.author(), |tx| set_target_in(
        &tx, actor, project, it, year, target, source
    )
    .await)
}

/// Joins a command; see [`set_target`].
pub async fn set_target_in(
    tx: &Tx,
    actor: &Actor,
    project: &PublicId,
    it: Indicator,
    year: FiscalYear,
    target: Target,
    source: &str,
) -> Result<PublicId, Failure> {
    let row = store::project(tx, &actor.may(FIGURES)?, project).await?;
    if !row.runs_in(year) {
        return Err(refused(Refusal::OutsideProject));
    }
    store::insert_target(tx, row.id, it, year, target, source).await?;
    note(
        tx,
        "target.enter",
        format!("project/{project}/{}/{year}", it.number()),
        source,
    );
    Ok(row.public_id)
}

/// Enters a town's money of a year.
pub async fn set_budget(
    db: &Db,
    actor: &Actor,
    project: &PublicId,
    it: &NewBudget,
) -> Result<PublicId, Failure> {
    db::command!(db, actor.author(), |tx| set_budget_in(
        &tx, actor, project, it
    )
    .await)
}

/// Joins a command; see [`set_budget`].
pub async fn set_budget_in(
    tx: &Tx,
    actor: &Actor,
    project: &PublicId,
    it: &NewBudget,
) -> Result<PublicId, Failure> {
    let row = store::project(tx, &actor.may(COSTS)?, project).await?;
    if !row.joined_years().contains(&it.fiscal_year) {
        return Err(refused(Refusal::OutsideProject));
    }
    if it.eligible < it.grant_money || it.total < it.eligible {
        return Err(refused(Refusal::GrantTooLarge));
    }
    store::insert_budget(tx, row.id, it).await?;
    note(
        tx,
        "budget.enter",
        format!("project/{project}/{}", it.fiscal_year),
        &it.source,
    );
    Ok(row.public_id)
}

/// Enters what a town agreed to bear of a contract of the whole region. Only the region enters it.
pub async fn agree_cost_share(db: &Db, actor: &Actor, it: &NewCostShare) -> Result<(), Failure> {
    db::command!(db, actor.author(), |tx| agree_cost_share_in(&tx, actor, it)
        .await)
}

/// Joins a command; see [`agree_cost_share`].
pub async fn agree_cost_share_in(tx: &Tx, actor: &Actor, it: &NewCostShare) -> Result<(), Failure> {
    if !actor.may(COSTS)?.region {
        return Err(Failure::Absent);
    }
    let others = costs::cost_shares(tx, it.fiscal_year).await?;
    let others = others
        .iter()
        .filter(|row| row.what == it.what && row.municipality != it.municipality);
    let agreed = Yen::sum(others.map(|row| row.amount))?.plus(it.amount)?;
    if it.contract_total < agreed {
        return Err(refused(Refusal::MoreThanWhole));
    }
    costs::insert_cost_share(tx, it).await?;
    note(
        tx,
        "cost_share.enter",
        format!("municipality/{}/{}", it.municipality.0, it.fiscal_year),
        &it.source,
    );
    Ok(())
}

/// Enters the agreed part of a town in the work of a year.
pub async fn agree_work_share(db: &Db, actor: &Actor, it: &NewWorkShare) -> Result<(), Failure> {
    db::command!(db, actor.author(), |tx| agree_work_share_in(&tx, actor, it)
        .await)
}

/// Joins a command; see [`agree_work_share`].
pub async fn agree_work_share_in(tx: &Tx, actor: &Actor, it: &NewWorkShare) -> Result<(), Failure> {
    if !actor.may(SHARES)?.region {
        return Err(Failure::Absent);
    }
    let others = costs::work_shares(tx, it.fiscal_year).await?;
    let others: i64 = others
        .iter()
        .filter(|row| row.municipality != it.municipality)
        .map(|row| row.permille)
        .sum();
    if 1_000 < others + it.permille {
        return Err(refused(Refusal::MoreThanWhole));
    }
    costs::insert_work_share(tx, it).await?;
    note(
        tx,
        "work_share.enter",
        format!("municipality/{}/{}", it.municipality.0, it.fiscal_year),
        &it.source,
    );
    Ok(())
}

/// Records an operating cost (運用経費) of the region.
pub async fn record_cost(
    db: &Db,
    actor: &Actor,
    on: Day,
    what: &str,
    amount: Yen,
    source: &str,
) -> Result<PublicId, Failure> {
    db::command!(db, actor.author(), |tx| record_cost_in(
        &tx, actor, on, what, amount, source
    )
    .await)
}

/// Joins a command; see [`record_cost`].
pub async fn record_cost_in(
    tx: &Tx,
    actor: &Actor,
    on: Day,
    what: &str,
    amount: Yen,
    source: &str,
) -> Result<PublicId, Failure> {
    if !actor.may(COSTS)?.region {
        return Err(Failure::Absent);
    }
    let id = costs::insert_cost(tx, on, what, amount, None, source).await?;
    note(
        tx,
        "operating_cost.enter",
        format!("operating_cost/{id}"),
        source,
    );
    Ok(id)
}

/// Cancels an operating cost by a row of its own; what was entered stays to be read.
pub async fn cancel_cost(
    db: &Db,
    actor: &Actor,
    cost: &PublicId,
    reason: &str,
) -> Result<PublicId, Failure> {
    db::command!(db, actor.author(), |tx| cancel_cost_in(
        &tx, actor, cost, reason
    )
    .await)
}

/// Joins a command; see [`cancel_cost`].
pub async fn cancel_cost_in(
    tx: &Tx,
    actor: &Actor,
    cost: &PublicId,
    reason: &str,
) -> Result<PublicId, Failure> {
    if !actor.may(COSTS)?.region {
        return Err(Failure::Absent);
    }
    let row = costs::cost(tx, cost).await?;
    if row.cancelled || row.cancels.is_some() {
        return Err(refused(Refusal::CancelledBefore));
    }
    let amount = Yen::ZERO.minus(row.amount)?;
    let id = costs::insert_cost(tx, row.on_day, &row.what, amount, Some(row.id), reason).await?;
    note(
        tx,
        "operating_cost.cancel",
        format!("operating_cost/{cost}"),
        reason,
    );
    Ok(id)
}
