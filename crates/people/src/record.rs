//! Deciding: what finished work says about speed and quality (実績). Newcomers count as ordinary until work shows more.

use serde::{Deserialize, Serialize};

/// Finished work of one worker in one kind of work, added up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Worked {
    pub units: i64,
    /// What these units take by the standard, in seconds; 0 where no time was kept.
    pub standard_seconds: i64,
    /// What they took, in seconds; 0 where no time was kept.
    pub seconds: i64,
    /// Units returned through the worker's own fault. Faults of client or instruction do not count.
    pub defects: i64,
}

/// What the matching uses of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measure {
    /// 100 is the standard; a higher figure is quicker.
    pub speed_pct: i64,
    /// The best estimate of defects in a million units.
    pub defect_ppm: i64,
    /// The cautious upper bound, which shrinks towards the estimate as units are done.
    pub defect_upper_ppm: i64,
    /// The share of units that is looked at: all of a beginner's.
    pub review_pct: i64,
}

/// A prior worth this many units stands behind every record.
const PRIOR_UNITS: i64 = 60;
/// With no unit done, 2.5 % of units are expected to come back.
const PRIOR_DEFECT_PPM: i64 = 25_000;
/// Ten hours at the ordinary speed stand behind every record, so that one quick hour proves nothing.
const PRIOR_SECONDS: i64 = 10 * 3_600;
/// A beginner takes longer than the standard.
const PRIOR_SPEED_PCT: i64 = 80;

impl Worked {
    /// Both together.
    pub fn plus(self, more: Worked) -> Worked {
        Worked {
            units: self.units.saturating_add(more.units),
            standard_seconds: self.standard_seconds.saturating_add(more.standard_seconds),
            seconds: self.seconds.saturating_add(more.seconds),
            defects: self.defects.saturating_add(more.defects),
        }
    }

    /// Speed and quality as far as this work shows them.
    pub fn measure(self) -> Measure {
        let counted = i128::from(PRIOR_UNITS) + i128::from(self.units.max(0));
        let prior = i128::from(PRIOR_DEFECT_PPM) * i128::from(PRIOR_UNITS);
        let defect = (prior + i128::from(self.defects.max(0)) * 1_000_000) / counted;
        let defect = defect.min(500_000);
        // The upper end of a 90 % range: 1.64 standard errors above the estimate.
        let variance = (defect * (1_000_000 - defect)) / counted;
        let error = u128::try_from(variance).unwrap_or(0).isqrt();
        let upper = defect + i128::try_from(error).unwrap_or(0) * 164 / 100;
        Measure {
            speed_pct: self.speed_pct(),
            defect_ppm: defect as i64,
            defect_upper_ppm: upper.min(1_000_000) as i64,
            review_pct: match self.units {
                ..20 => 100,
                20..150 => 50,
                _ => 20,
            },
        }
    }

    fn speed_pct(self) -> i64 {
        let timed = self.seconds > 0 && self.standard_seconds > 0;
        let (standard, taken) = if timed {
            (self.standard_seconds, self.seconds)
        } else {
            (0, 0)
        };
        let standard = i128::from(standard) + i128::from(PRIOR_SECONDS * PRIOR_SPEED_PCT / 100);
        let taken = i128::from(taken) + i128::from(PRIOR_SECONDS);
        (standard * 100 / taken).clamp(30, 250) as i64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_newcomer_counts_as_ordinary_and_everything_is_looked_at() {
        let measure = Worked::default().measure();

        assert_eq!(
            (measure.speed_pct, measure.defect_ppm, measure.review_pct),
            (80, 25_000, 100)
        );
        assert!(measure.defect_upper_ppm > measure.defect_ppm);
    }

    #[test]
    fn the_cautious_bound_shrinks_towards_the_estimate_as_units_are_done() {
        let few = Worked {
            units: 100,
            defects: 2,
            ..Worked::default()
        }
        .measure();
        let many = Worked {
            units: 10_000,
            defects: 200,
            ..Worked::default()
        }
        .measure();

        assert!(many.defect_upper_ppm - many.defect_ppm < few.defect_upper_ppm - few.defect_ppm);
        assert!((20_000..21_000).contains(&many.defect_ppm));
    }

    #[test]
    fn speed_follows_the_hours_that_were_kept() {
        let hours = 100 * 3_600;
        let quick = Worked {
            units: 3_000,
            standard_seconds: hours * 12 / 10,
            seconds: hours,
            defects: 0,
        };

        assert_eq!(quick.measure().speed_pct, 116);
        assert_eq!(
            Worked {
                seconds: 0,
                ..quick
            }
            .measure()
            .speed_pct,
            80
        );
    }

    #[test]
    fn no_record_overflows() {
        let huge = Worked {
            units: i64::MAX / 2,
            standard_seconds: i64::MAX,
            seconds: i64::MAX,
            defects: i64::MAX,
        };

        assert_eq!(huge.plus(huge).measure().review_pct, 20);
    }
}
