//! 学ぶ: the courses, one course with its lessons, check and practical item; and the judging of it.

mod awaiting;
mod course;
mod list;
mod new;
mod study;
#[cfg(test)]
mod tests;

use access::{Act, Failure, PageError, Resource, Routes, Visit, id_of, shown};
use base::PublicId;
use people::read::WorkerCard;
use webkit::prelude::*;

use crate::Stage;
use crate::store::{self, Course, Enrolment};

/// The routes of this crate.
pub fn routes() -> Routes {
    let (see, study) = (Act::Read(Resource::Courses), Act::Write(Resource::Courses));
    let (look, judge) = (
        Act::Read(Resource::Judgements),
        Act::Write(Resource::Judgements),
    );
    Routes::new()
        .get("/courses", see, list::list)
        .get("/courses/new", judge, new::blank)
        .post("/courses", judge, new::add)
        .get("/courses/{id}", see, course::show)
        .post("/courses/{id}/enrolment", study, course::enrol)
        .post("/courses/{id}/practical", study, course::hand_in)
        .post("/courses/{id}/lessons", judge, new::add_lesson)
        .post("/courses/{id}/questions", judge, new::add_question)
        .get("/courses/{id}/lessons/{no}", see, study::lesson)
        .post("/courses/{id}/lessons/{no}", study, study::finish)
        .get("/courses/{id}/check", see, study::check)
        .post("/courses/{id}/check", study, study::answer)
        .get("/enrolments/awaiting", look, awaiting::list)
        .get("/enrolments/{id}", look, awaiting::show)
        .post("/enrolments/{id}/judgement", judge, awaiting::judge)
}

fn stage_chip(stage: Stage) -> Markup {
    let tone = match stage {
        Stage::NotStarted => Tone::Plain,
        Stage::Studying => Tone::Info,
        Stage::AwaitingJudgement => Tone::Caution,
        Stage::Completed => Tone::Good,
    };
    chip(tone, stage.words().say())
}

/// The course of an address, with the reader's own registration and enrolment where there are such.
struct Here {
    course: Course,
    me: Option<WorkerCard>,
    enrolment: Option<Enrolment>,
}

async fn here(visit: &Visit, id: &str) -> Result<Here, PageError> {
    let course = store::course(visit.db(), &id_of(id)?).await?;
    let me = people::read::of_account(visit.db(), visit.actor.account).await?;
    let enrolment = match &me {
        Some(me) => store::enrolment_in(visit.db(), me.id, course.id).await?,
        None => None,
    };
    Ok(Here {
        course,
        me,
        enrolment,
    })
}

/// The reader's own enrolment, begun by the first step one takes.
async fn own_enrolment(visit: &Visit, here: &Here) -> Result<PublicId, PageError> {
    if let Some(it) = &here.enrolment {
        return Ok(it.public_id.clone());
    }
    let me = here.me.as_ref().ok_or(PageError(Failure::Absent))?;
    // The form's key belongs to the act itself; enrolling twice finds the same enrolment.
    let actor = visit.actor.submitting(None);
    Ok(
        crate::actions::enrol(visit.db(), &actor, &me.public_id, &here.course.public_id)
            .await?
            .public_id,
    )
}
