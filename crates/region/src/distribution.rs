//! Deciding: how the work of a year is spread over the towns (業務の分配状況): orders, units, yen and workers by town
//! and month. The totals are summed from the same rows, so they equal the whole to the yen.

use access::MunicipalityId;
use base::{Day, OutOfRange, Yen};
use std::collections::{BTreeMap, BTreeSet};

/// Work of one worker for one client order, accepted in one month (検収).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Done {
    /// The town of record for the year; `None` where no record says it.
    pub town: Option<MunicipalityId>,
    /// The first day of the month.
    pub month: Day,
    /// Key of the worker.
    pub worker: i64,
    /// Key of the client order.
    pub order: i64,
    pub units: i64,
    /// Fee including tax, before withholding.
    pub amount: Yen,
}

/// One cell of the table. Orders and workers are counted once each, so they do not add up over months.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    pub orders: i64,
    pub units: i64,
    pub amount: Yen,
    pub workers: i64,
    /// The most that one worker has of the amount.
    pub largest: Yen,
}

impl Cell {
    /// Whether an officer may read the amount: see [`may_tell`].
    pub fn may_tell(&self) -> bool {
        may_tell(
            usize::try_from(self.workers).unwrap_or(0),
            self.amount,
            self.largest,
        )
    }
}

/// 秘匿: an amount is told from ten contributors on, none of whom has more than half of it. Nothing at all tells nothing.
pub fn may_tell(contributors: usize, amount: Yen, largest: Yen) -> bool {
    contributors == 0
        || (10 <= contributors && largest.amount().saturating_mul(2) <= amount.amount())
}

/// The row of a town: each month, and the year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TownRow {
    pub town: Option<MunicipalityId>,
    pub months: Vec<Cell>,
    pub year: Cell,
}

/// The table of a year: towns in the order of their keys, then the whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Distribution {
    pub months: Vec<Day>,
    pub towns: Vec<TownRow>,
    pub whole: TownRow,
}

#[derive(Default)]
struct Tally {
    orders: BTreeSet<i64>,
    workers: BTreeMap<i64, Yen>,
    units: i64,
    amount: Yen,
}

impl Tally {
    fn add(&mut self, it: &Done) -> Result<(), OutOfRange> {
        self.orders.insert(it.order);
        let of_worker = self.workers.entry(it.worker).or_default();
        *of_worker = of_worker.plus(it.amount)?;
        self.units = self.units.checked_add(it.units).ok_or(OutOfRange)?;
        self.amount = self.amount.plus(it.amount)?;
        Ok(())
    }

    fn cell(&self) -> Cell {
        let count = |length: usize| i64::try_from(length).unwrap_or(i64::MAX);
        Cell {
            orders: count(self.orders.len()),
            units: self.units,
            amount: self.amount,
            workers: count(self.workers.len()),
            largest: self.workers.values().copied().max().unwrap_or_default(),
        }
    }
}

/// The table over `months`, with a row for each of `towns`, whether work came there or not.
pub fn distribution(
    done: &[Done],
    towns: &[MunicipalityId],
    months: &[Day],
) -> Result<Distribution, OutOfRange> {
    let mut keys: BTreeSet<Option<MunicipalityId>> = towns.iter().copied().map(Some).collect();
    keys.extend(done.iter().map(|it| it.town));
    // `None` sorts first; a person without a town of record comes last on the page.
    let ordered = keys.iter().flatten().copied().map(Some);
    let unknown = keys.contains(&None).then_some(None);
    let rows = ordered.chain(unknown).map(|town| {
        let of_town: Vec<&Done> = done.iter().filter(|it| it.town == town).collect();
        row(town, &of_town, months)
    });
    let all: Vec<&Done> = done.iter().collect();
    Ok(Distribution {
        months: months.to_vec(),
        towns: rows.collect::<Result<_, _>>()?,
        whole: row(None, &all, months)?,
    })
}

fn row(
    town: Option<MunicipalityId>,
    done: &[&Done],
    months: &[Day],
) -> Result<TownRow, OutOfRange> {
    let mut year = Tally::default();
    let mut by_month: BTreeMap<Day, Tally> = BTreeMap::new();
    for it in done {
        year.add(it)?;
        by_month.entry(it.month).or_default().add(it)?;
    }
    let cell = |month| by_month.get(month).map(Tally::cell).unwrap_or_default();
    Ok(TownRow {
        town,
        months: months.iter().map(cell).collect(),
        year: year.cell(),
    })
}

/// The first days of the twelve months from `from` on.
pub fn twelve_months(from: Day) -> Vec<Day> {
    (0..12)
        .map(|n| from.first_of_month().plus_months(n))
        .collect()
}

/// Parts of a whole in thousandths by largest remainder (最大剰余法): they always add up to 1,000.
pub fn permille(amounts: &[Yen]) -> Vec<i64> {
    split(1_000, amounts)
}

/// Splits a whole in proportion to weights by largest remainder; ties go to the earlier. Nothing to split by gives zeros.
pub fn split(whole: i64, weights: &[Yen]) -> Vec<i64> {
    let weights: Vec<i128> = weights
        .iter()
        .map(|it| i128::from(it.amount().max(0)))
        .collect();
    let sum: i128 = weights.iter().sum();
    if sum == 0 {
        return vec![0; weights.len()];
    }
    let exact = |weight: &i128| weight * i128::from(whole);
    let mut parts: Vec<i64> = weights
        .iter()
        .map(|it| i64::try_from(exact(it) / sum).unwrap_or(i64::MAX))
        .collect();
    let mut order: Vec<usize> = (0..weights.len()).collect();
    order.sort_by_key(|at| std::cmp::Reverse(exact(&weights[*at]) % sum));
    let left = whole - parts.iter().sum::<i64>();
    for at in order.into_iter().take(usize::try_from(left).unwrap_or(0)) {
        parts[at] += 1;
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHIOJIRI: MunicipalityId = MunicipalityId(1);
    const OMACHI: MunicipalityId = MunicipalityId(4);

    fn done(town: Option<MunicipalityId>, month: i8, worker: i64, order: i64, amount: i64) -> Done {
        let month = Day::known(2026, month, 1);
        Done {
            town,
            month,
            worker,
            order,
            units: amount / 48,
            amount: Yen::new(amount),
        }
    }

    #[test]
    fn totals_equal_the_whole_to_the_yen() {
        let rows = [
            done(Some(SHIOJIRI), 4, 1, 7, 20_064),
            done(Some(SHIOJIRI), 5, 1, 7, 4_801),
            done(Some(OMACHI), 4, 2, 7, 333),
            done(None, 4, 3, 8, 1),
        ];

        let table = distribution(
            &rows,
            &[SHIOJIRI, OMACHI],
            &twelve_months(Day::known(2026, 4, 1)),
        )
        .unwrap();

        let by_town: i64 = table.towns.iter().map(|it| it.year.amount.amount()).sum();
        let by_month: i64 = table.whole.months.iter().map(|it| it.amount.amount()).sum();
        let whole = rows.iter().map(|it| it.amount.amount()).sum::<i64>();
        assert_eq!(
            (by_town, by_month, table.whole.year.amount.amount()),
            (whole, whole, whole)
        );
        assert_eq!(table.towns.last().unwrap().town, None);
    }

    #[test]
    fn a_worker_and_an_order_are_counted_once_over_the_months() {
        let rows = [
            done(Some(OMACHI), 4, 2, 7, 480),
            done(Some(OMACHI), 5, 2, 7, 480),
        ];

        let table = distribution(&rows, &[OMACHI], &twelve_months(Day::known(2026, 4, 1))).unwrap();

        assert_eq!(
            table.towns[0].year,
            Cell {
                orders: 1,
                units: 20,
                amount: Yen::new(960),
                workers: 1,
                largest: Yen::new(960)
            }
        );
        assert_eq!(table.towns[0].months[0].workers, 1);
        assert_eq!(table.towns[0].months[2], Cell::default());
    }

    #[test]
    fn an_amount_of_few_people_or_mostly_of_one_is_not_told() {
        let cases = [
            (0, 0, 0, true),
            (9, 900, 100, false),
            (10, 1_000, 100, true),
            (12, 1_000, 501, false),
            (12, 1_000, 500, true),
        ];

        for (contributors, amount, largest, told) in cases {
            assert_eq!(
                may_tell(contributors, Yen::new(amount), Yen::new(largest)),
                told,
                "{contributors} {amount} {largest}"
            );
        }
    }

    #[test]
    fn parts_by_largest_remainder_always_add_up() {
        let thirds = [Yen::new(1), Yen::new(1), Yen::new(1)];

        assert_eq!(permille(&thirds), vec![334, 333, 333]);
        assert_eq!(permille(&[Yen::ZERO, Yen::ZERO]), vec![0, 0]);
        assert_eq!(
            split(17_000, &[Yen::new(5_995), Yen::new(11_005)]),
            vec![5_995, 11_005]
        );
    }
}
