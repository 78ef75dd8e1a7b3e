//! 検収: one delivery of one worker becomes exactly one payable fact.

use crate::checking::{draw_sample_in, person};
use crate::rework::{self, Cause};
use crate::rules::{self, Delivery};
use crate::store;
use access::{Act, Actor, Failure, Resource, refused};
use base::{PublicId, Yen};
use db::{AuditNote, Db, Stream, Tx};
use people::{JobTypeId, Worked, WorkerId};
use serde::{Deserialize, Serialize};
use work::stage::{ItemState, StageName};
use work::{WorkCard, WorkOrderId};

/// 検収済: what was accepted, for how much.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Accepted {
    pub acceptance: i64,
    pub public_id: PublicId,
    pub work_order: WorkOrderId,
    pub units: i64,
    pub fee: Yen,
    pub adjustments: Yen,
}

/// 検収 by the director; `units` only where counted work has fewer right units than were delivered.
pub async fn accept(
    db: &Db,
    actor: &Actor,
    work: &PublicId,
    units: Option<i64>,
) -> Result<Accepted, Failure> {
    db::command!(db, actor.author(), |tx| accept_in(&tx, actor, work, units)
        .await)
}

/// As [`accept`], inside a command.
pub async fn accept_in(
    tx: &Tx,
    actor: &Actor,
    work: &PublicId,
    units: Option<i64>,
) -> Result<Accepted, Failure> {
    let card = work::read::card(tx, &actor.may(Act::Approve(Resource::WorkOrders))?, work).await?;
    if card.stage_name() != StageName::Delivered {
        return Err(refused(rules::Refusal::NotDelivered));
    }
    let units = rules::acceptable(&delivery(tx, actor, &card).await?, units).map_err(refused)?;
    let fee = card.unit_pay.times(units)?;
    let (acceptance, public_id) =
        store::insert_acceptance(tx, &card, units, fee, person(actor)).await?;
    let adjustments = adjust(tx, &card, acceptance).await?;
    work::inspection::accepted_in(tx, &card).await?;
    let worked = worked(tx, &card, units).await?;
    people::actions::record_work_in(tx, WorkerId(card.worker), JobTypeId(card.job_type), worked)
        .await?;
    tx.note(AuditNote::done(
        Stream::Work,
        "acceptance.create",
        format!("acceptance/{public_id}"),
    ));
    Ok(Accepted {
        acceptance,
        public_id,
        work_order: card.key(),
        units,
        fee,
        adjustments,
    })
}

async fn delivery(tx: &Tx, actor: &Actor, card: &WorkCard) -> Result<Delivery, Failure> {
    let mut delivery = Delivery {
        delivered: card.delivered_units.unwrap_or(0),
        by_items: card.by_items,
        own: actor.account.0 == card.account,
        related: people::relations::with(tx, actor, card.account).await?,
        ..Delivery::default()
    };
    if card.by_items {
        draw_sample_in(tx, card).await?;
        delivery.unchecked = store::unchecked(tx, card.key()).await?;
        let counts = work::read::counts(tx, card.key()).await?;
        delivery.returned = counts
            .iter()
            .filter(|(state, _)| *state == ItemState::Returned)
            .map(|(_, items)| items)
            .sum();
    }
    Ok(delivery)
}

/// Lists what the worker did again through no fault of their own.
async fn adjust(tx: &Tx, card: &WorkCard, acceptance: i64) -> Result<Yen, Failure> {
    let mut sum = Yen::ZERO;
    for row in store::redone(tx, card.key()).await? {
        let cause = Cause::named(&row.cause).expect("the column's check knows the same names");
        let amount = rework::pay_for(cause, true, row.units, card.unit_pay)?;
        store::insert_adjustment(tx, acceptance, cause, row.units, amount).await?;
        sum = sum.plus(amount)?;
    }
    Ok(sum)
}

/// What this work adds to the worker's record: faults of others do not count, and time only where it was kept.
async fn worked(tx: &Tx, card: &WorkCard, units: i64) -> Result<Worked, Failure> {
    let defects = store::faults(tx, card.key()).await?;
    let seconds = if card.by_items {
        work::read::seconds_of(tx, card.key()).await?
    } else {
        0
    };
    let standard_seconds = if seconds > 0 {
        units * card.standard_seconds
    } else {
        0
    };
    Ok(Worked {
        units,
        standard_seconds,
        seconds,
        defects,
    })
}
