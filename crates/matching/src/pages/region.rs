//! 全体のマッチング: every open order and everyone in one plan. A director sees the pairs of the own orders; the rest of the
//! region in counts.

use std::collections::{BTreeMap, BTreeSet};

use access::{Act, PageError, Resource, Visit, accounts, places};
use axum::extract::Query;
use base::Yen;
use orders::read::{OrderFacts, PortionFacts};
use orders::{OrderId, PortionId};
use people::WorkerId;
use people::read::{Skill, WorkerCard};
use serde::Deserialize;
use webkit::prelude::*;

use super::{balance, first_job, plan, region_pair, run};
use crate::runs::BOARD;
use crate::sentences;
use crate::solved::{PairOf, RestOf};
use crate::store;
use crate::store::board::{self, BoardRow};

/// Rows of each list on one page.
const PAGE: usize = 40;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    page: usize,
    worker: String,
    portion: String,
}

pub(crate) async fn show(visit: Visit, Query(asked): Query<Asked>) -> Result<Page, PageError> {
    let may = visit.may(Act::Write(Resource::Board)).is_ok();
    let going = store::runs::latest(visit.db(), BOARD).await?;
    let is_going = going.as_ref().is_some_and(|it| it.state.is_living());
    let row = board::in_force(visit.db()).await?;
    let since = row.as_ref().map(|it| it.made_at);
    let part = run::part(going.as_ref(), since, may.then_some("/matching/stopping"));
    let page = Page::titled(t!("matching-region-title"))
        .wide()
        .body(html! { (ways(&visit, false)) (part) });
    let Some(row) = row else {
        let begin = html! { @if !is_going { (begin(may)) } };
        return Ok(page.lead(t!("matching-region-lead")).body(begin));
    };
    let it = Shown::of(&visit, row, may && !is_going).await?;
    let lead = t!(
        "matching-window",
        from = it.board.from_on,
        until = it.board.until_on
    );
    Ok(page
        .lead(lead)
        .body(whole(&it, &visit.path, asked.page.max(1))))
}

/// The two pages on the region: the plan, and why people have no work.
pub(super) fn ways(visit: &Visit, causes: bool) -> Markup {
    let may = |resource| visit.may(Act::Read(resource)).is_ok();
    let both = may(Resource::Board) && may(Resource::Causes);
    html! {
        @if both {
            (tabs(&[
                (t!("matching-region-tab"), "/matching", !causes),
                (t!("matching-causes-tab"), "/matching/causes", causes),
            ]))
        }
    }
}

fn begin(may: bool) -> Markup {
    empty(
        t!("matching-region-none"),
        html! {
            p { (t!("matching-region-none-next")) }
            @if may { (form("/matching").submit(t!("matching-propose")).body(html! {})) }
        },
    )
}

/// Everything that the board shows.
pub(super) struct Shown {
    pub board: BoardRow,
    /// The open orders within reach.
    pub orders: BTreeMap<OrderId, OrderFacts>,
    pub portions: BTreeMap<PortionId, PortionFacts>,
    pub people: BTreeMap<WorkerId, WorkerCard>,
    pub skills: Vec<Skill>,
    pub towns: Vec<(access::MunicipalityId, String)>,
    /// Who has had work before.
    pub had_work: BTreeSet<WorkerId>,
    pub made_by: String,
    pub may: bool,
}

impl Shown {
    async fn of(visit: &Visit, board: BoardRow, may: bool) -> Result<Shown, PageError> {
        let db = visit.db();
        let scope = visit.may(Act::Read(Resource::Board))?;
        let portions: Vec<PortionId> = board.outcome.portions.iter().map(|it| it.portion).collect();
        let in_plan = board.pairs.iter().map(|it| it.worker);
        let beside = board.rest.iter().map(|it| it.worker);
        let left_out = board.decided.left_out.iter().map(|it| it.worker);
        let people: BTreeSet<WorkerId> = in_plan.chain(beside).chain(left_out).collect();
        let people: Vec<WorkerId> = people.into_iter().collect();
        let names = accounts::names(db, &[board.made_by]).await?;
        let last = work::read::last_work(db).await?;
        Ok(Shown {
            orders: orders::read::orders_open(db, &scope)
                .await?
                .into_iter()
                .map(|it| (it.id, it))
                .collect(),
            portions: orders::read::portions_by_ids(db, &portions)
                .await?
                .into_iter()
                .map(|it| (it.id, it))
                .collect(),
            people: people::read::cards_by_ids(db, &people)
                .await?
                .into_iter()
                .map(|it| (it.id, it))
                .collect(),
            skills: people::read::skills(db).await?,
            towns: places::municipalities(db)
                .await?
                .into_iter()
                .map(|it| (it.id, it.name))
                .collect(),
            had_work: last
                .iter()
                .filter(|it| it.last_on.is_some())
                .map(|it| WorkerId(it.worker))
                .collect(),
            made_by: names.get(&board.made_by).cloned().unwrap_or_default(),
            may,
            board,
        })
    }

    /// The order of a portion, when the reader may see it.
    pub fn order_of(&self, portion: PortionId) -> Option<&OrderFacts> {
        self.orders.get(&self.portions.get(&portion)?.order)
    }

    /// The name of a person with a link to the own page.
    pub fn person(&self, worker: WorkerId) -> Markup {
        match self.people.get(&worker) {
            Some(it) => link(format!("/workers/{}", it.public_id), &it.name),
            None => dash(),
        }
    }

    pub fn town(&self, worker: WorkerId) -> String {
        self.people
            .get(&worker)
            .map(|it| it.municipality_name.clone())
            .unwrap_or_default()
    }

    /// 「店舗情報の確認 ロット1・確認」, or that it belongs to somebody else.
    pub fn part(&self, portion: PortionId) -> String {
        match (self.order_of(portion), self.portions.get(&portion)) {
            (Some(order), Some(it)) => {
                let part = sentences::portion(it.lot_no, &it.step_name, it.group);
                t!("matching-region-part", title = &order.title, part = part)
            }
            _ => t!("matching-region-others-part"),
        }
    }

    /// The fee of a pair.
    pub fn fee(&self, it: &PairOf) -> Yen {
        let pay = self.portions.get(&it.portion).map(|it| it.unit_pay);
        pay.and_then(|pay| pay.times(it.units).ok())
            .unwrap_or_default()
    }

    /// The fields that name a pair in a form.
    pub fn named(
        &self,
        worker: WorkerId,
        portion: PortionId,
        units: i64,
    ) -> [(&'static str, String); 4] {
        let worker = self.people.get(&worker).map(|it| it.public_id.to_string());
        let portion = self
            .portions
            .get(&portion)
            .map(|it| it.public_id.to_string());
        [
            ("plan", self.board.public_id.to_string()),
            ("worker", worker.unwrap_or_default()),
            ("portion", portion.unwrap_or_default()),
            ("units", units.to_string()),
        ]
    }
}

fn whole(it: &Shown, here: &str, page: usize) -> Markup {
    html! {
        (standing(it))
        @if let Some(cost) = &it.board.outcome.cost { (plan::changed(cost, it.board.change.as_ref())) }
        @for broken in &it.board.outcome.broken {
            (banner(Tone::Caution, t!("matching-broken"), html! { p { (sentences::why(&broken.why, &it.skills)) } }))
        }
        (by_order(it))
        (first_job::lane(it))
        (chosen(it, here, page))
        (balance::of_region(it))
        (left_out(it))
        (not_chosen(it, here, page))
        (note(t!("matching-made", name = &it.made_by, at = it.board.made_at, seed = it.board.seed)))
    }
}

/// Where the plan stands, what is short, how good it is, and the next step.
fn standing(it: &Shown) -> Markup {
    let (outcome, weighed) = (&it.board.outcome, &it.board.weighed);
    let chosen: BTreeSet<WorkerId> = it.board.pairs.iter().map(|pair| pair.worker).collect();
    let left: i64 = outcome.portions.iter().map(|it| it.left).sum();
    let people = |count: i64| text(t!("matching-count-people", count = count));
    let units = |count: i64| text(t!("matching-count-units", count = count));
    let gap = it
        .board
        .bound_yen
        .and_then(|bound| run::gap_permille(weighed.score_yen, bound));
    let worth = match gap {
        Some(gap) => t!("matching-region-worth-gap", percent = run::tenths(gap)),
        None => t!("matching-region-worth-note"),
    };
    let figures = [
        (
            t!("matching-people"),
            people(chosen.len() as i64),
            t!("matching-people-note", count = it.board.rest.len()),
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
            t!("matching-region-worth"),
            yen(Yen::new(weighed.score_yen)),
            worth,
        ),
    ];
    html! {
        @if let Some(sentence) = sentences::shortage(outcome) {
            (banner(Tone::Caution, sentence.say(), html! {
                p { (t!("matching-shortage-next", units = outcome.short())) }
                p { (link("/matching/causes", t!("matching-region-to-causes"))) }
            }))
        }
        (webkit::figures(&figures))
        (wishes(it))
        @if it.may { (actions([post_button::<&str, &str>("/matching", t!("matching-propose-again"), [])])) }
    }
}

/// The five wishes in their written order.
fn wishes(it: &Shown) -> Markup {
    let weighed = &it.board.weighed;
    let short = t!(
        "matching-region-short",
        amount = Yen::new(weighed.short_yen),
        hours = weighed.short_hours
    );
    details(
        t!("matching-region-wishes"),
        facts(&[
            (t!("matching-wish-delivery"), text(short)),
            (
                t!("matching-wish-people"),
                text(t!(
                    "matching-region-earners",
                    count = weighed.earners,
                    more = weighed.new_earners
                )),
            ),
            (
                t!("matching-wish-fairness"),
                yen(Yen::new(weighed.fairness_yen)),
            ),
            (
                t!("matching-wish-margin"),
                yen(Yen::new(weighed.margin_yen)),
            ),
            (t!("matching-wish-soft"), yen(Yen::new(weighed.soft_yen))),
        ]),
    )
}

/// One order of the board.
struct OrderLine<'a> {
    order: Option<&'a OrderFacts>,
    people: BTreeSet<WorkerId>,
    left: i64,
    given: i64,
    short: i64,
    waiting: i64,
}

fn by_order(it: &Shown) -> Markup {
    let mut lines: BTreeMap<Option<OrderId>, OrderLine> = BTreeMap::new();
    for planned in &it.board.outcome.portions {
        let order = it.order_of(planned.portion);
        let line = lines.entry(order.map(|it| it.id)).or_insert(OrderLine {
            order,
            people: BTreeSet::new(),
            left: 0,
            given: 0,
            short: 0,
            waiting: 0,
        });
        line.left += planned.left;
        line.given += planned.given;
        line.short += planned.short();
        line.waiting += planned.waiting();
        let team = it
            .board
            .pairs
            .iter()
            .filter(|pair| pair.portion == planned.portion);
        line.people.extend(team.map(|pair| pair.worker));
    }
    let mut lines: Vec<OrderLine> = lines.into_values().collect();
    lines.sort_by_key(|it| {
        (
            it.order.is_none(),
            -it.short,
            it.order.map(|order| order.due_on),
        )
    });
    let mut columns = vec![
        column(t!("matching-region-order"), |it: &OrderLine| {
            match it.order {
                Some(order) => link(super::path(&order.public_id), &order.title),
                None => text(t!("matching-region-others")),
            }
        }),
        column(t!("matching-due"), |it: &OrderLine| {
            day_or_dash(it.order.map(|it| it.due_on))
        }),
        number_column(t!("matching-people"), |it: &OrderLine| {
            number(it.people.len() as i64)
        }),
        number_column(t!("matching-left"), |it: &OrderLine| number(it.left)),
        number_column(t!("matching-given"), |it: &OrderLine| number(it.given)),
        number_column(t!("matching-short"), |it: &OrderLine| number(it.short)),
        number_column(t!("matching-waiting"), |it: &OrderLine| number(it.waiting)),
    ];
    if it.may {
        columns.push(column(t!("matching-next"), |line: &OrderLine| {
            hand_over(it, line)
        }));
    }
    html! { (table(t!("matching-region-orders"), &lines, columns).dense()) }
}

fn hand_over(it: &Shown, line: &OrderLine) -> Markup {
    let Some(order) = line.order.filter(|_| line.given > 0) else {
        return dash();
    };
    let action = format!("/matching/orders/{}", order.public_id);
    post_button(
        action,
        t!("matching-region-hand-over"),
        [("plan", it.board.public_id.as_str())],
    )
}

fn chosen(it: &Shown, here: &str, page: usize) -> Markup {
    let ours: Vec<&PairOf> = it
        .board
        .pairs
        .iter()
        .filter(|pair| it.order_of(pair.portion).is_some())
        .collect();
    let others = it.board.pairs.len() - ours.len();
    if ours.is_empty() {
        return empty(
            t!("matching-nobody"),
            html! { p { (t!("matching-nobody-next")) } },
        );
    }
    let rows = some(&ours, page);
    let mut columns = vec![
        column(t!("matching-person"), |row: &&PairOf| {
            html! {
                (it.person(row.worker)) @if row.fixed { " " (chip(Tone::Info, t!("matching-fixed"))) }
            }
        }),
        column(t!("matching-town"), |row: &&PairOf| {
            text(it.town(row.worker))
        }),
        column(t!("matching-part"), |row: &&PairOf| {
            text(it.part(row.portion))
        }),
        number_column(t!("matching-units"), |row: &&PairOf| number(row.units)),
        number_column(t!("matching-time"), |row: &&PairOf| {
            text(sentences::seconds(row.seconds).say())
        }),
        number_column(t!("matching-fee"), |row: &&PairOf| yen(it.fee(row))),
        column(t!("matching-reasons"), |row: &&PairOf| {
            plan::reasons(&row.because, &it.skills)
        }),
    ];
    if it.may {
        columns.push(column(t!("matching-decide"), |row: &&PairOf| {
            decide(it, row)
        }));
    }
    html! {
        (table(t!("matching-chosen"), rows, columns).total(ours.len()).dense())
        @if others > 0 { (note(t!("matching-region-others-pairs", count = others))) }
        (pagination_open(page, page * PAGE < ours.len(), here))
    }
}

fn some<T>(rows: &[T], page: usize) -> &[T] {
    let from = (page - 1).saturating_mul(PAGE).min(rows.len());
    &rows[from..(from + PAGE).min(rows.len())]
}

fn decide(it: &Shown, row: &PairOf) -> Markup {
    let named = || it.named(row.worker, row.portion, row.units);
    let [_, (_, worker), (_, portion), _] = named();
    actions([
        match row.fixed {
            true => post_button("/matching/loosened", t!("matching-loosen"), named()),
            false => post_button("/matching/fixed", t!("matching-fix"), named()),
        },
        post_button("/matching/left-out", t!("matching-leave-out"), named()),
        button_link(
            format!("/matching/pair?worker={worker}&portion={portion}"),
            t!("matching-swap"),
        ),
    ])
}

fn left_out(it: &Shown) -> Markup {
    let ours = it
        .board
        .decided
        .left_out
        .iter()
        .filter(|pair| it.order_of(pair.portion).is_some());
    let rows: Vec<_> = ours.collect();
    if rows.is_empty() {
        return Markup::default();
    }
    let allow = |row: &&crate::decided::Pair| {
        html! {
            @if it.may { (post_button("/matching/allowed", t!("matching-allow"), it.named(row.worker, row.portion, 0))) }
        }
    };
    html! {
        (table(t!("matching-left-out"), &rows, [
            column(t!("matching-person"), |row: &&crate::decided::Pair| it.person(row.worker)),
            column(t!("matching-part"), |row: &&crate::decided::Pair| text(it.part(row.portion))),
            column(t!("matching-decide"), allow),
        ]).dense())
    }
}

/// Everyone else, who came nearest first.
fn not_chosen(it: &Shown, here: &str, page: usize) -> Markup {
    if it.board.rest.is_empty() {
        return note(t!("matching-everyone"));
    }
    let mut rest: Vec<&RestOf> = it.board.rest.iter().collect();
    rest.sort_by_key(|row| (-row.why.nearness(), row.worker));
    let rows = some(&rest, page);
    let mut columns = vec![
        column(t!("matching-person"), |row: &&RestOf| it.person(row.worker)),
        column(t!("matching-town"), |row: &&RestOf| {
            text(it.town(row.worker))
        }),
        column(t!("matching-nearest"), |row: &&RestOf| {
            text(it.part(row.portion))
        }),
        column(t!("matching-first-limit"), |row: &&RestOf| {
            text(sentences::why(&row.why, &it.skills).say())
        }),
        column(t!("matching-least-change"), |row: &&RestOf| {
            text(sentences::change(&row.why, &it.skills).say())
        }),
    ];
    if it.may {
        columns.push(column(t!("matching-decide"), |row: &&RestOf| {
            put_in(it, row)
        }));
    }
    html! {
        (table(t!("matching-not-chosen"), rows, columns).total(rest.len()).dense())
        (pagination_open(page, page * PAGE < rest.len(), here))
    }
}

/// 入れる, where nothing but the plan as a whole speaks against it and the order is within reach.
pub(super) fn put_in(it: &Shown, row: &RestOf) -> Markup {
    let chunk = it.portions.get(&row.portion).map_or(1, |it| it.min_chunk);
    let within = it.may && it.order_of(row.portion).is_some();
    html! {
        @if within && row.why.can_be_put_in() {
            (post_button("/matching/fixed", t!("matching-put-in"), it.named(row.worker, row.portion, chunk)))
        } @else { (dash()) }
    }
}

/// One pair of the board, and who could do it instead.
pub(crate) async fn pair(visit: Visit, Query(asked): Query<Asked>) -> Result<Page, PageError> {
    let may = visit.may(Act::Write(Resource::Board)).is_ok();
    let row = board::in_force(visit.db()).await?;
    let page = Page::titled(t!("matching-region-pair"))
        .crumbs(&[(t!("matching-region-title"), "/matching")]);
    let shown = match row {
        Some(row) => Some(Shown::of(&visit, row, may).await?),
        None => None,
    };
    let named = shown
        .as_ref()
        .and_then(|it| region_pair::named(it, &asked.worker, &asked.portion));
    match shown.as_ref().zip(named) {
        Some((it, pair)) => region_pair::page(&visit, page, it, &pair).await,
        None => Ok(page.body(empty(
            t!("matching-region-pair-none"),
            html! {
                p { (t!("matching-region-pair-none-next")) }
                (button_link("/matching", t!("matching-region-back")))
            },
        ))),
    }
}
