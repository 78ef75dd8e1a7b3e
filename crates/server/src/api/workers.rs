//! ワーカー over the API: what people can do and the hours they offer; never contacts, accounts or special care.

use super::asked::{Id, ListAsked, Query};
use super::told::{Listed, Told};
use access::{Act, Failure, PageError, Resource, Visit};
use people::read::{SkillHeld, WorkerCard, WorkerLine};
use people::{Profile, Stage};
use serde::Serialize;
use utoipa::ToSchema;

/// ワーカー in a list.
#[derive(Serialize, ToSchema)]
pub struct Worker {
    /// 公開ID.
    id: String,
    #[schema(example = "W0001")]
    number: String,
    name: String,
    municipality: String,
    /// 状態: applied, briefing, training, awaiting_contract, waiting, active, paused, left.
    #[schema(example = "waiting")]
    stage: String,
    /// 週の時間: minutes a week, as offered.
    weekly_minutes: i64,
}

/// ワーカー with skills and clearances.
#[derive(Serialize, ToSchema)]
pub struct WorkerSheet {
    worker: Worker,
    skills: Vec<Skill>,
    /// 在宅可の認定.
    #[schema(format = Date)]
    remote_cleared_on: Option<String>,
    /// 機密の作業の認定.
    #[schema(format = Date)]
    secure_cleared_on: Option<String>,
    /// 秘密保持の誓約.
    #[schema(format = Date)]
    pledged_on: Option<String>,
}

/// スキル.
#[derive(Serialize, ToSchema)]
pub struct Skill {
    code: String,
    name: String,
    /// 水準, from 1.
    level: i64,
    #[schema(format = Date)]
    since_on: String,
}

/// 自分の登録内容.
#[derive(Serialize, ToSchema)]
pub struct OwnProfile {
    worker: Worker,
    kana: String,
    phone: Option<String>,
    email: Option<String>,
    /// 年収の壁: yen a year, one's own choice.
    ceiling_yen: Option<i64>,
    /// 月の目標: yen a month.
    target_yen: Option<i64>,
    /// 登録番号 (インボイス).
    invoice_reg_no: Option<String>,
    /// 仕事のお願いを受ける.
    wants_work: bool,
    skills: Vec<Skill>,
    week: Vec<Hours>,
    version: i32,
}

/// 時間帯: minutes offered in one block of the usual week.
#[derive(Serialize, ToSchema)]
pub struct Hours {
    /// 曜日: 0 is Monday.
    weekday: u8,
    /// morning, day, evening or night.
    #[schema(value_type = String)]
    block: people::Block,
    minutes: i64,
}

#[utoipa::path(
    get, path = "/api/workers", operation_id = "worker-list", tag = "workers", params(ListAsked),
    responses((status = 200, body = Listed<Worker>)), security(("token" = []))
)]
pub(super) async fn list(
    visit: Visit,
    Query(asked): Query<ListAsked>,
) -> Result<Told<Listed<Worker>>, PageError> {
    let scope = visit.may(Act::Read(Resource::Workers))?;
    let stage = asked.stage(&Stage::ALL, Stage::name)?;
    let page = asked.page();
    let (rows, more) =
        people::read::workers(visit.db(), &scope, asked.words(), stage, page).await?;
    Ok(Told(Listed {
        rows: rows.into_iter().map(line).collect(),
        page,
        more,
    }))
}

#[utoipa::path(
    get, path = "/api/workers/{id}", operation_id = "worker-one", tag = "workers", params(("id" = String, Path)),
    responses((status = 200, body = WorkerSheet)), security(("token" = []))
)]
pub(super) async fn one(visit: Visit, Id(id): Id) -> Result<Told<WorkerSheet>, PageError> {
    let scope = visit.may(Act::Read(Resource::Workers))?;
    let card = people::read::worker(visit.db(), &scope, &id).await?;
    let skills = people::read::skills_of(visit.db(), card.id).await?;
    let cleared = people::read::clearances(visit.db(), card.id).await?;
    let day = |day: Option<base::Day>| day.map(|it| it.to_string());
    Ok(Told(WorkerSheet {
        worker: worker(&card),
        skills: skills.iter().map(skill).collect(),
        remote_cleared_on: day(cleared.remote_cleared_on),
        secure_cleared_on: day(cleared.secure_cleared_on),
        pledged_on: day(cleared.pledged_on),
    }))
}

#[utoipa::path(
    get, path = "/api/profile", operation_id = "profile-own", tag = "workers",
    responses((status = 200, body = OwnProfile)), security(("token" = []))
)]
pub(super) async fn own(visit: Visit) -> Result<Told<OwnProfile>, PageError> {
    let own = visit
        .may(Act::Read(Resource::Profile))?
        .own
        .ok_or(Failure::Absent)?;
    let card = people::read::of_account(visit.db(), own)
        .await?
        .ok_or(Failure::Absent)?;
    let (profile, version) = people::read::own_profile(visit.db(), own).await?;
    let skills = people::read::skills_of(visit.db(), card.id).await?;
    let week = people::read::week_of(visit.db(), card.id).await?;
    let week = week.blocks.iter().map(|it| Hours {
        weekday: it.weekday,
        block: it.block,
        minutes: it.minutes,
    });
    let Profile {
        kana,
        phone,
        email,
        ceiling_yen,
        target_yen,
        invoice_reg_no,
        wants_work,
        ..
    } = profile;
    Ok(Told(OwnProfile {
        worker: worker(&card),
        kana,
        phone,
        email,
        ceiling_yen: ceiling_yen.map(|it| it.amount()),
        target_yen: target_yen.map(|it| it.amount()),
        invoice_reg_no,
        wants_work,
        skills: skills.iter().map(skill).collect(),
        week: week.collect(),
        version,
    }))
}

fn line(it: WorkerLine) -> Worker {
    Worker {
        id: it.public_id.to_string(),
        number: it.number,
        name: it.name,
        municipality: it.municipality_name,
        stage: it.stage.name().to_owned(),
        weekly_minutes: it.weekly_minutes,
    }
}

fn worker(it: &WorkerCard) -> Worker {
    Worker {
        id: it.public_id.to_string(),
        number: it.number.clone(),
        name: it.name.clone(),
        municipality: it.municipality_name.clone(),
        stage: it.stage.name().to_owned(),
        weekly_minutes: it.weekly_minutes,
    }
}

fn skill(it: &SkillHeld) -> Skill {
    Skill {
        code: it.code.clone(),
        name: it.name().to_owned(),
        level: it.level,
        since_on: it.since_on.to_string(),
    }
}
