//! わたしの情報 and 予定: what a worker says about themself, the usual week by tapping, days off.

use super::form::{filled_of, profile_fields, read_profile, shown};
use super::hours;
use super::person::{rest_line, weekday_name};
use crate::directory::{self, Sheet};
use crate::week::MOST_WEEKLY_MINUTES;
use crate::{Block, Given, JobTypeId, Rest, Week, actions, read};
use access::{Done, Failure, Form, PageError, Visit};
use axum::response::{IntoResponse, Response};
use webkit::prelude::*;

pub(super) async fn profile(visit: Visit) -> Result<Page, PageError> {
    let it = directory::own_sheet(visit.db(), visit.actor.account).await?;
    let filled = with_wishes(&visit, &it, filled_of(&it.profile())).await?;
    profile_page(&visit, &it, &filled).await
}

async fn with_wishes(visit: &Visit, it: &Sheet, filled: Filled) -> Result<Filled, PageError> {
    let (prefers, refuses) = directory::wishes(visit.db(), it.id).await?;
    let types = read::job_types(visit.db()).await?;
    let code = |id: &JobTypeId| {
        types
            .iter()
            .find(|it| it.id == *id)
            .map_or("", |it| it.code.as_str())
    };
    let filled = prefers
        .iter()
        .fold(filled, |form, it| form.with("prefers", code(it)));
    Ok(refuses
        .iter()
        .fold(filled, |form, it| form.with("refuses", code(it))))
}

async fn profile_page(visit: &Visit, it: &Sheet, filled: &Filled) -> Result<Page, PageError> {
    let types = read::job_types(visit.db()).await?;
    let kinds = || {
        types
            .iter()
            .map(|it| (it.code.clone(), it.name().to_owned()))
    };
    let clearances = read::clearances(visit.db(), it.id).await?;
    let skills = read::skills_of(visit.db(), it.id).await?;
    Ok(Page::titled(t!("people-profile")).errors(filled).body(html! {
        (facts(&[
            (t!("people-number"), text(&it.number)),
            (t!("people-town"), text(&it.municipality_name)),
            (t!("people-stage"), super::stage_chip(it.stage)),
            (t!("people-registered-on"), day(it.registered_on)),
            (t!("people-pledge"), day_or_dash(clearances.pledged_on)),
        ]))
        (form("/profile").version(i64::from(it.version)).submit(t!("people-profile-save")).body(html! {
            (profile_fields(filled, true))
            (field_checks("prefers", t!("people-prefers")).support(t!("people-prefers-support")).optional().options(kinds()).filled(filled))
            (field_checks("refuses", t!("people-refuses")).support(t!("people-refuses-support")).optional().options(kinds()).filled(filled))
        }))
        (section(t!("people-seen"), seen(it, &skills)))
        @if clearances.pledged_on.is_none() {
            (section(t!("people-pledge"), html! {
                p { (t!("people-pledge-text")) }
                (post_button::<&str, &str>("/profile/pledge", t!("people-pledge-do"), []))
            }))
        }
    }))
}

/// Who sees what of this, field by field (だれに何が見えているか).
fn seen(it: &Sheet, skills: &[read::SkillHeld]) -> Markup {
    let named: Vec<&str> = skills.iter().map(|it| it.name()).collect();
    let rows = [
        (t!("people-name"), it.name.clone(), t!("people-seen-staff")),
        (
            t!("people-town"),
            it.municipality_name.clone(),
            t!("people-seen-staff"),
        ),
        (
            t!("people-weekly"),
            hours(it.weekly_minutes),
            t!("people-seen-staff"),
        ),
        (
            t!("people-skills"),
            named.join(t!("people-comma").as_str()),
            t!("people-seen-staff"),
        ),
        (
            t!("people-note"),
            it.note_for_directors.clone(),
            t!("people-seen-staff"),
        ),
        (
            t!("people-email"),
            it.email.clone().unwrap_or_default(),
            t!("people-seen-coordinator"),
        ),
        (
            t!("people-phone"),
            it.phone.clone().unwrap_or_default(),
            t!("people-seen-coordinator"),
        ),
        (
            t!("people-ceiling"),
            it.ceiling_yen.map(webkit::formats::yen).unwrap_or_default(),
            t!("people-seen-matching"),
        ),
    ];
    table(
        t!("people-seen"),
        &rows,
        [
            column(t!("people-seen-what"), |it: &(String, String, String)| {
                text(&it.0)
            }),
            column(t!("people-seen-value"), |it: &(String, String, String)| {
                if it.1.is_empty() { dash() } else { text(&it.1) }
            }),
            column(t!("people-seen-who"), |it: &(String, String, String)| {
                text(&it.2)
            }),
        ],
    )
    .markup()
}

pub(super) async fn save_profile(visit: Visit, Form(posted): Form) -> Result<Response, PageError> {
    let it = directory::own_sheet(visit.db(), visit.actor.account).await?;
    let types = read::job_types(visit.db()).await?;
    let mut reader = posted.reader();
    let profile = read_profile(&mut reader, true);
    let chosen = |codes: Vec<String>| -> Vec<JobTypeId> {
        types
            .iter()
            .filter(|it| codes.contains(&it.code))
            .map(|it| it.id)
            .collect()
    };
    let (prefers, refuses) = (
        chosen(reader.many("prefers")),
        chosen(reader.many("refuses")),
    );
    let version = reader.version("_version").unwrap_or(-1) as i32;
    let filled = reader.filled();
    if reader.finish().is_err() {
        return Ok(profile_page(&visit, &it, &filled).await?.into_response());
    }
    let saved = save(&visit, &it, &profile, version, &prefers, &refuses).await;
    match saved {
        Ok(_) => Ok(Done::to("/profile")
            .saying(words!("people-profile-saved"))
            .into_response()),
        // A stale tab is shown what another one has stored since.
        Err(Failure::Stale) => {
            let stored = with_wishes(&visit, &it, filled_of(&it.profile())).await?;
            let filled = filled.against(stored.values);
            Ok(profile_page(&visit, &it, &filled).await?.into_response())
        }
        Err(failure) => Ok(profile_page(&visit, &it, &shown(failure, filled)?)
            .await?
            .into_response()),
    }
}

/// Profile and wishes are one form and so one commit.
async fn save(
    visit: &Visit,
    it: &Sheet,
    profile: &crate::Profile,
    version: i32,
    prefers: &[JobTypeId],
    refuses: &[JobTypeId],
) -> Result<actions::Kept, Failure> {
    let (db, actor, id) = (visit.db(), &visit.actor, &it.public_id);
    db::command!(db, actor.author(), |tx| {
        match actions::edit_profile_in(&tx, actor, id, profile, version).await {
            Ok(_) => actions::wish_in(&tx, actor, id, prefers, refuses).await,
            Err(failure) => Err(failure),
        }
    })
}

pub(super) async fn pledge(visit: Visit) -> Result<Done, PageError> {
    let it = directory::own_sheet(visit.db(), visit.actor.account).await?;
    actions::pledge(visit.db(), &visit.actor, &it.public_id).await?;
    Ok(Done::to("/profile").saying(words!("people-pledge-done")))
}

pub(super) async fn availability(visit: Visit) -> Result<Page, PageError> {
    let it = directory::own_sheet(visit.db(), visit.actor.account).await?;
    let week = read::week_of(visit.db(), it.id).await?;
    availability_page(&visit, &it, &filled_week(&week)).await
}

/// The week as its form shows it; the length of a block is the most usual one.
fn filled_week(week: &Week) -> Filled {
    let usual = [30, 60, 90, 120, 180, 240]
        .into_iter()
        .rev()
        .max_by_key(|minutes| {
            week.blocks
                .iter()
                .filter(|it| it.minutes == *minutes)
                .count()
        });
    let usual = if week.blocks.is_empty() {
        120
    } else {
        usual.unwrap_or(120)
    };
    let filled = Filled::default()
        .with("weekly_hours", (week.weekly_minutes / 60).to_string())
        .with("block_minutes", usual.to_string());
    week.blocks.iter().fold(filled, |form, it| {
        form.with(&format!("day{}", it.weekday), it.block.name())
    })
}

async fn availability_page(visit: &Visit, it: &Sheet, filled: &Filled) -> Result<Page, PageError> {
    let today = visit.today();
    let week = read::week_of(visit.db(), it.id).await?;
    let rests = read::rests_of(visit.db(), it.id, today).await?;
    let resting = rests.iter().any(|it| it.covers(today));
    let blocks = || {
        Block::ALL
            .into_iter()
            .map(|it| (it.name(), it.words().say()))
    };
    let lengths = [30, 60, 90, 120, 180, 240].map(|minutes| (minutes.to_string(), hours(minutes)));
    Ok(Page::titled(t!("people-availability")).lead(t!("people-availability-lead")).errors(filled).body(html! {
        @if !resting {
            (webkit::parts::actions([post_button("/absences", t!("people-rest-today"),
                [("from_on", today.to_string()), ("until_on", today.to_string())])]))
        }
        @if it.week_said_on.is_none() { (banner(Tone::Info, t!("people-week-first"), html! { p { (t!("people-week-first-next")) } })) }
        @else {
            p { (t!("people-week-sum", offered = hours(week.weekly_minutes), held = hours(week.total()))) }
            @if it.week_said_on.is_some_and(|said| said.days_until(today) > 28) {
                (banner(Tone::Info, t!("people-week-stale"), same_again(&week)))
            }
        }
        (form("/availability").submit(t!("people-week-save")).body(html! {
            (field_number("weekly_hours", t!("people-week-most")).required().suffix(t!("people-hour-unit")).support(t!("people-week-most-support")).filled(filled))
            div.week {
                @for weekday in 0..7u8 {
                    (field_checks(format!("day{weekday}"), t!("people-week-day", day = weekday_name(weekday))).options(blocks()).filled(filled))
                }
            }
            (field_select("block_minutes", t!("people-block-length")).options(lengths).support(t!("people-block-length-support")).filled(filled))
        }))
        (section(t!("people-rests"), html! {
            @if rests.is_empty() { p { (t!("people-rests-none")) } }
            @for rest in &rests {
                p { (rest_line(rest)) }
                (post_button("/availability/rests/end", t!("people-rest-end"), [("from_on", rest.from_on.to_string())]))
            }
            (form("/availability/rests").beside(button(t!("people-rest-do"))).body(html! {
                (field_date("from_on", t!("people-rest-from")).required().filled(filled))
                (field_date("until_on", t!("people-rest-until")).required().filled(filled))
            }))
        }))
    }))
}

/// 「変わりありません」: the same week once more, in one tap.
fn same_again(week: &Week) -> Markup {
    let filled = filled_week(week);
    post_button("/availability", t!("people-week-same"), filled.values)
}

pub(super) async fn save_week(visit: Visit, Form(posted): Form) -> Result<Response, PageError> {
    let it = directory::own_sheet(visit.db(), visit.actor.account).await?;
    let before = read::week_of(visit.db(), it.id).await?;
    let mut reader = posted.reader();
    let hours = reader.integer("weekly_hours", 0..=MOST_WEEKLY_MINUTES / 60);
    let minutes = reader
        .optional_integer("block_minutes", 30..=240)
        .unwrap_or(120);
    let mut blocks = Vec::new();
    for weekday in 0..7u8 {
        for name in reader.many(&format!("day{weekday}")) {
            if let Some(block) = Block::named(&name) {
                blocks.push(Given {
                    weekday,
                    block,
                    minutes,
                });
            }
        }
    }
    let filled = reader.filled();
    let Some(hours) = hours else {
        return Ok(availability_page(&visit, &it, &filled)
            .await?
            .into_response());
    };
    // Hours set finer than whole ones stay, when the same whole number comes back.
    let weekly_minutes = if before.weekly_minutes / 60 == hours {
        before.weekly_minutes
    } else {
        hours * 60
    };
    let week = Week {
        blocks,
        weekly_minutes,
    };
    match actions::set_week(visit.db(), &visit.actor, &it.public_id, &week).await {
        Ok(_) => Ok(Done::to("/availability")
            .saying(words!(
                "people-week-saved",
                hours = super::hours(week.total())
            ))
            .into_response()),
        Err(failure) => Ok(availability_page(&visit, &it, &shown(failure, filled)?)
            .await?
            .into_response()),
    }
}

pub(super) async fn rest(visit: Visit, Form(posted): Form) -> Result<Response, PageError> {
    let it = directory::own_sheet(visit.db(), visit.actor.account).await?;
    let mut reader = posted.reader();
    let (from, until) = (reader.day("from_on"), reader.day("until_on"));
    let week = read::week_of(visit.db(), it.id).await?;
    let typed = reader.filled();
    let filled = Filled {
        values: [filled_week(&week).values, typed.values].concat(),
        errors: typed.errors,
        ..Filled::default()
    };
    let (Some(from_on), Some(until_on)) = (from, until) else {
        return Ok(availability_page(&visit, &it, &filled)
            .await?
            .into_response());
    };
    match actions::rest(
        visit.db(),
        &visit.actor,
        &it.public_id,
        Rest { from_on, until_on },
    )
    .await
    {
        Ok(_) => Ok(Done::to("/availability")
            .saying(if from_on == until_on {
                words!("people-rest-done-day", day = from_on)
            } else {
                words!("people-rest-done", from = from_on, until = until_on)
            })
            .into_response()),
        Err(failure) => Ok(availability_page(&visit, &it, &shown(failure, filled)?)
            .await?
            .into_response()),
    }
}

pub(super) async fn end_rest(visit: Visit, Form(posted): Form) -> Result<Done, PageError> {
    let it = directory::own_sheet(visit.db(), visit.actor.account).await?;
    let from = posted.reader().day("from_on");
    let from = from.ok_or_else(|| Form::unchosen("from_on"))?;
    actions::end_rest(visit.db(), &visit.actor, &it.public_id, from).await?;
    Ok(Done::to("/availability").saying(words!("people-rest-ended")))
}
