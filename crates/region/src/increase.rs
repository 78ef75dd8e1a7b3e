//! Deciding: 単年度増加分 and 累積増加分: every column of the sheet but the baseline is an increase of levels.
//!
//! Single year: this year's level less last year's. Cumulative: this year's level less the baseline. New faces are
//! never summed up, because the first two indicators are flows of one year each.

use crate::rate::Rate;
use serde::{Deserialize, Serialize};

/// A level of the whole region, and the reporting town's part of it where the form shows one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Level {
    pub region: i64,
    /// The part of the reporting town, `[ ]` on the form.
    pub own: Option<i64>,
}

/// The targets (目標値) of one year, in the unit of the indicator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Target {
    pub single_year: i64,
    pub cumulative: i64,
}

/// One pair of columns of the sheet: 目標値 and 実績値(達成率).
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Column {
    pub target: Option<i64>,
    pub actual: Option<i64>,
    pub own: Option<i64>,
    pub rate_percent: Option<f64>,
}

impl Column {
    /// The rate as it is printed.
    pub fn rate(&self) -> Option<Rate> {
        Rate::of(self.actual?, self.target?)
    }

    /// True where there is a target above nothing that was not reached.
    pub fn fell_short(&self) -> bool {
        self.rate().is_some_and(|rate| !rate.reached())
    }

    fn of(target: Option<i64>, increase: Level) -> Column {
        let rate = target.and_then(|target| Rate::of(increase.region, target));
        Column {
            target,
            actual: Some(increase.region),
            own: increase.own,
            rate_percent: rate.map(Rate::percent),
        }
    }
}

impl Level {
    fn since(self, earlier: Level) -> Level {
        let own = self.own.zip(earlier.own).map(|(now, then)| now - then);
        Level {
            region: self.region - earlier.region,
            own,
        }
    }
}

/// The columns of one year: single year and cumulative. Before the first year of a project stands its baseline.
pub fn columns(
    baseline: Level,
    last_year: Option<Level>,
    this_year: Level,
    target: Option<Target>,
) -> (Column, Column) {
    let single = this_year.since(last_year.unwrap_or(baseline));
    let cumulative = this_year.since(baseline);
    (
        Column::of(target.map(|it| it.single_year), single),
        Column::of(target.map(|it| it.cumulative), cumulative),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn region(level: i64) -> Level {
        Level {
            region: level,
            own: None,
        }
    }

    #[test]
    fn the_published_row_of_earners_comes_out_of_its_levels() {
        let with_own = |region, own| Level {
            region,
            own: Some(own),
        };
        let target = Target {
            single_year: 90,
            cumulative: 140,
        };

        let (single, cumulative) = columns(
            with_own(250, 0),
            Some(with_own(317, 0)),
            with_own(350, 21),
            Some(target),
        );

        let expected = |target, actual, rate| Column {
            target: Some(target),
            actual: Some(actual),
            own: Some(21),
            rate_percent: Some(rate),
        };
        assert_eq!(single, expected(90, 33, 36.7));
        assert_eq!(cumulative, expected(140, 100, 71.4));
    }

    #[test]
    fn in_the_first_year_both_columns_are_the_same_increase() {
        let (single, cumulative) = columns(region(250_000), None, region(254_382), None);

        assert_eq!(
            (single.actual, cumulative.actual),
            (Some(4_382), Some(4_382))
        );
        assert_eq!(single.rate_percent, None);
    }

    #[test]
    fn a_town_that_was_there_before_counts_its_own_rise_only() {
        let with_own = |region, own| Level {
            region,
            own: Some(own),
        };

        let (single, cumulative) = columns(
            with_own(250, 150),
            Some(with_own(317, 180)),
            with_own(350, 190),
            None,
        );

        assert_eq!((single.own, cumulative.own), (Some(10), Some(40)));
    }

    #[test]
    fn a_target_of_nothing_is_neither_reached_nor_missed() {
        let target = Target {
            single_year: 0,
            cumulative: 0,
        };

        let (single, _) = columns(region(0), Some(region(0)), region(0), Some(target));

        assert_eq!(single.rate_percent, None);
        assert!(!single.fell_short());
    }
}
