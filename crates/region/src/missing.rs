//! Deciding: what a sheet still lacks before it may be handed in (足りない記入).

use crate::grade::fits;
use crate::indicator::Indicator;
use crate::sheet::{SheetDocument, TextField};

/// One thing that is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Missing {
    /// 事業の全体概要.
    Overview,
    /// The town's money of the year.
    Budget,
    /// The agreed share of the year's contract.
    CostShare,
    Text(TextField),
    Baseline(Indicator),
    Target(Indicator),
    Grade,
    Direction,
    /// 終了 was chosen before the last year.
    EndsTooEarly,
    /// A target was not reached: 原因・対策・担当・期限 are wanted.
    Remedy(Indicator),
    /// An opinion of last year's committee, by its number, has no answer.
    Answer(i64),
}

impl Missing {
    /// The section of the form in which it is to be repaired, 1 to 6.
    pub fn section(self) -> u8 {
        match self {
            Missing::Overview => 1,
            Missing::Budget | Missing::CostShare => 2,
            Missing::Text(field) => field.section(),
            Missing::Baseline(_) | Missing::Target(_) | Missing::Remedy(_) => 3,
            Missing::Grade | Missing::Answer(_) => 4,
            Missing::Direction | Missing::EndsTooEarly => 5,
        }
    }
}

/// Everything that is missing, in the order of the form.
pub fn missing(sheet: &SheetDocument) -> Vec<Missing> {
    let mut all = Vec::new();
    let mut want = |is_there: bool, it: Missing| {
        if !is_there {
            all.push(it);
        }
    };
    want(
        !sheet.document.overview.trim().is_empty(),
        Missing::Overview,
    );
    let year = sheet.money.of(&sheet.document.fiscal_year);
    want(year.is_some_and(|it| it.total.is_some()), Missing::Budget);
    want(!sheet.money.contracts.is_empty(), Missing::CostShare);
    for field in TextField::ALL {
        let text = sheet.texts.get(&field);
        want(
            text.is_some_and(|it| !it.trim().is_empty()),
            Missing::Text(field),
        );
    }
    for (line, kpi) in sheet.form.iter().zip(&sheet.kpis) {
        want(kpi.baseline.is_some(), Missing::Baseline(line.indicator));
        let targets = [kpi.single_year.target, kpi.cumulative.target];
        want(
            targets.iter().all(Option::is_some),
            Missing::Target(line.indicator),
        );
        let short = kpi.single_year.fell_short() || kpi.cumulative.fell_short();
        let has_remedy = sheet
            .remedies
            .iter()
            .any(|it| it.indicator == line.indicator);
        want(!short || has_remedy, Missing::Remedy(line.indicator));
    }
    want(sheet.evaluation.grade.is_some(), Missing::Grade);
    for opinion in &sheet.last_opinions {
        want(opinion.answer.is_some(), Missing::Answer(opinion.number));
    }
    let direction = sheet.direction.choice;
    want(direction.is_some(), Missing::Direction);
    let is_last = sheet.document.is_last_year();
    want(
        direction.is_none_or(|it| fits(it, is_last)),
        Missing::EndsTooEarly,
    );
    all.sort_by_key(|it| it.section());
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grade::{Direction, Grade};
    use crate::increase::Column;
    use crate::sheet::*;
    use base::Day;

    fn column(actual: i64, target: i64) -> Column {
        Column {
            target: Some(target),
            actual: Some(actual),
            ..Column::default()
        }
    }

    fn complete() -> SheetDocument {
        let kpi = |actual, target| Kpi {
            name: "x".into(),
            unit: "人".into(),
            baseline: Some(0),
            cumulative_target_final: Some(1),
            single_year: column(actual, target),
            cumulative: column(actual, target),
        };
        let line = |indicator| FormLine {
            indicator,
            bracketed: false,
            own_shown: false,
        };
        SheetDocument {
            document: Heading {
                fiscal_year: "R4".into(),
                project_years: ["R3", "R4", "R5"].map(str::to_owned).to_vec(),
                overview: "概要".into(),
                ..Heading::default()
            },
            figures: Figures::default(),
            structural_causes: Vec::new(),
            initiatives: Vec::new(),
            budget_yen: BudgetYen::default(),
            kpis: vec![kpi(33, 90), kpi(9, 9)],
            evaluation: Evaluation {
                grade: Some(Grade::C),
                ..Evaluation::default()
            },
            direction: FutureDirection {
                choice: Some(Direction::C),
                ..FutureDirection::default()
            },
            texts: TextField::ALL
                .into_iter()
                .map(|it| (it, "本文".to_owned()))
                .collect(),
            money: Money {
                years: vec![YearMoney {
                    fiscal_year: "R4".into(),
                    total: Some(1),
                    ..YearMoney::default()
                }],
                contracts: vec![Contract::default()],
            },
            opinions: vec![],
            last_opinions: vec![OpinionLine {
                number: 1,
                body: "意見".into(),
                answer: Some("対応".into()),
            }],
            remedies: vec![RemedyLine {
                indicator: Indicator::Earners,
                cause: "原因".into(),
                measure: "対策".into(),
                owner: "伊藤".into(),
                due_on: Day::known(2023, 9, 30),
            }],
            form: vec![line(Indicator::Earners), line(Indicator::Orders)],
            rules: 1,
            computed_on: None,
        }
    }

    #[test]
    fn a_complete_sheet_lacks_nothing() {
        assert_eq!(missing(&complete()), vec![]);
    }

    #[test]
    fn last_years_opinion_wants_an_answer() {
        let mut sheet = complete();
        sheet.last_opinions[0].answer = None;

        assert_eq!(missing(&sheet), vec![Missing::Answer(1)]);
    }

    #[test]
    fn a_target_that_was_not_reached_wants_cause_and_remedy() {
        let mut sheet = complete();
        sheet.remedies.clear();

        assert_eq!(missing(&sheet), vec![Missing::Remedy(Indicator::Earners)]);
    }

    #[test]
    fn every_blank_is_named_in_the_order_of_the_form() {
        let mut sheet = complete();
        sheet.document.overview = " ".into();
        sheet.money = Money::default();
        sheet.texts.remove(&TextField::Effect);
        sheet.kpis[1].single_year.target = None;
        sheet.evaluation.grade = None;
        sheet.direction.choice = Some(Direction::E);

        let expected = vec![
            Missing::Overview,
            Missing::Budget,
            Missing::CostShare,
            Missing::Target(Indicator::Orders),
            Missing::Text(TextField::Effect),
            Missing::Grade,
            Missing::EndsTooEarly,
        ];
        assert_eq!(missing(&sheet), expected);
    }
}
