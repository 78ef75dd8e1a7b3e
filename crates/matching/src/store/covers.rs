//! Every statement on days off and who takes over.

use access::{AccountId, Columns, Scope};
use base::{Day, Moment, PublicId};
use db::sea_orm::{FromQueryResult, Value};
use db::{Conn, StoreError, Tx};
use people::{Rest, WorkerId};

use super::{from_json, json};
use crate::covers::{CoverAnswer, Way};

/// Days off of one person (お休みの引き継ぎ).
#[derive(Clone, Debug)]
pub struct CoverRow {
    pub id: i64,
    pub public_id: PublicId,
    pub worker: WorkerId,
    pub name: String,
    pub from_on: Day,
    pub until_on: Day,
    pub hand_over: bool,
    pub answer: Option<CoverAnswer>,
    pub chosen: Option<Way>,
    pub chosen_by: Option<AccountId>,
    pub chosen_at: Option<Moment>,
    pub said_at: Moment,
}

#[derive(FromQueryResult)]
struct Row {
    id: i64,
    public_id: PublicId,
    worker: WorkerId,
    name: String,
    from_on: Day,
    until_on: Day,
    hand_over: bool,
    answer: String,
    chosen: String,
    chosen_by: Option<i64>,
    chosen_at: Option<Moment>,
    said_at: Moment,
}

impl Row {
    fn read(self) -> Result<CoverRow, StoreError> {
        let answer = (!self.answer.is_empty()).then(|| from_json(&self.answer));
        Ok(CoverRow {
            id: self.id,
            public_id: self.public_id,
            worker: self.worker,
            name: self.name,
            from_on: self.from_on,
            until_on: self.until_on,
            hand_over: self.hand_over,
            answer: answer.transpose()?,
            chosen: Way::named(&self.chosen),
            chosen_by: self.chosen_by.map(AccountId),
            chosen_at: self.chosen_at,
            said_at: self.said_at,
        })
    }
}

const COVER: &str = "select v.id, v.public_id, v.worker, k.name, v.from_on, v.until_on, v.hand_over, v.answer, v.chosen, \
    v.chosen_by, v.chosen_at, v.said_at from cover v join worker_card k on k.id = v.worker";

/// Within reach is the person, and whoever leads or directs work of theirs.
fn within(scope: &Scope, values: &mut Vec<Value>) -> String {
    let columns = Columns {
        municipality: None,
        site: None,
        client: None,
        led_by: Some("c.director"),
        team_of: Some("c.leader"),
        own: Some("c.account"),
    };
    let condition = scope.sql(&columns, values);
    format!(
        "exists (select 1 from work_card c where c.worker = v.worker and c.stage in ('underway', 'returned', 'delivered', 'accepted') \
         and {condition})"
    )
}

/// One matter within reach.
pub async fn cover(db: &Conn, scope: &Scope, id: &PublicId) -> Result<CoverRow, StoreError> {
    let mut values: Vec<Value> = vec![id.clone().into()];
    let within = within(scope, &mut values);
    let sql = format!("{COVER} where v.public_id = $1 and {within}");
    let row: Option<Row> = db::one(db, &sql, values).await?;
    row.ok_or(StoreError::Absent)?.read()
}

/// One by its key, for runs that were asked for by the person.
pub async fn by_key(db: &Conn, id: i64) -> Result<CoverRow, StoreError> {
    let row: Option<Row> =
        db::one(db, &format!("{COVER} where v.id = $1"), vec![id.into()]).await?;
    row.ok_or(StoreError::Absent)?.read()
}

/// Days off within reach that are not over, the latest said first; at most fifty.
pub async fn current(db: &Conn, scope: &Scope, today: Day) -> Result<Vec<CoverRow>, StoreError> {
    let mut values: Vec<Value> = vec![today.into()];
    let within = within(scope, &mut values);
    let sql = format!("{COVER} where v.until_on >= $1 and {within} order by v.id desc limit 50");
    let rows: Vec<Row> = db::all(db, &sql, values).await?;
    rows.into_iter().map(Row::read).collect()
}

/// Keeps that somebody takes days off.
pub async fn insert(tx: &Tx, worker: WorkerId, rest: Rest) -> Result<(i64, PublicId), StoreError> {
    let public_id = tx.public_id();
    let sql = "insert into cover (public_id, worker, from_on, until_on, hand_over, answer, chosen, said_at) \
               values ($1, $2, $3, $4, $5, '', '', $6) returning id";
    let values = vec![
        public_id.clone().into(),
        worker.into(),
        rest.from_on.into(),
        rest.until_on.into(),
        true.into(),
        tx.now().into(),
    ];
    let id = db::scalar::<i64>(tx, sql, values).await?;
    Ok((id.ok_or(StoreError::Absent)?, public_id))
}

/// The person's word on others taking over; false once somebody has chosen.
pub async fn set_hand_over(tx: &Tx, id: i64, hand_over: bool) -> Result<bool, StoreError> {
    let sql = "update cover set hand_over = $2 where id = $1 and chosen = ''";
    Ok(db::execute(tx, sql, vec![id.into(), hand_over.into()]).await? == 1)
}

/// Keeps what can be done.
pub async fn set_answer(tx: &Tx, id: i64, answer: &CoverAnswer) -> Result<(), StoreError> {
    let sql = "update cover set answer = $2 where id = $1 and chosen = ''";
    db::execute(tx, sql, vec![id.into(), json(answer)?.into()]).await?;
    Ok(())
}

/// Keeps what was chosen; false when something was before.
pub async fn choose(tx: &Tx, id: i64, way: Way) -> Result<bool, StoreError> {
    let sql = "update cover set chosen = $2, chosen_by = $3, chosen_at = $4 where id = $1 and chosen = ''";
    let values = vec![
        id.into(),
        way.name().into(),
        tx.by().account.into(),
        tx.now().into(),
    ];
    Ok(db::execute(tx, sql, values).await? == 1)
}
