//! What is sent from the board of the region.

use access::{Done, Failure, Form, PageError, Visit};
use axum::extract::Path;
use orders::PortionId;
use people::WorkerId;
use webkit::prelude::*;

use super::{id_of, posts};
use crate::board;
use crate::decided::Change;

const BOARD: &str = "/matching";

pub(super) async fn propose(visit: Visit, Form(_): Form) -> Result<Done, PageError> {
    board::ask(visit.db(), &visit.actor).await?;
    Ok(Done::to(BOARD).saying(words!("matching-run-asked")))
}

pub(super) async fn stop(visit: Visit, Form(_): Form) -> Result<Done, PageError> {
    board::stop(visit.db(), &visit.actor).await?;
    Ok(Done::to(BOARD).saying(words!("matching-run-stopping")))
}

pub(super) async fn fix(visit: Visit, Form(posted): Form) -> Result<Done, PageError> {
    let units = units(&posted)?;
    changed(&visit, &posted, |worker, portion| Change::Fix {
        worker,
        portion,
        units,
    })
    .await
}

pub(super) async fn loosen(visit: Visit, Form(posted): Form) -> Result<Done, PageError> {
    changed(&visit, &posted, |worker, portion| Change::Loosen {
        worker,
        portion,
    })
    .await
}

pub(super) async fn leave_out(visit: Visit, Form(posted): Form) -> Result<Done, PageError> {
    changed(&visit, &posted, |worker, portion| Change::LeaveOut {
        worker,
        portion,
    })
    .await
}

pub(super) async fn allow(visit: Visit, Form(posted): Form) -> Result<Done, PageError> {
    changed(&visit, &posted, |worker, portion| Change::Allow {
        worker,
        portion,
    })
    .await
}

pub(super) async fn swap(visit: Visit, Form(posted): Form) -> Result<Done, PageError> {
    let units = units(&posted)?;
    let with = posts::worker(&visit, &posted, "with").await?;
    changed(&visit, &posted, |out, portion| Change::Swap {
        out,
        with,
        portion,
        units,
    })
    .await
}

fn units(posted: &Posted) -> Result<i64, Failure> {
    let units = posted.first("units").and_then(|it| it.parse().ok());
    units
        .filter(|it| *it > 0)
        .ok_or_else(|| Form::unchosen("units"))
}

async fn changed(
    visit: &Visit,
    posted: &Posted,
    change: impl FnOnce(WorkerId, PortionId) -> Change,
) -> Result<Done, PageError> {
    let board = Form::named(posted, "plan")?;
    let worker = posts::worker(visit, posted, "worker").await?;
    let portion = Form::named(posted, "portion")?;
    let change = |portion| change(worker, portion);
    board::ask_change(visit.db(), &visit.actor, &board, &portion, change).await?;
    Ok(Done::to(BOARD).saying(words!("matching-run-asked")))
}

/// この受注に渡す: on to the page of that order, where the offers are sent.
pub(super) async fn hand_over(
    visit: Visit,
    Path(id): Path<String>,
    Form(posted): Form,
) -> Result<Done, PageError> {
    let order = id_of(&id)?;
    let board = Form::named(&posted, "plan")?;
    board::ask_to_hand_over(visit.db(), &visit.actor, &board, &order).await?;
    Ok(Done::to(super::path(&order)).saying(words!("matching-region-handing")))
}
