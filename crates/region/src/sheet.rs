//! Deciding: what stands on an evaluation sheet (評価書), sections (1) to (6), as one value.
//!
//! Its JSON has the shape of the founding document's data. It is frozen when a sheet is handed in, so names stay.

use crate::grade::{Direction, Grade};
use crate::increase::Column;
use crate::indicator::Indicator;
use base::{Day, FiscalYear};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// 評価書: everything printed for one project, town and fiscal year.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SheetDocument {
    pub document: Heading,
    pub figures: Figures,
    /// 構造的課題, as the town entered them; empty on sheets frozen before they were asked for.
    #[serde(default)]
    pub structural_causes: Vec<String>,
    /// 取組, as the town entered them.
    #[serde(default)]
    pub initiatives: Vec<String>,
    pub budget_yen: BudgetYen,
    pub kpis: Vec<Kpi>,
    pub evaluation: Evaluation,
    pub direction: FutureDirection,
    pub texts: BTreeMap<TextField, String>,
    pub money: Money,
    /// Opinions on this year's sheet (総合戦略推進委員会からの意見).
    pub opinions: Vec<OpinionLine>,
    /// Opinions on last year's sheet, with their answers (前年度委員会意見への対応).
    pub last_opinions: Vec<OpinionLine>,
    pub remedies: Vec<RemedyLine>,
    /// How the form prints each row, in the order of `kpis`.
    pub form: Vec<FormLine>,
    /// The edition of the definitions by which the figures were computed.
    pub rules: u32,
    /// The day on which it was frozen.
    pub computed_on: Option<Day>,
}

/// (１)基本情報, without money.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heading {
    pub number: i64,
    pub title: String,
    /// `R4`.
    pub fiscal_year: String,
    pub grant: String,
    /// 主体.
    pub lead_municipality: String,
    /// 担当課.
    pub department: String,
    /// 事業期間.
    pub project_years: Vec<String>,
    pub reporting_municipality: String,
    pub joined_in: String,
    pub operator: String,
    pub other_municipalities: Vec<String>,
    /// 事業の全体概要.
    pub overview: String,
}

impl Heading {
    /// The fiscal year of the sheet.
    pub fn year(&self) -> Option<FiscalYear> {
        FiscalYear::parse(&self.fiscal_year)
    }

    /// True in the last year of the project.
    pub fn is_last_year(&self) -> bool {
        self.project_years.last() == Some(&self.fiscal_year)
    }
}

/// Counts that the texts speak of.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figures {
    /// 年度末の登録者: of the region.
    pub registered_workers_region: i64,
    /// Of the reporting town.
    pub registered_workers_own: i64,
    /// `registered_workers_omachi_year_end`: the same once more under the town's short name, as the founding data has it.
    #[serde(flatten)]
    pub of_the_town: BTreeMap<String, i64>,
}

/// The agreed money as the founding data tells it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BudgetYen {
    /// The contract of the whole region in this year.
    pub contract_total: Option<i64>,
    /// `omachi_total`: the town's total over the project, under its short name.
    #[serde(flatten)]
    pub town_total: BTreeMap<String, Option<i64>>,
    pub grant_applied: Option<i64>,
    /// The town's total of each year since it joined; none where nothing is agreed yet.
    pub by_year: BTreeMap<String, Option<i64>>,
}

/// One row of (３)重要業績指標.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Kpi {
    pub name: String,
    pub unit: String,
    /// 基準値(事業開始前).
    pub baseline: Option<i64>,
    /// 累積増加分(最終年度末)の目標値.
    pub cumulative_target_final: Option<i64>,
    pub single_year: Column,
    pub cumulative: Column,
}

/// 評価, with the words of the form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evaluation {
    pub grade: Option<Grade>,
    pub grades: BTreeMap<String, String>,
}

/// 今後の方針, with the words of the form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FutureDirection {
    pub choice: Option<Direction>,
    pub choices: BTreeMap<String, String>,
}

/// A text that a person writes for one year's sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TextField {
    /// 申請年.
    ApplicationYear,
    /// 本年度の位置付け.
    Position,
    /// 本年度の事業内容: the heading of the initiative, before its eligible cost.
    Initiative,
    /// 本年度の事業内容.
    Content,
    /// 効果.
    Effect,
    /// 課題.
    Issues,
    /// 今後の取組み.
    NextSteps,
}

impl TextField {
    /// In the order of the form.
    pub const ALL: [TextField; 7] = [
        TextField::ApplicationYear,
        TextField::Position,
        TextField::Initiative,
        TextField::Content,
        TextField::Effect,
        TextField::Issues,
        TextField::NextSteps,
    ];

    /// The name under which it is stored, and of its field in forms.
    pub fn name(self) -> &'static str {
        match self {
            TextField::ApplicationYear => "application_year",
            TextField::Position => "position",
            TextField::Initiative => "initiative",
            TextField::Content => "content",
            TextField::Effect => "effect",
            TextField::Issues => "issues",
            TextField::NextSteps => "next_steps",
        }
    }

    /// Reads a stored name.
    pub fn named(name: &str) -> Option<TextField> {
        TextField::ALL.into_iter().find(|it| it.name() == name)
    }

    /// The section of the form in which it stands: 2, 4 or 5.
    pub fn section(self) -> u8 {
        match self {
            TextField::ApplicationYear
            | TextField::Position
            | TextField::Initiative
            | TextField::Content => 2,
            TextField::Effect => 4,
            TextField::Issues | TextField::NextSteps => 5,
        }
    }
}

/// The town's money over the project (累計事業費) and this year's (本年度事業費).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Money {
    /// Since the town joined, one for each year.
    pub years: Vec<YearMoney>,
    /// What the whole region ordered this year, and the town's agreed part of it.
    pub contracts: Vec<Contract>,
}

impl Money {
    /// The money of one year.
    pub fn of(&self, year: &str) -> Option<&YearMoney> {
        self.years.iter().find(|it| it.fiscal_year == year)
    }

    /// Total and grant over all years, where anything is agreed.
    pub fn sums(&self) -> (Option<i64>, Option<i64>) {
        let sum = |part: fn(&YearMoney) -> Option<i64>| {
            self.years
                .iter()
                .filter_map(part)
                .reduce(|sum, it| sum + it)
        };
        (sum(|it| it.total), sum(|it| it.grant))
    }
}

/// 総事業費, 交付対象事業費 and 交付金充当額 of one year.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct YearMoney {
    pub fiscal_year: String,
    pub total: Option<i64>,
    pub eligible: Option<i64>,
    pub grant: Option<i64>,
}

/// 全体事業費 and 負担額: an agreement, no rule derives it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contract {
    pub what: String,
    pub contract_total: i64,
    pub share: i64,
}

/// 意見, and the answer once there is one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpinionLine {
    pub number: i64,
    pub body: String,
    pub answer: Option<String>,
}

/// 原因・対策・担当・期限 for a target that was not reached.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemedyLine {
    pub indicator: Indicator,
    pub cause: String,
    pub measure: String,
    pub owner: String,
    pub due_on: Day,
}

/// How the form prints the row of an indicator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormLine {
    pub indicator: Indicator,
    /// The actual stands in round brackets, as the published form prints the second indicator.
    pub bracketed: bool,
    /// The town's own part stands below in square brackets.
    pub own_shown: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_is_read_back_from_its_name() {
        for field in TextField::ALL {
            assert_eq!(TextField::named(field.name()), Some(field));
            assert_eq!(
                serde_json::to_value(field).unwrap(),
                serde_json::json!(field.name())
            );
        }
    }

    #[test]
    fn a_year_without_an_agreement_adds_nothing() {
        let year = |name: &str, total: Option<i64>| YearMoney {
            fiscal_year: name.into(),
            total,
            grant: total.map(|it| it / 2),
            ..YearMoney::default()
        };
        let money = Money {
            years: vec![year("R4", Some(5_995_000)), year("R5", None)],
            ..Money::default()
        };

        assert_eq!(money.sums(), (Some(5_995_000), Some(2_997_500)));
        assert_eq!(Money::default().sums(), (None, None));
    }
}
