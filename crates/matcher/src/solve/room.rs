//! How much of a package a worker could hold beside everything else, and giving it to her.

use super::calendar::{self, Load, MOST_SETS};
use super::ground::Pair;
use super::onsite::Desk;
use super::state::{State, Stay};
use crate::hand::{Hand, Visit};
use crate::seats::Seats;

/// What the director's side leaves to one part of a market that is searched in several.
#[derive(Debug, Clone, Default)]
pub struct Limits {
    /// Units that each column must keep; empty when nothing is fixed.
    pub least: Vec<i64>,
    pub span: Vec<i64>,
    pub review: Vec<i64>,
    /// Packages, workers and sites that stay as they are.
    pub shut_packages: Vec<bool>,
    pub shut_workers: Vec<bool>,
    pub shut_sites: Vec<bool>,
}

impl Limits {
    /// Everything may change.
    pub fn of(state: &State) -> Limits {
        let ground = state.ground;
        Limits {
            least: Vec::new(),
            span: ground.span.clone(),
            review: ground.review.clone(),
            shut_packages: vec![false; ground.packages.len()],
            shut_workers: vec![false; ground.people.len()],
            shut_sites: vec![false; ground.sites.len()],
        }
    }

    /// Whether a column may change.
    pub fn open(&self, state: &State, at: u32) -> bool {
        let pair = state.pair(at);
        let sites = state.ground.sites_of(pair);
        !self.shut_packages[pair.package as usize]
            && !self.shut_workers[pair.worker as usize]
            && sites.iter().all(|it| !self.shut_sites[*it as usize])
    }

    /// Units below which a column may not fall: 0, or no less than a chunk.
    pub fn least(&self, at: u32) -> i64 {
        self.least.get(at as usize).copied().unwrap_or(0)
    }
}

/// The state with what binds it from outside, and room to try things in.
#[derive(Clone)]
pub struct Table<'g> {
    pub state: State<'g>,
    pub limits: Limits,
    pub desk: Desk,
}

impl<'g> Table<'g> {
    /// A table on which everything may change.
    pub fn new(state: State<'g>) -> Table<'g> {
        Table {
            limits: Limits::of(&state),
            desk: Desk::default(),
            state,
        }
    }

    /// Units that a column could hold altogether; 0 when not even the smallest portion.
    pub fn room(&mut self, at: u32) -> i64 {
        let own = self.state.own(at);
        let most = self.room_in_package(at, own);
        let chunk = self.state.ground.packages[self.state.pair(at).package as usize].chunk;
        if most < chunk || most <= own {
            return own.min(most).max(0);
        }
        let most = self.room_of_worker(at, own, most);
        if most < chunk { 0 } else { most }
    }

    /// Units that demand, team, director and quality leave.
    pub fn room_in_package(&self, at: u32, own: i64) -> i64 {
        let state = &self.state;
        let ground = state.ground;
        let pair = state.pair(at);
        let package = pair.package as usize;
        let job = &ground.packages[package];
        let director = job.director as usize;
        let mut most = pair.most.min(job.units - state.units[package] + own);
        if most < job.chunk {
            return most.max(0);
        }
        if own == 0
            && (state.teams[package].len() >= job.max_team
                || state.span[director] >= self.limits.span[director])
        {
            return 0;
        }
        if pair.review > 0 {
            let left = self.limits.review[director] - state.review[director] + own * pair.review;
            if most * pair.review > left {
                most = left.max(0) / pair.review;
            }
        }
        if pair.above > 0 {
            let left = own * pair.above - state.excess[package];
            if most * pair.above > left {
                most = left.max(0) / pair.above;
            }
        }
        if !self.limits.open(state, at) {
            return most.min(own);
        }
        most
    }

    /// Units, up to so many, that the worker's calendar, ceiling and number of packages leave.
    pub fn room_of_worker(&mut self, at: u32, own: i64, most: i64) -> i64 {
        let ground = self.state.ground;
        let pair = self.state.pair(at);
        let worker = pair.worker as usize;
        let job = &ground.packages[pair.package as usize];
        if own == 0 && self.state.holds[worker].len() >= ground.people[worker].most {
            return 0;
        }
        let mut most = most.min(pair.most);
        if job.pay > 0 {
            let year = worker * ground.years + job.year as usize;
            let left = ground.allowed[year] - self.state.pay[year] + own * job.pay;
            if most * job.pay > left {
                most = left.max(0) / job.pay;
            }
        }
        if most < job.chunk {
            return 0;
        }
        if !pair.home {
            most = self.room_of_worker_roughly(at, own, most);
            if most < job.chunk || most <= own {
                return most;
            }
        }
        let wanted = ground.need(pair, most);
        let seconds = if pair.home {
            self.room_at_home(worker, at, (job.first, job.end))
        } else {
            self.draft(at, wanted)
        };
        if seconds >= wanted {
            most
        } else {
            ground.units_in(pair, seconds).min(most)
        }
    }

    /// The same without looking for seats or at other packages: an upper bound for ranking.
    pub fn room_of_worker_roughly(&self, at: u32, own: i64, most: i64) -> i64 {
        let ground = self.state.ground;
        let pair = self.state.pair(at);
        let job = &ground.packages[pair.package as usize];
        let (pre, left) = self.calendar(pair.worker as usize);
        let window = [(job.first, job.end)];
        let seconds = calendar::capacity(&ground.runs, pre, left, &window);
        let on_site = if pair.home { 0 } else { ground.need(pair, own) };
        ground.units_in(pair, seconds + on_site).min(most)
    }

    /// Seconds that a pair could take at home, what it takes now included.
    fn room_at_home(&self, worker: usize, at: u32, window: calendar::Window) -> i64 {
        let mut loads = [Load {
            window: (0, 0),
            need: 0,
        }; MOST_SETS];
        let Some(count) = self.home_loads(worker, at, &mut loads) else {
            return self.room_by_flow(worker, at);
        };
        let ground = self.state.ground;
        let (pre, left) = self.calendar(worker);
        calendar::room(&ground.runs, pre, left, window, &loads[..count])
    }

    /// Running sums of a worker's free seconds, and what her weeks still allow.
    pub fn calendar(&self, worker: usize) -> (&[i64], &[i64]) {
        let ground = self.state.ground;
        let days = ground.buckets + 1;
        (
            &self.state.pre[worker * days..(worker + 1) * days],
            &self.state.left[worker * ground.weeks..(worker + 1) * ground.weeks],
        )
    }

    /// What a worker does at home beside one column; `None` when it is too much to look at all sets.
    pub fn home_loads(&self, worker: usize, but: u32, loads: &mut [Load]) -> Option<usize> {
        let mut count = 0;
        for hold in &self.state.holds[worker] {
            let pair = self.state.pair(hold.column);
            if hold.column == but || !pair.home {
                continue;
            }
            if count == loads.len() {
                return None;
            }
            let job = &self.state.ground.packages[pair.package as usize];
            loads[count] = Load {
                window: (job.first, job.end),
                need: hold.need,
            };
            count += 1;
        }
        Some(count)
    }

    /// The same as `room_at_home` for a hand with very many packages, by laying everything out.
    pub fn room_by_flow(&self, worker: usize, at: u32) -> i64 {
        let market = self.state.ground.market;
        let Some(hand) = self.hand(worker, at) else {
            return 0;
        };
        hand.room(market, at as usize, i64::MAX / 2, None)
    }

    /// A worker's hand laid out day by day, what is due first before the rest, one column left out.
    pub fn hand(&self, worker: usize, but: u32) -> Option<Hand> {
        let market = self.state.ground.market;
        let mut hand = Hand::new(market);
        for stay in &self.state.stays[worker] {
            if stay.column != but {
                let units = self.state.own(stay.column);
                hand.enter(market, stay.column as usize, units, visit(stay));
            }
        }
        let seats = Seats::new(market);
        let mut holds = self.state.holds[worker].clone();
        holds.sort_unstable_by_key(|it| (self.window(it.column).1, it.column));
        for hold in &holds {
            let home = self.state.pair(hold.column).home;
            if home
                && hold.column != but
                && !hand.set(market, hold.column as usize, hold.units, &seats)
            {
                return None;
            }
        }
        Some(hand)
    }

    /// Gives a column so many units, which its room allows. False, and nothing is changed, when seats
    /// for them cannot be found after all.
    pub fn set(&mut self, at: u32, units: i64) -> bool {
        let pair = *self.state.pair(at);
        if !pair.home {
            let need = self.state.ground.need(&pair, units);
            if self.draft(at, need) < need {
                return false;
            }
            let drafted = self.desk.drafted();
            self.state.lay(pair.worker as usize, drafted);
        }
        self.state.enter(at, units);
        true
    }

    /// Whether a worker's own work at home still fits (`pre` and `left` being her calendar).
    pub fn home_fits(&self, loads: &[Load], pre: &[i64], left: &[i64]) -> bool {
        calendar::fits(&self.state.ground.runs, pre, left, loads)
    }

    fn window(&self, at: u32) -> calendar::Window {
        let job = &self.state.ground.packages[self.pair(at).package as usize];
        (job.first, job.end)
    }

    /// A column's facts.
    pub fn pair(&self, at: u32) -> &'g Pair {
        self.state.pair(at)
    }
}

fn visit(stay: &Stay) -> Visit {
    Visit {
        bucket: stay.bucket as usize,
        site: stay.site as usize,
        seconds: stay.seconds,
    }
}
