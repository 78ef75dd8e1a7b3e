//! T5: moving what was announced must pay for itself.

use super::{Ledger, Tier, Wish, Worth, YEN};
use crate::instance::Params;

/// 計画の変更.
pub struct Change;

impl Wish for Change {
    fn tier(&self) -> Tier {
        Tier::Soft
    }

    fn worth(&self, ledger: &Ledger) -> Worth {
        -ledger.changes * per_change(&ledger.instance.params)
    }
}

/// The cost of one pair added to or dropped from the plan in force.
pub fn per_change(params: &Params) -> Worth {
    Worth::from(params.change_cost_yen) * YEN
}
