//! Deciding: which items are looked at. The draw follows from a seed kept with the portion before any work begins, so
//! nobody chooses, and anybody can draw again.

/// 検査の方法: how much of a portion is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plan {
    /// 全数
    All,
    /// 抜取: so many of a thousand, rounded up, at least one.
    Sample { permille: i64 },
}

impl Plan {
    /// Reads the portion's columns.
    pub fn of(plan: &str, permille: i64) -> Plan {
        if plan == "all" {
            Plan::All
        } else {
            Plan::Sample { permille }
        }
    }

    /// The name as stored.
    pub fn text(self) -> &'static str {
        match self {
            Plan::All => "all",
            Plan::Sample { .. } => "sample",
        }
    }

    /// How many of `units` are looked at.
    pub fn size(self, units: i64) -> i64 {
        match self {
            Plan::All => units,
            Plan::Sample { permille } if permille <= 0 => 0,
            Plan::Sample { permille } => {
                ((units * permille + 999) / 1000).clamp(1.min(units), units)
            }
        }
    }
}

/// The positions drawn, ascending, of `units` items counted from 1. `key` tells one work order from another.
pub fn draw(plan: Plan, seed: i64, key: i64, units: i64) -> Vec<i64> {
    let mut ranked: Vec<(u64, i64)> = (1..=units)
        .map(|position| (rank(seed, key, position), position))
        .collect();
    ranked.sort_unstable();
    let mut drawn: Vec<i64> = ranked
        .into_iter()
        .take(plan.size(units) as usize)
        .map(|(_, position)| position)
        .collect();
    drawn.sort_unstable();
    drawn
}

/// A well-mixed number for one position (SplitMix64).
fn rank(seed: i64, key: i64, position: i64) -> u64 {
    [key, position]
        .into_iter()
        .fold(mixed(seed as u64), |state, it| mixed(state ^ it as u64))
}

fn mixed(state: u64) -> u64 {
    let mut z = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TENTH: Plan = Plan::Sample { permille: 100 };

    #[test]
    fn the_same_seed_draws_the_same_items() {
        assert_eq!(draw(TENTH, 7, 1, 418), draw(TENTH, 7, 1, 418));
        assert_ne!(draw(TENTH, 7, 1, 418), draw(TENTH, 8, 1, 418));
        assert_ne!(draw(TENTH, 7, 1, 418), draw(TENTH, 7, 2, 418));
    }

    #[test]
    fn a_tenth_is_rounded_up_and_never_nothing() {
        let cases = [(418, 42), (10, 1), (3, 1), (0, 0)];

        for (units, expected) in cases {
            assert_eq!(draw(TENTH, 7, 1, units).len(), expected, "{units}");
        }
        assert_eq!(draw(Plan::Sample { permille: 0 }, 7, 1, 418).len(), 0);
        assert_eq!(draw(Plan::All, 7, 1, 5), vec![1, 2, 3, 4, 5]);
    }

    #[test]
    fn every_position_has_about_the_same_chance() {
        let mut hits = [0i64; 100];

        for key in 0..2_000 {
            draw(TENTH, 42, key, 100)
                .into_iter()
                .for_each(|position| hits[position as usize - 1] += 1);
        }

        assert!(hits.iter().all(|it| (120..=280).contains(it)), "{hits:?}");
    }
}
