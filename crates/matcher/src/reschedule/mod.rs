//! 再調整: what to do when someone cannot come, an order changes or a site is closed. What is
//! history stays; nobody else is asked at short notice; the answer that delivers most with the
//! least disturbance comes first, and doing nothing is always among the answers.

use std::borrow::Cow;
use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::instance::Instance;
use crate::plan::{Plan, Row};
use crate::wishes::{self, Tiers};

mod cover;
mod desk;
pub mod event;
mod ground;
mod hold;
pub mod robust;
mod strike;
mod time;

use cover::Cover;
use desk::{Desk, Sums};
pub use event::{Event, Happening};
use ground::Ground;
use hold::{Hold, Lay};
pub use robust::{Robustness, robustness};

/// The format of answers.
pub const ANSWER_FORMAT: &str = "matching-reschedule/1";

/// 再調整の回答: what the event cost, and what could be done, best first.
#[derive(Debug, Clone, Serialize)]
pub struct Answer {
    pub format: String,
    pub instance: String,
    pub now: i64,
    /// Packages that lost anything or changed; their buffer is open.
    pub affected: Vec<String>,
    pub lost: Vec<Lost>,
    pub choices: Vec<Choice>,
}

/// 失われた作業: units that nobody will do unless something is done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lost {
    pub worker: String,
    pub package: String,
    pub units: i64,
    pub seconds: i64,
}

/// 対応の種類.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    LeastDisturbance,
    /// Only people who hold the package already.
    NobodyNew,
    /// The client waits one bucket longer.
    OneDayLate,
    DoNothing,
}

/// 対応案: one plan to choose, and what it asks of whom.
#[derive(Debug, Clone, Serialize)]
pub struct Choice {
    pub way: Way,
    /// Left undone of the packages affected and of those displaced, weighted by priority.
    pub short_value_yen: f64,
    pub disturbance: Disturbance,
    pub tiers: Tiers,
    pub asks: Vec<Ask>,
    pub uncovered: Vec<Uncovered>,
    pub plan: Plan,
}

/// 変更の負担: 10 for each pair begun or dropped (the absent one's apart), 1 for each hour of
/// changed work in the others, 2 for each person whose announced days change.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Disturbance {
    pub total: f64,
    pub new_pairs: i64,
    pub dropped_pairs: i64,
    pub changed_hours: f64,
    pub people_with_other_days: i64,
}

/// お願い: what changes for one person in one package. Rows that stay are left out.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Ask {
    pub worker: String,
    pub package: String,
    pub units_before: i64,
    pub units_after: i64,
    pub rows_before: Vec<Row>,
    pub rows_after: Vec<Row>,
}

/// 不足: what remains undone of a package.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Uncovered {
    pub package: String,
    pub units: i64,
    pub seconds: i64,
    /// People still needed for the smallest team.
    pub people: i64,
}

impl Answer {
    /// The choice of one kind.
    pub fn choice(&self, way: Way) -> Option<&Choice> {
        self.choices.iter().find(|it| it.way == way)
    }
}

/// What can be done after an event that was validated against the instance. The first choice
/// delivers most; among equals it is on time, then disturbs least, then is best by the other tiers.
pub fn reschedule(instance: &Instance, plan: &Plan, event: &Event) -> Answer {
    let mut answer = Answer {
        format: ANSWER_FORMAT.to_owned(),
        instance: instance.name.clone(),
        now: event.now,
        affected: Vec::new(),
        lost: Vec::new(),
        choices: Vec::new(),
    };
    let later = event.late_by(1);
    let mut ranked: Vec<(Rank, Choice)> = Vec::new();
    for (event, ways) in [
        (
            event,
            &[Way::LeastDisturbance, Way::NobodyNew, Way::DoNothing][..],
        ),
        (&later, &[Way::OneDayLate][..]),
    ] {
        let mut ground = Ground::after(instance, event);
        let before = hold::hands(&ground, plan);
        let mut left = before.clone();
        let lost = strike::strike(&mut ground, event, &mut left);
        let case = Case {
            situation: situation(&ground),
            ground: &ground,
            plan,
            before: &before,
        };
        if answer.lost.is_empty() {
            answer.lost = lost.iter().map(|it| case.lost(it)).collect();
            answer.affected = case.affected();
        }
        let mut desk = Desk::new(&ground, &before, left);
        for way in ways {
            if *way != Way::DoNothing {
                Cover::new(&mut desk, *way != Way::NobodyNew).run();
            }
            ranked.push(case.choice(*way, &desk));
            desk.back_to(0);
        }
    }
    ranked.sort_by_key(|it| it.0);
    answer.choices = ranked.into_iter().map(|it| it.1).collect();
    answer
}

/// Team and quality first, then delivery, lateness, disturbance, the other tiers; then the kind.
type Rank = (i64, i128, bool, i128, i128, Way);

struct Case<'c, 'g> {
    situation: Cow<'g, Instance>,
    ground: &'c Ground<'g>,
    plan: &'c Plan,
    before: &'c [Vec<Hold>],
}

impl Case<'_, '_> {
    fn choice(&self, way: Way, desk: &Desk) -> (Rank, Choice) {
        let mut plan = hold::plan(self.ground, self.plan, self.before, &desk.hands);
        let tiers = wishes::score(&self.situation, &plan);
        let disturbance = self.disturbance(desk);
        plan.other
            .insert("disturbance".to_owned(), disturbance.total.into());
        let Sums {
            unsound,
            short,
            disturbance: exact,
            ..
        } = desk.sums;
        let late = way == Way::OneDayLate;
        let rank = (unsound, short, late, exact, -tiers.score(), way);
        let choice = Choice {
            way,
            short_value_yen: self.short(desk) as f64 / 100.0,
            disturbance,
            tiers,
            asks: self.asks(desk),
            uncovered: self.uncovered(desk),
            plan,
        };
        (rank, choice)
    }

    fn lost(&self, it: &strike::Lost) -> Lost {
        Lost {
            worker: self.ground.worker(it.worker).id.clone(),
            package: self.ground.packages[it.package].id.clone(),
            units: it.units,
            seconds: it.seconds,
        }
    }

    fn affected(&self) -> Vec<String> {
        let all = self.ground.packages.iter().zip(&self.ground.affected);
        all.filter(|it| *it.1).map(|it| it.0.id.clone()).collect()
    }

    /// Packages affected, and those out of which anything was displaced.
    fn concerned<'a>(&'a self, desk: &'a Desk) -> impl Iterator<Item = usize> + 'a {
        let mut before: HashMap<usize, i64> = HashMap::new();
        for hold in self.before.iter().flatten() {
            *before.entry(hold.package).or_default() += hold.units;
        }
        (0..self.ground.packages.len()).filter(move |it| {
            let was = before.get(it).copied().unwrap_or(0);
            self.ground.affected[*it] || desk.units[*it] < was
        })
    }

    fn short(&self, desk: &Desk) -> i128 {
        self.concerned(desk)
            .map(|it| {
                let package = &self.ground.packages[it];
                let value = i128::from(package.priority) * i128::from(package.price_cyen);
                i128::from(desk.lack(it)) * value
            })
            .sum()
    }

    fn uncovered(&self, desk: &Desk) -> Vec<Uncovered> {
        let lacking = self
            .concerned(desk)
            .filter(|it| desk.lack(*it) > 0 || desk.team_lack(*it) > 0);
        lacking
            .map(|it| Uncovered {
                package: self.ground.packages[it].id.clone(),
                units: desk.lack(it),
                seconds: desk.lack(it) * self.ground.packages[it].unit_seconds,
                people: desk.team_lack(it),
            })
            .collect()
    }

    fn disturbance(&self, desk: &Desk) -> Disturbance {
        let mut sum = Disturbance {
            total: desk.sums.disturbance as f64 / 3600.0,
            new_pairs: 0,
            dropped_pairs: 0,
            changed_hours: 0.0,
            people_with_other_days: 0,
        };
        let mut seconds = 0;
        for (worker, (old, new)) in self.before.iter().zip(&desk.hands).enumerate() {
            if old == new {
                continue;
            }
            for hold in old {
                let kept = new.iter().find(|it| it.package == hold.package);
                let each = self.ground.packages[hold.package].unit_seconds;
                seconds += kept.map_or(0, |it| (it.units - hold.units).abs() * each);
                let excused = self.ground.absent.contains_key(&worker);
                sum.dropped_pairs += i64::from(kept.is_none() && !excused);
            }
            let begun = |it: &&Hold| !old.iter().any(|hold| hold.package == it.package);
            sum.new_pairs += new.iter().filter(begun).count() as i64;
            sum.people_with_other_days += i64::from(desk::days(old) != desk::days(new));
        }
        sum.changed_hours = seconds as f64 / 3600.0;
        sum
    }

    fn asks(&self, desk: &Desk) -> Vec<Ask> {
        let mut asks = Vec::new();
        for (worker, (old, new)) in self.before.iter().zip(&desk.hands).enumerate() {
            if old == new {
                continue;
            }
            let mut packages: Vec<usize> = old.iter().chain(new).map(|it| it.package).collect();
            packages.sort_unstable();
            packages.dedup();
            for package in packages {
                let find = |holds: &[Hold]| holds.iter().find(|it| it.package == package).cloned();
                let (was, is) = (find(old), find(new));
                if was == is {
                    continue;
                }
                let rows = |it: &Option<Hold>, other: &Option<Hold>| -> Vec<Row> {
                    let all = |it: &Option<Hold>| -> Vec<Lay> {
                        it.as_ref().map_or(Vec::new(), |it| it.rows.clone())
                    };
                    let others = all(other);
                    let mut rows = all(it);
                    rows.sort_unstable();
                    rows.retain(|it| !others.contains(it));
                    rows.iter().map(|it| hold::row(self.ground, it)).collect()
                };
                asks.push(Ask {
                    worker: self.ground.worker(worker).id.clone(),
                    package: self.ground.packages[package].id.clone(),
                    units_before: was.as_ref().map_or(0, |it| it.units),
                    units_after: is.as_ref().map_or(0, |it| it.units),
                    rows_before: rows(&was, &is),
                    rows_after: rows(&is, &was),
                });
            }
        }
        asks
    }
}

/// The instance by which plans are scored after an event: orders as they stand now.
fn situation<'g>(ground: &Ground<'g>) -> Cow<'g, Instance> {
    let changed = |it: &Cow<'g, _>| matches!(it, Cow::Owned(_));
    let more = ground.packages.len() > ground.instance.packages.len();
    if !more && !ground.packages.iter().any(changed) {
        return Cow::Borrowed(ground.instance);
    }
    let mut instance = ground.instance.clone();
    instance.packages = ground.packages.iter().map(|it| (**it).clone()).collect();
    Cow::Owned(instance)
}
