//! Deciding: the history of two fiscal years as plain figures, drawn by a seed and made to meet the published levels.
//!
//! What must come out: 317 earners and orders of 254,382,000 yen in 令和3年度, 350 earners (21 of them of 大町市) and
//! 311,230,000 yen in 令和4年度. Work is begun from April to December, so that every fee settles in its own fiscal year.

use base::{Day, FiscalYear};
use rand::RngExt;
use rand_chacha::ChaCha8Rng;

/// What one fiscal year must come to.
#[derive(Clone, Copy, Debug)]
pub struct Level {
    pub year: FiscalYear,
    /// Earners by town: 塩尻, 安曇野, 糸魚川, 大町.
    pub earners: [usize; 4],
    /// People with some paid work, yet below 10,000 yen.
    pub small: usize,
    /// Client orders without tax.
    pub orders_yen: i64,
    /// Orders of the year, besides the one that makes the sum exact.
    pub orders: usize,
    /// From the first day of the year orders come in over so many days.
    pub over_days: usize,
    /// What the last order is aimed at, and the days after the first on which it comes in.
    pub closing: (i64, i32),
}

/// The two years of the founding document.
pub const LEVELS: [Level; 2] = [
    Level {
        year: FiscalYear::reiwa(3),
        earners: [190, 82, 45, 0],
        small: 14,
        orders_yen: 254_382_000,
        ..WHOLE_YEAR
    },
    Level {
        year: FiscalYear::reiwa(4),
        earners: [194, 88, 47, 21],
        small: 16,
        orders_yen: 311_230_000,
        ..WHOLE_YEAR
    },
];

/// How orders lie over a year of the founding document: from April to December, the last one in November.
const WHOLE_YEAR: Level = Level {
    year: FiscalYear::reiwa(3),
    earners: [0; 4],
    small: 0,
    orders_yen: 0,
    orders: 44,
    over_days: 262,
    closing: (6_000_000, 217),
};

/// The fiscal year in which the story stands, as far as it is paid when the story begins. No document gives its figures.
pub const RUNNING: Level = Level {
    year: FiscalYear::reiwa(8),
    earners: [31, 16, 9, 8],
    small: 3,
    orders_yen: 24_000_000,
    orders: 12,
    over_days: 100,
    closing: (2_000_000, 60),
};

/// One order and who did how much of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedOrder {
    pub client: usize,
    pub job_type: &'static str,
    pub title: &'static str,
    pub ordered_on: Day,
    pub due_on: Day,
    pub unit_pay: i64,
    pub unit_price: i64,
    pub standard_seconds: i64,
    /// Position of the person among the registrants, and units.
    pub pieces: Vec<(usize, i64)>,
}

impl PlannedOrder {
    /// Ordered units.
    pub fn quantity(&self) -> i64 {
        self.pieces.iter().map(|(_, units)| units).sum()
    }

    /// Order value without tax.
    pub fn value(&self) -> i64 {
        self.quantity() * self.unit_price
    }
}

/// Kind of work, title, pay, price and standard seconds of a unit.
const KINDS: [(&str, &str, i64, i64, i64); 8] = [
    ("entry", "申込書のデータ入力", 40, 70, 120),
    ("check", "店舗情報の確認", 48, 80, 132),
    ("annotation", "道路画像のラベル付け", 50, 90, 140),
    ("map", "3次元地図の作成", 80, 140, 230),
    ("office", "受発注書類の処理", 60, 110, 170),
    ("digitise", "行政文書の電子化", 55, 90, 160),
    ("transcribe", "会議録の文字起こし", 120, 200, 360),
    ("entry", "アンケートの入力", 40, 60, 118),
];

/// The orders of one fiscal year. `people` gives the positions of registrants by town, those to be asked first in front.
pub fn year(
    level: &Level,
    people: &[Vec<usize>; 4],
    clients: usize,
    chance: &mut ChaCha8Rng,
) -> Vec<PlannedOrder> {
    let count = level.orders;
    let mut orders: Vec<PlannedOrder> = (0..count)
        .map(|at| frame(level, at, clients, chance))
        .collect();
    let earners: Vec<usize> = (0..4)
        .flat_map(|town| people[town][..level.earners[town]].iter().copied())
        .collect();
    for (turn, person) in earners.iter().enumerate() {
        // Everyone takes part in two orders, every fifth in three; a stride spreads towns and months.
        let parts = if turn % 5 == 0 { 3 } else { 2 };
        for part in 0..parts {
            let at = (turn * 7 + part * 17 + turn / count) % count;
            let units = 20 + 10 * chance.random_range(0i64..60);
            orders[at].pieces.push((*person, units));
        }
    }
    orders.iter_mut().for_each(|order| join(&mut order.pieces));
    scale(&mut orders, level.orders_yen - level.closing.0);
    orders.push(closing(level, &orders, &earners, chance));
    let small = (0..level.small).map(|n| {
        let town = n % 3;
        people[town][level.earners[town] + n / 3]
    });
    hand_out_small(&mut orders, count, small.collect());
    orders
}

fn frame(level: &Level, at: usize, clients: usize, chance: &mut ChaCha8Rng) -> PlannedOrder {
    let (job_type, title, unit_pay, unit_price, standard_seconds) = KINDS[at % KINDS.len()];
    let ordered_on =
        working_day(level.year.first_day().plus_days(
            (at * level.over_days / level.orders) as i32 + chance.random_range(1i32..5),
        ));
    PlannedOrder {
        client: 1 + (at * 3 + at / KINDS.len()) % (clients - 1),
        job_type,
        title,
        ordered_on,
        due_on: working_day(ordered_on.plus_days(chance.random_range(30i32..38))),
        unit_pay,
        unit_price,
        standard_seconds,
        pieces: Vec::new(),
    }
}

/// One piece for each person.
fn join(pieces: &mut Vec<(usize, i64)>) {
    pieces.sort_unstable();
    pieces.dedup_by(|later, first| {
        let same = later.0 == first.0;
        if same {
            first.1 += later.1;
        }
        same
    });
}

/// Makes the orders worth about `target`; units stay multiples of 100, and every piece is worth at least 20,000 yen of pay.
fn scale(orders: &mut [PlannedOrder], target: i64) {
    let drawn: i64 = orders.iter().map(PlannedOrder::value).sum();
    for order in orders.iter_mut() {
        let least = (20_000 / order.unit_pay + 99) / 100 * 100;
        for (_, units) in &mut order.pieces {
            let scaled = i128::from(*units) * i128::from(target) / i128::from(drawn);
            *units = ((scaled as i64 + 50) / 100 * 100).max(least);
        }
    }
    trim(orders, target);
}

/// Takes hundreds of units from the largest pieces until the sum does not exceed the target.
fn trim(orders: &mut [PlannedOrder], target: i64) {
    let mut over: i64 = orders.iter().map(PlannedOrder::value).sum::<i64>() - target;
    let mut at = 0;
    while over > 0 {
        let count = orders.len();
        let order = &mut orders[at % count];
        let price = order.unit_price;
        if let Some(largest) = order.pieces.iter_mut().max_by_key(|(_, units)| *units) {
            largest.1 -= 100;
            over -= 100 * price;
        }
        at += 1;
    }
}

/// The order that makes the year's sum exact, and takes up what the scaling leaves: 1,000 yen a unit.
fn closing(
    level: &Level,
    orders: &[PlannedOrder],
    earners: &[usize],
    chance: &mut ChaCha8Rng,
) -> PlannedOrder {
    let rest = level.orders_yen - orders.iter().map(PlannedOrder::value).sum::<i64>();
    let units = rest / 1_000;
    let people: Vec<usize> = earners
        .iter()
        .copied()
        .step_by(earners.len() / 12)
        .take(12)
        .collect();
    let each = units / people.len() as i64;
    let mut pieces: Vec<(usize, i64)> = people.iter().map(|person| (*person, each)).collect();
    pieces[0].1 += units - each * people.len() as i64;
    let ordered_on = working_day(
        level
            .year
            .first_day()
            .plus_days(level.closing.1 + chance.random_range(0i32..3)),
    );
    PlannedOrder {
        client: 5,
        job_type: "map",
        title: "自動運転用3次元地図の点検",
        ordered_on,
        due_on: working_day(ordered_on.plus_days(36)),
        unit_pay: 560,
        unit_price: 1_000,
        standard_seconds: 1_800,
        pieces,
    }
}

/// A few units of the largest pieces go to people who thereby stay below 10,000 yen; no sum changes.
fn hand_out_small(orders: &mut [PlannedOrder], count: usize, small: Vec<usize>) {
    for (turn, person) in small.into_iter().enumerate() {
        let order = &mut orders[(turn * 5 + 3) % count];
        let units = 4_500 / order.unit_pay / 10 * 10;
        if let Some(largest) = order.pieces.iter_mut().max_by_key(|(_, units)| *units) {
            largest.1 -= units;
            order.pieces.push((person, units));
        }
    }
}

/// The same day, or the Monday after a weekend.
fn working_day(day: Day) -> Day {
    match day.weekday() {
        base::Weekday::Saturday => day.plus_days(2),
        base::Weekday::Sunday => day.plus_days(1),
        _ => day,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::SeedableRng;
    use std::collections::BTreeMap;

    fn people() -> [Vec<usize>; 4] {
        [
            (0..275).collect(),
            (275..397).collect(),
            (397..469).collect(),
            (469..500).collect(),
        ]
    }

    #[test]
    fn a_year_comes_to_the_published_order_value_for_any_seed() {
        for seed in 0..20 {
            let mut chance = ChaCha8Rng::seed_from_u64(seed);
            for level in LEVELS.iter().chain([&RUNNING]) {
                let orders = year(level, &people(), 8, &mut chance);

                assert_eq!(
                    orders.iter().map(PlannedOrder::value).sum::<i64>(),
                    level.orders_yen,
                    "seed {seed}"
                );
                assert!(
                    orders
                        .iter()
                        .all(|order| order.pieces.iter().all(|(_, units)| *units > 0))
                );
            }
        }
    }

    #[test]
    fn exactly_the_published_number_of_people_passes_ten_thousand_yen() {
        for seed in 0..20 {
            let mut chance = ChaCha8Rng::seed_from_u64(seed);
            for level in LEVELS.iter().chain([&RUNNING]) {
                let mut paid: BTreeMap<usize, i64> = BTreeMap::new();
                for order in year(level, &people(), 8, &mut chance) {
                    order.pieces.iter().for_each(|(person, units)| {
                        *paid.entry(*person).or_default() += units * order.unit_pay
                    });
                }

                let earners = paid.values().filter(|yen| **yen >= 10_000).count();
                let near = paid
                    .values()
                    .filter(|yen| (8_500..20_000).contains(*yen))
                    .count();

                assert_eq!(earners, level.earners.iter().sum::<usize>());
                assert_eq!(paid.len(), earners + level.small);
                assert_eq!(near, 0, "a tax must not carry anyone over the line");
            }
        }
    }

    #[test]
    fn work_is_done_early_enough_to_be_paid_within_its_fiscal_year() {
        let mut chance = ChaCha8Rng::seed_from_u64(1);
        for level in LEVELS.iter().chain([&RUNNING]) {
            for order in year(level, &people(), 8, &mut chance) {
                assert!(level.year.contains(order.ordered_on));
                assert!(
                    order.due_on.plus_days(46) <= level.year.last_day(),
                    "{}",
                    order.due_on
                );
            }
        }
    }
}
