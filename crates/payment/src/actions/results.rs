//! 振込結果: what the bank answered, line by line. A failure or a recall reopens the debt once.

use crate::ledger::{Cause, transfer_moved};
use crate::rules::may_record_result;
use crate::stage::{TransferState, TransferStep};
use crate::store::ledger::{Subject, post};
use crate::store::transfers::{self, TransferRow};
use crate::{Refusal, TransferId};
use access::{Act, Actor, Failure, Resource, refused};
use base::{Day, PublicId};
use db::{AuditNote, Db, Stream, Tx};
use serde::{Deserialize, Serialize};

const RECORDS: Act = Act::Write(Resource::Transfers);

/// What was recorded for a batch.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Results {
    pub batch: PublicId,
    pub settled: i64,
    pub failed: i64,
}

/// Records the bank's answer to a batch: these transfers failed, all others that were open are settled.
pub async fn record_results(
    db: &Db,
    actor: &Actor,
    batch: &PublicId,
    on: Day,
    failed: &[(PublicId, String)],
) -> Result<Results, Failure> {
    db::command!(db, actor.author(), |tx| record_results_in(
        &tx, actor, batch, on, failed
    )
    .await)
}

/// Joins a command; see [`record_results`].
pub async fn record_results_in(
    tx: &Tx,
    actor: &Actor,
    batch: &PublicId,
    on: Day,
    failed: &[(PublicId, String)],
) -> Result<Results, Failure> {
    actor.may(RECORDS)?;
    let row = transfers::batch(tx, batch).await?;
    may_record_result(row.state(), row.pay_on, on, tx.today()).map_err(refused)?;
    let open: Vec<TransferRow> = transfers::lines(tx, row.id)
        .await?
        .into_iter()
        .filter(|it| it.state() == TransferState::Approved)
        .collect();
    if failed
        .iter()
        .any(|(id, _)| open.iter().all(|it| it.public_id != *id))
    {
        return Err(refused(Refusal::NoSuchLine));
    }
    let mut entries = Vec::new();
    let mut settled: Vec<TransferId> = Vec::new();
    for line in &open {
        let why = failed.iter().find(|(id, _)| *id == line.public_id);
        let (step, cause) = match why {
            Some(_) => (TransferStep::Fail, Cause::TransferFailed),
            None => (TransferStep::Settle, Cause::TransferSettled),
        };
        line.state().after(step).map_err(refused)?;
        match why {
            Some((_, why)) => transfers::end(tx, line.id, TransferState::Failed, on, why).await?,
            None => settled.push(line.id),
        }
        let entry = transfer_moved(cause, line.amount, false).map_err(refused)?;
        entries.push((entry, Subject::Transfer(line.id, line.worker)));
    }
    transfers::settle(tx, &settled, on).await?;
    post(tx, on, &entries).await?;
    tx.note(AuditNote::done(
        Stream::Money,
        "batch.result",
        format!("transfer_batch/{batch}"),
    ));
    Ok(Results {
        batch: row.public_id,
        settled: settled.len() as i64,
        failed: failed.len() as i64,
    })
}

/// 組戻し: the sender took one transfer back, before or after it was settled.
pub async fn recall(
    db: &Db,
    actor: &Actor,
    transfer: &PublicId,
    on: Day,
    why: &str,
) -> Result<PublicId, Failure> {
    db::command!(db, actor.author(), |tx| recall_in(
        &tx, actor, transfer, on, why
    )
    .await)
}

/// Joins a command; see [`recall`]. Answers with the batch.
pub async fn recall_in(
    tx: &Tx,
    actor: &Actor,
    transfer: &PublicId,
    on: Day,
    why: &str,
) -> Result<PublicId, Failure> {
    actor.may(RECORDS)?;
    let line = transfers::by_public_id(tx, transfer).await?;
    let batch = transfers::batch_by_id(tx, line.batch).await?;
    line.state().after(TransferStep::Recall).map_err(refused)?;
    let since = line
        .settled_on
        .unwrap_or_else(|| batch.approved_at.map_or(batch.pay_on, |it| it.day()));
    if on < since || tx.today() < on {
        return Err(refused(Refusal::ResultDay {
            pay_on: since,
            today: tx.today(),
        }));
    }
    let was_settled = line.state() == TransferState::Settled;
    transfers::end(tx, line.id, TransferState::Recalled, on, why).await?;
    let entry =
        transfer_moved(Cause::TransferRecalled, line.amount, was_settled).map_err(refused)?;
    post(tx, on, &[(entry, Subject::Transfer(line.id, line.worker))]).await?;
    tx.note(
        AuditNote::done(
            Stream::Money,
            "transfer.recall",
            format!("transfer/{transfer}"),
        )
        .because(why),
    );
    Ok(batch.public_id)
}
