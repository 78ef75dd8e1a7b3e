//! Whether hours fit a calendar, without laying them out. Work at home flows from packages over
//! days to weeks; by the least cut of that flow it fits exactly when, for each set of packages, what
//! the set needs is no more than what the days of its windows offer under the weekly caps.

use super::ground::Run;

/// A stretch of buckets.
pub type Window = (usize, usize);

/// Seconds that the days of several windows offer. The windows are apart and in order; `pre` is the
/// running sum of free seconds over the buckets, `weeks` what each week still allows.
pub fn capacity(runs: &[Run], pre: &[i64], weeks: &[i64], windows: &[Window]) -> i64 {
    let (mut total, mut sum, mut week) = (0, 0, usize::MAX);
    for run in runs {
        if run.week != week {
            if week != usize::MAX {
                total += sum.min(weeks[week]);
            }
            (sum, week) = (0, run.week);
        }
        for (start, end) in windows {
            let (from, to) = (run.start.max(*start), run.end.min(*end));
            if from < to {
                sum += pre[to] - pre[from];
            }
        }
    }
    if week != usize::MAX {
        total += sum.min(weeks[week]);
    }
    total
}

/// Packages at home whose sets are all looked at; beyond it a set is what one window spans.
pub const MOST_SETS: usize = 6;

/// A package in a worker's hand: its window and the seconds that it needs.
#[derive(Debug, Clone, Copy)]
pub struct Load {
    pub window: Window,
    pub need: i64,
}

/// Seconds that one more package could take in its window beside the others, all at home.
/// The others are at most `MOST_SETS`.
pub fn room(runs: &[Run], pre: &[i64], weeks: &[i64], window: Window, others: &[Load]) -> i64 {
    let mut least = capacity(runs, pre, weeks, &[window]);
    if others.is_empty() {
        return least;
    }
    let mut windows = [(0, 0); MOST_SETS + 1];
    for set in 1u32..1 << others.len() {
        let mut need = 0;
        let mut count = 1;
        windows[0] = window;
        for (at, other) in others.iter().enumerate() {
            if set & (1 << at) != 0 {
                need += other.need;
                count = joined(&mut windows, count, other.window);
            }
        }
        let left = capacity(runs, pre, weeks, &windows[..count]) - need;
        least = least.min(left);
        if least <= 0 {
            return 0;
        }
    }
    least
}

/// Whether all packages at home fit together. They are at most `MOST_SETS`.
pub fn fits(runs: &[Run], pre: &[i64], weeks: &[i64], loads: &[Load]) -> bool {
    loads
        .iter()
        .enumerate()
        .all(|(at, load)| load.need <= room(runs, pre, weeks, load.window, &loads[..at]))
}

/// Adds a window to others that are apart; how many there are then.
fn joined(windows: &mut [Window], count: usize, with: Window) -> usize {
    let (mut start, mut end) = with;
    let mut kept = 0;
    for at in 0..count {
        let (from, to) = windows[at];
        if from <= end && start <= to {
            (start, end) = (start.min(from), end.max(to));
        } else {
            windows[kept] = (from, to);
            kept += 1;
        }
    }
    windows[kept] = (start, end);
    kept + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    const TWO_WEEKS: [Run; 2] = [
        Run {
            start: 0,
            end: 7,
            week: 0,
        },
        Run {
            start: 7,
            end: 14,
            week: 1,
        },
    ];

    fn four_hours_each_day() -> Vec<i64> {
        (0..=14).map(|day| day * 4).collect()
    }

    #[test]
    fn a_week_offers_no_more_than_its_cap() {
        let pre = four_hours_each_day();

        let cases = [((0, 14), 8), ((0, 1), 4), ((6, 8), 8), ((3, 3), 0)];

        for (window, offered) in cases {
            let found = capacity(&TWO_WEEKS, &pre, &[4, 4], &[window]);
            assert_eq!(found, offered, "{window:?}");
        }
    }

    #[test]
    fn two_days_apart_share_the_cap_of_their_week() {
        let pre = four_hours_each_day();
        let monday = Load {
            window: (0, 1),
            need: 3,
        };

        let on_friday = room(&TWO_WEEKS, &pre, &[4, 4], (4, 5), &[monday]);
        let next_monday = room(&TWO_WEEKS, &pre, &[4, 4], (7, 8), &[monday]);

        assert_eq!((on_friday, next_monday), (1, 4));
    }

    #[test]
    fn what_can_wait_leaves_the_week_to_what_cannot() {
        let pre = four_hours_each_day();
        let a = Load {
            window: (0, 14),
            need: 6,
        };

        let b = room(&TWO_WEEKS, &pre, &[4, 4], (1, 2), &[a]);

        assert_eq!(b, 2);
        assert!(fits(
            &TWO_WEEKS,
            &pre,
            &[4, 4],
            &[
                a,
                Load {
                    window: (1, 2),
                    need: 2
                }
            ]
        ));
        assert!(!fits(
            &TWO_WEEKS,
            &pre,
            &[4, 4],
            &[
                a,
                Load {
                    window: (1, 2),
                    need: 3
                }
            ]
        ));
    }
}
