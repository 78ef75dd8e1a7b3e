//! Deciding: 年度, 1 April to 31 March, named by its start (domain: 地方自治法208条).

use crate::Day;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A fiscal year (年度). 令和n = start year − 2018.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FiscalYear(i32);

impl FiscalYear {
    /// 令和n年度.
    pub const fn reiwa(n: i32) -> FiscalYear {
        FiscalYear(n + 2018)
    }

    /// The year in which it starts.
    pub const fn starting(year: i32) -> FiscalYear {
        FiscalYear(year)
    }

    /// The fiscal year in which a day falls.
    pub fn containing(day: Day) -> FiscalYear {
        let year = i32::from(day.year());
        FiscalYear(if day.month() < 4 { year - 1 } else { year })
    }

    // tidy: field data, how people write years
    /// Reads `R4`, `令和4`, `令和4年度` or `2022`.
    pub fn parse(text: &str) -> Option<FiscalYear> {
        let text = crate::narrow_digits(text.trim());
        let era = text
            .strip_prefix(['R', 'r', 'Ｒ'])
            .or_else(|| text.strip_prefix("令和"));
        let number = |text: &str| text.trim_end_matches("年度").trim().parse::<i32>().ok();
        match era {
            Some("元年度" | "元") => Some(FiscalYear::reiwa(1)),
            Some(rest) => number(rest)
                .filter(|n| (1..=60).contains(n))
                .map(FiscalYear::reiwa),
            None => number(&text)
                .filter(|year| (2000..=2100).contains(year))
                .map(FiscalYear),
        }
    }

    pub const fn start_year(self) -> i32 {
        self.0
    }

    /// n of 令和n年度.
    pub const fn in_reiwa(self) -> i32 {
        self.0 - 2018
    }

    pub fn first_day(self) -> Day {
        Day::known(self.0 as i16, 4, 1)
    }

    pub fn last_day(self) -> Day {
        Day::known(self.0 as i16 + 1, 3, 31)
    }

    pub fn contains(self, day: Day) -> bool {
        self.first_day() <= day && day <= self.last_day()
    }

    pub const fn before(self) -> FiscalYear {
        FiscalYear(self.0 - 1)
    }

    pub const fn after(self) -> FiscalYear {
        FiscalYear(self.0 + 1)
    }
}

impl fmt::Display for FiscalYear {
    /// `R4`, the short form of file names and the command line.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "R{}", self.in_reiwa())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fiscal_year_turns_on_the_first_of_april() {
        assert_eq!(
            FiscalYear::containing(Day::known(2023, 3, 31)),
            FiscalYear::reiwa(4)
        );
        assert_eq!(
            FiscalYear::containing(Day::known(2023, 4, 1)),
            FiscalYear::reiwa(5)
        );
    }

    #[test]
    fn a_fiscal_year_is_read_in_every_usual_form() {
        for text in ["R4", "令和4年度", "令和４", "2022", "Ｒ４"] {
            assert_eq!(
                FiscalYear::parse(text),
                Some(FiscalYear::reiwa(4)),
                "{text}"
            );
        }
        assert_eq!(FiscalYear::parse("R0"), None);
        assert_eq!(FiscalYear::parse("来年"), None);
    }
}
