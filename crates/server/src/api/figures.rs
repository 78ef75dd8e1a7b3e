//! 評価書と指標 over the API.

use super::asked::{Id, PageAsked, Query, Segment};
use super::told::{Listed, Told};
use access::places::{self, Municipality};
use access::{Act, Failure, PageError, Resource, Visit};
use base::FiscalYear;
use region::read::SheetRow;
use region::{Indicator, SheetDocument, YearFacts};
use serde::Serialize;
use utoipa::ToSchema;

/// 評価書: one version of a sheet.
#[derive(Serialize, ToSchema)]
pub struct Sheet {
    /// 公開ID.
    id: String,
    municipality: String,
    title: String,
    /// 年度, by the calendar year in which it begins.
    #[schema(example = 2026)]
    fiscal_year: i32,
    /// 版.
    no: i64,
    /// 状態: calculating, town_checking, fixed, published, corrected.
    #[schema(example = "published")]
    stage: String,
    /// 評価 A–D.
    grade: Option<String>,
    /// 今後の方向性 A–E.
    direction: Option<String>,
    #[schema(format = Date)]
    submitted_on: Option<String>,
    #[schema(format = Date)]
    published_on: Option<String>,
}

/// 指標 of one fiscal year, computed at this moment.
#[derive(Serialize, ToSchema)]
pub struct Indicators {
    #[schema(example = 2026)]
    fiscal_year: i32,
    indicators: Vec<Level>,
}

/// 指標の実績.
#[derive(Serialize, ToSchema)]
pub struct Level {
    /// 番号 on the sheet, 1–4.
    number: i64,
    /// earners, orders, profit or adopters.
    #[schema(value_type = String)]
    indicator: Indicator,
    /// 単位: persons, thousand_yen or municipalities.
    unit: &'static str,
    /// 地域全体.
    region: i64,
    /// 自治体別: the towns within reach, where the sheet tells a part of its own.
    towns: Vec<TownLevel>,
}

/// 自治体の実績.
#[derive(Serialize, ToSchema)]
pub struct TownLevel {
    municipality: String,
    level: i64,
}

#[utoipa::path(
    get, path = "/api/sheets", operation_id = "sheet-list", tag = "figures", params(PageAsked),
    responses((status = 200, body = Listed<Sheet>)), security(("token" = []))
)]
pub(super) async fn list(
    visit: Visit,
    Query(asked): Query<PageAsked>,
) -> Result<Told<Listed<Sheet>>, PageError> {
    let scope = visit.may(Act::Read(Resource::Sheets))?;
    let drafts_too = region::read::sees_drafts(&visit.actor);
    let page = asked.page();
    let (rows, more) = region::read::sheets(visit.db(), &scope, drafts_too, page).await?;
    Ok(Told(Listed {
        rows: rows.into_iter().map(sheet).collect(),
        page,
        more,
    }))
}

#[utoipa::path(
    get, path = "/api/sheets/{id}", operation_id = "sheet-one", tag = "figures", params(("id" = String, Path)),
    responses((status = 200, body = Object)), security(("token" = []))
)]
pub(super) async fn one(visit: Visit, Id(id): Id) -> Result<Told<SheetDocument>, PageError> {
    let scope = visit.may(Act::Read(Resource::Sheets))?;
    let drafts_too = region::read::sees_drafts(&visit.actor);
    Ok(Told(
        region::read::sheet(visit.db(), &scope, drafts_too, &id).await?,
    ))
}

#[utoipa::path(
    get, path = "/api/indicators/{year}", operation_id = "indicators-year", tag = "figures", params(("year" = i32, Path)),
    responses((status = 200, body = Indicators)), security(("token" = []))
)]
pub(super) async fn indicators(
    visit: Visit,
    Segment(year): Segment,
) -> Result<Told<Indicators>, PageError> {
    let scope = visit.may(Act::Read(Resource::Indicators))?;
    let year = FiscalYear::parse(&year).ok_or(Failure::Absent)?;
    let facts = region::of_year(visit.db(), year).await?;
    let towns = places::municipalities(visit.db()).await?;
    let towns: Vec<&Municipality> = towns
        .iter()
        .filter(|it| scope.covers_municipality(it.id))
        .collect();
    let levels = Indicator::ALL
        .into_iter()
        .map(|it| level(it, &facts, &towns))
        .collect::<Result<_, _>>()?;
    Ok(Told(Indicators {
        fiscal_year: year.start_year(),
        indicators: levels,
    }))
}

fn level(
    indicator: Indicator,
    facts: &YearFacts,
    towns: &[&Municipality],
) -> Result<Level, db::StoreError> {
    let mut own = Vec::new();
    for town in towns {
        if let Some(level) = facts.level(indicator, town.id)?.own {
            own.push(TownLevel {
                municipality: town.name.clone(),
                level,
            });
        }
    }
    Ok(Level {
        number: indicator.number(),
        indicator,
        unit: match indicator {
            Indicator::Earners => "persons",
            Indicator::Orders | Indicator::Profit => "thousand_yen",
            Indicator::Adopters => "municipalities",
        },
        region: facts.level(indicator, access::MunicipalityId(0))?.region,
        towns: own,
    })
}

fn sheet(it: SheetRow) -> Sheet {
    Sheet {
        id: it.public_id.to_string(),
        municipality: it.municipality_name,
        title: it.title,
        fiscal_year: it.fiscal_year.start_year(),
        no: it.no,
        stage: it.stage,
        grade: it.grade,
        direction: it.direction,
        submitted_on: it.submitted_on.map(|it| it.to_string()),
        published_on: it.published_on.map(|it| it.to_string()),
    }
}
