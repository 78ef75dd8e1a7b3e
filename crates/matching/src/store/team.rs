//! The pairs of a plan, and those who are in none.

use access::AccountId;
use base::{Day, Moment, PublicId, Yen};
use db::sea_orm::{ActiveValue::NotSet, EntityTrait, FromQueryResult, Set};
use db::{Conn, StoreError, Tx};
use orders::{Class, Group, PortionId};
use people::{JobTypeId, WorkerId};

use super::{from_json, json};
use crate::PlanId;
use crate::solved::Solved;
use crate::tables::{plan_pair, plan_rest};
use crate::why::{Because, Why};

/// One pair of a plan with its person and portion.
#[derive(Clone, Debug, PartialEq)]
pub struct PairRow {
    pub id: i64,
    pub public_id: PublicId,
    pub worker: WorkerId,
    pub account: AccountId,
    pub worker_public_id: PublicId,
    pub name: String,
    pub town: String,
    pub portion: PortionId,
    pub portion_public_id: PublicId,
    pub lot_no: i64,
    pub step_name: String,
    pub group: Group,
    pub class: Class,
    pub due_on: Day,
    pub unit_pay: Yen,
    pub units: i64,
    pub seconds: i64,
    pub because: Vec<Because>,
    pub fixed: bool,
    /// True once the offer was sent.
    pub asked: bool,
}

#[derive(FromQueryResult)]
struct PairText {
    id: i64,
    public_id: PublicId,
    worker: WorkerId,
    account: AccountId,
    worker_public_id: PublicId,
    name: String,
    town: String,
    portion: PortionId,
    portion_public_id: PublicId,
    lot_no: i64,
    step_name: String,
    item_group: Group,
    class: Class,
    due_on: Day,
    unit_pay: Yen,
    units: i64,
    seconds: i64,
    reasons: String,
    fixed: bool,
    work_order: Option<i64>,
}

/// The pairs of a plan, by lot and then by person.
pub async fn pairs(db: &Conn, id: PlanId) -> Result<Vec<PairRow>, StoreError> {
    let sql = "select c.id, c.public_id, c.worker, k.account, k.public_id as worker_public_id, k.name, \
        k.municipality_name as town, c.portion, q.public_id as portion_public_id, q.lot_no, q.step_name, q.item_group, \
        q.class, q.due_on, q.unit_pay, c.units, c.seconds, c.reasons, c.fixed, c.work_order \
        from plan_pair c join worker_card k on k.id = c.worker join portion_card q on q.id = c.portion \
        where c.plan = $1 order by q.lot_no, q.item_group desc, q.step_no, k.number";
    let rows: Vec<PairText> = db::all(db, sql, vec![id.into()]).await?;
    rows.into_iter().map(pair).collect()
}

fn pair(it: PairText) -> Result<PairRow, StoreError> {
    Ok(PairRow {
        id: it.id,
        public_id: it.public_id,
        worker: it.worker,
        account: it.account,
        worker_public_id: it.worker_public_id,
        name: it.name,
        town: it.town,
        portion: it.portion,
        portion_public_id: it.portion_public_id,
        lot_no: it.lot_no,
        step_name: it.step_name,
        group: it.item_group,
        class: it.class,
        due_on: it.due_on,
        unit_pay: it.unit_pay,
        units: it.units,
        seconds: it.seconds,
        because: from_json(&it.reasons)?,
        fixed: it.fixed,
        asked: it.work_order.is_some(),
    })
}

/// Someone who is not in a plan, with the first limit met.
#[derive(Clone, Debug, PartialEq)]
pub struct RestRow {
    pub worker: WorkerId,
    pub worker_public_id: PublicId,
    pub name: String,
    pub town: String,
    pub portion: PortionId,
    pub portion_public_id: PublicId,
    pub lot_no: i64,
    pub step_name: String,
    pub group: Group,
    pub why: Why,
}

#[derive(FromQueryResult)]
struct RestText {
    worker: WorkerId,
    worker_public_id: PublicId,
    name: String,
    town: String,
    portion: PortionId,
    portion_public_id: PublicId,
    lot_no: i64,
    step_name: String,
    item_group: Group,
    why: String,
}

/// Rows on one page of those not chosen.
pub const PAGE: u64 = 30;

/// Those not chosen, who came nearest first; one row more than a page.
pub async fn rest(db: &Conn, id: PlanId, page: u64) -> Result<Vec<RestRow>, StoreError> {
    let (limit, offset) = db::page_of(page, PAGE);
    let sql = "select r.worker, k.public_id as worker_public_id, k.name, k.municipality_name as town, r.portion, \
        q.public_id as portion_public_id, q.lot_no, q.step_name, q.item_group, r.why \
        from plan_rest r join worker_card k on k.id = r.worker join portion_card q on q.id = r.portion \
        where r.plan = $1 order by r.nearness desc, k.number limit $2 offset $3";
    let rows: Vec<RestText> =
        db::all(db, sql, vec![id.into(), limit.into(), offset.into()]).await?;
    rows.into_iter().map(not_chosen).collect()
}

fn not_chosen(it: RestText) -> Result<RestRow, StoreError> {
    Ok(RestRow {
        worker: it.worker,
        worker_public_id: it.worker_public_id,
        name: it.name,
        town: it.town,
        portion: it.portion,
        portion_public_id: it.portion_public_id,
        lot_no: it.lot_no,
        step_name: it.step_name,
        group: it.item_group,
        why: from_json(&it.why)?,
    })
}

/// How many were not chosen.
pub async fn rest_count(db: &Conn, id: PlanId) -> Result<i64, StoreError> {
    db::count(
        db,
        "select count(*) from plan_rest where plan = $1",
        vec![id.into()],
    )
    .await
}

/// What one person was told in a plan, if they are not in it.
pub async fn why_of(db: &Conn, id: PlanId, worker: WorkerId) -> Result<Option<Why>, StoreError> {
    let sql = "select why from plan_rest where plan = $1 and worker = $2";
    let text: Option<String> = db::scalar(db, sql, vec![id.into(), worker.into()]).await?;
    text.map(|it| from_json(&it)).transpose()
}

/// A portion for which one person was looked at, and somebody else was asked.
#[derive(Clone, Debug, PartialEq)]
pub struct PassedBy {
    pub job_type: JobTypeId,
    pub class: Class,
    pub due_on: Day,
    pub sent_on: Moment,
    pub why: Why,
}

/// The rounds of offers in which one person was looked at and not asked, the latest first; each portion once. The order
/// and its client are not told.
pub async fn passed_by(
    db: &Conn,
    worker: WorkerId,
    most: u64,
) -> Result<Vec<PassedBy>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        job_type: JobTypeId,
        class: Class,
        due_on: Day,
        sent_on: Moment,
        why: String,
    }
    let sql = "select q.job_type, q.class, q.due_on, p.state_at as sent_on, r.why \
        from plan_rest r join plan p on p.id = r.plan join portion_card q on q.id = r.portion \
        where r.worker = $1 and p.state = 'sent' and r.id = (select max(x.id) from plan_rest x join plan y on y.id = x.plan \
          where x.worker = r.worker and x.portion = r.portion and y.state = 'sent') \
        order by p.state_at desc, r.id desc limit $2";
    let rows: Vec<Row> = db::all(db, sql, vec![worker.into(), (most as i64).into()]).await?;
    let read = |it: Row| {
        Ok(PassedBy {
            job_type: it.job_type,
            class: it.class,
            due_on: it.due_on,
            sent_on: it.sent_on,
            why: from_json(&it.why)?,
        })
    };
    rows.into_iter().map(read).collect()
}

/// Keeps the people of a plan, in and out of it.
pub async fn insert_people(tx: &Tx, id: PlanId, it: &Solved) -> Result<(), StoreError> {
    for chunk in it.pairs.chunks(500) {
        let mut rows = Vec::with_capacity(chunk.len());
        for pair in chunk {
            rows.push(plan_pair::ActiveModel {
                id: NotSet,
                public_id: Set(tx.public_id()),
                plan: Set(id.0),
                worker: Set(pair.worker.0),
                portion: Set(pair.portion.0),
                units: Set(pair.units),
                seconds: Set(pair.seconds),
                reasons: Set(json(&pair.because)?),
                fixed: Set(pair.fixed),
                work_order: Set(None),
            });
        }
        plan_pair::Entity::insert_many(rows)
            .exec_without_returning(&**tx)
            .await?;
    }
    for chunk in it.rest.chunks(500) {
        let mut rows = Vec::with_capacity(chunk.len());
        for rest in chunk {
            rows.push(plan_rest::ActiveModel {
                id: NotSet,
                plan: Set(id.0),
                worker: Set(rest.worker.0),
                portion: Set(rest.portion.0),
                nearness: Set(rest.why.nearness()),
                why: Set(json(&rest.why)?),
            });
        }
        plan_rest::Entity::insert_many(rows)
            .exec_without_returning(&**tx)
            .await?;
    }
    Ok(())
}

/// Notes which work order a pair became.
pub async fn sent_as(tx: &Tx, pair: i64, work: work::WorkOrderId) -> Result<(), StoreError> {
    db::execute(
        tx,
        "update plan_pair set work_order = $2 where id = $1",
        vec![pair.into(), work.0.into()],
    )
    .await?;
    Ok(())
}
