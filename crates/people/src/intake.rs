//! Taking in a spreadsheet of registrants: look first, take the good rows, give the faulty ones back, undo the batch.

use crate::import::{self, Column, Known, Sheet, SheetRow, Sorted};
use crate::{Refusal, actions};
use access::{Act, Actor, Failure, Resource, Worded, accounts, places, refused};
use base::{Day, Moment, PublicId};
use db::sea_orm::FromQueryResult;
use db::{AuditNote, Conn, Db, StoreError, Stream, Tx};
use papers::intake::{CellIn, Intake, Row};
use serde::{Deserialize, Serialize};
use webkit::Lang;

/// A batch of registrants (取込).
#[derive(Clone, Debug, FromQueryResult)]
pub struct Batch {
    pub id: i64,
    pub public_id: PublicId,
    pub file_name: String,
    pub content: String,
    pub row_count: i64,
    pub state: String,
    pub made_at: Moment,
    pub taken_count: i64,
    pub taken_at: Option<Moment>,
}

/// What became of a batch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BatchDone {
    pub public_id: PublicId,
    /// Rows concerned.
    pub count: i64,
}

const BATCH: &str = "select id, public_id, file_name, content, row_count, state, made_at, taken_count, taken_at from registrant_batch";

/// The file as it is kept between looking and taking.
pub fn sheet_of(intake: &Intake) -> Sheet {
    let row = |row: &Row| SheetRow {
        number: row.number,
        cells: row.cells.iter().map(CellIn::shown).collect(),
        formula: row
            .cells
            .iter()
            .any(|it| matches!(it, CellIn::Formula { .. })),
    };
    Sheet {
        header: intake.header.clone(),
        rows: intake.rows.iter().map(row).collect(),
    }
}

/// Keeps a file to look at; nobody is registered yet.
pub async fn preview(
    db: &Db,
    actor: &Actor,
    file_name: &str,
    sheet: &Sheet,
) -> Result<BatchDone, Failure> {
    db::command!(db, actor.author(), |tx| preview_in(
        &tx, actor, file_name, sheet
    )
    .await)
}

pub async fn preview_in(
    tx: &Tx,
    actor: &Actor,
    file_name: &str,
    sheet: &Sheet,
) -> Result<BatchDone, Failure> {
    actor.may(Act::Write(Resource::Workers))?;
    import::layout(&sheet.header, &labels())
        .map_err(|it| Failure::Faulty(vec![("file".into(), it.words())]))?;
    let public_id = tx.public_id();
    let count = sheet.rows.len() as i64;
    let content =
        serde_json::to_string(sheet).map_err(|error| StoreError::Unreadable(error.to_string()))?;
    let sql = "insert into registrant_batch (public_id, file_name, content, row_count, state, made_by, made_at, \
               taken_count) values ($1, $2, $3, $4, 'previewed', $5, $6, 0)";
    let by = actor.account.0;
    let values = vec![
        public_id.as_str().into(),
        file_name.into(),
        content.into(),
        count.into(),
        by.into(),
        tx.now().into(),
    ];
    db::execute(tx, sql, values).await?;
    tx.note(AuditNote::done(
        Stream::People,
        "registrants.preview",
        format!("registrant_batch/{public_id}"),
    ));
    Ok(BatchDone { public_id, count })
}

/// Registers everyone in the good rows; the faulty ones stay to be given back.
pub async fn take(db: &Db, actor: &Actor, id: &PublicId) -> Result<BatchDone, Failure> {
    db::command!(db, actor.author(), |tx| take_in(&tx, actor, id).await)
}

pub async fn take_in(tx: &Tx, actor: &Actor, id: &PublicId) -> Result<BatchDone, Failure> {
    let batch = batch(tx, actor, id).await?;
    if batch.state != "previewed" {
        return Err(refused(Refusal::BatchTaken));
    }
    let (mut sheet, sorted) = looked_at(tx, &batch, tx.today()).await?;
    if sorted.good.is_empty() {
        return Err(refused(Refusal::BatchEmpty));
    }
    for (_, new) in &sorted.good {
        actions::registered(tx, new, Some(batch.id)).await?;
    }
    // What has become a registration is not kept a second time.
    sheet
        .rows
        .retain(|row| !sorted.good.iter().any(|(number, _)| *number == row.number));
    let content =
        serde_json::to_string(&sheet).map_err(|error| StoreError::Unreadable(error.to_string()))?;
    let count = sorted.good.len() as i64;
    let sql = "update registrant_batch set state = 'taken', content = $2, taken_at = $3, taken_count = $4 where id = $1";
    db::execute(
        tx,
        sql,
        vec![
            batch.id.into(),
            content.into(),
            tx.now().into(),
            count.into(),
        ],
    )
    .await?;
    tx.note(AuditNote::done(
        Stream::People,
        "registrants.take",
        format!("registrant_batch/{id}"),
    ));
    Ok(BatchDone {
        public_id: batch.public_id,
        count,
    })
}

/// Takes a whole sheet in at once, without a look between.
pub async fn import_in(
    tx: &Tx,
    actor: &Actor,
    file_name: &str,
    sheet: &Sheet,
) -> Result<BatchDone, Failure> {
    let kept = preview_in(tx, actor, file_name, sheet).await?;
    take_in(tx, actor, &kept.public_id).await
}

/// Removes everyone of a batch again, as long as nobody of it has gone on.
pub async fn undo(db: &Db, actor: &Actor, id: &PublicId) -> Result<BatchDone, Failure> {
    db::command!(db, actor.author(), |tx| undo_in(&tx, actor, id).await)
}

pub async fn undo_in(tx: &Tx, actor: &Actor, id: &PublicId) -> Result<BatchDone, Failure> {
    #[derive(FromQueryResult)]
    struct Member {
        account: access::AccountId,
        version: i32,
    }
    let batch = batch(tx, actor, id).await?;
    if batch.state != "taken" {
        return Err(refused(Refusal::BatchNotTaken));
    }
    let sql = "select account, version from worker where batch = $1 order by id";
    let members: Vec<Member> = db::all(tx, sql, vec![batch.id.into()]).await?;
    let gone_on = members.iter().filter(|it| it.version > 1).count() as i64;
    if gone_on > 0 {
        return Err(refused(Refusal::BatchMovedOn { count: gone_on }));
    }
    for table in [
        "residence",
        "availability",
        "rest",
        "worker_skill",
        "worker_wish",
        "track_record",
        "pledge",
    ] {
        let sql =
            format!("delete from {table} where worker in (select id from worker where batch = $1)");
        db::execute(tx, &sql, vec![batch.id.into()]).await?;
    }
    db::execute(
        tx,
        "delete from worker where batch = $1",
        vec![batch.id.into()],
    )
    .await?;
    for member in &members {
        accounts::disable_in(tx, member.account, "registrants.undo").await?;
    }
    let sql =
        "update registrant_batch set state = 'undone', content = $2, undone_at = $3 where id = $1";
    db::execute(
        tx,
        sql,
        vec![
            batch.id.into(),
            "{\"header\":[],\"rows\":[]}".into(),
            tx.now().into(),
        ],
    )
    .await?;
    tx.note(AuditNote::done(
        Stream::People,
        "registrants.undo",
        format!("registrant_batch/{id}"),
    ));
    Ok(BatchDone {
        public_id: batch.public_id,
        count: members.len() as i64,
    })
}

/// One batch, for those who may register people.
pub async fn batch(db: &Conn, actor: &Actor, id: &PublicId) -> Result<Batch, Failure> {
    actor.may(Act::Write(Resource::Workers))?;
    let found = db::one(
        db,
        &format!("{BATCH} where public_id = $1"),
        vec![id.as_str().into()],
    )
    .await?;
    found.ok_or(Failure::Absent)
}

/// The latest batches.
pub async fn batches(db: &Conn, actor: &Actor) -> Result<Vec<Batch>, Failure> {
    actor.may(Act::Write(Resource::Workers))?;
    Ok(db::all(
        db,
        &format!("{BATCH} order by made_at desc, id desc limit 20"),
        vec![],
    )
    .await?)
}

/// The rows of a batch, sorted by what is known today.
pub async fn looked_at(db: &Conn, batch: &Batch, today: Day) -> Result<(Sheet, Sorted), Failure> {
    let sheet: Sheet =
        serde_json::from_str(&batch.content).map_err(|e| StoreError::Unreadable(e.to_string()))?;
    if sheet.rows.is_empty() {
        return Ok((sheet, Sorted::default()));
    }
    let layout = import::layout(&sheet.header, &labels()).map_err(refused)?;
    let sorted = import::sorted(&sheet, &layout, &known(db, today).await?);
    Ok((sheet, sorted))
}

/// The faulty rows as a spreadsheet to be mended and sent again.
pub fn faults_file(sheet: &Sheet, sorted: &Sorted) -> Result<Vec<u8>, Failure> {
    let row = |row: &SheetRow| Row {
        number: row.number,
        cells: row
            .cells
            .iter()
            .map(|it| CellIn::Text(it.clone()))
            .collect(),
    };
    let intake = Intake {
        header: sheet.header.clone(),
        rows: sheet.rows.iter().map(row).collect(),
    };
    let faults: Vec<(usize, String)> = sorted
        .faults
        .iter()
        .map(|(row, it)| (*row, it.words().say()))
        .collect();
    let (name, label) = (
        webkit::t!("people-faults-sheet"),
        webkit::t!("people-faults-label"),
    );
    papers::intake::errors_back(&intake, &faults, &name, &label)
        .map_err(|error| Failure::Store(StoreError::Unreadable(error.to_string())))
}

/// The labels of the columns in both languages.
pub fn labels() -> Vec<(Column, String)> {
    let said = |lang| {
        Column::ALL
            .into_iter()
            .map(move |it| (it, it.words().say_in(lang)))
    };
    said(Lang::Ja).chain(said(Lang::En)).collect()
}

async fn known(db: &Conn, today: Day) -> Result<Known, StoreError> {
    #[derive(FromQueryResult)]
    struct Person {
        number: String,
        kana: String,
        email: Option<String>,
        phone: Option<String>,
    }
    let people: Vec<Person> =
        db::all(db, "select number, kana, email, phone from worker", vec![]).await?;
    let towns = places::municipalities(db)
        .await?
        .into_iter()
        .map(|it| (it.name, it.id))
        .collect();
    let marks = people.into_iter().flat_map(|it| {
        let marks = import::marks(&it.kana, it.email.as_deref(), it.phone.as_deref());
        marks.into_iter().map(move |mark| (mark, it.number.clone()))
    });
    Ok(Known {
        towns,
        people: marks.collect(),
        today: Some(today),
    })
}
