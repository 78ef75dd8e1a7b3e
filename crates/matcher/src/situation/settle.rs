//! The plan settles around a change: people without work first, then orders that are short, then
//! those who gave something up. Every move must be possible and must pay; the order of moves is fixed.

use super::Situation;
use super::facts::Terms;
use super::hands::{Freedom, Stay};
use crate::wishes::Worth;

/// More units than anyone orders: what does not bind.
pub const ALL: i64 = i64::MAX / 4;

/// How many times one person is looked at in one round.
const TURNS: usize = 6;

/// One thing that could be given to a person.
struct Offer {
    value: Worth,
    package: usize,
    units: i64,
    terms: Terms,
    /// Who would give it up; nobody has it otherwise.
    giver: Option<usize>,
}

impl Situation {
    /// Units more that every limit but hours leaves for a pair.
    pub fn most(&self, worker: usize, package: usize, terms: &Terms) -> i64 {
        if !self.may_begin(worker, package) || !self.may_join(package, self.own(worker, package)) {
            return 0;
        }
        let share = self.orders[package].share - self.own(worker, package);
        let free = self.left(package).min(share);
        let free = free.min(self.under_ceiling(worker, package));
        let free = free.min(self.reviewable(package, terms));
        free.min(self.good_enough(package, terms)).max(0)
    }

    /// Whether the person may have one package more (or has this one).
    pub fn may_begin(&self, worker: usize, package: usize) -> bool {
        let most = self.instance.workers[worker].max_packages;
        self.own(worker, package) > 0 || (self.hands[worker].holds.len() as i64) < most
    }

    /// Whether team and director take one more in, where the person holds `own` units.
    pub fn may_join(&self, package: usize, own: i64) -> bool {
        let team = self.teams[package].members.len() as i64;
        let director = self.orders[package].director;
        own > 0
            || (team < self.instance.packages[package].max_team
                && self.span[director] < self.instance.directors[director].span)
    }

    /// Units that may still be paid under the ceiling of the year.
    pub fn under_ceiling(&self, worker: usize, package: usize) -> i64 {
        let year = self.orders[package].year;
        let income = &self.instance.workers[worker].income;
        let income = self.names.years.get(year).and_then(|it| income.get(it));
        let Some((income, ceiling)) = income.and_then(|it| Some((it, it.ceiling_yen?))) else {
            return ALL;
        };
        let earned = i128::from(income.earned_yen) * 100 + self.hands[worker].pay[year];
        let left = i128::from(ceiling) * 100 - earned;
        let pay = i128::from(self.instance.packages[package].pay_cyen);
        if left < 0 {
            0
        } else if pay <= 0 {
            ALL
        } else {
            super::whole(left / pay).min(ALL)
        }
    }

    /// Units that the director has time to review.
    pub fn reviewable(&self, package: usize, terms: &Terms) -> i64 {
        let each = i128::from(terms.review_pct)
            * i128::from(self.instance.packages[package].review_seconds);
        if each <= 0 {
            return ALL;
        }
        let director = self.orders[package].director;
        let most = i128::from(self.instance.directors[director].review_seconds) * 100;
        super::whole((most - self.review[director]).max(0) / each).min(ALL)
    }

    /// Units that the quality of the team can take in.
    pub fn good_enough(&self, package: usize, terms: &Terms) -> i64 {
        let above =
            i128::from(terms.defect_ppm_upper - self.instance.packages[package].max_defect_ppm);
        if above <= 0 {
            return ALL;
        }
        super::whole(self.teams[package].slack_ppm.max(0) / above).min(ALL)
    }

    /// Whether a team that has begun keeps its limits and its director's.
    pub fn sound(&self, package: usize) -> bool {
        let team = &self.teams[package];
        let (job, it) = (&self.orders[package], &self.instance.packages[package]);
        let director = &self.instance.directors[job.director];
        let people = team.members.len() as i64;
        people == 0
            || ((it.min_team..=it.max_team).contains(&people)
                && team.slack_ppm >= 0
                && team.units <= it.units
                && self.span[job.director] <= director.span
                && self.review[job.director] <= i128::from(director.review_seconds) * 100)
    }

    /// Gives a worker so many units more, if the hours are there. Other limits are the caller's.
    pub fn give(&mut self, worker: usize, package: usize, units: i64, terms: Terms) -> bool {
        let own = self.own(worker, package);
        let unit_seconds = self.instance.packages[package].unit_seconds;
        let mut rows = self
            .hold(worker, package)
            .map_or(Vec::new(), |it| it.rows.clone());
        let laid: i64 = rows.iter().map(|it| it.seconds).sum();
        let wanted = terms.need(unit_seconds, own + units) - laid;
        let Some(more) = self.laid(worker, package, Freedom::NONE, wanted) else {
            return false;
        };
        for row in more {
            add(&mut rows, row);
        }
        self.change(worker, package, own + units, terms, rows);
        true
    }

    /// Takes so many units from a worker, his latest hours first.
    pub fn take(&mut self, worker: usize, package: usize, units: i64) {
        let Some(terms) = self.people[worker].records[self.orders[package].kind] else {
            return;
        };
        let Some(hold) = self.hold(worker, package).cloned() else {
            return;
        };
        let kept = (hold.units - units).max(0);
        let need = terms.need(self.instance.packages[package].unit_seconds, kept);
        let mut rows = hold.rows;
        rows.sort_by_key(|it| it.bucket);
        let mut over: i64 = rows.iter().map(|it| it.seconds).sum::<i64>() - need;
        while over > 0 {
            let Some(last) = rows.last_mut() else { break };
            let part = last.seconds.min(over);
            last.seconds -= part;
            over -= part;
            if last.seconds == 0 {
                rows.pop();
            }
        }
        self.change(worker, package, kept, terms, rows);
    }

    /// What so many units more (or less) in a pair are worth; seats, balance and quotas apart.
    pub fn gain(&self, worker: usize, package: usize, units: i64, terms: &Terms) -> Worth {
        let year = self.orders[package].year;
        let more = Worth::from(units);
        let paid = more * Worth::from(self.instance.packages[package].pay_cyen);
        let (people, fairness) = self.of_worker(worker, year, paid);
        let (people_now, fairness_now) = self.of_worker(worker, year, 0);
        let own = self.own(worker, package);
        let begun = Worth::from(i64::from(own + units > 0) - i64::from(own > 0));
        let unit: Worth = self.per_unit(worker, package, terms).iter().sum();
        more * unit + people - people_now + fairness
            - fairness_now
            - begun * self.pair_cost(worker, package)
    }

    /// Units that would make a worker count, if he does not count yet.
    pub fn to_count(&self, worker: usize, package: usize) -> Option<i64> {
        if self.counts(worker) {
            return None;
        }
        let it = &self.instance.workers[worker];
        let year = self.orders[package].year;
        let (earned, paid) = match it.kpi_earned_yen {
            Some(earned) => (earned, self.hands[worker].pay.iter().sum()),
            None => {
                let income = self
                    .names
                    .years
                    .get(year)
                    .and_then(|label| it.income.get(label));
                (
                    income.map_or(0, |it| it.earned_yen),
                    self.hands[worker].pay[year],
                )
            }
        };
        let lacking = i128::from(self.instance.params.kpi_yen - earned) * 100 - paid;
        let pay = i128::from(self.instance.packages[package].pay_cyen);
        if pay <= 0 {
            return Some(ALL);
        }
        Some(super::whole((lacking.max(1) + pay - 1) / pay).min(ALL))
    }

    /// Gives a person the best single thing that pays. True when anything was given.
    pub fn place(&mut self, worker: usize) -> bool {
        if !self.people[worker].wants {
            return false;
        }
        let mut offers = self.offers(worker);
        offers.sort_by_key(|it| std::cmp::Reverse(it.value));
        offers.truncate(8);
        for offer in offers {
            let (mark, before) = (self.mark(), self.score());
            if let Some(giver) = offer.giver {
                self.take(giver, offer.package, offer.units);
            }
            let given = self.give(worker, offer.package, offer.units, offer.terms);
            if given && self.sound(offer.package) && self.score() > before {
                return true;
            }
            self.back_to(mark);
        }
        false
    }

    fn offers(&self, worker: usize) -> Vec<Offer> {
        let mut offers = Vec::new();
        let idle = self.hands[worker].free.iter().all(|it| *it <= 0);
        if idle {
            return offers;
        }
        for package in 0..self.orders.len() {
            let Some(terms) = self.eligible(worker, package) else {
                continue;
            };
            if !self.may_begin(worker, package) {
                continue;
            }
            let room = self.units_in_room(worker, package, &terms, Freedom::NONE);
            let room = room.min(self.under_ceiling(worker, package));
            let room = room.min(self.orders[package].share - self.own(worker, package));
            if room <= 0 {
                continue;
            }
            let enough = self.to_count(worker, package);
            let most = room.min(self.most(worker, package, &terms));
            if let Some(units) = self.portion(worker, package, most, enough) {
                let value = self.gain(worker, package, units, &terms);
                offers.push(Offer {
                    value,
                    package,
                    units,
                    terms,
                    giver: None,
                });
            }
            self.takeovers(worker, package, terms, room, enough, &mut offers);
        }
        offers.retain(|it| it.value > 0);
        offers
    }

    /// Units worth giving at once: what makes the person count, or as much as there is; never less than
    /// a portion, and no remainder that nobody could take.
    fn portion(
        &self,
        worker: usize,
        package: usize,
        most: i64,
        enough: Option<i64>,
    ) -> Option<i64> {
        let chunk = self.orders[package].chunk;
        let begins = self.own(worker, package) == 0;
        let least = if begins { chunk } else { 1 };
        if most < least
            || (begins
                && self.teams[package].members.is_empty()
                && self.instance.packages[package].min_team > 1)
        {
            return None;
        }
        let mut units = enough
            .filter(|it| *it <= most)
            .map_or(most, |it| it.max(least));
        let rest = self.left(package) - units;
        if rest > 0 && rest < chunk {
            if self.left(package) <= most {
                units = self.left(package);
            } else if units - (chunk - rest) >= least {
                units -= chunk - rest;
            }
        }
        Some(units)
    }

    /// What others of the team could hand over.
    fn takeovers(
        &self,
        worker: usize,
        package: usize,
        terms: Terms,
        room: i64,
        enough: Option<i64>,
        offers: &mut Vec<Offer>,
    ) {
        let chunk = self.orders[package].chunk;
        let own = self.own(worker, package);
        let least = if own == 0 { chunk } else { 1 };
        let joins = self.may_join(package, own);
        for giver in &self.teams[package].members {
            if *giver == worker {
                continue;
            }
            let has = self.own(*giver, package);
            let Some(his) = self.people[*giver].records[self.orders[package].kind] else {
                continue;
            };
            let part = enough.unwrap_or(room).max(least).min(room);
            let spare = has - chunk;
            let wanted = [part.min(spare), has];
            for units in wanted {
                let leaves = units == has;
                if units < least || units > room || (!leaves && !joins) {
                    continue;
                }
                let value = self.gain(worker, package, units, &terms)
                    + self.gain(*giver, package, -units, &his);
                if value > 0 {
                    offers.push(Offer {
                        value,
                        package,
                        units,
                        terms,
                        giver: Some(*giver),
                    });
                }
            }
        }
    }

    /// Gives an order people, best value for an hour first. True when anything was given.
    pub fn staff(&mut self, package: usize) -> bool {
        if self.left(package) <= 0 {
            return false;
        }
        let (mark, before) = (self.mark(), self.score());
        let least = self.instance.packages[package].min_team;
        let begins = self.teams[package].members.is_empty() && least > 1;
        for thin in [true, false] {
            let mut ranked = self.ranked(package, begins);
            ranked.sort_by(|a, b| b.cmp(a));
            for (_, _, worker) in ranked {
                if self.left(package) <= 0 {
                    break;
                }
                let worker = worker.0;
                let Some(terms) = self.eligible(worker, package) else {
                    continue;
                };
                let room = self.units_in_room(worker, package, &terms, Freedom::NONE);
                let mut most = room.min(self.most(worker, package, &terms));
                let missing = least - self.teams[package].members.len() as i64;
                let chunk = self.orders[package].chunk;
                if begins && missing > 1 {
                    // Leave a portion for each of the others who are needed to begin.
                    most = most.min(self.left(package) - (missing - 1) * chunk);
                }
                let small = if self.own(worker, package) > 0 {
                    1
                } else {
                    chunk
                };
                if most < small {
                    continue;
                }
                let enough = self
                    .to_count(worker, package)
                    .filter(|it| thin && *it <= most);
                let mut units = enough.map_or(most, |it| it.max(small));
                let rest = self.left(package) - units;
                if rest > 0 && rest < chunk && units - (chunk - rest) >= small {
                    units -= chunk - rest;
                }
                if self.gain(worker, package, units, &terms) > 0 {
                    self.give(worker, package, units, terms);
                }
            }
        }
        if self.mark() == mark {
            return false;
        }
        if self.sound(package) && self.score() > before {
            return true;
        }
        self.back_to(mark);
        false
    }

    /// Everyone with room, by quality where a team has to be found first, then by worth of an hour.
    fn ranked(&self, package: usize, begins: bool) -> Vec<(bool, Worth, std::cmp::Reverse<usize>)> {
        let asked = self.instance.packages[package].max_defect_ppm;
        let unit_seconds = self.instance.packages[package].unit_seconds;
        let mut found = Vec::new();
        for worker in 0..self.people.len() {
            let Some(terms) = self.eligible(worker, package) else {
                continue;
            };
            let good = begins && terms.defect_ppm_upper <= asked;
            let room = self.units_in_room(worker, package, &terms, Freedom::NONE);
            let room = if begins {
                room.min(self.left(package))
            } else {
                room.min(self.most(worker, package, &terms))
            };
            if room <= 0 {
                continue;
            }
            let units = self
                .to_count(worker, package)
                .map_or(room, |it| it.clamp(1, room));
            let gain = self.gain(worker, package, units, &terms);
            let hourly = gain * 3600 / Worth::from(terms.need(unit_seconds, units).max(1));
            if hourly > 0 {
                found.push((good, hourly, std::cmp::Reverse(worker)));
            }
        }
        found
    }

    /// Settles people and orders until nothing more pays, at most so many rounds; those who gave
    /// something up are looked at in the next round. True when anything changed.
    pub fn settle(&mut self, people: &[usize], orders: &[usize], rounds: usize) -> bool {
        let start = self.mark();
        let mut people = people.to_vec();
        for _ in 0..rounds {
            let mark = self.mark();
            for package in orders {
                self.staff(*package);
            }
            for worker in &people {
                for _ in 0..TURNS {
                    if !self.place(*worker) {
                        break;
                    }
                }
            }
            if self.mark() == mark {
                break;
            }
            people = self.touched(mark);
            people.extend(self.waiting());
            people.sort_by_key(|it| (self.counts(*it), *it));
            people.dedup();
        }
        self.mark() > start
    }

    /// People who want work and do not count yet or have none.
    pub fn waiting(&self) -> Vec<usize> {
        let all = 0..self.people.len();
        all.filter(|it| {
            self.people[*it].wants && (!self.counts(*it) || self.hands[*it].holds.is_empty())
        })
        .collect()
    }

    /// Orders with units left.
    pub fn short(&self) -> Vec<usize> {
        (0..self.orders.len())
            .filter(|it| self.left(*it) > 0)
            .collect()
    }

    /// Everything that waits or is short settles.
    pub fn settle_all(&mut self, rounds: usize) -> bool {
        let mut changed = false;
        for _ in 0..rounds {
            let (people, orders) = (self.waiting(), self.short());
            if !self.settle(&people, &orders, 3) {
                break;
            }
            changed = true;
        }
        changed
    }

    /// Forgets the way back.
    pub fn keep(&mut self) {
        self.journal.clear();
    }
}

/// Adds seconds to a row of the same day and place, or a row.
fn add(rows: &mut Vec<Stay>, row: Stay) {
    match rows
        .iter_mut()
        .find(|it| (it.bucket, it.site) == (row.bucket, row.site))
    {
        Some(same) => same.seconds += row.seconds,
        None => rows.push(row),
    }
}
