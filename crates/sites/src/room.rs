//! Deciding: rooms of a site, the three slots of a day, and the life of a seat booking (座席予約).

use crate::Refusal;
use base::Day;
use serde::{Deserialize, Serialize};
use webkit::Words;

macro_rules! named {
    ($(#[$doc:meta])* $name:ident { $($(#[$inner:meta])* $variant:ident = $stored:literal, $key:literal;)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$inner])* $variant,)+ }

        impl $name {
            /// Every one of them.
            pub const ALL: &[$name] = &[$($name::$variant),+];

            /// The name under which it is stored.
            pub fn name(self) -> &'static str {
                match self { $($name::$variant => $stored),+ }
            }

            /// Reads a stored name.
            pub fn named(name: &str) -> Option<$name> {
                $name::ALL.iter().copied().find(|it| it.name() == name)
            }

            /// The word on screen.
            pub fn words(self) -> Words {
                Words::new(match self { $($name::$variant => $key),+ })
            }
        }
    };
}

named! {
    /// The information class that a room allows (機密区分).
    Class {
        /// コワーキングスペース: open work.
        Open = "open", "sites-class-open";
        /// 機密エリア: open and secure work, for cleared people.
        Secure = "secure", "sites-class-secure";
    }
}

named! {
    /// A slot of three and a half hours in which a seat is booked (時間帯).
    Slot {
        /// 9:00–12:30
        Am = "am", "sites-slot-am";
        /// 13:00–16:30
        Pm = "pm", "sites-slot-pm";
        /// 17:00–20:30
        Evening = "evening", "sites-slot-evening";
    }
}

named! {
    /// Where a booking stands (席の状態).
    BookingState {
        /// 予約
        Booked = "booked", "sites-booking-booked";
        /// 利用中
        InUse = "in_use", "sites-booking-in-use";
        /// 終了
        Finished = "finished", "sites-booking-finished";
        /// 取消
        Cancelled = "cancelled", "sites-booking-cancelled";
    }
}

impl Slot {
    /// The length of a slot in seconds.
    pub const SECONDS: i64 = 7 * 1_800;

    /// The hour at which it begins.
    pub fn begins(self) -> i8 {
        match self {
            Slot::Am => 9,
            Slot::Pm => 13,
            Slot::Evening => 17,
        }
    }

    /// The slot that runs at this hour, or the next one of the day.
    pub fn at_hour(hour: i8) -> Option<Slot> {
        Slot::ALL.iter().copied().find(|it| hour < it.begins() + 4)
    }
}

/// What can happen to a booking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Arrive,
    Leave,
    Cancel,
}

impl BookingState {
    /// The whole life of a booking. Cancelling is free until one has arrived.
    pub fn after(self, step: Step) -> Result<BookingState, Refusal> {
        match (self, step) {
            (BookingState::Booked, Step::Arrive) => Ok(BookingState::InUse),
            (BookingState::InUse, Step::Leave) => Ok(BookingState::Finished),
            (BookingState::Booked, Step::Cancel) => Ok(BookingState::Cancelled),
            (state, _) => Err(Refusal::BookingOver { state }),
        }
    }
}

/// Seats are booked from today up to this many days ahead.
pub const BOOKABLE_DAYS: i32 = 60;

/// A seat may be booked for a day that has not passed and is not too far away.
pub fn bookable(on: Day, today: Day) -> Result<(), Refusal> {
    if (0..=BOOKABLE_DAYS).contains(&today.days_until(on)) {
        Ok(())
    } else {
        Err(Refusal::DayOutOfReach)
    }
}

/// What a person needs to have for a room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clearance {
    /// Cleared for secure rooms.
    pub secure: bool,
    /// Has given the secrecy pledge.
    pub pledged: bool,
}

/// Who may sit in a room of this class.
pub fn may_enter(class: Class, it: Clearance) -> Result<(), Refusal> {
    match class {
        Class::Open => Ok(()),
        Class::Secure if !it.pledged => Err(Refusal::NoPledge),
        Class::Secure if !it.secure => Err(Refusal::NotCleared),
        Class::Secure => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_booking_is_cancelled_freely_until_one_has_arrived() {
        let cases = [
            (
                BookingState::Booked,
                Step::Cancel,
                Some(BookingState::Cancelled),
            ),
            (
                BookingState::Booked,
                Step::Arrive,
                Some(BookingState::InUse),
            ),
            (
                BookingState::InUse,
                Step::Leave,
                Some(BookingState::Finished),
            ),
            (BookingState::InUse, Step::Cancel, None),
            (BookingState::Cancelled, Step::Arrive, None),
            (BookingState::Finished, Step::Arrive, None),
        ];

        for (state, step, expected) in cases {
            assert_eq!(state.after(step).ok(), expected, "{state:?} {step:?}");
        }
    }

    #[test]
    fn a_secure_room_asks_for_pledge_and_clearance_and_says_which_is_missing() {
        let clearance = |secure, pledged| Clearance { secure, pledged };

        assert_eq!(may_enter(Class::Open, clearance(false, false)), Ok(()));
        assert_eq!(
            may_enter(Class::Secure, clearance(true, false)),
            Err(Refusal::NoPledge)
        );
        assert_eq!(
            may_enter(Class::Secure, clearance(false, true)),
            Err(Refusal::NotCleared)
        );
        assert_eq!(may_enter(Class::Secure, clearance(true, true)), Ok(()));
    }

    #[test]
    fn a_seat_is_booked_from_today_on() {
        let today = Day::known(2027, 1, 18);

        assert_eq!(bookable(today, today), Ok(()));
        assert!(bookable(today.plus_days(-1), today).is_err());
        assert!(bookable(today.plus_days(61), today).is_err());
    }

    #[test]
    fn every_name_is_read_back_and_the_next_slot_of_the_day_is_found() {
        assert!(
            Slot::ALL
                .iter()
                .all(|it| Slot::named(it.name()) == Some(*it))
        );
        assert!(
            BookingState::ALL
                .iter()
                .all(|it| BookingState::named(it.name()) == Some(*it))
        );
        assert_eq!(Slot::at_hour(10), Some(Slot::Am));
        assert_eq!(Slot::at_hour(13), Some(Slot::Pm));
        assert_eq!(Slot::at_hour(22), None);
    }
}
