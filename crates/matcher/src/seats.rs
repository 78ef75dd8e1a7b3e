//! The seats of all sites: how many slots are booked, and how many one more person may book.

use crate::hand::Hand;
use crate::market::Market;

/// 席の予約状況: booked slots by site and bucket.
#[derive(Debug, Clone)]
pub struct Seats {
    booked: Vec<Vec<i64>>,
}

impl Seats {
    /// All seats free.
    pub fn new(market: &Market) -> Seats {
        Seats {
            booked: vec![vec![0; market.week_of.len()]; market.sites.len()],
        }
    }

    /// Books what a hand needs (`sign` 1) or gives it back (`sign` -1); the yen that it costs.
    pub fn book(&mut self, market: &Market, hand: &Hand, sign: i64) -> i64 {
        let mut cost = 0;
        for (site, bucket, slots) in hand.slots(market) {
            self.booked[site][bucket] += sign * slots;
            cost += slots * market.sites[site].slot_cost_yen;
        }
        cost
    }

    /// Slots that one person who has none there yet may book.
    pub fn left(&self, market: &Market, site: usize, bucket: usize) -> i64 {
        let it = market.sites[site];
        let open = it.slots_open[bucket];
        open.min(it.seats * open - self.booked[site][bucket]).max(0)
    }

    /// Seconds that the best of several sites offers one more person in a bucket.
    pub fn best(&self, market: &Market, sites: &[usize], bucket: usize) -> i64 {
        let offers = sites
            .iter()
            .map(|site| self.left(market, *site, bucket) * market.sites[*site].slot_seconds);
        offers.max().unwrap_or(0)
    }
}
