//! 仕事がない原因: people by cause, each with what is lacking and the least cure, and the measures that would help most.
//! An officer reads the own town in counts; names are for those who plan.

use std::collections::{BTreeMap, BTreeSet};

use access::{Act, Done, Form, PageError, Resource, Visit, accounts, places};
use axum::extract::Query;
use matcher::Report;
use matcher::bottleneck::{Cause, Exclusion, FamilyEffect, Goal, IdlePerson, ShortOrder};
use orders::PortionId;
use orders::read::PortionFacts;
use papers::chart::{self, Chart, Series};
use people::WorkerId;
use people::read::WorkerCard;
use serde::Deserialize;
use training::read::Course;
use webkit::prelude::*;

use super::{balance, measures, region, run};
use crate::cause_words::{self, Names};
use crate::facts::Window;
use crate::runs::CAUSES;
use crate::store::causes::{self, CausesRow};
use crate::{market, sentences, store};

const PATH: &str = "/matching/causes";
/// People on one page.
const PAGE: usize = 30;
/// The four causes of a person, in the order of the report.
const FOUR: [Cause; 4] = [
    Cause::Skill,
    Cause::Volume,
    Cause::Environment,
    Cause::Matching,
];
/// What the reader may open, as the measures lead there.
const LEADS_TO: [Resource; 5] = [
    Resource::Courses,
    Resource::Enquiries,
    Resource::Sites,
    Resource::Workers,
    Resource::WorkOrders,
];

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    page: usize,
    cause: String,
}

pub(super) async fn ask(visit: Visit, Form(_): Form) -> Result<Done, PageError> {
    crate::causes::ask(visit.db(), &visit.actor).await?;
    Ok(Done::to(PATH).saying(words!("matching-causes-asked")))
}

pub(super) async fn stop(visit: Visit, Form(_): Form) -> Result<Done, PageError> {
    crate::causes::stop(visit.db(), &visit.actor).await?;
    Ok(Done::to(PATH).saying(words!("matching-run-stopping")))
}

pub(crate) async fn show(visit: Visit, Query(asked): Query<Asked>) -> Result<Page, PageError> {
    let scope = visit.may(Act::Read(Resource::Causes))?;
    let may = visit.may(Act::Write(Resource::Causes)).is_ok();
    let going = store::runs::latest(visit.db(), CAUSES).await?;
    let is_going = going.as_ref().is_some_and(|it| it.state.is_living());
    let row = causes::latest(visit.db()).await?;
    let since = row.as_ref().map(|it| it.made_at);
    let stop = may.then_some("/matching/causes/stopping");
    let part = run::part(going.as_ref(), since, stop);
    let page = Page::titled(t!("matching-causes-title"))
        .wide()
        .body(html! { (region::ways(&visit, true)) (part) });
    let Some(row) = row else {
        let begin = html! { @if !is_going { (begin(may)) } };
        return Ok(page.lead(t!("matching-causes-lead")).body(begin));
    };
    let mut it = Shown::of(&visit, row, may && !is_going).await?;
    let lead = t!(
        "matching-causes-window",
        from = it.row.from_on,
        until = it.row.until_on
    );
    if !scope.region {
        it.only(|card| scope.covers_municipality(card.municipality));
        return Ok(page.lead(lead).body(of_a_town(&it)));
    }
    Ok(page.lead(lead).body(whole(&it, &asked, &visit.path)))
}

fn begin(may: bool) -> Markup {
    empty(
        t!("matching-causes-none"),
        html! {
            p { (t!("matching-causes-none-next")) }
            @if may { (form(PATH).submit(t!("matching-causes-do")).body(html! {})) }
        },
    )
}

/// Everything that the page shows of a report.
pub(super) struct Shown {
    row: CausesRow,
    pub(super) people: BTreeMap<WorkerId, WorkerCard>,
    portions: BTreeMap<PortionId, PortionFacts>,
    pub(super) courses: Vec<Course>,
    pub(super) names: Names,
    made_by: String,
    /// The reader may have the causes sought again.
    may: bool,
    pub(super) opens: Vec<Resource>,
    /// Only these people, of the own town, are counted, and nobody is named.
    pub(super) town: Option<BTreeSet<WorkerId>>,
}

impl Shown {
    async fn of(visit: &Visit, row: CausesRow, may: bool) -> Result<Shown, PageError> {
        let db = visit.db();
        let (people, portions) = named_in(&row.report);
        let (people, portions): (Vec<_>, Vec<_>) =
            (people.into_iter().collect(), portions.into_iter().collect());
        let cards = people::read::cards_by_ids(db, &people).await?;
        let parts = orders::read::portions_by_ids(db, &portions).await?;
        let named = accounts::names(db, &[row.made_by]).await?;
        let may_open = |it: &Resource| visit.may(Act::Read(*it)).is_ok();
        Ok(Shown {
            people: cards.into_iter().map(|it| (it.id, it)).collect(),
            portions: parts.into_iter().map(|it| (it.id, it)).collect(),
            courses: training::read::courses(db).await?,
            names: Names {
                skills: people::read::skills(db).await?,
                kinds: people::read::job_types(db).await?,
                sites: places::sites(db).await?,
                window: Window {
                    from: row.from_on,
                    until: row.until_on,
                },
            },
            made_by: named.get(&row.made_by).cloned().unwrap_or_default(),
            may,
            opens: LEADS_TO.into_iter().filter(may_open).collect(),
            town: None,
            row,
        })
    }

    /// Counts only some people from here on, without names.
    fn only(&mut self, such: impl Fn(&WorkerCard) -> bool) {
        let town = self.people.values().filter(|it| such(it));
        self.town = Some(town.map(|it| it.id).collect());
    }

    pub(super) fn report(&self) -> &Report {
        &self.row.report
    }

    fn counts(&self, worker: &str) -> bool {
        let id = market::worker_of(worker);
        let town = self.town.as_ref();
        town.is_none_or(|town| id.is_some_and(|id| town.contains(&id)))
    }

    /// The idle people that are counted here.
    fn idle(&self) -> Vec<&IdlePerson> {
        let all = self.report().people.iter();
        all.filter(|it| self.counts(&it.worker)).collect()
    }

    pub(super) fn card(&self, worker: &str) -> Option<&WorkerCard> {
        self.people.get(&market::worker_of(worker)?)
    }

    pub(super) fn person(&self, worker: &str) -> Markup {
        match self.card(worker) {
            Some(it) if self.opens.contains(&Resource::Workers) => {
                link(format!("/workers/{}", it.public_id), &it.name)
            }
            Some(it) => text(&it.name),
            None => dash(),
        }
    }

    fn portion(&self, package: &str) -> Option<&PortionFacts> {
        self.portions.get(&market::portion_of(package)?)
    }

    fn part(&self, package: &str) -> String {
        match self.portion(package) {
            Some(it) => {
                let part = sentences::portion(it.lot_no, &it.step_name, it.group);
                t!("matching-region-part", title = &it.title, part = part)
            }
            None => t!("matching-region-others-part"),
        }
    }
}

/// The people and portions that a report names.
fn named_in(report: &Report) -> (BTreeSet<WorkerId>, BTreeSet<PortionId>) {
    let picks = report.programme.iter().flat_map(|it| &it.picks);
    let people = (report.people.iter().map(|it| &it.worker))
        .chain(report.excluded.iter().map(|it| &it.worker))
        .chain(report.marginal.iter().flat_map(|it| &it.people))
        .chain(picks.flat_map(|it| &it.people));
    let packages = (report.people.iter().map(|it| &it.witness.package))
        .chain(report.orders.iter().map(|it| &it.package));
    (
        people.filter_map(|it| market::worker_of(it)).collect(),
        packages.filter_map(|it| market::portion_of(it)).collect(),
    )
}

fn whole(it: &Shown, asked: &Asked, here: &str) -> Markup {
    html! {
        (standing(it))
        (by_cause(it))
        (measures::part(it))
        (people(it, asked, here))
        (short(it))
        (families(it))
        (excluded(it))
        @if it.may { (actions([post_button::<&str, &str>(PATH, t!("matching-causes-again"), [])])) }
        (made(it))
    }
}

fn made(it: &Shown) -> Markup {
    note(t!(
        "matching-causes-made",
        name = &it.made_by,
        at = it.row.made_at
    ))
}

/// The own town in counts, and the measures without names.
fn of_a_town(it: &Shown) -> Markup {
    let people = |count: usize| text(t!("matching-count-people", count = count));
    let outside = it.report().excluded.iter();
    let outside = outside.filter(|row| row.goal == Goal::Work && it.counts(&row.worker));
    html! {
        (webkit::figures(&[
            (t!("matching-causes-idle"), people(it.idle().len()), t!("matching-causes-idle-town")),
            (t!("matching-causes-outside"), people(outside.count()), t!("matching-causes-outside-note")),
        ]))
        (by_cause(it))
        (measures::part(it))
        (note(t!("matching-causes-no-names")))
        (made(it))
    }
}

fn standing(it: &Shown) -> Markup {
    let (totals, busy) = (&it.report().totals, it.row.busy);
    let idle = it.report().people.len();
    let people = |count: i64| text(t!("matching-count-people", count = count));
    let (work, wanting) = (totals.in_work + busy, totals.wanting + busy);
    let short = text(t!("matching-count-portions", count = totals.short_orders));
    let hours = totals.short_seconds / 3_600;
    html! {
        p.lead { (t!("matching-causes-sentence", wanting = wanting, work = work, idle = idle)) }
        (webkit::figures(&[
            (t!("matching-causes-idle"), people(idle as i64), t!("matching-causes-idle-note")),
            (t!("matching-causes-in-work"), people(work), t!("matching-causes-in-work-note", busy = busy)),
            (t!("matching-causes-counted"), people(totals.counted), t!("matching-new-earners-note")),
            (t!("matching-causes-short"), short, t!("matching-causes-short-note", hours = hours)),
        ]))
        @if totals.defects > 0 {
            (banner(Tone::Caution, t!("matching-causes-defects", count = totals.defects), html! {
                p { (t!("matching-causes-defects-next")) }
            }))
        }
    }
}

/// One cause with its people: named, and as much as it explains of everybody.
struct OfCause {
    cause: Cause,
    named: i64,
    /// In twenty-fourths of a person.
    share: i64,
}

fn by_cause(it: &Shown) -> Markup {
    let idle = it.idle();
    if idle.is_empty() {
        let next = html! { p { (t!("matching-causes-nobody-next")) } };
        return empty(t!("matching-causes-nobody"), next);
    }
    let of = |(at, cause): (usize, Cause)| OfCause {
        cause,
        named: idle.iter().filter(|row| row.cause == cause).count() as i64,
        share: idle.iter().map(|row| row.shares.parts()[at]).sum(),
    };
    let rows: Vec<OfCause> = FOUR.into_iter().enumerate().map(of).collect();
    let word = |row: &OfCause| cause_words::cause(row.cause).say();
    let shown = table(
        t!("matching-causes-by-cause"),
        &rows,
        [
            column(t!("matching-causes-cause"), |row: &OfCause| text(word(row))),
            number_column(t!("matching-causes-named"), |row: &OfCause| {
                number(row.named)
            }),
            number_column(t!("matching-causes-share"), |row: &OfCause| {
                text(tenths(row.share))
            }),
            column(t!("matching-causes-means"), |row: &OfCause| {
                text(cause_words::means(row.cause).say())
            }),
        ],
    );
    let named: Vec<i64> = rows.iter().map(|row| row.named).collect();
    let share: Vec<i64> = rows.iter().map(|row| (row.share + 12) / 24).collect();
    let chart = Chart {
        title: t!("matching-causes-by-cause"),
        unit: t!("matching-people-unit"),
        labels: rows.iter().map(word).collect(),
        series: vec![
            Series::of(t!("matching-causes-named"), &named),
            Series::of(t!("matching-causes-share"), &share),
        ],
    };
    let most = rows.iter().max_by_key(|row| row.share);
    let finding = most.map_or_else(String::new, |row| {
        let people = tenths(row.share);
        t!(
            "matching-causes-finding",
            cause = word(row),
            people = people,
            all = idle.len()
        )
    });
    section(
        t!("matching-causes-by-cause"),
        html! {
            (balance::drawn(chart::bars(&chart), finding, shown.markup()))
            (note(t!("matching-causes-share-note")))
        },
    )
}

/// Twenty-fourths as people with one decimal, rounded half up.
fn tenths(share: i64) -> String {
    let tenths = (share * 10 + 12) / 24;
    format!("{}.{}", tenths / 10, tenths % 10)
}

/// A cause in an address.
fn name(cause: Cause) -> &'static str {
    match cause {
        Cause::Skill => "skill",
        Cause::Volume => "volume",
        Cause::Environment => "environment",
        Cause::Matching => "matching",
        Cause::Capacity => "capacity",
    }
}

fn people(it: &Shown, asked: &Asked, here: &str) -> Markup {
    let wanted = FOUR.into_iter().find(|cause| name(*cause) == asked.cause);
    let mut rows = it.idle();
    rows.retain(|row| wanted.is_none_or(|cause| row.cause == cause));
    let page = asked.page.max(1);
    let from = (page - 1).saturating_mul(PAGE).min(rows.len());
    let shown = &rows[from..(from + PAGE).min(rows.len())];
    let of_cause = |cause| {
        let href = format!("{PATH}?cause={}", name(cause));
        (cause_words::cause(cause).say(), href, wanted == Some(cause))
    };
    let all = (t!("matching-causes-all"), PATH.to_owned(), wanted.is_none());
    let filters = [all].into_iter().chain(FOUR.map(of_cause));
    let filters = filters.map(|(words, href, here)| match here {
        true => chip(Tone::Info, words),
        false => link(href, words),
    });
    let town = |row: &&IdlePerson| it.card(&row.worker).map(|it| it.municipality_name.clone());
    section(
        t!("matching-causes-people"),
        html! {
            (actions(filters))
            @if shown.is_empty() { p { (t!("matching-causes-people-none")) } }
            @else {
                (table(t!("matching-causes-people-table"), shown, [
                    column(t!("matching-person"), |row: &&IdlePerson| it.person(&row.worker)),
                    column(t!("matching-town"), |row: &&IdlePerson| text(town(row).unwrap_or_default())),
                    column(t!("matching-causes-cause"), |row: &&IdlePerson| cause_cell(row)),
                    column(t!("matching-causes-witness"), |row: &&IdlePerson| witness(it, row)),
                    column(t!("matching-causes-cure"), |row: &&IdlePerson| {
                        list(row.witness.cures.iter().map(|cure| text(cause_words::cure(cure, &it.names).say())))
                    }),
                ]).total(rows.len()).dense())
                (pagination_open(page, from + PAGE < rows.len(), here))
            }
        },
    )
}

fn cause_cell(row: &IdlePerson) -> Markup {
    let others = row.needs.iter().filter(|it| **it != row.cause);
    let others: Vec<String> = others.map(|it| cause_words::cause(*it).say()).collect();
    let others = others.join(&t!("matching-comma"));
    html! {
        @if row.defect { (chip(Tone::Caution, t!("matching-causes-defect"))) }
        @else { strong { (cause_words::cause(row.cause).say()) } }
        @if !others.is_empty() { " " (t!("matching-causes-and", causes = others)) }
    }
}

fn witness(it: &Shown, row: &IdlePerson) -> Markup {
    let part = it.part(&row.witness.package);
    let lacking = row.witness.lacking.iter();
    let lacking: Vec<Markup> = lacking
        .map(|lack| text(cause_words::lack(lack, &it.names).say()))
        .collect();
    html! {
        (t!("matching-causes-would-get", part = part, units = row.witness.units))
        @if !lacking.is_empty() { (list(lacking)) }
    }
}

fn short(it: &Shown) -> Markup {
    let rows = &it.report().orders;
    if rows.is_empty() {
        let none = html! { p { (t!("matching-causes-orders-none")) } };
        return section(t!("matching-causes-orders"), none);
    }
    let part = |row: &ShortOrder| match it.portion(&row.package) {
        Some(portion) => link(super::path(&portion.order_public_id), it.part(&row.package)),
        None => text(it.part(&row.package)),
    };
    let cause = |row: &ShortOrder| match row.cause {
        Some(cause) => cause_words::cause(cause).say(),
        None => t!("matching-causes-incurable"),
    };
    let cures = |row: &ShortOrder| match &row.witness {
        Some(witness) => {
            let cures = witness.cures.iter();
            list(cures.map(|cure| text(cause_words::cure(cure, &it.names).say())))
        }
        None => dash(),
    };
    let rows = table(
        t!("matching-causes-orders-table"),
        rows,
        [
            column(t!("matching-part"), part),
            number_column(t!("matching-short"), |row: &ShortOrder| {
                number(row.short_units)
            }),
            column(t!("matching-causes-cause"), |row: &ShortOrder| {
                text(cause(row))
            }),
            column(t!("matching-causes-cure"), cures),
        ],
    );
    section(t!("matching-causes-orders"), rows.dense())
}

/// What relaxing one cause for everybody would change: proof by solving again.
fn families(it: &Shown) -> Markup {
    let rows = &it.report().families;
    if rows.is_empty() {
        return Markup::default();
    }
    let who = |row: &FamilyEffect| match row.relaxed.as_slice() {
        [one] => cause_words::cause(*one).say(),
        _ => t!("matching-causes-all-four"),
    };
    let shown = table(
        t!("matching-causes-families"),
        rows,
        [
            column(t!("matching-causes-cause"), |row: &FamilyEffect| {
                text(who(row))
            }),
            column(t!("matching-measure-confirmed"), |row: &FamilyEffect| {
                text(cause_words::effect(&row.effect).say())
            }),
        ],
    );
    details(t!("matching-causes-families"), shown.markup())
}

fn excluded(it: &Shown) -> Markup {
    let four = [
        Exclusion::NotWanted,
        Exclusion::NoHours,
        Exclusion::CeilingReached,
        Exclusion::TooLittle,
    ];
    let counts = it.report().totals.excluded;
    // People at work with nothing more in the plan are told apart from those who do not want work.
    let count = |why: Exclusion| match why {
        Exclusion::NotWanted => counts[why as usize] - it.row.busy,
        _ => counts[why as usize],
    };
    let rows = four.map(|why| (cause_words::exclusion(why).say(), number(count(why))));
    section(
        t!("matching-causes-excluded"),
        html! { p { (t!("matching-causes-excluded-lead")) } (facts(&rows)) },
    )
}
