//! From the search's state to a plan with days, and from a plan back.

use std::collections::HashMap;

use super::room::Table;
use super::state::Stay;
use crate::board::Board;
use crate::check::check;
use crate::hand::Hand;
use crate::market::Market;
use crate::plan::Plan;

impl Table<'_> {
    /// The plan with every hour laid out.
    pub fn plan(&self) -> Plan {
        let market = self.state.ground.market;
        let hands = (0..self.state.holds.len()).map(|worker| self.laid(market, worker));
        Board::plan_of(market, hands)
    }

    fn laid(&self, market: &Market, worker: usize) -> Hand {
        if self.state.holds[worker].is_empty() {
            return Hand::new(market);
        }
        self.hand(worker, u32::MAX)
            .expect("hours that fit by the least cut can be laid out")
    }

    /// Takes over what another part of the search, or the director, laid out already.
    pub fn take_over(&mut self, board: &Board) {
        for (worker, hand) in board.hands.iter().enumerate() {
            let mut stays = Vec::new();
            for hold in &hand.holds {
                self.state.enter(hold.column as u32, hold.units);
                stays.extend(hold.away.iter().map(|it| Stay {
                    column: hold.column as u32,
                    site: it.site as u32,
                    bucket: it.bucket as u32,
                    seconds: it.seconds,
                }));
            }
            if !stays.is_empty() {
                self.state.lay(worker, stays);
            }
        }
    }

    /// Starts from a plan: as it is written where it is possible and nothing is held yet, and
    /// otherwise each of its pairs as far as there is room.
    pub fn start_from(&mut self, plan: &Plan) {
        let market = self.state.ground.market;
        let empty = self.state.span.iter().all(|it| *it == 0);
        let untouched = empty && check(market.instance, plan).is_empty();
        let sites: HashMap<&str, u32> = market
            .sites
            .iter()
            .enumerate()
            .map(|(at, it)| (&*it.id, at as u32))
            .collect();
        let mut stays: HashMap<usize, Vec<Stay>> = HashMap::new();
        for it in &plan.assignments {
            let pair = market.worker(&it.worker).zip(market.package(&it.package));
            let Some(at) = pair.and_then(|(worker, package)| market.column(worker, package)) else {
                continue;
            };
            let at = at as u32;
            let pair = *self.pair(at);
            if !untouched || it.units > pair.most {
                let units = self.room(at).min(it.units);
                let chunk = self.state.ground.packages[pair.package as usize].chunk;
                if units >= chunk && units > self.state.own(at) {
                    self.set(at, units);
                }
                continue;
            }
            self.state.enter(at, it.units);
            if pair.home {
                continue;
            }
            let mut need = self.state.ground.need(&pair, it.units);
            let own = stays.entry(pair.worker as usize).or_default();
            for row in &it.schedule {
                let seconds = row.seconds.min(need);
                let site = row.site.as_deref().and_then(|id| sites.get(id));
                if let (Some(site), true) = (site, seconds > 0) {
                    need -= seconds;
                    own.push(Stay {
                        column: at,
                        site: *site,
                        bucket: row.bucket as u32,
                        seconds,
                    });
                }
            }
        }
        let mut stays: Vec<_> = stays.into_iter().collect();
        stays.sort_unstable_by_key(|it| it.0);
        for (worker, stays) in stays {
            self.state.lay(worker, stays);
        }
    }
}
