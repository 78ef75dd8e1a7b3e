//! Registrants by town, counted once for the pages of manager and officer.

use access::MunicipalityId;
use base::Day;
use db::{Conn, StoreError};
use std::collections::BTreeMap;
use webkit::prelude::*;

use crate::population::{Population, Registrant, count};

/// One town, or the region, with its registrants.
pub struct Town {
    pub id: Option<MunicipalityId>,
    pub name: String,
    pub people: Population,
}

/// Every town with a registrant, by name, and the region as the last; two statements.
pub async fn all(db: &Conn, today: Day) -> Result<Vec<Town>, StoreError> {
    let standings = people::read::standings(db).await?;
    let last: BTreeMap<i64, _> = work::read::last_work(db)
        .await?
        .into_iter()
        .map(|it| (it.worker, it))
        .collect();
    let mut by_town: BTreeMap<MunicipalityId, (String, Vec<Registrant>)> = BTreeMap::new();
    for it in &standings {
        let last = last.get(&it.id.0);
        let person = Registrant {
            stage: it.stage,
            in_hand: last.map_or(0, |it| it.in_hand),
            last_on: last.and_then(|it| it.last_on),
        };
        by_town
            .entry(it.municipality)
            .or_insert_with(|| (it.municipality_name.clone(), Vec::new()))
            .1
            .push(person);
    }
    let everybody: Vec<Registrant> = by_town
        .values()
        .flat_map(|it| it.1.iter().copied())
        .collect();
    let towns = by_town.into_iter().map(|(id, (name, people))| Town {
        id: Some(id),
        name,
        people: count(people, today),
    });
    let region = Town {
        id: None,
        name: t!("desks-whole-region"),
        people: count(everybody, today),
    };
    Ok(towns.chain([region]).collect())
}

/// The towns as a table.
pub fn as_table(towns: &[Town]) -> Markup {
    table(
        t!("desks-people-by-town"),
        towns,
        [
            column(t!("desks-town"), |it: &Town| text(&it.name)),
            number_column(t!("desks-registered"), |it: &Town| {
                number(it.people.registered)
            }),
            number_column(t!("desks-active"), |it: &Town| number(it.people.active)),
            number_column(t!("desks-waiting-all"), |it: &Town| {
                number(it.people.waiting)
            }),
            number_column(t!("desks-joining"), |it: &Town| number(it.people.joining)),
            number_column(t!("desks-paused"), |it: &Town| number(it.people.paused)),
        ],
    )
    .markup()
}
