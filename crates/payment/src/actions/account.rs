//! 口座: given by the worker, sealed at once, used three business days later. Nobody sees more than four digits again.

use crate::bank_kana::BankName;
use crate::sealed::{self, Kept};
use crate::store::{accounts, notices};
use crate::zengin::{Account, AccountFault, AccountKind};
use crate::{Holidays, Refusal};
use access::{Act, Actor, Failure, Resource, Vault, refused};
use base::{Day, PublicId};
use db::{AuditNote, Db, Stream, Tx};
use people::WorkerId;
use serde::{Deserialize, Serialize};

/// An account as it was typed. It has no printable form: accounts never stand in a log.
#[derive(Clone)]
pub struct NewAccount {
    /// Four digits.
    pub bank: String,
    /// Kana or Latin letters.
    pub bank_name: String,
    /// Three digits.
    pub branch: String,
    pub branch_name: String,
    pub kind: AccountKind,
    /// Seven digits.
    pub number: String,
    /// 口座名義 in kana.
    pub holder: String,
}

impl NewAccount {
    /// The account as a transfer file writes it, or every field to repair.
    pub fn read(&self) -> Result<Account, Vec<AccountFault>> {
        let digits = |text: &str| {
            base::narrow_digits(text)
                .chars()
                .filter(|it| !matches!(it, ' ' | '-'))
                .collect::<String>()
        };
        let mut faults = Vec::new();
        let holder = BankName::of(&self.holder).unwrap_or_else(|sign| {
            faults.push(sign.into());
            BankName::of("A").expect("a letter that banks know")
        });
        let mut name = |text: &str| {
            BankName::of(text).unwrap_or_else(|_| {
                faults.push(AccountFault::BankName);
                BankName::of("").expect("nothing is a name without foreign signs")
            })
        };
        let account = Account {
            bank: digits(&self.bank),
            bank_name: name(&self.bank_name),
            branch: digits(&self.branch),
            branch_name: name(&self.branch_name),
            kind: self.kind,
            number: digits(&self.number),
            holder,
        };
        faults.extend(account.faults());
        if faults.is_empty() {
            Ok(account)
        } else {
            Err(faults)
        }
    }
}

/// An account that was given.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AccountGiven {
    pub account: PublicId,
    pub usable_from: Day,
}

/// Gives or changes a worker's account. A fresh second factor is asked first.
pub async fn give_account(
    db: &Db,
    actor: &Actor,
    vault: &Vault,
    holidays: &Holidays,
    worker: &PublicId,
    account: &NewAccount,
) -> Result<AccountGiven, Failure> {
    actor.fresh(db.clock().now())?;
    db::command!(db, actor.author(), |tx| give_account_in(
        &tx, actor, vault, holidays, worker, account
    )
    .await)
}

/// Joins a command; see [`give_account`].
pub async fn give_account_in(
    tx: &Tx,
    actor: &Actor,
    vault: &Vault,
    holidays: &Holidays,
    worker: &PublicId,
    account: &NewAccount,
) -> Result<AccountGiven, Failure> {
    let scope = actor.may(Act::Write(Resource::BankAccounts))?;
    let worker_id = accounts::worker_within(tx, &scope, worker).await?;
    let account = account.read().map_err(faulty)?;
    let usable_from = holidays.account_usable_from(tx.today());
    holidays.covers(usable_from).map_err(refused)?;
    let old = accounts::live(tx, worker_id).await?;
    let kept = Kept::of(&account);
    let given = accounts::NewAccount {
        worker: worker_id,
        no: old.map_or(1, |it| it.no + 1),
        last4: account.last4(),
        fingerprint: vault.fingerprint(&kept.identity()),
        usable_from,
        seal: &|row| sealed::seal(vault, "bank_account", row, &kept),
    };
    let public_id = accounts::replace(tx, given).await?;
    tx.note(
        AuditNote::done(
            Stream::Money,
            "account.give",
            format!("bank_account/{public_id}"),
        )
        .fields("bank account"),
    );
    Ok(AccountGiven {
        account: public_id,
        usable_from,
    })
}

/// The last four digits for those who may see them; that they looked is noted before they see anything.
pub async fn account_seen_by_staff(
    db: &Db,
    actor: &Actor,
    worker: WorkerId,
) -> Result<Option<String>, Failure> {
    if !actor
        .may(Act::Read(Resource::BankAccounts))
        .is_ok_and(|scope| scope.region)
    {
        return Ok(None);
    }
    let Some(row) = accounts::live(db, worker).await? else {
        return Ok(None);
    };
    let tx = db.begin(actor.author()).await?;
    tx.note(
        AuditNote::done(
            Stream::Money,
            "account.read",
            format!("bank_account/{}", row.public_id),
        )
        .fields("last four digits")
        .about(people::read::card(db, worker).await?.account.0),
    );
    tx.finish(&()).await?;
    Ok(Some(row.last4))
}

/// Whether this key opens the accounts of this database: a restored backup is worth nothing without its key.
pub async fn sealed_accounts_open(db: &db::Conn, vault: &Vault) -> Result<bool, db::StoreError> {
    let ours = accounts::remitter(db).await?;
    let ours = ours.is_none_or(|it| sealed::open(vault, "remitter", it.id, &it.sealed).is_ok());
    let theirs = accounts::some_sealed(db).await?;
    Ok(ours
        && theirs
            .iter()
            .all(|it| sealed::open(vault, "bank_account", it.id, &it.sealed).is_ok()))
}

/// One sentence at each field of the form.
fn faulty(faults: Vec<AccountFault>) -> Failure {
    Failure::Faulty(
        faults
            .into_iter()
            .map(|it| (it.field().to_owned(), it.words()))
            .collect(),
    )
}

/// Sets the account from which workers are paid. The approver does it, with a fresh second factor.
pub async fn set_remitter(
    db: &Db,
    actor: &Actor,
    vault: &Vault,
    code: &str,
    account: &NewAccount,
) -> Result<PublicId, Failure> {
    actor.fresh(db.clock().now())?;
    db::command!(db, actor.author(), |tx| set_remitter_in(
        &tx, actor, vault, code, account
    )
    .await)
}

/// Joins a command; see [`set_remitter`].
pub async fn set_remitter_in(
    tx: &Tx,
    actor: &Actor,
    vault: &Vault,
    code: &str,
    account: &NewAccount,
) -> Result<PublicId, Failure> {
    actor.may(Act::Approve(Resource::Transfers))?;
    let account = account.read().map_err(faulty)?;
    let code = base::narrow_digits(code.trim());
    if code.is_empty() || code.len() > 10 || !code.bytes().all(|it| it.is_ascii_digit()) {
        return Err(Failure::Faulty(vec![(
            "code".to_owned(),
            webkit::words!("payment-fault-remitter-code"),
        )]));
    }
    let kept = Kept::of(&account);
    let public_id = accounts::insert_remitter(tx, actor.account, &code, &account.last4(), &|row| {
        sealed::seal(vault, "remitter", row, &kept)
    })
    .await?;
    tx.note(
        AuditNote::done(
            Stream::Money,
            "remitter.set",
            format!("remitter/{public_id}"),
        )
        .fields("bank account"),
    );
    Ok(public_id)
}

/// Records that the framework contracts of these workers let silence confirm a notice after so many days.
pub async fn record_silence_clauses_in(
    tx: &Tx,
    actor: &Actor,
    workers: &[WorkerId],
    agreed_on: Day,
    days: i64,
) -> Result<(), Failure> {
    actor.may(Act::Write(Resource::PaymentNotices))?;
    if !(1..=60).contains(&days) || tx.today() < agreed_on {
        return Err(refused(Refusal::NoSilenceClause));
    }
    notices::insert_clauses(tx, workers, agreed_on, days).await?;
    tx.note(AuditNote::done(
        Stream::Money,
        "silence_clause.record",
        format!("{} workers", workers.len()),
    ));
    Ok(())
}
