//! Which families each person would need relaxed for each order before anything else is asked.
//! Orders that ask alike share one answer, so that a nation is looked through in seconds.

use std::collections::HashMap;
use std::hash::Hash;

use super::Situation;
use super::facts::Bits;
use crate::bottleneck::Causes;

/// 資格の一覧: who has the skills, a place and the leave, by what is asked.
pub struct Needs {
    skill: Answers,
    place: Answers,
    area: Answers,
}

struct Answers {
    /// Which question an order asks.
    of: Vec<usize>,
    /// Who passes, by question.
    passed: Vec<Bits>,
}

impl Answers {
    fn of<K: Hash + Eq>(
        s: &Situation,
        key: impl Fn(usize) -> K,
        passes: impl Fn(usize, usize) -> bool,
    ) -> Answers {
        let mut known: HashMap<K, usize> = HashMap::new();
        let mut answers = Answers {
            of: Vec::new(),
            passed: Vec::new(),
        };
        for package in 0..s.orders.len() {
            let next = known.len();
            let question = *known.entry(key(package)).or_insert(next);
            if question == answers.passed.len() {
                let people = (0..s.people.len()).filter(|worker| passes(*worker, package));
                answers.passed.push(Bits::of(people));
            }
            answers.of.push(question);
        }
        answers
    }

    fn pass(&self, worker: usize, package: usize) -> bool {
        self.passed[self.of[package]].has(worker)
    }
}

impl Needs {
    /// Asks everybody every question once.
    pub fn of(s: &Situation) -> Needs {
        let skill = |at: usize| {
            let job = &s.orders[at];
            let secure = job.security == crate::instance::Security::Secure;
            (job.kind, job.skills.clone(), job.languages.clone(), secure)
        };
        let place = |at: usize| (s.orders[at].security, s.orders[at].equipment.clone());
        let area = |at: usize| (s.orders[at].towns.clone(), s.orders[at].kind);
        Needs {
            skill: Answers::of(s, skill, |worker, package| {
                s.skilled(worker, package).is_some()
            }),
            place: Answers::of(s, place, |worker, package| s.placed(worker, package)),
            area: Answers::of(s, area, |worker, package| s.allowed(worker, package)),
        }
    }

    /// Families without which a pair is out of the question.
    pub fn need(&self, worker: usize, package: usize) -> Causes {
        let mut need = Causes::NONE;
        if !self.skill.pass(worker, package) {
            need = need.with(Causes::SKILL);
        }
        if !self.place.pass(worker, package) {
            need = need.with(Causes::ENVIRONMENT);
        }
        if !self.area.pass(worker, package) {
            need = need.with(Causes::MATCHING);
        }
        need
    }
}
