//! What other capabilities may know of training.

use crate::rules;
use crate::{CourseId, Stage};
use base::{Day, PublicId};
use db::sea_orm::FromQueryResult;
use db::{Conn, StoreError};
use people::{JobTypeId, SkillId, WorkerId};

pub use crate::store::{
    Course, Enrolment, course, course_by_code, courses, enrolment_in, enrolments_of,
};

/// A skill that a kind of work needs and a worker lacks, and the course that gives it.
#[derive(Clone, Debug, PartialEq)]
pub struct Gap {
    pub skill: SkillId,
    /// The name in the reader's language.
    pub skill_name: String,
    pub needed: i64,
    pub has: i64,
    /// The shortest course that grants the level, if there is one.
    pub course: Option<Course>,
}

/// What a worker lacks for a kind of work; empty when every level is reached.
pub async fn gaps(
    db: &Conn,
    worker: WorkerId,
    job_type: JobTypeId,
) -> Result<Vec<Gap>, StoreError> {
    let held = people::read::skills_of(db, worker).await?;
    let names = people::read::skills(db).await?;
    let courses = courses(db).await?;
    let mut gaps = Vec::new();
    for (_, skill, needed) in people::read::needs(db)
        .await?
        .into_iter()
        .filter(|it| it.0 == job_type)
    {
        let has = held
            .iter()
            .find(|it| it.skill == skill)
            .map_or(0, |it| it.level);
        let Some((needed, has)) = rules::gap(needed, has) else {
            continue;
        };
        let grants = courses
            .iter()
            .filter(|it| it.skill == skill && needed <= it.level);
        gaps.push(Gap {
            skill,
            skill_name: names
                .iter()
                .find(|it| it.id == skill)
                .map_or_else(String::new, |it| it.name().to_owned()),
            needed,
            has,
            course: grants.min_by_key(|it| it.minutes).cloned(),
        });
    }
    Ok(gaps)
}

/// The course that a worker should go on with: one begun, else the first not begun whose skill is missing.
pub async fn next_course(
    db: &Conn,
    worker: WorkerId,
) -> Result<Option<(Course, Stage)>, StoreError> {
    let enrolled = enrolments_of(db, worker).await?;
    let held = people::read::skills_of(db, worker).await?;
    let all = courses(db).await?;
    let stage = |id: CourseId| {
        enrolled
            .iter()
            .find(|it| it.course == id)
            .map_or(Stage::NotStarted, |it| it.state)
    };
    let begun = all.iter().find(|it| stage(it.id) == Stage::Studying);
    let missing = |it: &&Course| {
        let has = held
            .iter()
            .find(|skill| skill.skill == it.skill)
            .map_or(0, |skill| skill.level);
        stage(it.id) == Stage::NotStarted && has < it.level
    };
    Ok(begun
        .or_else(|| all.iter().find(missing))
        .map(|it| (it.clone(), stage(it.id))))
}

/// Practical items that await judgement, over the whole region.
pub async fn awaiting_count(db: &Conn) -> Result<i64, StoreError> {
    db::count(
        db,
        "select cast(count(*) as bigint) from enrolment where state = 'awaiting_judgement'",
        vec![],
    )
    .await
}

/// How many are at each stage of each course.
pub async fn counts(db: &Conn) -> Result<Vec<(CourseId, Stage, i64)>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        course: CourseId,
        state: Stage,
        n: i64,
    }
    let sql = "select course, state, cast(count(*) as bigint) as n from enrolment group by course, state order by course, state";
    let rows: Vec<Row> = db::all(db, sql, vec![]).await?;
    Ok(rows
        .into_iter()
        .map(|it| (it.course, it.state, it.n))
        .collect())
}

/// A course that was passed.
#[derive(Clone, Debug, PartialEq, FromQueryResult)]
pub struct Passed {
    pub worker: WorkerId,
    pub course: PublicId,
    pub passed_on: Day,
}

/// The courses passed in a stretch of days, for the report of the programme.
pub async fn passed_between(db: &Conn, from: Day, until: Day) -> Result<Vec<Passed>, StoreError> {
    let sql = "select e.worker, k.public_id as course, e.passed_on from enrolment e join course k on k.id = e.course \
               where e.passed_on >= $1 and e.passed_on <= $2 order by e.passed_on, e.id";
    db::all(db, sql, vec![from.into(), until.into()]).await
}
