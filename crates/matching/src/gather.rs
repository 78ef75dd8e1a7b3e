//! Gathers the facts of one order from the reads of other capabilities: about fifteen statements, however many people.

use crate::Refusal;
use crate::facts::{Facts, Order, Portion, Window};
use crate::store;
use access::{Failure, Scope, places, refused};
use base::{Day, FiscalYear};
use db::{Conn, StoreError};
use orders::read::{OrderFacts, PortionFacts};
use orders::{CheckPlan, Stage, StepKind};
use work::read::{Held, PortionProgress};
use work::terms;

/// What is known for planning one order from tomorrow on, as of `today`.
pub async fn facts(db: &Conn, order: &OrderFacts, today: Day) -> Result<Facts, Failure> {
    if order.director.is_none() {
        return Err(refused(Refusal::NoDirector));
    }
    of_orders(db, std::slice::from_ref(order), Window::after(today), today).await
}

/// What is known for planning every open order of the region, as of `today`. Orders without a director wait for one.
pub async fn region(db: &Conn, window: Window, today: Day) -> Result<Facts, Failure> {
    let mut open = orders::read::orders_open(db, &Scope::whole_region()).await?;
    open.retain(|it| {
        it.director.is_some() && matches!(it.stage, Stage::Preparing | Stage::Working)
    });
    of_orders(db, &open, window, today).await
}

/// What is known for planning some orders.
pub async fn of_orders(
    db: &Conn,
    planned: &[OrderFacts],
    window: Window,
    today: Day,
) -> Result<Facts, Failure> {
    let held = work::read::held(db).await?;
    let all = portions_of(db, planned).await?;
    let portions = open_portions(db, planned, &all, &held).await?;
    let orders: Vec<Order> = planned.iter().filter_map(|it| order(it, &all)).collect();
    let ids: Vec<i64> = planned.iter().map(|it| it.id.0).collect();
    let clients: Vec<_> = orders.iter().map(|it| it.client).collect();
    let site_towns = places::sites(db)
        .await?
        .iter()
        .map(|it| (it.id, it.municipality))
        .collect();
    let needs = people::read::needs(db).await?;
    Ok(Facts {
        window,
        people: people::read::candidates(db, today).await?,
        needs: needs
            .into_iter()
            .filter(|it| orders.iter().any(|order| order.job_type == it.0))
            .collect(),
        shares: Vec::new(),
        towns: places::municipalities(db)
            .await?
            .iter()
            .map(|it| it.id)
            .collect(),
        site_towns,
        places: sites::read::places_for_matching(db).await?,
        booked: sites::read::booked_between(db, window.from, window.until).await?,
        reach: sites::read::reachable(db).await?,
        declined: work::read::declined(db, &ids).await?,
        by_year: by_year(db, &portions).await?,
        counted: counted(db, &portions, today).await?,
        knows_client: store::know_clients(db, &clients).await?,
        held,
        portions,
        orders,
    })
}

/// An order with the seconds for looking at one unit, where it has a checking step.
fn order(it: &OrderFacts, all: &[PortionFacts]) -> Option<Order> {
    let check = all
        .iter()
        .find(|row| row.order == it.id && row.step_kind == StepKind::Check);
    Some(Order {
        id: it.id,
        client: it.client,
        director: it.director?,
        job_type: it.job_type,
        unit_price: it.unit_price,
        check_seconds: check.map_or(0, |row| row.standard_seconds),
    })
}

/// The portions of these orders: of one by its key, of many by the list of all that are open.
async fn portions_of(db: &Conn, planned: &[OrderFacts]) -> Result<Vec<PortionFacts>, StoreError> {
    if let [one] = planned {
        return orders::read::portions_of(db, one.id).await;
    }
    let mut all = orders::read::portions_open(db).await?;
    all.retain(|it| planned.iter().any(|order| order.id == it.order));
    Ok(all)
}

/// The work portions of an order with what is left to give.
pub async fn portions(
    db: &Conn,
    order: &OrderFacts,
    held: &[Held],
) -> Result<Vec<Portion>, StoreError> {
    let all = orders::read::portions_of(db, order.id).await?;
    open_portions(db, std::slice::from_ref(order), &all, held).await
}

async fn open_portions(
    db: &Conn,
    planned: &[OrderFacts],
    all: &[PortionFacts],
    held: &[Held],
) -> Result<Vec<Portion>, StoreError> {
    let ids: Vec<i64> = planned.iter().map(|it| it.id.0).collect();
    let progress = work::read::progress_of_orders(db, &ids).await?;
    let work = all.iter().filter(|it| it.step_kind == StepKind::Work);
    Ok(work.map(|it| portion(it, &progress, held)).collect())
}

/// A portion of a work step; checking is shared out by the director, not planned.
fn portion(it: &PortionFacts, progress: &[PortionProgress], held: &[Held]) -> Portion {
    let so_far = progress.iter().find(|row| row.portion == it.id.0);
    let waiting = |stage: &str| {
        held.iter()
            .filter(|row| row.portion == it.id.0 && row.stage == stage)
            .count() as i64
    };
    let drafted: i64 = held
        .iter()
        .filter(|row| row.portion == it.id.0 && row.stage == "draft")
        .map(|row| row.units)
        .sum();
    let taken = so_far.map_or(0, |row| row.offered + row.agreed) + drafted;
    Portion {
        id: it.id,
        order: it.order,
        class: it.class,
        units: it.units,
        left: (it.units - taken).max(0),
        people: so_far.map_or(0, |row| row.people) + waiting("draft") + waiting("offered"),
        unit_pay: it.unit_pay,
        standard_seconds: it.standard_seconds,
        all_checked: it.check_plan == CheckPlan::All,
        min_chunk: it.min_chunk,
        max_share_pct: it.max_share_pct,
        min_team: it.min_team,
        max_team: it.max_team,
        max_defect_ppm: it.max_defect_ppm,
        release_on: it.release_on,
        plan_due_on: it.plan_due_on,
        due_on: it.due_on,
        pay_on: terms::pay_on(it.due_on),
    }
}

/// Fees by each calendar year in which something of the order is paid; an income ceiling counts by calendar year.
async fn by_year(
    db: &Conn,
    portions: &[Portion],
) -> Result<Vec<(i16, Vec<crate::facts::Fees>)>, StoreError> {
    let mut years: Vec<i16> = portions.iter().map(|it| it.pay_on.year()).collect();
    years.sort_unstable();
    years.dedup();
    let mut found = Vec::with_capacity(years.len());
    for year in years {
        let fees = store::fees(db, Day::known(year, 1, 1), Day::known(year, 12, 31)).await?;
        found.push((year, fees));
    }
    Ok(found)
}

/// Fees of the fiscal year in which the first portion is paid; the indicator counts people by fiscal year.
async fn counted(
    db: &Conn,
    portions: &[Portion],
    today: Day,
) -> Result<Vec<crate::facts::Fees>, StoreError> {
    let first = portions
        .iter()
        .filter(|it| it.left > 0)
        .map(|it| it.pay_on)
        .min()
        .unwrap_or(today);
    let year = FiscalYear::containing(first);
    store::fees(db, year.first_day(), year.last_day()).await
}
