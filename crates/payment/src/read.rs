//! What other capabilities may know of money: concrete structs, few statements.

use crate::store::{accounts, closings, invoices, ledger, notices, transfers};
use base::{Day, PublicId, Yen};
use db::sea_orm::FromQueryResult;
use db::{Conn, StoreError};
use people::WorkerId;
use serde::{Deserialize, Serialize};

pub use accounts::AccountRow;
pub use closings::{ClosingRow, Stages, stages};
pub use invoices::{InvoiceRow, of_reach as invoices};
pub use ledger::{Balance, balances};
pub use notices::{NoticeRow, by_public_id as notice, of_reach as notices};
pub use transfers::{BatchRow, waiting as batches_waiting};

/// 支払済: what one transfer paid, before withholding and with tax, on the day it settled.
#[derive(Clone, Debug, PartialEq, FromQueryResult, Serialize, Deserialize)]
pub struct Settled {
    pub worker: WorkerId,
    pub settled_on: Day,
    /// Fee with consumption tax, before withholding.
    pub amount: Yen,
    pub transfer: PublicId,
    pub notice: PublicId,
}

/// Every settled transfer of a span of days, by worker and day. A failed or recalled transfer does not count.
pub async fn settled_by_worker(db: &Conn, from: Day, to: Day) -> Result<Vec<Settled>, StoreError> {
    let sql = "select n.worker, t.settled_on, n.fee + n.adjustments as amount, t.public_id as transfer, n.public_id as notice \
               from transfer t join payment_notice n on n.id = t.notice where t.state = 'settled' and t.settled_on between $1 and $2 \
               order by n.worker, t.settled_on, t.id";
    db::all(db, sql, vec![from.into(), to.into()]).await
}

/// 発注額 of a span: fees with tax of the notices sent in it, less those that a correction replaced.
pub async fn worker_order_total(db: &Conn, from: Day, to: Day) -> Result<Yen, StoreError> {
    let sql = "select cast(coalesce(sum(amount), 0) as bigint) from posting where cause in ('notice_issued', 'notice_reversed') \
               and book in ('outsourcing', 'input_tax') and on_day between $1 and $2";
    Ok(Yen::new(
        db::count(db, sql, vec![from.into(), to.into()]).await?,
    ))
}

/// What a worker has earned in a span by day paid, before withholding: the figure of the income meter.
pub async fn earned(db: &Conn, worker: WorkerId, from: Day, to: Day) -> Result<Yen, StoreError> {
    let sql = "select cast(coalesce(sum(n.fee + n.adjustments), 0) as bigint) from transfer t join payment_notice n on n.id = t.notice \
               where n.worker = $1 and t.state = 'settled' and t.settled_on between $2 and $3";
    Ok(Yen::new(
        db::count(db, sql, vec![worker.into(), from.into(), to.into()]).await?,
    ))
}

/// What was earned by every worker in a span, for the matching's ceilings and counts.
pub async fn earned_by_all(
    db: &Conn,
    from: Day,
    to: Day,
) -> Result<Vec<(WorkerId, Yen)>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        worker: WorkerId,
        amount: Yen,
    }
    let sql = "select n.worker, cast(sum(n.fee + n.adjustments) as bigint) as amount from transfer t join payment_notice n on n.id = t.notice \
               where t.state = 'settled' and t.settled_on between $1 and $2 group by n.worker order by n.worker";
    let rows: Vec<Row> = db::all(db, sql, vec![from.into(), to.into()]).await?;
    Ok(rows.into_iter().map(|it| (it.worker, it.amount)).collect())
}

/// 次の支払: the next day on which money comes to a worker, and how much of it is fixed.
#[derive(Clone, Debug, PartialEq, FromQueryResult)]
pub struct NextPayment {
    pub pay_on: Day,
    pub total: Yen,
    /// Notices that wait for the worker's word.
    pub asking: i64,
}

/// The worker's next payment of notices that were sent and are not yet paid.
pub async fn next_payment(db: &Conn, worker: WorkerId) -> Result<Option<NextPayment>, StoreError> {
    let sql = "select n.pay_on, cast(sum(n.total) as bigint) as total, \
               cast(sum(case when n.state = 'asking' then 1 else 0 end) as bigint) as asking from payment_notice n \
               where n.worker = $1 and n.state <> 'collecting' and n.reversed_on is null and n.total > 0 \
               and not exists (select 1 from transfer t where t.notice = n.id and t.state = 'settled') \
               group by n.pay_on order by n.pay_on limit 1";
    db::one(db, sql, vec![worker.into()]).await
}

/// A pay date with what agreed work will bring on it.
#[derive(Clone, Debug, PartialEq, FromQueryResult)]
pub struct Expected {
    pub pay_on: Day,
    pub amount: Yen,
}

/// 見込み: what a worker's agreed work brings from a day on that no notice carries yet, accepted or still in hand, by pay date.
pub async fn expected(db: &Conn, worker: WorkerId, from: Day) -> Result<Vec<Expected>, StoreError> {
    let sql = "select c.pay_on, cast(sum((c.units - c.given_back) * c.unit_pay) as bigint) as amount from work_card c \
               where c.worker = $1 and c.pay_on >= $2 and c.stage in ('underway', 'returned', 'delivered', 'accepted') \
               and not exists (select 1 from payment_line l where l.work_order = c.id) group by c.pay_on order by c.pay_on";
    db::all(db, sql, vec![worker.into(), from.into()]).await
}

/// What staff must look at in money today, for the page of the region.
#[derive(Clone, Debug, Default, PartialEq, FromQueryResult)]
pub struct MoneyToday {
    pub questioned: i64,
    pub reopened: i64,
    pub batches_to_approve: i64,
    pub batches_to_send: i64,
    pub overdue_invoices: i64,
}

pub async fn money_today(db: &Conn, today: Day) -> Result<MoneyToday, StoreError> {
    let sql = "select (select count(*) from payment_notice where state = 'questioned' and reversed_on is null) as questioned, \
      (select count(*) from payment_notice n where n.reversed_on is null \
        and exists (select 1 from transfer t where t.notice = n.id and t.state in ('failed', 'recalled')) \
        and not exists (select 1 from transfer t where t.notice = n.id and t.state in ('prepared', 'approved', 'settled'))) as reopened, \
      (select count(*) from transfer_batch where state = 'prepared') as batches_to_approve, \
      (select count(*) from transfer_batch where state = 'approved') as batches_to_send, \
      (select count(*) from invoice where paid_on is null and voided_on is null and due_on < $1) as overdue_invoices";
    Ok(db::one(db, sql, vec![today.into()])
        .await?
        .unwrap_or_default())
}

/// Whether some notice is confirmed by silence today, so that a job opens a command only when there is something to do.
pub async fn silence_is_over(db: &Conn, today: Day) -> Result<bool, StoreError> {
    Ok(!crate::actions::silent_too_long(db, today).await?.is_empty())
}

/// Payments settled in a span, for a drawn sample: public ids in a fixed order.
pub async fn settled_notices(db: &Conn, from: Day, to: Day) -> Result<Vec<PublicId>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        public_id: PublicId,
    }
    let sql = "select n.public_id from transfer t join payment_notice n on n.id = t.notice where t.state = 'settled' \
               and t.settled_on between $1 and $2 order by n.number";
    let rows: Vec<Row> = db::all(db, sql, vec![from.into(), to.into()]).await?;
    Ok(rows.into_iter().map(|it| it.public_id).collect())
}
