//! Deciding: what a director has decided about a plan, and what one more decision does to it.

use matcher::Pins;
use orders::PortionId;
use people::WorkerId;
use serde::{Deserialize, Serialize};

use crate::market::{package_id, worker_id};

/// 固定 of one pair with at least so many units.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fixed {
    pub worker: WorkerId,
    pub portion: PortionId,
    pub units: i64,
}

/// A person and a portion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pair {
    pub worker: WorkerId,
    pub portion: PortionId,
}

/// Everything that binds a plan from outside: what the director fixed and left out, and who has answered already.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decided {
    pub fixed: Vec<Fixed>,
    pub left_out: Vec<Pair>,
    pub asked: Vec<Pair>,
    pub declined: Vec<Pair>,
}

/// 変更: one decision of a director about a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "change", rename_all = "snake_case")]
pub enum Change {
    /// 固定: the pair stays with at least these units.
    Fix {
        worker: WorkerId,
        portion: PortionId,
        units: i64,
    },
    /// 固定をやめる.
    Loosen {
        worker: WorkerId,
        portion: PortionId,
    },
    /// 外す: the pair must not be.
    LeaveOut {
        worker: WorkerId,
        portion: PortionId,
    },
    /// 外すのをやめる.
    Allow {
        worker: WorkerId,
        portion: PortionId,
    },
    /// 入替: another person instead, with at least these units.
    Swap {
        out: WorkerId,
        with: WorkerId,
        portion: PortionId,
        units: i64,
    },
}

impl Decided {
    /// What stands after one more decision; an earlier one about the same pair gives way.
    pub fn after(mut self, change: Change) -> Decided {
        match change {
            Change::Fix {
                worker,
                portion,
                units,
            } => self.fix(worker, portion, units),
            Change::Loosen { worker, portion } => self.forget(worker, portion),
            Change::LeaveOut { worker, portion } => self.leave_out(worker, portion),
            Change::Allow { worker, portion } => self.forget(worker, portion),
            Change::Swap {
                out,
                with,
                portion,
                units,
            } => {
                self.leave_out(out, portion);
                self.fix(with, portion, units);
            }
        }
        self
    }

    fn forget(&mut self, worker: WorkerId, portion: PortionId) {
        self.fixed
            .retain(|it| it.worker != worker || it.portion != portion);
        self.left_out
            .retain(|it| it.worker != worker || it.portion != portion);
    }

    fn fix(&mut self, worker: WorkerId, portion: PortionId, units: i64) {
        self.forget(worker, portion);
        self.fixed.push(Fixed {
            worker,
            portion,
            units,
        });
    }

    fn leave_out(&mut self, worker: WorkerId, portion: PortionId) {
        self.forget(worker, portion);
        self.left_out.push(Pair { worker, portion });
    }

    /// True when the director fixed the pair.
    pub fn is_fixed(&self, worker: WorkerId, portion: PortionId) -> bool {
        self.fixed
            .iter()
            .any(|it| it.worker == worker && it.portion == portion)
    }

    /// The same as the optimiser wants it.
    pub fn pins(&self) -> Pins {
        let forbidden = self
            .left_out
            .iter()
            .chain(&self.asked)
            .chain(&self.declined);
        Pins {
            fixed: self
                .fixed
                .iter()
                .map(|it| (worker_id(it.worker), package_id(it.portion), it.units))
                .collect(),
            forbidden: forbidden
                .map(|it| (worker_id(it.worker), package_id(it.portion)))
                .collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HANA: WorkerId = WorkerId(1);
    const KEN: WorkerId = WorkerId(2);
    const LOT_1: PortionId = PortionId(10);

    #[test]
    fn a_swap_leaves_one_out_and_fixes_the_other() {
        let decided = Decided::default().after(Change::Fix {
            worker: HANA,
            portion: LOT_1,
            units: 200,
        });

        let decided = decided.after(Change::Swap {
            out: HANA,
            with: KEN,
            portion: LOT_1,
            units: 200,
        });

        assert_eq!(
            decided.left_out,
            vec![Pair {
                worker: HANA,
                portion: LOT_1
            }]
        );
        assert_eq!(
            decided.fixed,
            vec![Fixed {
                worker: KEN,
                portion: LOT_1,
                units: 200
            }]
        );
    }

    #[test]
    fn the_last_word_about_a_pair_counts() {
        let out = Decided::default().after(Change::LeaveOut {
            worker: HANA,
            portion: LOT_1,
        });

        let back = out.after(Change::Allow {
            worker: HANA,
            portion: LOT_1,
        });

        assert_eq!(back, Decided::default());
    }

    #[test]
    fn who_was_asked_or_passed_is_not_planned_again() {
        let decided = Decided {
            asked: vec![Pair {
                worker: HANA,
                portion: LOT_1,
            }],
            declined: vec![Pair {
                worker: KEN,
                portion: LOT_1,
            }],
            ..Decided::default()
        };

        assert_eq!(decided.pins().forbidden.len(), 2);
    }
}
