//! One course: what it gives, what is left to do, and the practical item.

use super::list::allowance;
use super::new::{lesson_form, question_form};
use super::{Here, here, own_enrolment, shown, stage_chip};
use crate::rules::{Next, Progress};
use crate::store::{self, Lesson};
use crate::{Stage, actions};
use access::{Act, Done, Form, PageError, Resource, Visit};
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use webkit::prelude::*;

pub(super) async fn show(visit: Visit, Path(id): Path<String>) -> Result<Page, PageError> {
    let here = here(&visit, &id).await?;
    page(&visit, &here, &Filled::default()).await
}

async fn page(visit: &Visit, here: &Here, filled: &Filled) -> Result<Page, PageError> {
    let course = &here.course;
    let lessons = store::lessons(visit.db(), course.id).await?;
    let progress = match &here.enrolment {
        Some(it) => store::progress(visit.db(), it.id, course.id).await?,
        None => Progress {
            lessons: lessons.iter().map(|it| it.no).collect(),
            ..Progress::default()
        },
    };
    let questions = store::questions(visit.db(), course.id).await?.len() as i64;
    let skills = people::read::skills(visit.db()).await?;
    let skill = skills
        .iter()
        .find(|it| it.id == course.skill)
        .map_or("", |it| it.name());
    let opens = match course.job_type {
        Some(id) => Some(
            people::read::job_type(visit.db(), id)
                .await?
                .name()
                .to_owned(),
        ),
        None => None,
    };
    let stage = here
        .enrolment
        .as_ref()
        .map_or(Stage::NotStarted, |it| it.state);
    let edits = visit.may(Act::Write(Resource::Judgements)).is_ok();
    Ok(Page::titled(&course.title).crumbs(&[(t!("training-courses"), "/courses")]).lead(&course.about).errors(filled).body(html! {
        @if here.me.is_some() { (now(here, stage, &progress, filled)) }
        (facts(&[
            (t!("training-state"), stage_chip(stage)),
            (t!("training-grants"), text(t!("training-grants-level", skill = skill, level = course.level))),
            (t!("training-opens"), opens.map_or_else(dash, text)),
            (t!("training-time"), text(t!("training-minutes", minutes = course.minutes))),
            (t!("training-allowance"), allowance(course)),
        ]))
        (section(t!("training-lessons"), contents(here, &lessons, &progress, questions)))
        (section(t!("training-practical"), lines(&course.practical)))
        @if edits {
            (section(t!("training-edit"), html! {
                p { (t!("training-edit-note")) }
                (details(t!("training-lesson-new"), lesson_form(course, &Filled::default())))
                (details(t!("training-question-new"), question_form(course, &Filled::default())))
            }))
        }
    }))
}

/// The one thing to do now.
fn now(here: &Here, stage: Stage, progress: &Progress, filled: &Filled) -> Markup {
    let at = |rest: &str| format!("/courses/{}/{rest}", here.course.public_id);
    if here.enrolment.is_none() {
        return card_now(
            t!("training-now-begin"),
            html! {
                p { (t!("training-no-duty")) }
                (actions([post_button_primary(at("enrolment"), t!("training-begin"))]))
            },
        );
    }
    let note = here
        .enrolment
        .as_ref()
        .and_then(|it| it.judgement.as_deref())
        .filter(|it| !it.is_empty());
    html! {
        @match (stage, progress.next()) {
            (Stage::Completed, _) => {
                (banner(Tone::Good, t!("training-passed"), html! {
                    @if let Some(on) = here.enrolment.as_ref().and_then(|it| it.passed_on) { p { (t!("training-passed-on", day = on)) } }
                    @if let Some(note) = note { p { (note) } }
                }))
            }
            (Stage::AwaitingJudgement, _) => { (banner(Tone::Info, t!("training-waiting"), html! { p { (t!("training-waiting-next")) } })) }
            (_, Next::Lesson(no)) => { (card_now(t!("training-now-lesson", no = no), button_primary(at(&format!("lessons/{no}")), t!("training-go-on")))) }
            (_, Next::Check) => { (card_now(t!("training-now-check"), button_primary(at("check"), t!("training-check-do")))) }
            (_, Next::Practical) => {
                @if let Some(note) = note { (banner(Tone::Caution, t!("training-given-back"), lines(note))) }
                (card_now(t!("training-now-practical"), form(at("practical")).draft().submit(t!("training-hand-in")).body(html! {
                    (lines(&here.course.practical))
                    (field_area("work", t!("training-work")).required().support(t!("training-work-support")).rows(8).filled(filled))
                })))
            }
        }
    }
}

fn contents(here: &Here, lessons: &[Lesson], progress: &Progress, questions: i64) -> Markup {
    let done = |it: &Lesson| progress.lessons_done.contains(&it.no);
    html! {
        @if lessons.is_empty() { p { (t!("training-lessons-none")) } }
        @else {
            (progress_bar(progress))
            (table(t!("training-lessons"), lessons, [
                column(t!("training-lesson"), |it: &Lesson| link(format!("/courses/{}/lessons/{}", here.course.public_id, it.no),
                    t!("training-lesson-title", no = it.no, title = &it.title))),
                column(t!("training-state"), |it: &Lesson| if done(it) { chip(Tone::Good, t!("training-read")) } else { chip(Tone::Plain, t!("training-unread")) }),
            ]))
        }
        @if questions > 0 {
            p { (link(format!("/courses/{}/check", here.course.public_id), t!("training-check-link", count = questions))) }
        }
    }
}

fn progress_bar(it: &Progress) -> Markup {
    progress(it.lessons_done.len() as i64, it.lessons.len() as i64)
}

pub(super) async fn enrol(visit: Visit, Path(id): Path<String>) -> Result<Done, PageError> {
    let here = here(&visit, &id).await?;
    own_enrolment(&visit, &here).await?;
    Ok(Done::to(format!("/courses/{id}"))
        .saying(words!("training-begun", title = &here.course.title)))
}

pub(super) async fn hand_in(
    visit: Visit,
    Path(id): Path<String>,
    Form(posted): Form,
) -> Result<Response, PageError> {
    let here = here(&visit, &id).await?;
    let enrolment = own_enrolment(&visit, &here).await?;
    let mut reader = posted.reader();
    let work = reader.text("work", 8_000);
    let filled = reader.filled();
    let Some(work) = work else {
        return Ok(page(&visit, &here, &filled).await?.into_response());
    };
    match actions::hand_in_practical(visit.db(), &visit.actor, &enrolment, &work).await {
        Ok(_) => Ok(Done::to(format!("/courses/{id}"))
            .saying(words!("training-handed-in"))
            .into_response()),
        Err(failure) => Ok(page(&visit, &here, &shown(failure, filled)?)
            .await?
            .into_response()),
    }
}
