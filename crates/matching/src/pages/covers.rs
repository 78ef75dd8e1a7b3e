//! お休みの引き継ぎ: for the team what can be done about somebody's days off, and for the person a kind word and the choice.

use std::collections::BTreeMap;

use access::{AccountId, Act, Done, Form, PageError, Resource, Scope, Visit, accounts};
use axum::extract::Path;
use people::read::WorkerCard;
use people::{Rest, WorkerId};
use webkit::prelude::*;
use work::WorkCard;

use super::{id_of, run};
use crate::Refusal;
use crate::covers::{self, CoverAnswer, CoverOption, Part, Way};
use crate::runs::cover_topic;
use crate::store::{self, covers as rows, covers::CoverRow};

/// Everybody within reach who takes days off.
pub(crate) async fn list(visit: Visit) -> Result<Page, PageError> {
    let scope = visit.may(Act::Read(Resource::Covers))?;
    let current = rows::current(visit.db(), &scope, visit.today()).await?;
    let page = Page::titled(t!("matching-covers-title"));
    if current.is_empty() {
        let next = html! { p { (t!("matching-covers-none-next")) } };
        return Ok(page.body(empty(t!("matching-covers-none"), next)));
    }
    let state = |it: &CoverRow| match (it.chosen, it.hand_over) {
        (Some(_), _) => chip(Tone::Good, t!("matching-cover-settled")),
        (None, false) => chip(Tone::Plain, t!("matching-cover-goes-on")),
        (None, true) => chip(Tone::Caution, t!("matching-cover-open")),
    };
    let shown = table(
        t!("matching-covers-table"),
        &current,
        [
            column(t!("matching-person"), |it: &CoverRow| {
                link(format!("/covers/{}", it.public_id), &it.name)
            }),
            column(t!("matching-cover-from"), |it: &CoverRow| day(it.from_on)),
            column(t!("matching-cover-until"), |it: &CoverRow| day(it.until_on)),
            column(t!("matching-cover-state"), state),
        ],
    );
    Ok(page.lead(t!("matching-covers-lead")).body(shown))
}

/// What one page of the matter shows.
struct Shown {
    row: CoverRow,
    /// The work orders within reach.
    work: BTreeMap<i64, WorkCard>,
    people: BTreeMap<WorkerId, WorkerCard>,
    chosen_by: Option<String>,
}

impl Shown {
    async fn of(visit: &Visit, scope: &Scope, row: CoverRow) -> Result<Shown, PageError> {
        let db = visit.db();
        let answer = row.answer.clone().unwrap_or_default();
        let parts = answer
            .options
            .iter()
            .flat_map(|it| it.asks.iter().chain(&it.own));
        let people: Vec<WorkerId> = parts.map(|it| it.worker).collect();
        let lost = answer.lost.iter().map(|it| it.0);
        let mut work = BTreeMap::new();
        for id in lost {
            let card = work::read::card_by_id(db, work::WorkOrderId(id)).await?;
            if let Ok(card) = work::read::card(db, scope, &card.public_id).await {
                work.insert(id, card);
            }
        }
        let chosen_by = row.chosen_by.into_iter().collect::<Vec<AccountId>>();
        let names = accounts::names(db, &chosen_by).await?;
        let cards = people::read::cards_by_ids(db, &people).await?;
        Ok(Shown {
            people: cards.into_iter().map(|it| (it.id, it)).collect(),
            chosen_by: names.into_values().next(),
            work,
            row,
        })
    }

    fn title(&self, work_order: i64) -> String {
        match self.work.get(&work_order) {
            Some(it) => t!(
                "matching-cover-work",
                title = &it.title,
                step = &it.step_name
            ),
            None => t!("matching-region-others-part"),
        }
    }

    fn name(&self, worker: WorkerId) -> String {
        self.people
            .get(&worker)
            .map(|it| it.name.clone())
            .unwrap_or_default()
    }
}

/// For leaders and directors: what falls on the days off, and ranked ways.
pub(crate) async fn show(visit: Visit, Path(id): Path<String>) -> Result<Page, PageError> {
    let scope = visit.may(Act::Read(Resource::Covers))?;
    let row = rows::cover(visit.db(), &scope, &id_of(&id)?).await?;
    let may = visit.may(Act::Write(Resource::Covers)).is_ok();
    let going = store::runs::latest(visit.db(), &cover_topic(row.id)).await?;
    let since = row.answer.as_ref().map(|_| row.said_at);
    let it = Shown::of(&visit, &scope, row).await?;
    let lead = match it.row.from_on == it.row.until_on {
        true => t!("matching-cover-lead-day", day = it.row.from_on),
        false => t!(
            "matching-cover-lead",
            from = it.row.from_on,
            until = it.row.until_on
        ),
    };
    let page = Page::titled(t!("matching-cover-title", name = &it.row.name))
        .crumbs(&[(t!("matching-covers-title"), "/covers")])
        .lead(lead)
        .body(run::part(going.as_ref(), since, None));
    let Some(answer) = &it.row.answer else {
        return Ok(page);
    };
    if answer.lost.is_empty() {
        let next = html! { p { (t!("matching-cover-nothing-lost-next")) } };
        return Ok(page.body(empty(t!("matching-cover-nothing-lost"), next)));
    }
    Ok(page.body(html! {
        (standing(&it))
        (lost(&it, answer))
        (section(t!("matching-cover-options"), html! {
            @for (at, option) in shown(answer).into_iter().enumerate() { (card_of(&it, answer, option, at, may)) }
        }))
        (note(t!("matching-cover-consent")))
    }))
}

fn standing(it: &Shown) -> Markup {
    match (it.row.chosen, it.row.hand_over) {
        (Some(way), _) => banner(
            Tone::Good,
            t!("matching-cover-chosen", way = way_words(way)),
            html! {
                @if let (Some(name), Some(at)) = (&it.chosen_by, it.row.chosen_at) {
                    p { (t!("matching-cover-chosen-by", name = name, at = at)) }
                }
            },
        ),
        (None, false) => banner(
            Tone::Info,
            t!("matching-cover-goes-on"),
            html! { p { (t!("matching-cover-goes-on-next")) } },
        ),
        (None, true) => Markup::default(),
    }
}

fn lost(it: &Shown, answer: &CoverAnswer) -> Markup {
    let ours: Vec<&(i64, i64)> = answer
        .lost
        .iter()
        .filter(|row| it.work.contains_key(&row.0))
        .collect();
    table(
        t!("matching-cover-lost"),
        &ours,
        [
            column(
                t!("matching-cover-work-order"),
                |row: &&(i64, i64)| match it.work.get(&row.0) {
                    Some(card) => link(format!("/work-orders/{}", card.public_id), it.title(row.0)),
                    None => text(it.title(row.0)),
                },
            ),
            number_column(t!("matching-units"), |row: &&(i64, i64)| number(row.1)),
            column(t!("matching-due"), |row: &&(i64, i64)| {
                day_or_dash(it.work.get(&row.0).map(|card| card.due_on))
            }),
        ],
    )
    .markup()
}

/// The ways to show: one that asks the same as an earlier one is left out, but never doing nothing.
fn shown(answer: &CoverAnswer) -> Vec<&CoverOption> {
    let mut shown: Vec<&CoverOption> = Vec::new();
    for it in &answer.options {
        let same = |other: &&CoverOption| {
            (&other.asks, &other.own, &other.uncovered) == (&it.asks, &it.own, &it.uncovered)
        };
        if it.way == Way::DoNothing || !shown.iter().any(|other| same(other)) {
            shown.push(it);
        }
    }
    shown
}

fn card_of(it: &Shown, answer: &CoverAnswer, option: &CoverOption, at: usize, may: bool) -> Markup {
    let title = t!(
        "matching-cover-option",
        no = at + 1,
        way = way_words(option.way)
    );
    let asks = option.asks.iter().map(|part| asked(it, part));
    let own = option
        .own
        .iter()
        .filter(|part| part.until.is_some())
        .map(|part| own(it, part));
    let lines: Vec<Markup> = asks.chain(own).collect();
    let all: i64 = answer.lost.iter().map(|row| row.1).sum();
    let open = may && it.row.chosen.is_none() && (option.asks.is_empty() || it.row.hand_over);
    let body = html! {
        @if lines.is_empty() { p { (t!("matching-cover-asks-nobody")) } } @else { (webkit::list(lines)) }
        @match option.short() {
            0 => { p { (chip(Tone::Good, t!("matching-cover-in-time"))) " " (t!("matching-cover-all-in-time", units = all)) } },
            short => { p { (chip(Tone::Caution, t!("matching-cover-late"))) " " (t!("matching-cover-uncovered", units = short)) } },
        }
        @if open {
            (actions([post_button(format!("/covers/{}/choice", it.row.public_id), t!("matching-cover-choose"), [("way", option.way.name())])]))
        }
    };
    match at {
        0 if it.row.chosen.is_none() => card_now(title, body),
        _ => card(title, body),
    }
}

fn asked(it: &Shown, part: &Part) -> Markup {
    let name = it.name(part.worker);
    text(match part.until {
        Some(until) => t!(
            "matching-cover-ask",
            name = name,
            units = part.units,
            until = until
        ),
        None => t!("matching-cover-ask-some", name = name, units = part.units),
    })
}

fn own(it: &Shown, part: &Part) -> Markup {
    text(match part.until {
        Some(until) => t!("matching-cover-own", name = &it.row.name, until = until),
        None => it.title(part.work_order),
    })
}

fn way_words(way: Way) -> Words {
    Words::new(match way {
        Way::LeastDisturbance => "matching-way-least",
        Way::NobodyNew => "matching-way-nobody-new",
        Way::OneDayLate => "matching-way-late",
        Way::DoNothing => "matching-way-nothing",
    })
}

pub(super) async fn choose(
    visit: Visit,
    Path(id): Path<String>,
    Form(posted): Form,
) -> Result<Done, PageError> {
    let id = id_of(&id)?;
    let scope = visit.may(Act::Write(Resource::Covers))?;
    rows::cover(visit.db(), &scope, &id).await?;
    let way = posted.first("way").and_then(Way::named);
    let way = way.ok_or_else(|| access::refused(Refusal::Settled))?;
    let offers = covers::choose(visit.db(), &visit.actor, &id, way).await?;
    let words = match offers {
        0 => words!("matching-cover-done"),
        _ => words!("matching-cover-asked", count = offers),
    };
    Ok(Done::to(format!("/covers/{id}")).saying(words))
}

/// 「今日は休みます」, in one tap; other days come with the form.
pub(super) async fn say(visit: Visit, Form(posted): Form) -> Result<Done, PageError> {
    let mut reader = posted.reader();
    let today = visit.today();
    let from_on = reader.day("from_on").unwrap_or(today);
    let until_on = reader.day("until_on").unwrap_or(from_on);
    let said = covers::say(visit.db(), &visit.actor, Rest { from_on, until_on }).await?;
    let done = match said {
        Some(id) => Done::to(format!("/absences/{id}")),
        None => Done::to("/availability"),
    };
    Ok(done.saying(words!("matching-absence-said")))
}

/// For the person: what happens with the work, and the own choice.
pub(crate) async fn own_page(visit: Visit, Path(id): Path<String>) -> Result<Page, PageError> {
    let scope = visit.may(Act::Read(Resource::Offers))?;
    let row = rows::cover(visit.db(), &scope, &id_of(&id)?).await?;
    let it = Shown::of(&visit, &scope, row).await?;
    let page = Page::titled(t!("matching-absence-title"))
        .crumbs(&[(t!("matching-absence-days"), "/availability")]);
    let body = match (&it.row.answer, it.row.chosen) {
        (_, Some(_)) => chosen(&it),
        (Some(answer), None) if answer.lost.is_empty() => {
            html! { p { (t!("matching-absence-nothing-lost")) } }
        }
        _ => waiting(&it),
    };
    Ok(page.lead(t!("matching-absence-lead")).body(body))
}

fn chosen(it: &Shown) -> Markup {
    let way = it.row.chosen.unwrap_or(Way::DoNothing);
    let options = it.row.answer.iter().flat_map(|it| &it.options);
    let asks = options.filter(|it| it.way == way).flat_map(|it| &it.asks);
    let units: i64 = asks.map(|it| it.units).sum();
    html! {
        @match units {
            0 => p { (t!("matching-absence-settled")) },
            _ => p { (t!("matching-absence-handed-over", units = units)) },
        }
        (button_link("/work", t!("matching-absence-to-work")))
    }
}

fn waiting(it: &Shown) -> Markup {
    let path = |what: &str| format!("/absences/{}/{what}", it.row.public_id);
    let none: [(&str, &str); 0] = [];
    html! {
        @if it.row.hand_over {
            p { (t!("matching-absence-hand-over")) }
            (actions([post_button(path("keeping"), t!("matching-absence-keep"), none)]))
        } @else {
            p { (t!("matching-absence-keeps")) }
            (actions([post_button(path("handing-over"), t!("matching-absence-let"), none)]))
        }
        (note(t!("matching-absence-free")))
    }
}

pub(super) async fn keeping(
    visit: Visit,
    Path(id): Path<String>,
    Form(_): Form,
) -> Result<Done, PageError> {
    decided(&visit, &id, false).await
}

pub(super) async fn handing_over(
    visit: Visit,
    Path(id): Path<String>,
    Form(_): Form,
) -> Result<Done, PageError> {
    decided(&visit, &id, true).await
}

async fn decided(visit: &Visit, id: &str, hand_over: bool) -> Result<Done, PageError> {
    let id = id_of(id)?;
    covers::let_others(visit.db(), &visit.actor, &id, hand_over).await?;
    let words = match hand_over {
        true => words!("matching-absence-let-said"),
        false => words!("matching-absence-keep-said"),
    };
    Ok(Done::to(format!("/absences/{id}")).saying(words))
}
