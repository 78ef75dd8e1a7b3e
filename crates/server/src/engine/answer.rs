//! `kado match reschedule`, `bottlenecks` and `explain`: what to do, what is in the way, and why.

use matcher::check::check_reschedule;
use matcher::reschedule::{Choice, Way};
use matcher::solve::Mode;
use matcher::{Asked, Event, Pins, RelaxEffort, report};
use serde_json::{Value, json};

use super::solve::{Aims, find, tiers};
use super::{instance, plan, show, text, write};
use crate::cli::matching::{Bottlenecks, Explain, Reschedule, Way as Word};
use crate::outcome::{Outcome, misused, refused};

pub fn reschedule(it: &Reschedule) -> Outcome {
    let market = instance(&it.instance)?;
    let before = plan(&it.solution, &market)?;
    let event = Event::from_json(&text(&it.event)?, &market)
        .map_err(|fault| misused(format!("{}: {fault}", it.event.display())))?;
    let answer = matcher::reschedule(&market, &before, &event);
    let chosen = match it.way.map(way) {
        Some(way) => answer.choice(way),
        // Nobody promises a client another day without asking him.
        None => answer.choices.iter().find(|it| it.way != Way::OneDayLate),
    };
    let chosen = chosen.ok_or_else(|| refused("there is no such choice"))?;
    let allowed = match chosen.way {
        Way::OneDayLate => event.late_by(1),
        _ => event.clone(),
    };
    let breaches = check_reschedule(&market, &before, &allowed, &chosen.plan);
    if !breaches.is_empty() {
        return Err(refused(format!(
            "the plan does not hold: {}",
            json!(breaches)
        )));
    }
    let summary = json!({
        "format": answer.format,
        "instance": answer.instance,
        "now": answer.now,
        "affected": answer.affected,
        "lost": answer.lost,
        "written": chosen.way,
        "choices": answer.choices.iter().map(choice).collect::<Vec<_>>(),
    });
    write(&it.out, &chosen.plan.to_json(), &summary)
}

/// A choice without its plan, which is a file of its own.
fn choice(it: &Choice) -> Value {
    json!({
        "way": it.way,
        "short_value_yen": it.short_value_yen,
        "disturbance": it.disturbance,
        "tiers": tiers(&it.tiers),
        "score_yen": it.tiers.score_yen,
        "asks": it.asks,
        "uncovered": it.uncovered,
    })
}

fn way(it: Word) -> Way {
    match it {
        Word::LeastDisturbance => Way::LeastDisturbance,
        Word::NobodyNew => Way::NobodyNew,
        Word::OneDayLate => Way::OneDayLate,
        Word::DoNothing => Way::DoNothing,
    }
}

pub fn bottlenecks(it: &Bottlenecks) -> Outcome {
    let market = instance(&it.instance)?;
    let solution = match &it.solution {
        Some(file) => plan(file, &market)?,
        None => {
            let aims = Aims {
                mode: Mode::Weighted,
                pins: &Pins::default(),
                start: None,
                settled: RelaxEffort::default().tolerance,
            };
            find(&market, &it.effort, &aims)?.0.plan
        }
    };
    let asked = Asked {
        seed: it.effort.seed,
        ..if it.quick {
            Asked::default()
        } else {
            Asked::everything()
        }
    };
    let found = report(&market, &solution, &asked);
    let text = serde_json::to_string(&found).expect("a report holds only text, numbers and lists");
    let summary = json!({
        "instance": found.instance,
        "totals": found.totals,
        "programme": found.programme,
    });
    write(&it.out, &text, &summary)
}

pub fn explain(it: &Explain) -> Outcome {
    let market = instance(&it.instance)?;
    let solution = plan(&it.solution, &market)?;
    if !market.workers.iter().any(|known| known.id == it.worker) {
        return Err(misused(format!("--worker: unknown id {:?}", it.worker)));
    }
    let package = it.package.as_deref();
    let Some(told) = matcher::explain(&market, &solution, &it.worker, package) else {
        let id = package.unwrap_or_default();
        return Err(misused(format!("--package: unknown id {id:?}")));
    };
    show(&json!(told));
    Ok(())
}
