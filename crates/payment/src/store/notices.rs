//! 支払通知: notices and their lines, as they are read and as their stages change.

use crate::notice::{Line, LineKind};
use crate::stage::{NoticeStage, NoticeState, TransferState};
use crate::store::{insert_rows, keys};
use crate::{ClosingId, Confirmation, NoticeId};
use access::{Columns, Scope};
use base::{Day, PublicId, Yen};
use db::sea_orm::{FromQueryResult, Value};
use db::{Conn, StoreError, Tx};
use people::WorkerId;
use std::collections::BTreeMap;

/// A notice as staff and its worker see it.
#[derive(Clone, Debug, PartialEq, FromQueryResult)]
pub struct NoticeRow {
    pub id: NoticeId,
    pub public_id: PublicId,
    pub version: i32,
    pub number: Option<i64>,
    pub closing: ClosingId,
    pub closing_public: PublicId,
    pub from_day: Day,
    pub to_day: Day,
    pub worker: WorkerId,
    pub worker_number: String,
    pub worker_name: String,
    pub worker_account: i64,
    pub kind: String,
    pub round: i64,
    pub original: Option<NoticeId>,
    pub reason: String,
    pub state: String,
    pub reg_no: Option<String>,
    pub fee: Yen,
    pub adjustments: Yen,
    pub tax: Yen,
    pub deductible: Yen,
    pub withholding: Yen,
    pub total: Yen,
    pub pay_on: Day,
    pub asked_on: Option<Day>,
    pub questioned_on: Option<Day>,
    pub confirmed_on: Option<Day>,
    pub confirmed_how: Option<String>,
    pub reversed_on: Option<Day>,
    pub transfer_state: Option<String>,
    pub settled_on: Option<Day>,
    pub why: Option<String>,
    pub attempts: i64,
    pub usable_from: Option<Day>,
    pub shared: bool,
    /// The earliest receipt among its lines, from which day 60 counts.
    pub received_on: Option<Day>,
}

impl NoticeRow {
    pub fn state(&self) -> NoticeState {
        NoticeState::parse(&self.state).expect("the column's check knows the same names")
    }

    /// The stage with its dates.
    pub fn stage(&self) -> NoticeStage {
        let day = |day: Option<Day>| day.unwrap_or(self.pay_on);
        match self.state() {
            NoticeState::Collecting => NoticeStage::Collecting,
            NoticeState::Asking => NoticeStage::Asking {
                since: day(self.asked_on),
            },
            NoticeState::Questioned => NoticeStage::Questioned {
                since: day(self.questioned_on),
            },
            NoticeState::Confirmed => {
                let how = if self.confirmed_how.as_deref() == Some("deemed") {
                    Confirmation::Deemed
                } else {
                    Confirmation::ByWorker
                };
                NoticeStage::Confirmed {
                    on: day(self.confirmed_on),
                    how,
                }
            }
        }
    }

    /// The last transfer that was approved for it, or waits for approval.
    pub fn transfer(&self) -> Option<TransferState> {
        self.transfer_state
            .as_deref()
            .and_then(TransferState::parse)
    }

    pub fn gross(&self) -> Result<Yen, base::OutOfRange> {
        self.fee.plus(self.adjustments)
    }
}

const NOTICE: &str = "select n.id, n.public_id, n.version, n.number, n.closing, c.public_id as closing_public, c.from_day, c.to_day, \
  n.worker, w.number as worker_number, w.name as worker_name, w.account as worker_account, n.kind, n.round, n.original, n.reason, \
  n.state, n.reg_no, n.fee, n.adjustments, n.tax, n.deductible, n.withholding, n.total, n.pay_on, n.asked_on, n.questioned_on, \
  n.confirmed_on, n.confirmed_how, n.reversed_on, t.state as transfer_state, t.settled_on, t.why, \
  coalesce(t.attempt, 0) as attempts, b.usable_from, \
  (exists (select 1 from bank_account o where o.fingerprint = b.fingerprint and o.worker <> b.worker and o.replaced_on is null)) as shared, \
  (select min(l.supplied_on) from payment_line l where l.notice = n.id) as received_on from payment_notice n join closing c on c.id = n.closing join worker_card w on w.id = n.worker \
  left join transfer t on t.id = (select max(x.id) from transfer x where x.notice = n.id) \
  left join bank_account b on b.worker = n.worker and b.replaced_on is null";

/// The owners of a notice's row.
const OWNERS: Columns<'static> = Columns {
    municipality: None,
    site: None,
    client: None,
    led_by: None,
    team_of: None,
    own: Some("w.account"),
};

/// One notice within reach. A worker does not see one that is still collected.
pub async fn by_public_id(
    db: &Conn,
    scope: &Scope,
    id: &PublicId,
) -> Result<NoticeRow, StoreError> {
    let mut values: Vec<Value> = vec![id.clone().into()];
    let within = scope.sql(&OWNERS, &mut values);
    let shown = if scope.region {
        "(1 = 1)"
    } else {
        "n.state <> 'collecting'"
    };
    db::one(
        db,
        &format!("{NOTICE} where n.public_id = $1 and {within} and {shown}"),
        values,
    )
    .await?
    .ok_or(StoreError::Absent)
}

pub async fn by_id(db: &Conn, id: NoticeId) -> Result<NoticeRow, StoreError> {
    db::one(db, &format!("{NOTICE} where n.id = $1"), vec![id.into()])
        .await?
        .ok_or(StoreError::Absent)
}

/// Which notices of a closing a page shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shown {
    #[default]
    All,
    /// Those that need somebody: in question, failed, or without a usable account.
    Exceptions,
}

/// The notices of a closing, exceptions first.
pub async fn of_closing(
    db: &Conn,
    id: ClosingId,
    shown: Shown,
    page: u64,
    size: u64,
) -> Result<Vec<NoticeRow>, StoreError> {
    let (limit, offset) = db::page_of(page, size);
    let odd = "(n.state = 'questioned' or t.state in ('failed', 'recalled') or (n.total > 0 and (b.id is null or b.usable_from > n.pay_on) \
               and (t.state is null or t.state <> 'settled')))";
    let such = if shown == Shown::Exceptions {
        odd
    } else {
        "(1 = 1)"
    };
    let sql = format!(
        "{NOTICE} where n.closing = $1 and {such} order by case when {odd} then 0 else 1 end, w.number, n.id limit $2 offset $3"
    );
    db::all(db, &sql, vec![id.into(), limit.into(), offset.into()]).await
}

/// Every notice of a closing in one state, by worker.
pub async fn in_state(
    db: &Conn,
    id: ClosingId,
    state: NoticeState,
) -> Result<Vec<NoticeRow>, StoreError> {
    let sql = format!("{NOTICE} where n.closing = $1 and n.state = $2 order by w.number, n.id");
    db::all(db, &sql, vec![id.into(), state.as_str().into()]).await
}

/// Every sent notice due by a day that no living transfer pays, by worker.
pub async fn unpaid(db: &Conn, due_by: Day) -> Result<Vec<NoticeRow>, StoreError> {
    let sql = format!(
        "{NOTICE} where n.state <> 'collecting' and n.reversed_on is null and n.total > 0 and n.pay_on <= $1 \
         and not exists (select 1 from transfer l where l.notice = n.id and l.state in ('prepared', 'approved', 'settled')) \
         order by w.number, n.id"
    );
    db::all(db, &sql, vec![due_by.into()]).await
}

/// Sent notices whose worker has not answered, with the clause of the framework contract.
#[derive(Clone, Debug, PartialEq, FromQueryResult)]
pub struct Silent {
    pub id: NoticeId,
    pub public_id: PublicId,
    pub asked_on: Day,
    pub agreed_on: Day,
    pub days: i64,
}

pub async fn silent(db: &Conn) -> Result<Vec<Silent>, StoreError> {
    let sql = "select n.id, n.public_id, n.asked_on, s.agreed_on, s.days from payment_notice n \
               join silence_clause s on s.worker = n.worker and s.agreed_on = (select max(x.agreed_on) from silence_clause x \
               where x.worker = n.worker and x.agreed_on <= n.asked_on) \
               where n.state = 'asking' and n.reversed_on is null order by n.id";
    db::all(db, sql, vec![]).await
}

/// The notices within reach, the latest first.
pub async fn of_reach(
    db: &Conn,
    scope: &Scope,
    page: u64,
    size: u64,
) -> Result<Vec<NoticeRow>, StoreError> {
    let mut values = Vec::new();
    let within = scope.sql(&OWNERS, &mut values);
    let (limit, offset) = db::page_of(page, size);
    values.extend([limit.into(), offset.into()]);
    let sql = format!(
        "{NOTICE} where {within} and n.state <> 'collecting' order by n.pay_on desc, n.id desc limit ${} offset ${}",
        values.len() - 1,
        values.len()
    );
    db::all(db, &sql, values).await
}

/// A line as pages show it.
#[derive(Clone, Debug, PartialEq, FromQueryResult)]
pub struct LineRow {
    pub id: i64,
    pub public_id: PublicId,
    pub notice: NoticeId,
    pub position: i64,
    pub kind: String,
    pub acceptance: i64,
    pub work_order: i64,
    pub round: i64,
    pub what: String,
    pub units: i64,
    pub unit_pay: Yen,
    pub amount: Yen,
    pub supplied_on: Day,
    pub withheld: bool,
    pub accepted_by: i64,
    pub order_number: String,
    pub work_public_id: PublicId,
    pub delivered_on: Option<Day>,
    pub agreed_pay_on: Day,
}

impl LineRow {
    pub fn kind(&self) -> LineKind {
        LineKind::parse(&self.kind).expect("the column's check knows the same names")
    }

    /// True for a line that says what is paid, rather than what is taken back.
    pub fn reverses_nothing(&self) -> bool {
        self.kind() != LineKind::Reversal
    }

    /// The line as the rules see it.
    pub fn line(&self) -> Line {
        Line {
            kind: self.kind(),
            acceptance: self.acceptance,
            work_order: self.work_order,
            what: self.what.clone(),
            units: self.units,
            unit_pay: self.unit_pay,
            amount: self.amount,
            supplied_on: self.supplied_on,
            withheld: self.withheld,
            accepted_by: self.accepted_by,
        }
    }
}

const LINE: &str = "select l.id, l.public_id, l.notice, l.position, l.kind, l.acceptance, l.work_order, l.round, l.what, l.units, l.unit_pay, \
  l.amount, l.supplied_on, l.withheld, l.accepted_by, o.number as order_number, o.public_id as work_public_id, o.delivered_on, \
  o.pay_on as agreed_pay_on from payment_line l join work_card o on o.id = l.work_order";

pub async fn lines(db: &Conn, notice: NoticeId) -> Result<Vec<LineRow>, StoreError> {
    db::all(
        db,
        &format!("{LINE} where l.notice = $1 order by l.position"),
        vec![notice.into()],
    )
    .await
}

/// The lines of many notices at once.
pub async fn lines_of(
    db: &Conn,
    notices: &[NoticeId],
) -> Result<BTreeMap<NoticeId, Vec<LineRow>>, StoreError> {
    let mut by_notice: BTreeMap<NoticeId, Vec<LineRow>> = BTreeMap::new();
    for chunk in notices.chunks(2_000) {
        let sql = format!(
            "{LINE} where l.notice in ({}) order by l.notice, l.position",
            keys(chunk.iter().map(|it| it.0))
        );
        for line in db::all::<LineRow>(db, &sql, vec![]).await? {
            by_notice.entry(line.notice).or_default().push(line);
        }
    }
    Ok(by_notice)
}

/// Which of these acceptances stand in a line already.
pub async fn taken(db: &Conn, acceptances: &[i64]) -> Result<Vec<i64>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        acceptance: i64,
    }
    let mut taken = Vec::new();
    for chunk in acceptances.chunks(5_000) {
        let sql = format!(
            "select distinct acceptance from payment_line where kind = 'fee' and acceptance in ({})",
            keys(chunk.iter().copied())
        );
        taken.extend(
            db::all::<Row>(db, &sql, vec![])
                .await?
                .into_iter()
                .map(|it| it.acceptance),
        );
    }
    Ok(taken)
}

/// Sends a collected notice: its number and content are fixed from now on.
pub async fn ask(tx: &Tx, id: NoticeId, number: i64, content: &str) -> Result<(), StoreError> {
    let sql = "update payment_notice set state = 'asking', number = $1, content = $2, asked_on = $3, version = version + 1 \
               where id = $4 and state = 'collecting'";
    db::execute(
        tx,
        sql,
        vec![number.into(), content.into(), tx.today().into(), id.into()],
    )
    .await?;
    Ok(())
}

/// Saves a stage that was decided.
pub async fn set_stage(tx: &Tx, ids: &[NoticeId], stage: NoticeStage) -> Result<(), StoreError> {
    let (set, values): (&str, Vec<Value>) = match stage {
        NoticeStage::Collecting => return Ok(()),
        NoticeStage::Asking { since } => (
            "state = 'asking', asked_on = $1, questioned_on = null",
            vec![since.into()],
        ),
        NoticeStage::Questioned { since } => (
            "state = 'questioned', questioned_on = $1",
            vec![since.into()],
        ),
        NoticeStage::Confirmed { on, how } => {
            let how = if how == Confirmation::Deemed {
                "deemed"
            } else {
                "by_worker"
            };
            (
                "state = 'confirmed', confirmed_on = $1, confirmed_how = $2",
                vec![on.into(), how.into()],
            )
        }
    };
    for chunk in ids.chunks(5_000) {
        let sql = format!(
            "update payment_notice set {set}, version = version + 1 where id in ({})",
            keys(chunk.iter().map(|it| it.0))
        );
        db::execute(tx, &sql, values.clone()).await?;
    }
    Ok(())
}

/// Marks a notice that a correction has replaced.
pub async fn reverse(tx: &Tx, id: NoticeId) -> Result<(), StoreError> {
    let sql = "update payment_notice set reversed_on = $1, version = version + 1 where id = $2 and reversed_on is null";
    db::execute(tx, sql, vec![tx.today().into(), id.into()]).await?;
    Ok(())
}

/// The frozen content and, once drawn, the PDF.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Document {
    pub content: Option<String>,
    pub pdf: Option<Vec<u8>>,
}

pub async fn document(db: &Conn, id: NoticeId) -> Result<Document, StoreError> {
    let sql = "select content, pdf from payment_notice where id = $1";
    db::one(db, sql, vec![id.into()])
        .await?
        .ok_or(StoreError::Absent)
}

/// Keeps the PDF drawn first; a later drawing changes nothing.
pub async fn keep_pdf(tx: &Tx, id: NoticeId, pdf: &[u8], hash: &str) -> Result<(), StoreError> {
    let sql = "update payment_notice set pdf = $1, pdf_hash = $2 where id = $3 and pdf is null";
    db::execute(tx, sql, vec![pdf.to_vec().into(), hash.into(), id.into()]).await?;
    Ok(())
}

/// Records that the framework contracts of workers let silence confirm.
pub async fn insert_clauses(
    tx: &Tx,
    workers: &[WorkerId],
    agreed_on: Day,
    days: i64,
) -> Result<(), StoreError> {
    let rows = workers
        .iter()
        .map(|it| vec![(*it).into(), agreed_on.into(), days.into()])
        .collect();
    insert_rows(tx, "silence_clause", &["worker", "agreed_on", "days"], rows).await
}
