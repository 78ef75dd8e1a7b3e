//! Reading a lesson and answering the check.

use super::{Here, here, own_enrolment, shown};
use crate::actions;
use crate::store::{self, Answer, Question};
use access::{Done, Failure, Form, PageError, Visit};
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use webkit::prelude::*;

pub(super) async fn lesson(
    visit: Visit,
    Path((id, no)): Path<(String, i64)>,
) -> Result<Page, PageError> {
    let here = here(&visit, &id).await?;
    let lessons = store::lessons(visit.db(), here.course.id).await?;
    let lesson = lessons
        .iter()
        .find(|it| it.no == no)
        .ok_or(PageError(Failure::Absent))?;
    let at = format!("/courses/{id}");
    let title = t!("training-lesson-title", no = no, title = &lesson.title);
    let crumbs = [
        (t!("training-courses"), "/courses".to_owned()),
        (here.course.title.clone(), at.clone()),
    ];
    Ok(Page::titled(title).crumbs(&crumbs).body(html! {
        (lines(&lesson.body))
        @if here.me.is_some() {
            (form(format!("{at}/lessons/{no}")).submit(t!("training-lesson-done")).body(html! {}))
        }
        (webkit::parts::actions([button_link(&at, t!("training-back"))]))
    }))
}

pub(super) async fn finish(
    visit: Visit,
    Path((id, no)): Path<(String, i64)>,
) -> Result<Done, PageError> {
    let here = here(&visit, &id).await?;
    let enrolment = own_enrolment(&visit, &here).await?;
    actions::finish_lesson(visit.db(), &visit.actor, &enrolment, no).await?;
    let lessons = store::lessons(visit.db(), here.course.id).await?;
    let next = lessons
        .iter()
        .find(|it| it.no > no)
        .map(|it| format!("/courses/{id}/lessons/{}", it.no));
    Ok(Done::to(next.unwrap_or_else(|| format!("/courses/{id}")))
        .saying(words!("training-lesson-kept", no = no)))
}

pub(super) async fn check(visit: Visit, Path(id): Path<String>) -> Result<Page, PageError> {
    let here = here(&visit, &id).await?;
    let answers = match &here.enrolment {
        Some(it) => store::answers(visit.db(), it.id).await?,
        None => Vec::new(),
    };
    let filled = answers.iter().fold(Filled::default(), |form, it| {
        form.with(&field_of(it.no), it.choice.to_string())
    });
    check_page(&visit, &here, &answers, &filled).await
}

async fn check_page(
    visit: &Visit,
    here: &Here,
    answers: &[Answer],
    filled: &Filled,
) -> Result<Page, PageError> {
    let questions = store::questions(visit.db(), here.course.id).await?;
    let at = format!("/courses/{}", here.course.public_id);
    let crumbs = [
        (t!("training-courses"), "/courses".to_owned()),
        (here.course.title.clone(), at.clone()),
    ];
    let page = Page::titled(t!("training-check"))
        .crumbs(&crumbs)
        .lead(t!("training-check-lead"))
        .errors(filled);
    if questions.is_empty() {
        return Ok(page.body(empty(
            t!("training-check-none"),
            html! { p { (link(&at, t!("training-back"))) } },
        )));
    }
    let right = answers.iter().filter(|it| it.is_right).count();
    let page = match !answers.is_empty() && right < questions.len() {
        true => page.body(banner(
            Tone::Caution,
            t!("training-check-result", right = right, of = questions.len()),
            Markup::default(),
        )),
        false => page,
    };
    let fields = html! {
        @for question in &questions {
            (field_radios(field_of(question.no), t!("training-question-title", no = question.no, question = &question.question)).required()
                .options(question.choices().into_iter().enumerate().map(|(choice, said)| (choice.to_string(), said))).filled(filled))
            (verdict(question, answers))
        }
    };
    Ok(match here.me {
        Some(_) => page.body(
            form(format!("{at}/check"))
                .submit(t!("training-check-do"))
                .body(fields)
                .beside(button_link(&at, t!("training-back"))),
        ),
        None => page.body(fields),
    })
}

/// After answering: right, or what to read again.
fn verdict(question: &Question, answers: &[Answer]) -> Markup {
    match answers.iter().find(|it| it.no == question.no) {
        None => Markup::default(),
        Some(it) if it.is_right => banner(
            Tone::Good,
            t!("training-right"),
            html! { p { (question.why) } },
        ),
        Some(_) => banner(
            Tone::Caution,
            t!("training-not-yet"),
            html! { p { (question.why) } },
        ),
    }
}

fn field_of(no: i64) -> String {
    format!("q{no}")
}

pub(super) async fn answer(
    visit: Visit,
    Path(id): Path<String>,
    Form(posted): Form,
) -> Result<Response, PageError> {
    let here = here(&visit, &id).await?;
    let questions = store::questions(visit.db(), here.course.id).await?;
    let mut reader = posted.reader();
    let mut given = Vec::new();
    for question in &questions {
        let choices: Vec<String> = (0..question.choices().len())
            .map(|it| it.to_string())
            .collect();
        let offered: Vec<&str> = choices.iter().map(String::as_str).collect();
        if let Some(choice) = reader
            .choice(&field_of(question.no), &offered)
            .and_then(|it| it.parse().ok())
        {
            given.push((question.no, choice));
        }
    }
    let filled = reader.filled();
    if reader.finish().is_err() {
        return Ok(check_page(&visit, &here, &[], &filled)
            .await?
            .into_response());
    }
    let enrolment = own_enrolment(&visit, &here).await?;
    match actions::answer_check(visit.db(), &visit.actor, &enrolment, &given).await {
        Ok(done) if done.right == done.of => Ok(Done::to(format!("/courses/{id}"))
            .saying(words!("training-check-passed"))
            .into_response()),
        Ok(_) => Ok(Done::to(format!("/courses/{id}/check")).into_response()),
        Err(failure) => Ok(check_page(&visit, &here, &[], &shown(failure, filled)?)
            .await?
            .into_response()),
    }
}
