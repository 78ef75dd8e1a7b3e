//! Deciding: an order split into lots, steps and portions (業務分解) whose totals always equal what was ordered.

use crate::order::Class;
use crate::rules::Refusal;
use base::{Day, Yen};
use serde::{Deserialize, Serialize};

/// ロット to be: a part of the order that is delivered together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LotPlan {
    pub no: i64,
    pub quantity: i64,
    pub due_on: Day,
}

/// What a step (工程) is: doing the work, or checking it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StepKind {
    Work,
    Check,
}

/// 工程 to be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepPlan {
    pub name: String,
    pub kind: StepKind,
    pub standard_seconds: i64,
    pub unit_pay: Yen,
}

/// 項目群: the two kinds of items that must not lie in one portion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Group {
    General,
    Confidential,
}

/// 確認のしかた: every unit, or a drawn sample.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CheckPlan {
    All,
    Sample,
}

/// How the portions of one group are worked on; the same for each lot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupRules {
    pub class: Class,
    pub check_plan: CheckPlan,
    /// Share drawn for checking, in thousandths.
    pub check_permille: i64,
    /// The fewest units worth instructing a person for.
    pub min_chunk: i64,
    /// The largest share that one person may hold, in hundredths.
    pub max_share_pct: i64,
    pub min_team: i64,
    pub max_team: i64,
    /// The most faults that may remain, in millionths.
    pub max_defect_ppm: i64,
    /// The first day on which it may be worked on.
    pub release_on: Day,
    /// Days kept free before each lot's due date, to redo what absence loses.
    pub buffer_days: i32,
}

/// One lot with its units of each group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LotShare {
    pub lot: LotPlan,
    pub general: i64,
    pub confidential: i64,
}

/// 分担 to be; `step` counts the steps from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PortionPlan {
    pub lot_no: i64,
    pub step: usize,
    pub group: Group,
    pub units: i64,
    pub rules: GroupRules,
    pub release_on: Day,
    pub plan_due_on: Day,
    pub due_on: Day,
}

macro_rules! named {
    ($name:ident { $($variant:ident = $text:literal),* }) => {
        impl $name {
            pub const ALL: &[$name] = &[$($name::$variant),*];

            /// The name under which it is stored.
            pub fn name(self) -> &'static str {
                match self { $($name::$variant => $text),* }
            }

            /// Reads a stored name.
            pub fn named(name: &str) -> Option<$name> {
                $name::ALL.iter().copied().find(|it| it.name() == name)
            }
        }
    };
}

named!(StepKind { Work = "work", Check = "check" });
named!(Group { General = "general", Confidential = "confidential" });
named!(CheckPlan { All = "all", Sample = "sample" });

/// The lots add up to the order, and none is due after it (総数チェック).
pub fn check_lots(ordered: i64, due_on: Day, lots: &[LotPlan]) -> Result<(), Refusal> {
    if lots.is_empty() {
        return Err(Refusal::NoLots);
    }
    let total = lots.iter().map(|it| it.quantity).sum();
    if total != ordered {
        return Err(Refusal::LotsDiffer {
            ordered,
            lots: total,
        });
    }
    match lots.iter().find(|it| due_on < it.due_on) {
        Some(late) => Err(Refusal::LotDueAfterOrder {
            no: late.no,
            due_on,
        }),
        None => Ok(()),
    }
}

/// Work comes before its checking.
pub fn check_steps(steps: &[StepPlan]) -> Result<(), Refusal> {
    match steps.first().map(|it| it.kind) {
        None => Err(Refusal::NoWorkStep),
        Some(StepKind::Check) => Err(Refusal::NoCheckBeforeWork),
        Some(StepKind::Work) => Ok(()),
    }
}

/// Units per lot and group. What the client wished for a lot stays there; the other confidential units go into
/// `confidential_lot` (else into the first lots with room), the general ones fill what is left, in the order of lots.
pub fn shares(
    lots: &[LotPlan],
    confidential: i64,
    wished: &[(i64, Group, i64)],
    confidential_lot: Option<i64>,
) -> Result<Vec<LotShare>, Refusal> {
    let wish = |no: i64, group: Group| {
        wished
            .iter()
            .filter(|it| it.0 == no && it.1 == group)
            .map(|it| it.2)
            .sum::<i64>()
    };
    if let Some((no, ..)) = wished
        .iter()
        .find(|(no, ..)| !lots.iter().any(|lot| lot.no == *no))
    {
        return Err(Refusal::UnknownLot { no: *no });
    }
    if let Some(no) = confidential_lot.filter(|no| !lots.iter().any(|lot| lot.no == *no)) {
        return Err(Refusal::UnknownLot { no });
    }
    let mut rest = confidential
        - wished
            .iter()
            .filter(|it| it.1 == Group::Confidential)
            .map(|it| it.2)
            .sum::<i64>();
    let mut shares = Vec::new();
    for lot in lots {
        let (general, secret) = (
            wish(lot.no, Group::General),
            wish(lot.no, Group::Confidential),
        );
        let free = lot.quantity - general - secret;
        if free < 0 {
            let wanted = general + secret;
            return Err(Refusal::LotOverfull {
                no: lot.no,
                quantity: lot.quantity,
                wanted,
            });
        }
        let more = if confidential_lot.is_none_or(|no| no == lot.no) {
            rest.min(free)
        } else {
            0
        };
        rest -= more;
        let secret = secret + more;
        shares.push(LotShare {
            lot: *lot,
            general: lot.quantity - secret,
            confidential: secret,
        });
    }
    if rest > 0 {
        let room = confidential_lot
            .and_then(|no| lots.iter().find(|it| it.no == no))
            .map(|it| it.quantity);
        let quantity = room.unwrap_or_else(|| lots.iter().map(|it| it.quantity).sum());
        return Err(Refusal::TooManyConfidential {
            quantity,
            confidential,
        });
    }
    Ok(shares)
}

/// Every portion: lot × group × step. The units of each work step add up to the order.
pub fn portions(
    shares: &[LotShare],
    steps: &[StepPlan],
    permitted: Class,
    rules: impl Fn(Group) -> GroupRules,
) -> Result<Vec<PortionPlan>, Refusal> {
    check_steps(steps)?;
    let mut portions = Vec::new();
    for share in shares {
        for (group, units) in [
            (Group::General, share.general),
            (Group::Confidential, share.confidential),
        ] {
            let rules = rules(group);
            if units == 0 {
                continue;
            }
            check_class(group, rules.class, permitted)?;
            for (step, plan) in steps.iter().enumerate() {
                let units = step_units(plan.kind, units, &rules);
                portions.extend((units > 0).then(|| portion(share.lot, step, group, units, rules)));
            }
        }
    }
    check_total(
        shares.iter().map(|it| it.lot.quantity).sum(),
        steps,
        &portions,
    )?;
    Ok(portions)
}

/// Confidential units stay in a secure room, and nothing leaves the places that the client permits.
fn check_class(group: Group, class: Class, permitted: Class) -> Result<(), Refusal> {
    if group == Group::Confidential && class != Class::Secure {
        return Err(Refusal::ConfidentialOutside);
    }
    if class < permitted {
        Err(Refusal::ClassTooOpen)
    } else {
        Ok(())
    }
}

/// A checking step has the units that the check plan draws, rounded up.
fn step_units(kind: StepKind, units: i64, rules: &GroupRules) -> i64 {
    match (kind, rules.check_plan) {
        (StepKind::Work, _) | (StepKind::Check, CheckPlan::All) => units,
        (StepKind::Check, CheckPlan::Sample) => (units * rules.check_permille + 999) / 1_000,
    }
}

fn portion(lot: LotPlan, step: usize, group: Group, units: i64, rules: GroupRules) -> PortionPlan {
    // Work is planned to end before the promise to the client, but never before it may begin.
    let release_on = rules.release_on.min(lot.due_on);
    let plan_due_on = lot.due_on.plus_days(-rules.buffer_days).max(release_on);
    PortionPlan {
        lot_no: lot.no,
        step,
        group,
        units,
        rules,
        release_on,
        plan_due_on,
        due_on: lot.due_on,
    }
}

/// 総数チェック: for each work step the portions add up to what was ordered.
pub fn check_total(
    ordered: i64,
    steps: &[StepPlan],
    portions: &[PortionPlan],
) -> Result<(), Refusal> {
    for (at, _) in steps
        .iter()
        .enumerate()
        .filter(|(_, it)| it.kind == StepKind::Work)
    {
        let units: i64 = portions
            .iter()
            .filter(|it| it.step == at)
            .map(|it| it.units)
            .sum();
        if units != ordered {
            return Err(Refusal::LotsDiffer {
                ordered,
                lots: units,
            });
        }
    }
    Ok(())
}

#[cfg(test)]
#[path = "tests/breakdown.rs"]
mod tests;
