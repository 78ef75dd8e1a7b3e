//! The nightly auditor of money: every rule that the books must keep (safety §5), asked of the database itself.

use base::{Day, Yen};
use db::sea_orm::FromQueryResult;
use db::{Conn, StoreError};
use std::collections::BTreeMap;

/// A rule that does not hold, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Breach {
    /// The number of the money rule.
    pub rule: u8,
    /// What was found, with keys of rows and never a name.
    pub what: String,
}

impl std::fmt::Display for Breach {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "money rule {}: {}", self.rule, self.what)
    }
}

/// Rule, what is wrong, and a query that gives the keys of rows where it is.
const RULES: &[(u8, &str, &str)] = &[
    (
        2,
        "a line of a later round without the earlier one taken back",
        "select l.id as found from payment_line l \
      join payment_notice n on n.id = l.notice where l.kind = 'fee' and l.round > 0 and not exists (select 1 from payment_line e \
      join payment_notice m on m.id = e.notice where e.acceptance = l.acceptance and e.kind = 'fee' and e.round = l.round - 1 \
      and (m.reversed_on is not null or exists (select 1 from payment_line r where r.reverses = e.id)))",
    ),
    (
        5,
        "an entry that does not sum to zero",
        "select entry as found from posting group by entry having sum(amount) <> 0",
    ),
    (
        7,
        "a closed period with a notice still collected",
        "select n.id as found from payment_notice n join closing c on c.id = n.closing \
      where c.state = 'closed' and n.state = 'collecting' and n.kind = 'regular'",
    ),
    (
        8,
        "a notice whose fee is not the sum of its lines",
        "select n.id as found from payment_notice n left join payment_line l on l.notice = n.id \
      group by n.id, n.fee having n.fee <> coalesce(sum(case when l.kind in ('fee', 'reversal') then l.amount else 0 end), 0)",
    ),
    (
        8,
        "a notice whose adjustments are not the sum of its lines",
        "select n.id as found from payment_notice n \
      left join payment_line l on l.notice = n.id group by n.id, n.adjustments \
      having n.adjustments <> coalesce(sum(case when l.kind = 'adjustment' then l.amount else 0 end), 0)",
    ),
    (
        9,
        "a sent notice whose total is not what the ledger owes",
        "select n.id as found from payment_notice n where n.state <> 'collecting' \
      and n.total <> coalesce((select -sum(p.amount) from posting p where p.notice = n.id and p.cause = 'notice_issued' and p.book = 'payable'), 0)",
    ),
    (
        9,
        "a transfer of another amount than its notice",
        "select t.id as found from transfer t join payment_notice n on n.id = t.notice \
      where t.amount <> n.total",
    ),
    (
        10,
        "a batch whose count or total is not that of its lines",
        "select b.id as found from transfer_batch b left join transfer t on t.batch = b.id \
      group by b.id, b.lines, b.total having b.lines <> count(t.id) or b.total <> coalesce(sum(t.amount), 0)",
    ),
    (
        11,
        "a transfer whose books do not follow its state",
        "select t.id as found from transfer t where \
      (select count(*) from posting p where p.transfer = t.id and p.cause = 'transfer_approved') \
        <> (case when t.state in ('approved', 'settled', 'failed', 'recalled') then 2 else 0 end) \
      or (select count(*) from posting p where p.transfer = t.id and p.cause = 'transfer_settled') <> (case when t.settled_on is not null then 2 else 0 end) \
      or (select count(*) from posting p where p.transfer = t.id and p.cause in ('transfer_failed', 'transfer_recalled')) \
        <> (case when t.state in ('failed', 'recalled') then 2 else 0 end)",
    ),
    (
        12,
        "a worker who would owe the region",
        "select worker as found from posting where book = 'payable' group by worker having sum(amount) > 0",
    ),
    (
        12,
        "a worker to whom the books owe another sum than the open notices",
        "select w.worker as found from \
      (select worker, sum(amount) as owed from posting where book = 'payable' group by worker) w where -w.owed <> coalesce((select sum(n.total) \
      from payment_notice n where n.worker = w.worker and n.state <> 'collecting' and n.reversed_on is null \
      and not exists (select 1 from transfer t where t.notice = n.id and t.state in ('approved', 'settled'))), 0)",
    ),
    (
        18,
        "a reversal that is not its original with the opposite sign",
        "select r.id as found from payment_line r \
      join payment_line o on o.id = r.reverses where r.kind = 'reversal' and r.amount <> -o.amount",
    ),
    (
        20,
        "a posting earlier than the one before it",
        "select x.found from (select entry as found, at, lag(at) over (order by entry, position) \
      as earlier from posting) x where x.earlier > x.at",
    ),
    (
        11,
        "an approved batch whose preparer, approver and inspectors are not all different",
        "select distinct b.id as found from transfer_batch b \
      join transfer t on t.batch = b.id join payment_line l on l.notice = t.notice where b.approved_by is not null \
      and (b.approved_by = b.prepared_by or l.accepted_by = b.approved_by or l.accepted_by = b.prepared_by)",
    ),
    (
        8,
        "an invoice whose subtotal is not the sum of its lines",
        "select i.id as found from invoice i left join invoice_line l on l.invoice = i.id \
      group by i.id, i.subtotal having i.subtotal <> coalesce(sum(l.amount), 0)",
    ),
    (
        9,
        "an invoice whose total is not what the ledger claims",
        "select i.id as found from invoice i where i.total <> coalesce((select sum(p.amount) \
      from posting p where p.invoice = i.id and p.cause = 'invoice_issued' and p.book = 'receivable'), 0)",
    ),
];

/// The series whose numbers have neither gap nor double: a table each.
const SERIES: [&str; 3] = ["payment_notice", "transfer_batch", "invoice"];

#[derive(FromQueryResult)]
struct Found {
    found: i64,
}

/// The rules that this crate's own tables can answer. Every approval asks them first and stops when one does not hold.
pub async fn books(db: &Conn) -> Result<Vec<Breach>, StoreError> {
    let mut breaches = Vec::new();
    for (rule, what, sql) in RULES {
        let rows: Vec<Found> = db::all(db, &format!("{sql} limit 20"), vec![]).await?;
        breaches.extend(rows.into_iter().map(|it| Breach {
            rule: *rule,
            what: format!("{what}: row {}", it.found),
        }));
    }
    for table in SERIES {
        let sql = format!("select coalesce(max(number), 0) - count(number) as found from {table}");
        let gaps = db::scalar::<i64>(db, &sql, vec![]).await?.unwrap_or(0);
        if gaps != 0 {
            breaches.push(Breach {
                rule: 17,
                what: format!("numbers of {table} are not gapless: {gaps} missing"),
            });
        }
    }
    Ok(breaches)
}

/// Every money rule, including those that compare with what was accepted.
pub async fn verify(db: &Conn) -> Result<Vec<Breach>, StoreError> {
    let mut breaches = books(db).await?;
    breaches.extend(accepted_is_paid(db).await?);
    breaches.extend(promised_in_time(db).await?);
    Ok(breaches)
}

#[derive(FromQueryResult)]
struct FeeLine {
    acceptance: i64,
    amount: Yen,
    listed: Yen,
}

/// Rules 1 and 2: accepted units × agreed price + listed adjustments stand in exactly one notice, once its period is closed.
async fn accepted_is_paid(db: &Conn) -> Result<Vec<Breach>, StoreError> {
    let last = db::scalar::<Day>(
        db,
        "select max(to_day) from closing where state = 'closed'",
        vec![],
    )
    .await?;
    let Some(last) = last else {
        return Ok(Vec::new());
    };
    let sql = "select acceptance, cast(sum(case when kind = 'fee' then amount else 0 end) as bigint) as amount, \
               cast(sum(case when kind = 'adjustment' then amount else 0 end) as bigint) as listed \
               from payment_line where round = 0 and kind in ('fee', 'adjustment') group by acceptance";
    let lines: Vec<FeeLine> = db::all(db, sql, vec![]).await?;
    let mut lines: BTreeMap<i64, FeeLine> =
        lines.into_iter().map(|it| (it.acceptance, it)).collect();
    let mut breaches = Vec::new();
    let mut breach = |rule, what: &str, acceptance: i64| {
        breaches.push(Breach {
            rule,
            what: format!("{what}: acceptance {acceptance}"),
        })
    };
    for it in quality::read::accepted_between(db, Day::known(2000, 1, 1), Day::known(2999, 12, 31))
        .await?
    {
        let adjustments: i64 = it.adjustments.iter().map(|it| it.amount.amount()).sum();
        match lines.remove(&it.acceptance) {
            Some(line) if line.amount != it.fee => breach(
                1,
                "a line of another amount than was accepted",
                it.acceptance,
            ),
            Some(line) if line.listed.amount() != adjustments => {
                breach(1, "adjustments that are not those listed", it.acceptance)
            }
            Some(_) => {}
            None if it.accepted_on <= last => {
                breach(2, "accepted work in no notice", it.acceptance)
            }
            None => {}
        }
    }
    for acceptance in lines.into_keys() {
        breach(2, "a line for work that nobody accepted", acceptance);
    }
    Ok(breaches)
}

#[derive(FromQueryResult)]
struct Dates {
    id: i64,
    received_on: Day,
    pay_on: Day,
}

/// Rule 13: the promised day lies within sixty days of receipt.
async fn promised_in_time(db: &Conn) -> Result<Vec<Breach>, StoreError> {
    let sql = "select n.id, min(l.supplied_on) as received_on, n.pay_on from payment_notice n join payment_line l on l.notice = n.id \
               where n.kind = 'regular' and n.state <> 'collecting' group by n.id, n.pay_on order by n.id";
    let rows: Vec<Dates> = db::all(db, sql, vec![]).await?;
    let late = rows
        .iter()
        .filter(|it| crate::latest_pay_day(it.received_on) < it.pay_on);
    Ok(late
        .map(|it| Breach {
            rule: 13,
            what: format!("promised later than day 60 from receipt: row {}", it.id),
        })
        .collect())
}
