//! The courses: for a worker with the next one on top, for staff with how many are where.

use super::stage_chip;
use crate::store::{self, Course};
use crate::{Stage, read};
use access::{Act, PageError, Resource, Visit};
use people::read::WorkerCard;
use webkit::prelude::*;

pub(super) async fn list(visit: Visit) -> Result<Page, PageError> {
    visit.may(Act::Read(Resource::Courses))?;
    match people::read::of_account(visit.db(), visit.actor.account).await? {
        Some(me) => own(&visit, &me).await,
        None => overview(&visit).await,
    }
}

/// 学ぶ: the next course with what it opens, all courses, and one's skills with their dates.
async fn own(visit: &Visit, me: &WorkerCard) -> Result<Page, PageError> {
    let courses = store::courses(visit.db()).await?;
    let enrolled = store::enrolments_of(visit.db(), me.id).await?;
    let skills = people::read::skills_of(visit.db(), me.id).await?;
    let stage = |it: &Course| {
        enrolled
            .iter()
            .find(|e| e.course == it.id)
            .map_or(Stage::NotStarted, |e| e.state)
    };
    let next = read::next_course(visit.db(), me.id).await?;
    Ok(Page::titled(t!("training-title")).lead(t!("training-lead")).body(html! {
        @match &next {
            Some((course, stage)) => { (card_now(&course.title, html! {
                p { (course.about) }
                p { (t!("training-minutes", minutes = course.minutes)) }
                (button_primary(format!("/courses/{}", course.public_id),
                    if *stage == Stage::Studying { t!("training-go-on") } else { t!("training-begin") }))
            })) }
            None if courses.iter().all(|it| stage(it) == Stage::Completed) => {
                (empty(t!("training-all-done"), html! { p { (t!("training-all-done-next")) } }))
            }
            None if courses.iter().any(|it| stage(it) == Stage::AwaitingJudgement) => {
                (empty(t!("training-judging"), html! { p { (t!("training-judging-next")) } }))
            }
            None => { (empty(t!("training-none-needed"), html! { p { (t!("training-none-needed-why")) } })) }
        }
        @if !courses.is_empty() {
            (table(t!("training-courses"), &courses, [
                column(t!("training-course"), |it: &Course| link(format!("/courses/{}", it.public_id), &it.title)),
                column(t!("training-state"), |it: &Course| stage_chip(stage(it))),
                number_column(t!("training-time"), |it: &Course| text(t!("training-minutes", minutes = it.minutes))),
                column(t!("training-allowance"), allowance),
            ]))
        }
        (section(t!("training-skills"), html! {
            @if skills.is_empty() { p { (t!("training-skills-none")) } }
            @else { (table(t!("training-skills"), &skills, [
                column(t!("training-skill"), |it: &people::read::SkillHeld| text(it.name())),
                number_column(t!("training-level"), |it: &people::read::SkillHeld| number(it.level)),
                column(t!("training-since"), |it: &people::read::SkillHeld| day(it.since_on)),
            ])) }
        }))
    }))
}

/// What is paid for taking it is said before the first step.
pub(super) fn allowance(it: &Course) -> Markup {
    if it.allowance_yen.is_zero() {
        text(t!("training-unpaid"))
    } else {
        yen(it.allowance_yen)
    }
}

async fn overview(visit: &Visit) -> Result<Page, PageError> {
    let courses = store::courses(visit.db()).await?;
    let counts = read::counts(visit.db()).await?;
    let of = |it: &Course, stage| {
        counts
            .iter()
            .find(|row| row.0 == it.id && row.1 == stage)
            .map_or(0, |row| row.2)
    };
    let judges = visit.may(Act::Write(Resource::Judgements)).is_ok();
    let waiting = read::awaiting_count(visit.db()).await?;
    Ok(Page::titled(t!("training-courses")).body(html! {
        @if judges {
            (actions([
                button_link("/enrolments/awaiting", t!("training-awaiting-link", count = waiting)),
                button_link("/courses/new", t!("training-new")),
            ]))
        }
        @if courses.is_empty() {
            (empty(t!("training-none"), html! { p { (t!("training-none-next")) } }))
        } @else {
            (table(t!("training-courses"), &courses, [
                column(t!("training-course"), |it: &Course| link(format!("/courses/{}", it.public_id), &it.title)),
                number_column(t!("training-time"), |it: &Course| text(t!("training-minutes", minutes = it.minutes))),
                number_column(t!("training-stage-studying"), |it: &Course| number(of(it, Stage::Studying) + of(it, Stage::NotStarted))),
                number_column(t!("training-stage-awaiting-judgement"), |it: &Course| number(of(it, Stage::AwaitingJudgement))),
                number_column(t!("training-stage-completed"), |it: &Course| number(of(it, Stage::Completed))),
            ]))
        }
    }))
}
