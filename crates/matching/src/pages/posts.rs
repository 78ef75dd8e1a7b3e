//! What a director sends from the page of a plan.

use access::{AccountId, Act, Done, Failure, Form, PageError, Resource, Visit};
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use base::PublicId;
use orders::PortionId;
use people::WorkerId;
use webkit::prelude::*;

use super::{id_of, path, plan};
use crate::decided::Change;
use crate::store::{self, PairRow};
use crate::{Sending, actions};

pub(super) async fn propose(
    visit: Visit,
    Path(id): Path<String>,
    Form(_): Form,
) -> Result<Done, PageError> {
    let order = id_of(&id)?;
    actions::ask_for_plan(visit.db(), &visit.actor, &order).await?;
    Ok(Done::to(path(&order)).saying(words!("matching-run-asked")))
}

/// 計算をやめる.
pub(super) async fn stop(
    visit: Visit,
    Path(id): Path<String>,
    Form(_): Form,
) -> Result<Done, PageError> {
    let order = id_of(&id)?;
    actions::stop_plan(visit.db(), &visit.actor, &order).await?;
    Ok(Done::to(path(&order)).saying(words!("matching-run-stopping")))
}

pub(super) async fn fix(
    visit: Visit,
    Path(id): Path<String>,
    Form(posted): Form,
) -> Result<Done, PageError> {
    let at = find(&visit, &posted).await?;
    changed(
        &visit,
        &id,
        &posted,
        Change::Fix {
            worker: at.worker,
            portion: at.portion,
            units: at.units,
        },
    )
    .await
}

pub(super) async fn loosen(
    visit: Visit,
    Path(id): Path<String>,
    Form(posted): Form,
) -> Result<Done, PageError> {
    let at = find(&visit, &posted).await?;
    changed(
        &visit,
        &id,
        &posted,
        Change::Loosen {
            worker: at.worker,
            portion: at.portion,
        },
    )
    .await
}

pub(super) async fn leave_out(
    visit: Visit,
    Path(id): Path<String>,
    Form(posted): Form,
) -> Result<Done, PageError> {
    let at = find(&visit, &posted).await?;
    changed(
        &visit,
        &id,
        &posted,
        Change::LeaveOut {
            worker: at.worker,
            portion: at.portion,
        },
    )
    .await
}

pub(super) async fn allow(
    visit: Visit,
    Path(id): Path<String>,
    Form(posted): Form,
) -> Result<Done, PageError> {
    let at = find(&visit, &posted).await?;
    changed(
        &visit,
        &id,
        &posted,
        Change::Allow {
            worker: at.worker,
            portion: at.portion,
        },
    )
    .await
}

pub(super) async fn swap(
    visit: Visit,
    Path(id): Path<String>,
    Form(posted): Form,
) -> Result<Done, PageError> {
    let at = find(&visit, &posted).await?;
    let with = worker(&visit, &posted, "with").await?;
    let change = Change::Swap {
        out: at.worker,
        with,
        portion: at.portion,
        units: at.units,
    };
    changed(&visit, &id, &posted, change).await
}

async fn changed(
    visit: &Visit,
    id: &str,
    posted: &Posted,
    change: Change,
) -> Result<Done, PageError> {
    let order = id_of(id)?;
    actions::ask_for_change(visit.db(), &visit.actor, &plan_of(posted)?, &change).await?;
    Ok(Done::to(path(&order)).saying(words!("matching-run-asked")))
}

fn plan_of(posted: &Posted) -> Result<PublicId, Failure> {
    Form::named(posted, "plan")
}

/// The pair that a button is about.
struct At {
    worker: WorkerId,
    portion: PortionId,
    units: i64,
}

/// A button names a pair of the plan, or a person and a portion that are not in it.
async fn find(visit: &Visit, posted: &Posted) -> Result<At, PageError> {
    let scope = visit.may(Act::Write(Resource::Plans))?;
    let plan = store::plan(visit.db(), &scope, &plan_of(posted)?).await?;
    if posted.first("pair").is_some() {
        let pair = Form::named(posted, "pair")?;
        let pairs: Vec<PairRow> = store::pairs(visit.db(), plan.id).await?;
        let it = pairs
            .into_iter()
            .find(|it| it.public_id == pair)
            .ok_or(Failure::Absent)?;
        return Ok(At {
            worker: it.worker,
            portion: it.portion,
            units: it.units,
        });
    }
    let portion = Form::named(posted, "portion")?;
    let portion = orders::read::portion_by_public_id(visit.db(), &scope, &portion).await?;
    let worker = worker(visit, posted, "worker").await?;
    Ok(At {
        worker,
        portion: portion.id,
        units: portion.min_chunk,
    })
}

pub(super) async fn worker(
    visit: &Visit,
    posted: &Posted,
    field: &str,
) -> Result<WorkerId, PageError> {
    let id = Form::named(posted, field)?;
    let card = people::read::card_by_public_id(visit.db(), &id)
        .await?
        .ok_or(Failure::Absent)?;
    Ok(card.id)
}

pub(super) async fn send(
    visit: Visit,
    Path(id): Path<String>,
    Form(posted): Form,
) -> Result<Response, PageError> {
    let order = id_of(&id)?;
    let mut reader = posted.reader();
    let answer_by = reader.day("answer_by");
    let leader = reader.optional_text("leader", 40);
    let filled = reader.filled();
    let Some(answer_by) = answer_by else {
        return again(&visit, &order, &filled).await;
    };
    let leader = leader_of(&visit, leader).await?;
    let how = Sending { answer_by, leader };
    match actions::send_offers(visit.db(), &visit.actor, &plan_of(&posted)?, &how).await {
        Ok(sent) => {
            let words = words!("matching-sent", count = sent.offers.len());
            Ok(Done::to(path(&order)).saying(words).into_response())
        }
        Err(Failure::Refused(words)) => {
            again(&visit, &order, &filled.with_fault("answer_by", words)).await
        }
        Err(other) => Err(other.into()),
    }
}

async fn leader_of(visit: &Visit, id: Option<String>) -> Result<Option<AccountId>, PageError> {
    let Some(id) = id.filter(|it| !it.is_empty()) else {
        return Ok(None);
    };
    let card = people::read::card_by_public_id(visit.db(), &id_of(&id)?)
        .await?
        .ok_or(Failure::Absent)?;
    Ok(Some(card.account))
}

/// The page again, with what was typed and what to repair.
async fn again(visit: &Visit, order: &PublicId, filled: &Filled) -> Result<Response, PageError> {
    let scope = visit.may(Act::Write(Resource::Plans))?;
    let order = orders::read::order_by_public_id(visit.db(), &scope, order).await?;
    Ok(plan::page(visit, &order, true, 1, filled)
        .await?
        .into_response())
}

pub(super) async fn put_aside(
    visit: Visit,
    Path(id): Path<String>,
    Form(posted): Form,
) -> Result<Done, PageError> {
    let order = id_of(&id)?;
    actions::supersede(visit.db(), &visit.actor, &plan_of(&posted)?).await?;
    Ok(Done::to(path(&order)).saying(words!("matching-dropped")))
}
