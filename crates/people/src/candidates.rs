//! Everyone who may be asked, with all that the matching needs, in five statements however many they are.

use crate::{Block, Given, JobTypeId, Rest, SkillId, Stage, Week, WorkerId};
use access::{AccountId, MunicipalityId};
use base::{Day, PublicId, Yen};
use db::sea_orm::FromQueryResult;
use db::{Conn, StoreError};
use std::collections::HashMap;

/// A person who may be asked (候補).
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    pub id: WorkerId,
    pub public_id: PublicId,
    pub account: AccountId,
    pub number: String,
    pub name: String,
    pub municipality: MunicipalityId,
    pub municipality_name: String,
    pub stage: Stage,
    /// The usual week; [`Candidate::minutes_on`] takes days off into account.
    pub week: Week,
    /// Days off that are not over.
    pub rests: Vec<Rest>,
    pub wants_work: bool,
    /// The line that this year's fees shall not pass.
    pub ceiling_yen: Option<Yen>,
    /// The fees wished for in a month.
    pub target_yen: Option<Yen>,
    /// 在宅可認定
    pub remote_cleared: bool,
    /// Cleared for secure rooms.
    pub secure_cleared: bool,
    /// Has given the secrecy pledge.
    pub pledged: bool,
    pub skills: Vec<(SkillId, i64)>,
    pub records: Vec<Record>,
    pub prefers: Vec<JobTypeId>,
    pub refuses: Vec<JobTypeId>,
}

/// What work has shown in one kind of work (実績).
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Record {
    pub job_type: JobTypeId,
    pub units: i64,
    pub speed_pct: i64,
    pub defect_ppm: i64,
    pub defect_upper_ppm: i64,
}

impl Record {
    /// The share of units that is looked at: all of a beginner's.
    pub fn review_pct(&self) -> i64 {
        crate::Worked {
            units: self.units,
            ..crate::Worked::default()
        }
        .measure()
        .review_pct
    }
}

impl Candidate {
    /// The most minutes on a day, nothing on a day off.
    pub fn minutes_on(&self, day: Day) -> i64 {
        if self.rests.iter().any(|it| it.covers(day)) {
            return 0;
        }
        self.week
            .minutes_on(day.weekday().to_monday_zero_offset() as u8)
    }

    /// The level of a skill, 0 without it.
    pub fn level(&self, skill: SkillId) -> i64 {
        self.skills
            .iter()
            .find(|it| it.0 == skill)
            .map_or(0, |it| it.1)
    }
}

#[derive(FromQueryResult)]
struct PersonRow {
    id: WorkerId,
    public_id: PublicId,
    account: AccountId,
    number: String,
    name: String,
    municipality: MunicipalityId,
    municipality_name: String,
    stage: Stage,
    weekly_minutes: i64,
    wants_work: bool,
    ceiling_yen: Option<Yen>,
    target_yen: Option<Yen>,
    remote_cleared_on: Option<Day>,
    secure_cleared_on: Option<Day>,
    pledged_on: Option<Day>,
}

#[derive(FromQueryResult)]
struct MarkRow {
    worker: WorkerId,
    what: String,
    other: i64,
    level: i64,
}

#[derive(FromQueryResult)]
struct BlockRow {
    worker: WorkerId,
    weekday: i64,
    block: Block,
    minutes: i64,
}

#[derive(FromQueryResult)]
struct RestRow {
    worker: WorkerId,
    from_on: Day,
    until_on: Day,
}

#[derive(FromQueryResult)]
struct RecordRow {
    worker: WorkerId,
    job_type: JobTypeId,
    units: i64,
    speed_pct: i64,
    defect_ppm: i64,
    defect_upper_ppm: i64,
}

/// Everyone who is waiting or active, by number.
pub async fn candidates(db: &Conn, today: Day) -> Result<Vec<Candidate>, StoreError> {
    let mut people = persons(db).await?;
    let places: HashMap<WorkerId, usize> = people
        .iter()
        .enumerate()
        .map(|(at, it)| (it.id, at))
        .collect();
    for row in marks(db).await? {
        let Some(person) = places.get(&row.worker).map(|at| &mut people[*at]) else {
            continue;
        };
        match row.what.as_str() {
            "skill" => person.skills.push((SkillId(row.other), row.level)),
            "prefers" => person.prefers.push(JobTypeId(row.other)),
            _ => person.refuses.push(JobTypeId(row.other)),
        }
    }
    for row in blocks(db).await? {
        let Some(person) = places.get(&row.worker).map(|at| &mut people[*at]) else {
            continue;
        };
        person.week.blocks.push(Given {
            weekday: row.weekday as u8,
            block: row.block,
            minutes: row.minutes,
        });
    }
    for row in records(db).await? {
        let Some(person) = places.get(&row.worker).map(|at| &mut people[*at]) else {
            continue;
        };
        person.records.push(Record {
            job_type: row.job_type,
            units: row.units,
            speed_pct: row.speed_pct,
            defect_ppm: row.defect_ppm,
            defect_upper_ppm: row.defect_upper_ppm,
        });
    }
    for row in rests(db, today).await? {
        let Some(person) = places.get(&row.worker).map(|at| &mut people[*at]) else {
            continue;
        };
        person.rests.push(Rest {
            from_on: row.from_on,
            until_on: row.until_on,
        });
    }
    Ok(people)
}

async fn persons(db: &Conn) -> Result<Vec<Candidate>, StoreError> {
    let sql = "select w.id, w.public_id, w.account, w.number, w.name, w.municipality, c.municipality_name, w.stage, \
               w.weekly_minutes, w.wants_work, w.ceiling_yen, w.target_yen, w.remote_cleared_on, w.secure_cleared_on, \
               (select max(p.on_day) from pledge p where p.worker = w.id) as pledged_on \
               from worker w join worker_card c on c.id = w.id where w.stage in ('waiting', 'active') order by w.number, w.id";
    let rows: Vec<PersonRow> = db::all(db, sql, vec![]).await?;
    Ok(rows.into_iter().map(candidate).collect())
}

fn candidate(row: PersonRow) -> Candidate {
    Candidate {
        id: row.id,
        public_id: row.public_id,
        account: row.account,
        number: row.number,
        name: row.name,
        municipality: row.municipality,
        municipality_name: row.municipality_name,
        stage: row.stage,
        week: Week::any_time(row.weekly_minutes),
        rests: Vec::new(),
        wants_work: row.wants_work,
        ceiling_yen: row.ceiling_yen,
        target_yen: row.target_yen,
        remote_cleared: row.remote_cleared_on.is_some(),
        secure_cleared: row.secure_cleared_on.is_some(),
        pledged: row.pledged_on.is_some(),
        skills: Vec::new(),
        records: Vec::new(),
        prefers: Vec::new(),
        refuses: Vec::new(),
    }
}

async fn marks(db: &Conn) -> Result<Vec<MarkRow>, StoreError> {
    let sql = "select worker, 'skill' as what, skill as other, level from worker_skill where level > 0 \
               union all select worker, wish as what, job_type as other, cast(0 as bigint) as level from worker_wish \
               order by 1, 2, 3";
    db::all(db, sql, vec![]).await
}

async fn blocks(db: &Conn) -> Result<Vec<BlockRow>, StoreError> {
    db::all(
        db,
        "select worker, weekday, block, minutes from availability order by worker, weekday, id",
        vec![],
    )
    .await
}

async fn records(db: &Conn) -> Result<Vec<RecordRow>, StoreError> {
    let sql = "select worker, job_type, units, speed_pct, defect_ppm, defect_upper_ppm from track_record \
               order by worker, job_type";
    db::all(db, sql, vec![]).await
}

async fn rests(db: &Conn, today: Day) -> Result<Vec<RestRow>, StoreError> {
    let sql =
        "select worker, from_on, until_on from rest where until_on >= $1 order by worker, from_on";
    db::all(db, sql, vec![today.into()]).await
}
