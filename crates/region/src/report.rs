//! The evaluation sheet of a town and year, put together from computed figures and entered words.

use crate::facts::{self, YearFacts};
use crate::grade::{Direction, Grade};
use crate::increase::{Level, Target, columns};
use crate::indicator::{Indicator, RULES};
use crate::letters::words_of_letters;
use crate::sheet::*;
use crate::stage::Stage;
use crate::store::opinions::OpinionRow;
use crate::store::sheets::{self, SheetRow};
use crate::store::{self, BaselineRow, LineRow, Part, Project, TargetRow, costs, opinions};
use access::Failure;
use base::FiscalYear;
use db::{Conn, StoreError};
use papers::pdf::Paper;
use std::collections::BTreeMap;

pub use crate::papers::{to_json, to_pdf, to_xlsx};

/// The sheet of a town by its name: what is fixed or public stands; before that, the figures of this moment.
pub async fn sheet(
    db: &Conn,
    municipality: &str,
    year: FiscalYear,
) -> Result<SheetDocument, Failure> {
    let project = store::project_of_town(db, municipality, year).await?;
    let versions = sheets::versions(db, project.id, year).await?;
    let standing = versions
        .iter()
        .find(|it| it.stage() == Stage::Fixed || it.stage().is_public());
    let sheet = match standing {
        Some(version) => frozen(db, version).await,
        None => live(db, &project, year, versions.first()).await,
    };
    Ok(sheet?)
}

/// What a version shows: its frozen copy once handed in, the figures of this moment before.
pub async fn shown(
    db: &Conn,
    project: &Project,
    version: &SheetRow,
) -> Result<SheetDocument, StoreError> {
    match version.stage() {
        Stage::Calculating => live(db, project, version.fiscal_year, Some(version)).await,
        _ => frozen(db, version).await,
    }
}

/// The frozen copy. The committee reads it before it is public, so its opinions join it until then.
async fn frozen(db: &Conn, version: &SheetRow) -> Result<SheetDocument, StoreError> {
    let kept = sheets::frozen(db, version.id)
        .await?
        .ok_or(StoreError::Absent)?;
    let mut sheet: SheetDocument = serde_json::from_str(&kept.document).map_err(unreadable)?;
    if !version.stage().is_public() {
        let given = opinions::opinions(db, version.project, version.fiscal_year).await?;
        sheet.opinions = given
            .into_iter()
            .map(|it| OpinionLine {
                answer: None,
                ..line(it)
            })
            .collect();
    }
    Ok(sheet)
}

/// The paper of a version: the frozen one once public, else the form of what it shows.
pub async fn paper(db: &Conn, project: &Project, version: &SheetRow) -> Result<Paper, StoreError> {
    if version.stage().is_public() {
        let kept = sheets::frozen(db, version.id)
            .await?
            .ok_or(StoreError::Absent)?;
        return serde_json::from_str(&kept.paper).map_err(unreadable);
    }
    Ok(crate::papers::paper(&shown(db, project, version).await?))
}

fn unreadable(error: serde_json::Error) -> StoreError {
    StoreError::Unreadable(error.to_string())
}

/// Computes the sheet from what the database holds now.
pub async fn live(
    db: &Conn,
    project: &Project,
    year: FiscalYear,
    version: Option<&SheetRow>,
) -> Result<SheetDocument, StoreError> {
    let this_year = facts::of_year(db, year).await?;
    let last_year = match project.first_year < year {
        true => Some(facts::of_year(db, year.before()).await?),
        false => None,
    };
    let lines = store::form_lines(db, project.id).await?;
    let targets = store::targets(db, project.id).await?;
    let baselines = store::baselines(db, project.id).await?;
    let table = Table {
        project,
        year,
        this_year,
        last_year,
        baselines,
        targets,
    };
    let kpis = lines
        .iter()
        .map(|line| table.row(line))
        .collect::<Result<Vec<_>, _>>()?;
    let money = money(db, project, year).await?;
    let texts = match version {
        Some(version) => sheets::texts(db, version.id).await?,
        None => BTreeMap::new(),
    };
    Ok(SheetDocument {
        document: heading(project, year),
        figures: figures(db, project, year).await?,
        structural_causes: each_line(&project.causes),
        initiatives: each_line(&project.initiatives),
        budget_yen: budget_yen(project, &money),
        kpis,
        evaluation: Evaluation {
            grade: version.and_then(SheetRow::grade),
            grades: words_of_letters(Grade::ALL),
        },
        direction: FutureDirection {
            choice: version.and_then(SheetRow::direction),
            choices: words_of_letters(Direction::ALL),
        },
        texts,
        money,
        opinions: opinions::opinions(db, project.id, year)
            .await?
            .into_iter()
            .map(|it| OpinionLine {
                answer: None,
                ..line(it)
            })
            .collect(),
        last_opinions: opinions::opinions(db, project.id, year.before())
            .await?
            .into_iter()
            .map(line)
            .collect(),
        remedies: remedies(db, project, year).await?,
        form: lines.iter().filter_map(form_line).collect(),
        rules: RULES,
        computed_on: None,
    })
}

struct Table<'a> {
    project: &'a Project,
    year: FiscalYear,
    this_year: YearFacts,
    last_year: Option<YearFacts>,
    baselines: Vec<BaselineRow>,
    targets: Vec<TargetRow>,
}

impl Table<'_> {
    fn row(&self, line: &LineRow) -> Result<Kpi, StoreError> {
        let indicator = Indicator::numbered(line.indicator).ok_or(StoreError::Absent)?;
        let level = |facts: &YearFacts| -> Result<Level, StoreError> {
            let level = facts.level(indicator, self.project.municipality)?;
            Ok(Level {
                own: level.own.filter(|_| line.own_shown),
                ..level
            })
        };
        let (now, before) = (
            level(&self.this_year)?,
            self.last_year.as_ref().map(level).transpose()?,
        );
        let baseline = self.baseline(indicator, Part::Region);
        let start = Level {
            region: baseline.unwrap_or(0),
            own: self
                .baseline(indicator, Part::Own)
                .filter(|_| line.own_shown),
        };
        let target = |year| {
            self.targets
                .iter()
                .find(|it| it.indicator == line.indicator && it.fiscal_year == year)
        };
        let of_year = target(self.year).map(|it| Target {
            single_year: it.single_year,
            cumulative: it.cumulative,
        });
        let (single_year, cumulative) = match baseline {
            Some(_) => columns(start, before, now, of_year),
            None => Default::default(),
        };
        Ok(Kpi {
            name: line.name.clone(),
            unit: line.unit.clone(),
            baseline,
            cumulative_target_final: target(self.project.last_year).map(|it| it.cumulative),
            single_year,
            cumulative,
        })
    }

    fn baseline(&self, indicator: Indicator, part: Part) -> Option<i64> {
        let row = self
            .baselines
            .iter()
            .find(|it| it.indicator == indicator.number() && it.part == part.name());
        row.map(|it| it.level)
    }
}

fn heading(project: &Project, year: FiscalYear) -> Heading {
    Heading {
        number: project.number,
        title: project.title.clone(),
        fiscal_year: year.to_string(),
        grant: project.grant_name.clone(),
        lead_municipality: project.lead_body.clone(),
        department: project.department.clone(),
        project_years: project.years().iter().map(FiscalYear::to_string).collect(),
        reporting_municipality: project.municipality_name.clone(),
        joined_in: project.joined_year.to_string(),
        operator: project.operator_name.clone(),
        other_municipalities: each_line(&project.partners),
        overview: project.overview.clone(),
    }
}

/// What stands on lines of its own, without blank ones.
pub(crate) fn each_line(text: &str) -> Vec<String> {
    let lines = text.lines().map(str::trim).filter(|it| !it.is_empty());
    lines.map(str::to_owned).collect()
}

async fn figures(db: &Conn, project: &Project, year: FiscalYear) -> Result<Figures, StoreError> {
    let registered = people::read::registered_on(db, year.last_day()).await?;
    let own = registered
        .iter()
        .find(|(town, _)| *town == project.municipality);
    let own = own.map_or(0, |(_, count)| *count);
    let name = format!("registered_workers_{}_year_end", project.short_name);
    Ok(Figures {
        registered_workers_region: registered.iter().map(|(_, count)| count).sum(),
        registered_workers_own: own,
        of_the_town: BTreeMap::from([(name, own)]),
    })
}

async fn money(db: &Conn, project: &Project, year: FiscalYear) -> Result<Money, StoreError> {
    let budgets = store::budgets(db, project.id).await?;
    let years = project.joined_years().into_iter().map(|year| {
        let budget = budgets.iter().find(|it| it.fiscal_year == year);
        YearMoney {
            fiscal_year: year.to_string(),
            total: budget.map(|it| it.total.amount()),
            eligible: budget.map(|it| it.eligible.amount()),
            grant: budget.map(|it| it.grant_money.amount()),
        }
    });
    let shares = costs::cost_shares(db, year)
        .await?
        .into_iter()
        .filter(|it| it.municipality == project.municipality);
    let contracts = shares.map(|it| Contract {
        what: it.what,
        contract_total: it.contract_total.amount(),
        share: it.amount.amount(),
    });
    Ok(Money {
        years: years.collect(),
        contracts: contracts.collect(),
    })
}

fn budget_yen(project: &Project, money: &Money) -> BudgetYen {
    let (total, grant) = money.sums();
    BudgetYen {
        contract_total: money
            .contracts
            .iter()
            .map(|it| it.contract_total)
            .reduce(|sum, it| sum + it),
        town_total: BTreeMap::from([(format!("{}_total", project.short_name), total)]),
        grant_applied: grant,
        by_year: money
            .years
            .iter()
            .map(|it| (it.fiscal_year.clone(), it.total))
            .collect(),
    }
}

async fn remedies(
    db: &Conn,
    project: &Project,
    year: FiscalYear,
) -> Result<Vec<RemedyLine>, StoreError> {
    let rows = opinions::remedies(db, project.id, year).await?;
    let lines = rows.into_iter().filter_map(|it| {
        Some(RemedyLine {
            indicator: Indicator::numbered(it.indicator)?,
            cause: it.cause,
            measure: it.measure,
            owner: it.owner,
            due_on: it.due_on,
        })
    });
    Ok(lines.collect())
}

fn line(it: OpinionRow) -> OpinionLine {
    OpinionLine {
        number: it.no,
        body: it.body,
        answer: it.answer,
    }
}

fn form_line(it: &LineRow) -> Option<FormLine> {
    Some(FormLine {
        indicator: Indicator::numbered(it.indicator)?,
        bracketed: it.bracketed,
        own_shown: it.own_shown,
    })
}
