//! Every statement on plans, and the few on other capabilities' published views.

use access::{AccountId, Columns, Scope};
use base::{Day, Moment, PublicId, Yen};
use db::sea_orm::{ActiveValue::NotSet, EntityTrait, FromQueryResult, Set, Value};
use db::{Conn, StoreError, Tx};
use orders::{Class, Group, OrderId, PortionId};
use people::WorkerId;
use serde::{Serialize, de::DeserializeOwned};

use crate::PlanId;
use crate::decided::{Change, Decided};
use crate::facts::{Fees, Window};
use crate::outcome::Outcome;
use crate::solved::{EFFORT, Solved};
use crate::tables::{plan, plan_pair, plan_rest};
use crate::why::{Because, Why};

/// 割当案の状態, as stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Proposed,
    Sent,
    Superseded,
}

impl State {
    /// The name under which it is stored.
    pub fn name(self) -> &'static str {
        match self {
            State::Proposed => "proposed",
            State::Sent => "sent",
            State::Superseded => "superseded",
        }
    }
}

/// A value as it lies in a text column.
pub fn json<T: Serialize>(value: &T) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|error| StoreError::Unreadable(error.to_string()))
}

fn from_json<T: DeserializeOwned>(text: &str) -> Result<T, StoreError> {
    serde_json::from_str(text).map_err(|error| StoreError::Unreadable(error.to_string()))
}

/// A plan without its instance and solution.
#[derive(Clone, Debug)]
pub struct PlanRow {
    pub id: PlanId,
    pub public_id: PublicId,
    pub order: OrderId,
    pub order_public_id: PublicId,
    pub state: State,
    pub from_on: Day,
    pub until_on: Day,
    pub decided: Decided,
    pub change: Option<Change>,
    pub outcome: Outcome,
    pub made_by: AccountId,
    pub made_at: Moment,
    pub seed: i64,
}

#[derive(FromQueryResult)]
struct Row {
    id: i64,
    public_id: PublicId,
    client_order: i64,
    order_public_id: PublicId,
    state: String,
    from_on: Day,
    until_on: Day,
    decided: String,
    change: String,
    outcome: String,
    made_by: i64,
    made_at: Moment,
    seed: i64,
}

impl Row {
    fn read(self) -> Result<PlanRow, StoreError> {
        Ok(PlanRow {
            id: PlanId(self.id),
            public_id: self.public_id,
            order: OrderId(self.client_order),
            order_public_id: self.order_public_id,
            state: match self.state.as_str() {
                "proposed" => State::Proposed,
                "sent" => State::Sent,
                _ => State::Superseded,
            },
            from_on: self.from_on,
            until_on: self.until_on,
            decided: from_json(&self.decided)?,
            change: from_json(&self.change)?,
            outcome: from_json(&self.outcome)?,
            made_by: AccountId(self.made_by),
            made_at: self.made_at,
            seed: self.seed,
        })
    }
}

const PLAN: &str = "select p.id, p.public_id, p.client_order, o.public_id as order_public_id, p.state, p.from_on, \
    p.until_on, p.decided, p.change, p.outcome, p.made_by, p.made_at, p.seed \
    from plan p join order_card o on o.id = p.client_order";

/// One plan within reach.
pub async fn plan(db: &Conn, scope: &Scope, id: &PublicId) -> Result<PlanRow, StoreError> {
    let mut values: Vec<Value> = vec![id.clone().into()];
    let within = scope.sql(&Columns { led_by: Some("o.director"), ..Columns::default() }, &mut values);
    let row: Option<Row> = db::one(db, &format!("{PLAN} where p.public_id = $1 and {within}"), values).await?;
    row.ok_or(StoreError::Absent)?.read()
}

/// The plan that stands for an order: the proposal that waits, or else the one sent last.
pub async fn plan_in_force(db: &Conn, order: OrderId) -> Result<Option<PlanRow>, StoreError> {
    let sql = format!("{PLAN} where p.client_order = $1 and p.state in ('proposed', 'sent') order by p.id desc limit 1");
    let row: Option<Row> = db::one(db, &sql, vec![order.into()]).await?;
    row.map(Row::read).transpose()
}

/// A plan's instance and solution, as they were kept.
#[derive(FromQueryResult)]
pub struct Texts {
    pub instance: String,
    pub solution: String,
}

/// The instance and the solution of a plan.
pub async fn texts(db: &Conn, id: PlanId) -> Result<Texts, StoreError> {
    db::one(db, "select instance, solution from plan where id = $1", vec![id.into()]).await?.ok_or(StoreError::Absent)
}

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
    let rows: Vec<RestText> = db::all(db, sql, vec![id.into(), limit.into(), offset.into()]).await?;
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
    db::count(db, "select count(*) from plan_rest where plan = $1", vec![id.into()]).await
}

/// What one person was told in a plan, if they are not in it.
pub async fn why_of(db: &Conn, id: PlanId, worker: WorkerId) -> Result<Option<Why>, StoreError> {
    let sql = "select why from plan_rest where plan = $1 and worker = $2";
    let text: Option<String> = db::scalar(db, sql, vec![id.into(), worker.into()]).await?;
    text.map(|it| from_json(&it)).transpose()
}

/// True while a proposal for the order waits for its director.
pub async fn has_proposed(db: &Conn, order: OrderId) -> Result<bool, StoreError> {
    db::exists(db, "select 1 from plan where client_order = $1 and state = 'proposed'", vec![order.into()]).await
}

/// Moves one plan from proposed to another state; false when it was not proposed any more.
pub async fn leave_proposed(tx: &Tx, id: PlanId, to: State) -> Result<bool, StoreError> {
    let sql = "update plan set state = $2, state_at = $3 where id = $1 and state = 'proposed'";
    Ok(db::execute(tx, sql, vec![id.into(), to.name().into(), tx.now().into()]).await? == 1)
}

/// Keeps a plan with everything that explains it.
pub async fn insert(
    tx: &Tx,
    order: OrderId,
    window: &Window,
    it: &Solved,
    change: Option<Change>,
    from: Option<PlanId>,
) -> Result<(PlanId, PublicId), StoreError> {
    let public_id = tx.public_id();
    let row = plan::ActiveModel {
        id: NotSet,
        public_id: Set(public_id.clone()),
        client_order: Set(order.0),
        changed_from: Set(from.map(|it| it.0)),
        state: Set(State::Proposed.name().to_owned()),
        state_at: Set(tx.now()),
        seed: Set(EFFORT.seed as i64),
        steps: Set(EFFORT.steps as i64),
        from_on: Set(window.from),
        until_on: Set(window.until),
        instance: Set(it.instance.to_json()),
        solution: Set(it.plan.to_json()),
        decided: Set(json(&it.decided)?),
        change: Set(json(&change)?),
        outcome: Set(json(&it.outcome)?),
        made_by: Set(tx.by().account.unwrap_or(0)),
        made_at: Set(tx.now()),
    };
    let id = PlanId(plan::Entity::insert(row).exec(&**tx).await?.last_insert_id);
    insert_people(tx, id, it).await?;
    Ok((id, public_id))
}

async fn insert_people(tx: &Tx, id: PlanId, it: &Solved) -> Result<(), StoreError> {
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
        plan_pair::Entity::insert_many(rows).exec_without_returning(&**tx).await?;
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
        plan_rest::Entity::insert_many(rows).exec_without_returning(&**tx).await?;
    }
    Ok(())
}

/// Notes which work order a pair became.
pub async fn sent_as(tx: &Tx, pair: i64, work: work::WorkOrderId) -> Result<(), StoreError> {
    db::execute(tx, "update plan_pair set work_order = $2 where id = $1", vec![pair.into(), work.0.into()]).await?;
    Ok(())
}

/// Fees of each person that are paid between two days: asked, agreed or accepted.
pub async fn fees(db: &Conn, from: Day, to: Day) -> Result<Vec<Fees>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        worker: WorkerId,
        fees: Yen,
    }
    let sql = "select c.worker, cast(sum(c.unit_pay * case when c.stage = 'accepted' then coalesce(c.delivered_units, 0) \
        else c.units - c.given_back end) as bigint) as fees from work_card c \
        where c.pay_on between $1 and $2 and c.stage in ('draft', 'offered', 'underway', 'returned', 'delivered', 'accepted') \
        group by c.worker order by c.worker";
    let rows: Vec<Row> = db::all(db, sql, vec![from.into(), to.into()]).await?;
    Ok(rows.into_iter().map(|it| Fees { worker: it.worker, fees: it.fees }).collect())
}

/// People who have agreed to work for a client before.
pub async fn knows_client(db: &Conn, client: access::ClientId) -> Result<Vec<WorkerId>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        worker: WorkerId,
    }
    let sql = "select distinct c.worker from work_card c where c.client = $1 \
               and c.stage in ('underway', 'returned', 'delivered', 'accepted') order by c.worker";
    let rows: Vec<Row> = db::all(db, sql, vec![client.into()]).await?;
    Ok(rows.into_iter().map(|it| it.worker).collect())
}
