//! The words of this crate's enums, for pages.

use crate::grade::GradeReason;
use crate::indicator::Indicator;
use crate::missing::Missing;
use crate::remedy::RemedyState;
use crate::sheet::TextField;
use crate::stage::Stage;
use webkit::prelude::*;

pub fn indicator(it: Indicator) -> Words {
    match it {
        Indicator::Earners => words!("region-indicator-earners"),
        Indicator::Orders => words!("region-indicator-orders"),
        Indicator::Profit => words!("region-indicator-profit"),
        Indicator::Adopters => words!("region-indicator-adopters"),
    }
}

pub fn definition(it: Indicator) -> Words {
    match it {
        Indicator::Earners => words!("region-definition-earners"),
        Indicator::Orders => words!("region-definition-orders"),
        Indicator::Profit => words!("region-definition-profit"),
        Indicator::Adopters => words!("region-definition-adopters"),
    }
}

/// A figure with the unit of its indicator: 「350人」, 「311,230千円」.
pub fn with_unit(it: Indicator, figure: i64) -> String {
    match it {
        Indicator::Earners => t!("region-people", count = figure),
        Indicator::Orders | Indicator::Profit => t!("region-thousand-yen", count = figure),
        Indicator::Adopters => t!("region-municipalities", count = figure),
    }
}

pub fn text_field(it: TextField) -> Words {
    match it {
        TextField::ApplicationYear => words!("region-form-application-year"),
        TextField::Position => words!("region-form-position"),
        TextField::Initiative => words!("region-text-initiative"),
        TextField::Content => words!("region-form-content"),
        TextField::Effect => words!("region-form-effect"),
        TextField::Issues => words!("region-form-issues"),
        TextField::NextSteps => words!("region-form-next-steps"),
    }
}

pub fn missing(it: Missing) -> Words {
    match it {
        Missing::Overview => words!("region-missing-overview"),
        Missing::Budget => words!("region-missing-budget"),
        Missing::CostShare => words!("region-missing-cost-share"),
        Missing::Text(field) => words!("region-missing-text", field = text_field(field)),
        Missing::Baseline(it) => words!("region-missing-baseline", indicator = indicator(it)),
        Missing::Target(it) => words!("region-missing-target", indicator = indicator(it)),
        Missing::Grade => words!("region-missing-grade"),
        Missing::Direction => words!("region-missing-direction"),
        Missing::EndsTooEarly => words!("region-refused-ends-too-early"),
        Missing::Remedy(it) => words!("region-missing-remedy", indicator = indicator(it)),
        Missing::Answer(number) => words!("region-missing-answer", number = number),
    }
}

pub fn grade_reason(it: GradeReason) -> Words {
    match it {
        GradeReason::AllReached => words!("region-reason-all-reached"),
        GradeReason::MostlyReached => words!("region-reason-mostly-reached"),
        GradeReason::BetterThanBefore => words!("region-reason-better"),
        GradeReason::NotBetter => words!("region-reason-not-better"),
    }
}

pub fn remedy_state(it: RemedyState) -> Words {
    match it {
        RemedyState::UnderWay => words!("region-remedy-under-way"),
        RemedyState::Reviewing => words!("region-remedy-reviewing"),
        RemedyState::Done => words!("region-remedy-done"),
    }
}

pub fn stage_chip(it: Stage) -> Markup {
    let tone = match it {
        Stage::Calculating => Tone::Plain,
        Stage::TownChecking => Tone::Caution,
        Stage::Fixed => Tone::Info,
        Stage::Published | Stage::Corrected => Tone::Good,
    };
    chip(tone, crate::refusal::stage_words(it).say())
}

/// Where an entered figure comes from: source, day, person; for a column named 出典.
pub fn provenance(source: &str, on: base::Day, by: &str) -> String {
    t!("region-provenance", source = source, day = on, who = by)
}

/// The same with its label, outside of a table.
pub fn provenance_line(source: &str, on: base::Day, by: &str) -> String {
    t!("region-source-line", said = provenance(source, on, by))
}
