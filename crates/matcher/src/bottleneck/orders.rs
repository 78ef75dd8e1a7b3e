//! 未充足の受注の原因: for each short order the sets of families that would let somebody do more of it.
//! Capacity stands in the place of volume: as many more people like the eligible ones as needed.

use super::cause::{Causes, Cured};
use super::people::{cure, lacking_place, lacking_skill};
use super::report::{Cure, Lack, OrderWitness, Portion, ShortOrder};
use crate::situation::facts::Terms;
use crate::situation::hands::{Freedom, Stay};
use crate::situation::needs::Needs;
use crate::situation::{Situation, whole};

/// What one person could do of a short order with some families relaxed.
#[derive(Debug, Clone, Copy)]
struct Part {
    worker: usize,
    units: i64,
    terms: Terms,
}

/// One person's part with its rows.
struct Laid {
    part: Part,
    rows: Vec<Stay>,
}

/// The cause of one order of which units are left; nothing when it is full.
pub fn order(
    s: &mut Situation,
    needs: &Needs,
    package: usize,
    costs: &[i64; 4],
) -> Option<ShortOrder> {
    if s.left(package) <= 0 {
        return None;
    }
    let people: Vec<(usize, Causes)> = (0..s.people.len())
        .filter(|it| s.people[*it].wants)
        .map(|it| (it, needs.need(it, package)))
        .collect();
    let short = s.left(package);
    let cured = cured(s, &people, package);
    let primary = cured.primary(costs);
    let team = primary.and_then(|(set, _)| Some((set, team(s, &people, package, set)?)));
    let it = &s.instance.packages[package];
    Some(ShortOrder {
        package: it.id.clone(),
        short_units: short,
        short_seconds: short.saturating_mul(it.unit_seconds),
        cause: primary.map(|(_, named)| Causes(1 << named).of_order()[0]),
        needs: primary.map_or(Vec::new(), |(set, _)| set.of_order()),
        minimal: cured.minimal().into_iter().map(Causes::of_order).collect(),
        shares: cured.shares(),
        defect: primary.is_some_and(|(set, _)| set.is_empty()),
        witness: team.map(|(set, team)| witness(s, package, set, &team)),
        covers: covers(s, &people, package),
    })
}

fn cured(s: &mut Situation, people: &[(usize, Causes)], package: usize) -> Cured {
    let mut cured = Cured::default();
    let alone = s.instance.packages[package].min_team <= 1 || !s.teams[package].members.is_empty();
    for set in Causes::every() {
        if cured.by(set) {
            continue;
        }
        let cures = if alone || set.holds(Causes::MATCHING) {
            able(people, set).any(|worker| part(s, worker, package, set, true).is_some())
        } else {
            team(s, people, package, set).is_some()
        };
        if cures {
            cured.note(set);
        }
    }
    cured
}

/// Those who lack nothing but what is relaxed.
fn able(people: &[(usize, Causes)], set: Causes) -> impl Iterator<Item = usize> {
    people
        .iter()
        .filter(move |it| set.holds(it.1))
        .map(|it| it.0)
}

/// What a person could do more of an order; at least a portion, or one unit where that is relaxed.
/// `joined` asks for the quality of the present team to hold as well.
fn part(s: &Situation, worker: usize, package: usize, set: Causes, joined: bool) -> Option<Part> {
    let (job, it) = (&s.orders[package], &s.instance.packages[package]);
    let organised = set.holds(Causes::MATCHING);
    let another = set.holds(Causes::CAPACITY);
    let terms = if set.holds(Causes::SKILL) {
        s.trained(worker, package)
    } else {
        s.skilled(worker, package)?
    };
    let own = if another { 0 } else { s.own(worker, package) };
    let least = if own > 0 || organised { 1 } else { job.chunk };
    let mut most = s.left(package);
    if !organised {
        if !s.may_join(package, own) || (!another && !s.may_begin(worker, package)) {
            return None;
        }
        most = most.min(job.share - own).min(s.reviewable(package, &terms));
    }
    if !another {
        most = most.min(s.under_ceiling(worker, package));
    }
    if joined {
        most = most.min(s.good_enough(package, &terms));
    }
    if most < least {
        return None;
    }
    let freedom = freedom(set);
    let hours = if another {
        terms.units_in(it.unit_seconds, s.room(worker, package, freedom))
    } else {
        s.units_in_room(worker, package, &terms, freedom)
    };
    let units = most.min(hours);
    (units >= least).then_some(Part {
        worker,
        units,
        terms,
    })
}

fn freedom(set: Causes) -> Freedom {
    Freedom {
        any_day: set.holds(Causes::MATCHING),
        any_place: set.holds(Causes::ENVIRONMENT),
        empty: set.holds(Causes::CAPACITY),
    }
}

/// People enough to begin an order, or one to go on with it, with their rows side by side.
fn team(
    s: &mut Situation,
    able_people: &[(usize, Causes)],
    package: usize,
    set: Causes,
) -> Option<Vec<Laid>> {
    let it = &s.instance.packages[package];
    let organised = set.holds(Causes::MATCHING);
    let alone = organised || !s.teams[package].members.is_empty();
    let people = if alone { 1 } else { it.min_team.max(1) };
    let mut parts: Vec<Part> = able(able_people, set)
        .filter_map(|worker| part(s, worker, package, set, people == 1))
        .collect();
    if people == 1 {
        parts.sort_by_key(|it| {
            (
                std::cmp::Reverse(it.units),
                it.terms.defect_ppm_upper,
                it.worker,
            )
        });
        let part = *parts.first()?;
        let rows = rows(s, package, &part, set)?;
        return Some(vec![Laid { part, rows }]);
    }
    let director = s.orders[package].director;
    let span = s.instance.directors[director].span - s.span[director];
    let chunk = s.orders[package].chunk;
    if span < people || people.saturating_mul(chunk) > s.left(package) {
        return None;
    }
    parts.sort_by_key(|it| {
        (
            it.terms.defect_ppm_upper,
            std::cmp::Reverse(it.units),
            it.worker,
        )
    });
    if set.holds(Causes::CAPACITY) {
        let first = *parts.first()?;
        parts = vec![first; usize::try_from(people).ok()?];
    }
    begin(s, package, set, &parts, people)
}

/// Lays out one portion each for so many people, seats shared.
fn begin(
    s: &mut Situation,
    package: usize,
    set: Causes,
    parts: &[Part],
    people: i64,
) -> Option<Vec<Laid>> {
    let chunk = s.orders[package].chunk;
    let (mut laid, mut booked): (Vec<Laid>, Vec<(usize, usize, i64)>) = (Vec::new(), Vec::new());
    for part in parts {
        if laid.len() as i64 == people {
            break;
        }
        let part = Part {
            units: chunk,
            ..*part
        };
        let Some(rows) = rows(s, package, &part, set) else {
            continue;
        };
        for row in rows.iter().filter(|_| !set.holds(Causes::ENVIRONMENT)) {
            let Some(site) = row.site else { continue };
            let length = s.instance.sites[site].slot_seconds.max(1);
            let slots = (row.seconds + length - 1) / length;
            s.booked[site][row.bucket] += slots;
            booked.push((site, row.bucket, slots));
        }
        laid.push(Laid { part, rows });
    }
    for (site, bucket, slots) in booked {
        s.booked[site][bucket] -= slots;
    }
    let it = &s.instance.packages[package];
    let director = s.orders[package].director;
    let good: i128 = laid
        .iter()
        .map(|one| {
            i128::from(chunk) * i128::from(it.max_defect_ppm - one.part.terms.defect_ppm_upper)
        })
        .sum();
    let review: i128 = laid
        .iter()
        .map(|one| {
            i128::from(chunk)
                * i128::from(one.part.terms.review_pct)
                * i128::from(it.review_seconds)
        })
        .sum();
    let reviewed = s.review[director] + review
        <= i128::from(s.instance.directors[director].review_seconds) * 100;
    (laid.len() as i64 == people && good >= 0 && reviewed).then_some(laid)
}

fn rows(s: &Situation, package: usize, part: &Part, set: Causes) -> Option<Vec<Stay>> {
    let unit_seconds = s.instance.packages[package].unit_seconds;
    let another = set.holds(Causes::CAPACITY);
    let hold = s.hold(part.worker, package).filter(|_| !another);
    let own = hold.map_or(0, |it| it.units);
    let laid: i64 = hold.map_or(0, |it| it.rows.iter().map(|row| row.seconds).sum());
    let wanted = part.terms.need(unit_seconds, own + part.units) - laid;
    s.laid(part.worker, package, freedom(set), wanted)
}

fn witness(s: &Situation, package: usize, set: Causes, team: &[Laid]) -> OrderWitness {
    let it = &s.instance.packages[package];
    let (mut lacking, mut cures): (Vec<Lack>, Vec<Cure>) = (Vec::new(), Vec::new());
    for one in team {
        let (worker, units) = (one.part.worker, one.part.units);
        if set.holds(Causes::SKILL) {
            lacking_skill(s, worker, package, &one.part.terms, &mut lacking);
        }
        if set.holds(Causes::ENVIRONMENT) {
            lacking_place(
                s,
                worker,
                package,
                units,
                &one.part.terms,
                set,
                &mut lacking,
            );
        }
        if set.holds(Causes::MATCHING) {
            organisation(s, package, &one.part, set, &mut lacking);
        }
        for lack in &lacking {
            cures.extend(cure(lack, it, units, set));
        }
        let outside = one.rows.iter().map(|it| it.bucket as i64);
        let outside: Vec<i64> = outside
            .filter(|at| !(it.release..=it.plan_due).contains(at))
            .collect();
        if let (Some(first), Some(last)) = (outside.iter().min(), outside.iter().max()) {
            cures.retain(|it| !matches!(it, Cure::WidenWindow { .. }));
            cures.push(Cure::WidenWindow {
                first: it.release.min(*first),
                last: it.plan_due.max(*last),
            });
        }
    }
    if set.holds(Causes::CAPACITY) {
        cures.push(Cure::Recruit {
            people: team.len() as i64,
        });
    }
    lacking.dedup();
    cures.sort();
    cures.dedup();
    OrderWitness {
        team: team
            .iter()
            .map(|one| Portion {
                worker: s.instance.workers[one.part.worker].id.clone(),
                units: one.part.units,
                another_like: set.holds(Causes::CAPACITY),
                schedule: s.rows(&one.rows),
            })
            .collect(),
        lacking,
        cures,
    }
}

/// What organisation keeps from a person who would do more of a short order.
fn organisation(s: &Situation, package: usize, part: &Part, set: Causes, found: &mut Vec<Lack>) {
    let (it, job) = (&s.instance.packages[package], &s.orders[package]);
    let (worker, person) = (part.worker, &s.instance.workers[part.worker]);
    let another = set.holds(Causes::CAPACITY);
    let own = if another { 0 } else { s.own(worker, package) };
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
    let needed_units = if own > 0 {
        part.units
    } else {
        part.units.max(job.chunk)
    };
    if s.left(package) < needed_units {
        found.push(Lack::Units {
            needed: needed_units,
            left: s.left(package),
        });
    }
    let free = s.room(
        worker,
        package,
        Freedom {
            any_day: false,
            ..freedom(set)
        },
    );
    let needed = part.terms.need(it.unit_seconds, needed_units);
    if free < needed {
        found.push(Lack::Hours {
            needed,
            free,
            first: it.release,
            last: it.plan_due,
        });
    }
    if job.share - own < part.units {
        found.push(Lack::Share {
            most_units: job.share,
            needed: own + part.units,
        });
    }
    let team = s.teams[package].members.len() as i64;
    if own == 0 && (team >= it.max_team || (team == 0 && it.min_team > 1)) {
        found.push(Lack::Team {
            found: team,
            least: it.min_team,
            most: it.max_team,
        });
    }
    if !another && !s.may_begin(worker, package) {
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
    if s.reviewable(package, &part.terms) < part.units {
        let each = i128::from(part.terms.review_pct) * i128::from(it.review_seconds);
        let left = i128::from(director.review_seconds) * 100 - s.review[job.director];
        found.push(Lack::Review {
            director: director.id.clone(),
            needed: whole((each * i128::from(part.units) + 99) / 100),
            free: whole(left.max(0) / 100),
        });
    }
}

/// Units that each family alone, and all together, would cover, people looked at one by one.
fn covers(s: &Situation, people: &[(usize, Causes)], package: usize) -> [i64; 5] {
    let short = s.left(package);
    let sets = [
        Causes::SKILL,
        Causes::CAPACITY,
        Causes::ENVIRONMENT,
        Causes::MATCHING,
        Causes::ALL,
    ];
    sets.map(|set| {
        let mut covered = 0i64;
        for worker in able(people, set) {
            if let Some(part) = part(s, worker, package, set, true) {
                covered = if set.holds(Causes::CAPACITY) {
                    short
                } else {
                    covered + part.units
                };
            }
            if covered >= short {
                return short;
            }
        }
        covered
    })
}
