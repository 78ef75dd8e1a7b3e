//! 総合振込: prepared by one person, approved by another; the file is fixed at approval and checked when handed out.

use crate::ledger::{Cause, transfer_moved};
use crate::rules::{AccountOnFile, Exception, Hand, may_approve, may_prepare, payable, unchanged};
use crate::sealed;
use crate::stage::{BatchStep, TransferStep};
use crate::store::ledger::{Subject, post};
use crate::store::notices::{self, NoticeRow};
use crate::store::transfers::{self, BatchRow, NewTransfer, TransferRow};
use crate::store::{accounts, closings};
use crate::zengin::{self, FileFault, Remittance, Remitter};
use crate::{Holidays, NoticeId, Refusal};
use access::{Act, Actor, Failure, Resource, Vault, refused};
use base::{Day, PublicId, Yen};
use db::{AuditNote, Db, Stream, Tx};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

const PREPARES: Act = Act::Write(Resource::Transfers);
const APPROVES: Act = Act::Approve(Resource::Transfers);

/// A batch that waits for its approval.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Prepared {
    pub batch: PublicId,
    pub count: i64,
    pub total: Yen,
    /// Notices due that are not in it, each with a reason on the page of the closing.
    pub left_out: i64,
}

/// A batch whose file is fixed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Approved {
    pub batch: PublicId,
    pub count: i64,
    pub total: Yen,
    pub sha256: String,
}

/// Prepares the transfers of everything that is due with a closing and can be paid.
pub async fn prepare_batch(
    db: &Db,
    actor: &Actor,
    holidays: &Holidays,
    closing: &PublicId,
) -> Result<Prepared, Failure> {
    db::command!(db, actor.author(), |tx| prepare_batch_in(
        &tx, actor, holidays, closing
    )
    .await)
}

/// Joins a command; see [`prepare_batch`].
pub async fn prepare_batch_in(
    tx: &Tx,
    actor: &Actor,
    holidays: &Holidays,
    closing: &PublicId,
) -> Result<Prepared, Failure> {
    actor.may(PREPARES)?;
    let closing = closings::by_public_id(tx, closing).await?;
    let pay_on = pay_day(closing.pay_on, tx.today(), holidays)?;
    let due = notices::unpaid(tx, closing.pay_on.max(tx.today())).await?;
    let all = due.len();
    let ready: Vec<NoticeRow> = due
        .into_iter()
        .filter(|it| exception(it, pay_on).is_none())
        .collect();
    if ready.is_empty() {
        return Err(refused(Refusal::NothingToPay));
    }
    let ids: Vec<NoticeId> = ready.iter().map(|it| it.id).collect();
    let payees: Vec<i64> = ready.iter().map(|it| it.worker_account).collect();
    may_prepare(
        &hand(tx, actor).await?,
        &transfers::inspectors(tx, &ids).await?,
        &payees,
    )
    .map_err(refused)?;
    let workers: Vec<_> = ready.iter().map(|it| it.worker).collect();
    let accounts = transfers::live_accounts(tx, &workers).await?;
    let lines = ready.iter().filter_map(|it| {
        let account = *accounts.get(&it.worker)?;
        Some(NewTransfer {
            notice: it.id,
            attempt: it.attempts + 1,
            account,
            amount: it.total,
        })
    });
    let lines: Vec<NewTransfer> = lines.collect();
    let total = Yen::sum(lines.iter().map(|it| it.amount))?;
    let number = tx.next_number("transfer_batch").await?;
    let batch =
        transfers::insert_batch(tx, actor.account, number, closing.id, pay_on, total, &lines)
            .await?;
    tx.note(AuditNote::done(
        Stream::Money,
        "batch.prepare",
        format!("transfer_batch/{}", batch.public_id),
    ));
    Ok(Prepared {
        batch: batch.public_id,
        count: lines.len() as i64,
        total,
        left_out: (all - lines.len()) as i64,
    })
}

/// Who acts, and to whom they are related.
async fn hand(tx: &Tx, actor: &Actor) -> Result<Hand, Failure> {
    Ok(Hand {
        account: actor.account.0,
        related: people::relations::of(tx, actor.account).await?,
    })
}

/// The closing's day, or the next bank day once it has passed.
fn pay_day(agreed: Day, today: Day, holidays: &Holidays) -> Result<Day, Failure> {
    if today <= agreed {
        return Ok(agreed);
    }
    let next = holidays.on_or_after(today);
    holidays.covers(next).map_err(refused)?;
    Ok(next)
}

/// Why a notice would be left out of a batch paid on this day.
pub(crate) fn exception(it: &NoticeRow, pay_on: Day) -> Option<Exception> {
    let account = it.usable_from.map(|usable_from| AccountOnFile {
        usable_from,
        shared: it.shared,
    });
    payable(it.state(), it.total, account, pay_on).err()
}

/// Gives a prepared batch back to its preparer; nothing is paid.
pub async fn withdraw_batch(
    db: &Db,
    actor: &Actor,
    batch: &PublicId,
    why: &str,
) -> Result<PublicId, Failure> {
    db::command!(db, actor.author(), |tx| withdraw_batch_in(
        &tx, actor, batch, why
    )
    .await)
}

/// Joins a command; see [`withdraw_batch`].
pub async fn withdraw_batch_in(
    tx: &Tx,
    actor: &Actor,
    batch: &PublicId,
    why: &str,
) -> Result<PublicId, Failure> {
    actor.may(APPROVES).or_else(|_| actor.may(PREPARES))?;
    let row = transfers::batch(tx, batch).await?;
    row.state().after(BatchStep::Withdraw).map_err(refused)?;
    transfers::withdraw(tx, row.id, why).await?;
    tx.note(
        AuditNote::done(
            Stream::Money,
            "batch.withdraw",
            format!("transfer_batch/{batch}"),
        )
        .because(why),
    );
    Ok(row.public_id)
}

/// Approves what the approver saw: count, total and the bytes of the file are fixed. A fresh second factor is asked first.
pub async fn approve_batch(
    db: &Db,
    actor: &Actor,
    vault: &Vault,
    batch: &PublicId,
    seen: (i64, Yen),
) -> Result<Approved, Failure> {
    actor.fresh(db.clock().now())?;
    db::command!(db, actor.author(), |tx| approve_batch_in(
        &tx, actor, vault, batch, seen
    )
    .await)
}

/// Joins a command; see [`approve_batch`].
pub async fn approve_batch_in(
    tx: &Tx,
    actor: &Actor,
    vault: &Vault,
    batch: &PublicId,
    seen: (i64, Yen),
) -> Result<Approved, Failure> {
    actor.may(APPROVES)?;
    let row = transfers::batch(tx, batch).await?;
    row.state().after(BatchStep::Approve).map_err(refused)?;
    let lines = transfers::lines(tx, row.id).await?;
    checked(tx, actor, &row, &lines, seen).await?;
    let file = file(tx, vault, &row, &lines).await?;
    if zengin::trailer(&file) != Some((row.lines, row.total)) {
        return Err(refused(Refusal::FileChanged));
    }
    let sha256 = hash(&file);
    let sealed = vault.seal("transfer_batch", "file", row.id.0, &file);
    transfers::approve(tx, actor.account, row.id, &sha256, sealed).await?;
    let mut entries = Vec::new();
    for line in &lines {
        line.state().after(TransferStep::Approve).map_err(refused)?;
        let entry = transfer_moved(Cause::TransferApproved, line.amount, false).map_err(refused)?;
        entries.push((entry, Subject::Transfer(line.id, line.worker)));
    }
    post(tx, tx.today(), &entries).await?;
    tx.note(
        AuditNote::done(
            Stream::Money,
            "batch.approve",
            format!("transfer_batch/{batch}"),
        )
        .fields(&sha256),
    );
    Ok(Approved {
        batch: row.public_id,
        count: row.lines,
        total: row.total,
        sha256,
    })
}

/// Who approves, what they saw, and that neither notices nor accounts nor the books have moved since.
async fn checked(
    tx: &Tx,
    actor: &Actor,
    row: &BatchRow,
    lines: &[TransferRow],
    seen: (i64, Yen),
) -> Result<(), Failure> {
    let notices: Vec<NoticeId> = lines.iter().map(|it| it.notice).collect();
    let payees: Vec<i64> = lines.iter().map(|it| it.worker_account).collect();
    let inspectors = transfers::inspectors(tx, &notices).await?;
    let approver = hand(tx, actor).await?;
    may_approve(&approver, row.prepared_by, &inspectors, &payees).map_err(refused)?;
    let found = (
        lines.len() as i64,
        Yen::sum(lines.iter().map(|it| it.amount))?,
    );
    unchanged(seen, found).map_err(refused)?;
    unchanged((row.lines, row.total), found).map_err(refused)?;
    for line in lines {
        if line.amount != line.notice_total || line.reversed_on.is_some() {
            return Err(refused(Refusal::BatchChanged {
                count: found.0,
                total: found.1,
            }));
        }
        if line.account_replaced_on.is_some() {
            return Err(refused(Refusal::AccountChanged {
                worker: line.worker_name.clone(),
            }));
        }
    }
    let breaches = crate::verify::books(tx).await?;
    if breaches.is_empty() {
        Ok(())
    } else {
        Err(refused(Refusal::BooksBroken {
            count: breaches.len(),
        }))
    }
}

/// The bytes for the bank. Accounts are opened here and nowhere else.
async fn file(
    tx: &Tx,
    vault: &Vault,
    row: &BatchRow,
    lines: &[TransferRow],
) -> Result<Vec<u8>, Failure> {
    let from = accounts::remitter(tx)
        .await?
        .ok_or_else(|| refused(Refusal::NoRemitter))?;
    let account = sealed::open(vault, "remitter", from.id, &from.sealed)
        .map_err(|_| refused(Refusal::NoRemitter))?;
    let from = Remitter {
        code: from.code,
        account,
    };
    let sealed_accounts = transfers::sealed_accounts(tx, row.id).await?;
    let mut remittances = Vec::new();
    for line in lines {
        let unfit = || {
            refused(Refusal::AccountUnfit {
                worker: line.worker_name.clone(),
            })
        };
        let sealed = sealed_accounts.get(&line.account.0).ok_or_else(unfit)?;
        let to =
            sealed::open(vault, "bank_account", line.account.0, sealed).map_err(|_| unfit())?;
        remittances.push(Remittance {
            to,
            amount: line.amount,
            reference: line.number as u64,
        });
    }
    zengin::bulk_transfer(&from, row.pay_on, &remittances).map_err(|fault| match fault {
        FileFault::Line { at, .. } | FileFault::Amount { at } => refused(Refusal::AccountUnfit {
            worker: lines[at].worker_name.clone(),
        }),
        FileFault::Remitter(_) => refused(Refusal::NoRemitter),
        FileFault::Total => refused(Refusal::TooLarge),
        FileFault::Empty => refused(Refusal::NothingToPay),
    })
}

fn hash(file: &[u8]) -> String {
    Sha256::digest(file)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// Notes that the file goes to the bank. A fresh second factor is asked first.
pub async fn hand_out(db: &Db, actor: &Actor, batch: &PublicId) -> Result<PublicId, Failure> {
    actor.fresh(db.clock().now())?;
    db::command!(db, actor.author(), |tx| hand_out_in(&tx, actor, batch)
        .await)
}

/// Joins a command; see [`hand_out`].
pub async fn hand_out_in(tx: &Tx, actor: &Actor, batch: &PublicId) -> Result<PublicId, Failure> {
    actor.may(APPROVES)?;
    let row = transfers::batch(tx, batch).await?;
    row.state().after(BatchStep::Download).map_err(refused)?;
    transfers::sent(tx, actor.account, row.id).await?;
    tx.note(AuditNote::done(
        Stream::Money,
        "batch.hand_out",
        format!("transfer_batch/{batch}"),
    ));
    Ok(row.public_id)
}

/// The bytes that were approved, checked against their hash, count and total. Only after [`hand_out`].
pub async fn file_of(
    db: &db::Conn,
    actor: &Actor,
    vault: &Vault,
    batch: &PublicId,
) -> Result<Vec<u8>, Failure> {
    actor.may(APPROVES)?;
    let row = transfers::batch(db, batch).await?;
    row.state().after(BatchStep::Download).map_err(refused)?;
    let kept = transfers::file(db, row.id).await?;
    let changed = || refused(Refusal::FileChanged);
    let file = vault
        .open(
            "transfer_batch",
            "file",
            row.id.0,
            &kept.file.ok_or_else(changed)?,
        )
        .map_err(|_| changed())?;
    let same = kept.sha256.as_deref() == Some(hash(&file).as_str())
        && zengin::trailer(&file) == Some((row.lines, row.total));
    if same { Ok(file) } else { Err(changed()) }
}
