use super::{Kept, move_in};
use crate::breakdown::{self, Group, GroupRules, LotPlan, PortionPlan, StepPlan};
use crate::rules::Refusal;
use crate::stage::Move;
use crate::tables::{client_order, lot, portion, step};
use crate::{OrderId, PortionId, store};
use access::{Act, Actor, Failure, Resource, refused};
use base::PublicId;
use db::{AuditNote, Db, Stream, Tx, expect_version};
use sea_orm::ActiveModelTrait;
use sea_orm::ActiveValue::{Set, Unchanged};
use sea_orm::EntityTrait;
use serde::{Deserialize, Serialize};

/// How the portions of an order are to be made (業務分解).
#[derive(Clone, Copy, Debug)]
pub struct Breakdown {
    pub general: GroupRules,
    pub confidential: GroupRules,
    /// 機密 units, for an order whose items are not taken in; items tell it otherwise.
    pub confidential_units: i64,
    /// The lot that takes the confidential units; none fills the first lots.
    pub confidential_lot: Option<i64>,
}

/// The portions that were made, in the order of lot, group and step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PortionsMade {
    pub portions: Vec<PortionId>,
}

/// Splits an order into lots that add up to it. Portions made before go, unless work on one has begun.
pub async fn set_lots(
    db: &Db,
    actor: &Actor,
    id: &PublicId,
    lots: &[LotPlan],
    version: i32,
) -> Result<Kept, Failure> {
    db::command!(db, actor.author(), |tx| set_lots_in(
        &tx, actor, id, lots, version
    )
    .await)
}

pub async fn set_lots_in(
    tx: &Tx,
    actor: &Actor,
    id: &PublicId,
    lots: &[LotPlan],
    version: i32,
) -> Result<Kept, Failure> {
    let order = changeable(tx, actor, id, version).await?;
    breakdown::check_lots(order.quantity, order.due_on, lots).map_err(refused)?;
    store::clear_portions(tx, order.id).await?;
    store::clear_lots(tx, order.id).await?;
    let rows = lots.iter().map(|it| lot::ActiveModel {
        public_id: Set(tx.public_id()),
        client_order: Set(order.id),
        no: Set(it.no),
        quantity: Set(it.quantity),
        due_on: Set(it.due_on),
        ..Default::default()
    });
    lot::Entity::insert_many(rows)
        .exec_without_returning(&**tx)
        .await?;
    changed(tx, &order, "order.lots").await
}

/// Says in which steps the work is done, and what each pays.
pub async fn set_steps(
    db: &Db,
    actor: &Actor,
    id: &PublicId,
    steps: &[StepPlan],
    version: i32,
) -> Result<Kept, Failure> {
    db::command!(db, actor.author(), |tx| set_steps_in(
        &tx, actor, id, steps, version
    )
    .await)
}

pub async fn set_steps_in(
    tx: &Tx,
    actor: &Actor,
    id: &PublicId,
    steps: &[StepPlan],
    version: i32,
) -> Result<Kept, Failure> {
    let order = changeable(tx, actor, id, version).await?;
    breakdown::check_steps(steps).map_err(refused)?;
    store::clear_portions(tx, order.id).await?;
    store::clear_steps(tx, order.id).await?;
    let rows = steps.iter().zip(1..).map(|(it, no)| step::ActiveModel {
        public_id: Set(tx.public_id()),
        client_order: Set(order.id),
        no: Set(no),
        name: Set(it.name.clone()),
        kind: Set(it.kind),
        standard_seconds: Set(it.standard_seconds),
        unit_pay: Set(it.unit_pay),
        ..Default::default()
    });
    step::Entity::insert_many(rows)
        .exec_without_returning(&**tx)
        .await?;
    changed(tx, &order, "order.steps").await
}

/// Makes the portions: lot × group × step, each work step adding up to the order, and puts each item into its lot.
pub async fn make_portions(
    db: &Db,
    actor: &Actor,
    id: &PublicId,
    it: &Breakdown,
    version: i32,
) -> Result<PortionsMade, Failure> {
    db::command!(db, actor.author(), |tx| make_portions_in(
        &tx, actor, id, it, version
    )
    .await)
}

pub async fn make_portions_in(
    tx: &Tx,
    actor: &Actor,
    id: &PublicId,
    it: &Breakdown,
    version: i32,
) -> Result<PortionsMade, Failure> {
    let order = changeable(tx, actor, id, version).await?;
    let (lots, steps) = (
        store::lots(tx, order.id).await?,
        store::steps(tx, order.id).await?,
    );
    let lot_plans: Vec<LotPlan> = lots.iter().map(store::lot_plan).collect();
    let step_plans: Vec<StepPlan> = steps.iter().map(store::step_plan).collect();
    breakdown::check_lots(order.quantity, order.due_on, &lot_plans).map_err(refused)?;
    let items = store::item_counts(tx, order.id).await?;
    if 0 < items.all && items.all != order.quantity {
        return Err(refused(Refusal::ItemsDiffer {
            ordered: order.quantity,
            items: items.all,
        }));
    }
    let confidential = if items.all == 0 {
        it.confidential_units
    } else {
        items.confidential
    };
    let wished = store::wished_lots(tx, order.id).await?;
    let shares = breakdown::shares(&lot_plans, confidential, &wished, it.confidential_lot)
        .map_err(refused)?;
    let rules = |group| {
        if group == Group::General {
            it.general
        } else {
            it.confidential
        }
    };
    let plans = breakdown::portions(&shares, &step_plans, order.permitted_places, rules)
        .map_err(refused)?;
    store::clear_portions(tx, order.id).await?;
    if items.all > 0 {
        store::place_items(tx, order.id, &lots, &shares).await?;
    }
    let rows: Vec<portion::ActiveModel> = plans
        .iter()
        .map(|it| row(tx, &order, it, &lots, &steps))
        .collect();
    portion::Entity::insert_many(rows)
        .exec_without_returning(&**tx)
        .await?;
    changed(tx, &order, "order.portions").await?;
    Ok(PortionsMade {
        portions: store::portion_keys(tx, order.id).await?,
    })
}

/// Work on a portion begins (its first offer); from now on its breakdown stays. Joins the action that offers.
pub async fn begin_portion_in(tx: &Tx, portion: PortionId) -> Result<(), Failure> {
    if let Some(order) = store::begin_portion(tx, portion, tx.today()).await? {
        move_in(tx, OrderId(order), Move::Begin, tx.today()).await?;
    }
    Ok(())
}

/// The order within reach, while its breakdown may change.
async fn changeable(
    tx: &Tx,
    actor: &Actor,
    id: &PublicId,
    version: i32,
) -> Result<client_order::Model, Failure> {
    let scope = actor.may(Act::Write(Resource::Breakdown))?;
    let order = store::order(tx, &scope, id).await?;
    expect_version(order.version, version)?;
    if !order.stage.is_open() {
        return Err(refused(Refusal::Closed));
    }
    if store::has_begun(tx, order.id).await? {
        return Err(refused(Refusal::Begun));
    }
    Ok(order)
}

/// A first change of the breakdown takes the order into 準備中.
async fn changed(
    tx: &Tx,
    order: &client_order::Model,
    action: &'static str,
) -> Result<Kept, Failure> {
    let row = client_order::ActiveModel {
        id: Unchanged(order.id),
        version: Set(order.version + 1),
        ..Default::default()
    };
    row.update(&**tx).await?;
    move_in(tx, OrderId(order.id), Move::Prepare, tx.today()).await?;
    tx.note(AuditNote::done(
        Stream::Orders,
        action,
        format!("client_order/{}", order.public_id),
    ));
    Ok(Kept {
        public_id: order.public_id.clone(),
    })
}

fn row(
    tx: &Tx,
    order: &client_order::Model,
    it: &PortionPlan,
    lots: &[lot::Model],
    steps: &[step::Model],
) -> portion::ActiveModel {
    let lot = lots
        .iter()
        .find(|lot| lot.no == it.lot_no)
        .expect("a portion is planned in a lot of the order");
    let step = &steps[it.step];
    portion::ActiveModel {
        public_id: Set(tx.public_id()),
        client_order: Set(order.id),
        lot: Set(lot.id),
        step: Set(step.id),
        item_group: Set(it.group),
        class: Set(it.rules.class),
        units: Set(it.units),
        unit_pay: Set(step.unit_pay),
        standard_seconds: Set(step.standard_seconds),
        check_plan: Set(it.rules.check_plan),
        check_permille: Set(it.rules.check_permille),
        check_seed: Set(seed(&tx.public_id())),
        min_chunk: Set(it.rules.min_chunk),
        max_share_pct: Set(it.rules.max_share_pct),
        min_team: Set(it.rules.min_team),
        max_team: Set(it.rules.max_team),
        max_defect_ppm: Set(it.rules.max_defect_ppm),
        release_on: Set(it.release_on),
        plan_due_on: Set(it.plan_due_on),
        due_on: Set(it.due_on),
        begun_on: Set(None),
        ..Default::default()
    }
}

/// Chance that is written down before work starts, so that the drawing of samples can be repeated.
fn seed(chance: &PublicId) -> i64 {
    let digits = chance
        .as_str()
        .get(..15)
        .expect("a public id has 32 digits");
    i64::from_str_radix(digits, 16).expect("a public id is hexadecimal")
}
