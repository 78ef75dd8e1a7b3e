//! Every statement on the plan of the whole region.

use access::{AccountId, MunicipalityId};
use base::{Day, Moment, PublicId};
use db::sea_orm::FromQueryResult;
use db::{Conn, StoreError, Tx};

use super::{Texts, from_json, json};
use crate::board::BoardPlan;
use crate::decided::{Change, Decided};
use crate::facts::Window;
use crate::market;
use crate::outcome::{Outcome, Weighed};
use crate::solved::{PairOf, RestOf};

/// The board's plan without its instance and solution.
#[derive(Clone, Debug)]
pub struct BoardRow {
    pub id: i64,
    pub public_id: PublicId,
    pub from_on: Day,
    pub until_on: Day,
    pub agreed: bool,
    pub decided: Decided,
    pub change: Option<Change>,
    pub outcome: Outcome,
    pub weighed: Weighed,
    pub bound_yen: Option<i64>,
    /// The wished share of each town in thousandths.
    pub shares: Vec<(MunicipalityId, i64)>,
    pub pairs: Vec<PairOf>,
    pub rest: Vec<RestOf>,
    pub made_by: AccountId,
    pub made_at: Moment,
    pub seed: i64,
}

#[derive(FromQueryResult)]
struct Row {
    id: i64,
    public_id: PublicId,
    from_on: Day,
    until_on: Day,
    agreed: bool,
    decided: String,
    change: String,
    outcome: String,
    weighed: String,
    bound_yen: Option<i64>,
    shares: String,
    pairs: String,
    rest: String,
    made_by: i64,
    made_at: Moment,
    seed: i64,
}

impl Row {
    fn read(self) -> Result<BoardRow, StoreError> {
        Ok(BoardRow {
            id: self.id,
            public_id: self.public_id,
            from_on: self.from_on,
            until_on: self.until_on,
            agreed: self.agreed,
            decided: from_json(&self.decided)?,
            change: from_json(&self.change)?,
            outcome: from_json(&self.outcome)?,
            weighed: from_json(&self.weighed)?,
            bound_yen: self.bound_yen,
            shares: from_json(&self.shares)?,
            pairs: from_json(&self.pairs)?,
            rest: from_json(&self.rest)?,
            made_by: AccountId(self.made_by),
            made_at: self.made_at,
            seed: self.seed,
        })
    }
}

const BOARD: &str = "select id, public_id, from_on, until_on, agreed, decided, change, outcome, weighed, bound_yen, shares, \
    pairs, rest, made_by, made_at, seed from board_plan";

/// The board's plan in force.
pub async fn in_force(db: &Conn) -> Result<Option<BoardRow>, StoreError> {
    let row: Option<Row> =
        db::one(db, &format!("{BOARD} where state = 'proposed'"), vec![]).await?;
    row.map(Row::read).transpose()
}

/// One by its key, for runs that were asked for within reach.
pub async fn by_key(db: &Conn, id: i64) -> Result<BoardRow, StoreError> {
    let row: Option<Row> = db::one(db, &format!("{BOARD} where id = $1"), vec![id.into()]).await?;
    row.ok_or(StoreError::Absent)?.read()
}

/// Its instance and solution.
pub async fn texts(db: &Conn, id: i64) -> Result<Texts, StoreError> {
    let sql = "select instance, solution from board_plan where id = $1";
    db::one(db, sql, vec![id.into()])
        .await?
        .ok_or(StoreError::Absent)
}

/// Takes the plan in force out of force; false when it was not any more.
pub async fn supersede(tx: &Tx, id: i64) -> Result<bool, StoreError> {
    let sql = "update board_plan set state = 'superseded' where id = $1 and state = 'proposed'";
    Ok(db::execute(tx, sql, vec![id.into()]).await? == 1)
}

/// Keeps a plan over the region.
pub async fn insert(tx: &Tx, window: &Window, it: &BoardPlan) -> Result<PublicId, StoreError> {
    let public_id = tx.public_id();
    let solved = &it.solved;
    let sql = "insert into board_plan (public_id, changed_from, state, seed, steps, from_on, until_on, agreed, instance, \
        solution, decided, change, outcome, weighed, bound_yen, shares, pairs, rest, made_by, made_at) \
        values ($1, $2, 'proposed', $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)";
    let values = vec![
        public_id.clone().into(),
        it.earlier.as_ref().map(|it| it.id).into(),
        (solved.effort.seed as i64).into(),
        (solved.effort.steps as i64).into(),
        window.from.into(),
        window.until.into(),
        it.agreed.into(),
        solved.instance.to_json().into(),
        solved.plan.to_json().into(),
        json(&solved.decided)?.into(),
        json(&it.change)?.into(),
        json(&solved.outcome)?.into(),
        json(&solved.weighed)?.into(),
        it.bound_yen.into(),
        json(&market::shares_of(&solved.instance))?.into(),
        json(&solved.pairs)?.into(),
        json(&solved.rest)?.into(),
        tx.by().account.unwrap_or(0).into(),
        tx.now().into(),
    ];
    db::execute(tx, sql, values).await?;
    Ok(public_id)
}
