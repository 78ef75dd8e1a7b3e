//! Deciding: every way in which this crate says no, worded for the person reading it.

use crate::BookingState;
use access::Worded;
use webkit::{Words, words};

/// Why a seat or a room is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    DayOutOfReach,
    /// Every seat of the room is taken at this time.
    RoomFull,
    /// One person sits on one seat at a time.
    BookedElsewhere,
    BookingOver {
        state: BookingState,
    },
    NotToday,
    NoPledge,
    NotCleared,
    /// Entered already; one leaves one room before entering another.
    Inside,
    NotInside,
    PurposeMissing,
    NameMissing,
    SeatCount,
}

impl Worded for Refusal {
    fn words(&self) -> Words {
        match self {
            Refusal::DayOutOfReach => {
                words!("sites-day-out-of-reach", days = crate::room::BOOKABLE_DAYS)
            }
            Refusal::RoomFull => words!("sites-room-full"),
            Refusal::BookedElsewhere => words!("sites-booked-elsewhere"),
            Refusal::BookingOver { state } => words!("sites-booking-over", state = state.words()),
            Refusal::NotToday => words!("sites-not-today"),
            Refusal::NoPledge => words!("sites-no-pledge"),
            Refusal::NotCleared => words!("sites-not-cleared"),
            Refusal::Inside => words!("sites-inside"),
            Refusal::NotInside => words!("sites-not-inside"),
            Refusal::PurposeMissing => words!("sites-purpose-missing"),
            Refusal::NameMissing => words!("sites-name-missing"),
            Refusal::SeatCount => words!("sites-seat-count"),
        }
    }
}
