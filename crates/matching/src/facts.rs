//! Deciding: what is known when a plan is made. Everything comes from the reads of other capabilities.

use std::collections::BTreeSet;

use access::{AccountId, ClientId, MunicipalityId, SiteId};
use base::{Day, Yen};
use orders::Class;
use orders::{OrderId, PortionId};
use people::read::Candidate;
use people::{JobTypeId, SkillId, WorkerId};
use sites::read::Place;
use work::read::{Declined, Held};

/// The most days that one plan looks ahead.
pub const WINDOW_DAYS: i32 = 28;

/// 計画期間: the days of a plan, first and last included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    pub from: Day,
    pub until: Day,
}

impl Window {
    /// Four weeks from tomorrow.
    pub fn after(today: Day) -> Window {
        Window {
            from: today.plus_days(1),
            until: today.plus_days(WINDOW_DAYS),
        }
    }

    /// How many days it has.
    pub fn days(&self) -> usize {
        usize::try_from(self.from.days_until(self.until) + 1).unwrap_or(0)
    }

    /// Every day, in order.
    pub fn all(&self) -> impl Iterator<Item = Day> + use<> {
        let from = self.from;
        (0..self.days()).map(move |at| from.plus_days(at as i32))
    }

    /// The place of a day in the window; what lies outside counts as its first or last day.
    pub fn bucket(&self, day: Day) -> i64 {
        i64::from(self.from.days_until(day)).clamp(0, self.days() as i64 - 1)
    }

    /// The day at a place of the window.
    pub fn day(&self, bucket: i64) -> Day {
        self.from
            .plus_days(bucket.clamp(0, self.days() as i64 - 1) as i32)
    }
}

/// A work portion of the order that still has units to give (分担).
#[derive(Clone, Debug, PartialEq)]
pub struct Portion {
    pub id: PortionId,
    pub order: OrderId,
    pub class: Class,
    /// What the client ordered of it.
    pub units: i64,
    /// Units that nobody has been asked for yet.
    pub left: i64,
    /// People who have been asked or are at work.
    pub people: i64,
    pub unit_pay: Yen,
    pub standard_seconds: i64,
    /// True when every unit is looked at before delivery.
    pub all_checked: bool,
    pub min_chunk: i64,
    pub max_share_pct: i64,
    pub min_team: i64,
    pub max_team: i64,
    pub max_defect_ppm: i64,
    pub release_on: Day,
    pub plan_due_on: Day,
    pub due_on: Day,
    /// The day on which work delivered by the due date is paid for.
    pub pay_on: Day,
}

/// An order that is planned.
#[derive(Clone, Debug, PartialEq)]
pub struct Order {
    pub id: OrderId,
    pub client: ClientId,
    pub director: AccountId,
    pub job_type: JobTypeId,
    pub unit_price: Yen,
    /// Seconds for looking at one unit.
    pub check_seconds: i64,
}

/// Fees of one person.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fees {
    pub worker: WorkerId,
    pub fees: Yen,
}

/// Everything that one plan is made from.
#[derive(Clone, Debug)]
pub struct Facts {
    pub window: Window,
    /// One order, or every open order of the region.
    pub orders: Vec<Order>,
    pub portions: Vec<Portion>,
    pub people: Vec<Candidate>,
    /// The levels that each kind of work needs.
    pub needs: Vec<(JobTypeId, SkillId, i64)>,
    pub towns: Vec<MunicipalityId>,
    /// Agreed shares of all fees in thousandths (6.8); empty where the towns have agreed on none.
    pub shares: Shares,
    pub site_towns: Vec<(SiteId, MunicipalityId)>,
    pub places: Vec<Place>,
    /// Seat-slots taken already.
    pub booked: Vec<(SiteId, sites::Class, Day, i64)>,
    /// Sites that people say they reach.
    pub reach: Vec<(WorkerId, SiteId)>,
    /// Living work orders of the whole region.
    pub held: Vec<Held>,
    /// Portions of these orders that someone has passed on.
    pub declined: Vec<Declined>,
    /// Fees asked, agreed or accepted, by the calendar year in which they are paid.
    pub by_year: Vec<(i16, Vec<Fees>)>,
    /// The same for the fiscal year of the indicator.
    pub counted: Vec<Fees>,
    /// Clients and the people who have worked for them.
    pub knows_client: Vec<(ClientId, WorkerId)>,
}

/// 合意した配分: the towns' shares of all fees, in thousandths.
pub type Shares = Vec<(MunicipalityId, i64)>;

impl Facts {
    /// The order of a portion.
    pub fn order_of(&self, portion: &Portion) -> Option<&Order> {
        self.orders.iter().find(|it| it.id == portion.order)
    }

    /// The kinds of work that are planned, each once.
    pub fn kinds(&self) -> BTreeSet<JobTypeId> {
        self.orders.iter().map(|it| it.job_type).collect()
    }

    /// The levels that one kind of work needs.
    pub fn needs_of(&self, kind: JobTypeId) -> impl Iterator<Item = (SkillId, i64)> + '_ {
        let of_kind = self.needs.iter().filter(move |it| it.0 == kind);
        of_kind.map(|it| (it.1, it.2))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plan_looks_four_weeks_ahead_from_tomorrow() {
        let window = Window::after(Day::known(2026, 12, 10));

        assert_eq!(
            (window.from, window.until, window.days()),
            (Day::known(2026, 12, 11), Day::known(2027, 1, 7), 28)
        );
        assert_eq!(window.bucket(Day::known(2026, 12, 13)), 2);
        assert_eq!(window.day(2), Day::known(2026, 12, 13));
        assert_eq!(window.all().last(), Some(window.until));
    }

    #[test]
    fn what_lies_outside_the_window_counts_at_its_edge() {
        let window = Window::after(Day::known(2026, 12, 10));

        assert_eq!(window.bucket(Day::known(2026, 12, 1)), 0);
        assert_eq!(window.bucket(Day::known(2027, 2, 26)), 27);
    }
}
