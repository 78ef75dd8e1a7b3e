//! What is lacking, in numbers, and the least cure of it.

use super::*;

/// What a person lacks in skills, in numbers.
pub fn lacking_skill(
    s: &Situation,
    worker: usize,
    package: usize,
    terms: &Terms,
    found: &mut Vec<Lack>,
) {
    let (it, job) = (&s.instance.packages[package], &s.orders[package]);
    let (person, facts) = (&s.instance.workers[worker], &s.people[worker]);
    for (skill, needed) in &it.skills {
        let has = person.skills.get(skill).copied().unwrap_or(0);
        if has < *needed {
            found.push(Lack::Skill {
                skill: skill.clone(),
                needed: *needed,
                has,
            });
        }
    }
    let record = facts.records[job.kind];
    if record.is_none() {
        found.push(Lack::Record {
            kind: it.kind.clone(),
        });
    }
    for language in it
        .languages
        .iter()
        .filter(|it| !person.languages.contains(it))
    {
        found.push(Lack::Language {
            language: language.clone(),
        });
    }
    if job.security == Security::Secure && !person.clearance {
        found.push(Lack::Clearance);
    }
    let before = record.unwrap_or(s.trades.terms[job.trade]);
    if before.defect_ppm_upper > it.max_defect_ppm
        && terms.defect_ppm_upper < before.defect_ppm_upper
    {
        found.push(Lack::Quality {
            asked_ppm: it.max_defect_ppm,
            own_ppm: before.defect_ppm_upper,
        });
    }
    if before.speed_pct < terms.speed_pct && found.is_empty() {
        found.push(Lack::Speed {
            needed_pct: terms.speed_pct,
            has_pct: before.speed_pct,
        });
    }
}

/// What is lacking of places, equipment and seats.
pub fn lacking_place(
    s: &Situation,
    worker: usize,
    package: usize,
    units: i64,
    terms: &Terms,
    set: Causes,
    found: &mut Vec<Lack>,
) {
    let (it, job) = (&s.instance.packages[package], &s.orders[package]);
    if s.placed(worker, package) {
        let freedom = Freedom {
            any_day: set.holds(Causes::MATCHING),
            ..Freedom::NONE
        };
        let free = s.room(worker, package, freedom);
        let needed = terms.need(it.unit_seconds, units);
        if free < needed {
            found.push(Lack::Seats { needed, free });
        }
        return;
    }
    let person = &s.people[worker];
    let none = Bits::default();
    let missing = |lent: &Bits| -> Vec<String> {
        let own = it.equipment.iter().filter(|name| {
            let one = s.names.equipment(std::slice::from_ref(*name));
            one.beyond(&person.equipment, lent) > 0
        });
        own.cloned().collect()
    };
    let permitted = person.sites.iter().filter(|at| {
        crate::situation::facts::serves(s.instance.sites[**at].site_type, job.security)
    });
    let mut lacks: Vec<Vec<String>> = permitted.map(|at| missing(&s.lent[*at])).collect();
    if job.security == Security::Home {
        lacks.push(missing(&none));
    }
    match lacks.into_iter().min_by_key(|it| it.len()) {
        Some(missing) => found.push(Lack::Equipment { missing }),
        None => {
            found.push(Lack::Place {
                security: job.security,
            });
            let there = s
                .some_place(worker, package)
                .map_or(none.clone(), |at| s.lent[at].clone());
            let missing = missing(&there);
            if !missing.is_empty() {
                found.push(Lack::Equipment { missing });
            }
        }
    }
}

/// What organisation stands in the way.
#[allow(clippy::too_many_arguments)]
pub(super) fn lacking_order(
    s: &Situation,
    worker: usize,
    package: usize,
    units: i64,
    portion: i64,
    set: Causes,
    terms: &Terms,
    found: &mut Vec<Lack>,
) {
    let (it, job) = (&s.instance.packages[package], &s.orders[package]);
    let person = &s.instance.workers[worker];
    let own = s.own(worker, package);
    if !s.allowed(worker, package) {
        if person.refuse_kinds.contains(&it.kind) {
            found.push(Lack::Refused {
                kind: it.kind.clone(),
            });
        }
        if job
            .towns
            .as_ref()
            .is_some_and(|towns| !towns.has(s.people[worker].town))
        {
            found.push(Lack::Area {
                municipality: person.municipality.clone(),
            });
        }
    }
    let least = if own > 0 { 1 } else { portion.max(job.chunk) };
    if s.left(package) < least.max(units) && !set.holds(Causes::VOLUME) {
        found.push(Lack::Units {
            needed: least.max(units),
            left: s.left(package).max(0),
        });
    }
    let freedom = Freedom {
        any_place: set.holds(Causes::ENVIRONMENT),
        ..Freedom::NONE
    };
    if s.placed(worker, package) || freedom.any_place {
        let free = s.room(worker, package, freedom);
        let needed = terms.need(it.unit_seconds, least.max(units));
        if free < needed {
            found.push(Lack::Hours {
                needed,
                free,
                first: it.release,
                last: it.plan_due,
            });
        }
    }
    if job.share - own < least.max(units) {
        found.push(Lack::Share {
            most_units: job.share,
            needed: own + least.max(units),
        });
    }
    let team = s.teams[package].members.len() as i64;
    let full = own == 0 && team >= it.max_team;
    let alone = own == 0 && team == 0 && it.min_team > 1;
    if full || alone {
        found.push(Lack::Team {
            found: team,
            least: it.min_team,
            most: it.max_team,
        });
    }
    if !s.may_begin(worker, package) {
        let has = s.hands[worker].holds.len() as i64;
        found.push(Lack::PackageCount {
            has,
            most: person.max_packages,
        });
    }
    let director = &s.instance.directors[job.director];
    if own == 0 && s.span[job.director] >= director.span {
        found.push(Lack::Span {
            director: director.id.clone(),
            used: s.span[job.director],
            most: director.span,
        });
    }
    if s.reviewable(package, terms) < least.max(units) {
        let each = i128::from(terms.review_pct) * i128::from(it.review_seconds);
        let left = i128::from(director.review_seconds) * 100 - s.review[job.director];
        found.push(Lack::Review {
            director: director.id.clone(),
            needed: whole((each * i128::from(least.max(units)) + 99) / 100),
            free: whole(left.max(0) / 100),
        });
    }
}

/// The least change that lifts a lack.
pub fn cure(lack: &Lack, it: &crate::instance::Package, units: i64, set: Causes) -> Option<Cure> {
    Some(match lack.clone() {
        Lack::Skill { skill, needed, .. } => Cure::Train { skill, to: needed },
        Lack::Record { kind } => Cure::PassTrial { kind },
        Lack::Language { language } => Cure::LearnLanguage { language },
        Lack::Clearance => Cure::TrainClearance,
        Lack::Quality { .. } | Lack::Speed { .. } => Cure::Practise {
            kind: it.kind.clone(),
        },
        Lack::Units { needed, left } if set.holds(Causes::VOLUME) => Cure::MoreOrders {
            kind: it.kind.clone(),
            units: needed - left,
        },
        // A rest smaller than a portion is given as it is; more than that has to come from others.
        Lack::Units { left, .. } if units <= left => Cure::LowerChunk { to: units },
        Lack::Units { needed, left } => Cure::MoveUnits {
            units: units.min(needed) - left.min(units),
        },
        Lack::Place { security } => Cure::GrantAccess { security },
        Lack::Equipment { missing } => Cure::Lend { equipment: missing },
        Lack::Seats { needed, free } => Cure::AddSeats {
            seconds: needed - free,
        },
        Lack::Hours { .. } if units < it.min_chunk => Cure::LowerChunk { to: units },
        Lack::Hours { .. } => Cure::WidenWindow {
            first: it.release,
            last: it.plan_due,
        },
        Lack::Area { municipality } => Cure::WidenArea { municipality },
        Lack::Refused { kind } => Cure::LiftRefusal { kind },
        Lack::Share { needed, .. } => Cure::RaiseShare { to_units: needed },
        Lack::Team { found, least, most } => Cure::ChangeTeam {
            least: least.min(found + 1),
            most: most.max(found + 1),
        },
        Lack::PackageCount { .. } => Cure::AllowAnotherPackage,
        Lack::Span { used, most, .. } => Cure::WidenSpan {
            by: used + 1 - most,
        },
        Lack::Review { needed, free, .. } => Cure::AddReview {
            seconds: needed - free,
        },
    })
}
