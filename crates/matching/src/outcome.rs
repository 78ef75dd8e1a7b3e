//! Deciding: what a plan comes to: what is still lacking, what waits for the next weeks, and what a change has cost.

use std::collections::BTreeMap;

use matcher::Tiers;
use matcher::wishes::YEN;
use orders::PortionId;
use people::WorkerId;
use serde::{Deserialize, Serialize};

use crate::facts::{Portion, Window};
use crate::why::{Lack, Why};

/// What a plan comes to, kept beside it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Outcome {
    pub portions: Vec<Planned>,
    /// People who would count for the indicator after this plan, beyond those who do already.
    pub new_earners: i64,
    /// Against the plan before, when a director changed it.
    pub cost: Option<Cost>,
    /// What the director had fixed and could not be kept.
    pub broken: Vec<Broken>,
}

/// A fixed pair that met a limit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Broken {
    pub worker: WorkerId,
    pub portion: PortionId,
    pub why: Why,
}

/// One portion in a plan.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Planned {
    pub portion: PortionId,
    /// Units left to give before the plan.
    pub left: i64,
    /// Units that the plan gives.
    pub given: i64,
    /// True when it may be planned after this window too.
    pub goes_on: bool,
    /// People lacking, roughly, for what is short.
    pub people_lacking: i64,
    pub lack: Option<Lack>,
}

impl Planned {
    /// Units for which nobody was found though they should be planned now.
    pub fn short(&self) -> i64 {
        if self.goes_on {
            0
        } else {
            self.left - self.given
        }
    }

    /// Units that wait for the next window.
    pub fn waiting(&self) -> i64 {
        if self.goes_on {
            self.left - self.given
        } else {
            0
        }
    }
}

/// One portion beside the limits met by those who are not in its team.
pub fn planned(it: &Portion, window: &Window, given: i64, team: i64, limits: &[Why]) -> Planned {
    let goes_on = window.until < it.plan_due_on;
    let mut planned = Planned {
        portion: it.id,
        left: it.left,
        given,
        goes_on,
        people_lacking: 0,
        lack: None,
    };
    let short = planned.short();
    if short > 0 {
        planned.people_lacking = people_for(it, short, given, team);
        planned.lack = Some(most_met(limits));
    }
    planned
}

/// People for so many units: as many each as in the team so far, else as one person may hold.
fn people_for(it: &Portion, units: i64, given: i64, team: i64) -> i64 {
    let each = if team > 0 {
        given / team
    } else {
        it.units * it.max_share_pct / 100
    };
    let each = each.max(it.min_chunk).max(1);
    (units + each - 1) / each
}

/// The lack that is met most often; people, when those who are there lack nothing.
fn most_met(limits: &[Why]) -> Lack {
    let mut met: BTreeMap<Lack, usize> = BTreeMap::new();
    for lack in limits.iter().filter_map(Why::lack) {
        *met.entry(lack).or_default() += 1;
    }
    met.into_iter()
        .rev()
        .max_by_key(|it| it.1)
        .map_or(Lack::People, |it| it.0)
}

impl Outcome {
    /// Units that the plan gives.
    pub fn given(&self) -> i64 {
        self.portions.iter().map(|it| it.given).sum()
    }

    /// Units for which nobody was found.
    pub fn short(&self) -> i64 {
        self.portions.iter().map(Planned::short).sum()
    }

    /// Units that wait for the next window.
    pub fn waiting(&self) -> i64 {
        self.portions.iter().map(Planned::waiting).sum()
    }

    /// People lacking in all, and by what they lack.
    pub fn lacking(&self) -> (i64, Vec<(Lack, i64)>) {
        let mut by: BTreeMap<Lack, i64> = BTreeMap::new();
        for it in &self.portions {
            if let Some(lack) = it.lack {
                *by.entry(lack).or_default() += it.people_lacking;
            }
        }
        (by.values().sum(), by.into_iter().collect())
    }
}

/// 五つの望み of one plan: what it is worth by each wish, in their written order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Weighed {
    /// Fees of clients that would not be delivered in time, weighed by priority.
    pub short_yen: i64,
    /// Standard hours of the same.
    pub short_hours: i64,
    /// People who count for the indicator.
    pub earners: i64,
    pub new_earners: i64,
    pub fairness_yen: i64,
    pub margin_yen: i64,
    pub soft_yen: i64,
    /// Everything weighed together.
    pub score_yen: i64,
}

impl Weighed {
    /// From the optimiser's own account.
    pub fn of(tiers: &Tiers) -> Weighed {
        let yen = |tier: usize| i64::try_from(tiers.worths[tier] / YEN).unwrap_or(0);
        Weighed {
            short_yen: tiers.t1_short_value_yen as i64,
            short_hours: tiers.t1_short_hours.ceil() as i64,
            earners: tiers.t2_kpi_people,
            new_earners: tiers.t2_kpi_new,
            fairness_yen: yen(2),
            margin_yen: yen(3),
            soft_yen: yen(4),
            score_yen: tiers.score_yen as i64,
        }
    }
}

/// 変更の影響 in yen for each wish, in their written order; people are counted. Less than 0 is a loss.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cost {
    pub delivery: i64,
    pub people: i64,
    pub fairness: i64,
    pub margin: i64,
    pub soft: i64,
}

impl Cost {
    /// What a plan gains or loses against the one before, both weighed in the same instance.
    pub fn between(before: &Tiers, after: &Tiers) -> Cost {
        let yen = |tier: usize| {
            i64::try_from((after.worths[tier] - before.worths[tier]) / YEN).unwrap_or(0)
        };
        Cost {
            delivery: yen(0),
            people: after.t2_kpi_people - before.t2_kpi_people,
            fairness: yen(2),
            margin: yen(3),
            soft: yen(4),
        }
    }

    /// True when nothing was gained or lost.
    pub fn is_nothing(&self) -> bool {
        *self == Cost::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::market::testing::portion;
    use base::Day;
    use orders::Class;

    fn window() -> Window {
        Window::after(Day::known(2027, 1, 17))
    }

    #[test]
    fn three_cleared_people_are_lacking_for_the_confidential_items() {
        let secret = Portion {
            class: Class::Secure,
            units: 600,
            left: 600,
            max_share_pct: 34,
            ..portion(9, 600)
        };
        let limits = [
            Why::Clearance,
            Why::Clearance,
            Why::Hours {
                needed: 60,
                free: 0,
                until: Day::known(2027, 1, 31),
            },
        ];

        let planned = planned(&secret, &window(), 0, 0, &limits);

        assert_eq!(
            (planned.short(), planned.people_lacking, planned.lack),
            (600, 3, Some(Lack::Secure))
        );
    }

    #[test]
    fn what_may_be_planned_later_waits_and_is_not_short() {
        let long = Portion {
            plan_due_on: Day::known(2027, 2, 24),
            ..portion(9, 4_000)
        };

        let planned = planned(&long, &window(), 2_500, 8, &[]);

        assert_eq!(
            (planned.short(), planned.waiting(), planned.people_lacking),
            (0, 1_500, 0)
        );
    }

    #[test]
    fn lacks_are_added_up_by_their_condition() {
        let lacking = |lack, people| Planned {
            portion: PortionId(1),
            left: 10,
            given: 0,
            goes_on: false,
            people_lacking: people,
            lack: Some(lack),
        };
        let outcome = Outcome {
            portions: vec![
                lacking(Lack::Secure, 2),
                lacking(Lack::Hours, 1),
                lacking(Lack::Secure, 1),
            ],
            ..Outcome::default()
        };

        assert_eq!(
            outcome.lacking(),
            (4, vec![(Lack::Secure, 3), (Lack::Hours, 1)])
        );
    }
}
