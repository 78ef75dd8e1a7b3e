//! T5: every pair costs a hand-over and an instruction.

use super::{Ledger, Tier, Wish, Worth, YEN};
use crate::instance::Params;

/// 引継ぎの手間.
pub struct PairCost;

impl Wish for PairCost {
    fn tier(&self) -> Tier {
        Tier::Soft
    }

    fn worth(&self, ledger: &Ledger) -> Worth {
        -(ledger.pairs.len() as Worth) * per_pair(&ledger.instance.params)
    }
}

/// The cost of one pair.
pub fn per_pair(params: &Params) -> Worth {
    Worth::from(params.pair_cost_yen) * YEN
}
