//! Making a course, and adding lessons and questions to it.

use super::{id_of, shown};
use crate::actions;
use crate::rules::NewQuestion;
use crate::store::{self, Course, NewCourse, NewLesson};
use access::{Done, Failure, Form, PageError, Visit};
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use base::Yen;
use webkit::prelude::*;

pub(super) async fn blank(visit: Visit) -> Result<Page, PageError> {
    page(&visit, &Filled::default()).await
}

async fn page(visit: &Visit, filled: &Filled) -> Result<Page, PageError> {
    let skills = people::read::skills(visit.db()).await?;
    let kinds = people::read::job_types(visit.db()).await?;
    let skill_names = skills
        .iter()
        .map(|it| (it.code.clone(), it.name().to_owned()));
    let none = [(String::new(), t!("training-opens-none"))];
    let kind_names = none.into_iter().chain(
        kinds
            .iter()
            .map(|it| (it.code.clone(), it.name().to_owned())),
    );
    Ok(Page::titled(t!("training-new")).crumbs(&[(t!("training-courses"), "/courses")]).errors(filled).body(
        form("/courses").draft().submit(t!("training-new-do")).body(html! {
            (field_text("title", t!("training-course-title")).required().max(80).filled(filled))
            (field_text("code", t!("training-code")).required().support(t!("training-code-support")).max(30).filled(filled))
            (field_area("about", t!("training-about")).required().rows(3).filled(filled))
            (field_select("skill", t!("training-skill")).required().options(skill_names).filled(filled))
            (field_select("level", t!("training-level")).required().options((1..=4).map(|it| (it.to_string(), it.to_string()))).filled(filled))
            (field_select("job_type", t!("training-opens")).optional().options(kind_names).filled(filled))
            (field_number("minutes", t!("training-time")).required().suffix(t!("training-minute-unit")).filled(filled))
            (field_yen("allowance", t!("training-allowance")).optional().support(t!("training-allowance-support")).filled(filled))
            (field_area("practical", t!("training-practical")).required().support(t!("training-practical-support")).rows(4).filled(filled))
            (field_text("lesson_title", t!("training-first-lesson")).required().max(80).filled(filled))
            (field_area("lesson_body", t!("training-lesson-body")).required().rows(10).filled(filled))
        }),
    ))
}

pub(super) async fn add(visit: Visit, Form(posted): Form) -> Result<Response, PageError> {
    let mut reader = posted.reader();
    let (title, code, about) = (
        reader.text("title", 80),
        reader.text("code", 30),
        reader.text("about", 1_000),
    );
    let (level, minutes) = (
        reader.integer("level", 1..=4),
        reader.integer("minutes", 1..=6_000),
    );
    let allowance = reader.optional_yen("allowance");
    let practical = reader.text("practical", 4_000);
    let (lesson_title, lesson_body) = (
        reader.text("lesson_title", 80),
        reader.text("lesson_body", 20_000),
    );
    let skill =
        people::read::skill_by_code(visit.db(), posted.first("skill").unwrap_or_default()).await?;
    let kind =
        people::read::job_type_by_code(visit.db(), posted.first("job_type").unwrap_or_default())
            .await?;
    if skill.is_none() {
        reader.fault("skill", words!("training-skill-choose"));
    }
    let filled = reader.filled();
    if reader.finish().is_err() {
        return Ok(page(&visit, &filled).await?.into_response());
    }
    let new = NewCourse {
        code: code.unwrap_or_default(),
        title: title.unwrap_or_default(),
        about: about.unwrap_or_default(),
        job_type: kind.map(|it| it.id),
        skill: skill.ok_or(Failure::Absent)?.id,
        level: level.unwrap_or_default(),
        minutes: minutes.unwrap_or_default(),
        allowance_yen: allowance.unwrap_or(Yen::ZERO),
        practical: practical.unwrap_or_default(),
        lessons: vec![NewLesson {
            title: lesson_title.unwrap_or_default(),
            body: lesson_body.unwrap_or_default(),
        }],
        questions: Vec::new(),
    };
    match actions::add_course(visit.db(), &visit.actor, &new).await {
        Ok(kept) => Ok(Done::to(format!("/courses/{}", kept.public_id))
            .saying(words!("training-added", title = new.title))
            .into_response()),
        Err(failure) => Ok(page(&visit, &shown(failure, filled)?)
            .await?
            .into_response()),
    }
}

pub(super) fn lesson_form(course: &Course, filled: &Filled) -> Markup {
    form(format!("/courses/{}/lessons", course.public_id))
        .submit(t!("training-lesson-new"))
        .body(html! {
            (field_text("title", t!("training-lesson")).required().max(80).filled(filled))
            (field_area("body", t!("training-lesson-body")).required().rows(8).filled(filled))
        })
        .markup()
}

pub(super) fn question_form(course: &Course, filled: &Filled) -> Markup {
    form(format!("/courses/{}/questions", course.public_id))
        .submit(t!("training-question-new"))
        .body(html! {
            (field_text("question", t!("training-question")).required().max(200).filled(filled))
            (field_area("choices", t!("training-choices")).required().support(t!("training-choices-support")).rows(4).filled(filled))
            (field_text("why", t!("training-why")).optional().support(t!("training-why-support")).max(300).filled(filled))
        })
        .markup()
}

/// A form that could not be kept, alone on a page, with everything typed.
fn again(course: &Course, title: String, form: Markup, filled: &Filled) -> Response {
    let crumbs = [
        (t!("training-courses"), "/courses".to_owned()),
        (
            course.title.clone(),
            format!("/courses/{}", course.public_id),
        ),
    ];
    Page::titled(title)
        .crumbs(&crumbs)
        .errors(filled)
        .body(form)
        .into_response()
}

pub(super) async fn add_lesson(
    visit: Visit,
    Path(id): Path<String>,
    Form(posted): Form,
) -> Result<Response, PageError> {
    let course = store::course(visit.db(), &id_of(&id)?).await?;
    let mut reader = posted.reader();
    let (title, body) = (reader.text("title", 80), reader.text("body", 20_000));
    let filled = reader.filled();
    let (Some(title), Some(body)) = (title, body) else {
        return Ok(again(
            &course,
            t!("training-lesson-new"),
            lesson_form(&course, &filled),
            &filled,
        ));
    };
    actions::add_lesson(
        visit.db(),
        &visit.actor,
        &course.public_id,
        &NewLesson { title, body },
    )
    .await?;
    Ok(Done::to(format!("/courses/{id}"))
        .saying(words!("training-edited"))
        .into_response())
}

pub(super) async fn add_question(
    visit: Visit,
    Path(id): Path<String>,
    Form(posted): Form,
) -> Result<Response, PageError> {
    let course = store::course(visit.db(), &id_of(&id)?).await?;
    let mut reader = posted.reader();
    let (question, choices) = (reader.text("question", 200), reader.text("choices", 1_000));
    let why = reader.optional_text("why", 300).unwrap_or_default();
    let filled = reader.filled();
    let (Some(question), Some(choices)) = (question, choices) else {
        return Ok(again(
            &course,
            t!("training-question-new"),
            question_form(&course, &filled),
            &filled,
        ));
    };
    let choices: Vec<String> = choices
        .lines()
        .map(|it| it.trim().to_owned())
        .filter(|it| !it.is_empty())
        .collect();
    let new = turned(question, choices, why);
    match actions::add_question(visit.db(), &visit.actor, &course.public_id, &new).await {
        Ok(_) => Ok(Done::to(format!("/courses/{id}"))
            .saying(words!("training-edited"))
            .into_response()),
        Err(failure) => {
            let filled = shown(failure, filled)?;
            Ok(again(
                &course,
                t!("training-question-new"),
                question_form(&course, &filled),
                &filled,
            ))
        }
    }
}

/// The right choice is written first; where it stands later follows from the question itself, always the same.
fn turned(question: String, mut choices: Vec<String>, why: String) -> NewQuestion {
    let by = question.chars().count() % choices.len().max(1);
    choices.rotate_right(by);
    NewQuestion {
        question,
        choices,
        right: by as i64,
        why,
    }
}
