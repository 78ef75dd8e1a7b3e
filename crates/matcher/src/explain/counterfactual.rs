//! An explanation is tried out: the change that it names is made in the instance, and the question is
//! asked again. What stands behind the first obstacle is found in the same way.

use super::letter::Tried;
use super::{explain_not_chosen, obstacles};
use crate::instance::{Instance, KindRecord, Other, Security, SiteType};
use crate::plan::Plan;
use crate::situation::Situation;
use crate::why::{Change, WhyNot};

/// Makes the least change for each obstacle, one after another, and adds to the obstacles what comes up
/// behind them; at most so many rounds. The changes made, and what came of them.
pub fn try_out(
    instance: &Instance,
    plan: &Plan,
    worker: usize,
    package: usize,
    found: &mut Vec<WhyNot>,
    rounds: usize,
) -> (Vec<Change>, Tried) {
    let who = instance.workers[worker].id.clone();
    let id = instance.packages[package].id.clone();
    let mut changed = instance.clone();
    let mut changes: Vec<Change> = Vec::new();
    let mut open: Vec<WhyNot> = found.clone();
    let mut ahead = false;
    for _ in 0..rounds {
        for why in &open {
            let change = why.least_change();
            make(&mut changed, worker, package, &change);
            changes.push(change);
        }
        let standing = obstacles(&changed, &who, &id);
        let next = if standing.is_empty() {
            vec![explain_not_chosen(&changed, plan, &who, &id)]
        } else {
            standing
        };
        ahead = matches!(next[..], [WhyNot::OthersAhead { .. }]);
        let known = |why: &WhyNot| {
            found
                .iter()
                .any(|it| std::mem::discriminant(it) == std::mem::discriminant(why))
        };
        if ahead || next.iter().all(known) {
            open = next;
            break;
        }
        found.extend(
            next.iter()
                .filter(|it| !known(it))
                .cloned()
                .collect::<Vec<_>>(),
        );
        open = next;
    }
    if given(&changed, plan, worker, package) {
        return (changes, Tried::GivesThePair);
    }
    let lifted = ahead || !open.iter().any(|why| found.contains(why));
    (
        changes,
        if lifted {
            Tried::LiftsTheObstacle
        } else {
            Tried::NotEnough
        },
    )
}

/// Whether the plan, settled around the changes, gives the pair.
fn given(changed: &Instance, plan: &Plan, worker: usize, package: usize) -> bool {
    let mut s = Situation::new(changed, plan);
    s.settle(&[worker], &[package], 2);
    s.own(worker, package) > 0
}

/// Makes one change, for one worker and one order.
fn make(instance: &mut Instance, worker: usize, package: usize, change: &Change) {
    let trained = match change {
        Change::PassTrial { .. } => {
            let now = Situation::new(instance, &Plan::empty(&instance.name));
            Some(now.trained(worker, package))
        }
        _ => None,
    };
    let (person, job) = (
        &mut instance.workers[worker],
        &mut instance.packages[package],
    );
    match change.clone() {
        Change::WantWork => person.wants_work = true,
        Change::Train { skill, to } => {
            person.skills.insert(skill, to);
        }
        Change::PassTrial { kind } => {
            let Some(terms) = trained else { return };
            let record = KindRecord {
                speed_pct: terms.speed_pct,
                defect_ppm: terms.defect_ppm,
                defect_ppm_upper: terms.defect_ppm_upper,
                review_pct: terms.review_pct,
                other: Other::new(),
            };
            person.kinds.insert(kind, record);
        }
        Change::LearnLanguage { language } => person.languages.push(language),
        Change::LiftRefusal { kind } => person.refuse_kinds.retain(|it| *it != kind),
        Change::WidenArea { municipality } => job
            .muni_only
            .iter_mut()
            .for_each(|it| it.push(municipality.clone())),
        Change::TrainClearance => person.clearance = true,
        Change::GrantAccess { security } => {
            let secure = security == Security::Secure;
            let mut fit = instance
                .sites
                .iter()
                .filter(|it| !secure || it.site_type == SiteType::Secure);
            let near = fit
                .clone()
                .find(|it| it.municipality == person.municipality);
            if let Some(site) = near.or_else(|| fit.next()) {
                person.sites.push(site.id.clone());
            }
        }
        Change::Lend { equipment } => person.equipment.extend(equipment),
        Change::OfferMoreSeconds {
            seconds,
            first,
            last,
        } => {
            let last = last.min(person.avail_seconds.len() as i64 - 1);
            let days = (last - first + 1).max(1);
            person.max_week_seconds += seconds;
            for at in first..=last {
                if let Some(offered) = usize::try_from(at)
                    .ok()
                    .and_then(|at| person.avail_seconds.get_mut(at))
                {
                    *offered += (seconds + days - 1) / days;
                }
            }
        }
        Change::AddSeatSeconds { seconds } => {
            for site in instance
                .sites
                .iter_mut()
                .filter(|it| person.sites.contains(&it.id))
            {
                site.seats += (seconds / site.slot_seconds.max(1) + 1).max(1);
                for at in job.release..=job.plan_due {
                    if let Some(open) = usize::try_from(at)
                        .ok()
                        .and_then(|at| site.slots_open.get_mut(at))
                    {
                        *open = (*open).max(2);
                    }
                }
            }
        }
        Change::RaiseCeiling { year, by_yen } => {
            if let Some(ceiling) = person
                .income
                .get_mut(&year)
                .and_then(|it| it.ceiling_yen.as_mut())
            {
                *ceiling += by_yen;
            }
        }
        Change::RaiseShare { .. } => {
            let chunk = job.min_chunk.max(1);
            job.max_share_pct =
                ((chunk * 100 + job.units - 1) / job.units.max(1)).clamp(job.max_share_pct, 100);
        }
        Change::AllowAnotherPackage => person.max_packages += 1,
        Change::LowerDefects { to_ppm } => {
            if let Some(record) = person.kinds.get_mut(&job.kind) {
                record.defect_ppm_upper = record.defect_ppm_upper.min(to_ppm);
                record.defect_ppm = record.defect_ppm.min(to_ppm);
            }
        }
        Change::WidenSpan { by } => direct(instance, package, |it| it.span += by),
        Change::AddReviewSeconds { seconds } => {
            direct(instance, package, |it| it.review_seconds += seconds)
        }
        Change::LowerChunk { to } => job.min_chunk = to.max(1),
        Change::ChangeTeam { least } => {
            job.min_team = job.min_team.min(least.max(1));
            job.max_team += 1;
        }
        Change::MoreOrders => job.units += job.min_chunk.max(1),
        Change::None => {}
    }
}

fn direct(
    instance: &mut Instance,
    package: usize,
    change: impl Fn(&mut crate::instance::Director),
) {
    let id = instance.packages[package].director.clone();
    if let Some(it) = instance.directors.iter_mut().find(|it| it.id == id) {
        change(it);
    }
}
