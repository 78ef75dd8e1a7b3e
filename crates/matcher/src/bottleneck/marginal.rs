//! 限界価値: what one more of something brings: a person trained, an order, a seat, a set lent, an hour
//! of a director. Predicted by settling the nearest only, confirmed by settling everything again.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::measure::{Costs, Measure};
use super::report::{Effect, Marginal};
use crate::instance::Security;
use crate::situation::Situation;
use crate::situation::facts::{Bits, serves};

/// At most so many people are named for one measure.
const NAMED: usize = 12;
/// At most so many people are tried for one measure.
const TRIED: usize = 40;
/// At most so many measures for people, those that reach most of them first.
const FOR_PEOPLE: usize = 40;
/// At most so many sites and directors.
const PLACES: usize = 30;
/// At most so many of one thing that is not for a person.
const TIMES: usize = 6;
/// A measure for one person takes at most so many steps.
const STEPS: usize = 3;

/// A measure with those whom it could reach.
#[derive(Debug, Clone)]
pub struct Candidate {
    pub measure: Measure,
    pub people: Vec<usize>,
}

/// A measure with its predicted worth.
#[derive(Debug, Clone)]
pub struct Priced {
    pub measure: Measure,
    pub people: Vec<usize>,
    /// Effect of the first n together, for n from 1.
    pub first: Vec<Effect>,
    /// Up to where one more is worth half of the first.
    pub published: usize,
    pub cost_yen: i64,
}

impl Priced {
    /// The predicted effect that is published.
    pub fn predicted(&self) -> Effect {
        self.published
            .checked_sub(1)
            .map_or(Effect::default(), |at| self.first[at])
    }

    /// Who is reached, as far as it is published.
    pub fn reached(&self) -> &[usize] {
        &self.people[..self.published.min(self.people.len())]
    }
}

/// Every marginal value that is above nothing, the best for its cost first.
pub fn marginal(s: &mut Situation, costs: &Costs) -> Vec<Marginal> {
    let base = s.effect();
    let mut found = Vec::new();
    for candidate in candidates(s) {
        let Some(priced) = price(s, &candidate, costs) else {
            continue;
        };
        let confirmed = confirm(s, &priced, base);
        found.push(published(s, &priced, confirmed));
    }
    found.sort_by(|a, b| {
        let worth = |it: &Marginal, other: &Marginal| {
            i128::from(it.confirmed.score_yen) * i128::from(other.cost_yen.max(1))
        };
        worth(b, a)
            .cmp(&worth(a, b))
            .then_with(|| a.measure.cmp(&b.measure))
    });
    found
}

fn published(s: &Situation, priced: &Priced, confirmed: Effect) -> Marginal {
    let name = |at: &usize| s.instance.workers[*at].id.clone();
    Marginal {
        measure: priced.measure.clone(),
        people: priced.people.iter().map(name).collect(),
        first: priced.first.clone(),
        published: priced.published,
        predicted: priced.predicted(),
        confirmed,
        wrong: differ(
            priced.predicted(),
            confirmed,
            s.instance.params.kpi_value_yen,
        ),
        cost_yen: priced.cost_yen,
    }
}

/// Whether a prediction is off by more than 20 % or one person, whichever is larger.
pub fn differ(predicted: Effect, confirmed: Effect, person_yen: i64) -> bool {
    let off = |predicted: i64, confirmed: i64, one: i64| {
        let apart = (predicted - confirmed).abs();
        apart > one.max(predicted.abs().max(confirmed.abs()) / 5)
    };
    off(predicted.in_work, confirmed.in_work, 1)
        || off(predicted.counted, confirmed.counted, 1)
        || off(predicted.score_yen, confirmed.score_yen, person_yen)
}

/// Everything that could be done about what is lacking now.
pub fn candidates(s: &Situation) -> Vec<Candidate> {
    let mut for_people: Vec<Candidate> = for_people(s)
        .into_iter()
        .map(|(measure, people)| Candidate {
            measure,
            people: people.into_iter().collect(),
        })
        .collect();
    for_people.sort_by(|a, b| {
        let steps = |it: &Candidate| match &it.measure {
            Measure::Equip { steps } => steps.len(),
            _ => 1,
        };
        (b.people.len() / steps(b))
            .cmp(&(a.people.len() / steps(a)))
            .then_with(|| a.measure.cmp(&b.measure))
    });
    for_people.truncate(FOR_PEOPLE);
    let alone = |measure| Candidate {
        measure,
        people: Vec::new(),
    };
    let kinds: BTreeSet<&String> = s.instance.packages.iter().map(|it| &it.kind).collect();
    let orders = kinds
        .into_iter()
        .map(|kind| alone(Measure::Order { kind: kind.clone() }));
    let mut sites: Vec<usize> = (0..s.instance.sites.len()).collect();
    sites.sort_by_key(|at| std::cmp::Reverse(fullness(s, *at)));
    sites.truncate(PLACES);
    let seats = sites.into_iter().map(|at| {
        alone(Measure::Seat {
            site: s.instance.sites[at].id.clone(),
        })
    });
    let mut directors: Vec<usize> = (0..s.instance.directors.len()).collect();
    directors.sort_by_key(|at| {
        (
            i128::from(s.instance.directors[*at].review_seconds) * 100 - s.review[*at],
            *at,
        )
    });
    directors.truncate(PLACES);
    let directors = directors.into_iter().flat_map(|at| {
        let director = s.instance.directors[at].id.clone();
        [
            alone(Measure::DirectorHour {
                director: director.clone(),
            }),
            alone(Measure::DirectorPair { director }),
        ]
    });
    for_people
        .into_iter()
        .chain(orders)
        .chain(seats)
        .chain(directors)
        .collect()
}

/// Booked slots in permille of those that there are.
fn fullness(s: &Situation, site: usize) -> i64 {
    let it = &s.instance.sites[site];
    let there: i64 = it.slots_open.iter().map(|open| open * it.seats).sum();
    let booked: i64 = s.booked[site].iter().sum();
    booked * 1000 / there.max(1)
}

/// For everyone who waits and each order that he may do, what he would have to be given.
fn for_people(s: &Situation) -> BTreeMap<Measure, BTreeSet<usize>> {
    let mut found: BTreeMap<Measure, BTreeSet<usize>> = BTreeMap::new();
    for worker in s.waiting() {
        if s.hands[worker].free.iter().all(|it| *it <= 0) {
            continue;
        }
        let mut asked = HashSet::new();
        for package in 0..s.orders.len() {
            let job = &s.orders[package];
            let same = (
                job.trade,
                job.security,
                job.equipment.clone(),
                job.languages.clone(),
            );
            if !s.allowed(worker, package) || !asked.insert(same) {
                continue;
            }
            let Some(measure) = steps_for(s, worker, package) else {
                continue;
            };
            found.entry(measure).or_default().insert(worker);
        }
    }
    found
}

/// What a person would have to be given for an order; nothing where it is nothing or too much.
pub(crate) fn steps_for(s: &Situation, worker: usize, package: usize) -> Option<Measure> {
    let mut steps = steps(s, worker, package)?;
    match steps.len() {
        1 => steps.pop(),
        2..=STEPS => Some(Measure::Equip { steps }),
        _ => None,
    }
}

/// What a person lacks for an order, as measures; nothing where a measure does not exist.
fn steps(s: &Situation, worker: usize, package: usize) -> Option<Vec<Measure>> {
    let (job, it) = (&s.orders[package], &s.instance.packages[package]);
    let (person, own) = (&s.people[worker], &s.instance.workers[worker]);
    if job.languages.beyond(&person.languages, &Bits::default()) > 0 {
        return None;
    }
    let mut steps = Vec::new();
    for (skill, level) in &it.skills {
        if own.skills.get(skill).copied().unwrap_or(0) < *level {
            steps.push(Measure::Train {
                skill: skill.clone(),
                to: *level,
            });
        }
    }
    if steps.is_empty() && person.records[job.kind].is_none() {
        steps.push(Measure::Trial {
            kind: it.kind.clone(),
        });
    }
    if job.security == Security::Secure && !person.clearance {
        steps.push(Measure::Clear);
    }
    if !s.placed(worker, package) {
        let missing = |lent: &Bits| -> Vec<String> {
            let lacks = |name: &&String| {
                s.names
                    .equipment(std::slice::from_ref(*name))
                    .beyond(&person.equipment, lent)
                    > 0
            };
            it.equipment.iter().filter(lacks).cloned().collect()
        };
        let sites = person.sites.iter();
        let own_site = sites
            .copied()
            .find(|at| serves(s.instance.sites[*at].site_type, job.security));
        let place = match (job.security, own_site) {
            (Security::Home, _) => None,
            (_, Some(site)) => Some(site),
            (_, None) => Some(s.some_place(worker, package)?),
        };
        if let Some(site) = place.filter(|at| !person.sites.contains(at)) {
            steps.push(Measure::Access {
                site: s.instance.sites[site].id.clone(),
            });
        }
        let lent = place.map_or(Bits::default(), |at| s.lent[at].clone());
        let equipment = missing(&lent);
        if !equipment.is_empty() {
            steps.push(Measure::Lend { equipment });
        }
    }
    Some(steps)
}

/// What the operator's table says that a measure costs, for one person or once.
pub fn cost(s: &Situation, measure: &Measure, whom: Option<usize>, costs: &Costs) -> i64 {
    match measure {
        Measure::Train { skill, to } => {
            let has = whom
                .and_then(|it| s.instance.workers[it].skills.get(skill))
                .copied()
                .unwrap_or(0);
            (to - has).max(1).saturating_mul(costs.train_level_yen)
        }
        Measure::Trial { .. } => costs.trial_yen,
        Measure::Clear => costs.clear_yen,
        Measure::Lend { equipment } => (equipment.len() as i64).saturating_mul(costs.lend_yen),
        Measure::Access { .. } => costs.access_yen,
        Measure::Equip { steps } => steps.iter().map(|it| cost(s, it, whom, costs)).sum(),
        Measure::Seat { .. } => costs.seat_yen,
        Measure::Order { .. } => costs.order_yen,
        Measure::DirectorHour { .. } => costs.director_hour_yen,
        Measure::DirectorPair { .. } => costs.director_pair_yen,
    }
}

/// The predicted worth of a measure; nothing where it brings nothing. The situation stays as it is.
pub fn price(s: &mut Situation, candidate: &Candidate, costs: &Costs) -> Option<Priced> {
    let measure = &candidate.measure;
    let people = if candidate.people.is_empty() {
        Vec::new()
    } else {
        ranked(s, candidate)
    };
    if people.is_empty() && !candidate.people.is_empty() {
        return None;
    }
    let (base, mark) = (s.effect(), s.mark());
    let mut first: Vec<Effect> = Vec::new();
    let mut cost_yen = 0;
    let (mut published, mut spent) = (0, 0);
    let turns = if people.is_empty() {
        TIMES
    } else {
        people.len().min(NAMED)
    };
    for turn in 0..turns {
        let whom = people.get(turn).copied();
        spent += cost(s, measure, whom, costs);
        if !take(s, measure, whom, true) {
            break;
        }
        let effect = s.effect() - base;
        let before = first.last().map_or(0, |it| it.score_yen);
        let one = first.first().map_or(effect.score_yen, |it| it.score_yen);
        if one <= 0 {
            break;
        }
        first.push(effect);
        if 2 * (effect.score_yen - before) < one {
            break;
        }
        published = first.len();
        cost_yen = spent;
    }
    s.back_to(mark);
    let people = people.into_iter().take(first.len()).collect();
    (published > 0).then(|| Priced {
        measure: measure.clone(),
        people,
        first,
        published,
        cost_yen,
    })
}

/// Those whom a measure helps, the most useful first.
fn ranked(s: &mut Situation, candidate: &Candidate) -> Vec<usize> {
    let mut people = candidate.people.clone();
    people.sort_by_key(|it| {
        (
            std::cmp::Reverse(s.hands[*it].free.iter().sum::<i64>()),
            *it,
        )
    });
    people.truncate(TRIED);
    let mut worth: Vec<(i128, usize)> = Vec::new();
    for worker in people {
        let (mark, before) = (s.mark(), s.score());
        if take(s, &candidate.measure, Some(worker), false) && s.score() > before {
            worth.push((s.score() - before, worker));
        }
        s.back_to(mark);
    }
    worth.sort_by_key(|it| (std::cmp::Reverse(it.0), it.1));
    worth.into_iter().map(|it| it.1).collect()
}

/// Takes a measure and settles those whom it concerns first.
fn take(s: &mut Situation, measure: &Measure, whom: Option<usize>, thoroughly: bool) -> bool {
    if !s.apply(measure, whom) {
        return false;
    }
    match measure {
        Measure::Order { .. } => {
            let new = s.orders.len() - 1;
            let waiting: Vec<usize> = s
                .waiting()
                .into_iter()
                .filter(|it| s.eligible(*it, new).is_some())
                .collect();
            s.settle(&waiting, &[new], 3);
        }
        Measure::Seat { site } => {
            let site = s.names.sites.get(site).copied();
            let waiting = s.waiting().into_iter();
            let waiting: Vec<usize> = waiting
                .filter(|it| s.people[*it].sites.iter().any(|at| Some(*at) == site))
                .collect();
            let short: Vec<usize> = s
                .short()
                .into_iter()
                .filter(|it| s.orders[*it].security != Security::Home)
                .collect();
            s.settle(&waiting, &short, 3);
        }
        Measure::DirectorHour { director } | Measure::DirectorPair { director } => {
            let director = s.names.directors.get(director).copied();
            let short = s
                .short()
                .into_iter()
                .filter(|it| Some(s.orders[*it].director) == director);
            let short: Vec<usize> = short.collect();
            let waiting = s.waiting();
            s.settle(&waiting, &short, 3);
        }
        _ => {
            if let Some(worker) = whom {
                let short = if thoroughly { s.short() } else { Vec::new() };
                s.settle(&[worker], &short, if thoroughly { 3 } else { 1 });
            }
        }
    }
    true
}

/// The effect of a measure when everything settles again around it. The situation stays as it is.
pub fn confirm(s: &mut Situation, priced: &Priced, base: Effect) -> Effect {
    let mark = s.mark();
    enact(s, priced);
    let effect = s.effect() - base;
    s.back_to(mark);
    effect
}

/// Takes a measure for everyone whom it reaches, all at once, and settles everything.
pub fn enact(s: &mut Situation, priced: &Priced) {
    if priced.people.is_empty() {
        for _ in 0..priced.published {
            s.apply(&priced.measure, None);
        }
    } else {
        for worker in priced.reached() {
            s.apply(&priced.measure, Some(*worker));
        }
    }
    s.settle_all(2);
}
