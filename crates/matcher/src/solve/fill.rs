//! Filling: giving a package people, or a person packages, the best value for an hour first.

use super::Work;
use crate::limits::{self, Case};
use crate::wishes::Worth;

/// How much one person is given at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    /// As much as fits.
    Deep,
    /// As much as makes the person count, so that more people get work.
    Thin,
}

/// Worth of an hour that noise is measured against: a tenth of a percent each step.
const EVEN: i128 = 1000;

impl Work<'_> {
    /// Gives a package people and its people more units, as long as that pays.
    pub fn fill(&mut self, package: usize, manner: Manner, noise: usize) {
        let market = self.board.market;
        for manner in [manner, Manner::Deep] {
            let mut ranked = self.ranked(&market.packages[package].columns, manner, noise);
            ranked.sort_unstable_by(|a, b| b.cmp(a));
            for (_, at) in ranked {
                if self.board.units[package] >= market.packages[package].it.units {
                    return;
                }
                self.widen(at, manner);
            }
        }
    }

    /// Gives a worker packages, as long as that pays.
    pub fn settle(&mut self, worker: usize, noise: usize) {
        let market = self.board.market;
        let mut ranked = self.ranked(&market.workers[worker].columns, Manner::Deep, noise);
        ranked.sort_unstable_by(|a, b| b.cmp(a));
        for (_, at) in ranked {
            let package = market.columns[at].package;
            let team = self.board.teams[package].len() as i64;
            if team + 1 >= market.packages[package].it.min_team {
                self.widen(at, Manner::Deep);
            }
        }
    }

    /// The columns that have room, by worth for an hour; noise in permille blurs the order.
    fn ranked(&mut self, columns: &[usize], manner: Manner, noise: usize) -> Vec<(i128, usize)> {
        let mut found = Vec::with_capacity(columns.len());
        for at in columns {
            let Some(units) = self.portion(*at, manner) else {
                continue;
            };
            let gain = self.gain(*at, units);
            if gain <= 0 {
                continue;
            }
            let column = &self.board.market.columns[*at];
            let package = self.board.market.packages[column.package].it;
            let hourly = gain * 3600 / i128::from(column.need(package.unit_seconds, units).max(1));
            let blur = EVEN + self.rng.below(noise + 1) as i128;
            found.push((hourly * blur, *at));
        }
        found
    }

    /// Units that a column could take on top of what it holds, if it is worth looking at.
    fn portion(&self, at: usize, manner: Manner) -> Option<i64> {
        if self.barred[at] {
            return None;
        }
        let (board, market) = (&self.board, self.board.market);
        let case = Case::new(board, at);
        let room = limits::room(&case) - case.own;
        if room <= 0 {
            return None;
        }
        let package = market.packages[case.column.package].it;
        let hand = &board.hands[case.column.worker];
        let free = hand.free(market, case.column, &board.seats);
        let mut units = room.min(case.column.units_in(package.unit_seconds, free));
        if case.own == 0 {
            if units < case.chunk() {
                return None;
            }
            let left = package.units - board.units[case.column.package] - units;
            if left > 0 && left < case.chunk() && units - case.chunk() + left >= case.chunk() {
                units -= case.chunk() - left;
            }
        }
        if manner == Manner::Thin {
            units = units.min(self.counting(&case).max(case.chunk()));
        }
        (units > 0).then_some(units)
    }

    /// Units that would bring the worker to the threshold of the indicator.
    fn counting(&self, case: &Case) -> i64 {
        let market = self.board.market;
        let params = &market.instance.params;
        let job = &market.packages[case.column.package];
        let worker = market.workers[case.column.worker].it;
        let earned = worker.kpi_earned_yen.unwrap_or_else(|| {
            worker
                .income
                .get(&market.years[job.year])
                .map_or(0, |it| it.earned_yen)
        });
        let paid = self.board.pay[case.column.worker][job.year];
        let lacking = (i128::from(params.kpi_yen) - i128::from(earned)) * 100 - paid;
        let pay = i128::from(job.it.pay_cyen.max(1));
        i64::try_from((lacking.max(0) + pay - 1) / pay).unwrap_or(i64::MAX)
    }

    /// What so many more units in a column would be worth, seats and balance apart.
    fn gain(&self, at: usize, units: i64) -> Worth {
        let (board, market) = (&self.board, self.board.market);
        let column = &market.columns[at];
        let job = &market.packages[column.package];
        let more = Worth::from(units);
        let paid = more * Worth::from(job.it.pay_cyen);
        let (people, fairness) = board.of_worker(column.worker, job.year, paid);
        let (people_now, fairness_now) = board.of_worker(column.worker, job.year, 0);
        let begun = if board.own(at) == 0 {
            board.pair_cost(at)
        } else {
            0
        };
        more * (column.delivery + column.margin + column.soft) + people - people_now + fairness
            - fairness_now
            - begun
    }

    /// Gives a column what it can take, if that pays. True when anything was given.
    pub fn widen(&mut self, at: usize, manner: Manner) -> bool {
        let Some(units) = self.portion(at, manner) else {
            return false;
        };
        if self.gain(at, units) <= 0 {
            return false;
        }
        let own = self.board.own(at);
        self.board.set(at, own + units)
    }

    /// Drops what a package cannot be begun with: the weakest until the team is good enough,
    /// everybody when it is too small.
    pub fn mend(&mut self, package: usize) {
        let market = self.board.market;
        while self.board.slack_ppm[package] < 0 {
            let weakest = self.board.teams[package].iter().copied();
            let Some(at) = weakest.max_by_key(|at| market.columns[*at].defect_ppm_upper) else {
                return;
            };
            self.board.set(at, 0);
        }
        if !self.board.sound(package) {
            for at in self.board.teams[package].clone() {
                self.board.set(at, 0);
            }
        }
    }
}
