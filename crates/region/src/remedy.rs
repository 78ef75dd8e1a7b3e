//! Deciding: the state of a remedy (対策の状態).

use serde::{Deserialize, Serialize};

/// 対策: what became of it. One that nobody has written yet (未記入) is simply not there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RemedyState {
    /// 実施中.
    UnderWay,
    /// 効果確認.
    Reviewing,
    /// 完了.
    Done,
}

impl RemedyState {
    pub const ALL: [RemedyState; 3] = [
        RemedyState::UnderWay,
        RemedyState::Reviewing,
        RemedyState::Done,
    ];

    /// The name under which it is stored.
    pub fn name(self) -> &'static str {
        match self {
            RemedyState::UnderWay => "under_way",
            RemedyState::Reviewing => "reviewing",
            RemedyState::Done => "done",
        }
    }

    /// Reads a stored name.
    pub fn named(name: &str) -> Option<RemedyState> {
        RemedyState::ALL.into_iter().find(|it| it.name() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_is_read_back_from_its_name() {
        for state in RemedyState::ALL {
            assert_eq!(RemedyState::named(state.name()), Some(state));
        }
    }
}
