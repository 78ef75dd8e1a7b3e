//! Why this person, and why not me: facts and yen, never anything about somebody else.

mod counterfactual;
pub mod letter;

use serde::Serialize;

use crate::board::Board;
use crate::instance::Instance;
use crate::limits::{self, Case, STANDING};
use crate::market::Market;
use crate::plan::Plan;
use crate::why::WhyNot;
use crate::wishes::{self, Tier, Worth, YEN};

pub use letter::{Explanation, explain};

/// 選ばれた理由: one term that a pair contributes, in yen, or a fact that speaks for it.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "reason", rename_all = "snake_case")]
pub enum Reason {
    /// Seconds laid out in the window, and seconds still free there.
    HoursFit {
        seconds: i64,
        still_free: i64,
        last: i64,
    },
    SkillReached {
        skill: String,
        needed: i64,
        has: i64,
    },
    KnowsClient {
        yen: i64,
    },
    Preferred {
        yen: i64,
    },
    /// The horizon's pay in percent of the target, with all packages of the plan.
    OfTarget {
        percent: i64,
        yen: i64,
    },
    /// This pair makes the person count for the indicator.
    Counts {
        yen: i64,
    },
    HomeAllowed,
    InQuota {
        municipality: String,
    },
    Delivers {
        units: i64,
        yen: i64,
    },
    Margin {
        yen: i64,
    },
}

/// Why a pair is in the plan; nothing when it is not.
pub fn explain_chosen(
    instance: &Instance,
    plan: &Plan,
    worker: &str,
    package: &str,
) -> Vec<Reason> {
    let market = Market::new(instance);
    let board = Board::of_plan(&market, plan);
    let pair = market.worker(worker).zip(market.package(package));
    let at = pair.and_then(|(worker, package)| market.column(worker, package));
    at.filter(|at| board.own(*at) > 0)
        .map_or(Vec::new(), |at| reasons(&board, at))
}

fn reasons(board: &Board, at: usize) -> Vec<Reason> {
    let (market, params) = (board.market, &board.market.instance.params);
    let column = &market.columns[at];
    let (person, job) = (
        &market.workers[column.worker],
        &market.packages[column.package],
    );
    let hand = &board.hands[column.worker];
    let Some(hold) = hand.holds.iter().find(|it| it.column == at) else {
        return Vec::new();
    };
    let units = Worth::from(hold.units);
    let mut found = vec![
        Reason::Delivers {
            units: hold.units,
            yen: yen(units * column.delivery),
        },
        Reason::HoursFit {
            seconds: hold.seconds,
            still_free: hand.free(market, column, &board.seats),
            last: job.it.plan_due,
        },
    ];
    found.extend(job.it.skills.iter().map(|(skill, needed)| {
        let has = person.it.skills.get(skill).copied().unwrap_or(0);
        Reason::SkillReached {
            skill: skill.clone(),
            needed: *needed,
            has,
        }
    }));
    if wishes::continuity::knows(person.it, job.it) {
        found.push(Reason::KnowsClient {
            yen: yen(wishes::continuity::of_units(
                params, person.it, job.it, units,
            )),
        });
    }
    let paid = units * i128::from(job.it.pay_cyen);
    let (people, fairness) = board.of_worker(column.worker, job.year, 0);
    let (people_without, fairness_without) = board.of_worker(column.worker, job.year, -paid);
    if people > people_without {
        found.push(Reason::Counts {
            yen: yen(people - people_without),
        });
    }
    if person.it.target_yen > 0 {
        let all: i128 = board.pay[column.worker].iter().sum();
        let percent = i64::try_from(all / i128::from(person.it.target_yen)).unwrap_or(i64::MAX);
        found.push(Reason::OfTarget {
            percent,
            yen: yen(fairness - fairness_without),
        });
    }
    if wishes::preference::likes(person.it, job.it) {
        found.push(Reason::Preferred {
            yen: yen(wishes::preference::of_units(
                params, person.it, job.it, units,
            )),
        });
    }
    if column.home {
        found.push(Reason::HomeAllowed);
    }
    if job.quota.iter().any(|it| it.0 == person.municipality) {
        found.push(Reason::InQuota {
            municipality: person.it.municipality.clone(),
        });
    }
    found.push(Reason::Margin {
        yen: yen(units * column.margin),
    });
    found
}

/// Every test of eligibility that a pair fails, in the order in which they are told.
pub fn obstacles(instance: &Instance, worker: &str, package: &str) -> Vec<WhyNot> {
    let market = Market::new(instance);
    let Some((worker, package)) = market.worker(worker).zip(market.package(package)) else {
        return vec![WhyNot::Unknown];
    };
    STANDING
        .iter()
        .filter_map(|it| it.why_not(&market, worker, package))
        .collect()
}

/// Why a pair is not in the plan: the first limit met, of the person, of this time, of the plan.
pub fn explain_not_chosen(instance: &Instance, plan: &Plan, worker: &str, package: &str) -> WhyNot {
    let market = Market::new(instance);
    let mut board = Board::of_plan(&market, plan);
    match market.worker(worker).zip(market.package(package)) {
        Some((worker, package)) => why_not(&mut board, worker, package),
        None => WhyNot::Unknown,
    }
}

/// The same for everyone who is not in the team of a package, by worker in the instance's order.
pub fn explain_all(instance: &Instance, plan: &Plan, package: &str) -> Vec<(String, WhyNot)> {
    let market = Market::new(instance);
    let mut board = Board::of_plan(&market, plan);
    let Some(package) = market.package(package) else {
        return Vec::new();
    };
    let everyone = instance
        .workers
        .iter()
        .filter_map(|it| Some((it.id.clone(), market.worker(&it.id)?)));
    let mut found = Vec::new();
    for (id, worker) in everyone {
        if board.hands[worker].units(package) == 0 {
            found.push((id, why_not(&mut board, worker, package)));
        }
    }
    found
}

fn why_not(board: &mut Board, worker: usize, package: usize) -> WhyNot {
    let market = board.market;
    if let Some(why) = limits::not_eligible(market, worker, package) {
        return why;
    }
    let Some(at) = market.column(worker, package) else {
        return WhyNot::Unknown;
    };
    let case = Case::new(board, at);
    limits::impossible_now(&case).unwrap_or_else(|| others_ahead(board, at))
}

/// What the plan would lose if the pair were forced in with its smallest portion.
fn others_ahead(board: &mut Board, at: usize) -> WhyNot {
    let market = board.market;
    let package = market.columns[at].package;
    let (now, mark) = (board.worths, board.mark());
    let mut best: Option<[Worth; 5]> = None;
    let team = board.teams[package].clone();
    for giver in std::iter::once(None).chain(team.into_iter().map(Some)) {
        if force(board, at, giver) && best.is_none_or(|it| sum(&it) < board.score()) {
            best = Some(board.worths);
        }
        board.back_to(mark);
    }
    let job = market.packages[package].it;
    let case = Case::new(board, at);
    let Some(best) = best else {
        if job.units < case.chunk() {
            return WhyNot::Chunk {
                chunk: case.chunk(),
                ordered: job.units,
            };
        }
        let found = board.teams[package].len() as i64;
        return WhyNot::Team {
            found,
            least: job.min_team,
            most: job.max_team,
        };
    };
    let loses: [Worth; 5] = std::array::from_fn(|tier| now[tier] - best[tier]);
    let tiers = [
        Tier::Delivery,
        Tier::People,
        Tier::Fairness,
        Tier::Margin,
        Tier::Soft,
    ];
    let mostly = tiers
        .into_iter()
        .rev()
        .max_by_key(|it| loses[*it as usize])
        .unwrap_or(Tier::Delivery);
    WhyNot::OthersAhead {
        loses_yen: yen(sum(&loses)),
        by_tier_yen: loses.map(yen),
        mostly,
    }
}

/// Puts the smallest portion into a column, at the cost of one of the team where needed.
fn force(board: &mut Board, at: usize, giver: Option<usize>) -> bool {
    let market = board.market;
    let package = market.columns[at].package;
    let job = market.packages[package].it;
    let chunk = Case::new(board, at).chunk();
    if let Some(giver) = giver {
        let lacking = chunk - (job.units - board.units[package]);
        let left = board.own(giver) - lacking.max(0);
        let full = board.teams[package].len() as i64 >= job.max_team;
        let kept = if full || left < job.min_chunk.max(1) {
            0
        } else {
            left
        };
        if !board.set(giver, kept) {
            return false;
        }
    }
    limits::room(&Case::new(board, at)) >= chunk && board.set(at, chunk) && board.sound(package)
}

fn sum(worths: &[Worth; 5]) -> Worth {
    worths.iter().sum()
}

/// Whole yen, rounded towards zero.
fn yen(worth: Worth) -> i64 {
    i64::try_from(worth / YEN).unwrap_or(i64::MAX)
}
