//! 改善計画: measures one after another, always the one that brings most for its cost, each weighed
//! anew after the last.

use super::marginal::{Candidate, Priced, candidates, differ, enact, price};
use super::measure::Costs;
use super::report::{Effect, Pick, Programme};
use crate::situation::Situation;

/// How many of the best are weighed anew before one is taken; worth only falls as others are taken.
const WEIGHED: usize = 4;

/// At most so many measures, as long as one is worth its cost. The measures are taken in the situation.
pub fn programme(s: &mut Situation, costs: &Costs, most: usize) -> Programme {
    let start = s.effect();
    let mut programme = Programme::default();
    let mut open: Vec<(Priced, Candidate)> = Vec::new();
    for candidate in candidates(s) {
        if let Some(priced) = price(s, &candidate, costs) {
            open.push((priced, candidate));
        }
    }
    let mut predicted = Effect::default();
    while programme.picks.len() < most {
        let Some(priced) = best(s, &mut open, costs) else {
            break;
        };
        let before = s.effect();
        let people = priced
            .reached()
            .iter()
            .map(|it| s.instance.workers[*it].id.clone());
        let people: Vec<String> = people.collect();
        enact(s, &priced);
        s.keep();
        let confirmed = s.effect() - before;
        predicted = predicted + priced.predicted();
        programme.cost_yen += priced.cost_yen;
        programme.picks.push(Pick {
            times: priced.published as i64,
            cost_yen: priced.cost_yen,
            predicted: priced.predicted(),
            confirmed,
            wrong: differ(
                priced.predicted(),
                confirmed,
                s.instance.params.kpi_value_yen,
            ),
            measure: priced.measure,
            people,
        });
        if programme.picks.len() % WEIGHED == 0 {
            renew(s, &mut open, costs);
        }
    }
    programme.predicted = predicted;
    programme.confirmed = s.effect() - start;
    programme.wrong = differ(
        predicted,
        programme.confirmed,
        s.instance.params.kpi_value_yen,
    );
    programme
}

/// The measure that brings most for its cost, weighed in the situation as it is now. What is no longer
/// worth its cost is put away.
fn best(s: &mut Situation, open: &mut Vec<(Priced, Candidate)>, costs: &Costs) -> Option<Priced> {
    let mut fresh = 0;
    loop {
        let better = |a: &Priced, b: &Priced| {
            let worth = |it: &Priced, other: &Priced| {
                i128::from(it.predicted().score_yen) * i128::from(other.cost_yen.max(1))
            };
            worth(a, b)
                .cmp(&worth(b, a))
                .then_with(|| b.measure.cmp(&a.measure))
        };
        let at = (0..open.len()).max_by(|a, b| better(&open[*a].0, &open[*b].0))?;
        let (_, mut candidate) = open.swap_remove(at);
        candidate
            .people
            .retain(|it| s.people[*it].wants && !(s.counts(*it) && !s.hands[*it].holds.is_empty()));
        let orphan = candidate.people.is_empty() && for_people(&candidate);
        let priced = if orphan {
            None
        } else {
            price(s, &candidate, costs)
        };
        let Some(priced) = priced.filter(|it| it.predicted().score_yen >= it.cost_yen) else {
            continue;
        };
        fresh += 1;
        let next = (0..open.len()).max_by(|a, b| better(&open[*a].0, &open[*b].0));
        let leads = next.is_none_or(|it| better(&priced, &open[it].0).is_ge());
        if leads || fresh > WEIGHED {
            open.push((priced.clone(), candidate));
            return Some(priced);
        }
        open.push((priced, candidate));
    }
}

fn for_people(candidate: &Candidate) -> bool {
    use super::measure::Measure::*;
    !matches!(
        candidate.measure,
        Seat { .. } | Order { .. } | DirectorHour { .. } | DirectorPair { .. }
    )
}

/// Looks for new measures, as those who wait have changed.
fn renew(s: &mut Situation, open: &mut Vec<(Priced, Candidate)>, costs: &Costs) {
    for candidate in candidates(s) {
        if open.iter().any(|it| it.1.measure == candidate.measure) {
            continue;
        }
        if let Some(priced) = price(s, &candidate, costs) {
            open.push((priced, candidate));
        }
    }
}
