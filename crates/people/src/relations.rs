//! 関係者: who shares a household, an address, a telephone or a mail address with a worker. Such a person neither asks
//! that worker for work, nor checks or accepts it, nor pays for it (safety T3). What the relation is, is asked of nobody.

use access::{AccountId, Act, Actor, Failure, Resource, accounts};
use base::{Day, PublicId};
use db::sea_orm::FromQueryResult;
use db::{AuditNote, Conn, Db, StoreError, Stream, Tx};
use std::collections::BTreeSet;
use webkit::words;

use crate::WorkerId;
use crate::store;

const KEEPS: Act = Act::Write(Resource::Workers);

/// A relation as the worker's page shows it.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Relation {
    pub public_id: PublicId,
    /// The member of staff.
    pub name: String,
    pub source: String,
    pub entered_on: Day,
}

/// The accounts of everyone to whom this person is related, from whichever side it was told; a telephone or mail address
/// that two registrations share tells it by itself.
pub async fn of(db: &Conn, person: AccountId) -> Result<BTreeSet<i64>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        account: i64,
    }
    let sql = "select w.account from relation r join worker w on w.id = r.worker \
               where r.account = $1 and r.ended_on is null \
               union select r.account from relation r join worker w on w.id = r.worker \
               where w.account = $2 and r.ended_on is null \
               union select o.account from worker w join worker o on o.phone = w.phone and o.id <> w.id \
               where w.account = $3 and w.phone <> '' \
               union select o.account from worker w join worker o on o.email = w.email and o.id <> w.id \
               where w.account = $4 and w.email <> ''";
    let me = || person.into();
    let rows: Vec<Row> = db::all(db, sql, vec![me(), me(), me(), me()]).await?;
    Ok(rows.into_iter().map(|it| it.account).collect())
}

/// True when the person acting is related to this account.
pub async fn with(db: &Conn, actor: &Actor, account: i64) -> Result<bool, StoreError> {
    Ok(of(db, actor.account).await?.contains(&account))
}

/// The relations told of a worker that hold.
pub(crate) async fn told(db: &Conn, worker: WorkerId) -> Result<Vec<Relation>, StoreError> {
    let sql = "select r.public_id, a.name, r.source, r.entered_on from relation r join account a on a.id = r.account \
               where r.worker = $1 and r.ended_on is null order by r.id limit 100";
    db::all(db, sql, vec![worker.into()]).await
}

/// Keeps that a member of staff is related to a worker, with who said so.
pub async fn tell(
    db: &Db,
    actor: &Actor,
    worker: &PublicId,
    login: &str,
    source: &str,
) -> Result<PublicId, Failure> {
    db::command!(db, actor.author(), |tx| tell_in(
        &tx, actor, worker, login, source
    )
    .await)
}

/// As [`tell`], inside a command.
pub async fn tell_in(
    tx: &Tx,
    actor: &Actor,
    worker: &PublicId,
    login: &str,
    source: &str,
) -> Result<PublicId, Failure> {
    let held = store::held(tx, &actor.may(KEEPS)?, worker).await?;
    let login = login.trim().to_lowercase();
    let staff = accounts::by_login(tx, &login).await?;
    let staff = staff.filter(|it| it.id != held.account);
    let Some(staff) = staff else {
        return Err(faulty(words!("people-relation-nobody")));
    };
    let sql = "select 1 from relation where worker = $1 and account = $2 and ended_on is null";
    if db::exists(tx, sql, vec![held.id.into(), staff.id.into()]).await? {
        return Err(faulty(words!("people-relation-known")));
    }
    let id = tx.public_id();
    let sql = "insert into relation (public_id, worker, account, source, entered_on, entered_by) \
               values ($1, $2, $3, $4, $5, $6)";
    let values = vec![
        id.clone().into(),
        held.id.into(),
        staff.id.into(),
        source.into(),
        tx.today().into(),
        actor.account.into(),
    ];
    db::execute(tx, sql, values).await?;
    note(tx, "worker.relation", worker, held.account);
    Ok(id)
}

/// Ends a relation; what was done while it held stays as it is.
pub async fn end(
    db: &Db,
    actor: &Actor,
    worker: &PublicId,
    relation: &PublicId,
) -> Result<PublicId, Failure> {
    db::command!(db, actor.author(), |tx| end_in(
        &tx, actor, worker, relation
    )
    .await)
}

/// As [`end`], inside a command.
pub async fn end_in(
    tx: &Tx,
    actor: &Actor,
    worker: &PublicId,
    relation: &PublicId,
) -> Result<PublicId, Failure> {
    let held = store::held(tx, &actor.may(KEEPS)?, worker).await?;
    let sql = "update relation set ended_on = $1 where worker = $2 and public_id = $3 and ended_on is null";
    let values = vec![tx.today().into(), held.id.into(), relation.clone().into()];
    if db::execute(tx, sql, values).await? == 0 {
        return Err(Failure::Absent);
    }
    note(tx, "worker.relation.end", worker, held.account);
    Ok(relation.clone())
}

fn faulty(sentence: webkit::Words) -> Failure {
    Failure::Faulty(vec![("login".to_owned(), sentence)])
}

fn note(tx: &Tx, action: &'static str, worker: &PublicId, account: AccountId) {
    let note = AuditNote::done(Stream::People, action, format!("worker/{worker}"));
    tx.note(note.about(account.0));
}
