//! 納品: a lot goes to the client, who accepts it or returns part of it with a reason each. Workers are paid by the day
//! of receipt whatever the client says.

use crate::checking::person;
use crate::lots::{self, NewDelivery};
use crate::rules;
use access::{Act, Actor, Failure, Resource, refused};
use base::{Day, PublicId};
use db::{AuditNote, Db, Stream, Tx};
use orders::{Move, OrderId};
use serde::{Deserialize, Serialize};

/// The client looks at a delivery within so many days.
const INSPECTION_DAYS: i32 = 10;

/// A lot that went to the client.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LotDelivered {
    pub public_id: PublicId,
    pub order: PublicId,
    pub no: i64,
    pub units: i64,
    pub received_on: Day,
    pub inspect_by: Day,
}

/// What the client answered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LotAnswered {
    pub public_id: PublicId,
    pub order: PublicId,
    pub accepted: i64,
    pub returned: i64,
}

/// Delivers what has been accepted of a lot; counts, quality and manual version are taken from the records.
pub async fn deliver_lot(
    db: &Db,
    actor: &Actor,
    lot: &PublicId,
    deletion_plan: &str,
    remark: &str,
) -> Result<LotDelivered, Failure> {
    db::command!(db, actor.author(), |tx| deliver_lot_in(
        &tx,
        actor,
        lot,
        deletion_plan,
        remark
    )
    .await)
}

/// As [`deliver_lot`], inside a command.
pub async fn deliver_lot_in(
    tx: &Tx,
    actor: &Actor,
    lot: &PublicId,
    deletion_plan: &str,
    remark: &str,
) -> Result<LotDelivered, Failure> {
    let lot = lots::lot(tx, &actor.may(Act::Write(Resource::Deliveries))?, lot).await?;
    let units = rules::deliverable(lot.accepted, lot.with_client).map_err(refused)?;
    let quality = lots::quality(tx, lot.lot).await?;
    let order = OrderId(lot.client_order);
    let manual_no = orders::read::manual_current(tx, order)
        .await?
        .map(|it| it.no);
    let inspect_by = tx.today().plus_days(INSPECTION_DAYS);
    let new = NewDelivery {
        lot: &lot,
        units,
        quality,
        manual_no,
        deletion_plan,
        remark,
        inspect_by,
        by: person(actor),
    };
    let (public_id, no) = lots::insert(tx, &new).await?;
    if lot.with_client + units >= lots::ordered_units(tx, lot.client_order).await? {
        orders::move_in(tx, order, Move::Deliver, tx.today()).await?;
    }
    tx.note(AuditNote::done(
        Stream::Orders,
        "lot.deliver",
        format!("lot_delivery/{public_id}"),
    ));
    Ok(LotDelivered {
        public_id,
        order: lot.order_public_id,
        no,
        units,
        received_on: tx.today(),
        inspect_by,
    })
}

/// The client accepts the whole delivery.
pub async fn client_accept(
    db: &Db,
    actor: &Actor,
    delivery: &PublicId,
) -> Result<LotAnswered, Failure> {
    db::command!(db, actor.author(), |tx| client_accept_in(
        &tx, actor, delivery
    )
    .await)
}

/// As [`client_accept`], inside a command.
pub async fn client_accept_in(
    tx: &Tx,
    actor: &Actor,
    delivery: &PublicId,
) -> Result<LotAnswered, Failure> {
    client_return_in(tx, actor, delivery, &[]).await
}

/// The client returns part of a delivery, with a reason each, and accepts the rest.
pub async fn client_return(
    db: &Db,
    actor: &Actor,
    delivery: &PublicId,
    returns: &[(i64, String)],
) -> Result<LotAnswered, Failure> {
    db::command!(db, actor.author(), |tx| client_return_in(
        &tx, actor, delivery, returns
    )
    .await)
}

/// As [`client_return`], inside a command.
pub async fn client_return_in(
    tx: &Tx,
    actor: &Actor,
    delivery: &PublicId,
    returns: &[(i64, String)],
) -> Result<LotAnswered, Failure> {
    let it = lots::delivery(
        tx,
        &actor.may(Act::Approve(Resource::Deliveries))?,
        delivery,
    )
    .await?;
    let (accepted, step) = rules::answer(it.units, returns).map_err(refused)?;
    let stage = it.stage().after(step).map_err(refused)?;
    lots::answer(tx, &it, stage, accepted, returns, person(actor)).await?;
    let done = lots::client_accepted(tx, it.client_order).await?
        >= lots::ordered_units(tx, it.client_order).await?;
    let order = OrderId(it.client_order);
    if done {
        orders::move_in(tx, order, Move::Accept, tx.today()).await?;
    } else if accepted < it.units
        && orders::read::order(tx, order)
            .await?
            .stage
            .after(Move::Return)
            .is_ok()
    {
        orders::move_in(tx, order, Move::Return, tx.today()).await?;
    }
    tx.note(AuditNote::done(
        Stream::Orders,
        "lot.answer",
        format!("lot_delivery/{}", it.public_id),
    ));
    Ok(LotAnswered {
        public_id: it.public_id,
        order: it.order_public_id,
        accepted,
        returned: it.units - accepted,
    })
}
