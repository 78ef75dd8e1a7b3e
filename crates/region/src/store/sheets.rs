//! Versions of evaluation sheets (評価書の版), their texts, and what was frozen.

use super::{OF_TOWN, by};
use crate::grade::{Direction, Grade};
use crate::ids::{ProjectId, SheetId};
use crate::sheet::TextField;
use crate::stage::Stage;
use access::{AccountId, Scope};
use base::{Day, FiscalYear, PublicId};
use db::sea_orm::FromQueryResult;
use db::{Conn, StoreError, Tx};
use std::collections::BTreeMap;

/// One version of a sheet.
#[derive(Clone, Debug, PartialEq, FromQueryResult)]
pub struct SheetRow {
    pub id: SheetId,
    pub public_id: PublicId,
    pub project: ProjectId,
    pub title: String,
    pub municipality_name: String,
    pub fiscal_year: FiscalYear,
    pub no: i64,
    pub stage: String,
    pub grade: Option<String>,
    pub direction: Option<String>,
    pub reason: String,
    pub round: i64,
    pub opened_on: Day,
    pub submitted_on: Option<Day>,
    pub submitted_by: Option<AccountId>,
    pub sent_back_reason: String,
    pub confirmed_on: Option<Day>,
    pub confirmed_by: Option<AccountId>,
    pub published_on: Option<Day>,
    pub published_by: Option<AccountId>,
    pub version: i32,
}

impl SheetRow {
    pub fn stage(&self) -> Stage {
        Stage::named(&self.stage).expect("the table allows only known stages")
    }

    pub fn grade(&self) -> Option<Grade> {
        self.grade.as_deref().and_then(Grade::lettered)
    }

    pub fn direction(&self) -> Option<Direction> {
        self.direction.as_deref().and_then(Direction::lettered)
    }
}

const SHEET: &str = "select s.id, s.public_id, s.project, p.title, m.name as municipality_name, s.fiscal_year, s.no, s.stage, \
    s.grade, s.direction, s.reason, s.round, s.opened_on, s.submitted_on, s.submitted_by, s.sent_back_reason, s.confirmed_on, \
    s.confirmed_by, s.published_on, s.published_by, s.version \
    from sheet s join project p on p.id = s.project join municipality m on m.id = p.municipality";

/// The versions within reach, the latest year first; a committee sees none that is still being calculated.
pub async fn sheets(
    db: &Conn,
    scope: &Scope,
    drafts_too: bool,
    page: u64,
    size: u64,
) -> Result<Vec<SheetRow>, StoreError> {
    let (limit, offset) = db::page_of(page, size);
    let mut values = vec![limit.into(), offset.into(), drafts_too.into()];
    let within = scope.sql(&OF_TOWN, &mut values);
    let sql = format!(
        "{SHEET} where {within} and ($3 = true or s.stage <> 'calculating') \
         order by s.fiscal_year desc, p.municipality, p.number, s.no desc limit $1 offset $2"
    );
    db::all(db, &sql, values).await
}

/// One version within reach.
pub async fn sheet(
    db: &Conn,
    scope: &Scope,
    drafts_too: bool,
    id: &PublicId,
) -> Result<SheetRow, StoreError> {
    let mut values = vec![id.clone().into(), drafts_too.into()];
    let within = scope.sql(&OF_TOWN, &mut values);
    let sql = format!(
        "{SHEET} where s.public_id = $1 and {within} and ($2 = true or s.stage <> 'calculating')"
    );
    db::one(db, &sql, values).await?.ok_or(StoreError::Absent)
}

/// The latest year for which a project has a sheet.
pub async fn latest_year(db: &Conn, project: ProjectId) -> Result<Option<FiscalYear>, StoreError> {
    let sql = "select fiscal_year from sheet where project = $1 order by fiscal_year desc limit 1";
    db::scalar(db, sql, vec![project.into()]).await
}

/// The versions of one year, the latest first.
pub async fn versions(
    db: &Conn,
    project: ProjectId,
    year: FiscalYear,
) -> Result<Vec<SheetRow>, StoreError> {
    let sql = format!("{SHEET} where s.project = $1 and s.fiscal_year = $2 order by s.no desc");
    db::all(db, &sql, vec![project.into(), year.into()]).await
}

/// Begins a version.
pub async fn insert(
    tx: &Tx,
    project: ProjectId,
    year: FiscalYear,
    no: i64,
    reason: &str,
) -> Result<(SheetId, PublicId), StoreError> {
    let public_id = tx.public_id();
    let sql = "insert into sheet (public_id, project, fiscal_year, no, stage, reason, round, opened_on, sent_back_reason, version) \
        values ($1, $2, $3, $4, 'calculating', $5, 0, $6, '', 1) returning id";
    let values = vec![
        public_id.clone().into(),
        project.into(),
        year.into(),
        no.into(),
        reason.into(),
        tx.today().into(),
    ];
    let id: i64 = db::scalar(tx, sql, values)
        .await?
        .ok_or(StoreError::Absent)?;
    Ok((SheetId(id), public_id))
}

/// Copies texts and letters of an earlier version into its correction.
pub async fn copy_from(tx: &Tx, earlier: SheetId, later: SheetId) -> Result<(), StoreError> {
    let sql = "insert into sheet_text (sheet, field, body, entered_on, entered_by) \
        select $2, field, body, entered_on, entered_by from sheet_text where sheet = $1";
    db::execute(tx, sql, vec![earlier.into(), later.into()]).await?;
    let sql = "update sheet set grade = (select x.grade from sheet x where x.id = $1), \
        direction = (select x.direction from sheet x where x.id = $1), \
        chosen_by = (select x.chosen_by from sheet x where x.id = $1) where id = $2";
    db::execute(tx, sql, vec![earlier.into(), later.into()]).await?;
    Ok(())
}

/// Notes that a version changed, so that a form drawn earlier is refused.
pub async fn touch(tx: &Tx, it: &SheetRow) -> Result<(), StoreError> {
    let sql = "update sheet set version = version + 1 where id = $1 and version = $2";
    match db::execute(tx, sql, vec![it.id.into(), it.version.into()]).await? {
        1 => Ok(()),
        _ => Err(StoreError::Stale {
            seen: it.version,
            current: it.version + 1,
        }),
    }
}

/// The letters that a person chose.
pub async fn set_letters(
    tx: &Tx,
    id: SheetId,
    grade: Option<Grade>,
    direction: Option<Direction>,
) -> Result<(), StoreError> {
    let sql = "update sheet set grade = $2, direction = $3, chosen_by = $4 where id = $1";
    let values = vec![
        id.into(),
        grade.map(Grade::letter).into(),
        direction.map(Direction::letter).into(),
        by(tx).into(),
    ];
    db::execute(tx, sql, values).await?;
    Ok(())
}

/// Handed in: round and person.
pub async fn set_submitted(tx: &Tx, id: SheetId, round: i64) -> Result<(), StoreError> {
    let sql = "update sheet set stage = 'town_checking', round = $2, submitted_on = $3, submitted_by = $4, sent_back_reason = '' where id = $1";
    db::execute(
        tx,
        sql,
        vec![id.into(), round.into(), tx.today().into(), by(tx).into()],
    )
    .await?;
    Ok(())
}

pub async fn set_sent_back(tx: &Tx, id: SheetId, reason: &str) -> Result<(), StoreError> {
    let sql = "update sheet set stage = 'calculating', submitted_on = null, submitted_by = null, sent_back_reason = $2 where id = $1";
    db::execute(tx, sql, vec![id.into(), reason.into()]).await?;
    Ok(())
}

pub async fn set_confirmed(tx: &Tx, id: SheetId) -> Result<(), StoreError> {
    let sql =
        "update sheet set stage = 'fixed', confirmed_on = $2, confirmed_by = $3 where id = $1";
    db::execute(tx, sql, vec![id.into(), tx.today().into(), by(tx).into()]).await?;
    Ok(())
}

pub async fn set_published(
    tx: &Tx,
    id: SheetId,
    stage: Stage,
    round: i64,
) -> Result<(), StoreError> {
    let sql = "update sheet set stage = $2, published_on = $3, published_by = $4, round = $5 where id = $1";
    db::execute(
        tx,
        sql,
        vec![
            id.into(),
            stage.name().into(),
            tx.today().into(),
            by(tx).into(),
            round.into(),
        ],
    )
    .await?;
    Ok(())
}

#[derive(FromQueryResult)]
struct TextRow {
    field: String,
    body: String,
}

/// The texts of a version.
pub async fn texts(db: &Conn, id: SheetId) -> Result<BTreeMap<TextField, String>, StoreError> {
    let rows: Vec<TextRow> = db::all(
        db,
        "select field, body from sheet_text where sheet = $1 order by id",
        vec![id.into()],
    )
    .await?;
    Ok(rows
        .into_iter()
        .filter_map(|row| Some((TextField::named(&row.field)?, row.body)))
        .collect())
}

pub async fn put_text(
    tx: &Tx,
    id: SheetId,
    field: TextField,
    body: &str,
) -> Result<(), StoreError> {
    let sql = "insert into sheet_text (sheet, field, body, entered_on, entered_by) values ($1, $2, $3, $4, $5) \
        on conflict (sheet, field) do update set body = excluded.body, entered_on = excluded.entered_on, entered_by = excluded.entered_by";
    db::execute(
        tx,
        sql,
        vec![
            id.into(),
            field.name().into(),
            body.into(),
            tx.today().into(),
            by(tx).into(),
        ],
    )
    .await?;
    Ok(())
}

/// What was frozen when a version was handed in.
#[derive(Clone, Debug, PartialEq, FromQueryResult)]
pub struct FrozenRow {
    pub round: i64,
    pub document: String,
    pub paper: String,
    pub hash: String,
    pub frozen_on: Day,
}

/// The latest frozen copy of a version.
pub async fn frozen(db: &Conn, id: SheetId) -> Result<Option<FrozenRow>, StoreError> {
    let sql = "select round, document, paper, hash, frozen_on from frozen_sheet where sheet = $1 order by round desc limit 1";
    db::one(db, sql, vec![id.into()]).await
}

pub async fn insert_frozen(
    tx: &Tx,
    id: SheetId,
    round: i64,
    document: &str,
    paper: &str,
    hash: &str,
) -> Result<(), StoreError> {
    let sql = "insert into frozen_sheet (sheet, round, document, paper, hash, frozen_on, frozen_by) values ($1, $2, $3, $4, $5, $6, $7)";
    let values = vec![
        id.into(),
        round.into(),
        document.into(),
        paper.into(),
        hash.into(),
        tx.today().into(),
        by(tx).into(),
    ];
    db::execute(tx, sql, values).await?;
    Ok(())
}

/// A frozen copy with the facts that must hold around it.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Kept {
    pub public_id: PublicId,
    pub round: i64,
    pub sheet_round: i64,
    pub stage: String,
    pub submitted_by: Option<AccountId>,
    pub confirmed_by: Option<AccountId>,
    pub document: String,
    pub paper: String,
    pub hash: String,
}

/// Every frozen copy, for the check over everything.
pub async fn kept(db: &Conn) -> Result<Vec<Kept>, StoreError> {
    let sql = "select s.public_id, f.round, s.round as sheet_round, s.stage, s.submitted_by, s.confirmed_by, f.document, f.paper, f.hash \
        from frozen_sheet f join sheet s on s.id = f.sheet order by f.id";
    db::all(db, sql, vec![]).await
}

/// Versions past the town's check without a frozen copy; there must be none.
pub async fn unfrozen(db: &Conn) -> Result<Vec<PublicId>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        public_id: PublicId,
    }
    let sql = "select s.public_id from sheet s where s.stage <> 'calculating' \
        and not exists (select 1 from frozen_sheet f where f.sheet = s.id and f.round = s.round) order by s.id";
    let rows: Vec<Row> = db::all(db, sql, vec![]).await?;
    Ok(rows.into_iter().map(|row| row.public_id).collect())
}
