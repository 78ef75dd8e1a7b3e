//! Deciding: the optimiser's answers in our own terms.

use matcher::instance::Security;
use matcher::plan::Assignment;
use matcher::wishes::Tier;
use matcher::{Reason, WhyNot};

use super::{HOME_CLEARANCE, portion_of, skill_of, worker_of};
use crate::facts::Window;
use crate::why::{Because, Why, Wish};
use base::Yen;
use orders::{Class, PortionId};
use people::WorkerId;

/// One pair of a plan in our own terms.
pub fn pair_of(it: &Assignment) -> Option<(WorkerId, PortionId, i64, i64)> {
    let seconds = it.schedule.iter().map(|row| row.seconds).sum();
    Some((
        worker_of(&it.worker)?,
        portion_of(&it.package)?,
        it.units,
        seconds,
    ))
}

/// Why a pair is in the plan, in our own terms. What the delivery itself and the margin gain is no reason for a person.
pub fn because(window: &Window, reasons: &[Reason], first_time: bool) -> Vec<Because> {
    let mut found: Vec<Because> = reasons.iter().filter_map(|it| told(window, it)).collect();
    if !found.contains(&Because::AtHome) {
        found.push(Because::AtSite);
    }
    if first_time {
        found.push(Because::FirstTime);
    }
    found
}

fn told(window: &Window, reason: &Reason) -> Option<Because> {
    Some(match reason {
        Reason::HoursFit {
            seconds,
            still_free,
            last,
        } => Because::HoursFit {
            minutes: up(*seconds),
            free: still_free / 60,
            until: window.day(*last),
        },
        Reason::SkillReached { skill, needed, has } => Because::Skill {
            skill: skill_of(skill),
            needed: *needed,
            has: *has,
        },
        Reason::KnowsClient { .. } => Because::KnowsClient,
        Reason::Preferred { .. } => Because::Preferred,
        Reason::Counts { .. } => Because::Counts,
        Reason::OfTarget { percent, .. } => Because::OfTarget { percent: *percent },
        Reason::HomeAllowed => Because::AtHome,
        Reason::InQuota { .. } | Reason::Delivers { .. } | Reason::Margin { .. } => return None,
    })
}

/// The first limit met, in our own terms.
pub fn why(window: &Window, why: &WhyNot) -> Why {
    match why {
        WhyNot::NotWanted => Why::NotWanted,
        WhyNot::Skill { skill, needed, has } => Why::Skill {
            skill: skill_of(skill),
            needed: *needed,
            has: *has,
        },
        WhyNot::Record { .. } => Why::Record,
        WhyNot::Refused { .. } => Why::Refused,
        WhyNot::Clearance => Why::Clearance,
        WhyNot::Place { security } => Why::Place {
            class: class(*security),
        },
        WhyNot::Equipment { missing } if missing.iter().any(|it| it == HOME_CLEARANCE) => {
            Why::HomeClearance
        }
        WhyNot::Hours {
            needed, free, last, ..
        } => Why::Hours {
            needed: up(*needed),
            free: free / 60,
            until: window.day(*last),
        },
        WhyNot::Seats { needed, free } => Why::Seats {
            needed: up(*needed),
            free: free / 60,
        },
        WhyNot::Ceiling { over_yen, .. } => Why::Ceiling {
            over: Yen::new(*over_yen),
        },
        WhyNot::Share { most_units, chunk } => Why::Share {
            most: *most_units,
            chunk: *chunk,
        },
        WhyNot::PackageCount { has, most } => Why::Busy {
            has: *has,
            most: *most,
        },
        WhyNot::Quality { asked_ppm, own_ppm } => Why::Quality {
            asked_ppm: *asked_ppm,
            own_ppm: *own_ppm,
        },
        WhyNot::Span { most, .. } => Why::Span { most: *most },
        WhyNot::Review { needed, free } => Why::Review {
            lacking: up((needed - free).max(0)),
        },
        WhyNot::Chunk { chunk, ordered } => Why::Chunk {
            chunk: *chunk,
            left: *ordered,
        },
        WhyNot::Team { least, most, .. } => Why::Team {
            least: *least,
            most: *most,
        },
        WhyNot::OthersAhead {
            loses_yen, mostly, ..
        } => Why::Others {
            yen: *loses_yen,
            mostly: wish(*mostly),
        },
        WhyNot::Unknown
        | WhyNot::Language { .. }
        | WhyNot::Area { .. }
        | WhyNot::Equipment { .. } => Why::Unknown,
    }
}

fn class(security: Security) -> Class {
    match security {
        Security::Home => Class::Home,
        Security::Site => Class::Site,
        Security::Secure => Class::Secure,
    }
}

fn wish(tier: Tier) -> Wish {
    match tier {
        Tier::Delivery => Wish::Delivery,
        Tier::People => Wish::People,
        Tier::Fairness => Wish::Fairness,
        Tier::Margin => Wish::Margin,
        Tier::Soft => Wish::Soft,
    }
}

/// Seconds as whole minutes, rounded up.
fn up(seconds: i64) -> i64 {
    (seconds + 59) / 60
}
