//! Deciding: from our rows to the optimiser's instance, and from its answers back to our rows. The only place where the
//! two meet. Ids carry a letter for their kind and the key: `w12`, `p3`.

use std::collections::{BTreeMap, BTreeSet};

use matcher::instance::{
    Bucket, Director, Income, Instance, Kind, KindRecord, Municipality, Other, Package, Params, Previous, Security, Site,
    SiteType,
};
use matcher::plan::Assignment;
use matcher::wishes::Tier;
use matcher::{Plan, Reason, WhyNot};

use crate::calendar::hours;
use crate::decided::{Decided, Pair};
use crate::facts::{Facts, Portion, Window};
use crate::why::{Because, Why, Wish};
use access::SiteId;
use base::{Day, Yen};
use orders::{Class, PortionId};
use people::read::Candidate;
use people::{SkillId, Worked, WorkerId};
use sites::read::Place;

/// The clearance for work at home (在宅可認定) reads like equipment: a cleared person has it at home, every site has it.
const HOME_CLEARANCE: &str = "remote_clearance";
/// Everyone in this market writes Japanese.
const LANGUAGE: &str = "ja";
/// Portions of one order that one person may hold at once, those held already included.
const MOST_PORTIONS: i64 = 5;
/// People whom one director guides in four weeks, with leaders at hand.
const SPAN: i64 = 80;
/// Checking that director and leaders manage in four weeks: 400 hours.
const REVIEW_SECONDS: i64 = 400 * 3_600;
/// Fees wished for in four weeks by those who have not said.
const USUAL_TARGET_YEN: i64 = 20_000;
/// The chance in a hundred that work is hit by a sudden absence; the same for everyone, so that nobody is left out for it.
const ABSENCE_PCT: i64 = 5;
/// Orders are all equally urgent until a director says otherwise.
const PRIORITY: i64 = 2;
const ALL_PPM: i64 = 1_000_000;

/// The id of a worker in an instance.
pub fn worker_id(id: WorkerId) -> String {
    format!("w{}", id.0)
}

/// The id of a portion in an instance.
pub fn package_id(id: PortionId) -> String {
    format!("p{}", id.0)
}

/// The worker behind an id.
pub fn worker_of(id: &str) -> Option<WorkerId> {
    id.strip_prefix('w')?.parse().ok().map(WorkerId)
}

/// The portion behind an id.
pub fn portion_of(id: &str) -> Option<PortionId> {
    id.strip_prefix('p')?.parse().ok().map(PortionId)
}

fn skill_of(id: &str) -> SkillId {
    SkillId(id.strip_prefix('k').and_then(|it| it.parse().ok()).unwrap_or(0))
}

fn town_id(id: access::MunicipalityId) -> String {
    format!("m{}", id.0)
}

fn site_id(site: SiteId, class: sites::Class) -> String {
    let letter = if class == sites::Class::Secure { 's' } else { 'o' };
    format!("s{}{letter}", site.0)
}

/// The instance of one order: its portions with units left, and everyone who may be asked.
pub fn instance(facts: &Facts) -> Instance {
    let kind = format!("j{}", facts.order.job_type.0);
    Instance {
        format: "matching-instance/1".to_owned(),
        name: format!("kado-{}", facts.window.from),
        buckets: facts.window.all().map(|day| bucket(&facts.window, day)).collect(),
        skills: facts.needs.iter().map(|(skill, _)| format!("k{}", skill.0)).collect(),
        kinds: vec![Kind { id: kind.clone(), other: Other::new() }],
        municipalities: towns(facts),
        sites: facts.places.iter().filter(|it| it.seats > 0).filter_map(|it| site(facts, it)).collect(),
        directors: vec![director(facts)],
        workers: facts.people.iter().map(|it| worker(facts, it, &kind)).collect(),
        packages: open_portions(facts).map(|it| package(facts, it, &kind)).collect(),
        previous: Vec::new(),
        params: params(),
        other: Other::new(),
    }
}

/// The portions that can be planned now: units left, begun before the window ends, not yet due.
pub fn open_portions(facts: &Facts) -> impl Iterator<Item = &Portion> {
    let window = facts.window;
    facts.portions.iter().filter(move |it| it.left > 0 && it.release_on <= window.until && window.from <= it.due_on)
}

fn bucket(window: &Window, day: Day) -> Bucket {
    let mut other = Other::new();
    other.insert("start".to_owned(), day.to_string().into());
    Bucket { week: i64::from(window.from.monday().days_until(day.monday())) / 7, other }
}

/// The wished share of a town is its share of the people who want work.
fn towns(facts: &Facts) -> Vec<Municipality> {
    let mut people: BTreeMap<_, i64> = facts.towns.iter().map(|it| (*it, 0)).collect();
    for (_, town) in &facts.site_towns {
        people.entry(*town).or_default();
    }
    for person in &facts.people {
        *people.entry(person.municipality).or_default() += i64::from(person.wants_work);
    }
    let all = people.values().sum::<i64>().max(1);
    let share = |count: i64| count * 1_000 / all;
    let town = |(id, count)| Municipality { id: town_id(id), share_permille: share(count), other: Other::new() };
    people.into_iter().map(town).collect()
}

fn site(facts: &Facts, place: &Place) -> Option<Site> {
    let town = facts.site_towns.iter().find(|it| it.0 == place.site)?.1;
    let booked = |day: Day| -> i64 {
        let here = facts.booked.iter().filter(|it| it.0 == place.site && it.1 == place.class && it.2 == day);
        here.map(|it| it.3).sum()
    };
    let open = |day: Day| (place.seats * Place::SLOTS_A_DAY - booked(day)).max(0) / place.seats;
    Some(Site {
        id: site_id(place.site, place.class),
        municipality: town_id(town),
        site_type: if place.class == sites::Class::Secure { SiteType::Secure } else { SiteType::Coworking },
        slot_seconds: Place::SLOT_SECONDS,
        slots_open: facts.window.all().map(open).collect(),
        seats: place.seats,
        equipment: vec![HOME_CLEARANCE.to_owned()],
        slot_cost_yen: 0,
        other: Other::new(),
    })
}

fn director(facts: &Facts) -> Director {
    let id = format!("g{}", facts.order.director.0);
    Director { id, span: SPAN, review_seconds: REVIEW_SECONDS, other: Other::new() }
}

fn worker(facts: &Facts, it: &Candidate, kind: &str) -> matcher::instance::Worker {
    let held: Vec<_> = facts.held.iter().filter(|held| held.worker == it.id.0).collect();
    let hours = hours(it, &facts.window, &held);
    let own = facts.portions.iter().filter(|portion| held.iter().any(|held| held.portion == portion.id.0)).count() as i64;
    let this_kind = |list: &[people::JobTypeId]| -> Vec<String> {
        if list.contains(&facts.order.job_type) { vec![kind.to_owned()] } else { Vec::new() }
    };
    matcher::instance::Worker {
        id: worker_id(it.id),
        municipality: town_id(it.municipality),
        languages: vec![LANGUAGE.to_owned()],
        skills: facts.needs.iter().map(|(skill, _)| (format!("k{}", skill.0), it.level(*skill))).collect(),
        kinds: record(facts, it).map(|record| (kind.to_owned(), record)).into_iter().collect(),
        avail_seconds: hours.offered,
        committed_seconds: Some(hours.promised),
        max_week_seconds: it.week.weekly_minutes * 60,
        max_packages: (MOST_PORTIONS - own).max(0),
        equipment: if it.remote_cleared { vec![HOME_CLEARANCE.to_owned()] } else { Vec::new() },
        clearance: it.secure_cleared && it.pledged,
        sites: within_reach(facts, it),
        refuse_kinds: this_kind(&it.refuses),
        prefer_kinds: this_kind(&it.prefers),
        income: income(facts, it),
        kpi_earned_yen: Some(fees(&facts.counted, it.id).amount()),
        target_yen: it.target_yen.map_or(USUAL_TARGET_YEN, Yen::amount),
        wants_work: it.wants_work,
        clients: if facts.knows_client.contains(&it.id) { vec![client_id(facts)] } else { Vec::new() },
        absence_pct: ABSENCE_PCT,
        other: Other::new(),
    }
}

/// What is known of a person in this kind of work. Whoever reaches the levels and has no record yet counts as a trained
/// beginner, with the figures of someone of whom nothing is known.
fn record(facts: &Facts, it: &Candidate) -> Option<KindRecord> {
    let kept = it.records.iter().find(|record| record.job_type == facts.order.job_type);
    let trained = facts.needs.iter().all(|(skill, level)| *level <= it.level(*skill));
    let beginner = Worked::default().measure();
    let (speed_pct, defect_ppm, defect_ppm_upper, review_pct) = match kept {
        Some(record) => (record.speed_pct, record.defect_ppm, record.defect_upper_ppm, record.review_pct()),
        None if trained => (beginner.speed_pct, beginner.defect_ppm, beginner.defect_upper_ppm, beginner.review_pct),
        None => return None,
    };
    Some(KindRecord { speed_pct: speed_pct.max(1), defect_ppm, defect_ppm_upper, review_pct, other: Other::new() })
}

/// The sites that a person says to reach, or those of the own town, as far as they have seats.
fn within_reach(facts: &Facts, it: &Candidate) -> Vec<String> {
    let said: BTreeSet<SiteId> = facts.reach.iter().filter(|(worker, _)| *worker == it.id).map(|(_, site)| *site).collect();
    let home = |site: SiteId| facts.site_towns.contains(&(site, it.municipality));
    let reached = |site: SiteId| if said.is_empty() { home(site) } else { said.contains(&site) };
    let with_seats = facts.places.iter().filter(|place| place.seats > 0 && town_known(facts, place.site));
    with_seats.filter(|place| reached(place.site)).map(|place| site_id(place.site, place.class)).collect()
}

fn town_known(facts: &Facts, site: SiteId) -> bool {
    facts.site_towns.iter().any(|it| it.0 == site)
}

fn income(facts: &Facts, it: &Candidate) -> BTreeMap<String, Income> {
    let years = facts.by_year.iter();
    let ceiling_yen = it.ceiling_yen.map(Yen::amount);
    years.map(|(year, all)| (year.to_string(), Income { earned_yen: fees(all, it.id).amount(), ceiling_yen, other: Other::new() })).collect()
}

fn fees(all: &[crate::facts::Fees], worker: WorkerId) -> Yen {
    all.iter().find(|it| it.worker == worker).map_or(Yen::new(0), |it| it.fees)
}

fn client_id(facts: &Facts) -> String {
    format!("c{}", facts.order.client.0)
}

fn package(facts: &Facts, it: &Portion, kind: &str) -> Package {
    let window = &facts.window;
    // The most units of one person stay those of the whole portion, however few are left.
    let most = it.units * it.max_share_pct / 100;
    let pay_cyen = it.unit_pay.amount() * 100;
    Package {
        id: package_id(it.id),
        client: client_id(facts),
        kind: kind.to_owned(),
        units: it.left,
        unit_seconds: it.standard_seconds,
        price_cyen: facts.order.unit_price.amount() * 100,
        pay_cyen,
        rework_cyen: pay_cyen,
        priority: PRIORITY,
        skills: facts.needs.iter().map(|(skill, level)| (format!("k{}", skill.0), *level)).collect(),
        languages: vec![LANGUAGE.to_owned()],
        equipment: if it.class == Class::Home { vec![HOME_CLEARANCE.to_owned()] } else { Vec::new() },
        security: match it.class {
            Class::Home => Security::Home,
            Class::Site => Security::Site,
            Class::Secure => Security::Secure,
        },
        release: window.bucket(it.release_on),
        plan_due: window.bucket(it.plan_due_on),
        due: window.bucket(it.due_on).max(window.bucket(it.plan_due_on)),
        // What is left at the end may be less than the smallest part.
        min_chunk: it.min_chunk.min(it.left),
        max_share_pct: (most * 100 / it.left).clamp(1, 100),
        min_team: (it.min_team - it.people).max(0),
        max_team: (it.max_team - it.people).max(0),
        // Where every unit is looked at before delivery, the check keeps the promise of quality.
        max_defect_ppm: if it.all_checked { ALL_PPM } else { it.max_defect_ppm },
        review_seconds: facts.order.check_seconds,
        director: format!("g{}", facts.order.director.0),
        muni_only: None,
        muni_quota_pct: BTreeMap::new(),
        pay_year: i64::from(it.pay_on.year()),
        other: Other::new(),
    }
}

/// 重み: the operator's policy, as the model's own examples set it.
fn params() -> Params {
    Params {
        kpi_yen: 10_000,
        short_weight_pct_of_price: 100,
        kpi_value_yen: 10_000,
        fair_breaks_pct: vec![25, 50, 75, 100],
        fair_weights_pct: vec![30, 20, 10, 5],
        pair_cost_yen: 500,
        continuity_yen_per_hour: 60,
        prefer_yen_per_hour: 20,
        absence_cost_pct_of_pay: 30,
        muni_dev_pct: 5,
        quota_pct_of_price: 20,
        change_cost_yen: 300,
        other: Other::new(),
    }
}

/// Who has been asked for a portion of this order already, and who passed on it.
pub fn answered(facts: &Facts) -> Decided {
    let ours = |portion: i64| facts.portions.iter().any(|it| it.id.0 == portion);
    let pair = |worker: i64, portion: i64| Pair { worker: WorkerId(worker), portion: PortionId(portion) };
    Decided {
        asked: facts.held.iter().filter(|it| ours(it.portion)).map(|it| pair(it.worker, it.portion)).collect(),
        declined: facts.declined.iter().map(|it| pair(it.worker, it.portion)).collect(),
        ..Decided::default()
    }
}

/// The same instance with a plan in force, so that a change must pay for itself.
pub fn in_force(mut instance: Instance, plan: &Plan) -> Instance {
    let pair = |it: &Assignment| Previous { worker: it.worker.clone(), package: it.package.clone(), other: Other::new() };
    instance.previous = plan.assignments.iter().map(pair).collect();
    instance
}

/// The window that an instance was made for.
pub fn window_of(instance: &Instance) -> Option<Window> {
    let day = |bucket: &Bucket| Day::parse(bucket.other.get("start")?.as_str()?);
    Some(Window { from: day(instance.buckets.first()?)?, until: day(instance.buckets.last()?)? })
}

/// One pair of a plan in our own terms.
pub fn pair_of(it: &Assignment) -> Option<(WorkerId, PortionId, i64, i64)> {
    let seconds = it.schedule.iter().map(|row| row.seconds).sum();
    Some((worker_of(&it.worker)?, portion_of(&it.package)?, it.units, seconds))
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
        Reason::HoursFit { seconds, still_free, last } => {
            Because::HoursFit { minutes: up(*seconds), free: still_free / 60, until: window.day(*last) }
        }
        Reason::SkillReached { skill, needed, has } => Because::Skill { skill: skill_of(skill), needed: *needed, has: *has },
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
        WhyNot::Skill { skill, needed, has } => Why::Skill { skill: skill_of(skill), needed: *needed, has: *has },
        WhyNot::Record { .. } => Why::Record,
        WhyNot::Refused { .. } => Why::Refused,
        WhyNot::Clearance => Why::Clearance,
        WhyNot::Place { security } => Why::Place { class: class(*security) },
        WhyNot::Equipment { missing } if missing.iter().any(|it| it == HOME_CLEARANCE) => Why::HomeClearance,
        WhyNot::Hours { needed, free, last, .. } => {
            Why::Hours { needed: up(*needed), free: free / 60, until: window.day(*last) }
        }
        WhyNot::Seats { needed, free } => Why::Seats { needed: up(*needed), free: free / 60 },
        WhyNot::Ceiling { over_yen, .. } => Why::Ceiling { over: Yen::new(*over_yen) },
        WhyNot::Share { most_units, chunk } => Why::Share { most: *most_units, chunk: *chunk },
        WhyNot::PackageCount { has, most } => Why::Busy { has: *has, most: *most },
        WhyNot::Quality { asked_ppm, own_ppm } => Why::Quality { asked_ppm: *asked_ppm, own_ppm: *own_ppm },
        WhyNot::Span { most, .. } => Why::Span { most: *most },
        WhyNot::Review { needed, free } => Why::Review { lacking: up((needed - free).max(0)) },
        WhyNot::Chunk { chunk, ordered } => Why::Chunk { chunk: *chunk, left: *ordered },
        WhyNot::Team { least, most, .. } => Why::Team { least: *least, most: *most },
        WhyNot::OthersAhead { loses_yen, mostly, .. } => Why::Others { yen: *loses_yen, mostly: wish(*mostly) },
        WhyNot::Unknown | WhyNot::Language { .. } | WhyNot::Area { .. } | WhyNot::Equipment { .. } => Why::Unknown,
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

#[cfg(test)]
pub mod testing;

#[cfg(test)]
mod tests;
