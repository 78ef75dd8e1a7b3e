//! One pass over the pairs of one part of the market.

use super::*;

impl Pass<'_> {
    /// Yen that one more unit gains at these prices.
    #[inline]
    pub(super) fn reduced(
        &self,
        block: &Block,
        own: &super::super::program::Own,
        at: usize,
        at_once: f64,
        per_pay: f64,
        local: impl Fn(usize) -> f64,
    ) -> f64 {
        let cell = &block.columns[at];
        let tag = &self.tags[cell.package as usize];
        let mut per_second = 0.0;
        let mut bits = cell.hours;
        while bits != 0 {
            per_second += local(own.hours as usize + bits.trailing_zeros() as usize);
            bits &= bits - 1;
        }
        let mut price = tag.demand
            + (tag.used + at_once) / f64::from(cell.most)
            + tag.quality * f64::from(cell.defects)
            + tag.review * f64::from(cell.review_pct)
            + f64::from(cell.seconds) * per_second
            - tag.pay * per_pay;
        if cell.on_site {
            for seat in seats(block, cell.seats) {
                price += f64::from(cell.seated) * self.seats[*seat as usize];
            }
        }
        if cell.ceiling != u8::MAX {
            price += tag.pay * local(own.locals.0 as usize + 1 + usize::from(cell.ceiling));
        }
        if tag.quota {
            for (row, town, share) in &self.quota_rows[cell.package as usize] {
                let taken = if *town == own.town as usize {
                    share - 100.0
                } else {
                    *share
                };
                price += self.quotas[*row] * taken;
            }
        }
        f64::from(cell.reward) - price
    }

    /// One step of a block's columns and of the rows of its workers.
    pub(super) fn over(&self, block: &mut Block, taken: &mut Taken) {
        taken.clear(self);
        let mut loads = [0.0f64; 64];
        let mut moved = 0.0;
        for person in 0..block.people.len() {
            let own = &block.people[person];
            let (first, last) = own.locals;
            let (columns, town, hours) = (own.columns, own.town as usize, own.hours);
            let at_once = block.locals[first as usize].dual.now;
            let per_pay = own.pay.now - self.towns[town];
            let loads = &mut loads[..(last - first) as usize];
            loads.fill(0.0);
            let mut paid = 0.0;
            for at in columns.0 as usize..columns.1 as usize {
                let own = &block.people[person];
                let gain = self.reduced(block, own, at, at_once, per_pay, |it| {
                    block.locals[it].dual.now
                });
                let cell = &mut block.columns[at];
                let step = self.units_step * f64::from(cell.step);
                let proposed = (cell.now + step * gain).clamp(0.0, f64::from(cell.most));
                let change = proposed - cell.now;
                moved += change * change / step;
                let ahead = proposed + change;
                cell.now = self.along * ahead + (1.0 - self.along) * cell.start;
                if ahead == 0.0 {
                    continue;
                }
                let tag = &self.tags[cell.package as usize];
                let (part, seconds, pay) = (
                    ahead / f64::from(cell.most),
                    f64::from(cell.seconds) * ahead,
                    tag.pay * ahead,
                );
                let it = &mut taken.packages[cell.package as usize];
                it[0] += ahead;
                it[1] += part;
                it[2] += f64::from(cell.defects) * ahead;
                it[3] += f64::from(cell.review_pct) * tag.review_seconds * ahead;
                paid += pay;
                loads[0] += part;
                if cell.ceiling != u8::MAX {
                    loads[1 + usize::from(cell.ceiling)] += pay;
                }
                let mut bits = cell.hours;
                while bits != 0 {
                    loads[(hours - first) as usize + bits.trailing_zeros() as usize] += seconds;
                    bits &= bits - 1;
                }
                let (on_site, package, rows) = (cell.on_site, cell.package as usize, cell.seats);
                let seated = f64::from(cell.seated) * ahead;
                if on_site {
                    for seat in seats(block, rows) {
                        taken.seats[*seat as usize] += seated;
                    }
                }
                if tag.quota {
                    for (row, wanted, share) in &self.quota_rows[package] {
                        let part = if *wanted == town {
                            share - 100.0
                        } else {
                            *share
                        };
                        taken.quotas[*row] += part * ahead;
                    }
                }
            }
            taken.towns[town] += paid;
            for (local, load) in block.locals[first as usize..last as usize]
                .iter_mut()
                .zip(&*loads)
            {
                let dual = &mut local.dual;
                if dual.step == 0.0 {
                    continue;
                }
                let step = dual.step * self.price_step;
                dual.proposed = (dual.now + step * (load - local.limit)).max(0.0);
                moved += (dual.proposed - dual.now).powi(2) / step;
                dual.now =
                    self.along * (2.0 * dual.proposed - dual.now) + (1.0 - self.along) * dual.start;
            }
            let own = &mut block.people[person];
            let step = own.pay.step * self.price_step;
            if step > 0.0 {
                let pieces = &block.pieces[own.pieces.0 as usize..own.pieces.1 as usize];
                let dual = &mut own.pay;
                dual.proposed = slope_for(pieces, dual.now - step * paid, step);
                moved += (dual.proposed - dual.now).powi(2) / step;
                dual.now =
                    self.along * (2.0 * dual.proposed - dual.now) + (1.0 - self.along) * dual.start;
            }
        }
        taken.moved = moved;
    }

    /// What a block adds to the bound at the proposed prices of its own rows.
    pub(super) fn bound(&self, block: &Block) -> f64 {
        let mut sum = 0.0;
        for own in &block.people {
            let at_once = block.locals[own.locals.0 as usize].dual.proposed;
            let per_pay = own.pay.proposed - self.towns[own.town as usize];
            for at in own.columns.0 as usize..own.columns.1 as usize {
                let gain = self.reduced(block, own, at, at_once, per_pay, |it| {
                    block.locals[it].dual.proposed
                });
                sum += gain.max(0.0) * f64::from(block.columns[at].most);
            }
            for local in &block.locals[own.locals.0 as usize..own.locals.1 as usize] {
                if local.dual.step > 0.0 {
                    sum += local.dual.proposed * local.limit;
                }
            }
            for (yen, slope) in &block.pieces[own.pieces.0 as usize..own.pieces.1 as usize] {
                sum += (f64::from(*slope) - own.pay.proposed).max(0.0) * f64::from(*yen);
            }
        }
        sum
    }
}

impl Taken {
    pub(super) fn clear(&mut self, pass: &Pass) {
        self.packages.clear();
        self.packages.resize(pass.tags.len(), [0.0; 4]);
        self.towns.clear();
        self.towns.resize(pass.towns.len(), 0.0);
        self.seats.clear();
        self.seats.resize(pass.seats.len(), 0.0);
        self.quotas.clear();
        self.quotas.resize(pass.quotas.len(), 0.0);
    }
}

/// The price of pay after a step: `low` + step · (yen counted), where the counted yen have that slope.
pub(super) fn slope_for(pieces: &[(f32, f32)], low: f64, step: f64) -> f64 {
    let mut price = low;
    for (yen, slope) in pieces {
        let slope = f64::from(*slope);
        if price >= slope {
            return price.max(0.0);
        }
        price += step * f64::from(*yen);
        if price >= slope {
            return slope;
        }
    }
    price.max(0.0)
}
