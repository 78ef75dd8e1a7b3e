//! The calendar of one worker under the plan: what is free, what is held, and where more could go.

use super::Situation;
use super::facts::Terms;
use crate::instance::{Instance, Worker};

/// 手持ち: what a worker holds, and the seconds that are left.
#[derive(Debug, Clone, Default)]
pub struct Hand {
    pub holds: Vec<Hold>,
    /// Seconds free in each bucket and in each week.
    pub free: Vec<i64>,
    pub week_free: Vec<i64>,
    /// Pay in cyen by year.
    pub pay: Vec<i128>,
}

/// One pair with its rows.
#[derive(Debug, Clone)]
pub struct Hold {
    pub package: usize,
    pub units: i64,
    pub rows: Vec<Stay>,
}

/// Seconds in a bucket at a place; none is home.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stay {
    pub bucket: usize,
    pub seconds: i64,
    pub site: Option<usize>,
}

/// Which rules of time and place hold for a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Freedom {
    /// Any bucket of the horizon, not only the window.
    pub any_day: bool,
    /// Any place, equipped and with a seat.
    pub any_place: bool,
    /// A calendar with nothing in it yet.
    pub empty: bool,
}

impl Freedom {
    /// As the order asks.
    pub const NONE: Freedom = Freedom {
        any_day: false,
        any_place: false,
        empty: false,
    };
}

impl Hand {
    /// A worker with nothing to do.
    pub fn new(it: &Worker, buckets: usize, weeks: usize, years: usize) -> Hand {
        let committed = it.committed_seconds.as_deref().unwrap_or_default();
        let free = (0..buckets).map(|at| {
            let offered = it.avail_seconds.get(at).copied().unwrap_or(0);
            (offered - committed.get(at).copied().unwrap_or(0)).max(0)
        });
        Hand {
            holds: Vec::new(),
            free: free.collect(),
            week_free: vec![it.max_week_seconds; weeks],
            pay: vec![0; years],
        }
    }

    /// What it holds of a package.
    pub fn hold(&self, package: usize) -> Option<&Hold> {
        self.holds.iter().find(|it| it.package == package)
    }

    /// Puts so many units in these rows in the place of what was held of a package.
    pub fn replace(&mut self, week_of: &[usize], package: usize, units: i64, rows: Vec<Stay>) {
        if let Some(at) = self.holds.iter().position(|it| it.package == package) {
            for row in &self.holds[at].rows {
                self.free[row.bucket] += row.seconds;
                self.week_free[week_of[row.bucket]] += row.seconds;
            }
            if units == 0 {
                self.holds.remove(at);
            } else {
                self.holds[at].units = units;
                self.holds[at].rows.clone_from(&rows);
            }
        } else if units > 0 {
            let rows = rows.clone();
            self.holds.push(Hold {
                package,
                units,
                rows,
            });
        }
        if units > 0 {
            for row in &rows {
                self.free[row.bucket] -= row.seconds;
                self.week_free[week_of[row.bucket]] -= row.seconds;
            }
        }
    }

    /// Seat-slots, as (site, bucket, slots).
    pub fn slots(&self, instance: &Instance) -> Vec<(usize, usize, i64)> {
        let mut stays: Vec<(usize, usize, i64)> = Vec::new();
        for row in self.holds.iter().flat_map(|it| &it.rows) {
            let Some(site) = row.site else { continue };
            match stays
                .iter_mut()
                .find(|it| (it.0, it.1) == (site, row.bucket))
            {
                Some(stay) => stay.2 += row.seconds,
                None => stays.push((site, row.bucket, row.seconds)),
            }
        }
        for stay in &mut stays {
            let length = instance.sites[stay.0].slot_seconds.max(1);
            stay.2 = (stay.2 + length - 1) / length;
        }
        stays
    }

    fn seconds_at(&self, site: usize, bucket: usize) -> i64 {
        let rows = self.holds.iter().flat_map(|it| &it.rows);
        let here = rows.filter(|it| it.site == Some(site) && it.bucket == bucket);
        here.map(|it| it.seconds).sum()
    }
}

impl Situation {
    /// Seconds that a worker could give to a package beside everything he does already.
    pub fn room(&self, worker: usize, package: usize, freedom: Freedom) -> i64 {
        let mut total = 0;
        self.each_room(worker, package, freedom, |_, seconds, _| {
            total += seconds;
            true
        });
        total
    }

    /// Rows for so many seconds, if they fit: early days first.
    pub fn laid(
        &self,
        worker: usize,
        package: usize,
        freedom: Freedom,
        wanted: i64,
    ) -> Option<Vec<Stay>> {
        let (mut rows, mut left) = (Vec::new(), wanted);
        if left > 0 {
            self.each_room(worker, package, freedom, |bucket, seconds, site| {
                let part = seconds.min(left);
                rows.push(Stay {
                    bucket,
                    seconds: part,
                    site,
                });
                left -= part;
                left > 0
            });
        }
        (left <= 0).then_some(rows)
    }

    /// Walks over the free seconds of a worker that a package could use, bucket by bucket.
    fn each_room(
        &self,
        worker: usize,
        package: usize,
        freedom: Freedom,
        mut visit: impl FnMut(usize, i64, Option<usize>) -> bool,
    ) {
        let (hand, job) = (&self.hands[worker], &self.orders[package]);
        let it = &self.instance.workers[worker];
        let home = self.at_home(worker, package);
        let anywhere = freedom.any_place.then(|| self.some_place(worker, package));
        let sites = if home || anywhere.is_some() {
            Vec::new()
        } else {
            self.sites(worker, package)
        };
        if !home && anywhere.is_none() && sites.is_empty() {
            return;
        }
        // The window of the order comes first; other days only where they may be used at all.
        let beyond = if freedom.any_day {
            0..self.week_of.len()
        } else {
            0..0
        };
        let window = job.first..job.end;
        let days = window
            .clone()
            .chain(beyond.filter(|it| !window.contains(it)));
        let mut week_left = if freedom.empty {
            vec![it.max_week_seconds; self.weeks]
        } else {
            hand.week_free.clone()
        };
        for bucket in days {
            let free = if freedom.empty {
                offered(it, bucket)
            } else {
                hand.free[bucket]
            };
            let free = free.min(week_left[self.week_of[bucket]]);
            if free <= 0 {
                continue;
            }
            let (seconds, site) = if home {
                (free, None)
            } else if let Some(place) = anywhere {
                (free, place)
            } else {
                let best = sites.iter().map(|site| {
                    (
                        self.seat_seconds(worker, *site, bucket, freedom.empty),
                        *site,
                    )
                });
                match best
                    .max_by_key(|it| (it.0.min(free), -self.instance.sites[it.1].slot_cost_yen))
                {
                    Some((seconds, site)) => (free.min(seconds), Some(site)),
                    None => (0, None),
                }
            };
            if seconds <= 0 {
                continue;
            }
            week_left[self.week_of[bucket]] -= seconds;
            if !visit(bucket, seconds, site) {
                return;
            }
        }
    }

    /// Where a package would be done if equipment, access and seats were given.
    pub fn some_place(&self, worker: usize, package: usize) -> Option<usize> {
        let job = &self.orders[package];
        if job.security == crate::instance::Security::Home {
            return None;
        }
        let town = &self.instance.workers[worker].municipality;
        let mut fit = (0..self.instance.sites.len())
            .filter(|at| super::facts::serves(self.instance.sites[*at].site_type, job.security));
        let near = fit
            .clone()
            .find(|at| self.people[worker].sites.contains(at));
        let near = near.or_else(|| {
            fit.clone()
                .find(|at| self.instance.sites[*at].municipality == *town)
        });
        near.or_else(|| fit.next())
    }

    /// Seconds that a worker could still sit at a site in a bucket.
    fn seat_seconds(&self, worker: usize, site: usize, bucket: usize, someone_else: bool) -> i64 {
        let it = &self.instance.sites[site];
        let open = it.slots_open.get(bucket).copied().unwrap_or(0);
        let length = it.slot_seconds.max(1);
        let here = if someone_else {
            0
        } else {
            self.hands[worker].seconds_at(site, bucket)
        };
        let own = (here + length - 1) / length;
        let more = (open - own)
            .min(it.seats * open - self.booked[site][bucket])
            .max(0);
        (own + more) * length - here
    }

    /// Units more that hours leave for a pair at these terms.
    pub fn units_in_room(
        &self,
        worker: usize,
        package: usize,
        terms: &Terms,
        freedom: Freedom,
    ) -> i64 {
        let unit_seconds = self.instance.packages[package].unit_seconds;
        let room = self.room(worker, package, freedom);
        let hold = self.hold(worker, package);
        let laid: i64 = hold.map_or(0, |it| it.rows.iter().map(|row| row.seconds).sum());
        let own = hold.map_or(0, |it| it.units);
        (terms.units_in(unit_seconds, laid.saturating_add(room)) - own).max(0)
    }
}

/// Seconds offered in a bucket, what is promised elsewhere taken off.
pub fn offered(it: &Worker, bucket: usize) -> i64 {
    let committed = it.committed_seconds.as_deref().unwrap_or_default();
    let offered = it.avail_seconds.get(bucket).copied().unwrap_or(0);
    (offered - committed.get(bucket).copied().unwrap_or(0)).max(0)
}
