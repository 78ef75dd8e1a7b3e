//! 市のようす: the own town beside the region, on the same scale, first as a sentence.

use access::places;
use access::{Act, PageError, Resource, Visit};
use base::{FiscalYear, Yen};
use region::YearFacts;
use webkit::formats;
use webkit::prelude::*;

use super::manager::TownPeople;
use super::{Desk, ways};

/// A line of the table: a town or the region.
struct Line {
    people: TownPeople,
    earners: i64,
}

pub async fn desk(visit: &Visit) -> Result<Desk, PageError> {
    let db = visit.db();
    let reach = visit.may(Act::Read(Resource::Indicators))?;
    let year = FiscalYear::containing(visit.today());
    let people = people::read::counts_by_stage(db).await?;
    let towns = places::municipalities(db).await?;
    let facts = region::of_year(db, year).await?;
    let own = towns.iter().filter(|it| reach.covers_municipality(it.id));
    let mut lines: Vec<Line> = own
        .map(|town| Line {
            people: TownPeople::of_town(town, &people),
            earners: facts.earners.by_town.get(&town.id).copied().unwrap_or(0),
        })
        .collect();
    let sentences: Vec<String> = lines.iter().map(|it| sentence(it, year)).collect();
    lines.push(Line {
        people: TownPeople::of(&t!("desks-whole-region"), &people, |_| true),
        earners: facts.earners.region,
    });
    let title = match &lines[..] {
        [town, _] => t!("desks-town-of", town = &town.people.town),
        _ => t!("desks-town-title"),
    };
    Ok(Desk::titled(
        title,
        html! {
            @for it in &sentences { p.lead { (it) } }
            (table(t!("desks-town-caption", year = year), &lines, columns()))
            (region_figures(&facts))
            (section(t!("desks-town-ways"), way_on(visit)))
        },
    )
    .lead(t!("desks-town-lead", day = visit.today())))
}

/// One sentence for the minutes of a meeting.
fn sentence(it: &Line, year: FiscalYear) -> String {
    let town = &it.people;
    t!(
        "desks-town-sentence",
        town = &town.town,
        year = year,
        earners = it.earners,
        registered = town.registered,
        active = town.active,
        waiting = town.waiting
    )
}

fn columns<'a>() -> [Column<'a, Line>; 5] {
    [
        column(t!("desks-town"), |it: &Line| text(&it.people.town)),
        number_column(t!("desks-earners"), |it: &Line| number(it.earners)),
        number_column(t!("desks-registered"), |it: &Line| {
            number(it.people.registered)
        }),
        number_column(t!("desks-active"), |it: &Line| number(it.people.active)),
        number_column(t!("desks-waiting-all"), |it: &Line| {
            number(it.people.waiting)
        }),
    ]
}

fn region_figures(facts: &YearFacts) -> Markup {
    let profit: Option<Yen> = facts.profit().ok();
    figures(&[
        (
            t!("desks-region-orders"),
            html! { (yen(facts.orders)) },
            t!("desks-region-orders-note"),
        ),
        (
            t!("desks-region-profit"),
            yen_or_dash(profit),
            t!("desks-region-profit-note"),
        ),
        (
            t!("desks-region-adopters"),
            html! { (t!("desks-towns", count = facts.adopters)) },
            formats::fiscal_year(facts.year),
        ),
    ])
}

/// Where an officer goes from here.
fn way_on(visit: &Visit) -> Markup {
    ways(
        visit,
        &[
            (t!("desks-way-town"), "/town", t!("desks-way-town-what")),
            (
                t!("desks-menu-indicators"),
                "/indicators",
                t!("desks-way-indicators"),
            ),
            (t!("desks-menu-sheets"), "/sheets", t!("desks-way-sheets")),
            (
                t!("desks-menu-distribution"),
                "/distribution",
                t!("desks-way-distribution"),
            ),
            (t!("desks-menu-costs"), "/costs", t!("desks-way-costs")),
            (
                t!("desks-menu-opinions"),
                "/opinions",
                t!("desks-way-opinions"),
            ),
        ],
    )
}
