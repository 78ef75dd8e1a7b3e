//! What other capabilities may know of workers: concrete structs, few statements, no names of tables.

use crate::record::Worked;
use crate::worker::{Profile, Source};
use crate::{Given, JobTypeId, Rest, SkillId, Stage, Week, WorkerId, directory};
use access::{AccountId, MunicipalityId, Scope};
use base::{Day, PublicId, Yen};
use db::sea_orm::FromQueryResult;
use db::{Conn, StoreError};
use serde::{Deserialize, Serialize};

pub use crate::candidates::{Candidate, Record, candidates};

/// A worker as colleagues see them (ワーカーの札).
#[derive(Clone, Debug, PartialEq, FromQueryResult)]
pub struct WorkerCard {
    pub id: WorkerId,
    pub public_id: PublicId,
    pub account: AccountId,
    pub number: String,
    pub name: String,
    pub kana: String,
    pub municipality: MunicipalityId,
    pub municipality_name: String,
    /// The most minutes a week, as offered.
    pub weekly_minutes: i64,
    pub stage: Stage,
}

/// A kind of work (業務種別).
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult, Serialize, Deserialize)]
pub struct JobType {
    pub id: JobTypeId,
    pub code: String,
    pub name_ja: String,
    pub name_en: String,
    /// 源泉徴収: fees of this kind are subject to it.
    pub withholding: bool,
}

/// A skill (スキル).
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult, Serialize, Deserialize)]
pub struct Skill {
    pub id: SkillId,
    pub code: String,
    pub name_ja: String,
    pub name_en: String,
}

fn spoken<'a>(ja: &'a str, en: &'a str) -> &'a str {
    match webkit::words::lang() {
        webkit::Lang::Ja => ja,
        webkit::Lang::En => en,
    }
}

impl JobType {
    /// The name in the reader's language.
    pub fn name(&self) -> &str {
        spoken(&self.name_ja, &self.name_en)
    }
}

impl Skill {
    /// The name in the reader's language.
    pub fn name(&self) -> &str {
        spoken(&self.name_ja, &self.name_en)
    }
}

/// A skill that a worker has, since when and by what.
#[derive(Clone, Debug, PartialEq, FromQueryResult)]
pub struct SkillHeld {
    pub skill: SkillId,
    pub code: String,
    pub name_ja: String,
    pub name_en: String,
    pub level: i64,
    pub since_on: Day,
    pub source: Source,
    pub reason: String,
}

impl SkillHeld {
    /// The name in the reader's language.
    pub fn name(&self) -> &str {
        spoken(&self.name_ja, &self.name_en)
    }
}

/// What a payment needs to know of a worker's standing in tax law.
#[derive(Clone, Debug, PartialEq, FromQueryResult)]
pub struct TaxFacts {
    pub worker: WorkerId,
    /// 登録番号, when registered for consumption tax.
    pub invoice_reg_no: Option<String>,
    pub employs_staff: bool,
    pub ceiling_yen: Option<Yen>,
}

const CARD: &str = "select id, public_id, account, number, name, kana, municipality, municipality_name, weekly_minutes, \
                    stage from worker_card";

/// One worker.
pub async fn card(db: &Conn, id: WorkerId) -> Result<WorkerCard, StoreError> {
    db::one(db, &format!("{CARD} where id = $1"), vec![id.0.into()])
        .await?
        .ok_or(StoreError::Absent)
}

/// One worker by public id, for callers that have already looked at the reader's scope.
pub async fn card_by_public_id(db: &Conn, id: &PublicId) -> Result<Option<WorkerCard>, StoreError> {
    db::one(
        db,
        &format!("{CARD} where public_id = $1"),
        vec![id.as_str().into()],
    )
    .await
}

/// One worker by number, 「W0001」, in either case and width.
pub async fn card_by_number(db: &Conn, number: &str) -> Result<Option<WorkerCard>, StoreError> {
    let number = base::half_to_full_width(number).trim().to_uppercase();
    db::one(
        db,
        &format!("{CARD} where number = $1"),
        vec![number.into()],
    )
    .await
}

/// Several workers in one statement, by number.
pub async fn cards_by_ids(db: &Conn, ids: &[WorkerId]) -> Result<Vec<WorkerCard>, StoreError> {
    let mut cards = Vec::with_capacity(ids.len());
    for chunk in ids.chunks(5_000) {
        let keys: Vec<String> = chunk.iter().map(|id| id.0.to_string()).collect();
        let sql = format!(
            "{CARD} where id in ({}) order by number, id",
            keys.join(", ")
        );
        cards.extend(db::all::<WorkerCard>(db, &sql, vec![]).await?);
    }
    Ok(cards)
}

/// The worker behind an account, if it is one.
pub async fn of_account(db: &Conn, account: AccountId) -> Result<Option<WorkerCard>, StoreError> {
    db::one(
        db,
        &format!("{CARD} where account = $1"),
        vec![account.0.into()],
    )
    .await
}

/// What a worker can do, by name of skill; withdrawn levels are left out.
pub async fn skills_of(db: &Conn, id: WorkerId) -> Result<Vec<SkillHeld>, StoreError> {
    let sql = "select h.skill, s.code, s.name_ja, s.name_en, h.level, h.since_on, h.source, h.reason \
               from worker_skill h join skill s on s.id = h.skill where h.worker = $1 and h.level > 0 order by s.id";
    db::all(db, sql, vec![id.0.into()]).await
}

#[derive(FromQueryResult)]
struct BlockRow {
    weekday: i64,
    block: crate::Block,
    minutes: i64,
}

/// The usual week of a worker.
pub async fn week_of(db: &Conn, id: WorkerId) -> Result<Week, StoreError> {
    let sql =
        "select weekday, block, minutes from availability where worker = $1 order by weekday, id";
    let rows: Vec<BlockRow> = db::all(db, sql, vec![id.0.into()]).await?;
    let weekly = db::scalar(
        db,
        "select weekly_minutes from worker where id = $1",
        vec![id.0.into()],
    )
    .await?;
    let blocks = rows.into_iter().map(|it| Given {
        weekday: it.weekday as u8,
        block: it.block,
        minutes: it.minutes,
    });
    Ok(Week {
        blocks: blocks.collect(),
        weekly_minutes: weekly.ok_or(StoreError::Absent)?,
    })
}

#[derive(FromQueryResult)]
struct RestRow {
    from_on: Day,
    until_on: Day,
}

/// The days off of a worker that are not over, the next first.
pub async fn rests_of(db: &Conn, id: WorkerId, today: Day) -> Result<Vec<Rest>, StoreError> {
    let sql =
        "select from_on, until_on from rest where worker = $1 and until_on >= $2 order by from_on";
    let rows: Vec<RestRow> = db::all(db, sql, vec![id.0.into(), today.into()]).await?;
    Ok(rows
        .into_iter()
        .map(|it| Rest {
            from_on: it.from_on,
            until_on: it.until_on,
        })
        .collect())
}

/// The municipality of record on a day (for a fiscal year: 31 March, or the last day of registration).
pub async fn municipality_on(
    db: &Conn,
    id: WorkerId,
    day: Day,
) -> Result<Option<MunicipalityId>, StoreError> {
    let sql = "select municipality from residence where worker = $1 and from_on <= $2 order by from_on desc limit 1";
    Ok(db::scalar::<i64>(db, sql, vec![id.0.into(), day.into()])
        .await?
        .map(MunicipalityId))
}

#[derive(FromQueryResult)]
struct TownRow {
    worker: WorkerId,
    municipality: MunicipalityId,
}

/// The municipality of record of everyone on a day; of those who left before it, on their last day.
pub async fn municipalities_on(
    db: &Conn,
    day: Day,
) -> Result<Vec<(WorkerId, MunicipalityId)>, StoreError> {
    let sql = "select r.worker, r.municipality from residence r join worker w on w.id = r.worker \
               where r.from_on = (select max(x.from_on) from residence x where x.worker = r.worker \
               and x.from_on <= case when w.left_on < $1 then w.left_on else $1 end) order by r.worker";
    let rows: Vec<TownRow> = db::all(db, sql, vec![day.into()]).await?;
    Ok(rows
        .into_iter()
        .map(|it| (it.worker, it.municipality))
        .collect())
}

/// Registrants on a day (登録者数), by their municipality of record on that day: who moves later still counts where they lived.
pub async fn registered_on(db: &Conn, day: Day) -> Result<Vec<(MunicipalityId, i64)>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        municipality: MunicipalityId,
        n: i64,
    }
    let sql = "select r.municipality, cast(count(*) as bigint) as n from worker w join residence r on r.worker = w.id \
               where w.registered_on <= $1 and (w.left_on is null or w.left_on > $1) \
               and r.from_on = (select max(x.from_on) from residence x where x.worker = w.id and x.from_on <= $1) \
               group by r.municipality order by r.municipality";
    let rows: Vec<Row> = db::all(db, sql, vec![day.into()]).await?;
    Ok(rows.into_iter().map(|it| (it.municipality, it.n)).collect())
}

/// How many workers stand at each stage, by municipality.
pub async fn counts_by_stage(db: &Conn) -> Result<Vec<(MunicipalityId, Stage, i64)>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        municipality: MunicipalityId,
        stage: Stage,
        n: i64,
    }
    let sql = "select municipality, stage, cast(count(*) as bigint) as n from worker group by municipality, stage \
               order by municipality, stage";
    let rows: Vec<Row> = db::all(db, sql, vec![]).await?;
    Ok(rows
        .into_iter()
        .map(|it| (it.municipality, it.stage, it.n))
        .collect())
}

/// Every kind of work.
pub async fn job_types(db: &Conn) -> Result<Vec<JobType>, StoreError> {
    db::all(
        db,
        "select id, code, name_ja, name_en, withholding from job_type order by id",
        vec![],
    )
    .await
}

/// One kind of work.
pub async fn job_type(db: &Conn, id: JobTypeId) -> Result<JobType, StoreError> {
    let sql = "select id, code, name_ja, name_en, withholding from job_type where id = $1";
    db::one(db, sql, vec![id.0.into()])
        .await?
        .ok_or(StoreError::Absent)
}

/// One kind of work by its code.
pub async fn job_type_by_code(db: &Conn, code: &str) -> Result<Option<JobType>, StoreError> {
    let sql = "select id, code, name_ja, name_en, withholding from job_type where code = $1";
    db::one(db, sql, vec![code.into()]).await
}

/// The skill levels that each kind of work needs.
pub async fn needs(db: &Conn) -> Result<Vec<(JobTypeId, SkillId, i64)>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        job_type: JobTypeId,
        skill: SkillId,
        level: i64,
    }
    let sql = "select job_type, skill, level from job_type_skill order by job_type, skill";
    let rows: Vec<Row> = db::all(db, sql, vec![]).await?;
    Ok(rows
        .into_iter()
        .map(|it| (it.job_type, it.skill, it.level))
        .collect())
}

/// Every skill.
pub async fn skills(db: &Conn) -> Result<Vec<Skill>, StoreError> {
    db::all(
        db,
        "select id, code, name_ja, name_en from skill order by id",
        vec![],
    )
    .await
}

/// One skill by its code.
pub async fn skill_by_code(db: &Conn, code: &str) -> Result<Option<Skill>, StoreError> {
    db::one(
        db,
        "select id, code, name_ja, name_en from skill where code = $1",
        vec![code.into()],
    )
    .await
}

/// 在宅可認定 and clearance for secure rooms, with their days.
#[derive(Clone, Copy, Debug, PartialEq, FromQueryResult)]
pub struct Clearances {
    pub remote_cleared_on: Option<Day>,
    pub secure_cleared_on: Option<Day>,
    /// The day of the latest secrecy pledge (秘密保持の誓約).
    pub pledged_on: Option<Day>,
}

/// What a worker is cleared for.
pub async fn clearances(db: &Conn, id: WorkerId) -> Result<Clearances, StoreError> {
    let sql = "select w.remote_cleared_on, w.secure_cleared_on, (select max(p.on_day) from pledge p where p.worker = w.id) \
               as pledged_on from worker w where w.id = $1";
    db::one(db, sql, vec![id.0.into()])
        .await?
        .ok_or(StoreError::Absent)
}

/// Finished work of a worker in one kind of work; nothing where there is none yet.
pub async fn record(db: &Conn, id: WorkerId, job_type: JobTypeId) -> Result<Worked, StoreError> {
    crate::store::worked(db, id, job_type).await
}

/// The tax facts of several workers, by key.
pub async fn tax_facts(db: &Conn, ids: &[WorkerId]) -> Result<Vec<TaxFacts>, StoreError> {
    let mut facts = Vec::with_capacity(ids.len());
    for chunk in ids.chunks(5_000) {
        let keys: Vec<String> = chunk.iter().map(|id| id.0.to_string()).collect();
        let sql = format!(
            "select id as worker, invoice_reg_no, employs_staff, ceiling_yen from worker where id in ({}) order by id",
            keys.join(", ")
        );
        facts.extend(db::all::<TaxFacts>(db, &sql, vec![]).await?);
    }
    Ok(facts)
}

/// 待機: somebody who may be asked and has no work now.
#[derive(Clone, Debug, PartialEq, FromQueryResult)]
pub struct Waiting {
    pub id: WorkerId,
    pub public_id: PublicId,
    pub number: String,
    pub name: String,
    pub municipality_name: String,
    pub weekly_minutes: i64,
    pub wants_work: bool,
    /// Skills held at any level.
    pub skills: i64,
    /// Waiting since this day.
    pub since_on: Day,
}

/// Everybody who waits, the longest wait first.
pub async fn waiting(db: &Conn) -> Result<Vec<Waiting>, StoreError> {
    let sql = "select c.id, c.public_id, c.number, c.name, c.municipality_name, c.weekly_minutes, w.wants_work, \
               (select count(*) from worker_skill s where s.worker = c.id and s.level > 0) as skills, w.stage_since as since_on \
               from worker_card c join worker w on w.id = c.id where c.stage = 'waiting' order by w.stage_since, c.id limit 5000";
    db::all(db, sql, vec![]).await
}

/// One line of a list of workers (ワーカーの一覧).
#[derive(Clone, Debug, PartialEq)]
pub struct WorkerLine {
    pub public_id: PublicId,
    pub number: String,
    pub name: String,
    pub municipality_name: String,
    pub stage: Stage,
    pub weekly_minutes: i64,
    /// Skills held at any level.
    pub skills: i64,
}

/// One page of the workers within reach, by reading of the name, and whether there is a next page.
pub async fn workers(
    db: &Conn,
    scope: &Scope,
    text: &str,
    stage: Option<Stage>,
    page: u64,
) -> Result<(Vec<WorkerLine>, bool), StoreError> {
    let search = directory::Search {
        text: text.to_owned(),
        stage,
        page,
        ..directory::Search::default()
    };
    let mut rows = directory::lines(db, scope, &search).await?;
    let more = rows.len() as u64 > directory::PAGE;
    rows.truncate(directory::PAGE as usize);
    let lines = rows.into_iter().map(|it| WorkerLine {
        public_id: it.public_id,
        number: it.number,
        name: it.name,
        municipality_name: it.municipality_name,
        stage: it.stage,
        weekly_minutes: it.weekly_minutes,
        skills: it.skills,
    });
    Ok((lines.collect(), more))
}

/// One worker within reach.
pub async fn worker(db: &Conn, scope: &Scope, id: &PublicId) -> Result<WorkerCard, StoreError> {
    let it = directory::sheet(db, scope, id).await?;
    card(db, it.id).await
}

/// What the worker of an account says about themself, and the version of it.
pub async fn own_profile(db: &Conn, account: AccountId) -> Result<(Profile, i32), StoreError> {
    let it = directory::own_sheet(db, account).await?;
    Ok((it.profile(), it.version))
}

/// Where one registrant stands and lives, for counting by town.
#[derive(Clone, Debug, PartialEq, FromQueryResult)]
pub struct Standing {
    pub id: WorkerId,
    pub municipality: MunicipalityId,
    pub municipality_name: String,
    pub stage: Stage,
}

/// Everybody who is registered now, in one statement.
pub async fn standings(db: &Conn) -> Result<Vec<Standing>, StoreError> {
    db::all(db, "select id, municipality, municipality_name, stage from worker_card where stage <> 'left' order by id", vec![]).await
}
