//! What a file says of itself, held against what the plan is.

use serde::Serialize;
use serde_json::Value;

use crate::plan::Plan;
use crate::wishes::Tiers;

/// 誤った申告: a number that a file claims and the plan does not have.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FalseClaim {
    pub name: String,
    pub claimed: Value,
    pub found: Option<f64>,
}

/// Every claim of a plan that is not so: a bound below the score, a tier that is another.
pub fn false_claims(plan: &Plan, found: &Tiers) -> Vec<FalseClaim> {
    let mut wrong = Vec::new();
    let mut compare =
        |name: &str, claimed: &Value, is: Option<f64>, holds: fn(f64, f64) -> bool| {
            let true_claim = claimed.as_f64().zip(is).is_some_and(|(a, b)| holds(a, b));
            if !true_claim {
                wrong.push(FalseClaim {
                    name: name.to_owned(),
                    claimed: claimed.clone(),
                    found: is,
                });
            }
        };
    match plan.other.get("bound_yen") {
        None | Some(Value::Null) => {}
        Some(bound) => compare("bound_yen", bound, Some(found.score_yen), |bound, score| {
            bound >= score - 0.01
        }),
    }
    let Some(Value::Object(claims)) = plan.other.get("tiers_claimed") else {
        return wrong;
    };
    let tiers = serde_json::to_value(found).unwrap_or(Value::Null);
    for (name, claimed) in claims {
        // The score is no tier, and a file that claims it as one is wrong.
        let is = tiers.get(name).filter(|_| name != "score_yen");
        let is = is.and_then(Value::as_f64);
        compare(name, claimed, is, |claimed, is| {
            (claimed - is).abs() <= 0.01
        });
    }
    wrong
}
