//! What was accepted and not yet paid, read from the inspection and made into drafts of notices.

use crate::Refusal;
use crate::notice::{self, Accepted, Payee};
use crate::rates::Rates;
use crate::store::drafts::Draft;
use crate::store::notices::taken;
use base::{Day, Yen};
use db::{Conn, StoreError};
use people::WorkerId;
use std::collections::{BTreeMap, BTreeSet};
use webkit::{Lang, words};

/// Acceptances of the last so many days are looked at, so that a late one reaches the next open period.
const LOOK_BACK: i32 = 400;

/// An accepted 発注 that no notice has.
#[derive(Clone, Debug)]
pub struct Claim {
    pub worker: WorkerId,
    pub accepted: Accepted,
}

/// Every claim accepted until a day.
pub async fn until(db: &Conn, to: Day) -> Result<Vec<Claim>, StoreError> {
    let found = quality::read::accepted_between(db, to.plus_days(-LOOK_BACK), to).await?;
    let keys: Vec<i64> = found.iter().map(|it| it.acceptance).collect();
    let taken: BTreeSet<i64> = taken(db, &keys).await?.into_iter().collect();
    Ok(found
        .into_iter()
        .filter(|it| !taken.contains(&it.acceptance))
        .map(claim)
        .collect())
}

/// The day of the oldest acceptance until a day that no notice has.
pub async fn oldest(db: &Conn, to: Day) -> Result<Option<Day>, StoreError> {
    let found = quality::read::accepted_between(db, to.plus_days(-LOOK_BACK), to).await?;
    let keys: Vec<i64> = found.iter().map(|it| it.acceptance).collect();
    let taken: BTreeSet<i64> = taken(db, &keys).await?.into_iter().collect();
    let open = found.iter().filter(|it| !taken.contains(&it.acceptance));
    Ok(open.map(|it| it.accepted_on).min())
}

fn claim(it: quality::read::AcceptedWork) -> Claim {
    let what = words!(
        "payment-line-what",
        title = &it.title,
        step = &it.step_name,
        number = &it.work_number
    )
    .say_in(Lang::Ja);
    let adjustments = it.adjustments.iter().map(|it| {
        let key = match it.cause {
            quality::Cause::ClientChange => "payment-line-client-change",
            _ => "payment-line-instruction-error",
        };
        (words!(key, units = it.units).say_in(Lang::Ja), it.amount)
    });
    Claim {
        worker: WorkerId(it.worker),
        accepted: Accepted {
            acceptance: it.acceptance,
            work_order: it.work_order,
            what,
            units: it.units,
            unit_pay: it.unit_pay,
            received_on: it.delivered_on,
            withheld: it.withholding,
            accepted_by: it.accepted_by.unwrap_or(0),
            adjustments: adjustments.collect(),
        },
    }
}

/// One draft for each worker, in the order of their keys.
pub async fn drafts(
    db: &Conn,
    claims: Vec<Claim>,
    pay_on: Day,
    rates: &Rates,
) -> Result<Result<Vec<Draft>, Refusal>, StoreError> {
    let mut by_worker: BTreeMap<WorkerId, Vec<Accepted>> = BTreeMap::new();
    for claim in claims {
        by_worker
            .entry(claim.worker)
            .or_default()
            .push(claim.accepted);
    }
    let workers: Vec<WorkerId> = by_worker.keys().copied().collect();
    let facts = people::read::tax_facts(db, &workers).await?;
    let reg_nos: BTreeMap<WorkerId, Option<String>> = facts
        .into_iter()
        .map(|it| (it.worker, it.invoice_reg_no))
        .collect();
    let draft = |(worker, accepted): (WorkerId, Vec<Accepted>)| {
        let reg_no = reg_nos.get(&worker).cloned().flatten();
        let lines = notice::lines(&accepted)?;
        let sums = notice::sums(
            &lines,
            &Payee {
                reg_no: reg_no.clone(),
            },
            pay_on,
            rates,
        )?;
        Ok(Draft {
            worker,
            reg_no,
            sums,
            lines,
        })
    };
    Ok(by_worker.into_iter().map(draft).collect())
}

/// The sum of drafts, for the answer to whoever closed.
pub fn total(drafts: &[Draft]) -> Result<Yen, Refusal> {
    Ok(Yen::sum(drafts.iter().map(|it| it.sums.total))?)
}
