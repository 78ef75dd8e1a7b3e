//! 仕事がない原因: for everyone without work one named cause under the plan of the region, and what would help.

use std::collections::BTreeSet;

use access::{Act, Actor, Failure, Resource};
use base::PublicId;
use db::{AuditNote, Db, Stream, Tx};
use matcher::{Instance, Plan, Report};
use people::WorkerId;

use crate::actions;
use crate::facts::Window;
use crate::market;
use crate::runs::{CAUSES, Task};
use crate::search::FOR_THE_REGION;
use crate::store::causes;

/// A report that waits to be kept.
pub(crate) struct CausesFound {
    pub window: Window,
    pub busy: i64,
    pub report: Report,
}

/// 原因を調べる: asks for a run.
pub async fn ask(db: &Db, actor: &Actor) -> Result<PublicId, Failure> {
    actor.may(Act::Write(Resource::Causes))?;
    actions::ask(db, actor, &Task::Causes, FOR_THE_REGION.steps).await
}

/// 計算をやめる.
pub async fn stop(db: &Db, actor: &Actor) -> Result<bool, Failure> {
    actor.may(Act::Write(Resource::Causes))?;
    actions::stop(db, actor, CAUSES).await
}

/// Keeps a report beside the earlier ones.
pub(crate) async fn keep(tx: &Tx, it: &CausesFound) -> Result<(), Failure> {
    let id = causes::insert(tx, it).await?;
    tx.note(AuditNote::done(
        Stream::Work,
        "causes.find",
        format!("causes_report/{id}"),
    ));
    Ok(())
}

/// The instance in which causes are sought: whoever has work in hand and gets none beside it is at work already and is no
/// subject of the report. Tells how many they are.
pub(crate) fn without_the_busy(
    mut instance: Instance,
    plan: &Plan,
    at_work: &BTreeSet<WorkerId>,
) -> (Instance, i64) {
    let in_plan: BTreeSet<&str> = plan
        .assignments
        .iter()
        .map(|it| it.worker.as_str())
        .collect();
    let mut busy = 0;
    for worker in &mut instance.workers {
        let works = market::worker_of(&worker.id).is_some_and(|id| at_work.contains(&id));
        if worker.wants_work && works && !in_plan.contains(worker.id.as_str()) {
            worker.wants_work = false;
            busy += 1;
        }
    }
    (instance, busy)
}

/// People who are asked or at work now.
pub(crate) fn at_work(held: &[work::read::Held]) -> BTreeSet<WorkerId> {
    held.iter().map(|it| WorkerId(it.worker)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decided::Decided;
    use crate::market::testing::*;

    #[test]
    fn who_has_work_in_hand_is_no_subject_of_the_report() {
        let facts = facts(
            vec![portion(1, 60)],
            vec![candidate(1, 600), candidate(2, 600), candidate(3, 600)],
        );
        let instance = market::instance(&facts);
        let portions = facts.portions.clone();
        let effort = crate::search::FOR_ONE_ORDER;
        let solved = crate::solved::work_out(
            instance,
            &portions,
            Decided::default(),
            None,
            effort,
            &Default::default(),
        )
        .unwrap();
        let chosen: BTreeSet<WorkerId> = solved.pairs.iter().map(|it| it.worker).collect();
        let idle: Vec<WorkerId> = (1..=3)
            .map(WorkerId)
            .filter(|it| !chosen.contains(it))
            .collect();

        let (seen, busy) =
            without_the_busy(solved.instance, &solved.plan, &BTreeSet::from([idle[0]]));
        let report = matcher::report(&seen, &solved.plan, &matcher::Asked::default());

        assert_eq!(busy, 1);
        let named: Vec<WorkerId> = report
            .people
            .iter()
            .filter_map(|it| market::worker_of(&it.worker))
            .collect();
        assert!(!named.contains(&idle[0]));
        assert_eq!(
            named.len() + report.excluded.len()
                - report
                    .excluded
                    .iter()
                    .filter(|it| it.goal == matcher::bottleneck::Goal::Counted)
                    .count(),
            idle.len()
        );
    }
}
