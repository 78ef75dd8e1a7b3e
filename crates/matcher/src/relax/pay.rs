//! What a person's pay of the whole horizon is worth: fairness, and the indicator's threshold.

use crate::instance::Worker;
use crate::market::Market;
use crate::wishes::{self, Worth};

/// 収入の価値: pay in cyen and its worth at every place where the worth bends or jumps, from nothing
/// to the most that the person can be paid. Between two places the worth is below their chord or on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PayWorth {
    pub points: Vec<(i64, Worth)>,
}

impl PayWorth {
    /// The places of one person who can be paid `most` cyen at the very most.
    pub fn of(market: &Market, worker: &Worker, most: i64) -> PayWorth {
        let params = &market.instance.params;
        let target = i128::from(worker.target_yen) * 100;
        let breaks = params.fair_breaks_pct.iter();
        let mut places: Vec<i128> = breaks
            .map(|part| target * i128::from(*part) / 100)
            .collect();
        let step = threshold(market, worker);
        places.extend(step.map(i128::from));
        places.push(i128::from(most));
        places.push(0);
        places.retain(|it| (0..=i128::from(most)).contains(it));
        places.sort_unstable();
        places.dedup();
        let worth = |pay: i128| {
            let counts = step.is_some_and(|it| i128::from(it) <= pay);
            wishes::fairness::of_person(params, worker, pay)
                + Worth::from(counts) * wishes::people::per_person(params)
        };
        let points = places
            .into_iter()
            .map(|pay| (i64::try_from(pay).unwrap_or(most), worth(pay)))
            .collect();
        PayWorth { points }
    }

    /// The most that the worth can exceed pay at `price` a cyen: exact, for the certificate.
    pub fn beyond(&self, price: Worth) -> Worth {
        let left = self.points.iter();
        left.map(|(pay, worth)| worth - price * Worth::from(*pay))
            .max()
            .unwrap_or(0)
            .max(0)
    }

    /// The least concave function above it: (yen, slope) of each piece, slopes falling.
    pub fn hull(&self) -> Vec<(f64, f64)> {
        let yen = |it: &(i64, Worth)| (it.0 as f64 / 100.0, it.1 as f64 / wishes::YEN as f64);
        let mut top: Vec<(f64, f64)> = Vec::new();
        for point in self.points.iter().map(yen) {
            while top.len() >= 2
                && slope(top[top.len() - 2], top[top.len() - 1]) <= slope(top[top.len() - 1], point)
            {
                top.pop();
            }
            top.push(point);
        }
        top.windows(2)
            .map(|it| (it[1].0 - it[0].0, slope(it[0], it[1])))
            .filter(|it| it.1 > 0.0)
            .collect()
    }
}

fn slope(from: (f64, f64), to: (f64, f64)) -> f64 {
    (to.1 - from.1) / (to.0 - from.0)
}

/// Pay in cyen from which a person counts who did not count before; the easiest of several years.
pub fn threshold(market: &Market, worker: &Worker) -> Option<i64> {
    let params = &market.instance.params;
    if wishes::people::counted_before(params, worker) {
        return None;
    }
    let earned = match worker.kpi_earned_yen {
        Some(earned) => earned,
        None => {
            let years = market.years.iter();
            years
                .map(|year| worker.income.get(year).map_or(0, |it| it.earned_yen))
                .max()
                .unwrap_or(0)
        }
    };
    Some(((params.kpi_yen - earned) * 100).max(1))
}
