//! Deciding: from our rows to the optimiser's instance, and from its answers back to our rows. The only place where the
//! two meet. Ids carry a letter for their kind and the key: `w12`, `p3`.

use std::collections::{BTreeMap, BTreeSet};

use matcher::Plan;
use matcher::instance::{
    Bucket, Director, Instance, Kind, Municipality, Other, Package, Params, Previous, Security,
    Site, SiteType,
};
use matcher::plan::Assignment;

pub use back::{because, pair_of, why};
pub use in_hand::{InHand, in_hand, work_of};
pub use part::part_of;

use crate::decided::{Decided, Pair};
use crate::facts::{Facts, Portion, Window};
use access::{AccountId, ClientId, MunicipalityId, SiteId};
use base::Day;
use orders::{Class, OrderId, PortionId};
use people::{JobTypeId, SkillId, WorkerId};
use sites::read::Place;

/// The clearance for work at home (在宅可認定) reads like equipment: a cleared person has it at home, every site has it.
const HOME_CLEARANCE: &str = "remote_clearance";
/// Everyone in this market writes Japanese.
const LANGUAGE: &str = "ja";
/// People whom one director guides in four weeks, with leaders at hand.
const SPAN: i64 = 80;
/// Checking that director and leaders manage in four weeks: 400 hours.
const REVIEW_SECONDS: i64 = 400 * 3_600;
/// Orders are all equally urgent until a director says otherwise.
const PRIORITY: i64 = 2;
const ALL_PPM: i64 = 1_000_000;
/// The field of a package that names its order; the optimiser keeps and ignores it.
const ORDER: &str = "order";

/// True when equipment of an instance is the clearance for work at home, the only one that we have.
pub fn is_home_clearance(equipment: &[String]) -> bool {
    equipment.iter().any(|it| it == HOME_CLEARANCE)
}

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

/// The id of a skill in an instance.
pub fn skill_id(id: SkillId) -> String {
    format!("k{}", id.0)
}

/// The id of a kind of work in an instance.
pub fn kind_id(id: JobTypeId) -> String {
    format!("j{}", id.0)
}

/// The kind of work behind an id.
pub fn kind_of(id: &str) -> Option<JobTypeId> {
    id.strip_prefix('j')?.parse().ok().map(JobTypeId)
}

/// The town behind an id.
pub fn town_of(id: &str) -> Option<MunicipalityId> {
    id.strip_prefix('m')?.parse().ok().map(MunicipalityId)
}

/// The site behind an id, and whether it is its secure room.
pub fn site_of(id: &str) -> Option<(SiteId, sites::Class)> {
    let rest = id.strip_prefix('s')?;
    let (number, class) = match rest.strip_suffix('s') {
        Some(number) => (number, sites::Class::Secure),
        None => (rest.strip_suffix('o')?, sites::Class::Open),
    };
    Some((SiteId(number.parse().ok()?), class))
}

/// The director behind an id.
pub fn director_of(id: &str) -> Option<AccountId> {
    id.strip_prefix('g')?.parse().ok().map(AccountId)
}

/// The order of a package.
pub fn order_of(package: &Package) -> Option<OrderId> {
    package.other.get(ORDER)?.as_i64().map(OrderId)
}

/// The skill behind an id; the key 0 stands for one that is not ours.
pub fn skill_of(id: &str) -> SkillId {
    SkillId(
        id.strip_prefix('k')
            .and_then(|it| it.parse().ok())
            .unwrap_or(0),
    )
}

fn town_id(id: access::MunicipalityId) -> String {
    format!("m{}", id.0)
}

fn site_id(site: SiteId, class: sites::Class) -> String {
    let letter = if class == sites::Class::Secure {
        's'
    } else {
        'o'
    };
    format!("s{}{letter}", site.0)
}

/// The instance of these orders: their portions with units left, and everyone who may be asked.
pub fn instance(facts: &Facts) -> Instance {
    let packages = open_portions(facts).filter_map(|it| package(facts, it));
    with_packages(facts, packages.collect())
}

/// People, places and directors around some packages.
fn with_packages(facts: &Facts, packages: Vec<Package>) -> Instance {
    let skills: BTreeSet<SkillId> = facts
        .kinds()
        .into_iter()
        .flat_map(|kind| facts.needs_of(kind))
        .map(|it| it.0)
        .collect();
    let directors: BTreeSet<AccountId> = facts.orders.iter().map(|it| it.director).collect();
    Instance {
        format: "matching-instance/1".to_owned(),
        name: format!("kado-{}", facts.window.from),
        buckets: facts
            .window
            .all()
            .map(|day| bucket(&facts.window, day))
            .collect(),
        skills: skills.into_iter().map(skill_id).collect(),
        kinds: facts
            .kinds()
            .into_iter()
            .map(|it| Kind {
                id: kind_id(it),
                other: Other::new(),
            })
            .collect(),
        municipalities: towns(facts),
        sites: facts
            .places
            .iter()
            .filter(|it| it.seats > 0)
            .filter_map(|it| site(facts, it))
            .collect(),
        directors: directors.into_iter().map(director).collect(),
        workers: facts
            .people
            .iter()
            .map(|it| person::worker(facts, it))
            .collect(),
        packages,
        previous: Vec::new(),
        params: params(),
        other: Other::new(),
    }
}

/// The portions that can be planned now: units left, begun before the window ends, not yet due.
pub fn open_portions(facts: &Facts) -> impl Iterator<Item = &Portion> {
    let window = facts.window;
    facts
        .portions
        .iter()
        .filter(move |it| it.left > 0 && it.release_on <= window.until && window.from <= it.due_on)
}

fn bucket(window: &Window, day: Day) -> Bucket {
    let mut other = Other::new();
    other.insert("start".to_owned(), day.to_string().into());
    Bucket {
        week: i64::from(window.from.monday().days_until(day.monday())) / 7,
        other,
    }
}

/// The wished share of a town is the agreed one (6.8), or else its share of the people who want work.
fn towns(facts: &Facts) -> Vec<Municipality> {
    let mut people: BTreeMap<_, i64> = facts.towns.iter().map(|it| (*it, 0)).collect();
    for (_, town) in &facts.site_towns {
        people.entry(*town).or_default();
    }
    for person in &facts.people {
        *people.entry(person.municipality).or_default() += i64::from(person.wants_work);
    }
    let all = people.values().sum::<i64>().max(1);
    let share = |id: MunicipalityId, count: i64| {
        if facts.shares.is_empty() {
            return count * 1_000 / all;
        }
        let agreed = facts.shares.iter().find(|it| it.0 == id);
        agreed.map_or(0, |it| it.1)
    };
    let town = |(id, count)| Municipality {
        id: town_id(id),
        share_permille: share(id, count),
        other: Other::new(),
    };
    people.into_iter().map(town).collect()
}

fn site(facts: &Facts, place: &Place) -> Option<Site> {
    let town = facts.site_towns.iter().find(|it| it.0 == place.site)?.1;
    let booked = |day: Day| -> i64 {
        let here = facts
            .booked
            .iter()
            .filter(|it| it.0 == place.site && it.1 == place.class && it.2 == day);
        here.map(|it| it.3).sum()
    };
    let open = |day: Day| (place.seats * Place::SLOTS_A_DAY - booked(day)).max(0) / place.seats;
    Some(Site {
        id: site_id(place.site, place.class),
        municipality: town_id(town),
        site_type: if place.class == sites::Class::Secure {
            SiteType::Secure
        } else {
            SiteType::Coworking
        },
        slot_seconds: Place::SLOT_SECONDS,
        slots_open: facts.window.all().map(open).collect(),
        seats: place.seats,
        equipment: vec![HOME_CLEARANCE.to_owned()],
        slot_cost_yen: 0,
        other: Other::new(),
    })
}

fn director_id(id: AccountId) -> String {
    format!("g{}", id.0)
}

fn director(id: AccountId) -> Director {
    Director {
        id: director_id(id),
        span: SPAN,
        review_seconds: REVIEW_SECONDS,
        other: Other::new(),
    }
}

fn client_id(id: ClientId) -> String {
    format!("c{}", id.0)
}

fn package(facts: &Facts, it: &Portion) -> Option<Package> {
    let order = facts.order_of(it)?;
    let window = &facts.window;
    // The most units of one person stay those of the whole portion, however few are left.
    let most = it.units * it.max_share_pct / 100;
    let pay_cyen = it.unit_pay.amount() * 100;
    let mut other = Other::new();
    other.insert(ORDER.to_owned(), order.id.0.into());
    Some(Package {
        id: package_id(it.id),
        client: client_id(order.client),
        kind: kind_id(order.job_type),
        units: it.left,
        unit_seconds: it.standard_seconds,
        price_cyen: order.unit_price.amount() * 100,
        pay_cyen,
        rework_cyen: pay_cyen,
        priority: PRIORITY,
        skills: facts
            .needs_of(order.job_type)
            .map(|(skill, level)| (skill_id(skill), level))
            .collect(),
        languages: vec![LANGUAGE.to_owned()],
        equipment: if it.class == Class::Home {
            vec![HOME_CLEARANCE.to_owned()]
        } else {
            Vec::new()
        },
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
        max_defect_ppm: if it.all_checked {
            ALL_PPM
        } else {
            it.max_defect_ppm
        },
        review_seconds: order.check_seconds,
        director: director_id(order.director),
        muni_only: None,
        muni_quota_pct: BTreeMap::new(),
        pay_year: i64::from(it.pay_on.year()),
        other,
    })
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

/// Who has been asked for a portion of these orders already, and who passed on it.
pub fn answered(facts: &Facts) -> Decided {
    let ours = |portion: i64| facts.portions.iter().any(|it| it.id.0 == portion);
    let pair = |worker: i64, portion: i64| Pair {
        worker: WorkerId(worker),
        portion: PortionId(portion),
    };
    Decided {
        asked: facts
            .held
            .iter()
            .filter(|it| ours(it.portion))
            .map(|it| pair(it.worker, it.portion))
            .collect(),
        declined: facts
            .declined
            .iter()
            .map(|it| pair(it.worker, it.portion))
            .collect(),
        ..Decided::default()
    }
}

/// The same instance with a plan in force, so that a change must pay for itself.
pub fn in_force(mut instance: Instance, plan: &Plan) -> Instance {
    let pair = |it: &Assignment| Previous {
        worker: it.worker.clone(),
        package: it.package.clone(),
        other: Other::new(),
    };
    instance.previous = plan.assignments.iter().map(pair).collect();
    instance
}

/// The wished share of each town in an instance, in thousandths.
pub fn shares_of(instance: &Instance) -> Vec<(MunicipalityId, i64)> {
    let towns = instance.municipalities.iter();
    towns
        .filter_map(|it| Some((town_of(&it.id)?, it.share_permille)))
        .collect()
}

/// The window that an instance was made for.
pub fn window_of(instance: &Instance) -> Option<Window> {
    let day = |bucket: &Bucket| Day::parse(bucket.other.get("start")?.as_str()?);
    Some(Window {
        from: day(instance.buckets.first()?)?,
        until: day(instance.buckets.last()?)?,
    })
}

mod back;
mod in_hand;
mod part;
mod person;
#[cfg(test)]
pub mod testing;

#[cfg(test)]
mod tests;
