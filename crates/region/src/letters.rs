//! The letters of the form (A–D, A–E) and the words that it prints beside them.

use crate::grade::{Direction, Grade};
use std::collections::BTreeMap;
use webkit::words::speaking;
use webkit::{Lang, Words, words};

/// The words that the form prints beside the letters, in short, as data holds them.
pub(crate) fn words_of_letters<L: Lettered>(letters: &[L]) -> BTreeMap<String, String> {
    speaking(Lang::Ja, || {
        letters
            .iter()
            .map(|it| (it.sign().to_owned(), it.short().say()))
            .collect()
    })
}

/// A letter of the form with its words.
pub(crate) trait Lettered {
    fn sign(&self) -> &'static str;
    /// The words of the data: 「事業の改善」.
    fn short(&self) -> Words;
    /// The words of the form: 「事業の改善（…）」.
    fn long(&self) -> Words;
}

impl Lettered for Grade {
    fn sign(&self) -> &'static str {
        self.letter()
    }

    fn short(&self) -> Words {
        self.long()
    }

    fn long(&self) -> Words {
        match self {
            Grade::A => words!("region-grade-a"),
            Grade::B => words!("region-grade-b"),
            Grade::C => words!("region-grade-c"),
            Grade::D => words!("region-grade-d"),
        }
    }
}

impl Lettered for Direction {
    fn sign(&self) -> &'static str {
        self.letter()
    }

    fn short(&self) -> Words {
        match self {
            Direction::A => words!("region-direction-a"),
            Direction::B => words!("region-direction-b"),
            Direction::C => words!("region-direction-c"),
            Direction::D => words!("region-direction-d"),
            Direction::E => words!("region-direction-e"),
        }
    }

    fn long(&self) -> Words {
        match self {
            Direction::A => words!("region-direction-a-long"),
            Direction::B => words!("region-direction-b-long"),
            Direction::C => words!("region-direction-c-long"),
            Direction::D => words!("region-direction-d-long"),
            Direction::E => words!("region-direction-e-long"),
        }
    }
}
