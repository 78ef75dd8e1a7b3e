//! T2: people who earn at least the indicator's threshold in a year.

use super::{Ledger, Tier, Wish, Worth, YEN};
use crate::instance::{Params, Worker};

/// 収入を得た人数.
pub struct People;

impl Wish for People {
    fn tier(&self) -> Tier {
        Tier::People
    }

    fn worth(&self, ledger: &Ledger) -> Worth {
        let (before, after) = counted(ledger);
        Worth::from(after - before) * per_person(&ledger.instance.params)
    }
}

/// One more person counted.
pub fn per_person(params: &Params) -> Worth {
    Worth::from(params.kpi_value_yen) * YEN
}

/// People counted without the plan, and with it.
pub fn counted(ledger: &Ledger) -> (i64, i64) {
    let params = &ledger.instance.params;
    let (mut before, mut after) = (0, 0);
    for worker in &ledger.instance.workers {
        let years = ledger.pay.get(&*worker.id);
        let pay = || {
            years
                .into_iter()
                .flatten()
                .map(|(year, cyen)| (year.to_string(), *cyen))
        };
        before += i64::from(counted_before(params, worker));
        after += i64::from(counts(params, worker, pay()));
    }
    (before, after)
}

/// Whether a worker counts already, without any work of this plan.
pub fn counted_before(params: &Params, worker: &Worker) -> bool {
    match worker.kpi_earned_yen {
        Some(earned) => earned >= params.kpi_yen,
        None => worker
            .income
            .values()
            .any(|it| it.earned_yen >= params.kpi_yen),
    }
}

/// Whether a worker counts with this pay, given in cyen by calendar year. The fiscal year of the
/// indicator takes the whole horizon where the file has it; otherwise each calendar year stands alone.
pub fn counts<Y: AsRef<str>>(
    params: &Params,
    worker: &Worker,
    mut pay: impl Iterator<Item = (Y, i128)>,
) -> bool {
    if counted_before(params, worker) {
        return true;
    }
    let wanted = i128::from(params.kpi_yen) * 100;
    match worker.kpi_earned_yen {
        Some(earned) => i128::from(earned) * 100 + pay.map(|it| it.1).sum::<i128>() >= wanted,
        None => pay.any(|(year, cyen)| {
            let earned = worker
                .income
                .get(year.as_ref())
                .map_or(0, |it| it.earned_yen);
            // A year without any pay cannot make someone count who did not count before.
            cyen > 0 && i128::from(earned) * 100 + cyen >= wanted
        }),
    }
}
