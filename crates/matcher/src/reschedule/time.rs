//! Finding time in one person's calendar without touching what is frozen: free hours on days that
//! are announced anyway, then other days, then by moving work at home aside.

use super::desk::Desk;
use super::ground::{Able, Ground};
use super::hold::{Hold, Lay};

/// What is free for someone after everything in hand.
struct Room {
    /// By bucket; 0 before the first that may change.
    day: Vec<i64>,
    week: Vec<i64>,
    /// Whether the day is announced already.
    works: Vec<bool>,
}

/// 空き時間: seconds that fit without moving anything, on announced days and altogether.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Free {
    pub announced: i64,
    pub all: i64,
}

/// Lays seconds for a pair in a hand; how many found a place.
pub fn lay(desk: &Desk, able: &Able, holds: &mut [Hold], at: usize, wanted: i64) -> i64 {
    let mut room = room(desk.ground, able.worker, holds);
    if !able.home {
        return away(desk, able, holds, at, &mut room, wanted);
    }
    let laid = direct(desk.ground, able, holds, at, &mut room, wanted);
    if laid == wanted || holds.len() == 1 {
        return laid;
    }
    laid + Aside::new(desk.ground, able.worker, holds, room).push(at, wanted - laid)
}

/// Free time for a package in the hand as it is.
pub fn free(desk: &Desk, able: &Able, package: usize) -> Free {
    let (ground, holds) = (desk.ground, &desk.hands[able.worker]);
    let mut room = room(ground, able.worker, holds);
    let (first, end) = ground.window(able.worker, package);
    let mut free = Free {
        announced: 0,
        all: 0,
    };
    for announced in [true, false] {
        for bucket in first..end {
            if room.works[bucket] != announced {
                continue;
            }
            let week = ground.week_of[bucket];
            let mut seconds = room.day[bucket].min(room.week[week]);
            if !able.home && seconds > 0 {
                let offers = able.sites.iter();
                let offers = offers.map(|site| seat_room(desk, able, holds, *site, bucket));
                seconds = seconds.min(offers.max().unwrap_or(0));
            }
            if seconds > 0 {
                room.week[week] -= seconds;
                free.all += seconds;
                free.announced += if announced { seconds } else { 0 };
            }
        }
    }
    free
}

fn room(ground: &Ground, worker: usize, holds: &[Hold]) -> Room {
    let (buckets, thaw) = (ground.buckets(), ground.thaw(worker));
    let mut room = Room {
        day: vec![0; buckets],
        week: vec![ground.worker(worker).max_week_seconds; ground.weeks],
        works: vec![false; buckets],
    };
    for bucket in thaw..buckets {
        room.day[bucket] = ground.offered(worker, bucket);
    }
    for row in holds.iter().flat_map(|it| &it.rows) {
        room.day[row.bucket] = (room.day[row.bucket] - row.seconds).max(0);
        room.week[ground.week_of[row.bucket]] -= row.seconds;
        room.works[row.bucket] = true;
    }
    room
}

/// Work at home where there is time as it is, announced days first.
fn direct(
    ground: &Ground,
    able: &Able,
    holds: &mut [Hold],
    at: usize,
    room: &mut Room,
    wanted: i64,
) -> i64 {
    let (first, end) = ground.window(able.worker, holds[at].package);
    let mut left = wanted;
    for announced in [true, false] {
        for bucket in first..end {
            let week = ground.week_of[bucket];
            let seconds = left.min(room.day[bucket]).min(room.week[week]);
            if room.works[bucket] != announced || seconds <= 0 {
                continue;
            }
            holds[at].add(Lay {
                bucket,
                site: None,
                seconds,
            });
            room.day[bucket] -= seconds;
            room.week[week] -= seconds;
            left -= seconds;
        }
    }
    wanted - left
}

/// Work on site: announced days first, then wherever a slot is used best.
fn away(
    desk: &Desk,
    able: &Able,
    holds: &mut [Hold],
    at: usize,
    room: &mut Room,
    wanted: i64,
) -> i64 {
    let ground = desk.ground;
    let (first, end) = ground.window(able.worker, holds[at].package);
    let mut left = wanted;
    while left > 0 {
        let mut best: Option<((bool, i64, i64), Lay)> = None;
        for bucket in first..end {
            let free = left
                .min(room.day[bucket])
                .min(room.week[ground.week_of[bucket]]);
            if free <= 0 {
                continue;
            }
            for site in &able.sites {
                let seconds = free.min(seat_room(desk, able, holds, *site, bucket));
                if seconds <= 0 {
                    continue;
                }
                let length = ground.sites[*site].slot_seconds;
                let here = seconds_at(holds, *site, bucket);
                let new = (slots_for(here + seconds, length) - slots_for(here, length)).max(0);
                let rank = (
                    room.works[bucket],
                    seconds / new.max(1) + i64::from(new == 0) * length,
                    -new * ground.sites[*site].slot_cost_yen,
                );
                if best.is_none_or(|(other, _)| other < rank) {
                    let site = Some(*site);
                    best = Some((
                        rank,
                        Lay {
                            bucket,
                            site,
                            seconds,
                        },
                    ));
                }
            }
        }
        let Some((_, row)) = best else { break };
        holds[at].add(row);
        room.day[row.bucket] -= row.seconds;
        room.week[ground.week_of[row.bucket]] -= row.seconds;
        room.works[row.bucket] = true;
        left -= row.seconds;
    }
    wanted - left
}

/// Seconds that someone could still spend at a site in a bucket, beside what is in hand there.
fn seat_room(desk: &Desk, able: &Able, holds: &[Hold], site: usize, bucket: usize) -> i64 {
    let (it, open) = (
        desk.ground.sites[site],
        desk.ground.open[site].get(bucket).copied().unwrap_or(0),
    );
    let announced = seconds_at(&desk.hands[able.worker], site, bucket);
    let others = desk.booked[site][bucket] - slots_for(announced, it.slot_seconds);
    let slots = open.min(it.seats * open - others).max(0);
    (slots * it.slot_seconds - seconds_at(holds, site, bucket)).max(0)
}

fn seconds_at(holds: &[Hold], site: usize, bucket: usize) -> i64 {
    let rows = holds.iter().flat_map(|it| &it.rows);
    rows.filter(|it| it.site == Some(site) && it.bucket == bucket)
        .map(|it| it.seconds)
        .sum()
}

fn slots_for(seconds: i64, length: i64) -> i64 {
    (seconds + length - 1) / length
}

/// The slots that a hand books, as (site, bucket, slots).
pub fn slots(ground: &Ground, holds: &[Hold]) -> Vec<(usize, usize, i64)> {
    let mut stays: Vec<(usize, usize, i64)> = Vec::new();
    for row in holds.iter().flat_map(|it| &it.rows) {
        let Some(site) = row.site else { continue };
        let same = |it: &&mut (usize, usize, i64)| it.0 == site && it.1 == row.bucket;
        match stays.iter_mut().find(same) {
            Some(stay) => stay.2 += row.seconds,
            None => stays.push((site, row.bucket, row.seconds)),
        }
    }
    for stay in &mut stays {
        stay.2 = slots_for(stay.2, ground.sites[stay.0].slot_seconds);
    }
    stays
}

/// Work at home as a flow from pairs over days to weeks, so that what can make way does.
struct Aside<'s, 'g> {
    ground: &'g Ground<'g>,
    worker: usize,
    holds: &'s mut [Hold],
    room: Room,
    /// Seconds at home that may move, by pair and bucket.
    home: Vec<Vec<i64>>,
    windows: Vec<(usize, usize)>,
    offered: Vec<bool>,
}

impl<'s, 'g> Aside<'s, 'g> {
    fn new(ground: &'g Ground<'g>, worker: usize, holds: &'s mut [Hold], room: Room) -> Self {
        let (buckets, thaw) = (ground.buckets(), ground.thaw(worker));
        let home = holds.iter().map(|hold| {
            let mut home = vec![0; buckets];
            let rows = hold.rows.iter();
            rows.filter(|it| it.site.is_none() && it.bucket >= thaw)
                .for_each(|it| home[it.bucket] += it.seconds);
            home
        });
        Aside {
            home: home.collect(),
            windows: holds
                .iter()
                .map(|it| ground.window(worker, it.package))
                .collect(),
            offered: (0..buckets)
                .map(|it| it >= thaw && ground.offered(worker, it) > 0)
                .collect(),
            ground,
            worker,
            holds,
            room,
        }
    }

    /// Finds time for so many seconds of a pair; how many it found.
    fn push(mut self, at: usize, wanted: i64) -> i64 {
        let mut left = wanted;
        while left > 0 {
            let moved = self.path(at, left);
            if moved == 0 {
                break;
            }
            left -= moved;
        }
        let thaw = self.ground.thaw(self.worker);
        for (hold, home) in self.holds.iter_mut().zip(&self.home) {
            hold.rows.retain(|it| it.site.is_some() || it.bucket < thaw);
            let rows = home.iter().enumerate().filter(|it| *it.1 > 0);
            hold.rows.extend(rows.map(|(bucket, seconds)| Lay {
                bucket,
                site: None,
                seconds: *seconds,
            }));
            hold.rows.sort_unstable();
        }
        wanted - left
    }

    /// One augmenting path from a pair to a week with room. Nodes: pairs, then days, then weeks.
    fn path(&mut self, at: usize, left: i64) -> i64 {
        let (pairs, days) = (self.home.len(), self.offered.len());
        let weeks = pairs + days;
        let mut from = vec![usize::MAX; weeks + self.room.week.len()];
        from[at] = at;
        let mut queue = vec![at];
        let mut head = 0;
        while head < queue.len() {
            let node = queue[head];
            head += 1;
            if node >= weeks && self.room.week[node - weeks] > 0 {
                return self.send(&from, node, left);
            }
            for next in self.beyond(node) {
                if from[next] == usize::MAX {
                    from[next] = node;
                    queue.push(next);
                }
            }
        }
        0
    }

    fn beyond(&self, node: usize) -> Vec<usize> {
        let (pairs, days) = (self.home.len(), self.offered.len());
        if node < pairs {
            let (first, end) = self.windows[node];
            let open = (first..end).filter(|it| self.offered[*it]);
            return open.map(|it| pairs + it).collect();
        }
        if node < pairs + days {
            let day = node - pairs;
            let mut found = Vec::new();
            if self.room.day[day] > 0 {
                found.push(pairs + days + self.ground.week_of[day]);
            }
            found.extend((0..pairs).filter(|it| self.home[*it][day] > 0));
            return found;
        }
        let week = node - pairs - days;
        (0..days)
            .filter(|day| self.ground.week_of[*day] == week)
            .filter(|day| self.home.iter().any(|it| it[*day] > 0))
            .map(|day| pairs + day)
            .collect()
    }

    /// Sends as much as fits along a path, from its end back to its beginning.
    fn send(&mut self, from: &[usize], end: usize, left: i64) -> i64 {
        let (pairs, days) = (self.home.len(), self.offered.len());
        let mut steps = Vec::new();
        let mut node = end;
        while from[node] != node {
            steps.push((from[node], node));
            node = from[node];
        }
        let week = end - pairs - days;
        let mut amount = left.min(self.room.week[week]);
        for (a, b) in &steps {
            amount = amount.min(match (*a < pairs, *b < pairs) {
                (true, _) => i64::MAX,
                (_, true) => self.home[*b][*a - pairs],
                _ if *a < pairs + days => self.room.day[*a - pairs],
                _ => self.home.iter().map(|it| it[*b - pairs]).sum(),
            });
        }
        for (a, b) in steps {
            match (a < pairs, b < pairs) {
                (true, _) => self.home[a][b - pairs] += amount,
                (_, true) => self.home[b][a - pairs] -= amount,
                _ if a < pairs + days => self.room.day[a - pairs] -= amount,
                _ => self.room.day[b - pairs] += amount,
            }
        }
        self.room.week[week] -= amount;
        amount
    }
}
