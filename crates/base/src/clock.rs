//! The one place that reads the time; everything below `server` receives it as an argument.

use crate::{Day, Moment};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

/// Business time: the real clock, moved by an offset in a demonstration, or standing still in a test.
#[derive(Clone, Debug)]
pub struct Clock {
    offset_micros: i64,
    standing: Option<Arc<AtomicI64>>,
}

impl Clock {
    /// The clock on the wall.
    pub fn real() -> Clock {
        Clock {
            offset_micros: 0,
            standing: None,
        }
    }

    /// The clock on the wall, moved by so many microseconds.
    pub fn moved_by(offset_micros: i64) -> Clock {
        Clock {
            offset_micros,
            standing: None,
        }
    }

    /// A clock that stands at one instant until it is set again.
    pub fn standing_at(moment: Moment) -> Clock {
        Clock {
            offset_micros: 0,
            standing: Some(Arc::new(AtomicI64::new(moment.micros()))),
        }
    }

    /// Sets a standing clock; every clone follows. A running clock stays as it is.
    pub fn set(&self, moment: Moment) {
        if let Some(standing) = &self.standing {
            standing.store(moment.micros(), Ordering::SeqCst);
        }
    }

    /// The business instant.
    pub fn now(&self) -> Moment {
        let micros = match &self.standing {
            Some(standing) => standing.load(Ordering::SeqCst),
            None => jiff::Timestamp::now()
                .as_microsecond()
                .saturating_add(self.offset_micros),
        };
        Moment::from_micros(micros).expect("the clock is within the calendar")
    }

    /// The business day in Japan.
    pub fn today(&self) -> Day {
        self.now().day()
    }

    /// The real instant, for sign-ins, leases and one-time codes, which no demonstration moves.
    pub fn real_now(&self) -> Moment {
        match &self.standing {
            Some(_) => self.now(),
            None => Clock::real().now(),
        }
    }
}
