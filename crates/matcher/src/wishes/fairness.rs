//! T3: the first yen towards a person's target counts most.

use super::{CYEN, Ledger, Tier, Wish, Worth};
use crate::instance::{Params, Worker};

/// 公平.
pub struct Fairness;

impl Wish for Fairness {
    fn tier(&self) -> Tier {
        Tier::Fairness
    }

    fn worth(&self, ledger: &Ledger) -> Worth {
        let params = &ledger.instance.params;
        let workers = ledger.instance.workers.iter();
        workers
            .map(|it| of_person(params, it, ledger.paid(&it.id)))
            .sum()
    }
}

/// The horizon's pay of one person, each part of her target weighted. Pay is in cyen.
pub fn of_person(params: &Params, worker: &Worker, pay: i128) -> Worth {
    if !worker.wants_work {
        return 0;
    }
    let target = i128::from(worker.target_yen) * 100;
    let (mut low, mut sum) = (0, 0);
    for (part, weight) in params.fair_breaks_pct.iter().zip(&params.fair_weights_pct) {
        let high = target * i128::from(*part) / 100;
        sum += (pay.min(high) - low).max(0) * i128::from(*weight) * (CYEN / 100);
        low = high;
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_quarter_of_the_target_counts_less_than_the_one_before() {
        let params: Params = serde_json::from_value(serde_json::json!({
            "kpi_yen": 10000, "short_weight_pct_of_price": 100, "kpi_value_yen": 10000,
            "fair_breaks_pct": [25, 50, 75, 100], "fair_weights_pct": [30, 20, 10, 5],
            "pair_cost_yen": 500, "continuity_yen_per_hour": 60, "prefer_yen_per_hour": 20,
            "absence_cost_pct_of_pay": 30, "muni_dev_pct": 5, "quota_pct_of_price": 20,
            "change_cost_yen": 300
        }))
        .expect("these are the weights of the format");
        let hana: Worker = serde_json::from_value(serde_json::json!({
            "id": "w0", "municipality": "m0", "languages": [], "skills": {}, "kinds": {},
            "avail_seconds": [], "max_week_seconds": 0, "max_packages": 1, "equipment": [],
            "sites": [], "prefer_kinds": [], "income": {}, "target_yen": 40000, "clients": [],
            "absence_pct": 1
        }))
        .expect("this is a worker of the format");

        let cases = [
            (0, 0),
            (10_000, 3_000),
            (20_000, 5_000),
            (30_000, 6_000),
            (40_000, 6_500),
            (90_000, 6_500),
        ];

        for (paid, counted) in cases {
            assert_eq!(
                of_person(&params, &hana, paid * 100),
                counted * super::super::YEN,
                "paid {paid}"
            );
        }
    }
}
