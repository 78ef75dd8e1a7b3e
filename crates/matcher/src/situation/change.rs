//! What a measure changes in the market, with the way back in the journal.

use super::facts::Abilities;
use super::{Situation, Undo};
use crate::bottleneck::Measure;
use crate::instance::{KindRecord, Other};

impl Situation {
    /// Takes a measure, for a person where it is for one. False when there is nothing to change.
    pub fn apply(&mut self, measure: &Measure, whom: Option<usize>) -> bool {
        match (measure, whom) {
            (Measure::Seat { site }, _) => self.seat(site),
            (Measure::DirectorHour { director } | Measure::DirectorPair { director }, _) => {
                let Some(at) = self.names.directors.get(director).copied() else {
                    return false;
                };
                let before = self.instance.directors[at].clone();
                self.journal.push(Undo::Director(at, Box::new(before)));
                match measure {
                    Measure::DirectorHour { .. } => {
                        self.instance.directors[at].review_seconds += 3600
                    }
                    _ => self.instance.directors[at].span += 1,
                }
                true
            }
            (Measure::Order { kind }, _) => self.order(kind),
            (_, Some(worker)) => self.help(measure, worker),
            (_, None) => false,
        }
    }

    fn seat(&mut self, site: &str) -> bool {
        let Some(at) = self.names.sites.get(site).copied() else {
            return false;
        };
        let before = self.instance.sites[at].clone();
        self.journal.push(Undo::Site(at, Box::new(before)));
        self.instance.sites[at].seats += 1;
        true
    }

    /// Repeats the middle order of a kind under a name of its own.
    fn order(&mut self, kind: &str) -> bool {
        let Some(like) = self.typical_order(kind) else {
            return false;
        };
        let mut package = self.instance.packages[like].clone();
        let mut name = format!("{}+{}", package.id, self.instance.packages.len());
        while self.names.packages.contains_key(&name) {
            name.push('+');
        }
        package.id = name;
        let demands = self.orders[like].clone();
        self.instance.packages.push(package);
        self.orders.push(demands);
        self.teams.push(super::Team::default());
        self.journal.push(Undo::Package);
        true
    }

    /// The order of a kind whose size is in the middle, among those of its most frequent class.
    pub fn typical_order(&self, kind: &str) -> Option<usize> {
        let present = 0..self.names.packages.len();
        let own: Vec<usize> = present
            .filter(|at| self.instance.packages[*at].kind == kind)
            .collect();
        let class = |at: &usize| self.instance.packages[*at].security as usize;
        let count = |of: usize| own.iter().filter(|at| class(at) == of).count();
        let usual = own
            .iter()
            .map(class)
            .max_by_key(|it| (count(*it), usize::MAX - it))?;
        let mut own: Vec<usize> = own
            .iter()
            .copied()
            .filter(|at| class(at) == usual)
            .collect();
        own.sort_by_key(|at| {
            let it = &self.instance.packages[*at];
            (it.units.saturating_mul(it.unit_seconds), *at)
        });
        own.get(own.len().saturating_sub(1) / 2).copied()
    }

    /// Changes what a person brings.
    fn help(&mut self, measure: &Measure, worker: usize) -> bool {
        let before = self.instance.workers[worker].clone();
        let abilities = self.people[worker].clone();
        self.teach(measure, worker);
        if self.instance.workers[worker] == before {
            return false;
        }
        let counted = self.counted_before[worker];
        self.journal.push(Undo::Worker(
            worker,
            Box::new(before),
            Box::new(abilities),
            counted,
        ));
        true
    }

    fn teach(&mut self, measure: &Measure, worker: usize) {
        match measure {
            Measure::Train { skill, to } => {
                let levels = &mut self.instance.workers[worker].skills;
                let level = levels.entry(skill.clone()).or_insert(0);
                *level = (*level).max(*to);
                self.refresh(worker);
                self.try_out(worker, None);
            }
            Measure::Trial { kind } => {
                let kind = kind.clone();
                self.try_out(worker, Some(&kind));
            }
            Measure::Clear => self.instance.workers[worker].clearance = true,
            Measure::Lend { equipment } => {
                let own = &mut self.instance.workers[worker].equipment;
                let new = equipment.iter().filter(|it| !own.contains(it)).cloned();
                let new: Vec<String> = new.collect();
                own.extend(new);
            }
            Measure::Access { site } => {
                let own = &mut self.instance.workers[worker].sites;
                if !own.contains(site) {
                    own.push(site.clone());
                }
            }
            Measure::Equip { steps } => steps.iter().for_each(|it| self.teach(it, worker)),
            Measure::Seat { .. }
            | Measure::Order { .. }
            | Measure::DirectorHour { .. }
            | Measure::DirectorPair { .. } => {}
        }
        self.refresh(worker);
    }

    fn refresh(&mut self, worker: usize) {
        self.people[worker] = Abilities::of(&self.names, &self.instance.workers[worker]);
    }

    /// A trial in each kind (or in one) of which an order's levels are reached without a record.
    fn try_out(&mut self, worker: usize, only: Option<&str>) {
        for package in 0..self.orders.len() {
            let job = &self.orders[package];
            let kind = &self.instance.packages[package].kind;
            let person = &self.people[worker];
            let known = person.records[job.kind].is_some();
            if known || only.is_some_and(|it| it != kind) {
                continue;
            }
            if !job
                .skills
                .iter()
                .all(|(at, level)| person.levels[*at] >= *level)
            {
                continue;
            }
            let terms = self.trades.terms[job.trade];
            let record = KindRecord {
                speed_pct: terms.speed_pct,
                defect_ppm: terms.defect_ppm,
                defect_ppm_upper: terms.defect_ppm_upper,
                review_pct: terms.review_pct,
                other: Other::new(),
            };
            let kind = kind.clone();
            self.people[worker].records[job.kind] = Some(terms);
            self.instance.workers[worker].kinds.insert(kind, record);
        }
    }
}
