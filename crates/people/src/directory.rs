//! Lists and single sheets of workers for pages; every query is scoped to its reader.

use crate::store::REACH;
use crate::worker::Profile;
use crate::{JobTypeId, Stage, WorkerId};
use access::{AccountId, MunicipalityId, Scope};
use base::{Day, PublicId, Yen, fold_for_search};
use db::sea_orm::{FromQueryResult, Value};
use db::{Conn, StoreError};

/// Rows on one page of the list.
pub(crate) const PAGE: u64 = 40;

/// What a reader looks for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Search {
    pub text: String,
    pub stage: Option<Stage>,
    pub town: Option<MunicipalityId>,
    /// A skill by its code: people are found by what they can do.
    pub skill: Option<String>,
    pub page: u64,
}

/// One line of the list.
#[derive(Clone, Debug, FromQueryResult)]
pub(crate) struct Line {
    pub public_id: PublicId,
    pub number: String,
    pub name: String,
    pub municipality_name: String,
    pub stage: Stage,
    pub weekly_minutes: i64,
    pub skills: i64,
}

/// The lines of a page, one more when there is a next page.
pub(crate) async fn lines(
    db: &Conn,
    scope: &Scope,
    search: &Search,
) -> Result<Vec<Line>, StoreError> {
    let mut values = Vec::new();
    let wanted = wanted(scope, search, &mut values);
    let (limit, offset) = db::page_of(search.page, PAGE);
    values.push(limit.into());
    values.push(offset.into());
    let sql = format!(
        "select w.public_id, w.number, w.name, c.municipality_name, w.stage, w.weekly_minutes, \
         (select count(*) from worker_skill h where h.worker = w.id and h.level > 0) as skills \
         from worker w join worker_card c on c.id = w.id {wanted} order by w.kana_key, w.id limit ${} offset ${}",
        values.len() - 1,
        values.len()
    );
    db::all(db, &sql, values).await
}

/// The count of all that are looked for.
pub(crate) async fn count(db: &Conn, scope: &Scope, search: &Search) -> Result<i64, StoreError> {
    let mut values = Vec::new();
    let wanted = wanted(scope, search, &mut values);
    let sql = format!("select cast(count(*) as bigint) from worker w {wanted}");
    db::count(db, &sql, values).await
}

fn wanted(scope: &Scope, search: &Search, values: &mut Vec<Value>) -> String {
    // Whoever reaches the region and asks for everybody has no condition: SQLite then counts without reading the rows.
    let mut clauses = match scope.region {
        true => Vec::new(),
        false => vec![scope.sql(&REACH, values)],
    };
    if !search.text.trim().is_empty() {
        values.push(db::like_text(&fold_for_search(&search.text)).into());
        values.push(db::like_text(search.text.trim()).into());
        let (kana, plain) = (values.len() - 1, values.len());
        clauses.push(format!(
            "(w.kana_key like ${kana} escape '!' or w.name like ${plain} escape '!' or lower(w.number) like ${kana} escape '!')"
        ));
    }
    if let Some(stage) = search.stage {
        values.push(stage.name().into());
        clauses.push(format!("w.stage = ${}", values.len()));
    }
    if let Some(town) = search.town {
        values.push(town.0.into());
        clauses.push(format!("w.municipality = ${}", values.len()));
    }
    if let Some(skill) = &search.skill {
        values.push(skill.as_str().into());
        clauses.push(format!(
            "exists (select 1 from worker_skill h join skill s on s.id = h.skill where h.worker = w.id and h.level > 0 and s.code = ${})",
            values.len()
        ));
    }
    match clauses.is_empty() {
        true => String::new(),
        false => format!("where {}", clauses.join(" and ")),
    }
}

/// Everything that is registered of one worker.
#[derive(Clone, Debug, FromQueryResult)]
pub(crate) struct Sheet {
    pub id: WorkerId,
    pub public_id: PublicId,
    pub account: AccountId,
    pub number: String,
    pub name: String,
    pub kana: String,
    pub municipality_name: String,
    pub phone: Option<String>,
    pub email: Option<String>,
    pub registered_on: Day,
    pub left_on: Option<Day>,
    pub stage: Stage,
    pub stage_since: Day,
    pub weekly_minutes: i64,
    pub week_said_on: Option<Day>,
    pub ceiling_yen: Option<Yen>,
    pub target_yen: Option<Yen>,
    pub invoice_reg_no: Option<String>,
    pub employs_staff: bool,
    pub note_for_directors: String,
    pub remote_cleared_on: Option<Day>,
    pub secure_cleared_on: Option<Day>,
    pub wants_work: bool,
    pub version: i32,
}

impl Sheet {
    /// What the worker may change.
    pub(crate) fn profile(&self) -> Profile {
        Profile {
            name: self.name.clone(),
            kana: self.kana.clone(),
            phone: self.phone.clone(),
            email: self.email.clone(),
            ceiling_yen: self.ceiling_yen,
            target_yen: self.target_yen,
            invoice_reg_no: self.invoice_reg_no.clone(),
            employs_staff: self.employs_staff,
            note_for_directors: self.note_for_directors.clone(),
            wants_work: self.wants_work,
        }
    }
}

const SHEET: &str = "select w.id, w.public_id, w.account, w.number, w.name, w.kana, c.municipality_name, w.phone, w.email, \
                     w.registered_on, w.left_on, w.stage, w.stage_since, w.weekly_minutes, w.week_said_on, w.ceiling_yen, \
                     w.target_yen, w.invoice_reg_no, w.employs_staff, w.note_for_directors, w.remote_cleared_on, \
                     w.secure_cleared_on, w.wants_work, w.version from worker w join worker_card c on c.id = w.id";

/// One worker within reach.
pub(crate) async fn sheet(db: &Conn, scope: &Scope, id: &PublicId) -> Result<Sheet, StoreError> {
    let mut values = vec![id.as_str().into()];
    let within = scope.sql(&REACH, &mut values);
    db::one(
        db,
        &format!("{SHEET} where w.public_id = $1 and {within}"),
        values,
    )
    .await?
    .ok_or(StoreError::Absent)
}

/// The reader's own registration.
pub(crate) async fn own_sheet(db: &Conn, account: AccountId) -> Result<Sheet, StoreError> {
    db::one(
        db,
        &format!("{SHEET} where w.account = $1"),
        vec![account.0.into()],
    )
    .await?
    .ok_or(StoreError::Absent)
}

/// The kinds of work that a worker prefers and those not wanted.
pub(crate) async fn wishes(
    db: &Conn,
    id: WorkerId,
) -> Result<(Vec<JobTypeId>, Vec<JobTypeId>), StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        job_type: JobTypeId,
        wish: String,
    }
    let sql = "select job_type, wish from worker_wish where worker = $1 order by job_type";
    let rows: Vec<Row> = db::all(db, sql, vec![id.0.into()]).await?;
    let (prefers, refuses): (Vec<Row>, Vec<Row>) =
        rows.into_iter().partition(|it| it.wish == "prefers");
    let keys = |rows: Vec<Row>| rows.into_iter().map(|it| it.job_type).collect();
    Ok((keys(prefers), keys(refuses)))
}
