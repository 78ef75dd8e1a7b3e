//! Deciding: 達成率, the achievement rate as the published sheet prints it.

/// An achievement rate (達成率), half-up to one decimal of a percent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    tenths: i64,
    whole: bool,
}

impl Rate {
    /// Actual ÷ target of the same column. Where the target is 0 there is no rate.
    pub fn of(actual: i64, target: i64) -> Option<Rate> {
        if target == 0 {
            return None;
        }
        let (sign, target) = (target.signum(), i128::from(target).abs());
        let permille = i128::from(actual) * i128::from(sign) * 1_000;
        // 36.666… is printed as 36.7: half away from zero, which excludes cutting off.
        let tenths = (permille.abs() * 2 + target) / (target * 2) * permille.signum();
        let whole = permille % (target * 10) == 0;
        Some(Rate {
            tenths: i64::try_from(tenths).unwrap_or(i64::MAX),
            whole,
        })
    }

    /// Tenths of a percent: 36.7 is 367.
    pub fn tenths(self) -> i64 {
        self.tenths
    }

    /// The percentage as data holds it.
    pub fn percent(self) -> f64 {
        self.tenths as f64 / 10.0
    }

    /// True when the target was reached.
    pub fn reached(self) -> bool {
        self.tenths >= 1_000
    }

    /// The figure without its sign of percent: `36.7`, `45.0`, and `50` where the percentage is an exact integer.
    pub fn printed(self) -> String {
        let sign = if self.tenths < 0 { "-" } else { "" };
        let (ones, rest) = (self.tenths.abs() / 10, self.tenths.abs() % 10);
        match self.whole {
            true => format!("{sign}{ones}"),
            false => format!("{sign}{ones}.{rest}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_six_rates_of_the_published_sheet_come_out() {
        let cases = [
            (33, 90, "36.7"),
            (100, 140, "71.4"),
            (56_848, 86_000, "66.1"),
            (61_230, 136_000, "45.0"),
            (0, 1, "0"),
            (1, 2, "50"),
        ];

        for (actual, target, printed) in cases {
            let rate = Rate::of(actual, target).unwrap();
            assert_eq!(rate.printed(), printed, "{actual} of {target}");
        }
    }

    #[test]
    fn where_the_target_is_nothing_there_is_no_rate() {
        assert_eq!(Rate::of(0, 0), None);
        assert_eq!(Rate::of(7, 0), None);
    }

    #[test]
    fn a_half_is_rounded_up_and_a_fall_keeps_its_sign() {
        assert_eq!(Rate::of(1, 2_000).unwrap().tenths(), 1);
        assert_eq!(Rate::of(-1, 3).unwrap().printed(), "-33.3");
        assert_eq!(Rate::of(-1, 2).unwrap().printed(), "-50");
    }

    #[test]
    fn a_target_counts_as_reached_by_its_printed_rate() {
        assert!(Rate::of(90, 90).unwrap().reached());
        assert!(!Rate::of(89, 90).unwrap().reached());
    }
}
