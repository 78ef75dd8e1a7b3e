//! Every statement that changes this crate's tables, and the rows that actions load.

use crate::record::{Measure, Worked};
use crate::worker::{NewWorker, Profile, Source};
use crate::{Given, JobTypeId, Rest, SkillId, Stage, WorkerId};
use access::{AccountId, Columns, MunicipalityId, Scope};
use base::{Day, PublicId, fold_for_search};
use db::sea_orm::{FromQueryResult, Value};
use db::{Conn, StoreError, Tx};

/// What an action needs to know before it changes a worker.
#[derive(Clone, Debug, FromQueryResult)]
pub(crate) struct Held {
    pub id: WorkerId,
    pub public_id: PublicId,
    pub account: AccountId,
    pub stage: Stage,
    pub registered_on: Day,
    pub version: i32,
}

const HELD: &str =
    "select w.id, w.public_id, w.account, w.stage, w.registered_on, w.version from worker w";

/// The columns by which workers belong to someone.
pub(crate) const REACH: Columns<'static> = Columns {
    municipality: Some("w.municipality"),
    site: None,
    client: None,
    led_by: None,
    team_of: None,
    own: Some("w.account"),
};

/// One worker within reach.
pub(crate) async fn held(db: &Conn, scope: &Scope, id: &PublicId) -> Result<Held, StoreError> {
    let mut values = vec![id.as_str().into()];
    let within = scope.sql(&REACH, &mut values);
    let sql = format!("{HELD} where w.public_id = $1 and {within}");
    db::one(db, &sql, values).await?.ok_or(StoreError::Absent)
}

/// One worker by key, for what follows from an act elsewhere.
pub(crate) async fn held_by_key(db: &Conn, id: WorkerId) -> Result<Held, StoreError> {
    let sql = format!("{HELD} where w.id = $1");
    db::one(db, &sql, vec![id.0.into()])
        .await?
        .ok_or(StoreError::Absent)
}

pub(crate) struct Registration<'a> {
    pub public_id: &'a PublicId,
    pub account: AccountId,
    pub number: &'a str,
    pub new: &'a NewWorker,
    pub batch: Option<i64>,
}

pub(crate) async fn insert_worker(tx: &Tx, it: &Registration<'_>) -> Result<WorkerId, StoreError> {
    let (new, profile) = (it.new, &it.new.profile);
    let sql = "insert into worker (public_id, account, number, name, kana, kana_key, municipality, phone, email, \
               registered_on, stage, stage_since, weekly_minutes, ceiling_yen, target_yen, invoice_reg_no, \
               employs_staff, note_for_directors, wants_work, batch, version) values \
               ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $10, $12, $13, $14, $15, $16, $17, $18, $19, 1) returning id";
    let values: Vec<Value> = vec![
        it.public_id.as_str().into(),
        it.account.0.into(),
        it.number.into(),
        profile.name.as_str().into(),
        profile.kana.as_str().into(),
        fold_for_search(&profile.kana).into(),
        new.municipality.0.into(),
        profile.phone.clone().into(),
        profile.email.clone().into(),
        new.registered_on.into(),
        new.stage.name().into(),
        new.weekly_minutes.into(),
        profile.ceiling_yen.into(),
        profile.target_yen.into(),
        profile.invoice_reg_no.clone().into(),
        profile.employs_staff.into(),
        profile.note_for_directors.as_str().into(),
        profile.wants_work.into(),
        it.batch.into(),
    ];
    let id: i64 = db::scalar(tx, sql, values)
        .await?
        .ok_or(StoreError::Absent)?;
    insert_residence(tx, WorkerId(id), new.municipality, new.registered_on).await?;
    Ok(WorkerId(id))
}

pub(crate) async fn update_profile(
    tx: &Tx,
    id: WorkerId,
    profile: &Profile,
) -> Result<(), StoreError> {
    let sql = "update worker set name = $2, kana = $3, kana_key = $4, phone = $5, email = $6, ceiling_yen = $7, \
               target_yen = $8, invoice_reg_no = $9, employs_staff = $10, note_for_directors = $11, wants_work = $12, \
               version = version + 1 where id = $1";
    let values: Vec<Value> = vec![
        id.0.into(),
        profile.name.as_str().into(),
        profile.kana.as_str().into(),
        fold_for_search(&profile.kana).into(),
        profile.phone.clone().into(),
        profile.email.clone().into(),
        profile.ceiling_yen.into(),
        profile.target_yen.into(),
        profile.invoice_reg_no.clone().into(),
        profile.employs_staff.into(),
        profile.note_for_directors.as_str().into(),
        profile.wants_work.into(),
    ];
    db::execute(tx, sql, values).await?;
    Ok(())
}

pub(crate) async fn set_stage(
    tx: &Tx,
    id: WorkerId,
    stage: Stage,
    on: Day,
) -> Result<(), StoreError> {
    let left: Option<Day> = (stage == Stage::Left).then_some(on);
    let sql = "update worker set stage = $2, stage_since = $3, left_on = $4, version = version + 1 where id = $1";
    db::execute(
        tx,
        sql,
        vec![id.0.into(), stage.name().into(), on.into(), left.into()],
    )
    .await?;
    Ok(())
}

pub(crate) async fn insert_residence(
    tx: &Tx,
    id: WorkerId,
    town: MunicipalityId,
    from: Day,
) -> Result<(), StoreError> {
    let sql = "insert into residence (worker, municipality, from_on) values ($1, $2, $3) \
               on conflict (worker, from_on) do update set municipality = excluded.municipality";
    db::execute(tx, sql, vec![id.0.into(), town.0.into(), from.into()]).await?;
    Ok(())
}

/// The first day of the latest residence.
pub(crate) async fn last_move(db: &Conn, id: WorkerId) -> Result<Option<Day>, StoreError> {
    db::scalar(
        db,
        "select max(from_on) from residence where worker = $1",
        vec![id.0.into()],
    )
    .await
}

pub(crate) async fn set_municipality(
    tx: &Tx,
    id: WorkerId,
    town: MunicipalityId,
) -> Result<(), StoreError> {
    let sql = "update worker set municipality = $2, version = version + 1 where id = $1";
    db::execute(tx, sql, vec![id.0.into(), town.0.into()]).await?;
    Ok(())
}

pub(crate) async fn replace_week(
    tx: &Tx,
    id: WorkerId,
    blocks: &[Given],
    weekly: i64,
    on: Day,
) -> Result<(), StoreError> {
    db::execute(
        tx,
        "delete from availability where worker = $1",
        vec![id.0.into()],
    )
    .await?;
    let rows = blocks.iter().map(|it| {
        vec![
            id.0.into(),
            i64::from(it.weekday).into(),
            it.block.name().into(),
            it.minutes.into(),
        ]
    });
    insert_rows(
        tx,
        "availability (worker, weekday, block, minutes)",
        rows.collect(),
    )
    .await?;
    let sql = "update worker set weekly_minutes = $2, week_said_on = $3 where id = $1";
    db::execute(tx, sql, vec![id.0.into(), weekly.into(), on.into()]).await?;
    Ok(())
}

pub(crate) async fn insert_rest(tx: &Tx, id: WorkerId, rest: Rest) -> Result<(), StoreError> {
    let sql = "insert into rest (worker, from_on, until_on) values ($1, $2, $3) \
               on conflict (worker, from_on) do update set until_on = excluded.until_on";
    db::execute(
        tx,
        sql,
        vec![id.0.into(), rest.from_on.into(), rest.until_on.into()],
    )
    .await?;
    Ok(())
}

pub(crate) async fn delete_rest(tx: &Tx, id: WorkerId, from: Day) -> Result<u64, StoreError> {
    db::execute(
        tx,
        "delete from rest where worker = $1 and from_on = $2",
        vec![id.0.into(), from.into()],
    )
    .await
}

pub(crate) async fn replace_wishes(
    tx: &Tx,
    id: WorkerId,
    wishes: &[(JobTypeId, &'static str)],
) -> Result<(), StoreError> {
    db::execute(
        tx,
        "delete from worker_wish where worker = $1",
        vec![id.0.into()],
    )
    .await?;
    let rows = wishes
        .iter()
        .map(|(job_type, wish)| vec![id.0.into(), job_type.0.into(), (*wish).into()]);
    insert_rows(tx, "worker_wish (worker, job_type, wish)", rows.collect()).await
}

/// Grants a level; a course or a record never lowers what is held, a person's judgement may.
pub(crate) async fn put_skill(
    tx: &Tx,
    id: WorkerId,
    skill: SkillId,
    level: i64,
    source: Source,
    reason: &str,
) -> Result<(), StoreError> {
    let only_higher = if source == Source::Judgement {
        ""
    } else {
        " where worker_skill.level < excluded.level"
    };
    let sql = format!(
        "insert into worker_skill (worker, skill, level, since_on, source, reason) values ($1, $2, $3, $4, $5, $6) \
         on conflict (worker, skill) do update set level = excluded.level, since_on = excluded.since_on, \
         source = excluded.source, reason = excluded.reason{only_higher}"
    );
    let values = vec![
        id.0.into(),
        skill.0.into(),
        level.into(),
        tx.today().into(),
        source.name().into(),
        reason.into(),
    ];
    db::execute(tx, &sql, values).await?;
    Ok(())
}

pub(crate) async fn set_clearance(
    tx: &Tx,
    id: WorkerId,
    column: Clearance,
    on: Option<Day>,
) -> Result<(), StoreError> {
    let column = match column {
        Clearance::Remote => "remote_cleared_on",
        Clearance::Secure => "secure_cleared_on",
    };
    let sql = format!("update worker set {column} = $2, version = version + 1 where id = $1");
    db::execute(tx, &sql, vec![id.0.into(), on.into()]).await?;
    Ok(())
}

/// The two clearances: 在宅可認定 and 機密エリア.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Clearance {
    Remote,
    Secure,
}

pub(crate) async fn insert_pledge(tx: &Tx, id: WorkerId, on: Day) -> Result<(), StoreError> {
    let sql = "insert into pledge (worker, on_day) values ($1, $2) on conflict (worker, on_day) do nothing";
    db::execute(tx, sql, vec![id.0.into(), on.into()]).await?;
    Ok(())
}

#[derive(FromQueryResult)]
struct Sums {
    units: i64,
    standard_seconds: i64,
    seconds: i64,
    defects: i64,
}

pub(crate) async fn worked(
    db: &Conn,
    id: WorkerId,
    job_type: JobTypeId,
) -> Result<Worked, StoreError> {
    let sql = "select units, standard_seconds, seconds, defects from track_record where worker = $1 and job_type = $2";
    let sums: Option<Sums> = db::one(db, sql, vec![id.0.into(), job_type.0.into()]).await?;
    Ok(sums.map_or_else(Worked::default, |it| Worked {
        units: it.units,
        standard_seconds: it.standard_seconds,
        seconds: it.seconds,
        defects: it.defects,
    }))
}

pub(crate) async fn put_record(
    tx: &Tx,
    id: WorkerId,
    job_type: JobTypeId,
    it: Worked,
    shown: Measure,
) -> Result<(), StoreError> {
    let sql = "insert into track_record (worker, job_type, units, standard_seconds, seconds, defects, speed_pct, \
               defect_ppm, defect_upper_ppm) values ($1, $2, $3, $4, $5, $6, $7, $8, $9) \
               on conflict (worker, job_type) do update set units = excluded.units, \
               standard_seconds = excluded.standard_seconds, seconds = excluded.seconds, defects = excluded.defects, \
               speed_pct = excluded.speed_pct, defect_ppm = excluded.defect_ppm, \
               defect_upper_ppm = excluded.defect_upper_ppm";
    let values = vec![
        id.0.into(),
        job_type.0.into(),
        it.units.into(),
        it.standard_seconds.into(),
        it.seconds.into(),
        it.defects.into(),
        shown.speed_pct.into(),
        shown.defect_ppm.into(),
        shown.defect_upper_ppm.into(),
    ];
    db::execute(tx, sql, values).await?;
    Ok(())
}

pub(crate) async fn put_skill_word(
    tx: &Tx,
    code: &str,
    ja: &str,
    en: &str,
) -> Result<SkillId, StoreError> {
    let sql = "insert into skill (code, name_ja, name_en) values ($1, $2, $3) \
               on conflict (code) do update set name_ja = excluded.name_ja, name_en = excluded.name_en returning id";
    let id: Option<i64> = db::scalar(tx, sql, vec![code.into(), ja.into(), en.into()]).await?;
    id.map(SkillId).ok_or(StoreError::Absent)
}

pub(crate) async fn put_job_type(
    tx: &Tx,
    code: &str,
    ja: &str,
    en: &str,
    withholding: bool,
) -> Result<JobTypeId, StoreError> {
    let sql = "insert into job_type (code, name_ja, name_en, withholding) values ($1, $2, $3, $4) \
               on conflict (code) do update set name_ja = excluded.name_ja, name_en = excluded.name_en, \
               withholding = excluded.withholding returning id";
    let id: Option<i64> = db::scalar(
        tx,
        sql,
        vec![code.into(), ja.into(), en.into(), withholding.into()],
    )
    .await?;
    id.map(JobTypeId).ok_or(StoreError::Absent)
}

pub(crate) async fn replace_needs(
    tx: &Tx,
    job_type: JobTypeId,
    needs: &[(SkillId, i64)],
) -> Result<(), StoreError> {
    db::execute(
        tx,
        "delete from job_type_skill where job_type = $1",
        vec![job_type.0.into()],
    )
    .await?;
    let rows = needs
        .iter()
        .map(|(skill, level)| vec![job_type.0.into(), skill.0.into(), (*level).into()]);
    insert_rows(
        tx,
        "job_type_skill (job_type, skill, level)",
        rows.collect(),
    )
    .await
}

/// Many rows in few statements; `into` is a table with its columns in brackets.
pub(crate) async fn insert_rows(
    tx: &Tx,
    into: &str,
    rows: Vec<Vec<Value>>,
) -> Result<(), StoreError> {
    for chunk in rows.chunks(500) {
        let mut place = 0;
        let mut row_of = |row: &Vec<Value>| {
            let marks: Vec<String> = row
                .iter()
                .map(|_| {
                    place += 1;
                    format!("${place}")
                })
                .collect();
            format!("({})", marks.join(", "))
        };
        let places: Vec<String> = chunk.iter().map(&mut row_of).collect();
        let sql = format!("insert into {into} values {}", places.join(", "));
        db::execute(tx, &sql, chunk.concat()).await?;
    }
    Ok(())
}
