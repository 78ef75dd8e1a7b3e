//! 市のようす: the own town beside the region, on the same scale, first as a sentence.

use access::{Act, PageError, Resource, Visit};
use base::FiscalYear;
use region::YearFacts;
use webkit::formats;
use webkit::prelude::*;

use super::{Desk, ways};
use crate::towns::{self, Town};

pub async fn desk(visit: &Visit) -> Result<Desk, PageError> {
    let (db, today) = (visit.db(), visit.today());
    let reach = visit.may(Act::Read(Resource::Indicators))?;
    let year = FiscalYear::containing(today);
    let mut shown = towns::all(db, today).await?;
    shown.retain(|it| it.id.is_none_or(|id| reach.covers_municipality(id)));
    let facts = region::of_year(db, year).await?;
    let sentences = shown
        .iter()
        .filter(|it| it.id.is_some())
        .map(|it| sentence(it, &facts));
    let title = match &shown[..] {
        [town, _] => t!("desks-town-of", town = &town.name),
        _ => t!("desks-town-title"),
    };
    Ok(Desk::titled(
        title,
        html! {
            @for it in sentences { p.lead { (it) } }
            (town_table(&shown, &facts))
            (region_figures(&facts))
            (section(t!("desks-town-ways"), way_on(visit)))
        },
    )
    .lead(t!("desks-town-lead", day = today)))
}

/// Earners of a town, or of the region.
fn earners(it: &Town, facts: &YearFacts) -> i64 {
    match it.id {
        Some(id) => facts.earners.by_town.get(&id).copied().unwrap_or(0),
        None => facts.earners.region,
    }
}

/// One sentence for the minutes of a meeting.
fn sentence(it: &Town, facts: &YearFacts) -> String {
    let people = &it.people;
    t!(
        "desks-town-sentence",
        town = &it.name,
        year = facts.year,
        earners = earners(it, facts),
        registered = people.registered,
        active = people.active,
        waiting = people.waiting
    )
}

fn town_table(shown: &[Town], facts: &YearFacts) -> Markup {
    table(
        t!("desks-town-caption", year = facts.year),
        shown,
        [
            column(t!("desks-town"), |it: &Town| text(&it.name)),
            number_column(t!("desks-earners"), |it: &Town| number(earners(it, facts))),
            number_column(t!("desks-registered"), |it: &Town| {
                number(it.people.registered)
            }),
            number_column(t!("desks-active"), |it: &Town| number(it.people.active)),
            number_column(t!("desks-waiting-all"), |it: &Town| {
                number(it.people.waiting)
            }),
        ],
    )
    .markup()
}

fn region_figures(facts: &YearFacts) -> Markup {
    figures(&[
        (
            t!("desks-region-orders"),
            yen(facts.orders),
            t!("desks-region-orders-note"),
        ),
        (
            t!("desks-region-profit"),
            yen_or_dash(facts.profit().ok()),
            t!("desks-region-profit-note"),
        ),
        (
            t!("desks-region-adopters"),
            text(t!("desks-towns", count = facts.adopters)),
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
