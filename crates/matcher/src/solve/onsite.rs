//! Work on site is laid out at once, slot by slot: the fullest slots first, because a seat that is
//! booked for half an hour is lost for the half-day.

use super::calendar::{self, Load, MOST_SETS};
use super::room::Table;
use super::state::Stay;

/// 席割りの下書き: buffers in which stays are laid out before they count.
#[derive(Debug, Clone, Default)]
pub struct Desk {
    stays: Vec<Stay>,
    offers: Vec<Offer>,
    pre: Vec<i64>,
    left: Vec<i64>,
}

impl Desk {
    /// The stays that were drafted last.
    pub fn drafted(&self) -> Vec<Stay> {
        self.stays.clone()
    }
}

/// Seconds that could be taken at one site in one bucket.
#[derive(Debug, Clone, Copy)]
struct Offer {
    /// Seconds for each slot that must be booked anew; more where none must.
    full: i64,
    /// Seats left there, in permille: where there are more, one more is missed less.
    spare: i64,
    bucket: u32,
    site: u32,
    seconds: i64,
}

impl Table<'_> {
    /// Drafts the stays of a column that needs so many seconds; how many could be laid out. What the
    /// column has already stays where it is as far as it is needed.
    pub fn draft(&mut self, at: u32, wanted: i64) -> i64 {
        let worker = self.pair(at).worker as usize;
        self.desk.stays.clear();
        self.desk.stays.extend(&self.state.stays[worker]);
        let own = self.desk.stays.iter().filter(|it| it.column == at);
        let has: i64 = own.map(|it| it.seconds).sum();
        if has >= wanted {
            self.trim(at, has - wanted);
            return wanted;
        }
        self.copy_calendar(worker);
        has + self.extend(at, wanted - has)
    }

    /// Takes seconds off a column's stays, the emptiest slots first.
    fn trim(&mut self, at: u32, mut seconds: i64) {
        let stays = &mut self.desk.stays;
        while seconds > 0 {
            let own = stays.iter().enumerate().filter(|it| it.1.column == at);
            let Some((found, stay)) = own.min_by_key(|it| (it.1.seconds, it.1.bucket, it.1.site))
            else {
                return;
            };
            let part = stay.seconds.min(seconds);
            seconds -= part;
            if part == stay.seconds {
                stays.remove(found);
            } else {
                stays[found].seconds -= part;
            }
        }
    }

    fn copy_calendar(&mut self, worker: usize) {
        let ground = self.state.ground;
        let (days, weeks) = (ground.buckets + 1, ground.weeks);
        let desk = &mut self.desk;
        desk.pre.clear();
        desk.pre
            .extend_from_slice(&self.state.pre[worker * days..(worker + 1) * days]);
        desk.left.clear();
        desk.left
            .extend_from_slice(&self.state.left[worker * weeks..(worker + 1) * weeks]);
    }

    /// Lays more seconds of a column into the draft; how many found a seat.
    fn extend(&mut self, at: u32, wanted: i64) -> i64 {
        let worker = self.pair(at).worker as usize;
        let mut loads = [Load {
            window: (0, 0),
            need: 0,
        }; MOST_SETS];
        let Some(count) = self.home_loads(worker, at, &mut loads) else {
            return 0;
        };
        self.offers(at, worker);
        let mut offers = std::mem::take(&mut self.desk.offers);
        offers.sort_unstable_by_key(|it| (-it.full, -it.spare, it.bucket, it.site, -it.seconds));
        let mut left = wanted;
        for offer in &offers {
            if left == 0 {
                break;
            }
            left -= self.take(at, *offer, left, &loads[..count]);
        }
        self.desk.offers = offers;
        wanted - left
    }

    /// Lists what the sites of a column offer in its window.
    fn offers(&mut self, at: u32, worker: usize) {
        let state = &self.state;
        let ground = state.ground;
        let pair = state.pair(at);
        let job = &ground.packages[pair.package as usize];
        let desk = &mut self.desk;
        desk.offers.clear();
        let kept = &state.stays[worker];
        for bucket in job.first..job.end {
            let free = (desk.pre[bucket + 1] - desk.pre[bucket])
                .min(desk.left[ground.market.week_of[bucket]]);
            if free <= 0 {
                continue;
            }
            for site in ground.sites_of(pair) {
                let place = &ground.sites[*site as usize];
                let all = place.seats * place.open[bucket];
                let mut seats = all - state.booked[*site as usize * ground.buckets + bucket];
                let mut offer = |full, spare: i64, seconds| {
                    if seconds > 0 {
                        desk.offers.push(Offer {
                            full,
                            spare: spare * 1000 / all,
                            bucket: bucket as u32,
                            site: *site,
                            seconds,
                        });
                    }
                };
                if kept.is_empty() && free <= place.slot {
                    if seats > 0 {
                        offer(free, seats, free);
                    }
                    continue;
                }
                let here = |stays: &[Stay]| -> i64 {
                    let same = |it: &&Stay| it.site == *site && it.bucket as usize == bucket;
                    stays.iter().filter(same).map(|it| it.seconds).sum()
                };
                let slots = |seconds: i64| (seconds + place.slot - 1) / place.slot;
                let own = here(&desk.stays);
                seats += slots(here(kept));
                let most = place.open[bucket].min(seats) * place.slot - own;
                let usable = free.min(most);
                let gap = (slots(own) * place.slot - own).min(usable);
                offer(i64::MAX, seats, gap);
                let whole = (usable - gap).max(0) / place.slot * place.slot;
                offer(place.slot, seats, whole);
                offer(usable - gap - whole, seats, usable - gap - whole);
            }
        }
    }

    /// Takes what an offer still has; how many seconds that were.
    fn take(&mut self, at: u32, offer: Offer, left: i64, loads: &[Load]) -> i64 {
        let ground = self.state.ground;
        let bucket = offer.bucket as usize;
        let week = ground.market.week_of[bucket];
        let free = (self.desk.pre[bucket + 1] - self.desk.pre[bucket]).min(self.desk.left[week]);
        let mut seconds = left.min(offer.seconds).min(free);
        if seconds <= 0 {
            return 0;
        }
        self.spend(bucket, week, seconds);
        if !loads.is_empty() && !self.home_fits(loads, &self.desk.pre, &self.desk.left) {
            self.spend(bucket, week, -seconds);
            seconds = seconds.min(self.slack(loads));
            if seconds <= 0 {
                return 0;
            }
            self.spend(bucket, week, seconds);
        }
        let same =
            |it: &&mut Stay| it.column == at && it.site == offer.site && it.bucket == offer.bucket;
        match self.desk.stays.iter_mut().find(same) {
            Some(stay) => stay.seconds += seconds,
            None => self.desk.stays.push(Stay {
                column: at,
                site: offer.site,
                bucket: offer.bucket,
                seconds,
            }),
        }
        seconds
    }

    fn spend(&mut self, bucket: usize, week: usize, seconds: i64) {
        self.desk.left[week] -= seconds;
        for sum in &mut self.desk.pre[bucket + 1..] {
            *sum -= seconds;
        }
    }

    /// Seconds that the work at home can spare on any day.
    fn slack(&self, loads: &[Load]) -> i64 {
        let runs = &self.state.ground.runs;
        let (pre, left) = (&self.desk.pre, &self.desk.left);
        let each = loads.iter().enumerate().map(|(at, load)| {
            let mut others = [*load; MOST_SETS];
            let before = loads[..at].iter().chain(&loads[at + 1..]);
            for (place, other) in others.iter_mut().zip(before) {
                *place = *other;
            }
            calendar::room(runs, pre, left, load.window, &others[..loads.len() - 1]) - load.need
        });
        each.min().unwrap_or(0)
    }
}
