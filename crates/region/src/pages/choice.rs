//! Which town's project and which year a page shows; both stand in the address.

use crate::store::{self, Project};
use access::accounts;
use access::{AccountId, Act, Failure, Scope, Visit};
use base::FiscalYear;
use serde::Deserialize;
use std::collections::BTreeMap;
use webkit::formats;
use webkit::prelude::*;

/// The query of the pages of a town.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Choice {
    pub project: Option<String>,
    pub fiscal_year: Option<String>,
    pub page: Option<u64>,
}

/// What was chosen, within the reader's reach.
pub struct Chosen {
    pub scope: Scope,
    pub projects: Vec<Project>,
    /// None while no project is kept within reach.
    pub project: Option<Project>,
    pub year: FiscalYear,
    pub page: u64,
}

/// Reads the choice: the first project within reach and the year it is about, unless the address says otherwise.
pub async fn chosen(visit: &Visit, act: Act, choice: &Choice) -> Result<Chosen, Failure> {
    let scope = visit.may(act)?;
    let projects = store::projects(visit.db(), &scope).await?;
    let project = match &choice.project {
        Some(id) if !id.is_empty() => {
            let found = projects.iter().find(|it| it.public_id.as_str() == id);
            Some(found.cloned().ok_or(Failure::Absent)?)
        }
        _ => projects.first().cloned(),
    };
    let asked = choice.fiscal_year.as_deref().filter(|it| !it.is_empty());
    let year = match asked {
        Some(text) => FiscalYear::parse(text).ok_or(Failure::Absent)?,
        None => year_to_show(visit, project.as_ref()).await?,
    };
    Ok(Chosen {
        scope,
        projects,
        project,
        year,
        page: choice.page.unwrap_or(1).max(1),
    })
}

/// This fiscal year while the project runs; afterwards the year of its latest sheet, else its last.
async fn year_to_show(visit: &Visit, project: Option<&Project>) -> Result<FiscalYear, Failure> {
    let now = FiscalYear::containing(visit.today());
    match project {
        Some(it) if !it.runs_in(now) => {
            let of_sheet = store::sheets::latest_year(visit.db(), it.id).await?;
            Ok(of_sheet.unwrap_or(it.last_year.min(now)))
        }
        _ => Ok(now),
    }
}

impl Chosen {
    /// The years from the first of the project (or five ago) to this one, the latest first.
    fn years(&self, today: base::Day) -> Vec<FiscalYear> {
        let now = FiscalYear::containing(today).max(self.year);
        let first = self
            .project
            .as_ref()
            .map_or(now.start_year() - 5, |it| it.first_year.start_year());
        (first.min(self.year.start_year())..=now.start_year())
            .rev()
            .map(FiscalYear::starting)
            .collect()
    }

    /// The form in which town and year are chosen.
    pub fn form(&self, action: &str, today: base::Day) -> Markup {
        let id = self
            .project
            .as_ref()
            .map(|it| it.public_id.to_string())
            .unwrap_or_default();
        let filled = Filled::of([
            ("project", id.clone()),
            ("fiscal_year", self.year.to_string()),
        ]);
        let towns = self
            .projects
            .iter()
            .map(|it| (it.public_id.to_string(), it.municipality_name.clone()));
        let years = self
            .years(today)
            .into_iter()
            .map(|it| (it.to_string(), formats::fiscal_year(it)));
        let mut chooser = form(action).get().beside(button(t!("region-show")));
        if 1 < self.projects.len() {
            chooser = chooser.body(
                field_select("project", t!("region-town"))
                    .options(towns)
                    .filled(&filled),
            );
        } else if self.project.is_some() {
            chooser = chooser.hidden("project", id);
        }
        chooser
            .body(
                field_select("fiscal_year", t!("region-fiscal-year"))
                    .options(years)
                    .filled(&filled),
            )
            .markup()
    }

    /// The query that leads to the same town and year.
    pub fn query(&self) -> String {
        let id = self
            .project
            .as_ref()
            .map(|it| it.public_id.to_string())
            .unwrap_or_default();
        format!("?fiscal_year={}&project={id}", self.year)
    }
}

/// Whether this reader sees sheets that are still being calculated.
pub fn sees_drafts(visit: &Visit) -> bool {
    crate::read::sees_drafts(&visit.actor)
}

/// The names behind entries; the system's own are without one.
pub async fn names(
    visit: &Visit,
    ids: impl IntoIterator<Item = AccountId>,
) -> Result<BTreeMap<AccountId, String>, Failure> {
    let mut ids: Vec<AccountId> = ids.into_iter().filter(|it| 0 < it.0).collect();
    ids.sort();
    ids.dedup();
    Ok(accounts::names(visit.db(), &ids).await?)
}

/// One name, or the service's.
pub fn name_of(names: &BTreeMap<AccountId, String>, id: AccountId) -> String {
    names
        .get(&id)
        .cloned()
        .unwrap_or_else(|| t!("region-by-service"))
}

/// No project is kept for the reader's town yet.
pub fn no_project() -> Markup {
    empty(
        t!("region-no-project"),
        html! { p { (t!("region-no-project-next")) } (button_link("/projects", t!("region-projects"))) },
    )
}
