//! What others may ask about plans.

use base::{Day, PublicId};
use db::{Conn, StoreError};
use orders::OrderId;
use people::WorkerId;

use crate::outcome::Outcome;
use crate::why::Why;
use crate::{PlanId, store};

/// Where the planning of an order stands (マッチングの状態).
#[derive(Clone, Debug, PartialEq)]
pub struct Standing {
    pub plan: PlanId,
    pub public_id: PublicId,
    /// True once its offers went out; false while the director looks at it.
    pub sent: bool,
    pub from_on: Day,
    pub until_on: Day,
    pub outcome: Outcome,
}

/// The plan that stands for an order, if any was made.
pub async fn standing(db: &Conn, order: OrderId) -> Result<Option<Standing>, StoreError> {
    let row = store::plan_in_force(db, order).await?;
    Ok(row.map(|it| Standing {
        plan: it.id,
        sent: it.state == store::State::Sent,
        public_id: it.public_id,
        from_on: it.from_on,
        until_on: it.until_on,
        outcome: it.outcome,
    }))
}

/// The first limit that one person met in a plan; none for those who are in it.
pub async fn why_not(db: &Conn, plan: PlanId, worker: WorkerId) -> Result<Option<Why>, StoreError> {
    store::why_of(db, plan, worker).await
}

/// Days off within reach for which somebody should still choose (お休みの引き継ぎ).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenCover {
    pub public_id: PublicId,
    pub name: String,
    pub from_on: Day,
}

/// The days off within reach for which nothing has been chosen yet, while the person lets others take over.
pub async fn covers_open(
    db: &Conn,
    scope: &access::Scope,
    today: Day,
) -> Result<Vec<OpenCover>, StoreError> {
    let rows = store::covers::current(db, scope, today).await?;
    let open = rows
        .into_iter()
        .filter(|it| it.chosen.is_none() && it.hand_over);
    Ok(open
        .map(|it| OpenCover {
            public_id: it.public_id,
            name: it.name,
            from_on: it.from_on,
        })
        .collect())
}
