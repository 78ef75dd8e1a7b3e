//! Every statement on courses and enrolments.

use crate::rules::{NewQuestion, Progress};
use crate::{CourseId, EnrolmentId, Stage};
use access::{AccountId, Columns, Scope};
use base::{Day, Moment, PublicId, Yen};
use db::sea_orm::FromQueryResult;
use db::{Conn, StoreError, Tx};
use people::{JobTypeId, SkillId, WorkerId};
use serde::{Deserialize, Serialize};

/// A course (講座): lessons, a check, and a practical item that a director judges.
#[derive(Clone, Debug, PartialEq, FromQueryResult)]
pub struct Course {
    pub id: CourseId,
    pub public_id: PublicId,
    pub code: String,
    pub title: String,
    pub about: String,
    /// The kind of work that it opens, if it is for one.
    pub job_type: Option<JobTypeId>,
    /// The skill and level that passing grants.
    pub skill: SkillId,
    pub level: i64,
    /// About how long it takes.
    pub minutes: i64,
    /// What is paid for taking it; 0 for none.
    pub allowance_yen: Yen,
    /// The practical item, in words.
    pub practical: String,
}

const COURSE: &str = "select id, public_id, code, title, about, job_type, skill, level, minutes, allowance_yen, practical from course";

/// Every course, in the order in which they were made.
pub async fn courses(db: &Conn) -> Result<Vec<Course>, StoreError> {
    db::all(db, &format!("{COURSE} order by id"), vec![]).await
}

/// One course by public id.
pub async fn course(db: &Conn, id: &PublicId) -> Result<Course, StoreError> {
    db::one(
        db,
        &format!("{COURSE} where public_id = $1"),
        vec![id.as_str().into()],
    )
    .await?
    .ok_or(StoreError::Absent)
}

/// One course by its code.
pub async fn course_by_code(db: &Conn, code: &str) -> Result<Option<Course>, StoreError> {
    db::one(db, &format!("{COURSE} where code = $1"), vec![code.into()]).await
}

pub(crate) async fn course_by_key(db: &Conn, id: CourseId) -> Result<Course, StoreError> {
    db::one(db, &format!("{COURSE} where id = $1"), vec![id.0.into()])
        .await?
        .ok_or(StoreError::Absent)
}

/// A course to be made.
#[derive(Clone, Debug)]
pub struct NewCourse {
    /// A short name that stays, 「check-1」.
    pub code: String,
    pub title: String,
    pub about: String,
    pub job_type: Option<JobTypeId>,
    pub skill: SkillId,
    pub level: i64,
    pub minutes: i64,
    pub allowance_yen: Yen,
    pub practical: String,
    pub lessons: Vec<NewLesson>,
    pub questions: Vec<NewQuestion>,
}

/// A lesson to be added.
#[derive(Clone, Debug)]
pub struct NewLesson {
    pub title: String,
    pub body: String,
}

pub(crate) async fn insert_course(
    tx: &Tx,
    it: &NewCourse,
) -> Result<(CourseId, PublicId), StoreError> {
    let public_id = tx.public_id();
    let sql = "insert into course (public_id, code, title, about, job_type, skill, level, minutes, allowance_yen, practical, \
               made_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) returning id";
    let values = vec![
        public_id.as_str().into(),
        it.code.trim().into(),
        it.title.trim().into(),
        it.about.as_str().into(),
        it.job_type.map(|it| it.0).into(),
        it.skill.0.into(),
        it.level.into(),
        it.minutes.into(),
        it.allowance_yen.into(),
        it.practical.as_str().into(),
        tx.now().into(),
    ];
    let id: i64 = db::scalar(tx, sql, values)
        .await?
        .ok_or(StoreError::Absent)?;
    Ok((CourseId(id), public_id))
}

pub(crate) async fn insert_lesson(
    tx: &Tx,
    course: CourseId,
    it: &NewLesson,
) -> Result<i64, StoreError> {
    let sql = "insert into lesson (course, no, title, body) values \
               ($1, (select coalesce(max(no), 0) + 1 from lesson where course = $1), $2, $3) returning no";
    let values = vec![
        course.0.into(),
        it.title.trim().into(),
        it.body.as_str().into(),
    ];
    db::scalar(tx, sql, values).await?.ok_or(StoreError::Absent)
}

pub(crate) async fn insert_question(
    tx: &Tx,
    course: CourseId,
    it: &NewQuestion,
) -> Result<i64, StoreError> {
    let choices =
        serde_json::to_string(&it.choices).map_err(|e| StoreError::Unreadable(e.to_string()))?;
    let sql = "insert into check_question (course, no, question, choices, right_choice, why) values \
               ($1, (select coalesce(max(no), 0) + 1 from check_question where course = $1), $2, $3, $4, $5) returning no";
    let values = vec![
        course.0.into(),
        it.question.as_str().into(),
        choices.into(),
        it.right.into(),
        it.why.as_str().into(),
    ];
    db::scalar(tx, sql, values).await?.ok_or(StoreError::Absent)
}

/// A lesson (単元).
#[derive(Clone, Debug, FromQueryResult)]
pub(crate) struct Lesson {
    pub id: i64,
    pub no: i64,
    pub title: String,
    pub body: String,
}

pub(crate) async fn lessons(db: &Conn, course: CourseId) -> Result<Vec<Lesson>, StoreError> {
    db::all(
        db,
        "select id, no, title, body from lesson where course = $1 order by no",
        vec![course.0.into()],
    )
    .await
}

/// A question of the check.
#[derive(Clone, Debug, FromQueryResult)]
pub(crate) struct Question {
    pub id: i64,
    pub no: i64,
    pub question: String,
    choices: String,
    pub right_choice: i64,
    pub why: String,
}

impl Question {
    pub(crate) fn choices(&self) -> Vec<String> {
        serde_json::from_str(&self.choices).unwrap_or_default()
    }
}

pub(crate) async fn questions(db: &Conn, course: CourseId) -> Result<Vec<Question>, StoreError> {
    let sql = "select id, no, question, choices, right_choice, why from check_question where course = $1 order by no";
    db::all(db, sql, vec![course.0.into()]).await
}

/// An enrolment as lists and pages show it.
#[derive(Clone, Debug, PartialEq, FromQueryResult)]
pub struct Enrolment {
    pub id: EnrolmentId,
    pub public_id: PublicId,
    pub worker: WorkerId,
    pub worker_public_id: PublicId,
    pub worker_name: String,
    pub account: AccountId,
    pub course: CourseId,
    pub course_title: String,
    pub state: Stage,
    pub enrolled_on: Day,
    pub handed_in_at: Option<Moment>,
    pub handed_in: Option<String>,
    pub judgement: Option<String>,
    pub passed_on: Option<Day>,
}

const ENROLMENT: &str = "select e.id, e.public_id, e.worker, c.public_id as worker_public_id, c.name as worker_name, c.account, \
                         e.course, k.title as course_title, e.state, e.enrolled_on, e.handed_in_at, e.handed_in, e.judgement, \
                         e.passed_on from enrolment e join worker_card c on c.id = e.worker join course k on k.id = e.course";

/// The columns by which enrolments belong to someone.
const REACH: Columns<'static> = Columns {
    municipality: Some("c.municipality"),
    site: None,
    client: None,
    led_by: None,
    team_of: None,
    own: Some("c.account"),
};

/// One enrolment within reach.
pub(crate) async fn enrolment(
    db: &Conn,
    scope: &Scope,
    id: &PublicId,
) -> Result<Enrolment, StoreError> {
    let mut values = vec![id.as_str().into()];
    let within = scope.sql(&REACH, &mut values);
    let sql = format!("{ENROLMENT} where e.public_id = $1 and {within}");
    db::one(db, &sql, values).await?.ok_or(StoreError::Absent)
}

/// The enrolment of a worker in a course, if there is one.
pub async fn enrolment_in(
    db: &Conn,
    worker: WorkerId,
    course: CourseId,
) -> Result<Option<Enrolment>, StoreError> {
    let sql = format!("{ENROLMENT} where e.worker = $1 and e.course = $2");
    db::one(db, &sql, vec![worker.0.into(), course.0.into()]).await
}

/// The enrolments of a worker.
pub async fn enrolments_of(db: &Conn, worker: WorkerId) -> Result<Vec<Enrolment>, StoreError> {
    db::all(
        db,
        &format!("{ENROLMENT} where e.worker = $1 order by e.id"),
        vec![worker.0.into()],
    )
    .await
}

/// Rows on one page of those awaiting judgement.
pub(crate) const PAGE: u64 = 40;

/// What awaits judgement, the longest wait first.
pub(crate) async fn awaiting(
    db: &Conn,
    scope: &Scope,
    page: u64,
) -> Result<Vec<Enrolment>, StoreError> {
    let (limit, offset) = db::page_of(page, PAGE);
    let mut values = vec![limit.into(), offset.into()];
    let within = scope.sql(&REACH, &mut values);
    let sql = format!(
        "{ENROLMENT} where e.state = 'awaiting_judgement' and {within} order by e.handed_in_at, e.id limit $1 offset $2"
    );
    db::all(db, &sql, values).await
}

pub(crate) async fn insert_enrolment(
    tx: &Tx,
    worker: WorkerId,
    course: CourseId,
) -> Result<PublicId, StoreError> {
    let public_id = tx.public_id();
    let sql = "insert into enrolment (public_id, worker, course, state, enrolled_on) values ($1, $2, $3, 'not_started', $4)";
    let values = vec![
        public_id.as_str().into(),
        worker.0.into(),
        course.0.into(),
        tx.today().into(),
    ];
    db::execute(tx, sql, values).await?;
    Ok(public_id)
}

pub(crate) async fn set_stage(tx: &Tx, id: EnrolmentId, stage: Stage) -> Result<(), StoreError> {
    let sql = "update enrolment set state = $2 where id = $1";
    db::execute(tx, sql, vec![id.0.into(), stage.name().into()]).await?;
    Ok(())
}

pub(crate) async fn hand_in(tx: &Tx, id: EnrolmentId, work: &str) -> Result<(), StoreError> {
    let sql = "update enrolment set state = 'awaiting_judgement', handed_in = $2, handed_in_at = $3 where id = $1";
    db::execute(tx, sql, vec![id.0.into(), work.into(), tx.now().into()]).await?;
    Ok(())
}

pub(crate) async fn judge(
    tx: &Tx,
    id: EnrolmentId,
    stage: Stage,
    by: AccountId,
    note: &str,
) -> Result<(), StoreError> {
    let passed_on: Option<Day> = (stage == Stage::Completed).then(|| tx.today());
    let sql = "update enrolment set state = $2, judged_at = $3, judged_by = $4, judgement = $5, passed_on = $6 where id = $1";
    let values = vec![
        id.0.into(),
        stage.name().into(),
        tx.now().into(),
        by.0.into(),
        note.into(),
        passed_on.into(),
    ];
    db::execute(tx, sql, values).await?;
    Ok(())
}

pub(crate) async fn lesson_done(tx: &Tx, id: EnrolmentId, lesson: i64) -> Result<(), StoreError> {
    let sql = "insert into lesson_done (enrolment, lesson, on_day) values ($1, $2, $3) on conflict (enrolment, lesson) do nothing";
    db::execute(tx, sql, vec![id.0.into(), lesson.into(), tx.today().into()]).await?;
    Ok(())
}

pub(crate) async fn put_answer(
    tx: &Tx,
    id: EnrolmentId,
    question: &Question,
    choice: i64,
) -> Result<bool, StoreError> {
    let right = question.right_choice == choice;
    let sql = "insert into check_answer (enrolment, question, choice, is_right, at) values ($1, $2, $3, $4, $5) \
               on conflict (enrolment, question) do update set choice = excluded.choice, is_right = excluded.is_right, at = excluded.at";
    let values = vec![
        id.0.into(),
        question.id.into(),
        choice.into(),
        right.into(),
        tx.now().into(),
    ];
    db::execute(tx, sql, values).await?;
    Ok(right)
}

/// The latest answer to each question: (number of the question, choice, right).
pub(crate) async fn answers(db: &Conn, id: EnrolmentId) -> Result<Vec<Answer>, StoreError> {
    let sql = "select q.no, a.choice, a.is_right from check_answer a join check_question q on q.id = a.question \
               where a.enrolment = $1 order by q.no";
    db::all(db, sql, vec![id.0.into()]).await
}

#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult, Serialize, Deserialize)]
pub(crate) struct Answer {
    pub no: i64,
    pub choice: i64,
    pub is_right: bool,
}

/// How far an enrolment has come.
pub(crate) async fn progress(
    db: &Conn,
    id: EnrolmentId,
    course: CourseId,
) -> Result<Progress, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        no: i64,
        done: bool,
    }
    let sql = "select l.no, d.id is not null as done from lesson l left join lesson_done d on d.lesson = l.id and d.enrolment = $2 \
               where l.course = $1 order by l.no";
    let rows: Vec<Row> = db::all(db, sql, vec![course.0.into(), id.0.into()]).await?;
    let questions = "select cast(count(*) as bigint) from check_question where course = $1";
    let right = "select cast(count(*) as bigint) from check_answer where enrolment = $1 and is_right = true";
    Ok(Progress {
        lessons: rows.iter().map(|it| it.no).collect(),
        lessons_done: rows.iter().filter(|it| it.done).map(|it| it.no).collect(),
        questions: db::count(db, questions, vec![course.0.into()]).await?,
        right: db::count(db, right, vec![id.0.into()]).await?,
    })
}
