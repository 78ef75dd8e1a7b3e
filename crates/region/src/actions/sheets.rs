//! The life of a sheet: opened, written, handed in, confirmed by a second person, published, corrected.

use crate::grade::{Direction, Grade, fits};
use crate::indicator::Indicator;
use crate::missing::missing;
use crate::refusal::Refusal;
use crate::remedy::RemedyState;
use crate::sheet::{SheetDocument, TextField};
use crate::stage::{Step, may_correct, second_person};
use crate::store::sheets::{self, SheetRow};
use crate::store::{self, Project, opinions};
use crate::{papers, report};
use access::{Act, Actor, Failure, Resource, refused};
use base::{Day, FiscalYear, PublicId};
use data_encoding::HEXLOWER;
use db::{AuditNote, Db, StoreError, Stream, Tx};
use sha2::{Digest, Sha256};

const WRITES: Act = Act::Write(Resource::Sheets);
const CONFIRMS: Act = Act::Approve(Resource::Sheets);
const OPINIONS: Act = Act::Write(Resource::Opinions);

/// An opinion of the committee on one year's sheet.
#[derive(Clone, Debug)]
pub struct NewOpinion {
    pub fiscal_year: FiscalYear,
    pub body: String,
    pub given_on: Day,
    pub given_by: String,
    pub source: String,
}

/// 原因・対策・担当・期限.
#[derive(Clone, Debug)]
pub struct RemedyEdit {
    pub cause: String,
    pub measure: String,
    pub owner: String,
    pub due_on: Day,
    pub state: RemedyState,
    pub source: String,
}

fn note(tx: &Tx, action: &'static str, object: String) {
    tx.note(AuditNote::done(Stream::Region, action, object));
}

/// Opens the sheet of a year, in its first version.
pub async fn open_sheet(
    db: &Db,
    actor: &Actor,
    project: &PublicId,
    year: FiscalYear,
) -> Result<PublicId, Failure> {
    db::command!(db, actor.author(), |tx| open_sheet_in(
        &tx, actor, project, year
    )
    .await)
}

/// Joins a command; see [`open_sheet`].
pub async fn open_sheet_in(
    tx: &Tx,
    actor: &Actor,
    project: &PublicId,
    year: FiscalYear,
) -> Result<PublicId, Failure> {
    let project = store::project(tx, &actor.may(WRITES)?, project).await?;
    if !project.joined_years().contains(&year) {
        return Err(refused(Refusal::OutsideProject));
    }
    if !sheets::versions(tx, project.id, year).await?.is_empty() {
        return Err(refused(Refusal::AlreadyThere));
    }
    let (_, id) = sheets::insert(tx, project.id, year, 1, "").await?;
    note(tx, "sheet.open", format!("sheet/{id}"));
    Ok(id)
}

/// A version in the state of being written, as the form saw it.
async fn writable(
    tx: &Tx,
    actor: &Actor,
    sheet: &PublicId,
    seen: i32,
) -> Result<SheetRow, Failure> {
    let row = sheets::sheet(tx, &actor.may(WRITES)?, true, sheet).await?;
    if !row.stage().may_be_edited() {
        return Err(refused(Refusal::OutOfTurn { stage: row.stage() }));
    }
    if row.version != seen {
        return Err(Failure::Stale);
    }
    Ok(row)
}

/// Writes texts of a sheet while it is being calculated.
pub async fn write_texts(
    db: &Db,
    actor: &Actor,
    sheet: &PublicId,
    texts: &[(TextField, String)],
    seen: i32,
) -> Result<PublicId, Failure> {
    db::command!(db, actor.author(), |tx| write_texts_in(
        &tx, actor, sheet, texts, seen
    )
    .await)
}

/// Joins a command; see [`write_texts`].
pub async fn write_texts_in(
    tx: &Tx,
    actor: &Actor,
    sheet: &PublicId,
    texts: &[(TextField, String)],
    seen: i32,
) -> Result<PublicId, Failure> {
    let row = writable(tx, actor, sheet, seen).await?;
    sheets::touch(tx, &row).await?;
    for (field, body) in texts {
        sheets::put_text(tx, row.id, *field, body).await?;
    }
    let fields: Vec<&str> = texts.iter().map(|(field, _)| field.name()).collect();
    tx.note(
        AuditNote::done(Stream::Region, "sheet.write", format!("sheet/{sheet}"))
            .fields(&fields.join(" ")),
    );
    Ok(row.public_id)
}

/// Chooses grade and direction; a suggestion is never taken by itself.
pub async fn choose(
    db: &Db,
    actor: &Actor,
    sheet: &PublicId,
    grade: Option<Grade>,
    direction: Option<Direction>,
    seen: i32,
) -> Result<PublicId, Failure> {
    db::command!(db, actor.author(), |tx| choose_in(
        &tx, actor, sheet, grade, direction, seen
    )
    .await)
}

/// Joins a command; see [`choose`].
pub async fn choose_in(
    tx: &Tx,
    actor: &Actor,
    sheet: &PublicId,
    grade: Option<Grade>,
    direction: Option<Direction>,
    seen: i32,
) -> Result<PublicId, Failure> {
    let row = writable(tx, actor, sheet, seen).await?;
    let project = store::project_by_key(tx, row.project).await?;
    let is_last = project.last_year == row.fiscal_year;
    if direction.is_some_and(|it| !fits(it, is_last)) {
        return Err(refused(Refusal::EndsTooEarly));
    }
    sheets::touch(tx, &row).await?;
    sheets::set_letters(tx, row.id, grade, direction).await?;
    tx.note(
        AuditNote::done(Stream::Region, "sheet.choose", format!("sheet/{sheet}"))
            .fields("grade direction"),
    );
    Ok(row.public_id)
}

/// The letter of a section, beside its texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Letter {
    /// 評価 of section (4).
    Grade(Option<Grade>),
    /// 今後の方針 of section (5).
    Direction(Option<Direction>),
}

/// Writes a section of the form: its texts and, where it has one, its letter.
pub async fn write_section(
    db: &Db,
    actor: &Actor,
    sheet: &PublicId,
    texts: &[(TextField, String)],
    letter: Option<Letter>,
    seen: i32,
) -> Result<PublicId, Failure> {
    db::command!(db, actor.author(), |tx| write_section_in(
        &tx, actor, sheet, texts, letter, seen
    )
    .await)
}

/// Joins a command; see [`write_section`].
pub async fn write_section_in(
    tx: &Tx,
    actor: &Actor,
    sheet: &PublicId,
    texts: &[(TextField, String)],
    letter: Option<Letter>,
    seen: i32,
) -> Result<PublicId, Failure> {
    let id = write_texts_in(tx, actor, sheet, texts, seen).await?;
    let Some(letter) = letter else { return Ok(id) };
    let row = writable(tx, actor, sheet, seen + 1).await?;
    let (grade, direction) = match letter {
        Letter::Grade(grade) => (grade, row.direction()),
        Letter::Direction(direction) => (row.grade(), direction),
    };
    choose_in(tx, actor, sheet, grade, direction, seen + 1).await
}

/// Hands a complete sheet in: figures, words and form are frozen as they stand.
pub async fn submit(
    db: &Db,
    actor: &Actor,
    sheet: &PublicId,
    seen: i32,
) -> Result<PublicId, Failure> {
    db::command!(db, actor.author(), |tx| submit_in(&tx, actor, sheet, seen)
        .await)
}

/// Joins a command; see [`submit`].
pub async fn submit_in(
    tx: &Tx,
    actor: &Actor,
    sheet: &PublicId,
    seen: i32,
) -> Result<PublicId, Failure> {
    let row = writable(tx, actor, sheet, seen).await?;
    row.stage().after(Step::Submit).map_err(refused)?;
    let project = store::project_by_key(tx, row.project).await?;
    let document = report::live(tx, &project, row.fiscal_year, Some(&row)).await?;
    let lacks = missing(&document);
    if !lacks.is_empty() {
        return Err(refused(Refusal::Incomplete { missing: lacks }));
    }
    let round = row.round + 1;
    sheets::touch(tx, &row).await?;
    freeze(tx, &row, round, document).await?;
    sheets::set_submitted(tx, row.id, round).await?;
    note(tx, "sheet.submit", format!("sheet/{sheet}"));
    Ok(row.public_id)
}

/// Keeps a copy, word by word, with the paper as it will be drawn.
async fn freeze(
    tx: &Tx,
    row: &SheetRow,
    round: i64,
    mut document: SheetDocument,
) -> Result<(), StoreError> {
    document.computed_on = document.computed_on.or(Some(tx.today()));
    let json = |error: serde_json::Error| StoreError::Unreadable(error.to_string());
    let content = serde_json::to_string(&document).map_err(json)?;
    let paper = serde_json::to_string(&papers::paper(&document)).map_err(json)?;
    sheets::insert_frozen(tx, row.id, round, &content, &paper, &hash(&content, &paper)).await
}

/// The seal over a frozen copy.
pub(crate) fn hash(document: &str, paper: &str) -> String {
    let mut sha = Sha256::new();
    sha.update((document.len() as u64).to_be_bytes());
    sha.update(document.as_bytes());
    sha.update(paper.as_bytes());
    HEXLOWER.encode(&sha.finalize())
}

/// Sends a sheet back to its writer, with a reason.
pub async fn send_back(
    db: &Db,
    actor: &Actor,
    sheet: &PublicId,
    reason: &str,
) -> Result<PublicId, Failure> {
    db::command!(db, actor.author(), |tx| send_back_in(
        &tx, actor, sheet, reason
    )
    .await)
}

/// Joins a command; see [`send_back`].
pub async fn send_back_in(
    tx: &Tx,
    actor: &Actor,
    sheet: &PublicId,
    reason: &str,
) -> Result<PublicId, Failure> {
    let row = sheets::sheet(tx, &actor.may(CONFIRMS)?, true, sheet).await?;
    row.stage().after(Step::SendBack).map_err(refused)?;
    if reason.trim().is_empty() {
        return Err(refused(Refusal::NoReason));
    }
    sheets::touch(tx, &row).await?;
    sheets::set_sent_back(tx, row.id, reason).await?;
    tx.note(
        AuditNote::done(Stream::Region, "sheet.send_back", format!("sheet/{sheet}"))
            .because(reason),
    );
    Ok(row.public_id)
}

/// A second person confirms what was handed in. A fresh second factor is asked first.
pub async fn confirm(db: &Db, actor: &Actor, sheet: &PublicId) -> Result<PublicId, Failure> {
    actor.fresh(db.clock().now())?;
    db::command!(db, actor.author(), |tx| confirm_in(&tx, actor, sheet).await)
}

/// Joins a command; see [`confirm`].
pub async fn confirm_in(tx: &Tx, actor: &Actor, sheet: &PublicId) -> Result<PublicId, Failure> {
    let row = sheets::sheet(tx, &actor.may(CONFIRMS)?, true, sheet).await?;
    row.stage().after(Step::Confirm).map_err(refused)?;
    second_person(row.submitted_by, actor.account).map_err(refused)?;
    sheets::touch(tx, &row).await?;
    sheets::set_confirmed(tx, row.id).await?;
    note(tx, "sheet.confirm", format!("sheet/{sheet}"));
    Ok(row.public_id)
}

/// Publishes a fixed sheet with the opinions given on it; from now on only a correction may follow. A fresh second factor is asked first.
pub async fn publish(db: &Db, actor: &Actor, sheet: &PublicId) -> Result<PublicId, Failure> {
    actor.fresh(db.clock().now())?;
    db::command!(db, actor.author(), |tx| publish_in(&tx, actor, sheet).await)
}

/// Joins a command; see [`publish`].
pub async fn publish_in(tx: &Tx, actor: &Actor, sheet: &PublicId) -> Result<PublicId, Failure> {
    let row = sheets::sheet(tx, &actor.may(CONFIRMS)?, true, sheet).await?;
    let stage = row
        .stage()
        .after(Step::Publish {
            is_correction: 1 < row.no,
        })
        .map_err(refused)?;
    let project = store::project_by_key(tx, row.project).await?;
    let document = report::shown(tx, &project, &row).await?;
    let round = row.round + 1;
    sheets::touch(tx, &row).await?;
    freeze(tx, &row, round, document).await?;
    sheets::set_published(tx, row.id, stage, round).await?;
    note(tx, "sheet.publish", format!("sheet/{sheet}"));
    Ok(row.public_id)
}

/// Begins a correction of a public version, with its reason; the public version stays as it is.
pub async fn correct(
    db: &Db,
    actor: &Actor,
    sheet: &PublicId,
    reason: &str,
) -> Result<PublicId, Failure> {
    db::command!(db, actor.author(), |tx| correct_in(
        &tx, actor, sheet, reason
    )
    .await)
}

/// Joins a command; see [`correct`].
pub async fn correct_in(
    tx: &Tx,
    actor: &Actor,
    sheet: &PublicId,
    reason: &str,
) -> Result<PublicId, Failure> {
    let row = sheets::sheet(tx, &actor.may(WRITES)?, true, sheet).await?;
    let versions = sheets::versions(tx, row.project, row.fiscal_year).await?;
    let latest = versions.first().ok_or(Failure::Absent)?;
    may_correct(latest.stage(), reason).map_err(refused)?;
    let (later, id) =
        sheets::insert(tx, row.project, row.fiscal_year, latest.no + 1, reason).await?;
    sheets::copy_from(tx, latest.id, later).await?;
    tx.note(
        AuditNote::done(Stream::Region, "sheet.correct", format!("sheet/{id}")).because(reason),
    );
    Ok(id)
}

/// Keeps an opinion of the committee.
pub async fn give_opinion(
    db: &Db,
    actor: &Actor,
    project: &PublicId,
    it: &NewOpinion,
) -> Result<PublicId, Failure> {
    db::command!(db, actor.author(), |tx| give_opinion_in(
        &tx, actor, project, it
    )
    .await)
}

/// Joins a command; see [`give_opinion`].
pub async fn give_opinion_in(
    tx: &Tx,
    actor: &Actor,
    project: &PublicId,
    it: &NewOpinion,
) -> Result<PublicId, Failure> {
    let project = store::project(tx, &actor.may(OPINIONS)?, project).await?;
    if !project.runs_in(it.fiscal_year) {
        return Err(refused(Refusal::OutsideProject));
    }
    let id = opinions::insert_opinion(tx, project.id, it).await?;
    note(tx, "opinion.give", format!("opinion/{id}"));
    Ok(id)
}

/// Answers an opinion; the answer is printed on the sheet of the year after.
pub async fn answer_opinion(
    db: &Db,
    actor: &Actor,
    opinion: &PublicId,
    body: &str,
    source: &str,
) -> Result<PublicId, Failure> {
    db::command!(db, actor.author(), |tx| answer_opinion_in(
        &tx, actor, opinion, body, source
    )
    .await)
}

/// Joins a command; see [`answer_opinion`].
pub async fn answer_opinion_in(
    tx: &Tx,
    actor: &Actor,
    opinion: &PublicId,
    body: &str,
    source: &str,
) -> Result<PublicId, Failure> {
    let row = opinions::opinion(tx, &actor.may(WRITES)?, opinion).await?;
    opinions::insert_answer(tx, row.id, body, source).await?;
    note(tx, "opinion.answer", format!("opinion/{opinion}"));
    Ok(row.public_id)
}

/// Writes cause, measure, owner and due date for an indicator of a year.
pub async fn write_remedy(
    db: &Db,
    actor: &Actor,
    project: &PublicId,
    year: FiscalYear,
    indicator: Indicator,
    it: &RemedyEdit,
) -> Result<PublicId, Failure> {
    db::command!(db, actor.author(), |tx| write_remedy_in(
        &tx, actor, project, year, indicator, it
    )
    .await)
}

/// Joins a command; see [`write_remedy`].
pub async fn write_remedy_in(
    tx: &Tx,
    actor: &Actor,
    project: &PublicId,
    year: FiscalYear,
    indicator: Indicator,
    it: &RemedyEdit,
) -> Result<PublicId, Failure> {
    let row: Project = store::project(tx, &actor.may(WRITES)?, project).await?;
    if !row.runs_in(year) {
        return Err(refused(Refusal::OutsideProject));
    }
    opinions::put_remedy(tx, row.id, year, indicator, it).await?;
    note(
        tx,
        "remedy.write",
        format!("project/{project}/{year}/{}", indicator.number()),
    );
    Ok(row.public_id)
}
