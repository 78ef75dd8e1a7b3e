//! The families of causes, and how much of an outcome each of them explains.

use serde::{Deserialize, Serialize};

/// 原因の系統: being a cause means that relaxing it changes the outcome.
/// The four of a person are skill, volume, environment and matching; an order that is short has
/// capacity in place of volume.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// スキル: levels, record of the kind, language, clearance training, quality.
    Skill,
    /// 業務量: what is ordered.
    Volume,
    /// 環境: equipment, access to a place, seats.
    Environment,
    /// マッチング: what organisation decides: who else got the units, portions, teams, windows, area.
    Matching,
    /// 担い手: as many more people like the eligible ones as needed.
    Capacity,
}

/// 原因の組: a set of the four families of a person or of an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Causes(pub u8);

/// The bit of volume; for an order it stands for capacity.
const SECOND: u8 = 2;

impl Causes {
    pub const NONE: Causes = Causes(0);
    pub const SKILL: Causes = Causes(1);
    pub const VOLUME: Causes = Causes(SECOND);
    pub const CAPACITY: Causes = Causes(SECOND);
    pub const ENVIRONMENT: Causes = Causes(4);
    pub const MATCHING: Causes = Causes(8);
    pub const ALL: Causes = Causes(15);

    /// All sixteen sets, the smaller first.
    pub fn every() -> [Causes; 16] {
        let mut all: [Causes; 16] = std::array::from_fn(|at| Causes(at as u8));
        all.sort_by_key(|it| (it.len(), it.0));
        all
    }

    /// Whether every family of `other` is in this set.
    pub fn holds(self, other: Causes) -> bool {
        self.0 & other.0 == other.0
    }

    /// How many families.
    pub fn len(self) -> u32 {
        self.0.count_ones()
    }

    /// Whether no family is in it.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Both together.
    pub fn with(self, other: Causes) -> Causes {
        Causes(self.0 | other.0)
    }

    /// The families by name, for a person.
    pub fn of_person(self) -> Vec<Cause> {
        self.named(Cause::Volume)
    }

    /// The families by name, for an order.
    pub fn of_order(self) -> Vec<Cause> {
        self.named(Cause::Capacity)
    }

    fn named(self, second: Cause) -> Vec<Cause> {
        let all = [Cause::Skill, second, Cause::Environment, Cause::Matching];
        let own = all
            .into_iter()
            .enumerate()
            .filter(|(bit, _)| self.0 & (1 << bit) != 0);
        own.map(|it| it.1).collect()
    }

    /// A set from its names.
    pub fn named_by(causes: &[Cause]) -> Causes {
        causes
            .iter()
            .fold(Causes::NONE, |all, it| all.with((*it).into()))
    }
}

impl From<Cause> for Causes {
    fn from(cause: Cause) -> Causes {
        match cause {
            Cause::Skill => Causes::SKILL,
            Cause::Volume | Cause::Capacity => Causes::VOLUME,
            Cause::Environment => Causes::ENVIRONMENT,
            Cause::Matching => Causes::MATCHING,
        }
    }
}

/// Shares are counted in twenty-fourths, one for each order of the four families.
pub const WHOLE: i64 = 24;

/// 寄与: how much each family explains, in twenty-fourths; together 24 where a cure exists.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shares {
    pub skill: i64,
    /// Volume for a person, capacity for an order.
    #[serde(rename = "volume_or_capacity")]
    pub volume: i64,
    pub environment: i64,
    pub matching: i64,
}

impl Shares {
    /// The parts in the order of the bits.
    pub fn parts(&self) -> [i64; 4] {
        [self.skill, self.volume, self.environment, self.matching]
    }

    /// All parts together.
    pub fn sum(&self) -> i64 {
        self.parts().iter().sum()
    }

    /// Adds the shares of another person.
    pub fn add(&mut self, other: &Shares) {
        self.skill += other.skill;
        self.volume += other.volume;
        self.environment += other.environment;
        self.matching += other.matching;
    }
}

/// Which of the sixteen sets cure; monotone.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Cured(pub u16);

impl Cured {
    /// Notes that a set cures, and so every larger one.
    pub fn note(&mut self, set: Causes) {
        for larger in Causes::every() {
            if larger.holds(set) {
                self.0 |= 1 << larger.0;
            }
        }
    }

    /// Whether a set cures.
    pub fn by(self, set: Causes) -> bool {
        self.0 & (1 << set.0) != 0
    }

    /// The smallest sets that cure.
    pub fn minimal(self) -> Vec<Causes> {
        let cures = Causes::every().into_iter().filter(|it| self.by(*it));
        cures
            .filter(|it| {
                (0..4).all(|bit| it.0 & (1 << bit) == 0 || !self.by(Causes(it.0 & !(1 << bit))))
            })
            .collect()
    }

    /// The Shapley value of each family, exactly: in how many of the 24 orders its turn brings the cure.
    /// Where nothing needs relaxing the plan itself is at fault, and that is a matter of matching.
    pub fn shares(self) -> Shares {
        if self.by(Causes::NONE) {
            return Shares {
                matching: WHOLE,
                ..Shares::default()
            };
        }
        // Orders in which exactly `before` others come first: before! · (3 − before)!.
        let orders = [6, 2, 2, 6];
        let part = |bit: u8| -> i64 {
            let own = Causes(1 << bit);
            let others = (0..16).map(Causes).filter(|it| !it.holds(own));
            others
                .filter(|it| !self.by(*it) && self.by(it.with(own)))
                .map(|it| orders[it.len() as usize])
                .sum()
        };
        Shares {
            skill: part(0),
            volume: part(1),
            environment: part(2),
            matching: part(3),
        }
    }

    /// The smallest set that cures, the cheapest among those of one size, and its member with the
    /// largest share. Costs are by bit; what costs the same goes by the order M, E, S, V.
    pub fn primary(self, costs: &[i64; 4]) -> Option<(Causes, usize)> {
        let cost = |set: &Causes| -> i64 {
            let own = (0..4).filter(|bit| set.0 & (1 << bit) != 0);
            own.map(|bit| costs[bit]).sum()
        };
        let set = self
            .minimal()
            .into_iter()
            .min_by_key(|it| (it.len(), cost(it), std::cmp::Reverse(it.0)))?;
        let shares = self.shares().parts();
        let members = (0..4).filter(|bit| set.0 & (1 << bit) != 0);
        let named = members.max_by_key(|bit| (shares[*bit], -costs[*bit], *bit));
        Some((set, named.unwrap_or(3)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_add_to_one_wherever_all_four_together_cure() {
        for sets in 0u32..(1 << 16) {
            let mut cured = Cured::default();
            for set in (0..16).filter(|it| sets & (1 << it) != 0) {
                cured.note(Causes(set));
            }

            let whole = if cured.by(Causes::ALL) { WHOLE } else { 0 };
            assert_eq!(cured.shares().sum(), whole);
        }
    }

    #[test]
    fn one_who_lacks_skill_and_equipment_has_half_of_each() {
        let mut cured = Cured::default();
        cured.note(Causes::SKILL.with(Causes::ENVIRONMENT));

        assert_eq!(cured.shares().parts(), [12, 0, 12, 0]);
        let (set, named) = cured.primary(&[3, 4, 2, 1]).expect("there is a cure");
        assert_eq!(set, Causes::SKILL.with(Causes::ENVIRONMENT));
        assert_eq!(
            named, 2,
            "of equal shares the cheaper family names the cause"
        );
    }

    #[test]
    fn either_of_two_families_cures_and_the_cheaper_is_named() {
        let mut cured = Cured::default();
        cured.note(Causes::VOLUME);
        cured.note(Causes::MATCHING);

        assert_eq!(cured.shares().parts(), [0, 12, 0, 12]);
        let (set, named) = cured.primary(&[3, 4, 2, 1]).expect("there is a cure");
        assert_eq!((set, named), (Causes::MATCHING, 3));
    }
}
