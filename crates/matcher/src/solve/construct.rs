//! The first plan: package after package, those that fewest hours are offered for first.

use super::Search;
use super::fill::Manner;

impl Search<'_> {
    /// Begins every package that can be begun, then gives what is left to who is free.
    pub fn construct(&mut self) {
        let mut order: Vec<(bool, i64, u32)> = self
            .packages
            .iter()
            .map(|it| {
                let begun = self.table.state.units[*it as usize] > 0;
                (!begun, self.abundance(*it as usize), *it)
            })
            .collect();
        order.sort_unstable();
        for (_, _, package) in &order {
            self.staff(*package as usize, Manner::Deep);
        }
        for (_, _, package) in &order {
            self.staff(*package as usize, Manner::Thin);
        }
        self.table.state.keep();
    }

    /// Offered hours in permille of the hours that a package needs.
    fn abundance(&self, package: usize) -> i64 {
        let ground = self.table.state.ground;
        let job = &ground.packages[package];
        let columns = ground.of_package.at(package).iter();
        let offered: i128 = columns
            .map(|at| i128::from(ground.columns[*at as usize].most))
            .sum();
        i64::try_from(offered * 1000 / i128::from(job.units.max(1))).unwrap_or(i64::MAX)
    }

    /// Gives a package people, the best for an hour first; it is left sound.
    fn staff(&mut self, package: usize, manner: Manner) {
        let ground = self.table.state.ground;
        let mut ranked: Vec<(i64, u32)> = Vec::new();
        for at in ground.of_package.at(package) {
            let own = self.table.state.own(*at);
            let pair = self.table.pair(*at);
            let room = self.table.room_in_package(*at, own);
            let room = self.table.room_of_worker_roughly(*at, own, room);
            if room <= own || room < ground.packages[package].chunk {
                continue;
            }
            let gain = self.table.state.gain(*at, room);
            let hours = ground.need(pair, room - own).max(1) as f64;
            if gain > 0.0 {
                ranked.push(((gain / hours * 3_600_000.0) as i64, *at));
            }
        }
        ranked.sort_unstable_by(|a, b| b.cmp(a));
        for (_, at) in ranked {
            let state = &self.table.state;
            if state.units[package] >= ground.packages[package].units {
                break;
            }
            if state.own(at) > 0 {
                self.extend(at);
            } else if let Some(units) = self.portion(at, manner)
                && self.table.state.gain(at, units) > 0.0
            {
                self.table.set(at, units);
            }
        }
        if !self.table.state.sound(package) {
            self.mend(package);
        }
    }
}
