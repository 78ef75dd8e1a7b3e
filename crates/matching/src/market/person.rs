//! Deciding: a person as the optimiser sees one: hours, record, places within reach, income.

use std::collections::{BTreeMap, BTreeSet};

use matcher::instance::{Income, KindRecord, Other, Worker};

use super::{HOME_CLEARANCE, LANGUAGE, client_id, kind_id, site_id, skill_id, town_id, worker_id};
use crate::calendar::hours;
use crate::facts::{Facts, Fees};
use access::SiteId;
use base::Yen;
use people::read::Candidate;
use people::{JobTypeId, Worked, WorkerId};

/// Portions that one person may hold at once, those held already included.
const MOST_PORTIONS: i64 = 5;
/// Fees wished for in four weeks by those who have not said.
const USUAL_TARGET_YEN: i64 = 20_000;
/// The chance in a hundred that work is hit by a sudden absence; the same for everyone, so that nobody is left out for it.
const ABSENCE_PCT: i64 = 5;

/// One person, with what is known of them in these kinds of work.
pub fn worker(facts: &Facts, it: &Candidate) -> Worker {
    let held: Vec<_> = facts
        .held
        .iter()
        .filter(|held| held.worker == it.id.0)
        .collect();
    let hours = hours(it, &facts.window, &held);
    let own = facts
        .portions
        .iter()
        .filter(|portion| held.iter().any(|held| held.portion == portion.id.0))
        .count() as i64;
    let kinds = facts.kinds();
    let these_kinds = |list: &[JobTypeId]| -> Vec<String> {
        kinds
            .iter()
            .filter(|it| list.contains(it))
            .map(|it| kind_id(*it))
            .collect()
    };
    let skills = kinds.iter().flat_map(|kind| facts.needs_of(*kind));
    Worker {
        id: worker_id(it.id),
        municipality: town_id(it.municipality),
        languages: vec![LANGUAGE.to_owned()],
        skills: skills
            .map(|(skill, _)| (skill_id(skill), it.level(skill)))
            .collect(),
        kinds: kinds
            .iter()
            .filter_map(|kind| Some((kind_id(*kind), record(facts, it, *kind)?)))
            .collect(),
        avail_seconds: hours.offered,
        committed_seconds: Some(hours.promised),
        max_week_seconds: it.week.weekly_minutes * 60,
        max_packages: (MOST_PORTIONS - own).max(0),
        equipment: if it.remote_cleared {
            vec![HOME_CLEARANCE.to_owned()]
        } else {
            Vec::new()
        },
        clearance: it.secure_cleared && it.pledged,
        sites: within_reach(facts, it),
        refuse_kinds: these_kinds(&it.refuses),
        prefer_kinds: these_kinds(&it.prefers),
        income: income(facts, it),
        kpi_earned_yen: Some(fees(&facts.counted, it.id).amount()),
        target_yen: it.target_yen.map_or(USUAL_TARGET_YEN, Yen::amount),
        wants_work: it.wants_work,
        clients: facts
            .knows_client
            .iter()
            .filter(|known| known.1 == it.id)
            .map(|known| client_id(known.0))
            .collect(),
        absence_pct: ABSENCE_PCT,
        other: Other::new(),
    }
}

/// What is known of a person in this kind of work. Whoever reaches the levels and has no record yet counts as a trained
/// beginner, with the figures of someone of whom nothing is known.
fn record(facts: &Facts, it: &Candidate, kind: JobTypeId) -> Option<KindRecord> {
    let kept = it.records.iter().find(|record| record.job_type == kind);
    let trained = facts
        .needs_of(kind)
        .all(|(skill, level)| level <= it.level(skill));
    let beginner = Worked::default().measure();
    let (speed_pct, defect_ppm, defect_ppm_upper, review_pct) = match kept {
        Some(record) => (
            record.speed_pct,
            record.defect_ppm,
            record.defect_upper_ppm,
            record.review_pct(),
        ),
        None if trained => (
            beginner.speed_pct,
            beginner.defect_ppm,
            beginner.defect_upper_ppm,
            beginner.review_pct,
        ),
        None => return None,
    };
    Some(KindRecord {
        speed_pct: speed_pct.max(1),
        defect_ppm,
        defect_ppm_upper,
        review_pct,
        other: Other::new(),
    })
}

/// The sites that a person says to reach, or those of the own town, as far as they have seats.
fn within_reach(facts: &Facts, it: &Candidate) -> Vec<String> {
    let said: BTreeSet<SiteId> = facts
        .reach
        .iter()
        .filter(|(worker, _)| *worker == it.id)
        .map(|(_, site)| *site)
        .collect();
    let home = |site: SiteId| facts.site_towns.contains(&(site, it.municipality));
    let reached = |site: SiteId| {
        if said.is_empty() {
            home(site)
        } else {
            said.contains(&site)
        }
    };
    let with_seats = facts
        .places
        .iter()
        .filter(|place| place.seats > 0 && town_known(facts, place.site));
    with_seats
        .filter(|place| reached(place.site))
        .map(|place| site_id(place.site, place.class))
        .collect()
}

fn town_known(facts: &Facts, site: SiteId) -> bool {
    facts.site_towns.iter().any(|it| it.0 == site)
}

fn income(facts: &Facts, it: &Candidate) -> BTreeMap<String, Income> {
    let years = facts.by_year.iter();
    let ceiling_yen = it.ceiling_yen.map(Yen::amount);
    years
        .map(|(year, all)| {
            (
                year.to_string(),
                Income {
                    earned_yen: fees(all, it.id).amount(),
                    ceiling_yen,
                    other: Other::new(),
                },
            )
        })
        .collect()
}

fn fees(all: &[Fees], worker: WorkerId) -> Yen {
    all.iter()
        .find(|it| it.worker == worker)
        .map_or(Yen::new(0), |it| it.fees)
}
