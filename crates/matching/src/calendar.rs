//! Deciding: the seconds that a person offers day by day, and those already promised to agreed work.

use crate::facts::Window;
use base::Day;
use people::read::Candidate;
use work::read::Held;

/// 時間の見通し of one person over the window.
#[derive(Clone, Debug, PartialEq)]
pub struct Hours {
    pub offered: Vec<i64>,
    pub promised: Vec<i64>,
}

/// What a person offers, and what the work orders held already take of it: each is laid out from tomorrow to its due
/// date, what is due first comes first. A week that carries promises, or that has partly gone by, keeps room only for
/// what is left of its limit.
pub fn hours(person: &Candidate, window: &Window, held: &[&Held]) -> Hours {
    let days: Vec<Day> = window.all().collect();
    let mut offered: Vec<i64> = days
        .iter()
        .map(|day| person.minutes_on(*day) * 60)
        .collect();
    let mut promised = vec![0; days.len()];
    let limit = person.week.weekly_minutes * 60;
    let mut by_due = held.to_vec();
    by_due.sort_by_key(|it| (it.due_on, it.work_order));
    for it in by_due {
        let mut need = share_in_window(it, window);
        for at in 0..days.len() {
            if it.due_on < days[at] || need == 0 {
                break;
            }
            let spent: i64 = in_week(&days, at).map(|other| promised[other]).sum();
            let part = need
                .min(offered[at] - promised[at])
                .min(limit - spent)
                .max(0);
            promised[at] += part;
            need -= part;
        }
    }
    for first in week_starts(&days) {
        let week: Vec<usize> = in_week(&days, first).collect();
        let spent: i64 = week.iter().map(|at| promised[*at]).sum();
        let anywhere = person.week.blocks.is_empty();
        let partly = anywhere && week.len() < 7;
        if spent == 0 && !partly {
            continue;
        }
        let limit = if partly {
            limit * week.len() as i64 / 7
        } else {
            limit
        };
        let left = (limit - spent).max(0);
        let free: i64 = week.iter().map(|at| offered[*at] - promised[*at]).sum();
        if free > left {
            for at in week {
                offered[at] = promised[at] + (offered[at] - promised[at]) * left / free;
            }
        }
    }
    Hours { offered, promised }
}

/// Seconds that a work order still takes in the window; one that is due later takes its share by days.
fn share_in_window(it: &Held, window: &Window) -> i64 {
    let all = (it.units - it.handed_in).max(0) * it.standard_seconds;
    if it.due_on <= window.until {
        return all;
    }
    let days = i64::from(window.from.days_until(it.due_on)) + 1;
    all * window.days() as i64 / days.max(1)
}

/// The places of the days in the same week, Monday first.
fn in_week(days: &[Day], at: usize) -> impl Iterator<Item = usize> {
    let monday = days[at].monday();
    (0..days.len()).filter(move |other| days[*other].monday() == monday)
}

fn week_starts(days: &[Day]) -> Vec<usize> {
    (0..days.len())
        .filter(|at| *at == 0 || days[*at].monday() != days[*at - 1].monday())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::market::testing::{candidate, held};

    /// Monday 18 January 2027 to Sunday 14 February.
    fn four_weeks() -> Window {
        Window::after(Day::known(2027, 1, 17))
    }

    #[test]
    fn without_promises_the_usual_week_is_offered() {
        let sayaka = candidate(1, 600);

        let hours = hours(&sayaka, &four_weeks(), &[]);

        assert_eq!(hours.offered.len(), 28);
        assert_eq!(
            (hours.offered[0], hours.promised.iter().sum::<i64>()),
            (8 * 3_600, 0)
        );
    }

    #[test]
    fn agreed_work_takes_its_hours_first_and_the_week_keeps_its_limit() {
        let sayaka = candidate(1, 600);
        let agreed = held(1, 7, 100, 132, Day::known(2027, 1, 24));

        let hours = hours(&sayaka, &four_weeks(), &[&agreed]);

        assert_eq!(hours.promised.iter().sum::<i64>(), 13_200);
        let first_week: i64 = (0..7).map(|at| hours.offered[at]).sum();
        assert!((35_990..=36_000).contains(&first_week), "{first_week}");
        assert_eq!(hours.offered[7], 8 * 3_600);
    }

    #[test]
    fn work_due_after_the_window_takes_its_share_by_days() {
        let sayaka = candidate(1, 600);
        let agreed = held(1, 7, 560, 100, Day::known(2027, 3, 14));

        let hours = hours(&sayaka, &four_weeks(), &[&agreed]);

        assert_eq!(hours.promised.iter().sum::<i64>(), 28_000);
    }

    #[test]
    fn a_week_that_has_partly_gone_by_offers_its_part() {
        let sayaka = candidate(1, 700);
        let from_saturday = Window::after(Day::known(2027, 1, 22));

        let hours = hours(&sayaka, &from_saturday, &[]);

        assert_eq!(hours.offered[0] + hours.offered[1], 12_000);
    }
}
