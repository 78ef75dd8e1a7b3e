//! Every statement on plans, and the few on other capabilities' published views.

use access::{AccountId, Columns, Scope};
use base::{Day, Moment, PublicId, Yen};
use db::sea_orm::{ActiveValue::NotSet, EntityTrait, FromQueryResult, Set, Value};
use db::{Conn, StoreError, Tx};
use orders::OrderId;
use people::WorkerId;
use serde::{Serialize, de::DeserializeOwned};

use crate::PlanId;
use crate::decided::{Change, Decided};
use crate::facts::{Fees, Window};
use crate::outcome::Outcome;
use crate::solved::Solved;
use crate::tables::plan;

pub mod board;
pub mod causes;
pub mod covers;
pub mod runs;
mod team;

pub use team::{
    PAGE, PairRow, PassedBy, RestRow, pairs, passed_by, rest, rest_count, sent_as, why_of,
};

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
    let within = scope.sql(
        &Columns {
            led_by: Some("o.director"),
            ..Columns::default()
        },
        &mut values,
    );
    let row: Option<Row> = db::one(
        db,
        &format!("{PLAN} where p.public_id = $1 and {within}"),
        values,
    )
    .await?;
    row.ok_or(StoreError::Absent)?.read()
}

/// One plan by its key, for runs that were asked for within reach.
pub async fn plan_by_key(db: &Conn, id: PlanId) -> Result<PlanRow, StoreError> {
    let row: Option<Row> = db::one(db, &format!("{PLAN} where p.id = $1"), vec![id.into()]).await?;
    row.ok_or(StoreError::Absent)?.read()
}

/// The plan that stands for an order: the proposal that waits, or else the one sent last.
pub async fn plan_in_force(db: &Conn, order: OrderId) -> Result<Option<PlanRow>, StoreError> {
    let sql = format!(
        "{PLAN} where p.client_order = $1 and p.state in ('proposed', 'sent') order by p.id desc limit 1"
    );
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
    db::one(
        db,
        "select instance, solution from plan where id = $1",
        vec![id.into()],
    )
    .await?
    .ok_or(StoreError::Absent)
}

/// True while a proposal for the order waits for its director.
pub async fn has_proposed(db: &Conn, order: OrderId) -> Result<bool, StoreError> {
    db::exists(
        db,
        "select 1 from plan where client_order = $1 and state = 'proposed'",
        vec![order.into()],
    )
    .await
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
        seed: Set(it.effort.seed as i64),
        steps: Set(it.effort.steps as i64),
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
    team::insert_people(tx, id, it).await?;
    Ok((id, public_id))
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
    Ok(rows
        .into_iter()
        .map(|it| Fees {
            worker: it.worker,
            fees: it.fees,
        })
        .collect())
}

/// Clients and the people who have agreed to work for them before.
pub async fn know_clients(
    db: &Conn,
    clients: &[access::ClientId],
) -> Result<Vec<(access::ClientId, WorkerId)>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        client: access::ClientId,
        worker: WorkerId,
    }
    if clients.is_empty() {
        return Ok(Vec::new());
    }
    let keys: Vec<String> = clients.iter().map(|it| it.0.to_string()).collect();
    let sql = format!(
        "select distinct c.client, c.worker from work_card c where c.client in ({}) \
         and c.stage in ('underway', 'returned', 'delivered', 'accepted') order by c.client, c.worker",
        keys.join(", ")
    );
    let rows: Vec<Row> = db::all(db, &sql, vec![]).await?;
    Ok(rows.into_iter().map(|it| (it.client, it.worker)).collect())
}
