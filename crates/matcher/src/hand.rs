//! What one worker has in hand, laid out over her calendar.
//! Work at home is a flow from packages over buckets to weeks, so it fits exactly when it can;
//! work on site is laid down first, where seats are free.

use crate::market::{Column, Market};
use crate::seats::Seats;

/// 手持ちの仕事: the pairs of one worker with their seconds in each bucket.
#[derive(Debug, Clone, Default)]
pub struct Hand {
    pub holds: Vec<Hold>,
    /// Seconds taken in each bucket and in each week.
    pub day: Vec<i64>,
    pub week: Vec<i64>,
}

/// One pair in a hand.
#[derive(Debug, Clone)]
pub struct Hold {
    pub column: usize,
    pub package: usize,
    pub units: i64,
    /// Seconds laid out, at home and away together.
    pub seconds: i64,
    pub home: Vec<i64>,
    pub away: Vec<Visit>,
}

/// 来所予定: seconds at a site in a bucket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Visit {
    pub bucket: usize,
    pub site: usize,
    pub seconds: i64,
}

/// A step of the search for room: a pair, a bucket or a week.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Node {
    Hold(usize),
    Day(usize),
    Week(usize),
}

impl Hand {
    /// An empty hand.
    pub fn new(market: &Market) -> Hand {
        Hand {
            holds: Vec::new(),
            day: vec![0; market.week_of.len()],
            week: vec![0; market.weeks],
        }
    }

    /// The units of a package in this hand.
    pub fn units(&self, package: usize) -> i64 {
        self.holds
            .iter()
            .find(|it| it.package == package)
            .map_or(0, |it| it.units)
    }

    /// The seat-slots that this hand books, as (site, bucket, slots).
    pub fn slots(&self, market: &Market) -> Vec<(usize, usize, i64)> {
        let mut stays: Vec<(usize, usize, i64)> = Vec::new();
        for visit in self.holds.iter().flat_map(|it| &it.away) {
            match stays
                .iter_mut()
                .find(|it| it.0 == visit.site && it.1 == visit.bucket)
            {
                Some(stay) => stay.2 += visit.seconds,
                None => stays.push((visit.site, visit.bucket, visit.seconds)),
            }
        }
        for stay in &mut stays {
            stay.2 = slots_for(stay.2, market.sites[stay.0].slot_seconds);
        }
        stays
    }

    /// Gives a column so many units, laying out the time anew as far as needed.
    /// False when it does not fit; the hand is then to be thrown away. `seats` is without this hand.
    pub fn set(&mut self, market: &Market, at: usize, units: i64, seats: &Seats) -> bool {
        let column = &market.columns[at];
        let found = self
            .holds
            .iter()
            .position(|it| it.package == column.package);
        if units == 0 {
            if let Some(hold) = found {
                self.take_back(market, hold, self.holds[hold].seconds);
                self.holds.remove(hold);
            }
            return true;
        }
        let hold = found.unwrap_or_else(|| {
            self.holds.push(Hold {
                column: at,
                package: column.package,
                units: 0,
                seconds: 0,
                home: vec![0; self.day.len()],
                away: Vec::new(),
            });
            self.holds.len() - 1
        });
        self.holds[hold].units = units;
        let need = column.need(market.packages[column.package].it.unit_seconds, units);
        let more = need - self.holds[hold].seconds;
        if more <= 0 {
            self.take_back(market, hold, -more);
            return true;
        }
        if column.home {
            return self.at_home(market, hold, more) == more;
        }
        self.away(market, hold, more, seats) == more || self.laid_anew(market, seats)
    }

    /// Seconds that could be added to a column at most, counting what can be moved aside.
    pub fn room(&self, market: &Market, at: usize, wanted: i64, seats: Option<&Seats>) -> i64 {
        let column = &market.columns[at];
        let mut tried = self.clone();
        tried.holds.push(Hold {
            column: at,
            package: column.package,
            units: 0,
            seconds: 0,
            home: vec![0; self.day.len()],
            away: Vec::new(),
        });
        let hold = tried.holds.len() - 1;
        match seats {
            Some(seats) if !column.home => tried.away(market, hold, wanted, seats),
            _ => tried.at_home(market, hold, wanted),
        }
    }

    /// Seconds that are free as the hand lies; a quick lower bound of `room`.
    pub fn free(&self, market: &Market, column: &Column, seats: &Seats) -> i64 {
        let (person, job) = (
            &market.workers[column.worker],
            &market.packages[column.package],
        );
        let (mut total, mut sum, mut week) = (0, 0, usize::MAX);
        for bucket in job.first..job.end {
            if market.week_of[bucket] != week {
                total += self.week_part(person.it.max_week_seconds, week, sum);
                (sum, week) = (0, market.week_of[bucket]);
            }
            let free = person.free[bucket] - self.day[bucket];
            if free <= 0 {
                continue;
            }
            sum += if column.home {
                free
            } else {
                free.min(seats.best(market, &column.sites, bucket))
            };
        }
        total + self.week_part(person.it.max_week_seconds, week, sum)
    }

    fn week_part(&self, cap: i64, week: usize, sum: i64) -> i64 {
        self.week
            .get(week)
            .map_or(0, |taken| sum.min((cap - taken).max(0)))
    }

    /// Takes seconds back, the latest first.
    fn take_back(&mut self, market: &Market, hold: usize, mut seconds: i64) {
        let it = &mut self.holds[hold];
        it.seconds -= seconds;
        while seconds > 0 {
            let Some(visit) = it.away.last_mut() else {
                break;
            };
            let part = visit.seconds.min(seconds);
            visit.seconds -= part;
            self.day[visit.bucket] -= part;
            self.week[market.week_of[visit.bucket]] -= part;
            seconds -= part;
            if visit.seconds == 0 {
                it.away.pop();
            }
        }
        for bucket in (0..it.home.len()).rev() {
            let part = it.home[bucket].min(seconds);
            it.home[bucket] -= part;
            self.day[bucket] -= part;
            self.week[market.week_of[bucket]] -= part;
            seconds -= part;
            if seconds == 0 {
                break;
            }
        }
    }

    /// Lays out everything from nothing: site work by its last day, then the work at home.
    fn laid_anew(&mut self, market: &Market, seats: &Seats) -> bool {
        let mut order: Vec<usize> = (0..self.holds.len()).collect();
        order.sort_by_key(|at| {
            let column = &market.columns[self.holds[*at].column];
            (
                column.home,
                market.packages[column.package].end,
                column.package,
            )
        });
        for hold in &order {
            let all = self.holds[*hold].seconds;
            self.take_back(market, *hold, all);
        }
        order.into_iter().all(|hold| {
            let column = &market.columns[self.holds[hold].column];
            let unit_seconds = market.packages[column.package].it.unit_seconds;
            let need = column.need(unit_seconds, self.holds[hold].units);
            let laid = if column.home {
                self.at_home(market, hold, need)
            } else {
                self.away(market, hold, need, seats)
            };
            laid == need
        })
    }

    /// Lays seconds on site, fullest slots first, and says how many found a seat.
    fn away(&mut self, market: &Market, hold: usize, wanted: i64, seats: &Seats) -> i64 {
        let column = &market.columns[self.holds[hold].column];
        let (person, job) = (
            &market.workers[column.worker],
            &market.packages[column.package],
        );
        let mut left = wanted;
        while left > 0 {
            let mut best: Option<((i64, i64), Visit)> = None;
            for bucket in job.first..job.end {
                let week = person.it.max_week_seconds - self.week[market.week_of[bucket]];
                let free = left.min(person.free[bucket] - self.day[bucket]).min(week);
                if free <= 0 {
                    continue;
                }
                for site in &column.sites {
                    let length = market.sites[*site].slot_seconds;
                    let here = self.seconds_at(*site, bucket);
                    let seconds = free.min(seats.left(market, *site, bucket) * length - here);
                    if seconds <= 0 {
                        continue;
                    }
                    let booked = slots_for(here, length);
                    let new = slots_for(here + seconds, length) - booked;
                    let cost = new * market.sites[*site].slot_cost_yen;
                    let rank = (seconds / new.max(1) + i64::from(new == 0) * 86_400, -cost);
                    if best.is_none_or(|(other, _)| other < rank) {
                        best = Some((
                            rank,
                            Visit {
                                bucket,
                                site: *site,
                                seconds,
                            },
                        ));
                    }
                }
            }
            let Some((_, visit)) = best else { break };
            self.visit(market, hold, visit);
            left -= visit.seconds;
        }
        wanted - left
    }

    fn seconds_at(&self, site: usize, bucket: usize) -> i64 {
        let visits = self.holds.iter().flat_map(|it| &it.away);
        visits
            .filter(|it| it.site == site && it.bucket == bucket)
            .map(|it| it.seconds)
            .sum()
    }

    /// Enters a visit of a column that holds so many units, as it is.
    pub fn enter(&mut self, market: &Market, at: usize, units: i64, visit: Visit) {
        let package = market.columns[at].package;
        let found = self.holds.iter().position(|it| it.package == package);
        let hold = found.unwrap_or_else(|| {
            self.holds.push(Hold {
                column: at,
                package,
                units,
                seconds: 0,
                home: vec![0; self.day.len()],
                away: Vec::new(),
            });
            self.holds.len() - 1
        });
        self.visit(market, hold, visit);
    }

    /// Enters a visit as it is.
    pub fn visit(&mut self, market: &Market, hold: usize, visit: Visit) {
        self.day[visit.bucket] += visit.seconds;
        self.week[market.week_of[visit.bucket]] += visit.seconds;
        let it = &mut self.holds[hold];
        it.seconds += visit.seconds;
        match it
            .away
            .iter_mut()
            .find(|it| it.site == visit.site && it.bucket == visit.bucket)
        {
            Some(same) => same.seconds += visit.seconds,
            None => it.away.push(visit),
        }
    }

    /// Lays seconds at home, moving other home work aside where that helps.
    fn at_home(&mut self, market: &Market, hold: usize, wanted: i64) -> i64 {
        let mut left = wanted;
        while left > 0 {
            let moved = self.widen(market, hold, left);
            if moved == 0 {
                break;
            }
            left -= moved;
        }
        self.holds[hold].seconds += wanted - left;
        wanted - left
    }

    /// One augmenting path from a pair to a week with room; the seconds that went through.
    fn widen(&mut self, market: &Market, hold: usize, left: i64) -> i64 {
        let first = market.columns[self.holds[hold].column].worker;
        let person = &market.workers[first];
        let (holds, days) = (self.holds.len(), self.day.len());
        let index = |node: Node| match node {
            Node::Hold(at) => at,
            Node::Day(at) => holds + at,
            Node::Week(at) => holds + days + at,
        };
        let mut from: Vec<Option<Node>> = vec![None; holds + days + self.week.len()];
        let mut queue = vec![Node::Hold(hold)];
        from[hold] = Some(Node::Hold(hold));
        let mut head = 0;
        while head < queue.len() {
            let node = queue[head];
            head += 1;
            let mut reach = |next: Node| {
                if from[index(next)].is_none() {
                    from[index(next)] = Some(node);
                    queue.push(next);
                }
            };
            match node {
                Node::Hold(at) => {
                    let job = &market.packages[self.holds[at].package];
                    (job.first..job.end)
                        .filter(|it| person.free[*it] > 0)
                        .for_each(|it| reach(Node::Day(it)));
                }
                Node::Day(at) => {
                    if self.day[at] < person.free[at] {
                        reach(Node::Week(market.week_of[at]));
                    }
                    (0..holds)
                        .filter(|it| self.holds[*it].home[at] > 0)
                        .for_each(|it| reach(Node::Hold(it)));
                }
                Node::Week(at) if self.week[at] < person.it.max_week_seconds => {
                    return self.push(
                        person.it.max_week_seconds,
                        &person.free,
                        &from,
                        index,
                        node,
                        left,
                    );
                }
                Node::Week(at) => (0..days)
                    .filter(|it| {
                        market.week_of[*it] == at
                            && self.holds.iter().any(|hold| hold.home[*it] > 0)
                    })
                    .for_each(|it| reach(Node::Day(it))),
            }
        }
        0
    }

    /// Sends as much as fits along the path that ends in a week with room.
    fn push(
        &mut self,
        week_cap: i64,
        free: &[i64],
        from: &[Option<Node>],
        index: impl Fn(Node) -> usize,
        end: Node,
        left: i64,
    ) -> i64 {
        let mut steps = Vec::new();
        let mut node = end;
        while let Some(before) = from[index(node)].filter(|before| *before != node) {
            steps.push((before, node));
            node = before;
        }
        let mut amount = left;
        if let Node::Week(at) = end {
            amount = amount.min(week_cap - self.week[at]);
        }
        for step in &steps {
            amount = amount.min(match *step {
                (Node::Day(day), Node::Week(_)) => free[day] - self.day[day],
                (Node::Day(day), Node::Hold(hold)) => self.holds[hold].home[day],
                (Node::Week(_), Node::Day(day)) => self.holds.iter().map(|it| it.home[day]).sum(),
                _ => amount,
            });
        }
        for step in &steps {
            match *step {
                (Node::Hold(hold), Node::Day(day)) => self.holds[hold].home[day] += amount,
                (Node::Day(day), Node::Hold(hold)) => self.holds[hold].home[day] -= amount,
                (Node::Day(day), Node::Week(_)) => self.day[day] += amount,
                (Node::Week(_), Node::Day(day)) => self.day[day] -= amount,
                _ => {}
            }
        }
        if let Node::Week(at) = end {
            self.week[at] += amount;
        }
        amount
    }
}

/// Slots that cover so many seconds.
pub fn slots_for(seconds: i64, slot_seconds: i64) -> i64 {
    (seconds + slot_seconds - 1) / slot_seconds
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::instance::Instance;
    use serde_json::json;

    /// Four hours a week and four each day; A takes four hours in two weeks, B two on Tuesday.
    /// Day by day, earliest first, A would spend the first week on Monday.
    #[test]
    fn a_week_is_not_spent_on_what_can_wait() {
        let package = |id: &str, first: i64, last: i64, units: i64| {
            json!({
                "id": id, "client": "c", "kind": "k", "units": units, "unit_seconds": 3600, "price_cyen": 2,
                "pay_cyen": 1, "rework_cyen": 1, "priority": 1, "skills": {}, "languages": [], "equipment": [],
                "security": "home", "release": first, "plan_due": last, "due": last, "min_chunk": 1,
                "max_share_pct": 100, "min_team": 1, "max_team": 1, "max_defect_ppm": 1000000,
                "review_seconds": 0, "director": "g", "pay_year": 2026
            })
        };
        let whole = json!({
            "format": "matching-instance/1", "name": "weeks", "skills": [], "kinds": [{"id": "k"}],
            "buckets": (0..14).map(|day| json!({"week": day / 7})).collect::<Vec<_>>(),
            "municipalities": [{"id": "m", "share_permille": 1000}], "sites": [],
            "directors": [{"id": "g", "span": 9, "review_seconds": 0}],
            "workers": [{
                "id": "w", "municipality": "m", "languages": [], "skills": {}, "equipment": [], "sites": [],
                "kinds": {"k": {"speed_pct": 100, "defect_ppm": 0, "defect_ppm_upper": 0, "review_pct": 0}},
                "avail_seconds": vec![14_400; 14], "max_week_seconds": 14_400, "max_packages": 9,
                "prefer_kinds": [], "income": {}, "target_yen": 1, "clients": [], "absence_pct": 1
            }],
            "packages": [package("a", 0, 13, 6), package("b", 1, 1, 2)],
            "params": {
                "kpi_yen": 1, "short_weight_pct_of_price": 100, "kpi_value_yen": 1, "fair_breaks_pct": [],
                "fair_weights_pct": [], "pair_cost_yen": 0, "continuity_yen_per_hour": 0,
                "prefer_yen_per_hour": 0, "absence_cost_pct_of_pay": 0, "muni_dev_pct": 0,
                "quota_pct_of_price": 0, "change_cost_yen": 0
            }
        });
        let instance =
            Instance::from_json(&whole.to_string()).expect("two weeks of one worker are valid");
        let market = Market::new(&instance);
        let seats = Seats::new(&market);
        let column = |id: &str| {
            market
                .column(0, market.package(id).expect("it is there"))
                .expect("it is eligible")
        };

        let mut hand = Hand::new(&market);
        assert!(hand.set(&market, column("a"), 6, &seats));
        assert!(hand.set(&market, column("b"), 2, &seats));

        assert_eq!(hand.week, [14_400, 14_400]);
        assert_eq!(hand.room(&market, column("a"), 1, None), 0);
    }
}
