//! Every statement on samples, findings, acceptances and deliveries to clients.

use access::{Columns, Scope};
use base::{Day, Moment, PublicId, Yen};
use db::sea_orm::{FromQueryResult, Value};
use db::{Conn, StoreError, Tx};
use work::{ItemWorkId, WorkCard, WorkOrderId};

use crate::rework::Cause;

/// The owners of an item or work order that is checked.
const CHECKERS: Columns<'static> = Columns {
    municipality: None,
    site: None,
    client: None,
    led_by: Some("c.director"),
    team_of: Some("c.leader"),
    own: Some("c.account"),
};

/// Values in one statement stay far below the engines' limits.
const CHUNK: usize = 500;

/// The sample of a work order, if it has been drawn.
pub async fn sample_of(db: &Conn, work: WorkOrderId) -> Result<Option<i64>, StoreError> {
    db::scalar(
        db,
        "select id from sample where work_order = $1",
        vec![work.0.into()],
    )
    .await
}

/// Records a draw.
pub async fn insert_sample(
    tx: &Tx,
    card: &WorkCard,
    drawn: &[ItemWorkId],
) -> Result<i64, StoreError> {
    let sql = "insert into sample (public_id, work_order, plan, permille, seed, units, drawn_at) \
               values ($1, $2, $3, $4, $5, $6, $7) returning id";
    let values = vec![
        tx.public_id().into(),
        card.id.into(),
        card.check_plan.as_str().into(),
        card.check_permille.into(),
        card.check_seed.into(),
        card.wanted().into(),
        tx.now().into(),
    ];
    let sample: i64 = db::scalar(tx, sql, values)
        .await?
        .ok_or(StoreError::Absent)?;
    for chunk in drawn.chunks(CHUNK) {
        let rows: Vec<String> = (2..chunk.len() + 2)
            .map(|n| format!("($1, ${n}, true)"))
            .collect();
        let sql = format!(
            "insert into sample_item (sample, item_work, drawn) values {}",
            rows.join(", ")
        );
        let mut values: Vec<Value> = vec![sample.into()];
        values.extend(chunk.iter().map(|it| Value::from(it.0)));
        db::execute(tx, &sql, values).await?;
    }
    Ok(sample)
}

/// Writes what a checker found of an item; an item that was not drawn joins the sample.
pub async fn judge(
    tx: &Tx,
    sample: i64,
    item: ItemWorkId,
    verdict: &str,
    by: Option<i64>,
) -> Result<(), StoreError> {
    let sql = "insert into sample_item (sample, item_work, drawn, verdict, checked_by, checked_at) values ($1, $2, false, $3, $4, $5) \
               on conflict (item_work) do update set verdict = excluded.verdict, checked_by = excluded.checked_by, \
               checked_at = excluded.checked_at";
    let values = vec![
        sample.into(),
        item.0.into(),
        verdict.into(),
        by.into(),
        tx.now().into(),
    ];
    db::execute(tx, sql, values).await?;
    Ok(())
}

/// An item before its checker: what the client gave, what the worker wrote, whose it is.
#[derive(Clone, Debug, FromQueryResult)]
pub struct CheckRow {
    pub id: i64,
    pub public_id: PublicId,
    pub work_order: i64,
    pub work_public_id: PublicId,
    pub work_number: String,
    pub title: String,
    pub step_name: String,
    pub lot_no: i64,
    pub client_order: i64,
    pub order_public_id: PublicId,
    pub item_number: String,
    pub position: i64,
    pub fields: String,
    pub confidential: bool,
    pub class: String,
    pub answer: String,
    pub state: String,
    pub submitted_at: Option<Moment>,
    pub account: i64,
    pub worker: i64,
    pub worker_name: String,
    pub worker_number: String,
    pub verdict: Option<String>,
    pub rounds: i64,
}

const CHECK: &str = "select i.id, i.public_id, i.work_order, i.work_public_id, c.number as work_number, c.title, c.step_name, c.lot_no, \
    c.client_order, c.order_public_id, i.item_number, i.position, i.fields, i.confidential, c.class, i.answer, i.state, i.submitted_at, \
    c.account, c.worker, c.worker_name, c.worker_number, s.verdict, \
    (select count(*) from finding f where f.item_work = i.id) as rounds \
    from work_item_card i join work_card c on c.id = i.work_order left join sample_item s on s.item_work = i.id";

/// Rows on one page of the list of checks.
pub const PAGE: u64 = 40;

/// 確認待ち: drawn or repaired items that were handed in, oldest first. Nobody's own work is among them.
pub async fn awaiting(
    db: &Conn,
    scope: &Scope,
    reader: i64,
    order: Option<&PublicId>,
    page: u64,
) -> Result<Vec<CheckRow>, StoreError> {
    let mut values: Vec<Value> = vec![reader.into()];
    let scope = Scope {
        own: None,
        ..scope.clone()
    };
    let mut such = vec![scope.sql(&CHECKERS, &mut values)];
    if let Some(order) = order {
        values.push(order.clone().into());
        such.push(format!("c.order_public_id = ${}", values.len()));
    }
    let (limit, offset) = db::page_of(page, PAGE);
    values.extend([limit.into(), offset.into()]);
    let sql = format!(
        "{CHECK} where i.state in ('submitted', 'checking') and s.id is not null and (s.verdict is null or s.verdict = 'returned') \
         and c.account <> $1 and {} order by i.submitted_at, i.id limit ${} offset ${}",
        such.join(" and "),
        values.len() - 1,
        values.len()
    );
    db::all(db, &sql, values).await
}

/// One item within the checker's reach.
pub async fn check_row(db: &Conn, scope: &Scope, item: &PublicId) -> Result<CheckRow, StoreError> {
    let mut values: Vec<Value> = vec![item.clone().into()];
    let within = scope.sql(&CHECKERS, &mut values);
    db::one(
        db,
        &format!("{CHECK} where i.public_id = $1 and {within}"),
        values,
    )
    .await?
    .ok_or(StoreError::Absent)
}

/// Drawn or repaired items of a work order that nobody has looked at since they were handed in.
pub async fn unchecked(db: &Conn, work: WorkOrderId) -> Result<i64, StoreError> {
    let sql = "select count(*) from sample_item s join work_item_card i on i.id = s.item_work \
               where i.work_order = $1 and i.state in ('submitted', 'checking') and (s.verdict is null or s.verdict = 'returned')";
    db::count(db, sql, vec![work.0.into()]).await
}

/// A finding to be kept.
pub struct NewFinding<'a> {
    pub work: WorkOrderId,
    pub item: Option<ItemWorkId>,
    pub units: i64,
    pub round: i64,
    pub place: &'a str,
    pub cause: Cause,
    pub redo: bool,
    pub manual_line: &'a str,
    pub note: &'a str,
    pub by: i64,
}

/// Keeps a finding.
pub async fn insert_finding(tx: &Tx, it: &NewFinding<'_>) -> Result<PublicId, StoreError> {
    let public_id = tx.public_id();
    let sql = "insert into finding (public_id, work_order, item_work, units, round, place, cause, redo, manual_line, note, found_by, \
               found_on, found_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";
    let values = vec![
        public_id.clone().into(),
        it.work.0.into(),
        it.item.map(|it| it.0).into(),
        it.units.into(),
        it.round.into(),
        it.place.into(),
        it.cause.text().into(),
        it.redo.into(),
        it.manual_line.into(),
        it.note.into(),
        it.by.into(),
        tx.today().into(),
        tx.now().into(),
    ];
    db::execute(tx, sql, values).await?;
    Ok(public_id)
}

/// One finding with the objection to it, if any.
#[derive(Clone, Debug, FromQueryResult)]
pub struct FindingRow {
    pub id: i64,
    pub public_id: PublicId,
    pub work_order: i64,
    pub item_work: Option<i64>,
    pub item_public_id: Option<PublicId>,
    pub item_number: Option<String>,
    pub item_state: Option<String>,
    pub units: i64,
    pub round: i64,
    pub place: String,
    pub cause: String,
    pub redo: bool,
    pub manual_line: String,
    pub note: String,
    pub found_by: i64,
    pub found_on: Day,
    pub objection: Option<String>,
    pub objection_public_id: Option<PublicId>,
    pub upheld: Option<bool>,
    pub objection_answer: Option<String>,
}

impl FindingRow {
    /// The cause; an upheld objection makes it a matter of the instructions.
    pub fn cause(&self) -> Cause {
        match self.upheld {
            Some(true) => Cause::InstructionError,
            _ => Cause::named(&self.cause).expect("the column's check knows the same names"),
        }
    }
}

const FINDING: &str = "select f.id, f.public_id, f.work_order, f.item_work, i.public_id as item_public_id, i.item_number, i.state as item_state, \
    f.units, f.round, f.place, f.cause, f.redo, f.manual_line, f.note, f.found_by, f.found_on, o.text as objection, \
    o.public_id as objection_public_id, o.upheld, o.answer as objection_answer \
    from finding f left join work_item_card i on i.id = f.item_work left join objection o on o.finding = f.id";

/// The findings of a work order, oldest first.
pub async fn findings_of(db: &Conn, work: WorkOrderId) -> Result<Vec<FindingRow>, StoreError> {
    let sql = format!("{FINDING} where f.work_order = $1 order by f.found_at, f.id");
    db::all(db, &sql, vec![work.0.into()]).await
}

/// The findings of one item, oldest first.
pub async fn findings_of_item(db: &Conn, item: ItemWorkId) -> Result<Vec<FindingRow>, StoreError> {
    let sql = format!("{FINDING} where f.item_work = $1 order by f.round");
    db::all(db, &sql, vec![item.0.into()]).await
}

/// One finding within reach.
pub async fn finding(db: &Conn, scope: &Scope, id: &PublicId) -> Result<FindingRow, StoreError> {
    let mut values: Vec<Value> = vec![id.clone().into()];
    let within = scope.sql(&CHECKERS, &mut values);
    let sql = format!(
        "{FINDING} join work_card c on c.id = f.work_order where f.public_id = $1 and {within}"
    );
    db::one(db, &sql, values).await?.ok_or(StoreError::Absent)
}

/// Objections that wait for an answer, oldest first, without those against the reader's own findings.
pub async fn open_objections(
    db: &Conn,
    scope: &Scope,
    reader: i64,
) -> Result<Vec<FindingRow>, StoreError> {
    let mut values: Vec<Value> = vec![reader.into()];
    let scope = Scope {
        own: None,
        ..scope.clone()
    };
    let within = scope.sql(&CHECKERS, &mut values);
    let sql = format!(
        "{FINDING} join work_card c on c.id = f.work_order where o.id is not null and o.answered_on is null and f.found_by <> $1 \
         and {within} order by o.raised_on, o.id limit 200"
    );
    db::all(db, &sql, values).await
}

/// Keeps an objection.
pub async fn insert_objection(tx: &Tx, finding: i64, text: &str) -> Result<PublicId, StoreError> {
    let public_id = tx.public_id();
    let sql = "insert into objection (public_id, finding, text, raised_on, answer) values ($1, $2, $3, $4, '')";
    db::execute(
        tx,
        sql,
        vec![
            public_id.clone().into(),
            finding.into(),
            text.into(),
            tx.today().into(),
        ],
    )
    .await?;
    Ok(public_id)
}

/// Answers an objection once.
pub async fn answer_objection(
    tx: &Tx,
    finding: i64,
    upheld: bool,
    answer: &str,
    by: i64,
) -> Result<bool, StoreError> {
    let sql = "update objection set upheld = $2, answer = $3, answered_by = $4, answered_on = $5 where finding = $1 and answered_on is null";
    let values = vec![
        finding.into(),
        upheld.into(),
        answer.into(),
        by.into(),
        tx.today().into(),
    ];
    Ok(db::execute(tx, sql, values).await? == 1)
}

/// Units per cause that the worker did again.
#[derive(Clone, Debug, FromQueryResult)]
pub struct RedoneRow {
    pub cause: String,
    pub units: i64,
}

/// What the worker did again through a fault of the client or of the instructions.
pub async fn redone(db: &Conn, work: WorkOrderId) -> Result<Vec<RedoneRow>, StoreError> {
    let sql = "select cause, cast(sum(units) as bigint) as units from ( \
        select case when o.upheld = true then 'instruction_error' else f.cause end as cause, f.units \
        from finding f left join objection o on o.finding = f.id where f.work_order = $1 and f.redo = true) d \
        where cause <> 'worker_fault' group by cause order by cause";
    db::all(db, sql, vec![work.0.into()]).await
}

/// Units of a work order that came back through the worker's own fault.
pub async fn faults(db: &Conn, work: WorkOrderId) -> Result<i64, StoreError> {
    let sql = "select cast(coalesce(sum(f.units), 0) as bigint) from finding f left join objection o on o.finding = f.id \
        where f.work_order = $1 and f.round = 1 and f.cause = 'worker_fault' and (o.upheld is null or o.upheld = false)";
    db::count(db, sql, vec![work.0.into()]).await
}

/// Keeps an acceptance; the unique work order is the last defence against a second one.
pub async fn insert_acceptance(
    tx: &Tx,
    card: &WorkCard,
    units: i64,
    fee: Yen,
    by: Option<i64>,
) -> Result<(i64, PublicId), StoreError> {
    let public_id = tx.public_id();
    let sql = "insert into acceptance (public_id, work_order, units, unit_pay, fee, delivered_on, accepted_on, accepted_by) \
               values ($1, $2, $3, $4, $5, $6, $7, $8) returning id";
    let values = vec![
        public_id.clone().into(),
        card.id.into(),
        units.into(),
        card.unit_pay.into(),
        fee.into(),
        card.delivered_on.unwrap_or(tx.today()).into(),
        tx.today().into(),
        by.into(),
    ];
    let id = db::scalar(tx, sql, values)
        .await?
        .ok_or(StoreError::Absent)?;
    Ok((id, public_id))
}

/// Keeps a listed adjustment.
pub async fn insert_adjustment(
    tx: &Tx,
    acceptance: i64,
    cause: Cause,
    units: i64,
    amount: Yen,
) -> Result<(), StoreError> {
    let sql = "insert into adjustment (acceptance, cause, units, amount) values ($1, $2, $3, $4)";
    db::execute(
        tx,
        sql,
        vec![
            acceptance.into(),
            cause.text().into(),
            units.into(),
            amount.into(),
        ],
    )
    .await?;
    Ok(())
}

/// Keeps the small note of a result.
pub async fn insert_note(
    tx: &Tx,
    work: WorkOrderId,
    text: &str,
    by: i64,
) -> Result<(), StoreError> {
    let sql = "insert into result_note (work_order, text, written_by, written_on) values ($1, $2, $3, $4)";
    db::execute(
        tx,
        sql,
        vec![work.0.into(), text.into(), by.into(), tx.today().into()],
    )
    .await?;
    Ok(())
}

/// The notes on a result, newest first.
pub async fn notes_of(db: &Conn, work: WorkOrderId) -> Result<Vec<String>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        text: String,
    }
    let rows: Vec<Row> = db::all(
        db,
        "select text from result_note where work_order = $1 order by id desc",
        vec![work.0.into()],
    )
    .await?;
    Ok(rows.into_iter().map(|it| it.text).collect())
}

/// 確認待ち of one client order: how many items, and since when the oldest waits.
#[derive(Clone, Debug, PartialEq, FromQueryResult)]
pub struct ChecksWaiting {
    pub order_public_id: PublicId,
    pub title: String,
    pub items: i64,
    pub since: Option<Moment>,
}

/// How many items wait to be looked at in each order within reach; nobody's own work is among them.
pub async fn awaiting_by_order(
    db: &Conn,
    scope: &Scope,
    reader: i64,
) -> Result<Vec<ChecksWaiting>, StoreError> {
    let mut values: Vec<Value> = vec![reader.into()];
    let within = Scope {
        own: None,
        ..scope.clone()
    }
    .sql(&CHECKERS, &mut values);
    let sql = format!(
        "select c.order_public_id, c.title, count(*) as items, min(i.submitted_at) as since \
         from work_item_card i join work_card c on c.id = i.work_order join sample_item s on s.item_work = i.id \
         where i.state in ('submitted', 'checking') and (s.verdict is null or s.verdict = 'returned') and c.account <> $1 and {within} \
         group by c.client_order, c.order_public_id, c.title order by c.client_order"
    );
    db::all(db, &sql, values).await
}
