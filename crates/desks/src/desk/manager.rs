//! 全体: the region at a glance, by town, with what is late and what is odd.

use access::places::{self, Municipality};
use access::{MunicipalityId, PageError, Scope, Visit};
use base::Day;
use orders::read::OrderFacts;
use people::Stage;
use webkit::prelude::*;

use super::{Desk, money, sales};

pub async fn desk(visit: &Visit) -> Result<Desk, PageError> {
    let (db, today) = (visit.db(), visit.today());
    let region = Scope::whole_region();
    let people = people::read::counts_by_stage(db).await?;
    let towns = places::municipalities(db).await?;
    let open = orders::read::orders_open(db, &region).await?;
    let waits = work::read::orders_today(db, &region, today, today).await?;
    let odd = payment::read::money_today(db, today).await?;
    let pipeline = ::sales::read::pipeline(db, today).await?;
    let late: Vec<&OrderFacts> = open.iter().filter(|it| is_late(it, today)).collect();
    let late_work: i64 = waits.iter().map(|it| it.late).sum();
    let rows: Vec<TownPeople> = towns
        .iter()
        .map(|town| TownPeople::of(&town.name, &people, |it| it == town.id))
        .collect();
    let total = TownPeople::of("", &people, |_| true);
    Ok(Desk::titled(t!("desks-region"), html! {
        p.lead { (t!("desks-region-sentence", active = total.active, waiting = total.waiting, orders = open.len(), late = late.len())) }
        (figures(&[
            (t!("desks-orders-open"), t!("desks-cases", count = open.len()), String::new()),
            (t!("desks-orders-late"), t!("desks-cases", count = late.len()), t!("desks-orders-late-note")),
            (t!("desks-work-late"), t!("desks-cases", count = late_work), t!("desks-work-late-note")),
            (t!("desks-active"), t!("desks-people", count = total.active), String::new()),
            (t!("desks-waiting-all"), t!("desks-people", count = total.waiting), String::new()),
        ]))
        @if !late.is_empty() { (section(t!("desks-orders-late"), late_table(&late))) }
        (section(t!("desks-money-odd"), money::exceptions(&odd)))
        (section(t!("desks-people-by-town"), by_town(&rows)))
        (section(t!("desks-pipeline"), sales::pipeline_figures(&pipeline)))
    })
    .lead(day(today)))
}

/// Past its due date and not yet with the client.
fn is_late(it: &OrderFacts, today: Day) -> bool {
    use orders::Stage::*;
    matches!(it.stage, Ordered | Preparing | Working) && it.due_on < today
}

/// The registrants of one town, by what they do now.
pub struct TownPeople {
    pub town: String,
    pub registered: i64,
    pub active: i64,
    pub waiting: i64,
    pub joining: i64,
    pub paused: i64,
}

impl TownPeople {
    /// Adds up the towns that `is_of` names; who has left is not registered.
    pub fn of(
        town: &str,
        counts: &[(MunicipalityId, Stage, i64)],
        is_of: impl Fn(MunicipalityId) -> bool,
    ) -> TownPeople {
        let sum = |stages: &[Stage]| {
            counts
                .iter()
                .filter(|(it, stage, _)| is_of(*it) && stages.contains(stage))
                .map(|(_, _, n)| n)
                .sum::<i64>()
        };
        let (active, waiting, paused) = (
            sum(&[Stage::Active]),
            sum(&[Stage::Waiting]),
            sum(&[Stage::Paused]),
        );
        let joining = sum(&[
            Stage::Applied,
            Stage::Briefing,
            Stage::Training,
            Stage::AwaitingContract,
        ]);
        TownPeople {
            town: town.to_owned(),
            registered: active + waiting + paused + joining,
            active,
            waiting,
            joining,
            paused,
        }
    }

    /// The same for a municipality.
    pub fn of_town(town: &Municipality, counts: &[(MunicipalityId, Stage, i64)]) -> TownPeople {
        TownPeople::of(&town.name, counts, |it| it == town.id)
    }
}

/// Registrants by town as a table.
pub fn by_town(rows: &[TownPeople]) -> Markup {
    table(
        t!("desks-people-by-town"),
        rows,
        [
            column(t!("desks-town"), |it: &TownPeople| text(&it.town)),
            number_column(t!("desks-registered"), |it: &TownPeople| {
                number(it.registered)
            }),
            number_column(t!("desks-active"), |it: &TownPeople| number(it.active)),
            number_column(t!("desks-waiting-all"), |it: &TownPeople| {
                number(it.waiting)
            }),
            number_column(t!("desks-joining"), |it: &TownPeople| number(it.joining)),
            number_column(t!("desks-paused"), |it: &TownPeople| number(it.paused)),
        ],
    )
    .markup()
}

fn late_table(rows: &[&OrderFacts]) -> Markup {
    table(
        t!("desks-orders-late"),
        rows,
        [
            column(t!("desks-order"), |it: &&OrderFacts| {
                link(format!("/orders/{}", it.public_id), &it.title)
            }),
            column(t!("desks-due"), |it: &&OrderFacts| day(it.due_on)),
            number_column(t!("desks-sum"), |it: &&OrderFacts| yen(it.value())),
        ],
    )
    .dense()
    .markup()
}
