//! 全体: the region at a glance, by town, with what is late and what is odd.

use access::{PageError, Scope, Visit};
use base::Day;
use orders::read::OrderFacts;
use webkit::prelude::*;

use super::{Desk, money, sales};
use crate::towns;

pub async fn desk(visit: &Visit) -> Result<Desk, PageError> {
    let (db, today) = (visit.db(), visit.today());
    let region = Scope::whole_region();
    let towns = towns::all(db, today).await?;
    let mut open = orders::read::orders_open(db, &region).await?;
    open.retain(is_under_way);
    let waits = work::read::orders_today(db, &region, today, today).await?;
    let odd = payment::read::money_today(db, today).await?;
    let pipeline = ::sales::read::pipeline(db, today).await?;
    let late: Vec<&OrderFacts> = open.iter().filter(|it| is_late(it, today)).collect();
    let late_work: i64 = waits.iter().map(|it| it.late).sum();
    let people = towns.last().map(|it| it.people).unwrap_or_default();
    Ok(Desk::titled(
        t!("desks-region"),
        html! {
            p.lead { (t!("desks-region-sentence", active = people.active, waiting = people.waiting, orders = open.len(), late = late.len())) }
            (figures(&[
                (t!("desks-active"), t!("desks-people", count = people.active), t!("desks-active-note")),
                (t!("desks-waiting-all"), t!("desks-people", count = people.waiting), String::new()),
                (t!("desks-orders-open"), t!("desks-cases", count = open.len()), String::new()),
                (t!("desks-work-late"), t!("desks-cases", count = late_work), t!("desks-work-late-note")),
            ]))
            @if !late.is_empty() { (late_table(&late)) }
            (section(t!("desks-money-odd"), money::exceptions(&odd)))
            (towns::as_table(&towns))
            (section(t!("desks-pipeline"), sales::pipeline_figures(&pipeline)))
        },
    )
    .lead(day(today)))
}

/// Not yet accepted by the client.
fn is_under_way(it: &OrderFacts) -> bool {
    use orders::Stage::*;
    matches!(
        it.stage,
        Ordered | Preparing | Working | Delivered | Inspecting
    )
}

/// Past its due date and not yet with the client.
fn is_late(it: &OrderFacts, today: Day) -> bool {
    use orders::Stage::*;
    matches!(it.stage, Ordered | Preparing | Working) && it.due_on < today
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
