//! Taking a course, from enrolling to the judgement that grants a skill.

use crate::rules::NewQuestion;
use crate::stage::Step;
use crate::store::{self, Enrolment, NewCourse, NewLesson};
use crate::{Refusal, Stage};
use access::{Act, Actor, Failure, Resource, Worded, refused};
use base::PublicId;
use db::{AuditNote, Db, Stream, Tx};
use people::Source;
use serde::{Deserialize, Serialize};

/// Something that was kept, by its public id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    pub public_id: PublicId,
}

/// How a check was answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answered {
    pub right: i64,
    pub of: i64,
}

/// What a director says of a practical item (判定).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Judgement {
    Passed,
    GivenBack,
}

/// Makes a course with its lessons and its check.
pub async fn add_course(db: &Db, actor: &Actor, new: &NewCourse) -> Result<Kept, Failure> {
    db::command!(db, actor.author(), |tx| add_course_in(&tx, actor, new)
        .await)
}

pub async fn add_course_in(tx: &Tx, actor: &Actor, new: &NewCourse) -> Result<Kept, Failure> {
    actor.may(Act::Write(Resource::Judgements))?;
    let mut faults: Vec<(&str, Refusal)> = Vec::new();
    if new.title.trim().is_empty() {
        faults.push(("title", Refusal::TitleMissing));
    }
    if !(1..=6_000).contains(&new.minutes) {
        faults.push(("minutes", Refusal::MinutesUnclear));
    }
    if !(1..=4).contains(&new.level) {
        faults.push(("level", Refusal::LevelUnknown));
    }
    if new.code.trim().is_empty() || store::course_by_code(tx, new.code.trim()).await?.is_some() {
        faults.push(("code", Refusal::CodeTaken));
    }
    faults.extend(
        new.questions
            .iter()
            .filter_map(|it| it.checked().err())
            .map(|it| ("question", it)),
    );
    if !faults.is_empty() {
        return Err(Failure::Faulty(
            faults
                .into_iter()
                .map(|(field, it)| (field.to_owned(), it.words()))
                .collect(),
        ));
    }
    let (id, public_id) = store::insert_course(tx, new).await?;
    for lesson in &new.lessons {
        store::insert_lesson(tx, id, lesson).await?;
    }
    for question in &new.questions {
        store::insert_question(tx, id, question).await?;
    }
    tx.note(AuditNote::done(
        Stream::People,
        "course.add",
        format!("course/{public_id}"),
    ));
    Ok(Kept { public_id })
}

/// Adds a lesson; who has completed the course stays completed.
pub async fn add_lesson(
    db: &Db,
    actor: &Actor,
    course: &PublicId,
    new: &NewLesson,
) -> Result<Kept, Failure> {
    db::command!(db, actor.author(), |tx| add_lesson_in(
        &tx, actor, course, new
    )
    .await)
}

pub async fn add_lesson_in(
    tx: &Tx,
    actor: &Actor,
    course: &PublicId,
    new: &NewLesson,
) -> Result<Kept, Failure> {
    actor.may(Act::Write(Resource::Judgements))?;
    let course = store::course(tx, course).await?;
    if new.title.trim().is_empty() {
        return Err(Failure::Faulty(vec![(
            "title".into(),
            Refusal::TitleMissing.words(),
        )]));
    }
    store::insert_lesson(tx, course.id, new).await?;
    tx.note(AuditNote::done(
        Stream::People,
        "course.lesson",
        format!("course/{}", course.public_id),
    ));
    Ok(Kept {
        public_id: course.public_id,
    })
}

/// Adds a question to the check.
pub async fn add_question(
    db: &Db,
    actor: &Actor,
    course: &PublicId,
    new: &NewQuestion,
) -> Result<Kept, Failure> {
    db::command!(db, actor.author(), |tx| add_question_in(
        &tx, actor, course, new
    )
    .await)
}

pub async fn add_question_in(
    tx: &Tx,
    actor: &Actor,
    course: &PublicId,
    new: &NewQuestion,
) -> Result<Kept, Failure> {
    actor.may(Act::Write(Resource::Judgements))?;
    let course = store::course(tx, course).await?;
    new.checked()
        .map_err(|it| Failure::Faulty(vec![("question".into(), it.words())]))?;
    store::insert_question(tx, course.id, new).await?;
    tx.note(AuditNote::done(
        Stream::People,
        "course.question",
        format!("course/{}", course.public_id),
    ));
    Ok(Kept {
        public_id: course.public_id,
    })
}

/// Begins a course; enrolling twice finds the first enrolment again.
pub async fn enrol(
    db: &Db,
    actor: &Actor,
    worker: &PublicId,
    course: &PublicId,
) -> Result<Kept, Failure> {
    db::command!(db, actor.author(), |tx| enrol_in(
        &tx, actor, worker, course
    )
    .await)
}

pub async fn enrol_in(
    tx: &Tx,
    actor: &Actor,
    worker: &PublicId,
    course: &PublicId,
) -> Result<Kept, Failure> {
    let scope = actor.may(Act::Write(Resource::Courses))?;
    let card = people::read::card_by_public_id(tx, worker)
        .await?
        .ok_or(Failure::Absent)?;
    if !scope.region && scope.own != Some(card.account) {
        return Err(Failure::Absent);
    }
    let course = store::course(tx, course).await?;
    if let Some(earlier) = store::enrolment_in(tx, card.id, course.id).await? {
        return Ok(Kept {
            public_id: earlier.public_id,
        });
    }
    let public_id = store::insert_enrolment(tx, card.id, course.id).await?;
    tx.note(AuditNote::done(
        Stream::People,
        "course.enrol",
        format!("enrolment/{public_id}"),
    ));
    Ok(Kept { public_id })
}

/// Marks a lesson as read.
pub async fn finish_lesson(
    db: &Db,
    actor: &Actor,
    enrolment: &PublicId,
    no: i64,
) -> Result<Kept, Failure> {
    db::command!(db, actor.author(), |tx| finish_lesson_in(
        &tx, actor, enrolment, no
    )
    .await)
}

pub async fn finish_lesson_in(
    tx: &Tx,
    actor: &Actor,
    enrolment: &PublicId,
    no: i64,
) -> Result<Kept, Failure> {
    let it = own(tx, actor, enrolment).await?;
    let stage = it.state.after(Step::Study).map_err(refused)?;
    let lessons = store::lessons(tx, it.course).await?;
    let lesson = lessons
        .iter()
        .find(|it| it.no == no)
        .ok_or(Failure::Absent)?;
    store::lesson_done(tx, it.id, lesson.id).await?;
    store::set_stage(tx, it.id, stage).await?;
    Ok(noted(tx, &it, "course.lesson.done"))
}

/// Answers the check: (number of the question, choice). Every question is answered at once; one may try again freely.
pub async fn answer_check(
    db: &Db,
    actor: &Actor,
    enrolment: &PublicId,
    answers: &[(i64, i64)],
) -> Result<Answered, Failure> {
    db::command!(db, actor.author(), |tx| answer_check_in(
        &tx, actor, enrolment, answers
    )
    .await)
}

pub async fn answer_check_in(
    tx: &Tx,
    actor: &Actor,
    enrolment: &PublicId,
    answers: &[(i64, i64)],
) -> Result<Answered, Failure> {
    let it = own(tx, actor, enrolment).await?;
    let stage = it.state.after(Step::Study).map_err(refused)?;
    let questions = store::questions(tx, it.course).await?;
    let mut answered = Answered {
        right: 0,
        of: questions.len() as i64,
    };
    for question in &questions {
        let given = answers
            .iter()
            .find(|(no, _)| *no == question.no)
            .map(|it| it.1);
        let choice = given.filter(|choice| (0..question.choices().len() as i64).contains(choice));
        let choice = choice.ok_or_else(|| refused(Refusal::AnswersMissing))?;
        answered.right += i64::from(store::put_answer(tx, it.id, question, choice).await?);
    }
    store::set_stage(tx, it.id, stage).await?;
    noted(tx, &it, "course.check");
    Ok(answered)
}

/// Hands in the practical item; a director judges it.
pub async fn hand_in_practical(
    db: &Db,
    actor: &Actor,
    enrolment: &PublicId,
    work: &str,
) -> Result<Kept, Failure> {
    db::command!(db, actor.author(), |tx| hand_in_practical_in(
        &tx, actor, enrolment, work
    )
    .await)
}

pub async fn hand_in_practical_in(
    tx: &Tx,
    actor: &Actor,
    enrolment: &PublicId,
    work: &str,
) -> Result<Kept, Failure> {
    let it = own(tx, actor, enrolment).await?;
    if work.trim().is_empty() {
        return Err(Failure::Faulty(vec![(
            "work".into(),
            Refusal::WorkMissing.words(),
        )]));
    }
    store::progress(tx, it.id, it.course)
        .await?
        .ready()
        .map_err(refused)?;
    // A course without lessons and check begins with its practical item.
    let studying = it.state.after(Step::Study).map_err(refused)?;
    studying.after(Step::HandIn).map_err(refused)?;
    store::hand_in(tx, it.id, work.trim()).await?;
    Ok(noted(tx, &it, "course.hand_in"))
}

/// Judges a practical item: passing grants the skill and opens the kind of work.
pub async fn judge(
    db: &Db,
    actor: &Actor,
    enrolment: &PublicId,
    judgement: Judgement,
    note: &str,
) -> Result<Kept, Failure> {
    db::command!(db, actor.author(), |tx| judge_in(
        &tx, actor, enrolment, judgement, note
    )
    .await)
}

pub async fn judge_in(
    tx: &Tx,
    actor: &Actor,
    enrolment: &PublicId,
    judgement: Judgement,
    note: &str,
) -> Result<Kept, Failure> {
    let it = store::enrolment(tx, &actor.may(Act::Write(Resource::Judgements))?, enrolment).await?;
    if it.account == actor.account {
        return Err(refused(Refusal::OwnWork));
    }
    if judgement == Judgement::GivenBack && note.trim().is_empty() {
        return Err(Failure::Faulty(vec![(
            "note".into(),
            Refusal::NoteMissing.words(),
        )]));
    }
    let step = if judgement == Judgement::Passed {
        Step::Pass
    } else {
        Step::GiveBack
    };
    let stage = it.state.after(step).map_err(refused)?;
    store::judge(tx, it.id, stage, actor.account, note.trim()).await?;
    if stage == Stage::Completed {
        let course = store::course_by_key(tx, it.course).await?;
        let (skill, level) = (course.skill, course.level);
        people::actions::grant_skill_in(
            tx,
            actor,
            it.worker,
            skill,
            level,
            Source::Course,
            &course.title,
        )
        .await?;
        if let Some(job_type) = course.job_type {
            people::actions::open_record_in(tx, it.worker, job_type).await?;
        }
    }
    Ok(noted(
        tx,
        &it,
        if stage == Stage::Completed {
            "course.pass"
        } else {
            "course.give_back"
        },
    ))
}

/// The actor's own enrolment.
async fn own(tx: &Tx, actor: &Actor, enrolment: &PublicId) -> Result<Enrolment, Failure> {
    Ok(store::enrolment(tx, &actor.may(Act::Write(Resource::Courses))?, enrolment).await?)
}

fn noted(tx: &Tx, it: &Enrolment, action: &'static str) -> Kept {
    tx.note(AuditNote::done(
        Stream::People,
        action,
        format!("enrolment/{}", it.public_id),
    ));
    Kept {
        public_id: it.public_id.clone(),
    }
}
