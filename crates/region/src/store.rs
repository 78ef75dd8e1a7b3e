//! Projects (事業) and what people enter for them: baselines, targets, agreed money. Later entries take the place of
//! earlier ones, which stay as a record.

pub mod costs;
pub mod opinions;
pub mod sheets;

use crate::ids::ProjectId;
use crate::increase::Target;
use crate::indicator::Indicator;
use access::{AccountId, Columns, MunicipalityId, Scope};
use base::{Day, FiscalYear, PublicId, Yen};
use db::sea_orm::FromQueryResult;
use db::{Conn, StoreError, Tx};

/// A project of one town (事業).
#[derive(Clone, Debug, PartialEq, FromQueryResult)]
pub struct Project {
    pub id: ProjectId,
    pub public_id: PublicId,
    pub municipality: MunicipalityId,
    pub municipality_name: String,
    pub number: i64,
    pub short_name: String,
    pub title: String,
    pub grant_name: String,
    pub lead_body: String,
    pub department: String,
    pub first_year: FiscalYear,
    pub last_year: FiscalYear,
    pub joined_year: FiscalYear,
    pub operator_name: String,
    pub partners: String,
    pub overview: String,
    /// One on each line.
    pub causes: String,
    /// One on each line.
    pub initiatives: String,
    pub source: String,
    pub entered_on: Day,
    pub entered_by: AccountId,
    pub version: i32,
}

impl Project {
    /// The years from its first to its last.
    pub fn years(&self) -> Vec<FiscalYear> {
        years(self.first_year, self.last_year)
    }

    /// The years in which the town takes part.
    pub fn joined_years(&self) -> Vec<FiscalYear> {
        years(self.joined_year, self.last_year)
    }

    /// True when the project runs in this year.
    pub fn runs_in(&self, year: FiscalYear) -> bool {
        self.first_year <= year && year <= self.last_year
    }
}

fn years(from: FiscalYear, to: FiscalYear) -> Vec<FiscalYear> {
    (from.start_year()..=to.start_year())
        .map(FiscalYear::starting)
        .collect()
}

const PROJECT: &str = "select p.id, p.public_id, p.municipality, m.name as municipality_name, p.number, p.short_name, \
    p.title, p.grant_name, p.lead_body, p.department, p.first_year, p.last_year, p.joined_year, p.operator_name, \
    p.partners, p.overview, p.causes, p.initiatives, p.source, p.entered_on, p.entered_by, p.version \
    from project p join municipality m on m.id = p.municipality";

/// The columns by which a row of a project belongs to somebody.
pub(crate) const OF_TOWN: Columns<'static> = Columns {
    municipality: Some("p.municipality"),
    site: None,
    client: None,
    led_by: None,
    team_of: None,
    own: None,
};

/// The projects within reach.
pub async fn projects(db: &Conn, scope: &Scope) -> Result<Vec<Project>, StoreError> {
    let mut values = Vec::new();
    let within = scope.sql(&OF_TOWN, &mut values);
    db::all(
        db,
        &format!("{PROJECT} where {within} order by p.municipality, p.number limit 200"),
        values,
    )
    .await
}

/// One project within reach.
pub async fn project(db: &Conn, scope: &Scope, id: &PublicId) -> Result<Project, StoreError> {
    let mut values = vec![id.clone().into()];
    let within = scope.sql(&OF_TOWN, &mut values);
    let sql = format!("{PROJECT} where p.public_id = $1 and {within}");
    db::one(db, &sql, values).await?.ok_or(StoreError::Absent)
}

/// One project by key, for rows that were reached through a parent.
pub async fn project_by_key(db: &Conn, id: ProjectId) -> Result<Project, StoreError> {
    db::one(db, &format!("{PROJECT} where p.id = $1"), vec![id.into()])
        .await?
        .ok_or(StoreError::Absent)
}

/// The first project of a town, by name, that runs in this year; for reports that ask nobody's leave.
pub async fn project_of_town(
    db: &Conn,
    name: &str,
    year: FiscalYear,
) -> Result<Project, StoreError> {
    let sql = format!(
        "{PROJECT} where m.name = $1 and p.first_year <= $2 and p.last_year >= $2 order by p.number limit 1"
    );
    db::one(db, &sql, vec![name.into(), year.into()])
        .await?
        .ok_or(StoreError::Absent)
}

/// The first project of a town.
pub async fn project_of(db: &Conn, municipality: MunicipalityId) -> Result<Project, StoreError> {
    let sql = format!("{PROJECT} where p.municipality = $1 order by p.number limit 1");
    db::one(db, &sql, vec![municipality.into()])
        .await?
        .ok_or(StoreError::Absent)
}

/// Keeps a project and the four rows of its form.
pub async fn insert_project(tx: &Tx, it: &crate::NewProject) -> Result<PublicId, StoreError> {
    let public_id = tx.public_id();
    let sql = "insert into project (public_id, municipality, number, short_name, title, grant_name, lead_body, department, \
        first_year, last_year, joined_year, operator_name, partners, overview, source, entered_on, entered_by, causes, initiatives, version) \
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, 1) returning id";
    let values = vec![
        public_id.clone().into(),
        it.municipality.into(),
        it.number.into(),
        it.short_name.as_str().into(),
        it.title.as_str().into(),
        it.grant_name.as_str().into(),
        it.lead_body.as_str().into(),
        it.department.as_str().into(),
        it.first_year.into(),
        it.last_year.into(),
        it.joined_year.into(),
        it.operator_name.as_str().into(),
        it.partners.join("\n").into(),
        it.overview.as_str().into(),
        it.source.as_str().into(),
        tx.today().into(),
        by(tx).into(),
        it.causes.join("\n").into(),
        it.initiatives.join("\n").into(),
    ];
    let id: i64 = db::scalar(tx, sql, values)
        .await?
        .ok_or(StoreError::Absent)?;
    for line in &it.form {
        let sql = "insert into form_line (project, indicator, name, unit, bracketed, own_shown) values ($1, $2, $3, $4, $5, $6)";
        let values = vec![
            id.into(),
            line.indicator.number().into(),
            line.name.as_str().into(),
            line.unit.as_str().into(),
            line.bracketed.into(),
            line.own_shown.into(),
        ];
        db::execute(tx, sql, values).await?;
    }
    Ok(public_id)
}

/// Changes what the form says of a project.
pub async fn update_project(
    tx: &Tx,
    id: ProjectId,
    it: &crate::ProjectEdit,
) -> Result<(), StoreError> {
    let sql = "update project set title = $2, grant_name = $3, lead_body = $4, department = $5, overview = $6, source = $7, \
        entered_on = $8, entered_by = $9, causes = $10, initiatives = $11, version = version + 1 where id = $1";
    let values = vec![
        id.into(),
        it.title.as_str().into(),
        it.grant_name.as_str().into(),
        it.lead_body.as_str().into(),
        it.department.as_str().into(),
        it.overview.as_str().into(),
        it.source.as_str().into(),
        tx.today().into(),
        by(tx).into(),
        it.causes.join("\n").into(),
        it.initiatives.join("\n").into(),
    ];
    db::execute(tx, sql, values).await?;
    Ok(())
}

/// A row of the form as it is stored.
#[derive(Clone, Debug, PartialEq, FromQueryResult)]
pub struct LineRow {
    pub indicator: i64,
    pub name: String,
    pub unit: String,
    pub bracketed: bool,
    pub own_shown: bool,
}

/// The rows of a project's form, in the order of the sheet.
pub async fn form_lines(db: &Conn, project: ProjectId) -> Result<Vec<LineRow>, StoreError> {
    let sql = "select indicator, name, unit, bracketed, own_shown from form_line where project = $1 order by indicator";
    db::all(db, sql, vec![project.into()]).await
}

/// Changes a row of the form.
pub async fn update_form_line(
    tx: &Tx,
    project: ProjectId,
    it: &crate::FormLineEdit,
) -> Result<(), StoreError> {
    let sql = "update form_line set name = $3, unit = $4, bracketed = $5, own_shown = $6 where project = $1 and indicator = $2";
    let values = vec![
        project.into(),
        it.indicator.number().into(),
        it.name.as_str().into(),
        it.unit.as_str().into(),
        it.bracketed.into(),
        it.own_shown.into(),
    ];
    db::execute(tx, sql, values).await?;
    Ok(())
}

/// Whose level a baseline is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// Of the whole region.
    Region,
    /// Of the reporting town.
    Own,
}

impl Part {
    pub fn name(self) -> &'static str {
        match self {
            Part::Region => "region",
            Part::Own => "own",
        }
    }
}

/// An entered baseline, with where it comes from.
#[derive(Clone, Debug, PartialEq, FromQueryResult)]
pub struct BaselineRow {
    pub indicator: i64,
    pub part: String,
    pub level: i64,
    pub source: String,
    pub entered_on: Day,
    pub entered_by: AccountId,
}

/// The baselines of a project, the latest entry of each.
pub async fn baselines(db: &Conn, project: ProjectId) -> Result<Vec<BaselineRow>, StoreError> {
    let sql = "select b.indicator, b.part, b.level, b.source, b.entered_on, b.entered_by from baseline b \
        where b.project = $1 and b.id = (select max(x.id) from baseline x where x.project = b.project \
        and x.indicator = b.indicator and x.part = b.part) order by b.indicator, b.part desc";
    db::all(db, sql, vec![project.into()]).await
}

pub async fn insert_baseline(
    tx: &Tx,
    project: ProjectId,
    it: Indicator,
    part: Part,
    level: i64,
    source: &str,
) -> Result<(), StoreError> {
    let sql = "insert into baseline (project, indicator, part, level, source, entered_on, entered_by) values ($1, $2, $3, $4, $5, $6, $7)";
    let values = vec![
        project.into(),
        it.number().into(),
        part.name().into(),
        level.into(),
        source.into(),
        tx.today().into(),
        by(tx).into(),
    ];
    db::execute(tx, sql, values).await?;
    Ok(())
}

/// An entered target of one year.
#[derive(Clone, Debug, PartialEq, FromQueryResult)]
pub struct TargetRow {
    pub indicator: i64,
    pub fiscal_year: FiscalYear,
    pub single_year: i64,
    pub cumulative: i64,
    pub source: String,
    pub entered_on: Day,
    pub entered_by: AccountId,
}

/// The targets of a project, the latest entry of each indicator and year.
pub async fn targets(db: &Conn, project: ProjectId) -> Result<Vec<TargetRow>, StoreError> {
    let sql = "select t.indicator, t.fiscal_year, t.single_year, t.cumulative, t.source, t.entered_on, t.entered_by from target t \
        where t.project = $1 and t.id = (select max(x.id) from target x where x.project = t.project \
        and x.indicator = t.indicator and x.fiscal_year = t.fiscal_year) order by t.fiscal_year, t.indicator";
    db::all(db, sql, vec![project.into()]).await
}

pub async fn insert_target(
    tx: &Tx,
    project: ProjectId,
    it: Indicator,
    year: FiscalYear,
    target: Target,
    source: &str,
) -> Result<(), StoreError> {
    let sql = "insert into target (project, indicator, fiscal_year, single_year, cumulative, source, entered_on, entered_by) \
        values ($1, $2, $3, $4, $5, $6, $7, $8)";
    let values = vec![
        project.into(),
        it.number().into(),
        year.into(),
        target.single_year.into(),
        target.cumulative.into(),
        source.into(),
        tx.today().into(),
        by(tx).into(),
    ];
    db::execute(tx, sql, values).await?;
    Ok(())
}

/// An adoption of the form of work by a municipality (採用).
#[derive(Clone, Debug, PartialEq, FromQueryResult)]
pub struct AdoptionRow {
    pub public_id: PublicId,
    pub name: String,
    pub on_day: Day,
    pub began_on: Option<Day>,
    pub coworking_on: Option<Day>,
    pub source: String,
    pub entered_on: Day,
    pub entered_by: AccountId,
}

/// Every adoption, the earliest first.
pub async fn adoptions(db: &Conn) -> Result<Vec<AdoptionRow>, StoreError> {
    let sql = "select public_id, name, on_day, began_on, coworking_on, source, entered_on, entered_by from adoption order by on_day, id";
    db::all(db, sql, vec![]).await
}

pub async fn insert_adoption(tx: &Tx, it: &crate::NewAdoption) -> Result<PublicId, StoreError> {
    let public_id = tx.public_id();
    let sql = "insert into adoption (public_id, municipality, name, on_day, began_on, coworking_on, source, entered_on, entered_by) \
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    let values = vec![
        public_id.clone().into(),
        it.municipality.into(),
        it.name.as_str().into(),
        it.on_day.into(),
        it.began_on.into(),
        it.coworking_on.into(),
        it.source.as_str().into(),
        tx.today().into(),
        by(tx).into(),
    ];
    db::execute(tx, sql, values).await?;
    Ok(public_id)
}

/// The money of a project's year, as entered.
#[derive(Clone, Debug, PartialEq, FromQueryResult)]
pub struct BudgetRow {
    pub fiscal_year: FiscalYear,
    pub total: Yen,
    pub eligible: Yen,
    pub grant_money: Yen,
    pub source: String,
    pub entered_on: Day,
    pub entered_by: AccountId,
}

/// The money of a project, the latest entry of each year.
pub async fn budgets(db: &Conn, project: ProjectId) -> Result<Vec<BudgetRow>, StoreError> {
    let sql = "select b.fiscal_year, b.total, b.eligible, b.grant_money, b.source, b.entered_on, b.entered_by from budget b \
        where b.project = $1 and b.id = (select max(x.id) from budget x where x.project = b.project \
        and x.fiscal_year = b.fiscal_year) order by b.fiscal_year";
    db::all(db, sql, vec![project.into()]).await
}

pub async fn insert_budget(
    tx: &Tx,
    project: ProjectId,
    it: &crate::NewBudget,
) -> Result<(), StoreError> {
    let sql = "insert into budget (project, fiscal_year, total, eligible, grant_money, source, entered_on, entered_by) \
        values ($1, $2, $3, $4, $5, $6, $7, $8)";
    let values = vec![
        project.into(),
        it.fiscal_year.into(),
        it.total.into(),
        it.eligible.into(),
        it.grant_money.into(),
        it.source.as_str().into(),
        tx.today().into(),
        by(tx).into(),
    ];
    db::execute(tx, sql, values).await?;
    Ok(())
}

/// The account that enters; the system itself is 0.
pub(crate) fn by(tx: &Tx) -> AccountId {
    AccountId(tx.by().account.unwrap_or(0))
}
