//! Deciding: the one thing that a worker is shown first, and the reason when there is nothing.

use base::Day;
use people::Stage;

/// What a worker may have before them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Before {
    /// Returned work, by due date: which of the living work orders.
    pub returned: Option<usize>,
    /// Work under way, by due date.
    pub underway: Option<usize>,
    /// The offer whose answer is asked for first, and by when.
    pub offer: Option<(usize, Day)>,
    /// A payment notice waits for the worker's word.
    pub asked_about_payment: bool,
    /// A course is open to them that is not finished.
    pub course: bool,
}

/// つぎにすること: the one large card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Now {
    Answer(usize),
    Repair(usize),
    Continue(usize),
    Confirm,
    Learn,
    Wait,
}

/// The first thing to do. An offer that ends today goes before everything, since nothing else is lost today.
pub fn first(before: &Before, today: Day) -> Now {
    match before {
        Before {
            offer: Some((at, by)),
            ..
        } if *by <= today => Now::Answer(*at),
        Before {
            returned: Some(at), ..
        } => Now::Repair(*at),
        Before {
            underway: Some(at), ..
        } => Now::Continue(*at),
        Before {
            offer: Some((at, _)),
            ..
        } => Now::Answer(*at),
        Before {
            asked_about_payment: true,
            ..
        } => Now::Confirm,
        Before { course: true, .. } => Now::Learn,
        _ => Now::Wait,
    }
}

/// なぜ仕事がないか: the first reason met, told to the worker together with what would change it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// Delivered work is being looked at.
    InCheck,
    /// The registration is not complete yet.
    Joining,
    /// 休会.
    Resting,
    /// No hours are offered.
    NoHours,
    /// 仕事の量: there is none at the moment.
    Volume,
}

/// The reason for having nothing to do.
pub fn why(stage: Stage, weekly_minutes: i64, in_check: bool) -> Why {
    match stage {
        _ if in_check => Why::InCheck,
        Stage::Applied | Stage::Briefing | Stage::Training | Stage::AwaitingContract => {
            Why::Joining
        }
        Stage::Paused | Stage::Left => Why::Resting,
        Stage::Waiting | Stage::Active if weekly_minutes <= 0 => Why::NoHours,
        Stage::Waiting | Stage::Active => Why::Volume,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn today() -> Day {
        Day::known(2027, 1, 18)
    }

    fn everything() -> Before {
        let offer = Some((0, today().plus_days(3)));
        Before {
            returned: Some(1),
            underway: Some(0),
            offer,
            asked_about_payment: true,
            course: true,
        }
    }

    #[test]
    fn what_was_returned_comes_before_going_on() {
        assert_eq!(first(&everything(), today()), Now::Repair(1));
    }

    #[test]
    fn an_offer_that_ends_today_comes_before_everything() {
        let before = Before {
            offer: Some((2, today())),
            ..everything()
        };

        assert_eq!(first(&before, today()), Now::Answer(2));
    }

    #[test]
    fn each_matter_gives_way_to_the_one_before_it() {
        let mut before = Before {
            returned: None,
            ..everything()
        };
        assert_eq!(first(&before, today()), Now::Continue(0));
        before.underway = None;
        assert_eq!(first(&before, today()), Now::Answer(0));
        before.offer = None;
        assert_eq!(first(&before, today()), Now::Confirm);
        before.asked_about_payment = false;
        assert_eq!(first(&before, today()), Now::Learn);
        before.course = false;
        assert_eq!(first(&before, today()), Now::Wait);
    }

    #[test]
    fn a_worker_without_work_learns_the_first_reason() {
        assert_eq!(why(Stage::Waiting, 480, true), Why::InCheck);
        assert_eq!(why(Stage::Training, 0, false), Why::Joining);
        assert_eq!(why(Stage::Paused, 480, false), Why::Resting);
        assert_eq!(why(Stage::Waiting, 0, false), Why::NoHours);
        assert_eq!(why(Stage::Waiting, 480, false), Why::Volume);
    }
}
