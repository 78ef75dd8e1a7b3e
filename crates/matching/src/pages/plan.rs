//! マッチング: the plan of one order.

use std::collections::{BTreeMap, BTreeSet};

use access::{Act, PageError, Resource, Visit, accounts};
use axum::extract::{Path, Query};
use base::{Day, Yen};
use orders::PortionId;
use orders::read::{OrderFacts, PortionFacts};
use people::WorkerId;
use people::read::{Candidate, Skill};
use serde::Deserialize;
use webkit::prelude::*;

use super::{balance, id_of, path, rest, run};
use crate::decided::Change;
use crate::runs::order_topic;
use crate::sentences;
use crate::store::{self, PairRow, PlanRow, RestRow, State};
use crate::why::Because;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    page: u64,
}

pub(crate) async fn show(
    visit: Visit,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Page, PageError> {
    let scope = visit.may(Act::Read(Resource::Plans))?;
    let order = orders::read::order_by_public_id(visit.db(), &scope, &id_of(&id)?).await?;
    let may_plan = visit.may(Act::Write(Resource::Plans)).is_ok();
    page(&visit, &order, may_plan, asked.page, &Filled::default()).await
}

/// The page with its plan, or with the sentence that says how to begin.
pub(super) async fn page(
    visit: &Visit,
    order: &OrderFacts,
    may_plan: bool,
    at: u64,
    filled: &Filled,
) -> Result<Page, PageError> {
    let db = visit.db();
    let crumbs = [
        (t!("matching-orders"), "/orders".to_owned()),
        (order.title.clone(), format!("/orders/{}", order.public_id)),
    ];
    let page = Page::titled(t!("matching-title"))
        .wide()
        .crumbs(&crumbs)
        .errors(filled);
    let run = store::runs::latest(db, &order_topic(order.id)).await?;
    let stop = may_plan.then(|| format!("{}/stopping", path(&order.public_id)));
    let plan = store::plan_in_force(db, order.id).await?;
    let since = plan.as_ref().map(|it| it.made_at);
    let going = run::part(run.as_ref(), since, stop.as_deref());
    let is_going = run.as_ref().is_some_and(|it| it.state.is_living());
    let may_plan = may_plan && !is_going;
    let Some(plan) = plan else {
        let begin = html! { (going) @if !is_going { (begin(order, may_plan)) } };
        return Ok(page.lead(t!("matching-lead")).body(begin));
    };
    let names = accounts::names(db, &[plan.made_by]).await?;
    let candidates = people::read::candidates(db, visit.today()).await?;
    let skills = people::read::skills(db).await?;
    let shown = Shown {
        pairs: store::pairs(db, plan.id).await?,
        rest: store::rest(db, plan.id, at).await?,
        rest_count: store::rest_count(db, plan.id).await?,
        leaders: leaders(&candidates, &skills),
        skills,
        portions: orders::read::portions_of(db, order.id).await?,
        towns: shares(&candidates),
        made_by: names.get(&plan.made_by).cloned().unwrap_or_default(),
        left_out: names_of(visit, &plan).await?,
        page: at.max(1),
        may_plan: may_plan && plan.state == State::Proposed,
        today: visit.today(),
        plan,
    };
    let lead = t!(
        "matching-window",
        from = shown.plan.from_on,
        until = shown.plan.until_on
    );
    Ok(page.lead(lead).body(html! {
        (going)
        (standing(order, &shown, may_plan))
        @if let Some(cost) = &shown.plan.outcome.cost { (changed(cost, shown.plan.change.as_ref())) }
        @for it in &shown.plan.outcome.broken {
            (banner(Tone::Caution, t!("matching-broken"), html! { p { (sentences::why(&it.why, &shown.skills)) } }))
        }
        (chosen(order, &shown))
        (balance::portions(&shown))
        (balance::balance(&shown))
        @if !shown.left_out.is_empty() { (rest::left_out(order, &shown)) }
        @if shown.may_plan && !shown.pairs.is_empty() { (sending(order, &shown, filled)) }
        (rest::not_chosen(order, &shown, &visit.path))
        (note(t!("matching-made", name = &shown.made_by, at = shown.plan.made_at, seed = shown.plan.seed)))
    }))
}

/// Everything that the page shows of a plan.
pub(super) struct Shown {
    pub(super) plan: PlanRow,
    pub(super) pairs: Vec<PairRow>,
    pub(super) rest: Vec<RestRow>,
    pub(super) rest_count: i64,
    pub(super) skills: Vec<Skill>,
    pub(super) portions: Vec<PortionFacts>,
    /// People who may be asked, by town.
    pub(super) towns: BTreeMap<String, i64>,
    /// People trained to lead a team, by public id.
    leaders: Vec<(String, String)>,
    pub(super) left_out: Vec<LeftOut>,
    made_by: String,
    pub(super) page: u64,
    pub(super) may_plan: bool,
    today: Day,
}

/// A pair that the director left out.
pub(super) struct LeftOut {
    pub(super) worker_public_id: base::PublicId,
    pub(super) name: String,
    pub(super) portion: PortionId,
}

/// The people who want work, by the name of their town: the wished share of each.
fn shares(people: &[Candidate]) -> BTreeMap<String, i64> {
    let mut towns = BTreeMap::new();
    for it in people {
        *towns.entry(it.municipality_name.clone()).or_default() += i64::from(it.wants_work);
    }
    towns
}

/// Those who are trained to lead a team.
fn leaders(people: &[Candidate], skills: &[Skill]) -> Vec<(String, String)> {
    let lead = skills.iter().find(|it| it.code == "lead").map(|it| it.id);
    let trained = people
        .iter()
        .filter(|it| lead.is_some_and(|lead| it.level(lead) > 0));
    trained
        .map(|it| (it.public_id.to_string(), it.name.clone()))
        .collect()
}

async fn names_of(visit: &Visit, plan: &PlanRow) -> Result<Vec<LeftOut>, PageError> {
    let ids: Vec<WorkerId> = plan.decided.left_out.iter().map(|it| it.worker).collect();
    let cards = people::read::cards_by_ids(visit.db(), &ids).await?;
    let named = plan.decided.left_out.iter().filter_map(|it| {
        let card = cards.iter().find(|card| card.id == it.worker)?;
        Some(LeftOut {
            worker_public_id: card.public_id.clone(),
            name: card.name.clone(),
            portion: it.portion,
        })
    });
    Ok(named.collect())
}

fn begin(order: &OrderFacts, may_plan: bool) -> Markup {
    empty(
        t!("matching-none"),
        html! {
            p { (t!("matching-none-next")) }
            @if may_plan { (form(path(&order.public_id)).submit(t!("matching-propose")).body(html! {})) }
        },
    )
}

/// Where the plan stands, what is short, and the next step.
fn standing(order: &OrderFacts, it: &Shown, may_plan: bool) -> Markup {
    let outcome = &it.plan.outcome;
    let chosen: BTreeSet<WorkerId> = it.pairs.iter().map(|pair| pair.worker).collect();
    let left: i64 = outcome.portions.iter().map(|it| it.left).sum();
    let next = it.plan.until_on.plus_days(1);
    let people = |count: i64| text(t!("matching-count-people", count = count));
    let units = |count: i64| text(t!("matching-count-units", count = count));
    let figures = [
        (
            t!("matching-people"),
            people(chosen.len() as i64),
            t!("matching-people-note", count = it.rest_count),
        ),
        (
            t!("matching-units"),
            units(outcome.given()),
            t!("matching-of-units", units = left),
        ),
        (
            t!("matching-new-earners"),
            people(outcome.new_earners),
            t!("matching-new-earners-note"),
        ),
        (
            t!("matching-waiting"),
            units(outcome.waiting()),
            t!("matching-waiting-note", from = next),
        ),
    ];
    html! {
        @match it.plan.state {
            State::Sent => { (banner(Tone::Good, t!("matching-is-sent"), html! {
                p { (t!("matching-is-sent-next")) }
                p { (link(format!("/work-orders?order={}", order.public_id), t!("matching-see-offers"))) }
            })) }
            _ => { (banner(Tone::Info, t!("matching-is-proposed"), html! { p { (t!("matching-is-proposed-next")) } })) }
        }
        @if let Some(sentence) = sentences::shortage(outcome) {
            (banner(Tone::Caution, sentence.say(), html! { p { (t!("matching-shortage-next", units = outcome.short())) } }))
        }
        (webkit::figures(&figures))
        @if outcome.waiting() > 0 { (note(t!("matching-waiting-next", units = outcome.waiting(), from = next))) }
        @if may_plan {
            (actions([
                post_button::<&str, &str>(path(&order.public_id), again_label(it), []),
                put_aside(order, it),
            ]))
        }
    }
}

fn again_label(it: &Shown) -> String {
    if it.plan.state == State::Sent {
        t!("matching-propose-more")
    } else {
        t!("matching-propose-again")
    }
}

fn put_aside(order: &OrderFacts, it: &Shown) -> Markup {
    let action = format!("{}/put-aside", path(&order.public_id));
    html! {
        @if it.may_plan {
            (post_button(action, t!("matching-put-aside"), [("plan", it.plan.public_id.as_str())]))
        }
    }
}

/// What the director's last decision has cost.
pub(super) fn changed(cost: &crate::outcome::Cost, change: Option<&Change>) -> Markup {
    let what = match change {
        Some(Change::Fix { .. }) => t!("matching-did-fix"),
        Some(Change::Loosen { .. }) => t!("matching-did-loosen"),
        Some(Change::LeaveOut { .. }) => t!("matching-did-leave-out"),
        Some(Change::Allow { .. }) => t!("matching-did-allow"),
        Some(Change::Swap { .. }) => t!("matching-did-swap"),
        None => t!("matching-did-propose"),
    };
    let lines = sentences::cost(cost);
    banner(
        Tone::Info,
        what,
        html! {
            @if lines.is_empty() { p { (t!("matching-cost-nothing")) } }
            @else {
                p { (t!("matching-cost")) }
                (list(lines.iter().map(|it| text(it.say()))))
            }
        },
    )
}

fn chosen(order: &OrderFacts, it: &Shown) -> Markup {
    let pair_path = |row: &PairRow| format!("{}/pairs/{}", path(&order.public_id), row.public_id);
    if it.pairs.is_empty() {
        return empty(
            t!("matching-nobody"),
            html! { p { (t!("matching-nobody-next")) } },
        );
    }
    let mut columns = vec![
        column(t!("matching-person"), |row: &PairRow| {
            html! {
                (link(pair_path(row), &row.name))
                @if row.fixed { " " (chip(Tone::Info, t!("matching-fixed"))) }
            }
        }),
        column(t!("matching-town"), |row: &PairRow| text(&row.town)),
        column(t!("matching-part"), |row: &PairRow| {
            text(sentences::portion(row.lot_no, &row.step_name, row.group).say())
        }),
        number_column(t!("matching-units"), |row: &PairRow| number(row.units)),
        number_column(t!("matching-time"), |row: &PairRow| {
            text(sentences::seconds(row.seconds).say())
        }),
        number_column(t!("matching-fee"), |row: &PairRow| yen(fee(row))),
        column(t!("matching-reasons"), |row: &PairRow| {
            reasons(&row.because, &it.skills)
        }),
    ];
    if it.may_plan {
        columns.push(column(t!("matching-decide"), |row: &PairRow| {
            decide(order, it, row)
        }));
    }
    let caption = t!("matching-chosen");
    html! { (table(caption, &it.pairs, columns).dense()) }
}

/// The fee of a pair.
pub(super) fn fee(row: &PairRow) -> Yen {
    row.unit_pay.times(row.units).unwrap_or_default()
}

pub(super) fn reasons(because: &[Because], skills: &[Skill]) -> Markup {
    let sentences: Vec<String> = because
        .iter()
        .map(|it| sentences::because(it, skills).say())
        .collect();
    let (first, more) = sentences.split_at(sentences.len().min(3));
    html! {
        (text(first.join(&t!("matching-slash"))))
        @if !more.is_empty() { (details(t!("matching-more-reasons"), list(more.iter().map(text)))) }
    }
}

/// 固定・外す・入替.
fn decide(order: &OrderFacts, it: &Shown, row: &PairRow) -> Markup {
    let base = path(&order.public_id);
    let hidden = [
        ("plan", it.plan.public_id.as_str()),
        ("pair", row.public_id.as_str()),
    ];
    actions([
        if row.fixed {
            post_button(format!("{base}/loosened"), t!("matching-loosen"), hidden)
        } else {
            post_button(format!("{base}/fixed"), t!("matching-fix"), hidden)
        },
        post_button(format!("{base}/left-out"), t!("matching-leave-out"), hidden),
        button_link(
            format!("{base}/pairs/{}", row.public_id),
            t!("matching-swap"),
        ),
    ])
}

/// 打診を送る: by when an answer is wanted, and who leads.
fn sending(order: &OrderFacts, it: &Shown, filled: &Filled) -> Markup {
    let nobody = ("".to_owned(), t!("matching-leader-none"));
    let options = [nobody].into_iter().chain(it.leaders.iter().cloned());
    let usual = Filled::of([("answer_by", it.today.plus_days(3).to_string())]);
    let filled = if filled.is_faulty() { filled } else { &usual };
    section(
        t!("matching-send-title"),
        html! {
            p { (t!("matching-send-lead", people = it.pairs.len())) }
            (form(format!("{}/offers", path(&order.public_id)))
                .hidden("plan", it.plan.public_id.as_str())
                .submit(t!("matching-send"))
                .body(html! {
                    (field_date("answer_by", t!("matching-answer-by")).support(t!("matching-answer-by-support")).required().filled(filled))
                    @if !it.leaders.is_empty() {
                        (field_select("leader", t!("matching-leader")).support(t!("matching-leader-support")).optional().options(options).filled(filled))
                    }
                }))
        },
    )
}
