//! Deciding: what a course asks before its practical item, and which courses open a kind of work.

use crate::Refusal;

/// How far a person has come (進み具合).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// The numbers of the course's lessons.
    pub lessons: Vec<i64>,
    pub lessons_done: Vec<i64>,
    pub questions: i64,
    /// Questions whose latest answer is right.
    pub right: i64,
}

/// What to do next in a course.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// Read the lesson with this number.
    Lesson(i64),
    /// Answer the check.
    Check,
    /// Hand in the practical item.
    Practical,
}

impl Progress {
    /// The first thing left to do.
    pub fn next(&self) -> Next {
        let unread = self
            .lessons
            .iter()
            .find(|no| !self.lessons_done.contains(no));
        match unread {
            Some(no) => Next::Lesson(*no),
            None if self.right < self.questions => Next::Check,
            None => Next::Practical,
        }
    }

    /// The practical item is judged when lessons are read and every answer is right.
    pub fn ready(&self) -> Result<(), Refusal> {
        match self.next() {
            Next::Practical => Ok(()),
            Next::Check => Err(Refusal::CheckOpen {
                left: self.questions - self.right,
            }),
            Next::Lesson(_) => {
                let done = self
                    .lessons
                    .iter()
                    .filter(|no| self.lessons_done.contains(no))
                    .count();
                Err(Refusal::LessonsOpen {
                    left: (self.lessons.len() - done) as i64,
                })
            }
        }
    }
}

/// A question of the check: the choices in order, and which of them is right (counted from 0).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewQuestion {
    pub question: String,
    pub choices: Vec<String>,
    pub right: i64,
    /// Why that one is right; shown after answering.
    pub why: String,
}

impl NewQuestion {
    /// Refuses a question that nobody could answer.
    pub fn checked(&self) -> Result<(), Refusal> {
        let choices = self.choices.len();
        let answerable = (2..=6).contains(&choices) && (0..choices as i64).contains(&self.right);
        let said =
            !self.question.trim().is_empty() && self.choices.iter().all(|it| !it.trim().is_empty());
        if answerable && said {
            Ok(())
        } else {
            Err(Refusal::QuestionUnclear)
        }
    }
}

/// A level that a kind of work needs and a person does not have yet: (needed, has).
pub fn gap(needed: i64, has: i64) -> Option<(i64, i64)> {
    (has < needed).then_some((needed, has))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn progress(done: &[i64], right: i64) -> Progress {
        Progress {
            lessons: vec![1, 2, 3],
            lessons_done: done.to_vec(),
            questions: 2,
            right,
        }
    }

    #[test]
    fn lessons_come_before_the_check_and_the_check_before_the_practical_item() {
        let cases = [
            (progress(&[], 0), Next::Lesson(1), false),
            (progress(&[1, 3], 2), Next::Lesson(2), false),
            (progress(&[1, 2, 3], 1), Next::Check, false),
            (progress(&[1, 2, 3], 2), Next::Practical, true),
        ];

        for (progress, next, ready) in cases {
            assert_eq!(
                (progress.next(), progress.ready().is_ok()),
                (next, ready),
                "{progress:?}"
            );
        }
    }

    #[test]
    fn what_is_missing_is_counted() {
        assert_eq!(
            progress(&[2], 0).ready(),
            Err(Refusal::LessonsOpen { left: 2 })
        );
        assert_eq!(
            progress(&[1, 2, 3], 0).ready(),
            Err(Refusal::CheckOpen { left: 2 })
        );
    }

    #[test]
    fn a_question_has_at_least_two_choices_and_one_of_them_is_right() {
        let question = |choices: &[&str], right| NewQuestion {
            question: "同じビルに2店あるときは?".into(),
            choices: choices.iter().map(|it| (*it).to_owned()).collect(),
            right,
            why: String::new(),
        };

        assert!(question(&["別々に数える", "まとめる"], 0).checked().is_ok());
        assert!(question(&["別々に数える"], 0).checked().is_err());
        assert!(
            question(&["別々に数える", "まとめる"], 2)
                .checked()
                .is_err()
        );
        assert!(question(&["別々に数える", " "], 0).checked().is_err());
    }
}
